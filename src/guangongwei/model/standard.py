"""Standards (优质化建设基本要求): editions, blocks and clauses as data, and assessments by them.

The criteria differ by place and year (18条细则, 14项评分标准, 25条细化要求), so they are never code.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import NewType, final

from attrs import frozen

from guangongwei.errors import NotStored
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.source import Source, source_field

StandardId = NewType("StandardId", str)
ClauseId = NewType("ClauseId", str)
AssessmentId = NewType("AssessmentId", str)


@final
@frozen(kw_only=True)
class Clause:
    """One clause (条款) of a standard: what is asked, for how many points, on what evidence."""

    id: ClauseId
    #: The block (板块) it stands in.
    block: str
    text: str
    #: The most that can be scored, in points.
    points: Decimal
    #: A mandatory clause (必达条款) must be scored in full, whatever the total.
    mandatory: bool = False
    #: The evidence asked for: 听汇报, 看台账, 查资料, ….
    evidence: tuple[str, ...] = ()
    #: The effort to make it good, in the district's own measure; for planning only.
    effort: Decimal | None = None


@final
@frozen(kw_only=True)
class Band:
    """A grade (等次) and the least score it begins with; it ends where the next begins."""

    #: As the place names it: 合格校（园）, 达标学校, 先进学校, ….
    name: str
    #: The least score, in points, itself included.
    low: Decimal
    #: Whether a school with this grade has reached the standard.
    passes: bool
    #: The score before which it ends, where the document prints one; compared, never graded by.
    below: Decimal | None = None


@final
@frozen(kw_only=True)
class Standard:
    """One edition of one programme's standard."""

    id: StandardId
    #: The programme: 优质化建设, 五有五好, …; figures of two programmes are never merged.
    programme: str
    edition: str
    clauses: tuple[Clause, ...]
    #: From the best grade to the least, without gap or overlap.
    bands: tuple[Band, ...]
    #: The first day it applies.
    since: date
    #: The edition it is a local profile of.
    profile_of: StandardId | None = None
    source: Source = source_field()

    @cached_property
    def by_id(self) -> dict[ClauseId, Clause]:
        """Every clause under its id; of two with one id, the first."""
        found: dict[ClauseId, Clause] = {}
        for each in self.clauses:
            found.setdefault(each.id, each)
        return found

    def __getitem__(self, id_: ClauseId) -> Clause:
        """The clause with this id.

        Raises:
            NotStored: There is none.
        """
        try:
            return self.by_id[id_]
        except KeyError:
            raise NotStored(Clause, id_) from None

    @property
    def full_marks(self) -> Decimal:
        """What all clauses together are worth, in points."""
        return sum((each.points for each in self.by_id.values()), Decimal(0))

    def band(self, name: str) -> Band:
        """The grade with this name.

        Raises:
            NotStored: There is none.
        """
        for each in self.bands:
            if each.name == name:
                return each
        raise NotStored(Band, name)

    @property
    def pass_band(self) -> Band | None:
        """The least grade with which the standard is reached; None where none is."""
        return min(
            (each for each in self.bands if each.passes), key=lambda each: each.low, default=None
        )


@final
class Method(Enum):
    """方式 of an assessment."""

    SELF = "自评"
    MUTUAL = "互评"
    ON_SITE = "现场考核"
    REVIEW = "复核"

    @property
    def label(self) -> str:
        """The English words."""
        return self.name.lower().replace("_", " ")


@final
@frozen(kw_only=True)
class Score:
    """The points given for one clause; a clause without a score has no evidence yet."""

    clause: ClauseId
    points: Decimal


@final
@frozen(kw_only=True)
class Assessment:
    """One assessment (评估) of one organisation by one edition of a standard."""

    id: AssessmentId
    organisation: OrganisationId
    standard: StandardId
    on: date
    method: Method
    scores: tuple[Score, ...] = ()
    source: Source = source_field()
