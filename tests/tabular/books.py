"""Workbooks made part by part, so that anything in them can be wrong."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from guangongwei.tabular.grid import Row, Sheet, Value, letter
from guangongwei.tabular.sheets import sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from guangongwei.errors import Problem

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def package(parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts, always the same bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), part, method)
    return stream.getvalue()


def parts(
    *bodies: str,
    names: Sequence[str] = ("名册", "第二张", "第三张"),
    states: Sequence[str] = ("", "", ""),
    strings: Iterable[str] = (),
    formats: Sequence[str] = (),
    from_1904: bool = False,
    more: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a workbook whose sheets hold this, formats being styles 1 and on."""
    numbers = range(1, len(bodies) + 1)
    listed = "".join(
        f'<sheet name="{names[number - 1]}" sheetId="{number}" '
        f'{states[number - 1]} r:id="rId{number}"/>'
        for number in numbers
    )
    relations = "".join(
        _relation(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers
    )
    relations += _relation("rId98", "styles", "styles.xml")
    relations += _relation("rId99", "sharedStrings", "sharedStrings.xml")
    codes = "".join(
        f"<numFmt numFmtId='{number}' formatCode={quoteattr(code)}/>"
        for number, code in enumerate(formats, 164)
    )
    styles = "".join(f'<xf numFmtId="{number + 163}"/>' for number in range(1, len(formats) + 1))
    items = "".join(f'<si><t xml:space="preserve">{escape(each)}</t></si>' for each in strings)
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _relations(_relation("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f'<workbookPr date1904="{int(from_1904)}"/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
        STRINGS: f'{XML}<sst xmlns="{MAIN}">{items}</sst>',
    }
    for number, body in enumerate(bodies, 1):
        made[f"xl/worksheets/sheet{number}.xml"] = worksheet(body)
    return made | dict(more or {})


def book(*bodies: str, **options: object) -> bytes:
    """A workbook whose sheets hold this; `parts` tells the options."""
    return package(parts(*bodies, **options))  # type: ignore[arg-type]  # handed on as they are


def worksheet(body: str) -> str:
    """A sheet; what holds no rows by itself is taken for its rows."""
    inside = body if "<sheetData" in body else f"<sheetData>{body}</sheetData>"
    return f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{inside}</worksheet>'


def table(*rows: Sequence[str | float | None], first: int = 1) -> str:
    """The XML of rows: texts in the cells themselves, numbers as numbers; what begins with < is XML.

    In such XML, {at} stands for the place of the cell.
    """
    return "".join(
        f'<row r="{number}">{"".join(map(_cell, _places(number, row), row))}</row>'
        for number, row in enumerate(rows, first)
    )


def _places(number: int, row: Sequence[object]) -> list[str]:
    return [f"{letter(column)}{number}" for column in range(1, len(row) + 1)]


def _cell(at: str, value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith("<"):
        return value.replace("{at}", at)
    if isinstance(value, str):
        return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{at}"><v>{value!r}</v></c>'


def _relations(inside: str) -> str:
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def told(content: bytes, file: str = "五老.xlsx") -> tuple[list[Sheet], list[Problem]]:
    """The sheets of a file, their rows put into lists, and every problem of it."""
    problems: list[Problem] = []
    found: list[Sheet] = []
    for each in sheets(BytesIO(content), file=file):
        if isinstance(each, Sheet):
            found.append(each)
            kept = list(each.rows)
            object.__setattr__(each, "rows", [row for row in kept if isinstance(row, tuple)])
            problems += [row for row in kept if not isinstance(row, tuple)]
        else:
            problems.append(each)
    return found, problems


def values(content: bytes, file: str = "五老.xlsx") -> list[list[Value]]:
    """The values of the first sheet, row by row, without blank ones at the ends of rows."""
    found, _ = told(content, file)
    rows = [list(held) for _, held in map(as_row, found[0].rows)]
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    return rows


def as_row(row: Row | Problem) -> Row:
    """A row that is known to be one."""
    assert isinstance(row, tuple)
    return row


def codes(content: bytes, file: str = "五老.xlsx") -> list[str]:
    """Every problem of a file, as its place and its code."""
    return [f"{each.place} {each.code}" for each in told(content, file)[1]]


def open_document(content: str, *, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A spreadsheet of OpenDocument with these tables."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'{XML}<office:document-content xmlns:office="{office}:office:1.0" '
            f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0" '
            f'xmlns:style="{office}:style:1.0">{content}</office:document-content>',
        }
        | dict(more or {})
    )


def old_book(*records: tuple[int, bytes], name: str = "Workbook") -> bytes:
    """A compound file with the records of one sheet, or with the stream of another name."""
    globals_ = _record(0x809, struct.pack("<HHHHLL", 0x600, 5, 0, 0, 0, 0))
    shared = [each for each in records if each[0] in _OF_BOOK]
    globals_ += b"".join(_record(*each) for each in shared)
    title = "名册"
    listed = struct.pack("<LBBBB", 0, 0, 0, len(title), 1) + title.encode("utf-16-le")
    begin = len(globals_) + len(_record(0x85, listed)) + 4
    globals_ += _record(0x85, struct.pack("<L", begin) + listed[4:]) + _record(0x0A, b"")
    sheet = _record(0x809, struct.pack("<HHHHLL", 0x600, 0x10, 0, 0, 0, 0))
    sheet += b"".join(_record(*each) for each in records if each[0] not in _OF_BOOK)
    return compound(name, globals_ + sheet + _record(0x0A, b""))


#: Passwords, days from 1904, formats, styles, texts and what follows them, sources.
_OF_BOOK = (0x2F, 0x22, 0x41E, 0xE0, 0xFC, 0x3C, 0x1AE)


def _record(kind: int, held: bytes) -> bytes:
    return struct.pack("<HH", kind, len(held)) + held


def compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream, which is filled up to the size of a large one."""
    stream = stream.ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % 512)
    sectors = len(stream) // 512
    chain = [*range(3, 2 + sectors), 0xFFFFFFFE]
    # Sector 0 holds the table, 1 the directory, 2 and on the stream; more need a longer table.
    assert sectors <= 126
    table_ = struct.pack(
        "<128L", *([0xFFFFFFFD, 0xFFFFFFFE, *chain] + [0xFFFFFFFF] * (126 - sectors))
    )
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<LLL4xLLLLL", 0, 1, 1, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<109L", 0, *[0xFFFFFFFF] * 108)
    )
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0) + _entry(name, 2, 2, len(stream))
    return header + table_ + directory.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    return encoded.ljust(64, b"\0") + struct.pack("<HB49xLL4x", len(encoded) + 2, kind, start, size)
