"""Why a figure is what it is: the definition, the records that count and those that do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never, final

from attrs import evolve, field, frozen

from guangongwei.errors import BadArgument, printable
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.coverage import reporting
from guangongwei.indicators.definition import (
    Change,
    Count,
    Distinct,
    Indicator,
    Measure,
    Per,
    Share,
    Spread,
    Sum,
)
from guangongwei.indicators.formulas import Then, changed, earlier, measure_of
from guangongwei.indicators.ground import told_apart
from guangongwei.indicators.groups import MONTH, ORGANISATION, PLACES, Dimensions
from guangongwei.indicators.objects import evaluate, evaluate_group
from guangongwei.indicators.scene import LeftOut, Scene
from guangongwei.indicators.spread import spread
from guangongwei.markup import Markup, element, joined, table
from guangongwei.model.dataset import Record
from guangongwei.model.figure import Figure
from guangongwei.model.numbers import Absence, Number, Ratio, exact, is_blank, is_number, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.model.dataset import Dataset
    from guangongwei.model.organisation import OrganisationId


@final
@frozen(kw_only=True)
class Counted:
    """The records of one measure: those that count, and the others by why they do not."""

    measure: Measure
    records: tuple[Record, ...]
    left_out: Mapping[LeftOut, tuple[Record, ...]]
    #: What each of the records holds in the field that is summed or told apart; none for a count.
    held: tuple[object, ...] = field(default=(), repr=False)
    #: Records that count and leave the summed field blank.
    blank: tuple[Record, ...] = ()

    def value(self) -> Number | Absence:
        """The number, computed once more from the records listed here."""
        match self.measure.count:
            case Count():
                return len(self.records)
            case Sum():
                known = [each for each in self.held if is_number(each)]
                return sum(known) if known or not self.records else Absence.UNKNOWN
            case Distinct(blanks_count=blanks_count):
                told = [told_apart(each) for each in self.held]
                blanks = told.count(()) if blanks_count else 0
                return len({value for values in told for value in values}) + blanks
            case _:  # pragma: no cover
                assert_never(self.measure.count)


@final
@frozen(kw_only=True)
class Explanation:
    """A figure, its definition, and the records on both sides of it."""

    figure: Figure
    indicator: Indicator
    #: What is counted: of a share, its part; of an average, what is divided.
    part: Counted
    #: Of a share, its whole; of an average, what it is divided by; otherwise None.
    whole: Counted | None = None
    #: What a change or a spread is made of: now and then, or one group after another.
    steps: tuple[Explanation, ...] = ()

    def value(self) -> Number | Fraction | Ratio | Absence:
        """The figure's value, computed once more from the records listed here.

        Where no record counts, whether that is a zero or nothing was reported is told by the
        coverage, not by the records; then the figure's own absence stands.
        """
        empty = not self.part.records or (self.whole is not None and not self.whole.records)
        if isinstance(self.figure.value, Absence) and empty:
            return self.figure.value
        match self.indicator.value:
            case Measure():
                return self.part.value()
            case Share():
                return self._quotient(Ratio)
            case Per():
                return self._quotient(Fraction)
            case Change(growth=growth):
                now, then = (exact(each.value()) for each in self.steps)
                return changed(now, then, growth)
            case Spread(evenness=evenness):
                values = (exact(each.value()) for each in self.steps)
                return spread([each for each in values if isinstance(each, Fraction)], evenness)
            case _:  # pragma: no cover
                assert_never(self.indicator.value)

    def _quotient(self, make: type[Ratio | Fraction]) -> Ratio | Fraction | Absence:
        whole = exact(self.whole.value()) if self.whole else Absence.UNKNOWN
        part = exact(self.part.value())
        if isinstance(whole, Absence):
            return whole
        if isinstance(part, Absence):
            return part
        if not whole:
            return Absence.NOT_APPLICABLE
        return part / whole if make is Fraction else Ratio(int(part), int(whole))

    @property
    def text(self) -> str:
        """The explanation in Chinese: definition, arithmetic, what was left out, who is missing."""
        return "\n".join(map(printable, self._sentences()))

    def _sentences(self) -> Iterable[str]:
        yield f"{self.indicator.name}（{self.indicator.id}）：{self.indicator.note}。"
        yield f"范围：{self.figure.group}；时期：{self.figure.period}；截至：{self.figure.as_of}。"
        yield self._arithmetic()
        for step in self.steps:
            yield f"· {step.figure.period} {step.figure.group}：{step.figure}。"
        for side, counted in self._sides():
            for reason, records in counted.left_out.items():
                yield f"{side}未计入 {len(records)} 条：{reason.value}。"
            if counted.blank:
                yield f"{side}有 {len(counted.blank)} 条未填数量，数值只是下限。"
        coverage = self.figure.coverage
        yield f"报送：应报 {coverage.expected}，已报 {coverage.reported}。"
        if coverage.missing:
            yield f"未报或未报全：{'、'.join(coverage.missing)}。"
        yield f"依据：{self.indicator.source}。定义编号：{self.figure.definition}。"

    def _arithmetic(self) -> str:
        value = self.value()
        if isinstance(value, Absence):
            return f"数值：{value.value}。"
        if isinstance(value, Ratio):
            return f"数值：{value.part} ÷ {value.whole}。"
        if self.whole is not None:
            return f"数值：{self.part.value()} ÷ {self.whole.value()}。"
        said = worded(value, self.indicator.unit, self.indicator.decimals)
        return f"数值：{said}，来自 {len(self.part.records)} 条记录。"

    def _sides(self) -> tuple[tuple[str, Counted], ...]:
        if self.whole is None:
            return (("", self.part),)
        return (("分子", self.part), ("分母", self.whole))

    def _repr_html_(self) -> Markup:
        rows = [
            (side or "计入", len(each.records), sum(map(len, each.left_out.values())))
            for side, each in self._sides()
        ]
        said = (element("p", each) for each in self._sentences())
        return joined([*said, table(("", "计入", "未计入"), rows)])


def explain(
    figure: Figure, dataset: Dataset, catalogue: Iterable[Indicator] = CATALOGUE
) -> Explanation:
    """Why a figure is what it is.

    Args:
        figure: A figure computed from this dataset.
        dataset: The records it was computed from.
        catalogue: Where its definition is found.

    Raises:
        NotAFigure: The catalogue has no such indicator.
        BadArgument: The figure was computed from another definition of that name.
    """
    definition = indicator(figure.indicator, catalogue)
    if definition.hash != figure.definition:
        raise BadArgument("figure", f"computed with this catalogue's {definition.id}")
    return _explained(figure, dataset, definition)


def _explained(figure: Figure, dataset: Dataset, definition: Indicator) -> Explanation:
    scene = Scene(dataset=dataset, period=figure.period, as_of=figure.as_of)
    part: Measure
    whole: Measure | None = None
    match definition.value:
        case Share(part=part, whole=whole) | Per(of=part, each=whole):
            pass
        case _:
            part = measure_of(definition.value)
    return Explanation(
        figure=figure,
        indicator=definition,
        part=_counted(scene, part, figure),
        whole=None if whole is None else _counted(scene, whole, figure),
        steps=tuple(
            _explained(each, dataset, evolve(definition, value=inner))
            for inner, each in _steps(figure, scene, definition)
        ),
    )


def _steps(
    figure: Figure, scene: Scene, definition: Indicator
) -> Iterator[tuple[Measure | Share, Figure]]:
    """The figures that a change or a spread is made of, each with its own formula."""
    match definition.value:
        case Change(of=of, against=against):
            inner = evolve(definition, value=of)
            for when in (Then(period=scene.period, as_of=scene.as_of), earlier(scene, against)):
                yield of, evaluate_group(inner, scene.dataset, group=figure.group, **when)
        case Spread(of=of, across=across):
            inner = evolve(definition, value=of)
            parts = _schools if across == ORGANISATION else _categories
            yield from ((of, each) for each in parts(figure, scene, inner, across))
        case _:
            return


def _schools(figure: Figure, scene: Scene, definition: Indicator, _across: str) -> Iterator[Figure]:
    """The figures of the schools in a figure's group."""
    tree, group = scene.dataset.tree, figure.group
    places = [each for each in group.categories if each[0] in PLACES]
    for id_ in sorted(reporting(scene, frozenset(), since=scene.period.start).expected):
        is_below = group.organisation is None or group.organisation in tree.path(id_)
        if is_below and all(_has_category(scene, tree[id_], id_, *each) for each in places):
            yield evaluate_group(
                definition,
                scene.dataset,
                group=evolve(group, organisation=id_),
                period=scene.period,
                as_of=scene.as_of,
            )


def _categories(
    figure: Figure, scene: Scene, definition: Indicator, across: str
) -> Iterator[Figure]:
    """The figures of the named categories in a figure's group."""
    within = tuple(each for each in figure.group.categories if each[0] != MONTH)
    for found in evaluate(
        [definition],
        scene.dataset,
        period=scene.period,
        as_of=scene.as_of,
        organisation=figure.group.organisation,
        by=(*(name for name, _ in within), across),
    ):
        *rest, last = found.group.categories
        if tuple(rest) == within and not isinstance(last[1], Absence):
            yield found


def _counted(scene: Scene, measure: Measure, figure: Figure) -> Counted:
    counted: list[Record] = []
    left_out: dict[LeftOut, list[Record]] = defaultdict(list)
    left_out[LeftOut.REPEATED].extend(scene.dataset.repeated(measure.of))
    for record in scene.dataset.counted(measure.of):
        reason = scene.why_not(measure, record)
        if reason is None and not _in_group(scene, record, figure):
            reason = LeftOut.OTHER_GROUP
        if reason is None:
            counted.append(record)
        else:
            left_out[reason].append(record)
    held: list[object] = []
    blank: list[Record] = []
    if not isinstance(measure.count, Count):
        held = [scene.read(each, measure.count.path) for each in counted]
    if isinstance(measure.count, Sum):
        blank = [each for each, amount in zip(counted, held, strict=True) if is_blank(amount)]
    return Counted(
        measure=measure,
        records=tuple(counted),
        left_out={reason: tuple(left_out[reason]) for reason in LeftOut if left_out[reason]},
        held=tuple(held),
        blank=tuple(blank),
    )


def _in_group(scene: Scene, record: Record, figure: Figure) -> bool:
    """Say whether a record belongs to the figure's organisation and categories."""
    id_ = scene.organisation_of(record)
    within = figure.group.organisation
    if id_ is None or (within is not None and within not in scene.dataset.tree.path(id_)):
        return False
    return all(
        _has_category(scene, record, id_, dimension, category)
        for dimension, category in figure.group.categories
    )


def _has_category(
    scene: Scene,
    record: Record,
    id_: OrganisationId,
    dimension: str,
    category: str | Absence,
) -> bool:
    dimensions = Dimensions((dimension,))
    if dimensions.by_month:
        return True  # the figure's own period is the month
    if dimension in PLACES:
        return dimensions.place_keys(scene, id_) == (category,)
    return (category,) in dimensions.own_keys(record)
