"""Days are read as people write them and as spreadsheets store them; nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from guangongwei.tabular.days import FROM_1900, FROM_1904, day_before, day_numbered, day_of

FIRST_OF_MARCH = date(2024, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-01",
        "2024/3/1",
        "2024.3.1",
        "2024.03.01.",
        "2024年3月1日",
        "2024年3月1号",
        "2024 年 03 月 01 日",
        "20240301",
        "２０２４年３月１日",
        "二〇二四年三月一日",
        "二零二四年三月一日",
        "2024年三月1日",
        "2024—03—01",
        "2024、3、1",
        "2024-03-01 00:00:00",
        "2024-03-01T00:00:00.000",
        "2024/3/1 0:00",
        "2024年3月1日 星期五",
        "2024年3月1日（周五）",
    ],
)
def test_every_common_way_of_writing_is_one_day(text: str) -> None:
    """Digits or characters, any mark between, a weekday or midnight behind."""
    assert day_of(text) == FIRST_OF_MARCH


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024-03-01 08:00", "T105"),
        ("2024年3月", "T105"),
        ("2024年3月1日前", "T105"),
        ("3月1日", "T105"),
        ("今年3月1日", "T105"),
        ("2024年2月30日", "T106"),
        ("二〇二四年二月三十日", "T105"),
        ("1899-12-31", "T106"),
        ("24年3月1日", "T107"),
        ("45352", "T108"),
        ("45352.5", "T108"),
        ("无", "T105"),
    ],
)
def test_what_is_not_clearly_a_day_is_none(text: str, code: str) -> None:
    """A day that is not whole, not real or not told is a fault of its own."""
    assert day_of(text) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3月1日", date(2024, 3, 1)),
        ("6月30日", date(2024, 6, 30)),
        ("9月1日", date(2023, 9, 1)),
        ("九月一日", date(2023, 9, 1)),
        ("2024年3月1日", None),
        ("3月", None),
        ("2月30日", None),
        ("2月29日", date(2024, 2, 29)),
        ("无", None),
    ],
)
def test_a_day_without_a_year_is_the_last_one_up_to_another(text: str, day: date | None) -> None:
    """Only where the caller has said up to when the table tells."""
    assert day_before(text, date(2024, 6, 30)) == day


def test_the_29th_of_february_is_looked_for_in_two_years_only() -> None:
    """Where neither has it there is no such day."""
    assert day_before("2月29日", date(2025, 6, 30)) == date(2024, 2, 29)
    assert day_before("2月29日", date(2023, 6, 30)) is None


@pytest.mark.parametrize(
    ("number", "epoch", "day"),
    [
        (45352.0, FROM_1900, date(2024, 3, 1)),
        (45352.75, FROM_1900, date(2024, 3, 1)),
        (43890.0, FROM_1904, date(2024, 3, 1)),
        (2024.0, FROM_1900, None),
        (20240301.0, FROM_1900, None),
        (99999.0, FROM_1904, None),
        (-1.0, FROM_1900, None),
    ],
)
def test_a_day_may_be_stored_as_a_number(number: float, epoch: date, day: date | None) -> None:
    """A number that may be a year, or that is no day of our times, is none."""
    assert day_numbered(number, epoch) == day
