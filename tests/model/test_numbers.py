from __future__ import annotations

import operator
import statistics
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument, RatioMisuse, UnitMismatch
from guangongwei.model.numbers import (
    Absence,
    Bounds,
    Number,
    Quantity,
    Ratio,
    Unit,
    exact,
    half_up,
    is_blank,
    is_number,
    worded,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn


@st.composite
def ratios(draw: DrawFn) -> Ratio:
    """A part of a whole, both counted."""
    whole = draw(st.integers(0, 200))
    return Ratio(draw(st.integers(0, whole)), whole)


AMOUNTS = st.integers(-(10**6), 10**6) | st.decimals(-(10**6), 10**6, places=2)


@pytest.mark.parametrize(
    "misuse",
    [
        lambda ratio: ratio + ratio,
        lambda ratio: 0 + ratio,
        lambda ratio: sum([ratio, ratio]),
        lambda ratio: ratio / 2,
        float,
        lambda ratio: statistics.fmean([ratio, ratio]),
    ],
)
def test_a_ratio_refuses_to_be_added_or_averaged(misuse: Callable[[Ratio], object]) -> None:
    """Adding or averaging ratios forgets how large their wholes are."""
    with pytest.raises(RatioMisuse) as caught:
        misuse(Ratio(1, 2))
    assert caught.value.operation


@pytest.mark.parametrize(
    "misuse",
    [
        lambda ratio: statistics.mean([ratio, ratio]),
        lambda ratio: ratio - ratio,
        lambda ratio: ratio * 2,
        lambda ratio: ratio < 1,
        round,
        int,
    ],
)
def test_a_ratio_is_no_number(misuse: Callable[[Ratio], object]) -> None:
    """Nothing that works on numbers works on a ratio by accident."""
    with pytest.raises(TypeError):
        misuse(Ratio(1, 2))


def test_ratios_are_pooled_by_their_parts_and_wholes() -> None:
    """One of two and one of eight are two of ten, not five sixteenths."""
    assert Ratio.pool([Ratio(1, 2), Ratio(1, 8)]) == Ratio(2, 10)
    assert Ratio.pool([]) == Ratio(0, 0)


@given(st.lists(ratios(), min_size=1, max_size=6).filter(lambda each: any(r.whole for r in each)))
def test_a_pooled_ratio_lies_between_the_least_and_the_most(parts: list[Ratio]) -> None:
    """Pooling gives a weighted mean, so it never leaves the range of its parts."""
    known = [each.fraction for each in parts if isinstance(each.fraction, Fraction)]
    pooled = Ratio.pool(parts).fraction
    assert isinstance(pooled, Fraction)
    assert min(known) <= pooled <= max(known)


def test_a_ratio_to_nothing_has_no_quotient() -> None:
    """None of none is not applicable, and never zero."""
    assert Ratio(0, 0).fraction is Absence.NOT_APPLICABLE
    assert Ratio(0, 3).fraction == 0
    assert str(Ratio(103, 147)) == "103/147"


@pytest.mark.parametrize(
    ("part", "whole", "name"), [(-1, 2, "part"), (0, -1, "whole"), (3, 2, "part")]
)
def test_a_part_lies_within_its_whole(part: int, whole: int, name: str) -> None:
    """A ratio with more in the part than in the whole, or below nothing, is refused."""
    with pytest.raises(BadArgument) as caught:
        Ratio(part, whole)
    assert caught.value.name == name


def test_visits_and_people_do_not_add() -> None:
    """30 人次 and 12 人 stay two figures."""
    with pytest.raises(UnitMismatch) as caught:
        Quantity(30, Unit.VISITS) + Quantity(12, Unit.PEOPLE)
    assert (caught.value.left, caught.value.right) == ("人次", "人")


def test_amounts_of_one_unit_add() -> None:
    """1,200 and 34 attendances are 1,234."""
    added = Quantity(1200, Unit.VISITS) + Quantity(34, Unit.VISITS)
    assert added == Quantity(1234, Unit.VISITS)
    assert str(added) == "1,234人次"


def test_bounds_know_what_a_figure_can_become() -> None:
    """From the low up to the high, both included; an open end limits nothing."""
    assert [value in Bounds(2, 4) for value in (1, 2, 3, 4, 5)] == [False, True, True, True, False]
    assert 10**9 in Bounds(2, None)
    assert 1 not in Bounds(2, None)
    assert (Bounds(2, 2).is_exact, Bounds(2, 3).is_exact, Bounds(2, None).is_exact) == (
        True,
        False,
        False,
    )


def test_bounds_upside_down_are_refused() -> None:
    """The high is at least the low."""
    with pytest.raises(BadArgument) as caught:
        Bounds(3, 2)
    assert caught.value.name == "high"


@pytest.mark.parametrize(
    ("value", "number"),
    [(0, True), (Decimal("1.5"), True), (True, False), (None, False), (Absence.UNKNOWN, False)],
)
def test_a_yes_is_not_a_number(value: object, number: bool) -> None:  # noqa: FBT001
    """Integers and decimals are numbers; yes, nothing and an absence are not."""
    assert is_number(value) is number


@pytest.mark.parametrize(
    ("value", "blank"),
    [(None, True), (Absence.SUPPRESSED, True), (0, False), ("", False), (False, False)],
)
def test_a_zero_is_not_blank(value: object, blank: bool) -> None:  # noqa: FBT001
    """Only nothing at all, or a word for it, is blank."""
    assert is_blank(value) is blank


@pytest.mark.parametrize(
    ("value", "fraction"),
    [
        (3, Fraction(3)),
        (Decimal("0.1"), Fraction(1, 10)),
        (Ratio(103, 147), Fraction(103, 147)),
        (Ratio(0, 0), Absence.NOT_APPLICABLE),
        (Absence.NOT_REPORTED, Absence.NOT_REPORTED),
    ],
)
def test_every_value_is_exact(
    value: Number | Ratio | Absence, fraction: Fraction | Absence
) -> None:
    """No value passes through a binary float; an absence stays what it is."""
    assert exact(value) == fraction


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-733, 1467), 2, "-0.50"),
        (Fraction(7006, 100), 1, "70.1"),
        (Fraction(0), 1, "0.0"),
        (Fraction(-1, 1000), 1, "0.0"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Fraction, decimals: int, rounded: str) -> None:
    """As reports round: 0.5 is 1, and nothing is ever minus zero."""
    assert str(half_up(value, decimals)) == rounded


@given(st.fractions(-(10**9), 10**9), st.integers(0, 6))
def test_rounding_moves_a_number_by_half_a_step_at_most(value: Fraction, decimals: int) -> None:
    """What is shown is the nearest number with so many decimals."""
    step = Fraction(1, 10**decimals)
    assert abs(Fraction(half_up(value, decimals)) - value) <= step / 2


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "said"),
    [
        (1234, Unit.VISITS, 0, "1,234人次"),
        (Decimal("12.25"), Unit.HOURS, 1, "12.3小时"),
        (Ratio(103, 147), Unit.PERCENT, 1, "103/147（70.1%）"),
        (Ratio(0, 0), Unit.PERCENT, 1, "0/0（不适用）"),
        (Fraction(7, 10), Unit.PERCENT, 1, "70.0%"),
        (Absence.NOT_REPORTED, Unit.PEOPLE, 0, "未报送"),
    ],
)
def test_a_value_is_worded_as_reports_print_it(
    value: Number | Fraction | Ratio | Absence, unit: Unit, decimals: int, said: str
) -> None:
    """With its unit, its parts where it has any, and never as 0 where it is absent."""
    assert worded(value, unit, decimals) == said


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [(Fraction(7, 10), 1, "70%"), (Fraction(705, 1000), 2, "70.5%"), (Fraction(7), 0, "700%")],
)
def test_zeros_that_add_nothing_can_be_left_off(value: Fraction, decimals: int, said: str) -> None:
    """70% rather than 70.0%, and 700% stays 700%."""
    assert worded(value, Unit.PERCENT, decimals, trim=True) == said


def test_words_have_english_labels() -> None:
    """Every unit and every absence has its words in English."""
    assert Unit.PERCENTAGE_POINTS.label == "percentage points"
    assert Absence.NOT_REPORTED.label == "not reported"


@given(AMOUNTS, AMOUNTS)
def test_adding_amounts_is_exact(one: Number, other: Number) -> None:
    """Hours and yuan add without a float in between, in either order."""
    left, right = Quantity(one, Unit.HOURS), Quantity(other, Unit.HOURS)
    total = left + right
    assert operator.eq(total, right + left)
    assert Fraction(total.amount) == Fraction(one) + Fraction(other)


def test_an_amount_adds_to_amounts_only() -> None:
    """A bare number has no unit, so Python's own refusal is right."""
    with pytest.raises(TypeError):
        Quantity(5, Unit.PEOPLE) + cast("Quantity", 5)


def test_only_ratios_are_pooled() -> None:
    """An absence among them is the caller's to leave out, and to mention."""
    with pytest.raises(BadArgument) as caught:
        Ratio.pool([Ratio(1, 2), Absence.UNKNOWN])  # type: ignore[list-item]  # what is tested
    assert caught.value.name == "ratios"
