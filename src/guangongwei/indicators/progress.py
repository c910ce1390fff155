"""Judging: a figure held against a target, how far it has come, and what is still needed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, assert_never, final

from attrs import frozen

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import Better, Indicator, Measure, Timing
from guangongwei.indicators.targets import Judgement, Need, Shortfall, Target, Verdict
from guangongwei.model.numbers import Absence, Bounds, Ratio, Unit, worded
from guangongwei.model.plan import Comparator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.model.figure import Figure

_ONE = Fraction(1)


@final
@frozen
class Interval:
    """The values that meet a target: from `low` to `high`, an end that is None being open."""

    low: Fraction | None = None
    high: Fraction | None = None
    #: Whether the lower, or upper, end itself does not meet it: more than before, less than before.
    strict: bool = False

    def __contains__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.strict)
        below = self.high is None or value < self.high or (value == self.high and not self.strict)
        return above and below

    def holds_all(self, bounds: Bounds) -> bool:
        """Say whether every value within the bounds meets the target."""
        if bounds.high is None:
            return self.high is None and Fraction(bounds.low) in self
        return Fraction(bounds.low) in self and Fraction(bounds.high) in self

    def holds_none(self, bounds: Bounds) -> bool:
        """Say whether no value within the bounds meets the target."""
        low, high = self.low, self.high
        too_low = (
            low is not None
            and bounds.high is not None
            and (bounds.high < low or (bounds.high == low and self.strict))
        )
        too_high = high is not None and (bounds.low > high or (bounds.low == high and self.strict))
        return too_low or too_high


def judge(
    target: Target,
    figure: Figure,
    indicator: Indicator,
    *,
    baseline: Figure | None = None,
    by: Iterable[Figure] = (),
) -> Judgement:
    """Hold a figure against a target, on the day up to which the figure was computed.

    Args:
        target: What is asked; without a due day it is due when the figure's period ends.
        figure: Where it stands.
        indicator: The figure's definition.
        baseline: The figure it started from: of an increase, the one to exceed; of a stock, the
            one before the period, which the pace is measured from.
        by: The same indicator by one dimension at a time, for the shortfalls.

    Raises:
        BadArgument: Target, figure and indicator are not about the same indicator, or the target
            lacks the numbers that its comparator needs.
    """
    if not target.indicator == figure.indicator == indicator.id:
        raise BadArgument("target", "about the indicator of the figure")
    start = _known(baseline)
    intervals = tuple(
        accepted(target, indicator.better, indicator.unit, edge)
        for edge in _edges(target, baseline)
    )
    verdict = _verdict(target, figure, indicator, intervals, start)
    return Judgement(
        target=target,
        figure=figure,
        verdict=verdict,
        reason=_reason(target, figure, indicator, start),
        progress=progress(figure.exact, _goal(target, start), start),
        need=need(target, figure, indicator, baseline=start, by=by),
        baseline=baseline,
    )


def _known(baseline: Figure | None) -> Fraction | None:
    value = Absence.UNKNOWN if baseline is None else baseline.exact
    return None if isinstance(value, Absence) else value


def _edges(target: Target, baseline: Figure | None) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most the baseline of a change may be; None where nothing limits it."""
    if target.comparator not in (Comparator.INCREASE, Comparator.DECREASE):
        return (Fraction(0), Fraction(0))
    if baseline is None or baseline.bounds is None or _known(baseline) is None:
        return (None, None)
    high = baseline.bounds.high
    return (Fraction(baseline.bounds.low), None if high is None else Fraction(high))


def _verdict(
    target: Target,
    figure: Figure,
    indicator: Indicator,
    intervals: tuple[Interval | None, ...],
    start: Fraction | None,
) -> Verdict:
    value = figure.exact
    if isinstance(value, Absence) or figure.bounds is None:
        nothing = value is Absence.NOT_APPLICABLE
        return Verdict.NOTHING_TO_MEASURE if nothing else Verdict.CANNOT_JUDGE
    bounds = figure.bounds
    due = target.due or figure.period.end
    final = figure.as_of >= due
    flows = isinstance(indicator.value, Measure) and indicator.value.timing is Timing.DURING
    if all(each is not None and each.holds_all(bounds) for each in intervals):
        capped = any(each is not None and each.high is not None for each in intervals)
        return Verdict.ON_TRACK if capped and flows and not final else Verdict.MET
    if not all(each is not None and each.holds_none(bounds) for each in intervals):
        return Verdict.CANNOT_JUDGE
    too_high = any(
        each is not None and each.high is not None and value > each.high for each in intervals
    )
    if final or (too_high and flows):
        return Verdict.MISSED
    return _pace(target, figure, value, None if flows else start, due)


def _pace(
    target: Target, figure: Figure, value: Fraction, start: Fraction | None, due: date
) -> Verdict:
    """Before the due day: on track where as much of the way is done as of the time is gone."""
    begun = figure.period.start
    elapsed = Fraction((figure.as_of - begun).days + 1, (due - begun).days + 1)
    done = progress(value, _goal(target, start), start)
    behind = isinstance(done, Absence) or done < elapsed or done > 1
    return Verdict.BEHIND if behind else Verdict.ON_TRACK


def _goal(target: Target, start: Fraction | None) -> Fraction | None:
    """The number a target names, or that its change leads to."""
    match target.comparator:
        case Comparator.INCREASE:
            return start + target.values[0] if target.values and start is not None else None
        case Comparator.DECREASE:
            return start - target.values[0] if target.values and start is not None else None
        case _:
            return target.values[0]


def _reason(target: Target, figure: Figure, indicator: Indicator, start: Fraction | None) -> str:
    """The reading, the number and how sure it is, in one Chinese sentence."""
    unit, decimals = indicator.unit, max(indicator.decimals, 1)
    interval = accepted(target, indicator.better, unit, start)
    parts = [_reading(target, interval, unit, decimals)]
    if start is not None and target.comparator in (Comparator.INCREASE, Comparator.DECREASE):
        parts.append(f"基数{worded(start, unit, decimals, trim=True)}")
    parts.append(f"现为{figure}")
    if not figure.coverage.is_complete:
        parts.append(f"{len(figure.coverage.missing)}校未报或未报全")
    return "，".join(parts)


def _reading(target: Target, interval: Interval | None, unit: Unit, decimals: int) -> str:
    if interval is None:
        return "没有可比的基数"
    low, high, strict = interval.low, interval.high, interval.strict
    ends = [
        f"{'高于' if strict else '不低于'}{worded(low, unit, decimals, trim=True)}"
        if low is not None
        else "",
        f"{'低于' if strict else '不高于'}{worded(high, unit, decimals, trim=True)}"
        if high is not None
        else "",
    ]
    named = f"（{target.reading.name}）" if target.comparator is Comparator.NEARLY else ""
    return f"读作{'且'.join(each for each in ends if each)}{named}"


def accepted(
    target: Target, better: Better, unit: Unit, baseline: Fraction | None = None
) -> Interval | None:
    """The values that meet a target as it is read; None where its baseline is not known.

    Raises:
        BadArgument: The target lacks the numbers that its comparator needs.
    """
    values = target.values
    needed = {Comparator.BETWEEN: 2, Comparator.INCREASE: 0, Comparator.DECREASE: 0}
    if len(values) < needed.get(target.comparator, 1):
        raise BadArgument("target", f"given with numbers for {target.comparator.value}")
    match target.comparator:
        case Comparator.AT_LEAST:
            return Interval(low=values[0])
        case Comparator.AT_MOST:
            return Interval(high=values[0])
        case Comparator.BETWEEN:
            return Interval(low=min(values), high=max(values))
        case Comparator.EXACTLY:
            return _around(values[0], Fraction(0), better)
        case Comparator.NEARLY:
            return _around(values[0], tolerance(target, unit), better)
        case Comparator.INCREASE | Comparator.DECREASE:
            return _moved(target, baseline)
        case _:  # pragma: no cover
            assert_never(target.comparator)


def tolerance(target: Target, unit: Unit) -> Fraction:
    """How far from its number a softened target is still met."""
    if unit is Unit.PERCENT:
        return target.reading.points
    return abs(target.values[0]) * target.reading.relative


def _around(value: Fraction, tolerance_: Fraction, better: Better) -> Interval:
    """Going past a number in the good direction also meets it."""
    return Interval(
        low=None if better is Better.LOWER else value - tolerance_,
        high=None if better is Better.HIGHER else value + tolerance_,
    )


def _moved(target: Target, baseline: Fraction | None) -> Interval | None:
    if baseline is None:
        return None
    step = target.values[0] if target.values else Fraction(0)
    strict = not target.values
    if target.comparator is Comparator.INCREASE:
        return Interval(low=baseline + step, strict=strict)
    return Interval(high=baseline - step, strict=strict)


def progress(
    value: Fraction | Absence, goal: Fraction | None, baseline: Fraction | None = None
) -> Fraction | Absence:
    """How much of the way from the baseline to the goal is done; defined for every input.

    | case | result |
    |---|---|
    | the value is an absence | that absence |
    | there is no goal | not applicable |
    | the goal is the baseline (or, without baseline, 0) | 1 where the value is it, else not applicable |
    | otherwise | (value - baseline) / (goal - baseline), below 0 and above 1 where it is so |

    The last line also serves a goal below the baseline.
    """
    if isinstance(value, Absence):
        return value
    if goal is None:
        return Absence.NOT_APPLICABLE
    start = baseline if baseline is not None else Fraction(0)
    if goal == start:
        return _ONE if value == goal else Absence.NOT_APPLICABLE
    return (value - start) / (goal - start)


def need(
    target: Target,
    figure: Figure,
    indicator: Indicator,
    *,
    baseline: Fraction | None = None,
    by: Iterable[Figure] = (),
) -> Need:
    """How much more it takes: schools for a share, the missing amount for a number.

    Args:
        target: What is asked.
        figure: Where it stands.
        indicator: The figure's definition, for its unit and direction.
        baseline: What an increase is counted from.
        by: The same indicator by one dimension at a time (学段, 镇街), for the shortfalls.
    """
    interval = accepted(target, indicator.better, indicator.unit, baseline)
    printed = max(target.values) if target.values else None
    if interval is None:
        return Need(more=Absence.NOT_APPLICABLE, to_printed=Absence.NOT_APPLICABLE)
    if printed is None or target.comparator in (Comparator.INCREASE, Comparator.DECREASE):
        printed_interval = interval
    else:
        printed_interval = _around(printed, Fraction(0), indicator.better)
    return Need(
        more=_missing(figure, interval),
        to_printed=_missing(figure, printed_interval),
        shortfalls=tuple(_shortfalls(by, interval)),
    )


def _missing(figure: Figure, interval: Interval) -> Fraction | Absence:
    """The least that has to be added; not applicable where adding does not help."""
    value = figure.exact
    if isinstance(value, Absence):
        return value
    if value in interval:
        return Fraction(0)
    if interval.low is None or value > interval.low:
        return Absence.NOT_APPLICABLE
    if isinstance(figure.value, Ratio):
        return Fraction(_more(figure.value, interval))
    gap = interval.low - value
    if isinstance(figure.value, int):
        return Fraction(_least_count(gap, strict=interval.strict))
    return Absence.NOT_APPLICABLE if interval.strict else gap


def _more(ratio: Ratio, interval: Interval) -> int:
    """How many more of the whole must belong to the part for the ratio to be high enough."""
    wanted = (interval.low or 0) * ratio.whole - ratio.part
    return max(0, _least_count(Fraction(wanted), strict=interval.strict))


def _least_count(gap: Fraction, *, strict: bool) -> int:
    """The least whole number that closes a gap, or goes past it."""
    return floor(gap) + 1 if strict else ceil(gap)


def _shortfalls(figures: Iterable[Figure], interval: Interval) -> Iterable[Shortfall]:
    for figure in figures:
        if interval.low is None or not isinstance(figure.value, Ratio):
            continue
        for dimension, category in figure.group.categories:
            yield Shortfall(
                dimension=dimension,
                category=category,
                part=figure.value.part,
                whole=figure.value.whole,
                more=_more(figure.value, interval),
            )
