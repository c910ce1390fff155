"""Figures of measures and shares as the rows of a result, made by the engine: none passes here.

The formulas are those of `guangongwei.indicators.tally`, said once more in columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.definition import Count, Distinct, Indicator, Measure, Share, Sum
from guangongwei.indicators.formulas import measure_of, measures
from guangongwei.indicators.frames.backend import PLACES, Cells, Implementation, Kind, made, nw
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
from guangongwei.indicators.frames.plan import ALL
from guangongwei.indicators.frames.quotients import is_of_one_look, shared
from guangongwei.indicators.frames.refusals import refuse
from guangongwei.indicators.frames.result import column_of, kinds_by
from guangongwei.indicators.frames.rows import Part, here, rows
from guangongwei.indicators.frames.series import MONTH as MONTH_OF
from guangongwei.indicators.frames.series import Ask, Series, is_flow
from guangongwei.indicators.frames.wide import PLACE, wide
from guangongwei.indicators.groups import MONTH
from guangongwei.indicators.lives import LIVES
from guangongwei.model.numbers import Absence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from guangongwei.indicators.frames.ledger import Ledger
    from guangongwei.indicators.frames.plan import Counted
    from guangongwei.indicators.frames.tables import Tables
    from guangongwei.indicators.view import View

    #: From the name of a column with how many there are of something to the column, without blanks.
    Read = Callable[[str], Any]

#: So many groups at most are told one by one; more of them are left to the engine.
FEW = 200
#: Engines that run a query anew for everything that is made of it: there all indicators are made of it at once.
_ANEW = (Implementation.DUCKDB, Implementation.IBIS, Implementation.PYSPARK)
WHICH = "_which"
_NOTHING: Any = nw.lit(None)


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
    counted = wide(look, closure, settled)
    groups = groups_of(views, closure, first.returns, since)
    columns = {each.measure: told for each, told in zip(look.series, counted.counted, strict=True)}
    everywhere = not whole.dimensions.own
    wholes = [measure_of(each.value) for each in indicators]
    is_anew = counted.frame.implementation in _ANEW
    read = _whole if is_anew else nw.col
    told = [_told(each, columns[each], read, everywhere=everywhere) for each in wholes]
    if is_anew:
        frame = _with_groups(counted.frame, groups.numbers | groups.shown, groups, look, whole)
        like = look.query.tables.like(look.query.noun, frame)
        which = made(like, _numbered(indicators))
        found = _at_once(frame, which, told, _shown(look, whole))
        return typed(found, kinds_by(whole.dimensions.asked))
    frame = here(counted, groups, look, whole)
    parts = [_part(frame, each, one, columns) for each, one in zip(indicators, told, strict=True)]
    return rows(parts, list(map(_names, indicators)), groups, look, whole)


def _with_groups(
    frame: Any, told: Mapping[str, Cells], groups: Groups, look: Look, whole: View
) -> Any:
    """What was counted, with what is told of its group.

    Where groups are told by places alone, those are there too in which nothing was counted.
    """
    by_month = whole.dimensions.by_month
    like = look.query.tables.like(look.query.noun, frame)
    cells, months = made(like, told), made(like, groups.months)
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


def _told(measure: Measure, counted: Counted, read: Read, *, everywhere: bool) -> _Told:
    """What a measure is in a group; everywhere, or only where a record counts."""
    count = measure.count
    records = read(counted.records)
    number, known, sure = records, None, nw.col("_complete") == 1
    if isinstance(count, Sum):
        if counted.total is None or counted.told is None:
            number, said = nw.lit(0), nw.lit(0)
        else:
            number, said = nw.col(counted.total).fill_null(counted.zero), read(counted.told)
        known, sure = said > 0, sure & (said == records)
    elif isinstance(count, Distinct):
        number = nw.lit(0) if counted.different is None else read(counted.different)
        if count.blanks_count:
            told = nw.lit(0) if counted.told is None else read(counted.told)
            number = number + records - told
    absence = _NOTHING
    if known is not None:
        absence = nw.when(~known).then(nw.lit(Absence.UNKNOWN.value))
    value = number if known is None else nw.when(known).then(number)
    low = number
    if measure.of in LIVES:
        # A roll that comes late replaces the old one: only settled records are sure.
        held = nw.lit(0) if counted.settled is None else read(counted.settled)
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
_OF_TOLD = ("value", "low", "high", "absence")


def _part(
    frame: Any, indicator: Indicator, told: _Told, counted: Mapping[Measure, Counted]
) -> Part:
    """The groups in which one indicator is told, and what it is there."""
    if not isinstance(indicator.value, Share):
        columns = {name: getattr(told, name) for name in _OF_TOLD}
        blank = {name: None for name, each in columns.items() if each is _NOTHING}
        return Part(frame, told.kept, columns | blank)
    kept = frame if told.kept is None else frame.filter(told.kept)
    whole, part = (nw.col(counted[each].records) for each in measures(indicator.value))
    frame, columns = shared(kept, part, whole)
    return Part(frame, None, columns)


def _numbered(indicators: Sequence[Indicator]) -> dict[str, Cells]:
    """What is the same in every row of an indicator, under its number."""
    names = list(map(_names, indicators))
    cells = {f"_{name}": Cells(Kind.TEXT, [each[name] for each in names]) for name in names[0]}
    return cells | {WHICH: Cells(Kind.WHOLE, list(range(len(names))))}


def _at_once(frame: Any, which: Any, told: Sequence[_Told], shown: Mapping[str, Any]) -> Any:
    """The rows of all indicators: every group once for each of them."""
    crossed = frame.join(which, how="cross")
    columns = {name: _chosen([getattr(each, name) for each in told]) for name in _OF_TOLD}
    if any(each.kept is not None for each in told):
        kept = [nw.lit(value=True) if each.kept is None else each.kept for each in told]
        crossed = crossed.filter(_chosen(kept))
    same = {name: nw.col(f"_{name}") for name in _OF_INDICATOR}
    return crossed.select(**shown, **same, **columns)


def _chosen(columns: Sequence[Any]) -> Any:
    """Of some columns that of the number of the row's indicator."""
    found = columns[-1]
    for number in range(len(columns) - 2, -1, -1):
        found = nw.when(nw.col(WHICH) == number).then(columns[number]).otherwise(found)
    return found
