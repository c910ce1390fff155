"""All releases so far, with tokens for people where they are kept."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import BadArgument
from guangongwei.privacy import Audience, Ledger, Number, Pseudonymiser, publish
from guangongwei.privacy.ledger import PURPOSE

if TYPE_CHECKING:
    from guangongwei.privacy.release import Unit

KEY = random.Random(7).randbytes(32)


def _number(size: int, *, first: int = 0, key: str = "all") -> Number:
    units: dict[Unit, int] = {(f"龘赵伟{at}", ""): 1 for at in range(first, first + size)}
    return Number(key=key, measure="children", units=units)


def test_a_release_made_again_is_the_one_that_was_told() -> None:
    """The same name with the same people: nothing is added, and nothing is decided anew."""
    first = publish("March", [_number(50), _number(4, key="few")])
    ledger = Ledger().and_one(first)
    again = publish("March", [_number(4, key="few"), _number(50)], ledger=ledger)
    assert again is first
    assert ledger.and_one(again) is ledger


@pytest.mark.parametrize(
    ("size", "least", "audience"),
    [(51, None, Audience.PUBLIC), (50, 20, Audience.PUBLIC), (50, None, Audience.INTERNAL)],
    ids=["people", "threshold", "audience"],
)
def test_a_name_stands_for_one_release(size: int, least: int | None, audience: Audience) -> None:
    """Other people, another threshold or audience under the same name is refused: it is a later release."""
    ledger = Ledger().and_one(publish("March", [_number(50)]))
    with pytest.raises(BadArgument, match="name of its own"):
        publish("March", [_number(size)], ledger=ledger, least_people=least, audience=audience)


def test_with_a_key_people_stand_under_tokens() -> None:
    """The same ones in every release, and in none of them a name or the order of the table."""
    ledger = Ledger().keyed(KEY)
    first = publish("March", [_number(50)], ledger=ledger)
    second = publish("April", [_number(50, first=1)], ledger=ledger)
    (one,), (other,) = first.numbers, second.numbers
    assert "龘" not in str([*one.units])
    assert len(one.units.keys() & other.units.keys()) == 49
    assert [*one.units] == sorted(one.units)


def test_tokens_compare_as_names_do() -> None:
    """After 50 in March, 53 in April would tell of 3, whichever way the ledger names them."""
    for ledger in (Ledger(), Ledger().keyed(KEY)):
        march = publish("March", [_number(50)], ledger=ledger)
        kept = ledger.and_one(march)
        assert publish("April", [_number(53)], ledger=kept).hidden == {"all"}
        assert publish("April", [_number(50)], ledger=kept).hidden == frozenset()


def test_a_ledger_is_given_a_key_afterwards() -> None:
    """What it holds gets tokens; a second key is refused."""
    bare = Ledger().and_one(publish("March", [_number(50)]))
    kept = bare.keyed(KEY)
    assert kept.has_tokens
    assert not bare.has_tokens
    assert publish("March", [_number(50)], ledger=kept) is kept.releases[0]
    with pytest.raises(BadArgument, match="without a key"):
        kept.keyed(KEY)


def test_a_ledger_with_a_key_takes_no_names() -> None:
    """A release that was made without it is refused, and so are tokens for something else."""
    with pytest.raises(BadArgument, match="bears its tokens"):
        Ledger().keyed(KEY).and_one(publish("March", [_number(50)]))
    with pytest.raises(BadArgument, match="pseudonymiser"):
        Ledger(pseudonymiser=Pseudonymiser(KEY, "x"))


def test_a_ledger_shows_neither_people_nor_its_key() -> None:
    """Not even as tokens."""
    ledger = Ledger().keyed(KEY)
    ledger = ledger.and_one(publish("March", [_number(50)], ledger=ledger))
    (token, _), *_ = ledger.releases[0].numbers[0].units
    assert token not in repr(ledger)
    assert KEY.hex() not in repr(ledger)


def test_a_token_tells_neither_whom_nor_what() -> None:
    """A service of somebody has a token of its own, other than that of a person of the same number."""
    ledger = Ledger().keyed(KEY)
    units: dict[Unit, int] = {("V1", "V1"): 1, ("V2", ""): 1}
    (number,) = ledger.own([Number(key="all", measure="services", units=units)])
    token = Pseudonymiser(KEY, PURPOSE).token
    assert number.units == {
        (token("who", "V1"), token("what", "V1")): 1,
        (token("who", "V2"), ""): 1,
    }
