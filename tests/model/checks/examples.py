"""For every rule one dataset that breaks it and one that just does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from attrs import evolve

from guangongwei.model.accreditation import Accreditation, AccreditationId, Outcome
from guangongwei.model.activity import Activity, ActivityId
from guangongwei.model.article import Article, ArticleId
from guangongwei.model.care import (
    CareCase,
    CaseId,
    CaseLevel,
    Child,
    ChildId,
    Consent,
    ConsentId,
    Grant,
    GrantId,
    Pairing,
    PairingId,
    Programme,
    ProgrammeId,
    Step,
    StepKind,
)
from guangongwei.model.committee import Committee, CommitteeId
from guangongwei.model.dataset import Dataset
from guangongwei.model.entry import Entry, EntryId
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.period import Month
from guangongwei.model.post import Post, PostId
from guangongwei.model.reporting import Return
from guangongwei.model.standard import (
    Assessment,
    AssessmentId,
    Band,
    Clause,
    ClauseId,
    Method,
    Score,
    Standard,
    StandardId,
)
from guangongwei.model.volunteer import Service, ServiceId, Sex, Volunteer, VolunteerId

DAY = date(2024, 3, 1)
BEFORE = date(2024, 2, 29)
AFTER = date(2024, 3, 2)
T = TypeVar("T")

S = OrganisationId("S1")
SCHOOL = Organisation(id=S, name="城东小学", category=Category.PRIMARY, pupils=100)
OTHER = Organisation(id=OrganisationId("S2"), name="城西小学", category=Category.PRIMARY)
COMMITTEE = Committee(id=CommitteeId("C1"), organisation=S)
POST = Post(id=PostId("P1"), organisation=S, title="主任", holder="李四", since=DAY)
PERSON = Volunteer(
    id=VolunteerId("V1"),
    name="张三",
    sex=Sex.FEMALE,
    born=date(1949, 5, 6),
    phone="13800000000",
    organisation=S,
    joined=date(2020, 1, 1),
)
SERVICE = Service(id=ServiceId("F1"), volunteer=PERSON.id, organisation=S, on=DAY)
ACTIVITY = Activity(id=ActivityId("H1"), organisation=S, on=DAY)
ENTRY = Entry(id=EntryId("E1"), organisation=S, contest="读懂中国", on=DAY)
ARTICLE = Article(id=ArticleId("G1"), organisation=S, on=DAY)
BRAND = Programme(id=ProgrammeId("B1"), name="结对帮教", kind="结对帮教", organisation=S)
CHILD = Child(id=ChildId("密钥1"), organisation=S)
CONSENT = Consent(
    id=ConsentId("Q1"),
    child=CHILD.id,
    guardian="母亲",
    purpose="关爱帮扶",
    scope=("结对", "关爱个案", "助学金"),
    given=date(2023, 1, 1),
)
PAIR = Pairing(
    id=PairingId("J1"),
    programme=BRAND.id,
    volunteers=(PERSON.id,),
    subject=CHILD.id,
    started=DAY,
)
CASE = CareCase(id=CaseId("A1"), child=CHILD.id, level=CaseLevel.GENERAL, started=DAY)
GRANT = Grant(id=GrantId("Z1"), programme=BRAND.id, child=CHILD.id, on=DAY, amount=Decimal(500))
STANDARD = Standard(
    id=StandardId("X1"),
    programme="优质化建设",
    edition="2022",
    clauses=(Clause(id=ClauseId("1"), block="班子", text="有班子", points=Decimal(100)),),
    bands=(
        Band(name="达标", low=Decimal(80), passes=True),
        Band(name="未达标", low=Decimal(0), passes=False),
    ),
    since=date(2022, 1, 1),
)
ASSESSED = Assessment(
    id=AssessmentId("M1"),
    organisation=S,
    standard=STANDARD.id,
    on=DAY,
    method=Method.SELF,
    scores=(Score(clause=ClauseId("1"), points=Decimal(90)),),
)
PASSED = Accreditation(
    id=AccreditationId("R1"), organisation=S, on=DAY, outcome=Outcome.PASSED, batch=1
)
SENT = Return(organisation=S, table="活动", period=Month(2024, 1))

#: One record of everything, and nothing wrong.
BASE = Dataset(
    organisations=(SCHOOL, OTHER),
    committees=(COMMITTEE,),
    posts=(POST,),
    volunteers=(PERSON,),
    services=(SERVICE,),
    activities=(ACTIVITY,),
    entries=(ENTRY,),
    programmes=(BRAND,),
    children=(CHILD,),
    consents=(CONSENT,),
    pairings=(PAIR,),
    cases=(CASE,),
    grants=(GRANT,),
    assessments=(ASSESSED,),
    accreditations=(PASSED,),
    articles=(ARTICLE,),
    returns=(SENT,),
    standards=(STANDARD,),
)


def but(record: T, id_: str = "", **changes: object) -> T:
    """The record with other fields, and another id where one is given."""
    named = {"id": id_} if id_ else {}
    return evolve(record, **named, **changes)  # type: ignore[misc]  # every record is of attrs


def data(**tables: tuple[Any, ...]) -> Dataset:
    """The base with other records in some tables."""
    return evolve(BASE, **tables)


NONE = OrganisationId("无")
CLOSED = but(OTHER, closed=DAY)
FORMER = date(2019, 12, 31)

#: By code: a dataset that breaks the rule, where it does, and one at its edge that does not.
EXAMPLES: dict[str, tuple[Dataset, list[str], Dataset]] = {
    "D101": (
        data(volunteers=(PERSON, but(PERSON, name="李四"))),
        ["$.volunteers[0]", "$.volunteers[1]"],
        data(volunteers=(PERSON, but(PERSON, "V2", name="李四"))),
    ),
    "D102": (
        data(
            committees=(but(COMMITTEE, organisation=NONE),),
            activities=(but(ACTIVITY, organisation=NONE),),
            returns=(but(SENT, organisation=NONE),),
        ),
        ["$.committees[0]", "$.activities[0]", "$.returns[0]"],
        data(activities=(but(ACTIVITY, organisation=OTHER.id),)),
    ),
    "D103": (
        data(organisations=(but(SCHOOL, parent=NONE),)),
        ["$.organisations[0]"],
        data(organisations=(but(SCHOOL, parent=OTHER.id), OTHER)),
    ),
    "D104": (
        data(
            organisations=(
                but(SCHOOL, parent=OTHER.id),
                but(OTHER, parent=S),
                but(SCHOOL, "S3", parent=S, name="城南小学"),
                but(SCHOOL, "S4", parent="S4", name="城北小学"),
            )
        ),
        ["$.organisations[0]", "$.organisations[1]", "$.organisations[3]"],
        data(organisations=(SCHOOL, but(OTHER, parent=S))),
    ),
    "D105": (
        data(organisations=(SCHOOL, but(CLOSED, merged_into=NONE))),
        ["$.organisations[1]"],
        data(organisations=(SCHOOL, but(CLOSED, merged_into=S))),
    ),
    "D106": (
        data(organisations=(SCHOOL, but(OTHER, merged_into=S))),
        ["$.organisations[1]"],
        data(organisations=(SCHOOL, but(CLOSED, merged_into=S))),
    ),
    "D107": (
        data(organisations=(SCHOOL, but(CLOSED, founded=AFTER))),
        ["$.organisations[1]"],
        data(organisations=(SCHOOL, but(CLOSED, founded=DAY))),
    ),
    "D108": (
        data(volunteers=(PERSON, but(PERSON, "V2", left=FORMER))),
        ["$.volunteers[1]"],
        data(volunteers=(PERSON, but(PERSON, "V2", left=PERSON.joined))),
    ),
    "D109": (
        data(volunteers=(but(PERSON, joined=None),)),
        ["$.volunteers[0]"],
        data(volunteers=(PERSON,)),
    ),
    "D110": (
        data(
            organisations=(
                SCHOOL,
                CLOSED,
                but(OTHER, "S3", parent=OTHER.id, name="南校区"),
                but(OTHER, "S4", parent=OTHER.id, name="北校区", closed=AFTER),
            )
        ),
        ["$.organisations[2]", "$.organisations[3]"],
        data(
            organisations=(
                SCHOOL,
                CLOSED,
                but(OTHER, "S3", parent=OTHER.id, name="南校区", closed=DAY),
            )
        ),
    ),
    "D111": (
        data(organisations=(SCHOOL, but(OTHER, pupils=0))),
        ["$.organisations[1]"],
        data(organisations=(SCHOOL, but(CLOSED, pupils=0))),
    ),
    "D112": (
        data(organisations=(SCHOOL, but(CLOSED, merged_into=OTHER.id))),
        ["$.organisations[1]"],
        data(organisations=(SCHOOL, but(CLOSED, merged_into=S))),
    ),
    "D121": (
        data(committees=(COMMITTEE, but(COMMITTEE, "C2"))),
        ["$.committees[0]", "$.committees[1]"],
        data(committees=(COMMITTEE, but(COMMITTEE, "C2", organisation=OTHER.id))),
    ),
    "D122": (
        data(
            organisations=(SCHOOL, CLOSED),
            committees=(but(COMMITTEE, organisation=OTHER.id, founded=DAY),),
        ),
        ["$.committees[0]"],
        data(
            organisations=(SCHOOL, CLOSED),
            committees=(but(COMMITTEE, organisation=OTHER.id, founded=BEFORE),),
        ),
    ),
    "D123": (
        data(
            committees=(but(COMMITTEE, in_party_plan=False, written_into=("议事日程", "党建计划")),)
        ),
        ["$.committees[0]"],
        data(
            committees=(
                but(COMMITTEE, in_party_plan=True, written_into=("党建工作计划",)),
                but(COMMITTEE, "C2", organisation=OTHER.id, in_party_plan=False),
            )
        ),
    ),
    "D131": (
        data(posts=(but(POST, until=BEFORE),)),
        ["$.posts[0]"],
        data(posts=(but(POST, until=DAY),)),
    ),
    "D132": (
        data(posts=(but(POST, until=AFTER), but(POST, "P2", holder="王五", since=AFTER))),
        ["$.posts[0]", "$.posts[1]"],
        data(
            posts=(
                but(POST, until=DAY),
                but(POST, "P2", holder="王五", since=AFTER),
                but(POST, "P3", holder=None, since=None),
                but(POST, "P4", title="委员"),
                but(POST, "P5", title="委员"),
            )
        ),
    ),
    "D141": (
        data(
            volunteers=(
                PERSON,
                but(PERSON, "V2", born=date(2020, 1, 2)),
                but(PERSON, "V3", born=AFTER, joined=None),
            )
        ),
        ["$.volunteers[1]", "$.volunteers[2]"],
        data(volunteers=(PERSON, but(PERSON, "V2", born=None))),
    ),
    "D142": (
        data(volunteers=(PERSON, but(PERSON, "V2", born=date(2002, 1, 2)))),
        ["$.volunteers[1]"],
        data(volunteers=(PERSON, but(PERSON, "V2", born=date(2002, 1, 1)))),
    ),
    "D150": (
        data(
            services=(
                but(SERVICE, hours=Decimal(2)),
                but(SERVICE, "F2", hours=Decimal(2)),
            )
        ),
        ["$.services[0]", "$.services[1]"],
        data(services=(SERVICE, but(SERVICE, "F2"), but(SERVICE, "F3", hours=Decimal(2)))),
    ),
    "D151": (
        data(
            organisations=(but(SCHOOL, category=Category.COMMUNITY, pupils=-1), OTHER),
            committees=(but(COMMITTEE, budget=Decimal(-1)),),
            services=(but(SERVICE, hours=Decimal(-1), beneficiaries=3),),
            activities=(but(ACTIVITY, volunteers=-1),),
            grants=(but(GRANT, amount=Decimal(-1)),),
        ),
        [
            "$.organisations[0]",
            "$.committees[0]",
            "$.services[0]",
            "$.activities[0]",
            "$.grants[0]",
        ],
        data(committees=(but(COMMITTEE, budget=Decimal(0)),)),
    ),
    "D201": (
        data(services=(but(SERVICE, volunteer="无"),)),
        ["$.services[0]"],
        data(services=(SERVICE,)),
    ),
    "D202": (
        data(
            volunteers=(PERSON, but(PERSON, "V2", joined=AFTER), but(PERSON, "V3", left=DAY)),
            services=(but(SERVICE, volunteer="V2"), but(SERVICE, "F2", volunteer="V3")),
        ),
        ["$.services[0]", "$.services[1]"],
        data(
            volunteers=(PERSON, but(PERSON, "V2", joined=DAY), but(PERSON, "V3", left=AFTER)),
            services=(but(SERVICE, volunteer="V2"), but(SERVICE, "F2", volunteer="V3")),
        ),
    ),
    "D203": (
        data(
            organisations=(SCHOOL, CLOSED, but(OTHER, "S3", name="新校", founded=AFTER)),
            services=(but(SERVICE, organisation=OTHER.id),),
            activities=(but(ACTIVITY, organisation="S3"),),
            entries=(but(ENTRY, organisation=OTHER.id),),
            assessments=(ASSESSED, but(ASSESSED, "M2", organisation=OTHER.id)),
            accreditations=(but(PASSED, organisation=OTHER.id),),
            articles=(but(ARTICLE, organisation=OTHER.id),),
        ),
        [
            "$.services[0]",
            "$.activities[0]",
            "$.entries[0]",
            "$.assessments[1]",
            "$.accreditations[0]",
            "$.articles[0]",
        ],
        data(
            organisations=(SCHOOL, but(OTHER, founded=DAY, closed=AFTER)),
            services=(but(SERVICE, organisation=OTHER.id),),
        ),
    ),
    "D204": (
        data(
            services=(
                but(SERVICE, hours=Decimal(20)),
                but(SERVICE, "F2", hours=Decimal("4.1")),
                but(SERVICE, "F3", hours=Decimal(24), on=AFTER),
                but(SERVICE, "F4"),
            )
        ),
        ["$.services[0]", "$.services[1]"],
        data(services=(but(SERVICE, hours=Decimal(20)), but(SERVICE, "F2", hours=Decimal(4)))),
    ),
    "D205": (
        data(accreditations=(PASSED, but(PASSED, "R2"))),
        ["$.accreditations[0]", "$.accreditations[1]"],
        data(
            accreditations=(
                PASSED,
                but(PASSED, "R2", on=AFTER),
                but(PASSED, "R3", programme="五有五好"),
            )
        ),
    ),
    "D206": (
        data(returns=(SENT, but(SENT, on=date(2024, 2, 1)))),
        ["$.returns[0]", "$.returns[1]"],
        data(returns=(SENT, but(SENT, period=Month(2024, 2)), but(SENT, table="稿件"))),
    ),
    "D207": (
        data(returns=(but(SENT, table="台账"),)),
        ["$.returns[0]"],
        data(returns=(but(SENT, table="助学金"),)),
    ),
    "D208": (
        data(returns=(but(SENT, on=date(2023, 12, 31)),)),
        ["$.returns[0]"],
        data(returns=(but(SENT, on=date(2024, 1, 1)),)),
    ),
    "D211": (
        data(services=(but(SERVICE, hours=Decimal(0)),)),
        ["$.services[0]"],
        data(services=(but(SERVICE, hours=Decimal("0.5")),)),
    ),
    "D212": (
        data(services=(SERVICE, but(SERVICE, "F2", organisation=OTHER.id))),
        ["$.services[0]", "$.services[1]"],
        data(services=(SERVICE, but(SERVICE, "F2", organisation=OTHER.id, on=AFTER))),
    ),
    "D213": (
        data(services=(but(SERVICE, beneficiaries=301),)),
        ["$.services[0]"],
        data(
            services=(
                but(SERVICE, beneficiaries=300),
                but(SERVICE, "F2", organisation=OTHER.id, on=AFTER, beneficiaries=9999),
            )
        ),
    ),
    "D221": (
        data(activities=(but(ACTIVITY, sessions=3, visits=2),)),
        ["$.activities[0]"],
        data(activities=(but(ACTIVITY, sessions=3, visits=3),)),
    ),
    "D222": (
        data(activities=(but(ACTIVITY, visits=2, volunteers=3),)),
        ["$.activities[0]"],
        data(activities=(but(ACTIVITY, visits=3, volunteers=3),)),
    ),
    "D223": (
        data(activities=(but(ACTIVITY, sessions=0, visits=30),)),
        ["$.activities[0]"],
        data(
            activities=(
                but(ACTIVITY, sessions=0, visits=0),
                but(ACTIVITY, "H2", visits=30),
            )
        ),
    ),
    "D224": (
        data(activities=(but(ACTIVITY, items=("3", "第七条")),)),
        ["$.activities[0]"],
        data(activities=(but(ACTIVITY, items=("3", "12")),)),
    ),
    "D231": (
        data(accreditations=(but(PASSED, batch=0),)),
        ["$.accreditations[0]"],
        data(accreditations=(but(PASSED, batch=None),)),
    ),
    "D232": (
        data(accreditations=(but(PASSED, batch=2), but(PASSED, "R2", on=AFTER))),
        ["$.accreditations[1]"],
        data(
            accreditations=(
                but(PASSED, batch=2),
                but(PASSED, "R2", on=AFTER, batch=2),
                but(PASSED, "R3", on=AFTER, programme="五有五好"),
            )
        ),
    ),
    "D233": (
        data(accreditations=(but(PASSED, on=BEFORE), but(PASSED, "R2", organisation=OTHER.id))),
        ["$.accreditations[0]", "$.accreditations[1]"],
        data(
            accreditations=(
                PASSED,
                but(PASSED, "R2", organisation=OTHER.id, outcome=Outcome.NOT_PASSED),
                but(PASSED, "R3", on=BEFORE, programme="五有五好"),
            )
        ),
    ),
    "D234": (
        data(accreditations=(but(PASSED, outcome=Outcome.REVOKED),)),
        ["$.accreditations[0]"],
        data(accreditations=(PASSED, but(PASSED, "R2", on=AFTER, outcome=Outcome.REVOKED))),
    ),
    "D235": (
        data(standards=(but(STANDARD, since=AFTER),)),
        ["$.assessments[0]"],
        data(standards=(but(STANDARD, since=DAY),)),
    ),
    "D241": (
        data(entries=(but(ENTRY, work="W1"), but(ENTRY, "E2", work="W1"))),
        ["$.entries[0]", "$.entries[1]"],
        data(
            entries=(
                but(ENTRY, work="W1", level="区级"),
                but(ENTRY, "E2", work="W1", level="市级"),
                but(ENTRY, "E3"),
                but(ENTRY, "E4"),
            )
        ),
    ),
    "D251": (
        data(
            articles=(
                but(ARTICLE, outlet="区报", level="区级"),
                but(ARTICLE, "G2", outlet="区报", level="市级"),
            )
        ),
        ["$.articles[0]", "$.articles[1]"],
        data(
            articles=(
                but(ARTICLE, outlet="区报", level="区级"),
                but(ARTICLE, "G2", outlet="区报", level="县级"),
                but(ARTICLE, "G3", outlet="区报", on=AFTER),
                but(ARTICLE, "G4", outlet="市报", level="市级"),
                but(ARTICLE, "G5", level="省级"),
            )
        ),
    ),
    "D301": (
        data(
            pairings=(but(PAIR, volunteers=("V1", "无")),), cases=(but(CASE, volunteers=("无",)),)
        ),
        ["$.pairings[0]", "$.cases[0]"],
        data(cases=(but(CASE, volunteers=("V1",)),)),
    ),
    "D302": (
        data(pairings=(but(PAIR, programme="无"),), grants=(but(GRANT, programme="无"),)),
        ["$.pairings[0]", "$.grants[0]"],
        data(),
    ),
    "D303": (
        data(
            consents=(CONSENT, but(CONSENT, "Q2", child="无")),
            cases=(but(CASE, child="无"),),
            grants=(but(GRANT, child="无"),),
        ),
        ["$.consents[1]", "$.cases[0]", "$.grants[0]"],
        data(),
    ),
    "D304": (
        data(pairings=(but(PAIR, subject="无"),)),
        ["$.pairings[0]"],
        data(pairings=(but(PAIR, ended=DAY),)),
    ),
    "D305": (
        data(assessments=(ASSESSED, but(ASSESSED, "M2", standard="无"))),
        ["$.assessments[1]"],
        data(),
    ),
    "D311": (
        data(programmes=(BRAND, but(BRAND, "B2", started=DAY, ended=BEFORE))),
        ["$.programmes[1]"],
        data(programmes=(BRAND, but(BRAND, "B2", started=DAY, ended=DAY))),
    ),
    "D312": (
        data(programmes=(but(BRAND, started=AFTER),), grants=()),
        ["$.pairings[0]"],
        data(programmes=(but(BRAND, started=DAY),), grants=()),
    ),
    "D313": (
        data(programmes=(but(BRAND, ended=DAY),), pairings=()),
        ["$.grants[0]"],
        data(programmes=(but(BRAND, ended=AFTER),), pairings=()),
    ),
    "D314": (
        data(volunteers=(but(PERSON, left=DAY),), services=()),
        ["$.pairings[0]"],
        data(volunteers=(but(PERSON, left=AFTER),), services=()),
    ),
    "D315": (
        data(children=(but(CHILD, left=DAY),), pairings=(), grants=()),
        ["$.cases[0]"],
        data(children=(but(CHILD, left=AFTER),), pairings=(), grants=()),
    ),
    "D316": (
        data(children=(but(CHILD, left=DAY),), cases=(), grants=()),
        ["$.pairings[0]"],
        data(children=(but(CHILD, left=AFTER),), cases=(), grants=()),
    ),
    "D317": (
        data(children=(but(CHILD, left=DAY),), pairings=(), cases=()),
        ["$.grants[0]"],
        data(children=(but(CHILD, left=AFTER),), pairings=(), cases=()),
    ),
    "D318": (
        data(grants=(but(GRANT, amount=Decimal(0)),)),
        ["$.grants[0]"],
        data(grants=(but(GRANT, amount=Decimal("0.01")),)),
    ),
    "D319": (
        data(organisations=(but(SCHOOL, founded=DAY), OTHER), children=(but(CHILD, left=BEFORE),)),
        ["$.children[0]"],
        data(organisations=(but(SCHOOL, founded=DAY), OTHER), children=(but(CHILD, left=DAY),)),
    ),
    "D321": (
        data(consents=(CONSENT, but(CONSENT, "Q2", expires=date(2022, 12, 31)))),
        ["$.consents[1]"],
        data(consents=(CONSENT, but(CONSENT, "Q2", expires=CONSENT.given))),
    ),
    "D322": (
        data(consents=(CONSENT, but(CONSENT, "Q2", withdrawn=date(2022, 12, 31)))),
        ["$.consents[1]"],
        data(consents=(CONSENT, but(CONSENT, "Q2", withdrawn=CONSENT.given))),
    ),
}

#: The same for what is told once a table, and for what the modules beside the nouns find.
FURTHER: dict[str, tuple[Dataset, list[str], Dataset]] = {
    "D001": (
        data(volunteers=(), programmes=(), children=(), standards=()),
        ["$.volunteers", "$.programmes", "$.children", "$.standards"],
        Dataset(organisations=(SCHOOL,)),
    ),
    "D002": (
        data(
            articles=(but(ARTICLE, level="省级"), but(ARTICLE, "G2", level="宇宙级")),
            entries=(but(ENTRY, level="星级"),),
        ),
        ["$.entries", "$.articles"],
        data(articles=(but(ARTICLE, level="县级"), but(ARTICLE, "G2"))),
    ),
    "G102": (
        data(cases=(but(CASE, steps=(Step(on=DAY, kind=StepKind.REOPENED),)),)),
        ["$.cases[0].steps[0]"],
        data(cases=(but(CASE, steps=(Step(on=DAY, kind=StepKind.CONTACT),)),)),
    ),
    "J101": (data(pairings=(but(PAIR, volunteers=()),)), ["$.pairings[0]"], data()),
    "K102": (
        data(consents=()),
        ["$.pairings[0]", "$.cases[0]", "$.grants[0]"],
        data(),
    ),
    "S102": (
        data(standards=(but(STANDARD, clauses=STANDARD.clauses * 2),)),
        ["$.standards[0].clauses[0].id", "$.standards[0].clauses[1].id"],
        data(),
    ),
    "S203": (
        data(
            assessments=(
                ASSESSED,
                but(ASSESSED, "M2", scores=(Score(clause=ClauseId("1"), points=Decimal(101)),)),
            )
        ),
        ["$.assessments[1].scores[0]"],
        data(
            assessments=(but(ASSESSED, scores=(Score(clause=ClauseId("1"), points=Decimal(100)),)),)
        ),
    ),
}
