"""Figures of measures and shares as the rows of a result, made by the engine: none passes here.

The formulas are those of `guangongwei.indicators.tally`, said once more in columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.definition import Count, Distinct, Indicator, Measure, Share, Sum
from guangongwei.indicators.formulas import measure_of, measures
from guangongwei.indicators.frames.at_once import ANEW, Beside, chosen
from guangongwei.indicators.frames.backend import PLACES, Kind, made, nw
from guangongwei.indicators.frames.closure import closure_of
from guangongwei.indicators.frames.columns import DERIVED, READ, Holds, base_of, holds
from guangongwei.indicators.frames.coverages import (
    GROUP,
    NUMBER,
    OF_MONTH,
    PLACE_OF,
    STRETCH,
    Groups,
    groups_of,
)
from guangongwei.indicators.frames.look import Look
from guangongwei.indicators.frames.native import typed
from guangongwei.indicators.frames.placed import PLACE
from guangongwei.indicators.frames.plan import ALL
from guangongwei.indicators.frames.quotients import is_of_one_look, shared
from guangongwei.indicators.frames.refusals import refuse
from guangongwei.indicators.frames.result import column_of, kinds_by
from guangongwei.indicators.frames.series import MONTH as MONTH_OF
from guangongwei.indicators.frames.series import Ask, Series, is_flow
from guangongwei.indicators.frames.wide import wide
from guangongwei.indicators.groups import MONTH
from guangongwei.indicators.lives import LIVES
from guangongwei.model.numbers import Absence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from guangongwei.indicators.frames.ledger import Ledger
    from guangongwei.indicators.frames.plan import Counted
    from guangongwei.indicators.frames.tables import Tables
    from guangongwei.indicators.frames.wide import Wide
    from guangongwei.indicators.view import View

#: So many groups at most are told one by one; more of them are left to the engine.
FEW = 200


@final
@frozen
class _Told:
    """The columns of a result that say what an indicator's measure is in a group."""

    value: Any
    low: Any
    high: Any
    absence: Any
    #: Which groups have a row; None: all.
    kept: Any


def are_many(views: Sequence[View]) -> bool:
    """Say whether there are so many groups that the engine had better make their rows."""
    view = views[0]
    places = closure_of(view.scene.dataset.tree, view.organisation, view.dimensions).places
    return bool(view.dimensions.own) or len(views) * len(places) > FEW


def fits(indicator: Indicator, view: View, tables: Tables) -> bool:
    """Say whether an indicator's rows can be made by the engine: a number, or a share of two.

    What is in force has bounds that depend on who has reported in each month, and what holds
    several texts is told apart outside of the engine. Both this and shares, whose quotients are
    made of what was counted, are left to engines that do not wait.
    """
    formula = indicator.value
    if isinstance(formula, Share):
        is_fit = _is_here(formula.whole, tables) and is_of_one_look(formula)
        return is_fit and all(_fits(each, view, tables) for each in measures(formula))
    return isinstance(formula, Measure) and _fits(formula, view, tables)


def _is_here(measure: Measure, tables: Tables) -> bool:
    return isinstance(tables.given.get(measure.of), nw.DataFrame)


def _fits(measure: Measure, view: View, tables: Tables) -> bool:
    if measure.of in READ or (measure.of in LIVES and not _is_here(measure, tables)):
        return False
    if view.dimensions.by_month and (measure.of in LIVES or not is_flow(measure)):
        return False
    of, count = measure.of, measure.count
    if not all(_is_text(of, each, tables) for each in view.dimensions.own):
        return False
    if isinstance(count, Count):
        return True
    dtype = tables.dtype(of, base_of(of, count.path))
    if isinstance(count, Distinct):
        return (of, count.path) not in DERIVED and holds(of, count.path) is not Holds.TEXTS
    return not tables.scale(of, count.path) and getattr(dtype, "scale", 0) <= PLACES


def _is_text(noun: Any, name: str, tables: Tables) -> bool:
    dtype = tables.dtype(noun, name)
    return holds(noun, name) in (Holds.TEXT, Holds.TEXTS) and (
        dtype is None or not dtype.is_integer()
    )


def assembled(
    indicators: Iterable[Indicator], whole: View, views: Sequence[View], ledger: Ledger
) -> tuple[list[Any], list[Indicator]]:
    """Tables with the rows of indicators, and the indicators in which no record can count.

    Those of one noun that rest on the same returns are made of one look at its records.
    """
    looks: dict[object, list[Indicator]] = {}
    for each in indicators:
        for measure in measures(each.value):
            refuse(ledger.tables, measure, whole.dimensions.own)
            ledger.want_inside(measure, whole.scene)
        measure = measure_of(each.value)
        day = measure.day if whole.dimensions.by_month else None
        since = whole.scene.since(measure.timing)
        looks.setdefault((measure.of, day, measure.returns, since), []).append(each)
    tables: list[Any] = []
    rest: list[Indicator] = []
    for together in looks.values():
        look = _look(together, whole, ledger)
        told = {each.measure for each in look.series}
        kept = [each for each in together if told.issuperset(measures(each.value))]
        rest += [each for each in together if each not in kept]
        if kept:
            tables.append(_rows(kept, look, whole, views))
    return tables, rest


def _look(indicators: Sequence[Indicator], whole: View, ledger: Ledger) -> Look:
    month, scene = int(whole.dimensions.by_month), whole.scene
    asked = dict.fromkeys(one for each in indicators for one in measures(each.value))
    series = [Series(each, scene, {month: Ask.of(each, scene)}) for each in asked]
    query = ledger.query(measure_of(indicators[0].value).of)
    return Look.of(query, series, whole.dimensions.own, is_monthly=bool(month))


def _rows(indicators: Sequence[Indicator], look: Look, whole: View, views: Sequence[View]) -> Any:
    """The rows of indicators of one noun that rest on the same returns."""
    first = measure_of(indicators[0].value)
    closure = closure_of(whole.scene.dataset.tree, whole.organisation, whole.dimensions)
    since, settled = whole.scene.since(first.timing), frozenset[str]()
    if first.of in LIVES:
        settled = frozenset(whole.reporting(first.returns, since).complete)
    groups = groups_of(views, closure, first.returns, since)
    given = look.query.tables.given[look.query.noun]
    if given.implementation in ANEW:
        small = Beside.of(given, closure, groups, list(map(_names, indicators)))
        counted = wide(look, closure, settled, small.units)
        frame = small.rows(counted.frame)
    else:
        counted = wide(look, closure, settled)
        frame = _with_groups(counted, groups, look, whole)
    columns = {each.measure: told for each, told in zip(look.series, counted.counted, strict=True)}
    everywhere = not whole.dimensions.own
    wholes = [measure_of(each.value) for each in indicators]
    told = [_told(each, columns[each], everywhere=everywhere) for each in wholes]
    shown = _shown(look, whole)
    kinds = kinds_by(whole.dimensions.asked)
    if given.implementation in ANEW:
        return typed(_at_once(frame, told, shown), kinds)
    same = {name: kind for name, kind in kinds.items() if name in shown}
    used = {name for each in counted.counted for name in each.names} | set(_OF_PLACE)
    counts = [each for each in frame.columns if each in used]
    frame = typed(frame.with_columns(**shown), same, (*same, *counts))
    parts = [
        _selected(frame, each, one, columns, kinds)
        for each, one in zip(indicators, told, strict=True)
    ]
    return nw.concat(parts, how="vertical")


def _with_groups(counted: Wide, groups: Groups, look: Look, whole: View) -> Any:
    """What was counted, with the names of its group and who has reported there.

    Where groups are told by places alone, those are there too in which nothing was counted.
    """
    frame, by_month = counted.frame, whole.dimensions.by_month
    like = look.query.tables.like(look.query.noun, frame)
    cells, months = made(like, groups.cells), made(like, groups.months)
    if not whole.dimensions.own:
        keys = [PLACE_OF]
        if by_month:
            cells = cells.join(months, left_on=STRETCH, right_on=OF_MONTH, how="inner")
            keys.append(NUMBER)
        found = cells.join(frame, left_on=keys, right_on=[PLACE, *look.keys], how="left")
    elif by_month:
        frame = frame.join(months, left_on=MONTH_OF, right_on=NUMBER, how="inner")
        code = (nw.col(PLACE) * groups.stretches + nw.col(OF_MONTH)).alias("_code")
        found = frame.with_columns(code).join(cells, left_on="_code", right_on=GROUP, how="inner")
    else:
        found = frame.join(cells, left_on=PLACE, right_on=GROUP, how="inner")
    label = whole.scene.period.label
    return found if by_month else found.with_columns(nw.lit(label).alias("period"))


def _told(measure: Measure, counted: Counted, *, everywhere: bool) -> _Told:
    """What a measure is in a group; everywhere, or only where a record counts."""
    count = measure.count
    records = _whole(counted.records)
    number, known, sure = records, None, nw.col("_complete") == 1
    if isinstance(count, Sum):
        if counted.total is None or counted.told is None:
            number, said = nw.lit(0), nw.lit(0)
        else:
            number, said = nw.col(counted.total).fill_null(counted.zero), _whole(counted.told)
        known, sure = said > 0, sure & (said == records)
    elif isinstance(count, Distinct):
        number = nw.lit(0) if counted.different is None else _whole(counted.different)
        if count.blanks_count:
            told = nw.lit(0) if counted.told is None else _whole(counted.told)
            number = number + records - told
    absence = nw.lit(None)
    if known is not None:
        absence = nw.when(~known).then(nw.lit(Absence.UNKNOWN.value))
    value = number if known is None else nw.when(known).then(number)
    low = number
    if measure.of in LIVES:
        # A roll that comes late replaces the old one: only settled records are sure.
        held = nw.lit(0) if counted.settled is None else _whole(counted.settled)
        low = nw.when(nw.col("_complete") == 1).then(number).otherwise(held)
    if not everywhere:
        # Where every record of a look counts, there is no group without one.
        kept = None if counted.records == ALL else records > 0
        return _Told(value, low, nw.when(sure).then(number), absence, kept)
    return _everywhere(_Told(value, low, sure, absence, records > 0), number)


def _everywhere(held: _Told, number: Any) -> _Told:
    """The same where also groups are told in which no record counts."""
    counts, expected, some = held.kept, nw.col("expected") > 0, nw.col("_some") == 1
    nobody, silent = ~counts & ~expected, ~counts & expected & ~some
    absence = (
        nw.when(nobody)
        .then(nw.lit(Absence.NOT_APPLICABLE.value))
        .otherwise(
            nw.when(silent)
            .then(nw.lit(Absence.NOT_REPORTED.value))
            .otherwise(nw.when(counts).then(held.absence))
        )
    )
    value = nw.when(counts).then(held.value).otherwise(nw.when(some).then(number))
    return _Told(
        value=value,
        low=nw.when(~nobody).then(held.low),
        high=nw.when(~nobody & held.high).then(number),
        absence=absence,
        kept=counts | (nw.col("_member") == 1),
    )


def _whole(name: str) -> Any:
    """A column of numbers, 0 where a group has no row; some engines tell that as no number."""
    return nw.col(name).fill_null(0).cast(nw.Int64)


def _shown(look: Look, whole: View) -> dict[str, Any]:
    """The columns that are the same whatever is told of a group."""
    found = {
        each: nw.col(each)
        for each in (
            "organisation",
            "level",
            "period",
            "reported",
            "expected",
            "missing",
            "partial",
        )
    }
    found |= {column_of(each): nw.col(column_of(each)) for each in whole.dimensions.places}
    if whole.dimensions.by_month:
        found[column_of(MONTH)] = nw.col("period")
    for each in whole.dimensions.own:
        known = each in look.own
        held = nw.col(f"_own{look.own.index(each)}") if known else nw.lit(None)
        found[column_of(each)] = held
    found |= dict.fromkeys(("part", "whole"), nw.lit(None))
    return found | {"fraction": nw.lit(None), "as_of": nw.lit(whole.scene.as_of)}


def _names(indicator: Indicator) -> dict[str, str]:
    """What is the same in every row of an indicator."""
    return {
        "indicator": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit.value,
        "definition": indicator.hash,
    }


_OF_INDICATOR = ("indicator", "name", "unit", "definition")
_OF_PLACE = ("_complete", "_some", "_member")
_OF_TOLD = ("value", "low", "high", "absence")


def _selected(
    frame: Any,
    indicator: Indicator,
    told: _Told,
    counted: Mapping[Measure, Counted],
    kinds: Mapping[str, Kind],
) -> Any:
    """The rows of one indicator; what is the same for all of them is there already."""
    columns: dict[str, Any] = {name: nw.lit(text) for name, text in _names(indicator).items()}
    kept = frame if told.kept is None else frame.filter(told.kept)
    if isinstance(indicator.value, Share):
        whole, part = (_whole(counted[each].records) for each in measures(indicator.value))
        kept, of_share = shared(kept, part, whole)
        columns |= of_share
    else:
        columns |= {name: getattr(told, name) for name in _OF_TOLD}
    found = kept.select(*(each for each in kinds if each not in columns), **columns)
    return typed(found, {name: kinds[name] for name in columns}, kinds)


def _at_once(frame: Any, told: Sequence[_Told], shown: Mapping[str, Any]) -> Any:
    """The rows of all indicators, of a frame that has every group once for each of them."""
    columns = {name: chosen([getattr(each, name) for each in told]) for name in _OF_TOLD}
    if any(each.kept is not None for each in told):
        kept = [nw.lit(value=True) if each.kept is None else each.kept for each in told]
        frame = frame.filter(chosen(kept))
    same = {name: nw.col(f"_{name}") for name in _OF_INDICATOR}
    return frame.select(**shown, **same, **columns)
