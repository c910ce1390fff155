from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from guangongwei.model.organisation import OrganisationId
from guangongwei.model.volunteer import (
    Service,
    ServiceId,
    Sex,
    Volunteer,
    VolunteerId,
    standard_kind,
)

DAY = date(2024, 12, 31)


def volunteer(joined: date | None, left: date | None = None) -> Volunteer:
    """A volunteer with every personal field filled."""
    return Volunteer(
        id=VolunteerId("V1"),
        name="张三",
        sex=Sex.MALE,
        born=date(1950, 3, 4),
        organisation=OrganisationId("S1"),
        phone="13800000000",
        joined=joined,
        left=left,
    )


@pytest.mark.parametrize(
    ("joined", "left", "registered"),
    [
        (DAY, None, True),
        (date(2025, 1, 1), None, False),
        (date(2020, 1, 1), DAY, False),
        (date(2020, 1, 1), date(2025, 1, 1), True),
        (None, None, False),
    ],
)
def test_a_volunteer_is_registered_from_joining_to_before_leaving(
    joined: date | None,
    left: date | None,
    registered: bool,  # noqa: FBT001
) -> None:
    """On the joining day yes, on the leaving day no; without a joining day never."""
    assert volunteer(joined, left).registered(DAY) is registered


def test_a_volunteer_shows_nothing_personal() -> None:
    """Name, sex, day of birth and telephone say only whether they are filled."""
    shown = repr(volunteer(DAY))
    for personal in ("张三", "MALE", "男", "1950", "13800000000"):
        assert personal not in shown
    assert shown.count("<hidden>") == 4


@pytest.mark.parametrize(
    ("kind", "standard"),
    [("退休教师", "老教师"), ("老军人", "老战士"), ("老教师", "老教师"), ("老党员", "老党员")],
)
def test_local_kinds_stand_for_one_of_the_five(kind: str, standard: str) -> None:
    """A known alias becomes its standard kind; any other word stays."""
    assert standard_kind(kind) == standard


def test_a_service_names_its_volunteer_by_key_only() -> None:
    """A service holds the volunteer's id and nothing else of the person."""
    service = Service(
        id=ServiceId("F1"),
        volunteer=VolunteerId("V1"),
        organisation=OrganisationId("S1"),
        on=DAY,
        hours=Decimal("1.5"),
    )
    assert "V1" in repr(service)
