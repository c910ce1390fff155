from __future__ import annotations

from decimal import Decimal

import pytest
from tests.model.standards import standard

from guangongwei.errors import NotStored
from guangongwei.model.standard import Band, Clause, ClauseId, Method

SAMPLE = standard("A1 组织建设 10 必达\nA2 组织建设 30\nB1 活动开展 60")


def test_full_marks_are_the_points_of_all_clauses() -> None:
    """10 and 30 and 60 are 100."""
    assert SAMPLE.full_marks == Decimal(100)


def test_a_clause_is_found_by_its_id() -> None:
    """A1 is the mandatory one."""
    assert SAMPLE[ClauseId("A1")].mandatory


def test_a_clause_that_is_not_there_is_a_callers_mistake() -> None:
    """The exception names the id."""
    with pytest.raises(NotStored) as caught:
        SAMPLE[ClauseId("Z9")]
    assert (caught.value.kind, caught.value.id) == (Clause, "Z9")


def test_a_grade_is_found_by_its_name() -> None:
    """合格 begins at 60."""
    assert SAMPLE.band("合格").low == Decimal(60)


def test_a_grade_that_is_not_there_is_a_callers_mistake() -> None:
    """The exception names it."""
    with pytest.raises(NotStored) as caught:
        SAMPLE.band("良好")
    assert (caught.value.kind, caught.value.id) == (Band, "良好")


def test_the_least_passing_grade_is_the_one_to_reach() -> None:
    """合格, not 优秀; and none where none passes."""
    assert SAMPLE.pass_band == SAMPLE.band("合格")
    assert standard("A1 组织 10", grades="不合格 0").pass_band is None


def test_a_method_has_an_english_label() -> None:
    """现场考核 is on site."""
    assert Method("现场考核").label == "on site"
