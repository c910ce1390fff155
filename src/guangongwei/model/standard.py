"""Standards (优质化建设基本要求): editions, blocks and clauses as data, and assessments by them.

The criteria differ by place and year (18条细则, 14项评分标准, 25条细化要求), so they are never code.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NewType, final

from attrs import frozen

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

    name: str
    #: The least score, in points, itself included.
    low: Decimal
    #: Whether a school with this grade has reached the standard.
    passes: bool


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


@final
class Method(Enum):
    """方式 of an assessment."""

    SELF = "自评"
    MUTUAL = "互评"
    ON_SITE = "现场考核"
    REVIEW = "复核"


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
