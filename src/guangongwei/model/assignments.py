"""Assignments (担任与任务): whether a volunteer may take on more, by load and by age.

Source: DOMAIN section 2, 教育部关工委工作规则 (2021-03-31): 常务副主任 normally not over 70, 委员
normally not over 65; the ministry's rules bind its own committee and are a guide below it. The
limits of load are local and can be set.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.age import age_on
from guangongwei.model.dated import LOCAL, in_force
from guangongwei.model.fit import Fit, Judgement, Reason
from guangongwei.model.numbers import is_number
from guangongwei.model.period import Month
from guangongwei.model.repeats import firsts
from guangongwei.model.volunteer import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guangongwei.model.care import Pairing
    from guangongwei.model.volunteer import Service, Volunteer, VolunteerId


@final
@frozen(kw_only=True)
class AgeLimit:
    """The age up to which a post is normally held, the year of that age included."""

    #: The post, in its standard word.
    role: str
    #: Completed years: with 70, somebody fits up to the day before turning 71.
    years: int
    #: How grave it is to be older; 一般不超过 is not a ban.
    beyond: Fit = Fit.WITH_CARE


@final
@frozen(kw_only=True)
class AssignmentPolicy:
    """How much a volunteer may carry and up to which age."""

    #: The first day on which it holds.
    since: date
    #: What it rests on.
    authority: str
    most_pairings: int = 3
    most_hours_a_month: Decimal = Decimal(40)
    #: How grave it is to carry more.
    overload: Fit = Fit.DOES_NOT_FIT
    age_limits: tuple[AgeLimit, ...] = ()


ASSIGNMENT_POLICIES = (
    AssignmentPolicy(since=date.min, authority=LOCAL),
    AssignmentPolicy(
        since=date(2021, 3, 31),
        authority="教育部关工委工作规则（年龄）；" + LOCAL,
        age_limits=(
            AgeLimit(role="常务副主任", years=70),
            AgeLimit(role="委员", years=65),
        ),
    ),
)

NOT_REGISTERED = Reason("V101", Fit.DOES_NOT_FIT, "is not on the roll on that day")
TOO_MANY_PAIRINGS = Reason("V102", Fit.DOES_NOT_FIT, "would have more pairs than are allowed")
TOO_MANY_HOURS = Reason(
    "V103", Fit.DOES_NOT_FIT, "would serve more hours in the month than are allowed"
)
HOURS_UNKNOWN = Reason("V104", Fit.WITH_CARE, "has services in the month whose hours are not known")
OVER_AGE = Reason("V105", Fit.WITH_CARE, "is older than is usual for the post")
AGE_UNKNOWN = Reason("V106", Fit.CANNOT_TELL, "has no day of birth on file, and the post asks")


@final
@frozen(kw_only=True)
class Load:
    """What a volunteer carries: pairs on a day, and hours in the month of that day."""

    pairings: int = 0
    hours: Decimal = Decimal(0)
    #: Services of the month whose hours are not known.
    unknown: int = 0


@final
@frozen(kw_only=True)
class Duty:
    """What a volunteer would take on."""

    #: The post or function (担任).
    role: str | None = None
    #: How many pairs more.
    pairings: int = 0
    #: How many hours more in the month.
    hours: Decimal = Decimal(0)


def loads(
    pairings: Iterable[Pairing], services: Iterable[Service], *, day: date
) -> dict[VolunteerId, Load]:
    """What each volunteer with anything to carry has on a day."""
    month = Month(day.year, day.month)
    pairs = Counter(
        id_
        for each in firsts(pairings)
        if each.active(day)
        for id_ in dict.fromkeys(each.volunteers)
    )
    hours: dict[VolunteerId, Decimal] = defaultdict(Decimal)
    unknown: Counter[VolunteerId] = Counter()
    for each in firsts(services):
        if each.on in month:
            if is_number(each.hours):
                hours[each.volunteer] += each.hours
            else:
                unknown[each.volunteer] += 1
    return {
        id_: Load(pairings=pairs[id_], hours=hours.get(id_, Decimal(0)), unknown=unknown[id_])
        for id_ in sorted({*pairs, *hours, *unknown})
    }


def may_take(
    volunteer: Volunteer,
    duty: Duty,
    *,
    day: date,
    carried: Mapping[VolunteerId, Load],
    policies: Iterable[AssignmentPolicy] = ASSIGNMENT_POLICIES,
) -> Judgement:
    """Judge whether a volunteer may take on a duty on a day, by roll, load and age.

    Args:
        volunteer: Who is asked.
        duty: What for.
        day: The day it would begin.
        carried: What volunteers carry already, as `loads` gives it.
        policies: The policy of each time.
    """
    policy = in_force(policies, day)
    load = carried.get(volunteer.id, Load())
    return Judgement(
        (
            *([] if volunteer.registered(day) else [NOT_REGISTERED]),
            *_load_reasons(duty, load, policy),
            *_age_reasons(volunteer, duty, policy, day),
        )
    )


def _load_reasons(duty: Duty, load: Load, policy: AssignmentPolicy) -> Iterator[Reason]:
    if duty.pairings and load.pairings + duty.pairings > policy.most_pairings:
        yield Reason(TOO_MANY_PAIRINGS.code, policy.overload, TOO_MANY_PAIRINGS.message)
    if duty.hours:
        if load.hours + duty.hours > policy.most_hours_a_month:
            yield Reason(TOO_MANY_HOURS.code, policy.overload, TOO_MANY_HOURS.message)
        elif load.unknown:
            yield HOURS_UNKNOWN


def _age_reasons(
    volunteer: Volunteer, duty: Duty, policy: AssignmentPolicy, day: date
) -> Iterator[Reason]:
    role = ROLE_WORDS.standard(duty.role) if duty.role is not None else None
    for limit in policy.age_limits:
        if limit.role != role:
            continue
        if volunteer.born is None:
            yield AGE_UNKNOWN
        elif age_on(day, born=volunteer.born) > limit.years:
            yield Reason(OVER_AGE.code, limit.beyond, OVER_AGE.message)
