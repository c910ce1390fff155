"""Feasts have one day in every year."""

from __future__ import annotations

import re
from datetime import date

import pytest

from guangongwei.chinese import feasts


@pytest.mark.parametrize(
    ("text", "day"),
    [("元旦", (1, 1)), ("五一劳动节", (5, 1)), ("七一", (7, 1)), ("国庆节", (10, 1))],
)
def test_a_feast_is_known_by_every_name(text: str, day: tuple[int, int]) -> None:
    """The longest name counts."""
    match = re.match(feasts.NAME, text)
    assert match is not None
    assert (match.group(), feasts.DAYS[match.group()]) == (text, day)


def test_every_feast_is_a_day() -> None:
    """Each has a day in a year that is no leap year, and its first sign is told."""
    assert all(date(2023, *day) for day in feasts.DAYS.values())
    assert all(name[0] in feasts.FIRST_SIGNS for name in feasts.DAYS)
