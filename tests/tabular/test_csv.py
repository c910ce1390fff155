"""Bytes become rows: encodings, row numbers and what is broken."""

from __future__ import annotations

from io import BytesIO

import pytest

from guangongwei.errors import Cell, Problem
from guangongwei.tabular import csv

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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_a_table_is_read_in_each_encoding_in_use(encoding: str) -> None:
    """UTF-8 with or without its mark, and what Chinese Windows writes."""
    text = HEAD + "D1,示例小学,小学\n"
    expected = [(1, ["编号", "名称", "类别"]), (2, ["D1", "示例小学", "小学"])]
    assert rows(text.encode(encoding)) == expected


def test_bytes_of_another_encoding_are_refused_where_they_stand() -> None:
    """One bad byte in a UTF-8 file is located; nothing is replaced by question marks."""
    assert rows((HEAD + "D1,").encode() + b"\xff\xfe\n") == [("T005", 2)]


@pytest.mark.parametrize(
    "content",
    [
        "id,café,x\n1,é,à\n".encode("latin-1"),
        HEAD.encode("utf-16"),
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
    monkeypatch.setattr(csv, "_CHUNK", 5)
    assert rows(HEAD) == [(1, ["编号", "名称", "类别"])]
    assert rows(HEAD.encode("gb18030")) == [(1, ["编号", "名称", "类别"])]
    assert rows((HEAD * 3).encode() + b"\xff") == [("T005", 4)]


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
