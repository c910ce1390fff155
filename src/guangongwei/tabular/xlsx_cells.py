"""The rows of a sheet of a workbook from any XML that is right: every element is looked at.

`guangongwei.tabular.xlsx_rows` is nearly ten times as fast on the XML that spreadsheets in fact write,
and gives to this whatever it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.tabular.extent import COLUMNS, LONGEST, LOST, ROWS, LeftOut, Spread, column_of
from guangongwei.tabular.formats import Shown, meant
from guangongwei.tabular.grid import UNCALCULATED, Broken, Truth
from guangongwei.tabular.xlsx_text import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from guangongwei.tabular.grid import Row, Value

_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_ERROR = re.compile(r"#[A-Z0-9/!?_]{1,20}")
_UNREADABLE = Broken("#VALUE!")


@final
@frozen(eq=False)
class Book:
    """What all sheets of a workbook share."""

    #: Texts, which cells name by their number.
    strings: Sequence[str]
    #: What the styles of cells show numbers as.
    styles: Sequence[Shown]
    from_1904: bool

    def shown(self, style: str | None) -> Shown:
        """What a style shows numbers as; a style that is not there is the usual one."""
        if style is None or not style.isdecimal() or int(style) >= len(self.styles):
            return Shown.NUMBER
        return self.styles[int(style)]

    def value(self, kind: str, style: str | None, text: str) -> Value:
        """What a cell of a kind and a style holds, from what is written in it."""
        match kind:
            case "s":
                number = int(text) if text.isdecimal() and text.isascii() else len(self.strings)
                return self.strings[number] if number < len(self.strings) else LOST
            case "str" | "inlineStr":
                return unescaped(text)
            case "b":
                return Truth(text.strip() in ("1", "true"))
            case "e":
                return Broken(text) if _ERROR.fullmatch(text) else _UNREADABLE
            case "d":
                return _iso(text)
            case _:
                return meant(text, self.shown(style), from_1904=self.from_1904)


def _iso(text: str) -> Value:
    """A day as the strict kind of workbook may write it."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _UNREADABLE
    bare = moment.replace(tzinfo=None)
    return date(bare.year, bare.month, bare.day) if bare.time() == bare.min.time() else bare


@final
class Cells:
    """A handler of the XML of a sheet that keeps the rows which have been told in full."""

    def __init__(self, book: Book, spread: Spread, *, after: int = 0) -> None:
        self._book = book
        self._spread = spread
        self._rows: list[Row | LeftOut] = []
        #: The number of the last row that has begun.
        self.row = after
        self._column = 0
        self._values: dict[int, Value] = {}
        self._kind = "n"
        self._style: str | None = None
        self._text: list[str] = []
        self._length = 0
        self._takes_text = False
        self._has_value = self._has_formula = False
        self._phonetic = 0
        self.is_over = False

    def taken(self) -> Iterator[Row | LeftOut]:
        """The rows that have been told since the last time."""
        rows, self._rows = self._rows, []
        return iter(rows)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "row":
                number = attributes.get("r", "")
                self.row = int(number) if _is_count(number) else self.row + 1
                self._column = self._length = 0
                self._values = {}
            case "c":
                self._begin(attributes)
            case "v" | "t":
                self._takes_text = not self._phonetic
                self._has_value = True
            case "f":
                self._has_formula = True
            case "rPh":
                self._phonetic += 1
            case _:
                pass

    def _begin(self, attributes: Mapping[str, str]) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_of(reference[1]) if reference else self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s")
        self._text = []
        self._has_value = self._has_formula = False

    def text(self, text: str) -> None:
        if self._takes_text:
            self._length += len(text)
            if self._length <= LONGEST:
                self._text.append(text)

    def end(self, name: str) -> None:
        match name:
            case "v" | "t":
                self._takes_text = False
            case "c":
                self._finish_cell()
            case "row":
                self._finish_row()
            case "sheetData":
                self.is_over = True
            case "rPh":
                self._phonetic -= 1
            case _:
                pass

    def _finish_cell(self) -> None:
        text = "".join(self._text)
        is_text = self._kind in ("str", "inlineStr")
        if self._has_value and (text or is_text):
            value = self._book.value(self._kind, self._style, text)
        else:
            value = UNCALCULATED if self._has_formula else ""
        if value == "":
            return
        if self._column <= COLUMNS:
            self._values[self._column] = value
        else:
            self._rows.append(LeftOut("T305", self.row))

    def _finish_row(self) -> None:
        if self.is_over:
            return
        if self._length > LONGEST:
            self._rows.append(LeftOut("T204", self.row))
            return
        if not self._values:
            return
        if self.row > ROWS:
            self._rows.append(LeftOut("T305", self.row))
            return
        width = max(self._values)
        if not self._spread.grow(len(self._values), width):
            self._rows.append(LeftOut("T305", self.row, width, is_last=True))
            self.is_over = True
            return
        values: list[Value] = [""] * width
        for column, value in self._values.items():
            values[column - 1] = value
        self._rows.append((self.row, values))


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9
