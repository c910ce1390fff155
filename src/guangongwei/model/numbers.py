"""Numbers that must not be misused: ratios, absences, bounds and amounts with their unit."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn, TypeGuard, final

from attrs import field, frozen

from guangongwei.errors import BadArgument, RatioMisuse, UnitMismatch

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A number of things, attendances, hours or yuan; never a binary float.
Number = int | Decimal


@final
class Absence(Enum):
    """Why there is no number; none of these is zero."""

    NOT_REPORTED = "未报送"
    NOT_APPLICABLE = "不适用"
    UNKNOWN = "不详"
    SUPPRESSED = "不公布"

    @property
    def label(self) -> str:
        """The English words."""
        return self.name.lower().replace("_", " ")


def is_number(value: object) -> TypeGuard[int | Decimal]:
    """Say whether a field holds a number rather than an absence or nothing."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def is_blank(value: object) -> bool:
    """Say whether a field holds nothing, or only says why there is nothing."""
    return value is None or isinstance(value, Absence)


@final
class Unit(Enum):
    """What is counted; the value is the Chinese unit word."""

    PEOPLE = "人"
    #: Attendances: one person who comes twice is two.
    VISITS = "人次"
    SESSIONS = "场次"
    TIMES = "次"
    HOURS = "小时"
    YUAN = "元"
    SCHOOLS = "所"
    ORGANISATIONS = "个"
    STORIES = "篇"
    PIECES = "条"
    PAIRS = "对"
    WORKS = "件"
    RECORDS = "份"
    POINTS = "分"
    DAYS = "天"
    PERCENT = "%"
    PERCENTAGE_POINTS = "百分点"
    #: A pure number, such as a coefficient of variation.
    NONE = ""

    @property
    def label(self) -> str:
        """The English word."""
        return self.name.lower().replace("_", " ")


@final
@frozen
class Quantity:
    """An amount with its unit; amounts of different units do not add."""

    amount: Number
    unit: Unit

    def __add__(self, other: Quantity) -> Quantity:
        """Add an amount of the same unit.

        Raises:
            UnitMismatch: The units differ.
        """
        if not isinstance(other, Quantity):  # pyright: ignore[reportUnnecessaryIsInstance]  # a caller may
            return NotImplemented
        if self.unit is not other.unit:
            raise UnitMismatch(self.unit.value, other.unit.value)
        return Quantity(self.amount + other.amount, self.unit)

    def __str__(self) -> str:
        return f"{self.amount:,}{self.unit.value}"


def _not_negative(_: object, attribute: object, value: int) -> None:
    if value < 0:
        raise BadArgument(getattr(attribute, "name", "value"), "0 or more")


@final
@frozen
class Ratio:
    """A part of a whole that keeps both; it cannot be added or averaged, only pooled."""

    part: int = field(validator=_not_negative)
    whole: int = field(validator=_not_negative)

    def __attrs_post_init__(self) -> None:
        if self.part > self.whole:
            raise BadArgument("part", "at most the whole")

    @staticmethod
    def pool(ratios: Iterable[Ratio]) -> Ratio:
        """The ratio of all parts to all wholes, which is the only way up a tree.

        Raises:
            BadArgument: One of them is no ratio; leave out the absences, and say how many.
        """
        kept = tuple(ratios)
        if not all(isinstance(each, Ratio) for each in kept):  # pyright: ignore[reportUnnecessaryIsInstance]  # a caller may
            raise BadArgument("ratios", "ratios only; leave out the absences and say how many")
        return Ratio(sum(each.part for each in kept), sum(each.whole for each in kept))

    @property
    def fraction(self) -> Fraction | Absence:
        """The exact quotient; not applicable where there is nothing to divide by."""
        return Fraction(self.part, self.whole) if self.whole else Absence.NOT_APPLICABLE

    def __add__(self, _: object) -> NoReturn:
        raise RatioMisuse("addition")

    __radd__ = __add__

    def __truediv__(self, _: object) -> NoReturn:
        raise RatioMisuse("mean")

    def __float__(self) -> NoReturn:
        raise RatioMisuse("float value of their own; read .fraction")

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"


@final
@frozen
class Bounds:
    """The least and the most a figure can still become, given who has not reported.

    An upper bound that nothing limits is open: `high` is None. The values of a share are
    fractions of one.
    """

    low: Number | Fraction
    high: Number | Fraction | None

    def __attrs_post_init__(self) -> None:
        if self.high is not None and self.high < self.low:
            raise BadArgument("high", "at least low")

    @property
    def is_exact(self) -> bool:
        """Whether nothing can change any more."""
        return self.high is not None and self.low == self.high

    def __contains__(self, value: Number | Fraction) -> bool:
        """Say whether the figure could turn out to be this."""
        return self.low <= value and (self.high is None or value <= self.high)


def exact(value: Number | Fraction | Ratio | Absence) -> Fraction | Absence:
    """Any value of a figure as an exact fraction, an absence staying what it is."""
    if isinstance(value, Absence):
        return value
    if isinstance(value, Ratio):
        return value.fraction
    return Fraction(value)


def half_up(value: Fraction, decimals: int) -> Decimal:
    """Rounded half away from zero, as reports in the field round; exact to the last digit shown."""
    scaled = abs(value) * 10**decimals
    whole = int(scaled + Fraction(1, 2))
    signed = -whole if value < 0 else whole
    return Decimal(signed).scaleb(-decimals)


#: Units whose numbers are fractions of one and are printed in hundredths.
IN_HUNDREDTHS = (Unit.PERCENT, Unit.PERCENTAGE_POINTS)


def digits(value: Number | Fraction, unit: Unit, decimals: int, *, trim: bool = False) -> str:
    """A number as it is printed before its unit: 1,234, 70.1.

    With `trim`, zeros that add nothing are left off: 70 instead of 70.0.
    """
    scaled = Fraction(value) * (100 if unit in IN_HUNDREDTHS else 1)
    printed = f"{half_up(scaled, decimals):,f}"
    return printed.rstrip("0").rstrip(".") if trim and "." in printed else printed


def worded(
    value: Number | Fraction | Ratio | Absence, unit: Unit, decimals: int, *, trim: bool = False
) -> str:
    """A value as a report prints it: 1,234人次, 70.1%, 103/147（70.1%）, 未报送."""
    if isinstance(value, Absence):
        return value.value
    quotient = exact(value)
    if isinstance(quotient, Absence):
        return f"{value}（{quotient.value}）"
    said = f"{digits(quotient, unit, decimals, trim=trim)}{unit.value}"
    return f"{value}（{said}）" if isinstance(value, Ratio) else said
