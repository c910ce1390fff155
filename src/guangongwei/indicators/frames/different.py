"""How many different values there are, counted anew for every group of every level.

Each value of an organisation is kept once before the values of the places above are told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import field, frozen

from guangongwei.indicators.frames.backend import collected, nw
from guangongwei.indicators.frames.closure import closure_of
from guangongwei.indicators.frames.columns import DERIVED, base_of
from guangongwei.indicators.frames.look import Look
from guangongwei.indicators.frames.native import UNIT, Added, distinct, grouped, inside, placed
from guangongwei.indicators.frames.parts import Parts
from guangongwei.indicators.frames.plan import value_of
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
    value = value_of(query, path)
    frame = look.frame({_VALUE: value, **plan.columns}, marked=plan.marks.values())
    frame = distinct(frame.filter(~nw.col(_VALUE).is_null()))
    keys = list(look.keys)
    between = Parts.of(query.tables, query.noun, (base_of(query.noun, path),)).between
    frame = Parts((_VALUE,), between, standard).split(frame, _VALUE)
    parts = Parts(tuple(keys), Parts.of(query.tables, query.noun, look.own).between)
    for key in keys[: len(look.own)]:
        frame = parts.split(frame, key, blank=True)
    valued = {each: nw.when(nw.col(each) == 1).then(nw.col(_VALUE)) for each in plan.columns}
    places, counted = _by_place(
        frame.with_columns(**valued) if valued else frame, view, keys, named
    )
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
    columns: dict[str, Any] = field(factory=dict[str, Any])
    marks: dict[object, int] = field(factory=dict[object, int])

    def column(self, number: int) -> str:
        """The column with the values that count in a series."""
        if self.look.hits[number] is True:
            return _VALUE
        first = self.marks.setdefault(self.look.told[number], number)
        so = nw.when(nw.col(f"_h{first}")).then(nw.lit(1)).otherwise(nw.lit(0))
        self.columns[f"_m{first}"] = so
        return f"_m{first}"


def _by_place(
    frame: Any, view: View, keys: list[str], named: list[str]
) -> tuple[tuple[Place, ...], list[tuple[Any, ...]]]:
    """The places, and by the number of each how many values every series has."""
    closure = closure_of(view.scene.dataset.tree, view.organisation, view.dimensions)
    places, units = closure.places, closure.units
    frame = placed(frame, units)
    added = Added(different=tuple((f"{each}_n", each) for each in dict.fromkeys(named)))
    counted: list[Any] = []
    for level in units:
        if level != UNIT:
            here = inside(frame, nw.col(level) >= 0)
            told = grouped(here, [level, *keys], added)
            names = {f"_n{n}": nw.col(f"{each}_n") for n, each in enumerate(named)}
            counted.append(told.select(nw.col(level).alias("_place"), *keys, **names))
    return places, collected(nw.concat(counted, how="vertical")) if counted else []
