"""Caseload (个案工作量): how many cases an organisation or a volunteer has, in counts only.

Source: DOMAIN section 7: only counts leave the case files, and small ones are suppressed before
they are published.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.care import CaseLevel, StepKind
from guangongwei.model.case_table import CaseState
from guangongwei.model.cases import CASE_POLICIES, moment_on, replay
from guangongwei.model.followup import follow_up
from guangongwei.model.repeats import firsts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from guangongwei.model.care import CareCase, Child, ChildId
    from guangongwei.model.cases import CasePolicy
    from guangongwei.model.organisation import OrganisationId, Tree
    from guangongwei.model.period import Period
    from guangongwei.model.volunteer import VolunteerId


@final
@frozen(kw_only=True)
class Caseload:
    """Cases on a day, as counts."""

    #: Cases by where they stand, every state named, those not opened yet left out.
    by_state: tuple[tuple[CaseState, int], ...]
    #: Cases that are looked after, by level, every level named.
    by_level: tuple[tuple[CaseLevel, int], ...]
    #: Distinct children whose cases are looked after.
    children: int
    #: Cases whose follow-up is overdue.
    overdue: int

    @property
    def followed(self) -> int:
        """How many cases are looked after."""
        return sum(count for _, count in self.by_level)


def caseload(
    cases: Iterable[CareCase], *, as_of: date, policies: Iterable[CasePolicy] = CASE_POLICIES
) -> Caseload:
    """Count cases as they stand on a day."""
    editions = tuple(policies)
    states: Counter[CaseState] = Counter()
    levels: Counter[CaseLevel] = Counter()
    children: set[ChildId] = set()
    late = 0
    for case in firsts(cases):
        moment = moment_on(replay(case, policies=editions).value, as_of)
        if moment is None:
            continue
        states[moment.state] += 1
        clock = follow_up(case, as_of=as_of, policies=editions)
        if clock is not None:
            levels[clock.level] += 1
            children.add(case.child)
            late += clock.is_overdue
    return Caseload(
        by_state=tuple(
            (each, states[each]) for each in CaseState if each is not CaseState.UNOPENED
        ),
        by_level=tuple((each, levels[each]) for each in CaseLevel),
        children=len(children),
        overdue=late,
    )


def caseload_by_organisation(
    cases: Iterable[CareCase],
    *,
    children: Mapping[ChildId, Child],
    tree: Tree,
    as_of: date,
    policies: Iterable[CasePolicy] = CASE_POLICIES,
) -> dict[OrganisationId, Caseload]:
    """The caseload of each child's organisation and of each above it, children counted anew.

    A case whose child or whose organisation is in no table belongs to none.
    """
    editions = tuple(policies)
    grouped: dict[OrganisationId, list[CareCase]] = defaultdict(list)
    for case in firsts(cases):
        child = children.get(case.child)
        for id_ in tree.path(child.organisation) if child is not None else ():
            grouped[id_].append(case)
    return {
        id_: caseload(listed, as_of=as_of, policies=editions)
        for id_, listed in sorted(grouped.items())
    }


def caseload_by_volunteer(
    cases: Iterable[CareCase], *, as_of: date, policies: Iterable[CasePolicy] = CASE_POLICIES
) -> dict[VolunteerId, Caseload]:
    """The caseload of each volunteer; a case that two look after counts for both."""
    editions = tuple(policies)
    grouped: dict[VolunteerId, list[CareCase]] = defaultdict(list)
    for case in firsts(cases):
        for id_ in dict.fromkeys(case.volunteers):
            grouped[id_].append(case)
    return {
        id_: caseload(listed, as_of=as_of, policies=editions)
        for id_, listed in sorted(grouped.items())
    }


def count_steps(
    cases: Iterable[CareCase],
    *,
    period: Period,
    policies: Iterable[CasePolicy] = CASE_POLICIES,
) -> tuple[tuple[StepKind, int], ...]:
    """How many legal steps of each kind were taken in a period, every kind named."""
    editions = tuple(policies)
    counts = Counter(
        moment.kind
        for case in firsts(cases)
        for moment in replay(case, policies=editions).value
        if moment.on in period
    )
    return tuple((kind, counts[kind]) for kind in StepKind)
