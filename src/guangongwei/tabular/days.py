"""Days as people write them into tables, and as spreadsheets store them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from guangongwei.chinese import dates

#: Years before or after are slips of the hand.
YEARS = range(1900, 2101)
#: Where spreadsheets begin to count days. They take 1900 for a leap year, so that their first two
#: months are one day off; no day so early is read from a number.
FROM_1900 = date(1899, 12, 30)
FROM_1904 = date(1904, 1, 1)

_SAME = str.maketrans("０１２３４５６７８９．－／—–―−‐‑、。：", "0123456789.-/------..:")
_DAY = re.compile(
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})"
    r"| ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]|([0-9]{2})([0-9]{2}))"
)
#: What may stand behind a day and says nothing more: its weekday, midnight, a last dot.
_TAIL = re.compile(
    r"(?:\s*[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?|[T ]0{1,2}:00(?::00(?:\.0+)?)?|\.)$"
)
_SHORT_YEAR = re.compile(r"[0-9]{2}[-/.年].+|[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}")
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
#: A whole number below could be meant as a year.
_FIRST_SERIAL = YEARS.stop


def day_of(text: str) -> date | str:
    """The day that a text names, else the code of what is wrong with it."""
    plain = _TAIL.sub("", text.translate(_SAME))
    match = _DAY.fullmatch(plain)
    if match is not None:
        year, _, *parts = match.groups()
        return in_calendar(year, *(part for part in parts if part)) or "T106"
    if "月" in plain:
        named = dates.parse(plain)
        if named is not None and named.has_year and _is_day(named) and named.first is not None:
            return named.first
    if _SERIAL.fullmatch(plain):
        return "T108"
    return "T107" if _SHORT_YEAR.fullmatch(plain) else "T105"


def day_before(text: str, as_of: date) -> date | None:
    """The last day up to another that a text without a year names: 3月1日."""
    for year in (as_of.year, as_of.year - 1):
        named = dates.parse(text, year=year)
        if named is None or named.has_year or not _is_day(named) or named.first is None:
            continue
        if named.first <= as_of:
            return named.first
    return None


def day_numbered(number: float, epoch: date) -> date | None:
    """The day that a spreadsheet stores as this number, None where it may be another number."""
    if not _FIRST_SERIAL <= number < 100_000:
        return None
    day = epoch + timedelta(days=int(number))
    return day if day.year in YEARS else None


def in_calendar(year: str, month: str, day: str) -> date | None:
    """The day of these numbers, provided that there is one and its year is no slip."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _is_day(named: dates.When) -> bool:
    return named.kind is dates.Kind.POINT and named.grain is dates.Grain.DAY and not named.bound
