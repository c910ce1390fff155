"""One look at the records of one noun, which many measures share: what counts in each is a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.definition import All, Condition
from guangongwei.indicators.frames.backend import nw
from guangongwei.indicators.frames.native import inside
from guangongwei.indicators.frames.query import Query, Truth, among, any_of, both
from guangongwei.indicators.frames.series import MONTH, Ask, Series, in_series, month_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from guangongwei.indicators.scene import Scene


@final
@frozen
class Look:
    """A query with several series at once: which of its records count in each."""

    query: Query
    series: tuple[Series, ...]
    #: The columns that records are grouped by, those that the table has.
    own: tuple[str, ...]
    #: What says that a record of these times counts in a series, but for whose it is.
    hits: tuple[Truth, ...]
    #: The organisations whose records alone count in a series; None: those of all.
    units: tuple[frozenset[str] | None, ...]
    #: For each series when and where its hits are: where this is the same, the same records count.
    told: tuple[object, ...]
    inside: Truth
    is_monthly: bool

    @staticmethod
    def of(query: Query, series: Iterable[Series], own: Iterable[str], *, is_monthly: bool) -> Look:
        """The look that has all of these series but those in which nothing can count."""
        kept: list[Series] = []
        found: list[_Hit] = []
        times: dict[object, Truth] = {}
        wheres: dict[object, Truth] = {}
        for each in series:
            measure, scene = each.measure, each.scene
            when = (measure.timing, measure.day, scene.period, scene.end)
            if when not in times:
                times[when] = query.in_time(measure.timing, scene, measure.day)
            units, rest = _parted(query, measure.where, scene)
            key = (rest, scene.period, scene.as_of)
            if key not in wheres:
                wheres[key] = query.all_hold(rest, scene)
            if units != frozenset() and both(times[when], wheres[key]) is not False:
                kept.append(each)
                found.append(_Hit(when, rest, units, wheres[key]))
        asked = {each.when: times[each.when] for each in found}
        present = tuple(each for each in own if query.tables.has(query.noun, each))
        # Where all are of one time, nothing outside of it is left to be told apart.
        alone = len(asked) == 1
        return Look(
            query,
            tuple(kept),
            present,
            tuple(each.so if alone else both(times[each.when], each.so) for each in found),
            tuple(each.units for each in found),
            tuple((each.when, each.rest) for each in found),
            any_of(asked.values()),
            is_monthly=is_monthly,
        )

    def key(self, number: int, *, by_unit: bool) -> object:
        """What is the same for series in which the same records count; None where all do.

        Where they are told apart by organisation anyway, whose they are need not be asked.
        """
        units = None if by_unit else self.units[number]
        if units is None and self.hits[number] is True:
            return None
        return self.told[number], units

    def so(self, number: int, *, by_unit: bool) -> Truth:
        """What says that a record counts in a series."""
        units = None if by_unit else self.units[number]
        if units is None:
            return self.hits[number]
        return both(self.hits[number], among(nw.col("organisation"), units))

    def frame(self, columns: Mapping[str, Any], marked: Mapping[int, Truth]) -> Any:
        """The records of the time that any series is about, with these columns and the keys.

        The columns are made of those that say what counts: ``_h0`` for the first series; only
        those of the series that are marked.
        """
        for name in ("organisation", *self.own):
            self.query.column(name)
        keys: dict[str, Any] = {f"_own{n}": nw.col(each) for n, each in enumerate(self.own)}
        if self.is_monthly:
            keys[MONTH] = month_of(self.query, self.series[0].measure)
        frame = self.query.frame()
        if not isinstance(self.inside, bool):
            frame = inside(frame, self.inside)
        marks = {
            f"_h{each}": nw.lit(held) if isinstance(held, bool) else held
            for each, held in marked.items()
        }
        if marks:
            frame = frame.with_columns(**marks)
        return frame.select("organisation", **keys, **columns)

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What its series answer."""
        return tuple(ask for each in self.series for ask in each.asks.values())

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the columns that its frame is grouped by, beside the organisation."""
        return (*(f"_own{n}" for n in range(len(self.own))), *((MONTH,) if self.is_monthly else ()))

    def cells(self, own: Sequence[str], held: Sequence[Any]) -> tuple[Any, ...]:
        """The cells of the dimensions, of which a table may lack some."""
        found = dict(zip(self.own, held, strict=False))
        return tuple(found.get(each) for each in own)


def looks(
    query: Callable[[], Query], asks: Mapping[Ask, Scene], own: Iterable[str]
) -> Iterator[Look]:
    """The looks that have all of these asks: one for those of single months, one for the others."""
    series = in_series(asks)
    for is_monthly in (False, True):
        days: dict[str | None, list[Series]] = {}
        for each in series:
            if each.is_monthly is is_monthly:
                days.setdefault(each.measure.day if is_monthly else None, []).append(each)
        for together in days.values():
            look = Look.of(query(), together, own, is_monthly=is_monthly)
            if look.series:
                yield look


@final
@frozen
class _Hit:
    """When a record counts in a series, where, and of which organisations."""

    when: object
    rest: tuple[Condition, ...]
    units: frozenset[str] | None
    so: Truth


def _parted(
    query: Query, where: Condition | None, scene: Scene
) -> tuple[frozenset[str] | None, tuple[Condition, ...]]:
    """A condition as the organisations whose records may meet it, and what these have to meet."""
    if where is None:
        return None, ()
    parts = where.conditions if isinstance(where, All) else (where,)
    told = {each: query.units(each, scene) for each in parts}
    known = [each for each in told.values() if each is not None]
    rest = tuple(each for each, units in told.items() if units is None)
    return (known[0].intersection(*known) if known else None), rest
