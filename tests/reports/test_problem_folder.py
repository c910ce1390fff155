"""What was found in tables, written for those who mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from guangongwei.errors import BadArgument, Cell, NotReadable, NotWritable, Problem
from guangongwei.reports import write_problems
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a workbook, a text and a file that only looks like a workbook."""
    folder = tmp_path / "data"
    folder.mkdir()
    book = openpyxl.Workbook()
    book.active.title = "名册"
    book.active.append(["编号", "加入日期"])
    book.active.append(["V1", "明天"])
    book.save(folder / "五老.xlsx")
    (folder / "活动.csv").write_text("编号\n", "utf-8")
    (folder / "坏.xlsx").write_text("no workbook", "utf-8")
    return folder


def found(file: str, code: str = "T105") -> Problem:
    """A problem in a file."""
    place = Cell(file, 2, "加入日期", sheet="名册", letter="B")
    return problem(code, place) if code.startswith("T") else Problem(code, place, "is wrong")


def test_page_text_and_copies_are_written(data: Path, tmp_path: Path) -> None:
    """Only a workbook in which something was found has a copy, named after it."""
    found_in = [found("五老.xlsx"), found("五老.xlsx", "D107"), found("活动.csv"), found("坏.xlsx")]
    out = tmp_path / "new" / "report"
    files = write_problems(found_in, out, sources=data.iterdir())
    names = ("problems.html", "problems.txt", "五老（批注）.xlsx")
    assert files == tuple(out / name for name in names)
    assert sorted(each.name for each in out.iterdir()) == sorted(names)
    assert "错误 T105 ×3  不是日期" in (out / "problems.txt").read_text("utf-8")
    assert "五老（批注）.xlsx" in (out / "problems.html").read_text("utf-8")
    comment = openpyxl.load_workbook(out / names[2])["名册"]["B2"].comment.text
    assert "错误 T105：不是日期" in comment
    assert "错误 D107：撤销日期早于成立日期" in comment


def test_writing_again_replaces_what_is_there(data: Path, tmp_path: Path) -> None:
    """The same problems give the same bytes, and no copy is counted up."""
    problems, out = [found("五老.xlsx")], tmp_path / "out"
    first = [each.read_bytes() for each in write_problems(problems, out, sources=data.iterdir())]
    second = write_problems(problems, out, sources=data.iterdir())
    assert [file.read_bytes() for file in second] == first
    assert len(list(out.iterdir())) == 3


def test_nothing_is_written_beside_the_files_that_were_read(data: Path) -> None:
    """A copy there would be read as a table the next time."""
    before = sorted(data.iterdir())
    with pytest.raises(BadArgument) as caught:
        write_problems([found("五老.xlsx")], data / ".", sources=data.iterdir())
    assert caught.value.name == "folder"
    assert sorted(data.iterdir()) == before


def test_a_folder_that_cannot_be_written_is_the_callers_mistake(data: Path, tmp_path: Path) -> None:
    """So is a source that is not there."""
    (tmp_path / "taken").write_text("x", "utf-8")
    with pytest.raises(NotWritable):
        write_problems([], tmp_path / "taken")
    with pytest.raises(NotReadable):
        write_problems([found("无.xlsx")], tmp_path / "out", sources=[data / "无.xlsx"])
