from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument
from guangongwei.indicators.catalogue import indicator
from guangongwei.indicators.definition import Better, Indicator
from guangongwei.indicators.progress import (
    Interval,
    accepted,
    judge,
    need,
    progress,
    to_the_letter,
    tolerance,
)
from guangongwei.indicators.targets import Reading, Target, Verdict
from guangongwei.model import (
    Absence,
    Bounds,
    Comparator,
    Coverage,
    Figure,
    Group,
    Ratio,
    Unit,
    Year,
)
from guangongwei.model.organisation import OrganisationId

if TYPE_CHECKING:
    from guangongwei.model.numbers import Number

SHARE = indicator("accreditation.share")
PIECES = indicator("articles.pieces")
HOURS = indicator("services.hours")
ROLL = indicator("volunteers.registered")

MIDYEAR = date(2024, 6, 30)
NEW_YEARS_EVE = date(2024, 12, 31)
PERCENT_70 = Fraction(7, 10)

BOTH_ENDS = "the value itself"


def figure(
    definition: Indicator,
    value: Number | Ratio | Absence,
    *,
    bounds: Bounds | str | None = BOTH_ENDS,
    as_of: date = NEW_YEARS_EVE,
    year: int = 2024,
    missing: int = 0,
    categories: tuple[tuple[str, str], ...] = (),
) -> Figure:
    """A figure of a year whose bounds are its value, unless others are said."""
    quotient = value.fraction if isinstance(value, Ratio) else value
    if isinstance(bounds, str):
        bounds = None if isinstance(quotient, Absence) else Bounds(quotient, quotient)
    return Figure(
        indicator=definition.id,
        name=definition.name,
        group=Group(categories=categories),
        period=Year(year),
        value=value,
        unit=definition.unit,
        decimals=definition.decimals,
        coverage=Coverage(
            reported=147 - missing,
            expected=147,
            missing=tuple(OrganisationId(f"S{number}") for number in range(missing)),
        ),
        bounds=bounds,
        as_of=as_of,
        definition=definition.hash,
    )


def target(
    definition: Indicator,
    comparator: Comparator,
    *values: Fraction | int,
    due: date | None = None,
) -> Target:
    """A target of an indicator."""
    return Target(
        indicator=definition.id,
        comparator=comparator,
        values=tuple(Fraction(each) for each in values),
        due=due,
    )


def verdict(asked: Target, now: Figure, *, baseline: Figure | None = None) -> Verdict:
    """The verdict on a figure of the catalogue."""
    return judge(asked, now, indicator(now.indicator), baseline=baseline).verdict


NEARLY_70 = target(SHARE, Comparator.NEARLY, PERCENT_70)


# What plans ask of a share, and where it stands at the end of the year.
@pytest.mark.parametrize(
    ("said", "asked", "now", "expected"),
    [
        ("近70%", NEARLY_70, figure(SHARE, Ratio(103, 147)), Verdict.MET),
        ("近70%", NEARLY_70, figure(SHARE, Ratio(68, 100)), Verdict.MET),
        ("近70%", NEARLY_70, figure(SHARE, Ratio(679, 1000)), Verdict.MISSED),
        ("近70%", NEARLY_70, figure(SHARE, Ratio(100, 100)), Verdict.MET),
        (
            "达到70%以上",
            target(SHARE, Comparator.AT_LEAST, PERCENT_70),
            figure(SHARE, Ratio(102, 147)),
            Verdict.MISSED,
        ),
        (
            "不低于60%",
            target(SHARE, Comparator.AT_LEAST, Fraction(6, 10)),
            figure(SHARE, Ratio(60, 100)),
            Verdict.MET,
        ),
        (
            "达70%",
            target(SHARE, Comparator.EXACTLY, PERCENT_70),
            figure(SHARE, Ratio(75, 100)),
            Verdict.MET,
        ),
        (
            "全覆盖",
            target(SHARE, Comparator.EXACTLY, 1),
            figure(SHARE, Ratio(146, 147)),
            Verdict.MISSED,
        ),
        (
            "50%~60%",
            target(SHARE, Comparator.BETWEEN, Fraction(5, 10), Fraction(6, 10)),
            figure(SHARE, Ratio(7, 10)),
            Verdict.MISSED,
        ),
        (
            "降至8%以下",
            target(SHARE, Comparator.AT_MOST, Fraction(8, 100)),
            figure(SHARE, Ratio(8, 100)),
            Verdict.MET,
        ),
        (
            "降至8%以下",
            target(SHARE, Comparator.AT_MOST, Fraction(8, 100)),
            figure(SHARE, Ratio(9, 100)),
            Verdict.MISSED,
        ),
        (
            "近70%, 还可能高",
            NEARLY_70,
            figure(SHARE, Ratio(60, 100), bounds=Bounds(Fraction(6, 10), 1), missing=9),
            Verdict.CANNOT_JUDGE,
        ),
        (
            "近70%, 再低也达到",
            NEARLY_70,
            figure(SHARE, Ratio(70, 100), bounds=Bounds(PERCENT_70, 1), missing=9),
            Verdict.MET,
        ),
        (
            "近70%, 再高也达不到",
            NEARLY_70,
            figure(SHARE, Ratio(1, 10), bounds=Bounds(Fraction(1, 10), Fraction(3, 10)), missing=9),
            Verdict.MISSED,
        ),
        (
            "没有学校",
            NEARLY_70,
            figure(SHARE, Absence.NOT_APPLICABLE),
            Verdict.NOTHING_TO_MEASURE,
        ),
        (
            "可能还有学校",
            NEARLY_70,
            figure(SHARE, Absence.NOT_APPLICABLE, bounds=Bounds(0, 1)),
            Verdict.CANNOT_JUDGE,
        ),
        (
            "无人报送",
            NEARLY_70,
            figure(SHARE, Absence.NOT_REPORTED, bounds=Bounds(0, 1)),
            Verdict.CANNOT_JUDGE,
        ),
        (
            "不少于100条",
            target(PIECES, Comparator.AT_LEAST, 100),
            figure(PIECES, 100, bounds=Bounds(100, None), missing=3),
            Verdict.MET,
        ),
        (
            "不少于100条, 还有未报",
            target(PIECES, Comparator.AT_LEAST, 100),
            figure(PIECES, 99, bounds=Bounds(99, None), missing=3),
            Verdict.CANNOT_JUDGE,
        ),
        (
            "不超过100条, 还有未报",
            target(PIECES, Comparator.AT_MOST, 100),
            figure(PIECES, 99, bounds=Bounds(99, None), missing=3),
            Verdict.CANNOT_JUDGE,
        ),
        (
            "不超过100条",
            target(PIECES, Comparator.AT_MOST, 100),
            figure(PIECES, 101, bounds=Bounds(101, None), missing=3),
            Verdict.MISSED,
        ),
        (
            "60条左右",
            target(PIECES, Comparator.NEARLY, 60),
            figure(PIECES, 59),
            Verdict.MET,
        ),
        (
            "60条左右",
            target(PIECES, Comparator.NEARLY, 60),
            figure(PIECES, 58),
            Verdict.MISSED,
        ),
        (
            "5—7条",
            target(PIECES, Comparator.BETWEEN, 7, 5),
            figure(PIECES, 6),
            Verdict.MET,
        ),
    ],
)
def test_a_figure_is_judged_at_the_end_of_the_year(
    said: str, asked: Target, now: Figure, expected: Verdict
) -> None:
    """Met or missed where the bounds lie on one side, otherwise not to be judged yet."""
    assert (said, verdict(asked, now)) == (said, expected)


LAST_YEAR = figure(PIECES, 80, year=2023, as_of=date(2023, 12, 31))
FIRST_HALF_LAST_YEAR = figure(PIECES, 40, year=2023, as_of=date(2023, 6, 30))
ROLL_BEFORE = figure(ROLL, 1000, year=2023, as_of=date(2023, 12, 31))
MORE_PIECES = target(PIECES, Comparator.INCREASE)
TWENTY_MORE = target(PIECES, Comparator.INCREASE, 20)
FEWER_PIECES = target(PIECES, Comparator.DECREASE)
MORE_PEOPLE = target(ROLL, Comparator.INCREASE)


@pytest.mark.parametrize(
    ("said", "asked", "now", "baseline", "expected"),
    [
        ("努力提高", MORE_PIECES, figure(PIECES, 81), LAST_YEAR, Verdict.MET),
        ("努力提高, 持平", MORE_PIECES, figure(PIECES, 80), LAST_YEAR, Verdict.MISSED),
        ("增加20条", TWENTY_MORE, figure(PIECES, 100), LAST_YEAR, Verdict.MET),
        ("增加20条", TWENTY_MORE, figure(PIECES, 99), LAST_YEAR, Verdict.MISSED),
        ("减少", FEWER_PIECES, figure(PIECES, 79), LAST_YEAR, Verdict.MET),
        ("减少, 持平", FEWER_PIECES, figure(PIECES, 80), LAST_YEAR, Verdict.MISSED),
        (
            "减少20条",
            target(PIECES, Comparator.DECREASE, 20),
            figure(PIECES, 61),
            LAST_YEAR,
            Verdict.MISSED,
        ),
        ("没有基数", MORE_PIECES, figure(PIECES, 81), None, Verdict.CANNOT_JUDGE),
        (
            "去年无人报送",
            MORE_PIECES,
            figure(PIECES, 81),
            figure(PIECES, Absence.NOT_REPORTED, bounds=Bounds(0, None), year=2023),
            Verdict.CANNOT_JUDGE,
        ),
        (
            "去年没有报全",
            MORE_PIECES,
            figure(PIECES, 81),
            figure(PIECES, 80, bounds=Bounds(80, None), year=2023),
            Verdict.CANNOT_JUDGE,
        ),
        (
            "去年最多90条",
            MORE_PIECES,
            figure(PIECES, 91),
            figure(PIECES, 80, bounds=Bounds(80, 90), year=2023),
            Verdict.MET,
        ),
        (
            "去年最多90条",
            MORE_PIECES,
            figure(PIECES, 85),
            figure(PIECES, 80, bounds=Bounds(80, 90), year=2023),
            Verdict.CANNOT_JUDGE,
        ),
        ("不断壮大", MORE_PEOPLE, figure(ROLL, 1001), ROLL_BEFORE, Verdict.MET),
        ("不断壮大, 持平", MORE_PEOPLE, figure(ROLL, 1000), ROLL_BEFORE, Verdict.MISSED),
    ],
)
def test_a_change_is_judged_against_its_baseline(
    said: str, asked: Target, now: Figure, baseline: Figure | None, expected: Verdict
) -> None:
    """More than before, or by so much; nothing can be said while the baseline is open."""
    assert (said, verdict(asked, now, baseline=baseline)) == (said, expected)


def half(value: Number, definition: Indicator = PIECES) -> Figure:
    """A figure of the year as of the end of June."""
    return figure(definition, value, as_of=MIDYEAR)


@pytest.mark.parametrize(
    ("said", "asked", "now", "baseline", "expected"),
    [
        ("100条, 过半", target(PIECES, Comparator.AT_LEAST, 100), half(50), None, Verdict.ON_TRACK),
        ("100条, 未过半", target(PIECES, Comparator.AT_LEAST, 100), half(49), None, Verdict.BEHIND),
        ("100条, 已够", target(PIECES, Comparator.AT_LEAST, 100), half(100), None, Verdict.MET),
        (
            "100条, 去年更多也从零算起",
            target(PIECES, Comparator.AT_LEAST, 100),
            half(50),
            figure(PIECES, 500, year=2023),
            Verdict.ON_TRACK,
        ),
        (
            "不超过100条, 还没超",
            target(PIECES, Comparator.AT_MOST, 100),
            half(60),
            None,
            Verdict.ON_TRACK,
        ),
        (
            "不超过100条, 已超",
            target(PIECES, Comparator.AT_MOST, 100),
            half(101),
            None,
            Verdict.MISSED,
        ),
        (
            "6月底前100条",
            target(PIECES, Comparator.AT_LEAST, 100, due=MIDYEAR),
            half(99),
            None,
            Verdict.MISSED,
        ),
        (
            "7月1日前100条",
            target(PIECES, Comparator.AT_LEAST, 100, due=date(2024, 7, 1)),
            half(99),
            None,
            Verdict.BEHIND,
        ),
        (
            "到2025年70%",
            target(SHARE, Comparator.AT_LEAST, PERCENT_70, due=date(2025, 12, 31)),
            figure(SHARE, Ratio(50, 100)),
            None,
            Verdict.ON_TRACK,
        ),
        ("同期更多", MORE_PIECES, half(41), FIRST_HALF_LAST_YEAR, Verdict.ON_TRACK),
        ("同期持平", MORE_PIECES, half(40), FIRST_HALF_LAST_YEAR, Verdict.BEHIND),
        ("同期多20条", TWENTY_MORE, half(60), FIRST_HALF_LAST_YEAR, Verdict.ON_TRACK),
        ("同期多10条", TWENTY_MORE, half(50), FIRST_HALF_LAST_YEAR, Verdict.ON_TRACK),
        ("同期多9条", TWENTY_MORE, half(49), FIRST_HALF_LAST_YEAR, Verdict.BEHIND),
        ("同期更少", FEWER_PIECES, half(39), FIRST_HALF_LAST_YEAR, Verdict.ON_TRACK),
        ("同期反增", FEWER_PIECES, half(41), FIRST_HALF_LAST_YEAR, Verdict.BEHIND),
        ("已超去年全年", MORE_PIECES, half(81), LAST_YEAR, Verdict.MET),
        ("去年全年的一半", MORE_PIECES, half(40), LAST_YEAR, Verdict.ON_TRACK),
        ("不到去年全年的一半", MORE_PIECES, half(39), LAST_YEAR, Verdict.BEHIND),
        ("少于去年全年, 还没完", FEWER_PIECES, half(79), LAST_YEAR, Verdict.ON_TRACK),
        ("已与去年全年持平", FEWER_PIECES, half(80), LAST_YEAR, Verdict.MISSED),
        ("壮大, 年中", MORE_PEOPLE, half(1001, ROLL), ROLL_BEFORE, Verdict.MET),
        ("壮大, 年中持平", MORE_PEOPLE, half(1000, ROLL), ROLL_BEFORE, Verdict.BEHIND),
        (
            "1100人, 从1000人起过半",
            target(ROLL, Comparator.AT_LEAST, 1100),
            half(1050, ROLL),
            ROLL_BEFORE,
            Verdict.ON_TRACK,
        ),
        (
            "1100人, 从1000人起未过半",
            target(ROLL, Comparator.AT_LEAST, 1100),
            half(1049, ROLL),
            ROLL_BEFORE,
            Verdict.BEHIND,
        ),
        (
            "不超过900人, 年中还多",
            target(ROLL, Comparator.AT_MOST, 900),
            half(940, ROLL),
            ROLL_BEFORE,
            Verdict.ON_TRACK,
        ),
        (
            "不超过900人, 没有基数",
            target(ROLL, Comparator.AT_MOST, 900),
            half(940, ROLL),
            None,
            Verdict.BEHIND,
        ),
    ],
)
def test_before_the_day_it_is_due_a_figure_is_judged_by_pace(
    said: str, asked: Target, now: Figure, baseline: Figure | None, expected: Verdict
) -> None:
    """On track where as much of the way is done as of the time; met only where it stays so."""
    assert (said, verdict(asked, now, baseline=baseline)) == (said, expected)


@pytest.mark.parametrize(
    ("case", "value", "goal", "baseline", "done"),
    [
        ("half way", Fraction(1, 2), Fraction(1), None, Fraction(1, 2)),
        ("from a baseline", Fraction(75), Fraction(100), Fraction(50), Fraction(1, 2)),
        ("over-fulfilled", Fraction(3), Fraction(2), None, Fraction(3, 2)),
        ("backwards", Fraction(40), Fraction(100), Fraction(50), Fraction(-1, 5)),
        ("descending", Fraction(12), Fraction(8), Fraction(20), Fraction(2, 3)),
        ("target 0, reached", Fraction(0), Fraction(0), None, Fraction(1)),
        ("target 0, not there", Fraction(3), Fraction(0), None, Absence.NOT_APPLICABLE),
        ("target 0, descending", Fraction(3), Fraction(0), Fraction(12), Fraction(3, 4)),
        ("baseline is the target", Fraction(5), Fraction(5), Fraction(5), Fraction(1)),
        ("baseline was the target", Fraction(4), Fraction(5), Fraction(5), Absence.NOT_APPLICABLE),
        ("no target", Fraction(4), None, Fraction(5), Absence.NOT_APPLICABLE),
        ("none", Absence.NOT_REPORTED, Fraction(5), None, Absence.NOT_REPORTED),
        ("none of nothing", Absence.UNKNOWN, None, None, Absence.UNKNOWN),
    ],
)
def test_progress_is_defined_for_every_case(
    case: str,
    value: Fraction | Absence,
    goal: Fraction | None,
    baseline: Fraction | None,
    done: Fraction | Absence,
) -> None:
    """The table of degenerate cases, one by one."""
    assert (case, progress(value, goal, baseline)) == (case, done)


FEWER_PEOPLE = target(ROLL, Comparator.DECREASE, 100)


@pytest.mark.parametrize(
    ("said", "asked", "now", "baseline", "done"),
    [
        ("近70%", NEARLY_70, figure(SHARE, Ratio(35, 100)), None, Fraction(1, 2)),
        (
            "一年的数从零算起",
            target(PIECES, Comparator.AT_LEAST, 100),
            figure(PIECES, 90),
            figure(PIECES, 120, year=2023),
            Fraction(9, 10),
        ),
        (
            "年初已达到, 又退了",
            target(SHARE, Comparator.AT_LEAST, PERCENT_70),
            figure(SHARE, Ratio(63, 100)),
            figure(SHARE, Ratio(80, 100), year=2023),
            Fraction(9, 10),
        ),
        (
            "从年初算起",
            target(SHARE, Comparator.AT_LEAST, PERCENT_70),
            figure(SHARE, Ratio(65, 100)),
            figure(SHARE, Ratio(60, 100), year=2023),
            Fraction(1, 2),
        ),
        ("减少100人", FEWER_PEOPLE, figure(ROLL, 950), ROLL_BEFORE, Fraction(1, 2)),
        (
            "从上面进入范围",
            target(ROLL, Comparator.BETWEEN, 700, 800),
            figure(ROLL, 900),
            ROLL_BEFORE,
            Fraction(1, 2),
        ),
        (
            "不超过900人, 没有基数",
            target(ROLL, Comparator.AT_MOST, 900),
            figure(ROLL, 950),
            None,
            Absence.NOT_APPLICABLE,
        ),
        ("只说壮大", MORE_PEOPLE, figure(ROLL, 1001), ROLL_BEFORE, Absence.NOT_APPLICABLE),
        ("没有基数", MORE_PEOPLE, figure(ROLL, 1001), None, Absence.NOT_APPLICABLE),
        (
            "无人报送",
            NEARLY_70,
            figure(SHARE, Absence.NOT_REPORTED, bounds=Bounds(0, 1)),
            None,
            Absence.NOT_REPORTED,
        ),
    ],
)
def test_the_way_begins_where_the_figure_sets_out(
    said: str, asked: Target, now: Figure, baseline: Figure | None, done: Fraction | Absence
) -> None:
    """A flow begins at 0, a stock at its baseline, unless it had met its target there."""
    judged = judge(asked, now, indicator(now.indicator), baseline=baseline)
    assert (said, judged.progress) == (said, done)


@pytest.mark.parametrize(
    ("said", "asked", "now", "more", "to_printed"),
    [
        ("近70%", NEARLY_70, figure(SHARE, Ratio(88, 147)), 12, 15),
        ("近70%, 已达到", NEARLY_70, figure(SHARE, Ratio(100, 147)), 0, 3),
        ("近70%", NEARLY_70, figure(SHARE, Ratio(103, 147)), 0, 0),
        (
            "60%",
            target(SHARE, Comparator.AT_LEAST, Fraction(6, 10)),
            figure(SHARE, Ratio(88, 147)),
            1,
            1,
        ),
        (
            "120%",
            target(SHARE, Comparator.AT_LEAST, Fraction(12, 10)),
            figure(SHARE, Ratio(1, 2)),
            Absence.NOT_APPLICABLE,
            Absence.NOT_APPLICABLE,
        ),
        (
            "40%~45%, 三所学校到不了",
            target(SHARE, Comparator.BETWEEN, Fraction(40, 100), Fraction(45, 100)),
            figure(SHARE, Ratio(1, 3)),
            Absence.NOT_APPLICABLE,
            Absence.NOT_APPLICABLE,
        ),
        (
            "降至8%以下",
            target(SHARE, Comparator.AT_MOST, Fraction(8, 100)),
            figure(SHARE, Ratio(9, 100)),
            Absence.NOT_APPLICABLE,
            Absence.NOT_APPLICABLE,
        ),
        ("不超过100条", target(PIECES, Comparator.AT_MOST, 100), figure(PIECES, 80), 0, 0),
        ("5—7条", target(PIECES, Comparator.BETWEEN, 5, 7), figure(PIECES, 6), 0, 0),
        ("5—7条", target(PIECES, Comparator.BETWEEN, 5, 7), figure(PIECES, 3), 2, 2),
        (
            "100小时",
            target(HOURS, Comparator.AT_LEAST, 100),
            figure(HOURS, Decimal("98.5")),
            Fraction(3, 2),
            Fraction(3, 2),
        ),
        (
            "无人报送",
            NEARLY_70,
            figure(SHARE, Absence.NOT_REPORTED, bounds=Bounds(0, 1)),
            Absence.NOT_REPORTED,
            Absence.NOT_REPORTED,
        ),
    ],
)
def test_need_says_how_many_more(
    said: str, asked: Target, now: Figure, more: object, to_printed: object
) -> None:
    """Schools for a share, the missing amount for a number; an absence where none would do."""
    needed = need(asked, now, indicator(now.indicator))
    assert (said, needed.more, needed.to_printed) == (said, more, to_printed)


@pytest.mark.parametrize(
    ("asked", "now", "baseline", "more"),
    [
        (MORE_PIECES, figure(PIECES, 80), 80, 1),
        (MORE_PIECES, figure(PIECES, 81), 80, 0),
        (TWENTY_MORE, figure(PIECES, 81), 80, 19),
        (
            target(HOURS, Comparator.INCREASE),
            figure(HOURS, Decimal(80)),
            80,
            Absence.NOT_APPLICABLE,
        ),
        (target(SHARE, Comparator.INCREASE), figure(SHARE, Ratio(1, 2)), Fraction(1, 2), 1),
        (FEWER_PIECES, figure(PIECES, 80), 80, Absence.NOT_APPLICABLE),
        (MORE_PIECES, figure(PIECES, 80), None, Absence.NOT_APPLICABLE),
    ],
)
def test_need_of_a_change_is_counted_from_its_baseline(
    asked: Target, now: Figure, baseline: Fraction | int | None, more: object
) -> None:
    """One more than before, or so many more; without a baseline nobody knows."""
    start = None if baseline is None else Fraction(baseline)
    assert need(asked, now, indicator(now.indicator), baseline=start).more == more


FIVE_POINTS = Fraction(5, 100)
CHANGE = indicator("accreditation.share_change")
GROWTH = indicator("articles.growth")


@pytest.mark.parametrize(
    ("said", "asked", "now", "expected", "more", "done"),
    [
        ("提高5个百分点", (CHANGE, FIVE_POINTS), Decimal("0.06"), Verdict.MET, 0, Fraction(6, 5)),
        ("提高5个百分点", (CHANGE, FIVE_POINTS), Decimal("0.05"), Verdict.MET, 0, 1),
        (
            "提高5个百分点",
            (CHANGE, FIVE_POINTS),
            Decimal("0.02"),
            Verdict.MISSED,
            Fraction(3, 100),
            Fraction(2, 5),
        ),
        ("增长10%", (GROWTH, Fraction(1, 10)), Decimal("0.1"), Verdict.MET, 0, 1),
        ("有所提高", (CHANGE,), Decimal("0.001"), Verdict.MET, 0, Absence.NOT_APPLICABLE),
        (
            "有所提高, 持平",
            (CHANGE,),
            Decimal(0),
            Verdict.MISSED,
            Absence.NOT_APPLICABLE,
            Absence.NOT_APPLICABLE,
        ),
    ],
)
def test_a_change_is_counted_from_a_year_earlier_already(
    *,
    said: str,
    asked: tuple[Indicator, *tuple[Fraction, ...]],
    now: Decimal,
    expected: Verdict,
    more: object,
    done: object,
) -> None:
    """5个百分点 more asks the change itself for 0.05, whatever the change of the year before was."""
    assert said
    definition, *values = asked
    of = target(definition, Comparator.INCREASE, *values)
    for before in (None, figure(definition, Decimal("0.3"), year=2023)):
        judged = judge(of, figure(definition, now), definition, baseline=before)
        assert (judged.verdict, judged.need.more, judged.progress) == (expected, more, done)
        assert judged.baseline is None
        assert "基数" not in judged.reason


def test_percentage_points_are_added_to_the_share_of_the_year_before() -> None:
    """65% and 5个百分点 are 70%, which is not 65% and 5% of it."""
    asked = target(SHARE, Comparator.INCREASE, FIVE_POINTS)
    before = figure(SHARE, Ratio(65, 100), year=2023)
    assert verdict(asked, figure(SHARE, Ratio(70, 100)), baseline=before) is Verdict.MET
    judged = judge(asked, figure(SHARE, Ratio(69, 100)), SHARE, baseline=before)
    assert judged.verdict is Verdict.MISSED
    assert judged.need.more == 1
    assert judged.reason == "读作不低于70%，基数65%，现为69/100（69.0%）"


def test_need_tells_where_schools_are_missing() -> None:
    """Each 学段 and each 镇街 held to the same share; those without a share are left out."""
    by = (
        figure(SHARE, Absence.NOT_APPLICABLE, categories=(("category", "社区"),)),
        figure(SHARE, Ratio(3, 10), categories=(("category", "小学"),)),
        figure(SHARE, Ratio(9, 10), categories=(("category", "幼儿园"),)),
    )
    needed = judge(NEARLY_70, figure(SHARE, Ratio(12, 20)), SHARE, by=by).need
    assert [
        (each.dimension, each.category, each.part, each.whole, each.more)
        for each in needed.shortfalls
    ] == [
        ("category", "小学", 3, 10, 4),
        ("category", "幼儿园", 9, 10, 0),
    ]


def test_a_cap_leaves_nobody_short() -> None:
    """Of a share that must not pass a number, no school is missing anywhere."""
    by = (figure(SHARE, Ratio(3, 10), categories=(("category", "小学"),)),)
    asked = target(SHARE, Comparator.AT_MOST, Fraction(8, 100))
    assert need(asked, figure(SHARE, Ratio(3, 10)), SHARE, by=by).shortfalls == ()


COMPARATORS = st.sampled_from(Comparator)
PERCENTS = st.integers(0, 24).map(lambda number: Fraction(number, 20))
BETTERS = st.sampled_from(Better)


@given(
    COMPARATORS,
    st.lists(PERCENTS, min_size=2, max_size=2),
    BETTERS,
    st.integers(1, 12),
    st.data(),
)
def test_need_is_the_least_number_of_schools_that_meets_the_target(
    comparator: Comparator,
    values: list[Fraction],
    better: Better,
    whole: int,
    data: st.DataObject,
) -> None:
    """Trying every number of schools finds the same one; 0 exactly where the target is met."""
    definition = evolve(SHARE, better=better)
    part = data.draw(st.integers(0, whole))
    before = figure(definition, Ratio(data.draw(st.integers(0, whole)), whole), year=2023)
    asked = target(definition, comparator, *values)
    now = figure(definition, Ratio(part, whole))
    meets = [
        judge(asked, figure(definition, Ratio(part + more, whole)), definition, baseline=before)
        for more in range(whole - part + 1)
    ]
    met = [more for more, each in enumerate(meets) if each.verdict is Verdict.MET]
    needed = judge(asked, now, definition, baseline=before).need.more
    assert needed == (met[0] if met else Absence.NOT_APPLICABLE)


@given(
    COMPARATORS, st.lists(st.integers(0, 30), max_size=2), BETTERS, st.integers(0, 30), st.data()
)
def test_need_is_the_least_amount_that_meets_the_target(
    comparator: Comparator,
    values: list[int],
    better: Better,
    now: int,
    data: st.DataObject,
) -> None:
    """The same for a count: pieces that are still to be published."""
    definition = evolve(PIECES, better=better)
    if len(values) < 2 and comparator not in (Comparator.INCREASE, Comparator.DECREASE):
        values = [5, 9]
    before = figure(definition, data.draw(st.integers(0, 30)), year=2023, as_of=NEW_YEARS_EVE)
    asked = target(definition, comparator, *values)
    met = [
        more
        for more in range(80)
        if judge(asked, figure(definition, now + more), definition, baseline=before).verdict
        is Verdict.MET
    ]
    needed = judge(asked, figure(definition, now), definition, baseline=before).need.more
    assert needed == (met[0] if met else Absence.NOT_APPLICABLE)


VALUES: st.SearchStrategy[Number | Absence] = (
    st.integers(0, 200)
    | st.sampled_from(Absence)
    | st.integers(0, 800).map(lambda q: Decimal(q) / 4)
)


@st.composite
def figures(draw: st.DrawFn, definition: Indicator, year: int) -> Figure:
    """Any number with any bounds around it, as of any day of its year."""
    value = draw(VALUES)
    low, high = draw(st.integers(0, 50)), draw(st.none() | st.integers(0, 50))
    bounds: Bounds | None = None
    if not isinstance(value, Absence):
        middle = Fraction(value)
        bounds = Bounds(max(Fraction(0), middle - low), None if high is None else middle + high)
    elif draw(st.booleans()):
        bounds = Bounds(0, None)
    as_of = draw(st.dates(date(year, 1, 1), date(year + 1, 3, 31)))
    return figure(definition, value, bounds=bounds, as_of=as_of, year=year)


@given(
    comparator=COMPARATORS,
    values=st.lists(st.integers(0, 200), min_size=2, max_size=2) | st.just([]),
    better=BETTERS,
    kind=st.sampled_from([PIECES, ROLL, HOURS]),
    due=st.none() | st.dates(date(2023, 6, 1), date(2025, 6, 30)),
    data=st.data(),
)
def test_every_figure_gets_a_verdict(
    *,
    comparator: Comparator,
    values: list[int],
    better: Better,
    kind: Indicator,
    due: date | None,
    data: st.DataObject,
) -> None:
    """Whatever is asked and whatever is known, there is a verdict, and it fits the bounds."""
    definition = evolve(kind, better=better)
    if comparator not in (Comparator.INCREASE, Comparator.DECREASE):
        values = values or [10, 20]
    asked = target(definition, comparator, *values, due=due)
    now = data.draw(figures(definition, 2024))
    before = data.draw(st.none() | figures(definition, 2023))
    judged = judge(asked, now, definition, baseline=before)
    final = now.as_of >= (due or NEW_YEARS_EVE)
    assert judged.verdict in Verdict
    assert judged.reason
    if final:
        assert judged.verdict not in (Verdict.ON_TRACK, Verdict.BEHIND)
    if judged.verdict is Verdict.MET:
        assert judged.need.more == 0
        assert now.bounds is not None
    if now.bounds is None:
        assert judged.verdict is Verdict.NOTHING_TO_MEASURE or now.value is not (
            Absence.NOT_APPLICABLE
        )
    if judged.verdict in (Verdict.MISSED, Verdict.BEHIND):
        assert judged.need.more != 0


@pytest.mark.parametrize(
    ("comparator", "values"),
    [
        (Comparator.AT_LEAST, ()),
        (Comparator.NEARLY, ()),
        (Comparator.BETWEEN, (1,)),
        (Comparator.EXACTLY, ()),
    ],
)
def test_a_target_without_its_numbers_is_refused(
    comparator: Comparator, values: tuple[int, ...]
) -> None:
    """A number to be reached must be named; a range has two."""
    with pytest.raises(BadArgument) as caught:
        judge(target(PIECES, comparator, *values), figure(PIECES, 1), PIECES)
    assert caught.value.name == "target"


def test_a_target_of_another_indicator_is_refused() -> None:
    """A share is not judged by what is asked of pieces."""
    with pytest.raises(BadArgument) as caught:
        judge(target(PIECES, Comparator.AT_LEAST, 1), figure(SHARE, Ratio(1, 2)), SHARE)
    assert caught.value.name == "target"


@pytest.mark.parametrize(
    ("asked", "now", "baseline", "words"),
    [
        (
            NEARLY_70,
            figure(SHARE, Ratio(103, 147)),
            None,
            "读作不低于68%（容差2个百分点），现为103/147（70.1%）",
        ),
        (
            NEARLY_70,
            figure(SHARE, Ratio(60, 100), bounds=Bounds(Fraction(6, 10), 1), missing=9),
            None,
            "读作不低于68%（容差2个百分点），现为60/100（60.0%），9校未报或未报全",
        ),
        (
            target(PIECES, Comparator.BETWEEN, 5, 7),
            figure(PIECES, 6),
            None,
            "读作不低于5条且不高于7条，现为6条",
        ),
        (MORE_PIECES, figure(PIECES, 81), LAST_YEAR, "读作高于80条，基数80条，现为81条"),
        (FEWER_PIECES, figure(PIECES, 81), LAST_YEAR, "读作低于80条，基数80条，现为81条"),
        (MORE_PIECES, figure(PIECES, 81), None, "没有可比的基数，现为81条"),
    ],
)
def test_the_reason_names_the_reading(
    asked: Target, now: Figure, baseline: Figure | None, words: str
) -> None:
    """One Chinese sentence: how the target is read, from where, where it stands, who is missing."""
    judged = judge(asked, now, indicator(now.indicator), baseline=baseline)
    assert judged.reason == words


def test_another_reading_of_a_softened_number_can_be_named() -> None:
    """With five points 近70% is met from 65%, and the reason says so."""
    five = Reading(name="容差5个百分点", points=Fraction(5, 100), relative=Fraction(10, 100))
    asked = evolve(NEARLY_70, reading=five)
    judged = judge(asked, figure(SHARE, Ratio(65, 100)), SHARE)
    assert judged.verdict is Verdict.MET
    assert "容差5个百分点" in judged.reason
    sixty = evolve(target(PIECES, Comparator.NEARLY, 60), reading=five)
    assert (tolerance(asked, Unit.PERCENT), tolerance(sixty, Unit.PIECES)) == (
        Fraction(5, 100),
        Fraction(6),
    )


@pytest.mark.parametrize(
    ("better", "low", "high"),
    [
        (Better.HIGHER, Fraction(68, 100), None),
        (Better.LOWER, None, Fraction(72, 100)),
        (Better.NEITHER, Fraction(68, 100), Fraction(72, 100)),
    ],
)
def test_going_past_a_number_in_the_good_direction_meets_it(
    better: Better, low: Fraction | None, high: Fraction | None
) -> None:
    """近70% of a share that should rise has no upper end; of one that should fall no lower one."""
    assert accepted(NEARLY_70, better, Unit.PERCENT) == Interval(low=low, high=high)


def test_to_the_letter_a_softened_number_is_the_number() -> None:
    """近70% is 70% and more; what is not softened is what it is."""
    assert to_the_letter(NEARLY_70, Better.HIGHER, Unit.PERCENT) == Interval(low=PERCENT_70)
    more = to_the_letter(MORE_PIECES, Better.HIGHER, Unit.PIECES, Fraction(80))
    assert more == Interval(low=Fraction(80), strict=True)


ENDS = st.none() | st.integers(0, 6).map(Fraction)


@given(ENDS, ENDS, st.booleans(), st.integers(0, 6), st.none() | st.integers(0, 6))
def test_an_interval_holds_bounds_as_it_holds_their_values(
    low: Fraction | None,
    high: Fraction | None,
    strict: bool,  # noqa: FBT001
    least: int,
    spread: int | None,
) -> None:
    """All of the bounds are inside, or none is, exactly if it is so for each value in them."""
    if low is not None and high is not None and high < low:
        low, high = high, low
    interval = Interval(low=low, high=high, strict=strict)
    bounds = Bounds(least, None if spread is None else least + spread)
    quarters = [Fraction(number, 4) for number in range(80)]
    inside = [each in interval for each in quarters if each in bounds]
    assert interval.holds_all(bounds) == all(inside)
    if low != high or not strict:
        assert interval.holds_none(bounds) == (not any(inside))


def test_a_judgement_holds_what_it_was_made_of() -> None:
    """Target, figure and the figure of before, which a report prints beside the verdict."""
    before = figure(PIECES, 40, year=2023)
    now = figure(PIECES, 50)
    made = judge(target(PIECES, Comparator.INCREASE), now, PIECES, baseline=before)
    assert (made.target, made.figure, made.baseline) == (
        target(PIECES, Comparator.INCREASE),
        now,
        before,
    )


@pytest.mark.parametrize(
    ("done", "day", "expected"),
    [
        # 2024 has 366 days: half of them are gone at the end of 1 July.
        (50, date(2024, 7, 1), Verdict.ON_TRACK),
        (49, date(2024, 7, 1), Verdict.BEHIND),
        (50, date(2024, 7, 2), Verdict.BEHIND),
        (50, MIDYEAR, Verdict.ON_TRACK),
    ],
)
def test_the_pace_is_counted_in_days_gone(done: int, day: date, expected: Verdict) -> None:
    """Exactly as much of the way as of the time is on track; the day itself counts as gone."""
    asked = target(PIECES, Comparator.AT_LEAST, 100, due=NEW_YEARS_EVE)
    assert verdict(asked, figure(PIECES, done, as_of=day)) is expected


def test_what_is_needed_is_said_to_the_printed_number_too() -> None:
    """Where nothing can be needed, both answers say so."""
    unknown = need(target(PIECES, Comparator.INCREASE), figure(PIECES, 50), PIECES)
    assert unknown.more is not None
    assert unknown.to_printed is not None


@pytest.mark.parametrize("asked", [target(PIECES, Comparator.AT_LEAST)])
def test_what_is_expected_instead_is_said(asked: Target) -> None:
    """In words; an error without them helps nobody."""
    with pytest.raises(BadArgument) as caught:
        accepted(asked, PIECES.better, PIECES.unit)
    assert "None" not in str(caught.value)
    with pytest.raises(BadArgument) as caught:
        judge(target(PIECES, Comparator.AT_LEAST, 1), figure(SHARE, Ratio(1, 2)), SHARE)
    assert "None" not in str(caught.value)


@pytest.mark.parametrize("absence", Absence)
def test_what_is_not_told_is_not_judged_by_its_bounds(absence: Absence) -> None:
    """A verdict would tell on which side of the target a hidden number lies."""
    now = figure(PIECES, absence, bounds=Bounds(500, 600))
    assert verdict(target(PIECES, Comparator.AT_LEAST, 400), now) is Verdict.CANNOT_JUDGE


def test_a_baseline_of_unknown_bounds_judges_nothing() -> None:
    """Nobody knows how many it may become."""
    before = figure(PIECES, 40, bounds=None, year=2023)
    asked = target(PIECES, Comparator.INCREASE, 5)
    assert verdict(asked, figure(PIECES, 50), baseline=before) is Verdict.CANNOT_JUDGE


def test_more_than_was_asked_for_is_behind_where_no_more_was_wanted() -> None:
    """A stock that is too high before its day has to come down."""
    share_of_cases = evolve(SHARE, better=Better.NEITHER)
    asked = target(SHARE, Comparator.BETWEEN, Fraction(2, 10), Fraction(3, 10))
    now = figure(SHARE, Ratio(35, 100), as_of=MIDYEAR)
    assert judge(asked, now, share_of_cases).verdict is Verdict.BEHIND


def test_going_past_an_exact_number_needs_nothing_more() -> None:
    """Neither to its reading nor to the number as it is printed."""
    needed = need(target(PIECES, Comparator.EXACTLY, 7), figure(PIECES, 9), PIECES)
    assert [needed.more, needed.to_printed] == [0, 0]


def test_nothing_is_short_of_nothing() -> None:
    """Of a share that is to be at least 0%, no school is missing anywhere."""
    by = (figure(SHARE, Ratio(0, 10), categories=(("category", "小学"),)),)
    (short,) = need(
        target(SHARE, Comparator.AT_LEAST, 0), figure(SHARE, Ratio(0, 10)), SHARE, by=by
    ).shortfalls
    assert short.more == 0
