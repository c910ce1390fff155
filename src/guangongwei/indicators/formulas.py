"""What a formula makes of one group: its value, and what that can still become."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, TypedDict, assert_never

from guangongwei.indicators.definition import (
    Against,
    Change,
    Formula,
    Growth,
    Measure,
    Per,
    Share,
    Spread,
    Timing,
)
from guangongwei.indicators.groups import ORGANISATION, in_order
from guangongwei.indicators.spread import spread
from guangongwei.indicators.tally import settled_value
from guangongwei.model.numbers import Absence, Bounds, Number, Ratio, exact
from guangongwei.model.period import Days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from guangongwei.indicators.definition import Indicator
    from guangongwei.indicators.groups import Key
    from guangongwei.indicators.scene import Scene
    from guangongwei.indicators.view import View
    from guangongwei.model.dataset import Record
    from guangongwei.model.period import Period

    Value = Number | Fraction | Ratio | Absence
    Settled = tuple[Value, Bounds | None]


def measure_of(formula: Formula) -> Measure:
    """The measure whose records make the groups of a formula; of a share, its whole."""
    return measures(formula)[0]


def measures(formula: Formula) -> tuple[Measure, ...]:
    """Every measure a formula is made of, the one that makes its groups first."""
    match formula:
        case Measure():
            return (formula,)
        case Share(part=part, whole=whole):
            return whole, part
        case Per(of=of, each=each):
            return of, each
        case Change(of=inner) | Spread(of=inner):
            return measures(inner)
        case _:  # pragma: no cover
            assert_never(formula)


def nouns_of(formula: Formula) -> tuple[type[Record], ...]:
    """Every noun whose records a formula puts into groups, each once."""
    return tuple(dict.fromkeys(each.of for each in measures(formula)))


def wanted_of(
    views: Iterable[View], indicators: Iterable[Indicator]
) -> Iterator[tuple[View, Measure]]:
    """Every measure that the figures of some views are made of, each with the view it is of."""
    kept = tuple(indicators)
    for view in views:
        for each in kept:
            yield from _wanted(view, each.value)


def _wanted(view: View, formula: Formula) -> Iterator[tuple[View, Measure]]:
    for measure in measures(formula):
        yield view, measure
    match formula:
        case Change(of=inner, against=against):
            yield from _wanted(view.at(**earlier(view.scene, against)), inner)
        case Spread(of=inner, across=across):
            yield from _wanted(view.also_by(across), inner)
        case _:
            return


def flows(formula: Formula) -> bool:
    """Say whether a formula is a plain flow: it grows during the period and begins at 0."""
    return isinstance(formula, Measure) and formula.timing is Timing.DURING


def settle(view: View, formula: Formula, key: Key) -> Settled:
    """The value of a group and its bounds; no bounds where nothing is known about them."""
    match formula:
        case Measure():
            since = view.scene.since(formula.timing)
            coverage = view.coverage(formula.returns, key, since)
            return settled_value(formula, view.tallies(formula).get(key), coverage)
        case Share():
            return _share(view, formula, key)
        case Per():
            return _per(view, formula, key)
        case Change():
            return _change(view, formula, key)
        case Spread():
            return _spread(view, formula, key)
        case _:  # pragma: no cover
            assert_never(formula)


def _share(view: View, share: Share, key: Key) -> Settled:
    whole, whole_bounds = settle(view, share.whole, key)
    part, part_bounds = settle(view, share.part, key)
    if whole_bounds is None or not isinstance(whole, int):
        return whole, None if whole is Absence.NOT_APPLICABLE else Bounds(0, 1)
    if whole == 0:
        return Absence.NOT_APPLICABLE, None if whole_bounds.is_exact else Bounds(0, 1)
    if not isinstance(part, int):
        return part, Bounds(0, 1)
    ratio = Ratio(part, whole)
    if not whole_bounds.is_exact:
        return ratio, Bounds(0, 1)
    low = Fraction(part, whole)
    return ratio, Bounds(low, low if _is_settled(view, share, part_bounds) else 1)


def _is_settled(view: View, share: Share, part_bounds: Bounds | None) -> bool:
    """Say whether no return that is still out can add to the part.

    Where the part rests on another table than the whole, that table's records about the group's
    members may come from any organisation, inside the group or not.
    """
    if share.part.rests_on == share.whole.rests_on:
        return part_bounds is not None and part_bounds.is_exact
    sent = view.reporting(share.part.returns)
    return sent.expected == sent.complete


def _per(view: View, per: Per, key: Key) -> Settled:
    of, of_bounds = settle(view, per.of, key)
    each, each_bounds = settle(view, per.each, key)
    for value in (each, of):
        if isinstance(value, Absence):
            return value, None if value is Absence.NOT_APPLICABLE else Bounds(0, None)
    dividend, divisor = exact(of), exact(each)
    assert isinstance(dividend, Fraction)  # noqa: S101  (an absence was answered above)
    assert isinstance(divisor, Fraction)  # noqa: S101
    if not divisor:
        return Absence.NOT_APPLICABLE, None if _are_exact(each_bounds) else Bounds(0, None)
    quotient = dividend / divisor
    sure = _are_exact(of_bounds, each_bounds)
    return quotient, Bounds(quotient, quotient) if sure else Bounds(0, None)


def _are_exact(*bounds: Bounds | None) -> bool:
    return all(each is not None and each.is_exact for each in bounds)


def _change(view: View, change: Change, key: Key) -> Settled:
    """What is not known on either side is not known here, and neither is what it can become."""
    now, now_bounds = settle(view, change.of, key)
    before = view.at(**earlier(view.scene, change.against))
    then, then_bounds = settle(before, change.of, key)
    value = changed(exact(now), exact(then), change.growth)
    if isinstance(value, Absence):
        return value, None
    sure = _are_exact(now_bounds, then_bounds)
    return value, Bounds(value, value) if sure else None


def changed(
    now: Fraction | Absence, then: Fraction | Absence, growth: Growth
) -> Fraction | Absence:
    """How much more it is now; a rate needs something to grow from."""
    for each in (now, then):
        if isinstance(each, Absence):
            return each
    assert isinstance(now, Fraction)  # noqa: S101  (an absence was answered above)
    assert isinstance(then, Fraction)  # noqa: S101
    if growth is Growth.DIFFERENCE:
        return now - then
    return (now - then) / then if then else Absence.NOT_APPLICABLE


class Then(TypedDict):
    """When a change is counted from."""

    period: Period
    as_of: date


def earlier(scene: Scene, against: Against) -> Then:
    """What a change is counted from, as far into its period as this scene is into its own."""
    match against:
        case Against.PREVIOUS:
            period: Period = scene.period.previous()
        case Against.LAST_YEAR:
            period = scene.period.same_last_year()
        case _:  # pragma: no cover
            assert_never(against)
    if scene.end == scene.period.end:
        return Then(period=period, as_of=period.end)
    gone = Days(scene.period.start, scene.end + timedelta(days=1))
    if against is Against.LAST_YEAR:
        return Then(period=period, as_of=gone.same_last_year().end)
    return Then(period=period, as_of=min(period.end, period.start + (gone.end - gone.start)))


def _spread(view: View, formula: Spread, key: Key) -> Settled:
    """Over the groups that have a value; while any of them can still change, so can the spread."""
    settled = list(_groups(view, formula, key))
    values = [exact(value) for value, _ in settled]
    known = [each for each in values if isinstance(each, Fraction)]
    value = spread(known, formula.evenness)
    sure = _are_exact(*(bounds for group, bounds in settled if group is not Absence.NOT_APPLICABLE))
    if isinstance(value, Absence):
        return value, None if sure else Bounds(0, None)
    return value, Bounds(value, value) if sure else Bounds(0, None)


def _groups(view: View, formula: Spread, key: Key) -> Iterator[Settled]:
    """What the groups within a group settle to; a group nobody can name is none."""
    if formula.across == ORGANISATION:
        yield from _schools(view, formula.of, key)
        return
    finer = view.also_by(formula.across)
    for each in sorted(finer.keys(measure_of(formula.of)), key=in_order):
        within, category = finer.dimensions.without(formula.across, each)
        if within == key and not isinstance(category, Absence):
            yield settle(finer, formula.of, each)


def _schools(view: View, formula: Measure | Share, key: Key) -> Iterator[Settled]:
    """What the schools of a group settle to, each with what hangs below it."""
    finer = view.also_by(ORGANISATION)
    (_, places), own = key
    for id_ in sorted(view.reporting(frozenset()).expected & view.scope):
        if view.dimensions.place_keys(view.scene, id_) == places:
            yield settle(finer, formula, ((id_, places), own))
