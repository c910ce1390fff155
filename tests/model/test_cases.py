from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument, Cell, Path, Severity, Span
from guangongwei.model.care import CareCase, CaseId, CaseLevel, ChildId, Step, StepKind
from guangongwei.model.case_table import CaseState
from guangongwei.model.cases import (
    CASE_POLICIES,
    CasePolicy,
    case_problems,
    moment_on,
    replay,
    state_on,
)
from guangongwei.model.dated import LOCAL


def case(text: str, level: str = "一般") -> CareCase:
    """A case of 1 March 2024, its steps one a line: day of March, step, level and reason or -."""
    return CareCase(
        id=CaseId("Q1"),
        child=ChildId("K1"),
        level=CaseLevel(level),
        started=date(2024, 3, 1),
        steps=tuple(map(step, text.strip().splitlines())),
    )


def day_of(number: int) -> date:
    """The day of so many days from the first of March, the last of February being 0."""
    return date(2024, 2, 29) + timedelta(days=number)


def step(line: str) -> Step:
    """One step: 5 升级 危机 -."""
    day, kind, *rest = line.split()
    level, reason = (*rest, "-", "-")[:2]
    return Step(
        on=day_of(int(day)),
        kind=StepKind(kind),
        level=None if level == "-" else CaseLevel(level),
        reason=None if reason == "-" else reason,
    )


LIFE = """
2 走访
5 升级 危机
6 转介 - 心理机构
9 走访
20 降级 重点
21 转回
25 结案 - 困境解除
30 重启 危机
31 移交 - 民政部门
40 转回
"""


@pytest.mark.parametrize(
    ("day", "state", "level"),
    [
        (0, "未立案", None),
        (1, "在办", "一般"),
        (4, "在办", "一般"),
        (5, "在办", "危机"),
        (6, "转介中", "危机"),
        (20, "转介中", "重点"),
        (21, "在办", "重点"),
        (25, "已结案", "重点"),
        (30, "在办", "危机"),
        (31, "已移交", "危机"),
        (99, "在办", "危机"),
    ],
)
def test_where_a_case_stands_is_read_from_its_steps(
    day: int, state: str, level: str | None
) -> None:
    """On any day, the step of the day included."""
    on = day_of(day)
    assert state_on(case(LIFE), on) is CaseState(state)
    moment = moment_on(replay(case(LIFE)).value, on)
    assert (None if moment is None else moment.level.value) == level


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2 走访\n9 结案 - 目标达成", []),
        ("1 立案", []),
        ("1 立案 一般", []),
        ("1 立案 危机", ["G102"]),
        ("2 立案", ["G102"]),
        ("2 走访\n1 立案", ["G102", "G105"]),
        ("0 走访", ["G101"]),
        ("0 立案", ["G101"]),
        ("2 重启", ["G102"]),
        ("2 转回", ["G102"]),
        ("2 结案 - 目标达成\n3 走访", ["G102"]),
        ("2 结案 - 目标达成\n3 结案 - 目标达成", ["G102"]),
        ("2 移交 - 妇联\n3 走访\n4 转回\n5 走访", ["G102"]),
        ("2 升级", ["G103"]),
        ("2 升级 一般", ["G103"]),
        ("2 降级 重点", ["G103"]),
        ("2 走访 重点", ["G103"]),
        ("2 走访 一般", []),
        ("2 结案", ["G104"]),
        ("2 结案 - 不知道", ["G104"]),
        ("2 结案 - 心理机构", ["G104"]),
        ("2 转介", ["G104"]),
        ("2 转介 - 目标达成", ["G104"]),
        ("2 转介 - 医疗机构\n3 转介 - 心理机构", []),
        ("2 走访 - 电话", []),
        ("5 走访\n3 走访", ["G105"]),
        ("3 结案 - 其他\n2 走访", ["G105"]),
    ],
)
def test_an_illegal_step_is_reported(text: str, codes: list[str]) -> None:
    """Before the opening, out of the table, to a wrong level, without a word of the list."""
    assert [each.code for each in replay(case(text)).problems] == codes


def test_an_illegal_step_changes_nothing() -> None:
    """A closing without a reason leaves the case open; what follows is judged from there."""
    checked = replay(case("2 结案\n3 走访\n4 升级 危机"))
    assert [each.code for each in checked.problems] == ["G104"]
    assert (checked.value[-1].state, checked.value[-1].level) == (CaseState.OPEN, CaseLevel.CRISIS)


def test_steps_of_one_day_are_taken_as_they_are_written() -> None:
    """Raised and closed on one day, not the other way round."""
    assert not replay(case("5 升级 危机\n5 移交 - 公安机关")).problems
    assert [each.code for each in replay(case("5 移交 - 公安机关\n5 升级 危机")).problems] == [
        "G102"
    ]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (None, Path("$.cases[1].steps[1]")),
        (Cell("关爱个案.csv", 7), Cell("关爱个案.csv", 7, "步骤")),
        (Span("个案.txt", 3, 9), Span("个案.txt", 3, 9)),
    ],
)
def test_an_illegal_step_is_reported_with_its_place(
    source: Cell | Span | None, place: Cell | Path | Span
) -> None:
    """Its row and column, or its place among the records; the number of the step is said."""
    bad = evolve(case("2 走访\n3 重启"), source=source)
    (problem,) = case_problems([case("2 走访"), bad])
    assert (problem.place, problem.severity) == (place, Severity.ERROR)
    assert problem.message.startswith("step 2 ")


def test_steps_out_of_order_are_a_warning() -> None:
    """They are taken by their days, and somebody should look."""
    (problem,) = replay(case("5 走访\n3 走访")).problems
    assert problem.severity is Severity.WARNING


def test_a_problem_shows_nothing_of_the_case() -> None:
    """Neither what the step was nor its level, and where a case stands is hidden."""
    checked = replay(case("2 走访\n3 升级 危机\n4 结案 - 吵架"))
    shown = f"{checked.value!r}{checked.problems!r}"
    for private in ("危机", "CRISIS", "结案", "CLOSED", "吵架", "RAISED"):
        assert private not in shown


def test_a_district_sets_its_own_words() -> None:
    """A step is judged by what held on its day."""
    own = CasePolicy(since=date(2024, 3, 10), authority=LOCAL, closing_reasons=("圆满",))
    policies = (*CASE_POLICIES, own)
    early, late = case("9 结案 - 其他"), case("10 结案 - 其他")
    assert not replay(early, policies=policies).problems
    assert [each.code for each in replay(late, policies=policies).problems] == ["G104"]
    assert not case_problems([case("10 结案 - 圆满")], policies=policies)


@pytest.mark.parametrize(
    "days",
    [
        (),
        ((CaseLevel.GENERAL, 30), (CaseLevel.FOCUS, 14)),
        ((CaseLevel.GENERAL, 3), (CaseLevel.FOCUS, 14), (CaseLevel.CRISIS, 30)),
        ((CaseLevel.GENERAL, 3), (CaseLevel.FOCUS, 3), (CaseLevel.CRISIS, 0)),
        (
            (CaseLevel.GENERAL, 30),
            (CaseLevel.FOCUS, 14),
            (CaseLevel.CRISIS, 3),
            (CaseLevel.CRISIS, 3),
        ),
    ],
)
def test_a_graver_case_is_never_followed_up_less_often(
    days: tuple[tuple[CaseLevel, int], ...],
) -> None:
    """Every level has its days, once, and at least one day."""
    with pytest.raises(BadArgument) as caught:
        CasePolicy(since=date(2024, 1, 1), authority=LOCAL, follow_up_days=days)
    assert caught.value.name == "follow_up_days"


STEPS = st.lists(
    st.builds(
        Step,
        on=st.dates(date(2024, 2, 25), date(2024, 3, 20)),
        kind=st.sampled_from(StepKind),
        level=st.none() | st.sampled_from(CaseLevel),
        reason=st.sampled_from((None, "其他", "妇联")),
    ),
    max_size=8,
).map(tuple)


@given(steps=STEPS)
def test_every_step_is_either_taken_or_reported(steps: tuple[Step, ...]) -> None:
    """Whatever the steps, and the moments are in the order of their days."""
    checked = replay(evolve(case(""), steps=steps))
    wrong = [each for each in checked.problems if each.severity is Severity.ERROR]
    taken = len(checked.value) - 1
    opening = taken + len(wrong) < len(steps)
    assert taken + len(wrong) + opening == len(steps)
    assert not opening or steps[0].kind is StepKind.OPENED
    days = [each.on for each in checked.value]
    assert days == sorted(days)
