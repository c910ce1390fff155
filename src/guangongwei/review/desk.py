"""Where a review is made: every figure is computed once, whichever lines show it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import evolve, field, frozen

from guangongwei.errors import Path, Problem, Severity, Span
from guangongwei.indicators.catalogue import indicator
from guangongwei.indicators.definition import Against, Indicator, Spread
from guangongwei.indicators.formulas import Then, earlier, flows
from guangongwei.indicators.objects import evaluate_in
from guangongwei.indicators.progress import judge
from guangongwei.indicators.scene import Counting, Scene
from guangongwei.indicators.targets import Judgement, Reading, Target
from guangongwei.model.dataset import Dataset
from guangongwei.model.figure import Figure
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Period
from guangongwei.model.plan import Commitment, Item, Plan
from guangongwei.plans.bind import Part, addresses, may_measure, targets_of, written
from guangongwei.review.lines import Breakdown, InTables, Line, Review

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The dimensions every figure of a line is also shown by.
_PLACES = (("town",), ("category",))
_ACTIVITY = ("activities.sessions", "activities.visits")
#: The dimension that sessions and visits alone are shown by, for the items that name them.
_BY_ITEM = ("items",)


@final
@frozen(kw_only=True)
class Desk:
    """Where one review is made: every figure is computed once, whichever lines show it."""

    plan: Plan
    dataset: Dataset
    #: The tables that the records stay in, and what counts them there; None: the dataset has them.
    tables: InTables | None
    counting: Counting | None
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

    @cached_property
    def targets(self) -> dict[Span, str]:
        """The indicator of each commitment that is a target of one."""
        return targets_of(self.plan)

    @cached_property
    def scene(self) -> Scene:
        """What every figure of the review is computed in."""
        return Scene(
            dataset=self.dataset, period=self.period, as_of=self.as_of, counting=self.counting
        )

    def review(
        self,
        lines: tuple[Line, ...],
        further: tuple[Judgement, ...],
        problems: tuple[Problem, ...],
    ) -> Review:
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
            further=further,
            tables=self.tables,
        )

    def figures(self, by: tuple[str, ...]) -> tuple[Figure, ...]:
        """The indicators that are wanted by some dimensions, each for every group there is."""
        if by not in self._figures:
            self._figures[by] = evaluate_in(
                self.scene, self._wanted(by), organisation=self.organisation, by=by
            )
        return self._figures[by]

    def _wanted(self, by: tuple[str, ...]) -> Iterator[Indicator]:
        """For the whole every indicator; by dimensions those that a line shows so."""
        for each in self.catalogue:
            if by == _BY_ITEM:
                wanted = each.id in _ACTIVITY
            else:
                wanted = each.id in self.shown and (by in _PLACES or set(by) <= set(each.by))
            is_across = isinstance(each.value, Spread) and each.value.across in by
            if not by or (wanted and not is_across):
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
        wanted = {("items", written(each)) for each in names}
        served = (figure for name in _ACTIVITY for figure in self.of(name, _BY_ITEM))
        return tuple(each for each in served if wanted & set(each.group.categories))

    def judgement(self, commitment: Commitment, named: tuple[str, ...] | None) -> Judgement | None:
        """The commitment held against the figure it is a target of, if it is one.

        Where the caller has named the indicators, only these are considered.
        """
        name = self.targets.get(commitment.span)
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
        return self.judged(target)

    def judged(self, target: Target) -> Judgement:
        """A target held against the figure of whom it is about: the reviewed, unless it says so."""
        definition = indicator(target.indicator, self.catalogue)
        if target.organisation is None:
            target = evolve(target, organisation=self.organisation)
        desk = self if target.organisation == self.organisation else self.of_another(target)
        return judge(
            target,
            desk.of(definition.id)[0],
            definition,
            baseline=desk.baseline(definition),
            by=(each for by in _PLACES for each in desk.of(definition.id, by)),
        )

    def of_another(self, target: Target) -> Desk:
        """The same review of another organisation, for the one indicator that is asked of it."""
        only = (indicator(target.indicator, self.catalogue),)
        return evolve(
            self,
            organisation=target.organisation,
            catalogue=only,
            shown=frozenset({target.indicator}),
            figures={},
            baselines={},
        )

    def baseline(self, definition: Indicator) -> Figure | None:
        """What an increase is counted from: a flow's same stretch last year, a stock's last end."""
        if definition.id not in self._baselines:
            if flows(definition.value):
                then = earlier(self.scene, Against.LAST_YEAR)
            else:
                period = self.period.previous()
                then = Then(period=period, as_of=period.end)
            before = evolve(self.scene, **then)
            (figure,) = evaluate_in(before, [definition], organisation=self.organisation)
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
