"""The bare numbers of measures against the figures of the reference engine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import pytest
from tests.indicators.datasets import (
    NEW_YEARS_EVE,
    YEAR,
    activity,
    bureau,
    school,
    service,
    volunteer,
)
from tests.indicators.frames.engines import ENGINES, QUICK

from guangongwei.errors import BadArgument
from guangongwei.indicators import Distinct, Indicator, Is, Measure, Sum, Timing, evaluate, frames
from guangongwei.indicators.frames.backend import collected
from guangongwei.model import Absence, Activity, Dataset, Organisation, Service, Unit, Volunteer
from guangongwei.model.audience import Audience
from guangongwei.testing import worlds
from guangongwei.testing.worlds import World

if TYPE_CHECKING:
    from collections.abc import Mapping

    By = tuple[str, ...]

SERVICES = {
    "records": Measure(of=Service),
    "people": Measure(of=Service, count=Distinct("volunteer")),
    "beneficiaries": Measure(of=Service, count=Sum("beneficiaries")),
}
ACTIVITIES = {
    "visits": Measure(of=Activity, count=Sum("visits")),
    "lectures": Measure(of=Activity, where=Is("kind", "宣讲")),
    "places": Measure(of=Activity, count=Distinct("organisation")),
}
WAYS: tuple[By, ...] = ((), ("organisation",), ("town", "month"), ("category",))
DATASET = Dataset(
    organisations=(bureau(),), services=(service("F1", "B"),), volunteers=(volunteer("V1", "B"),)
)


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize("by", [*WAYS, ("organisation", "month", "kind")], ids="-".join)
def test_bare_numbers_are_those_of_figures(engine: str, by: By) -> None:
    """Where any record counts, the number is the figure's value, at every level."""
    for seed in (3, 119, 125):
        world = worlds.small(seed)
        for measures in (SERVICES, ACTIVITIES) if by in WAYS else (ACTIVITIES,):
            assert counted(world, engine, measures, by) == wanted(world, measures, by)


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_groups_have_their_names(engine: str) -> None:
    """Places, months and kinds are told by their words, what is blank by nothing."""
    dataset = Dataset(
        organisations=(bureau(), school("S1"), school("S2", None)),
        activities=(
            activity("H1", kind="宣讲", sessions=2),
            activity("H2", on=date(2024, 4, 1), sessions=3),
            activity("H3", "S2", kind="宣讲", sessions=5),
        ),
    )
    world = World(dataset=dataset, period=YEAR, as_of=NEW_YEARS_EVE)
    sessions = {"sessions": Measure(of=Activity, count=Sum("sessions"))}
    march, april = "2024年3月", "2024年4月"
    assert counted(world, engine, sessions, ("town", "month", "kind")) == {
        (("甲镇", march, "宣讲"), "sessions"): 2,
        (("甲镇", april, None), "sessions"): 3,
        ((None, march, "宣讲"), "sessions"): 5,
    }
    lectures = {
        "lectures": Measure(of=Activity, where=Is("kind", "宣讲")),
        "days": Measure(of=Activity, count=Distinct("unit_day")),
    }
    assert counted(world, engine, lectures, ("organisation",)) == {
        (("B",), "lectures"): 2,
        (("B",), "days"): 3,
        (("S1",), "lectures"): 1,
        (("S1",), "days"): 2,
        (("S2",), "lectures"): 1,
        (("S2",), "days"): 1,
    }


def counted(world: World, engine: str, measures: Mapping[str, Measure], by: By) -> dict[Any, Any]:
    """The numbers that are not 0, by group and measure."""
    result: Any = nw.from_native(
        frames.count(
            measures,
            ENGINES[engine](world.dataset),
            tree=world.dataset.tree,
            period=world.period,
            as_of=world.as_of,
            by=by,
            audience=Audience.DESK,
        )
    )
    names = result.collect_schema().names()
    rows = (dict(zip(names, row, strict=True)) for row in collected(result))
    return {
        (tuple(row[each] for each in by), name): row[name]
        for row in rows
        for name in measures
        if row[name]
    }


def wanted(world: World, measures: Mapping[str, Measure], by: By) -> dict[Any, Any]:
    """The same by the reference engine."""
    definitions = [
        Indicator(id=name, name=name, label=name, value=each, unit=Unit.NONE, note="", source="")
        for name, each in measures.items()
    ]
    found: dict[Any, Any] = {}
    for each in evaluate(definitions, world.dataset, period=world.period, as_of=world.as_of, by=by):
        held = {**dict(each.group.categories), "organisation": each.group.organisation}
        key = tuple(None if isinstance(held[name], Absence) else held[name] for name in by)
        if each.value and not isinstance(each.value, Absence):
            found[key, each.indicator] = each.value
    return found


@pytest.mark.parametrize(
    ("measures", "by"),
    [
        ({}, ()),
        ({"a": Measure(of=Service), "b": Measure(of=Activity)}, ()),
        ({"a": Measure(of=Organisation)}, ()),
        ({"a": Measure(of=Volunteer, timing=Timing.AT_END)}, ("month",)),
        ({"a": Measure(of=Volunteer, count=Distinct("kinds"))}, ()),
        ({"a": Measure(of=Service, where=Is("programme", value=1))}, ()),
    ],
    ids=["none", "two nouns", "read", "stock", "several", "never"],
)
def test_what_is_not_bare_is_refused(measures: dict[str, Measure], by: By) -> None:
    """What needs more than one look, or is not counted in tables, is named before anything runs."""
    with pytest.raises(BadArgument, match=r"measures|path"):
        frames.count(
            measures,
            frames.from_records(DATASET),
            tree=DATASET.tree,
            period=YEAR,
            as_of=NEW_YEARS_EVE,
            by=by,
            audience=Audience.DESK,
        )


def test_hours_as_objects_are_refused() -> None:
    """Pandas adds objects up one by one; Arrow decimals are as exact and not as slow."""
    with pytest.raises(BadArgument, match="Arrow"):
        frames.count(
            {"hours": Measure(of=Service, count=Sum("hours"))},
            frames.from_records(DATASET, "pandas"),
            tree=DATASET.tree,
            period=YEAR,
            as_of=NEW_YEARS_EVE,
            audience=Audience.DESK,
        )


def test_bare_numbers_of_people_are_for_the_desk() -> None:
    """Others are refused, and told which measures they may not ask for; activities are for all."""
    asked = {"tree": DATASET.tree, "period": YEAR, "as_of": NEW_YEARS_EVE}
    tables = frames.from_records(DATASET)
    measures = {"hours": Measure(of=Service, count=Sum("hours"))}
    for audience in ({}, {"audience": Audience.INTERNAL}):
        with pytest.raises(BadArgument, match="measures hours"):
            frames.count(measures, tables, **asked, **audience)  # type: ignore[arg-type]  # as asked
    assert frames.count({"all": Measure(of=Activity)}, tables, **asked) is not None  # type: ignore[arg-type]  # as above
