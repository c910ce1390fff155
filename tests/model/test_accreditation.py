from __future__ import annotations

from datetime import date

import pytest

from guangongwei.model.accreditation import (
    QUALITY,
    Accreditation,
    AccreditationId,
    Outcome,
    accredited,
    decision_on,
    decisions,
    standard_programme,
)
from guangongwei.model.organisation import OrganisationId

SCHOOL = OrganisationId("S1")


def decided(id_: str, on: str, outcome: str, programme: str = QUALITY) -> Accreditation:
    """A decision about the school."""
    return Accreditation(
        id=AccreditationId(id_),
        organisation=SCHOOL,
        on=date.fromisoformat(on),
        outcome=Outcome(outcome),
        programme=programme,
    )


MADE = (
    decided("R3", "2024-06-20", "通过"),
    decided("R1", "2022-11-01", "未通过"),
    decided("R2", "2023-05-01", "通过", "五有五好"),
    decided("R4", "2024-06-20", "摘牌"),
)


def test_every_outcome_has_its_word_in_both_languages() -> None:
    """结果 is 通过, 未通过 or 摘牌."""
    assert [(each.value, each.label) for each in Outcome] == [
        ("通过", "passed"),
        ("未通过", "not passed"),
        ("摘牌", "revoked"),
    ]


def test_the_decisions_of_a_school_are_told_in_the_order_in_which_they_hold() -> None:
    """By day, and on one day by id."""
    assert [each.id for each in decisions(MADE, SCHOOL)] == ["R1", "R3", "R4"]


@pytest.mark.parametrize(
    ("day", "programme", "held"),
    [
        ("2022-10-31", "优质化建设", None),
        ("2022-11-01", "优质化建设", "R1"),
        ("2024-06-19", "优质化建设", "R1"),
        ("2024-06-20", "优质化建设", "R4"),
        ("2024-06-20", "关工委优质化建设均衡发展", "R4"),
        ("2024-06-20", "五有五好", "R2"),
        ("2024-06-20", "常态化建设", None),
    ],
)
def test_the_latest_decision_of_the_programme_holds(
    day: str, programme: str, held: str | None
) -> None:
    """五有五好 says nothing of 优质化建设, and the other way round."""
    found = decision_on(MADE, SCHOOL, date.fromisoformat(day), programme=programme)
    assert (found.id if found else None) == held


def test_a_school_of_the_neighbouring_programme_is_not_accredited() -> None:
    """A plate of 五有五好 is never counted in the share of 优质化建设."""
    day = date(2023, 12, 31)
    assert accredited(MADE, day) == frozenset()
    assert accredited(MADE, day, programme="五有五好") == {SCHOOL}


def test_a_plate_that_was_taken_away_is_not_counted() -> None:
    """The last decision decides."""
    assert accredited(MADE, date(2024, 12, 31)) == frozenset()


def test_a_programme_nobody_knows_keeps_its_name() -> None:
    """Local names stand for a programme only where the table says so."""
    assert standard_programme("优质化") == "优质化建设"
    assert standard_programme("六有一特") == "六有一特"


def test_a_decision_tells_its_programme_by_the_standard_name() -> None:
    """So that a figure about 优质化建设 counts 优质化, and never 五有五好."""
    told = [
        decided("R1", "2024-06-20", "通过", programme).standard_programme
        for programme in ("优质化", "五有五好")
    ]
    assert told == ["优质化建设", "五有五好"]
