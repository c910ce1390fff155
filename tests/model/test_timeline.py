from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.model.standards import assessment, standard

from guangongwei.errors import BadArgument
from guangongwei.model.accreditation import (
    QUALITY,
    Accreditation,
    AccreditationId,
    Outcome,
    accredited,
)
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.standard import Method
from guangongwei.model.timeline import (
    BatchStart,
    CreationRecords,
    Status,
    Stay,
    Terms,
    status,
    timeline,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHOOL = Organisation(id=OrganisationId("S1"), name="实验小学", category=Category.PRIMARY)
STANDARDS = (
    standard("A1 组织 10"),
    standard("A1 组织 10", id_="五好", programme="五有五好"),
)

_OUTCOMES = {each.value for each in Outcome}
_METHODS = {each.value for each in Method}


def records(*things: str) -> CreationRecords:
    """Records from lines such as `2022-11-01 通过`, `2022-03-01 第1批` or `2024-05-01 复核 五好`."""
    accreditations, assessments, starts = [], [], []
    for number, line in enumerate(things):
        on, what, *programme = line.split()
        day = date.fromisoformat(on)
        if what in _OUTCOMES:
            accreditations.append(
                Accreditation(
                    id=AccreditationId(f"R{number}"),
                    organisation=SCHOOL.id,
                    on=day,
                    outcome=Outcome(what),
                    programme="五有五好" if programme else QUALITY,
                )
            )
        elif what in _METHODS:
            assessments.append(
                assessment(
                    {},
                    id_=f"P{number}",
                    on=day,
                    method=Method(what),
                    standard_id="五好" if programme else "省2023",
                )
            )
        else:
            starts.append(
                BatchStart(
                    number=int(what.strip("第批")),
                    on=day,
                    organisations=(SCHOOL.id,),
                    programme="五有五好" if programme else QUALITY,
                )
            )
    return CreationRecords(
        accreditations=tuple(accreditations),
        assessments=tuple(assessments),
        standards=STANDARDS,
        starts=tuple(starts),
    )


#: What is known, and the status from each day on.
CASES: list[tuple[str, list[str], list[str]]] = [
    ("什么也没有", [], ["始 未创建"]),
    (
        "从创建到巩固",
        [
            "2021-03-01 第1批",
            "2021-09-01 自评",
            "2021-10-01 互评",
            "2021-11-01 现场考核",
            "2021-11-17 通过",
        ],
        [
            "始 未创建",
            "2021-03-01 创建中",
            "2021-09-01 自评",
            "2021-11-17 已达标",
            "2022-01-01 巩固",
        ],
    ),
    ("只有认定", ["2021-11-17 通过"], ["始 未创建", "2021-11-17 已达标", "2022-01-01 巩固"]),
    (
        "评估当日认定",
        ["2021-11-17 现场考核", "2021-11-17 通过"],
        ["始 未创建", "2021-11-17 已达标", "2022-01-01 巩固"],
    ),
    (
        "未通过后再来",
        ["2021-03-01 第1批", "2021-11-17 未通过", "2022-09-01 自评", "2022-11-20 通过"],
        [
            "始 未创建",
            "2021-03-01 创建中",
            "2022-09-01 自评",
            "2022-11-20 已达标",
            "2023-01-01 巩固",
        ],
    ),
    (
        "复核后再次通过，仍为巩固",
        ["2021-11-17 通过", "2023-05-01 复核", "2023-06-01 通过"],
        ["始 未创建", "2021-11-17 已达标", "2022-01-01 巩固", "2023-05-01 复核", "2023-06-01 巩固"],
    ),
    (
        "当年复核",
        ["2021-03-17 通过", "2021-05-01 复核", "2021-06-01 通过"],
        [
            "始 未创建",
            "2021-03-17 已达标",
            "2021-05-01 复核",
            "2021-06-01 已达标",
            "2022-01-01 巩固",
        ],
    ),
    (
        "复核期间的自评不改变状态",
        ["2021-11-17 通过", "2023-05-01 复核", "2023-05-10 自评"],
        ["始 未创建", "2021-11-17 已达标", "2022-01-01 巩固", "2023-05-01 复核"],
    ),
    (
        "达标后的自评不改变状态",
        ["2021-11-17 通过", "2021-12-01 自评", "2022-05-01 自评", "2022-06-01 第3批"],
        ["始 未创建", "2021-11-17 已达标", "2022-01-01 巩固"],
    ),
    (
        "摘牌后重新创建",
        [
            "2021-11-17 通过",
            "2023-05-01 复核",
            "2023-06-01 摘牌",
            "2024-03-01 第3批",
            "2024-09-01 复核",
            "2024-11-23 通过",
        ],
        [
            "始 未创建",
            "2021-11-17 已达标",
            "2022-01-01 巩固",
            "2023-05-01 复核",
            "2023-06-01 摘牌",
            "2024-03-01 创建中",
            "2024-09-01 自评",
            "2024-11-23 已达标",
            "2025-01-01 巩固",
        ],
    ),
    (
        "复核未通过即失去达标，重新整改",
        ["2021-11-17 通过", "2023-05-01 复核", "2023-06-01 未通过"],
        [
            "始 未创建",
            "2021-11-17 已达标",
            "2022-01-01 巩固",
            "2023-05-01 复核",
            "2023-06-01 创建中",
        ],
    ),
    (
        "自评在先，入批在后",
        ["2024-01-10 自评", "2024-03-01 第3批"],
        ["始 未创建", "2024-01-10 自评", "2024-03-01 创建中"],
    ),
    ("入批当日自评", ["2024-03-01 第3批", "2024-03-01 自评"], ["始 未创建", "2024-03-01 自评"]),
    (
        "五有五好是另一个项目",
        [
            "2021-03-01 第1批 五好",
            "2021-09-01 自评 五好",
            "2021-11-17 通过 五好",
            "2024-03-01 第3批",
        ],
        ["始 未创建", "2024-03-01 创建中"],
    ),
]


def told(stays: Iterable[Stay]) -> list[str]:
    """The stays as lines, each with its first day."""
    return [f"{each.since or '始'} {each.status.value}" for each in stays]


@pytest.mark.parametrize(
    ("things", "expected"), [each[1:] for each in CASES], ids=[each[0] for each in CASES]
)
def test_the_timeline_follows_from_decisions_assessments_and_batches(
    things: list[str], expected: list[str]
) -> None:
    """Each status begins on the day of what brings it about."""
    assert told(timeline(SCHOOL, records(*things))) == expected


@pytest.mark.parametrize(
    ("things", "expected"), [each[1:] for each in CASES], ids=[each[0] for each in CASES]
)
def test_the_order_of_the_records_does_not_matter(things: list[str], expected: list[str]) -> None:
    """The same told backwards; ids follow the days in these examples."""
    made = records(*things)
    backwards = CreationRecords(
        accreditations=made.accreditations[::-1],
        assessments=made.assessments[::-1],
        standards=made.standards[::-1],
        starts=made.starts[::-1],
    )
    assert told(timeline(SCHOOL, backwards)) == expected


def test_the_neighbouring_programme_has_a_timeline_of_its_own() -> None:
    """The same school, asked about 五有五好."""
    known = records("2021-11-17 通过 五好", "2024-03-01 第3批")
    assert told(timeline(SCHOOL, known, programme="五有五好")) == [
        "始 未创建",
        "2021-11-17 已达标",
        "2022-01-01 巩固",
    ]


def test_what_is_about_another_school_does_not_count() -> None:
    """Neither its decisions nor its assessments nor its batches."""
    known = records("2021-03-01 第1批", "2021-09-01 自评", "2021-11-17 通过")
    other = evolve(SCHOOL, id=OrganisationId("S2"))
    assert told(timeline(other, known)) == ["始 未创建"]


def test_an_assessment_by_a_standard_nobody_knows_belongs_to_no_programme() -> None:
    """It changes no status."""
    known = evolve(records("2021-09-01 自评"), standards=())
    assert told(timeline(SCHOOL, known)) == ["始 未创建"]


@pytest.mark.parametrize(
    ("terms", "decided", "consolidates"),
    [
        (Terms(since=date.min), "2021-11-17", "2022-01-01"),
        (Terms(since=date.min, years=2), "2021-11-17", "2023-01-01"),
        (Terms(since=date.min, start_month=9), "2021-11-17", "2022-09-01"),
        (Terms(since=date.min, start_month=9), "2021-06-30", "2021-09-01"),
        (Terms(since=date.min, start_month=9), "2021-09-01", "2022-09-01"),
    ],
)
def test_how_long_a_school_is_newly_accredited_is_a_parameter(
    terms: Terms, decided: str, consolidates: str
) -> None:
    """The year of the decision is the first, whether calendar or school year."""
    stays = timeline(SCHOOL, records(f"{decided} 通过"), terms=[terms])
    assert told(stays)[1:] == [f"{decided} 已达标", f"{consolidates} 巩固"]


def test_the_parameters_are_those_of_the_day_of_the_decision() -> None:
    """Later terms leave earlier decisions alone."""
    terms = [Terms(since=date(2022, 1, 1), years=3), Terms(since=date(2020, 1, 1))]
    known = records("2021-11-17 通过", "2022-06-01 摘牌", "2022-11-20 通过")
    assert told(timeline(SCHOOL, known, terms=terms)) == [
        "始 未创建",
        "2021-11-17 已达标",
        "2022-01-01 巩固",
        "2022-06-01 摘牌",
        "2022-11-20 已达标",
        "2025-01-01 巩固",
    ]


def test_a_decision_before_all_terms_is_a_callers_mistake() -> None:
    """Nothing says how long it counts as new."""
    with pytest.raises(BadArgument):
        status(SCHOOL, date(2024, 1, 1), records("2021-11-17 通过"), terms=[])


def test_a_school_has_a_status_on_its_days_of_operation_only() -> None:
    """From its founding up to the day before it closes."""
    school = evolve(SCHOOL, founded=date(2021, 9, 1), closed=date(2023, 7, 1))
    known = records("2021-03-01 第1批", "2021-11-17 通过", "2024-05-01 摘牌")
    stays = timeline(school, known)
    assert stays == (
        Stay(status=Status.CREATING, since=date(2021, 9, 1), until=date(2021, 11, 17)),
        Stay(status=Status.REACHED, since=date(2021, 11, 17), until=date(2022, 1, 1)),
        Stay(status=Status.CONSOLIDATING, since=date(2022, 1, 1), until=date(2023, 7, 1)),
    )
    assert status(school, date(2021, 8, 31), known) is Absence.NOT_APPLICABLE
    assert status(school, date(2023, 7, 1), known) is Absence.NOT_APPLICABLE
    assert status(school, date(2023, 6, 30), known) is Status.CONSOLIDATING


def test_a_school_that_never_was_has_no_timeline() -> None:
    """Closed on the day it was founded."""
    school = evolve(SCHOOL, founded=date(2021, 9, 1), closed=date(2021, 9, 1))
    assert timeline(school, records("2021-11-17 通过")) == ()


def test_every_status_has_its_word_in_both_languages() -> None:
    """未创建 is not begun."""
    assert (Status.NOT_BEGUN.value, Status.NOT_BEGUN.label) == ("未创建", "not begun")


days = st.dates(date(2020, 1, 1), date(2024, 12, 31))
happenings = st.lists(
    st.builds(
        "{} {}".format,
        days.map(date.isoformat),
        st.sampled_from([*sorted(_OUTCOMES), *sorted(_METHODS), "第1批"]),
    ),
    max_size=8,
)
schools = st.builds(
    lambda founded, closed: evolve(SCHOOL, founded=founded, closed=closed),
    st.none() | days,
    st.none() | days,
)


@given(schools, happenings, days)
def test_every_day_lies_in_exactly_one_stay(
    school: Organisation, things: list[str], day: date
) -> None:
    """The timeline has no gap and no overlap, and says the same as `status`."""
    known = records(*things)
    around = [stay for stay in timeline(school, known) if day in stay]
    now = status(school, day, known)
    assert [each.status for each in around] == ([] if isinstance(now, Absence) else [now])


@given(schools, happenings)
def test_stays_follow_one_another(school: Organisation, things: list[str]) -> None:
    """Each begins where the one before ends, and differs from it."""
    stays = timeline(school, records(*things))
    for before, after in pairwise(stays):
        assert before.until == after.since
        assert before.status is not after.status
    if stays:
        assert (stays[0].since, stays[-1].until) == (school.founded, school.closed)


@given(happenings, days)
def test_a_school_is_accredited_exactly_while_its_status_says_so(
    things: list[str], day: date
) -> None:
    """已达标, 巩固 and 复核 are the days on which the share counts the school."""
    known = records(*things)
    now = status(SCHOOL, day, known)
    assert isinstance(now, Status)
    assert now.is_accredited is (SCHOOL.id in accredited(known.accreditations, day))


@given(happenings, days)
def test_what_comes_later_changes_no_earlier_day(things: list[str], day: date) -> None:
    """The status on a day follows from what had happened by then."""
    by_then = [each for each in things if each[:10] <= day.isoformat()]
    later = [each for each in things if each[:10] > day.isoformat()]
    assert status(SCHOOL, day, records(*by_then, *later)) == status(SCHOOL, day, records(*by_then))


def test_a_stay_without_ends_holds_every_day() -> None:
    """It goes back and forth without limit."""
    (always,) = timeline(SCHOOL, CreationRecords())
    assert date.min in always
    assert date.max - timedelta(days=1) in always
