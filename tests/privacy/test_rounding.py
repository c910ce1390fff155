"""Numbers told as multiples: what each stands for, and what is hidden all the same."""

from __future__ import annotations

import pytest

from guangongwei.errors import BadArgument
from guangongwei.model.numbers import Absence
from guangongwei.privacy import Ledger, Number, Rounding, publish


def _number(key: str, *ranges: tuple[str, int], is_amount: bool = False) -> Number:
    facts = frozenset() if key == "all" else frozenset({("school", key)})
    units = {(f"{school}{number}", ""): 1 for school, size in ranges for number in range(size)}
    return Number(key=key, measure="children", facts=facts, units=units, is_amount=is_amount)


@pytest.mark.parametrize("base", [3, 4, 5, 10])
def test_a_multiple_stands_for_its_range(base: int) -> None:
    """Every number of a range is told the same, and those beside it are not."""
    rounding = Rounding(base)
    for value in range(60):
        low, high = rounding.range(value)
        assert low <= value <= high
        assert {rounding.told(each) for each in range(low, high + 1)} == {rounding.told(value)}
        assert rounding.told(high + 1) > rounding.told(value)


def test_halves_go_up() -> None:
    """To 10, 15 is told as 20 and stands for 15 to 24; to 5, 12 is told as 10."""
    assert (Rounding(10).told(15), Rounding(10).range(15)) == (20, (15, 24))
    assert (Rounding(5).told(12), Rounding(5).range(12)) == (10, (8, 12))


@pytest.mark.parametrize("base", [-5, 0, 1, 2])
def test_a_base_that_leaves_two_values_is_refused(base: int) -> None:
    """Three possible values need three."""
    with pytest.raises(BadArgument, match="3") as caught:
        Rounding(base)
    assert caught.value.name == "base"


def test_a_small_number_is_told_as_a_multiple() -> None:
    """4 and 31 of 35: nothing is hidden, since 3, 4 and 5 stay possible."""
    numbers = [_number("all", ("A", 4), ("B", 31)), _number("A", ("A", 4)), _number("B", ("B", 31))]
    release = publish("one", numbers, rounding=Rounding(5))
    assert [release.told(each) for each in ("all", "A", "B")] == [35, 5, 30]
    assert release.hidden == frozenset()
    assert publish("one", numbers).hidden > {"A"}


def test_what_two_ends_of_ranges_would_tell_is_hidden() -> None:
    """Rounded to 5, 3 and 33 of 36 leave few worlds: 3 to 7, 33 to 37 and 33 to 37 give 3 and 4 alone."""
    numbers = [_number("all", ("A", 3), ("B", 33)), _number("A", ("A", 3)), _number("B", ("B", 33))]
    release = publish("one", numbers, rounding=Rounding(5))
    assert len(release.hidden) == 1
    assert Absence.SUPPRESSED in {release.told(each.key) for each in numbers}


def test_an_amount_is_not_rounded() -> None:
    """What two children were given is hidden, and what twenty were is told to the coin."""
    numbers = [_number("A", ("A", 2), is_amount=True), _number("B", ("B", 23), is_amount=True)]
    release = publish("one", numbers, rounding=Rounding(5))
    assert (release.told("A"), release.told("B")) == (Absence.SUPPRESSED, 23)


def test_what_was_rounded_is_not_told_exactly_later() -> None:
    """4 was told as 5; without the rest the exact sum of later would tell it."""
    first = publish("March", [_number("A", ("A", 4))], rounding=Rounding(5))
    assert first.told("A") == 5
    ledger = Ledger().and_one(first)
    numbers = [_number("all", ("A", 4), ("B", 30)), _number("B", ("B", 30))]
    assert publish("April", numbers, ledger=ledger).hidden in ({"all"}, {"B"})


def test_a_number_that_is_not_there_is_not_told() -> None:
    """A key of another release is the caller's mistake."""
    with pytest.raises(BadArgument):
        publish("one", []).told("A")
