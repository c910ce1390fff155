"""OpenDocument spreadsheets (.ods) as sheets."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, final

from guangongwei.archive import Danger, Refused
from guangongwei.errors import Cell
from guangongwei.tabular.extent import COLUMNS, LONGEST, ROWS, Spread
from guangongwei.tabular.grid import UNCALCULATED, Area, Broken, Percent, Sheet, Truth, Visibility
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from guangongwei.archive import Archive
    from guangongwei.errors import Problem
    from guangongwei.tabular.grid import Row, Value

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_MOST_SHEETS = 1024
_MOST_MERGED = 100_000
#: Cells that repetition alone may make.
_FREE_CELLS = 200_000
_CELLS = ("table-cell", "covered-table-cell")
_DURATION = re.compile(r"PT(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})(?:[.,][0-9]+)?S)?")
_ERROR = re.compile(r"#[A-Z0-9/!?_]{1,20}|Err:[0-9]{3}")
_UNREADABLE = Broken("#VALUE!")


@final
class _Table:
    """One sheet, as far as it has been told."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self.name = attributes.get("name", "")
        self.style = attributes.get("style-name", "")
        self.rows: list[Row] = []
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        #: The first row that is left out, because nothing is left of what may be repeated.
        self.beyond: int | None = None
        self.row = self.column = 0
        self.spread = Spread(free=_FREE_CELLS)


@final
class _Content:
    """A handler of the XML of a spreadsheet that keeps its sheets."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.hidden_styles: set[str] = set()
        self._style = ""
        self._table: _Table | None = None
        self._aside = 0
        self._columns = 0
        self._values: dict[int, Value] = {}
        self._elements = 0
        self._row: dict[str, str] = {}
        self._cell: dict[str, str] = {}
        self._lines: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name in ("annotation", "shapes", "tracked-changes"):
            self._aside += 1
        elif name == "style":
            self._style = local.get("name", "")
        elif name == "table-properties" and local.get("display") == "false":
            self.hidden_styles.add(self._style)
        elif not self._aside:
            self._start(name, local)

    def _start(self, name: str, local: dict[str, str]) -> None:
        table = self._table
        if name == "table" and table is None:
            if len(self.tables) >= _MOST_SHEETS:
                raise Refused(Danger.TOO_LARGE, CONTENT)
            self._table = _Table(local)
            self._columns = 0
        elif table is None:
            return
        elif name == "table-column":
            first, times = self._columns + 1, _times(local, "number-columns-repeated", COLUMNS)
            self._columns = min(self._columns + times, COLUMNS)
            if local.get("visibility") in ("collapse", "filter"):
                table.hidden_columns.update(range(first, self._columns + 1))
        elif name == "table-row":
            self._row, self._values, self._elements, self._length = local, {}, 0, 0
            table.column = 0
        elif name in _CELLS:
            self._cell, self._lines = local, []
        else:
            self._write(name, local)

    def _write(self, name: str, local: dict[str, str]) -> None:
        match name:
            case "p":
                self._lines.append("")
            case "s":
                self.text(" " * _times(local, "c", 1000))
            case "tab":
                self.text("\t")
            case "line-break":
                self.text("\n")
            case _:
                pass

    def text(self, text: str) -> None:
        if self._lines and not self._aside:
            self._length += len(text)
            if self._length > LONGEST:
                raise Refused(Danger.TOO_LARGE, CONTENT)
            self._lines[-1] += text

    def end(self, name: str) -> None:
        if name in ("annotation", "shapes", "tracked-changes"):
            self._aside -= 1
        elif self._aside or self._table is None:
            return
        elif name in _CELLS:
            self._finish_cell(self._table)
        elif name == "table-row":
            self._finish_row(self._table)
        elif name == "table":
            self.tables.append(self._table)
            self._table = None

    def _finish_cell(self, table: _Table) -> None:
        times = _times(self._cell, "number-columns-repeated", COLUMNS)
        value = _value(self._cell, "\n".join(self._lines))
        self._lines = []
        wide = _times(self._cell, "number-columns-spanned", COLUMNS)
        high = _times(self._cell, "number-rows-spanned", ROWS)
        if (wide > 1 or high > 1) and len(table.merged) < _MOST_MERGED:
            top, left = table.row + 1, table.column + 1
            table.merged.append(Area(top, left, top + high - 1, left + wide - 1))
        if value != "":
            self._elements += 1
            last = min(table.column + times, COLUMNS)
            self._values.update(dict.fromkeys(range(table.column + 1, last + 1), value))
        table.column += times

    def _finish_row(self, table: _Table) -> None:
        times = _times(self._row, "number-rows-repeated", ROWS)
        first, table.row = table.row + 1, min(table.row + times, ROWS)
        numbers = range(first, table.row + 1)
        if self._row.get("visibility") in ("collapse", "filter"):
            table.hidden_rows.update(numbers)
        if not self._values or table.beyond is not None:
            return
        width = max(self._values)
        if not table.spread.grow(self._elements, width * len(numbers)):
            table.beyond = first
            return
        values = [self._values.get(column, "") for column in range(1, width + 1)]
        table.rows.extend((number, values) for number in numbers)


def sheets(archive: Archive, file: str) -> Iterator[Sheet | Problem]:
    """The sheets of a spreadsheet, and what is noted of it as a whole.

    Raises:
        Refused: Its content cannot be read, or may not be.
    """
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise Refused(Danger.PROTECTED, _MANIFEST)
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.names):
        yield problem("T310", Cell(file))
    content = _Content()
    archive.parse(CONTENT, content)
    for table in content.tables:
        is_hidden = table.style in content.hidden_styles
        yield Sheet(
            file=file,
            name=table.name,
            rows=_told(table, Cell(file, sheet=table.name)),
            merged=tuple(table.merged),
            hidden_rows=frozenset(table.hidden_rows),
            hidden_columns=frozenset(table.hidden_columns),
            visibility=Visibility.HIDDEN if is_hidden else Visibility.VISIBLE,
        )


def _told(table: _Table, place: Cell) -> Iterator[Row | Problem]:
    yield from table.rows
    if table.beyond is not None:
        yield problem("T305", Cell(place.file, table.beyond, sheet=place.sheet))


def _times(attributes: Mapping[str, str], name: str, most: int) -> int:
    """How often something is repeated, at most as often as it makes sense."""
    text = attributes.get(name, "1")
    is_count = text.isascii() and text.isdecimal() and len(text) < 10
    return min(int(text), most) if is_count else 1


def _value(cell: Mapping[str, str], text: str) -> Value:
    """What a cell holds; its text is only how that is shown, unless it holds a text."""
    if cell.get("value-type") is None:
        return UNCALCULATED if cell.get("formula") and not text else text
    if _ERROR.fullmatch(text) and cell.get("formula"):
        return Broken(text)
    match cell["value-type"]:
        case "float" | "currency":
            return _number(cell.get("value", ""))
        case "percentage":
            number = _number(cell.get("value", ""))
            return Percent(number) if isinstance(number, float) else number
        case "date":
            return _moment(cell.get("date-value", ""))
        case "time":
            return _clock(cell.get("time-value", ""))
        case "boolean":
            return Truth(cell.get("boolean-value") == "true")
        case _:
            return cell.get("string-value", text)


def _number(text: str) -> float | Broken:
    try:
        number = float(text)
    except ValueError:
        return _UNREADABLE
    return number if math.isfinite(number) else _UNREADABLE


def _moment(text: str) -> Value:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return _UNREADABLE
    is_day = moment.time() == moment.min.time()
    return date(moment.year, moment.month, moment.day) if is_day else moment


def _clock(text: str) -> Value:
    match = _DURATION.fullmatch(text)
    if match is None:
        return _UNREADABLE
    hours, minutes, seconds = (int(each or 0) for each in match.groups())
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    is_of_a_day = length < timedelta(days=1)
    return (datetime(1900, 1, 1) + length).time() if is_of_a_day else length  # noqa: DTZ001
