from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument, NotStored, Severity
from guangongwei.model.certificate import (
    Certificate,
    CertifiedService,
    Commendation,
    Evaluation,
    Holder,
    Issue,
    Totals,
    Training,
)
from guangongwei.model.certifying import certify, content, verify
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree
from guangongwei.model.period import Year
from guangongwei.model.volunteer import Service, ServiceId, Sex, Volunteer, VolunteerId

KEY = b"0123456789abcdef"
BUREAU, SCHOOL, OTHER = map(OrganisationId, ("区教育局", "一小", "社区"))
TREE = Tree(
    (
        Organisation(id=BUREAU, name="区教育局", category=Category.BUREAU),
        Organisation(id=SCHOOL, name="一小", category=Category.PRIMARY, parent=BUREAU),
        Organisation(id=OTHER, name="社区", category=Category.COMMUNITY),
    )
)
VOLUNTEER = Volunteer(
    id=VolunteerId("V1"),
    name="张三",
    sex=Sex.MALE,
    born=date(1950, 3, 4),
    organisation=SCHOOL,
    phone="13800000000",
    joined=date(2020, 1, 1),
)
ISSUE = Issue(
    number="证2024-1",
    issuer=BUREAU,
    issued=date(2024, 12, 20),
    period=Year(2024),
    nonce="not so random, but long",
)


def service(
    number: int,
    *,
    on: date = date(2024, 3, 1),
    hours: Decimal | Absence = Decimal(2),
    at: OrganisationId = SCHOOL,
    by: str = "V1",
) -> Service:
    """A service with what a certificate shows."""
    return Service(
        id=ServiceId(f"F{number}"),
        volunteer=VolunteerId(by),
        organisation=at,
        on=on,
        programme="四点钟课堂",
        hours=hours,
    )


def certificate(*services: Service, key: bytes | None = None) -> Certificate:
    """A certificate of these services with one of everything else."""
    return certify(
        VOLUNTEER,
        services or (service(1), service(2, hours=Decimal("1.5"))),
        issue=evolve(ISSUE, key=key),
        tree=TREE,
        trainings=(Training(on=date(2024, 2, 1), name="家教培训", hours=Decimal(4)),),
        commendations=(Commendation(on=date(2024, 9, 9), name="最美五老", by="区关工委"),),
        evaluations=(Evaluation(on=date(2024, 12, 1), by="一小", grade="优秀"),),
    )


def test_only_what_the_issuer_recorded_with_hours_is_certified() -> None:
    """谁记录谁证明: of this volunteer, below the issuer, in the period, by the day, hours known."""
    made = certificate(
        service(1, on=date(2024, 5, 1), hours=Decimal("1.5")),
        service(2, on=date(2024, 3, 1), at=BUREAU),
        service(3, on=date(2024, 3, 1)),
        service(4, hours=Absence.UNKNOWN),
        service(5, at=OTHER),
        service(6, on=date(2023, 12, 31)),
        service(7, on=date(2024, 12, 21)),
        service(8, by="V2"),
        service(9, at=OTHER, hours=Absence.UNKNOWN),
    )
    assert [each.id for each in made.services] == ["F2", "F3", "F1"]
    assert made.totals == Totals(services=3, hours=Decimal("5.5"), days=2)
    assert made.unknown_hours == 1


def test_a_service_of_the_day_of_issue_is_certified() -> None:
    """It is listed, and the certificate that lists it is in order."""
    made = certificate(service(1, on=ISSUE.issued))
    assert (made.totals.services, verify(made)) == (1, ())


@pytest.mark.parametrize("key", [None, KEY])
def test_a_certificate_as_it_was_made_is_in_order(key: bytes | None) -> None:
    """With a plain seal and with a keyed one."""
    assert verify(certificate(key=key), key=key) == ()


def test_a_keyed_seal_needs_its_key() -> None:
    """Without it the rest is verified and a warning says so; with another one it does not hold."""
    made = certificate(key=KEY)
    (problem,) = verify(made)
    assert (problem.code, problem.severity) == ("Z106", Severity.WARNING)
    assert [each.code for each in verify(made, key=KEY[::-1])] == ["Z107"]


def test_a_plain_seal_takes_no_key() -> None:
    """A verifier who holds a key verifies plain certificates as well."""
    assert verify(certificate(), key=KEY) == ()


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"number": "证2024-2"}, ["Z107"]),
        ({"holder": Holder(name="李四", sex=Sex.MALE, born=date(1950, 3, 4))}, ["Z107"]),
        ({"holder": Holder(name="张三")}, ["Z107"]),
        ({"totals": Totals(services=2, hours=Decimal(350), days=1)}, ["Z102", "Z107"]),
        ({"totals": Totals(services=3, hours=Decimal("3.5"), days=2)}, ["Z101", "Z103", "Z107"]),
        ({"unknown_hours": 1}, ["Z107"]),
        ({"issued": date(2024, 2, 1)}, ["Z104", "Z104", "Z107"]),
        ({"commendations": ()}, ["Z107"]),
        ({"trainings": (Training(on=date(2024, 2, 1), name="家教培训"),)}, ["Z107"]),
        ({"evaluations": ()}, ["Z107"]),
        ({"period": Year(2023)}, ["Z104", "Z104", "Z107"]),
    ],
)
def test_what_was_changed_is_found(change: dict[str, Any], codes: list[str]) -> None:
    """Any change breaks the seal; totals that do not add up are named besides."""
    changed = evolve(certificate(), **change)
    assert [each.code for each in verify(changed)] == codes


def test_a_service_listed_twice_is_found() -> None:
    """Even where the totals were raised to fit."""
    made = certificate()
    doubled = evolve(
        made,
        services=(*made.services, made.services[0]),
        totals=Totals(services=3, hours=Decimal("5.5"), days=1),
    )
    assert [each.code for each in verify(doubled)] == ["Z105", "Z107"]


def test_hours_written_otherwise_are_the_same_hours() -> None:
    """2 and 2.0 have one digest, so that a certificate survives being written and read."""
    made = certificate(service(1, hours=Decimal("2.0")))
    again = evolve(
        made,
        services=tuple(evolve(each, hours=Decimal(2)) for each in made.services),
        totals=evolve(made.totals, hours=Decimal(2)),
    )
    assert verify(again) == ()


def test_personal_fields_stand_under_the_holder_only() -> None:
    """They are hidden in the repr, of the certificate and of what is found wrong with it."""
    made = certificate()
    written = content(made)
    assert written.pop("holder") == {"name": "张三", "sex": "男", "born": "1950-03-04"}
    broken = verify(evolve(made, unknown_hours=9))
    shown = f"{made!r}{written}{broken}{ISSUE!r}"
    for personal in ("张三", "1950", "男", "13800000000"):
        assert personal not in shown
    assert ISSUE.nonce not in f"{made!r}{ISSUE!r}"


def test_a_holder_may_be_known_by_name_only() -> None:
    """What is not on file is not made up."""
    blank = evolve(VOLUNTEER, sex=None, born=None)
    made = certify(blank, [], issue=ISSUE, tree=TREE)
    assert content(made)["holder"] == {"name": "张三", "sex": None, "born": None}
    assert verify(made) == ()


@pytest.mark.parametrize(("field", "value"), [("nonce", "short"), ("key", b"short")])
def test_a_seal_that_could_be_guessed_is_refused(field: str, value: str | bytes) -> None:
    """Nonce and key have at least sixteen characters and bytes."""
    change: dict[str, Any] = {field: value}
    with pytest.raises(BadArgument) as caught:
        evolve(ISSUE, **change)
    assert caught.value.name == field


def test_an_issuer_is_an_organisation() -> None:
    """One that is not in the tree certifies nothing."""
    with pytest.raises(NotStored) as caught:
        certify(VOLUNTEER, [], issue=evolve(ISSUE, issuer=OrganisationId("无")), tree=TREE)
    assert caught.value.id == "无"


LINES = st.lists(
    st.tuples(
        st.dates(date(2024, 1, 1), date(2024, 12, 20)),
        st.integers(0, 40).map(lambda quarters: Decimal(quarters) / 4) | st.just(Absence.UNKNOWN),
    ),
    max_size=6,
)


@given(lines=LINES, at=st.integers(0, 5), keyed=st.booleans())
def test_totals_are_those_of_the_list(
    lines: list[tuple[date, Decimal | Absence]],
    at: int,
    keyed: bool,  # noqa: FBT001
) -> None:
    """Listed and unknown make up all; any other hours of any service break the certificate."""
    key = KEY if keyed else None
    listed = [service(number, on=on, hours=hours) for number, (on, hours) in enumerate(lines)]
    made = certify(VOLUNTEER, listed, issue=evolve(ISSUE, key=key), tree=TREE)
    assert verify(made, key=key) == ()
    assert made.totals.services + made.unknown_hours == len(lines)
    assert made.totals.hours == sum(
        (hours for _, hours in lines if not isinstance(hours, Absence)), Decimal(0)
    )
    if at < len(made.services):
        services = list(made.services)
        services[at] = _longer(services[at])
        codes = {each.code for each in verify(evolve(made, services=tuple(services)), key=key)}
        assert codes == {"Z102", "Z107"}


def _longer(one: CertifiedService) -> CertifiedService:
    return evolve(one, hours=one.hours + Decimal("0.25"))
