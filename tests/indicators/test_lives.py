from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.indicators.datasets import decision, oid, school, sent, service, volunteer

from guangongwei.errors import BadArgument
from guangongwei.indicators.lives import day_of, in_force
from guangongwei.model import Committee, CommitteeId

if TYPE_CHECKING:
    from guangongwei.model import Record

DAY = date(2024, 6, 30)


def committee(founded: date | None) -> Committee:
    """The committee of a school."""
    return Committee(id=CommitteeId("C1"), organisation=oid("S1"), founded=founded)


@pytest.mark.parametrize(
    ("record", "field", "day"),
    [
        (service("F1", on=DAY), None, DAY),
        (school("S1", founded=DAY), None, DAY),
        (school("S1", closed=DAY), None, None),
        (school("S1", closed=DAY), "closed", DAY),
        (volunteer("V1", joined=DAY), None, DAY),
        (volunteer("V1", left=DAY), "left", DAY),
        (committee(DAY), None, DAY),
        (sent("S1", "活动")[0], None, None),
    ],
)
def test_a_record_has_a_day(record: Record, field: str | None, day: date | None) -> None:
    """Its noun's own, such as the founding or the joining day, or one that is named."""
    assert day_of(record, field) == day


def test_a_day_that_a_noun_does_not_have_is_refused() -> None:
    """A service is not founded."""
    with pytest.raises(BadArgument) as caught:
        day_of(service("F1"), "founded")
    assert caught.value.name == "day 'founded'"


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
