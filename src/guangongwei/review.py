"""The main job: a plan, a year of records and a period become a review, line by line."""

from __future__ import annotations

from datetime import date
from typing import final

from attrs import frozen

from guangongwei.errors import NotAFigure, Problem
from guangongwei.indicators.definition import Indicator
from guangongwei.indicators.targets import Judgement
from guangongwei.model.dataset import Dataset
from guangongwei.model.figure import Figure
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Period
from guangongwei.model.plan import Commitment, Item, Plan, Section
from guangongwei.plans.bind import Binding


@final
@frozen(kw_only=True)
class Breakdown:
    """One indicator by one or several dimensions, each figure with its own categories."""

    indicator: str
    dimensions: tuple[str, ...]
    figures: tuple[Figure, ...]


@final
@frozen(kw_only=True)
class Line:
    """One point of the plan: what was asked, and what the records say of it."""

    section: Section
    item: Item
    #: What the plan asks for here, measurable or not.
    commitments: tuple[Commitment, ...]
    #: Which indicators measure it, and by which of its words.
    bindings: tuple[Binding, ...]
    #: One figure a bound indicator; none where nothing measures this item.
    figures: tuple[Figure, ...]
    breakdowns: tuple[Breakdown, ...]
    judgements: tuple[Judgement, ...]
    #: Sessions and visits of the activities that name this item in 对应要点.
    activity: tuple[Figure, ...]

    @property
    def is_measured(self) -> bool:
        """Whether any indicator measures it."""
        return bool(self.figures)


@final
@frozen(kw_only=True)
class Review:
    """A plan set against a year of records."""

    plan: Plan
    dataset: Dataset
    period: Period
    as_of: date
    #: Whose review it is; None: the whole dataset.
    organisation: OrganisationId | None
    catalogue: tuple[Indicator, ...]
    lines: tuple[Line, ...]
    #: Every figure of the catalogue for the whole, whether a line shows it or not.
    figures: tuple[Figure, ...]
    #: Everything found on the way: in the plan, in the tables and among the records.
    problems: tuple[Problem, ...]

    def figure(self, indicator: str) -> Figure:
        """The figure of one indicator for the whole.

        Raises:
            NotAFigure: The catalogue has no such indicator.
        """
        for each in self.figures:
            if each.indicator == indicator:
                return each
        raise NotAFigure(indicator, tuple(each.indicator for each in self.figures))
