from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs
import pytest

from guangongwei.model.care import (
    CareCase,
    CaseId,
    CaseLevel,
    ChildId,
    Pairing,
    PairingId,
    ProgrammeId,
    SubjectKind,
)
from guangongwei.model.dataset import TABLES
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.model.volunteer import VolunteerId
from guangongwei.privacy.links import LINKS, child_of, keys_in, renamed

if TYPE_CHECKING:
    from guangongwei.privacy import PersonKind

DAY = date(2024, 1, 1)
PAIR = Pairing(
    id=PairingId("P1"),
    programme=ProgrammeId("B1"),
    volunteers=(VolunteerId("V1"), VolunteerId("V2")),
    subject="X1",
    started=DAY,
)
TEACHER = attrs.evolve(PAIR, subject_kind=SubjectKind.YOUNG_TEACHER)
CASE = CareCase(
    id=CaseId("G1"),
    child=ChildId("C1"),
    level=CaseLevel.GENERAL,
    volunteers=(VolunteerId("V1"),),
    started=DAY,
)
UNIT = Organisation(id=OrganisationId("S1"), name="一小", category=Category.PRIMARY)


def test_every_field_that_points_at_a_person_is_known() -> None:
    """Each field that is tagged as a pseudonym, and the number of a volunteer."""
    tagged = {
        (noun, field.name)
        for noun in TABLES
        for field in attrs.fields(noun)
        if sensitivity(field) is Sensitivity.PSEUDONYM
    }
    known = {(noun, name) for noun, fields in LINKS.items() for name, _ in fields}
    assert {(noun.__name__, name) for noun, name in known - tagged} == {("Volunteer", "id")}
    assert tagged <= known


@pytest.mark.parametrize(
    ("record", "keys", "child"),
    [
        (PAIR, [("VOLUNTEER", "V1"), ("VOLUNTEER", "V2"), ("CHILD", "X1")], "X1"),
        (TEACHER, [("VOLUNTEER", "V1"), ("VOLUNTEER", "V2"), ("YOUNG_TEACHER", "X1")], None),
        (CASE, [("CHILD", "C1"), ("VOLUNTEER", "V1")], "C1"),
        (UNIT, [], None),
    ],
    ids=["a pair", "a pair with a teacher", "a case", "a school"],
)
def test_the_people_in_a_record_are_told(
    record: object, keys: list[tuple[str, str]], child: str | None
) -> None:
    """Each by its kind and key, in the order of the fields."""
    assert [(kind.name, key) for kind, key in keys_in(record)] == keys
    assert child_of(record) == child


def test_people_are_renamed_by_their_kind() -> None:
    """And whoever is not meant keeps the key; a record without people stays itself."""

    def rename(kind: PersonKind, key: str) -> str:
        return f"{kind.name}-{key}" if key != "V2" else key

    made = renamed(PAIR, rename)
    assert (made.volunteers, made.subject) == (("VOLUNTEER-V1", "V2"), "CHILD-X1")
    assert renamed(TEACHER, rename).subject == "YOUNG_TEACHER-X1"
    assert renamed(UNIT, rename) is UNIT
