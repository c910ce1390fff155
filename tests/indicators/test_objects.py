from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.datasets import (
    NEW_YEARS_EVE,
    SENT_TABLES,
    YEAR,
    Case,
    activity,
    article,
    bureau,
    cases,
    figure,
    figures,
    oid,
    school,
    sent,
    service,
    volunteer,
)

from guangongwei.errors import BadArgument, NotStored
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.definition import Change, Measure, Share
from guangongwei.indicators.explain import explain
from guangongwei.indicators.objects import evaluate
from guangongwei.model import (
    SCHOOLS,
    Absence,
    Bounds,
    Coverage,
    Dataset,
    Figure,
    Month,
    Organisation,
    OrganisationId,
    Ratio,
    Return,
    Volunteer,
)
from guangongwei.model.dataset import TABLES
from guangongwei.model.numbers import is_number

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

R = TypeVar("R")

#: Every way to look at the whole catalogue, and at what has categories of its own.
LOOKS: tuple[tuple[str, ...], ...] = (
    (),
    ("organisation",),
    ("town",),
    ("category",),
    ("setting",),
    ("month",),
    ("town", "month"),
    ("organisation", "month"),
    ("category", "town"),
    ("kind",),
    ("kind", "theme"),
    ("batch",),
    ("level", "town"),
)
#: Figures whose number is the sum of the numbers of towns, of 类别 and of months.
ADDING = (
    "services.hours",
    "services.count",
    "activities.sessions",
    "activities.visits",
    "articles.pieces",
    "articles.by_level",
)
#: Figures that count each person, school or story once, however many records it has.
DISTINCT = ("volunteers.active", "articles.published", "accreditation.new")
#: Shares whose every part knows its own whole.
REGISTER_SHARES = ("accreditation.share", "returns.share")


def shuffled(case: Case, data: DataObject) -> Case:
    """The same records in another order."""
    dataset = case.dataset
    mixed = {name: mix(getattr(dataset, name), data) for name in (*TABLES.values(), "standards")}
    return evolve(case, dataset=Dataset(**mixed))


def mix(records: tuple[R, ...], data: DataObject) -> tuple[R, ...]:
    """These records in any order."""
    return tuple(data.draw(st.permutations(records)))


def of(id_: str, found: tuple[Figure, ...]) -> list[Figure]:
    """The figures of one indicator."""
    return [each for each in found if each.indicator == id_]


def whole(id_: str, case: Case) -> Figure:
    """The figure of one indicator for the whole dataset."""
    (found,) = evaluate([indicator(id_)], case.dataset, period=case.period, as_of=case.as_of)
    return found


def amounts(found: list[Figure]) -> list[Fraction]:
    """The numbers among the figures, absences left out."""
    return [each.exact for each in found if isinstance(each.exact, Fraction)]


@given(cases(), st.sampled_from(LOOKS), st.data())
def test_the_order_of_the_records_changes_no_figure(
    case: Case, by: tuple[str, ...], data: DataObject
) -> None:
    """Values, coverage, bounds and the order of the figures stay, in whatever order records lie."""
    assert figures(shuffled(case, data), *by) == figures(case, *by)


@given(cases(), st.sampled_from(LOOKS))
def test_every_explanation_comes_to_its_figure(case: Case, by: tuple[str, ...]) -> None:
    """The records that an explanation lists make exactly the figure's value."""
    for each in figures(case, *by):
        assert explain(each, case.dataset).value() == each.value


@given(cases(), st.sampled_from(LOOKS))
def test_every_value_lies_within_its_bounds(case: Case, by: tuple[str, ...]) -> None:
    """What is known now is one of the things it can still become; of a change that may be any."""
    for each in figures(case, *by):
        if isinstance(each.exact, Fraction) and not changes(each):
            assert each.bounds is not None
        if isinstance(each.exact, Fraction) and each.bounds is not None:
            assert each.exact in each.bounds


@given(cases(), st.sampled_from(LOOKS))
def test_silence_is_never_a_zero(case: Case, by: tuple[str, ...]) -> None:
    """Where nobody has reported anything and nothing is recorded, there is no number."""
    for each in figures(case, *by):
        rests_on_returns = indicator(each.indicator).value.returns
        silent = not each.coverage.reported and not each.coverage.partial
        if rests_on_returns and silent and each.exact == 0:
            assert explain(each, case.dataset).part.records or isinstance(each.value, Ratio)


@given(cases(), st.sampled_from(LOOKS))
def test_coverage_adds_up(case: Case, by: tuple[str, ...]) -> None:
    """Reported and missing are all who were expected, and the partial are among the missing."""
    for each in figures(case, *by):
        coverage = each.coverage
        assert coverage.reported + len(coverage.missing) == coverage.expected
        assert set(coverage.partial) <= set(coverage.missing)
        assert list(coverage.missing) == sorted(coverage.missing)


@given(cases(), st.sampled_from([("town",), ("category",), ("town", "category"), ("setting",)]))
def test_pooled_shares_of_the_groups_are_the_share_of_the_whole(
    case: Case, by: tuple[str, ...]
) -> None:
    """Parts and wholes of the towns, or of the 类别, add up to the district's."""
    found = figures(case, *by)
    for id_ in REGISTER_SHARES:
        ratios = [each.value for each in of(id_, found) if isinstance(each.value, Ratio)]
        total = whole(id_, case).value
        assert Ratio.pool(ratios) == (total if isinstance(total, Ratio) else Ratio(0, 0))


@given(cases())
def test_pooled_shares_of_the_towns_are_the_districts_where_all_know_theirs(case: Case) -> None:
    """The share of active volunteers pools too, but for towns that have not reported."""
    total = whole("volunteers.active_share", case).value
    towns = [each.value for each in of("volunteers.active_share", figures(case, "town"))]
    silent = [each for each in towns if isinstance(each, Absence)]
    ratios = [each for each in towns if isinstance(each, Ratio)]
    if isinstance(total, Ratio):
        pooled = Ratio.pool(ratios)
        assert pooled.part == total.part
        assert pooled.whole == total.whole or (silent and pooled.whole < total.whole)


@given(cases())
def test_a_unit_is_the_units_below_it_and_itself(case: Case) -> None:
    """At every level of the tree, parts and wholes of the children and its own make the unit's."""
    tree = case.dataset.tree
    for id_ in REGISTER_SHARES:
        found = {
            each.group.organisation: each.value for each in of(id_, figures(case, "organisation"))
        }
        for unit, value in found.items():
            assert unit is not None
            below = [found.get(child) for child in tree.children(unit)]
            pooled = Ratio.pool(each for each in below if isinstance(each, Ratio))
            own = value if isinstance(value, Ratio) else Ratio(0, 0)
            end = min(case.period.end, case.as_of)
            counts = tree[unit].category in SCHOOLS and tree[unit].in_operation(end)
            assert own.whole - pooled.whole == int(counts)
            assert 0 <= own.part - pooled.part <= int(counts)


@given(cases())
def test_a_units_figure_is_that_of_its_own_review(case: Case) -> None:
    """Looked at by organisation or for one organisation alone, a figure is the same."""
    for unit in case.dataset.organisations[:3]:
        alone = evaluate(
            CATALOGUE,
            case.dataset,
            period=case.period,
            as_of=case.as_of,
            organisation=unit.id,
        )
        found = {
            each.indicator: each
            for each in figures(case, "organisation")
            if each.group.organisation == unit.id
        }
        assert [found.get(each.indicator, each) for each in alone] == list(alone)


@given(cases(), st.sampled_from([("town",), ("category",), ("month",), ("town", "month")]))
def test_sums_add_over_towns_kinds_and_months(case: Case, by: tuple[str, ...]) -> None:
    """Hours, services, sessions, visits and pieces of the groups are those of the whole."""
    found = figures(case, *by)
    for id_ in ADDING:
        total = whole(id_, case).exact
        parts = amounts(of(id_, found))
        assert sum(parts) == (total if isinstance(total, Fraction) else 0)


@given(cases(), st.sampled_from([("town",), ("category",), ("month",)]))
def test_distinct_counts_lie_between_the_most_and_the_sum(case: Case, by: tuple[str, ...]) -> None:
    """Who is seen in two towns or months is one person in the whole, and no person is lost."""
    found = figures(case, *by)
    for id_ in DISTINCT[:2]:
        total = whole(id_, case).exact
        parts = amounts(of(id_, found)) or [Fraction(0)]
        assert max(parts) <= (total if isinstance(total, Fraction) else 0) <= sum(parts)


@given(cases())
def test_a_unitis_newly_accredited_in_one_town(case: Case) -> None:
    """A school has one town, so newly accredited schools add over towns."""
    total = whole("accreditation.new", case).exact
    parts = amounts(of("accreditation.new", figures(case, "town")))
    assert sum(parts) == (total if isinstance(total, Fraction) else 0)


@given(cases())
def test_the_roll_adds_over_towns_but_not_over_months(case: Case) -> None:
    """A stock adds over places; its last month is the period's own end."""
    total = whole("volunteers.registered", case)
    parts = amounts(of("volunteers.registered", figures(case, "town")))
    assert sum(parts) == (total.exact if isinstance(total.exact, Fraction) else 0)
    last = of("volunteers.registered", figures(case, "month"))[-1]
    assert (last.exact if is_number(last.value) else 0) == (
        total.exact if is_number(total.value) else 0
    )


@given(cases())
def test_a_month_of_a_period_is_that_month_alone(case: Case) -> None:
    """Figures by month are those that asking for the month itself gives."""
    for each in figures(case, "month"):
        if isinstance(each.period, Month):
            (alone,) = evaluate(
                [indicator(each.indicator)], case.dataset, period=each.period, as_of=case.as_of
            )
            assert evolve(each, group=alone.group) == alone
        assert each.group.categories == (("month", each.period.label),)


@given(cases())
def test_months_tile_the_period_up_to_the_day_of_the_figure(case: Case) -> None:
    """The months begin with the period and end with it, or with the month of `as_of`."""
    months = [each.period for each in of("services.count", figures(case, "month"))]
    assert months[0].start == case.period.start
    assert all(one.stop == other.start for one, other in pairwise(months))
    assert months[-1].stop == case.period.stop or case.as_of in months[-1]


@given(cases(), st.sampled_from(LOOKS), st.sampled_from(("甲镇", "丙镇")))
def test_a_unitthat_has_not_reported_changes_no_part(
    case: Case, by: tuple[str, ...], town: str
) -> None:
    """It adds to the whole, to coverage and to what is open; nothing that is known changes."""
    silent = school("S-new", town, parent=None)
    more = case.dataset.with_records(Organisation, (*case.dataset.organisations, silent))
    after = {
        (each.indicator, each.group): each for each in figures(evolve(case, dataset=more), *by)
    }
    for before in figures(case, *by):
        now = after[before.indicator, before.group]
        if isinstance(indicator(before.indicator).value, Measure | Share):
            assert part_of(now) == part_of(before)
            if before.bounds is not None:
                assert now.bounds is not None
                assert now.bounds.low <= before.bounds.low
        assert now.coverage.expected - before.coverage.expected in (0, 1)


@given(cases())
def test_a_unitthat_has_not_reported_is_missing(case: Case) -> None:
    """It widens what the whole can become, and is named; a part that is all can become no more."""
    silent = school("S-new", parent=None)
    more = case.dataset.with_records(Organisation, (*case.dataset.organisations, silent))
    for each in figures(evolve(case, dataset=more)):
        if indicator(each.indicator).value.returns:
            assert "S-new" in each.coverage.missing
            is_all = isinstance(each.value, Ratio) and each.value.part == each.value.whole
            open_or_none = each.bounds is None or not each.bounds.is_exact
            assert open_or_none or is_all or each.bounds == Bounds(0, 0)


def changes(each: Figure) -> bool:
    """Say whether a figure is a change, which may become anything while a return is out."""
    return isinstance(indicator(each.indicator).value, Change)


def part_of(each: Figure) -> Fraction | int:
    """What is known to be there: the part of a ratio, or the number itself."""
    if isinstance(each.value, Ratio):
        return each.value.part
    return each.exact if isinstance(each.exact, Fraction) else 0


#: For each table, an indicator that rests on it alone.
RESTING = {
    "五老志愿者": "volunteers.registered",
    "服务记录": "services.count",
    "活动": "activities.sessions",
    "稿件": "articles.pieces",
}


def late(case: Case, data: DataObject, *, rolls: bool) -> Dataset:
    """The same dataset after some of the missing schools have reported whatever they like.

    They tell of the days that they had not told of. A roll that comes late may lack people.
    """
    dataset = case.dataset
    gone: set[OrganisationId] = set()
    added: dict[type, list[object]] = {}
    for table in SENT_TABLES if rolls else SENT_TABLES[1:]:
        for at in whole(RESTING[table], case).coverage.missing:
            days = untold(case, table, at)
            if not days or not data.draw(st.booleans()):
                continue
            added.setdefault(Return, []).extend(sent(at, table, period=case.period))
            if table == "五老志愿者" and data.draw(st.booleans()):
                gone.add(at)
            for index in range(data.draw(st.integers(0, 2))):
                on = data.draw(st.sampled_from(days))
                add_record(added, table, at, f"late-{at}-{index}", on)
    dataset = dataset.with_records(
        Volunteer, [each for each in dataset.volunteers if each.organisation not in gone]
    )
    for noun, records in added.items():
        dataset = dataset.with_records(noun, [*dataset.records(noun), *records])  # type: ignore[type-var]
    return dataset


def untold(case: Case, table: str, at: OrganisationId) -> list[date]:
    """The days of the period on which a school existed and for which it has not sent a table."""
    told = [
        each.period
        for each in case.dataset.returns
        if (each.organisation, each.table) == (at, table)
    ]
    days = [case.period.start + timedelta(days=step) for step in range(case.period.days)]
    unit = case.dataset.tree[at]
    return [day for day in days if unit.in_operation(day) and not any(day in each for each in told)]


def add_record(added: dict[type, list[object]], table: str, at: str, id_: str, on: date) -> None:
    """One more record of a table for a school."""
    made: dict[str, object] = {
        "五老志愿者": volunteer(id_, at, joined=date(2020, 1, 1)),
        "服务记录": service(id_, at, "V1", on=on, hours=Decimal(2)),
        "活动": activity(id_, at, on=on, sessions=3, visits=40, kind="宣讲"),
        "稿件": article(id_, at, on=on),
    }
    record = made[table]
    added.setdefault(type(record), []).append(record)


@given(cases(), st.sampled_from(LOOKS), st.data())
def test_whatever_the_missing_report_lies_within_the_bounds(
    case: Case, by: tuple[str, ...], data: DataObject
) -> None:
    """Bounds hold every value that late returns of the missing schools can lead to."""
    after = {
        (each.indicator, each.group): each
        for each in figures(evolve(case, dataset=late(case, data, rolls="month" not in by)), *by)
    }
    for before in figures(case, *by):
        now = after.get((before.indicator, before.group))
        if now is None or before.indicator == "returns.share":
            continue
        if isinstance(now.exact, Fraction) and not changes(before):
            assert before.bounds is not None
        if isinstance(now.exact, Fraction) and before.bounds is not None:
            assert now.exact in before.bounds


def test_a_period_that_has_not_begun_is_refused() -> None:
    """There is nothing to say of 2024 on the last day of 2023."""
    with pytest.raises(BadArgument) as caught:
        figure("services.count", Dataset(), as_of=date(2023, 12, 31))
    assert caught.value.name == "as_of"
    assert figure("services.count", Dataset(), as_of=date(2024, 1, 1)).value is (
        Absence.NOT_APPLICABLE
    )


def test_an_unknown_organisation_is_refused() -> None:
    """The scope must be one of 单位."""
    with pytest.raises(NotStored) as caught:
        figure("services.count", Dataset(organisations=(bureau(),)), organisation="无")
    assert caught.value.id == "无"


def test_figures_come_in_the_order_of_the_definitions_the_months_and_the_groups() -> None:
    """First the definitions, in each the months, in each month the groups by id."""
    dataset = Dataset(organisations=(school("S2", parent=None), school("S1", parent=None)))
    found = evaluate(
        [indicator("services.count"), indicator("accreditation.share")],
        dataset,
        period=YEAR,
        as_of=date(2024, 2, 15),
        by=("month", "organisation"),
    )
    assert [(each.indicator, each.period.label, each.group.organisation) for each in found] == [
        (name, month, unit)
        for name in ("services.count", "accreditation.share")
        for month in ("2024年1月", "2024年2月")
        for unit in ("S1", "S2")
    ]


def test_a_figure_carries_what_it_was_computed_from() -> None:
    """Indicator, names, period, day, unit and the hash of the definition."""
    dataset = Dataset(
        organisations=(bureau(), school("S1"), school("S2")), returns=sent("S1", "服务记录")
    )
    definition = indicator("services.hours")
    found = figure("services.hours", dataset)
    assert (found.indicator, found.name) == ("services.hours", "服务时长")
    assert (found.period, found.as_of) == (YEAR, NEW_YEARS_EVE)
    assert (found.unit, found.decimals) == (definition.unit, definition.decimals)
    assert found.definition == definition.hash
    assert found.coverage == Coverage(reported=1, expected=2, missing=(oid("S2"),))


def test_an_empty_dataset_has_every_figure_and_no_number() -> None:
    """Where nobody is expected and nothing is recorded, nothing is applicable."""
    found = evaluate(CATALOGUE, Dataset(), period=YEAR, as_of=NEW_YEARS_EVE)
    assert {each.value for each in found} == {Absence.NOT_APPLICABLE}
    assert {each.bounds for each in found} == {None}
