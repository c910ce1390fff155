"""Figures of measures and shares as the rows of a result, made by the engine: none passes here.

The formulas are those of `guangongwei.indicators.tally`, said once more in columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.indicators.definition import Count, Distinct, Indicator, Measure, Share
from guangongwei.indicators.formulas import measure_of, measures
from guangongwei.indicators.frames.at_once import ANEW, Beside
from guangongwei.indicators.frames.backend import PLACES, nw
from guangongwei.indicators.frames.closure import closure_of
from guangongwei.indicators.frames.columns import DERIVED, READ, Holds, base_of, holds
from guangongwei.indicators.frames.coverages import groups_of
from guangongwei.indicators.frames.look import Look
from guangongwei.indicators.frames.quotients import is_of_one_look
from guangongwei.indicators.frames.refusals import refuse
from guangongwei.indicators.frames.rows import Here
from guangongwei.indicators.frames.series import Ask, Series, is_flow
from guangongwei.indicators.frames.told import Held, whole_of
from guangongwei.indicators.frames.wide import wide
from guangongwei.indicators.lives import LIVES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guangongwei.indicators.frames.ledger import Ledger
    from guangongwei.indicators.frames.tables import Tables
    from guangongwei.indicators.view import View

#: So many groups at most are told one by one; more of them are left to the engine.
FEW = 200


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
    small = None
    if given.implementation in ANEW:
        alike = [{**_names(each), "as_of": whole.scene.as_of} for each in indicators]
        small = Beside.of(given, closure, groups, alike)
    counted = wide(look, closure, settled, small and small.units)
    columns = {each.measure: told for each, told in zip(look.series, counted.counted, strict=True)}
    everywhere = not whole.dimensions.own
    wholes = [measure_of(each.value) for each in indicators]
    held = [Held.of(each, columns[each], everywhere=everywhere) for each in wholes]
    if small is not None:
        return small.rows(counted.frame, held, look.own)
    is_share = [isinstance(each.value, Share) for each in indicators]
    found = Here.of(counted, groups, look, whole, has_shares=any(is_share))
    plain = {number: held[number] for number, so in enumerate(is_share) if not so}
    told = [found.measured(plain)] if plain else []
    for number, each in enumerate(indicators):
        if isinstance(each.value, Share):
            part = whole_of(columns[each.value.part].records)
            told.append(found.shared(number, held[number], part))
    return found.rows(told, list(map(_names, indicators)))


def _names(indicator: Indicator) -> dict[str, str]:
    """What is the same in every row of an indicator."""
    return {
        "indicator": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit.value,
        "definition": indicator.hash,
    }
