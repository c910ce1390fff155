"""Judging: a figure held against a target, how far it has come, and what is still needed."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, assert_never, final

from attrs import frozen

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import Better, Change, Indicator
from guangongwei.indicators.formulas import flows
from guangongwei.indicators.targets import Judgement, Need, Shortfall, Target, Verdict
from guangongwei.model.figure import Figure
from guangongwei.model.numbers import Absence, Bounds, Ratio, Unit, worded
from guangongwei.model.plan import Comparator

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


_ONE = Fraction(1)
_CHANGES = (Comparator.INCREASE, Comparator.DECREASE)


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
            one before the period, which the pace is measured from. A change is counted from
            one already, so that an increase of 5个百分点 asks it for no less than these.
        by: The same indicator by one dimension at a time, for the shortfalls.

    Raises:
        BadArgument: Target, figure and indicator are not about the same indicator, or the target
            lacks the numbers that its comparator needs.
    """
    if not target.indicator == figure.indicator == indicator.id:
        raise BadArgument("target", "about the indicator of the figure")
    before = None if isinstance(indicator.value, Change) else baseline
    case = _Case(target=target, figure=figure, indicator=indicator, baseline=before)
    return Judgement(
        target=target,
        figure=figure,
        verdict=case.verdict(),
        reason=_reason(target, figure, indicator, case.start),
        progress=case.done,
        need=need(target, figure, indicator, baseline=case.start, by=by),
        baseline=before,
    )


@final
@frozen(kw_only=True)
class _Case:
    """One figure, one target, and what the two are read by."""

    target: Target
    figure: Figure
    indicator: Indicator
    baseline: Figure | None

    @property
    def start(self) -> Fraction | None:
        """The baseline's number, where it has one; a change that is to grow sets out from 0."""
        if isinstance(self.indicator.value, Change) and self.target.comparator in _CHANGES:
            return Fraction(0)
        value = Absence.UNKNOWN if self.baseline is None else self.baseline.exact
        return None if isinstance(value, Absence) else value

    @property
    def flows(self) -> bool:
        """Whether the figure begins at 0 with its period and can only grow till its end."""
        return flows(self.indicator.value)

    @property
    def keeps_pace(self) -> bool:
        """Whether a change is read from a baseline that stops early, as the figure itself does."""
        return (
            self.target.comparator in _CHANGES
            and self.baseline is not None
            and self.baseline.as_of < self.baseline.period.end
        )

    def intervals(self) -> tuple[Interval | None, ...]:
        """The values that meet the target, for the least and the most its baseline may become."""
        edges: tuple[Fraction | None, ...] = (self.start if self.baseline is None else None,)
        bounds = None if self.baseline is None else self.baseline.bounds
        if self.start is not None and bounds is not None:
            high = None if bounds.high is None else Fraction(bounds.high)
            edges = (Fraction(bounds.low), high)
        better, unit = self.indicator.better, self.indicator.unit
        return tuple(accepted(self.target, better, unit, edge) for edge in edges)

    @property
    def done(self) -> Fraction | Absence:
        """How much of the way is done, from the baseline where the figure sets out from there.

        A flow sets out from 0, and so does a figure that met its target at the baseline.
        """
        better, unit, start = self.indicator.better, self.indicator.unit, self.start
        reading = accepted(self.target, better, unit, start)
        printed = to_the_letter(self.target, better, unit, start)
        if reading is None or printed is None:
            return progress(self.figure.exact, None)
        if start is None or start in reading or (self.flows and not self.keeps_pace):
            return progress(self.figure.exact, printed.low)
        down = printed.high is not None and start >= printed.high
        goal = printed.high if down else printed.low
        return progress(self.figure.exact, None if printed.strict else goal, start)

    def verdict(self) -> Verdict:
        """How the figure stands to the target on the day up to which it was computed."""
        value, bounds = self.figure.exact, self.figure.bounds
        intervals = [each for each in self.intervals() if each is not None]
        if isinstance(value, Absence) or bounds is None:
            nothing = value is Absence.NOT_APPLICABLE and bounds is None
            return Verdict.NOTHING_TO_MEASURE if nothing else Verdict.CANNOT_JUDGE
        if len(intervals) < len(self.intervals()):
            return Verdict.CANNOT_JUDGE
        due = self.target.due or self.figure.period.end
        grows = self.flows and self.figure.as_of < due
        if all(each.holds_all(bounds) for each in intervals):
            may_be_lost = self.keeps_pace or any(each.high is not None for each in intervals)
            return Verdict.ON_TRACK if grows and may_be_lost else Verdict.MET
        if not all(each.holds_none(bounds) for each in intervals):
            return Verdict.CANNOT_JUDGE
        past = any(each.high is not None and value >= each.high for each in intervals)
        if self.figure.as_of >= due or (past and grows and not self.keeps_pace):
            return Verdict.MISSED
        return self._pace(due)

    def _pace(self, due: date) -> Verdict:
        """Before the due day: on track where as much of the way is done as of the time is gone."""
        begun = self.figure.period.start
        elapsed = Fraction((self.figure.as_of - begun).days + 1, (due - begun).days + 1)
        behind = isinstance(self.done, Absence) or self.done < elapsed or self.done > 1
        return Verdict.BEHIND if behind else Verdict.ON_TRACK


def _reason(target: Target, figure: Figure, indicator: Indicator, start: Fraction | None) -> str:
    """The reading, the number and how sure it is, in one Chinese sentence."""
    unit, decimals = indicator.unit, max(indicator.decimals, 1)
    interval = accepted(target, indicator.better, unit, start)
    parts = [_reading(target, interval, unit, decimals)]
    is_change = isinstance(indicator.value, Change)
    if start is not None and target.comparator in _CHANGES and not is_change:
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


def to_the_letter(
    target: Target, better: Better, unit: Unit, baseline: Fraction | None = None
) -> Interval | None:
    """The values that meet a target whose softened number is taken as it is printed."""
    if target.comparator is Comparator.NEARLY and target.values:
        return _around(target.values[0], Fraction(0), better)
    return accepted(target, better, unit, baseline)


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
    printed = to_the_letter(target, indicator.better, indicator.unit, baseline)
    if interval is None or printed is None:
        return Need(more=Absence.NOT_APPLICABLE, to_printed=Absence.NOT_APPLICABLE)
    return Need(
        more=_missing(figure, interval),
        to_printed=_missing(figure, printed),
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
    gap = interval.low - value
    match figure.value:
        case Ratio() as ratio:
            more = Fraction(_more(ratio, interval))
            reached = (ratio.part + more) / ratio.whole
            helps = reached in interval and reached <= 1
        case int():
            more = Fraction(_least_count(gap, strict=interval.strict))
            helps = value + more in interval
        case _:
            more = gap
            helps = not interval.strict
    return more if helps else Absence.NOT_APPLICABLE


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
