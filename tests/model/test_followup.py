from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.care import CareCase, CaseId, CaseLevel, ChildId, Step, StepKind
from guangongwei.model.cases import CASE_POLICIES, CasePolicy
from guangongwei.model.dated import LOCAL
from guangongwei.model.followup import follow_up, overdue

START = date(2024, 3, 1)


def day(number: int) -> date:
    """The day of so many days from the first of March."""
    return START + timedelta(days=number - 1)


def case(text: str, level: str = "一般", name: str = "Q1") -> CareCase:
    """A case opened on day 1, its steps one a word: 5升级危机, 9走访."""
    steps: list[Step] = []
    for number, kind, to in re.findall("([0-9]+)(..)([^ ]*)", text):
        steps.append(
            Step(
                on=day(int(number)),
                kind=StepKind(kind),
                level=CaseLevel(to) if to else None,
                reason="其他",
            )
        )
    return CareCase(
        id=CaseId(name),
        child=ChildId("K1"),
        level=CaseLevel(level),
        started=START,
        steps=tuple(steps),
    )


@pytest.mark.parametrize(
    ("level", "steps", "as_of", "last", "due", "late"),
    [
        ("一般", "", 1, 1, 31, 0),
        ("重点", "", 1, 1, 15, 0),
        ("危机", "", 1, 1, 4, 0),
        ("危机", "", 4, 1, 4, 0),
        ("危机", "", 5, 1, 4, 1),
        ("危机", "3走访", 5, 3, 6, 0),
        ("危机", "6走访", 5, 1, 4, 1),
        ("一般", "10升级危机", 10, 1, 13, 0),
        ("一般", "30升级危机", 30, 1, 31, 0),
        ("一般", "40升级危机", 40, 1, 31, 9),
        ("危机", "3走访 4降级一般", 4, 3, 33, 0),
        ("一般", "28升级危机 29降级重点", 30, 1, 31, 0),
        ("一般", "5升级危机 6降级重点", 16, 1, 15, 1),
        ("重点", "5转介", 20, 1, 15, 5),
        ("重点", "5转介 10走访", 20, 10, 24, 0),
        ("重点", "5转介 10转回", 20, 1, 15, 5),
        ("重点", "5移交 10转回", 20, 10, 24, 0),
        ("重点", "5结案 50重启危机", 55, 50, 53, 2),
    ],
)
def test_the_clock_runs_by_level_from_the_last_contact(
    *, level: str, steps: str, as_of: int, last: int, due: int, late: int
) -> None:
    """Three days, fourteen or thirty; the day it is due is in time, the next one is late."""
    clock = follow_up(case(steps, level), as_of=day(as_of))
    assert clock is not None
    assert (clock.last, clock.due, clock.overdue_days) == (day(last), day(due), late)
    assert clock.is_overdue is (late > 0)


@pytest.mark.parametrize(("steps", "as_of"), [("", 0), ("5移交", 5), ("5移交", 99), ("5结案", 99)])
def test_what_nobody_here_looks_after_has_no_clock(steps: str, as_of: int) -> None:
    """Before the opening, handed over, closed."""
    assert follow_up(case(steps), as_of=day(as_of)) is None


def test_an_illegal_step_is_no_contact() -> None:
    """A visit after the case was handed over does not start the clock when it comes back."""
    clock = follow_up(case("5移交 8走访 10转回"), as_of=day(11))
    assert clock is not None
    assert clock.last == day(10)


def test_a_new_policy_holds_for_clocks_that_start_under_it() -> None:
    """A contact of the day before keeps the days it was promised."""
    stricter = CasePolicy(
        since=day(10),
        authority=LOCAL,
        follow_up_days=((CaseLevel.GENERAL, 7), (CaseLevel.FOCUS, 3), (CaseLevel.CRISIS, 1)),
    )
    policies = (*CASE_POLICIES, stricter)
    dues = []
    for contact in ("9走访", "10走访"):
        clock = follow_up(case(contact), as_of=day(11), policies=policies)
        assert clock is not None
        dues.append(clock.due)
    assert dues == [day(39), day(17)]


def test_the_gravest_and_longest_overdue_come_first() -> None:
    """By level, by days, and at last by id; what is in time is not listed."""
    cases = [
        case("", "一般", "Q1"),
        case("", "危机", "Q2"),
        case("35走访", "危机", "Q3"),
        case("", "危机", "Q0"),
        case("39走访", "危机", "Q4"),
        case("", "重点", "Q5"),
        case("5结案", "危机", "Q6"),
    ]
    late = overdue(cases, as_of=day(40))
    assert [(each.case, each.overdue_days) for each in late] == [
        ("Q0", 36),
        ("Q2", 36),
        ("Q3", 2),
        ("Q5", 25),
        ("Q1", 9),
    ]


def test_a_clock_shows_no_level() -> None:
    """The case's key and days only."""
    shown = repr(follow_up(case("", "危机"), as_of=START))
    assert "CRISIS" not in shown
    assert "危机" not in shown


LEVELS = st.sampled_from(("一般", "重点", "危机"))


@given(
    level=LEVELS,
    contacts=st.lists(st.integers(1, 60), max_size=5),
    at=st.integers(1, 60),
    to=LEVELS,
    down=LEVELS,
    as_of=st.integers(1, 90),
)
def test_raising_never_puts_off_and_lowering_or_a_contact_never_brings_forward(
    *, level: str, contacts: list[int], at: int, to: str, down: str, as_of: int
) -> None:
    """Whenever it is done, seen from whatever later day."""
    before = case(" ".join(f"{number}走访" for number in sorted(contacts)), level)
    raised = evolve(
        before,
        steps=(*before.steps, Step(on=day(at), kind=StepKind.RAISED, level=CaseLevel(to))),
    )
    lowered = evolve(
        raised,
        steps=(*raised.steps, Step(on=day(at), kind=StepKind.LOWERED, level=CaseLevel(down))),
    )
    seen = evolve(before, steps=(*before.steps, Step(on=day(at), kind=StepKind.CONTACT)))
    clocks = [follow_up(each, as_of=day(as_of)) for each in (before, raised, seen, lowered)]
    dues = [each.due for each in clocks if each is not None]
    assert len(dues) == 4
    assert dues[1] <= dues[0] <= dues[2]
    assert dues[1] <= dues[3]
