"""Which numbers of a table are hidden, and that not many more are than have to be."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.privacy.attacker import ENOUGH, Attacker

from guangongwei.errors import BadArgument
from guangongwei.privacy.cells import Cell, table
from guangongwei.privacy.suppression import suppress

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from guangongwei.privacy.cells import Table

#: How many small tables are compared with the least that would do.
TABLES = 10
LEAST = 10

People = dict[frozenset["Hashable"], int]


def _table(people: People, *, least: int = LEAST) -> Table:
    """Every cell that somebody counts in, the small ones marked."""
    values: dict[Hashable, int] = {}
    for keys, size in people.items():
        for key in keys:
            values[key] = values.get(key, 0) + size
    cells = (Cell(key=key, is_small=0 < value < least) for key, value in values.items())
    return table(cells, people)


def _hidden(people: People, *, least: int = LEAST) -> frozenset[Hashable]:
    found = suppress(_table(people, least=least))
    assert found is not None
    return found.hidden


def test_a_lone_small_number_takes_another_one_with_it() -> None:
    """The total less the other row would be the hidden one, so that one more is hidden."""
    people: People = {frozenset({"a", "all"}): 4, frozenset({"b", "all"}): 30}
    assert _hidden(people) in ({"a", "b"}, {"a", "all"})


def test_two_small_numbers_may_hide_one_another() -> None:
    """Of 9 in two rows nobody can say how many are in which."""
    people: People = {
        frozenset({"a", "all"}): 4,
        frozenset({"b", "all"}): 5,
        frozenset({"c", "all"}): 30,
    }
    assert _hidden(people) == {"a", "b"}


def test_a_zero_is_told() -> None:
    """Behind a zero stands nobody."""
    assert _hidden({frozenset({"a", "all"}): 0, frozenset({"b", "all"}): 30}) == frozenset()


def test_two_ones_do_not_hide_one_another_where_both_are_known_to_be_there() -> None:
    """A row that stands there because of a record is 1 at least: 2 less 1 leaves no choice."""
    people: People = {
        frozenset({"a", "all"}): 1,
        frozenset({"b", "all"}): 1,
        frozenset({"c", "all"}): 30,
    }
    cells = [
        Cell(key="a", is_small=True, least=1),
        Cell(key="b", is_small=True, least=1),
        Cell(key="c", least=1),
        Cell(key="all"),
    ]
    found = suppress(table(cells, people))
    assert found is not None
    assert found.hidden > {"a", "b"}


def test_a_proof_holds_values_and_the_true_one() -> None:
    """What a hidden number could be is told by worlds, and the real one is among them."""
    people: People = {frozenset({"a", "all"}): 4, frozenset({"b", "all"}): 30}
    found = suppress(_table(people))
    assert found is not None
    possible = found.possible("a")
    assert 4 in possible
    assert len(possible) >= ENOUGH


def test_what_is_out_is_not_hidden_again() -> None:
    """Where total and other row are out, nothing can protect the small one: that is said."""
    people: People = {frozenset({"a", "all"}): 4, frozenset({"b", "all"}): 30}
    cells = [Cell(key="a", is_small=True), Cell(key="b", is_out=True), Cell(key="all", is_out=True)]
    assert suppress(table(cells, people)) is None


@pytest.mark.parametrize(
    ("cells", "people"),
    [
        ([Cell(key="a"), Cell(key="a")], {}),
        ([Cell(key="a")], {frozenset({"b"}): 1}),
        ([Cell(key="a")], {frozenset({"a"}): -1}),
    ],
)
def test_a_table_that_cannot_be_is_refused(cells: list[Cell], people: People) -> None:
    """A key given twice, a cell that is not there, fewer than nobody."""
    with pytest.raises(BadArgument):
        table(cells, people)


def _two_way(random: Random) -> People:
    """Three rows and three columns with their sums."""
    return {
        frozenset({(row, column), row, column, "all"}): _size(random)
        for row in ("r0", "r1", "r2")
        for column in ("c0", "c1", "c2")
    }


def _towns(random: Random) -> People:
    """Schools of two stages in two towns, with the sums of both."""
    return {
        frozenset({(town, school), town, stage, "all"}): _size(random)
        for town in ("t0", "t1")
        for school, stage in enumerate(("primary", "primary", "junior"))
    }


def _overlapping(random: Random) -> People:
    """Two kinds in two towns, with those who are of both counted in each."""
    return {
        frozenset({town, "all", *kinds, *((town, kind) for kind in kinds)}): _size(random, few=2)
        for town in ("t0", "t1")
        for kinds in ((), ("a",), ("b",), ("a", "b"))
    }


def _size(random: Random, *, few: int = 1) -> int:
    """How many there are: few so often for three times that they are not."""
    return random.choice(random.choice((*few * [range(10 // few)], *3 * [range(10, 40)])))


@pytest.mark.parametrize("shape", [_two_way, _towns, _overlapping])
def test_not_many_more_are_hidden_than_have_to_be(
    shape: Callable[[Random], People], tell: Callable[[str], None]
) -> None:
    """On small tables at most twice as many as the least that an integer solver finds safe."""
    hidden = least = 0
    worst = 1.0
    for seed in range(TABLES):
        people = shape(Random(seed))
        small = {each.key for each in _table(people).cells if each.is_small}
        found = _hidden(people)
        assert _is_safe(people, found)
        best = _least(people, small, len(found))
        hidden += len(found)
        least += best
        worst = max(worst, len(found) / best if best else 1.0)
    name = shape.__name__.strip("_")
    tell(
        f"suppression, {name}: {hidden} hidden on {TABLES} tables, {least} at least;"
        f" at worst {worst:.2f}"
    )
    assert worst <= 2


def _least(people: People, small: set[Hashable], enough: int) -> int:
    """How many have to be hidden, found by trying; no more than are known to be enough."""
    others = [each.key for each in _table(people).cells if each.key not in small]
    for more in range(enough - len(small)):
        if any(_is_safe(people, {*small, *added}) for added in combinations(others, more)):
            return len(small) + more
    return enough


def _is_safe(people: People, hidden: set[Hashable] | frozenset[Hashable]) -> bool:
    """Say whether an attacker is left with three values for everything hidden."""
    crowds = list(people)
    members = {
        key: frozenset(at for at, keys in enumerate(crowds) if key in keys)
        for key in frozenset[object]().union(*crowds)
    }
    known = tuple(
        (places, value, value)
        for key, places in members.items()
        if key not in hidden
        for value in [sum(people[crowds[at]] for at in places)]
    )
    targets = {str(key): members[key] for key in hidden}
    found = Attacker(known, len(crowds)).values(targets, list(people.values()))
    return all(len(each) >= ENOUGH for each in found.values())
