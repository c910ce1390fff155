"""Any file is opened as what it is."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from tests.tabular.books import book, codes, compound, package, table, told

from guangongwei.errors import Cell, NotReadable
from guangongwei.tabular.grid import Sheet
from guangongwei.tabular.sheets import sheets

if TYPE_CHECKING:
    from pathlib import Path


def test_a_path_and_a_stream_give_the_same(tmp_path: Path) -> None:
    """A stream stays open, wherever it stands when it is handed over."""
    content = book(table(["a"], ["b"]))
    path = tmp_path / "五老.xlsx"
    path.write_bytes(content)
    with path.open("rb") as stream:
        stream.seek(10)
        by_stream = [list(each.rows) for each in sheets(stream) if isinstance(each, Sheet)]
        assert not stream.closed
    by_path = [list(each.rows) for each in sheets(path) if isinstance(each, Sheet)]
    assert by_path == by_stream == [[(1, ["a"]), (2, ("b",))]]


def test_a_file_that_cannot_be_opened_is_the_callers_mistake(tmp_path: Path) -> None:
    """It is not there, or it is a folder."""
    for path in (tmp_path, tmp_path / "五老.csv"):
        with pytest.raises(NotReadable) as error:
            list(sheets(path))
        assert error.value.path == str(path)


@pytest.mark.parametrize(
    ("content", "file", "expected"),
    [
        (b"a,b\n", "a.csv", []),
        (b"a,b\n", "a.xls", ["a.xls T313"]),
        (book(""), "a.xlsm", []),
        (book(""), "a.csv", ["a.csv T313"]),
        (b"<html>", "a.xls", ["a.xls T308"]),
        (b"\xef\xbb\xbf \n<TABLE>", "a.xls", ["a.xls T308"]),
        ("<!DOCTYPE html>".encode("utf-16"), "a.xls", ["a.xls T308"]),
        (b"%PDF-1.7", "a.pdf", ["a.pdf T309"]),
        (b"\x09\x04\x06\x00", "a.xls", ["a.xls T309"]),
        (compound("WordDocument", b""), "a.doc", ["a.doc T309"]),
        (package({"word/document.xml": ""}), "a.docx", ["a.docx T309"]),
        (b"PK\x03\x04", "a.xlsx", ["a.xlsx T302"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", ["a.xls T302"]),
    ],
)
def test_what_a_file_is_its_bytes_say(content: bytes, file: str, expected: list[str]) -> None:
    """Tables are read under any name with a note; what is none is refused with advice."""
    assert codes(content, file) == expected


def test_a_stream_without_a_name_is_a_table() -> None:
    """Its problems have a place all the same."""
    problems = [each for each in sheets(BytesIO(b"<html>")) if not isinstance(each, Sheet)]
    assert [each.place for each in problems] == [Cell("table")]
    assert told(b"a\n", "x.csv")[0][0].file == "x.csv"


@pytest.mark.parametrize("content", [b"a,b\n", book("")], ids=["text", "workbook"])
def test_a_stream_without_a_name_says_nothing_by_it(content: bytes) -> None:
    """So nothing is said of its name."""
    assert [each for each in sheets(BytesIO(content)) if not isinstance(each, Sheet)] == []
