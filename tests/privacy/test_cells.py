from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import BadArgument
from guangongwei.privacy.cells import Cell, bits, table

if TYPE_CHECKING:
    from collections.abc import Hashable

    from guangongwei.privacy.cells import Table

People = dict[frozenset["Hashable"], int]
CELLS = tuple(Cell(key=key) for key in ("all", "nobody", "boys", "other", "girls"))


def values(of: Table) -> dict[Hashable, int]:
    """The number of each cell by its key."""
    return {cell.key: value for cell, value in zip(of.cells, of.values, strict=True)}


def test_a_number_is_the_sum_of_who_counts_in_it() -> None:
    """Whoever counts in two cells is in both sums."""
    people: People = {
        frozenset({"all", "boys"}): 4,
        frozenset({"all", "girls"}): 5,
        frozenset({"all"}): 1,
    }
    assert values(table(CELLS, people)) == {
        "all": 10,
        "nobody": 0,
        "boys": 4,
        "other": 0,
        "girls": 5,
    }


def test_a_table_falls_into_parts_that_have_nobody_in_common() -> None:
    """A cell with nobody in it is a part of its own; no number changes."""
    people: People = {
        frozenset({"boys", "all"}): 4,
        frozenset({"other"}): 7,
        frozenset({"girls", "all"}): 5,
    }
    parts = [values(each) for each in table(CELLS, people).apart()]
    assert sorted(parts, key=len) == [
        {"other": 7},
        {"nobody": 0},
        {"all": 9, "boys": 4, "girls": 5},
    ]


def test_what_one_crowd_joins_is_one_part() -> None:
    """Two parts that were apart so far are one with whoever counts in both."""
    people: People = {
        frozenset({"boys"}): 4,
        frozenset({"girls"}): 5,
        frozenset({"other"}): 1,
        frozenset({"boys", "girls"}): 2,
    }
    parts = [values(each) for each in table(CELLS[2:], people).apart()]
    assert sorted(parts, key=len) == [{"other": 1}, {"boys": 6, "girls": 7}]


def test_one_cell_is_a_table() -> None:
    """Everybody may count in every cell that is there."""
    assert table([Cell(key="all")], {frozenset({"all"}): 4}).values == (4,)


@pytest.mark.parametrize(
    ("cells", "people", "name"),
    [
        (("a", "a"), {}, "cells"),
        (("a",), {frozenset({"b"}): 1}, "people"),
        (("a",), {frozenset({"a"}): -1}, "people"),
    ],
    ids=["a key twice", "a cell that is not there", "fewer than nobody"],
)
def test_what_cannot_be_is_refused_by_its_name(
    cells: tuple[str, ...], people: People, name: str
) -> None:
    """With words that say what it should be."""
    with pytest.raises(BadArgument) as caught:
        table([Cell(key=key) for key in cells], people)
    assert caught.value.name == name
    assert caught.value.expected


def test_bits_are_told_from_the_lowest() -> None:
    """And 0 has none."""
    assert list(bits(0b1_0110)) == [1, 2, 4]
    assert list(bits(0)) == []
