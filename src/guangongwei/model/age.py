"""Ages (周岁) in completed years."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def age_on(day: date, *, born: date) -> int:
    """How many years of age are completed on a day; who was born on 29 February waits for 1 March.

    A day before birth gives less than 0.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
