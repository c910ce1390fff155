"""Rows of records put into a workbook one after another, as the XML of its sheet.

Texts are texts, days are days, and a number is a number where a spreadsheet keeps all of it, else a
text. Nothing is kept in memory but the row at hand, and nothing in temporary files.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import Factory, frozen

from guangongwei.errors import BadArgument
from guangongwei.tabular.grid import DIGITS, letter
from guangongwei.tabular.layout import Column
from guangongwei.tabular.safe_text import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guangongwei.model.dataset import Record

_SHEET = "xl/worksheets/sheet1.xml"
_BLANK_ROW = re.compile(r'<row r="2".*?</row>', re.DOTALL)
_STYLE = re.compile(r's="(\d+)"')
#: The extent of a sheet is told beforehand, when nobody knows it yet; it may be left out.
_EXTENT = re.compile(r"<dimension [^>]*/>")

#: With the header.
_MOST_ROWS = 1_048_576
#: As UTF-16 counts them.
_MOST_CHARACTERS = 32_767
#: Days before it are counted in two ways, for 1900 was no leap year but in spreadsheets.
_FIRST_COUNTED = date(1900, 3, 1)
_DAY_ZERO = date(1899, 12, 30).toordinal()

#: What XML does not keep by itself, and what it would be taken for.
_SPECIAL = re.compile(r"[&<>\r]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "_x000D_", "_": "_x005F_"}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: Cells that come again and again are made once; a column of ids is not kept in mind.
_REMEMBERED = 4096
_JOINED = 500
#: What the XML of a text has besides the text, at the least.
_AROUND_TEXT = len('" s="1" t="inlineStr"><is><t xml:space="preserve"></t></is></c>')


@final
@frozen
class _Slot:
    """A column at its place in a sheet."""

    column: Column
    #: `<c r="A`, after which the number of the row follows.
    beginning: str
    style: str
    #: How many columns of a screen it is wide.
    width: int
    raw: bool
    known: dict[object, str] = Factory(dict[object, str])

    @property
    def room(self) -> int:
        """How much of the XML of a cell certainly fits into one line."""
        return _AROUND_TEXT + self.width // 2

    def lines(self, value: Any) -> int:
        """How many lines the cell of a value takes."""
        return _lines(self.column.cell(value) or "", self.width)

    def rest(self, value: Any) -> str | None:
        """What follows the number of the row in the cell of a value; nothing where it is blank."""
        text = self.column.cell(value)
        if not text:
            return text
        text = unescaped(text) if self.raw else text
        match value:
            case date() if value >= _FIRST_COUNTED:
                made = f'"{self.style}><v>{value.toordinal() - _DAY_ZERO}</v></c>'
            case int() | Decimal() if _is_exact(value, text):
                made = f'"{self.style}><v>{text}</v></c>'
            case _:
                escaped = _in_xml(text)
                if escaped is None:
                    return None
                made = (
                    f'"{self.style} t="inlineStr"><is>'
                    f'<t xml:space="preserve">{escaped}</t></is></c>'
                )
        if len(self.known) < _REMEMBERED:
            self.known[value] = made
        return made


def fill(
    blank: BinaryIO,
    target: BinaryIO,
    records: Iterable[Record],
    *,
    noun: type[Record],
    columns: Sequence[Column],
    widths: Sequence[int],
    raw: bool = False,
) -> None:
    """Write a blank table, as `workbook.write_table` makes it, with a row for each record.

    A row is as high as its longest text needs it to be.

    Raises:
        BadArgument: A record is of another noun or holds what no cell can hold, or there are more
            records than a sheet has rows.
    """
    with ZipFile(blank) as given, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for part in given.infolist():
            content = given.read(part)
            if part.filename != _SHEET:
                made.writestr(_entry(part.filename), content)
                continue
            before, styles, after = _split(content.decode())
            slots = [
                _Slot(column, f'<c r="{letter(index)}', f' s="{style}"', width, raw)
                for index, (column, style, width) in enumerate(
                    zip(columns, styles, widths, strict=True), 1
                )
            ]
            with made.open(_entry(part.filename), "w") as sheet:
                sheet.write(before.encode())
                for rows in _rows(records, noun, slots):
                    sheet.write(rows.encode())
                sheet.write(after.encode())


def _entry(name: str) -> ZipInfo:
    """A part whose date is always the same."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _split(sheet: str) -> tuple[str, list[str], str]:
    """What stands before the row of blank cells, their styles, and what stands after it."""
    before, row, after = _EXTENT.sub("", sheet, count=1), "", ""
    found = _BLANK_ROW.search(before)
    if found is not None:
        before, row, after = before[: found.start()], found[0], before[found.end() :]
    return before, _STYLE.findall(row), after


def _rows(records: Iterable[Record], noun: type[Record], slots: list[_Slot]) -> Iterator[str]:
    """The XML of the rows, many at a time."""
    cells = [(slot.column.value, slot.known, slot.beginning, slot.room, slot) for slot in slots]
    rows: list[str] = []
    for index, record in enumerate(records):
        if type(record) is not noun:
            raise BadArgument(f"records[{index}]", f"a {noun.__name__}")
        if index + 2 > _MOST_ROWS:
            raise BadArgument(
                "records", f"at most {_MOST_ROWS - 1:,}, for a sheet has no more rows"
            )
        number = str(index + 2)
        start, lines = len(rows), 1
        rows.append(f'<row r="{number}">')
        for value_of, known, beginning, room, slot in cells:
            value = value_of(record)
            rest = known[value] if value in known else slot.rest(value)
            if rest:
                rows.append(f"{beginning}{number}{rest}")
                if len(rest) > room:
                    lines = max(lines, slot.lines(value))
            elif rest is None:
                raise _no_cell(index, slot.column)
        if lines > 1:
            rows[start] = f'<row r="{number}" ht="{_height(lines)}" customHeight="1">'
        rows.append("</row>")
        if not index % _JOINED:
            yield "".join(rows)
            rows.clear()
    yield "".join(rows)


def columns_wide(text: str) -> int:
    """How many columns of a screen the widest line of a text takes, Chinese characters two each."""
    return max(len(line.encode("gb18030", "replace")) for line in text.split("\n"))


def row_height(cells: Iterable[str], widths: Iterable[int]) -> int:
    """The height of a row whose texts take several lines in columns of these widths."""
    return _height(max(map(_lines, cells, widths)))


def _lines(text: str, width: int) -> int:
    return sum(max(1, -(-columns_wide(line) // width)) for line in text.split("\n"))


def _height(lines: int) -> int:
    """In points; Excel has none higher than 409."""
    return min(2 + 16 * lines, 409)


def _is_exact(value: int | Decimal, text: str) -> bool:
    """Say whether a spreadsheet keeps every digit of a number."""
    return not isinstance(value, bool) and len(text.replace(".", "")) <= DIGITS


def _no_cell(index: int, column: Column) -> BadArgument:
    name = f"records[{index}].{column.field}"
    return BadArgument(name, f"a value that the column {column.header} can hold")


def _in_xml(text: str) -> str | None:
    """The text as XML that gives it back character for character; None where no cell holds it."""
    if text.isalnum() and len(text) <= _MOST_CHARACTERS // 2:
        return text
    if _NO_XML.search(text) or len(text.encode("utf-16-le")) // 2 > _MOST_CHARACTERS:
        return None
    return _SPECIAL.sub(lambda found: _WRITTEN[found[0]], text)
