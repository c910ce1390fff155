"""Conditions as columns: whatever a definition may ask of a record, tables answer as records do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from attrs import evolve
from tests.indicators.datasets import activity, bureau, decision, oid, school, service, volunteer
from tests.indicators.frames.asking import answered, refused, without
from tests.indicators.frames.engines import QUICK

from guangongwei.indicators import (
    AtLeast,
    Contains,
    Exists,
    Is,
    Measure,
    Not,
    OneOf,
    Timing,
    frames,
)
from guangongwei.indicators.definition import Condition, Told
from guangongwei.model import (
    Accreditation,
    Activity,
    Assessment,
    AssessmentId,
    Category,
    Child,
    ChildId,
    ClauseId,
    Committee,
    CommitteeId,
    Dataset,
    Method,
    Programme,
    ProgrammeId,
    Score,
    Service,
    Standard,
    StandardId,
    Volunteer,
)

SCHOOLS = (
    bureau(),
    school("S1", founded=date(2024, 2, 1)),
    school("S2", "乙镇", founded=date(1990, 9, 1)),
    school("S3", "乙镇", category=Category.KINDERGARTEN),
)
#: The standard word and a local one for the same kind, one that is no kind, and none.
VOLUNTEERS = Dataset(
    organisations=SCHOOLS,
    volunteers=(
        volunteer("V1", "S1", kinds=("老教师",)),
        volunteer("V2", "S2", kinds=("退休教师",)),
        volunteer("V3", "S3", kinds=("钓鱼",)),
        volunteer("V4", "S3"),
    ),
)
ACTIVITIES = Dataset(
    organisations=SCHOOLS,
    activities=(
        activity("H1", "S1", kind="宣讲", sessions=2, items=("3",)),
        activity("H2", "S2", kind="征文"),
        activity("H3", "S3"),
    ),
)
DECISIONS = Dataset(
    organisations=SCHOOLS,
    accreditations=(
        decision("R1", "S1"),
        evolve(decision("R2", "S2"), programme="优质化"),
        evolve(decision("R3", "S3"), programme="五有五好"),
    ),
)


def on_the_roll(where: Condition) -> Measure:
    """How many volunteers on the roll there are of whom something is so."""
    return Measure(of=Volunteer, where=where, timing=Timing.AT_END)


def standard(edition: str, since: date) -> Standard:
    """An edition of a standard, without clauses."""
    return Standard(
        id=StandardId(edition),
        programme="五有五好",
        edition=edition,
        clauses=(),
        bands=(),
        since=since,
    )


def assessment(id_: str, edition: str, *scores: Score) -> Assessment:
    """An assessment of the first school."""
    return Assessment(
        id=AssessmentId(id_),
        organisation=oid("S1"),
        standard=StandardId(edition),
        on=date(2024, 5, 1),
        method=Method.SELF,
        scores=scores,
    )


@pytest.mark.parametrize("engine", QUICK)
def test_the_day_of_an_organisation_tells_when(engine: str) -> None:
    """S1 was founded this year, S2 long ago, and of S3 nobody knows."""
    measure = Measure(of=Activity, day="organisation.founded")
    assert answered(measure, ACTIVITIES, engine=engine) == [1]


def test_the_day_of_a_standard_tells_when() -> None:
    """Two assessments by an edition of this year, one by an older one, one by none that is known."""
    editions = (standard("2024", date(2024, 1, 1)), standard("2019", date(2019, 1, 1)))
    assessments = [
        assessment(f"A{number}", edition)
        for number, edition in enumerate(("2024", "2024", "2019", "2011"))
    ]
    dataset = Dataset(organisations=SCHOOLS, assessments=tuple(assessments), standards=editions)
    assert answered(Measure(of=Assessment, day="standard.since"), dataset) == [2]


@pytest.mark.parametrize("day", ["kind", "organisation.name"])
def test_what_is_no_day_tells_no_time(day: str) -> None:
    """Where a path leads to a text nothing has happened."""
    assert answered(Measure(of=Activity, day=day), ACTIVITIES) == [0]


def test_nobody_has_joined_where_no_column_says_when() -> None:
    """Without 加入日期 nobody is on the roll, and nobody came this year."""
    unknown = tuple(evolve(each, joined=None) for each in VOLUNTEERS.volunteers)
    dataset = evolve(VOLUNTEERS, volunteers=unknown)
    tables = without(frames.from_records(dataset), Volunteer, "joined", "left")
    measures = (Measure(of=Volunteer, timing=Timing.AT_END), Measure(of=Volunteer))
    assert answered(measures, dataset, tables) == [0, 0]


def test_what_has_no_days_is_in_force() -> None:
    """Brands, children and committees whose tables have no column for a day are there."""
    dataset = Dataset(
        organisations=SCHOOLS,
        programmes=(Programme(id=ProgrammeId("P1"), name="四点钟课堂", organisation=oid("S1")),),
        children=(Child(id=ChildId("C1"), organisation=oid("S1")),),
        committees=(Committee(id=CommitteeId("W1"), organisation=oid("S1")),),
    )
    tables = frames.from_records(dataset)
    tables = without(tables, Programme, "started", "ended")
    tables = without(tables, Child, "left")
    tables = without(tables, Committee, "founded")
    measures = [Measure(of=each, timing=Timing.AT_END) for each in (Programme, Child, Committee)]
    assert answered(measures, dataset, tables) == [1, 1, 1]


def test_what_only_happens_is_never_in_force() -> None:
    """An activity has no end, whoever asks for it."""
    own = Measure(of=Activity, timing=Timing.AT_END)
    other = on_the_roll(Exists(Activity, timing=Timing.AT_END))
    for each in (own, other):
        dataset = evolve(ACTIVITIES, volunteers=VOLUNTEERS.volunteers)
        assert str(refused(each, dataset)) == (
            "timing must be not AT_END for Activity, which only happens."
        )


@pytest.mark.parametrize(
    ("where", "number"),
    [
        (Is("organisation.town", "乙镇") | Is("organisation.category", Category.BUREAU), 3),
        (~(Is("organisation.town", "乙镇") & Is("organisation.category", Category.PRIMARY)), 3),
        (~(Is("organisation.town", "乙镇") & Contains("kinds", "钓鱼")), 3),
        (Is("organisation.town", "乙镇") | Contains("kinds", "老教师"), 4),
        (Exists(Service) | Exists(Activity), 4),
        (Told("organisation.founded"), 2),
    ],
)
def test_conditions_on_organisations_are_found_out_once(where: Condition, number: int) -> None:
    """Whether the organisations tell alone or the records too, the same ones are meant."""
    dataset = evolve(VOLUNTEERS, activities=ACTIVITIES.activities, services=(service("F1", "S1"),))
    assert answered(on_the_roll(where), dataset) == [number]


@pytest.mark.parametrize("engine", QUICK)
def test_words_are_held_against_words(engine: str) -> None:
    """A standard word is told by each that stands for it, and an alias of one is none itself."""
    wanted: dict[Condition, int] = {
        Contains("standard_kinds", "老教师"): 2,
        Contains("standard_kinds", "退休教师"): 0,
        Contains("standard_kinds", "钓鱼"): 1,
        Contains("standard_kinds", 1): 0,
        Contains("kinds", 1): 0,
        Contains("kinds", ""): 0,
        Contains("kinds", "老教师、钓鱼"): 0,
        Is("standard_kinds", "老教师"): 0,
        OneOf("kinds", ("老教师", "钓鱼")): 0,
        AtLeast("standard_kinds", 1): 0,
        Told("standard_kinds"): 3,
        Not(Told("kinds")): 1,
    }
    measures = list(map(on_the_roll, wanted))
    assert answered(measures, VOLUNTEERS, engine=engine) == list(wanted.values())


@pytest.mark.parametrize(
    ("where", "number"),
    [
        (Is("standard_programme", "优质化建设"), 2),
        (Is("standard_programme", "五有五好") | Is("batch", "1"), 1),
        (Is("batch", "1") | Is("standard_programme", "五有五好"), 1),
        (OneOf("standard_programme", ("优质化建设", "五有五好", 1)), 3),
        (OneOf("standard_programme", ("优质化", "常态化建设")), 0),
        (Contains("standard_programme", "优质化建设"), 0),
        (Contains("standard_programme", "优质化"), 0),
        (AtLeast("programme", 1), 0),
        (AtLeast("batch", 1), 0),
    ],
)
def test_a_programme_goes_by_its_standard_name(where: Condition, number: int) -> None:
    """优质化 is 优质化建设; a text is neither a number nor a list."""
    assert answered(Measure(of=Accreditation, where=where), DECISIONS) == [number]


def test_a_list_with_a_sign_between_is_no_list_of_that_sign() -> None:
    """Where pandas holds 老教师、钓鱼 as one text it has two kinds, and none of that name."""
    both = evolve(VOLUNTEERS, volunteers=(volunteer("V1", kinds=("老教师", "钓鱼")),))
    where = (Contains("kinds", "老教师、钓鱼"), Contains("kinds", "钓鱼"), Contains("kinds", ""))
    measures = [on_the_roll(each) for each in where]
    assert answered(measures, both, engine="pandas") == [0, 1, 0]


def test_scores_are_told_where_there_are_any() -> None:
    """What a cell holds as records says something or nothing, and contains no value."""
    score = Score(clause=ClauseId("1"), points=Decimal(5))
    assessments = (assessment("A1", "2024", score), assessment("A2", "2024"))
    dataset = Dataset(organisations=SCHOOLS, assessments=assessments)
    where = (Told("scores"), Contains("scores", "1"), Is("scores", "1"))
    measures = [Measure(of=Assessment, where=each) for each in where]
    assert answered(measures, dataset) == [1, 0, 0]


@pytest.mark.parametrize(
    "where", [Is("theme", "宪法"), Told("theme"), AtLeast("visits", 0), Contains("items", "3")]
)
def test_nothing_is_so_of_a_column_that_is_not_there(where: Condition) -> None:
    """A field that the table lacks is blank in every record."""
    blank = tuple(evolve(each, items=()) for each in ACTIVITIES.activities)
    dataset = evolve(ACTIVITIES, activities=blank)
    tables = without(frames.from_records(dataset), Activity, "theme", "visits", "items")
    measures = (Measure(of=Activity, where=where), Measure(of=Activity, where=Not(where)))
    assert answered(measures, dataset, tables) == [0, 3]


@pytest.mark.parametrize(
    ("where", "number"),
    [
        (Is("backbone", value=True), 1),
        (Is("backbone", value=False), 1),
        (Is("backbone", 1), 1),
        (Is("backbone", 2), 0),
        (OneOf("backbone", (True, 0)), 2),
        (AtLeast("backbone", 1), 0),
        (Is("sex", "男"), 0),
    ],
)
def test_flags_are_true_or_false(where: Condition, number: int) -> None:
    """骨干 is so, is not so, or is not said; 1 is true and no number."""
    first, second, *others = VOLUNTEERS.volunteers
    told = (evolve(first, backbone=True), evolve(second, backbone=False), *others)
    dataset = evolve(VOLUNTEERS, volunteers=told)
    assert answered(on_the_roll(where), dataset) == [number]


def test_columns_of_few_words_are_texts() -> None:
    """A categorical column and one of an enumeration are held against words like any other."""
    tables = dict(frames.from_records(ACTIVITIES))
    measure = Measure(of=Activity, where=Is("kind", "宣讲"))
    for words in (pl.Categorical, pl.Enum(["宣讲", "征文"])):
        cast = tables[Activity].with_columns(pl.col("kind").cast(words))
        told = {**tables, Activity: cast}
        assert answered(measure, ACTIVITIES, told) == [1]
        assert answered(Measure(of=Activity), ACTIVITIES, told, by=("kind",)) == [1, 1, 1]


@pytest.mark.parametrize(
    "path", ["nothing", "standard.nothing", "now.state", "organisation.nothing"]
)
def test_a_path_that_leads_nowhere_is_refused(path: str) -> None:
    """It is named, beside the noun that has no such field."""
    refusal = refused(Measure(of=Activity, where=Is(path, "宣讲")), ACTIVITIES)
    assert str(refusal) == f"path {path!r} must be one of Activity."
