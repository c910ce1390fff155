"""The rows of a result where an engine is here, or waits: numbers first, what they are called last.

What is the same for many rows is told once, in small tables of which each row takes one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.frames.backend import Cells, Kind, made, nw
from guangongwei.indicators.frames.coverages import GROUP, NUMBER, OF_MONTH, PLACE_OF, Groups
from guangongwei.indicators.frames.look import Look
from guangongwei.indicators.frames.native import fitted, typed
from guangongwei.indicators.frames.placed import PLACE
from guangongwei.indicators.frames.quotients import shared
from guangongwei.indicators.frames.result import COLUMNS, column_of, kinds_by
from guangongwei.indicators.frames.series import MONTH
from guangongwei.indicators.frames.stacking import Small, in_arrow, looked_up, stacked
from guangongwei.indicators.frames.told import OF_PLACE, Held
from guangongwei.indicators.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guangongwei.indicators.frames.wide import Wide

#: The number of an indicator, and that of a month among those asked for.
WHICH, _AT = "_which", "_at_month"
#: What is told of every group, and what shares tell besides.
_OF_TOLD = ("value", "low", "high", "absence")
_OF_SHARES = ("part", "whole")
_OF_HELD = {
    "_number": Kind.NUMBER,
    "_records": Kind.WHOLE,
    "_said": Kind.WHOLE,
    "_settled": Kind.NUMBER,
}


@final
@frozen
class Here:
    """The groups in which something was counted, or all there are, by their numbers."""

    frame: Any
    groups: Groups
    look: Look
    view: View
    #: Whether shares are told among others.
    has_shares: bool

    @staticmethod
    def of(counted: Wide, groups: Groups, look: Look, view: View, *, has_shares: bool) -> Here:
        """What was counted, with what decides what is told of its group.

        Where groups are told by places alone, those are there too in which nothing was counted.
        """
        frame, by_month, own = (
            in_arrow(counted.frame),
            view.dimensions.by_month,
            view.dimensions.own,
        )
        month, first = MONTH if own else NUMBER, groups.months[NUMBER].values[0]
        if not own:
            on = [PLACE_OF, NUMBER] if by_month else [PLACE_OF]
            told = made(frame, _everywhere(groups, by_month=by_month))
            frame = told.join(frame, left_on=on, right_on=[PLACE, *look.keys], how="left")
        elif groups.stretches == 1:
            frame = frame.rename({PLACE: GROUP})
        if by_month:
            frame = frame.with_columns((nw.col(month) - first).alias(_AT))
        if own and groups.stretches > 1:
            frame = looked_up(frame, _AT, Small({OF_MONTH: groups.months[OF_MONTH]}))
            code = nw.col(PLACE) * groups.stretches + nw.col(OF_MONTH)
            frame = frame.with_columns(code.alias(GROUP))
        return Here(looked_up(frame, GROUP, groups.deciding), groups, look, view, has_shares)

    @property
    def _keys(self) -> tuple[str, ...]:
        """The columns that rows are told apart by, up to their names."""
        months = (_AT,) if self.view.dimensions.by_month else ()
        return (GROUP, *months, *self.look.keys[: len(self.look.own)])

    @property
    def _is_everywhere(self) -> bool:
        """Whether groups are there in which nothing was counted."""
        return not self.view.dimensions.own

    def measured(self, held: Mapping[int, Held]) -> Any:
        """What is told of measures, by the numbers of their indicators.

        What was counted of all stands in one column before the formula is said, once for all.
        """
        columns: dict[str, Any] = {}
        names: dict[int, str] = {}

        def chosen(each: list[Any]) -> list[str]:
            found = [names.setdefault(id(one), f"_c{len(names)}") for one in each]
            columns.update(zip(found, each, strict=True))
            return found

        together = Held.chosen(list(held.values()), chosen)
        taken = {
            number: {name: each[at] for name, each in together.columns.items()}
            for at, number in enumerate(held)
        }
        same = (*self._keys, *OF_PLACE)
        kinds = {name: _OF_HELD[name] for name in together.columns}
        frame = stacked(self.frame.select(*same, **columns), same, taken, kinds, WHICH)
        told = together.named().told(everywhere=self._is_everywhere)
        frame = frame if told.kept is None else frame.filter(told.kept)
        return self._told(frame, {name: getattr(told, name) for name in _OF_TOLD})

    def shared(self, number: int, held: Held, part: Any) -> Any:
        """What is told of the share of an indicator whose whole this was counted of."""
        kept = held.told(everywhere=self._is_everywhere).kept
        frame = self.frame if kept is None else self.frame.filter(kept)
        frame, told = shared(frame, part, held.records)
        return self._told(frame.with_columns(nw.lit(number).alias(WHICH)), told)

    def _told(self, frame: Any, told: Mapping[str, Any]) -> Any:
        names = (*_OF_SHARES, *_OF_TOLD) if self.has_shares else _OF_TOLD
        cells = {name: told.get(name, nw.lit(None)) for name in names}
        found = frame.select(*self._keys, WHICH, **cells)
        if not self.has_shares:
            return found
        # They have to be of the same types before they stand below one another.
        return fitted(found, {WHICH: Kind.WHOLE, **{name: COLUMNS[name] for name in names}})

    def rows(self, told: Sequence[Any], names: Sequence[Mapping[str, str]]) -> Any:
        """The rows of a result, each with the names of its group and of its indicator."""
        groups, look, view = self.groups, self.look, self.view
        kinds, dimensions = kinds_by(view.dimensions.asked), view.dimensions
        frame = nw.concat(told, how="vertical") if len(told) > 1 else told[0]
        frame = looked_up(frame, GROUP, groups.naming)
        same = {name: Cells(COLUMNS[name], [each[name] for each in names]) for name in names[0]}
        blank = ("fraction",) if self.has_shares else ("fraction", *_OF_SHARES)
        constant: dict[str, Any] = dict.fromkeys(blank)
        constant["as_of"] = view.scene.as_of
        if dimensions.by_month:
            frame = looked_up(frame, _AT, groups.labels)
        else:
            constant["period"] = view.scene.period.label
        for name, value in constant.items():
            same[name] = Cells(COLUMNS[name], [value] * len(names))
        frame = looked_up(frame, WHICH, Small(same))
        own = {
            column_of(each): nw.col(f"_own{look.own.index(each)}")
            if each in look.own
            else nw.lit(None)
            for each in dimensions.own
        }
        found = frame.select(*(each for each in kinds if each not in own), **own)
        return typed(found, dict.fromkeys((*own, "absence"), Kind.TEXT), kinds)


def _everywhere(groups: Groups, *, by_month: bool) -> dict[str, Cells]:
    """Every group, once for each of its months."""
    if not by_month:
        return {each: groups.numbers[each] for each in (GROUP, PLACE_OF)}
    places = range(len(groups.numbers[GROUP].values) // groups.stretches)
    numbers, stretches = (groups.months[each].values for each in (NUMBER, OF_MONTH))
    codes = [place * groups.stretches + stretch for place in places for stretch in stretches]
    return {
        GROUP: Cells(Kind.WHOLE, codes),
        PLACE_OF: Cells(Kind.WHOLE, [place for place in places for _ in numbers]),
        NUMBER: Cells(Kind.WHOLE, numbers * len(places)),
    }
