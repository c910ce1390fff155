from __future__ import annotations

from datetime import date

import pytest

from guangongwei.errors import Cell, Path
from guangongwei.model.care import (
    Pairing,
    PairingId,
    Programme,
    ProgrammeId,
    SubjectKind,
)
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.pairing_rules import PAIRING_RULES, PairingTables, pairing_problems
from guangongwei.model.volunteer import Volunteer, VolunteerId

DAY, LATER, LAST = date(2024, 3, 1), date(2024, 6, 1), date(2024, 9, 1)
SCHOOL = OrganisationId("一小")
TABLES = PairingTables(
    programmes={
        ProgrammeId("帮"): Programme(
            id=ProgrammeId("帮"), name="夕阳牵手", kind="结对帮扶", organisation=SCHOOL
        ),
        ProgrammeId("青"): Programme(id=ProgrammeId("青"), name="青蓝工程", organisation=SCHOOL),
    },
    volunteers={
        VolunteerId(id_): Volunteer(
            id=VolunteerId(id_), name="张三", kinds=kinds, organisation=SCHOOL
        )
        for id_, kinds in (("师", ("退休教师", "老模范")), ("兵", ("老战士",)))
    },
)
YOUNG = SubjectKind.YOUNG_TEACHER


def pairing(
    people: str = "兵",
    programme: str = "帮",
    *,
    kind: SubjectKind = SubjectKind.CHILD,
    ended: date | None = None,
    last: date | None = None,
    source: Cell | None = None,
) -> Pairing:
    """A pair that began on the first of March."""
    return Pairing(
        id=PairingId("J1"),
        programme=ProgrammeId(programme),
        volunteers=tuple(map(VolunteerId, people)),
        subject="K1",
        subject_kind=kind,
        started=DAY,
        ended=ended,
        last_contact=last,
        source=source,
    )


@pytest.mark.parametrize(
    ("pair", "codes"),
    [
        (pairing(), []),
        (pairing(""), ["J101"]),
        (pairing("师兵"), []),
        (pairing("兵兵"), ["J102"]),
        (pairing(ended=DAY), []),
        (pairing(ended=date(2024, 2, 29)), ["J103"]),
        (pairing(last=DAY), []),
        (pairing(last=LAST), []),
        (pairing(last=date(2024, 2, 29)), ["J104"]),
        (pairing(ended=LATER, last=LATER), []),
        (pairing(ended=LATER, last=LAST), ["J104"]),
        (pairing("师", "青", kind=YOUNG), []),
        (pairing("师", "青"), ["J105"]),
        (pairing("师", "帮", kind=YOUNG), ["J105"]),
        (pairing("师", "无", kind=YOUNG), []),
        (pairing("师兵", "青", kind=YOUNG), ["J106"]),
        (pairing("丙", "青", kind=YOUNG), []),
    ],
)
def test_each_rule_finds_what_breaks_it_and_nothing_else(pair: Pairing, codes: list[str]) -> None:
    """One pair that breaks it and one that just does not."""
    assert [each.code for each in pairing_problems([pair], TABLES)] == codes


def test_a_finding_has_its_place() -> None:
    """The row it was read from, or its place among the records."""
    pairs = [pairing(), pairing(""), pairing("", source=Cell("结对.csv", 7))]
    places = [each.place for each in pairing_problems(pairs, TABLES)]
    assert places == [Path("$.pairings[1]"), Cell("结对.csv", 7)]


def test_every_rule_has_its_own_code() -> None:
    """A code never stands for two things."""
    codes = [each.code for each in PAIRING_RULES]
    assert len(codes) == len(set(codes))
