from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from tests.indicators.datasets import (
    YEAR,
    activity,
    bureau,
    decision,
    oid,
    school,
    sent,
    service,
    volunteer,
)

from guangongwei.errors import BadArgument
from guangongwei.indicators.chapters.scope import IN_SCOPE
from guangongwei.indicators.definition import (
    All,
    Any,
    AtLeast,
    Contains,
    Exists,
    Is,
    Latest,
    Measure,
    Moment,
    Not,
    OneOf,
    Timing,
    Told,
)
from guangongwei.indicators.ground import told_apart
from guangongwei.indicators.scene import LeftOut, Scene
from guangongwei.model import (
    Absence,
    Accreditation,
    Activity,
    Category,
    Committee,
    CommitteeId,
    Dataset,
    Organisation,
    Outcome,
    Quarter,
    Return,
    Service,
    Volunteer,
)
from guangongwei.model.standard import (
    Assessment,
    AssessmentId,
    Method,
    Standard,
    StandardId,
)

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Condition
    from guangongwei.model import Record

DATASET = Dataset(
    organisations=(bureau(), school("S1"), school("S2", closed=date(2024, 6, 1))),
    volunteers=(volunteer("V1"), volunteer("V2")),
    services=(service("F1"), service("F2", "无", "V2")),
    activities=(activity("H1", kind="宣讲", items=("3", "4")),),
    accreditations=(
        decision("1", on=date(2023, 5, 1), outcome=Outcome.NOT_PASSED),
        decision("2", on=date(2024, 5, 1)),
    ),
    returns=sent("S1", "活动"),
)
SCHOOL, CLOSED = DATASET.organisations[1:]
PERSON, OTHER = DATASET.volunteers
LECTURE = DATASET.activities[0]
PASSED = Is("outcome", Outcome.PASSED)


def scene(as_of: date = YEAR.end, dataset: Dataset = DATASET) -> Scene:
    """The year 2024 up to a day."""
    return Scene(dataset=dataset, period=YEAR, as_of=as_of)


@pytest.mark.parametrize(
    ("condition", "record", "holds"),
    [
        (Is("kind", "宣讲"), LECTURE, True),
        (Is("kind", "征文"), LECTURE, False),
        (Is("organisation.category", Category.PRIMARY), LECTURE, True),
        (Is("organisation.category", "小学"), LECTURE, False),
        (OneOf("kind", ("征文", "宣讲")), LECTURE, True),
        (OneOf("kind", ()), LECTURE, False),
        (Contains("items", "3"), LECTURE, True),
        (Contains("items", "34"), LECTURE, False),
        (Contains("kind", "宣"), LECTURE, False),
        (All((Is("kind", "宣讲"), Contains("items", "4"))), LECTURE, True),
        (All(()), LECTURE, True),
        (Any((Is("kind", "征文"), Contains("items", "4"))), LECTURE, True),
        (Any(()), LECTURE, False),
        (Not(Is("kind", "征文")), LECTURE, True),
        (Latest(Accreditation, PASSED), SCHOOL, True),
        (Latest(Accreditation, PASSED, at=Moment.BEFORE), SCHOOL, False),
        (Latest(Accreditation, Is("outcome", Outcome.NOT_PASSED), at=Moment.BEFORE), SCHOOL, True),
        (Latest(Accreditation, PASSED), LECTURE, True),
        (Latest(Accreditation, PASSED), CLOSED, False),
        (Latest(Return, Is("table", "活动")), SCHOOL, False),
        (Exists(Service), PERSON, True),
        (Exists(Service), OTHER, False),
        (Exists(Service), SCHOOL, True),
        (Exists(Activity, Is("kind", "宣讲")), SCHOOL, True),
        (Exists(Activity, Is("kind", "征文")), SCHOOL, False),
        (Exists(Activity), PERSON, True),
        (Exists(Return), CLOSED, False),
        (Latest(Accreditation, PASSED, among=Is("outcome", Outcome.NOT_PASSED)), SCHOOL, False),
        (Latest(Accreditation, Is("id", "1"), among=Not(PASSED)), SCHOOL, True),
        (Latest(Volunteer, Is("id", "V2")), SCHOOL, True),
        (Exists(Volunteer, timing=Timing.AT_END), SCHOOL, True),
        (Exists(Volunteer), SCHOOL, False),
        (Exists(Volunteer, timing=Timing.TO_DATE), SCHOOL, True),
        (AtLeast("sessions", 1), LECTURE, True),
        (AtLeast("sessions", 2), LECTURE, False),
        (AtLeast("visits", 0), LECTURE, False),
        (Told("kind"), LECTURE, True),
        (Told("theme"), LECTURE, False),
        (Told("items"), LECTURE, True),
        (Told("items"), evolve(LECTURE, items=()), False),
        (Told("visits"), LECTURE, False),
        (Is("kind", "宣讲") & ~Is("level", "省级"), LECTURE, True),
        (Is("kind", "征文") | Contains("items", "4"), LECTURE, True),
    ],
)
def test_a_condition_holds_or_not(
    condition: Condition,
    record: Record,
    holds: bool,  # noqa: FBT001
) -> None:
    """Over the record's own fields, its organisation's, and other records about it."""
    assert scene().holds(condition, record) is holds


def test_what_has_not_happened_yet_is_not_the_latest() -> None:
    """As of April, the decision of May is not known."""
    latest = Latest(Accreditation, PASSED)
    assert scene(date(2024, 5, 1)).holds(latest, SCHOOL)
    assert not scene(date(2024, 4, 30)).holds(latest, SCHOOL)


@pytest.mark.parametrize(
    ("measure", "record", "reason"),
    [
        (Measure(of=Service), service("F1"), None),
        (Measure(of=Service), service("F1", "无"), LeftOut.NO_ORGANISATION),
        (Measure(of=Service), service("F1", on=date(2023, 12, 31)), LeftOut.OUTSIDE_TIME),
        (
            Measure(of=Activity, where=Is("kind", "征文")),
            LECTURE,
            LeftOut.CONDITION,
        ),
        (
            Measure(of=Organisation, where=IN_SCOPE, timing=Timing.AT_END),
            CLOSED,
            LeftOut.OUTSIDE_TIME,
        ),
        (
            Measure(of=Organisation, where=IN_SCOPE, timing=Timing.AT_END),
            bureau(),
            LeftOut.CONDITION,
        ),
        (Measure(of=Return), DATASET.returns[0], None),
        (Measure(of=Volunteer, timing=Timing.AT_END), PERSON, None),
    ],
)
def test_a_record_that_does_not_count_has_a_reason(
    measure: Measure, record: Record, reason: LeftOut | None
) -> None:
    """The first that applies: no organisation, outside the time, not what is counted."""
    assert scene().why_not(measure, record) is reason


@pytest.mark.parametrize(
    ("id_", "at", "founded", "counts"),
    [
        ("C1", "S1", None, True),
        ("C2", "S1", date(2024, 12, 31), True),
        ("C3", "S1", date(2025, 1, 1), False),
        ("C4", "S2", None, False),
    ],
)
def test_a_committee_exists_with_its_organisation(
    id_: str,
    at: str,
    founded: date | None,
    counts: bool,  # noqa: FBT001
) -> None:
    """Founded by the end, in an organisation that is in operation then."""
    committee = Committee(id=CommitteeId(id_), organisation=oid(at), founded=founded)
    measure = Measure(of=Committee, timing=Timing.AT_END)
    assert (scene().why_not(measure, committee) is None) is counts


QUARTER = Quarter(2024, 3)


@pytest.mark.parametrize(
    ("timing", "on", "counts"),
    [
        (Timing.DURING, date(2024, 6, 30), False),
        (Timing.DURING, date(2024, 7, 1), True),
        (Timing.DURING, date(2024, 10, 1), False),
        (Timing.YEAR_TO_DATE, date(2023, 12, 31), False),
        (Timing.YEAR_TO_DATE, date(2024, 1, 1), True),
        (Timing.YEAR_TO_DATE, date(2024, 10, 1), False),
        (Timing.PUBLICITY_YEAR_TO_DATE, date(2024, 7, 31), False),
        (Timing.PUBLICITY_YEAR_TO_DATE, date(2024, 8, 1), True),
        (Timing.PUBLICITY_YEAR_TO_DATE, date(2024, 10, 1), False),
        (Timing.TO_DATE, date(1999, 1, 1), True),
        (Timing.TO_DATE, date(2024, 9, 30), True),
        (Timing.TO_DATE, date(2024, 10, 1), False),
    ],
)
def test_a_flow_counts_from_the_period_the_year_or_ever(
    timing: Timing,
    on: date,
    counts: bool,  # noqa: FBT001
) -> None:
    """Always up to the end of the period, here of the third quarter."""
    quarter = Scene(dataset=DATASET, period=QUARTER, as_of=QUARTER.end)
    reason = quarter.why_not(Measure(of=Service, timing=timing), service("F1", on=on))
    assert (reason is None) is counts


def test_another_day_of_a_record_can_be_the_one_that_counts() -> None:
    """Who left during the year, rather than who joined."""
    left = Measure(of=Volunteer, day="left")
    assert scene().why_not(left, volunteer("V1", left=date(2024, 5, 1))) is None
    assert scene().why_not(left, volunteer("V1")) is LeftOut.OUTSIDE_TIME


def test_a_stock_of_a_flow_is_refused() -> None:
    """What has a day cannot last to the end of the period."""
    measure = Measure(of=Service, timing=Timing.AT_END)
    with pytest.raises(BadArgument) as caught:
        scene().why_not(measure, DATASET.services[0])
    assert caught.value.name == "timing"


@pytest.mark.parametrize("path", ["colour", "organisation.colour", "standard.programme"])
def test_a_field_that_does_not_exist_is_refused(path: str) -> None:
    """A misspelt path is the caller's mistake, and says of which noun."""
    with pytest.raises(BadArgument) as caught:
        scene().read(LECTURE, path)
    assert caught.value.name == f"path {path!r}"


@pytest.mark.parametrize("path", ["town.name", "now.level"])
def test_a_path_goes_through_what_there_is(path: str) -> None:
    """The organisation, the standard, or what is so now of a noun that knows it."""
    with pytest.raises(BadArgument) as caught:
        scene().read(LECTURE, path)
    assert caught.value.name == f"path {path.partition('.')[0]!r}"


@pytest.mark.parametrize(("standard", "programme"), [("甲", "优质化"), ("乙", Absence.UNKNOWN)])
def test_a_path_to_the_standard_ends_where_nobody_knows_it(
    standard: str, programme: object
) -> None:
    """An assessment by an edition that is not here is one by an unknown standard."""
    edition = Standard(
        id=StandardId("甲"),
        programme="优质化",
        edition="2023",
        clauses=(),
        bands=(),
        since=date(2023, 1, 1),
    )
    assessment = Assessment(
        id=AssessmentId("1"),
        organisation=oid("S1"),
        standard=StandardId(standard),
        on=date(2024, 3, 1),
        method=Method.SELF,
    )
    dataset = evolve(DATASET, standards=(edition,))
    assert scene(dataset=dataset).read(assessment, "standard.programme") == programme


def test_a_path_to_the_organisation_ends_where_nobody_knows_it() -> None:
    """Whoever wrote an organisation that is not in 单位 wrote no town either."""
    assert scene().read(service("F1", "无"), "organisation.town") is Absence.UNKNOWN


@pytest.mark.parametrize(
    ("value", "told"),
    [(("V1", "V2"), ("V1", "V2")), ((), ()), ("V1", ("V1",)), (None, ()), (Absence.UNKNOWN, ())],
)
def test_a_field_tells_apart_each_of_its_values(value: object, told: tuple[str, ...]) -> None:
    """Several, one or none."""
    assert told_apart(value) == told


def test_an_organisation_belongs_to_itself() -> None:
    """Paths to the organisation work for organisations too."""
    assert scene().organisation_of(SCHOOL) == "S1"
    assert scene().read(SCHOOL, "organisation.town") == "甲镇"


def test_a_period_ends_with_its_last_day_or_with_the_day_of_the_figure() -> None:
    """Whichever is earlier; the day before the period is the last of the one before."""
    assert scene(date(2025, 6, 1)).end == date(2024, 12, 31)
    assert scene(date(2024, 6, 1)).end == date(2024, 6, 1)
    assert scene().before == date(2023, 12, 31)
