"""Every figure of the catalogue against SQL that was written from the definitions in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators import sql

from guangongwei.indicators.catalogue import CATALOGUE
from guangongwei.indicators.objects import evaluate
from guangongwei.model import Absence, Group
from guangongwei.testing import worlds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.indicators.definition import Indicator
    from guangongwei.model import Coverage, Figure
    from guangongwei.testing.worlds import World

    By = tuple[str, ...]

ONE_WAY: tuple[By, ...] = ((), ("organisation",), ("town",), ("category",), ("month",))
TWO_WAYS: tuple[By, ...] = (("organisation", "month"), ("town", "category"), ("month", "town"))
OWN = sorted({name for each in CATALOGUE for name in each.by})
OTHERS = (
    worlds.district(3, year=2026, schools=80, volunteers=120, services=400, history=40),
    worlds.small(125),
    worlds.small(119),
)


@pytest.fixture(scope="module")
def district() -> World:
    """The world of the example."""
    return worlds.district(2024)


@pytest.fixture(scope="module")
def district_db(district: World) -> sql.Connection:
    """The world of the example in tables."""
    return sql.database(district)


@pytest.mark.parametrize("by", ONE_WAY, ids="-".join)
def test_the_engine_agrees_on_a_district(
    district: World, district_db: sql.Connection, by: By
) -> None:
    """Whole, organisations, towns, categories, months: each value and each coverage is SQL's."""
    assert_engine_agrees(district, district_db, CATALOGUE, by)


@pytest.mark.parametrize("name", OWN)
def test_the_engine_agrees_on_what_a_district_is_shown_by(
    district: World, district_db: sql.Connection, name: str
) -> None:
    """批次, 类型, 主题 and 级别 are those of SQL, for the whole and for each town."""
    shown = [each for each in CATALOGUE if name in each.by]
    assert_engine_agrees(district, district_db, shown, (name,))
    assert_engine_agrees(district, district_db, shown, ("town", name))


@pytest.mark.parametrize("world", OTHERS, ids=lambda world: world.period.label)
def test_the_engine_agrees_on_other_shapes(world: World) -> None:
    """A small district, a school year and a stretch of days, also grouped in two ways at once."""
    db = sql.database(world)
    for by in (*ONE_WAY, *TWO_WAYS):
        assert_engine_agrees(world, db, CATALOGUE, by)
    for name in OWN:
        shown = [each for each in CATALOGUE if name in each.by]
        for by in ((name,), ("organisation", name, "month")):
            assert_engine_agrees(world, db, shown, by)


@given(seed=st.integers(0, 10**9), by=st.sampled_from((*ONE_WAY, *TWO_WAYS)))
def test_the_engine_agrees_whatever_the_world(seed: int, by: By) -> None:
    """There is no small world in which the engine and SQL differ."""
    world = worlds.small(seed)
    assert_engine_agrees(world, sql.database(world), CATALOGUE, by)


@given(seed=st.integers(0, 10**9), at=st.integers(0, 11))
def test_a_subtree_is_the_group_of_its_organisation(seed: int, at: int) -> None:
    """What is computed of one organisation is what SQL has for it among all."""
    world = worlds.small(seed)
    db = sql.database(world)
    chosen = world.dataset.organisations[at % len(world.dataset.organisations)].id
    for figure in evaluate(
        CATALOGUE, world.dataset, period=world.period, as_of=world.as_of, organisation=chosen
    ):
        told = sql.figures(db, figure.indicator, ("organisation",))[chosen,]
        assert (figure.indicator, *seen(figure.value, figure.coverage)) == (figure.indicator, *told)


def test_a_district_has_the_answers_it_knows(district: World, district_db: sql.Connection) -> None:
    """Every answer of a world, and every coverage, is SQL's; neither has a group more."""
    assert_answers_agree(district, district_db)


@given(seed=st.integers(0, 10**9))
def test_a_small_world_has_the_answers_it_knows(seed: int) -> None:
    """The same for whatever small world."""
    world = worlds.small(seed)
    assert_answers_agree(world, sql.database(world))


def assert_engine_agrees(
    world: World, db: sql.Connection, definitions: Iterable[Indicator], by: By
) -> None:
    """The engine has the groups of SQL, and in each the same value and the same coverage.

    SQL also has the groups of organisations that were not there in the period: nothing applies.
    """
    ours: dict[str, dict[sql.Key, sql.Told]] = {each.id: {} for each in definitions}
    for figure in evaluate(
        tuple(definitions), world.dataset, period=world.period, as_of=world.as_of, by=by
    ):
        ours[figure.indicator][key(figure, by)] = seen(figure.value, figure.coverage)
    for indicator, found in ours.items():
        told = sql.figures(db, indicator, by)
        assert {key: told.get(key) for key in found} == found, indicator
        left = {key: value for key, (value, *_) in told.items() if key not in found}
        assert set(left.values()) <= {Absence.NOT_APPLICABLE}, indicator


def assert_answers_agree(world: World, db: sql.Connection) -> None:
    """The answers of a world are SQL's."""
    for indicator in CATALOGUE:
        told = {
            named(by, key): value
            for by in (*ONE_WAY, *((name,) for name in indicator.by))
            for key, value in sql.figures(db, indicator.id, by).items()
        }
        values, coverage = world.answers[indicator.id], world.coverage[indicator.id]
        assert {each: seen(values[each], coverage[each]) for each in values} == told, indicator.id


def key(figure: Figure, by: By) -> sql.Key:
    """The key that SQL has for a figure's group."""
    held = {**dict(figure.group.categories), "organisation": figure.group.organisation}
    return tuple(held[each] for each in by)


def named(by: By, key: sql.Key) -> Group:
    """The group that goes by a key in SQL."""
    held = dict(zip(by, key, strict=True))
    organisation = held.pop("organisation", None)
    return Group(organisation=organisation, categories=tuple(held.items()))


def seen(value: object, coverage: Coverage) -> sql.Told:
    """A value and its coverage as SQL tells them."""
    missing, partial = frozenset(coverage.missing), frozenset(coverage.partial)
    return value, coverage.reported, coverage.expected, missing, partial
