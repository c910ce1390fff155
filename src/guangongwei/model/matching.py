"""Matching (供需对接): which volunteers fit a need, and why the others do not.

Source: DOMAIN sections 2 to 4 (roles, the five kinds, brands), the load and age policy of
`guangongwei.model.assignments`. Every volunteer gets an answer with coded reasons.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NewType, final

from attrs import evolve, field, frozen
from attrs.validators import ge

from guangongwei.model.assignments import (
    ASSIGNMENT_POLICIES,
    AssignmentPolicy,
    Duty,
    Load,
    loads,
    may_take,
)
from guangongwei.model.care import Pairing
from guangongwei.model.fit import Fit, Judgement, Reason
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId, Tree
from guangongwei.model.period import Month
from guangongwei.model.sensitivity import PSEUDONYM
from guangongwei.model.volunteer import KIND_WORDS, ROLE_WORDS, Service, Volunteer, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Iterator

NeedId = NewType("NeedId", str)

WRONG_KIND = Reason("V201", Fit.DOES_NOT_FIT, "is of none of the kinds asked for")
KIND_UNKNOWN = Reason("V202", Fit.CANNOT_TELL, "has no kind on file, and the need asks for one")
NOT_IN_ROLE = Reason("V203", Fit.WITH_CARE, "is not engaged in the role so far")
NEW_TO_PROGRAMME = Reason("V204", Fit.WITH_CARE, "has not served in the programme so far")
OTHER_TOWN = Reason("V205", Fit.DOES_NOT_FIT, "belongs to another town")
TOWN_UNKNOWN = Reason("V206", Fit.CANNOT_TELL, "belongs to a unit whose town is not on file")


@final
@frozen(kw_only=True)
class Need:
    """What an organisation looks for volunteers for; what is left blank does not matter."""

    id: NeedId
    organisation: OrganisationId
    #: 担任: 宣讲员, 法治副校长, ….
    role: str | None = None
    #: Whether somebody new to the role does not fit at all.
    role_required: bool = False
    #: 项目, as services name it.
    programme: str | None = None
    #: 镇街 that the volunteers must belong to.
    town: str | None = None
    #: Any one of these kinds (类别) will do.
    kinds: tuple[str, ...] = ()
    weekly_hours: Decimal = Decimal(0)
    #: How many pairs each volunteer would take on.
    pairings: int = 0
    #: How many volunteers are needed.
    people: int = field(default=1, validator=ge(1))


@final
@frozen(kw_only=True)
class Pool:
    """The volunteers there are to choose from on a day, and what they do already."""

    day: date
    tree: Tree = field(repr=False)
    volunteers: tuple[Volunteer, ...] = field(repr=False)
    services: tuple[Service, ...] = field(default=(), repr=False)
    pairings: tuple[Pairing, ...] = field(default=(), repr=False)
    policies: tuple[AssignmentPolicy, ...] = field(default=ASSIGNMENT_POLICIES, repr=False)

    @cached_property
    def carried(self) -> dict[VolunteerId, Load]:
        """What each volunteer carries on the day."""
        return loads(self.pairings, self.services, day=self.day)

    @cached_property
    def served(self) -> frozenset[tuple[VolunteerId, str | None]]:
        """Who had served in which programme by the day."""
        return frozenset(
            (each.volunteer, each.programme) for each in self.services if each.on <= self.day
        )


@final
@frozen(kw_only=True)
class Candidate:
    """One volunteer's answer to one need."""

    need: NeedId
    volunteer: VolunteerId = field(metadata=PSEUDONYM)
    judgement: Judgement
    #: 0 in the unit itself, 1 in its town, 2 elsewhere.
    distance: int
    load: Load

    @property
    def order(self) -> tuple[int, int, int, int, Decimal, VolunteerId]:
        """Where the candidate stands: by fit, objections, nearness, load, and at last by id."""
        judgement, load = self.judgement, self.load
        return (
            judgement.fit.rank,
            len(judgement.reasons),
            self.distance,
            load.pairings,
            load.hours,
            self.volunteer,
        )


def candidates(need: Need, pool: Pool) -> tuple[Candidate, ...]:
    """Every volunteer of the pool with the answer to a need, the most suitable first."""
    found = {each.id: each for each in reversed(pool.volunteers)}
    days = Month(pool.day.year, pool.day.month).days
    duty = Duty(role=need.role, pairings=need.pairings, hours=need.weekly_hours * days / 7)
    judged = (
        Candidate(
            need=need.id,
            volunteer=each.id,
            judgement=_judge(each, need, duty, pool),
            distance=_distance(each, need, pool.tree),
            load=pool.carried.get(each.id, Load()),
        )
        for each in found.values()
    )
    return tuple(sorted(judged, key=lambda each: each.order))


def _judge(volunteer: Volunteer, need: Need, duty: Duty, pool: Pool) -> Judgement:
    judged = may_take(volunteer, duty, day=pool.day, carried=pool.carried, policies=pool.policies)
    return evolve(
        judged,
        reasons=(
            *judged.reasons,
            *_kind_reasons(volunteer, need),
            *_experience_reasons(volunteer, need, pool),
            *_town_reasons(volunteer, need, pool.tree),
        ),
    )


def _kind_reasons(volunteer: Volunteer, need: Need) -> Iterator[Reason]:
    if not need.kinds:
        return
    if not volunteer.kinds:
        yield KIND_UNKNOWN
    elif not set(KIND_WORDS.standards(need.kinds)) & set(volunteer.standard_kinds):
        yield WRONG_KIND


def _experience_reasons(volunteer: Volunteer, need: Need, pool: Pool) -> Iterator[Reason]:
    if need.role is not None and ROLE_WORDS.standard(need.role) not in volunteer.standard_roles:
        fit = Fit.DOES_NOT_FIT if need.role_required else NOT_IN_ROLE.fit
        yield Reason(NOT_IN_ROLE.code, fit, NOT_IN_ROLE.message)
    if need.programme is not None and (volunteer.id, need.programme) not in pool.served:
        yield NEW_TO_PROGRAMME


def _town_reasons(volunteer: Volunteer, need: Need, tree: Tree) -> Iterator[Reason]:
    if need.town is None:
        return
    town = tree.town(volunteer.organisation)
    if isinstance(town, Absence):
        yield TOWN_UNKNOWN
    elif town != need.town:
        yield OTHER_TOWN


def _distance(volunteer: Volunteer, need: Need, tree: Tree) -> int:
    if volunteer.organisation == need.organisation:
        return 0
    town = tree.town(volunteer.organisation)
    return 1 if town == tree.town(need.organisation) and not isinstance(town, Absence) else 2
