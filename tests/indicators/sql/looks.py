"""The looks that figures take at the records: the period and each of its months, now and earlier."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from guangongwei.model import period_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.model import Period

    Row = tuple[object, ...]

_DAY = timedelta(days=1)
#: The month in which a publicity year (宣传评比年度) begins.
_AUGUST = 8

#: What a look is at: the time itself, from January, from August, from ever, or a year earlier.
NOW, YEAR, PUBLICITY, EVER, LAST_YEAR = "", "year", "publicity", "ever", "last year"


def looks(period: Period, as_of: date) -> Iterator[Row]:
    """Id, era, month, first day, day after the last, and last day that counts, of every look."""
    yield from _eras("", period, as_of)
    for month in period.months():
        part = period_of(max(month.start, period.start), min(month.stop, period.stop))
        if part.start <= as_of:
            yield from _eras(part.label, part, as_of)


def _eras(month: str, period: Period, as_of: date) -> Iterator[Row]:
    last = period.stop - _DAY
    until = min(last, as_of)
    earlier = period.same_last_year()
    # As far into the earlier time as we are into this one.
    gone = earlier.stop - _DAY if until == last else _year_before(until)
    starts = {
        NOW: period.start,
        YEAR: date(until.year, 1, 1),
        PUBLICITY: date(until.year - (until.month < _AUGUST), _AUGUST, 1),
        EVER: date.min,
    }
    for era, start in starts.items():
        yield f"{era}|{month}", era, month, start, period.stop, until
    yield f"{LAST_YEAR}|{month}", LAST_YEAR, month, earlier.start, earlier.stop, gone


def _year_before(day: date) -> date:
    """The same day of the year before; of a leap day, the last of February."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
