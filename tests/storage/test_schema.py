"""Records of earlier schemas are brought up to the current one, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei import codec
from guangongwei.errors import BadArgument, NewerSchema
from guangongwei.storage.schema import CURRENT, Schema

if TYPE_CHECKING:
    from guangongwei.storage.schema import Plain


def renamed(noun: str, plain: Plain) -> Plain:
    """From 1 to 2: a volunteer's `title` is called `name`."""
    if noun != "Volunteer":
        return plain
    return {"name" if field == "title" else field: value for field, value in plain.items()}


def signed(_: str, plain: Plain) -> Plain:
    """From 2 to 3: every name ends in a sign."""
    return {**plain, "name": f"{plain['name']}。"}


THIRD = Schema(3, (renamed, signed))


def test_the_current_schema_is_that_of_the_codec() -> None:
    """Lines of a store and JSON Lines have one shape."""
    assert CURRENT.version == codec.SCHEMA


def test_steps_are_taken_in_their_order() -> None:
    """From the version at hand to the current one, each once."""
    assert THIRD.upgraded("Volunteer", {"title": "张三"}, 1) == {"name": "张三。"}
    assert THIRD.upgraded("Volunteer", {"name": "张三"}, 2) == {"name": "张三。"}
    assert THIRD.upgraded("Volunteer", {"name": "张三"}, 3) == {"name": "张三"}


def test_a_step_knows_the_noun() -> None:
    """Others stay as they are."""
    assert THIRD.upgraded("Post", {"title": "主任", "name": ""}, 1)["title"] == "主任"


def test_the_oldest_schema_is_where_the_steps_begin() -> None:
    """One step a version."""
    assert THIRD.oldest == 1
    assert CURRENT.oldest == codec.SCHEMA - len(CURRENT.steps)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_what_can_be_read_is_admitted(version: int) -> None:
    """From the oldest to the current one."""
    THIRD.admit(version, "store")


def test_a_newer_schema_is_refused() -> None:
    """With both versions, and where it was."""
    with pytest.raises(NewerSchema) as caught:
        THIRD.admit(4, "Volunteer 'V1'")
    found = caught.value
    assert (found.place, found.found, found.known) == ("Volunteer 'V1'", 4, 3)


def test_a_schema_before_the_oldest_is_refused() -> None:
    """Nothing leads from it to the current one."""
    with pytest.raises(BadArgument):
        THIRD.admit(0, "store")
