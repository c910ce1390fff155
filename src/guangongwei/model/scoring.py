"""Scoring an assessment (评估) by its standard: points, mandatory clauses and the grade.

A clause without a score has no evidence yet: it can still be worth anything from 0 to its points,
so that a total and a grade have bounds. A mandatory clause short of its points keeps the grade
below passing, whatever the total. Source: DOMAIN section 1.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import BadArgument, Checked, Problem
from guangongwei.model.numbers import Absence, Bounds
from guangongwei.model.standard import AssessmentId, Band, Clause, ClauseId, Standard
from guangongwei.model.standard_checks import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.model.standard import Assessment

#: Points as they are given, or carried over exactly from another edition.
Points = Decimal | Fraction


@final
class Standing(Enum):
    """How a mandatory clause stands."""

    MET = "达到"
    FAILED = "未达到"
    #: There is no evidence yet.
    OPEN = "待查"

    @property
    def label(self) -> str:
        """The English word."""
        return self.name.lower()


@final
@frozen(kw_only=True)
class ClauseScore:
    """What one clause was given, or can still be given."""

    clause: Clause
    #: The points given; unknown while there is no evidence.
    given: Points | Absence = Absence.UNKNOWN

    @property
    def bounds(self) -> Bounds:
        """The least and the most it can turn out to be worth, which is never below zero."""
        if isinstance(self.given, Absence):
            return Bounds(Decimal(0), max(Decimal(0), self.clause.points))
        return Bounds(self.given, self.given)

    @property
    def standing(self) -> Standing:
        """Whether it is scored in full."""
        if isinstance(self.given, Absence):
            return Standing.OPEN
        return Standing.MET if self.given >= self.clause.points else Standing.FAILED


@final
@frozen(kw_only=True)
class BlockScore:
    """What the clauses of one block (板块) are worth together."""

    block: str
    bounds: Bounds
    full_marks: Decimal


@final
@frozen(kw_only=True)
class Scoring:
    """One assessment scored: every clause of the standard, the totals, and the grade they lead to."""

    standard: Standard
    #: None where it was made up, such as an old assessment under a new edition.
    assessment: AssessmentId | None = None
    #: In the order of the standard.
    clauses: tuple[ClauseScore, ...]

    @cached_property
    def by_id(self) -> dict[ClauseId, ClauseScore]:
        """What each clause was given, under its id."""
        return {each.clause.id: each for each in self.clauses}

    @cached_property
    def total(self) -> Bounds:
        """The total in points: exact where no evidence is missing."""
        return summed(each.bounds for each in self.clauses)

    @property
    def blocks(self) -> tuple[BlockScore, ...]:
        """The totals of the blocks, in the order in which they begin."""
        found: dict[str, list[ClauseScore]] = {}
        for each in self.clauses:
            found.setdefault(each.clause.block, []).append(each)
        return tuple(
            BlockScore(
                block=block,
                bounds=summed(each.bounds for each in scores),
                full_marks=sum((each.clause.points for each in scores), Decimal(0)),
            )
            for block, scores in found.items()
        )

    def mandatory(self, standing: Standing) -> tuple[ClauseId, ...]:
        """The mandatory clauses that stand so."""
        return tuple(
            each.clause.id
            for each in self.clauses
            if each.clause.mandatory and each.standing is standing
        )

    @property
    def least_grade(self) -> Band | Absence:
        """The grade if all evidence that is missing turns out to be worth nothing."""
        met = not self.mandatory(Standing.FAILED) and not self.mandatory(Standing.OPEN)
        return grade(self.standard, self.total.low, mandatory_met=met)

    @property
    def best_grade(self) -> Band | Absence:
        """The grade if all evidence that is missing turns out to be worth its full points."""
        _, most = ends(self.total)
        return grade(self.standard, most, mandatory_met=not self.mandatory(Standing.FAILED))

    @property
    def grade(self) -> Band | Absence:
        """The grade; unknown while missing evidence can still change it."""
        least, best = self.least_grade, self.best_grade
        return least if least == best else Absence.UNKNOWN

    @property
    def passes(self) -> bool | Absence:
        """Whether the standard is reached; unknown while missing evidence can still change it."""
        least, best = (
            isinstance(each, Band) and each.passes for each in (self.least_grade, self.best_grade)
        )
        return least if least is best else Absence.UNKNOWN


def grade(standard: Standard, total: Points | int, *, mandatory_met: bool) -> Band | Absence:
    """The best band that begins at or below the total, and below passing if the clauses are not met.

    Not applicable where no band does.
    """
    reached = (
        each for each in standard.bands if each.low <= total and (mandatory_met or not each.passes)
    )
    return max(reached, key=lambda each: each.low, default=Absence.NOT_APPLICABLE)


def summed(parts: Iterable[Bounds]) -> Bounds:
    """The bounds of a sum whose parts are independent of one another and not open."""
    pairs = [ends(each) for each in parts]
    zero = Fraction(0)
    return Bounds(sum((low for low, _ in pairs), zero), sum((high for _, high in pairs), zero))


def ends(bounds: Bounds) -> tuple[Fraction, Fraction]:
    """Both ends of bounds that are not open, exactly.

    Raises:
        BadArgument: They are open.
    """
    if bounds.high is None:
        raise BadArgument("bounds", "limited above")
    return Fraction(bounds.low), Fraction(bounds.high)


def score(assessment: Assessment, standard: Standard) -> Checked[Scoring]:
    """An assessment scored by its standard, with everything wrong in its scores.

    A score that cannot be right is left out: its clause counts as one without evidence.

    Raises:
        BadArgument: The assessment was made by another standard.
    """
    if assessment.standard != standard.id:
        raise BadArgument("standard", "the one the assessment was made by")
    faults = dict(_faults(assessment, standard))
    given = {
        each.clause: each.points
        for index, each in enumerate(assessment.scores)
        if index not in faults
    }
    scoring = Scoring(
        standard=standard,
        assessment=assessment.id,
        clauses=tuple(
            ClauseScore(clause=each, given=given.get(each.id, Absence.UNKNOWN))
            for each in standard.by_id.values()
        ),
    )
    problems = tuple(
        Problem(code, place(assessment.source, f".scores[{index}]"), message, hint=hint)
        for index, (code, message, hint) in faults.items()
    )
    return Checked(scoring, problems)


_UNKNOWN = ("S201", "is for a clause that the standard does not have", "Mend the clause's id.")
_REPEATED = ("S202", "is one of several for the same clause", "Keep one.")
_ABOVE = ("S203", "is above the points of the clause", "Mend it.")
_BELOW = ("S204", "is below zero", "Mend it.")


def _faults(
    assessment: Assessment, standard: Standard
) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """The scores that cannot be right, by their place; of several reasons the first."""
    times = Counter(each.clause for each in assessment.scores)
    for index, each in enumerate(assessment.scores):
        if each.clause not in standard.by_id:
            yield index, _UNKNOWN
        elif times[each.clause] > 1:
            yield index, _REPEATED
        elif each.points > standard[each.clause].points:
            yield index, _ABOVE
        elif each.points < 0:
            yield index, _BELOW
