from __future__ import annotations

import random
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest

from guangongwei.errors import Cell, Path, Problem, Severity
from guangongwei.model.accreditation import Accreditation, AccreditationId, Outcome
from guangongwei.model.activity import Activity, ActivityId
from guangongwei.model.article import Article, ArticleId
from guangongwei.model.checks import RULES, Rule
from guangongwei.model.committee import Committee, CommitteeId
from guangongwei.model.dataset import Dataset
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.period import Month, Year
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, ServiceId, Sex, Volunteer, VolunteerId

DAY = date(2024, 3, 1)
T = TypeVar("T")


def unit(
    id_: str = "S1",
    *,
    parent: str | None = None,
    founded: date | None = None,
    closed: date | None = None,
    merged_into: str | None = None,
) -> Organisation:
    """A school."""
    return Organisation(
        id=OrganisationId(id_),
        name="城东小学",
        category=Category.PRIMARY,
        parent=None if parent is None else OrganisationId(parent),
        founded=founded,
        closed=closed,
        merged_into=None if merged_into is None else OrganisationId(merged_into),
    )


def person(
    id_: str = "V1",
    at: str = "S1",
    *,
    joined: date | None = date(2020, 1, 1),
    left: date | None = None,
) -> Volunteer:
    """A volunteer of a school."""
    return Volunteer(
        id=VolunteerId(id_),
        name="张三",
        sex=Sex.FEMALE,
        born=date(1949, 5, 6),
        phone="13800000000",
        organisation=OrganisationId(at),
        joined=joined,
        left=left,
    )


def service(
    id_: str = "F1",
    at: str = "S1",
    by: str = "V1",
    *,
    on: date = DAY,
    hours: Decimal | Absence = Absence.UNKNOWN,
) -> Service:
    """A service of a volunteer."""
    return Service(
        id=ServiceId(id_),
        volunteer=VolunteerId(by),
        organisation=OrganisationId(at),
        on=on,
        hours=hours,
    )


def decision(id_: str = "R1", at: str = "S1", *, on: date = DAY) -> Accreditation:
    """A school that passed."""
    return Accreditation(
        id=AccreditationId(id_), organisation=OrganisationId(at), on=on, outcome=Outcome.PASSED
    )


def sent(at: str = "S1", table: str = "活动", month: int = 1) -> Return:
    """A table that a school has sent for a month of 2024."""
    return Return(organisation=OrganisationId(at), table=table, period=Month(2024, month))


def activity(at: str = "S1", *, on: date = DAY) -> Activity:
    """An activity of a school."""
    return Activity(id=ActivityId("H1"), organisation=OrganisationId(at), on=on)


def article(at: str = "S1", *, on: date = DAY) -> Article:
    """A piece about a school."""
    return Article(id=ArticleId("G1"), organisation=OrganisationId(at), on=on)


def committee(at: str = "S1") -> Committee:
    """The committee of a school."""
    return Committee(id=CommitteeId("C1"), organisation=OrganisationId(at))


CLEAN = Dataset(
    organisations=(
        unit("B", founded=date(2000, 1, 1)),
        unit("S1", parent="B"),
        unit("S2", parent="B", closed=date(2023, 9, 1), merged_into="S1"),
    ),
    committees=(committee(),),
    volunteers=(person(), person("V2", left=date(2024, 9, 1))),
    services=(service(hours=Decimal(8)), service("F2", hours=Decimal(16)), service("F3", by="V2")),
    activities=(activity(),),
    accreditations=(decision(), decision("R2", on=date(2024, 3, 2))),
    articles=(article(),),
    returns=(sent(), sent(month=2), sent(table="稿件")),
)

#: By code: data that break the rule, and where.
BROKEN: dict[str, tuple[Dataset, list[str]]] = {
    "D101": (
        Dataset(organisations=(unit(),), volunteers=(person(), person("V2"), person())),
        ["$.volunteers[2]"],
    ),
    "D102": (
        Dataset(
            organisations=(unit(),),
            committees=(committee("无"),),
            volunteers=(person(at="无"),),
            activities=(activity("无"),),
            accreditations=(decision(at="无"),),
            articles=(article("无"),),
            returns=(sent("无"),),
        ),
        [
            "$.committees[0]",
            "$.volunteers[0]",
            "$.activities[0]",
            "$.accreditations[0]",
            "$.articles[0]",
            "$.returns[0]",
        ],
    ),
    "D103": (Dataset(organisations=(unit(parent="无"),)), ["$.organisations[0]"]),
    "D104": (
        Dataset(
            organisations=(
                unit("A", parent="B"),
                unit("B", parent="A"),
                unit("S1", parent="A"),
                unit("S2", parent="S2"),
            )
        ),
        ["$.organisations[0]", "$.organisations[1]", "$.organisations[3]"],
    ),
    "D105": (
        Dataset(organisations=(unit(closed=DAY, merged_into="无"),)),
        ["$.organisations[0]"],
    ),
    "D106": (
        Dataset(organisations=(unit("S1", merged_into="S2"), unit("S2"))),
        ["$.organisations[0]"],
    ),
    "D107": (
        Dataset(organisations=(unit(founded=DAY, closed=date(2024, 2, 29)),)),
        ["$.organisations[0]"],
    ),
    "D108": (
        Dataset(organisations=(unit(),), volunteers=(person(left=date(2019, 12, 31)),)),
        ["$.volunteers[0]"],
    ),
    "D109": (
        Dataset(organisations=(unit(),), volunteers=(person(joined=None),)),
        ["$.volunteers[0]"],
    ),
    "D201": (Dataset(organisations=(unit(),), services=(service(by="无"),)), ["$.services[0]"]),
    "D202": (
        Dataset(
            organisations=(unit(),),
            volunteers=(person(joined=date(2024, 3, 2)), person("V2", left=DAY)),
            services=(service(), service("F2", by="V2")),
        ),
        ["$.services[0]", "$.services[1]"],
    ),
    "D203": (
        Dataset(
            organisations=(unit("S1", founded=date(2024, 3, 2)), unit("S2", closed=DAY)),
            volunteers=(person(),),
            services=(service(at="S2"),),
            activities=(activity(),),
            accreditations=(decision(),),
            articles=(article("S2"),),
        ),
        ["$.services[0]", "$.activities[0]", "$.accreditations[0]", "$.articles[0]"],
    ),
    "D204": (
        Dataset(
            organisations=(unit(),),
            volunteers=(person(),),
            services=(
                service("F1", hours=Decimal(20)),
                service("F2", hours=Decimal("4.1")),
                service("F3", on=date(2024, 3, 2), hours=Decimal(24)),
                service("F4"),
            ),
        ),
        ["$.services[0]", "$.services[1]"],
    ),
    "D205": (
        Dataset(
            organisations=(unit(),),
            accreditations=(decision(), decision("R2"), decision("R3", on=date(2024, 3, 2))),
        ),
        ["$.accreditations[0]", "$.accreditations[1]"],
    ),
    "D206": (
        Dataset(organisations=(unit(),), returns=(sent(), sent(month=2), sent())),
        ["$.returns[2]"],
    ),
    "D207": (Dataset(organisations=(unit(),), returns=(sent(table="台账"),)), ["$.returns[0]"]),
}


def places(problems: tuple[Problem, ...], code: str) -> list[str]:
    """Where the problems of one code lie."""
    return [str(each.place) for each in problems if each.code == code]


def test_clean_data_have_no_problems() -> None:
    """Records at the edge of every rule pass: 24 hours, the day before leaving, a merged school."""
    assert CLEAN.check() == ()
    assert Dataset().check() == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_finds_who_breaks_it(rule: Rule) -> None:
    """The finding carries the rule's code, words and severity, and the place of the record."""
    dataset, where = BROKEN[rule.code]
    found = [each for each in dataset.check() if each.code == rule.code]
    assert [str(each.place) for each in found] == where
    assert {(each.message, each.hint, each.severity) for each in found} == {
        (rule.message, rule.hint, rule.severity)
    }


@pytest.mark.parametrize("code", [code for code in BROKEN if code not in {"D104", "D108", "D109"}])
def test_a_broken_rule_is_told_once(code: str) -> None:
    """What breaks one rule is not told by others as well."""
    dataset, _ = BROKEN[code]
    beside = {"D103", "D104", "D201"} if code in {"D101", "D102"} else set()
    assert {each.code for each in dataset.check()} - beside == {code}


def test_every_code_is_used_once() -> None:
    """A code names one rule."""
    assert sorted(BROKEN) == [rule.code for rule in RULES]
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_a_unit_below_a_ring_is_not_in_the_ring() -> None:
    """Only those above themselves are told, not whoever hangs below them."""
    dataset, _ = BROKEN["D104"]
    assert "$.organisations[2]" not in places(dataset.check(), "D104")


def test_a_record_that_was_read_is_found_where_it_stands() -> None:
    """The source of a record is the place of its problem."""
    cell = Cell("五老志愿者.csv", 7)
    read = Volunteer(
        id=VolunteerId("V1"), name="张三", organisation=OrganisationId("无"), source=cell
    )
    assert {each.place for each in Dataset(volunteers=(read,)).check()} == {cell}


def test_a_made_record_is_found_by_its_number() -> None:
    """Without a source, the place is the table and the record's number, counted from 0."""
    problem = Dataset(returns=(sent("无"),)).check()[0]
    assert problem.place == Path("$.returns[0]")
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize("code", BROKEN)
def test_the_order_of_the_records_changes_no_finding(code: str) -> None:
    """Shuffled, the same rules are broken equally often."""
    dataset, _ = BROKEN[code]
    counted = Counter(each.code for each in dataset.check())
    for seed in range(5):
        shuffled = Dataset(
            organisations=_shuffled(dataset.organisations, seed),
            committees=_shuffled(dataset.committees, seed),
            volunteers=_shuffled(dataset.volunteers, seed),
            services=_shuffled(dataset.services, seed),
            activities=_shuffled(dataset.activities, seed),
            accreditations=_shuffled(dataset.accreditations, seed),
            articles=_shuffled(dataset.articles, seed),
            returns=_shuffled(dataset.returns, seed),
        )
        assert Counter(each.code for each in shuffled.check()) == counted


def _shuffled(records: tuple[T, ...], seed: int) -> tuple[T, ...]:
    return tuple(random.Random(seed).sample(records, len(records)))


@pytest.mark.parametrize("order", [(20, 3, 5), (5, 20, 3), (3, 5, 20)])
def test_a_day_too_long_is_told_of_all_its_services(order: tuple[int, ...]) -> None:
    """Which of the services is wrong nobody knows, so each is named, in whatever order they lie."""
    dataset = Dataset(
        organisations=(unit(),),
        volunteers=(person(),),
        services=tuple(
            service(f"F{number}", hours=Decimal(hours)) for number, hours in enumerate(order)
        ),
    )
    assert len(places(dataset.check(), "D204")) == 3


@pytest.mark.parametrize("code", BROKEN)
def test_no_finding_shows_anything_personal(code: str) -> None:
    """Names, telephones and days of birth appear in no message and no repr."""
    dataset, _ = BROKEN[code]
    shown = "".join(f"{each}{each!r}" for each in dataset.check()) + repr(dataset)
    for personal in ("张三", "13800000000", "1949", "女", "FEMALE"):
        assert personal not in shown


def test_returns_for_one_year_and_its_months_are_not_the_same_return() -> None:
    """Only the same table for the same period is noted twice."""
    year = Return(organisation=OrganisationId("S1"), table="活动", period=Year(2024))
    assert Dataset(organisations=(unit(),), returns=(year, sent())).check() == ()
