"""A dataset looked at over one period up to one day: what counts in it, and which condition holds."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, assert_never, final

from attrs import Factory, evolve, field, frozen

from guangongwei.indicators.conditions import Reader, Test, reader, tester
from guangongwei.indicators.definition import Condition, Measure, Moment, Timing
from guangongwei.indicators.ground import Ground, Selection, told_apart
from guangongwei.indicators.lives import in_force, own_day
from guangongwei.model.committee import Committee
from guangongwei.model.dataset import Dataset, Record
from guangongwei.model.period import PUBLICITY_YEAR, Period
from guangongwei.model.post import Post
from guangongwei.model.reporting import Return

if TYPE_CHECKING:
    from guangongwei.indicators.groups import Key
    from guangongwei.indicators.tally import Tally
    from guangongwei.indicators.view import View
    from guangongwei.model.organisation import Organisation, OrganisationId


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
    #: What is so whatever the period; scenes of one dataset share it.
    ground: Ground = field(
        default=Factory(lambda scene: Ground(scene.dataset), takes_self=True), repr=False
    )
    #: What counts, by everything of a measure that decides it; its own for each scene.
    _selected: dict[tuple[object, ...], Selection] = field(
        factory=dict[tuple[object, ...], "Selection"], repr=False, init=False
    )
    _readers: dict[tuple[type[Record], str], Reader] = field(
        factory=dict[tuple[type[Record], str], "Reader"], repr=False, init=False
    )
    _tests: dict[tuple[type[Record], Condition], Test] = field(
        factory=dict[tuple[type[Record], "Condition"], "Test"], repr=False, init=False
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
        return self.ground.organisation_of(record)

    def home(self, record: Record) -> Organisation | None:
        """The organisation itself."""
        id_ = self.organisation_of(record)
        return None if id_ is None else self.dataset.tree[id_]

    def selected(self, measure: Measure) -> Selection:
        """The records that count in a measure, each with its organisation."""
        key = (measure.of, measure.timing, measure.day, measure.where)
        if key not in self._selected:
            self._selected[key] = self._select(measure)
        return self._selected[key]

    def _select(self, measure: Measure) -> Selection:
        if measure.where is not None:
            meets = self.test(measure.of, measure.where)
            in_time = self.selected(evolve(measure, where=None))
            return tuple(each for each in in_time if meets(each[0]))
        timing, day = measure.timing, measure.day or own_day(measure.of)
        if timing is Timing.AT_END or measure.of is Return or "." in day:
            placed = self.ground.placed(measure.of)
            return tuple(each for each in placed if self.in_time(timing, each[0], day))
        days = self.ground.calendar(measure.of, day, self.reader(measure.of, day))
        since, end = self.since(timing), self.end
        return tuple(each for on, those in days.items() if since <= on <= end for each in those)

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
        return self.test(type(record), condition)(record)

    def test(self, noun: type[Record], condition: Condition) -> Test:
        """Whether a record of a noun meets a condition, as a function of the record."""
        key = (noun, condition)
        if key not in self._tests:
            self._tests[key] = tester(self, noun, condition)
        return self._tests[key]

    def read(self, record: Record, path: str) -> object:
        """What a path leads to; unknown where it leads through a record that is not here.

        Raises:
            BadArgument: There is no such path.
        """
        return self.reader(type(record), path)(record)

    def reader(self, noun: type[Record], path: str) -> Reader:
        """What a path leads to from a record of a noun, as a function of the record."""
        key = (noun, path)
        if key not in self._readers:
            self._readers[key] = reader(self, noun, path)
        return self._readers[key]

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
        home = self.home(record) if isinstance(record, Committee | Post) else None
        return home is None or home.in_operation(self.end)

    def named(
        self, noun: type[Record], link: str | None, condition: Condition | None, timing: Timing
    ) -> set[object]:
        """What the records of a noun that count name in a field, or their organisations."""
        counted = self.selected(Measure(of=noun, where=condition, timing=timing))
        if link is None:
            return {id_ for _, id_ in counted}
        return {one for each, _ in counted for one in told_apart(getattr(each, link))}

    def latest(
        self, noun: type[Record], link: str | None, at: Moment, among: Condition | None
    ) -> dict[object, Record]:
        """The record with the latest day about each; of several on one day that with the last id."""
        until = self.end if at is Moment.END else self.before
        meets = None if among is None else self.test(noun, among)
        found: dict[object, tuple[tuple[date, str], Record]] = {}
        for each in self.dataset.counted(noun):
            day = self.day(each)
            if day is None or day > until or not (meets is None or meets(each)):
                continue
            rank = (day, getattr(each, "id", ""))
            for one in told_apart(getattr(each, link) if link else self.organisation_of(each)):
                if one not in found or found[one][0] < rank:
                    found[one] = (rank, each)
        return {one: each for one, (_, each) in found.items()}
