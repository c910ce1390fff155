"""Releases one after another: what an earlier one has told, a later one has to live with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import BadArgument
from guangongwei.privacy import Audience, Ledger, Number, publish

if TYPE_CHECKING:
    from guangongwei.privacy.release import Unit


def _people(*ranges: tuple[str, int]) -> dict[Unit, int]:
    """So many children of each school."""
    return {(f"{school}{number}", ""): 1 for school, size in ranges for number in range(size)}


def _number(key: str, *ranges: tuple[str, int], measure: str = "children") -> Number:
    facts = frozenset() if key in ("all", "care") else frozenset({("school", key)})
    return Number(key=key, measure=measure, facts=facts, units=_people(*ranges))


def test_who_stands_behind_a_number_is_never_shown() -> None:
    """Neither a number nor a release says whose it is."""
    release = publish("one", [_number("A", ("A", 4))])
    assert "A0" not in repr(release) + repr(release.numbers)


@pytest.mark.parametrize("least", [-1, 0, 1, 2])
def test_below_three_people_nothing_is_told_apart(least: int) -> None:
    """A threshold that would leave two values is refused."""
    with pytest.raises(BadArgument):
        publish("one", [], least_people=least)


def test_the_public_is_told_of_ten_and_the_bureau_of_five() -> None:
    """7 are few for everybody and not for the bureau; nothing is hidden from the desk."""
    numbers = [_number("A", ("A", 7))]
    hidden = {each: publish("one", numbers, audience=each).hidden for each in Audience}
    assert hidden == {
        Audience.PUBLIC: {"A"},
        Audience.INTERNAL: frozenset(),
        Audience.DESK: frozenset(),
    }


def test_a_part_that_leaves_few_out_is_hidden() -> None:
    """96 of 100 tell of 4 that are not; one of the two numbers is hidden."""
    numbers = [_number("all", ("A", 100)), _number("care", ("A", 96), measure="care")]
    within = {"care": frozenset({"children"})}
    assert publish("one", numbers, within=within).hidden in ({"care"}, {"all"})


def test_a_part_that_leaves_nobody_out_is_hidden() -> None:
    """100 of 100 tell something of every one of them."""
    numbers = [_number("all", ("A", 100)), _number("care", ("A", 100), measure="care")]
    within = {"care": frozenset({"children"})}
    assert publish("one", numbers, within=within).hidden in ({"care"}, {"all"})


def test_a_school_more_is_not_given_away_by_the_sum() -> None:
    """After 50 in March a sum of 53 would tell that the new school has 3."""
    first = publish("March", [_number("all", ("A", 50))])
    ledger = Ledger().and_one(first)
    second = publish("April", [_number("all", ("A", 50), ("B", 3))], ledger=ledger)
    assert first.hidden == frozenset()
    assert second.hidden == {"all"}
    assert publish("April", [_number("all", ("A", 50), ("B", 3))]).hidden == frozenset()


def test_what_was_told_may_be_told_again() -> None:
    """A number that has not changed tells nothing new."""
    ledger = Ledger().and_one(publish("March", [_number("all", ("A", 50))]))
    assert publish("April", [_number("all", ("A", 50))], ledger=ledger).hidden == frozenset()


def test_what_was_hidden_is_not_given_away_later() -> None:
    """A was hidden; the sum without it in the next release would tell it."""
    numbers = [_number("all", ("A", 4), ("B", 30)), _number("A", ("A", 4))]
    first = publish("March", numbers)
    assert first.hidden == {"A"}
    second = publish("April", [_number("B", ("B", 30))], ledger=Ledger().and_one(first))
    assert second.hidden == {"B"}


def test_the_public_has_not_seen_what_the_bureau_was_told() -> None:
    """A ledger holds back from the public only what the public was told; the bureau has seen both."""
    internal = publish("March", [_number("all", ("A", 50))], audience=Audience.INTERNAL)
    ledger = Ledger().and_one(internal)
    later = [_number("all", ("A", 50), ("B", 3))]
    assert publish("April", later, ledger=ledger).hidden == frozenset()
    again = publish("April", later, ledger=ledger, audience=Audience.INTERNAL)
    assert again.hidden == {"all"}


def test_an_amount_is_hidden_by_the_people_behind_it() -> None:
    """Ten thousand yuan for two children are as good as their names."""
    grants: dict[Unit, int] = {("A1", "g1"): 500_000, ("A2", "g2"): 500_000}
    assert publish("one", [Number(key="yuan", measure="yuan", units=grants)]).hidden == {"yuan"}


def test_names_are_given_once() -> None:
    """Neither two releases of one name nor two numbers of one key."""
    release, other = (publish("March", [_number("all", ("A", size))]) for size in (50, 60))
    with pytest.raises(BadArgument):
        Ledger().and_one(release).and_one(other)
    with pytest.raises(BadArgument):
        publish("April", [_number("all"), _number("all")])
