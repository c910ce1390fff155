"""Pairs (结对) on a day: how many, who carries them, who is in touch, which have come apart.

Source: DOMAIN section 4: 1+1 and 2+1, so that pairs (对) and persons (人) differ; 青蓝工程 pairs a
retired teacher with a young one. How long a pair may go without contact is local.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.care import ChildId, SubjectKind
from guangongwei.model.dated import LOCAL, in_force
from guangongwei.model.numbers import Absence
from guangongwei.model.repeats import firsts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guangongwei.model.care import Child, Pairing
    from guangongwei.model.organisation import Tree
    from guangongwei.model.volunteer import Volunteer, VolunteerId


@final
@frozen(kw_only=True)
class PairCount:
    """Pairs and the persons in them, who are fewer where somebody is in several."""

    pairs: int
    #: Pairs of each shape: 1+1, 2+1, ….
    by_shape: tuple[tuple[str, int], ...]
    #: Distinct volunteers.
    volunteers: int
    #: Distinct children.
    children: int
    #: Distinct young teachers.
    young_teachers: int


def shape_of(pairing: Pairing) -> str:
    """How many volunteers stand beside the one who is cared for: 1+1, 2+1, …."""
    return f"{len(set(pairing.volunteers))}+1"


def count_pairs(pairings: Iterable[Pairing], *, day: date) -> PairCount:
    """Count the pairs that exist on a day, and the distinct persons in them."""
    there = [each for each in firsts(pairings) if each.active(day)]
    subjects = {(each.subject_kind, each.subject) for each in there}
    kinds = Counter(kind for kind, _ in subjects)
    return PairCount(
        pairs=len(there),
        by_shape=tuple(sorted(Counter(map(shape_of, there)).items())),
        volunteers=len({id_ for each in there for id_ in each.volunteers}),
        children=kinds[SubjectKind.CHILD],
        young_teachers=kinds[SubjectKind.YOUNG_TEACHER],
    )


def pairs_of(pairings: Iterable[Pairing], *, day: date) -> dict[VolunteerId, int]:
    """How many pairs each volunteer is in on a day; who is in none is left out."""
    counts = Counter(
        id_
        for each in firsts(pairings)
        if each.active(day)
        for id_ in dict.fromkeys(each.volunteers)
    )
    return dict(sorted(counts.items()))


@final
@frozen(kw_only=True)
class ContactPolicy:
    """How long a pair may go without contact."""

    #: The first day on which it holds.
    since: date
    #: What it rests on.
    authority: str
    #: The most days between two contacts, themselves included.
    days: int = 30


CONTACT_POLICIES = (ContactPolicy(since=date.min, authority=LOCAL),)


@final
class Contact(Enum):
    """Whether a pair is in touch."""

    IN_TOUCH = "按期联系"
    #: The last contact lies too far back.
    OVERDUE = "超期未联系"
    #: No contact is on file, and the pair began too long ago for that.
    NEVER = "无联系记录"
    #: The pair does not exist on that day, or began a short while ago.
    NOT_DUE = "未到期"
    #: The last contact came after that day, and earlier ones are not on file.
    CANNOT_TELL = "无法判断"


def contact_gap(pairing: Pairing, *, day: date) -> int | Absence:
    """How many days the last contact lies back; only the last one is on file.

    Not applicable to a pair that does not exist on the day; unknown where no contact is on file
    or the one on file came later than the day.
    """
    if not pairing.active(day):
        return Absence.NOT_APPLICABLE
    if pairing.last_contact is None or pairing.last_contact > day:
        return Absence.UNKNOWN
    return (day - pairing.last_contact).days


def contact(
    pairing: Pairing, *, day: date, policies: Iterable[ContactPolicy] = CONTACT_POLICIES
) -> Contact:
    """Say whether a pair is in touch on a day."""
    limit = in_force(policies, day).days
    gap = contact_gap(pairing, day=day)
    if gap is Absence.NOT_APPLICABLE:
        return Contact.NOT_DUE
    if isinstance(gap, Absence):
        if pairing.last_contact is not None:
            return Contact.CANNOT_TELL
        return Contact.NEVER if (day - pairing.started).days > limit else Contact.NOT_DUE
    return Contact.OVERDUE if gap > limit else Contact.IN_TOUCH


@final
class PairState(Enum):
    """What has become of a pair."""

    NOT_BEGUN = "未开始"
    WHOLE = "正常"
    #: Some of its volunteers have left.
    WEAKENED = "减员"
    #: All of its volunteers have left, or the child has.
    ORPHANED = "失联"
    ENDED = "已结束"


@final
class Loss(Enum):
    """Why a pair is no longer whole."""

    VOLUNTEER_LEFT = "志愿者退出"
    CHILD_LEFT = "对象离校"
    #: The child's school closed and nothing succeeded it.
    SCHOOL_CLOSED = "学校撤销"


@final
@frozen(kw_only=True)
class PairStanding:
    """What has become of a pair by a day, and why."""

    state: PairState
    losses: tuple[Loss, ...] = ()


def standing(
    pairing: Pairing,
    *,
    day: date,
    volunteers: Mapping[VolunteerId, Volunteer],
    children: Mapping[ChildId, Child],
    tree: Tree,
) -> PairStanding:
    """Say what has become of a pair by a day.

    A volunteer or a child who is in no table is not said to have left: that is another problem.
    """
    if pairing.started > day:
        return PairStanding(state=PairState.NOT_BEGUN)
    if not pairing.active(day):
        return PairStanding(state=PairState.ENDED)
    people = set(pairing.volunteers)
    gone = {id_ for id_ in people if id_ in volunteers and _has_left(volunteers[id_], day)}
    losses = (
        *([Loss.VOLUNTEER_LEFT] if gone else []),
        *_child_losses(pairing, day, children=children, tree=tree),
    )
    if losses and (gone == people or losses != (Loss.VOLUNTEER_LEFT,)):
        return PairStanding(state=PairState.ORPHANED, losses=losses)
    return PairStanding(state=PairState.WEAKENED if gone else PairState.WHOLE, losses=losses)


def _has_left(volunteer: Volunteer, day: date) -> bool:
    return volunteer.left is not None and volunteer.left <= day


def _child_losses(
    pairing: Pairing, day: date, *, children: Mapping[ChildId, Child], tree: Tree
) -> Iterator[Loss]:
    child = children.get(ChildId(pairing.subject))
    if pairing.subject_kind is not SubjectKind.CHILD or child is None:
        return
    if child.left is not None and child.left <= day:
        yield Loss.CHILD_LEFT
    if child.organisation in tree:
        stands_for = tree[tree.successor(child.organisation, day)]
        if stands_for.closed is not None and stands_for.closed <= day:
            yield Loss.SCHOOL_CLOSED
