from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.indicators.definition import Evenness
from guangongwei.indicators.spread import DIGITS, spread
from guangongwei.model import Absence

VALUES = st.lists(st.fractions(0, 1000, max_denominator=50), min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("evenness", "values", "measured"),
    [
        (Evenness.RANGE, (3, 1, 2), Fraction(2)),
        (Evenness.RANGE, (0, 0), Fraction(0)),
        (Evenness.VARIATION, (1, 3), Fraction(1, 2)),
        (Evenness.VARIATION, (2, 4, 4, 4, 5, 5, 7, 9), Fraction(2, 5)),
        (Evenness.VARIATION, (1, 1, 4), Fraction("0.707106781")),
        (Evenness.GINI, (0, 1), Fraction(1, 2)),
        (Evenness.GINI, (0, 0, 0, 1), Fraction(3, 4)),
        (Evenness.GINI, (1, 2, 3), Fraction(2, 9)),
    ],
)
def test_unevenness_is_measured_in_three_ways(
    evenness: Evenness, values: tuple[int, ...], measured: Fraction
) -> None:
    """Known answers of 极差, 变异系数 and 基尼系数."""
    assert spread([Fraction(each) for each in values], evenness) == measured


@pytest.mark.parametrize("evenness", Evenness)
def test_one_group_is_neither_even_nor_uneven(evenness: Evenness) -> None:
    """Evenness is between two groups or more."""
    assert spread([Fraction(1)], evenness) is Absence.NOT_APPLICABLE
    assert spread([], evenness) is Absence.NOT_APPLICABLE


@pytest.mark.parametrize("evenness", [Evenness.VARIATION, Evenness.GINI])
def test_nothing_everywhere_has_no_mean_to_divide_by(evenness: Evenness) -> None:
    """The range of zeros is 0; the two that divide by the mean are not applicable."""
    assert spread([Fraction(0), Fraction(0)], evenness) is Absence.NOT_APPLICABLE


@given(VALUES, st.permutations(range(8)), st.sampled_from(Evenness))
def test_the_order_of_the_groups_does_not_matter(
    values: list[Fraction], order: list[int], evenness: Evenness
) -> None:
    """Towns have no order."""
    mixed = [values[each] for each in order if each < len(values)]
    assert spread(mixed, evenness) == spread(values, evenness)


@given(VALUES, st.sampled_from(Evenness))
def test_unevenness_is_zero_exactly_where_all_are_alike(
    values: list[Fraction], evenness: Evenness
) -> None:
    """And never below; the Gini coefficient is below 1."""
    measured = spread(values, evenness)
    if isinstance(measured, Absence):
        assert not any(values)
        return
    assert measured >= 0
    if evenness is not Evenness.VARIATION:
        assert (measured == 0) == (len(set(values)) == 1)
    if evenness is Evenness.GINI:
        assert measured < 1


@given(VALUES, st.integers(1, 50), st.sampled_from([Evenness.VARIATION, Evenness.GINI]))
def test_a_coefficient_has_no_unit(values: list[Fraction], times: int, evenness: Evenness) -> None:
    """Hours or minutes: the same unevenness."""
    one = spread(values, evenness)
    other = spread([each * times for each in values], evenness)
    if isinstance(one, Absence) or isinstance(other, Absence):
        assert one is other
    else:
        assert abs(one - other) <= Fraction(1, 10**DIGITS)


@given(VALUES)
def test_the_gini_coefficient_is_half_the_mean_difference_over_the_mean(
    values: list[Fraction],
) -> None:
    """Counted once more from every pair of groups."""
    total = sum(values, Fraction(0))
    pairs = sum((abs(one - other) for one in values for other in values), Fraction(0))
    if total:
        assert spread(values, Evenness.GINI) == pairs / (2 * len(values) * total)
