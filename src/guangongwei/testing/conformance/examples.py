"""Made-up records that the promises are tried with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from guangongwei.errors import Cell
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
from guangongwei.model.entry import Entry, EntryId
from guangongwei.model.numbers import Absence
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from guangongwei.storage.keys import Storable
    from guangongwei.storage.protocol import Store

SCHOOL = OrganisationId("S01")
DAY = date(2024, 3, 1)

#: What no message may show.
SECRET = "欧阳秘密"  # noqa: S105  (a made-up name)


def volunteer(key: str = "V1", name: str = "张三", **fields: Any) -> Volunteer:  # noqa: ANN401
    """A volunteer of one school."""
    return Volunteer(id=VolunteerId(key), name=name, organisation=SCHOOL, **fields)


def service(key: str = "F1", **fields: Any) -> Service:  # noqa: ANN401
    """A service of one volunteer on one day."""
    given: dict[str, Any] = {"on": DAY, "volunteer": VolunteerId("V1"), **fields}
    return Service(id=ServiceId(key), organisation=SCHOOL, **given)


def unit(key: str = "S01", name: str = "示例小学", **fields: Any) -> Organisation:  # noqa: ANN401
    """A school."""
    given: dict[str, Any] = {"category": Category.PRIMARY, **fields}
    return Organisation(id=OrganisationId(key), name=name, **given)


def sent(table: str = "服务记录", month: int = 3) -> Return:
    """A return of one table for one month."""
    return Return(organisation=SCHOOL, table=table, period=Month(2024, month), on=DAY)


#: One record of each noun, with values of every kind that a field may hold.
EVERY: tuple[Storable, ...] = (
    unit(pupils=0, founded=DAY, aliases=("示例一小", "一小"), source=Cell("单位.csv", 2)),
    Committee(
        id=CommitteeId("C1"),
        organisation=SCHOOL,
        founded=DAY,
        in_party_plan=True,
        budget=Decimal("1200.50"),
        office=False,
    ),
    Post(
        id=PostId("B1"), organisation=SCHOOL, title="主任", holder="李四", since=DAY, retired=True
    ),
    volunteer(sex=Sex.FEMALE, born=date(1950, 2, 28), kinds=("老教师", "老党员"), backbone=False),
    service(hours=Decimal("1.50"), beneficiaries=Absence.UNKNOWN),
    Activity(id=ActivityId("A1"), organisation=SCHOOL, on=DAY, name="讲座", visits=10**30),
    Entry(id=EntryId("E1"), organisation=SCHOOL, contest="读懂中国", award="一等奖", on=DAY),
    Programme(id=ProgrammeId("G1"), name="四点钟课堂", organisation=SCHOOL, started=DAY),
    Child(id=ChildId("D1"), organisation=SCHOOL, groups=("留守",), consent=True),
    Consent(
        id=ConsentId("N1"),
        child=ChildId("D1"),
        guardian="祖父母",
        purpose="关爱帮扶",
        scope=("结对", "个案"),
        given=DAY,
    ),
    Pairing(
        id=PairingId("J1"),
        programme=ProgrammeId("G1"),
        volunteers=(VolunteerId("V1"), VolunteerId("V2")),
        subject="D1",
        started=DAY,
    ),
    CareCase(
        id=CaseId("Q1"),
        child=ChildId("D1"),
        level=CaseLevel.CRISIS,
        started=DAY,
        steps=(Step(on=DAY, kind=StepKind.OPENED, level=CaseLevel.FOCUS, reason="危机"),),
    ),
    Grant(
        id=GrantId("M1"),
        programme=ProgrammeId("G1"),
        child=ChildId("D1"),
        on=DAY,
        amount=Decimal("0.01"),
    ),
    Assessment(
        id=AssessmentId("X1"),
        organisation=SCHOOL,
        standard=StandardId("L1"),
        on=DAY,
        method=Method.SELF,
        scores=(Score(clause=ClauseId("1.1"), points=Decimal("9.50")),),
    ),
    Accreditation(id=AccreditationId("R1"), organisation=SCHOOL, on=DAY, outcome=Outcome.PASSED),
    Article(id=ArticleId("P1"), organisation=SCHOOL, title="“五老”进校园", on=DAY),
    sent(),
    Standard(
        id=StandardId("L1"),
        programme="优质化建设",
        edition="2024版",
        clauses=(Clause(id=ClauseId("1.1"), block="组织", text="有班子", points=Decimal(10)),),
        bands=(Band(name="达标", low=Decimal(60), passes=True),),
        since=DAY,
    ),
)

#: Every verb of every store.
VERBS: dict[str, Callable[[Store], object]] = {
    "put": lambda store: store.put(volunteer()),
    "put_many": lambda store: store.put_many([volunteer()]),
    "get": lambda store: store.get(Volunteer, "V1"),
    "delete": lambda store: store.delete(Volunteer, "V1"),
    "find": lambda store: store.find(Volunteer),
}
