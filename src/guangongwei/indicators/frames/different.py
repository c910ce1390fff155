"""How many different values there are, counted anew for every group of every level.

Each value of an organisation is kept once before the values of the places above are told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import field, frozen

from guangongwei.indicators.frames.backend import collected, nw
from guangongwei.indicators.frames.closure import closure_of
from guangongwei.indicators.frames.columns import DERIVED, UNIT_DAY, base_of
from guangongwei.indicators.frames.look import Look
from guangongwei.indicators.frames.native import Added, distinct
from guangongwei.indicators.frames.parts import Parts
from guangongwei.indicators.frames.placed import PLACE, by_place
from guangongwei.indicators.frames.plan import unit_day, value_of
from guangongwei.indicators.frames.query import Truth, among, both
from guangongwei.indicators.groups import category

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guangongwei.indicators.frames.series import Ask
    from guangongwei.indicators.groups import Key, Place
    from guangongwei.indicators.view import View


_VALUE = "_value"


def different(look: Look, view: View, path: str) -> Iterator[tuple[Ask, Key, int]]:
    """How many different values a field holds, for every ask and group in which it has any."""
    query = look.query
    standard: Callable[[str], str] = str
    if (query.noun, path) in DERIVED:
        path, vocabulary = DERIVED[query.noun, path]
        standard = vocabulary.standard
    if not query.tables.has(query.noun, base_of(query.noun, path)):
        return
    plan = _Marks(look)
    named = [plan.column(number) for number in range(len(look.series))]
    # Of one unit the days alone tell its days apart.
    is_unit_day = path == UNIT_DAY
    value = query.column(base_of(query.noun, path)) if is_unit_day else value_of(query, path)
    frame = look.frame({_VALUE: value, **plan.columns}, marked=plan.marked)
    frame = distinct(frame.filter(~nw.col(_VALUE).is_null()))
    if is_unit_day:
        frame = frame.with_columns(unit_day(nw.col(_VALUE)).alias(_VALUE))
    keys = list(look.keys)
    between = Parts.of(query.tables, query.noun, (base_of(query.noun, path),)).between
    frame = Parts((_VALUE,), between, standard).split(frame, _VALUE)
    parts = Parts(tuple(keys), Parts.of(query.tables, query.noun, look.own).between)
    for key in keys[: len(look.own)]:
        frame = parts.split(frame, key, blank=True)
    if plan.valued:
        frame = frame.with_columns(**plan.valued)
    places, counted = _by_place(frame, view, keys, named)
    for place, *held in counted:
        cells, numbers = held[: len(keys)], held[len(keys) :]
        own = tuple(map(category, look.cells(view.dimensions.own, cells)))
        for series, number in zip(look.series, numbers, strict=True):
            if number:
                yield (
                    series.asks[cells[-1] if look.is_monthly else 0],
                    (places[place], own),
                    int(number),
                )


@final
@frozen
class _Marks:
    """The columns that say in which series a value counts; those in which all do have the value."""

    look: Look
    #: What says of a record in which series it counts, but for whose it is.
    columns: dict[str, Any] = field(factory=dict[str, Any])
    marked: dict[int, Any] = field(factory=dict[int, Any])
    #: The values that count in a series.
    valued: dict[str, Any] = field(factory=dict[str, Any])
    _numbers: dict[object, int] = field(factory=dict[object, int])

    def column(self, number: int) -> str:
        """The column with the values that count in a series."""
        key, units = self.look.key(number, by_unit=True), self.look.units[number]
        so: Truth = True
        if key is not None:
            first = self._numbers.setdefault(key, number)
            self.marked[first] = self.look.hits[first]
            here = nw.when(nw.col(f"_h{first}")).then(nw.lit(1)).otherwise(nw.lit(0))
            self.columns[f"_m{first}"] = here
            so = nw.col(f"_m{first}") == 1
        if units is not None:
            so = both(so, among(nw.col("organisation"), units))
        if so is True:
            return _VALUE
        self.valued[f"_v{number}"] = nw.when(so).then(nw.col(_VALUE))
        return f"_v{number}"


def _by_place(
    frame: Any, view: View, keys: list[str], named: list[str]
) -> tuple[tuple[Place, ...], list[tuple[Any, ...]]]:
    """The places, and by the number of each how many values every series has."""
    closure = closure_of(view.scene.dataset.tree, view.organisation, view.dimensions)
    added = Added(different=tuple((f"{each}_n", each) for each in dict.fromkeys(named)))
    found = by_place(frame, closure.units, closure.layers, keys, added)
    names = {f"_n{n}": nw.col(f"{each}_n") for n, each in enumerate(named)}
    return closure.places, collected(found.select(PLACE, *keys, **names))
