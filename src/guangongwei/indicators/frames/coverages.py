"""The groups that figures are told of, with who has reported in each: small tables, made once."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.coverage import touches
from guangongwei.indicators.frames.backend import Cells, Kind
from guangongwei.indicators.frames.result import BETWEEN, column_of
from guangongwei.indicators.frames.stacking import Small
from guangongwei.indicators.frames.told import OF_PLACE
from guangongwei.indicators.ground import Ground, Sent
from guangongwei.indicators.groups import MONTH, alive
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.view import View
from guangongwei.model.dataset import Dataset
from guangongwei.model.numbers import Absence
from guangongwei.model.period import reaches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guangongwei.indicators.frames.closure import Closure
    from guangongwei.model.period import Period

    Returns = frozenset[str]

#: The number of a group: that of its place, and that of the stretch of months in which it is.
GROUP, STRETCH, NUMBER, OF_MONTH, PLACE_OF = "_group", "_stretch", "_number", "_of_month", "_at"


@final
@frozen
class Groups:
    """The places of some views, in every stretch of months in which the same have reported.

    They stand in the order of their numbers, and months in that of theirs.
    """

    #: What the groups are numbered by, and what decides what is told of them.
    numbers: dict[str, Cells]
    #: What is shown of them.
    shown: dict[str, Cells]
    #: The months, with the stretch of each; where none are asked for, the one of the number 0.
    months: dict[str, Cells]
    #: How many stretches there are.
    stretches: int

    @cached_property
    def cells(self) -> dict[str, Cells]:
        """Everything that is told of the groups."""
        return self.numbers | self.shown

    @cached_property
    def deciding(self) -> Small:
        """What decides what is told of each group."""
        return Small({each: self.numbers[each] for each in OF_PLACE})

    @cached_property
    def naming(self) -> Small:
        """What is shown of each group."""
        return Small(self.shown)

    @cached_property
    def labels(self) -> Small:
        """What each month is called."""
        return Small(dict.fromkeys(("period", column_of(MONTH)), self.months["period"]))


def groups_of(views: Sequence[View], closure: Closure, returns: Returns, since: date) -> Groups:
    """The groups of the views of some months, or of one view."""
    scene = views[0].scene
    sent = scene.ground.told or Sent(scene.ground.sent)
    periods = tuple(each.scene.period for each in views)
    return _groups(closure, (returns, since), periods, scene.as_of, sent)


@lru_cache(maxsize=16)
def _groups(
    closure: Closure,
    asked: tuple[Returns, date],
    periods: tuple[Period, ...],
    as_of: date,
    sent: Sent,
) -> Groups:
    """The same, of what decides it; those of the last few questions are kept."""
    (returns, since), dataset = asked, Dataset(organisations=closure.tree.organisations)
    ground = Ground(dataset, told=sent)
    scenes = (Scene(dataset=dataset, period=p, as_of=as_of, ground=ground) for p in periods)
    views = [View(each, closure.organisation, closure.dimensions) for each in scenes]
    kind = _Kinds.of(views[0], returns) if len(views) > 1 else None
    kinds: dict[object, int] = {}
    firsts: list[tuple[View, date]] = []
    stretch_of: list[int] = []
    for view in views:
        begun = since if kind is None else view.scene.period.start
        held = None if kind is None else kind.of_view(view, begun)
        if held not in kinds:
            kinds[held] = len(kinds)
            firsts.append((view, begun))
        stretch_of.append(kinds[held])
    told = [_told(view, closure, returns, begun) for view, begun in firsts]
    months = {
        NUMBER: Cells(Kind.WHOLE, list(map(month_number, views))),
        OF_MONTH: Cells(Kind.WHOLE, stretch_of),
        "period": Cells(Kind.TEXT, [each.label for each in periods]),
    }
    cells = _cells(told, closure)
    numbers = {name: cells[name] for name in _NUMBERS}
    shown = {name: held for name, held in cells.items() if name not in numbers}
    return Groups(numbers, shown | {"expected": cells["expected"]}, months, len(firsts))


def _cells(told: Sequence[Mapping[str, list[Any]]], closure: Closure) -> dict[str, Cells]:
    """What is told of every place in every stretch, in the order of the groups' numbers."""
    stretches, places = range(len(told)), range(len(closure.places))
    columns: dict[str, list[Any]] = {
        name: [one[name][place] for place in places for one in told] for name in told[0]
    }
    columns |= {
        name: [each for each in held for _ in stretches] for name, held in _names(closure).items()
    }
    columns[GROUP] = list(range(len(places) * len(stretches)))
    columns[STRETCH] = [stretch for _ in places for stretch in stretches]
    columns[PLACE_OF] = [place for place in places for _ in stretches]
    return {
        name: Cells(Kind.WHOLE if name in _WHOLES else Kind.TEXT, held)
        for name, held in columns.items()
    }


#: What groups are numbered by, and what decides what is told of them.
_NUMBERS = (GROUP, STRETCH, PLACE_OF, *OF_PLACE)
_WHOLES = (*_NUMBERS, "reported")


def _names(closure: Closure) -> dict[str, list[Any]]:
    """What the places are called."""
    found: dict[str, list[Any]] = {
        "organisation": [organisation for organisation, _ in closure.places],
        "level": list(closure.levels),
    }
    for at, name in enumerate(closure.dimensions.places):
        held = (categories[at] for _, categories in closure.places)
        found[column_of(name)] = [None if isinstance(each, Absence) else each for each in held]
    return found


def _told(view: View, closure: Closure, returns: Returns, since: date) -> dict[str, list[Any]]:
    """Who was expected in each place and has reported, as `Reporting.coverage` tells it."""
    sent = view.reporting(returns, since)
    living = frozenset(alive(view.scene, frozenset(closure.ids)))
    expected = sent.expected & living
    lacking, partial = expected - sent.complete, expected & sent.partial
    numbers = [sum(map(expected.__contains__, ids)) for ids in closure.members]
    missing = [[each for each in ids if each in lacking] for ids in closure.members]
    partly = [[each for each in ids if each in partial] for ids in missing]
    reported = [one - len(less) for one, less in zip(numbers, missing, strict=True)]
    everywhere = not closure.dimensions.splits
    return {
        "reported": reported,
        "expected": numbers,
        "missing": list(map(BETWEEN.join, missing)),
        "partial": list(map(BETWEEN.join, partly)),
        "_complete": [int(not each) for each in missing],
        "_some": [int(bool(one or some)) for one, some in zip(reported, partly, strict=True)],
        "_member": [int(everywhere or not living.isdisjoint(each)) for each in closure.members],
    }


def month_number(view: View) -> int:
    """The number of the month of a view; 0 where no months are asked for."""
    start = view.scene.period.start
    return start.year * 12 + start.month if view.dimensions.by_month else 0


@final
@frozen
class _Kinds:
    """What decides which units there are on the days of a month, and who has reported them."""

    founded: list[date]
    closed: list[date]
    #: The days of what any unit has sent, each set of them once.
    sent: tuple[tuple[tuple[date, date], ...], ...]

    @staticmethod
    def of(view: View, returns: Returns) -> _Kinds:
        """Those of a view."""
        dataset = view.scene.dataset
        spans = view.scene.ground.sent.items()
        sent = (tuple(each) for (_, table), each in spans if table in returns)
        units = dataset.tree.by_id.values()
        return _Kinds(
            sorted(each.founded for each in units if each.founded is not None),
            sorted(each.closed for each in units if each.closed is not None),
            tuple(dict.fromkeys(sent)),
        )

    def of_view(self, view: View, since: date) -> object:
        """What is the same for months with the same units and the same reports."""
        end = view.scene.end
        founded = bisect_right(self.founded, since), bisect_right(self.founded, end)
        return (
            founded,
            (bisect_right(self.closed, since), bisect_right(self.closed, end)),
            # What was founded within the month is asked for its part of it alone.
            None if founded[0] == founded[1] else since,
            tuple((reaches(each, since, end), touches(each, since, end)) for each in self.sent),
        )
