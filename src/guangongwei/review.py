"""The main job: a plan, a year of records and a period become a review, line by line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.errors import NotAFigure, Path, Problem, Severity
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.definition import Against, Indicator
from guangongwei.indicators.explain import Explanation, explain
from guangongwei.indicators.formulas import Then, earlier, flows
from guangongwei.indicators.objects import evaluate
from guangongwei.indicators.progress import judge
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.targets import TWO_POINTS, Judgement, Reading, Target
from guangongwei.markup import Markup, element, joined, table
from guangongwei.model.dataset import Dataset
from guangongwei.model.figure import Figure
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Period
from guangongwei.model.plan import Commitment, Item, Plan, Section
from guangongwei.plans.bind import Binding, Part, addresses, may_measure, parts_of, target_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guangongwei.plans.bind import Address

#: The dimensions every figure of a line is also shown by.
_PLACES = (("town",), ("category",))
_ACTIVITY = ("activities.sessions", "activities.visits")
_BY_ITEM = ("items",)


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
            NotAFigure: The catalogue has no such indicator.
        """
        asked = self.figure(figure) if isinstance(figure, str) else figure
        return explain(asked, self.dataset, self.catalogue)

    def _repr_html_(self) -> Markup:
        rows = [
            (
                line.label,
                line.title,
                _listed(f"{each.name} {each}" for each in line.figures) or "本条暂无可计量指标",
                _listed(f"{each.verdict.value}：{each.reason}" for each in line.judgements),
            )
            for line in self.lines
        ]
        title = f"{self.plan.title or self.plan.name} · {self.period} · 截至 {self.as_of}"
        return table(("条", "要点", "数据", "目标"), rows, caption=title)


def _listed(sentences: Iterable[str]) -> Markup:
    return joined(element("div", each) for each in sentences)


def review(
    plan: Plan,
    dataset: Dataset,
    *,
    period: Period,
    as_of: date,
    organisation: OrganisationId | None = None,
    bindings: Mapping[Address, tuple[str, ...]] | None = None,
    reading: Reading = TWO_POINTS,
    catalogue: tuple[Indicator, ...] = CATALOGUE,
    problems: tuple[Problem, ...] | None = None,
) -> Review:
    """Set a plan against the records of a period, point by point.

    Args:
        plan: The plan, as `plans.read` gives it.
        dataset: The records, as `tabular.read_folder` gives them.
        period: The period the figures are about.
        as_of: Only what had happened by this day counts; targets due by then are final.
        organisation: Whose review it is, with all below it; without one, the whole dataset's.
        bindings: Indicators for an item, by its printed number (or section and number), instead
            of those that its words name.
        reading: How 近70% and the like are read.
        catalogue: The indicators to compute.
        problems: What was found while reading; without it, the dataset is checked here.

    Raises:
        BadArgument: The period had not begun on `as_of`.
        NotAFigure: A binding names an indicator that the catalogue does not have, or an item that
            the plan does not have or has several times.
        NotStored: There is no such organisation.
    """
    _refuse_unknown(bindings or {}, catalogue)
    parts = tuple(parts_of(plan, bindings or {}))
    desk = _Desk(
        plan=plan,
        dataset=dataset,
        period=period,
        as_of=as_of,
        organisation=organisation,
        reading=reading,
        catalogue=catalogue,
        shown=_shown(plan, parts),
    )
    found = dataset.check() if problems is None else problems
    return desk.review(tuple(desk.line(each) for each in parts), found)


def _refuse_unknown(
    bindings: Mapping[Address, tuple[str, ...]], catalogue: tuple[Indicator, ...]
) -> None:
    for named in bindings.values():
        for each in named:
            indicator(each, catalogue)


def _shown(plan: Plan, parts: tuple[Part, ...]) -> frozenset[str]:
    """The indicators that are bound to a part or are what a commitment is a target of."""
    bound = {each.indicator for part in parts for each in part.bindings}
    return frozenset(bound | {name for each in plan.commitments if (name := target_of(each))})


@final
@frozen(kw_only=True)
class _Desk:
    """Where one review is made: every figure is computed once, whichever lines show it."""

    plan: Plan
    dataset: Dataset
    period: Period
    as_of: date
    organisation: OrganisationId | None
    reading: Reading
    catalogue: tuple[Indicator, ...]
    #: The indicators that any line shows.
    shown: frozenset[str]
    _figures: dict[tuple[str, ...], tuple[Figure, ...]] = field(
        factory=dict[tuple[str, ...], tuple[Figure, ...]]
    )
    _baselines: dict[str, Figure | None] = field(factory=dict[str, Figure | None])

    def review(self, lines: tuple[Line, ...], problems: tuple[Problem, ...]) -> Review:
        """The lines put together, with what was found while making them."""
        return Review(
            plan=self.plan,
            dataset=self.dataset,
            period=self.period,
            as_of=self.as_of,
            organisation=self.organisation,
            catalogue=self.catalogue,
            lines=lines,
            figures=self.figures(()),
            problems=(*problems, *_unmeasured(self.plan, lines), *_nobody_reported(self.dataset)),
        )

    def figures(self, by: tuple[str, ...]) -> tuple[Figure, ...]:
        """The indicators that are wanted by some dimensions, each for every group there is."""
        if by not in self._figures:
            self._figures[by] = evaluate(
                self._wanted(by),
                self.dataset,
                period=self.period,
                as_of=self.as_of,
                organisation=self.organisation,
                by=by,
            )
        return self._figures[by]

    def _wanted(self, by: tuple[str, ...]) -> Iterator[Indicator]:
        """For the whole every indicator; by dimensions those that a line shows so."""
        for each in self.catalogue:
            if by == _BY_ITEM:
                wanted = each.id in _ACTIVITY
            else:
                wanted = each.id in self.shown and (by in _PLACES or set(by) <= set(each.by))
            if wanted or not by:
                yield each

    def of(self, name: str, by: tuple[str, ...] = ()) -> tuple[Figure, ...]:
        """The figures of one indicator by some dimensions."""
        return tuple(each for each in self.figures(by) if each.indicator == name)

    def line(self, part: Part) -> Line:
        """One part of the plan with all that is known of it."""
        known = {each.id for each in self.catalogue}
        bindings = tuple(each for each in part.bindings if each.indicator in known)
        judged = (self.judgement(each, part.named) for each in part.commitments)
        judgements = tuple(each for each in judged if each is not None)
        names = dict.fromkeys(each.indicator for each in bindings)
        names |= dict.fromkeys(each.target.indicator for each in judgements)
        return Line(
            section=part.section,
            item=part.item,
            commitments=part.commitments,
            bindings=bindings,
            figures=tuple(figure for name in names for figure in self.of(name)),
            breakdowns=tuple(each for name in names for each in self.breakdowns(name)),
            judgements=judgements,
            activity=self.activity(part.item),
        )

    def breakdowns(self, name: str) -> Iterator[Breakdown]:
        """An indicator by its own categories, by 镇街 and by 类别."""
        own = indicator(name, self.catalogue).by
        for by in (*((each,) for each in own), *_PLACES):
            yield Breakdown(indicator=name, dimensions=by, figures=self.of(name, by))

    def activity(self, item: Item | None) -> tuple[Figure, ...]:
        """Sessions and visits of the activities that name an item."""
        names = () if item is None else addresses(self.plan, item)
        marks = {
            ".".join(map(str, each)) if isinstance(each, tuple) else str(each) for each in names
        }
        wanted = {("items", each) for each in marks}
        served = (figure for name in _ACTIVITY for figure in self.of(name, _BY_ITEM))
        return tuple(each for each in served if wanted & set(each.group.categories))

    def judgement(self, commitment: Commitment, named: tuple[str, ...] | None) -> Judgement | None:
        """The commitment held against the figure it is a target of, if it is one.

        Where the caller has named the indicators, only these are considered.
        """
        name = target_of(commitment)
        if named is not None and name not in named:
            fitting = (
                each
                for each in named
                if may_measure(commitment, indicator(each, self.catalogue).unit)
            )
            name = next(fitting, None)
        if name is None or name not in {each.id for each in self.catalogue}:
            return None
        target = Target(
            indicator=name,
            comparator=commitment.comparator,
            values=commitment.values,
            due=commitment.deadline.end if commitment.deadline else None,
            organisation=self.organisation,
            reading=self.reading,
            hedge=commitment.hedge,
            modality=commitment.modality,
            text=commitment.text,
            place=commitment.span,
        )
        places = (each for by in _PLACES for each in self.of(name, by))
        definition = indicator(name, self.catalogue)
        return judge(
            target,
            self.of(name)[0],
            definition,
            baseline=self.baseline(definition),
            by=places,
        )

    def baseline(self, definition: Indicator) -> Figure | None:
        """What a change is counted from: a flow's same stretch last year, a stock's last end."""
        if definition.id not in self._baselines:
            scene = Scene(dataset=self.dataset, period=self.period, as_of=self.as_of)
            if flows(definition.value):
                then = earlier(scene, Against.LAST_YEAR)
            else:
                period = self.period.previous()
                then = Then(period=period, as_of=period.end)
            (figure,) = evaluate(
                [definition],
                self.dataset,
                organisation=self.organisation,
                **then,
            )
            self._baselines[definition.id] = figure
        return self._baselines[definition.id]


def _unmeasured(plan: Plan, lines: tuple[Line, ...]) -> Iterator[Problem]:
    """A note for every number the plan asks for that no indicator is held against."""
    judged = {each.target.place for line in lines for each in line.judgements}
    for each in plan.commitments:
        if each.is_quantified and each.span not in judged:
            yield Problem(
                "R101",
                each.span,
                "names a number that no indicator measures",
                hint="Bind an indicator to the item, or judge it by hand.",
                severity=Severity.NOTE,
            )


def _nobody_reported(dataset: Dataset) -> Iterator[Problem]:
    if not dataset.returns:
        yield Problem(
            "R102",
            Path("$.returns"),
            "is empty: nobody is known to have reported, and no zero can be told from silence",
            hint="Fill 报送情况, a row for each table that each organisation has sent.",
            severity=Severity.WARNING,
        )
