"""Workbooks with traps and attacks in them."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

from tests.tabular.books import (
    SHEET,
    STRINGS,
    XML,
    book,
    compound,
    old_book,
    open_document,
    package,
    parts,
    table,
)
from tests.tabular.nasty.texts import FIRST, HEADERS, SECOND, THIRD

_NAMES = ("服务记录", "第二张", "第三张")
_DAY, _SHARE, _FIRST_OF_1904 = (
    '<c r="{at}" s="1"><v>45353</v></c>',
    '<c r="{at}" s="2"><v>0.7</v></c>',
    43891,
)
_FORMATS = ("yyyy/m/d", "0%")
_PLAIN = table(HEADERS, FIRST, SECOND)
_BOMB = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;</a>"
_OUTSIDE = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"


def _with(header: str, cell: str | float, **options: object) -> bytes:
    """Three rows, with another cell in the second."""
    at = HEADERS.index(header)
    second = (*SECOND[:at], cell, *SECOND[at + 1 :])
    return book(table(HEADERS, FIRST, second, THIRD), names=_NAMES, formats=_FORMATS, **options)


def _of(body: str, **options: object) -> bytes:
    return book(body, names=_NAMES, formats=_FORMATS, **options)


def _changed(name: str, part: bytes | str, **options: object) -> bytes:
    return package(parts(_PLAIN, names=_NAMES, **options) | {name: part})  # type: ignore[arg-type]  # handed on


def _twice() -> bytes:
    stream = BytesIO(_of(_PLAIN))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(zipfile.ZipInfo(SHEET.upper()), table(HEADERS, THIRD))
    return stream.getvalue()


def _locked() -> bytes:
    content = bytearray(_of(_PLAIN))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _old(*cells: tuple[int, bytes]) -> bytes:
    """An old workbook with the headers and one row, and with these records."""
    texts = [*HEADERS, *FIRST]
    held = b"".join(struct.pack("<HB", len(each), 1) + each.encode("utf-16-le") for each in texts)
    shared = (0xFC, struct.pack("<LL", 14, 14) + held)
    at = [(0xFD, struct.pack("<HHHL", n // 7, n % 7, 0, n)) for n in range(14)]
    return old_book(shared, *at, *cells)


def _deep(times: int) -> str:
    return f"<sheetData>{table(HEADERS, FIRST)}</sheetData>" + "<a>" * times + "</a>" * times


_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'.format
_OPEN = (
    '<table:table table:name="服务记录"><table:table-row>'
    + "".join(map(_CELL, HEADERS))
    + "</table:table-row><table:table-row {}>"
    + "".join(map(_CELL, FIRST))
    + "</table:table-row></table:table>"
)
_STACKED = (
    "<sheetData>"
    + table(
        ["编号", "志愿者编号", "单位编号", "情况", None, "成效", None],
        [None, None, None, "日期", "项目", "时长(小时)", "受益人数"],
        FIRST,
    )
    + '</sheetData><mergeCells><mergeCell ref="D1:E1"/><mergeCell ref="F1:G1"/><mergeCell ref="A1:A2"/></mergeCells>'
)
_HIDDEN = f"<sheetData>{_PLAIN}</sheetData>".replace('<row r="3"', '<row hidden="1" r="3"')
_FAR = _PLAIN + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_FAR_AWAY = _PLAIN + '<row r="9999999"><c r="A9999999"><v>1</v></c></row>'
_MANY_FAR = _PLAIN + "".join(
    f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(4, 700)
)
_TWO_TABLES = table(HEADERS, FIRST) + table(HEADERS, SECOND, first=6)

BOOKS: dict[str, bytes] = {
    "plain.xlsx": _of(_PLAIN),
    "under the name of a text.csv": _of(_PLAIN),
    "under an old name.xls": _of(_PLAIN),
    "hidden sheet.xlsx": _of(_PLAIN, states=('state="hidden"', "", "")),
    "very hidden sheet.xlsx": _of(_PLAIN, states=('state="veryHidden"', "", "")),
    "hidden row.xlsx": _of(_HIDDEN),
    "hidden column.xlsx": _of(
        f'<cols><col min="5" max="5" hidden="1"/></cols><sheetData>{_PLAIN}</sheetData>'
    ),
    "stacked header.xlsx": _of(_STACKED),
    "two tables.xlsx": _of(_TWO_TABLES),
    "second sheet of another table.xlsx": book(
        _PLAIN,
        table(["编号", "姓名", "所属单位"], ["Z1", "张三", "D1"]),
        names=("服务记录", "五老志愿者", ""),
    ),
    "second sheet is damaged.xlsx": package(
        parts(_PLAIN, table(HEADERS, THIRD), names=("服务记录", "服务记录 下", ""))
        | {"xl/worksheets/sheet2.xml": _OUTSIDE}
    ),
    "day as a number.xlsx": _with("日期", _DAY),
    "day from 1904.xlsx": _with("日期", _DAY.replace("45353", str(_FIRST_OF_1904)), from_1904=True),
    "day without its format.xlsx": _with("日期", 45353.0),
    "day that is none.xlsx": _with("日期", _DAY.replace("45353", "60")),
    "day before all.xlsx": _with("日期", _DAY.replace("45353", "-1")),
    "number as text.xlsx": _with("受益人数", "20"),
    "share in hours.xlsx": _with("时长(小时)", _SHARE),
    "noise of binary.xlsx": _with("时长(小时)", 0.1 + 0.2),
    "number of 18 digits.xlsx": _with("志愿者编号", 110101195003070038.0),
    "number as id.xlsx": _with("志愿者编号", 1002.0),
    "infinite.xlsx": _with("时长(小时)", '<c r="{at}"><v>1e999</v></c>'),
    "error value.xlsx": _with("时长(小时)", '<c r="{at}" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
    "never calculated.xlsx": _with("时长(小时)", '<c r="{at}"><f>SUM(A1:A2)</f></c>'),
    "formula with its result.xlsx": _with("时长(小时)", '<c r="{at}"><f>1+1</f><v>2</v></c>'),
    "call to a program.xlsx": _with(
        "项目", '<c r="{at}" t="str"><f>cmd|\'/C calc\'!A0</f><v>家教</v></c>'
    ),
    "text that is lost.xlsx": _with("项目", '<c r="{at}" t="s"><v>77</v></c>'),
    "truth.xlsx": _with("项目", '<c r="{at}" t="b"><v>1</v></c>'),
    "control characters.xlsx": _with("项目", "家_x0001_教"),
    "spoken text.xlsx": _changed(
        STRINGS, f'{XML}<sst xmlns="urn:x"><si><t>a</t><rPh><t>b</t></rPh></si></sst>'
    ),
    "one far cell.xlsx": _of(_FAR),
    "beyond the last row.xlsx": _of(_FAR_AWAY),
    "many far cells.xlsx": _of(_MANY_FAR),
    "text of a million.xlsx": _with("项目", "家" * 1_000_001),
    "entities in a sheet.xlsx": _changed(SHEET, _BOMB),
    "entities in the texts.xlsx": _changed(STRINGS, _BOMB),
    "entity from a file.xlsx": _changed("xl/workbook.xml", _OUTSIDE),
    "document type in utf-16.xlsx": _changed(
        SHEET, _OUTSIDE.decode().replace("1.0'", "1.0' encoding='utf-16'").encode("utf-16")
    ),
    "bomb.xlsx": _changed(SHEET, b"<a>" + b" " * (70 << 20)),
    "bomb of texts.xlsx": _changed(
        STRINGS, XML.encode() + b"<sst>" + b"<si/>" * 1_100_000 + b"</sst>"
    ),
    "deep.xlsx": _of(_deep(500)),
    "parts of one name.xlsx": _twice(),
    "part that leads out.xlsx": _changed("../../etc/passwd", b""),
    "macros.xlsm": _changed("xl/vbaProject.bin", b"\xd0\xcf"),
    "other files.xlsx": _changed("xl/externalLinks/externalLink1.xml", _OUTSIDE),
    "cut.xlsx": _of(_PLAIN)[:-30],
    "part without end.xlsx": _changed(SHEET, str(parts(_PLAIN)[SHEET])[:-40]),
    "part missing.xlsx": package(
        {k: v for k, v in parts(_PLAIN, names=_NAMES).items() if k != SHEET}
    ),
    "not xml.xlsx": _changed(SHEET, b"\0\1\2"),
    "locked parts.xlsx": _locked(),
    "password.xlsx": compound("EncryptedPackage", b""),
    "letter.xls": compound("WordDocument", b""),
    "binary workbook.xlsb": package({"xl/workbook.bin": b""}),
    "letter.xlsx": package({"word/document.xml": b"<a/>"}),
    "archive of other things.xlsx": package({"readme.txt": b"x"}),
    "old.xls": _old(),
    "old with password.xls": _old((0x2F, b"\0" * 6)),
    "old with a claim.xls": old_book((0xFC, struct.pack("<LL", 1 << 31, 1 << 31))),
    "old and cut.xls": _old()[:1800],
    "open.ods": open_document(_OPEN.format("")),
    "open and repeated.ods": open_document(_OPEN.format('table:number-rows-repeated="1048576"')),
    "open with entities.ods": package({"mimetype": b"", "content.xml": _BOMB}),
    "open with password.ods": open_document(
        "", more={"META-INF/manifest.xml": "<encryption-data/>"}
    ),
}
