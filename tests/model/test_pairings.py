from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.care import Child, ChildId, Pairing, PairingId, ProgrammeId, SubjectKind
from guangongwei.model.dated import LOCAL
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree
from guangongwei.model.pairings import (
    Contact,
    ContactPolicy,
    Loss,
    PairCount,
    PairStanding,
    PairState,
    contact,
    contact_gap,
    count_pairs,
    pairs_of,
    standing,
)
from guangongwei.model.volunteer import Volunteer, VolunteerId

DAY = date(2024, 6, 30)
BEFORE, AFTER = date(2024, 6, 29), date(2024, 7, 1)
START = date(2024, 3, 1)


def pairing(
    people: str,
    subject: str = "K1",
    *,
    kind: SubjectKind = SubjectKind.CHILD,
    started: date = START,
    ended: date | None = None,
    last_contact: date | None = None,
) -> Pairing:
    """A pair of the volunteers whose keys stand side by side."""
    return Pairing(
        id=PairingId(f"J{people}{subject}"),
        programme=ProgrammeId("G1"),
        volunteers=tuple(map(VolunteerId, people)),
        subject=subject,
        subject_kind=kind,
        started=started,
        ended=ended,
        last_contact=last_contact,
    )


def test_pairs_and_persons_differ() -> None:
    """Two 1+1 pairs and one 2+1 pair are three pairs, two volunteers and two children."""
    pairs = [
        pairing("甲", "K1"),
        pairing("甲", "K2"),
        pairing("甲乙", "K1"),
        pairing("乙", "T1", kind=SubjectKind.YOUNG_TEACHER),
        pairing("丙", "K3", ended=DAY),
        pairing("丁", "K4", started=AFTER),
    ]
    assert count_pairs(pairs, day=DAY) == PairCount(
        pairs=4,
        by_shape=(("1+1", 3), ("2+1", 1)),
        volunteers=2,
        children=2,
        young_teachers=1,
    )


def test_a_child_and_a_young_teacher_with_one_key_are_two_persons() -> None:
    """The keys are given by two offices."""
    pairs = [pairing("甲", "001"), pairing("乙", "001", kind=SubjectKind.YOUNG_TEACHER)]
    counted = count_pairs(pairs, day=DAY)
    assert (counted.children, counted.young_teachers) == (1, 1)


def test_each_volunteer_of_a_pair_carries_it() -> None:
    """Once, also where the key was written twice."""
    pairs = [pairing("甲乙", "K1"), pairing("乙", "K2"), pairing("丙丙", "K3", ended=DAY)]
    assert pairs_of(pairs, day=DAY) == {VolunteerId("乙"): 2, VolunteerId("甲"): 1}
    assert pairs_of(pairs, day=BEFORE)[VolunteerId("丙")] == 1


@pytest.mark.parametrize(
    ("last", "ended", "gap", "told"),
    [
        (DAY, None, 0, Contact.IN_TOUCH),
        (date(2024, 5, 31), None, 30, Contact.IN_TOUCH),
        (date(2024, 5, 30), None, 31, Contact.OVERDUE),
        (None, None, Absence.UNKNOWN, Contact.NEVER),
        (AFTER, None, Absence.UNKNOWN, Contact.CANNOT_TELL),
        (date(2024, 3, 2), DAY, Absence.NOT_APPLICABLE, Contact.NOT_DUE),
    ],
)
def test_contact_is_judged_by_the_days_since_the_last(
    last: date | None, ended: date | None, gap: int | Absence, told: Contact
) -> None:
    """Thirty days are in time, thirty-one are not; what is not on file is not made up."""
    pair = pairing("甲", last_contact=last, ended=ended)
    assert contact_gap(pair, day=DAY) == gap
    assert contact(pair, day=DAY) is told


def test_a_young_pair_is_not_missed_yet() -> None:
    """A pair without contact is missed from the day on which one would have been too late."""
    pair = pairing("甲", started=date(2024, 5, 31))
    assert contact(pair, day=DAY) is Contact.NOT_DUE
    assert contact(pair, day=AFTER) is Contact.NEVER


def test_a_district_sets_how_long_is_too_long() -> None:
    """From a day on; the judgement of an earlier day stays."""
    policies = (
        ContactPolicy(since=date.min, authority=LOCAL, days=90),
        ContactPolicy(since=DAY, authority=LOCAL, days=7),
    )
    pair = pairing("甲", last_contact=date(2024, 6, 1))
    assert contact(pair, day=BEFORE, policies=policies) is Contact.IN_TOUCH
    assert contact(pair, day=DAY, policies=policies) is Contact.OVERDUE


def school(name: str, closed: date | None = None, into: str | None = None) -> Organisation:
    """A school, merged into another if one is named."""
    return Organisation(
        id=OrganisationId(name),
        name=name,
        category=Category.PRIMARY,
        closed=closed,
        merged_into=None if into is None else OrganisationId(into),
    )


TREE = Tree(
    (school("一小"), school("撤小", DAY), school("并小", DAY, "一小"), school("停小", AFTER))
)


def volunteer(name: str, left: date | None) -> Volunteer:
    """A volunteer who left, if a day is named."""
    return Volunteer(
        id=VolunteerId(name), name="张三", organisation=OrganisationId("一小"), left=left
    )


VOLUNTEERS = {
    each.id: each
    for each in (
        volunteer("甲", None),
        volunteer("乙", DAY),
        volunteer("丙", BEFORE),
        volunteer("丁", AFTER),
    )
}


def child(key: str, at: str, left: date | None = None) -> Child:
    """A child of a school, who left it if a day is named."""
    return Child(id=ChildId(key), organisation=OrganisationId(at), left=left)


CHILDREN: dict[ChildId, Child] = {
    each.id: each
    for each in (
        child("在校", "一小"),
        child("离校", "一小", DAY),
        child("将离", "一小", AFTER),
        child("校撤", "撤小"),
        child("校并", "并小"),
        child("校将撤", "停小"),
        child("校不在册", "无此校"),
    )
}


@pytest.mark.parametrize(
    ("people", "subject", "state", "losses"),
    [
        ("甲", "在校", PairState.WHOLE, ()),
        ("甲丁", "在校", PairState.WHOLE, ()),
        ("甲乙", "在校", PairState.WEAKENED, (Loss.VOLUNTEER_LEFT,)),
        ("乙丙", "在校", PairState.ORPHANED, (Loss.VOLUNTEER_LEFT,)),
        ("乙", "在校", PairState.ORPHANED, (Loss.VOLUNTEER_LEFT,)),
        ("甲", "离校", PairState.ORPHANED, (Loss.CHILD_LEFT,)),
        ("甲乙", "离校", PairState.ORPHANED, (Loss.VOLUNTEER_LEFT, Loss.CHILD_LEFT)),
        ("甲", "将离", PairState.WHOLE, ()),
        ("甲", "校撤", PairState.ORPHANED, (Loss.SCHOOL_CLOSED,)),
        ("甲", "校并", PairState.WHOLE, ()),
        ("甲", "校将撤", PairState.WHOLE, ()),
        ("甲", "校不在册", PairState.WHOLE, ()),
        ("甲", "不在册", PairState.WHOLE, ()),
        ("戊", "在校", PairState.WHOLE, ()),
        ("乙戊", "在校", PairState.WEAKENED, (Loss.VOLUNTEER_LEFT,)),
    ],
)
def test_a_pair_comes_apart_when_somebody_leaves(
    people: str, subject: str, state: PairState, losses: tuple[Loss, ...]
) -> None:
    """All volunteers or the child gone: orphaned; one of two volunteers gone: weakened.

    A school that was merged goes on in its successor; who is in no table is not said to be gone.
    """
    told = standing(
        pairing(people, subject), day=DAY, volunteers=VOLUNTEERS, children=CHILDREN, tree=TREE
    )
    assert told == PairStanding(state=state, losses=losses)


@pytest.mark.parametrize(
    ("started", "ended", "state"),
    [
        (AFTER, None, PairState.NOT_BEGUN),
        (DAY, None, PairState.ORPHANED),
        (START, DAY, PairState.ENDED),
        (START, AFTER, PairState.ORPHANED),
    ],
)
def test_only_a_pair_that_exists_comes_apart(
    started: date, ended: date | None, state: PairState
) -> None:
    """One that has ended needs no new volunteer."""
    pair = pairing("乙", "离校", started=started, ended=ended)
    told = standing(pair, day=DAY, volunteers=VOLUNTEERS, children=CHILDREN, tree=TREE)
    assert told.state is state


def test_a_young_teacher_leaves_no_school() -> None:
    """The key of a young teacher is not looked up among the children."""
    pair = pairing("甲", "离校", kind=SubjectKind.YOUNG_TEACHER)
    told = standing(pair, day=DAY, volunteers=VOLUNTEERS, children=CHILDREN, tree=TREE)
    assert told.state is PairState.WHOLE


PAIRS = st.lists(
    st.builds(
        pairing,
        st.text("甲乙丙", min_size=1, max_size=3),
        st.sampled_from(("K1", "K2", "K3")),
        kind=st.sampled_from(SubjectKind),
        started=st.dates(date(2024, 6, 25), date(2024, 7, 2)),
        ended=st.none() | st.dates(date(2024, 6, 25), date(2024, 7, 5)),
    ),
    max_size=8,
)


@given(pairs=PAIRS)
def test_what_is_counted_adds_up(pairs: list[Pairing]) -> None:
    """Shapes add up to pairs, loads to the volunteers of all pairs, and persons are no more."""
    pairs = [evolve(each, id=PairingId(f"J{at}")) for at, each in enumerate(pairs)]
    counted = count_pairs(pairs, day=DAY)
    there = [each for each in pairs if each.active(DAY)]
    assert sum(many for _, many in counted.by_shape) == counted.pairs == len(there)
    loads = pairs_of(pairs, day=DAY)
    assert sum(loads.values()) == sum(len(set(each.volunteers)) for each in there)
    assert len(loads) == counted.volunteers
    assert counted.children + counted.young_teachers <= counted.pairs


@given(last=st.none() | st.dates(START, AFTER), days=st.integers(0, 200))
def test_without_a_contact_a_pair_never_comes_back_into_touch(last: date | None, days: int) -> None:
    """Once overdue or missed, a later day finds it so again."""
    pair = pairing("甲", last_contact=last)
    day = AFTER + timedelta(days=days)
    if contact(pair, day=day) in (Contact.OVERDUE, Contact.NEVER):
        assert contact(pair, day=day + timedelta(days=1)) is contact(pair, day=day)
