from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from tests.indicators.datasets import (
    NEW_YEARS_EVE,
    YEAR,
    activity,
    bureau,
    decision,
    figure,
    school,
    sent,
    service,
    volunteer,
)

from guangongwei.indicators.definition import Distinct, Indicator, Measure, Sum, Timing
from guangongwei.indicators.explain import explain
from guangongwei.indicators.objects import evaluate
from guangongwei.model import (
    Absence,
    Activity,
    Bounds,
    Dataset,
    Month,
    Organisation,
    Ratio,
    Return,
    Service,
    Unit,
    Volunteer,
)

BOTH = (bureau(), school("S1"), school("S2"))
ROLLS = (*sent("S1", "五老志愿者"), *sent("S2", "五老志愿者"))
SERVICES = (*sent("S1", "服务记录"), *sent("S2", "服务记录"))


def test_nothing_recorded_is_zero_only_when_everybody_has_reported() -> None:
    """Silence is not reported; a return without rows is a zero; some of both is a zero so far."""
    nobody = figure("services.hours", Dataset(organisations=BOTH))
    some = figure("services.hours", Dataset(organisations=BOTH, returns=sent("S1", "服务记录")))
    partly = figure(
        "services.hours",
        Dataset(organisations=BOTH, returns=sent("S1", "服务记录", period=Month(2024, 5))),
    )
    everybody = figure("services.hours", Dataset(organisations=BOTH, returns=SERVICES))
    nowhere = figure("services.hours", Dataset(organisations=(bureau(),)))
    assert (nobody.value, nobody.bounds) == (Absence.NOT_REPORTED, Bounds(0, None))
    assert (some.value, some.bounds) == (0, Bounds(0, None))
    assert (partly.value, partly.bounds) == (0, Bounds(0, None))
    assert (everybody.value, everybody.bounds) == (0, Bounds(0, 0))
    assert (nowhere.value, nowhere.bounds) == (Absence.NOT_APPLICABLE, None)


def test_a_flow_can_only_grow() -> None:
    """What is known is the least; the most is open while anybody is missing."""
    known = (service("F1", hours=Decimal(2)),)
    some = Dataset(organisations=BOTH, services=known, returns=sent("S1", "服务记录"))
    full = Dataset(organisations=BOTH, services=known, returns=SERVICES)
    assert figure("services.hours", some).bounds == Bounds(Decimal(2), None)
    assert figure("services.hours", full).bounds == Bounds(Decimal(2), Decimal(2))


def test_a_roll_that_was_not_sent_may_hold_people_who_have_left() -> None:
    """Of a stock only the schools that have reported are sure."""
    dataset = Dataset(
        organisations=BOTH,
        volunteers=(volunteer("V1", "S1"), volunteer("V2", "S2"), volunteer("V3", "S2")),
        returns=sent("S1", "五老志愿者"),
    )
    found = figure("volunteers.registered", dataset)
    assert (found.value, found.bounds) == (3, Bounds(1, None))
    full = attrs.evolve(dataset, returns=ROLLS)
    assert figure("volunteers.registered", full).bounds == Bounds(3, 3)


def test_a_blank_makes_a_sum_a_lower_bound() -> None:
    """Two hours and one blank are at least two hours; blanks alone are unknown."""
    some = Dataset(
        organisations=BOTH,
        services=(service("F1", hours=Decimal(2)), service("F2")),
        returns=SERVICES,
    )
    none = Dataset(organisations=BOTH, services=(service("F2"),), returns=SERVICES)
    assert figure("services.hours", some).value == Decimal(2)
    assert figure("services.hours", some).bounds == Bounds(Decimal(2), None)
    assert figure("services.hours", none).value is Absence.UNKNOWN
    assert figure("services.hours", none).bounds == Bounds(0, None)


def test_a_recorded_zero_is_a_zero() -> None:
    """An activity with 0 sessions is no blank."""
    dataset = Dataset(
        organisations=BOTH,
        activities=(activity("H1", sessions=0),),
        returns=(*sent("S1", "活动"), *sent("S2", "活动")),
    )
    found = figure("activities.sessions", dataset)
    assert (found.value, found.bounds) == (0, Bounds(0, 0))


def test_what_rests_on_the_bureaus_register_is_exact() -> None:
    """Nobody's return can change an accreditation."""
    dataset = Dataset(organisations=BOTH, accreditations=(decision("1"),))
    assert figure("accreditation.new", dataset).bounds == Bounds(1, 1)
    half = Fraction(1, 2)
    assert figure("accreditation.share", dataset).bounds == Bounds(half, half)


PEOPLE = (volunteer("V1", "S1"), volunteer("V2", "S2"))


@pytest.mark.parametrize(
    ("said", "returns", "value", "bounds"),
    [
        ("all", (*ROLLS, *SERVICES), Ratio(1, 2), Bounds(Fraction(1, 2), Fraction(1, 2))),
        (
            "services missing",
            (*ROLLS, *sent("S1", "服务记录")),
            Ratio(1, 2),
            Bounds(Fraction(1, 2), 1),
        ),
        ("a roll missing", (*sent("S1", "五老志愿者"), *SERVICES), Ratio(1, 2), Bounds(0, 1)),
    ],
)
def test_a_share_is_as_sure_as_its_two_parts(
    said: str, returns: tuple[Return, ...], value: Ratio, bounds: Bounds
) -> None:
    """Without a roll nothing is sure; without services, more may have served."""
    dataset = Dataset(
        organisations=BOTH,
        volunteers=PEOPLE,
        services=(service("F1"),),
        returns=returns,
    )
    found = figure("volunteers.active_share", dataset)
    assert (said, found.value, found.bounds) == (said, value, bounds)


def test_another_school_may_still_report_that_somebody_served() -> None:
    """A school's share stays open till all schools have sent their services, not it alone."""
    dataset = Dataset(
        organisations=BOTH,
        volunteers=PEOPLE,
        returns=(*ROLLS, *sent("S1", "服务记录")),
    )
    found = figure("volunteers.active_share", dataset, organisation="S1")
    assert (found.value, found.bounds) == (Ratio(0, 1), Bounds(0, 1))


def test_a_share_whose_part_nobody_has_reported_has_no_value() -> None:
    """A roll without any services reported is not a share of nought."""
    dataset = Dataset(organisations=BOTH, volunteers=PEOPLE, returns=ROLLS)
    found = figure("volunteers.active_share", dataset)
    assert (found.value, found.bounds) == (Absence.NOT_REPORTED, Bounds(0, 1))


@pytest.mark.parametrize(
    ("returns", "value", "bounds"),
    [
        ((), Absence.NOT_REPORTED, Bounds(0, 1)),
        (sent("S1", "五老志愿者"), Absence.NOT_APPLICABLE, Bounds(0, 1)),
        (ROLLS, Absence.NOT_APPLICABLE, None),
    ],
)
def test_a_share_of_nobody_is_closed_only_when_nobody_can_come(
    returns: tuple[Return, ...], value: Absence, bounds: Bounds | None
) -> None:
    """An empty roll has no share; while a roll is still out, there may be one."""
    dataset = Dataset(organisations=BOTH, returns=returns)
    found = figure("volunteers.active_share", dataset)
    assert (found.value, found.bounds) == (value, bounds)


def made(measure: Measure) -> Indicator:
    """An indicator of a caller's own."""
    return Indicator(
        id="own",
        name="自定",
        label="Own",
        value=measure,
        unit=Unit.NONE,
        note="自定",
        source="自定",
    )


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (Measure(of=Activity, count=Distinct("visits"), rests_on="活动"), 1),
        (Measure(of=Activity, count=Distinct("visits", blanks_count=True), rests_on="活动"), 3),
        (Measure(of=Activity, count=Distinct("organisation.town"), rests_on="活动"), 1),
        (Measure(of=Service, count=Sum("organisation.pupils")), 600),
        (Measure(of=Organisation, count=Sum("pupils"), timing=Timing.AT_END), 300),
        (Measure(of=Volunteer, count=Distinct("organisation"), timing=Timing.AT_END), 2),
    ],
)
def test_a_field_of_the_organisation_can_be_counted_too(measure: Measure, value: int) -> None:
    """Sums and distinct values of any field; an absence is a blank; explained like any other."""
    dataset = Dataset(
        organisations=(bureau(), attrs.evolve(school("S1"), pupils=300), school("S2")),
        volunteers=PEOPLE,
        services=(service("F1"), service("F2"), service("F3", "S2")),
        activities=(activity("H1", visits=40), activity("H2"), activity("H3", "S2")),
    )
    (found,) = evaluate([made(measure)], dataset, period=YEAR, as_of=NEW_YEARS_EVE)
    assert found.value == value
    assert explain(found, dataset, [made(measure)]).value() == value


def test_a_stock_that_is_no_count_has_no_sure_part() -> None:
    """While a roll is out, the least of a distinct stock is nothing."""
    measure = Measure(
        of=Volunteer, count=Distinct("organisation"), timing=Timing.AT_END, rests_on="五老志愿者"
    )
    dataset = Dataset(organisations=BOTH, volunteers=PEOPLE, returns=sent("S1", "五老志愿者"))
    (found,) = evaluate([made(measure)], dataset, period=YEAR, as_of=NEW_YEARS_EVE)
    assert (found.value, found.bounds) == (2, Bounds(0, None))


def test_who_joined_is_as_unsure_as_the_roll() -> None:
    """A roll that comes late replaces the old one, and with it who has joined or left."""
    people = (volunteer("V1", joined=date(2024, 3, 1)), volunteer("V2", "S2", joined=YEAR.start))
    dataset = Dataset(organisations=BOTH, volunteers=people, returns=ROLLS[:1])
    found = figure("volunteers.new", dataset)
    assert (found.value, found.bounds) == (2, Bounds(1, None))
    left = figure("volunteers.left", dataset)
    assert (left.value, left.bounds) == (0, Bounds(0, None))


def test_each_of_several_values_is_told_apart() -> None:
    """Two kinds of one person and one of another are two kinds; a blank may be one more."""
    people = (
        volunteer("V1", kinds=("老教师", "老干部")),
        volunteer("V2", kinds=("老教师",)),
        volunteer("V3"),
    )
    dataset = Dataset(organisations=BOTH, volunteers=people, returns=ROLLS)
    for blanks_count, told in ((False, 2), (True, 3)):
        measure = Measure(of=Volunteer, count=Distinct("kinds", blanks_count), timing=Timing.AT_END)
        definition = Indicator(
            id="kinds",
            name="类别",
            label="kinds",
            value=measure,
            unit=Unit.TIMES,
            note="",
            source="",
        )
        (found,) = evaluate([definition], dataset, period=YEAR, as_of=NEW_YEARS_EVE)
        assert found.value == told
        assert explain(found, dataset, [definition]).value() == told
