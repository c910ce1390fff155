from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument
from guangongwei.model.dated import LOCAL
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.stars import (
    COMMUNITY_STARS,
    NATIONAL_STARS,
    HoursTotal,
    StarTable,
    star_grade,
)
from guangongwei.model.volunteer import Service, ServiceId, VolunteerId

DAY = date(2024, 12, 31)
HOURS = st.lists(st.integers(0, 8000).map(lambda quarters: Decimal(quarters) / 4), max_size=6)


def served(*hours: Decimal | Absence, on: date = DAY) -> list[Service]:
    """Services of these hours."""
    return [
        Service(
            id=ServiceId(f"F{number}"),
            volunteer=VolunteerId("V1"),
            organisation=OrganisationId("S1"),
            on=on,
            hours=each,
        )
        for number, each in enumerate(hours)
    ]


@pytest.mark.parametrize(
    ("table", "hours", "stars", "to_next"),
    [
        (NATIONAL_STARS, "0", 0, "100"),
        (NATIONAL_STARS, "99.5", 0, "0.5"),
        (NATIONAL_STARS, "100", 1, "200"),
        (NATIONAL_STARS, "299.75", 1, "0.25"),
        (NATIONAL_STARS, "300", 2, "300"),
        (NATIONAL_STARS, "600", 3, "400"),
        (NATIONAL_STARS, "1000", 4, "500"),
        (NATIONAL_STARS, "1499.99", 4, "0.01"),
        (NATIONAL_STARS, "1500", 5, None),
        (NATIONAL_STARS, "9000", 5, None),
        (COMMUNITY_STARS, "9", 0, "1"),
        (COMMUNITY_STARS, "10", 1, "10"),
        (COMMUNITY_STARS, "50", 5, None),
    ],
)
def test_reaching_a_threshold_gives_its_star(
    table: StarTable, hours: str, stars: int, to_next: str | None
) -> None:
    """达到 is meant: the threshold itself is enough, a quarter of an hour less is not."""
    grade = star_grade(served(Decimal(hours)), as_of=DAY, table=table)
    assert (grade.stars, grade.hours_to_next) == (
        stars,
        None if to_next is None else Decimal(to_next),
    )


def test_unknown_hours_make_the_grade_the_least_there_is() -> None:
    """They add nothing, are counted, and leave the grade open unless it is the highest."""
    grade = star_grade(served(Decimal(120), Absence.UNKNOWN), as_of=DAY)
    assert grade.total == HoursTotal(hours=Decimal(120), services=2, unknown=1)
    assert not grade.is_exact
    assert star_grade(served(Decimal(1500), Absence.UNKNOWN), as_of=DAY).is_exact
    assert star_grade(served(Decimal(120)), as_of=DAY).is_exact


def test_only_what_was_done_by_the_day_counts() -> None:
    """A service of the day counts, one of the day after does not."""
    assert star_grade(served(Decimal(100)), as_of=DAY).stars == 1
    assert star_grade(served(Decimal(100), on=date(2025, 1, 1)), as_of=DAY).stars == 0


def test_hours_of_several_volunteers_are_not_added() -> None:
    """They would give stars to nobody."""
    first, *others = served(Decimal(60), Decimal(60))
    with pytest.raises(BadArgument) as caught:
        star_grade(
            (first, *(evolve(each, volunteer=VolunteerId("V2")) for each in others)), as_of=DAY
        )
    assert caught.value.name == "services"


@pytest.mark.parametrize("hours", [(), ("0", "10"), ("10", "10"), ("20", "10")])
def test_thresholds_rise_from_above_zero(hours: tuple[str, ...]) -> None:
    """A table that would give two stars at once is refused."""
    with pytest.raises(BadArgument) as caught:
        StarTable(since=DAY, authority=LOCAL, hours=tuple(map(Decimal, hours)))
    assert caught.value.name == "hours"


@given(hours=HOURS, more=st.integers(0, 2000).map(Decimal))
def test_serving_more_never_costs_a_star(hours: list[Decimal], more: Decimal) -> None:
    """And the hours that are missing to the next star bring it exactly."""
    grade = star_grade(served(*hours), as_of=DAY)
    assert star_grade(served(*hours, more), as_of=DAY).stars >= grade.stars
    if grade.hours_to_next is not None:
        reached = star_grade(served(*hours, grade.hours_to_next), as_of=DAY)
        assert reached.stars == grade.stars + 1
