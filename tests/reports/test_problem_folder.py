"""What was found in tables, written for those who mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from guangongwei.errors import BadArgument, Cell, Checked, NotReadable, NotWritable, Problem
from guangongwei.model import Volunteer
from guangongwei.reports import write_problems
from guangongwei.tabular import Table, check
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a workbook, a text and a file that only looks like a workbook."""
    folder = tmp_path / "data"
    folder.mkdir()
    book: Any = openpyxl.Workbook()
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


def checked(*problems: Problem) -> Checked[tuple[Table, ...]]:
    """What a check has found, without the tables."""
    return Checked((), problems)


def test_page_text_and_copies_are_written(data: Path, tmp_path: Path) -> None:
    """Only a workbook in which something was found has a copy, named after it."""
    files = ("五老.xlsx", "活动.csv", "坏.xlsx")
    wrong = checked(*map(found, files), found("五老.xlsx", "D107"))
    out = tmp_path / "new" / "report"
    written = write_problems(wrong, out, source=data)
    names = ("problems.html", "problems.txt", "五老（批注）.xlsx")
    assert written == tuple(out / name for name in names)
    assert sorted(each.name for each in out.iterdir()) == sorted(names)
    assert "错误 T105 ×3  不是日期" in (out / "problems.txt").read_text("utf-8")
    assert "五老（批注）.xlsx" in (out / "problems.html").read_text("utf-8")
    comment = openpyxl.load_workbook(out / names[2])["名册"]["B2"].comment.text
    assert "错误 T105：不是日期" in comment
    assert "错误 D107：撤销日期早于成立日期" in comment


def test_what_a_check_finds_is_told(tmp_path: Path) -> None:
    """From the workbook that somebody sent to the one that goes back."""
    book: Any = openpyxl.Workbook()
    book.active.append(["编号", "姓名", "所属单位", "加入日期"])
    book.active.append(["V1", "张三", "D1", "2024-02-30"])
    book.save(tmp_path / "五老.xlsx")
    result = check(tmp_path / "五老.xlsx", Volunteer)
    page, text, copy = write_problems(result, tmp_path / "out", source=tmp_path / "五老.xlsx")
    assert "Sheet!D2" in page.read_text("utf-8")
    assert "五老.xlsx!Sheet：五老志愿者，共 1 行" in text.read_text("utf-8")
    sheet = openpyxl.load_workbook(copy).worksheets[0]
    assert sheet["D2"].comment.text.startswith("错误 T106：日历上没有这一天")
    for file in (page, text):
        assert "张三" not in file.read_text("utf-8")
    again = check(copy, Volunteer)
    assert (len(again.value), again.totals) == (1, result.totals)


def test_writing_again_replaces_what_is_there(data: Path, tmp_path: Path) -> None:
    """The same problems give the same bytes, and no copy is counted up."""
    wrong, out = checked(found("五老.xlsx")), tmp_path / "out"
    first = [each.read_bytes() for each in write_problems(wrong, out, source=data)]
    assert [each.read_bytes() for each in write_problems(wrong, out, source=data)] == first
    assert len(list(out.iterdir())) == 3


@pytest.mark.parametrize("name", ["", "五老.xlsx"])
def test_nothing_is_written_beside_the_tables(data: Path, name: str) -> None:
    """A copy there would be read as a table the next time."""
    before = sorted(data.iterdir())
    with pytest.raises(BadArgument) as caught:
        write_problems(checked(found("五老.xlsx")), data / ".", source=data / name)
    assert caught.value.name == "folder"
    assert sorted(data.iterdir()) == before


def test_a_folder_that_cannot_be_written_is_the_callers_mistake(data: Path, tmp_path: Path) -> None:
    """So is a source that is not there."""
    (tmp_path / "taken").write_text("x", "utf-8")
    with pytest.raises(NotWritable):
        write_problems(checked(), tmp_path / "taken", source=data)
    with pytest.raises(NotReadable):
        write_problems(checked(found("无.xlsx")), tmp_path / "out", source=data / "无.xlsx")
