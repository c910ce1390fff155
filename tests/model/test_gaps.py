from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.model.standards import assessed, assessment, standard, standards

from guangongwei.model.gaps import Route, cheapest_route, effort_to_pass, gaps, gaps_to_pass
from guangongwei.model.numbers import Absence, Bounds
from guangongwei.model.scoring import ClauseScore, Scoring, score
from guangongwei.model.standard import AssessmentId, Band

if TYPE_CHECKING:
    from collections.abc import Iterable

SAMPLE = standard("A1 组织 10 必达\nA2 组织 20\nA3 组织 10 必达\nB1 活动 30\nB2 活动 30")


def scored(scores: dict[str, str]) -> Scoring:
    """An assessment by the sample, scored."""
    return score(assessment(scores), SAMPLE).unwrap()


def test_gaps_are_listed_mandatory_first_and_then_by_size() -> None:
    """A clause in full is none; one without evidence may be one."""
    listed = gaps(scored({"A1": "9", "A2": "20", "A3": "5", "B1": "29"}))
    assert [(each.clause.id, each.missing) for each in listed] == [
        ("A3", Bounds(5, 5)),
        ("A1", Bounds(1, 1)),
        ("B2", Bounds(0, 30)),
        ("B1", Bounds(1, 1)),
    ]


def test_equal_gaps_stand_in_the_order_of_the_standard() -> None:
    """B1 comes before B2."""
    listed = gaps(scored({"A1": "10", "A2": "20", "A3": "10", "B1": "25", "B2": "25"}))
    assert [each.clause.id for each in listed] == ["B1", "B2"]


#: 条款, 得分, 等次, 最省的条款组合, 工作量.
ROUTES = [
    # 已达到：不用补
    ("A1 组织 40 必达\nA2 组织 60", {"A1": "40", "A2": "20"}, "合格", [], 0),
    # 只缺必达条款
    ("A1 组织 40 必达\nA2 组织 60", {"A1": "39", "A2": "60"}, "合格", ["A1"], 1),
    # 必达条款补齐即够分
    ("A1 组织 40 必达\nA2 组织 60", {"A1": "0", "A2": "30"}, "合格", ["A1"], 40),
    # 缺20分：一条20分胜过两条15分
    ("A1 组织 40\nA2 组织 20\nA3 组织 15\nA4 组织 25", {"A1": "40"}, "合格", ["A2"], 20),
    # 工作量由区里自定：两条便宜的胜过一条贵的
    ("A1 组织 40\nA2 组织 20 9\nA3 组织 15 2\nA4 组织 25 3", {"A1": "40"}, "合格", ["A4"], 3),
    ("A1 组织 40\nA2 组织 30 9\nA3 组织 15 2\nA4 组织 15 3", {"A1": "40"}, "合格", ["A3", "A4"], 5),
    # 分少而工作量大的条款，不在考虑之列
    ("A1 组织 40\nA2 组织 10 9\nA3 组织 20 1\nA4 组织 30 5", {"A1": "40"}, "合格", ["A3"], 1),
    # 工作量相同：条款少者先，其次靠前者先
    (
        "A1 组织 40\nA2 组织 10\nA3 组织 10\nA4 组织 20\nA5 组织 20",
        {"A1": "40"},
        "合格",
        ["A4"],
        20,
    ),
    # 必达条款在先
    ("A1 组织 60\nA2 组织 40 必达", {"A1": "20", "A2": "10"}, "优秀", ["A2", "A1"], 70),
    # 不达标的等次不要求必达条款
    ("A1 组织 50 必达\nA2 组织 50", {}, "不合格", [], 0),
]


@pytest.mark.parametrize(("clauses", "scores", "grade", "chosen", "effort"), ROUTES)
def test_the_cheapest_set_of_clauses_is_found(
    clauses: str, scores: dict[str, str], grade: str, chosen: list[str], effort: int
) -> None:
    """Mandatory clauses first, and no cheaper set leads to the grade."""
    of = standard(clauses)
    route = cheapest_route(score(assessment(scores), of).unwrap(), of.band(grade))
    assert isinstance(route, Route)
    assert [each.clause.id for each in route.steps] == chosen
    assert route.effort == effort
    assert route.after >= route.band.low


def test_a_step_says_from_where_it_raises_a_clause() -> None:
    """15 of 30 points take 15 more, and without other word as much effort."""
    (step,) = (
        each
        for each in _route(scored({"A1": "10", "A2": "20", "A3": "10", "B1": "15"}), "合格").steps
    )
    assert step.clause.id == "B1"
    assert (step.start, step.points, step.effort) == (Fraction(15),) * 3


def _route(scoring: Scoring, grade: str) -> Route:
    route = cheapest_route(scoring, scoring.standard.band(grade))
    assert isinstance(route, Route)
    return route


def test_a_grade_above_full_marks_has_no_route() -> None:
    """Doing everything would not do."""
    of = standard("A1 组织 10 必达\nA2 组织 20", grades="优秀 31 通过\n不合格 0")
    scoring = score(assessment({}), of).unwrap()
    assert cheapest_route(scoring, of.band("优秀")) is Absence.NOT_APPLICABLE
    assert effort_to_pass(scoring) is Absence.NOT_APPLICABLE


def test_a_standard_nobody_can_pass_has_no_effort_to_pass() -> None:
    """None of its grades passes."""
    of = standard("A1 组织 10", grades="不合格 0")
    assert effort_to_pass(score(assessment({}), of).unwrap()) is Absence.NOT_APPLICABLE


def raised(scoring: Scoring, chosen: Iterable[ClauseScore]) -> Scoring:
    """The same with some clauses at full points and the missing evidence worth nothing."""
    full = {each.clause.id for each in chosen}
    return evolve(
        scoring,
        clauses=tuple(
            ClauseScore(
                clause=each.clause,
                given=each.clause.points
                if each.clause.id in full
                else Fraction(0)
                if isinstance(each.given, Absence)
                else each.given,
            )
            for each in scoring.clauses
        ),
    )


def cost(each: ClauseScore) -> Fraction:
    """The effort of a clause, or its missing points."""
    given_points = Fraction(0) if isinstance(each.given, Absence) else Fraction(each.given)
    if each.clause.effort is not None:
        return Fraction(each.clause.effort)
    return Fraction(each.clause.points) - given_points


@given(st.data())
def test_no_set_of_clauses_is_cheaper(data: st.DataObject) -> None:
    """Every set is tried: none that leads to the grade costs less, and ties are as told."""
    of = data.draw(standards())
    scoring = score(data.draw(assessed(of)), of).unwrap()
    band = data.draw(st.sampled_from(of.bands))
    route = _route(scoring, band.name)
    tried = [
        (
            sum(map(cost, chosen), Fraction(0)),
            len(chosen),
            sum(1 << scoring.clauses.index(each) for each in chosen),
            {each.clause.id for each in chosen},
        )
        for size in range(len(scoring.clauses) + 1)
        for chosen in combinations(scoring.clauses, size)
        if isinstance(reached := raised(scoring, chosen).grade, Band) and reached.low >= band.low
    ]
    effort, _, _, ids = min(tried, key=lambda each: each[:3])
    assert route.effort == effort
    assert {each.clause.id for each in route.steps} == ids


@given(st.data())
def test_no_effort_is_left_exactly_when_the_standard_is_reached_for_certain(
    data: st.DataObject,
) -> None:
    """Then and only then is the gap 0, where no effort was named as 0."""
    of = data.draw(standards())
    plain = evolve(of, clauses=tuple(evolve(each, effort=None) for each in of.clauses))
    scoring = score(data.draw(assessed(plain)), plain).unwrap()
    assert (effort_to_pass(scoring) == 0) is (scoring.passes is True)


NEW = standard("A1 组织 20 必达\nB1 活动 80", id_="省2024")
OLD = standard("A1 组织 10 必达\nB1 活动 40", grades="合格 30 通过\n不合格 0")
OTHER = standard("A1 组织 100", id_="五好", programme="五有五好")


def test_the_gap_of_each_school_is_that_of_its_last_assessment() -> None:
    """By the day, in the programme, and in the measure of one edition."""
    made = [
        assessment({"A1": "10"}, organisation="S1"),
        assessment({"A1": "20", "B1": "30"}, standard_id="省2024", organisation="S2"),
        assessment({"A1": "0"}, organisation="S2", on=date(2023, 5, 1)),
        assessment({"A1": "0"}, organisation="S2", on=date(2025, 5, 1)),
        assessment({"A1": "100"}, standard_id="五好", organisation="S2", on=date(2024, 6, 1)),
        assessment({"A1": "100"}, standard_id="不详", organisation="S3"),
    ]
    made = [evolve(each, id=AssessmentId(f"P{at}")) for at, each in enumerate(made)]
    found = gaps_to_pass(made, [OLD, OTHER], edition=NEW, as_of=date(2024, 12, 31)).unwrap()
    assert found == {"S1": Fraction(80), "S2": Fraction(50)}


def test_a_school_that_cannot_pass_has_no_gap() -> None:
    """Where full marks would not do, there is nothing to close."""
    edition = standard("A1 组织 10", grades="合格 11 通过\n不合格 0")
    made = [assessment({"A1": "10"})]
    assert gaps_to_pass(made, [], edition=edition, as_of=date(2024, 12, 31)).value == {}


def test_faults_of_the_scores_come_with_the_gaps() -> None:
    """A score above its clause is told, and the clause counts as one without evidence."""
    checked = gaps_to_pass([assessment({"A1": "11"})], [OLD], edition=OLD, as_of=date(2024, 12, 31))
    assert [each.code for each in checked.problems] == ["S203"]
    assert checked.value == {"S1": Fraction(50)}
