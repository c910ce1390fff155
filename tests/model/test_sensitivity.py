from __future__ import annotations

import attrs
import pytest

from guangongwei.model.activity import Activity
from guangongwei.model.dataset import TABLES
from guangongwei.model.sensitivity import Sensitivity, hidden, sensitivity
from guangongwei.model.standard import Standard
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


#: Fields that say nothing about a person by themselves. A new field is tagged, or somebody has
#: looked at it and writes it down here.
HARMLESS = {
    "Organisation": "id name category parent town setting ownership pupils founded closed merged_into aliases",
    "Committee": "id organisation founded in_party_plan written_into budget office online",
    "Post": "id organisation title since until retired",
    "Volunteer": "id kinds organisation joined left backbone roles",
    "Service": "id organisation on programme hours beneficiaries",
    "Activity": "id organisation on kind theme level sessions visits volunteers items",
    "Entry": "id organisation contest kind level on award work",
    "Programme": "id name kind organisation started ended",
    "Child": "organisation consent left",
    "Consent": "id purpose scope given expires withdrawn",
    "Pairing": "id programme subject_kind started ended last_contact",
    "CareCase": "id started",
    "Grant": "id programme on origin",
    "Assessment": "id organisation standard on method scores",
    "Accreditation": "id organisation batch on outcome programme",
    "Article": "id organisation outlet level on story",
    "Return": "organisation table period on",
    "Standard": "id programme edition clauses bands since profile_of",
}


@pytest.mark.parametrize("noun", [*TABLES, Standard], ids=lambda noun: noun.__name__)
def test_each_field_is_tagged_or_was_looked_at(noun: type[attrs.AttrsInstance]) -> None:
    """Nothing is harmless because nobody thought of it."""
    untagged = {
        each.name
        for each in attrs.fields(noun)
        if sensitivity(each) is Sensitivity.NONE and each.name != "source"
    }
    assert untagged == set(HARMLESS[noun.__name__].split())
