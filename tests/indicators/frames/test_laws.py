"""What must hold of any table, whatever is in it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from guangongwei.indicators import CATALOGUE, Measure, Sum, evaluate, frames, indicator
from guangongwei.indicators.definition import Count, Timing
from guangongwei.indicators.formulas import nouns_of
from guangongwei.model import Absence, Activity, Article, Ratio, Service
from guangongwei.model.audience import Audience
from guangongwei.testing import worlds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guangongwei.model import Figure
    from guangongwei.model.dataset import Record
    from guangongwei.testing.worlds import World

    Tables = Mapping[type[Record], Any]

SEEDS = st.integers(0, 10**9)
#: Flows that add up from any part of their records.
ADDED = tuple(
    each
    for each in CATALOGUE
    if isinstance(each.value, Measure)
    and each.value.timing is Timing.DURING
    and isinstance(each.value.count, Count | Sum)
    # What is over at the end of a month may go on in the next.
    and not (each.value.day or "").startswith("now.")
)

OF_A_PLACE = (Service, Activity, Article)
HERE = tuple(each for each in ADDED if nouns_of(each.value)[0] in OF_A_PLACE)


def figures_of(
    world: World, tables: Tables, definitions: Any = CATALOGUE, by: tuple[str, ...] = ()
) -> dict[object, Figure]:
    """Every figure of a world's tables by indicator, group and period."""
    result = frames.evaluate(
        definitions,
        tables,
        tree=world.dataset.tree,
        standards=world.dataset.standards,
        period=world.period,
        audience=Audience.DESK,
        as_of=world.as_of,
        by=by,
    )
    return {(each.indicator, each.group, each.period): each for each in frames.figures(result)}


@settings(max_examples=10)
@given(seed=SEEDS, order=st.integers(0, 10**6))
def test_the_order_of_rows_changes_nothing(seed: int, order: int) -> None:
    """Permutation: tables whose rows are shuffled have the same figures."""
    world = worlds.small(seed)
    tables = frames.from_records(world.dataset, "polars")
    shuffled = {
        noun: each.sample(fraction=1, shuffle=True, seed=order) for noun, each in tables.items()
    }
    assert figures_of(world, shuffled) == figures_of(world, tables)


@settings(max_examples=10)
@given(seed=SEEDS)
def test_months_add_up_to_the_period(seed: int) -> None:
    """Partition by month: what happened in each month is, together, what happened."""
    world = worlds.small(seed)
    tables = frames.from_records(world.dataset, "polars")
    by_month: dict[str, list[object]] = {}
    for each in figures_of(world, tables, ADDED, ("month",)).values():
        by_month.setdefault(each.indicator, []).append(each.value)
    for each in figures_of(world, tables, ADDED).values():
        known = [part for part in by_month[each.indicator] if isinstance(part, int | Decimal)]
        if not isinstance(each.value, Absence):
            assert sum(known) == each.value


@settings(max_examples=10)
@given(seed=SEEDS)
def test_schools_add_up_to_the_whole(seed: int) -> None:
    """Partition by school: the rows of some schools and of the others add up to all."""
    world = worlds.small(seed)
    tables = frames.from_records(world.dataset, "polars")
    some = [each.id for each in world.dataset.organisations[::2]]
    split = [
        figures_of(
            world,
            {**tables, **{noun: _of(tables[noun], some, keep=keep) for noun in OF_A_PLACE}},
            HERE,
        )
        for keep in (True, False)
    ]
    for key, figure in figures_of(world, tables, HERE).items():
        parts = (each[key].value for each in split)
        known = [each for each in parts if isinstance(each, int | Decimal)]
        if not isinstance(figure.value, Absence):
            assert sum(known) == figure.value


def _of(table: pl.DataFrame, ids: Sequence[str], *, keep: bool) -> pl.DataFrame:
    """The rows of some schools, or those of all others."""
    return table.filter(pl.col("organisation").is_in(ids) == keep)


@settings(max_examples=10)
@given(seed=SEEDS)
def test_more_rows_are_never_less(seed: int) -> None:
    """Monotonicity: without some of its services a district has served no more."""
    world = worlds.small(seed)
    tables = frames.from_records(world.dataset, "polars")
    fewer = {**tables, Service: tables[Service].head(tables[Service].height // 2)}
    wanted = [indicator(each) for each in ("services.hours", "services.count", "volunteers.active")]
    more = figures_of(world, tables, wanted)
    for key, figure in figures_of(world, fewer, wanted).items():
        value, other = figure.value, more[key].value
        if not isinstance(value, Absence | Ratio) and not isinstance(other, Absence | Ratio):
            assert value <= other


def test_the_catalogue_by_month_is_the_reference_s() -> None:
    """Thirteen months of a school year and its neighbours, told apart in one look."""
    world = worlds.small(119)
    tables = frames.from_records(world.dataset, "polars")
    found = figures_of(world, tables, by=("month",))
    wanted = evaluate(
        CATALOGUE, world.dataset, period=world.period, as_of=world.as_of, by=("month",)
    )
    assert list(found.values()) == list(wanted)
