from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import Severity
from guangongwei.model.dated import LOCAL
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.overlaps import Overlap, OverlapKind, OverlapPolicy, overlaps
from guangongwei.model.volunteer import Service, ServiceId, VolunteerId

if TYPE_CHECKING:
    from random import Random

STRICT = (
    OverlapPolicy(
        since=date.min, authority=LOCAL, elsewhere=Severity.ERROR, hours_a_day=Decimal(8)
    ),
)


def services(text: str) -> list[Service]:
    """Services, one a line: volunteer, day of March 2024, organisation, hours or 不详."""
    found: list[Service] = []
    for number, line in enumerate(text.strip().splitlines()):
        volunteer, day, organisation, hours = line.split()
        found.append(
            Service(
                id=ServiceId(f"F{number}"),
                volunteer=VolunteerId(volunteer),
                organisation=OrganisationId(organisation),
                on=date(2024, 3, int(day)),
                hours=Absence.UNKNOWN if hours == "不详" else Decimal(hours),
            )
        )
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲 1 一小 2\n甲 1 一小 3", []),
        ("甲 1 一小 2\n甲 2 二小 3", []),
        ("甲 1 一小 2\n乙 1 二小 3", []),
        ("甲 1 一小 2\n甲 1 二小 3", [("同日异地", Severity.ERROR)]),
        ("甲 1 一小 8", []),
        ("甲 1 一小 8.25", [("单日时长过长", Severity.ERROR)]),
        ("甲 1 一小 4\n甲 1 一小 4.5", [("单日时长过长", Severity.ERROR)]),
        ("甲 1 一小 8\n甲 1 一小 不详", []),
        (
            "甲 1 一小 5\n甲 1 二小 5",
            [("同日异地", Severity.ERROR), ("单日时长过长", Severity.ERROR)],
        ),
    ],
)
def test_a_day_is_odd_by_place_or_by_hours(text: str, found: list[tuple[str, Severity]]) -> None:
    """One place is fine, several are not, and the most hours of a day are themselves fine."""
    odd = overlaps(services(text), policies=STRICT)
    assert [(each.kind.value, each.severity) for each in odd] == found


def test_two_places_are_a_warning_unless_the_policy_says_more() -> None:
    """The default looks at them, and believes what a day can hold."""
    odd = overlaps(services("甲 1 一小 11\n甲 1 二小 13\n乙 2 一小 24.25"))
    assert odd == (
        Overlap(
            kind=OverlapKind.TOO_MANY_HOURS,
            severity=Severity.ERROR,
            volunteer=VolunteerId("乙"),
            on=date(2024, 3, 2),
            services=(ServiceId("F2"),),
        ),
        Overlap(
            kind=OverlapKind.TWO_PLACES,
            severity=Severity.WARNING,
            volunteer=VolunteerId("甲"),
            on=date(2024, 3, 1),
            services=(ServiceId("F0"), ServiceId("F1")),
        ),
    )


def test_units_at_one_place_are_one_place() -> None:
    """A school and its parent school lie under one roof, a third unit does not."""
    roof = {OrganisationId("一小"): "一小校区", OrganisationId("家长学校"): "一小校区"}
    assert overlaps(services("甲 1 一小 2\n甲 1 家长学校 2"), places=roof) == ()
    assert len(overlaps(services("甲 1 一小 2\n甲 1 二小 2"), places=roof)) == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from("甲乙"),
            st.integers(1, 2),
            st.sampled_from(("一小", "二小")),
            st.integers(0, 14),
        ),
        max_size=6,
    ),
    st.randoms(),
)
def test_the_order_of_services_changes_nothing(
    rows: list[tuple[str, int, str, int]], random: Random
) -> None:
    """And a service more never makes an odd day fine."""
    listed = services("\n".join(" ".join(map(str, row)) for row in rows))
    shuffled = listed[:]
    random.shuffle(shuffled)
    odd = overlaps(listed)
    assert overlaps(shuffled) == odd
    fewer = {(each.kind, each.volunteer, each.on) for each in overlaps(listed[:-1])}
    assert fewer <= {(each.kind, each.volunteer, each.on) for each in odd}
