"""Every cause is said in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import Cell, Problem, Severity
from guangongwei.tabular.problems import CAUSES, problem

if TYPE_CHECKING:
    from guangongwei.tabular.cause import Cause


@pytest.mark.parametrize("cause", CAUSES.values(), ids=lambda cause: cause.code)
def test_a_cause_says_what_is_wrong_and_what_to_do(cause: Cause) -> None:
    """A cause without a hint would leave its reader alone."""
    assert cause.code.startswith("T")
    assert cause.english
    assert cause.hint.endswith((".", "。"))
    assert cause.chinese
    assert cause.advice.endswith("。")


def test_a_problem_is_made_from_its_cause() -> None:
    """Code and place are given; the rest is looked up, a detail in brackets behind it."""
    place = Cell("单位.csv", 2, "学生数")
    assert problem("T102", place, detail="2 characters") == Problem(
        "T102",
        place,
        "is not a number of 0 or more (2 characters)",
        hint="Write digits only, without sign or unit; leave the cell blank where it is unknown.",
    )
    assert problem("T009", place, hint="Other.") == Problem(
        "T009",
        place,
        "is not a column of this table and is left unread",
        hint="Other.",
        severity=Severity.NOTE,
    )
