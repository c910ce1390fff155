"""Chance: the same on every machine, and within its bounds."""

from __future__ import annotations

from datetime import date

from guangongwei.testing.worlds.dice import Dice


def test_a_seed_is_a_sequence() -> None:
    """The same seed falls the same way for ever; another falls another way."""
    dice = Dice(2024)
    assert [dice.below(1000) for _ in range(8)] == [470, 728, 303, 887, 410, 716, 265, 245]
    assert Dice(2025).below(1000) != Dice(2024).below(1000)


def test_every_choice_can_fall() -> None:
    """Numbers, days and choices reach both ends and go no further."""
    dice = Dice(1)
    assert {dice.between(2, 4) for _ in range(100)} == {2, 3, 4}
    assert {dice.pick("ab") for _ in range(100)} == {"a", "b"}
    days = {dice.day(date(2024, 2, 28), date(2024, 3, 1)) for _ in range(100)}
    assert days == {date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)}


def test_weights_weigh() -> None:
    """A choice of weight 0 never falls, one of weight 9 about nine times as often as one of 1."""
    dice = Dice(1)
    fallen = [dice.weighted((("never", 0), ("often", 9), ("rarely", 1))) for _ in range(1000)]
    assert 850 < fallen.count("often") < 950
    assert fallen.count("often") + fallen.count("rarely") == 1000


def test_a_percentage_is_of_a_hundred() -> None:
    """0% is never and 100% is always."""
    dice = Dice(1)
    assert not any(dice.chance(0) for _ in range(100))
    assert all(dice.chance(100) for _ in range(100))


def test_shuffling_loses_nothing() -> None:
    """The same things in another order; what was given stays as it was."""
    things = list(range(20))
    mixed = Dice(1).shuffled(things)
    assert sorted(mixed) == things == list(range(20)) != mixed
