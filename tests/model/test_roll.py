from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.numbers import Absence, Ratio
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Year
from guangongwei.model.roll import count_kinds, roll
from guangongwei.model.volunteer import Service, ServiceId, Volunteer, VolunteerId

SCHOOL = OrganisationId("S1")
YEAR = Year(2024)
DAYS = st.none() | st.dates(date(2023, 12, 28), date(2025, 1, 4)) | st.just(date(2024, 1, 1))


def volunteer(
    number: int,
    joined: date | None,
    left: date | None = None,
    *,
    backbone: bool | Absence = Absence.UNKNOWN,
    kinds: tuple[str, ...] = (),
) -> Volunteer:
    """A volunteer with what the roll reads."""
    return Volunteer(
        id=VolunteerId(f"V{number}"),
        name="张三",
        organisation=SCHOOL,
        joined=joined,
        left=left,
        backbone=backbone,
        kinds=kinds,
    )


def service(number: int, by: int, on: date) -> Service:
    """A service of one volunteer."""
    return Service(
        id=ServiceId(f"F{number}"), volunteer=VolunteerId(f"V{by}"), organisation=SCHOOL, on=on
    )


@pytest.mark.parametrize(
    ("joined", "left", "places"),
    [
        (date(2020, 1, 1), None, "年初在册 年末在册"),
        (date(2024, 1, 1), None, "新吸纳 年末在册"),
        (date(2024, 12, 31), None, "新吸纳 年末在册"),
        (date(2025, 1, 1), None, ""),
        (date(2020, 1, 1), date(2024, 1, 1), "年初在册 退出"),
        (date(2020, 1, 1), date(2024, 12, 31), "年初在册 退出"),
        (date(2020, 1, 1), date(2025, 1, 1), "年初在册 年末在册"),
        (date(2020, 1, 1), date(2023, 12, 31), ""),
        (date(2024, 3, 1), date(2024, 9, 1), "新吸纳 退出"),
        (date(2024, 3, 1), date(2024, 3, 1), ""),
        (None, None, ""),
        (None, date(2024, 3, 1), ""),
    ],
)
def test_a_volunteer_stands_where_the_days_say(
    joined: date | None, left: date | None, places: str
) -> None:
    """Joining and leaving days decide; without a joining day nobody was ever registered."""
    found = roll([volunteer(1, joined, left)], [], period=YEAR)
    named = {
        "年初在册": found.opening,
        "新吸纳": found.new,
        "退出": found.left,
        "年末在册": found.closing,
    }
    assert " ".join(name for name, ids in named.items() if ids) == places


def test_who_serves_in_the_period_is_active() -> None:
    """Once, however often; a service of the year before or of nobody on the roll counts for none."""
    services = [
        service(1, 1, date(2024, 3, 1)),
        service(2, 1, date(2024, 3, 2)),
        service(3, 2, date(2023, 12, 31)),
        service(4, 9, date(2024, 3, 1)),
    ]
    people = [volunteer(1, date(2020, 1, 1)), volunteer(2, date(2020, 1, 1))]
    assert roll(people, services, period=YEAR).active == (VolunteerId("V1"),)


def test_backbone_is_told_apart_from_not_said() -> None:
    """Only who is on the roll at the end and noted as 骨干 is one; a blank is a third thing."""
    people = [
        volunteer(1, date(2020, 1, 1), backbone=True),
        volunteer(2, date(2020, 1, 1), backbone=False),
        volunteer(3, date(2020, 1, 1)),
        volunteer(4, date(2020, 1, 1), date(2024, 2, 1), backbone=True),
    ]
    found = roll(people, [], period=YEAR)
    assert (found.backbone, found.backbone_unknown) == ((VolunteerId("V1"),), (VolunteerId("V3"),))


def test_of_two_volunteers_with_one_id_the_first_counts() -> None:
    """The other is a finding of `Dataset.check`."""
    people = [volunteer(1, date(2020, 1, 1)), volunteer(1, date(2024, 1, 1))]
    assert roll(people, [], period=YEAR).new == ()


@given(st.lists(st.tuples(DAYS, DAYS), max_size=8))
def test_the_year_opens_takes_in_loses_and_closes(
    spans: list[tuple[date | None, date | None]],
) -> None:
    """Opening and new without those who left are the closing roll, whatever the days say."""
    people = [volunteer(number, *span) for number, span in enumerate(spans)]
    found = roll(people, [], period=YEAR)
    assert len(found.opening) + len(found.new) - len(found.left) == len(found.closing)
    assert {*found.opening, *found.new} - set(found.left) == set(found.closing)
    before = YEAR.start - timedelta(days=1)
    assert found.opening == tuple(each.id for each in people if each.registered(before))


def test_one_of_several_kinds_counts_under_each_and_once_in_all() -> None:
    """As the city of 高密 counts its kinds, and with the share of words that are none of the five."""
    people = [
        volunteer(1, None, kinds=("老干部", "退休教师")),
        volunteer(2, None, kinds=("老教师",)),
        volunteer(3, None, kinds=("老党员",)),
        volunteer(4, None),
    ]
    counted = count_kinds(people)
    assert counted.by_kind == (
        ("老干部", 1),
        ("老战士", 0),
        ("老专家", 0),
        ("老教师", 2),
        ("老模范", 0),
        ("老党员", 1),
    )
    assert (counted.people, counted.blank, counted.unmapped) == (4, 1, Ratio(1, 4))
