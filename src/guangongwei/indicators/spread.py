"""How evenly a figure is spread over groups (均衡): range, coefficient of variation, Gini.

All three are 0 where every group has the same value, and none of them is an average of ratios:
each group counts once, whatever its size.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from guangongwei.indicators.definition import Evenness
from guangongwei.model.numbers import Absence

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Digits kept of the one measure that is not a fraction, the coefficient of variation.
DIGITS = 9


def spread(values: Sequence[Fraction], evenness: Evenness) -> Fraction | Absence:
    """The measure of evenness over the values of two groups or more.

    | case | result |
    |---|---|
    | fewer than two values | not applicable |
    | every value is 0, and the measure divides by the mean | not applicable |
    """
    if len(values) < 2:
        return Absence.NOT_APPLICABLE
    mean = sum(values, Fraction(0)) / len(values)
    match evenness:
        case Evenness.RANGE:
            return max(values) - min(values)
        case Evenness.VARIATION:
            return Absence.NOT_APPLICABLE if not mean else _variation(values, mean)
        case Evenness.GINI:
            return Absence.NOT_APPLICABLE if not mean else _gini(values, mean)
        case _:  # pragma: no cover
            assert_never(evenness)


def _variation(values: Sequence[Fraction], mean: Fraction) -> Fraction:
    """Standard deviation of the groups, as a whole population, over their mean."""
    deviations = ((each - mean) * (each - mean) for each in values)
    squared = sum(deviations, Fraction(0)) / len(values) / (mean * mean)
    with localcontext(prec=DIGITS + 12):
        root = (Decimal(squared.numerator) / Decimal(squared.denominator)).sqrt()
        return Fraction(round(root, DIGITS))


def _gini(values: Sequence[Fraction], mean: Fraction) -> Fraction:
    """Half the mean difference between two groups over their mean."""
    count = len(values)
    ranked = sum((2 * rank - count - 1) * value for rank, value in enumerate(sorted(values), 1))
    return Fraction(ranked) / (count * count * mean)
