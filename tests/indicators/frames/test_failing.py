"""Whose mistake an error is: one of the tables, or one of this library."""

from __future__ import annotations

import json

import pytest

from guangongwei.errors import BadArgument, printable
from guangongwei.indicators.frames.failing import told_plainly


def test_what_an_engine_says_is_told_by_its_kind_alone() -> None:
    """The words of its error quote the cell; nothing of them is heard, nor in what came before."""
    with pytest.raises(BadArgument) as caught:
        told_plainly(json.loads)("龘")
    assert str(caught.value) == (
        "tables must be such that their engine can read them; it says JSONDecodeError."
    )
    assert (caught.value.__context__, caught.value.__cause__) == (None, None)


def test_what_fails_in_our_own_lines_is_let_through() -> None:
    """A mistake of this library is not called one of the caller's table."""
    with pytest.raises(TypeError):
        told_plainly(printable)(3)  # type: ignore[arg-type]  # that is the mistake


def test_a_refusal_is_let_through() -> None:
    """What is refused by name already is refused by that name."""

    def refuse() -> None:
        raise BadArgument("by", "a dimension")

    with pytest.raises(BadArgument, match="by must be a dimension"):
        told_plainly(refuse)()
