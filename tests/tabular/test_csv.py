"""Bytes become rows: encodings, row numbers and what is broken."""

from __future__ import annotations

import codecs
from io import BytesIO

import pytest

from guangongwei.errors import Cell, Problem
from guangongwei.tabular import csv, csv_text

HEAD = "编号,名称,类别\n"


def rows(content: str | bytes) -> list[object]:
    """Rows as number and cells, problems as code and row."""
    stream = BytesIO(content.encode() if isinstance(content, str) else content)
    return [
        (each.code, each.place.row)
        if isinstance(each, Problem) and isinstance(each.place, Cell)
        else each
        for each in csv.rows(stream, "单位.csv")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_table_is_read_in_each_encoding_in_use(encoding: str) -> None:
    """UTF-8 with or without its mark, what Chinese Windows writes, and Excel's Unicode text."""
    text = HEAD + "D1,示例小学,小学\n"
    expected = [(1, ["编号", "名称", "类别"]), (2, ["D1", "示例小学", "小学"])]
    assert rows(text.encode(encoding)) == expected


def test_a_row_that_is_cut_in_a_character_is_left_out() -> None:
    """The rows before it are read, in an encoding with a mark as well."""
    content = (HEAD + "D1,示例小学").encode("utf-16")[:-1]
    assert rows(content) == [(1, ["编号", "名称", "类别"]), ("T005", 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_row_with_a_stray_byte_is_left_out(encoding: str) -> None:
    """One bad byte is located and nothing is replaced by question marks; other rows are read."""
    content = (
        (HEAD + "D1,").encode(encoding)
        + b"\xff\xfe\n"
        + "D2,示例".encode(encoding.removesuffix("-sig"))
    )
    assert rows(content) == [
        (1, ["编号", "名称", "类别"]),
        ("T005", 2),
        (3, ["D2", "示例"]),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "id,café,x\n1,é,à\n".encode("latin-1"),
        HEAD.encode("utf-16-le"),
        HEAD.encode("utf-32"),
        codecs.BOM_UTF16_LE + HEAD.encode("utf-16-le")[:7],
        HEAD.encode("big5", "ignore") + b"\xa4\xa4\xa4\xe5\n",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xb5",
        "编".encode()[:2],
    ],
)
def test_what_only_happens_to_be_gb18030_is_refused(content: bytes) -> None:
    """Nearly any bytes can be taken for GB18030; without a known header they are not."""
    assert rows(content) == [("T005", 1)]


def test_a_character_across_two_chunks_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """How a file is cut into chunks does not matter."""
    monkeypatch.setattr(csv_text, "_CHUNK", 5)
    assert rows(HEAD) == [(1, ["编号", "名称", "类别"])]
    assert rows(HEAD.encode("gb18030")) == [(1, ["编号", "名称", "类别"])]
    assert rows((HEAD * 3).encode() + b"\xff")[-1] == ("T005", 4)


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    """Blank rows count; a cell of two lines makes one row."""
    text = 'a,b\r\n\r\n"x\ny",1\r\n,\r\nz,2'
    assert rows(text) == [
        (1, ["a", "b"]),
        (2, []),
        (3, ["x\ny", "1"]),
        (4, ["", ""]),
        (5, ["z", "2"]),
    ]


def test_a_row_with_a_broken_quotation_mark_is_left_out() -> None:
    """The rows before and after it are read."""
    assert rows('a,b\n"x"y,1\nc,2\n') == [
        (1, ["a", "b"]),
        ("T203", 2),
        (3, ["c", "2"]),
    ]


def test_an_open_quotation_mark_swallows_one_row_only() -> None:
    """The rows it would take for one long cell are given back, up to the end of the file."""
    assert rows('a,b\n1,"x\n2,y\n3,z\n') == [
        (1, ["a", "b"]),
        ("T203", 2),
        (3, ["2", "y"]),
        (4, ["3", "z"]),
    ]


def test_a_line_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line longer than any row is passed over, and reading goes on behind it."""
    monkeypatch.setattr(csv, "_LONGEST_LINE", 8)
    text = "a,b\n1234567\n12345678\n" + "x" * 30 + "\nc,d\n" + "y" * 20
    assert rows(text) == [
        (1, ["a", "b"]),
        (2, ["1234567"]),
        ("T204", 3),
        ("T204", 4),
        (5, ["c", "d"]),
        ("T204", 6),
    ]


def test_an_empty_file_has_no_rows() -> None:
    """Nothing is in it, and nothing is wrong with its bytes."""
    assert rows("") == []
    assert rows("\ufeff") == []


@pytest.mark.parametrize(
    ("content", "file"),
    [
        ("编号\t名称\nD1\t甲,乙\n", "单位.tsv"),
        ("编号\t名称\nD1\t甲,乙\n", "单位.csv"),
        ("编号;名称\nD1;甲,乙\n", "单位.csv"),
        ("编号|名称\nD1|甲,乙\n", "单位.txt"),
        ("sep=!\n编号!名称\nD1!甲,乙\n", "单位.csv"),
        ("\ufeffSEP=!\r\n编号!名称\r\nD1!甲,乙\r\n", "单位.csv"),
        ('编号,名称\nD1,"甲,乙"\n', "单位.tsv"),
    ],
)
def test_what_stands_between_cells_is_told_by_the_header(content: str, file: str) -> None:
    """Commas, tabs and semicolons; a first line that only says which is no row, as in Excel."""
    told = list(csv.rows(BytesIO(content.encode()), file))
    assert told == [(1, ["编号", "名称"]), (2, ["D1", "甲,乙"])]


def test_many_lines_at_once_are_read_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the blocks end does not matter, whatever stands at their ends."""
    text = 'a,"b\nc"\r\nd,e\n"x"y,1\n\n"f""g",h\ri,j'
    expected = rows(text)
    for length in range(9, len(text) + 2):
        monkeypatch.setattr(csv, "_LONGEST_LINE", length)
        assert rows(text) == expected


def test_a_row_wider_than_any_sheet_is_left_out() -> None:
    """Whether it is read with others at once or, for a quotation mark, alone."""
    wide = "," * 16_384
    assert rows(f'a,b\n{wide}\n"c"\n') == [(1, ["a", "b"]), ("T305", 2), (3, ["c"])]
    assert rows(f'a,b\n{wide}\n"c"d\n') == [(1, ["a", "b"]), ("T305", 2), ("T203", 3)]


@pytest.mark.parametrize("cell", ["x" * 140_000, '"' + "x" * 140_000 + '"'])
def test_a_cell_that_is_too_long_costs_its_row(cell: str) -> None:
    """It is said to be long, and not to lack a quotation mark; the next row is read."""
    read = list(csv.rows(BytesIO(f"a,b\n1,{cell}\n2,3\n".encode()), "t.csv"))
    assert [each.code if isinstance(each, Problem) else each for each in read] == [
        (1, ["a", "b"]),
        "T204",
        (3, ["2", "3"]),
    ]
