from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs
import pytest
from tests.indicators.datasets import decision, oid, school, volunteer

from guangongwei.errors import BadArgument
from guangongwei.indicators.lives import LINKS, LIVES, NOW, in_force, own_day
from guangongwei.model import Committee, CommitteeId, Organisation, Service, Volunteer
from guangongwei.model.care import (
    CareCase,
    CaseId,
    CaseLevel,
    Child,
    ChildId,
    Consent,
    Grant,
    Pairing,
    Step,
    StepKind,
)
from guangongwei.model.case_table import CaseState
from guangongwei.model.dataset import TABLES
from guangongwei.model.post import Post, PostId

if TYPE_CHECKING:
    from guangongwei.model import Record

DAY = date(2024, 6, 30)


def committee(founded: date | None) -> Committee:
    """The committee of a school."""
    return Committee(id=CommitteeId("C1"), organisation=oid("S1"), founded=founded)


def post(*, since: date | None = None, until: date | None = None) -> Post:
    """A vacant post."""
    return Post(id=PostId("P1"), organisation=oid("S1"), title="主任", since=since, until=until)


def child(left: date | None) -> Child:
    """A child of a school."""
    return Child(id=ChildId("K1"), organisation=oid("S1"), left=left)


@pytest.mark.parametrize(
    ("noun", "day"),
    [
        (Organisation, "founded"),
        (Committee, "founded"),
        (Post, "since"),
        (Volunteer, "joined"),
        (Service, "on"),
        (Pairing, "started"),
        (CareCase, "started"),
        (Consent, "given"),
        (Grant, "on"),
    ],
)
def test_a_noun_has_a_day_of_its_own(noun: type[Record], day: str) -> None:
    """What lasts has its first day, what happens the day it happened."""
    assert own_day(noun) == day


def test_every_noun_but_a_child_has_a_day() -> None:
    """A child is listed without one."""
    without = {noun for noun in TABLES if own_day(noun) not in attrs.fields_dict(noun)}
    assert without == {Child}


@pytest.mark.parametrize(
    ("record", "force"),
    [
        (school("S1", closed=date(2024, 7, 1)), True),
        (school("S1", closed=DAY), False),
        (volunteer("V1", left=date(2024, 7, 1)), True),
        (volunteer("V1", left=DAY), False),
        (committee(DAY), True),
        (committee(None), True),
        (committee(date(2024, 7, 1)), False),
        (post(), True),
        (post(since=DAY, until=DAY), True),
        (post(since=date(2024, 7, 1)), False),
        (post(until=date(2024, 6, 29)), False),
        (child(None), True),
        (child(date(2024, 7, 1)), True),
        (child(DAY), False),
    ],
)
def test_what_lasts_is_in_force_on_a_day(
    record: Record,
    force: bool,  # noqa: FBT001
) -> None:
    """Organisations, volunteers and committees last."""
    assert in_force(record, DAY) is force


def test_what_only_happens_is_never_in_force() -> None:
    """A decision is made on a day and does not last as a record."""
    with pytest.raises(BadArgument) as caught:
        in_force(decision("1"), DAY)
    assert caught.value.name == "timing"


def case(*steps: Step) -> CareCase:
    """A case that was opened in spring."""
    return CareCase(
        id=CaseId("C1"),
        child=ChildId("K1"),
        level=CaseLevel.GENERAL,
        started=date(2024, 3, 1),
        steps=steps,
    )


RAISED = Step(on=date(2024, 5, 1), kind=StepKind.RAISED, level=CaseLevel.FOCUS)
CLOSED = Step(on=date(2024, 6, 1), kind=StepKind.CLOSED, reason="困境解除")


@pytest.mark.parametrize(
    ("day", "state", "level", "closed", "overdue"),
    [
        (date(2024, 2, 29), CaseState.UNOPENED, None, None, False),
        (date(2024, 3, 31), CaseState.OPEN, CaseLevel.GENERAL, None, False),
        (date(2024, 4, 1), CaseState.OPEN, CaseLevel.GENERAL, None, True),
        (date(2024, 5, 1), CaseState.OPEN, CaseLevel.FOCUS, None, True),
        (date(2024, 6, 1), CaseState.CLOSED, CaseLevel.FOCUS, date(2024, 6, 1), False),
    ],
)
def test_a_case_is_read_as_it_stands_on_a_day(
    day: date,
    state: CaseState,
    level: CaseLevel | None,
    closed: date | None,
    overdue: bool,  # noqa: FBT001
) -> None:
    """Its steps up to that day tell its state, its level, when it was closed, and the clock."""
    told = {name: tell(case(RAISED, CLOSED), day) for (_, name), tell in NOW.items()}
    assert told == {"state": state, "level": level, "closed": closed, "overdue": overdue}


def test_every_noun_lasts_or_happens() -> None:
    """Eight nouns only happen."""
    assert {noun.__name__ for noun in TABLES if noun not in LIVES} == {
        "Service",
        "Activity",
        "Entry",
        "Grant",
        "Assessment",
        "Accreditation",
        "Article",
        "Return",
    }


@pytest.mark.parametrize(("record", "field"), sorted(LINKS.items(), key=str))
def test_records_that_name_others_have_the_field(
    record: tuple[type[Record], type[Record]], field: str
) -> None:
    """The first of the two nouns names the second."""
    assert field in attrs.fields_dict(record[0])
