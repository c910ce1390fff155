"""Rows that an engine makes itself, of numbers, sums, different values and shares."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import narwhals.stable.v2 as nw
import pytest
from attrs import evolve
from tests.indicators.datasets import (
    activity,
    article,
    bureau,
    decision,
    school,
    sent,
    service,
    volunteer,
)
from tests.indicators.frames.asking import answered, without
from tests.indicators.frames.engines import QUICK

from guangongwei.indicators import (
    All,
    Contains,
    Distinct,
    Is,
    Measure,
    Per,
    Share,
    Sum,
    Timing,
    frames,
)
from guangongwei.indicators.definition import Told
from guangongwei.model import (
    Absence,
    Activity,
    Article,
    Dataset,
    Month,
    Ratio,
    Service,
    Volunteer,
)

if TYPE_CHECKING:
    By = tuple[str, ...]

#: All engines but those that take long to begin.
HERE = (*QUICK, "ibis-duckdb")
MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)
#: S1 has sent everything, S2 only its activities of April, S3 nothing at all.
DATASET = Dataset(
    organisations=(bureau(), school("S1"), school("S2", "乙镇"), school("S3", "乙镇")),
    volunteers=(
        volunteer("V1", "S1", kinds=("老教师", "老模范")),
        volunteer("V2", "S2", kinds=("老教师",)),
        volunteer("V3", "S2"),
    ),
    services=(
        service("F1", "S1", "V1", on=MARCH, hours=Decimal("1.5")),
        service("F2", "S2", "V1", on=APRIL),
        service("F3", "S2", "V2", on=APRIL, hours=Decimal("0.25")),
        service("F4", "S1", "V1", on=MARCH, hours=Decimal(2)),
    ),
    activities=(
        activity("H1", "S1", on=MARCH, kind="宣讲", sessions=2, visits=30, items=("3", "4")),
        activity("H2", "S2", on=APRIL, kind="征文", visits=12),
        activity("H3", "S2", on=APRIL, kind="宣讲", sessions=Absence.UNKNOWN, items=("4",)),
        activity("H4", "S2", on=APRIL),
    ),
    articles=(
        article("G1", "S1", story="K1"),
        article("G2", "S2", story="K1"),
        article("G3", "S2"),
        article("G4", "S2"),
    ),
    accreditations=(decision("R1", "S1", batch=1), decision("R2", "S2", batch=2)),
    returns=(
        *sent("S1", "活动", "服务记录", "五老志愿者", "稿件"),
        *sent("S2", "活动", period=Month(2024, 4)),
    ),
)
HAPPENED = (
    Measure(of=Activity, rests_on="活动"),
    Measure(of=Activity, count=Sum("sessions"), rests_on="活动"),
    Measure(of=Activity, count=Sum("visits"), where=Is("kind", "宣讲"), rests_on="活动"),
    Measure(of=Activity, count=Distinct("unit_day"), rests_on="活动"),
    Measure(of=Activity, count=Distinct("kind"), rests_on="活动"),
    Measure(of=Activity, count=Distinct("kind", blanks_count=True), rests_on="活动"),
    Share(
        part=Measure(of=Activity, where=Is("kind", "宣讲"), rests_on="活动"),
        whole=Measure(of=Activity, where=Told("kind"), rests_on="活动"),
    ),
)
WAYS: tuple[By, ...] = (("month",), ("organisation", "items", "month"))
MORE: tuple[By, ...] = ((), ("organisation",), ("town",), ("town", "kind"), ("kind", "items"))


@pytest.mark.parametrize(
    ("engine", "by"),
    [*((each, by) for each in QUICK for by in WAYS), *(("polars", by) for by in MORE)],
)
def test_what_has_happened(engine: str, by: By) -> None:
    """Sums with blanks, different values with and without blanks, and shares, in groups of each kind."""
    answered(HAPPENED, DATASET, engine=engine, by=by)


@pytest.mark.parametrize("by", [(), *WAYS])
def test_pandas_does_without_pyarrow(by: By, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are put together by PyArrow where it is there, and by pandas where it is not."""
    monkeypatch.setattr(nw.dependencies, "get_pyarrow", lambda: None)
    answered(HAPPENED, DATASET, engine="pandas", by=by)


def test_the_numbers_of_a_school() -> None:
    """What one school of the three has, to see once what the engines agree on."""
    found = answered(HAPPENED, DATASET, by=("organisation",))
    schools = len(DATASET.organisations)
    assert [values[2] for values in _by_indicator(found, schools)] == [
        3,
        2,
        Absence.UNKNOWN,
        1,
        2,
        3,
        Ratio(1, 2),
    ]


def _by_indicator(values: list[object], groups: int) -> list[list[object]]:
    return [values[start : start + groups] for start in range(0, len(values), groups)]


@pytest.mark.parametrize("engine", HERE)
@pytest.mark.parametrize("by", [("organisation",), ("kind",)], ids="-".join)
def test_one_number_of_all_records(engine: str, by: By) -> None:
    """Where nothing is asked of a record no group is without one."""
    answered(Measure(of=Activity), DATASET, engine=engine, by=by)


@pytest.mark.parametrize("engine", HERE)
@pytest.mark.parametrize("by", [("organisation",), ("kinds",)], ids="-".join)
def test_what_is_in_force(engine: str, by: By) -> None:
    """A roll that was not sent leaves the number of those on it open."""
    asked = (
        Measure(of=Volunteer, timing=Timing.AT_END, rests_on="五老志愿者"),
        Measure(
            of=Volunteer,
            where=Contains("kinds", "老教师"),
            timing=Timing.AT_END,
            rests_on="五老志愿者",
        ),
        Measure(
            of=Volunteer,
            where=All((Contains("kinds", "老教师"),)),
            timing=Timing.AT_END,
            rests_on="五老志愿者",
        ),
        Measure(of=Volunteer, count=Distinct("organisation"), timing=Timing.AT_END),
        Measure(of=Volunteer, count=Distinct("standard_kinds"), timing=Timing.AT_END),
        Measure(of=Volunteer, count=Distinct("kinds", blanks_count=True), timing=Timing.AT_END),
        Measure(of=Volunteer, where=Is("organisation.town", "乙镇"), timing=Timing.AT_END),
    )
    answered(asked, DATASET, engine=engine, by=by)


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_people_who_serve_at_two_schools(engine: str) -> None:
    """Volunteers, hours and hours for each of them, by organisation and month."""
    people = Measure(of=Service, count=Distinct("volunteer"), rests_on="服务记录")
    hours = Measure(of=Service, count=Sum("hours"), rests_on="服务记录")
    asked = (people, hours, Per(of=hours, each=people))
    for by in (("organisation",), ("organisation", "month"), ("month",)):
        answered(asked, DATASET, engine=engine, by=by)
    stories = Measure(of=Article, count=Distinct("story", blanks_count=True), rests_on="稿件")
    answered(stories, DATASET, engine=engine, by=("organisation",))


@pytest.mark.parametrize("engine", QUICK)
def test_most_is_done_above_the_schools(engine: str) -> None:
    """Three activities are the bureau's own, one is a school's."""
    places = ("B", "B", "B", "S1")
    activities = tuple(activity(f"H{number}", at) for number, at in enumerate(places))
    dataset = evolve(DATASET, activities=activities, returns=())
    counts = (Measure(of=Activity), Measure(of=Activity, count=Distinct("id")))
    found = answered(counts, dataset, engine=engine, by=("organisation",))
    assert found == [4, 1, 0, 0, 4, 1, 0, 0]


@pytest.mark.parametrize("engine", HERE)
def test_a_tree_of_nobody(engine: str) -> None:
    """Without organisations no record is anybody's, and there is one group or none."""
    dataset = Dataset(activities=DATASET.activities)
    for by in ((), ("organisation",), ("kind",), ("kind", "month")):
        answered(HAPPENED, dataset, engine=engine, by=by)


def test_a_field_that_no_column_tells() -> None:
    """Its sum is unknown, it has no values, and what is grouped by it is in one group."""
    blank = tuple(evolve(each, visits=Absence.UNKNOWN, theme=None) for each in DATASET.activities)
    dataset = evolve(DATASET, activities=blank)
    tables = without(frames.from_records(dataset), Activity, "visits", "theme")
    counts = (Sum("visits"), Distinct("theme"), Distinct("theme", blanks_count=True))
    asked = [Measure(of=Activity, count=each) for each in counts]
    never = Is("kind", 1)
    asked.append(Measure(of=Activity, where=never))
    asked.append(Measure(of=Activity, count=Distinct("kind"), where=never))
    for by in ((), ("organisation",), ("organisation", "theme"), ("theme", "month")):
        answered(asked, dataset, tables, by=by)


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_nothing_is_told_of_a_time_without_records(engine: str) -> None:
    """In May nothing has happened: nothing, not reported or not applicable, place by place."""
    for by in ((), ("organisation",), ("organisation", "kind"), ("month",)):
        answered(HAPPENED, DATASET, engine=engine, by=by, period=Month(2024, 5))
