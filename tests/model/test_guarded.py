"""Which records stand for people."""

from __future__ import annotations

from typing import get_args

from guangongwei.model.care import CareCase, Child, Consent, Grant, Pairing
from guangongwei.model.dataset import Record
from guangongwei.model.guarded import people_of
from guangongwei.model.volunteer import Service, Volunteer


def test_children_and_volunteers_and_what_is_noted_of_them_are_guarded() -> None:
    """Each noun with the fields that name somebody; schools, works and articles have none."""
    found = {noun: people_of(noun) for noun in get_args(Record)}
    assert {noun: fields for noun, fields in found.items() if fields} == {
        Child: ("id",),
        Volunteer: ("id",),
        Service: ("volunteer",),
        Consent: ("child",),
        Pairing: ("subject", "volunteers"),
        CareCase: ("child", "volunteers"),
        Grant: ("child",),
    }
