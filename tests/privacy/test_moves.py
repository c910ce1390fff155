"""Every proof of what is hidden, made as often as it says: no number that is told becomes another."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from guangongwei.privacy import Rounding
from guangongwei.privacy.cells import Cell, bits, table
from guangongwei.privacy.suppression import VALUES, suppress

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from guangongwei.privacy.suppression import Suppression

People = dict[frozenset["Hashable"], int]

LEAST = 10
ROWS = ("甲小学", "乙小学", "丙小学")
COLUMNS = ("留守儿童", "困境儿童", "其他")
HALVES = ("上半年", "下半年")


def _people(random: Random) -> People:
    """Children by school, group and, in half of the tables, by half-year, with all their sums."""
    sizes = (range(1), range(1, 10), range(10, 40), range(30, 60))
    halves = HALVES if random.random() < 0.5 else ("",)
    keys = [
        frozenset({(row, column), row, column, half, "all"} - {""})
        for row in ROWS
        for column in COLUMNS[: random.randint(1, 3)]
        for half in halves
    ]
    return {each: random.choice(random.choice(sizes)) for each in keys}


def _cells(random: Random, people: People, rounding: Rounding | None) -> list[Cell]:
    """Their cells: some weigh more, some have a least or most, some stand nowhere."""
    values: dict[Hashable, int] = {}
    for keys, size in people.items():
        for key in keys:
            values[key] = values.get(key, 0) + size
    cells = []
    for key in sorted(values, key=str):
        value, dice = values[key], random.random()
        cells.append(
            Cell(
                key=key,
                is_small=0 < value < LEAST,
                is_printed=dice > 0.1,
                least=1 if value and random.random() < 0.2 else 0,
                most=value + random.randint(3, 9) if random.random() < 0.2 else None,
                rounding=rounding if dice > 0.1 and key != "all" else None,
                weight=random.choice([1, 1, 1, 5]),
            )
        )
    return cells


def _wrong(found: Suppression, values: int) -> list[str]:
    """What is wrong with the proofs, in words; nothing, where each holds."""
    cells, before = found.table.cells, found.table.values
    wrong: list[str] = []
    for at, move in found.proofs.items():
        reached = set()
        for times in range(move.least, move.most + 1):
            sizes = [each.size for each in found.table.crowds]
            for place, by in move.crowds:
                sizes[place] += by * times
            now = [0] * len(cells)
            for crowd, size in zip(found.table.crowds, sizes, strict=True):
                for cell_at in bits(crowd.cells):
                    now[cell_at] += size
            if min(sizes) < 0:
                wrong.append("fewer than nobody")
            for place, cell in enumerate(cells):
                if not cell.least <= now[place] <= (10_000 if cell.most is None else cell.most):
                    wrong.append(f"{cell.key} cannot be {now[place]}")
                if _told(found, place, now[place]) != _told(found, place, before[place]):
                    wrong.append(f"{cell.key} is told otherwise")
            reached.add(now[at])
        if not found.possible(cells[at].key) == reached >= {before[at]} or len(reached) < values:
            wrong.append(f"{cells[at].key} has the values {reached}")
    return wrong


def _told(found: Suppression, place: int, value: int) -> int | None:
    """What is told of a cell that has a value."""
    cell = found.table.cells[place]
    is_told = cell.is_out or (cell.is_printed and (cell.rounding is not None or not cell.is_small))
    if not is_told or found.cells >> place & 1:
        return None
    return cell.rounding.told(value) if cell.rounding else value


#: By what they are rounded to: how many are hidden on 25 tables, and how much they weigh.
ENOUGH = {None: (71, 111), 3: (30, 42), 5: (13, 17), 10: (1, 1)}


@pytest.mark.parametrize("base", ENOUGH)
def test_each_proof_can_be_made(base: int | None, tell: Callable[[str], None]) -> None:
    """What is hidden, and what is small and told as a multiple, has three values or more.

    No more are hidden than were when this was written.
    """
    hidden = weighed = 0
    for seed in range(25):
        random = Random(f"{seed} {base}")
        people = _people(random)
        cells = _cells(random, people, None if base is None else Rounding(base))
        values = random.choice([VALUES, VALUES, 5])
        found = suppress(table(cells, people), values=values)
        assert found is not None, seed
        small = {at for at, each in enumerate(cells) if each.is_small}
        assert {*small, *bits(found.cells)} <= found.proofs.keys()
        assert _wrong(found, values) == [], seed
        hidden += len(found.hidden)
        weighed += sum(each.weight for each in cells if each.key in found.hidden)
    tell(f"proofs, rounded to {base}: {hidden} hidden, {weighed} by weight")
    assert hidden <= ENOUGH[base][0]
    assert weighed <= ENOUGH[base][1]


@pytest.mark.parametrize(("base", "most"), [(None, 2), (5, 0)])
def test_what_is_out_stays_as_it_was_told(
    base: int | None, most: int, tell: Callable[[str], None]
) -> None:
    """Numbers that an earlier release told are told, and where that leaves no way nothing is."""
    withheld = 0
    for seed in range(25):
        random = Random(f"{seed} out {base}")
        people = _people(random)
        rounding = None if base is None else Rounding(base)
        cells = [
            evolve(each, is_out=random.random() < 0.3 and bool(base or not each.is_small))
            for each in _cells(random, people, rounding)
        ]
        found = suppress(table(cells, people))
        if found is None:
            withheld += 1
            continue
        assert {each.key for each in cells if each.is_out}.isdisjoint(found.hidden)
        # What was told exactly cannot be protected any more; what was rounded stays so.
        kept = {at for at, each in enumerate(cells) if each.is_small and each.rounding}
        assert kept <= found.proofs.keys()
        assert _wrong(found, VALUES) == [], seed
    tell(f"proofs beside what is out, rounded to {base}: {withheld} of 25 withheld")
    assert withheld <= most


def test_what_is_hidden_among_many_is_proved() -> None:
    """Of more than three hundred schools too, where less is tried to tell more."""
    people: People = {
        frozenset({number, number % 20, "all"}): 4 if number == 117 else 12
        for number in range(20, 340)
    }
    cells = [Cell(key=key, is_small=key == 117) for key in (*range(340), "all")]
    found = suppress(table(cells, people))
    assert found is not None
    assert 117 in found.hidden
    assert len(found.hidden) <= 4
    assert _wrong(found, VALUES) == []


def _ring(length: int) -> tuple[list[Cell], People, list[tuple[int, int]]]:
    """Schools in a ring, each known together with the next one; the first is small, and the only way round."""
    people: People = {
        frozenset({(at, (at + 1) % length), ((at - 1) % length, at), at}): 9 if at == 0 else 30
        for at in range(length)
    }
    cells = [Cell(key=(at, (at + 1) % length), is_out=True) for at in range(length)]
    cells += [Cell(key=at, is_small=at == 0) for at in range(length)]
    return cells, people, [(at, 1 - at % 2 * 2) for at in range(length)]


@pytest.mark.parametrize(
    ("length", "alone", "told"), [(6, True, True), (8, False, True), (10, False, False)]
)
def test_a_way_that_has_done_before_is_gone_again(length: int, *, alone: bool, told: bool) -> None:
    """One that is too long to be looked for is found where it is known, up to nine steps."""
    cells, people, way = _ring(length)
    assert (suppress(table(cells, people)) is not None) is alone
    found = suppress(table(cells, people), known=[tuple(way)])
    assert (found is not None) is told
    assert found is None or _wrong(found, VALUES) == []


def test_a_way_that_takes_somebody_four_times_is_gone_again() -> None:
    """Four schools change by one each only together, and then the fifth by four."""
    people: People = {frozenset({"small", "five"}): 9, frozenset({0, 1, 2, 3}): 30}
    people |= {frozenset({"five", at}): 30 for at in range(4)}
    cells = [Cell(key=key, is_out=True) for key in ("five", *range(4))]
    made = table([*cells, Cell(key="small", is_small=True)], people)
    way = [(0, 4), (1, 1), *((at, -1) for at in range(2, 6))]
    assert suppress(made) is None
    found = suppress(made, known=[tuple(way)])
    assert found is not None
    assert _wrong(found, VALUES) == []
    assert found.possible("small") == {1, 5, 9, 13, 17, 21}


@pytest.mark.parametrize("weight", [1, 60])
def test_the_cheaper_number_is_hidden(weight: int) -> None:
    """Where the other row does, the total stays; what is dear is looked for twice."""
    people: People = {frozenset({"few", "row", "all"}): 4, frozenset({"many", "row", "all"}): 30}
    cells = [
        Cell(key="few", is_small=True),
        Cell(key="many", weight=weight),
        Cell(key="row", weight=2 * weight),
        Cell(key="all", weight=3 * weight),
    ]
    found = suppress(table(cells, people))
    assert found is not None
    assert found.hidden == {"few", "many"}
    assert _wrong(found, VALUES) == []
