from __future__ import annotations

import attrs
import pytest

from guangongwei.model.activity import Activity
from guangongwei.model.dataset import TABLES
from guangongwei.model.sensitivity import Sensitivity, hidden, sensitivity
from guangongwei.model.volunteer import Service, Volunteer


def test_fields_carry_their_tag() -> None:
    """A name is personal, a key is a pseudonym, a kind says nothing about a person."""
    tags = {each.name: sensitivity(each) for each in attrs.fields(Volunteer)}
    assert tags["name"] is Sensitivity.PERSONAL
    assert tags["kinds"] is Sensitivity.NONE
    assert sensitivity(attrs.fields(Service).volunteer) is Sensitivity.PSEUDONYM
    assert sensitivity(attrs.fields(Activity).name) is Sensitivity.FREE


@pytest.mark.parametrize(
    ("value", "shown"),
    [("张三", "<hidden>"), ("", "<empty>"), (None, "<empty>"), (0, "<hidden>")],
)
def test_a_hidden_field_says_whether_it_is_filled(value: object, shown: str) -> None:
    """And nothing else."""
    assert hidden(value) == shown


def test_every_field_that_may_tell_of_a_person_is_hidden() -> None:
    """No field of any table shows itself in a repr, unless its tag says that it is harmless."""
    harmless = (Sensitivity.NONE, Sensitivity.PSEUDONYM)
    for noun in TABLES:
        for each in attrs.fields(noun):
            if sensitivity(each) not in harmless:
                assert each.repr is hidden, f"{noun.__name__}.{each.name}"
