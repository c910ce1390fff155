"""The number formats of Word's lists, Chinese ones too: from a number to what is shown for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from guangongwei.chinese import numerals

if TYPE_CHECKING:
    from collections.abc import Callable

#: No list is longer; what counts beyond is shown in plain digits.
_LARGEST = 9999
_POWERS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_TRADITIONAL = str.maketrans("贰叁陆", "貳參陸")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def written(number: int, numbering: str) -> str | None:
    """What a list shows for a number in one of the formats; None for a format not known here."""
    write = _FORMATS.get(numbering)
    if write is None:
        return None
    return write(number) if 0 <= number <= _LARGEST else str(number)


def _digit_by_digit(number: int, *, zero: str) -> str:
    return "".join((zero + "一二三四五六七八九")[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    """十一 and 九十九, and from a hundred on digit by digit: 一○○."""
    if 0 < number < 100:
        return numerals.write(number)
    return _digit_by_digit(number, zero="○")


def _formal(number: int) -> str:
    text = numerals.write(number, style=numerals.Style.FORMAL)
    return f"壹{text}" if text.startswith("拾") else text


def _japanese(number: int) -> str:
    """百一 and 千二十: without zeros, and without a 一 before the powers of ten."""
    told = ""
    for power, sign in _POWERS:
        digit = number // power % 10
        told += (numerals.write(digit) if digit > 1 or (digit and not sign) else "") + (
            sign if digit else ""
        )
    return told or "〇"


def _letters(number: int, *, first: str) -> str:
    """A to Z, AA to ZZ, AAA and so on; a number that asks for more than thirty is in digits."""
    times, place = divmod(number - 1, 26)
    return chr(ord(first) + place) * (times + 1) if 0 <= times < 30 else str(number)


def _roman(number: int) -> str:
    told = ""
    for worth, signs in _ROMAN:
        told += signs * (number // worth)
        number %= worth
    return told


def _one_sign(number: int, *, signs: str) -> str:
    """The sign for a number; beyond the last sign the number is in digits."""
    return signs[number - 1] if 0 < number <= len(signs) else str(number)


def _row(first: str, count: int) -> Callable[[int], str]:
    return partial(_one_sign, signs="".join(chr(ord(first) + step) for step in range(count)))


#: The names are those of ST_NumberFormat in ISO/IEC 29500.
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _row("①", 20),
    "decimalEnclosedCircleChinese": _row("①", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "numberInDash": "- {} -".format,
    "chineseCounting": _counting,
    "chineseCountingThousand": numerals.write,
    "chineseLegalSimplified": _formal,
    "ideographDigital": partial(_digit_by_digit, zero="〇"),
    "ideographEnclosedCircle": _row("㈠", 10),
    "ideographLegalTraditional": lambda number: _formal(number).translate(_TRADITIONAL),
    "ideographTraditional": partial(_one_sign, signs="甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": partial(_one_sign, signs="子丑寅卯辰巳午未申酉戌亥"),
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": partial(_digit_by_digit, zero="〇"),
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": numerals.write,
    "taiwaneseDigital": partial(_digit_by_digit, zero="○"),
    "upperLetter": partial(_letters, first="A"),
    "lowerLetter": partial(_letters, first="a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "none": lambda _: "",
}
