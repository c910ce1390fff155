from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from guangongwei.model import (
    accreditation,
    assignments,
    caseload,
    contests,
    followup,
    mechanism,
    overlaps,
    pairings,
    publicity,
    roll,
    stars,
)
from guangongwei.model.certificate import Issue
from guangongwei.model.certifying import certify, verify
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree
from guangongwei.model.period import Year
from guangongwei.model.repeats import firsts
from guangongwei.model.volunteer import Service, ServiceId, Volunteer, VolunteerId
from guangongwei.testing.worlds import small

if TYPE_CHECKING:
    from collections.abc import Callable

    from guangongwei.model.dataset import Dataset

YEAR, DAY = Year(2024), date(2024, 12, 31)

#: The table that is repeated, and a rule that counts it.
RULES: tuple[tuple[str, Callable[[Dataset], object]], ...] = (
    ("accreditations", lambda data: accreditation.accredited(data.accreditations, DAY)),
    ("services", lambda data: stars.total_hours(data.services, as_of=DAY)),
    ("services", lambda data: assignments.loads((), data.services, day=DAY)),
    ("services", lambda data: overlaps.overlaps(data.services)),
    ("volunteers", lambda data: roll.roll(data.volunteers, data.services, period=YEAR)),
    ("volunteers", lambda data: roll.count_kinds(data.volunteers)),
    ("pairings", lambda data: assignments.loads(data.pairings, (), day=DAY)),
    ("pairings", lambda data: pairings.count_pairs(data.pairings, day=DAY)),
    ("pairings", lambda data: pairings.pairs_of(data.pairings, day=DAY)),
    ("cases", lambda data: caseload.caseload(data.cases, as_of=DAY)),
    ("cases", lambda data: caseload.caseload_by_volunteer(data.cases, as_of=DAY)),
    ("cases", lambda data: caseload.count_steps(data.cases, period=YEAR)),
    ("cases", lambda data: followup.overdue(data.cases, as_of=DAY)),
    ("entries", lambda data: contests.tally(data.entries, period=YEAR)),
    ("articles", lambda data: publicity.publicity(data.articles, period=YEAR)),
    ("posts", lambda data: publicity.correspondents(data.posts, data.tree, DAY)),
    ("posts", lambda data: mechanism.mechanism((), data.posts, data.tree, DAY)),
    ("committees", lambda data: mechanism.mechanism(data.committees, (), data.tree, DAY)),
    ("activities", lambda data: mechanism.training(data.activities, data.tree, YEAR)),
)


def with_repeats(data: Dataset, table: str) -> Dataset:
    """Every record of a table once more, under the id of the first."""
    records: tuple[Any, ...] = getattr(data, table)
    again = (evolve(each, id=records[0].id) for each in records)
    changes: dict[str, Any] = {table: (*records, *again)}
    return evolve(data, **changes)


@pytest.mark.parametrize(("table", "rule"), RULES)
def test_a_record_under_an_id_that_is_taken_counts_in_no_rule(
    table: str, rule: Callable[[Dataset], object]
) -> None:
    """What figures leave out, rules leave out as well, so that the two agree."""
    for seed in range(8):
        data = small(seed).dataset
        if getattr(data, table):
            assert rule(with_repeats(data, table)) == rule(data)


def test_a_service_typed_twice_is_certified_once() -> None:
    """A certificate never lists one service twice, so that it passes its own verification."""
    school, person = OrganisationId("X1"), VolunteerId("V1")
    tree = Tree((Organisation(id=school, name="一小", category=Category.PRIMARY),))
    service = Service(
        id=ServiceId("F1"), volunteer=person, organisation=school, on=date(2024, 3, 1)
    )
    services = [
        evolve(service, hours=Decimal(2)),
        evolve(service, hours=Decimal(3)),
        evolve(service, hours=Decimal(2)),
    ]
    certificate = certify(
        Volunteer(id=person, name="某", organisation=school),
        services,
        issue=Issue(number="1", issuer=school, issued=DAY, period=YEAR, nonce="n" * 16),
        tree=tree,
    )
    assert (certificate.totals.services, certificate.totals.hours) == (1, Decimal(2))
    assert verify(certificate) == ()


def test_the_first_is_kept_and_the_order_stays() -> None:
    """Of A, B, A the later A goes."""
    records = tuple(
        Organisation(id=OrganisationId(id_), name=name, category=Category.PRIMARY)
        for id_, name in (("A", "一"), ("B", "二"), ("A", "三"))
    )
    assert [each.name for each in firsts(records)] == ["一", "二"]
