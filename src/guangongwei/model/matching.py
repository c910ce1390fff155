"""Matching (供需对接): which volunteers fit a need, and why the others do not.

Source: DOMAIN sections 2 to 4 (roles, the five kinds, brands), the load and age policy of
`guangongwei.model.assignments`. Every volunteer gets an answer with coded reasons.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NewType, final

from attrs import field, frozen

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
from guangongwei.model.limits import at_least
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId, Tree
from guangongwei.model.period import Month
from guangongwei.model.repeats import firsts
from guangongwei.model.sensitivity import PSEUDONYM
from guangongwei.model.volunteer import KIND_WORDS, ROLE_WORDS, Service, Volunteer, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

NeedId = NewType("NeedId", str)
#: What speaks against somebody.
Objections = tuple[Reason, ...]

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
    people: int = field(default=1, validator=at_least(1))


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
    #: What was found of everybody on one ground: needs ask the same of the same people.
    _found: dict[object, tuple[Objections, ...]] = field(
        factory=dict[object, tuple[Objections, ...]], repr=False, eq=False, init=False
    )

    @cached_property
    def people(self) -> tuple[Volunteer, ...]:
        """The volunteers, who carries least first; of two with one id, the first listed."""
        nothing = Load()

        def turn(each: Volunteer) -> tuple[int, Decimal, VolunteerId]:
            load = self.carried.get(each.id, nothing)
            return load.pairings, load.hours, each.id

        return tuple(sorted(firsts(self.volunteers), key=turn))

    @cached_property
    def towns(self) -> dict[OrganisationId, str | Absence]:
        """The 镇街 of every unit that a volunteer belongs to."""
        homes = dict.fromkeys(each.organisation for each in self.people)
        return {each: self.tree.town(each) for each in homes}

    def objections(
        self, ground: object, find: Callable[[Volunteer], Iterable[Reason]]
    ) -> tuple[Objections, ...]:
        """What speaks against each of the people on one ground, found out once."""
        if ground not in self._found:
            self._found[ground] = tuple(tuple(find(each)) for each in self.people)
        return self._found[ground]

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
    return tuple(
        Candidate(
            need=need.id,
            volunteer=volunteer,
            judgement=judgement,
            distance=distance,
            load=pool.carried.get(volunteer, Load()),
        )
        for judgement, distance, volunteer in _answers(need, pool)
    )


def suited(need: Need, pool: Pool) -> dict[VolunteerId, Fit]:
    """How well each volunteer of the pool fits a need, in the order of `candidates`."""
    fits: dict[Judgement, Fit] = {}
    found: dict[VolunteerId, Fit] = {}
    for judgement, _, volunteer in _answers(need, pool):
        if judgement not in fits:
            fits[judgement] = judgement.fit
        found[volunteer] = fits[judgement]
    return found


def _answers(need: Need, pool: Pool) -> Iterator[tuple[Judgement, int, VolunteerId]]:
    """Everybody's judgement and distance, the most suitable first."""
    judgements: dict[Objections, tuple[int, int, Judgement]] = {}
    distances = _distances(need, pool)
    order: list[tuple[int, int, int, int]] = []
    answers: list[Judgement] = []
    for turn, (each, grounds) in enumerate(zip(pool.people, _grounds(need, pool), strict=True)):
        reasons = grounds[0] + grounds[1] + grounds[2] + grounds[3]
        if reasons not in judgements:
            judgement = Judgement(reasons)
            judgements[reasons] = (judgement.fit.rank, len(reasons), judgement)
        rank, count, judgement = judgements[reasons]
        order.append((rank, count, distances[each.organisation], turn))
        answers.append(judgement)
    for _, _, distance, turn in sorted(order):
        yield answers[turn], distance, pool.people[turn].id


def _grounds(
    need: Need, pool: Pool
) -> Iterator[tuple[Objections, Objections, Objections, Objections]]:
    """What speaks against each of the people: roll, load and age, kind, experience, town."""
    days = Month(pool.day.year, pool.day.month).days
    duty = Duty(role=need.role, pairings=need.pairings, hours=need.weekly_hours * days / 7)
    asked = (need.role, need.role_required, need.programme)
    return zip(
        pool.objections(("duty", duty), lambda each: _duty_reasons(each, duty, pool)),
        pool.objections(("kinds", need.kinds), lambda each: _kind_reasons(each, need)),
        pool.objections(("asked", asked), lambda each: _experience_reasons(each, need, pool)),
        pool.objections(("town", need.town), lambda each: _town_reasons(each, need, pool)),
        strict=True,
    )


def _duty_reasons(volunteer: Volunteer, duty: Duty, pool: Pool) -> Objections:
    carried, policies = pool.carried, pool.policies
    return may_take(volunteer, duty, day=pool.day, carried=carried, policies=policies).reasons


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


def _town_reasons(volunteer: Volunteer, need: Need, pool: Pool) -> Iterator[Reason]:
    if need.town is None:
        return
    town = pool.towns[volunteer.organisation]
    if isinstance(town, Absence):
        yield TOWN_UNKNOWN
    elif town != need.town:
        yield OTHER_TOWN


def _distances(need: Need, pool: Pool) -> dict[OrganisationId, int]:
    """How far every unit that a volunteer belongs to is from the one that has the need."""
    here = pool.tree.town(need.organisation)
    near = {
        each: 1 if town == here and not isinstance(town, Absence) else 2
        for each, town in pool.towns.items()
    }
    return {**near, need.organisation: 0}
