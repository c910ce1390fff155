"""Gaps (找差距、补缺口): what an assessment is short of, and the cheapest way to a grade.

Whatever has no evidence yet is taken at its worst: as 0 points. Source: 2024年工作要点 第7条.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import Checked, Problem
from guangongwei.model.accreditation import standard_programme
from guangongwei.model.numbers import Absence, Bounds
from guangongwei.model.repeats import firsts
from guangongwei.model.rescoring import rescore
from guangongwei.model.scoring import ends
from guangongwei.model.standard import Band, Clause

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from guangongwei.model.organisation import OrganisationId
    from guangongwei.model.scoring import ClauseScore, Scoring
    from guangongwei.model.standard import Assessment, Standard


@final
@frozen(kw_only=True)
class Gap:
    """One clause that is short of its points, or may be."""

    clause: Clause
    #: How many points it is short of: from 0 where there is no evidence yet.
    missing: Bounds


def gaps(scoring: Scoring) -> tuple[Gap, ...]:
    """The clauses short of their points: mandatory ones first, then the most points missing.

    Of equals the one that comes first in the standard.
    """
    found = (Gap(clause=each.clause, missing=_missing(each)) for each in scoring.clauses)
    return tuple(
        sorted(
            (each for each in found if _most(each) > 0),
            key=lambda each: (not each.clause.mandatory, -_most(each)),
        )
    )


def _missing(score: ClauseScore) -> Bounds:
    low, high = ends(score.bounds)
    points = Fraction(score.clause.points)
    return Bounds(points - high, points - low)


def _most(gap: Gap) -> Fraction:
    return ends(gap.missing)[1]


@final
@frozen(kw_only=True)
class Raise:
    """One clause brought from what it is worth at least to its full points."""

    clause: Clause
    start: Fraction
    #: The clause's own effort, or the missing points where it names none.
    effort: Fraction

    @property
    def points(self) -> Fraction:
        """How many points it brings."""
        return Fraction(self.clause.points) - self.start


@final
@frozen(kw_only=True)
class Route:
    """The cheapest set of clauses that leads to a grade."""

    band: Band
    #: The mandatory clauses first, then in the order of the standard.
    steps: tuple[Raise, ...]
    #: The total at least, in points, as it is.
    before: Fraction

    @property
    def effort(self) -> Fraction:
        """What all steps cost together."""
        return sum((each.effort for each in self.steps), Fraction(0))

    @property
    def after(self) -> Fraction:
        """The total at least, in points, when all steps are done."""
        return self.before + sum((each.points for each in self.steps), Fraction(0))


def cheapest_route(scoring: Scoring, band: Band) -> Route | Absence:
    """The clauses to bring to full points so that the grade is reached for certain.

    No other set costs less. Of those that cost the same it has the fewest clauses, and of these
    the one whose last clause comes earliest in the standard, then the one before it, and so on.
    A passing grade takes every mandatory clause. Not applicable where full marks would not do.
    """
    steps = [step for each in scoring.clauses if (step := _raise(each)).points > 0]
    forced = [each for each in steps if band.passes and each.clause.mandatory]
    others = [each for each in steps if each not in forced]
    before, _ = ends(scoring.total)
    need = Fraction(band.low) - before - sum((each.points for each in forced), Fraction(0))
    chosen = _cheapest(others, need)
    if chosen is None:
        return Absence.NOT_APPLICABLE
    ordered = sorted((*forced, *chosen), key=lambda each: not each.clause.mandatory)
    return Route(band=band, steps=tuple(ordered), before=before)


def effort_to_pass(scoring: Scoring) -> Fraction | Absence:
    """What the cheapest way to the least passing grade costs: 0 where it is reached for certain."""
    band = scoring.standard.pass_band
    route = cheapest_route(scoring, band) if band else Absence.NOT_APPLICABLE
    return route.effort if isinstance(route, Route) else route


def gaps_to_pass(
    assessments: Iterable[Assessment],
    standards: Iterable[Standard],
    *,
    edition: Standard,
    as_of: date,
) -> Checked[dict[OrganisationId, Fraction]]:
    """What it takes each assessed school to pass by an edition, and the faults of the scores.

    Each school's last assessment by the day counts, of those by a standard of the same programme
    that is known; one by another edition is re-scored, so that all gaps have one measure.
    """
    asked = standard_programme(edition.programme)
    known = {
        each.id: each
        for each in firsts((edition, *standards))
        if standard_programme(each.programme) == asked
    }
    last: dict[OrganisationId, Assessment] = {}
    for each in sorted(firsts(assessments), key=lambda each: (each.on, each.id)):
        if each.on <= as_of and each.standard in known:
            last[each.organisation] = each
    gaps: dict[OrganisationId, Fraction] = {}
    problems: list[Problem] = []
    for organisation, each in sorted(last.items()):
        checked = rescore(each, known[each.standard], edition)
        problems += checked.problems
        effort = effort_to_pass(checked.value.after)
        if isinstance(effort, Fraction):
            gaps[organisation] = effort
    return Checked(gaps, tuple(problems))


def _raise(score: ClauseScore) -> Raise:
    start, _ = ends(score.bounds)
    effort = score.clause.effort
    missing = Fraction(score.clause.points) - start
    return Raise(
        clause=score.clause, start=start, effort=missing if effort is None else Fraction(effort)
    )


def _cheapest(steps: Sequence[Raise], need: Fraction) -> list[Raise] | None:
    """The steps that bring at least the needed points and cost the least; None where none do.

    Set by set over the clauses one after the other, every sum of points keeps its cheapest set,
    and a sum that a higher one undercuts is forgotten. The number of sums is limited by the steps
    in which points are given, never by the number of sets.
    """
    *points, goal = _whole([*(each.points for each in steps), max(need, Fraction(0))])
    efforts = _whole([each.effort for each in steps])
    count = len(steps)
    # One number orders sets by effort, then by size, then by place: each in bits of its own.
    keys = [
        (effort << (count + count.bit_length())) + (1 << count) + (1 << place)
        for place, effort in enumerate(efforts)
    ]
    best = {0: 0}
    for gained, key in zip(points, keys, strict=True):
        for reached, cost in list(best.items()):
            total = min(reached + gained, goal)
            if total not in best or cost + key < best[total]:
                best[total] = cost + key
        best = _undercut(best)
    if goal not in best:
        return None
    return [each for place, each in enumerate(steps) if best[goal] >> place & 1]


def _undercut(best: dict[int, int]) -> dict[int, int]:
    """The sums of points without those for which a higher one costs no more."""
    kept: dict[int, int] = {}
    least: int | None = None
    for reached in sorted(best, reverse=True):
        if least is None or best[reached] < least:
            least = kept[reached] = best[reached]
    return kept


def _whole(amounts: Iterable[Fraction]) -> list[int]:
    """Exact amounts as whole numbers of their common part."""
    kept = list(amounts)
    unit = lcm(*(each.denominator for each in kept))
    return [int(each * unit) for each in kept]
