from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs
import pytest
from tests.indicators.datasets import decision, oid, school, volunteer

from guangongwei.errors import BadArgument
from guangongwei.indicators.lives import in_force, own_day
from guangongwei.model import Committee, CommitteeId, Organisation, Service, Volunteer
from guangongwei.model.care import CareCase, Child, Consent, Grant, Pairing
from guangongwei.model.dataset import TABLES
from guangongwei.model.post import Post

if TYPE_CHECKING:
    from guangongwei.model import Record

DAY = date(2024, 6, 30)


def committee(founded: date | None) -> Committee:
    """The committee of a school."""
    return Committee(id=CommitteeId("C1"), organisation=oid("S1"), founded=founded)


@pytest.mark.parametrize(
    ("noun", "day"),
    [
        (Organisation, "founded"),
        (Committee, "founded"),
        (Post, "since"),
        (Volunteer, "joined"),
        (Service, "on"),
        (Pairing, "started"),
        (CareCase, "started"),
        (Consent, "given"),
        (Grant, "on"),
    ],
)
def test_a_noun_has_a_day_of_its_own(noun: type[Record], day: str) -> None:
    """What lasts has its first day, what happens the day it happened."""
    assert own_day(noun) == day


def test_every_noun_but_a_child_has_a_day() -> None:
    """A child is listed without one."""
    without = {noun for noun in TABLES if own_day(noun) not in attrs.fields_dict(noun)}
    assert without == {Child}


@pytest.mark.parametrize(
    ("record", "force"),
    [
        (school("S1", closed=date(2024, 7, 1)), True),
        (school("S1", closed=DAY), False),
        (volunteer("V1", left=date(2024, 7, 1)), True),
        (volunteer("V1", left=DAY), False),
        (committee(DAY), True),
        (committee(None), True),
        (committee(date(2024, 7, 1)), False),
    ],
)
def test_what_lasts_is_in_force_on_a_day(
    record: Record,
    force: bool,  # noqa: FBT001
) -> None:
    """Organisations, volunteers and committees last."""
    assert in_force(record, DAY) is force


def test_what_only_happens_is_never_in_force() -> None:
    """A decision is made on a day and does not last as a record."""
    with pytest.raises(BadArgument) as caught:
        in_force(decision("1"), DAY)
    assert caught.value.name == "timing"
