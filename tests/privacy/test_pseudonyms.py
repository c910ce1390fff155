from __future__ import annotations

import copy
import logging
import pickle
import random
import traceback

import pytest

from guangongwei.errors import BadArgument
from guangongwei.privacy import Pseudonymiser
from guangongwei.privacy.pseudonyms import comparison_form

KEY = random.Random(7).randbytes(32)
OTHER = random.Random(8).randbytes(32)


def test_the_same_value_has_the_same_token() -> None:
    """In two objects too: nothing but key, purpose, release, kind and value decides."""
    one, two = (Pseudonymiser(KEY, "统计", release="2024") for _ in range(2))
    assert one.token("volunteer", "V001") == two.token("volunteer", "V001")


def test_a_token_stays_what_it_is() -> None:
    """Releases that are told apart by years have to agree, whatever version of the library made them."""
    assert (
        Pseudonymiser(KEY, "统计").token("volunteer", "V001") == "8ce5fda9-cprwdh4ntxe3unrikzcfnu3e"
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ((KEY, "统计", "", "volunteer", "V1"), (OTHER, "统计", "", "volunteer", "V1")),
        ((KEY, "统计", "", "volunteer", "V1"), (KEY, "研究", "", "volunteer", "V1")),
        ((KEY, "统计", "2023", "volunteer", "V1"), (KEY, "统计", "2024", "volunteer", "V1")),
        ((KEY, "统计", "", "volunteer", "V1"), (KEY, "统计", "", "child", "V1")),
        ((KEY, "统计", "", "volunteer", "V1"), (KEY, "统计", "", "volunteer", "V2")),
        ((KEY, "统计", "", "ab", "c"), (KEY, "统计", "", "a", "bc")),
        ((KEY, "ab", "c", "child", "1"), (KEY, "a", "bc", "child", "1")),
    ],
    ids=["key", "purpose", "release", "kind", "value", "cut", "cut of the purpose"],
)
def test_whatever_differs_makes_another_token(
    one: tuple[bytes, str, str, str, str], two: tuple[bytes, str, str, str, str]
) -> None:
    """And nothing of one token is found in the other, beside the name of the key."""
    made = [
        Pseudonymiser(key, purpose, release=release).token(kind, value)
        for key, purpose, release, kind, value in (one, two)
    ]
    first, second = (each.partition("-")[2] for each in made)
    assert first != second
    assert len(first) == len(second) == 24


def test_a_token_names_its_key() -> None:
    """Whoever has several keys sees which one made it."""
    mine = Pseudonymiser(KEY, "统计")
    token = mine.token("child", "C1")
    assert token.startswith(f"{mine.key_id}-")
    assert mine.made(token)
    assert not Pseudonymiser(OTHER, "统计").made(token)
    assert Pseudonymiser(KEY, "研究").key_id == mine.key_id


BAD: dict[str, object] = {
    "none": None,
    "empty": b"",
    "text": "k" * 40,
    "short": KEY[:31],
    "zeros": bytes(32),
    "one byte again and again": b"\xa7" * 64,
    "two bytes by turns": b"\x01\xfe" * 32,
    "a word again and again": b"correct horse battery! " * 3,
    "half and half": KEY[:16] * 2,
    "a third again and again": KEY[:20] * 3,
    "counted up": bytes(range(32)),
    "counted down": bytes(range(90, 26, -2)),
    "counted up over the end": bytes((200 + 9 * each) % 256 for each in range(32)),
    "counted down over the end": bytes((40 - 7 * each) % 256 for each in range(32)),
    "a password": b"guangongwei2024guangongwei2025guan",
}


@pytest.mark.parametrize("key", BAD.values(), ids=BAD)
def test_a_key_that_is_none_is_refused(key: object) -> None:
    """Without a key, with a short one, or with one that could be guessed nothing is made."""
    with pytest.raises(BadArgument) as caught:
        Pseudonymiser(key, "统计")  # type: ignore[arg-type]  # the mistake that is tried
    assert caught.value.name == "key"
    assert "None" not in str(caught.value)


def test_random_keys_are_taken() -> None:
    """A thousand of them: what is refused is no accident."""
    dice = random.Random(1)
    for length in range(32, 1032):
        Pseudonymiser(dice.randbytes(length), "统计")


def test_a_key_may_be_written_in_hexadecimal_digits() -> None:
    """Sixteen different bytes are enough, where each of the digits occurs."""
    key = b"6d0f1a93b7c24e58" + KEY.hex().encode()
    assert len(set(key)) == 16
    assert Pseudonymiser(key, "统计").key_id


def test_tokens_without_a_purpose_are_refused() -> None:
    """What nobody needs is not made."""
    with pytest.raises(BadArgument) as caught:
        Pseudonymiser(KEY, "")
    assert caught.value.name == "purpose"
    assert "None" not in str(caught.value)


def _shown(each: object) -> str:
    slots = [getattr(each, name) for name in getattr(type(each), "__slots__", ())]
    return " ".join(
        map(repr, (each, str(each), slots, [getattr(slot, "__dict__", "") for slot in slots]))
    )


def test_nothing_shows_the_key(caplog: pytest.LogCaptureFixture) -> None:
    """No repr, no log, no attribute, no dump of variables, and no pickle is made of it."""
    made = Pseudonymiser(KEY, "统计")
    caplog.set_level(0)
    logging.getLogger("x").debug("%s %r", made, made)
    shown = _shown(made) + caplog.text
    for secret in (repr(KEY), repr(KEY)[2:-1], KEY.hex(), str(list(KEY))):
        assert secret not in shown
    assert not hasattr(made, "__dict__")
    for way in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(BadArgument) as caught:
            way(made)
        assert caught.value.name == "pseudonymiser"
        assert "None" not in str(caught.value)


@pytest.mark.parametrize("arguments", [(KEY[:31], "统计"), (KEY, "")])
def test_no_traceback_shows_the_key(arguments: tuple[bytes, str]) -> None:
    """Not even one that tells what the library's own variables hold."""
    try:
        Pseudonymiser(*arguments)
    except BadArgument as error:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        frames = [each for each in told.stack if each.filename.endswith("pseudonyms.py")]
        assert frames
        shown = "".join(f"{each.locals}" for each in frames) + f"{error!r} {error}"
        assert repr(arguments[0])[2:12] not in shown
    else:
        pytest.fail("it was taken")


@pytest.mark.parametrize(
    ("written", "form"),
    [("张 三", "张三"), ("张·三", "张三"), ("Ａnna", "Anna"), ("张三", "张三"), ("(张三)", "张三")],
)
def test_names_are_compared_without_blanks_and_signs(written: str, form: str) -> None:
    """However a cell writes them."""
    assert comparison_form(written) == form


def test_a_purpose_is_told() -> None:
    """And a text with half a character in it has a token like any other."""
    hand = Pseudonymiser(KEY, "统计")
    assert hand.purpose == "统计"
    assert repr(hand) == f"Pseudonymiser(key {hand.key_id}, purpose='统计')"
    assert hand.token("name", "\ud800") != hand.token("name", "\ud801")
