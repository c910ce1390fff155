"""What figures about organisations and categories of groups say of the people behind them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from guangongwei import plans
from guangongwei.indicators.catalogue import indicator
from guangongwei.indicators.definition import (
    All,
    AtLeast,
    Condition,
    Contains,
    Distinct,
    Exists,
    Formula,
    Is,
    Latest,
    Measure,
    OneOf,
    Timing,
)
from guangongwei.indicators.guarded import counts_people, counts_places
from guangongwei.indicators.objects import evaluate
from guangongwei.model.activity import Activity
from guangongwei.model.dataset import Dataset
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.period import Year
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, ServiceId, VolunteerId
from guangongwei.privacy import Rounding
from guangongwei.reviewing import review
from guangongwei.reviewing.conditions import meets
from guangongwei.reviewing.exposure import Exposure
from guangongwei.reviewing.presence import presences

if TYPE_CHECKING:
    from guangongwei.privacy.release import Number
    from guangongwei.reviewing import Review

STATION, COMMUNITY, PRIMARY = Category.STATION, Category.COMMUNITY, Category.PRIMARY
PLAN = "一、做好关爱工作\n1.关心每一个孩子。\n"
DAY = date(2024, 12, 31)
STAGE = "organisation.category"
SERVICES = Measure(of=Service, where=Is(STAGE, STATION), rests_on="服务记录")


def _dataset(*places: tuple[Category, int]) -> Dataset:
    """Places of a category, each with so many services by as many volunteers, a day for each."""
    ids = [OrganisationId(f"P{at}") for at in range(len(places))]
    return Dataset(
        organisations=tuple(
            Organisation(id=id_, name=id_, category=category, town="甲镇")
            for id_, (category, _) in zip(ids, places, strict=True)
        ),
        services=tuple(
            Service(
                id=ServiceId(f"{id_}-{at}"),
                volunteer=VolunteerId(f"V{id_}-{at}"),
                organisation=id_,
                on=date(2024, 1 + at % 12, 1 + at // 12),
            )
            for id_, (_, size) in zip(ids, places, strict=True)
            for at in range(size)
        ),
        returns=tuple(Return(organisation=id_, table="服务记录", period=Year(2024)) for id_ in ids),
    )


def _reviewed(dataset: Dataset, *known: str | Formula) -> Review:
    """A review of some indicators, or of formulas under made-up names."""
    base = indicator("stations.count")
    catalogue = tuple(
        indicator(each) if isinstance(each, str) else evolve(base, id=f"test.n{at}", value=each)
        for at, each in enumerate(known)
    )
    return review(
        plans.parse(PLAN).value,
        dataset,
        period=Year(2024),
        as_of=DAY,
        catalogue=catalogue,
        problems=(),
    )


def _number(dataset: Dataset, *known: str) -> Number:
    """How many services at stations, with what some figures say of them."""
    desk = _reviewed(dataset, *known, SERVICES)
    exposure = Exposure(dataset=dataset, least=10, presences=presences(desk.catalogue))
    figure = desk.figures[-1]
    exposure.keys(figure, desk.catalogue[-1])
    (number,) = exposure.coupled()
    return number


def test_that_a_station_is_open_says_that_somebody_served() -> None:
    """Two of three stations are open: everybody knows that there are two services at least."""
    dataset = _dataset((STATION, 3), (STATION, 4), (STATION, 0), (PRIMARY, 5))
    assert _number(dataset).least == 0
    known = _number(dataset, "stations.open_share")
    assert (known.least, known.most, known.people) == (2, None, 7)


def test_that_no_station_is_open_says_that_nobody_served() -> None:
    """None of one is open: the 0 is told, whatever stands for it."""
    dataset = _dataset((STATION, 0), (PRIMARY, 5))
    assert _number(dataset, "stations.open_share").most == 0
    assert _number(_dataset((PRIMARY, 5)), "stations.open_share").most is None


def test_where_somebody_served_is_asked_for_within_other_conditions() -> None:
    """By whichever words: there are some, there are none, the latest of them is such a one."""
    inner = Is("kind", "讲座")
    for where in (
        Exists(Service) | Exists(Activity),
        All((Is("category", STATION), ~Exists(Service))),
        Latest(Service, inner),
    ):
        measure = Measure(of=Organisation, where=where, timing=Timing.AT_END)
        (found,) = presences([evolve(indicator("stations.count"), value=measure)])
        assert found.noun is Service
    assert not presences([indicator("activities.sessions"), indicator("volunteers.active_share")])


def test_days_are_told_where_the_services_are() -> None:
    """7 days of opening say that there were 7 services; 12 volunteers may be told."""
    assert counts_people(SERVICES)
    assert counts_places(evolve(SERVICES, count=Distinct("unit_day")))
    assert not counts_places(evolve(SERVICES, count=Distinct("volunteer")))
    few = _reviewed(_dataset((STATION, 7)), "stations.opening_days")
    assert few.figure("stations.opening_days").value == 7
    assert few.published().figure("stations.opening_days").value is Absence.SUPPRESSED
    many = _reviewed(_dataset((STATION, 12)), "stations.opening_days")
    assert many.published().figure("stations.opening_days").value == 12
    rounded = many.published(rounding=Rounding(5)).figure("stations.opening_days")
    assert rounded.value is Absence.SUPPRESSED


def test_at_how_many_places_somebody_served_is_told_where_the_services_are() -> None:
    """One place of few services is hidden; of many it is told, though 1 is a small number."""
    places = evolve(SERVICES, count=Distinct("organisation"))
    few, many = (_reviewed(_dataset((STATION, size)), places) for size in (4, 15))
    assert [each.value for each in few.published().figures] == [Absence.SUPPRESSED]
    assert [each.value for each in many.published().figures] == [1]


def test_a_category_of_a_group_is_set_against_a_condition_on_it() -> None:
    """34 outside of schools less the 30 at stations would be the 4 of the community."""
    dataset = _dataset((STATION, 30), (COMMUNITY, 4), (PRIMARY, 40))
    base = _reviewed(dataset, "stations.volunteers", "volunteers.active")
    active = [indicator("volunteers.active")]
    groups = evaluate(active, dataset, period=base.period, as_of=DAY, by=("category",))
    (station,) = (each for each in groups if each.value == 30)
    desk = evolve(base, figures=(base.figure("stations.volunteers"), station))
    values = {each.group.categories: each.value for each in desk.published().figures}
    assert {each.value for each in desk.figures} == {30, 34}
    assert Absence.SUPPRESSED in (values[()], values[(("category", STATION.value),)])


@pytest.mark.parametrize(
    ("condition", "is_met"),
    [
        (Is(STAGE, STATION), True),
        (OneOf(STAGE, (STATION, COMMUNITY)), True),
        (OneOf(STAGE, (PRIMARY, COMMUNITY)), False),
        (Is(STAGE, PRIMARY) | OneOf(STAGE, (STATION,)), True),
        (Is(STAGE, PRIMARY) | Is("organisation.town", STATION.value), False),
        (Is(STAGE, STATION) & Contains("kinds", "老教师"), False),
        (AtLeast(STAGE, 1), False),
        (~Is(STAGE, PRIMARY), False),
    ],
)
def test_a_category_says_that_conditions_on_it_hold(condition: Condition, *, is_met: bool) -> None:
    """One of several words is met by each of them; what says nothing of the category is not."""
    assert meets(("category", STATION.value), condition) is is_met
