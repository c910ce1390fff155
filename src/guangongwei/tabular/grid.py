"""What every kind of table file is read as: sheets of numbered rows of values.

`guangongwei.tabular.sheets` opens files and gives these; what the values mean is for whoever knows
the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import final

from attrs import frozen

from guangongwei.errors import Cell, Problem

#: Spreadsheets keep no more digits of a number; what a file holds beyond is noise.
DIGITS = 15


@final
@frozen
class Truth:
    """A cell that holds TRUE or FALSE; it is no `bool`, for True is equal to 1."""

    value: bool


@final
@frozen
class Percent:
    """A number that is shown as a percentage: 0.7 is shown as 70%."""

    value: float


@final
@frozen
class Broken:
    """A cell without a value: an error of the spreadsheet (#DIV/0!), or `UNCALCULATED`."""

    error: str


#: A formula of which the file does not hold the result.
UNCALCULATED = Broken("=")

#: What a cell holds. A text is a `str`, exactly as it stands there, and "" is a blank cell; a number is
#: always a `float`, and its digits are told by `text`; a day is a `date`, and a `datetime` only where
#: the time is not midnight. Values of different kinds are never equal, so all can be keys of one `dict`.
Value = str | float | date | datetime | time | timedelta | Truth | Percent | Broken

#: The number of a row, as a spreadsheet shows it, and its values from column A on; the row may end
#: before the sheet does, and rows that are blank may be passed over.
Row = tuple[int, Sequence[Value]]


@final
class Visibility(Enum):
    """Whether whoever opens a workbook sees a sheet."""

    VISIBLE = "visible"
    #: Shown again by a click.
    HIDDEN = "hidden"
    #: Shown again by a program only.
    VERY_HIDDEN = "very hidden"


@final
@frozen
class Area:
    """Cells merged into one: first and last row, first and last column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@final
@frozen(kw_only=True, eq=False)
class Sheet:
    """One table as it stands in a file, before anything in it is understood."""

    file: str
    #: What the workbook calls it; None where the file is one table.
    name: str | None = None
    #: Read as they are asked for, once, and before the next sheet is; what is broken is told in its place.
    rows: Iterator[Row | Problem]
    merged: tuple[Area, ...] = ()
    #: Rows that are hidden or filtered out, counted from 1.
    hidden_rows: frozenset[int] = frozenset()
    #: Columns that are hidden, counted from 1.
    hidden_columns: frozenset[int] = frozenset()
    visibility: Visibility = Visibility.VISIBLE
    #: Whether the workbook counts its days from 1904; days are read rightly either way.
    from_1904: bool = False

    def place(
        self, row: int | None = None, column: str | None = None, *, index: int | None = None
    ) -> Cell:
        """A place in this sheet; the index of a row's values tells its letter."""
        lettered = None if index is None else letter(index + 1)
        return Cell(self.file, row, column, sheet=self.name, letter=lettered)


def letter(column: int) -> str:
    """How a spreadsheet letters a column that is counted from 1: A, Z, AA, XFD."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def text(value: Value) -> str:
    """What a spreadsheet would write for a value into a CSV file, a day as 2024-03-01.

    A number has as many digits as a spreadsheet keeps, and never an exponent.
    """
    match value:
        case str():
            return value
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case Truth():
            return str(value.value).upper()
        case Percent():
            return f"{Decimal(_digits(value.value)).scaleb(2).normalize():f}%"
        case Broken():
            return value.error
        case _:
            return _digits(value)


def _digits(number: float) -> str:
    digits = f"{number:.{DIGITS}g}"
    return f"{Decimal(digits):f}" if "e" in digits else digits
