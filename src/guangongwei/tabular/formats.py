"""How a workbook shows its numbers, which alone tells a day or a percentage from a number."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING, final

from guangongwei.tabular.grid import Broken, Percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guangongwei.tabular.grid import Value

_SECONDS = 24 * 60 * 60
#: The first day that is no longer of the calendar: 31 December 9999 is the last.
_DAYS = 2_958_466
#: Lotus 1-2-3 took 1900 for a leap year, and spreadsheets still count that day.
_NO_SUCH_DAY = 60
_FIRST_OF_1904 = 1462
#: What a spreadsheet writes over the whole cell where a number is no day.
_NO_DAY = Broken("#NUM!")
_NO_NUMBER = Broken("#VALUE!")
_REMEMBERED = 1 << 16

#: Texts, fillers and conditions of a number format, which say nothing of its kind; and [h], which does.
_SAID = re.compile(r'"[^"]*"?|\\.|_.|\*.|E[+-]|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_PLAIN = re.compile(r"general|通用格式|@", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAY_SIGNS = re.compile(r"[ydeg年月日]|aaa", re.IGNORECASE)
_CLOCK_SIGNS = re.compile(r"[hs时分秒]|上午|am/pm", re.IGNORECASE)
_MONTH = re.compile(r"m", re.IGNORECASE)


@final
class Shown(Enum):
    """What a number is shown as."""

    NUMBER = 1
    PERCENT = 2
    DAY = 3
    CLOCK = 4
    #: Hours, minutes or seconds that go on beyond a day.
    ELAPSED = 5


#: The formats that a workbook names without writing them down; 27 to 58 are those of Chinese.
_BUILT_IN: Mapping[int, Shown] = {
    **dict.fromkeys((9, 10), Shown.PERCENT),
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58), Shown.DAY),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 47, 55, 56), Shown.CLOCK),
    46: Shown.ELAPSED,
}


def shown_as(number: int, codes: Mapping[int, str]) -> Shown:
    """What a format shows numbers as, by its number and the formats that a workbook writes down."""
    code = codes.get(number)
    return _BUILT_IN.get(number, Shown.NUMBER) if code is None else _meaning(code)


def _meaning(code: str) -> Shown:
    """Only the part for positive numbers says it; General, @ and 0.00 are numbers."""
    bare = _SAID.sub("", code).split(";")[0]
    if _PLAIN.search(bare):
        return Shown.NUMBER
    if _ELAPSED.search(bare):
        return Shown.ELAPSED
    if _DAY_SIGNS.search(bare):
        return Shown.DAY
    if _CLOCK_SIGNS.search(bare):
        return Shown.CLOCK
    if _MONTH.search(bare):
        return Shown.DAY
    return Shown.PERCENT if "%" in bare else Shown.NUMBER


@final
class Serials(dict[str, "Value"]):
    """What the numbers of one format are, each worked out when it is first asked for."""

    def __init__(self, shown: Shown, *, from_1904: bool) -> None:
        super().__init__()
        self._shown = shown
        self._from_1904 = from_1904

    def __missing__(self, text: str) -> Value:
        value = meant(text, self._shown, from_1904=self._from_1904)
        if len(self) < _REMEMBERED:
            self[text] = value
        return value


def meant(text: str, shown: Shown, *, from_1904: bool) -> Value:
    """What the text of a number in a file is to whoever looks at the sheet."""
    try:
        # What only Python takes for a number: other digits, and strokes between them.
        number = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        return _NO_NUMBER
    return seen(number, shown, from_1904=from_1904)


def seen(number: float, shown: Shown, *, from_1904: bool) -> Value:
    """What a number in a file is to whoever looks at the sheet."""
    if not math.isfinite(number):
        return _NO_NUMBER
    match shown:
        case Shown.NUMBER:
            return number
        case Shown.PERCENT:
            return Percent(number)
        case Shown.ELAPSED:
            return timedelta(seconds=round(number * _SECONDS)) if abs(number) < _DAYS else _NO_DAY
        case _:
            return _moment(number, from_1904=from_1904, is_clock=shown is Shown.CLOCK)


def _moment(number: float, *, from_1904: bool, is_clock: bool) -> Value:
    """A day, a day with a time, or below one day a time; to the second, for the rest is noise."""
    if not 0 <= number < _DAYS:
        return _NO_DAY
    day, seconds = divmod(round(number * _SECONDS), _SECONDS)
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    if day == 0 and (seconds or is_clock):
        return clock
    if from_1904:
        day += _FIRST_OF_1904
    if day in (0, _NO_SUCH_DAY) or day >= _DAYS:
        return _NO_DAY
    the_day = date(1899, 12, 31) + timedelta(days=day - (day > _NO_SUCH_DAY))
    return the_day if clock == time() else datetime.combine(the_day, clock)
