"""An old assessment under another edition of the standard: what each clause does to the total.

The editions differ in their clauses and weights (DOMAIN section 1), so that two totals can only be
compared clause by clause: kept, reworded, re-weighted, added without evidence, or dropped.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import BadArgument, Checked
from guangongwei.model.accreditation import standard_programme
from guangongwei.model.numbers import Absence, Bounds, Unit, worded
from guangongwei.model.scoring import ClauseScore, Scoring, ends, score, summed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guangongwei.model.standard import Assessment, Clause, ClauseId, Standard


@final
class Fate(Enum):
    """What became of a clause in the other edition."""

    KEPT = "沿用"
    REWORDED = "改写"
    REWEIGHTED = "调整分值"
    ADDED = "新增"
    DROPPED = "取消"

    @property
    def label(self) -> str:
        """The English word."""
        return self.name.lower()


@final
@frozen(kw_only=True)
class ClauseChange:
    """One clause before and after: at least one of the two is there."""

    before: ClauseScore | None
    after: ClauseScore | None

    @property
    def fate(self) -> Fate:
        """What became of it; a clause with other words and other points is re-weighted."""
        if self.before is None:
            return Fate.ADDED
        if self.after is None:
            return Fate.DROPPED
        if self.before.clause.points != self.after.clause.points:
            return Fate.REWEIGHTED
        return Fate.KEPT if self.before.clause.text == self.after.clause.text else Fate.REWORDED

    @property
    def change(self) -> Bounds:
        """What it adds to the total, or takes from it, whatever missing evidence turns out to be.

        The same evidence counts before and after, so that a kept clause changes nothing even
        where it has none yet.
        """
        if self.before is None:
            return summed([self.after.bounds] if self.after else [])
        factor = _factor(self.before.clause, self.after.clause) if self.after else Fraction(0)
        low, high = (each * (factor - 1) for each in ends(self.before.bounds))
        return Bounds(min(low, high), max(low, high))

    @property
    def reason(self) -> str:
        """Why its points are what they are now, as one Chinese sentence."""
        said = _REASONS[self.fate].format(
            before=_points(self.before.clause) if self.before else "",
            after=_points(self.after.clause) if self.after else "",
        )
        was = self.before is not None and self.before.clause.mandatory
        now = self.after is not None and self.after.clause.mandatory
        return f"{said}；{_MANDATORY[was, now]}" if (was, now) in _MANDATORY else said


_REASONS = {
    Fate.KEPT: "条款未变，得分沿用",
    Fate.REWORDED: "表述有变、分值未变，得分沿用",
    Fate.REWEIGHTED: "分值由{before}调为{after}，得分按比例折算",
    Fate.ADDED: "新增条款，尚无佐证，可得0至{after}",
    Fate.DROPPED: "条款取消，原有{before}不再计入",
}
_MANDATORY = {(False, True): "为必达条款", (True, False): "不再是必达条款"}


@final
@frozen(kw_only=True)
class Rescoring:
    """One assessment by two editions: both scorings and the changes that lead from one to the other."""

    before: Scoring
    after: Scoring
    #: The clauses of the new edition in its order, then the dropped ones in the order of the old.
    changes: tuple[ClauseChange, ...]

    @property
    def change(self) -> Bounds:
        """How far the total moves, whatever missing evidence turns out to be."""
        return summed(each.change for each in self.changes)


def rescore(
    assessment: Assessment,
    old: Standard,
    new: Standard,
    *,
    renamed: Mapping[ClauseId, ClauseId] | None = None,
) -> Checked[Rescoring]:
    """An assessment scored by its own edition and by another one, with the faults of its scores.

    A score is carried over in proportion to the clause's points: full stays full, none stays none.

    Args:
        assessment: What was scored by the old edition.
        old: The edition it was scored by.
        new: The edition it is looked at under.
        renamed: From ids of the old edition to those of the new, where a clause's id has changed.

    Raises:
        BadArgument: The assessment was made by another standard, the editions are of different
            programmes, or two old clauses would become one.
        NotStored: A renamed clause is not in its edition.
    """
    if standard_programme(old.programme) != standard_programme(new.programme):
        raise BadArgument("new", "an edition of the same programme")
    sources = _sources(old, new, renamed or {})
    checked = score(assessment, old)
    before = checked.value
    kept = [_carried(before, sources.get(each.id), each) for each in new.by_id.values()]
    gone = [each for each in before.clauses if each.clause.id not in sources.values()]
    rescoring = Rescoring(
        before=before,
        after=Scoring(standard=new, clauses=tuple(after for _, after in kept)),
        changes=(
            *(ClauseChange(before=was, after=now) for was, now in kept),
            *(ClauseChange(before=each, after=None) for each in gone),
        ),
    )
    return Checked(rescoring, checked.problems)


def _sources(
    old: Standard, new: Standard, renamed: Mapping[ClauseId, ClauseId]
) -> dict[ClauseId, ClauseId]:
    """The old clause that each new one continues; one that was worth nothing carries nothing on."""
    found = {each: each for each in new.by_id if each in old.by_id and each not in renamed}
    for before, after in renamed.items():
        source, target = old[before].id, new[after].id
        if target in found:
            raise BadArgument("renamed", "from one old clause to each new one")
        found[target] = source
    return {target: source for target, source in found.items() if old[source].points > 0}


def _carried(
    before: Scoring, source: ClauseId | None, clause: Clause
) -> tuple[ClauseScore | None, ClauseScore]:
    """What a clause of the new edition had before, and what that makes of it now."""
    if source is None:
        return None, ClauseScore(clause=clause)
    was = before.by_id[source]
    if isinstance(was.given, Absence):
        return was, ClauseScore(clause=clause)
    return was, ClauseScore(clause=clause, given=Fraction(was.given) * _factor(was.clause, clause))


def _factor(before: Clause, after: Clause) -> Fraction:
    """How many points of the one each point of the other is worth."""
    return Fraction(after.points) / Fraction(before.points)


def _points(clause: Clause) -> str:
    return worded(clause.points, Unit.POINTS, 2, trim=True)
