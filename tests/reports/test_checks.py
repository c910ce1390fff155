"""Problems and plans shown on their own."""

from __future__ import annotations

from guangongwei import plans
from guangongwei.errors import Cell, Path, Problem, Severity
from guangongwei.reports.checks import plan_text, problems_data, problems_text
from guangongwei.reports.phrases import Language

BAD = tuple(
    Problem("T106", Cell("服务记录.csv", row, "日期"), "is no day", hint="Mend it.")
    for row in range(2, 27)
)
ODD = Problem("X1", Path("$.returns"), "is odd", severity=Severity.WARNING)


def test_problems_are_data_with_their_totals() -> None:
    """Every problem in its order, and how many there are of each code."""
    told = problems_data([ODD, *BAD])
    assert told["totals"] == {"T106": 25, "X1": 1}
    assert [each["code"] for each in told["problems"]][:2] == ["X1", "T106"]
    assert told["problems"][0]["file"] is None


def test_problems_are_gathered_by_code_with_their_first_places() -> None:
    """What matters most comes first; twenty places are shown and the others counted."""
    lines = problems_text([ODD, *BAD], Language.ENGLISH).splitlines()
    assert lines[:3] == ["error T106 ×25  is no day", "    → Mend it.", "    服务记录.csv!2!日期"]
    assert lines[-3:] == ["    … 5", "warning X1 ×1  is odd", "    $.returns"]


def test_nothing_wrong_is_said_so() -> None:
    """In both languages."""
    assert problems_text(()) == "没有发现问题"
    assert problems_text((), Language.ENGLISH) == "No problems were found"


def test_a_plan_is_shown_with_what_it_asks_for() -> None:
    """Headings, items under their marks, commitments under their items."""
    plan = plans.parse(
        "云溪区教育局关工委2024年工作要点\n一、宣讲\n1.年内宣讲不少于4场。\n二、总结\n写好总结。\n"
    )
    assert plan_text(plan).splitlines() == [
        "云溪区教育局关工委2024年工作要点  2024  云溪区教育局关工委",
        "一、宣讲",
        "  1.年内宣讲不少于4场。",
        "      ◆ 年内宣讲不少于4场（2024-12-31前）",
        "二、总结",
        "  写好总结。",
        "没有发现问题",
    ]
