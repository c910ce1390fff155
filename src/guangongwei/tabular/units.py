"""Units that headers name: which of them are a column's own, and which are converted exactly."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from fractions import Fraction

from guangongwei.model.numbers import Unit

#: What one of a unit is in the unit of the column. Days, lessons and foreign money have no fixed
#: amount, and persons in 万 are rounded: they are not here, and such a column is left unread.
_IN = {
    Unit.HOURS: {
        "小时": Fraction(1),
        "个小时": Fraction(1),
        "时": Fraction(1),
        "h": Fraction(1),
        "分钟": Fraction(1, 60),
        "分": Fraction(1, 60),
        "min": Fraction(1, 60),
        "秒": Fraction(1, 3600),
    },
    Unit.YUAN: {
        "元": Fraction(1),
        "元人民币": Fraction(1),
        "人民币元": Fraction(1),
        "百元": Fraction(100),
        "千元": Fraction(1000),
        "万元": Fraction(10_000),
        "万": Fraction(10_000),
        "百万元": Fraction(1_000_000),
        "亿元": Fraction(100_000_000),
    },
    Unit.PEOPLE: {"人": Fraction(1), "名": Fraction(1), "位": Fraction(1)},
    Unit.VISITS: {"人次": Fraction(1)},
    Unit.SESSIONS: {"场次": Fraction(1), "场": Fraction(1)},
}
_WORDS = sorted({word for words in _IN.values() for word in words}, key=len, reverse=True)
_ANY = "|".join(_WORDS)
_LABEL = "(?:计量|金额|货币)?单位[:：]?"
_IN_HEADER = re.compile(
    rf"(?P<name>.+?)(?:[(\[【〔［](?:{_LABEL})?(?P<inner>{_ANY})[)\]】〕］]|[/:：_](?P<after>{_ANY}))"
)
_ABOVE = re.compile(rf"[(（]?{_LABEL}(?P<unit>{_ANY})[)）]?", re.IGNORECASE)
#: Spreadsheets keep no more digits.
_DIGITS = 15


def split(header: str) -> tuple[str, str] | None:
    """A header without blanks as its name and the unit that it states; None where it states none."""
    match = _IN_HEADER.fullmatch(header)
    return (match["name"], match["inner"] or match["after"]) if match else None


def stated_above(text: str) -> str | None:
    """The unit that a line above a table states for all of it, such as 单位：万元."""
    match = _ABOVE.fullmatch("".join(text.split()))
    return match["unit"] if match else None


def factor(word: str, unit: Unit | None) -> Fraction | None:
    """What a number in the unit of this name is multiplied by; None where nobody knows."""
    return _IN[unit].get(word) if unit in _IN else None


def converted(value: Decimal, by: Fraction) -> tuple[Decimal, bool]:
    """The product, and whether it is exact; 50 minutes are no finite decimal of hours."""
    product = Fraction(value) * by
    with localcontext() as context:
        context.prec = _DIGITS
        quotient = Decimal(product.numerator) / Decimal(product.denominator)
        plain = quotient.normalize()
    # 1.5E+3 is written 1500.
    return Decimal(f"{plain:f}"), Fraction(plain) == product
