from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument
from guangongwei.model.period import (
    PUBLICITY_YEAR,
    SCHOOL_YEAR,
    Days,
    Half,
    Month,
    Period,
    Quarter,
    Season,
    Term,
    Year,
    covers,
    parse_period,
    period_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

YEARS = st.integers(1950, 2098)
DAYS = st.dates(date(1950, 1, 1), date(2098, 12, 31))


@st.composite
def stretches(draw: DrawFn) -> Days:
    """Any stretch of up to two years."""
    start = draw(DAYS)
    return Days(start, start + timedelta(days=draw(st.integers(1, 731))))


NAMED = st.one_of(
    st.builds(Year, YEARS),
    st.builds(Year, YEARS, start_month=st.integers(1, 12)),
    st.builds(Half, YEARS, st.sampled_from((1, 2))),
    st.builds(Quarter, YEARS, st.integers(1, 4)),
    st.builds(Month, YEARS, st.integers(1, 12)),
    st.builds(Term, YEARS, st.sampled_from(Season)),
)
PERIODS = st.one_of(NAMED, stretches())


@pytest.mark.parametrize(
    ("period", "label", "first", "last"),
    [
        (Year(2024), "2024年", date(2024, 1, 1), date(2024, 12, 31)),
        (
            Year(2023, start_month=SCHOOL_YEAR),
            "2023—2024学年",
            date(2023, 9, 1),
            date(2024, 8, 31),
        ),
        (
            Year(2023, start_month=PUBLICITY_YEAR),
            "2023年8月—2024年7月",
            date(2023, 8, 1),
            date(2024, 7, 31),
        ),
        (Half(2024, 1), "2024年上半年", date(2024, 1, 1), date(2024, 6, 30)),
        (Half(2024, 2), "2024年下半年", date(2024, 7, 1), date(2024, 12, 31)),
        (Term(2024, Season.SPRING), "2024年春季学期", date(2024, 2, 1), date(2024, 8, 31)),
        (Term(2024, Season.AUTUMN), "2024年秋季学期", date(2024, 9, 1), date(2025, 1, 31)),
        (Quarter(2024, 3), "2024年第三季度", date(2024, 7, 1), date(2024, 9, 30)),
        (Month(2024, 2), "2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        (
            Days(date(2024, 6, 1), date(2024, 6, 2)),
            "2024-06-01至2024-06-01",
            date(2024, 6, 1),
            date(2024, 6, 1),
        ),
    ],
)
def test_a_period_knows_its_name_and_its_days(
    period: Period, label: str, first: date, last: date
) -> None:
    """The label says which days, from the first to the last, both included."""
    assert (str(period), period.start, period.end) == (label, first, last)
    assert period.days == (last - first).days + 1


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    """A stretch has at least one day."""
    with pytest.raises(BadArgument) as caught:
        Days(date(2024, 6, 1), date(2024, 6, 1))
    assert caught.value.name == "stop"


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: Half(2024, 3), "number"),
        (lambda: Quarter(2024, 0), "number"),
        (lambda: Month(2024, 13), "number"),
        (lambda: Month(0, 1), "year"),
        (lambda: Year(24), "number"),
        (lambda: Year(2024, start_month=13), "start_month"),
        (lambda: Year("2024"), "number"),  # type: ignore[arg-type]  # typed wrongly by a caller
        (lambda: Term(2024, "春"), "season"),  # type: ignore[arg-type]
    ],
)
def test_a_part_that_no_year_has_is_refused(make: Callable[[], Period], name: str) -> None:
    """There is no third half, no month 13, and no year written with two digits or as text."""
    with pytest.raises(BadArgument) as caught:
        make()
    assert caught.value.name == name
    assert isinstance(caught.value, ValueError)


@given(PERIODS)
def test_the_next_of_the_previous_is_the_period_itself(period: Period) -> None:
    """Going one step back and one forth leads home, and neighbours touch without overlap."""
    assert period.previous().next() == period
    assert period.next().previous() == period
    assert type(period.next()) is type(period)
    assert period.next().start == period.stop
    assert not period.overlaps(period.next())


@given(PERIODS, st.integers(-20, 20), st.integers(-20, 20))
def test_steps_add_up(period: Period, some: int, more: int) -> None:
    """Some steps and then more are as many as both at once."""
    assert period.shifted(some).shifted(more) == period.shifted(some + more)


@given(NAMED)
def test_months_tile_a_named_period(period: Period) -> None:
    """The months of a year, half, term or quarter follow one another and leave nothing out."""
    months = period.months()
    assert (months[0].start, months[-1].stop) == (period.start, period.stop)
    assert all(month.stop == after.start for month, after in pairwise(months))
    assert sum(month.days for month in months) == period.days


@given(stretches())
def test_the_months_of_a_stretch_are_those_with_a_day_inside(period: Days) -> None:
    """Each month listed has a day inside, and no other month has."""
    months = period.months()
    assert all(month.overlaps(period) for month in months)
    assert not months[0].previous().overlaps(period)
    assert not months[-1].next().overlaps(period)


@given(PERIODS, DAYS)
def test_a_day_lies_inside_from_the_first_to_before_the_stop(period: Period, day: date) -> None:
    """Periods are half open: the first day is in, the day after the last is not."""
    assert period.start in period
    assert period.end in period
    assert period.stop not in period
    assert (day in period) == (period.start <= day <= period.end)


@given(PERIODS, PERIODS)
def test_a_period_lies_inside_another_when_both_its_ends_do(one: Period, other: Period) -> None:
    """Containing is by days, whatever the kinds; two that contain each other have the same days."""
    assert (one in other) == (one.start in other and one.end in other)
    if one in other:
        assert one.overlaps(other)
    if one in other and other in one:
        assert period_of(one.start, one.stop) == period_of(other.start, other.stop)


@given(PERIODS, PERIODS, PERIODS)
def test_periods_are_in_one_order(one: Period, other: Period, third: Period) -> None:
    """Any two can be compared, and the order goes from one to the next to the third."""
    assert (one <= other) or (other <= one)
    assert (one < other) == (not other <= one)
    assert (one > other) == (other < one)
    assert (one >= other) == (other <= one)
    if one < other < third:
        assert one < third


def test_of_two_that_begin_together_the_shorter_is_first() -> None:
    """A month comes before the quarter, the half and the year that begin with it."""
    periods = [Year(2024), Month(2024, 1), Half(2024, 1), Quarter(2024, 1)]
    assert sorted(periods) == [Month(2024, 1), Quarter(2024, 1), Half(2024, 1), Year(2024)]


@given(NAMED)
def test_a_named_period_keeps_its_name_a_year_earlier(period: Period) -> None:
    """The same stretch last year is the same kind of period, with the same months."""
    earlier = period.same_last_year()
    assert type(earlier) is type(period)
    assert [each.number for each in earlier.months()] == [each.number for each in period.months()]
    assert earlier.start.replace(year=period.start.year) == period.start


@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        (Days(date(2024, 2, 28), date(2024, 2, 29)), Days(date(2023, 2, 28), date(2023, 3, 1))),
        (Days(date(2024, 2, 29), date(2024, 3, 1)), Days(date(2023, 2, 28), date(2023, 3, 1))),
        (Days(date(2024, 2, 1), date(2024, 2, 29)), Month(2023, 2)),
        (Month(2025, 2), Month(2024, 2)),
        (Days(date(2025, 2, 10), date(2025, 3, 1)), Days(date(2024, 2, 10), date(2024, 3, 1))),
    ],
)
def test_the_leap_day_is_the_last_of_february_a_year_earlier(
    period: Period, earlier: Period
) -> None:
    """A stretch that touches 29 February has a stretch last year too, and never an empty one."""
    assert period.same_last_year() == earlier


@given(stretches())
def test_every_stretch_has_one_a_year_earlier(period: Days) -> None:
    """Whatever the days, the stretch a year earlier is as long, but for a leap day."""
    earlier = period.same_last_year()
    assert abs(earlier.days - period.days) <= 1
    assert earlier.start.year == period.start.year - 1


@given(NAMED)
def test_a_named_period_is_found_by_its_days(period: Period) -> None:
    """From a period's days comes the period."""
    assert period_of(period.start, period.stop) == period


@given(stretches())
def test_days_without_a_name_stay_days(period: Days) -> None:
    """What is found by its days has exactly these days."""
    found = period_of(period.start, period.stop)
    assert (found.start, found.stop) == (period.start, period.stop)


def test_days_that_run_backwards_have_no_period() -> None:
    """The stop must be later than the start."""
    with pytest.raises(BadArgument) as caught:
        period_of(date(2024, 2, 1), date(2024, 1, 1))
    assert caught.value.name == "stop"


@given(PERIODS)
def test_every_label_is_read_back(period: Period) -> None:
    """A label is never ambiguous: reading it gives a period of the same days."""
    read = parse_period(period.label)
    assert read is not None
    assert (read.start, read.stop) == (period.start, period.stop)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024年", Year(2024)),
        ("2024 年 3 月", Month(2024, 3)),
        ("2024Q2", Quarter(2024, 2)),
        ("2024年q2", Quarter(2024, 2)),
        ("2024年1月至2024年3月", Quarter(2024, 1)),
        ("2024-01-01至2024-06-30", Half(2024, 1)),
    ],
)
def test_a_period_is_read_however_it_is_written(text: str, period: Period) -> None:
    """Blanks, quarters in digits and a span of months all name a period."""
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "去年",
        "上半年",
        "2024年底",
        "2024年3月上旬",
        "2023-2024",
        "2024年6月至2024年3月",
        "2024年至",
        "2024年1月至3月至5月",
        "2024年13月",
        "2024年10月底前",
    ],
)
def test_what_names_no_period_gives_none(text: str) -> None:
    """A period without its year, a rough one or an ambiguous one is not guessed."""
    assert parse_period(text) is None


@given(st.text(max_size=20) | st.text(alphabet="0123456789年月日至-—Q学半上下", max_size=14))
def test_reading_a_period_never_raises(text: str) -> None:
    """Whatever stands in 时期, it is a period or it is none."""
    found = parse_period(text)
    assert found is None or found.start < found.stop


def test_parts_cover_days_when_they_leave_none_out() -> None:
    """Twelve months cover the year; eleven do not, and overlaps do no harm."""
    months = Year(2024).months()
    first, last = date(2024, 1, 1), date(2024, 12, 31)
    assert covers(months, first, last)
    assert covers(reversed(months), first, last)
    assert covers([Half(2024, 1), Quarter(2024, 2), Half(2024, 2)], first, last)
    assert not covers([*months[:5], *months[6:]], first, last)
    assert not covers(months[:-1], first, last)
    assert not covers(months[1:], first, last)
    assert not covers([], first, first)


@given(st.lists(stretches(), max_size=6), stretches())
def test_covering_is_day_by_day(parts: list[Days], asked: Days) -> None:
    """The parts cover a stretch exactly when each of its days lies in one of them."""
    near = [Days(asked.start, asked.start + timedelta(days=1)), *parts]
    days = [asked.start + timedelta(days=step) for step in range(asked.days)]
    expected = all(any(day in part for part in near) for day in days)
    assert covers(near, asked.start, asked.end) == expected


def test_days_that_are_a_month_are_no_month() -> None:
    """Equality is by kind; of a month and its days neither comes before the other."""
    month: Period = Month(2024, 3)
    days: Period = Days(date(2024, 3, 1), date(2024, 4, 1))
    assert month != days
    assert (month < days, days < month) == (False, False)
    assert period_of(days.start, days.stop) == month
