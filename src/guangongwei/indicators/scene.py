"""A dataset looked at over one period up to one day: what counts in it, and which condition holds."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, assert_never, cast, final

from attrs import evolve, field, frozen

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
    Told,
)
from guangongwei.indicators.lives import LINKS, NOW, in_force, own_day
from guangongwei.model.committee import Committee
from guangongwei.model.dataset import Dataset, Record
from guangongwei.model.numbers import Absence, is_blank, is_number
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import PUBLICITY_YEAR, Period
from guangongwei.model.post import Post
from guangongwei.model.repeats import firsts
from guangongwei.model.reporting import Return

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Measure
    from guangongwei.indicators.groups import Key
    from guangongwei.indicators.tally import Tally
    from guangongwei.indicators.view import View
    from guangongwei.model.organisation import Organisation
    from guangongwei.model.standard import Standard, StandardId

#: The records of a noun by what one of their fields names, or by their organisation.
Index = dict[object, list[Record]]


#: Records with the organisations they belong to.
Selection = tuple[tuple[Record, OrganisationId], ...]


class Counting(Protocol):
    """What counts the records of nouns that are not in the dataset."""

    def want(self, view: View, measure: Measure) -> None:
        """Take note that a measure will be asked for, before any is."""
        ...

    def tallies(self, view: View, measure: Measure) -> dict[Key, Tally]:
        """What counts in a measure, by group."""
        ...


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
    #: What counts the records of nouns that are in tables of the caller's; None: all are here.
    counting: Counting | None = field(default=None, repr=False)
    _indexes: dict[tuple[type[Record], str | None], Index] = field(
        factory=dict[tuple[type[Record], str | None], Index], repr=False
    )
    #: What counts, by everything of a measure that decides it; its own for each scene.
    _selected: dict[tuple[object, ...], Selection] = field(
        factory=dict[tuple[object, ...], "Selection"], repr=False, init=False
    )

    @cached_property
    def end(self) -> date:
        """The last day that counts: the period's, or `as_of` if that is earlier."""
        return min(self.period.end, self.as_of)

    @cached_property
    def before(self) -> date:
        """The day before the period."""
        return self.period.start - timedelta(days=1)

    def organisation_of(self, record: Record) -> OrganisationId | None:
        """The organisation a record belongs to; None where it is not in 单位 or nothing tells it."""
        id_ = self.dataset.organisation_of(record)
        return id_ if id_ in self.dataset.tree else None

    def selected(self, measure: Measure) -> Selection:
        """The records that count in a measure, each with its organisation."""
        key = (measure.of, measure.timing, measure.day, measure.where)
        if key not in self._selected:
            self._selected[key] = self._select(measure)
        return self._selected[key]

    def _select(self, measure: Measure) -> Selection:
        where = measure.where
        if where is not None:
            in_time = self.selected(evolve(measure, where=None))
            return tuple(each for each in in_time if self.holds(where, each[0]))
        placed = ((each, self.organisation_of(each)) for each in self.dataset.counted(measure.of))
        return tuple(
            (record, id_)
            for record, id_ in placed
            if id_ is not None and self.in_time(measure.timing, record, measure.day)
        )

    def why_not(self, measure: Measure, record: Record) -> LeftOut | None:
        """Why a record does not count in a measure; None where it does."""
        if self.organisation_of(record) is None:
            return LeftOut.NO_ORGANISATION
        if not self.in_time(measure.timing, record, measure.day):
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
            case Told(path):
                said = self.read(record, path)
                return not is_blank(said) and said != ()
            case Latest(noun, inner, at, among):
                latest = self._latest(noun, record, at, among)
                return latest is not None and self.holds(inner, latest)
            case Exists(noun, inner, timing):
                return any(
                    self.organisation_of(each) is not None
                    and self.in_time(timing, each)
                    and (inner is None or self.holds(inner, each))
                    for each in self._about(noun, record)
                )
            case _:  # pragma: no cover
                assert_never(condition)

    def read(self, record: Record, path: str) -> object:
        """What a path leads to; unknown where it leads through a record that is not here.

        Raises:
            BadArgument: There is no such path.
        """
        owner, _, name = path.rpartition(".")
        told = NOW.get((type(record), name)) if owner == "now" else None
        if told is not None:
            return told(record, self.end)
        try:
            held = self._owner(record, owner)
            return Absence.UNKNOWN if held is None else getattr(held, name)
        except AttributeError:
            raise BadArgument(f"path {path!r}", f"one of {type(record).__name__}") from None

    def _owner(self, record: Record, name: str) -> Record | Standard | None:
        match name:
            case "":
                return record
            case "organisation":
                return self._home(record)
            case "standard":
                return self._standards.get(getattr(record, name))
            case _:
                raise BadArgument(f"path {name!r}", "through organisation, standard or now")

    @cached_property
    def _standards(self) -> dict[StandardId, Standard]:
        return {each.id: each for each in firsts(self.dataset.standards)}

    def _home(self, record: Record) -> Organisation | None:
        id_ = self.organisation_of(record)
        return None if id_ is None else self.dataset.tree[id_]

    def in_time(self, timing: Timing, record: Record, day: str | None = None) -> bool:
        """Say whether a record happened in the time that counts, or is in force at its end."""
        if timing is Timing.AT_END:
            return in_force(record, self.end) and self._is_open(record)
        if isinstance(record, Return):
            return record.period in self.period or self.period in record.period
        happened = self.day(record, day)
        return happened is not None and self.since(timing) <= happened <= self.end

    def day(self, record: Record, path: str | None = None) -> date | None:
        """The day a record happened: what a path leads to, or the noun's own."""
        found = self.read(record, path or own_day(type(record)))
        return found if isinstance(found, date) else None

    def since(self, timing: Timing) -> date:
        """The first day that counts."""
        match timing:
            case Timing.DURING | Timing.AT_END:
                return self.period.start
            case Timing.YEAR_TO_DATE:
                return self.end.replace(month=1, day=1)
            case Timing.PUBLICITY_YEAR_TO_DATE:
                begun = self.end.month >= PUBLICITY_YEAR
                year = self.end.year if begun else self.end.year - 1
                return date(year, PUBLICITY_YEAR, 1)
            case Timing.TO_DATE:
                return date.min
            case _:  # pragma: no cover
                assert_never(timing)

    def _is_open(self, record: Record) -> bool:
        """Say whether a committee's or a post's organisation operates; a roll outlives its school."""
        home = self._home(record) if isinstance(record, Committee | Post) else None
        return home is None or home.in_operation(self.end)

    def _latest(
        self, noun: type[Record], record: Record, at: Moment, among: Condition | None
    ) -> Record | None:
        """The record with the latest day; of several on one day the one with the last id."""
        until = self.end if at is Moment.END else self.before
        dated = [
            (day, getattr(each, "id", ""), each)
            for each in self._about(noun, record)
            if (day := self.day(each)) is not None
            and day <= until
            and (among is None or self.holds(among, each))
        ]
        return max(dated, key=lambda each: each[:2])[2] if dated else None

    def _about(self, noun: type[Record], record: Record) -> list[Record]:
        """The records of another noun about this one, or about its organisation."""
        link = LINKS.get((noun, type(record)))
        if link is not None:
            return self._index(noun, link).get(getattr(record, "id", None), [])
        return self._index(noun, None).get(self.organisation_of(record), [])

    def _index(self, noun: type[Record], link: str | None) -> Index:
        """The records of a noun by what a field of theirs names, or by their organisation."""
        key = (noun, link)
        if key not in self._indexes:
            index: Index = defaultdict(list)
            for each in self.dataset.counted(noun):
                named = getattr(each, link) if link else self.organisation_of(each)
                for one in told_apart(named):
                    index[one].append(each)
            self._indexes[key] = dict(index)
        return self._indexes[key]


def told_apart(value: object) -> tuple[object, ...]:
    """What a field tells apart: each of several values, its one value, or nothing."""
    if isinstance(value, tuple):
        return cast("tuple[object, ...]", value)
    return () if is_blank(value) else (value,)
