"""Small worlds: small, odd, and the same for the same seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.model import Absence
from guangongwei.model.cases import case_problems
from guangongwei.testing import worlds
from guangongwei.testing.worlds.small import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = tuple(worlds.small(seed) for seed in range(300))


SHAPES: dict[str, Callable[[worlds.World], bool]] = {
    "closed": lambda world: any(each.closed for each in world.dataset.organisations),
    "merged": lambda world: any(each.merged_into for each in world.dataset.organisations),
    "orphaned": lambda world: any(each.parent == NOWHERE for each in world.dataset.organisations),
    "nowhere": lambda world: any(each.organisation == NOWHERE for each in world.dataset.services),
    "blank": lambda world: any(each.hours is Absence.UNKNOWN for each in world.dataset.services),
    "silent": lambda world: not world.dataset.returns,
    "early": lambda world: world.as_of < world.period.end,
    "inherited": lambda world: any(
        each.town is None and world.dataset.tree.town(each.id) == "东镇"
        for each in world.dataset.organisations
    ),
    "vacant": lambda world: any(each.holder is None for each in world.dataset.posts),
    "sent up": lambda world: (
        len({each.work for each in world.dataset.entries if each.work})
        < sum(each.work is not None for each in world.dataset.entries)
    ),
    "brandless": lambda world: any(
        each.programme not in world.dataset.programme_by_id for each in world.dataset.grants
    ),
    "childless": lambda world: any(
        each.child not in world.dataset.child_by_id for each in world.dataset.cases
    ),
    "illegal": lambda world: bool(case_problems(world.dataset.cases)),
    "neighbour": lambda world: any(
        each.programme == "五有五好" for each in world.dataset.accreditations
    ),
    "twice": lambda world: any(each.code == "D205" for each in world.dataset.check()),
}


def test_a_small_world_is_small() -> None:
    """Three to twelve organisations, no ring of parents among them."""
    assert {len(each.dataset.organisations) for each in MANY} == set(range(3, 13))
    codes = {problem.code for each in MANY for problem in each.dataset.check()}
    assert "D104" not in codes
    assert "D101" not in codes


def test_the_same_seed_is_the_same_world() -> None:
    """Made again, equal."""
    assert [worlds.small(seed).dataset for seed in range(20)] == [
        each.dataset for each in MANY[:20]
    ]


def test_every_odd_shape_turns_up() -> None:
    """Closed, merged, orphaned, blank, twice in a day, without returns, looked at too early."""
    missing = [
        shape for shape, turns_up in SHAPES.items() if not any(turns_up(world) for world in MANY)
    ]
    assert missing == []


def test_every_absence_turns_up() -> None:
    """Not reported, not applicable and unknown are among the answers, and so is a zero."""
    answers = {
        value
        for each in MANY[:100]
        for values in each.answers.values()
        for value in values.values()
    }
    assert {0, Absence.NOT_REPORTED, Absence.NOT_APPLICABLE, Absence.UNKNOWN} <= answers
    assert Absence.SUPPRESSED not in answers
