"""Every engine against the reference engine: the same figures, to the last digit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indicators.frames.definitions import questions
from tests.indicators.frames.engines import ENGINES

from guangongwei.indicators import (
    CATALOGUE,
    Distinct,
    Indicator,
    Is,
    Measure,
    Share,
    Spread,
    Sum,
    evaluate,
    frames,
    indicator,
)
from guangongwei.indicators.formulas import nouns_of
from guangongwei.indicators.frames import assembled
from guangongwei.indicators.frames.backend import nw
from guangongwei.model import Absence, Activity, Service
from guangongwei.model.audience import Audience
from guangongwei.testing import worlds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.model.dataset import Record
    from guangongwei.testing.worlds import World

    By = tuple[str, ...]

WAYS: tuple[By, ...] = (
    (),
    ("organisation",),
    ("town",),
    ("category",),
    ("month",),
    ("organisation", "month"),
    ("town", "category"),
    ("month", "town"),
)
#: What has such a column.
OF: dict[str, type[Record]] = {"programme": Service, "kind": Activity}
HAPPENED = [indicator(each).value for each in ("services.hours", "volunteers.active")]
OWN = sorted({name for each in CATALOGUE for name in each.by})
#: Of a hundred cases, so many for each engine; the slow ones have few, and the same laws.
PARTS = {
    "polars": 40,
    "polars-lazy": 12,
    "pandas": 12,
    "pandas-arrow": 8,
    "pyarrow": 16,
    "duckdb": 6,
    "ibis-duckdb": 3,
    "ibis-postgresql": 2,
    "pyspark": 1,
}


def share_of(engine: str) -> int:
    """How many cases an engine has, of as many as the profile of Hypothesis asks for."""
    assert settings.default is not None
    return max(1, settings.default.max_examples * PARTS[engine] // 100)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_has_the_figures_of_the_catalogue(engine: str) -> None:
    """The whole catalogue by organisation: every value, bound and coverage is the reference's.

    PySpark takes minutes for all the levels of small tables, so it has the whole alone.
    """
    by = () if engine == "pyspark" else ("organisation",)
    assert_agrees(worlds.small(125), engine, CATALOGUE, by)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_makes_the_rows_itself(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rows where there are so many that none of them passes through Python."""
    monkeypatch.setattr(assembled, "FEW", 0)
    world = worlds.small(125)
    happened = [each for each in CATALOGUE if isinstance(each.value, Measure | Share)]
    if engine == "pyspark":
        happened = [each for each in happened if each.value in HAPPENED]
    assert_agrees(world, engine, happened, ("organisation",))
    for name in ("programme", "kind"):
        shown = [each for each in happened if nouns_of(each.value) == (OF[name],)]
        assert_agrees(world, engine, shown, ("organisation", name, "month"))


def test_what_no_column_tells_is_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table may lack a field, a definition may ask for what is never so: the rows say it."""
    monkeypatch.setattr(assembled, "FEW", 0)
    world = worlds.small(125)
    activities = [evolve(e, visits=Absence.UNKNOWN, theme=None) for e in world.dataset.activities]
    dataset = evolve(world.dataset, activities=tuple(activities))
    tables = frames.from_records(dataset, "polars")
    tables[Activity] = tables[Activity].drop("visits", "theme")
    counts = (Sum("visits"), Distinct("theme"), Distinct("theme", blanks_count=True))
    measures = [Measure(of=Activity, count=each) for each in counts]
    measures.append(Measure(of=Activity, where=Is("kind", value=1)))
    asked = [
        evolve(indicator("activities.visits"), id=f"asked.{number}", value=each)
        for number, each in enumerate(measures)
    ]
    for by in (("organisation",), ("organisation", "theme")):
        when: dict[str, Any] = {"period": world.period, "as_of": world.as_of, "by": by}
        result = frames.evaluate(asked, tables, tree=dataset.tree, audience=Audience.DESK, **when)
        assert set(frames.figures(result, asked)) == set(evaluate(asked, dataset, **when))


def test_pandas_makes_the_rows_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyArrow puts the rows together where it is there; pandas can do without it."""
    monkeypatch.setattr(assembled, "FEW", 0)
    monkeypatch.setattr(nw.dependencies, "get_pyarrow", lambda: None)
    world = worlds.small(125)
    asked = [each for each in CATALOGUE if isinstance(each.value, Measure | Share)]
    assert_agrees(world, "pandas", asked, ("organisation",))
    shown = [each for each in asked if nouns_of(each.value) == (Service,)]
    assert_agrees(world, "pandas", shown, ("organisation", "programme", "month"))


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_agrees_in_small_worlds(engine: str) -> None:
    """So it is in small worlds of every odd shape, split in every way."""

    @settings(max_examples=share_of(engine))
    @given(seed=st.integers(0, 10**9), by=st.sampled_from(WAYS))
    def agrees(seed: int, by: By) -> None:
        assert_agrees(worlds.small(seed), engine, CATALOGUE, by)

    agrees()


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_agrees_on_any_definition(engine: str) -> None:
    """So it is for definitions that were made by chance."""

    @settings(max_examples=share_of(engine))
    @given(data=st.data(), seed=st.integers(0, 10**9))
    def agrees(data: st.DataObject, seed: int) -> None:
        world = worlds.small(seed)
        question = data.draw(questions(world.dataset))
        with pytest.MonkeyPatch.context() as patched:
            if data.draw(st.booleans()):
                patched.setattr(assembled, "FEW", 0)
            assert_agrees(world, engine, [question.indicator], question.by)

    agrees()


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
@pytest.mark.parametrize("name", OWN)
def test_an_engine_agrees_on_own_categories(engine: str, name: str) -> None:
    """批次, 类型, 主题, 级别, 奖项, 来源, … for each organisation and month."""
    shown = [each for each in CATALOGUE if name in each.by]
    for world in (worlds.small(125), worlds.small(119)):
        assert_agrees(world, engine, shown, (name,))
        assert_agrees(world, engine, shown, ("organisation", name, "month"))


def test_a_district_has_the_same_figures_in_tables() -> None:
    """A whole district by organisation, in Polars."""
    world = worlds.district(3, year=2026, schools=80, volunteers=120, services=400, history=40)
    assert_agrees(world, "polars", CATALOGUE, ("organisation",))


def assert_agrees(world: World, engine: str, definitions: Iterable[Indicator], by: By) -> None:
    """The rows of a result are the figures of the reference engine, in its order."""
    kept = [
        each
        for each in definitions
        if not (isinstance(each.value, Spread) and each.value.across in by)
    ]
    when: dict[str, Any] = {"period": world.period, "as_of": world.as_of, "by": by}
    wanted = evaluate(kept, world.dataset, **when)
    result = frames.evaluate(
        kept,
        ENGINES[engine](world.dataset),
        tree=world.dataset.tree,
        standards=world.dataset.standards,
        audience=Audience.DESK,
        **when,
    )
    found = {
        (each.indicator, each.group, each.period): each for each in frames.figures(result, kept)
    }
    for each in wanted:
        assert found.pop((each.indicator, each.group, each.period)) == each
    assert found == {}
