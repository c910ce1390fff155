"""What is so of a dataset's records whatever the period."""

from __future__ import annotations

from datetime import date

from guangongwei.indicators.ground import Ground, Sent
from guangongwei.model.dataset import Dataset
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Year
from guangongwei.model.reporting import Return

SCHOOL = OrganisationId("S1")
YEARS = {year: (date(year, 1, 1), date(year + 1, 1, 1)) for year in (2023, 2024)}


def test_what_was_sent_is_read_from_returns_or_told_beside_them() -> None:
    """In order of time either way; what is told stands in the place of the records."""
    returns = tuple(
        Return(organisation=SCHOOL, table="活动", period=Year(year)) for year in (2024, 2023)
    )
    sent = {(SCHOOL, "活动"): [YEARS[2023], YEARS[2024]]}
    assert Ground(Dataset(returns=returns)).sent == sent
    told = {(SCHOOL, "活动"): [YEARS[2024], YEARS[2023]]}
    assert Ground(Dataset(), told=Sent(told)).sent == sent
    assert Ground(Dataset(returns=returns), told=Sent({})).sent == {}
