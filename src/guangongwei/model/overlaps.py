"""Overlaps (服务重叠): services of one volunteer on one day that may not both be true.

A service has a day and hours and no time of day, so two of one day are never known to overlap in
the hour: at one place they are fine, at several they are something to look at, and more hours
than a day allows are wrong. Source: DOMAIN section 3 (民政部令第67号: 真实、准确).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.errors import Severity
from guangongwei.model.dated import LOCAL, in_force
from guangongwei.model.numbers import is_number
from guangongwei.model.repeats import firsts
from guangongwei.model.sensitivity import PSEUDONYM
from guangongwei.model.volunteer import ServiceId, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guangongwei.model.organisation import OrganisationId
    from guangongwei.model.volunteer import Service


@final
@frozen(kw_only=True)
class OverlapPolicy:
    """What counts as an overlap, and how much it matters."""

    #: The first day on which it holds; a service is judged by what held on its day.
    since: date
    #: What it rests on.
    authority: str
    #: Two places on one day: a warning, or an error where they cannot both be true.
    elsewhere: Severity = Severity.WARNING
    #: The most hours on one day that are believed, themselves included.
    hours_a_day: Decimal = Decimal(24)


OVERLAP_POLICIES = (OverlapPolicy(since=date.min, authority=LOCAL),)


@final
class OverlapKind(Enum):
    """What is odd about a day."""

    TWO_PLACES = "同日异地"
    TOO_MANY_HOURS = "单日时长过长"


@final
@frozen(kw_only=True)
class Overlap:
    """One odd day of one volunteer, with the services that make it odd."""

    kind: OverlapKind
    severity: Severity
    volunteer: VolunteerId = field(metadata=PSEUDONYM)
    on: date
    services: tuple[ServiceId, ...]


def overlaps(
    services: Iterable[Service],
    *,
    policies: Iterable[OverlapPolicy] = OVERLAP_POLICIES,
    places: Mapping[OrganisationId, str] | None = None,
) -> tuple[Overlap, ...]:
    """Every odd day, by volunteer and day.

    Args:
        services: Of any number of volunteers.
        policies: The policy of each time.
        places: The common place of organisations that lie at one, such as a school and its
            parent school; any other is a place of its own.
    """
    editions = tuple(policies)
    days: dict[tuple[VolunteerId, date], list[Service]] = defaultdict(list)
    for each in firsts(services):
        days[each.volunteer, each.on].append(each)
    return tuple(
        Overlap(
            kind=kind,
            severity=severity,
            volunteer=volunteer,
            on=on,
            services=tuple(sorted(each.id for each in listed)),
        )
        for (volunteer, on), listed in sorted(days.items())
        for kind, severity in _oddities(listed, in_force(editions, on), places or {})
    )


def _oddities(
    services: list[Service], policy: OverlapPolicy, places: Mapping[OrganisationId, str]
) -> Iterator[tuple[OverlapKind, Severity]]:
    named = {("place", places[at]) if at in places else ("unit", at) for at in _where(services)}
    if len(named) > 1:
        yield OverlapKind.TWO_PLACES, policy.elsewhere
    hours = sum((each.hours for each in services if is_number(each.hours)), Decimal(0))
    if hours > policy.hours_a_day:
        yield OverlapKind.TOO_MANY_HOURS, Severity.ERROR


def _where(services: list[Service]) -> set[OrganisationId]:
    return {each.organisation for each in services}
