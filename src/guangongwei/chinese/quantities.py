"""Amounts in Chinese text: a number or a range with its hedge and its measure word."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.chinese import hedges, measures, numerals
from guangongwei.chinese.hedges import BOUNDING, DASH, Hedge
from guangongwei.chinese.measures import Measure
from guangongwei.chinese.numerals import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_B = r"[ \t\u00a0\u3000]*+"
_RANGE = re.compile(rf"{_B}{DASH}{_B}")
_WIDEST_DASH = 10
_POWERS = {"万": 10**4, "亿": 10**8}
#: 一二个, 两三次: two neighbouring digits are a guess between them.
_GUESS = re.compile(
    "(?<![第〇零一二两三四五六七八九十百千万亿])(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])"
    "(?![〇零一二两三四五六七八九十百千万亿])"
)
#: 近千人, 突破百万人次, 千余人: a power that nothing counts stands for one of it.
_POWER = re.compile(
    "(?<![第〇零一二两三四五六七八九十百千万亿数几0-9])(?P<power>[百千]万|[百千万亿])"
    "(?:(?P<more>余|多(?!么))|(?<=[近逾超达].)|(?<=[近逾超达]..)|(?<=(?:突破|超过|达到).)"
    "|(?<=(?:突破|超过|达到)..))(?![〇零一二两三四五六七八九十百千万亿])"
)
_ROUND = {"百": 10**2, "千": 10**3, "百万": 10**6, "千万": 10**7, **_POWERS}


@final
@frozen(kw_only=True)
class Quantity:
    """An amount in a text: characters `start` up to `stop`, hedges that touch it included."""

    start: int
    stop: int
    #: Where the number itself begins, after any hedge.
    number: int
    #: One number, or the two ends of a range.
    values: tuple[Fraction, ...]
    form: Form
    #: What it counts in; None for shares and for numbers without a measure word.
    measure: Measure | None
    hedge: Hedge | None = None

    @property
    def is_share(self) -> bool:
        """Whether it tells a part of a whole: 70%, 七成, 三分之一."""
        return self.measure is None and self.form in numerals.SHARES

    @property
    def unit(self) -> str | None:
        """The measure word without blanks, % for a share, None where nothing is counted."""
        if self.is_share:
            return "%"
        return self.measure.unit if self.measure else None


@final
@frozen
class _Amount:
    """A number or a range, before its hedges and its measure word are looked for."""

    start: int
    stop: int
    values: tuple[Fraction, ...]
    form: Form


def find(text: str) -> tuple[Quantity, ...]:
    """Every amount of a text, in order; a number in digits is one even without measure word."""
    singles = [
        _Amount(each.start, each.stop, (each.value,), each.form) for each in numerals.find(text)
    ]
    amounts = sorted([*singles, *_guesses(text), *_round(text)], key=lambda each: each.start)
    return tuple(_quantity(text, amount) for amount in _merged(text, amounts))


def _guesses(text: str) -> Iterator[_Amount]:
    for match in _GUESS.finditer(text):
        low, high = numerals.parse(match["low"]), numerals.parse(match["high"])
        if low and high and low < high and measures.at(text, match.end()):
            yield _Amount(match.start(), match.end(), (low, high), Form.CHINESE)


def _round(text: str) -> Iterator[_Amount]:
    for match in _POWER.finditer(text):
        if measures.at(text, match.end()):
            value = Fraction(_ROUND[match["power"]])
            yield _Amount(match.start(), match.end("power"), (value,), Form.ARABIC)


def _merged(text: str, amounts: Iterable[_Amount]) -> Iterator[_Amount]:
    """The amounts, the two ends of a range made one."""
    waiting: _Amount | None = None
    for each in amounts:
        joined = _range(text, waiting, each) if waiting else None
        if waiting and not joined:
            yield waiting
        waiting = joined or each
    if waiting:
        yield waiting


def _range(text: str, low: _Amount, high: _Amount) -> _Amount | None:
    """1~2, 60-70%, 2-3万, 1000元至3000元: one amount, where the second number is the greater."""
    if high.start - low.stop > _WIDEST_DASH or len(low.values) + len(high.values) > 2:
        return None
    if _RANGE.search(text, low.stop, high.start) is None:
        return None
    counted, other = measures.at(text, low.stop), measures.at(text, high.stop)
    is_repeated = counted is not None and other is not None and counted[0] == other[0]
    dash = _RANGE.match(text, counted[1] if counted and is_repeated else low.stop)
    if dash is None or dash.end() != high.start:
        return None
    first, last = low.values[0], high.values[0]
    if high.form is Form.PERCENT and low.form is Form.ARABIC:
        first /= 100
    power = _POWERS.get(text[high.stop - 1], 1)
    if power > 1 and first * power < last:
        first *= power
    return _Amount(low.start, high.stop, (first, last), high.form) if first < last else None


def _quantity(text: str, amount: _Amount) -> Quantity:
    """The amount with the words around it."""
    is_share = amount.form in numerals.SHARES
    before = hedges.before(text, amount.start)
    vague, power, stop = _vague(text, amount.stop, is_share=is_share)
    counted = None if is_share else measures.at(text, stop)
    if counted:
        stop = counted[1]
    after = hedges.after(text, stop) if counted or is_share else None
    return Quantity(
        start=before[1] if before else amount.start,
        stop=after[1] if after else stop,
        number=amount.start,
        values=tuple(value * power for value in amount.values) if power > 1 else amount.values,
        form=amount.form,
        measure=counted[0] if counted else None,
        hedge=_strongest(each for each in (before, vague, after) if each),
    )


def _vague(text: str, stop: int, *, is_share: bool) -> tuple[tuple[Hedge, int] | None, int, int]:
    """The 余 of 210余万人次, the power after it, and where the measure word begins."""
    vague = hedges.inside(text, stop)
    if vague is None:
        return None, 1, stop
    power = _POWERS.get(text[vague[1] : vague[1] + 1], 1)
    end = vague[1] + (power > 1)
    if is_share or measures.at(text, end):
        return vague, power, end
    return None, 1, stop


def _strongest(found: Iterable[tuple[Hedge, int]]) -> Hedge | None:
    """The hedge that bounds, before one that only softens: 近30人以上 is 以上."""
    words = [hedge for hedge, _ in found]
    return next((each for each in words if each.direction in BOUNDING), next(iter(words), None))
