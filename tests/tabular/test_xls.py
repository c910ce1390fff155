"""Workbooks of 1997 to 2003 become rows of values."""

from __future__ import annotations

import struct
from datetime import date, datetime

import pytest
from tests.tabular.books import codes, compound, old_book, told, values

from guangongwei.tabular.grid import Area, Broken, Percent, Truth, Value

FROM_1904 = (0x22, b"\1\0")


def at(row: int, column: int, style: int = 0) -> bytes:
    """The beginning of a record of one cell."""
    return struct.pack("<HHH", row, column, style)


def number(value: float, style: int = 0, row: int = 0) -> tuple[int, bytes]:
    """A cell with a number."""
    return 0x203, at(row, 0, style) + struct.pack("<d", value)


def formula(result: bytes) -> tuple[int, bytes]:
    """A cell with a formula and what it gave."""
    return 0x06, at(0, 0) + result + b"\0" * 8


def text(value: str) -> bytes:
    """A text as a record of one cell holds it."""
    return struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")


def strings(*pieces: bytes, number: int) -> list[tuple[int, bytes]]:
    """The shared texts, cut into records."""
    first = struct.pack("<LL", number, number) + pieces[0]
    return [(0xFC, first), *((0x3C, each) for each in pieces[1:])]


STYLES = [
    (0x41E, struct.pack("<H", 164) + text("yyyy-m-d")),
    *((0xE0, struct.pack("<HH", 0, each)) for each in (0, 164, 9, 22)),
]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([number(1.5)], 1.5),
        ([number(45352, 1)], date(2024, 3, 1)),
        ([FROM_1904, number(43890, 1)], date(2024, 3, 1)),
        ([number(0.7, 2)], Percent(0.7)),
        ([number(45352.5, 3)], datetime.fromisoformat("2024-03-01T12:00")),
        ([number(float("nan"))], Broken("#VALUE!")),
        ([number(3.0, 99)], 3.0),
        ([(0x27E, at(0, 0) + struct.pack("<l", 7 << 2 | 2))], 7.0),
        ([(0x27E, at(0, 0) + struct.pack("<l", -7 << 2 | 3))], -0.07),
        ([(0x27E, at(0, 0) + struct.pack("<d", 1.5)[4:])], 1.5),
        ([(0x204, at(0, 0) + text("张三"))], "张三"),
        ([(0x204, at(0, 0) + b"\3\0\0abc")], "abc"),
        ([(0x205, at(0, 0) + b"\1\0")], Truth(value=True)),
        ([(0x205, at(0, 0) + b"\x07\1")], Broken("#DIV/0!")),
        ([formula(struct.pack("<d", 2.5))], 2.5),
        ([formula(b"\0\0\0\0\0\0\xff\xff"), (0x207, text("甲"))], "甲"),
        ([formula(b"\1\0\1\0\0\0\xff\xff")], Truth(value=True)),
        ([formula(b"\2\0\x2a\0\0\0\xff\xff")], Broken("#N/A")),
        (
            [(0xFD, at(0, 0) + struct.pack("<L", 1)), *strings(text("x") + text("乙"), number=2)],
            "乙",
        ),
        ([(0xFD, at(0, 0) + struct.pack("<L", 9)), *strings(text("x"), number=1)], Broken("#REF!")),
    ],
)
def test_a_record_of_one_cell_is_what_it_shows(
    records: list[tuple[int, bytes]], expected: Value
) -> None:
    """Numbers by their style, texts, truths, errors and what formulas gave."""
    assert values(old_book(*STYLES, *records), "五老.xls") == [[expected]]


def test_texts_may_be_cut_between_records() -> None:
    """In the middle of a text, its rest says anew how it is written; fonts and readings go by."""
    rich = struct.pack("<HBHL", 3, 0x0C, 1, 5) + b"abc" + b"\0" * 3
    head = struct.pack("<HB", 5, 1) + "甲乙".encode("utf-16-le")
    pieces = (head, b"\0" + b"cd", b"\1" + "丁".encode("utf-16-le") + rich, b"\0" * 6 + text("戊"))
    cells = [(0xFD, at(row, 0) + struct.pack("<L", row)) for row in range(3)]
    made = old_book(*strings(*pieces, number=3), *cells)
    assert values(made, "五老.xls") == [["甲乙cd丁"], ["abc"], ["戊"]]


def test_many_numbers_share_a_record() -> None:
    """They stand side by side, blank cells between rows and columns being blank."""
    many = (
        0xBD,
        struct.pack("<HH", 2, 1)
        + b"".join(struct.pack("<Hl", 0, n << 2 | 2) for n in (4, 5))
        + b"\2\0",
    )
    found, problems = told(old_book(many, number(1.0)), "五老.xls")
    assert list(found[0].rows) == [(1, [1.0]), (3, ["", 4.0, 5.0])]
    assert problems == []


def test_what_is_hidden_or_merged_is_told() -> None:
    """As for the workbooks of today."""
    found, _ = told(
        old_book(
            number(1.0),
            (0x208, struct.pack("<6HL", 1, 0, 1, 0, 0, 0, 0x20)),
            (0x7D, struct.pack("<5HH", 1, 2, 0, 0, 1, 0)),
            (0xE5, struct.pack("<5H", 1, 0, 1, 0, 3)),
        ),
        "五老.xls",
    )
    assert found[0].hidden_rows == {2}
    assert found[0].hidden_columns == {2, 3}
    assert found[0].merged == (Area(1, 1, 2, 4),)
    assert found[0].name == "名册"


def test_what_cannot_be_read_is_told() -> None:
    """Passwords, other programs' files, damage, and texts that are only claimed to be there."""
    assert codes(old_book((0x2F, b"\0" * 6)), "a.xls") == ["a.xls T301"]
    assert codes(compound("EncryptedPackage", b""), "a.xlsx") == ["a.xlsx T301"]
    assert codes(compound("WordDocument", b""), "a.xls") == ["a.xls T309"]
    assert codes(compound("Workbook", b"\x09\x08\x10\0"), "a.xls") == ["a.xls T302"]
    assert codes(old_book(number(1.0), (0x203, b"\0")), "a.xls") == ["a.xls!名册 T302"]
    claimed = [(0xFC, struct.pack("<LL", 0xFFFFFFFF, 0xFFFFFFFF) + text("x"))]
    assert codes(old_book(*claimed, number(1.0)), "a.xls") == []
    assert codes(old_book((0x1AE, b"\0" * 9), number(1.0)), "a.xls") == ["a.xls T311"]


def test_a_row_wider_than_any_sheet_is_left_out() -> None:
    """Sheets of that time had 256 columns."""
    far = (0x203, at(1, 256) + struct.pack("<d", 1.0))
    assert values(old_book(number(1.0), far), "a.xls") == [[1.0]]
    assert codes(old_book(number(1.0), far), "a.xls") == ["a.xls!名册!2 T305"]
