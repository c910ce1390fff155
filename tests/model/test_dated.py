from __future__ import annotations

from datetime import date

import pytest
from attrs import frozen

from guangongwei.errors import BadArgument
from guangongwei.model.dated import in_force


@frozen
class Limit:
    """A parameter with its first day."""

    since: date
    most: int


LIMITS = (Limit(date(2021, 3, 31), 2), Limit(date(2015, 1, 1), 1), Limit(date(2021, 3, 31), 3))


@pytest.mark.parametrize(
    ("day", "most"),
    [(date(2015, 1, 1), 1), (date(2021, 3, 30), 1), (date(2021, 3, 31), 3), (date(2030, 1, 1), 3)],
)
def test_the_latest_edition_by_the_day_holds(day: date, most: int) -> None:
    """Its first day included; of two with one first day, the one listed last."""
    assert in_force(LIMITS, day).most == most


def test_before_the_first_edition_nothing_holds() -> None:
    """The caller has to say what held then."""
    with pytest.raises(BadArgument) as caught:
        in_force(LIMITS, date(2014, 12, 31))
    assert caught.value.name == "day"
