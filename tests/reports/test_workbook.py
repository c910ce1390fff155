"""A review as a workbook."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from attrs import evolve
from tests.reports.pages import HOSTILE
from tests.reports.reviews import a_review

from guangongwei.model.numbers import Absence
from guangongwei.reports import write
from guangongwei.reports.phrases import Language
from guangongwei.reports.workbook import render

if TYPE_CHECKING:
    from pathlib import Path

    from guangongwei.review import Review


def opened(review: Review, language: Language = Language.CHINESE) -> Any:  # noqa: ANN401
    """The workbook, opened by another program."""
    return openpyxl.load_workbook(BytesIO(render(review, language=language)))


def rows(sheet: Any) -> list[dict[str, Any]]:  # noqa: ANN401  (openpyxl has no types)
    """The rows under the header row, by header."""
    first = sheet.auto_filter.ref.split(":")[0]
    _, *others = sheet.iter_rows(min_row=sheet[first].row, values_only=True)
    headers = [cell.value for cell in sheet[sheet[first].row]]
    return [dict(zip(headers, row, strict=True)) for row in others]


def test_it_has_four_sheets(made: Review) -> None:
    """In the language that is asked for."""
    assert opened(made).sheetnames == ["成绩单", "全部数据", "未报全的单位", "数据问题"]
    assert opened(made, Language.ENGLISH).sheetnames == [
        "Scorecard",
        "All figures",
        "Who has not reported in full",
        "Problems in the data",
    ]


def test_an_item_has_its_figures_and_targets(made: Review) -> None:
    """A share has its parts as numbers, and the verdict stands beside its target."""
    (share, *_) = [row for row in rows(opened(made)["成绩单"]) if row["指标"] == "优质化建设达标率"]
    assert (share["条目"], share["部分"], share["整体"]) == ("7", 103, 147)
    assert share["数值"] == pytest.approx(103 / 147)
    assert share["判定"].startswith("✓ ")
    assert "近70%" in share["目标"]


def test_every_item_has_a_row(made: Review) -> None:
    """Also one that nothing measures, which says so."""
    found = rows(opened(made)["成绩单"])
    numbers = [row["条目"] for row in found if row["条目"]]
    assert numbers == [line.label for line in made.lines if line.label]
    assert "本条暂无可计量指标" in [row["备注"] for row in found]


def test_every_figure_has_its_bounds(made: Review) -> None:
    """What nothing limits is said to be open, and an absence is told in words, never as 0."""
    found = {row["指标"]: row for row in rows(opened(made)["全部数据"])}
    assert len(found) == len({figure.indicator for figure in made.figures})
    active = next(row for row in found.values() if row["最高"] == "上不封顶")
    assert (active["最低"], active["数值"]) == (1234, 1234)
    absent = [each for each in made.figures if isinstance(each.exact, Absence)]
    assert all(isinstance(found[each.name]["数值"], str) for each in absent)


def test_units_are_words_of_the_language(made: Review) -> None:
    """A percentage carries its sign in the number."""
    assert {row["计量单位"] for row in rows(opened(made)["全部数据"])} >= {"人", "人次", None}
    units = {row["Unit"] for row in rows(opened(made, Language.ENGLISH)["All figures"])}
    assert units >= {"people", "visits", None}


def test_problems_are_told_by_code(made: Review) -> None:
    """How often each was found, what it means and what to do."""
    found = rows(opened(made)["数据问题"])
    assert sum(row["个数"] for row in found) == len(made.problems)
    assert all(row["代码"] and row["问题"] for row in found)


@pytest.mark.parametrize("words", [*HOSTILE, "=1+1", "https://example.org", "-2+3"])
def test_no_text_is_run(words: str) -> None:
    """Whatever a plan says, its cells are texts, and none leads anywhere."""
    review = a_review()
    line = review.lines[0]
    figure = evolve(line.figures[0], name=words)
    made = evolve(
        review,
        plan=evolve(review.plan, title=words),
        lines=(evolve(line, figures=(figure,)), *review.lines[1:]),
    )
    for sheet in opened(made):
        for cell in (cell for row in sheet for cell in row):
            assert cell.data_type in ("s", "n")
            assert cell.hyperlink is None
            assert not str(cell.value).startswith("=")


def test_it_is_written_where_it_is_asked_for(made: Review, tmp_path: Path) -> None:
    """Beside the other files, and the same review makes the same one."""
    files = write(made, tmp_path, workbook=True)
    assert [file.name for file in files][-1] == "review.xlsx"
    assert files[-1].read_bytes() == render(made)
