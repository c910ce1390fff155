"""The bare numbers of measures, counted and kept in the caller's engine: the fastest there is.

A number here has no coverage and no bounds, and a group in which nothing counts has no row: whether
that is a zero or nothing was reported, `evaluate` tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import Distinct, Measure, Sum
from guangongwei.indicators.frames.backend import Cells, Kind, made, nw
from guangongwei.indicators.frames.closure import closure_of
from guangongwei.indicators.frames.columns import DERIVED, READ, Holds, holds
from guangongwei.indicators.frames.evaluate import scene_of
from guangongwei.indicators.frames.failing import told_plainly
from guangongwei.indicators.frames.ledger import Ledger
from guangongwei.indicators.frames.look import Look
from guangongwei.indicators.frames.placed import PLACE
from guangongwei.indicators.frames.refusals import refuse
from guangongwei.indicators.frames.series import MONTH, Ask, Series, is_flow
from guangongwei.indicators.frames.wide import Wide, wide
from guangongwei.indicators.groups import MONTH as BY_MONTH
from guangongwei.indicators.groups import ORGANISATION, Dimensions
from guangongwei.indicators.guarded import counts_people
from guangongwei.indicators.objects import months_part
from guangongwei.indicators.view import View
from guangongwei.model.audience import Audience
from guangongwei.model.numbers import Absence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from guangongwei.indicators.frames.query import Query
    from guangongwei.indicators.frames.records import ByNoun
    from guangongwei.model.dataset import Record
    from guangongwei.model.organisation import OrganisationId, Tree
    from guangongwei.model.period import Period
    from guangongwei.model.standard import Standard

_NUMBER = "_number"


@told_plainly
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
    audience: Audience = Audience.PUBLIC,
) -> Any:
    """A table with a row for every group in which a record counts, and a column a measure.

    A lazy engine is left lazy: nothing runs until the caller asks for it, but what conditions on
    records of other nouns need to know.

    Measures that count people, or what is noted about them, are refused to others than the desk: a
    row alone says that somebody is there, and nothing in it could say that a number is hidden.

    Raises:
        BadArgument: As for `evaluate`; or the measures are not all of one noun that is in a table,
            are no plain flows where months are asked for, or count people.
    """
    _refuse_people(measures, audience)
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
    counted = wide(look, closure_of(tree, organisation, dimensions))
    return _named(counted, look, view, tuple(measures))


def _refuse_people(measures: Mapping[str, Measure], audience: Audience) -> None:
    guarded = [name for name, each in measures.items() if counts_people(each)]
    if guarded and audience is not Audience.DESK:
        raise BadArgument(
            f"measures {', '.join(guarded)}",
            "such as count no people, or asked for by Audience.DESK",
        )


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


def _named(counted: Wide, look: Look, view: View, names: tuple[str, ...]) -> Any:
    """The groups under their own names, in place of numbers."""
    dimensions, frame = view.dimensions, counted.frame
    some: Any = nw.col(counted.counted[0].records) > 0
    for each in counted.counted[1:]:
        some = some | (nw.col(each.records) > 0)
    places = closure_of(view.scene.dataset.tree, view.organisation, dimensions).places
    told = {_NUMBER: Cells(Kind.WHOLE, list(range(len(places))))}
    if dimensions.by_organisation:
        told[ORGANISATION] = Cells(Kind.TEXT, [unit for unit, _ in places])
    for at, name in enumerate(dimensions.places):
        cells = [categories[at] for _, categories in places]
        texts = [None if isinstance(each, Absence) else each for each in cells]
        told[name] = Cells(Kind.TEXT, texts)
    frame = frame.filter(some).join(made(frame, told), left_on=PLACE, right_on=_NUMBER, how="inner")
    shown: dict[str, Any] = {name: nw.col(name) for name in told if name != _NUMBER}
    if dimensions.by_month:
        frame = frame.join(made(frame, _months(view)), left_on=MONTH, right_on=_NUMBER, how="inner")
        shown[BY_MONTH] = nw.col(BY_MONTH)
    schema = frame.collect_schema()
    for at, name in enumerate(look.own):
        held = nw.col(f"_own{at}")
        is_coded = isinstance(schema[f"_own{at}"], nw.Categorical)
        shown[name] = held.cast(nw.String) if is_coded else held
    for name, each in zip(names, counted.counted, strict=True):
        shown[name] = nw.col(each.different or each.total or each.records)
    return frame.select(**shown).to_native()


def _months(view: View) -> dict[str, Cells]:
    """The labels of the months of a period, by their numbers."""
    months = view.scene.period.months()
    labels = [months_part(view.scene.period, each).label for each in months]
    numbers = [each.year * 12 + each.number for each in months]
    return {_NUMBER: Cells(Kind.WHOLE, numbers), BY_MONTH: Cells(Kind.TEXT, labels)}
