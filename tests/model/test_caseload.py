from __future__ import annotations

from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.care import (
    CareCase,
    CaseId,
    CaseLevel,
    Child,
    ChildId,
    Step,
    StepKind,
)
from guangongwei.model.case_table import CaseState
from guangongwei.model.caseload import (
    Caseload,
    caseload,
    caseload_by_organisation,
    caseload_by_volunteer,
    count_steps,
)
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree
from guangongwei.model.period import Month
from guangongwei.model.volunteer import VolunteerId

DAY = date(2024, 3, 31)
BUREAU, FIRST, SECOND = map(OrganisationId, ("区教育局", "一小", "二小"))
TREE = Tree(
    (
        Organisation(id=BUREAU, name="区教育局", category=Category.BUREAU),
        Organisation(id=FIRST, name="一小", category=Category.PRIMARY, parent=BUREAU),
        Organisation(id=SECOND, name="二小", category=Category.PRIMARY, parent=BUREAU),
    )
)
CHILDREN = {
    ChildId(id_): Child(id=ChildId(id_), organisation=at)
    for id_, at in (("K1", FIRST), ("K2", SECOND), ("K3", OrganisationId("无此校")))
}


def case(
    name: str,
    child: str,
    level: CaseLevel,
    *steps: Step,
    started: date = date(2024, 3, 20),
    people: str = "",
) -> CareCase:
    """A case looked after by the volunteers whose keys stand side by side."""
    return CareCase(
        id=CaseId(name),
        child=ChildId(child),
        level=level,
        volunteers=tuple(map(VolunteerId, people)),
        started=started,
        steps=steps,
    )


CLOSED = Step(on=DAY, kind=StepKind.CLOSED, reason="其他")
CONTACT = Step(on=date(2024, 3, 25), kind=StepKind.CONTACT)
CASES = (
    case("Q1", "K1", CaseLevel.CRISIS, CONTACT, people="甲乙"),
    case("Q2", "K1", CaseLevel.GENERAL, people="甲"),
    case("Q3", "K2", CaseLevel.GENERAL, CLOSED, people="甲甲"),
    case("Q4", "K2", CaseLevel.FOCUS, started=date(2024, 4, 1)),
    case("Q5", "K3", CaseLevel.FOCUS, Step(on=DAY, kind=StepKind.REFERRED, reason="妇联")),
    case("Q6", "K9", CaseLevel.FOCUS, Step(on=DAY, kind=StepKind.HANDED_OVER, reason="妇联")),
)


def counts(load: Caseload) -> tuple[int, int, int, int]:
    """Cases of any state, those looked after, their children, the overdue."""
    return (sum(many for _, many in load.by_state), load.followed, load.children, load.overdue)


def test_a_caseload_is_counts_by_state_and_level() -> None:
    """Every state and level is named, also with none; a case of tomorrow is not there yet."""
    load = caseload(CASES, as_of=DAY)
    assert load == Caseload(
        by_state=(
            (CaseState.OPEN, 2),
            (CaseState.REFERRED, 1),
            (CaseState.HANDED_OVER, 1),
            (CaseState.CLOSED, 1),
        ),
        by_level=((CaseLevel.GENERAL, 1), (CaseLevel.FOCUS, 1), (CaseLevel.CRISIS, 1)),
        children=2,
        overdue=1,
    )
    assert load.followed == 3


def test_an_organisation_has_the_cases_of_all_below_it() -> None:
    """A case whose child or school is in no table belongs to none."""
    loads = caseload_by_organisation(CASES, children=CHILDREN, tree=TREE, as_of=DAY)
    assert {id_: counts(load) for id_, load in loads.items()} == {
        BUREAU: (3, 2, 1, 1),
        FIRST: (2, 2, 1, 1),
        SECOND: (1, 0, 0, 0),
    }


def test_a_case_of_two_volunteers_counts_for_both() -> None:
    """And once for one whose key was written twice."""
    loads = caseload_by_volunteer(CASES, as_of=DAY)
    assert {id_: counts(load) for id_, load in loads.items()} == {
        "乙": (1, 1, 1, 1),
        "甲": (3, 2, 1, 1),
    }


def test_the_steps_of_a_month_are_counted_by_kind() -> None:
    """Openings, visits, closings: the legal ones, every kind named."""
    late = Step(on=DAY, kind=StepKind.CONTACT)
    counted = count_steps(
        (*CASES, case("Q7", "K1", CaseLevel.GENERAL, CLOSED, late)), period=Month(2024, 3)
    )
    assert {kind.value: many for kind, many in counted if many} == {
        "立案": 6,
        "走访": 1,
        "结案": 2,
        "转介": 1,
        "移交": 1,
    }
    assert len(counted) == len(StepKind)


def test_a_caseload_holds_no_key() -> None:
    """Nothing in it points at a child, a volunteer or a case."""
    assert {each.name for each in attrs.fields(Caseload)} == {
        "by_state",
        "by_level",
        "children",
        "overdue",
    }


@given(
    days=st.lists(st.dates(date(2024, 1, 1), DAY), max_size=6),
    as_of=st.dates(date(2024, 1, 1), DAY),
)
def test_a_caseload_is_never_more_than_its_cases(days: list[date], as_of: date) -> None:
    """Overdue cases are looked after, and so are the children counted."""
    cases = [
        case(f"Q{number}", f"K{number % 2}", CaseLevel.FOCUS, started=on)
        for number, on in enumerate(days)
    ]
    everything, followed, children, late = counts(caseload(cases, as_of=as_of))
    assert everything == sum(on <= as_of for on in days) == followed
    assert late <= followed
    assert children <= min(2, followed)
