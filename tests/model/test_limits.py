from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import BadArgument
from guangongwei.model.matching import Need, NeedId
from guangongwei.model.mechanism import BudgetFloor
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Season, Term, Year
from guangongwei.model.timeline import Terms

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("make", "name", "expected"),
    [
        (
            lambda: Need(id=NeedId("N1"), organisation=OrganisationId("S1"), people=0),
            "people",
            "1 or more",
        ),
        (
            lambda: BudgetFloor(since=DAY, authority="示例", least=Decimal(-1)),
            "least",
            "0 or more",
        ),
        (lambda: Terms(since=DAY, years=0), "years", "1 or more"),
        (lambda: Terms(since=DAY, start_month=0), "start_month", "a whole number from 1 to 12"),
        (lambda: Year(1899), "number", "a whole number from 1900 to 9998"),
        (
            lambda: Term(2024, 1),  # type: ignore[arg-type]  # typed wrongly by a caller
            "season",
            "one of Season.SPRING, Season.AUTUMN",
        ),
    ],
)
def test_a_number_outside_its_limits_is_refused(
    make: Callable[[], object], name: str, expected: str
) -> None:
    """The caller is told which argument it is and what it must be."""
    with pytest.raises(BadArgument) as caught:
        make()
    assert (caught.value.name, caught.value.expected) == (name, expected)


def test_the_limits_themselves_are_inside() -> None:
    """Both ends may be taken."""
    assert [Year(each).number for each in (1900, 9998)] == [1900, 9998]
    assert Term(2024, Season.SPRING).season is Season.SPRING
    assert BudgetFloor(since=DAY, authority="示例", least=Decimal(0)).least == 0
