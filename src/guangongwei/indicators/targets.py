"""Targets: what a plan asks of a figure, how near it is, and how much is still needed."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import final

from attrs import field, frozen

from guangongwei.errors import Span
from guangongwei.model.figure import Figure
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.plan import Comparator


@final
@frozen(kw_only=True)
class Reading:
    """How a softened number (近70%, 60名左右) is read; printed with every verdict."""

    name: str
    #: How far from a percentage still counts, as a fraction of one: 2/100 is two points.
    points: Fraction
    #: How far from any other number still counts, as a share of it.
    relative: Fraction


#: The reading used unless the caller names another: 近70% is at least 68%.
TWO_POINTS = Reading(name="容差2个百分点", points=Fraction(2, 100), relative=Fraction(2, 100))


@final
@frozen(kw_only=True)
class Target:
    """What one indicator is to reach, by when."""

    indicator: str
    comparator: Comparator
    #: One number, two for a range, none for a mere increase; percentages as fractions of one.
    values: tuple[Fraction, ...] = ()
    due: date | None = None
    #: Whose figure it is about; None: the whole dataset.
    organisation: OrganisationId | None = None
    reading: Reading = TWO_POINTS
    hedge: str = ""
    modality: str = ""
    #: The words of the plan, or the caller's.
    text: str = ""
    #: Where the plan says it; None for a target the caller gives.
    place: Span | None = None


@final
class Verdict(Enum):
    """How a figure stands to its target."""

    MET = "已达到"
    ON_TRACK = "进度正常"
    BEHIND = "进度滞后"
    MISSED = "未达到"
    CANNOT_JUDGE = "暂不能判定"
    NOTHING_TO_MEASURE = "无可计量"
    #: It would tell something of a figure that is hidden.
    SUPPRESSED = "不公布"

    @property
    def label(self) -> str:
        """The English words."""
        return _VERDICT_LABELS[self]


_VERDICT_LABELS = {
    Verdict.MET: "met",
    Verdict.ON_TRACK: "on track",
    Verdict.BEHIND: "behind",
    Verdict.MISSED: "missed",
    Verdict.CANNOT_JUDGE: "cannot be judged yet",
    Verdict.NOTHING_TO_MEASURE: "nothing to measure",
    Verdict.SUPPRESSED: "suppressed",
}


@final
@frozen(kw_only=True)
class Shortfall:
    """How much one category alone is short of the same target."""

    #: The dimension, such as ``category`` or ``town``.
    dimension: str
    category: str | Absence
    part: int
    whole: int
    more: int


@final
@frozen(kw_only=True)
class Need:
    """How much more it takes to meet a target: 0 where it is met."""

    #: How many more to meet it as it is read; an absence where no number would do.
    more: Fraction | Absence
    #: How many more to reach the number as it is printed.
    to_printed: Fraction | Absence
    #: Where they are missing: each 学段 and 镇街 held to the same share.
    shortfalls: tuple[Shortfall, ...] = ()


@final
@frozen(kw_only=True)
class Judgement:
    """A figure held against a target: the verdict, the reason, and what is still needed."""

    target: Target
    figure: Figure
    verdict: Verdict
    #: Why, in one Chinese sentence that names the reading.
    reason: str
    #: How much of the way is done; an absence where that has no meaning.
    progress: Fraction | Absence
    need: Need
    #: The figure it started from: a year earlier for an increase, the period's start for a stock.
    baseline: Figure | None = field(default=None)
