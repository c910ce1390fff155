"""What is refused is told by the name of the argument, and by what it has to be."""

from __future__ import annotations

import copy
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import BadArgument
from guangongwei.model.dataset import Dataset
from guangongwei.model.volunteer import Volunteer
from guangongwei.privacy import (
    Access,
    Ledger,
    Number,
    Pseudonymiser,
    Purpose,
    Retention,
    Rounding,
    pseudonymise,
    publish,
)
from guangongwei.privacy.cells import Cell, table

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = random.Random(7).randbytes(32)
HAND = Pseudonymiser(KEY, "统计")
MANY = Number(key="all", measure="children", units={(f"C{at}", ""): 1 for at in range(20)})
MARCH = publish("三月", [MANY])
NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)

REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "nobody reads": (
        lambda: Access(who=" ", purpose=Purpose(name="关爱帮扶"), now=lambda: NOON),
        "who must be the account or office that answers for the reading.",
    ),
    "no purpose": (
        lambda: Purpose(name=""),
        "name must be a text that says what the records are read for.",
    ),
    "no key": (
        lambda: Pseudonymiser(None, "统计"),  # type: ignore[arg-type]  # the mistake
        "key must be bytes, at least 32 of them.",
    ),
    "short key": (
        lambda: Pseudonymiser(KEY[:31], "统计"),
        "key must be at least 32 bytes long; this one has 31.",
    ),
    "key that counts": (
        lambda: Pseudonymiser(bytes(range(32)), "统计"),
        "key must be random bytes, such as secrets.token_bytes(32); this one follows a pattern.",
    ),
    "tokens for nothing": (
        lambda: Pseudonymiser(KEY, ""),
        "purpose must be a text that says what the tokens are for.",
    ),
    "copied key": (
        lambda: copy.copy(HAND),
        "pseudonymiser must be made again from its key; it is not written anywhere.",
    ),
    "bands of no year": (
        lambda: pseudonymise(Dataset(), HAND, years_of_birth=0),
        "years_of_birth must be 1 or more.",
    ),
    "kept for less than no time": (
        lambda: Retention(noun=Volunteer, runs_from="left", years=-1),
        "years must be 0 or more.",
    ),
    "kept from no day": (
        lambda: Retention(noun=Volunteer, runs_from="gone", years=1),
        "runs_from must be a field of Volunteer.",
    ),
    "multiples of two": (lambda: Rounding(2), "base must be 3 or more."),
    "two people": (
        lambda: publish("四月", [MANY], least_people=2),
        "least_people must be 3 or more.",
    ),
    "one key for two numbers": (
        lambda: publish("四月", [MANY, MANY]),
        "numbers must be given with a key each of their own.",
    ),
    "number that is not there": (
        lambda: MARCH.told("few"),
        "key must be that of a number of the release.",
    ),
    "one key for two cells": (
        lambda: table([Cell(key="a"), Cell(key="a")], {}),
        "cells must be given with a key each of their own.",
    ),
    "fewer than nobody": (
        lambda: table([Cell(key="a")], {frozenset({"a"}): -1}),
        "people must be 0 or more of each kind, counted in cells that are there.",
    ),
    "tokens of something else": (
        lambda: Ledger(pseudonymiser=HAND),
        "pseudonymiser must be left out; Ledger.keyed makes it.",
    ),
    "second key": (
        lambda: Ledger().keyed(KEY).keyed(KEY),
        "ledger must be one without a key; this one has its own.",
    ),
    "names among tokens": (
        lambda: Ledger().keyed(KEY).and_one(MARCH),
        "release must be published with this ledger, so that it bears its tokens.",
    ),
    "another release of the name": (
        lambda: publish("三月", [], ledger=Ledger().and_one(MARCH)),
        "release must be given with a name of its own; another one has this name in the ledger.",
    ),
}


@pytest.mark.parametrize(("call", "words"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_says_what_is_expected(call: Callable[[], object], words: str) -> None:
    """Word for word: it is all that whoever called has to go by."""
    with pytest.raises(BadArgument) as caught:
        call()
    assert str(caught.value) == words
