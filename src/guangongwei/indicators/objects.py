"""The reference engine: figures from records, plain and exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import Spread
from guangongwei.indicators.formulas import measure_of, nouns_of, settle, wanted_of
from guangongwei.indicators.groups import MONTH, Dimensions
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.view import View
from guangongwei.model.figure import Figure
from guangongwei.model.period import period_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from guangongwei.indicators.definition import Indicator
    from guangongwei.indicators.groups import Key
    from guangongwei.model.dataset import Dataset
    from guangongwei.model.figure import Group
    from guangongwei.model.organisation import OrganisationId
    from guangongwei.model.period import Month, Period


def evaluate(
    definitions: Iterable[Indicator],
    dataset: Dataset,
    *,
    period: Period,
    as_of: date,
    organisation: OrganisationId | None = None,
    by: tuple[str, ...] = (),
) -> tuple[Figure, ...]:
    """Every indicator for every group, in the order of the definitions, months and groups.

    Args:
        definitions: What to compute.
        dataset: The records.
        period: The period the figures are about.
        as_of: Only what had happened by this day counts.
        organisation: The organisation whose subtree it is about; without one, the whole dataset.
        by: Dimensions: ``organisation`` (each with all below it), ``town``, ``category``,
            ``setting``, ``ownership``, ``month``, or fields of the indicator's noun. An indicator
            without such a field is refused, and so is a spread over one of the dimensions.

    Raises:
        BadArgument: A dimension that is refused, or a period that had not begun on `as_of`.
        NotStored: There is no such organisation.
    """
    scene = Scene(dataset=dataset, period=period, as_of=as_of)
    return evaluate_in(scene, definitions, organisation=organisation, by=by)


def evaluate_in(
    scene: Scene,
    definitions: Iterable[Indicator],
    *,
    organisation: OrganisationId | None = None,
    by: tuple[str, ...] = (),
) -> tuple[Figure, ...]:
    """The same over a scene that is kept: what counts in it is found out once for every call."""
    wanted = tuple(definitions)
    return figures_in(views_of(scene, wanted, organisation=organisation, by=by), wanted)


def views_of(
    scene: Scene,
    definitions: Iterable[Indicator],
    *,
    organisation: OrganisationId | None = None,
    by: tuple[str, ...] = (),
) -> tuple[View, ...]:
    """The views of a scene that figures of some definitions are told of: one a month, or one.

    Raises:
        BadArgument: A dimension that is refused, or a period that had not begun.
        NotStored: There is no such organisation.
    """
    if scene.as_of < scene.period.start:
        begins = scene.period.start.isoformat()
        raise BadArgument("as_of", f"{begins} or later: {scene.period} begins then")
    dimensions = Dimensions(tuple(by))
    for indicator in definitions:
        for noun in nouns_of(indicator.value):
            dimensions.refuse_unknown(noun)
            if isinstance(indicator.value, Spread):
                # It is explained by the groups it is spread over.
                Dimensions((indicator.value.across,)).refuse_unknown(noun)
        if isinstance(indicator.value, Spread) and indicator.value.across in dimensions.asked:
            raise BadArgument("by", f"without {indicator.value.across}, which is spread over")
    return tuple(_views(scene, organisation, dimensions))


def figures_in(views: Sequence[View], definitions: Iterable[Indicator]) -> tuple[Figure, ...]:
    """Every indicator for every group of some views."""
    wanted = tuple(definitions)
    for view, measure in wanted_of(views, wanted):
        if view.scene.counting is not None:
            view.scene.counting.want(view, measure)
    return tuple(
        figure for indicator in wanted for view in views for figure in _figures(view, indicator)
    )


def _views(
    scene: Scene, organisation: OrganisationId | None, dimensions: Dimensions
) -> Iterator[View]:
    """One view of the dataset a month, or one in all."""
    if not dimensions.by_month:
        yield View(scene, organisation, dimensions)
        return
    period = scene.period
    for month in period.months():
        part = months_part(period, month)
        if part.start <= scene.as_of:
            yield View(evolve(scene, period=part), organisation, dimensions)


def months_part(period: Period, month: Month) -> Period:
    """The days of a month that are in a period."""
    return period_of(max(month.start, period.start), min(month.stop, period.stop))


def evaluate_group(
    indicator: Indicator, dataset: Dataset, *, group: Group, period: Period, as_of: date
) -> Figure:
    """The indicator's figure for one group, whether or not anything counts in it."""
    categories = tuple(each for each in group.categories if each[0] != MONTH)
    dimensions = Dimensions(tuple(name for name, _ in categories))
    scene = Scene(dataset=dataset, period=period, as_of=as_of)
    view = View(scene, group.organisation, dimensions)
    key = dimensions.key(evolve(group, categories=categories))
    return next(_figures(view, indicator, (key,)))


def _figures(
    view: View, indicator: Indicator, keys: Iterable[Key] | None = None
) -> Iterator[Figure]:
    """The indicator's figures for some groups, or for every group there is."""
    measure = measure_of(indicator.value)
    since, returns = view.scene.since(measure.timing), indicator.value.returns
    for key in view.ordered_keys(measure) if keys is None else keys:
        value, bounds = settle(view, indicator.value, key)
        yield Figure(
            indicator=indicator.id,
            name=indicator.name,
            group=view.group(key),
            period=view.scene.period,
            value=value,
            unit=indicator.unit,
            decimals=indicator.decimals,
            coverage=view.coverage(returns, key, since),
            bounds=bounds,
            as_of=view.scene.as_of,
            definition=indicator.hash,
        )
