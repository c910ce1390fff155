"""What a figure is made of, said once more: counts, shares, quotients, changes and spreads."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, final

from attrs import field, frozen
from tests.indicators.sql.looks import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator


@final
@frozen
class Counted:
    """Rows that count: look, organisation, amount `n`, `it` that tells two apart, categories.

    Told apart by `it` where that is asked for, added up where `n` is more than 1 a row.
    """

    query: str
    #: The table whose returns it rests on; none: the bureau's register.
    table: str | None = None
    adds: bool = False
    distinct: bool = False
    #: A number of hundredths.
    hundredths: bool = False
    #: What is looked at: the time itself, or what began earlier.
    era: str = NOW


@final
@frozen
class Share:
    """A part of a whole."""

    part: Counted
    whole: Counted


@final
@frozen
class Per:
    """So much of one for each of another."""

    of: Counted
    each: Counted


@final
@frozen
class Change:
    """More or less than a year earlier, as a difference or over what it was then."""

    of: Counted | Share
    is_rate: bool = field(kw_only=True)


@final
@frozen
class Spread:
    """How unlike the groups of a dimension are: 极差, 变异系数 or 基尼系数."""

    of: Counted | Share
    across: str
    how: str


Formula = Counted | Share | Per | Change | Spread


def counted(formula: Formula) -> Iterator[Counted]:
    """Everything that a formula counts, what makes its groups first."""
    match formula:
        case Counted():
            yield formula
        case Share(part, whole):
            yield whole
            yield part
        case Per(of, each):
            yield of
            yield each
        case Change(of) | Spread(of):
            yield from counted(of)


def total(each: Counted, amount: int) -> Decimal | int:
    """An amount in whole units."""
    return Decimal(amount) / 100 if each.hundredths else amount
