"""Where one school stands in its creation (创建) on any day, and how it came there.

The status follows from the last decision (认定) by the day and from what is newer than it. A thing
of the decision's own day is taken to have led to it, so it is not newer. Source: the stages in
DOMAIN section 1 (创建、自评、现场考核、认定、巩固提升、复核).

| last decision | newer than it | status |
|---|---|---|
| none | nothing | 未创建 |
| 未通过 | nothing | 创建中 |
| 摘牌 | nothing | 摘牌 |
| none, 未通过, 摘牌 | a batch began | 创建中 |
| none, 未通过, 摘牌 | an assessment of any kind, no batch after it | 自评 |
| 通过 | a 复核 assessment | 复核 |
| 通过 | anything else, or nothing, in the year in which it came to hold | 已达标 |
| 通过 | anything else, or nothing, in a later year | 巩固 |

A 通过 that confirms another begins no new year. A school is accredited exactly while it is 已达标, 巩固
or 复核. How many years 已达标 lasts is a dated parameter (`Terms`). Outside its days of operation a
school has no status.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, assert_never, final

from attrs import evolve, field, frozen

from guangongwei.model.accreditation import (
    QUALITY,
    Accreditation,
    Outcome,
    decisions,
    standard_programme,
)
from guangongwei.model.dated import in_force
from guangongwei.model.limits import at_least, within
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Organisation, OrganisationId
from guangongwei.model.period import Year
from guangongwei.model.repeats import firsts
from guangongwei.model.source import Source, source_field
from guangongwei.model.standard import Assessment, Method, Standard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@final
class Status(Enum):
    """Where a school stands in its creation."""

    NOT_BEGUN = "未创建"
    CREATING = "创建中"
    #: Assessed, and not decided on yet.
    ASSESSED = "自评"
    REACHED = "已达标"
    CONSOLIDATING = "巩固"
    UNDER_REVIEW = "复核"
    REVOKED = "摘牌"

    @property
    def label(self) -> str:
        """The English words."""
        return self.name.lower().replace("_", " ")

    @property
    def is_accredited(self) -> bool:
        """Whether the school holds the accreditation meanwhile."""
        return self in (Status.REACHED, Status.CONSOLIDATING, Status.UNDER_REVIEW)


@final
@frozen(kw_only=True)
class BatchStart:
    """The day on which a batch (第N批) began its creation, and the schools in it."""

    number: int
    on: date
    organisations: tuple[OrganisationId, ...]
    programme: str = QUALITY
    source: Source = source_field()


@final
@frozen(kw_only=True)
class Terms:
    """For schools that pass from `since` on: how long they are 已达标 before they are 巩固."""

    since: date
    #: How many years, the year in which it passed being the first.
    years: int = field(default=1, validator=at_least(1))
    #: The month with which such a year begins.
    start_month: int = field(default=1, validator=within(1, 12))

    def consolidates(self, decided: date) -> date:
        """The first day on which a school that passed is 巩固."""
        year = decided.year - (decided.month < self.start_month)
        return Year(year + self.years - 1, start_month=self.start_month).stop


#: 已达标 for the calendar year of the decision: own reading, no document found says more.
TERMS = (Terms(since=date.min),)


@final
@frozen(kw_only=True)
class CreationRecords:
    """What is known of the creation of all schools; each is read for one programme alone."""

    accreditations: tuple[Accreditation, ...] = ()
    #: An assessment whose standard is not among `standards` belongs to no programme.
    assessments: tuple[Assessment, ...] = ()
    standards: tuple[Standard, ...] = ()
    starts: tuple[BatchStart, ...] = ()


@final
@frozen(kw_only=True)
class Stay:
    """A stretch of days over which the status is the same."""

    status: Status
    #: The first day; None: as far back as the school goes.
    since: date | None
    #: The day after the last; None: it goes on.
    until: date | None

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@frozen(kw_only=True)
class _Past:
    """What is known of one school in one programme, the decisions in order."""

    decisions: tuple[Accreditation, ...]
    assessments: tuple[tuple[date, Method], ...]
    starts: tuple[date, ...]
    terms: tuple[Terms, ...]

    def on(self, day: date) -> Status:
        made = [each for each in self.decisions if each.on <= day]
        last = made[-1] if made else None
        if last is None:
            return self._in_creation(None, day) or Status.NOT_BEGUN
        match last.outcome:
            case Outcome.PASSED:
                return self._after_passing(made, day)
            case Outcome.NOT_PASSED:
                return self._in_creation(last.on, day) or Status.CREATING
            case Outcome.REVOKED:
                return self._in_creation(last.on, day) or Status.REVOKED
            case _:
                assert_never(last.outcome)

    def turns(self) -> Iterator[date]:
        """The days on which the status may change."""
        yield from (each.on for each in self.decisions)
        yield from (on for on, _ in self.assessments)
        yield from self.starts
        for each in self.decisions:
            if each.outcome is Outcome.PASSED:
                yield in_force(self.terms, each.on).consolidates(each.on)

    def _in_creation(self, decided: date | None, day: date) -> Status | None:
        """Told by the newest thing after the decision; on one day the assessment is the newer."""
        things = [(on, False) for on in self.starts] + [(on, True) for on, _ in self.assessments]
        newer = [each for each in things if each[0] <= day and (not decided or each[0] > decided)]
        if not newer:
            return None
        _, assessed = max(newer)
        return Status.ASSESSED if assessed else Status.CREATING

    def _after_passing(self, made: Sequence[Accreditation], day: date) -> Status:
        last = made[-1].on
        if any(last < on <= day and method is Method.REVIEW for on, method in self.assessments):
            return Status.UNDER_REVIEW
        held = list(takewhile(lambda each: each.outcome is Outcome.PASSED, reversed(made)))
        first = held[-1].on
        begins = in_force(self.terms, first).consolidates(first)
        return Status.REACHED if day < begins else Status.CONSOLIDATING


def status(
    organisation: Organisation,
    day: date,
    records: CreationRecords,
    *,
    programme: str = QUALITY,
    terms: Iterable[Terms] = TERMS,
) -> Status | Absence:
    """Where a school stands on a day; not applicable outside its days of operation.

    Raises:
        BadArgument: No terms held on the day of a 通过.
    """
    if not organisation.in_operation(day):
        return Absence.NOT_APPLICABLE
    return _past(organisation.id, records, programme, terms).on(day)


def timeline(
    organisation: Organisation,
    records: CreationRecords,
    *,
    programme: str = QUALITY,
    terms: Iterable[Terms] = TERMS,
) -> tuple[Stay, ...]:
    """Every day of a school's operation, told by its status, without gap or overlap, in order.

    Raises:
        BadArgument: No terms held on the day of a 通过.
    """
    past = _past(organisation.id, records, programme, terms)
    first, stop = organisation.founded, organisation.closed
    if first is not None and stop is not None and stop <= first:
        return ()
    inside = sorted(
        turn
        for turn in set(past.turns())
        if (first or date.min) < turn and (stop is None or turn < stop)
    )
    stretches = (
        Stay(status=past.on(since or date.min), since=since, until=until)
        for since, until in zip((first, *inside), (*inside, stop), strict=True)
    )
    runs = (tuple(run) for _, run in groupby(stretches, key=lambda each: each.status))
    return tuple(evolve(run[0], until=run[-1].until) for run in runs)


def _past(
    organisation: OrganisationId, records: CreationRecords, programme: str, terms: Iterable[Terms]
) -> _Past:
    asked = standard_programme(programme)
    standards = {
        each.id for each in records.standards if standard_programme(each.programme) == asked
    }
    return _Past(
        decisions=decisions(records.accreditations, organisation, programme=programme),
        assessments=tuple(
            (each.on, each.method)
            for each in firsts(records.assessments)
            if each.organisation == organisation and each.standard in standards
        ),
        starts=tuple(
            each.on
            for each in records.starts
            if organisation in each.organisations and standard_programme(each.programme) == asked
        ),
        terms=tuple(terms),
    )
