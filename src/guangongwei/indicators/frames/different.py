"""How many different values there are, counted anew for every group of every level.

Two group-bys count them in every engine: the first leaves one row a value, the second counts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.indicators.frames.backend import Cells, Kind, collected, made, nw
from guangongwei.indicators.frames.columns import DERIVED, UNIT_DAY, base_of
from guangongwei.indicators.frames.parts import Parts
from guangongwei.indicators.groups import category

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guangongwei.indicators.frames.batch import Look
    from guangongwei.indicators.frames.query import Query
    from guangongwei.indicators.frames.series import Ask
    from guangongwei.indicators.groups import Key, Place
    from guangongwei.indicators.view import View


def different(look: Look, view: View, path: str) -> Iterator[tuple[Ask, Key, int]]:
    """How many different values a field holds, for every ask and group in which it has any."""
    query = look.query
    standard: Callable[[str], str] = str
    if (query.noun, path) in DERIVED:
        path, vocabulary = DERIVED[query.noun, path]
        standard = vocabulary.standard
    if not query.tables.has(query.noun, base_of(query.noun, path)):
        return
    hits = [f"_h{number}" for number in range(len(look.series))]
    marks = {each: nw.when(nw.col(each)).then(nw.lit(1)).otherwise(nw.lit(0)) for each in hits}
    frame = look.frame({"_value": value_of(query, path), **marks})
    frame = frame.filter(~nw.col("_value").is_null())
    keys = list(look.keys)
    frame = _once(frame, ["organisation", *keys, "_value"], hits)
    between = Parts.of(query.tables, query.noun, (base_of(query.noun, path),)).between
    frame = Parts(("_value",), between, standard).split(frame, "_value")
    parts = Parts(tuple(keys), Parts.of(query.tables, query.noun, look.own).between)
    for key in keys[: len(look.own)]:
        frame = parts.split(frame, key, blank=True)
    places, counted = _by_place(frame, view, keys, hits)
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


def value_of(query: Query, path: str) -> Any:
    """What tells records apart by a path of the noun's own; a unit and its day as one text."""
    day = query.column(base_of(query.noun, path))
    if path != UNIT_DAY:
        return day
    number = (day.dt.year().cast(nw.Int64) * 100 + day.dt.month().cast(nw.Int64)) * 100
    number = (number + day.dt.day().cast(nw.Int64)).cast(nw.String)
    return nw.concat_str([number, query.column("organisation")], separator=" ")


def _by_place(
    frame: Any,
    view: View,
    keys: list[str],
    hits: list[str],
) -> tuple[list[Place], list[tuple[Any, ...]]]:
    """The places, and by the number of each how many values every hit has."""
    places: list[Place] = []
    counted: list[Any] = []
    for layer in layers(view):
        codes = {place: len(places) + n for n, place in enumerate(dict.fromkeys(layer.values()))}
        places += codes
        units = Cells(Kind.TEXT, list(layer))
        numbers = Cells(Kind.WHOLE, [codes[each] for each in layer.values()])
        table = made(frame, {"_unit": units, "_place": numbers})
        here = frame.join(table, left_on="organisation", right_on="_unit", how="inner")
        told = _once(here, ["_place", *keys, "_value"], hits)
        sums = [nw.col(each).sum() for each in hits]
        counted.append(told.group_by(["_place", *keys]).agg(*sums).select("_place", *keys, *hits))
    if not counted:
        return [], []
    return places, collected(nw.concat(counted, how="vertical"))


def _once(frame: Any, keys: list[str], hits: list[str]) -> Any:
    """One row for every value of every group, with what it counts in."""
    most = [nw.col(each).max() for each in hits]
    return frame.select(*keys, *hits).group_by(keys).agg(*most)


def layers(view: View) -> list[dict[str, Place]]:
    """The places in which each organisation counts, no organisation twice in one layer."""
    layers: list[dict[str, Place]] = []
    for id_ in sorted(view.scope):
        for depth, place in enumerate(reversed(view.places(id_))):
            if depth == len(layers):
                layers.append({})
            layers[depth][id_] = place
    return layers
