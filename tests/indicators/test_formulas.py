from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.datasets import (
    NEW_YEARS_EVE,
    YEAR,
    Case,
    activity,
    bureau,
    cases,
    decision,
    school,
    sent,
    service,
    volunteer,
)

from guangongwei.errors import BadArgument
from guangongwei.indicators.catalogue import indicator
from guangongwei.indicators.definition import (
    Against,
    Change,
    Evenness,
    Formula,
    Growth,
    Indicator,
    Measure,
    Per,
    Share,
    Spread,
    Sum,
    Timing,
)
from guangongwei.indicators.explain import explain
from guangongwei.indicators.formulas import earlier, flows, measure_of, measures, nouns_of
from guangongwei.indicators.objects import evaluate
from guangongwei.indicators.scene import Scene
from guangongwei.model import (
    Absence,
    Activity,
    Bounds,
    Dataset,
    Days,
    Figure,
    Organisation,
    Quarter,
    Service,
    Unit,
    Volunteer,
    Year,
)

if TYPE_CHECKING:
    from guangongwei.model import Period, Return


def measure(id_: str) -> Measure:
    """The measure of an indicator of the catalogue."""
    value = indicator(id_).value
    assert isinstance(value, Measure)
    return value


def share(id_: str) -> Share:
    """The share of an indicator of the catalogue."""
    value = indicator(id_).value
    assert isinstance(value, Share)
    return value


SESSIONS = measure("activities.sessions")
HOURS = measure("services.hours")
ROLL = measure("volunteers.registered")
SHARE = share("accreditation.share")
PUPILS = Measure(of=Organisation, count=Sum("pupils"), timing=Timing.AT_END)

OF: tuple[Measure | Share, ...] = (SESSIONS, ROLL, SHARE)
CHANGES = tuple(
    Change(of=of, against=against, growth=growth)
    for of, against, growth in product(OF, Against, Growth)
)
AVERAGES = (Per(of=HOURS, each=ROLL), Per(of=SESSIONS, each=PUPILS), Per(of=ROLL, each=HOURS))
SPREADS = tuple(
    Spread(of=of, across=across, evenness=evenness)
    for of, across, evenness in product(OF, ("town", "category", "organisation"), Evenness)
)
FORMULAS: tuple[Formula, ...] = (*CHANGES, *AVERAGES, *SPREADS)
LOOKS: tuple[tuple[str, ...], ...] = (
    (),
    ("organisation",),
    ("town",),
    ("month",),
    ("setting", "month"),
    ("organisation", "setting"),
    ("kind",),
    ("kind", "ownership"),
)


def made(formula: Formula) -> Indicator:
    """An indicator that computes this."""
    return Indicator(
        id="own",
        name="自定",
        label="Own",
        value=formula,
        unit=Unit.NONE,
        decimals=2,
        note="自定",
        source="自定",
    )


def figures(
    formula: Formula,
    dataset: Dataset,
    *by: str,
    period: Period = YEAR,
    as_of: date = NEW_YEARS_EVE,
) -> tuple[Figure, ...]:
    """The figures of a formula by some dimensions."""
    return evaluate([made(formula)], dataset, period=period, as_of=as_of, by=by)


def one(formula: Formula, dataset: Dataset, *, as_of: date = NEW_YEARS_EVE) -> Figure:
    """The figure of a formula for the whole in 2024."""
    (found,) = figures(formula, dataset, as_of=as_of)
    return found


def fits(formula: Formula, by: tuple[str, ...]) -> bool:
    """Say whether a formula can be told by these dimensions."""
    if isinstance(formula, Spread) and formula.across in by:
        return False
    return "kind" not in by or set(nouns_of(formula)) == {Activity}


#: Every formula with every look that it has.
PAIRS = tuple((each, by) for each in FORMULAS for by in LOOKS if fits(each, by))


@given(cases(), st.sampled_from(PAIRS))
def test_every_explanation_comes_to_its_figure(
    case: Case, pair: tuple[Formula, tuple[str, ...]]
) -> None:
    """Averages, changes and spreads are recomputed from the records as counts and shares are."""
    formula, by = pair
    found = figures(formula, case.dataset, *by, period=case.period, as_of=case.as_of)
    for each in found:
        explanation = explain(each, case.dataset, [made(formula)])
        assert explanation.value() == each.value
        assert each.definition in explanation.text


@given(cases(), st.sampled_from(PAIRS))
def test_the_order_of_the_records_changes_no_figure(
    case: Case, pair: tuple[Formula, tuple[str, ...]]
) -> None:
    """Turned round, every table gives the same figures."""
    formula, by = pair
    turned = Dataset(
        **{
            each.name: getattr(case.dataset, each.name)[::-1]
            for each in attrs.fields(type(case.dataset))
        }
    )
    shown = [
        figures(formula, dataset, *by, period=case.period, as_of=case.as_of)
        for dataset in (case.dataset, turned)
    ]
    assert shown[0] == shown[1]


@given(cases(), st.sampled_from(PAIRS))
def test_every_value_lies_within_its_bounds(
    case: Case, pair: tuple[Formula, tuple[str, ...]]
) -> None:
    """Where bounds are known, the value is one of the things it can become."""
    formula, by = pair
    for each in figures(formula, case.dataset, *by, period=case.period, as_of=case.as_of):
        if isinstance(each.exact, Fraction) and each.bounds is not None:
            assert each.exact in each.bounds


SCHOOLS = (bureau(), school("S1"), school("S2", "乙镇"))
ALL_SENT = tuple(
    each
    for year in (2023, 2024)
    for unit in ("S1", "S2")
    for each in sent(unit, "活动", "服务记录", "五老志愿者", period=Year(year))
)


def test_an_average_divides_one_number_by_another() -> None:
    """Three hours of two volunteers are one and a half each."""
    dataset = Dataset(
        organisations=SCHOOLS,
        volunteers=(volunteer("V1"), volunteer("V2")),
        services=(service("F1", hours=Decimal(3)),),
        returns=ALL_SENT,
    )
    found = one(Per(of=HOURS, each=ROLL), dataset)
    assert found.value == Fraction(3, 2)
    assert found.bounds == Bounds(Fraction(3, 2), Fraction(3, 2))
    shown = explain(found, dataset, [made(Per(of=HOURS, each=ROLL))])
    assert "数值：3 ÷ 2。" in shown.text
    some = attrs.evolve(dataset, returns=sent("S1", "服务记录"))
    assert one(Per(of=HOURS, each=ROLL), some).bounds == Bounds(0, None)


@pytest.mark.parametrize(
    ("said", "returns", "value", "bounds"),
    [
        ("nobody", (), Absence.NOT_REPORTED, Bounds(0, None)),
        ("an empty roll", ALL_SENT, Absence.NOT_APPLICABLE, None),
        (
            "an empty roll, another to come",
            sent("S1", "五老志愿者", "服务记录"),
            Absence.NOT_APPLICABLE,
            Bounds(0, None),
        ),
    ],
)
def test_an_average_over_nobody_is_none(
    said: str, returns: tuple[Return, ...], value: Absence, bounds: Bounds | None
) -> None:
    """Hours without anybody on the roll are no average; while a roll is out, there may be one."""
    dataset = Dataset(
        organisations=SCHOOLS, services=(service("F1", hours=Decimal(3)),), returns=returns
    )
    found = one(Per(of=HOURS, each=ROLL), dataset)
    assert (said, found.value, found.bounds) == (said, value, bounds)


def test_an_average_of_blanks_is_unknown() -> None:
    """Schools that do not say how many pupils they have make no average."""
    dataset = Dataset(
        organisations=SCHOOLS, activities=(activity("H1", sessions=2),), returns=ALL_SENT
    )
    formula = Per(of=SESSIONS, each=PUPILS)
    found = one(formula, dataset)
    assert found.value is Absence.UNKNOWN
    assert explain(found, dataset, [made(formula)]).value() is Absence.UNKNOWN


def test_an_average_of_what_is_not_said_is_unknown() -> None:
    """Services that leave their hours blank make no average either."""
    dataset = Dataset(
        organisations=SCHOOLS,
        volunteers=(volunteer("V1"),),
        services=(service("F1"),),
        returns=ALL_SENT,
    )
    formula = Per(of=HOURS, each=ROLL)
    found = one(formula, dataset)
    assert found.value is Absence.UNKNOWN
    assert explain(found, dataset, [made(formula)]).value() is Absence.UNKNOWN


GROWING = Dataset(
    organisations=SCHOOLS,
    activities=(
        activity("H1", sessions=3, kind="宣讲"),
        activity("H2", "S2", sessions=3),
        activity("H3", on=date(2023, 3, 1), sessions=4),
    ),
    accreditations=(decision("1", on=date(2023, 5, 1)), decision("2", "S2")),
    returns=ALL_SENT,
)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (Change(of=SESSIONS), Fraction(1, 2)),
        (Change(of=SESSIONS, growth=Growth.DIFFERENCE), Fraction(2)),
        (Change(of=SHARE, growth=Growth.DIFFERENCE), Fraction(1, 2)),
        (Change(of=SHARE, against=Against.PREVIOUS), Fraction(1)),
        (Change(of=HOURS), Absence.NOT_APPLICABLE),
        (Change(of=HOURS, growth=Growth.DIFFERENCE), Fraction(0)),
    ],
)
def test_a_change_is_a_difference_or_a_rate(formula: Change, value: Fraction | Absence) -> None:
    """Six sessions after four are two more, or half as many again; from 0 there is no rate."""
    assert one(formula, GROWING).value == value


def test_a_change_from_what_was_not_reported_is_not_known() -> None:
    """Last year's silence is not last year's zero."""
    this_year = tuple(each for each in ALL_SENT if each.period == YEAR)
    dataset = attrs.evolve(GROWING, activities=GROWING.activities[:2], returns=this_year)
    found = one(Change(of=SESSIONS), dataset)
    assert (found.value, found.bounds) == (Absence.NOT_REPORTED, None)


def test_a_change_that_can_still_change_has_no_bounds() -> None:
    """While a return of either year is out, nobody can say how much it will be."""
    dataset = attrs.evolve(GROWING, returns=ALL_SENT[:-3])
    found = one(Change(of=SESSIONS), dataset)
    assert (found.value, found.bounds) == (Fraction(1, 2), None)


def test_a_change_of_a_group_that_is_new_is_explained() -> None:
    """宣讲 that nobody gave last year went from 0 to 3; a town without schools then has no change."""
    formula = Change(of=SESSIONS, growth=Growth.DIFFERENCE)
    kinds = figures(formula, GROWING, "kind")
    assert {str(each.group): each.value for each in kinds} == {"宣讲": 3, "不详": -1}
    for each in kinds:
        steps = explain(each, GROWING, [made(formula)]).steps
        assert [step.figure.period for step in steps] == [Year(2024), Year(2023)]
    young = attrs.evolve(
        GROWING, organisations=(*SCHOOLS[:2], school("S2", "乙镇", founded=date(2024, 1, 1)))
    )
    towns = {str(each.group): each for each in figures(formula, young, "town")}
    assert towns["乙镇"].value is Absence.NOT_APPLICABLE
    assert explain(towns["乙镇"], young, [made(formula)]).value() is Absence.NOT_APPLICABLE


def scene(period: Period, as_of: date) -> Scene:
    """An empty dataset over a period up to a day."""
    return Scene(dataset=Dataset(), period=period, as_of=as_of)


@pytest.mark.parametrize(
    ("period", "as_of", "against", "before", "until"),
    [
        (YEAR, NEW_YEARS_EVE, Against.LAST_YEAR, Year(2023), date(2023, 12, 31)),
        (YEAR, date(2024, 6, 30), Against.LAST_YEAR, Year(2023), date(2023, 6, 30)),
        (Year(2025), date(2025, 6, 30), Against.LAST_YEAR, YEAR, date(2024, 6, 30)),
        (YEAR, date(2024, 2, 29), Against.LAST_YEAR, Year(2023), date(2023, 2, 28)),
        (Year(2025), date(2025, 2, 28), Against.LAST_YEAR, YEAR, date(2024, 2, 29)),
        (YEAR, date(2026, 1, 1), Against.LAST_YEAR, Year(2023), date(2023, 12, 31)),
        (
            Quarter(2024, 2),
            date(2024, 4, 10),
            Against.PREVIOUS,
            Quarter(2024, 1),
            date(2024, 1, 10),
        ),
        (
            Days(date(2024, 3, 1), date(2024, 3, 31)),
            date(2024, 3, 29),
            Against.PREVIOUS,
            Days(date(2024, 1, 31), date(2024, 3, 1)),
            date(2024, 2, 28),
        ),
    ],
)
def test_what_came_before_is_looked_at_as_far_as_what_is_now(
    period: Period, as_of: date, against: Against, before: Period, until: date
) -> None:
    """Of last year the same dates, leap day or not; of the period before as many days."""
    assert earlier(scene(period, as_of), against) == {"period": before, "as_of": until}


EVEN = Dataset(
    organisations=(bureau(), school("S1"), school("S2", "乙镇"), school("S3", "乙镇")),
    activities=(
        activity("H1", sessions=1, kind="宣讲"),
        activity("H2", "S2", sessions=3, kind="宣讲"),
    ),
    returns=tuple(each for unit in ("S1", "S2", "S3") for each in sent(unit, "活动")),
)


@pytest.mark.parametrize(
    ("across", "evenness", "value"),
    [
        ("town", Evenness.RANGE, Fraction(2)),
        ("organisation", Evenness.RANGE, Fraction(3)),
        ("town", Evenness.GINI, Fraction(1, 4)),
        ("organisation", Evenness.GINI, Fraction(1, 2)),
        ("town", Evenness.VARIATION, Fraction(1, 2)),
        ("category", Evenness.RANGE, Absence.NOT_APPLICABLE),
    ],
)
def test_a_spread_is_over_the_groups_that_have_a_value(
    across: str, evenness: Evenness, value: Fraction | Absence
) -> None:
    """One and three sessions in two towns; none in the third school, which has reported."""
    found = one(Spread(of=SESSIONS, across=across, evenness=evenness), EVEN)
    assert found.value == value
    if isinstance(value, Fraction):
        assert found.bounds == Bounds(value, value)


def test_a_spread_is_open_while_a_group_is() -> None:
    """A school that has not reported may change the evenness of its town."""
    dataset = attrs.evolve(EVEN, returns=sent("S1", "活动"))
    found = one(Spread(of=SESSIONS, across="town", evenness=Evenness.RANGE), dataset)
    assert (found.value, found.bounds) == (Fraction(2), Bounds(0, None))


def test_a_spread_that_waits_for_a_group_is_not_settled() -> None:
    """One school has reported and one has not: there is no spread yet, and there may be one."""
    formula = Spread(of=SESSIONS, across="organisation", evenness=Evenness.RANGE)
    alone_sent = Dataset(organisations=(school("S1"),), returns=sent("S1", "活动"))
    two = attrs.evolve(alone_sent, organisations=(school("S1"), school("S2")))
    waiting, alone = one(formula, two), one(formula, alone_sent)
    assert (waiting.value, waiting.bounds) == (Absence.NOT_APPLICABLE, Bounds(0, None))
    assert (alone.value, alone.bounds) == (Absence.NOT_APPLICABLE, None)


def test_a_spread_over_schools_can_be_told_by_kind_of_activity() -> None:
    """Schools without an activity of the kind count with their zero, here as in the explanation."""
    formula = Spread(of=SESSIONS, across="organisation", evenness=Evenness.RANGE)
    (found,) = figures(formula, EVEN, "kind")
    assert found.value == 3
    assert explain(found, EVEN, [made(formula)]).value() == 3


def test_a_spread_over_schools_can_be_told_by_town() -> None:
    """In 乙镇 one school has three sessions and one has none; 甲镇 has one school only."""
    formula = Spread(of=SESSIONS, across="organisation", evenness=Evenness.RANGE)
    found = {str(each.group): each for each in figures(formula, EVEN, "town")}
    assert found["乙镇"].value == 3
    assert explain(found["乙镇"], EVEN, [made(formula)]).value() == 3
    assert found["甲镇"].value is Absence.NOT_APPLICABLE


def test_a_spread_can_be_over_what_records_say_of_themselves() -> None:
    """Between 宣讲 and 征文, whatever is of no kind left out."""
    dataset = attrs.evolve(
        EVEN, activities=(*EVEN.activities, activity("H3", sessions=1, kind="征文"), activity("H4"))
    )
    formula = Spread(of=SESSIONS, across="kind", evenness=Evenness.RANGE)
    found = one(formula, dataset)
    assert found.value == 3
    assert explain(found, dataset, [made(formula)]).value() == 3


@pytest.mark.parametrize("by", [("town",), ("town", "month")])
def test_a_spread_over_what_is_told_is_refused(by: tuple[str, ...]) -> None:
    """Within one town there are no towns to be even."""
    with pytest.raises(BadArgument) as caught:
        figures(Spread(of=SESSIONS, across="town", evenness=Evenness.RANGE), EVEN, *by)
    assert caught.value.name == "by"


def test_an_average_is_told_by_what_both_its_nouns_have() -> None:
    """Sessions have a kind and organisations have none, so their quotient has none."""
    with pytest.raises(BadArgument) as caught:
        figures(Per(of=SESSIONS, each=PUPILS), EVEN, "kind")
    assert caught.value.name == "by='kind'"


def test_a_formula_knows_its_nouns_and_whether_it_flows() -> None:
    """Of a share the whole, of an average what is divided, of the others what is inside."""
    assert nouns_of(Per(of=HOURS, each=ROLL)) == (Service, Volunteer)
    assert nouns_of(Change(of=SHARE)) == (Organisation,)
    assert measure_of(Per(of=HOURS, each=ROLL)) == HOURS
    assert measure_of(Spread(of=SHARE, across="town", evenness=Evenness.GINI)) == SHARE.whole
    assert [flows(each) for each in (HOURS, ROLL, SHARE, Change(of=HOURS))] == [
        True,
        False,
        False,
        False,
    ]


def test_a_formula_knows_its_measures() -> None:
    """The one that makes its groups comes first."""
    assert measures(SHARE) == (SHARE.whole, SHARE.part)
    assert measures(Per(of=HOURS, each=ROLL)) == (HOURS, ROLL)
    assert measures(Change(of=HOURS)) == (HOURS,)


def test_formulas_know_the_returns_they_rest_on() -> None:
    """An average on those of both its parts, a change and a spread on those of what is inside."""
    assert Per(of=HOURS, each=ROLL).returns == {"服务记录", "五老志愿者"}
    assert Change(of=SESSIONS).returns == {"活动"}
    assert Spread(of=SHARE, across="town", evenness=Evenness.GINI).returns == frozenset()
