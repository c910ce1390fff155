from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.assignments import (
    AgeLimit,
    AssignmentPolicy,
    Duty,
    Load,
    loads,
    may_take,
)
from guangongwei.model.care import Pairing, PairingId, ProgrammeId
from guangongwei.model.dated import LOCAL
from guangongwei.model.fit import Fit
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.volunteer import Service, ServiceId, Volunteer, VolunteerId

DAY = date(2024, 3, 15)
ONE = VolunteerId("V1")


def volunteer(born: date | None = None, *, left: date | None = None) -> Volunteer:
    """A volunteer of so many years."""
    return Volunteer(
        id=ONE,
        name="张三",
        born=born,
        organisation=OrganisationId("S1"),
        joined=date(2015, 1, 1),
        left=left,
    )


def pairing(number: int, *people: str, ended: date | None = None) -> Pairing:
    """A pair of these volunteers."""
    return Pairing(
        id=PairingId(f"J{number}"),
        programme=ProgrammeId("G1"),
        volunteers=tuple(map(VolunteerId, people)),
        subject=f"K{number}",
        started=date(2023, 9, 1),
        ended=ended,
    )


def service(number: int, on: date, hours: Decimal | Absence) -> Service:
    """A service of the volunteer."""
    return Service(
        id=ServiceId(f"F{number}"),
        volunteer=ONE,
        organisation=OrganisationId("S1"),
        on=on,
        hours=hours,
    )


def test_a_load_is_the_pairs_of_the_day_and_the_hours_of_its_month() -> None:
    """A pair that has ended, a service of another month and a name written twice add nothing."""
    pairings = [
        pairing(1, "V1", "V2"),
        pairing(2, "V1", "V1"),
        pairing(3, "V1", ended=DAY),
    ]
    services = [
        service(1, date(2024, 3, 1), Decimal("1.5")),
        service(2, date(2024, 3, 31), Decimal(2)),
        service(3, date(2024, 3, 2), Absence.UNKNOWN),
        service(4, date(2024, 2, 29), Decimal(8)),
    ]
    assert loads(pairings, services, day=DAY) == {
        ONE: Load(pairings=2, hours=Decimal("3.5"), unknown=1),
        VolunteerId("V2"): Load(pairings=1),
    }


@pytest.mark.parametrize(
    ("duty", "load", "codes"),
    [
        (Duty(), Load(), ()),
        (Duty(pairings=1), Load(pairings=2), ()),
        (Duty(pairings=1), Load(pairings=3), ("V102",)),
        (Duty(pairings=2), Load(pairings=2), ("V102",)),
        (Duty(), Load(pairings=9), ()),
        (Duty(hours=Decimal(8)), Load(hours=Decimal(32)), ()),
        (Duty(hours=Decimal(8)), Load(hours=Decimal("32.25")), ("V103",)),
        (Duty(hours=Decimal(8)), Load(hours=Decimal(30), unknown=1), ("V104",)),
        (Duty(hours=Decimal(8)), Load(hours=Decimal(40), unknown=1), ("V103",)),
        (Duty(), Load(hours=Decimal(99), unknown=1), ()),
    ],
)
def test_a_load_may_reach_its_limit_and_no_more(
    duty: Duty, load: Load, codes: tuple[str, ...]
) -> None:
    """A duty that adds nothing to a load is not refused for it; unknown hours raise a doubt."""
    assert may_take(volunteer(), duty, day=DAY, carried={ONE: load}).codes == codes


@pytest.mark.parametrize(
    ("role", "born", "day", "fit", "codes"),
    [
        ("常务副主任", date(1953, 3, 16), DAY, Fit.FITS, ()),
        ("常务副主任", date(1953, 3, 15), DAY, Fit.WITH_CARE, ("V105",)),
        ("委员", date(1958, 3, 16), DAY, Fit.FITS, ()),
        ("委员", date(1958, 3, 15), DAY, Fit.WITH_CARE, ("V105",)),
        ("个人委员", date(1940, 1, 1), DAY, Fit.WITH_CARE, ("V105",)),
        ("委员", None, DAY, Fit.CANNOT_TELL, ("V106",)),
        ("宣讲员", date(1930, 1, 1), DAY, Fit.FITS, ()),
        (None, None, DAY, Fit.FITS, ()),
        ("委员", date(1940, 1, 1), date(2021, 3, 30), Fit.FITS, ()),
        ("委员", date(1940, 1, 1), date(2021, 3, 31), Fit.WITH_CARE, ("V105",)),
    ],
)
def test_a_post_has_a_usual_age_since_2021(
    role: str | None, born: date | None, day: date, fit: Fit, codes: tuple[str, ...]
) -> None:
    """不超过70岁 ends with the 71st birthday; 一般 makes it a doubt; an unknown age tells nothing."""
    judgement = may_take(volunteer(born), Duty(role=role), day=day, carried={})
    assert (judgement.fit, judgement.codes) == (fit, codes)


def test_a_district_sets_its_own_limits() -> None:
    """How many, how old, and how grave it is."""
    own = AssignmentPolicy(
        since=date(2024, 1, 1),
        authority=LOCAL,
        most_pairings=1,
        overload=Fit.WITH_CARE,
        age_limits=(AgeLimit(role="法治副校长", years=75, beyond=Fit.DOES_NOT_FIT),),
    )
    duty = Duty(role="法制副校长", pairings=1)
    carried = {ONE: Load(pairings=1)}
    young, old = volunteer(date(1960, 1, 1)), volunteer(date(1940, 1, 1))
    assert may_take(young, duty, day=DAY, carried=carried, policies=(own,)).fit is Fit.WITH_CARE
    judged = may_take(old, duty, day=DAY, carried=carried, policies=(own,))
    assert (judged.fit, judged.codes) == (Fit.DOES_NOT_FIT, ("V102", "V105"))


def test_who_is_not_on_the_roll_takes_nothing() -> None:
    """On the leaving day a volunteer is not on the roll any more."""
    judged = may_take(volunteer(left=DAY), Duty(), day=DAY, carried={})
    assert (judged.fit, judged.codes) == (Fit.DOES_NOT_FIT, ("V101",))


def test_a_judgement_shows_nothing_personal() -> None:
    """Neither the age nor the day of birth nor the name."""
    judged = may_take(volunteer(date(1940, 5, 6)), Duty(role="委员"), day=DAY, carried={})
    assert judged.codes == ("V105",)
    for personal in ("张三", "1940", "83"):
        assert personal not in f"{judged!r} {judged}"


@given(
    carried=st.builds(Load, pairings=st.integers(0, 5), hours=st.integers(0, 60).map(Decimal)),
    pairs=st.integers(0, 3),
    hours=st.integers(0, 20).map(Decimal),
)
def test_carrying_less_never_fits_worse(carried: Load, pairs: int, hours: Decimal) -> None:
    """Whoever may take a duty with a load may take it without."""
    duty = Duty(pairings=pairs, hours=hours)
    with_load = may_take(volunteer(), duty, day=DAY, carried={ONE: carried})
    without = may_take(volunteer(), duty, day=DAY, carried={})
    assert without.fit.rank <= with_load.fit.rank
