"""Arithmetic traps that real reports fell into, or set for their readers (DOMAIN section 8)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from tests.indicators.datasets import (
    NEW_YEARS_EVE,
    YEAR,
    activity,
    article,
    by_category,
    school,
    sent,
    volunteer,
)

from guangongwei.errors import BadArgument, UnitMismatch
from guangongwei.indicators.catalogue import indicator
from guangongwei.indicators.definition import Growth
from guangongwei.indicators.explain import explain
from guangongwei.indicators.formulas import changed
from guangongwei.indicators.objects import evaluate
from guangongwei.indicators.progress import judge
from guangongwei.indicators.targets import Target, Verdict
from guangongwei.model import Comparator, Dataset, Ratio, Unit, Year
from guangongwei.model.numbers import Quantity, worded
from guangongwei.plans import parse
from guangongwei.plans.bind import target_of

BOTH_YEARS = tuple(
    each
    for year in (2023, 2024)
    for each in sent("S1", "活动", "稿件", "五老志愿者", period=Year(year))
)


@pytest.mark.parametrize(
    ("now", "then", "decimals", "printed"),
    [
        (733, 1467, 2, "-50.03%"),
        (3, 27, 1, "-88.9%"),
        (3, 27, 0, "-89%"),
        (733, 782, 2, "-6.27%"),
        (99, 122, 2, "-18.85%"),
    ],
)
def test_a_fall_is_counted_from_what_was_before(
    now: int, then: int, decimals: int, printed: str
) -> None:
    """733 against 1467 was printed as -50.04, and 3 against 27 as -89 beside two decimals."""
    rate = changed(Fraction(now), Fraction(then), Growth.RATE)
    assert worded(rate, Unit.PERCENT, decimals) == printed


def test_the_same_fall_comes_out_of_records() -> None:
    """Attendances of two years, down to the records on both sides."""
    dataset = Dataset(
        organisations=(school("S1"),),
        activities=(
            activity("1", visits=733),
            activity("2", on=YEAR.previous().start, visits=1467),
        ),
        returns=BOTH_YEARS,
    )
    definition = evolve(indicator("activities.visits_growth"), decimals=2)
    (found,) = evaluate([definition], dataset, period=YEAR, as_of=NEW_YEARS_EVE)
    assert str(found) == "-50.03%"
    steps = explain(found, dataset, [definition]).steps
    assert [each.figure.value for each in steps] == [733, 1467]


def test_shares_of_one_whole_never_add_to_106() -> None:
    """1, 32, 31 and 42 per cent were printed; a part is never more than its whole."""
    with pytest.raises(BadArgument):
        Ratio(1 + 32 + 31 + 42, 100)


def test_kinds_may_add_to_more_than_the_persons_and_say_so() -> None:
    """Who is of two kinds is told in both: three in the kinds, two on the roll, never 150%."""
    dataset = Dataset(
        organisations=(school("S1"),),
        volunteers=(
            volunteer("V1", kinds=("老教师", "老干部")),
            volunteer("V2", kinds=("老教师",)),
        ),
        returns=BOTH_YEARS,
    )
    assert by_category("volunteers.by_kind", dataset, "kinds") == {"老教师": 2, "老干部": 1}
    (roll,) = evaluate([indicator("volunteers.by_kind")], dataset, period=YEAR, as_of=NEW_YEARS_EVE)
    assert roll.value == 2
    assert "可以大于在册人数" in indicator("volunteers.by_kind").note


def test_111_at_87_per_cent_were_127_or_128() -> None:
    """A rounded share leaves its whole open; a figure keeps both parts."""
    wholes = [
        whole
        for whole in range(111, 200)
        if worded(Ratio(111, whole), Unit.PERCENT, 0) == f"111/{whole}（87%）"
    ]
    assert wholes == [127, 128]


def test_a_point_is_not_a_per_cent() -> None:
    """98.4%, 1.4 points above the province, is 97.0% there, and 1.44% more."""
    here, there = Fraction(984, 1000), Fraction(970, 1000)
    difference = changed(here, there, Growth.DIFFERENCE)
    assert worded(difference, Unit.PERCENTAGE_POINTS, 1) == "1.4百分点"
    assert worded(changed(here, there, Growth.RATE), Unit.PERCENT, 2) == "1.44%"
    assert worded(here - Fraction("0.014"), Unit.PERCENT, 1) == "97.0%"
    assert worded(here / Fraction("1.014"), Unit.PERCENT, 2) == "97.04%"


def test_points_above_others_are_no_target() -> None:
    """高于全省1.4个百分点 compares, and asks for nothing that a share could be held against."""
    plan = parse("2024年工作要点\n一、法治\n1.零犯罪学校建成率高于全省1.4个百分点。\n").value
    assert [target_of(each) for each in plan.commitments] in ([], [None])


STORIES = Dataset(
    organisations=(school("S1"),),
    articles=(
        *(article(f"G{number}") for number in range(198)),
        *(article(f"H{number}", on=YEAR.previous().start) for number in range(100)),
    ),
    returns=BOTH_YEARS,
)


def test_nearly_double_is_a_growth_of_nearly_one() -> None:
    """198 after 100 is 近一倍: 98% more, not 98% of it, and not one story more."""
    definition = indicator("articles.growth")
    (found,) = evaluate([definition], STORIES, period=YEAR, as_of=NEW_YEARS_EVE)
    assert str(found) == "98.0%"
    target = Target(indicator=definition.id, comparator=Comparator.NEARLY, values=(Fraction(1),))
    assert judge(target, found, definition).verdict is Verdict.MET


def test_nearly_double_is_no_number_of_stories() -> None:
    """增加近一倍 is a word of growth, never one 篇."""
    plan = parse("2024年工作要点\n一、宣传\n1.全年发稿数量增加近一倍。\n").value
    (growth,) = plan.commitments
    assert (growth.hedge, growth.values, growth.unit) == ("近", (Fraction(1),), "倍")
    assert target_of(growth) is None


def test_visits_and_persons_do_not_add() -> None:
    """254万人次 are not 254万人."""
    with pytest.raises(UnitMismatch):
        Quantity(2_540_000, Unit.VISITS) + Quantity(10_000, Unit.PEOPLE)
