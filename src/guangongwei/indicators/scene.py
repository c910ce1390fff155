"""A dataset looked at over one period up to one day: what counts in it, and which condition holds."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, assert_never, final

from attrs import field, frozen

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import (
    All,
    Any,
    AtLeast,
    Condition,
    Contains,
    Exists,
    Is,
    Latest,
    Moment,
    Not,
    OneOf,
    Timing,
)
from guangongwei.indicators.lives import day_of, in_force
from guangongwei.model.committee import Committee
from guangongwei.model.dataset import Dataset, Record
from guangongwei.model.numbers import is_number
from guangongwei.model.organisation import Organisation, OrganisationId
from guangongwei.model.period import Period
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, Volunteer

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Measure

#: The records of a noun by what one of their fields names.
Index = dict[str, list[Record]]


@final
class LeftOut(Enum):
    """Why a record does not count in a measure; the first that applies."""

    #: Only the first record under an id counts.
    REPEATED = "编号与前面的记录重复"
    NO_ORGANISATION = "单位不在单位表中"
    OUTSIDE_TIME = "不在期内，或期末不在册"
    CONDITION = "不符合条件"
    OTHER_GROUP = "属于其他单位或类别"


@final
@frozen(kw_only=True)
class Scene:
    """One dataset, one period, and the day up to which things had happened."""

    dataset: Dataset
    period: Period
    as_of: date
    _indexes: dict[tuple[type[Record], str], Index] = field(
        factory=dict[tuple[type[Record], str], Index], repr=False
    )

    @cached_property
    def end(self) -> date:
        """The last day that counts: the period's, or `as_of` if that is earlier."""
        return min(self.period.end, self.as_of)

    @cached_property
    def before(self) -> date:
        """The day before the period."""
        return self.period.start - timedelta(days=1)

    def organisation_of(self, record: Record) -> OrganisationId:
        """The organisation a record belongs to; an organisation belongs to itself."""
        return record.id if isinstance(record, Organisation) else record.organisation

    def why_not(self, measure: Measure, record: Record) -> LeftOut | None:
        """Why a record does not count in a measure; None where it does."""
        if self.organisation_of(record) not in self.dataset.tree:
            return LeftOut.NO_ORGANISATION
        if not self._in_time(measure.timing, record, measure.day):
            return LeftOut.OUTSIDE_TIME
        if measure.where is not None and not self.holds(measure.where, record):
            return LeftOut.CONDITION
        return None

    def holds(self, condition: Condition, record: Record) -> bool:
        """Say whether a record meets a condition."""
        match condition:
            case Is(path, value):
                return bool(self.read(record, path) == value)
            case OneOf(path, values):
                return self.read(record, path) in values
            case Contains(path, value):
                held = self.read(record, path)
                return isinstance(held, tuple) and value in held
            case All(conditions):
                return all(self.holds(each, record) for each in conditions)
            case Any(conditions):
                return any(self.holds(each, record) for each in conditions)
            case Not(inner):
                return not self.holds(inner, record)
            case AtLeast(path, least):
                number = self.read(record, path)
                return is_number(number) and number >= least
            case Latest(noun, inner, at, among):
                latest = self._latest(noun, record, at, among)
                return latest is not None and self.holds(inner, latest)
            case Exists(noun, inner, timing):
                return any(
                    self._in_time(timing, each)
                    and self.organisation_of(each) in self.dataset.tree
                    and (inner is None or self.holds(inner, each))
                    for each in self._about(noun, record)
                )
            case _:  # pragma: no cover
                assert_never(condition)

    def read(self, record: Record, path: str) -> object:
        """The value of a field, or of a field of the record's organisation.

        Raises:
            BadArgument: The noun has no such field.
        """
        owner: Record = record
        name = path
        if path.startswith("organisation."):
            owner = self.dataset.tree[self.organisation_of(record)]
            name = path.removeprefix("organisation.")
        try:
            return getattr(owner, name)
        except AttributeError:
            raise BadArgument(f"path {path!r}", f"a field of {type(owner).__name__}") from None

    def _in_time(self, timing: Timing, record: Record, day: str | None = None) -> bool:
        if timing is Timing.AT_END:
            return in_force(record, self.end) and self._is_open(record)
        if isinstance(record, Return):
            return record.period in self.period or self.period in record.period
        happened = day_of(record, day)
        return happened is not None and self.since(timing) <= happened <= self.end

    def since(self, timing: Timing) -> date:
        """The first day that counts."""
        match timing:
            case Timing.DURING | Timing.AT_END:
                return self.period.start
            case Timing.YEAR_TO_DATE:
                return self.end.replace(month=1, day=1)
            case Timing.TO_DATE:
                return date.min
            case _:  # pragma: no cover
                assert_never(timing)

    def _is_open(self, record: Record) -> bool:
        """Say whether the organisation of a committee still operates; a roll outlives its school."""
        if not isinstance(record, Committee):
            return True
        return self.dataset.tree[self.organisation_of(record)].in_operation(self.end)

    def _latest(
        self, noun: type[Record], record: Record, at: Moment, among: Condition | None
    ) -> Record | None:
        """The record with the latest day; of several on one day the one with the last id."""
        until = self.end if at is Moment.END else self.before
        dated = [
            (day, getattr(each, "id", ""), each)
            for each in self._about(noun, record)
            if (day := day_of(each)) is not None
            and day <= until
            and (among is None or self.holds(among, each))
        ]
        return max(dated, key=lambda each: each[:2])[2] if dated else None

    def _about(self, noun: type[Record], record: Record) -> list[Record]:
        """The records of another noun about this one, or about its organisation."""
        if noun is Service and isinstance(record, Volunteer):
            return self._index(noun, "volunteer").get(record.id, [])
        return self._index(noun, "organisation").get(self.organisation_of(record), [])

    def _index(self, noun: type[Record], by: str) -> Index:
        key = (noun, by)
        if key not in self._indexes:
            index: Index = defaultdict(list)
            for each in self.dataset.counted(noun):
                index[getattr(each, by)].append(each)
            self._indexes[key] = dict(index)
        return self._indexes[key]
