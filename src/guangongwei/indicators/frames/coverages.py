"""The groups that figures are told of, with who has reported in each: small tables, made once."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.coverage import touches
from guangongwei.indicators.frames.backend import Cells, Kind
from guangongwei.indicators.frames.result import BETWEEN, column_of
from guangongwei.model.numbers import Absence
from guangongwei.model.period import reaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guangongwei.indicators.groups import Place
    from guangongwei.indicators.view import View

    Returns = frozenset[str]

#: The number of a group: that of its place, and that of the stretch of months in which it is.
GROUP, STRETCH, NUMBER, OF_MONTH, PLACE_OF = "_group", "_stretch", "_number", "_of_month", "_at"


@final
@frozen
class Groups:
    """The places of some views, in every stretch of months in which the same have reported."""

    cells: dict[str, Cells]
    #: The months, with the stretch of each; where none are asked for, the one of the number 0.
    months: dict[str, Cells]
    #: How many stretches there are.
    stretches: int


def groups_of(
    views: Sequence[View], places: Iterable[Place], returns: Returns, since: date
) -> Groups:
    """The groups of the views of some months, or of one view."""
    kind = _Kinds.of(views[0], returns)
    kinds: dict[object, int] = {}
    firsts: list[tuple[View, date]] = []
    stretch_of: list[int] = []
    for view in views:
        begun = view.scene.period.start if len(views) > 1 else since
        held = kind.of_view(view, begun) if len(views) > 1 else None
        if held not in kinds:
            kinds[held] = len(kinds)
            firsts.append((view, begun))
        stretch_of.append(kinds[held])
    months = {
        NUMBER: Cells(Kind.WHOLE, list(map(month_number, views))),
        OF_MONTH: Cells(Kind.WHOLE, stretch_of),
        "period": Cells(Kind.TEXT, [each.scene.period.label for each in views]),
    }
    rows = [
        row
        for number, place in enumerate(places)
        for stretch, (view, begun) in enumerate(firsts)
        for row in [_row((number, stretch, len(firsts)), place, view, returns, begun)]
    ]
    texts = ("organisation", "level", "missing", "partial")
    kinds_of: dict[str, Kind] = dict.fromkeys(texts, Kind.TEXT)
    kinds_of |= {column_of(each): Kind.TEXT for each in views[0].dimensions.places}
    kinds_of |= dict.fromkeys(_WHOLES, Kind.WHOLE)
    cells = {name: Cells(held, [row[name] for row in rows]) for name, held in kinds_of.items()}
    return Groups(cells, months, len(firsts))


_WHOLES = (GROUP, STRETCH, PLACE_OF, "reported", "expected", "_complete", "_some", "_member")


def month_number(view: View) -> int:
    """The number of the month of a view; 0 where no months are asked for."""
    start = view.scene.period.start
    return start.year * 12 + start.month if view.dimensions.by_month else 0


def _row(
    numbers: tuple[int, int, int], place: Place, view: View, returns: Returns, since: date
) -> dict[str, Any]:
    (number, stretch, stretches), (organisation, categories) = numbers, place
    coverage = view.coverage(returns, (place, ()), since)
    tree = view.scene.dataset.tree
    return {
        GROUP: number * stretches + stretch,
        STRETCH: stretch,
        PLACE_OF: number,
        "organisation": organisation,
        "level": None if organisation is None else tree.level(organisation).value,
        "reported": coverage.reported,
        "expected": coverage.expected,
        "missing": BETWEEN.join(coverage.missing),
        "partial": BETWEEN.join(coverage.partial),
        "_complete": int(coverage.is_complete),
        "_some": int(bool(coverage.reported or coverage.partial)),
        "_member": int(place in view.members or not view.dimensions.splits),
        **{
            column_of(name): None if isinstance(each, Absence) else each
            for name, each in zip(view.dimensions.places, categories, strict=True)
        },
    }


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
