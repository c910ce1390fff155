"""One look at the records of one noun, which many measures share: what counts in each is a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.frames.backend import nw
from guangongwei.indicators.frames.native import inside
from guangongwei.indicators.frames.query import Query, Truth, any_of, both
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
    #: What says that a record of these times counts in a series; True for one that always does.
    hits: tuple[Truth, ...]
    #: For each series when and where that is: the same for those in which the same records count.
    told: tuple[object, ...]
    inside: Truth
    is_monthly: bool

    @staticmethod
    def of(query: Query, series: Iterable[Series], own: Iterable[str], *, is_monthly: bool) -> Look:
        """The look that has all of these series but those in which nothing can count."""
        kept: list[Series] = []
        hits: list[tuple[object, Truth]] = []
        told: list[object] = []
        times: dict[object, Truth] = {}
        wheres: dict[object, Truth] = {}
        for each in series:
            measure, scene = each.measure, each.scene
            when = (measure.timing, measure.day, scene.period, scene.end)
            if when not in times:
                times[when] = query.in_time(measure.timing, scene, measure.day)
            where = _where(query, each, wheres)
            if both(times[when], where) is not False:
                kept.append(each)
                hits.append((when, where))
                told.append((when, measure.where))
        asked = {when: times[when] for when, _ in hits}
        present = tuple(each for each in own if query.tables.has(query.noun, each))
        inside = any_of(asked.values())
        # Where all are of one time, nothing outside of it is left to be told apart.
        so = [where if len(asked) == 1 else both(times[when], where) for when, where in hits]
        return Look(
            query, tuple(kept), present, tuple(so), tuple(told), inside, is_monthly=is_monthly
        )

    def frame(self, columns: Mapping[str, Any], marked: Iterable[int]) -> Any:
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
            f"_h{each}": nw.lit(held) if isinstance(held := self.hits[each], bool) else held
            for each in marked
        }
        if marks:
            frame = frame.with_columns(**marks)
        return frame.select("organisation", **keys, **columns)

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


def _where(query: Query, series: Series, known: dict[object, Truth]) -> Truth:
    """What a series asks of records; what depends on the time is asked anew for each."""
    measure, scene = series.measure, series.scene
    if measure.where is None:
        return True
    key = (measure.where, scene.period, scene.as_of)
    if key not in known:
        known[key] = query.holds(measure.where, scene)
    return known[key]
