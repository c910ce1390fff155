"""What was found in tables, as a page."""

from __future__ import annotations

import pytest
from tests.reports.pages import HOSTILE, TAGS, Reading

from guangongwei.errors import Cell, Path, Problem, Severity
from guangongwei.reports.phrases import Language
from guangongwei.reports.problem_page import render
from guangongwei.tabular.problems import problem


def found(row: int, *, file: str = "五老.xlsx", code: str = "T105") -> Problem:
    """A problem in a workbook."""
    return problem(code, Cell(file, row, "加入日期", sheet="名册", letter="E"))


def test_every_file_has_a_section_with_its_places() -> None:
    """What matters most comes first; places are told without the name of the file."""
    page = Reading(render([found(3), found(7), found(1, code="T009"), found(2, file="a.csv")]))
    assert page.text["h2"] == ["a.csv", "五老.xlsx"]
    assert page.text["li"][-4:] == ["名册!E2", "名册!E3", "名册!E7", "名册!E1"]
    assert page.text["h3"] == ["不是日期", "不是日期", "不是此表的列，未读取"]


def test_counts_are_told_by_severity() -> None:
    """Those that were only counted are told besides."""
    text = render([found(3), found(1, code="T009")], further=[("T105", 1200), ("T110", 3)])
    assert "错误 1" in text
    assert "说明 1" in text
    assert "另有 1203 个未逐一列出：T105 ×1200、T110 ×3" in text


def test_it_is_told_in_english_as_well() -> None:
    """With the words of the problem itself."""
    page = Reading(render([found(3)], language=Language.ENGLISH))
    assert page.text["h1"] == ["What was found in the tables"]
    assert page.text["h3"] == ["is not a day"]


def test_nothing_wrong_is_said_so() -> None:
    """And what was read is told."""
    page = render((), tables=["五老.xlsx!名册"])
    assert "没有发现数据问题" in page
    assert "五老.xlsx!名册" in page


def test_many_places_are_cut() -> None:
    """Three hundred are enough to see where it goes wrong."""
    page = render([found(row) for row in range(1, 351)])
    assert "名册!E300<" in page
    assert "名册!E301<" not in page
    assert "另有 50 处" in page


def test_what_is_in_no_table_stands_last() -> None:
    """A standard has a path and no cell; a file as a whole has no place in it."""
    odd = Problem("X1", Path("$.a"), "is odd", severity=Severity.WARNING)
    page = Reading(render([odd, problem("T001", Cell("单位.csv"))]))
    assert page.text["h2"] == ["单位.csv", "其他"]
    assert page.text["li"][-2:] == ["整个文件", "$.a"]


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_on_the_page_is_run_or_loaded(words: str) -> None:
    """Names of files, sheets and columns are somebody's own, and stay texts."""
    place = Cell(words, 3, words, sheet=words, letter="E")
    told = Problem("X1", place, words, hint=words)
    page = Reading(render([told], tables=[words], copies={words: words}))
    assert page.open == []
    assert page.tags <= TAGS
    assert not any(
        name.startswith("on") or name in ("src", "href") for _, name, _ in page.attributes
    )
    policies = [value for tag, name, value in page.attributes if (tag, name) == ("meta", "content")]
    assert any(policy.startswith("default-src 'none'") for policy in policies)
    assert "\x1b" not in render([told])
