"""The bare numbers of measures, counted and kept in the caller's engine: the fastest there is.

A number here has no coverage and no bounds, and a group in which nothing counts has no row: whether
that is a zero or nothing was reported, `evaluate` tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import Distinct, Measure, Sum
from guangongwei.indicators.frames.backend import Cells, Kind, made, nw
from guangongwei.indicators.frames.batch import Look
from guangongwei.indicators.frames.columns import DERIVED, READ, Holds, holds
from guangongwei.indicators.frames.different import layers, value_of
from guangongwei.indicators.frames.evaluate import scene_of
from guangongwei.indicators.frames.ledger import Ledger
from guangongwei.indicators.frames.parts import Parts
from guangongwei.indicators.frames.refusals import refuse
from guangongwei.indicators.frames.series import MONTH, Ask, Series, is_flow
from guangongwei.indicators.groups import MONTH as BY_MONTH
from guangongwei.indicators.groups import ORGANISATION, Dimensions
from guangongwei.indicators.objects import months_part
from guangongwei.indicators.view import View
from guangongwei.model.numbers import Absence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from guangongwei.indicators.frames.query import Query
    from guangongwei.indicators.frames.records import ByNoun
    from guangongwei.indicators.groups import Place
    from guangongwei.model.dataset import Record
    from guangongwei.model.organisation import OrganisationId, Tree
    from guangongwei.model.period import Period
    from guangongwei.model.standard import Standard

_UNIT, _PLACE, _VALUE, _ONE, _ANY = "_unit", "_place", "_value", "_one", "_any"


def count(
    measures: Mapping[str, Measure],
    tables: ByNoun,
    *,
    tree: Tree,
    period: Period,
    as_of: date,
    by: tuple[str, ...] = (),
    organisation: OrganisationId | None = None,
    standards: Iterable[Standard] = (),
    unique_ids: bool = False,
) -> Any:
    """A table with a row for every group in which a record counts, and a column a measure.

    A lazy engine is left lazy: nothing runs until the caller asks for it, but what conditions on
    records of other nouns need to know.

    Raises:
        BadArgument: As for `evaluate`; or the measures are not all of one noun that is in a table,
            or are no plain flows where months are asked for.
    """
    dimensions = Dimensions(tuple(by))
    noun = _noun_of(measures, dimensions)
    scene = scene_of(
        (),
        tables,
        tree=tree,
        period=period,
        as_of=as_of,
        standards=standards,
        unique_ids=unique_ids,
    )
    view = View(scene, organisation, dimensions)
    ledger = scene.counting
    assert isinstance(ledger, Ledger)  # noqa: S101  (it is in tables)
    for each in measures.values():
        refuse(ledger.tables, each, dimensions.own)
        _refuse_objects(ledger, each)
    look = _look(ledger.query(noun), measures, view)
    summed, places = _summed(look, view)
    return _named(summed, places, look, view, tuple(measures))


def _noun_of(measures: Mapping[str, Measure], dimensions: Dimensions) -> type[Record]:
    """The one noun that is counted."""
    nouns = {each.of for each in measures.values()}
    if len(nouns) != 1 or nouns & set(READ):
        raise BadArgument("measures", "of one noun, and none that is read as records")
    (noun,) = nouns
    dimensions.refuse_unknown(noun)
    if dimensions.by_month and not all(map(is_flow, measures.values())):
        raise BadArgument("measures", "plain flows, which months can be told apart in")
    return noun


def _look(query: Query, measures: Mapping[str, Measure], view: View) -> Look:
    """One look that has all of the measures."""
    scene, dimensions = view.scene, view.dimensions
    month = int(dimensions.by_month)
    series = [Series(each, scene, {month: Ask.of(each, scene)}) for each in measures.values()]
    look = Look.of(query, series, dimensions.own, is_monthly=dimensions.by_month)
    if len(look.series) < len(series):
        raise BadArgument("measures", "such that something can count in each")
    return look


def _refuse_objects(ledger: Ledger, measure: Measure) -> None:
    if isinstance(measure.count, Sum) and ledger.tables.scale(measure.of, measure.count.path):
        raise BadArgument(
            f"path {measure.count.path!r}", "in a column of Arrow decimals, where pandas adds it up"
        )
    if isinstance(measure.count, Distinct) and (
        (measure.of, measure.count.path) in DERIVED
        or holds(measure.of, measure.count.path) is Holds.TEXTS
        or measure.count.blanks_count
    ):
        raise BadArgument(f"path {measure.count.path!r}", "a field of one value, blanks left out")


def _summed(look: Look, view: View) -> tuple[Any, list[Place]]:
    """What counts in every group, by the number of its place.

    Of every level one join and two group-bys: the first leaves one row a value.
    """
    columns, paths = _columns(look)
    if len(paths) > 1:
        raise BadArgument("measures", "with different values of one field at most")
    frame = look.frame(columns)
    parts = Parts(look.keys, Parts.of(look.query.tables, look.query.noun, look.own).between)
    for key in look.keys[: len(look.own)]:
        frame = parts.split(frame, key, blank=True)
    sums = [each for each in columns if each != _VALUE]
    value = [_VALUE] if paths else []
    frame = frame.filter(nw.col(_ANY) > 0)
    codes: dict[str, int] = {id_: number for number, id_ in enumerate(sorted(view.scope))}
    frame = _coded(frame, "organisation", _UNIT, codes)
    once = _added(frame, [_UNIT, *look.keys, *value], sums)
    places: list[Place] = []
    found: list[Any] = []
    for layer in layers(view):
        known = {place: len(places) + n for n, place in enumerate(dict.fromkeys(layer.values()))}
        places += known
        here = _coded(once, _UNIT, _PLACE, {codes[id_]: known[each] for id_, each in layer.items()})
        if len(known) < len(layer):
            here = _added(here, [_PLACE, *look.keys, *value], sums)
        if value:
            one = nw.when(~nw.col(_VALUE).is_null()).then(nw.lit(1)).otherwise(nw.lit(0))
            here = here.with_columns(one.alias(_ONE))
            here = _added(here, [_PLACE, *look.keys], [*sums, _ONE])
        found.append(here.select(_PLACE, *look.keys, *sums, *([_ONE] if value else [])))
    return nw.concat(found, how="vertical"), places


def _coded(frame: Any, name: str, code: str, codes: Mapping[Any, int]) -> Any:
    """A frame with the number of each value of a column; rows without one are left out."""
    kind = Kind.WHOLE if name == _UNIT else Kind.TEXT
    table = made(
        frame, {"_of": Cells(kind, list(codes)), code: Cells(Kind.WHOLE, list(codes.values()))}
    )
    joined = frame.join(table, left_on=name, right_on="_of", how="inner")
    return joined.drop(name)


def _added(frame: Any, keys: list[str], sums: list[str]) -> Any:
    added = frame.group_by(keys).agg(*(nw.col(each).sum() for each in sums))
    return added.select(*keys, *sums)


def _columns(look: Look) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What is added up for every measure, and the field whose different values are counted."""
    columns: dict[str, Any] = {}
    paths: dict[str, None] = {}
    hits: Any = nw.col("_h0")
    for number, each in enumerate(look.series):
        so, aggregate = nw.col(f"_h{number}"), each.measure.count
        hits = hits | so
        if isinstance(aggregate, Distinct):
            paths[aggregate.path] = None
            columns[_VALUE] = nw.when(so).then(value_of(look.query, aggregate.path))
        elif isinstance(aggregate, Sum):
            columns[f"_n{number}"] = nw.when(so).then(look.query.column(aggregate.path))
        else:
            columns[f"_n{number}"] = nw.when(so).then(nw.lit(1)).otherwise(nw.lit(0))
    columns[_ANY] = nw.when(hits).then(nw.lit(1)).otherwise(nw.lit(0))
    return columns, tuple(paths)


def _named(frame: Any, places: list[Place], look: Look, view: View, names: tuple[str, ...]) -> Any:
    """The groups under their own names, in place of numbers."""
    dimensions = view.dimensions
    numbers = Cells(Kind.WHOLE, list(range(len(places))))
    told: dict[str, Cells] = {"_number": numbers}
    if dimensions.by_organisation:
        told[ORGANISATION] = Cells(Kind.TEXT, [unit for unit, _ in places])
    for at, name in enumerate(dimensions.places):
        cells = [categories[at] for _, categories in places]
        texts = [None if isinstance(each, Absence) else each for each in cells]
        told[name] = Cells(Kind.TEXT, texts)
    frame = frame.join(made(frame, told), left_on=_PLACE, right_on="_number", how="inner")
    shown: dict[str, Any] = {name: nw.col(name) for name in told if name != "_number"}
    if dimensions.by_month:
        months = [
            (each.year * 12 + each.number, months_part(view.scene.period, each).label)
            for each in view.scene.period.months()
        ]
        labels = {
            "_number": Cells(Kind.WHOLE, [each for each, _ in months]),
            BY_MONTH: Cells(Kind.TEXT, [each for _, each in months]),
        }
        frame = frame.join(made(frame, labels), left_on=MONTH, right_on="_number", how="inner")
        shown[BY_MONTH] = nw.col(BY_MONTH)
    shown |= {name: nw.col(f"_own{at}") for at, name in enumerate(look.own)}
    for at, (name, each) in enumerate(zip(names, look.series, strict=True)):
        shown[name] = nw.col(_ONE if isinstance(each.measure.count, Distinct) else f"_n{at}")
    return frame.select(**shown).to_native()
