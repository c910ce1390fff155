from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import NotStored
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import (
    SCHOOLS,
    Category,
    Level,
    Organisation,
    OrganisationId,
    Tree,
)

DAY = date(2024, 6, 30)


def unit(
    id_: str,
    parent: str | None = None,
    category: Category = Category.PRIMARY,
    *,
    town: str | None = None,
    founded: date | None = None,
    closed: date | None = None,
    merged_into: str | None = None,
    aliases: tuple[str, ...] = (),
) -> Organisation:
    """An organisation named after its id."""
    return Organisation(
        id=OrganisationId(id_),
        name=f"{id_}校",
        category=category,
        parent=None if parent is None else OrganisationId(parent),
        town=town,
        founded=founded,
        closed=closed,
        merged_into=None if merged_into is None else OrganisationId(merged_into),
        aliases=aliases,
    )


def ids(*names: str) -> tuple[OrganisationId, ...]:
    """The ids of these names."""
    return tuple(OrganisationId(each) for each in names)


def oid(name: str) -> OrganisationId:
    """One id."""
    return OrganisationId(name)


@pytest.mark.parametrize(
    ("founded", "closed", "in_operation"),
    [
        (None, None, True),
        (DAY, None, True),
        (date(2024, 7, 1), None, False),
        (None, DAY, False),
        (None, date(2024, 7, 1), True),
        (DAY, date(2024, 7, 1), True),
        (DAY, DAY, False),
    ],
)
def test_a_unit_operates_from_its_founding_to_before_its_closing(
    founded: date | None,
    closed: date | None,
    in_operation: bool,  # noqa: FBT001
) -> None:
    """On the founding day it exists, on the closing day it does not; blank days limit nothing."""
    assert unit("a", founded=founded, closed=closed).in_operation(DAY) is in_operation


def test_only_schools_and_kindergartens_are_schools() -> None:
    """Eight 类别 are 中小学、幼儿园; offices, stations, communities and the rest are not."""
    assert [each for each in Category if each.is_school] == list(SCHOOLS)
    assert len(SCHOOLS) == 8
    assert Category.TOWN_OFFICE.label == "town office"


def test_a_tree_is_walked_up_and_down() -> None:
    """Path, children and subtree of a bureau, an office and two schools."""
    tree = Tree(
        (
            unit("局", None, Category.BUREAU),
            unit("办", "局", Category.TOWN_OFFICE),
            unit("甲", "办"),
            unit("乙", "局"),
        )
    )
    assert tree.roots == ids("局")
    assert tree.path(oid("甲")) == ids("甲", "办", "局")
    assert tree.children(oid("局")) == ids("办", "乙")
    assert tree.children(oid("甲")) == ()
    assert tree.subtree(oid("办")) == frozenset(ids("办", "甲"))
    assert oid("甲") in tree
    assert tree[oid("乙")].name == "乙校"


def test_an_unknown_unit_is_not_in_the_tree() -> None:
    """Asking for it names the noun and the id; its path is empty."""
    tree = Tree((unit("甲"),))
    with pytest.raises(NotStored) as caught:
        tree[oid("乙")]
    assert (caught.value.kind, caught.value.id) == (Organisation, "乙")
    with pytest.raises(NotStored):
        tree.subtree(oid("乙"))
    with pytest.raises(NotStored):
        tree.level(oid("乙"))
    with pytest.raises(NotStored):
        tree.successor(oid("乙"), DAY)
    assert tree.path(oid("乙")) == ()
    assert oid("乙") not in tree


def test_of_two_units_with_one_id_the_first_is_taken() -> None:
    """The tree has each id once."""
    tree = Tree((unit("甲", town="湖塘镇"), unit("甲", town="牛塘镇")))
    assert tree.town(oid("甲")) == "湖塘镇"
    assert len(tree.in_operation(DAY)) == 1


def test_a_unit_with_an_unknown_parent_is_a_root() -> None:
    """It is found, on its own."""
    tree = Tree((unit("甲", "无此"), unit("乙", "甲")))
    assert tree.roots == ids("甲")
    assert tree.path(oid("乙")) == ids("乙", "甲")


def test_a_ring_of_parents_is_walked_once() -> None:
    """甲 under 乙 under 甲: no root, no endless walk; who hangs below is still found."""
    tree = Tree((unit("甲", "乙"), unit("乙", "甲"), unit("丙", "甲"), unit("丁", "丁")))
    assert tree.roots == ()
    assert tree.path(oid("甲")) == ids("甲", "乙")
    assert tree.path(oid("丙")) == ids("丙", "甲", "乙")
    assert tree.path(oid("丁")) == ids("丁")
    assert tree.subtree(oid("乙")) == frozenset(ids("甲", "乙", "丙"))
    assert tree.level(oid("丙")) is Level.BASE
    assert tree._repr_html_()


def test_a_town_comes_from_the_nearest_unit_above_that_has_one() -> None:
    """A unit's own 镇街 first, then that of the units above; an office is its town by name."""
    tree = Tree(
        (
            unit("局", None, Category.BUREAU),
            unit("办", "局", Category.TOWN_OFFICE),
            unit("站", "甲", Category.STATION),
            unit("甲", "办", town="湖塘镇"),
            unit("乙", "办"),
            unit("丙", "局"),
            unit("丁", "局", town=""),
        )
    )
    towns = [tree.town(oid(each)) for each in ("甲", "站", "乙", "办", "丙", "丁", "无此")]
    unknown = Absence.UNKNOWN
    assert towns == ["湖塘镇", "湖塘镇", "办校", "办校", unknown, unknown, unknown]


def test_levels_are_counted_from_the_lowest_bureau() -> None:
    """A bureau with none below is the district's; each one above is a level higher."""
    names = ("部", "省", "市", "区")
    bureaus = [
        unit(name, above, Category.BUREAU)
        for name, above in zip(names, (None, *names), strict=False)
    ]
    tree = Tree((*bureaus, unit("办", "区", Category.TOWN_OFFICE), unit("甲", "办")))
    levels = [tree.level(oid(each)) for each in (*names, "办", "甲")]
    assert levels == [
        Level.NATION,
        Level.PROVINCE,
        Level.CITY,
        Level.DISTRICT,
        Level.TOWN,
        Level.BASE,
    ]


def test_five_layers_of_bureaus_end_at_the_nation() -> None:
    """There is no level above the nation."""
    names = ("一", "二", "三", "四", "五")
    tree = Tree(
        tuple(
            unit(name, above, Category.BUREAU)
            for name, above in zip(names, (None, *names), strict=False)
        )
    )
    assert tree.level(oid("一")) is Level.NATION


def test_a_tree_shows_who_exists_on_a_day() -> None:
    """Closed and not yet founded units are left out."""
    tree = Tree((unit("甲"), unit("乙", closed=DAY), unit("丙", founded=date(2024, 9, 1))))
    assert [each.id for each in tree.in_operation(DAY)] == ["甲"]


def test_a_merged_unit_is_followed_to_the_one_that_stands_for_it() -> None:
    """甲 merged into 乙, and 乙 into 丙: on each day the one that exists."""
    tree = Tree(
        (
            unit("甲", closed=date(2022, 9, 1), merged_into="乙"),
            unit("乙", closed=date(2023, 9, 1), merged_into="丙"),
            unit("丙"),
        )
    )
    days = (date(2022, 8, 31), date(2022, 9, 1), date(2023, 8, 31), date(2023, 9, 1))
    assert [tree.successor(oid("甲"), day) for day in days] == ["甲", "乙", "乙", "丙"]


def test_a_unit_that_is_not_founded_yet_has_no_successor_yet() -> None:
    """Before its founding a unit stands for itself, whoever takes it over later."""
    tree = Tree((unit("甲", founded=date(2020, 9, 1), closed=DAY, merged_into="乙"), unit("乙")))
    assert tree.successor(oid("甲"), date(2019, 1, 1)) == "甲"


@pytest.mark.parametrize("merged_into", [None, "无此"])
def test_a_closed_unit_without_a_known_successor_stands_for_itself(
    merged_into: str | None,
) -> None:
    """Nobody is guessed."""
    tree = Tree((unit("甲", closed=DAY, merged_into=merged_into),))
    assert tree.successor(oid("甲"), DAY) == "甲"


def test_a_ring_of_mergers_is_followed_once() -> None:
    """Closed units that were merged into one another end the search."""
    tree = Tree(
        (
            unit("甲", closed=DAY, merged_into="乙"),
            unit("乙", closed=DAY, merged_into="甲"),
            unit("丙", closed=DAY, merged_into="甲"),
            unit("丁", closed=DAY, merged_into="丁"),
        )
    )
    assert tree.successor(oid("甲"), DAY) == "甲"
    assert tree.successor(oid("丙"), DAY) == "甲"
    assert tree.successor(oid("丁"), DAY) == "丁"


def test_a_unit_is_found_by_its_present_and_former_names() -> None:
    """Names are matched exactly; two units may bear one name."""
    tree = Tree((unit("甲", aliases=("城东小学",)), unit("乙", aliases=("城东小学", "甲校"))))
    assert tree.named("城东小学") == frozenset(ids("甲", "乙"))
    assert tree.named("甲校") == frozenset(ids("甲", "乙"))
    assert tree.named("乙校") == frozenset(ids("乙"))
    assert tree.named("城东") == frozenset()


def test_a_notebook_shows_the_tree_indented() -> None:
    """Each unit stands under its parent, with its closing day."""
    tree = Tree((unit("局", None, Category.BUREAU), unit("甲", "局", closed=DAY)))
    shown = tree._repr_html_()
    assert "\u3000甲校" in shown
    assert "2024-06-30" in shown
    assert "2 个单位" in shown


@given(st.lists(st.integers(-1, 9), min_size=1, max_size=10), st.integers(0, 9))
def test_any_parents_make_a_tree_that_can_be_walked(parents: list[int], asked: int) -> None:
    """Rings, unknown parents and chains: every walk ends, and up and down agree."""
    units = [
        unit(str(index), None if parent < 0 else str(parent))
        for index, parent in enumerate(parents)
    ]
    tree = Tree(tuple(units))
    for each in units:
        path = tree.path(each.id)
        assert path[0] == each.id
        assert len(set(path)) == len(path)
        assert all(each.id in tree.subtree(above) for above in path)
    if oid(str(asked)) in tree:
        assert oid(str(asked)) in tree.subtree(oid(str(asked)))


def test_a_tree_is_short_in_text() -> None:
    """How many organisations, and how many with nothing above them."""
    assert repr(Tree(())) == "Tree(organisations=0, roots=0)"
