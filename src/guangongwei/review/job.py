"""The main job: a plan, a year of records and a period become a review, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.targets import TWO_POINTS, Judgement, Reading, Target
from guangongwei.model.dataset import Dataset
from guangongwei.plans.bind import Part, parts_of, targets_of
from guangongwei.review.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from guangongwei.errors import Problem
    from guangongwei.indicators.definition import Indicator
    from guangongwei.model.organisation import OrganisationId
    from guangongwei.model.period import Period
    from guangongwei.model.plan import Plan
    from guangongwei.plans.bind import Address
    from guangongwei.review.lines import InTables, Line, Review


def review(
    plan: Plan,
    dataset: Dataset | InTables,
    *,
    period: Period,
    as_of: date,
    organisation: OrganisationId | None = None,
    bindings: Mapping[Address, tuple[str, ...]] | None = None,
    targets: tuple[Target, ...] = (),
    reading: Reading = TWO_POINTS,
    catalogue: tuple[Indicator, ...] = CATALOGUE,
    problems: tuple[Problem, ...] | None = None,
) -> Review:
    """Set a plan against the records of a period, point by point.

    Args:
        plan: The plan, as `plans.read` gives it.
        dataset: The records, as `tabular.read_folder` gives them, or the caller's own tables as a
            `guangongwei.indicators.frames.TableSet`; of tables the tree and the returns alone are
            checked.
        period: The period the figures are about.
        as_of: Only what had happened by this day counts; targets due by then are final.
        organisation: Whose review it is, with all below it; without one, the whole dataset's.
        bindings: Indicators for an item, by its printed number (or section and number), instead
            of those that its words name.
        targets: Targets beside those of the plan; each is judged on the first line that shows its
            indicator, or among `Review.further` where none does.
        reading: How 近70% and the like are read.
        catalogue: The indicators to compute.
        problems: What was found while reading; without it, the dataset is checked here.

    Raises:
        BadArgument: The period had not begun on `as_of`.
        NotAFigure: A binding or a target names an indicator that the catalogue does not have, or
            a binding is for an item that the plan does not have or has several times.
        NotStored: There is no such organisation.
    """
    for named in (bindings or {}).values():
        for each in named:
            indicator(each, catalogue)
    parts = tuple(parts_of(plan, bindings or {}))
    scene, tables = _opened(dataset, catalogue, period, as_of)
    desk = Desk(
        plan=plan,
        dataset=scene.dataset,
        tables=tables,
        counting=scene.counting,
        period=period,
        as_of=as_of,
        organisation=organisation,
        reading=reading,
        catalogue=catalogue,
        shown=_shown(plan, parts),
    )
    lines, further = _placed(
        tuple(desk.line(each) for each in parts), tuple(map(desk.judged, targets))
    )
    found = scene.dataset.check() if problems is None else problems
    return desk.review(lines, further, found)


def _opened(
    records: Dataset | InTables, catalogue: tuple[Indicator, ...], period: Period, as_of: date
) -> tuple[Scene, InTables | None]:
    """What the figures are computed in, and the tables, where the records are in tables."""
    if isinstance(records, Dataset):
        return Scene(dataset=records, period=period, as_of=as_of), None
    return records.scene(catalogue, period=period, as_of=as_of), records


def _placed(
    lines: tuple[Line, ...], judgements: tuple[Judgement, ...]
) -> tuple[tuple[Line, ...], tuple[Judgement, ...]]:
    """Each judgement on the first line that shows its indicator, and those without such a line."""
    shown = [{figure.indicator for figure in line.figures} for line in lines]
    placed: dict[int, tuple[Judgement, ...]] = {}
    further: list[Judgement] = []
    for each in judgements:
        at = next((at for at, ids in enumerate(shown) if each.target.indicator in ids), None)
        if at is None:
            further.append(each)
        else:
            placed[at] = (*placed.get(at, ()), each)
    changed = (
        evolve(line, judgements=(*line.judgements, *placed.get(at, ())))
        for at, line in enumerate(lines)
    )
    return tuple(changed), tuple(further)


def _shown(plan: Plan, parts: tuple[Part, ...]) -> frozenset[str]:
    """The indicators that are bound to a part or are what a commitment is a target of."""
    bound = {each.indicator for part in parts for each in part.bindings}
    return frozenset(bound | set(targets_of(plan).values()))
