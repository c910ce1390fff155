"""The rows of a result where an engine is here, or waits: numbers first, what they are called last.

What is the same for many rows is told once, in small tables of which each row takes one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.frames.backend import Cells, Kind, made, nw
from guangongwei.indicators.frames.coverages import GROUP, NUMBER, OF_MONTH, PLACE_OF
from guangongwei.indicators.frames.native import fitted, typed
from guangongwei.indicators.frames.result import COLUMNS, column_of, kinds_by
from guangongwei.indicators.frames.series import MONTH as MONTH_OF
from guangongwei.indicators.frames.stacking import (
    Small,
    Taken,
    beside,
    filled,
    in_arrow,
    stacked,
)
from guangongwei.indicators.frames.wide import PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guangongwei.indicators.frames.coverages import Groups
    from guangongwei.indicators.frames.look import Look
    from guangongwei.indicators.frames.wide import Wide
    from guangongwei.indicators.view import View

#: The number of an indicator, and that of a month among those asked for.
_WHICH, _AT = "_which", "_at_month"


@final
@frozen
class Part:
    """The groups in which one indicator is told, and the columns that say what it is there."""

    frame: Any
    #: What says of the groups of the frame in which it is told; None: in all.
    kept: Any
    #: None where a column is blank.
    columns: Mapping[str, Any]


def here(counted: Wide, groups: Groups, look: Look, whole: View) -> Any:
    """What was counted, with the number of its group and what decides what is told of it.

    Where groups are told by places alone, those are there too in which nothing was counted.
    """
    frame = in_arrow(counted.frame)
    by_month, month, first = whole.dimensions.by_month, MONTH_OF, groups.months[NUMBER].values[0]
    if not whole.dimensions.own:
        keys, month = [PLACE_OF, *([NUMBER] if by_month else [])], NUMBER
        told = made(frame, _everywhere(groups, by_month=by_month))
        frame = told.join(frame, left_on=keys, right_on=[PLACE, *look.keys], how="left")
    elif groups.stretches == 1:
        frame = frame.rename({PLACE: GROUP})
    if by_month:
        frame = frame.with_columns((nw.col(month) - first).alias(_AT))
    if whole.dimensions.own and groups.stretches > 1:
        frame = beside(frame, _AT, Small({OF_MONTH: groups.months[OF_MONTH]}))
        code = nw.col(PLACE) * groups.stretches + nw.col(OF_MONTH)
        frame = frame.with_columns(code.alias(GROUP))
    numbers = [name for each in counted.counted for name in each.numbers]
    frame = filled(frame, dict.fromkeys(numbers))
    return beside(frame, GROUP, groups.deciding)


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


def rows(
    parts: Sequence[Part],
    names: Sequence[Mapping[str, str]],
    groups: Groups,
    look: Look,
    whole: View,
) -> Any:
    """The rows of some indicators, each with the names of its group and of its indicator."""
    kinds, dimensions = kinds_by(whole.dimensions.asked), whole.dimensions
    own = {
        column_of(each): nw.col(f"_own{look.own.index(each)}") if each in look.own else nw.lit(None)
        for each in dimensions.own
    }
    told = {name: kinds[name] for each in parts for name in each.columns}
    months = [_AT] if dimensions.by_month else []
    sheets: dict[int, list[int]] = {}
    for number, each in enumerate(parts):
        sheets.setdefault(id(each.frame), []).append(number)
    found = [
        _sheet({n: parts[n] for n in numbers}, [GROUP, *months], own, told)
        for numbers in sheets.values()
    ]
    frame = beside(nw.concat(found, how="vertical"), GROUP, groups.naming)
    same = {name: Cells(COLUMNS[name], [each[name] for each in names]) for name in names[0]}
    blank = {name: None for name in ("part", "whole", "fraction") if name not in told}
    same |= _constant(blank | {"as_of": whole.scene.as_of}, len(names))
    if months:
        frame = beside(frame, _AT, groups.labels)
    else:
        same |= _constant({"period": whole.scene.period.label}, len(names))
    return typed(beside(frame, _WHICH, Small(same)), dict.fromkeys(own, Kind.TEXT), kinds)


def _sheet(
    parts: Mapping[int, Part], keys: Sequence[str], own: Mapping[str, Any], told: Mapping[str, Kind]
) -> Any:
    """The rows of indicators that are told of one frame; whatever is made of it is made at once."""
    columns: dict[str, Any] = {}
    kinds: dict[str, Kind] = {}
    names: dict[int, str] = {}
    taken: list[Taken] = []
    for number, part in parts.items():
        held: dict[str, str | None] = {each: each for each in (*keys, *own)}
        for name, kind in told.items():
            column = part.columns.get(name)
            held[name] = None
            if column is not None:
                # The least that a number can be is often the number itself.
                held[name] = at = names.setdefault(id(column), f"_{name}{number}")
                columns[at], kinds[at] = column, kind
        kept = None
        if part.kept is not None:
            kept = names.setdefault(id(part.kept), f"_kept{number}")
            columns[kept] = part.kept
        taken.append(Taken(kept, held, (_WHICH, number)))
    (first, *_) = parts.values()
    return stacked(fitted(first.frame.select(*keys, **own, **columns), kinds), taken, told)


def _constant(values: Mapping[str, Any], length: int) -> dict[str, Cells]:
    """Columns of a result that have one value, so many times."""
    return {name: Cells(COLUMNS[name], [value] * length) for name, value in values.items()}
