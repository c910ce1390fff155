from __future__ import annotations

import pytest
from tests.reports.reviews import PROBLEMS

from guangongwei.errors import Cell, Problem, Severity
from guangongwei.reports.findings import findings, published, severity_word
from guangongwei.reports.phrases import Language


def test_problems_are_gathered_by_code_what_matters_most_first() -> None:
    """Errors stand before warnings, warnings before notes, frequent ones before rare ones."""
    found = findings(
        [PROBLEMS[5], PROBLEMS[4], Problem("T999", Cell("甲.csv"), "is odd"), *PROBLEMS[:4]]
    )
    assert [(each.code, len(each.problems)) for each in found] == [
        ("T105", 4),
        ("T999", 1),
        ("D206", 1),
        ("X900", 1),
    ]


def test_a_code_speaks_chinese_where_a_sentence_is_known() -> None:
    """A code without a Chinese sentence keeps what the problem says; English always does."""
    dates, _, riddle = findings(PROBLEMS)
    assert dates.told(Language.CHINESE)[0] == "不是日期"
    assert dates.told(Language.ENGLISH) == ("is not a day (3 characters)", "Write it.")
    assert riddle.told(Language.CHINESE) == ("speaks in riddles", "")


def test_each_place_is_named_once() -> None:
    """The first places are named, without repeating one."""
    same = Problem("T105", Cell("甲.csv", 2), "is not a day")
    (found,) = findings([same, same, Problem("T105", Cell("甲.csv", 3), "is not a day")])
    assert found.places(3) == ("甲.csv!2", "甲.csv!3")
    assert found.places(1) == ("甲.csv!2",)


def test_severity_has_words() -> None:
    """Both languages name the three severities."""
    assert [severity_word(Severity.NOTE, each) for each in Language] == ["说明", "note"]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (Problem("T003", Cell("张三.docx"), "is no table"), "…"),
        (Problem("T009", Cell("活动.csv", 1, "张三"), "is no column"), "活动.csv!1"),
        (Problem("T105", Cell("活动.csv", 2, "日期"), "is not a day"), "活动.csv!2!日期"),
    ],
)
def test_a_report_for_everybody_names_tables_and_their_columns_alone(
    told: Problem, shown: str
) -> None:
    """Whatever else a folder holds is named to those who check it, not to those who read."""
    assert str(published(told).place) == shown
