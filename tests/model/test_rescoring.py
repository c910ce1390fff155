from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.model.standards import assessed, assessment, standard, standards

from guangongwei.errors import BadArgument, NotStored
from guangongwei.model.numbers import Absence, Bounds
from guangongwei.model.rescoring import Fate, rescore
from guangongwei.model.scoring import ends, score
from guangongwei.model.standard import ClauseId, Score, Standard

OLD = standard("A1 组织建设 10\nA2 组织建设 30\nA3 组织建设 20\nB1 活动开展 40")
NEW = evolve(
    standard(
        "A1 组织建设 10 必达\nA2 组织建设 40\nC1 特色工作 10 必达\nB1 活动开展 40", id_="省2024"
    ),
)
REWORDED = evolve(
    NEW,
    clauses=tuple(
        evolve(each, text="改写后的要求") if each.id == "B1" else each for each in NEW.clauses
    ),
)


def test_each_changed_point_is_explained() -> None:
    """What became of every clause, its points before and after, and why."""
    made = rescore(assessment({"A1": "10", "A2": "15", "A3": "20"}), OLD, REWORDED).unwrap()
    told = [
        (
            (each.after or each.before).clause.id,  # type: ignore[union-attr]  # one is there
            each.fate.value,
            each.change,
            each.reason,
        )
        for each in made.changes
    ]
    assert told == [
        ("A1", "沿用", Bounds(0, 0), "条款未变，得分沿用；为必达条款"),
        ("A2", "调整分值", Bounds(5, 5), "分值由30分调为40分，得分按比例折算"),
        ("C1", "新增", Bounds(0, 10), "新增条款，尚无佐证，可得0至10分；为必达条款"),
        ("B1", "改写", Bounds(0, 0), "表述有变、分值未变，得分沿用"),
        ("A3", "取消", Bounds(-20, -20), "条款取消，原有20分不再计入"),
    ]
    assert (made.before.total, made.after.total) == (Bounds(45, 85), Bounds(30, 80))
    assert made.change == Bounds(-15, -5)


def test_a_clause_without_evidence_still_has_none() -> None:
    """Under its new weight it can be worth 0 to 40, which is 0 to 10 more than before."""
    change = rescore(assessment({}), OLD, NEW).unwrap().changes[1]
    assert change.after is not None
    assert (change.after.given, change.change) == (Absence.UNKNOWN, Bounds(0, 10))


def test_a_clause_that_lost_weight_takes_points_away() -> None:
    """30 of 40 are 22.5 of 30."""
    change = rescore(assessment({"A2": "30"}, standard_id="省2024"), NEW, OLD).unwrap().changes[1]
    assert change.after is not None
    assert (change.after.given, change.change) == (Fraction(45, 2), Bounds(*[Fraction(-15, 2)] * 2))


def test_a_clause_may_cease_to_be_mandatory() -> None:
    """That is told beside its points."""
    made = rescore(assessment({"A1": "9"}, standard_id="省2024"), NEW, OLD).unwrap()
    assert made.changes[0].reason == "条款未变，得分沿用；不再是必达条款"


def test_a_third_stays_a_third() -> None:
    """Points are carried over exactly, whatever their weights."""
    one, three = standard("A1 组织 3"), standard("A1 组织 7", id_="省2024")
    made = rescore(assessment({"A1": "1"}), one, three).unwrap()
    assert made.after.total == Bounds(Fraction(7, 3), Fraction(7, 3))


def test_a_renamed_clause_is_followed() -> None:
    """A3 is C1 now; its old id may be given to another clause."""
    renamed = {ClauseId("A3"): ClauseId("C1")}
    made = rescore(assessment({"A3": "20"}), OLD, NEW, renamed=renamed).unwrap()
    assert made.after.by_id[ClauseId("C1")].given == Fraction(10)
    assert [each.fate for each in made.changes] == [
        Fate.KEPT,
        Fate.REWEIGHTED,
        Fate.REWEIGHTED,
        Fate.KEPT,
    ]


def test_a_renamed_clause_leaves_its_old_id_free() -> None:
    """When A1 becomes C1, the new A1 is an added clause."""
    made = rescore(
        assessment({"A1": "10"}), OLD, NEW, renamed={ClauseId("A1"): ClauseId("C1")}
    ).unwrap()
    assert [each.fate.label for each in made.changes] == [
        "added",
        "reweighted",
        "reworded",
        "kept",
        "dropped",
    ]


@pytest.mark.parametrize(("old", "new"), [("Z9", "C1"), ("A3", "Z9")])
def test_only_clauses_that_are_there_can_be_renamed(old: str, new: str) -> None:
    """A slip in an id is a caller's mistake."""
    with pytest.raises(NotStored) as caught:
        rescore(assessment({}), OLD, NEW, renamed={ClauseId(old): ClauseId(new)})
    assert caught.value.id == "Z9"


def test_two_old_clauses_do_not_become_one() -> None:
    """Their points could not be told apart any more."""
    with pytest.raises(BadArgument) as caught:
        rescore(assessment({}), OLD, NEW, renamed={ClauseId("A3"): ClauseId("B1")})
    assert caught.value.name == "renamed"


def test_two_programmes_are_never_compared() -> None:
    """五有五好 is no edition of 优质化建设."""
    other = standard("A1 组织 10", id_="五好", programme="五有五好")
    with pytest.raises(BadArgument) as caught:
        rescore(assessment({}), OLD, other)
    assert caught.value.name == "new"


def test_a_clause_that_was_worth_nothing_carries_nothing_on() -> None:
    """0 of 0 points says nothing about 10."""
    made = rescore(assessment({"A1": "0"}), standard("A1 组织 0"), standard("A1 组织 10", id_="新"))
    assert [each.fate.value for each in made.value.changes] == ["新增", "取消"]
    assert made.value.after.total == Bounds(0, 10)


def test_a_faulty_score_is_told_and_not_carried_over() -> None:
    """It has no more to say under the new edition."""
    checked = rescore(assessment({"A1": "11"}), OLD, NEW)
    assert [each.code for each in checked.problems] == ["S203"]
    assert checked.value.after.by_id[ClauseId("A1")].given is Absence.UNKNOWN


@given(st.data())
def test_the_changes_lead_from_the_old_total_to_the_new(data: st.DataObject) -> None:
    """With all evidence in, the changes add up to the difference exactly."""
    old, new = data.draw(standards()), data.draw(standards(id_="省2024"))
    made = rescore(data.draw(assessed(old, complete=True)), old, new).unwrap()
    known = [ends(each.change) for each in made.changes if each.fate is not Fate.ADDED]
    added = [ends(each.change) for each in made.changes if each.fate is Fate.ADDED]
    assert all(low == high for low, high in known)
    (before, _), (least, most) = ends(made.before.total), ends(made.after.total)
    moved = sum((low for low, _ in known), Fraction(0))
    assert least == before + moved
    assert most == before + moved + sum((high for _, high in added), Fraction(0))


@given(st.data())
def test_the_change_holds_whatever_the_missing_evidence_turns_out_to_be(
    data: st.DataObject,
) -> None:
    """The true totals lie as far apart as was told, and each clause by as much."""
    old, new = data.draw(standards()), data.draw(standards(id_="省2024"))
    early = data.draw(assessed(old))
    known = {each.clause for each in early.scores}
    late = evolve(
        early,
        scores=(
            *early.scores,
            *(
                Score(clause=each.id, points=each.points * data.draw(st.integers(0, 4)) / 4)
                for each in old.clauses
                if each.id not in known
            ),
        ),
    )
    told, true = rescore(early, old, new).unwrap(), rescore(late, old, new).unwrap()
    for then, now in zip(told.changes, true.changes, strict=True):
        assert all(each in then.change for each in ends(now.change))
    assert true.after.total.low in told.after.total
    difference = Fraction(true.after.total.low) - Fraction(true.before.total.low)
    assert difference in told.change


@given(st.data())
def test_the_same_edition_changes_nothing(data: st.DataObject) -> None:
    """Re-scoring by its own clauses gives the scoring back."""
    old = data.draw(standards())
    made = data.draw(assessed(old))
    same: Standard = evolve(old, edition="重印")
    rescored = rescore(made, old, same).unwrap()
    assert rescored.after.total == score(made, old).value.total
    assert rescored.change == Bounds(0, 0)
    assert {each.fate for each in rescored.changes} == {Fate.KEPT}


def test_full_marks_stay_full_marks() -> None:
    """10 of 10 are 30 of 30."""
    made = rescore(
        assessment({"A1": "10"}), standard("A1 组织 10 必达"), standard("A1 组织 30 必达", id_="新")
    ).unwrap()
    assert made.after.by_id[ClauseId("A1")].given == Decimal(30)


def test_the_new_scoring_is_by_the_new_standard() -> None:
    """And the old one by the old."""
    made = rescore(assessment({"A1": "10"}), OLD, NEW).unwrap()
    assert (made.before.standard, made.after.standard) == (OLD, NEW)


def test_what_is_expected_of_a_caller_is_said() -> None:
    """In words, for both arguments that can be wrong."""
    other = evolve(NEW, programme="五有五好")
    with pytest.raises(BadArgument) as caught:
        rescore(assessment({}), OLD, other)
    assert "None" not in str(caught.value)
    with pytest.raises(BadArgument) as caught:
        rescore(assessment({}), OLD, NEW, renamed={ClauseId("A3"): ClauseId("B1")})
    assert "None" not in str(caught.value)
