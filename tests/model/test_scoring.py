from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.model.standards import assessed, assessment, standard, standards

from guangongwei.errors import BadArgument, Path
from guangongwei.model.numbers import Absence, Bounds
from guangongwei.model.scoring import ClauseScore, Scoring, Standing, ends, grade, score, summed
from guangongwei.model.standard import Band, ClauseId, Score

SAMPLE = standard("A1 组织建设 10 必达\nA2 组织建设 30\nB1 活动开展 60")


def said(value: Band | Absence) -> str:
    """The name of a grade, or why there is none."""
    return value.name if isinstance(value, Band) else value.value


#: 得分 by clause (a clause left out has no evidence), 总分, 最低等次, 最高等次, 等次, 达标.
CASES = [
    ({"A1": "10", "A2": "30", "B1": "60"}, (100, 100), ("优秀", "优秀", "优秀"), True),
    ({"A1": "10", "A2": "20", "B1": "60"}, (90, 90), ("优秀", "优秀", "优秀"), True),
    ({"A1": "10", "A2": "19.5", "B1": "60"}, (89.5, 89.5), ("合格", "合格", "合格"), True),
    ({"A1": "10", "A2": "0", "B1": "50"}, (60, 60), ("合格", "合格", "合格"), True),
    ({"A1": "10", "A2": "0", "B1": "49"}, (59, 59), ("不合格", "不合格", "不合格"), False),
    # 必达条款未得满分，总分再高也不达标
    ({"A1": "9.5", "A2": "30", "B1": "60"}, (99.5, 99.5), ("不合格", "不合格", "不合格"), False),
    # 必达条款尚无佐证
    ({"A2": "30", "B1": "60"}, (90, 100), ("不合格", "优秀", "不详"), Absence.UNKNOWN),
    # 一般条款尚无佐证，无论得分多少都达标
    ({"A1": "10", "B1": "55"}, (65, 95), ("合格", "优秀", "不详"), True),
    # 无论得分多少都不达标
    ({"A1": "10", "A2": "2"}, (12, 72), ("不合格", "合格", "不详"), Absence.UNKNOWN),
    ({"A1": "9", "A2": "2"}, (11, 71), ("不合格", "不合格", "不合格"), False),
    ({}, (0, 100), ("不合格", "优秀", "不详"), Absence.UNKNOWN),
]


@pytest.mark.parametrize(("scores", "total", "grades", "passes"), CASES)
def test_an_assessment_is_scored(
    scores: dict[str, str],
    total: tuple[float, float],
    grades: tuple[str, str, str],
    passes: bool | Absence,  # noqa: FBT001  (a column of the table)
) -> None:
    """The total, the grade it leads to, and what both can still become."""
    scoring = score(assessment(scores), SAMPLE).unwrap()
    assert scoring.total == Bounds(Fraction(total[0]), Fraction(total[1]))
    told = (scoring.least_grade, scoring.best_grade, scoring.grade)
    assert tuple(map(said, told)) == grades
    assert scoring.passes is passes


def test_the_blocks_are_told_in_the_order_in_which_they_begin() -> None:
    """Each with its bounds and its full marks."""
    mixed = standard("A1 组织建设 10\nB1 活动开展 60\nA2 组织建设 30")
    scoring = score(assessment({"A1": "4", "B1": "55"}), mixed).unwrap()
    assert [(each.block, each.bounds, each.full_marks) for each in scoring.blocks] == [
        ("组织建设", Bounds(4, 34), Decimal(40)),
        ("活动开展", Bounds(55, 55), Decimal(60)),
    ]


def test_mandatory_clauses_are_met_failed_or_open() -> None:
    """A clause in full, one short of it, and one without evidence."""
    strict = standard("A1 组织 10 必达\nA2 组织 10 必达\nA3 组织 10 必达\nA4 组织 70")
    scoring = score(assessment({"A1": "10", "A2": "9"}), strict).unwrap()
    assert {each.value: scoring.mandatory(each) for each in Standing} == {
        "达到": ("A1",),
        "未达到": ("A2",),
        "待查": ("A3",),
    }
    assert [each.label for each in Standing] == ["met", "failed", "open"]


@pytest.mark.parametrize(
    ("clause", "points", "code"),
    [
        ("Z9", "1", "S201"),
        ("A2", "30.5", "S203"),
        ("A2", "-1", "S204"),
    ],
)
def test_a_score_that_cannot_be_right_is_left_out_and_told(
    clause: str, points: str, code: str
) -> None:
    """Its clause counts as one without evidence."""
    checked = score(assessment({"A1": "10", clause: points}), SAMPLE)
    assert [(each.code, str(each.place)) for each in checked.problems] == [(code, "$.scores[1]")]
    assert checked.value.total == Bounds(10, 100)


def test_of_several_scores_for_one_clause_none_counts() -> None:
    """Nobody knows which was meant."""
    twice = assessment({"A1": "10"})
    one = Score(clause=ClauseId("A2"), points=Decimal(5))
    checked = score(
        evolve(twice, scores=(*twice.scores, one, one), source=Path("评估.json:$[0]")), SAMPLE
    )
    assert [(each.code, str(each.place)) for each in checked.problems] == [
        ("S202", "评估.json:$[0].scores[1]"),
        ("S202", "评估.json:$[0].scores[2]"),
    ]
    assert checked.value.by_id[ClauseId("A2")].given is Absence.UNKNOWN


def test_an_assessment_is_scored_by_its_own_standard_only() -> None:
    """Another edition is for `rescore`."""
    with pytest.raises(BadArgument) as caught:
        score(assessment({}, standard_id="省2019"), SAMPLE)
    assert caught.value.name == "standard"


def test_there_is_no_grade_where_no_band_begins_low_enough() -> None:
    """Such a standard has a problem of its own; nothing is invented here."""
    assert grade(standard("A1 组织 9", grades="合格 5 通过"), 4, mandatory_met=True) is (
        Absence.NOT_APPLICABLE
    )


def test_a_standard_whose_grades_all_pass_gives_none_when_a_mandatory_clause_fails() -> None:
    """There is no grade below passing to fall to."""
    lenient = standard("A1 组织 10 必达", grades="合格 0 通过")
    scoring = score(assessment({"A1": "9"}), lenient).unwrap()
    assert (scoring.grade, scoring.passes) == (Absence.NOT_APPLICABLE, False)


def test_a_clause_below_zero_adds_nothing_while_it_has_no_evidence() -> None:
    """What a standard says wrongly is told by its own check, and a total can still be told."""
    wrong = standard("A1 组织建设 -5\nB1 活动开展 60")
    assert score(assessment({"B1": "50"}), wrong).value.total == Bounds(50, 50)


def test_open_bounds_have_no_ends() -> None:
    """Points are always limited; other figures may not be."""
    with pytest.raises(BadArgument) as caught:
        ends(Bounds(0, None))
    assert caught.value.name == "bounds"


def test_the_sum_of_nothing_is_zero() -> None:
    """A standard without clauses has a total of 0."""
    assert summed([]) == Bounds(0, 0)


def completed(scoring: Scoring, data: st.DataObject) -> Scoring:
    """The same with all missing evidence come in, worth whatever it is."""
    return evolve(
        scoring,
        clauses=tuple(
            each
            if not isinstance(each.given, Absence)
            else ClauseScore(
                clause=each.clause,
                given=each.clause.points * data.draw(st.integers(0, 4)) / 4,
            )
            for each in scoring.clauses
        ),
    )


@given(st.data())
def test_bounds_hold_whatever_the_missing_evidence_turns_out_to_be(data: st.DataObject) -> None:
    """The total, every block and the grade lie within what was told before."""
    of = data.draw(standards())
    before = score(data.draw(assessed(of)), of).unwrap()
    after = completed(before, data)
    assert after.total.is_exact
    assert after.total.low in before.total
    for then, now in zip(before.blocks, after.blocks, strict=True):
        assert now.bounds.low in then.bounds
    least, best, turned_out = before.least_grade, before.best_grade, after.grade
    assert isinstance(least, Band)
    assert isinstance(best, Band)
    assert isinstance(turned_out, Band)
    assert least.low <= turned_out.low <= best.low
    assert before.passes in (after.passes, Absence.UNKNOWN)


@given(st.data())
def test_the_blocks_add_up_to_the_total(data: st.DataObject) -> None:
    """Bounds and full marks alike."""
    of = data.draw(standards())
    scoring = score(data.draw(assessed(of)), of).unwrap()
    assert summed(each.bounds for each in scoring.blocks) == scoring.total
    assert sum(each.full_marks for each in scoring.blocks) == of.full_marks


@given(st.data())
def test_the_bounds_can_be_reached(data: st.DataObject) -> None:
    """No evidence at all leads to the one end, all of it to the other."""
    of = data.draw(standards())
    made = data.draw(assessed(of))
    scoring = score(made, of).unwrap()
    given_already = {each.clause for each in made.scores}
    least, most = ends(scoring.total)
    for low, total, reached in (
        (True, least, scoring.least_grade),
        (False, most, scoring.best_grade),
    ):
        rest = tuple(
            Score(clause=each.id, points=Decimal(0) if low else each.points)
            for each in of.clauses
            if each.id not in given_already
        )
        turned_out = score(evolve(made, scores=(*made.scores, *rest)), of).unwrap()
        assert (turned_out.total, turned_out.grade) == (Bounds(total, total), reached)
