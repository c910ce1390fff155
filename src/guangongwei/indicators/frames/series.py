"""Measures that are asked for month by month, taken together: one look has all the months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, final

from attrs import evolve, frozen

from guangongwei.indicators.definition import Measure, Timing
from guangongwei.indicators.frames.backend import nw
from guangongwei.indicators.lives import own_day
from guangongwei.indicators.paths import sought
from guangongwei.indicators.scene import Scene
from guangongwei.model.period import Days, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guangongwei.indicators.frames.query import Query

#: The column with the number of a record's month.
MONTH = "_month"


@final
@frozen
class Ask:
    """A measure over a period up to a day; whose return it rests on does not change what counts."""

    measure: Measure
    period: Period
    as_of: date

    @staticmethod
    def of(measure: Measure, scene: Scene) -> Ask:
        """What is asked of a scene."""
        return Ask(evolve(measure, rests_on=None), scene.period, scene.as_of)


@final
@frozen
class Series:
    """A measure over a stretch of time, and the ask that each month of it answers."""

    measure: Measure
    scene: Scene
    #: By the number of the month; by 0 where it is one ask.
    asks: dict[int, Ask]

    @property
    def is_monthly(self) -> bool:
        """Whether its records are told apart by their months."""
        return 0 not in self.asks


def in_series(asks: Mapping[Ask, Scene]) -> list[Series]:
    """The asks, flows of neighbouring months together."""
    found: list[Series] = []
    flows: dict[Measure, list[Ask]] = {}
    for ask, scene in asks.items():
        if is_flow(ask.measure) and _month(scene.period.start) == _month(scene.end):
            flows.setdefault(ask.measure, []).append(ask)
        else:
            found.append(Series(ask.measure, scene, {0: ask}))
    for measure, kept in flows.items():
        for run in _runs(sorted(kept, key=lambda each: each.period.start), asks):
            first, last = asks[run[0]], asks[run[-1]]
            days = Days(first.period.start, last.period.stop)
            scene = evolve(first, period=days, as_of=last.end)
            by_month = {_month(each.period.start): each for each in run}
            found.append(Series(measure, scene, by_month if len(run) > 1 else {0: run[0]}))
    return found


def _runs(asks: Iterable[Ask], scenes: Mapping[Ask, Scene]) -> Iterator[list[Ask]]:
    """Stretches of asks of which each begins the day after the one before has ended."""
    run: list[Ask] = []
    for ask in asks:
        if run and ask.period.start != scenes[run[-1]].end + timedelta(days=1):
            yield run
            run = []
        run.append(ask)
    yield run


def month_of(query: Query, measure: Measure) -> Any:
    """The number of the month in which a record happened."""
    day = query.column(measure.day or own_day(query.noun))
    return day.dt.year().cast(nw.Int64) * 12 + day.dt.month().cast(nw.Int64)


def _month(day: date) -> int:
    return day.year * 12 + day.month


def is_flow(measure: Measure) -> bool:
    """Say whether what counts in a period is what counts in its months, put together."""
    return (
        measure.timing is Timing.DURING
        and "." not in (measure.day or "")
        and not any(sought(measure.of, measure.where))
    )
