"""Records that are made together are those that a constructor makes."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import Cell
from guangongwei.model.dataset import TABLES
from guangongwei.tabular.making import made
from guangongwei.testing import strategies


@attrs.frozen(kw_only=True)
class _Checked:
    """A record whose constructor looks at what it is given."""

    people: int = attrs.field(validator=attrs.validators.ge(0))
    words: list[str] = attrs.field(factory=list[str])


@given(st.data())
@pytest.mark.parametrize("noun", TABLES, ids=lambda noun: noun.__name__)
def test_they_are_equal_to_those_made_one_by_one(noun: type[Any], data: st.DataObject) -> None:
    """Whatever the noun is, and whichever of its fields are told."""
    records = data.draw(st.lists(strategies.records(noun), min_size=1, max_size=3))
    fields = [each.name for each in attrs.fields(noun)]
    filled = {name: [getattr(each, name) for each in records] for name in fields}
    found = made(noun, filled, len(records))
    assert found == records
    assert list(map(hash, found)) == list(map(hash, records))
    assert [attrs.asdict(each) for each in found] == [attrs.asdict(each) for each in records]


def test_fields_that_are_left_out_are_as_they_are_by_default() -> None:
    """As the constructor leaves them."""
    assert made(Cell, {"file": ["a", "b"]}, 2) == [Cell("a"), Cell("b")]


def test_what_a_constructor_refuses_is_refused() -> None:
    """A class that checks its fields, or makes them anew for each record, goes its own way."""
    first, second = made(_Checked, {"people": [1, 2]}, 2)
    assert (first, second) == (_Checked(people=1), _Checked(people=2))
    assert first.words is not second.words
    with pytest.raises(ValueError, match="people"):
        made(_Checked, {"people": [1, -1]}, 2)


def test_a_field_that_has_to_be_told_is_asked_for() -> None:
    """A record without it is never made."""
    with pytest.raises(TypeError, match="file"):
        made(Cell, {"row": [1]}, 1)
