"""Conditions on records of other nouns, be these counted in their tables or read as records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from tests.indicators.datasets import (
    activity,
    bureau,
    decision,
    oid,
    school,
    sent,
    service,
    volunteer,
)
from tests.indicators.frames.asking import answered, without
from tests.indicators.frames.engines import QUICK

from guangongwei.indicators import (
    All,
    Change,
    Condition,
    Contains,
    Distinct,
    Exists,
    Growth,
    Is,
    Latest,
    Measure,
    Moment,
    Not,
    Share,
    Timing,
    frames,
)
from guangongwei.model import (
    Accreditation,
    AccreditationId,
    Activity,
    CareCase,
    CaseId,
    CaseLevel,
    Category,
    Child,
    ChildId,
    Consent,
    ConsentId,
    Dataset,
    Days,
    Month,
    Organisation,
    Outcome,
    Pairing,
    PairingId,
    Programme,
    ProgrammeId,
    Quarter,
    Return,
    Service,
    Volunteer,
    VolunteerId,
    Year,
)

if TYPE_CHECKING:
    from guangongwei.model.period import Period

SCHOOLS = (bureau(), school("S1"), school("S2", "乙镇"), school("S3", "乙镇"))
CHILDREN = tuple(
    Child(id=ChildId(id_), organisation=oid(at))
    for id_, at in (("C1", "S1"), ("C2", "S2"), ("C3", "S2"))
)
AT_END = Timing.AT_END


def case(id_: str, child: str, level: CaseLevel, *, started: date = date(2024, 3, 1)) -> CareCase:
    """A case of a child."""
    return CareCase(id=CaseId(id_), child=ChildId(child), level=level, started=started)


def consent(id_: str, child: str, purpose: str, *, given: date = date(2024, 3, 1)) -> Consent:
    """What a guardian has agreed to."""
    return Consent(
        id=ConsentId(id_), child=ChildId(child), guardian="父亲", purpose=purpose, given=given
    )


def pairing(id_: str, subject: str, *volunteers: str) -> Pairing:
    """A pair that began in March."""
    return Pairing(
        id=PairingId(id_),
        programme=ProgrammeId("P1"),
        volunteers=tuple(map(VolunteerId, volunteers)),
        subject=subject,
        started=date(2024, 3, 1),
    )


#: C1 has a case of danger, C2 one that was grave before and is general now, C3 none.
CASES = Dataset(
    organisations=SCHOOLS,
    children=CHILDREN,
    cases=(
        case("K1", "C1", CaseLevel.CRISIS),
        case("K3", "C2", CaseLevel.GENERAL),
        case("K2", "C2", CaseLevel.FOCUS, started=date(2023, 5, 1)),
        # Of a child that is not there.
        case("K4", "C9", CaseLevel.CRISIS),
    ),
    activities=(activity("H1", "S1"), activity("H2", "S3")),
)


@pytest.mark.parametrize(
    ("where", "number"),
    [
        (Exists(CareCase, timing=AT_END), 2),
        (Exists(CareCase), 2),
        (Exists(CareCase, Is("level", CaseLevel.CRISIS), AT_END), 1),
        (Exists(CareCase, Is("level", CaseLevel.FOCUS) | Is("level", CaseLevel.CRISIS)), 1),
        (Exists(CareCase, Not(Is("level", CaseLevel.CRISIS))), 1),
        (Latest(CareCase, Is("level", CaseLevel.GENERAL)), 1),
        (Latest(CareCase, Is("level", CaseLevel.FOCUS)), 0),
        (Latest(CareCase, Is("level", CaseLevel.FOCUS), Moment.BEFORE), 1),
        (Latest(CareCase, Is("level", CaseLevel.FOCUS), among=Is("level", CaseLevel.FOCUS)), 1),
    ],
)
def test_cases_are_asked_for_by_their_children(where: Condition, number: int) -> None:
    """Their steps are read, so the children that they are about are told one by one."""
    measure = Measure(of=Child, where=where, timing=AT_END)
    assert answered(measure, CASES) == [number]


@pytest.mark.parametrize(
    ("where", "number"),
    [
        (Exists(CareCase, timing=AT_END), 1),
        (Exists(CareCase, Exists(Activity), AT_END), 1),
        (Latest(CareCase, Is("level", CaseLevel.CRISIS)), 1),
        (Latest(CareCase, All((Exists(Activity), Not(Exists(CareCase, Exists(Service)))))), 1),
        (Latest(CareCase, Latest(Activity, Is("id", "H1"))), 1),
        (Latest(Return, Is("table", "活动")), 1),
        (Exists(Return), 1),
        (Exists(Organisation, Is("category", Category.PRIMARY), AT_END), 2),
    ],
)
def test_what_is_read_is_asked_for_by_organisation(where: Condition, number: int) -> None:
    """Of the activities those count whose organisation has such a case, return or itself."""
    dataset = evolve(CASES, returns=sent("S1", "活动"))
    dated = tuple(evolve(each, on=date(2024, 4, 1)) for each in dataset.returns)
    dataset = evolve(dataset, returns=dated)
    assert answered(Measure(of=Activity, where=where), dataset) == [number]


def test_values_of_what_is_read_are_counted() -> None:
    """How many categories the schools have, and those of them that meet one of two conditions."""
    either = Is("category", Category.PRIMARY) | Exists(CareCase, timing=AT_END)
    asked = [
        Measure(of=Organisation, count=Distinct("category"), where=where, timing=AT_END)
        for where in (None, either)
    ]
    assert answered(asked, CASES) == [2, 1]


@pytest.mark.parametrize("period", [Year(2024), Month(2024, 3), Month(2024, 4)])
def test_who_has_sent_anything_is_asked_of_schools(period: Period) -> None:
    """For a time within the one that is asked for, or around it; what overlaps it is neither."""
    returns = (
        *sent("S1", "活动", period=Year(2024)),
        *sent("S2", "服务记录", period=Month(2024, 3)),
        *sent("S3", "活动", period=Days(date(2024, 3, 20), date(2024, 4, 10))),
        *sent("S9", "活动", period=Year(2024)),
    )
    within = {Year(2024): 3, Month(2024, 3): 2, Month(2024, 4): 1}
    measure = Measure(of=Organisation, where=Exists(Return), timing=AT_END)
    found = answered(measure, evolve(CASES, returns=returns), period=period)
    assert found == [within[period]]


@pytest.mark.parametrize("engine", QUICK)
def test_what_the_latest_of_one_noun_are_is_told_of_several_conditions(engine: str) -> None:
    """Before the period and at its end, of all records and of some, each by itself."""
    passed, revoked = (Is("outcome", each) for each in (Outcome.PASSED, Outcome.REVOKED))
    days = (("R1", "S1", 2023), ("R2", "S1", 2024), ("R3", "S2", 2024), ("R4", "S2", 2024))
    outcomes = (Outcome.PASSED, Outcome.REVOKED, Outcome.REVOKED, Outcome.PASSED)
    dataset = Dataset(
        organisations=SCHOOLS,
        accreditations=tuple(
            Accreditation(
                id=AccreditationId(id_),
                organisation=oid(at),
                batch=1,
                on=date(year, 5, 1),
                outcome=outcome,
            )
            for (id_, at, year), outcome in zip(days, outcomes, strict=True)
        ),
    )
    measures = [
        Measure(of=Organisation, where=where, timing=AT_END)
        for where in (
            Latest(Accreditation, passed),
            Latest(Accreditation, revoked),
            Latest(Accreditation, passed, Moment.BEFORE),
            Latest(Accreditation, passed, among=passed),
            Not(Latest(Accreditation, passed, among=revoked)),
        )
    ]
    assert answered(measures, dataset, engine=engine) == [1, 1, 1, 2, 4]


def test_cases_are_counted_by_what_else_is_at_their_schools() -> None:
    """A condition on a case may ask for records that stay in their table."""
    measures = (
        Measure(of=CareCase, where=Exists(Activity), timing=AT_END),
        Measure(of=CareCase, where=Not(Exists(Activity)) & Is("level", CaseLevel.FOCUS)),
        Measure(of=CareCase, timing=Timing.TO_DATE),
        Measure(of=CareCase, where=Exists(Activity) | Exists(Service), timing=AT_END),
    )
    assert answered(measures, CASES) == [1, 0, 3, 1]


@pytest.mark.parametrize("engine", QUICK)
def test_the_latest_of_each_is_asked_for(engine: str) -> None:
    """Of two on one day the one with the last id counts, and a later one before both."""
    dataset = Dataset(
        organisations=SCHOOLS,
        children=CHILDREN,
        consents=(
            consent("N1", "C1", "宣传"),
            consent("N2", "C1", "结对"),
            consent("N4", "C2", "宣传"),
            consent("N3", "C2", "结对"),
            consent("N5", "C3", "结对"),
            consent("N6", "C3", "宣传", given=date(2024, 4, 1)),
        ),
    )
    latest = (
        Latest(Consent, Is("purpose", "结对")),
        Latest(Consent, Is("purpose", "结对"), Moment.BEFORE),
        Latest(Consent, Is("purpose", "结对"), among=Is("given", "2024") | Is("purpose", "结对")),
        Latest(Consent, Is("purpose", 1)),
        Latest(Consent, Is("purpose", "结对"), among=Is("purpose", 1)),
        Latest(Consent, Not(Is("purpose", 1))),
        Not(Latest(Consent, Is("purpose", "结对"))),
    )
    measures = [Measure(of=Child, where=each, timing=AT_END) for each in latest]
    assert answered(measures, dataset, engine=engine) == [1, 0, 3, 0, 0, 3, 2]


@pytest.mark.parametrize("engine", QUICK)
def test_a_pair_is_that_of_each_of_its_volunteers(engine: str) -> None:
    """The latest pair of V2 is the one that it has with V1, of V3 there is none."""
    dataset = Dataset(
        organisations=SCHOOLS,
        children=CHILDREN,
        programmes=(Programme(id=ProgrammeId("P1"), name="四点钟课堂", organisation=oid("S1")),),
        volunteers=(volunteer("V1"), volunteer("V2"), volunteer("V3")),
        pairings=(pairing("J1", "C1", "V2"), pairing("J2", "C2", "V1", "V2")),
    )
    conditions = (
        Latest(Pairing, Is("subject", "C2")),
        Latest(Pairing, Is("subject", "C1")),
        Exists(Pairing, Is("subject", "C1")),
        Exists(Pairing, Is("subject", 1)),
    )
    measures = [Measure(of=Volunteer, where=each, timing=AT_END) for each in conditions]
    assert answered(measures, dataset, engine=engine) == [2, 0, 1, 0]


def test_the_latest_where_no_column_says_when_is_none() -> None:
    """Volunteers whose table has no day are nobody's latest."""
    people = (evolve(volunteer("V1"), joined=None),)
    dataset = Dataset(organisations=SCHOOLS, volunteers=people, activities=(activity("H1"),))
    tables = without(frames.from_records(dataset), Volunteer, "joined")
    where = Latest(Volunteer, Not(Contains("kinds", "老教师")))
    measures = (Measure(of=Activity, where=where), Measure(of=Activity, where=Not(where)))
    assert answered(measures, dataset, tables) == [0, 1]


@pytest.mark.parametrize("engine", QUICK)
def test_the_latest_of_an_organisation_is_asked_for(engine: str) -> None:
    """S1 lost on one day what it had reached again; S2 reached it long before."""
    decisions = (
        decision("R1", "S1", on=date(2024, 1, 1)),
        decision("R2", "S1"),
        decision("R3", "S1", outcome=Outcome.REVOKED),
        decision("R4", "S2", on=date(2024, 1, 1)),
        decision("R5", "S3", on=date(2025, 1, 1)),
    )
    activities = tuple(activity(f"H{number}", f"S{number}") for number in (1, 2, 3))
    dataset = Dataset(organisations=SCHOOLS, accreditations=decisions, activities=activities)
    latest = (
        Latest(Accreditation, Is("outcome", Outcome.PASSED)),
        Latest(Accreditation, Is("outcome", Outcome.REVOKED)),
        Latest(Accreditation, Is("outcome", Outcome.PASSED), Moment.BEFORE),
        Latest(Accreditation, Is("outcome", 1)),
    )
    measures = [Measure(of=Activity, where=each) for each in latest]
    assert answered(measures, dataset, engine=engine) == [1, 1, 0, 0]


def test_one_question_about_others_is_asked_once() -> None:
    """Two measures with the same condition on other records have the same answer to it."""
    dataset = Dataset(
        organisations=SCHOOLS,
        volunteers=(volunteer("V1"), volunteer("V2", kinds=("老教师",))),
        services=(service("F1", by="V1"), service("F2", by="V2")),
        accreditations=(decision("R1"), decision("R2", outcome=Outcome.REVOKED)),
    )
    served = Exists(Service)
    passed = Latest(Accreditation, Is("outcome", Outcome.PASSED), Moment.END)
    measures = (
        Measure(of=Volunteer, where=served, timing=AT_END),
        Measure(of=Volunteer, where=served & Contains("kinds", "老教师"), timing=AT_END),
        Measure(of=Volunteer, where=passed & served, timing=AT_END),
        Measure(of=Volunteer, where=Not(passed) & served, timing=AT_END),
    )
    assert answered(measures, dataset) == [2, 1, 0, 2]


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
@pytest.mark.parametrize(
    "by", [(), ("month",), ("organisation", "month"), ("town",), ("month", "town")]
)
def test_months_are_told_apart_in_one_look(engine: str, by: tuple[str, ...]) -> None:
    """Flows month by month, of those too in which nothing counts, in the order of the months."""
    dataset = Dataset(
        organisations=SCHOOLS,
        activities=(
            activity("H1", kind="宣讲"),
            activity("H2", "S2", on=date(2024, 4, 1), kind="宣讲"),
            activity("H3", "S2", on=date(2024, 4, 30)),
        ),
        services=(service("F1"), service("F2", by="V2"), service("F3", on=date(2024, 5, 1))),
        returns=sent("S1", "活动"),
    )
    lectures = Measure(of=Activity, where=Is("kind", "宣讲"), rests_on="活动")
    asked = (
        lectures,
        Share(part=lectures, whole=Measure(of=Activity, rests_on="活动")),
        Measure(of=Service, count=Distinct("volunteer")),
        Measure(of=Activity, count=Distinct("unit_day")),
        Measure(of=Activity, timing=Timing.YEAR_TO_DATE),
    )
    answered(asked, dataset, engine=engine, by=by)


def test_months_of_two_years_are_two_stretches() -> None:
    """The spring of this year does not begin where that of the last one ended."""
    dataset = Dataset(
        organisations=SCHOOLS,
        activities=(activity("H1"), activity("H2"), activity("H3", on=date(2023, 3, 1))),
    )
    change = Change(of=Measure(of=Activity), growth=Growth.DIFFERENCE)
    assert answered(change, dataset, by=("month",), period=Quarter(2024, 1)) == [0, 0, 1]
