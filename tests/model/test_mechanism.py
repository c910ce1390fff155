from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.activity import Activity, ActivityId
from guangongwei.model.committee import Committee, CommitteeId
from guangongwei.model.dated import LOCAL
from guangongwei.model.mechanism import (
    COLLEGE_BUDGETS,
    PLAN_WORDS,
    UNIT_BUDGETS,
    Answers,
    BudgetFloor,
    PostCount,
    mechanism,
    training,
)
from guangongwei.model.numbers import Absence, Ratio
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree
from guangongwei.model.period import Year
from guangongwei.model.post import Post, PostId

NUMBERS = count(1)
DAY = date(2024, 12, 31)
S1, S2, B1 = OrganisationId("S1"), OrganisationId("S2"), OrganisationId("B1")
TREE = Tree(
    (
        Organisation(id=B1, name="教育局", category=Category.BUREAU),
        Organisation(id=S1, name="实验小学", category=Category.PRIMARY, parent=B1),
        Organisation(id=S2, name="中心幼儿园", category=Category.KINDERGARTEN, parent=B1),
        Organisation(
            id=OrganisationId("S3"),
            name="旧初中",
            category=Category.JUNIOR,
            closed=date(2024, 9, 1),
        ),
    )
)
ANSWERS = st.sampled_from((True, False, *Absence))


def committee(
    *,
    said: bool | Absence = Absence.UNKNOWN,
    budget: Decimal | Absence = Absence.UNKNOWN,
    of: str = "S1",
    founded: date | None = None,
) -> Committee:
    """A committee that says the same of the Party plan and of its office."""
    return Committee(
        id=CommitteeId(f"W{next(NUMBERS)}"),
        organisation=OrganisationId(of),
        founded=founded,
        in_party_plan=said,
        budget=budget,
        office=said,
    )


def sizes(answers: Answers) -> tuple[int, int, int, int]:
    """Yes, no, unknown, not applicable."""
    return (
        len(answers.yes),
        len(answers.no),
        len(answers.unknown),
        len(answers.not_applicable),
    )


@pytest.mark.parametrize(
    ("committees", "found", "share"),
    [
        ([], (0, 0, 0, 0), Ratio(0, 0)),
        ([committee(said=True)], (1, 0, 0, 0), Ratio(1, 1)),
        ([committee(said=True), committee(said=False), committee()], (1, 1, 1, 0), Ratio(1, 2)),
        ([committee(said=Absence.NOT_REPORTED)], (0, 0, 1, 0), Ratio(0, 0)),
        ([committee(said=Absence.NOT_APPLICABLE)], (0, 0, 0, 1), Ratio(0, 0)),
        # 当天成立的算, 次日成立的不算.
        ([committee(said=True, founded=DAY)], (1, 0, 0, 0), Ratio(1, 1)),
        ([committee(said=True, founded=date(2025, 1, 1))], (0, 0, 0, 0), Ratio(0, 0)),
        # 学校已撤销, 单位不在表中.
        ([committee(said=True, of="S3"), committee(said=True, of="S9")], (0, 0, 0, 0), Ratio(0, 0)),
    ],
)
def test_the_share_is_over_the_known_answers(
    committees: list[Committee], found: tuple[int, int, int, int], share: Ratio
) -> None:
    """纳入党建 and 办公室 alike: who did not say is told beside it and is no 否."""
    read = mechanism(committees, (), TREE, DAY)
    for answers in (read.in_party_plan, read.office):
        assert (sizes(answers), answers.share) == (found, share)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ([], {}),
        ([()], {}),
        ([("党建工作计划", "年终考核"), ("党建计划",)], {"党建工作计划": 2, "年终考核": 1}),
        # 一个关工委写了两个别称, 只计一次.
        ([("年度考核", "目标考核")], {"年终考核": 1}),
        ([("学校章程",), ("学校章程", "党组议事日程")], {"议事日程": 1, "学校章程": 2}),
    ],
)
def test_committees_are_counted_by_the_plans_that_name_them(
    written: list[tuple[str, ...]], found: dict[str, int]
) -> None:
    """纳入 is a list of named plans: standard ones in their order with 0, others behind."""
    read = mechanism(
        [evolve(committee(), written_into=each) for each in written], (), TREE, DAY
    ).written_into
    assert {plan: count for plan, count in read if count} == found
    assert [plan for plan, _ in read][: len(PLAN_WORDS.words)] == list(PLAN_WORDS.words)


@pytest.mark.parametrize(
    ("budgets", "budget", "found"),
    [
        (UNIT_BUDGETS, Decimal(2000), (1, 0, 0, 0)),
        (UNIT_BUDGETS, Decimal("1999.99"), (0, 1, 0, 0)),
        (UNIT_BUDGETS, Decimal(0), (0, 1, 0, 0)),
        (UNIT_BUDGETS, Absence.UNKNOWN, (0, 0, 1, 0)),
        (COLLEGE_BUDGETS, Decimal(9999), (0, 1, 0, 0)),
        (COLLEGE_BUDGETS, Decimal(10000), (1, 0, 0, 0)),
    ],
)
def test_a_budget_reaches_the_floor_itself(
    budgets: tuple[BudgetFloor, ...],
    budget: Decimal | Absence,
    found: tuple[int, int, int, int],
) -> None:
    """不低于 includes the amount; no money is 否 and no number is unknown."""
    read = mechanism([committee(budget=budget)], (), TREE, DAY, budgets=budgets)
    assert sizes(read.budget) == found


def test_the_floor_is_that_of_the_day() -> None:
    """A higher floor of the next year does not reach back."""
    raised = BudgetFloor(since=date(2025, 1, 1), authority=LOCAL, least=Decimal(5000))
    poor = [committee(budget=Decimal(3000))]
    budgets = (*UNIT_BUDGETS, raised)
    assert mechanism(poor, (), TREE, DAY, budgets=budgets).budget.yes
    assert mechanism(poor, (), TREE, date(2025, 1, 1), budgets=budgets).budget.no


def test_a_floor_is_not_below_zero() -> None:
    """A negative one would say nothing."""
    with pytest.raises(ValueError, match="least"):
        BudgetFloor(since=DAY, authority=LOCAL, least=Decimal(-1))


@given(st.lists(ANSWERS, max_size=8))
def test_every_committee_is_in_one_place(said: list[bool | Absence]) -> None:
    """The answers add up to the committees."""
    answers = mechanism((committee(said=each) for each in said), (), TREE, DAY).in_party_plan
    assert sum(sizes(answers)) == len(said)


def test_posts_are_filled_or_vacant_by_title() -> None:
    """In their term only; other words for a title are the same title, local ones come last."""
    rows = [
        ("通讯员", "张三", None, None),
        ("主任", "李四", DAY, DAY),
        ("主任", None, None, None),
        ("主任", "王五", None, date(2024, 12, 30)),
        ("主任", "赵六", date(2025, 1, 1), None),
        ("个人委员", None, None, None),
        ("学生助理", "钱七", None, None),
    ]
    posts = [
        Post(
            id=PostId(f"Z{next(NUMBERS)}"),
            organisation=S1,
            title=title,
            holder=holder,
            since=since,
            until=until,
        )
        for title, holder, since, until in rows
    ]
    closed = Post(id=PostId("Z0"), organisation=OrganisationId("S3"), title="主任")
    counts = mechanism((), [*posts, closed], TREE, DAY).posts
    assert counts == (
        PostCount(title="主任", filled=1, vacant=1),
        PostCount(title="委员", filled=0, vacant=1),
        PostCount(title="通讯员", filled=1, vacant=0),
        PostCount(title="学生助理", filled=1, vacant=0),
    )
    assert counts[0].share == Ratio(1, 2)


def activity(
    kind: str | None,
    sessions: int | Absence = 1,
    *,
    of: OrganisationId = S1,
    on: date = DAY,
) -> Activity:
    """An activity of one kind."""
    return Activity(
        id=ActivityId(f"H{next(NUMBERS)}"), organisation=of, on=on, kind=kind, sessions=sessions
    )


@pytest.mark.parametrize(
    ("activities", "sessions", "unknown", "schools"),
    [
        ([], 0, 0, ()),
        ([activity("政治学习", 3), activity("业务培训", 2)], 5, 0, (S1,)),
        ([activity("培训班", 2), activity("学习培训", of=S2)], 3, 0, (S1, S2)),
        ([activity("理论学习", Absence.UNKNOWN)], 0, 1, (S1,)),
        # 教育局办的培训算场次, 不算哪所学校.
        ([activity("业务培训", 4, of=B1)], 4, 0, ()),
        ([activity("宣讲", 9), activity(None, 9)], 0, 0, ()),
        ([activity("政治学习", 9, on=date(2025, 1, 1))], 0, 0, ()),
        # 期末已撤销的学校: 场次照算, 不在学校数内.
        ([activity("政治学习", 2, of=OrganisationId("S3"), on=date(2024, 5, 4))], 2, 0, ()),
    ],
)
def test_training_is_counted_in_sessions_and_schools(
    activities: list[Activity],
    sessions: int,
    unknown: int,
    schools: tuple[OrganisationId, ...],
) -> None:
    """Unknown sessions add nothing and are told; the share is of the two schools in operation."""
    read = training(activities, TREE, Year(2024))
    assert (read.sessions, read.unknown, read.schools_reached) == (sessions, unknown, schools)
    assert read.share == Ratio(len(schools), 2)
    assert sum(number for _, number in read.by_kind) == sessions
