"""What a review is made of: its lines, their breakdowns, and the review itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, final

from attrs import field, frozen

from guangongwei.errors import BadArgument, NotAFigure, Problem
from guangongwei.indicators.definition import Indicator
from guangongwei.indicators.explain import Explanation, explain
from guangongwei.indicators.guarded import is_guarded
from guangongwei.indicators.targets import Judgement
from guangongwei.markup import Markup, element, joined, table
from guangongwei.model.audience import Audience
from guangongwei.model.dataset import Dataset
from guangongwei.model.figure import Figure
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Period
from guangongwei.model.plan import Commitment, Item, Plan, Section
from guangongwei.plans.bind import Binding
from guangongwei.privacy.release import Ledger, Release
from guangongwei.reviewing.publication import published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.indicators.scene import Scene
    from guangongwei.privacy.rounding import Rounding


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
    #: None where the section has no numbered items and stands for itself.
    item: Item | None
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
    def label(self) -> str:
        """The printed number, or the section's where it has no items."""
        return str((self.item or self.section).ordinal or "")

    @property
    def title(self) -> str:
        """The first sentence of the item, or the section's heading."""
        if self.item is None:
            return self.section.heading or ""
        return self.item.text.split("。")[0].split("\n")[0]

    @property
    def is_measured(self) -> bool:
        """Whether any indicator measures it."""
        return bool(self.figures)


class InTables(Protocol):
    """Records that stay in the caller's tables, as `guangongwei.indicators.frames` has them."""

    def scene(self, definitions: Iterable[Indicator], *, period: Period, as_of: date) -> Scene:
        """What figures of these definitions are computed in."""
        ...

    def explain(self, figure: Figure, catalogue: Iterable[Indicator]) -> Explanation:
        """Why a figure is what it is."""
        ...


@final
@frozen(kw_only=True)
class Review:
    """A plan set against a year of records."""

    plan: Plan
    dataset: Dataset = field(repr=False)
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
    #: The caller's targets whose indicator no line shows.
    further: tuple[Judgement, ...] = ()
    #: The tables it was made from, where it was; the dataset then has 单位 and 报送情况 alone.
    tables: InTables | None = field(default=None, repr=False)
    #: Who it is for: those who work with the records, until it is published.
    audience: Audience = Audience.DESK
    #: What a ledger keeps of it once it is published.
    release: Release | None = field(default=None, repr=False, eq=False)
    #: As it has been published, for whom and how; not where it was held against a ledger.
    _published: dict[object, Review] = field(
        factory=dict[object, "Review"], repr=False, eq=False, init=False
    )

    def published(
        self,
        audience: Audience | None = None,
        *,
        least_people: int | None = None,
        ledger: Ledger | None = None,
        name: str = "",
        rounding: Rounding | None = None,
    ) -> Review:
        """The review as an audience may see it: what could point at somebody is hidden.

        Without an audience it is for the public, unless it has been published for another.

        Args:
            audience: Who is to see it.
            least_people: Another number of people than 10 (public) or 5 (internal).
            ledger: What the audience has been told before.
            name: What the release is called in the ledger.
            rounding: Tell numbers of people as multiples, where that protects them; amounts,
                averages, changes and verdicts are hidden then.

        Raises:
            BadArgument: The number is below 3, or it was published for another audience.
        """
        asked = (audience, least_people, name, rounding)
        if ledger is None and asked in self._published:
            return self._published[asked]
        made = published(
            self,
            audience,
            least_people=least_people,
            ledger=ledger,
            name=name,
            rounding=rounding,
        )
        if ledger is None and made is not self:
            self._published[asked] = made
        return made

    def figure(self, indicator: str) -> Figure:
        """The figure of one indicator for the whole.

        Raises:
            NotAFigure: The catalogue has no such indicator.
        """
        for each in self.figures:
            if each.indicator == indicator:
                return each
        raise NotAFigure(indicator, tuple(each.indicator for each in self.figures))

    def explain(self, figure: Figure | str) -> Explanation:
        """Why a figure of this review is what it is, down to the records.

        Raises:
            BadArgument: The figure counts people, and the review is not the desk's own.
            NotAFigure: The catalogue has no such indicator.
        """
        asked = self.figure(figure) if isinstance(figure, str) else figure
        if self.audience is not Audience.DESK:
            guarded = (each.id for each in self.catalogue if is_guarded(each.value))
            if asked.indicator in guarded:
                raise BadArgument("figure", "one that counts no people; explain the desk's review")
        if self.tables is not None:
            return self.tables.explain(asked, self.catalogue)
        return explain(asked, self.dataset, self.catalogue)

    def _repr_html_(self) -> Markup:
        if self.audience is Audience.DESK:
            return self.published()._repr_html_()
        rows = [
            (
                line.label,
                line.title,
                _listed(f"{each.name} {each}" for each in line.figures) or "本条暂无可计量指标",
                _listed(map(_verdict, line.judgements)),
            )
            for line in self.lines
        ]
        rows += [
            ("", "其他目标", f"{each.figure.name} {each.figure}", _listed([_verdict(each)]))
            for each in self.further
        ]
        title = f"{self.plan.title or self.plan.name} · {self.period} · 截至 {self.as_of}"
        return table(("条", "要点", "数据", "目标"), rows, caption=title)


def _verdict(judgement: Judgement) -> str:
    return f"{judgement.verdict.value}：{judgement.reason}"


def _listed(sentences: Iterable[str]) -> Markup:
    return joined(element("div", each) for each in sentences)
