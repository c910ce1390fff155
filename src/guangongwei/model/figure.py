"""Figures: a number with its parts, its coverage, its bounds and its definition."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import final

from attrs import frozen

from guangongwei.markup import Markup, table
from guangongwei.model.numbers import Absence, Bounds, Number, Ratio, Unit, exact, worded
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Period


@final
@frozen(kw_only=True)
class Coverage:
    """Who had something to send for a figure, and who has not.

    A figure that rests on the bureau's own register expects nothing from the schools; its
    coverage then counts the schools in scope, all of them in.
    """

    #: How many organisations have reported all of it.
    reported: int
    expected: int
    #: Those that have not, or not for the whole period, by id.
    missing: tuple[OrganisationId, ...] = ()
    #: Those among the missing that have reported some of it.
    partial: tuple[OrganisationId, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nobody is missing."""
        return not self.missing

    def __str__(self) -> str:
        return f"{self.reported}/{self.expected}"


@final
@frozen(kw_only=True)
class Group:
    """What a figure is about: an organisation with all below it, narrowed by categories.

    Without an organisation it is about the whole dataset.
    """

    organisation: OrganisationId | None = None
    #: Dimension and category, such as ("town", "湖塘镇") or ("kind", "宣讲").
    categories: tuple[tuple[str, str | Absence], ...] = ()

    def __str__(self) -> str:
        named = [self.organisation or ""]
        named += [str(getattr(value, "value", value)) for _, value in self.categories]
        return " · ".join(each for each in named if each) or "全部单位"


@final
@frozen(kw_only=True)
class Figure:
    """One computed number, and all that is needed to trust it."""

    indicator: str
    #: The indicator's Chinese name.
    name: str
    group: Group
    period: Period
    value: Number | Fraction | Ratio | Absence
    unit: Unit
    #: How many decimals it is shown with.
    decimals: int
    coverage: Coverage
    bounds: Bounds | None
    #: Only what had happened by this day is counted.
    as_of: date
    #: The hash of the definition it was computed from.
    definition: str
    #: The base of which its numbers of people are told as multiples; None where they are exact.
    rounded_to: int | None = None

    @property
    def exact(self) -> Fraction | Absence:
        """The value as one exact number, a ratio as its quotient."""
        return exact(self.value)

    def __str__(self) -> str:
        said = worded(self.value, self.unit, self.decimals)
        return said if self.rounded_to is None else f"约{said}"

    def _repr_html_(self) -> Markup:
        rows = [
            ("指标", f"{self.name} ({self.indicator})"),
            ("范围", f"{self.group}"),
            ("时期", f"{self.period}"),
            ("数值", f"{self}"),
            ("报送", f"{self.coverage}"),
        ]
        return table(("", ""), rows)
