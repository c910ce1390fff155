"""The grammar of cells: what a text in a table means, and how a value is written to mean it again.

Nothing is guessed. A text that is not clearly a value of its kind is a `Fault`, and a cell is blank
or it is a value: no text stands for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, final

from attrs import evolve, frozen

from guangongwei.chinese import numerals
from guangongwei.errors import suggestions
from guangongwei.model.numbers import Absence
from guangongwei.model.period import Days, Period, parse_period
from guangongwei.tabular import days, units
from guangongwei.tabular.grid import DIGITS, UNCALCULATED, Broken, Value
from guangongwei.tabular.grid import text as text_of
from guangongwei.tabular.safe_text import APOSTROPHE, BLANKS, ERROR_VALUES, unescaped

if TYPE_CHECKING:
    from enum import Enum
    from fractions import Fraction

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－／＋ＥｅＸｘ％", "0123456789.,-/+EeXx%")
_NUMBER = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_PERCENT = re.compile(rf"{_NUMBER.pattern}\s?%")
_INTERVAL = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{4}-[0-9]{2}-[0-9]{2})")
#: 18 characters that hold a day of birth: address code, day, order, check sign.
_IDENTITY = re.compile(
    r"(?<![0-9])[0-9]{6}((?:18|19|20)[0-9]{2})([0-9]{2})([0-9]{2})[0-9]{3}[0-9Xx](?![0-9])"
)
#: A mobile telephone number, in one piece or in three.
_TELEPHONE = re.compile(r"(?<![0-9])1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])")
#: No number of a person has fewer signs than a telephone number.
SHORTEST_NUMBER = 11
_ANY_DIGIT = re.compile("[0-9０-９]")
_ROUNDED = re.compile(r"[0-9]{16,}|[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,}")
#: What names are written with; a key has a digit or a letter besides.
_CHINESE = re.compile(r"[\u3400-\u9fff·•\s]+")
_BATCH = re.compile("第?(.+?)(?:批次?)?")
_ITEM = re.compile("第?(.+?)[条点项]?(?:之(.+))?")
_ABSENCES = {each.value: each for each in Absence}
_FLAGS = {
    **dict.fromkeys(("是", "有", "√", "✓", "✔", "☑", "1", "Y", "YES", "TRUE", "已"), True),
    **dict.fromkeys(("否", "无", "×", "✗", "✘", "X", "0", "N", "NO", "FALSE", "未"), False),
}


@final
@frozen
class Fault:
    """Why a cell is not what its column asks for, by a code of `guangongwei.tabular.problems`."""

    code: str
    hint: str = ""
    #: What the cell is read as nevertheless; None: nothing.
    kept: object = None


@final
@frozen(kw_only=True)
class Kind:
    """One kind of column: what its cells mean."""

    #: In Chinese, for guides: 日期.
    name: str
    #: From the text of a cell, blanks and escape taken away, to its value or a `Fault`.
    parse: Callable[[str], object]
    #: From a value to the text that is parsed as it.
    write: Callable[[Any], str]
    #: What a blank cell means.
    blank: object = None
    #: The words of a closed vocabulary.
    words: tuple[str, ...] = ()
    #: From a value of a workbook that its text would not tell rightly; None: by its text.
    typed: Callable[[Value], object] | None = None

    def meaning(self, cell: Value) -> object:
        """What a cell means, or the `Fault` in it."""
        if self.typed is not None and not isinstance(cell, str):
            value = self.typed(cell)
            if value is not None:
                return value
        text = content(cell)
        if isinstance(text, Fault):
            return text
        return self.parse(text) if text else self.blank


@final
@frozen
class Separators:
    """What stands between the texts of one cell; inside a text a backslash is written before it."""

    signs: str
    #: What is written between two texts.
    between: str = "、"

    @cached_property
    def _text(self) -> re.Pattern[str]:
        signs = re.escape(self.signs)
        return re.compile(rf"(?:\\[{signs}\\]|[^{signs}])+")

    @cached_property
    def _escaped(self) -> re.Pattern[str]:
        return re.compile(rf"\\([{re.escape(self.signs)}\\])")

    @cached_property
    def _special(self) -> re.Pattern[str]:
        return re.compile(rf"[{re.escape(self.signs)}\\]")

    def split(self, cell: str) -> tuple[str, ...]:
        """The texts of a cell, without blank ones."""
        texts = (each.strip(BLANKS) for each in self._text.findall(cell))
        return tuple(self._escaped.sub(r"\1", each) for each in texts if each)

    def join(self, texts: Iterable[str]) -> str:
        """The cell of which `split` gives these texts, provided that none is blank at its ends."""
        return self.between.join(self._special.sub(r"\\\g<0>", each) for each in texts)


_WORDS = Separators(f"、，,;；/{BLANKS}")
_NAMES = Separators("、，,;；\r\n")


def content(cell: Value) -> str | Fault:
    """The text that a cell holds: without the blanks around it, or without its apostrophe."""
    if not isinstance(cell, str):
        return _written(cell)
    if cell.isalnum():
        return cell
    text = cell.strip(BLANKS)
    if not text.isprintable() and _CONTROL.search(text):
        return Fault("T117")
    if text in ERROR_VALUES:
        return Fault("T116")
    if text.startswith(APOSTROPHE):
        return unescaped(cell.lstrip(BLANKS))
    return text


def _written(value: Value) -> str | Fault:
    """What a value of a workbook is as text, where it is exact."""
    if isinstance(value, Broken):
        return Fault("T124" if value == UNCALCULATED else "T116")
    if isinstance(value, float) and not abs(value) < 10**DIGITS:
        return Fault("T112")
    return text_of(value)


def _code(text: str) -> str | Fault:
    if len(text) <= DIGITS and text.isalnum():
        return text
    plain = text.translate(_HALF_WIDTH)
    if _holds_identity(plain):
        return Fault("T111")
    return Fault("T112") if _ROUNDED.fullmatch(plain) else text


def _key(text: str) -> str | Fault:
    return Fault("T120") if _CHINESE.fullmatch(text) else _code(text)


def _codes(text: str) -> tuple[str, ...] | Fault:
    """Several codes; digits with blanks between them are seen as the number they may be."""
    faults = (code for each in _NAMES.split(text) if isinstance(code := _code(each), Fault))
    return next(faults, _WORDS.split(text))


def _holds_identity(plain: str) -> bool:
    identity = _IDENTITY.search("".join(plain.split()))
    return identity is not None and _is_day(*identity.groups())


def _text(text: str) -> str | Fault:
    """The text; where a person's number stands in it, its digits are left out."""
    if len(text) < SHORTEST_NUMBER or text.isalpha():
        return text
    plain = text.translate(_HALF_WIDTH)
    if _holds_identity(plain):
        return Fault("T111", kept=_ANY_DIGIT.sub("*", text))
    if _TELEPHONE.search(plain):
        return Fault("T123", kept=_ANY_DIGIT.sub("*", text))
    return text


def _digits(text: str) -> str | Fault:
    """The digits of a number, separators taken out."""
    plain = text.translate(_HALF_WIDTH)
    if not _NUMBER.fullmatch(plain):
        return Fault("T128" if _PERCENT.fullmatch(plain) else "T102")
    plain = plain.replace(",", "")
    if len(plain.replace(".", "").lstrip("0")) > DIGITS:
        return Fault("T104")
    return plain


def parse_amount(text: str) -> Decimal | Absence | Fault:
    """The number, exact, that a text names, or why there is none."""
    digits = _digits(text)
    if isinstance(digits, Fault):
        return _ABSENCES.get(text, digits)
    return Decimal(digits)


def _count(text: str) -> int | Absence | Fault:
    digits = _digits(text)
    if isinstance(digits, Fault):
        return _ABSENCES.get(text, digits)
    whole, _, decimals = digits.partition(".")
    return Fault("T103") if decimals.strip("0") else int(whole)


def _write_number(value: int | Decimal | Absence) -> str:
    return value.value if isinstance(value, Absence) else f"{Decimal(value):f}"


def parse_day(text: str) -> date | Fault:
    """The day that a text names."""
    day = days.day_of(text)
    return Fault(day) if isinstance(day, str) else day


def _typed_day(value: Value, *, epoch: date = days.FROM_1900) -> date | Fault | None:
    """The day of a cell that holds a day with its time, or the number of a day."""
    if isinstance(value, datetime):
        return value.date() if value.year in days.YEARS else Fault("T106")
    if isinstance(value, float):
        day = days.day_numbered(value, epoch)
        return day and Fault("T126", kept=day)
    return None


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        return bool(date(int(year), int(month), int(day)))
    except ValueError:
        return False


def counted_from(kind: Kind, epoch: date) -> Kind:
    """The same kind in a workbook that counts its days from another one."""
    return evolve(kind, typed=partial(_typed_day, epoch=epoch)) if kind.typed else kind


def anchored(kind: Kind, as_of: date, *, is_past: bool) -> Kind:
    """The days of a kind as they are seen on one: without a year, the last ones up to it."""

    def judged(day: object) -> object:
        is_later = is_past and isinstance(day, date) and day > as_of
        return Fault("T129", kept=day) if is_later else day

    def parse(text: str) -> object:
        meant = judged(kind.parse(text))
        if isinstance(meant, Fault) and meant.kept is None:
            day = days.day_before(text, as_of)
            return meant if day is None else Fault("T127", kept=day)
        return meant

    def typed(value: Value) -> object:
        return judged(kind.typed(value)) if kind.typed else None

    return evolve(kind, parse=parse, typed=typed)


def converted(kind: Kind, by: Fraction) -> Kind:
    """The numbers of a kind, written in a unit of which one is so many of the column's."""

    def parse(text: str) -> object:
        value = kind.parse(text)
        if not isinstance(value, Decimal):
            return value
        product, is_exact = units.converted(value, by)
        return product if is_exact else Fault("T125", kept=product)

    return evolve(kind, parse=parse)


def _flag(text: str) -> bool | Absence | Fault:
    known = _FLAGS.get(text.upper())
    return _ABSENCES.get(text, Fault("T109")) if known is None else known


def _write_flag(value: bool | Absence) -> str:  # noqa: FBT001  (it is the cell's value)
    return value.value if isinstance(value, Absence) else "是" if value else "否"


def _period(text: str) -> Period | Fault:
    plain = text.translate(_HALF_WIDTH)
    match = _INTERVAL.fullmatch(plain)
    if match is None:
        return parse_period(plain) or Fault("T113")
    first, last = map(parse_day, match.groups())
    if isinstance(first, Fault) or isinstance(last, Fault) or last < first:
        return Fault("T113")
    return Days(first, last + timedelta(days=1))


def _write_period(period: Period) -> str:
    """Its label, or first and last day where the label is read as a period of another kind."""
    is_named = parse_period(period.label) == period
    return period.label if is_named else f"{period.start}/{period.end}"


def _ordinal(text: str) -> int | None:
    """3, ３ and 三: a whole number from 1, in digits or characters; no plan counts beyond 999."""
    value = numerals.parse(text)
    if value is None or not 1 <= value < 1000 or value.denominator != 1:
        return None
    return int(value)


def _batch(text: str) -> int | Fault:
    match = _BATCH.fullmatch("".join(text.split()).replace("首", "一"))
    return (match and _ordinal(match[1])) or Fault("T114")


def _item(text: str) -> str | None:
    """An item's number, or its section's and its own with a dot between: 3, 2.3.

    2.3之2 is the second item on which a plan prints 2.3.
    """
    match = _ITEM.fullmatch(text)
    numbers = [_ordinal(part) for part in match[1].split(".")] if match else [None]
    turn = _ordinal(match[2]) if match and match[2] else 1
    told = len(numbers) in (1, 2) and None not in numbers
    if not told or turn is None or (turn > 1 and len(numbers) == 1):
        return None
    return ".".join(map(str, numbers)) + (f"之{turn}" if turn > 1 else "")


def _items(text: str) -> tuple[str, ...] | Fault:
    items = [_item(part) for part in _WORDS.split(text)]
    return tuple(each for each in items if each) if all(items) else Fault("T115")


def _several(separators: Separators, name: str) -> Kind:
    """Several texts in one cell."""

    def parse(text: str) -> tuple[str, ...] | Fault:
        meant = _text(text)
        if isinstance(meant, Fault):
            return evolve(meant, kept=separators.split(str(meant.kept)))
        return separators.split(meant)

    return Kind(name=name, parse=parse, write=separators.join, blank=())


def one_of(vocabulary: type[Enum], name: str) -> Kind:
    """The words of a closed vocabulary."""
    members = {each.value: each for each in vocabulary}

    def parse(text: str) -> Enum | Fault:
        return members.get(text) or Fault("T110", _allowed(text, tuple(members)))

    return Kind(name=name, parse=parse, write=lambda member: member.value, words=tuple(members))


def word(words: tuple[str, ...], name: str) -> Kind:
    """The words of a closed list that is no vocabulary of the model."""

    def parse(text: str) -> str | Fault:
        return text if text in words else Fault("T110", _allowed(text, words))

    return Kind(name=name, parse=parse, write=str, words=words)


def _allowed(text: str, words: tuple[str, ...]) -> str:
    """What may be written instead; only words of the vocabulary, never the text itself."""
    near = suggestions(text, words)
    guess = f"Did you mean {' or '.join(near)}? " if near else ""
    return f"{guess}Write one of: {'、'.join(words)}."


TEXT = Kind(name="文本", parse=_text, write=str)
#: Ids, references and telephone numbers: texts that a spreadsheet must not take for a number.
CODE = Kind(name="编号", parse=_code, write=str)
#: The key of a person whose name must not be known here.
KEY = Kind(name="编号", parse=_key, write=str)
COUNT = Kind(name="整数", parse=_count, write=_write_number, blank=Absence.UNKNOWN)
AMOUNT = Kind(name="数", parse=parse_amount, write=_write_number, blank=Absence.UNKNOWN)
DAY = Kind(name="日期", parse=parse_day, write=date.isoformat, typed=_typed_day)
FLAG = Kind(name="是否", parse=_flag, write=_write_flag, blank=Absence.UNKNOWN, words=("是", "否"))
PERIOD = Kind(name="时期", parse=_period, write=_write_period)
BATCH = Kind(name="批次", parse=_batch, write=str)
ITEMS = Kind(name="条目", parse=_items, write="、".join, blank=())
#: Several words, set apart by punctuation or blanks.
WORDS = _several(_WORDS, "词语")
#: Several names, which may hold blanks themselves.
NAMES = _several(_NAMES, "名称")
CODES = Kind(name="编号", parse=_codes, write=_WORDS.join, blank=())
