"""A key tells a record from the others of its noun."""

from __future__ import annotations

from datetime import date

from guangongwei.model import Month, OrganisationId, Return, Service, ServiceId, VolunteerId, Year
from guangongwei.model.keys import key_of

HERE = OrganisationId("S01")


def test_the_key_of_a_record_is_its_id() -> None:
    """As it stands."""
    service = Service(
        id=ServiceId("F0001"), volunteer=VolunteerId("V1"), organisation=HERE, on=date(2024, 3, 1)
    )
    assert key_of(service) == "F0001"


def test_the_key_of_a_return_is_all_that_it_is_about() -> None:
    """Whose return, of which table, for which period; the day it came is no part of it."""
    month = Return(organisation=HERE, table="服务记录", period=Month(2024, 3))
    assert key_of(month) == '["S01","服务记录","Month","2024-03-01","2024-04-01"]'
    year = Return(organisation=HERE, table="服务记录", period=Year(2024))
    assert key_of(month) != key_of(year)
