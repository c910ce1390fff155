"""The figures of each chapter over records that are all in sight, in Chinese terms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from tests.indicators.datasets import (
    YEAR,
    activity,
    article,
    bureau,
    by_category,
    decision,
    figure,
    oid,
    school,
    sent,
    service,
    volunteer,
)

from guangongwei.model import (
    Absence,
    Bounds,
    Category,
    Committee,
    CommitteeId,
    Dataset,
    Organisation,
    Outcome,
    Quarter,
    Ratio,
    Year,
)
from guangongwei.model.care import (
    CareCase,
    CaseId,
    CaseLevel,
    Child,
    ChildId,
    Grant,
    GrantId,
    Pairing,
    PairingId,
    Programme,
    ProgrammeId,
    Step,
    StepKind,
    SubjectKind,
)
from guangongwei.model.contests import CONTEST_WORDS
from guangongwei.model.entry import Entry, EntryId
from guangongwei.model.mechanism import TRAINING_WORDS, training
from guangongwei.model.period import PUBLICITY_YEAR
from guangongwei.model.post import Post, PostId
from guangongwei.model.standard import (
    Assessment,
    AssessmentId,
    Method,
    Standard,
    StandardId,
)
from guangongwei.model.volunteer import VolunteerId

if TYPE_CHECKING:
    from guangongwei.model import Period

SPRING = date(2024, 3, 1)
SCHOOLS = (bureau(), school("S1"), school("S2", "乙镇"))
TABLES = (
    "关工委",
    "任职",
    "五老志愿者",
    "服务记录",
    "活动",
    "参评作品",
    "关爱品牌",
    "关爱对象",
    "结对",
    "关爱个案",
    "助学金",
    "评估",
    "稿件",
)


def world(**tables: object) -> Dataset:
    """A district of two schools that have sent every table of two years."""
    returns = tuple(
        each
        for year in (2023, 2024)
        for at in ("S1", "S2")
        for each in sent(at, *TABLES, period=Year(year))
    )
    given: dict[str, Any] = {"organisations": SCHOOLS, "returns": returns, **tables}
    return Dataset(**given)


def value(id_: str, dataset: Dataset, period: Period = YEAR) -> object:
    """The value of one figure, which nothing can change any more."""
    found = figure(id_, dataset, period=period, as_of=period.end)
    assert found.value in (Absence.NOT_APPLICABLE, Absence.UNKNOWN) or (
        found.bounds is not None and found.bounds.is_exact
    )
    return found.value


def values(dataset: Dataset, *ids: str) -> dict[str, object]:
    """The values of several figures."""
    return {each: value(each, dataset) for each in ids}


# 要点 2


def committee(at: str, *, budget: Decimal | Absence, plan: bool | Absence) -> Committee:
    """The committee of a school with its conditions."""
    return Committee(
        id=CommitteeId(f"Z-{at}"),
        organisation=oid(at),
        budget=budget,
        in_party_plan=plan,
        office=plan,
        online=plan,
    )


def test_committees_are_shown_by_the_plans_that_they_are_written_into() -> None:
    """Once under each; who names none is not counted."""
    named = evolve(
        committee("S1", budget=Decimal(0), plan=True), written_into=("年终考核", "党建计划")
    )
    dataset = world(committees=(named, committee("S2", budget=Decimal(0), plan=True)))
    assert value("committees.by_plan", dataset) == 1
    assert by_category("committees.by_plan", dataset, "written_into") == {
        "党建计划": 1,
        "年终考核": 1,
    }


def post(id_: str, at: str = "S1", *, holder: str | None = "张三", **more: object) -> Post:
    """A post of a school's committee."""
    given: dict[str, Any] = {"title": "主任", **more}
    return Post(id=PostId(id_), organisation=oid(at), holder=holder, **given)


def test_what_is_not_said_of_a_committee_is_not_counted_as_done() -> None:
    """Of two committees one is in the plan; the other's budget is not said, so the sum is open."""
    dataset = world(
        committees=(
            committee("S1", budget=Decimal(5000), plan=True),
            committee("S2", budget=Absence.UNKNOWN, plan=Absence.UNKNOWN),
        )
    )
    shares = ("in_party_plan_share", "budget_share", "office_share", "online_share")
    for each in shares:
        assert value(f"committees.{each}", dataset) == Ratio(1, 2)
    assert value("committees.count", dataset) == 2
    assert value("committees.share", dataset) == Ratio(2, 2)
    budget = figure("committees.budget", dataset)
    assert (budget.value, budget.bounds) == (Decimal(5000), Bounds(Decimal(5000), None))


def test_a_committee_that_comes_next_year_is_not_there_yet() -> None:
    """Founded after the end, or of a school that has closed."""
    later = evolve(committee("S1", budget=Decimal(0), plan=False), founded=date(2025, 1, 1))
    assert values(world(committees=(later,)), "committees.count", "committees.share") == {
        "committees.count": 0,
        "committees.share": Ratio(0, 2),
    }


def test_posts_are_filled_or_vacant_while_their_term_runs() -> None:
    """A holder whose term is over neither fills the post nor leaves it vacant."""
    dataset = world(
        posts=(
            post("1", retired=True),
            post("2", retired=False, until=date(2024, 12, 31)),
            post("3", retired=True, until=date(2024, 12, 30)),
            post("4", since=date(2025, 1, 1)),
            post("5", "S2", holder=None, title="通讯员"),
        )
    )
    assert values(dataset, "posts.filled_share", "posts.vacant", "posts.retired_share") == {
        "posts.filled_share": Ratio(2, 3),
        "posts.vacant": 1,
        "posts.retired_share": Ratio(1, 2),
    }
    assert by_category("posts.vacant", dataset, "title") == {"通讯员": 1}


# 要点 3、13


def test_volunteers_are_told_by_kind_and_by_what_became_of_them() -> None:
    """A person of two kinds counts in both; who left in the year is no longer on the roll."""
    dataset = world(
        volunteers=(
            volunteer("V1", kinds=("老教师", "老干部")),
            volunteer("V2", kinds=("退休教师",), joined=SPRING),
            evolve(volunteer("V3", kinds=("老战士",)), backbone=True),
            volunteer("V4", left=SPRING),
            # Who was never on the roll cannot leave it.
            volunteer("V5", joined=None, left=SPRING),
        )
    )
    assert by_category("volunteers.by_kind", dataset, "kinds") == {
        "老教师": 1,
        "老干部": 1,
        "退休教师": 1,
        "老战士": 1,
    }
    told = ("registered", "teachers", "backbone", "new", "left", "increase")
    assert [value(f"volunteers.{each}", dataset) for each in told] == [3, 2, 1, 1, 1, 0]
    assert value("volunteers.growth", dataset) == 0


def test_hours_for_each_who_served() -> None:
    """Two persons served nine hours; whoever did not serve is not divided by."""
    dataset = world(
        volunteers=(volunteer("V1"), volunteer("V2", "S2"), volunteer("V3")),
        services=(
            evolve(service("1", hours=Decimal(3)), beneficiaries=40),
            evolve(service("2", hours=Decimal(4)), beneficiaries=40),
            evolve(service("3", "S2", "V2", hours=Decimal(2)), beneficiaries=10),
        ),
    )
    assert value("services.hours_per_volunteer", dataset) == Fraction(9, 2)
    assert value("services.visits", dataset) == 90
    assert value("services.school_gini", dataset) == Fraction(7 - 2, 2 * (7 + 2))


# 要点 4、5、8、10、14


def entry(
    id_: str,
    contest: str,
    kind: str | None = None,
    *,
    level: str = "区级",
    award: str | None = None,
    work: str | None = None,
) -> Entry:
    """A work at one level of one contest."""
    return Entry(
        id=EntryId(id_),
        organisation=oid("S1"),
        contest=contest,
        kind=kind,
        level=level,
        on=SPRING,
        award=award,
        work=work,
    )


PAPER = "优秀工作论文和调研报告评选"
FAMILY = "家庭教育和家长学校建设优秀工作论文和调研报告"


def test_a_work_sent_up_two_levels_is_one_work_and_two_entries() -> None:
    """And three where two of the entries name no work."""
    dataset = world(
        entries=(
            entry("1", PAPER, "论文", work="P1", award="一等奖"),
            entry("2", PAPER, "论文", work="P1", level="市级", award="二等奖"),
            entry("3", PAPER, "调研报告"),
            entry("4", PAPER, "调研报告", level="市级"),
        )
    )
    assert values(dataset, "entries.works", "entries.by_level", "entries.awarded") == {
        "entries.works": 3,
        "entries.by_level": 4,
        "entries.awarded": 1,
    }
    assert by_category("entries.by_level", dataset, "level") == {"区级": 2, "市级": 2}
    assert by_category("entries.awarded", dataset, "award") == {"一等奖": 1, "二等奖": 1}


def test_a_work_wins_what_only_a_work_can_win() -> None:
    """优秀组织奖 goes to the unit, 指导教师奖 to a person, and 无 and 未获奖 to nobody."""
    awards = ("一等奖", "优秀组织奖", "组织奖", "指导教师奖", "无", "未获奖", "最具创意奖")
    dataset = world(
        entries=tuple(
            entry(str(number), PAPER, "论文", award=award) for number, award in enumerate(awards)
        )
    )
    assert values(dataset, "entries.awarded", "entries.papers_awarded") == {
        "entries.awarded": 2,
        "entries.papers_awarded": 2,
    }


def test_every_contest_is_counted_for_its_own_point() -> None:
    """A paper on family education is not a paper on 优质化建设, and 工作创新奖 is neither."""
    dataset = world(
        entries=(
            entry("1", "同台节目展演", "节目"),
            entry("2", "老少共筑中国梦", "征文"),
            entry("3", "“读懂中国”", "征文"),
            entry("4", "读懂中国", "微视频"),
            entry("5", PAPER, "论文", award="三等奖"),
            entry("6", FAMILY, "论文"),
            entry("7", FAMILY, "调研报告", award="一等奖"),
            entry("8", "工作创新奖", award="优秀奖"),
            entry("9", "工作创新奖"),
        )
    )
    told = {
        "entries.shows": 1,
        "entries.essays": 3,
        "entries.reading_china": 2,
        "entries.papers": 1,
        "entries.papers_awarded": 1,
        "entries.family_papers": 2,
        "entries.family_papers_awarded": 1,
        "entries.innovation": 2,
        "entries.innovation_awarded": 1,
    }
    assert values(dataset, *told) == told


# 要点 6、7


def assessment(id_: str, at: str, method: Method, standard: str = "优质") -> Assessment:
    """An assessment of a school by one standard."""
    return Assessment(
        id=AssessmentId(id_),
        organisation=oid(at),
        standard=StandardId(standard),
        on=SPRING,
        method=method,
    )


STANDARDS = tuple(
    Standard(
        id=StandardId(id_),
        programme=programme,
        edition="2023",
        clauses=(),
        bands=(),
        since=date(2023, 1, 1),
    )
    for id_, programme in (("优质", "关工委优质化建设"), ("五好", "五有五好"))
)


def test_assessments_by_another_standard_are_not_counted() -> None:
    """五有五好 is a standard of its own, and a standard that nobody knows is none."""
    dataset = world(
        standards=STANDARDS,
        accreditations=(decision("1", "S1"),),
        assessments=(
            assessment("1", "S1", Method.REVIEW),
            assessment("2", "S1", Method.SELF, "五好"),
            assessment("3", "S2", Method.SELF, "无"),
        ),
    )
    assert value("assessments.review_share", dataset) == Ratio(1, 1)
    assert value("assessments.self_share", dataset) == Ratio(0, 2)
    own = evolve(dataset, assessments=(assessment("1", "S2", Method.SELF),))
    assert value("assessments.self_share", own) == Ratio(1, 2)


def test_the_two_programmes_are_never_merged() -> None:
    """A school of 五有五好 is not accredited, and an accredited one is not of 五有五好."""
    five = evolve(decision("2", "S2"), programme="“五有五好”")
    dataset = world(accreditations=(decision("1", "S1"), five))
    told = {
        "accreditation.share": Ratio(1, 2),
        "accreditation.reached": 1,
        "accreditation.new": 1,
        "accreditation.ever": 1,
        "five_good.reached": 1,
    }
    assert values(dataset, *told) == told


def test_who_was_ever_accredited_stays_so_and_who_lost_it_is_told() -> None:
    """Revoked in the year: out of the share, in 累计, in 摘牌; the share has lost its half."""
    dataset = world(
        accreditations=(
            decision("1", "S1", on=date(2023, 5, 1)),
            decision("2", "S1", outcome=Outcome.REVOKED),
        )
    )
    told = {
        "accreditation.share": Ratio(0, 2),
        "accreditation.ever": 1,
        "accreditation.revoked": 1,
        "accreditation.share_change": Fraction(-1, 2),
    }
    assert values(dataset, *told) == told
    assert str(figure("accreditation.share_change", dataset)) == "-50.0百分点"


def test_the_spread_of_the_share_over_towns_and_kinds_of_school() -> None:
    """甲镇 has 1 of 1, 乙镇 0 of 1; both are 小学."""
    dataset = world(accreditations=(decision("1", "S1"),))
    told = {
        "accreditation.town_range": Fraction(1),
        "accreditation.town_variation": Fraction(1),
        "accreditation.town_gini": Fraction(1, 2),
        "accreditation.category_range": Absence.NOT_APPLICABLE,
    }
    assert values(dataset, *told) == told
    assert str(figure("accreditation.town_range", dataset)) == "100.0百分点"


# 要点 1、9、11


STATION = Organisation(
    id=oid("D1"), name="梧桐站", category=Category.STATION, parent=oid("B"), town="甲镇"
)
PARENTS = Organisation(id=oid("J1"), name="家长学校", category=Category.PARENT_SCHOOL)


def test_activities_are_counted_for_the_point_that_their_kind_serves() -> None:
    """Local words are matched exactly; what a parent school holds is for parents."""
    dataset = world(
        organisations=(*SCHOOLS, PARENTS),
        activities=(
            activity("1", kind="业务培训", sessions=2),
            activity("2", kind="法治教育", sessions=3, visits=300),
            activity("3", kind="同台节目展演"),
            activity("4", kind="征文", sessions=4),
            activity("5", kind="家庭教育讲座", sessions=5, visits=50),
            activity("6", "J1", kind="报告会", sessions=1, visits=9),
            activity("7", kind="心理健康教育", sessions=6),
            activity("8", kind="教研", sessions=90),
        ),
    )
    told = {
        "training.sessions": 2,
        "training.share": Ratio(1, 2),
        "lectures.sessions": 4,
        "lectures.visits": 309,
        "shows.sessions": 1,
        "themes.sessions": 4,
        "parents.schools": 1,
        "parents.sessions": 6,
        "parents.visits": 59,
        "parents.school_sessions": 1,
        "parents.opening_days": 1,
        "care.mind_sessions": 6,
        "activities.sessions": 112,
    }
    assert values(dataset, *told) == told


@pytest.mark.parametrize("kind", TRAINING_WORDS.found_under())
def test_training_is_what_the_rules_call_training(kind: str) -> None:
    """The figure and `mechanism.training` count the same kinds of activity."""
    dataset = world(activities=(activity("1", kind=kind, sessions=2),))
    read = training(dataset.activities, dataset.tree, YEAR)
    told = {"training.sessions": read.sessions, "training.share": read.share}
    assert values(dataset, *told) == told == {"training.sessions": 2, "training.share": Ratio(1, 2)}


@pytest.mark.parametrize(
    ("id_", "contest"),
    [
        (id_, word)
        for id_, term in (
            ("entries.reading_china", "读懂中国"),
            ("entries.innovation", "工作创新奖"),
            ("entries.shows", "同台节目展演"),
            ("entries.family_papers", "家庭教育和家长学校建设优秀工作论文和调研报告"),
        )
        for word in CONTEST_WORDS.found_under(term)
    ],
)
def test_a_contest_is_known_by_the_names_that_the_rules_know(id_: str, contest: str) -> None:
    """A work is counted under every spelling of the vocabulary."""
    entry = Entry(id=EntryId("C1"), organisation=oid("S1"), contest=contest, on=SPRING)
    assert value(id_, world(entries=(entry,))) == 1


def test_a_station_is_open_where_volunteers_serve() -> None:
    """One of two stations; whoever serves in a school is not counted there."""
    dataset = world(
        organisations=(*SCHOOLS, STATION, evolve(STATION, id=oid("D2"), name="银杏站")),
        services=(
            service("1", "D1"),
            service("2", "D1", "V2"),
            service("3", "D1", "V2"),
            service("4", "S1", "V3"),
        ),
        activities=(activity("1", "D1", sessions=7), activity("2", sessions=9)),
    )
    told = {
        "stations.count": 2,
        "stations.open_share": Ratio(1, 2),
        "stations.sessions": 7,
        "stations.opening_days": 1,
        "stations.opening_days_per_station": Fraction(1, 2),
        "stations.services_per_station": Fraction(3, 2),
        "stations.volunteers": 2,
    }
    assert values(dataset, *told) == told


def test_a_place_is_open_once_a_day() -> None:
    """Two services of one day are one day of one station, and two of two; what schools do is none."""
    summer, later = date(2024, 7, 1), date(2024, 7, 2)
    dataset = world(
        organisations=(*SCHOOLS, PARENTS, STATION, evolve(STATION, id=oid("D2"), name="银杏站")),
        services=(
            service("1", "D1", on=summer),
            service("2", "D1", "V2", on=summer),
            service("3", "D2", on=summer),
            service("4", "D2", on=later),
            service("5", "S1", on=later),
        ),
        activities=(
            activity("1", "J1", on=summer, sessions=3),
            activity("2", "J1", on=summer, sessions=2),
            activity("3", "J1", on=later, sessions=Absence.UNKNOWN),
            activity("4", "S1", on=later, kind="家庭教育讲座", sessions=9),
        ),
    )
    told = {
        "stations.opening_days": 3,
        "stations.opening_days_per_station": Fraction(3, 2),
        "parents.opening_days": 2,
    }
    assert values(dataset, *told) == told
    assert figure("parents.school_sessions", dataset).value == 5
    at_first = figure("stations.opening_days", dataset, organisation=oid("D1"))
    assert at_first.value == 1


# 要点 12


BRAND = Programme(id=ProgrammeId("P1"), name="暖阳", kind="结对帮教", organisation=oid("S1"))


def pair(id_: str, *by: str, child: str = "K1", kind: SubjectKind = SubjectKind.CHILD) -> Pairing:
    """A pair of volunteers and somebody, since the spring."""
    return Pairing(
        id=PairingId(id_),
        programme=BRAND.id,
        volunteers=tuple(map(VolunteerId, by)),
        subject=child,
        subject_kind=kind,
        started=SPRING,
    )


def child(id_: str) -> Child:
    """A child whom a school cares for."""
    return Child(id=ChildId(id_), organisation=oid("S1"), consent=True)


def test_pairs_and_persons_differ() -> None:
    """2+1 is one pair and two volunteers; a young teacher is in a pair of 青蓝工程."""
    dataset = world(
        programmes=(BRAND,),
        children=(child("K1"), child("K2"), child("K3")),
        pairings=(
            pair("1", "V1", "V2"),
            pair("2", "V2", child="K2"),
            pair("3", "V3", child="T1", kind=SubjectKind.YOUNG_TEACHER),
            evolve(pair("4", "V4", child="K3"), ended=date(2024, 12, 31)),
        ),
    )
    told = {
        "care.programmes": 1,
        "care.pairs": 2,
        "care.pairs_new": 3,
        "care.mentor_pairs": 1,
        "care.pair_volunteers": 2,
        "care.paired_children": 2,
        "care.children": 3,
        "care.paired_share": Ratio(2, 3),
    }
    assert values(dataset, *told) == told


def test_a_child_who_has_left_is_not_counted() -> None:
    """The day on which it leaves is the first without it."""
    dataset = world(
        children=(
            child("K1"),
            evolve(child("K2"), left=date(2024, 12, 31)),
            evolve(child("K3"), left=date(2025, 1, 1)),
        )
    )
    assert value("care.children", dataset) == 2


def case(id_: str, *steps: tuple[date, StepKind, CaseLevel | None, str | None]) -> CareCase:
    """A case that was opened in spring at the least level."""
    return CareCase(
        id=CaseId(id_),
        child=ChildId("K1"),
        level=CaseLevel.GENERAL,
        started=SPRING,
        steps=tuple(
            Step(on=on, kind=kind, level=level, reason=reason) for on, kind, level, reason in steps
        ),
    )


MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)
RAISED = (MAY, StepKind.RAISED, CaseLevel.CRISIS, None)
CLOSED = (JUNE, StepKind.CLOSED, None, "困境解除")
SEEN = (date(2024, 12, 30), StepKind.CONTACT, None, None)


def test_cases_are_counted_by_how_they_stand_at_the_end() -> None:
    """Raised in May: a crisis from then on. Closed in June: no longer looked after."""
    dataset = world(
        children=(child("K1"),),
        cases=(
            case("1"),
            case("2", RAISED, SEEN),
            case("3", CLOSED),
            case("4", CLOSED, (date(2024, 9, 1), StepKind.REOPENED, CaseLevel.FOCUS, None), SEEN),
            case("5", (MAY, StepKind.HANDED_OVER, None, "民政部门")),
        ),
    )
    told = {
        "care.cases": 3,
        "care.cases_focus": 1,
        "care.cases_crisis": 1,
        "care.cases_opened": 5,
        "care.cases_closed": 1,
        "care.cases_overdue": 1,
    }
    assert values(dataset, *told) == told


@pytest.mark.parametrize(
    ("quarter", "open_", "crisis", "closed"),
    [(1, 2, 0, 0), (2, 1, 1, 1), (3, 1, 1, 0)],
)
def test_a_case_stands_as_it_stood_on_the_last_day(
    quarter: int, open_: int, crisis: int, closed: int
) -> None:
    """Looked back on, the first quarter knows nothing of May and June."""
    dataset = world(children=(child("K1"),), cases=(case("1", RAISED), case("2", CLOSED)))
    told = ("care.cases", "care.cases_crisis", "care.cases_closed")
    found = [value(each, dataset, Quarter(2024, quarter)) for each in told]
    assert found == [open_, crisis, closed]


def test_grants_are_told_in_money_times_and_persons() -> None:
    """Three grants to two children, by where the money came from."""
    grants = tuple(
        Grant(
            id=GrantId(str(number)),
            programme=BRAND.id,
            child=ChildId(to),
            on=SPRING,
            amount=Decimal(amount),
            origin=origin,
        )
        for number, (to, amount, origin) in enumerate(
            [("K1", 500, "商会"), ("K1", 300, "财政专项"), ("K2", 400, "商会")]
        )
    )
    dataset = world(programmes=(BRAND,), grants=grants)
    told = {
        "care.grants": 3,
        "care.grant_amount": Decimal(1200),
        "care.grant_children": 2,
        "care.grant_per_child": Fraction(600),
    }
    assert values(dataset, *told) == told
    assert by_category("care.grant_amount", dataset, "origin") == {"商会": 900, "财政专项": 300}


def test_hours_of_care_are_those_of_the_brands() -> None:
    """Local words for a brand count as the brand; a station's services are not care."""
    dataset = world(
        services=(
            evolve(service("1", hours=Decimal(2)), programme="结对帮扶"),
            evolve(service("2", hours=Decimal(3)), programme="代理家长制"),
            evolve(service("3", hours=Decimal(9)), programme="校外辅导"),
        )
    )
    assert value("care.hours", dataset) == 5


# 要点 15


def test_stories_of_the_publicity_year_begin_in_august() -> None:
    """As of December those since August; as of July those since the August before."""
    dataset = world(
        articles=tuple(
            article(f"G{on}", on=on)
            for on in (date(2023, 7, 31), date(2023, 8, 1), date(2024, 7, 31), date(2024, 8, 1))
        )
    )
    found = figure("articles.publicity_year", dataset)
    assert (found.value, found.coverage.reported) == (1, 2)
    july = figure("articles.publicity_year", dataset, period=YEAR, as_of=date(2024, 7, 31))
    whole = figure("articles.published", dataset, period=Year(2023, start_month=PUBLICITY_YEAR))
    assert july.value == whole.value == 2


def test_stories_are_told_by_level_school_and_year() -> None:
    """One story in two outlets is one; last year there was one story, now there are two."""
    dataset = world(
        articles=(
            evolve(article("1", story="K1"), level="省级"),
            evolve(article("2", story="K1"), level="国家级"),
            evolve(article("3"), level="区级"),
            article("4", on=date(2023, 3, 1)),
        )
    )
    told = {
        "articles.published": 2,
        "articles.pieces": 3,
        "articles.upper": 1,
        "articles.school_share": Ratio(1, 2),
        "articles.growth": Fraction(1),
    }
    assert values(dataset, *told) == told
    assert str(figure("articles.growth", dataset)) == "100.0%"


def test_correspondents_are_those_who_hold_the_post_in_a_school() -> None:
    """One of the bureau's and one vacant are not counted; two schools share one."""
    dataset = world(
        posts=(
            post("1", title="通讯员"),
            post("2", "S2", title="通讯员", holder=None),
            post("3", "B", title="通讯员"),
            post("4"),
        )
    )
    assert value("articles.correspondents_per_school", dataset) == Fraction(1, 2)


def test_since_january_is_the_same_as_the_year_and_more_than_the_quarter() -> None:
    """年初以来 of the second quarter has the first quarter in it."""
    dataset = world(
        activities=(activity("1", on=date(2024, 2, 1)), activity("2", on=date(2024, 5, 1)))
    )
    assert value("activities.sessions_to_date", dataset, Quarter(2024, 2)) == 2
    assert value("activities.sessions", dataset, Quarter(2024, 2)) == 1
    assert value("activities.sessions_to_date", dataset) == value("activities.sessions", dataset)


def test_visits_of_volunteers_are_not_persons() -> None:
    """Twelve volunteers at each of two activities are twenty-four visits."""
    dataset = world(
        activities=tuple(evolve(activity(each, visits=10), volunteers=12) for each in ("1", "2"))
    )
    assert value("activities.volunteers", dataset) == 24
    assert value("activities.visits_growth", dataset) is Absence.NOT_APPLICABLE
