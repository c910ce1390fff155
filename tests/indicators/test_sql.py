"""Every figure of the catalogue against SQL that was written from the definitions in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.sql.figures import Book
from tests.indicators.sql.queries import FIGURES

from guangongwei.indicators.catalogue import CATALOGUE
from guangongwei.indicators.definition import Spread
from guangongwei.indicators.objects import evaluate
from guangongwei.model import Absence, Group
from guangongwei.testing import worlds
from guangongwei.testing.worlds.answers import RESTS_ON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.indicators.sql.figures import By, Key, Told

    from guangongwei.indicators.definition import Indicator
    from guangongwei.model import Coverage, Figure
    from guangongwei.testing.worlds import World

ONE_WAY: tuple[By, ...] = ((), ("organisation",), ("town",), ("category",), ("month",))
TWO_WAYS: tuple[By, ...] = (("organisation", "month"), ("town", "category"), ("month", "town"))
#: The ways a whole district is split; months are for smaller ones, which have them all the same.
BIG: tuple[By, ...] = ONE_WAY[:-1]
#: What the worlds know the answers of.
KNOWN = tuple(each for each in CATALOGUE if each.id in RESTS_ON)
OWN = sorted({name for each in CATALOGUE for name in each.by})
SMALL = (worlds.small(125), worlds.small(119))


@pytest.fixture(scope="module")
def district() -> World:
    """The world of the example."""
    return worlds.district(2024)


@pytest.fixture(scope="module")
def district_book(district: World) -> Book:
    """The world of the example in tables."""
    return Book.of(district)


def test_every_indicator_is_counted_twice() -> None:
    """The catalogue and the queries have the same ids."""
    assert {each.id for each in CATALOGUE} == set(FIGURES)


@pytest.mark.parametrize("by", BIG, ids="-".join)
def test_the_engine_agrees_on_a_district(district: World, district_book: Book, by: By) -> None:
    """Whole, organisations, towns, categories: each value and each coverage is SQL's."""
    assert_engine_agrees(district, district_book, CATALOGUE, by)


@pytest.mark.parametrize("name", OWN)
def test_the_engine_agrees_on_what_a_district_is_shown_by(
    district: World, district_book: Book, name: str
) -> None:
    """批次, 类型, 主题, 级别, 奖项, 来源, …: as in SQL, for the whole and for each town."""
    shown = [each for each in CATALOGUE if name in each.by]
    assert_engine_agrees(district, district_book, shown, (name,))
    assert_engine_agrees(district, district_book, shown, ("town", name))


def test_the_engine_agrees_on_another_district() -> None:
    """A smaller one of another year, also month by month and in two ways at once."""
    world = worlds.district(3, year=2026, schools=80, volunteers=120, services=400, history=40)
    book = Book.of(world)
    for by in (*ONE_WAY, TWO_WAYS[1]):
        assert_engine_agrees(world, book, CATALOGUE, by)


@pytest.mark.parametrize("world", SMALL, ids=lambda world: world.period.label)
def test_the_engine_agrees_on_other_shapes(world: World) -> None:
    """A school year and a stretch of days, grouped in every way and by every category."""
    book = Book.of(world)
    for by in (*ONE_WAY, *TWO_WAYS):
        assert_engine_agrees(world, book, CATALOGUE, by)
    for name in OWN:
        shown = [each for each in CATALOGUE if name in each.by]
        for by in ((name,), ("organisation", name, "month")):
            assert_engine_agrees(world, book, shown, by)


@given(seed=st.integers(0, 10**9), by=st.sampled_from((*ONE_WAY, *TWO_WAYS)))
def test_the_engine_agrees_whatever_the_world(seed: int, by: By) -> None:
    """There is no small world in which the engine and SQL differ."""
    world = worlds.small(seed)
    assert_engine_agrees(world, Book.of(world), CATALOGUE, by)


@given(seed=st.integers(0, 10**9), at=st.integers(0, 11))
def test_a_subtree_is_the_group_of_its_organisation(seed: int, at: int) -> None:
    """What is computed of one organisation is what SQL has for it among all."""
    world = worlds.small(seed)
    book = Book.of(world)
    chosen = world.dataset.organisations[at % len(world.dataset.organisations)].id
    for figure in evaluate(
        CATALOGUE, world.dataset, period=world.period, as_of=world.as_of, organisation=chosen
    ):
        told = book.figures(figure.indicator, ("organisation",))[chosen,]
        assert (figure.indicator, *seen(figure.value, figure.coverage)) == (figure.indicator, *told)


def test_a_district_has_the_answers_it_knows(district: World, district_book: Book) -> None:
    """Every answer of a world, and every coverage, is SQL's; neither has a group more."""
    assert_answers_agree(district, district_book)


@given(seed=st.integers(0, 10**9))
def test_a_small_world_has_the_answers_it_knows(seed: int) -> None:
    """The same for whatever small world."""
    world = worlds.small(seed)
    assert_answers_agree(world, Book.of(world))


def assert_engine_agrees(
    world: World, book: Book, definitions: Iterable[Indicator], by: By
) -> None:
    """The engine has the groups of SQL, and in each the same value and the same coverage.

    SQL also has the groups of organisations that were not there in the period: nothing applies.
    """
    kept = [each for each in definitions if not is_spread_over(each, by)]
    ours: dict[str, dict[Key, Told]] = {each.id: {} for each in kept}
    for figure in evaluate(kept, world.dataset, period=world.period, as_of=world.as_of, by=by):
        ours[figure.indicator][key(figure, by)] = seen(figure.value, figure.coverage)
    for indicator, found in ours.items():
        told = book.figures(indicator, by)
        assert {key: told.get(key) for key in found} == found, indicator
        left = {key: value for key, (value, *_) in told.items() if key not in found}
        assert set(left.values()) <= {Absence.NOT_APPLICABLE}, indicator


def assert_answers_agree(world: World, book: Book) -> None:
    """The answers of a world are SQL's."""
    for indicator in KNOWN:
        told = {
            named(by, key): value
            for by in (*ONE_WAY, *((name,) for name in indicator.by))
            for key, value in book.figures(indicator.id, by).items()
        }
        values, coverage = world.answers[indicator.id], world.coverage[indicator.id]
        assert {each: seen(values[each], coverage[each]) for each in values} == told, indicator.id


def is_spread_over(indicator: Indicator, by: By) -> bool:
    """Say whether an indicator is a spread over one of the dimensions, which is refused."""
    return isinstance(indicator.value, Spread) and indicator.value.across in by


def key(figure: Figure, by: By) -> Key:
    """The key that SQL has for a figure's group."""
    held = {**dict(figure.group.categories), "organisation": figure.group.organisation}
    return tuple(held[each] for each in by)


def named(by: By, key: Key) -> Group:
    """The group that goes by a key in SQL."""
    held = dict(zip(by, key, strict=True))
    organisation = held.pop("organisation", None)
    return Group(organisation=organisation, categories=tuple(held.items()))


def seen(value: object, coverage: Coverage) -> Told:
    """A value and its coverage as SQL tells them."""
    missing, partial = frozenset(coverage.missing), frozenset(coverage.partial)
    return value, coverage.reported, coverage.expected, missing, partial
