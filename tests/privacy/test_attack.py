"""What an attacker with an integer solver can find out from everything that was published."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.privacy.attacker import ENOUGH, Attacker
from tests.privacy.programmes import WITHIN, a_programme, counts, releases

from guangongwei.privacy import Rounding, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.privacy.programmes import Leaf, People, Programme

    from guangongwei.privacy.release import Number, Release

#: How many programmes are attacked: 500, or as many as the environment asks for.
PROGRAMMES = int(os.environ.get("ATTACKED_PROGRAMMES", "500"))
PARTS = 4
#: How many programmes are attacked with each of the ways to round.
ROUNDED = max(1, PROGRAMMES // 25)


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_is_hidden_can_be_worked_out(part: int, tell: Callable[[str], None]) -> None:
    """Over all releases of a programme every hidden number keeps three values or more.

    So does what a small part leaves of its whole: no share gives it away.
    """
    hidden = told = attacked = withheld = 0
    for seed in range(part, PROGRAMMES, PARTS):
        random = Random(seed)
        programme = a_programme(random)
        made = list(releases(programme, random))
        attacker, truth, targets = _attack(programme, made)
        found = attacker.values(targets, truth)
        assert {name: each for name, each in found.items() if len(each) < ENOUGH} == {}, seed
        withheld += sum(release.is_withheld for release, _ in made)
        attacked += len(targets)
        hidden += sum(len(release.hidden) for release, _ in made)
        told += sum(len(release.numbers) - len(release.hidden) for release, _ in made)
    tell(
        f"attack, part {part}: {PROGRAMMES // PARTS} programmes, {told:,} numbers told, "
        f"{hidden:,} hidden, {attacked:,} attacked, none with fewer than {ENOUGH} values; "
        f"{withheld} releases withheld"
    )


@pytest.mark.parametrize(
    "roundings",
    [(Rounding(3),), (Rounding(5),), (Rounding(10),), (None, Rounding(5)), (Rounding(3), None)],
)
def test_nothing_that_is_rounded_can_be_worked_out(
    roundings: tuple[Rounding | None, ...], tell: Callable[[str], None]
) -> None:
    """A small number keeps three values where it is told as a multiple, as one that is hidden.

    So it is where exact releases and rounded ones follow one another.
    """
    small = hidden = otherwise = 0
    for seed in range(ROUNDED):
        programme = a_programme(Random(seed))
        random = Random(f"{seed} {roundings}")
        made = list(releases(programme, random, roundings))
        attacker, truth, targets = _attack(programme, made)
        found = attacker.values(targets, truth)
        assert {name: each for name, each in found.items() if len(each) < ENOUGH} == {}, seed
        first, people = made[0]
        exact = publish(
            "exact", programme.numbers(people), within=WITHIN, least_people=programme.least
        )
        hidden += len(first.hidden)
        otherwise += len(exact.hidden)
        small += sum(0 < each.people < programme.least for each in first.numbers)
    bases = " then ".join("exact" if each is None else f"to {each.base}" for each in roundings)
    tell(
        f"attack, {bases}: {ROUNDED} programmes, {small:,} small numbers, "
        f"{hidden:,} hidden in the first release, {otherwise:,} if it were exact"
    )


def _attack(
    programme: Programme, made: list[tuple[Release, People]]
) -> tuple[Attacker, list[int], dict[str, frozenset[int]]]:
    """Everything that was published as a system of sums, and what is to be found out of it."""
    above = {school: town for town, schools in programme.towns.items() for school in schools}
    unknowns: dict[tuple[Leaf, object], int] = {}
    truth: list[int] = []
    known: list[tuple[frozenset[int], int, int]] = []
    targets: dict[str, frozenset[int]] = {}
    for release, people in made:
        rounding = release.rounding
        at: dict[Leaf, int] = {}
        schools = {leaf[0] for leaf in people.values()}
        for leaf in programme.leaves(frozenset()):
            # Whoever attacks is told which schools have sent nothing, and which lists of a school,
            # a kind and a quarter were not corrected.
            listed = frozenset(each for each in people.items() if each[1][:3] == leaf[:3])
            if leaf[0] in schools:
                at[leaf] = unknowns.setdefault((leaf, listed), len(unknowns))
                if at[leaf] == len(truth):
                    truth.append(sum(is_at == leaf for is_at in people.values()))
        sums = {
            each.key: frozenset(
                place for leaf, place in at.items() if counts(leaf, each.measure, each.facts, above)
            )
            for each in release.numbers
        }
        for each in release.numbers:
            if each.key in release.hidden:
                # What is withheld need not stay so: a later release may tell what is not small.
                if not release.is_withheld or 0 < each.people < programme.least:
                    targets[f"{release.name} {each.key}"] = sums[each.key]
            else:
                value = sum(each.units.values())
                low, high = (value, value) if rounding is None else rounding.range(value)
                known.append((sums[each.key], low, high))
                if rounding is not None and 0 < each.people < programme.least:
                    targets[f"{release.name} {each.key}"] = sums[each.key]
        for whole, part in () if release.is_withheld else _small_rests(release, programme.least):
            rest = sums[whole.key] - sums[part.key]
            targets[f"{release.name} {whole.key} less {part.key}"] = rest
    return Attacker(tuple(known), len(truth)), truth, targets


def _small_rests(release: Release, least: int) -> Iterator[tuple[Number, Number]]:
    """Wholes with a part of them that leaves few out, or nobody."""
    by_group = {(each.measure, each.facts): each for each in release.numbers}
    for part in release.numbers:
        for measure in WITHIN.get(part.measure, ()):
            whole = by_group.get((measure, part.facts))
            if whole is not None and whole.units and whole.people - part.people < least:
                yield whole, part
