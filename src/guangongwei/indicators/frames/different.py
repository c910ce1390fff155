"""How many different values there are, counted anew for every group of every level.

Two group-bys count them in every engine: the first leaves one row a value, the second counts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.indicators.definition import Distinct, Measure
from guangongwei.indicators.frames.backend import Cells, Kind, collected, made, nw
from guangongwei.indicators.frames.batch import hit
from guangongwei.indicators.frames.columns import DERIVED
from guangongwei.indicators.frames.parts import Parts
from guangongwei.indicators.groups import category

if TYPE_CHECKING:
    from guangongwei.indicators.frames.query import Query
    from guangongwei.indicators.groups import Key, Place
    from guangongwei.indicators.view import View


def different(query: Query, view: View, measure: Measure) -> dict[Key, int]:
    """How many different values a field holds in every group that has any."""
    assert isinstance(measure.count, Distinct)  # noqa: S101  (the ledger asks for no other)
    so = hit(query, measure, view.scene)
    path, standard = measure.count.path, str
    if (query.noun, path) in DERIVED:
        path, vocabulary = DERIVED[query.noun, path]
        standard = vocabulary.standard
    if so is False or not query.tables.has(query.noun, path):
        return {}
    own = [each for each in view.dimensions.own if query.tables.has(query.noun, each)]
    keys = [f"_own{number}" for number in range(len(own))]
    value = query.column(path).alias("_value")
    columns = [query.column(name).alias(key) for name, key in zip(own, keys, strict=True)]
    query.column("organisation")
    frame = query.frame()
    if so is not True:
        frame = frame.filter(so)
    frame = frame.filter(~nw.col(path).is_null()).select("organisation", value, *columns).unique()
    between = Parts.of(query.tables, query.noun, (path,)).between
    frame = Parts(("_value",), between, standard).split(frame, "_value")
    parts = Parts(tuple(keys), Parts.of(query.tables, query.noun, own).between)
    for key in keys:
        frame = parts.split(frame, key, blank=True)
    return _by_place(frame, view, own, keys)


def _by_place(frame: Any, view: View, own: list[str], keys: list[str]) -> dict[Key, int]:  # noqa: ANN401
    places: list[Place] = []
    counted = []
    for layer in _layers(view):
        ids, codes = list(layer), list(range(len(places), len(places) + len(set(layer.values()))))
        names = dict(zip(dict.fromkeys(layer.values()), codes, strict=True))
        places += names
        table = made(
            frame,
            {
                "_unit": Cells(Kind.TEXT, ids),
                "_place": Cells(Kind.WHOLE, [names[layer[each]] for each in ids]),
            },
        )
        here = frame.join(table, left_on="organisation", right_on="_unit", how="inner")
        told = here.select("_place", *keys, "_value").unique()
        counted.append(told.group_by(["_place", *keys]).agg(nw.len().alias("_n")))
    if not counted:
        return {}
    every = nw.concat(counted, how="vertical") if len(counted) > 1 else counted[0]
    absent = view.dimensions.own
    found: dict[Key, int] = {}
    for place, *cells, number in collected(every.select("_place", *keys, "_n")):
        held = dict(zip(own, cells, strict=True))
        categories = tuple(category(held.get(each)) for each in absent)
        found[places[place], categories] = int(number)
    return found


def _layers(view: View) -> list[dict[str, Place]]:
    """The places in which each organisation counts, no organisation twice in one layer."""
    layers: list[dict[str, Place]] = []
    for id_ in sorted(view.scope):
        for depth, place in enumerate(reversed(view.places(id_))):
            if depth == len(layers):
                layers.append({})
            layers[depth][id_] = place
    return layers
