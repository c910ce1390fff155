"""What counts in many measures of one noun, a row for every group at every level, in the engine.

Where only sums are asked for, one look at the records has those of every organisation, and the
levels above are added up from these. Different values are counted anew at every level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.frames.native import Added, grouped, numbered
from guangongwei.indicators.frames.parts import Parts
from guangongwei.indicators.frames.placed import by_place
from guangongwei.indicators.frames.plan import Counted, Plan

if TYPE_CHECKING:
    from guangongwei.indicators.frames.closure import Closure
    from guangongwei.indicators.frames.look import Look


@final
@frozen
class Wide:
    """Groups by place, month and own categories, with what counts in every measure."""

    #: The places are told by their numbers.
    frame: Any
    counted: tuple[Counted, ...]


def wide(
    look: Look, closure: Closure, settled: frozenset[str] = frozenset(), units: Any = None
) -> Wide:
    """What counts in every series of a look, and of the settled organisations on their own.

    Units are those of the closure, where a table of them was made before.
    """
    plan = Plan(look, settled=settled)
    counted = tuple(map(plan.counted, range(len(look.series))))
    frame = plan.frame()
    own = list(look.keys[: len(look.own)])
    parts = Parts(tuple(own), Parts.of(look.query.tables, look.query.noun, look.own).between)
    for key in own:
        frame = parts.split(frame, key, blank=True)
    frame = numbered(frame, own, shown=True)
    added, keys = plan.added, list(look.keys)
    if plan.different:
        frame = numbered(frame, plan.different.values(), shown=False)
    else:
        frame = grouped(frame, ["organisation", *keys], added)
        added = Added(sums=added.names)
    units = closure.units if units is None else units
    return Wide(by_place(frame, units, closure.layers, keys, added), counted)
