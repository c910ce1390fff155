"""Chinese and Arabic numerals: read exactly, found in running text, and written back.

Nothing here is a float: every value is a `Fraction`. A numeral in Chinese characters is found only
where it counts something (``两份``, ``三十名``); 五老, 四史, 统一 and 十分 are words and stay words.
"""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from typing import final

from attrs import frozen

from guangongwei.chinese import measures
from guangongwei.chinese.hedges import DASH
from guangongwei.errors import BadArgument

_PLAIN = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
#: Every other way to write a sign of a numeral, and the sign it stands for.
_VARIANTS = {
    **dict(zip(_FORMAL[1:], _PLAIN[1:], strict=True)),
    **dict(zip("〇○两兩貳參陸拾佰仟萬億", "零零二二二三六十百千万亿", strict=True)),
}
_SAME = str.maketrans(_VARIANTS)
_WORTH = {sign: worth for worth, sign in enumerate(_PLAIN)}
_DIGITS = str.maketrans(_PLAIN, "0123456789")
_TENS = {"廿": 2, "卅": 3, "卌": 4}
_ASCII = str.maketrans("０１２３４５６７８９．", "0123456789.", ",")
_HUNDREDTHS = {"%": 100, "％": 100, "﹪": 100, "‰": 1000}
#: A longer row of digits is a telephone or an identity number, not an amount.
_LONGEST = 24
#: 三八 and 两三 are a name and a guess; 二〇二四 is a number told digit by digit.
_DIGITWISE_LEAST = 3
_WRITABLE = 10**16

_DIGIT = "".join((*_PLAIN, *(each for each, sign in _VARIANTS.items() if sign in _PLAIN)))
_CHINESE = "".join((*_PLAIN, *_POWERS, *_VARIANTS, *_TENS))
_D = "[0-9０-９]"
_MIXED = rf"{_D}++(?:[.．]{_D}++)?+"
_ARABIC = rf"(?:{_D}{{1,3}}(?:,{_D}{{3}})++(?!{_D})(?:\.{_D}++)?+|{_MIXED})"
#: 5千米 and 2千克 are lengths and weights; the 千 is theirs.
_POWER = "(?:[百千十]?[万亿]++|[百千](?![米克瓦分]))"
_BLANK = r"[ \t\u00a0\u3000]*+"
_RUN = rf"[{_CHINESE}]++(?:点[{_DIGIT}]++)?+"
#: 完成, 成立, 成员, …: a 成 that begins a word is not a tenth.
_TENTH = "成(?![立为员果绩熟长功效本人年就败套型品分都才])"
_TOKEN = re.compile(
    rf"(?=[0-9０-９半{_CHINESE}])"
    rf"(?:(?P<parted>(?P<whole>[{_CHINESE}]++)分之(?P<part>{_RUN}|{_ARABIC}))"
    rf"|(?P<tenths>(?<![{_CHINESE}0-9０-９])(?:[{_DIGIT}]|{_D}){_TENTH}[{_DIGIT}]?)"
    rf"|(?P<discount>(?<![{_CHINESE}])[{_DIGIT}]{{1,2}}折(?![叠磨腾]))"
    r"|(?P<half>一半|半数)"
    r"|(?P<ratio>(?<![0-9０-９/.])(?P<over>[1-9])/(?P<under>[1-9][0-9]?)(?![0-9０-９/]))"
    rf"|(?P<arabic>(?P<number>{_ARABIC})(?:{_BLANK}(?P<power>{_POWER})"
    rf"(?P<more>(?:{_MIXED}{_POWER}?+)*+))?+(?:{_BLANK}(?P<percent>[%％﹪‰]))?+)"
    rf"|(?P<chinese>{_RUN}))"
)
_SEGMENT = re.compile(rf"(?P<number>{_MIXED})(?P<power>{_POWER})?+")
_SECTION = re.compile(
    "(?:([一二三四五六七八九])千)?(?:零?([一二三四五六七八九])百)?"
    "(?:零?([一二三四五六七八九]?十|[廿卅卌]))?(?:(零?)([一二三四五六七八九]))?"
)
_LATIN = re.compile(r"[A-Za-z_]")
#: Characters that make a word with a 一 after them: 统一部署 counts nothing.
_BINDS_ONE = frozenset("统逐同唯单专之归合划不惟")
#: Measure words that make a word with a 一 before them: 一起参加 counts nothing.
_BOUND_TO_ONE = frozenset("起样")
#: Formal digits that are also parts of words (队伍, 大陆, 放肆) when they stand alone.
_WORDLY = frozenset("肆伍陆陸柒捌玖拾佰仟參")
#: What may stand between a numeral and its measure word: 余, 余万, the other end of a range.
_MORE = re.compile(rf"[余多来][万亿]?+|{DASH}[{_CHINESE}]++")
#: 十分, 一线, 二十大, 三省: after a numeral in characters these make words.
_WORD_MAKING = (measures.Kind.NOUN, measures.Kind.POINTS, measures.Kind.ORDER)


@final
class Form(Enum):
    """How a numeral is written."""

    ARABIC = "70"
    CHINESE = "七十"
    PERCENT = "70%"
    #: 三分之一, 百分之七十, 1/3, 一半.
    PARTS = "三分之一"
    TENTHS = "七成"
    DISCOUNT = "八五折"


#: The forms that tell a share of a whole.
SHARES = (Form.PERCENT, Form.PARTS, Form.TENTHS, Form.DISCOUNT)


@final
class Style(Enum):
    """Which characters a number is written in."""

    PLAIN = _PLAIN + "十百千"
    FORMAL = _FORMAL + "拾佰仟"


@final
@frozen(kw_only=True)
class Numeral:
    """A number in a text: characters `start` up to `stop`, and what it is worth."""

    text: str
    start: int
    stop: int
    value: Fraction
    form: Form


def parse(text: str) -> Fraction | None:
    """The value of a text that is one numeral from end to end, None for anything else."""
    stripped = text.strip()
    match = _TOKEN.match(stripped)
    if match is None or match.end() != len(stripped):
        return None
    return _value(match)


def find(text: str) -> tuple[Numeral, ...]:
    """Every numeral that is an amount, in order; numbers inside words are left alone."""
    found: list[Numeral] = []
    for match in _TOKEN.finditer(text):
        value = _value(match) if _is_amount(text, match) else None
        if value is not None:
            found.append(
                Numeral(
                    text=match.group(),
                    start=match.start(),
                    stop=match.end(),
                    value=value,
                    form=_form(match),
                )
            )
    return tuple(found)


def write(value: Fraction | int, *, style: Style = Style.PLAIN) -> str:
    """A number in Chinese characters: 一百零五, 三点五, 三分之一.

    Raises:
        BadArgument: The number is negative or has more than sixteen digits before the point.
    """
    whole, rest = divmod(Fraction(value), 1)
    if not 0 <= value < _WRITABLE:
        raise BadArgument("value", f"at least 0 and under {_WRITABLE}")
    if not rest:
        return _write_whole(whole).translate(_in_style(style))
    tenths = _decimals(rest)
    if tenths is not None:
        text = f"{_write_whole(whole)}点{tenths}"
    else:
        parts = Fraction(value)
        text = f"{_write_whole(parts.denominator)}分之{_write_whole(parts.numerator)}"
    return text.translate(_in_style(style))


def write_share(share: Fraction) -> str:
    """A share in hundredths: 百分之七十, 百分之九十五点八."""
    return f"百分之{write(share * 100)}"


def write_year(year: int) -> str:
    """A year digit by digit: 二〇二四."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{year:04d}")


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """Say whether a numeral stands for an amount here, not for a part of a word."""
    before = text[max(match.start() - 1, 0) : match.start()]
    if match["chinese"] is None:
        return not _LATIN.match(before)
    if before == "第" or match.group() in _WORDLY:
        return False
    if match.group().startswith("一") and before in _BINDS_ONE:
        return False
    more = _MORE.match(text, match.end())
    counted = measures.at(text, more.end() if more else match.end())
    if counted is None or counted[0].kind in _WORD_MAKING:
        return False
    return match.group() != "一" or counted[0].name not in _BOUND_TO_ONE


def _form(match: re.Match[str]) -> Form:
    if match["arabic"]:
        return Form.PERCENT if match["percent"] else Form.ARABIC
    for name, form in (
        ("chinese", Form.CHINESE),
        ("tenths", Form.TENTHS),
        ("discount", Form.DISCOUNT),
    ):
        if match[name]:
            return form
    return Form.PARTS


def _value(match: re.Match[str]) -> Fraction | None:
    """What a token is worth, None where its signs make no number."""
    text = match.group()
    if len(text) > 2 * _LONGEST:
        return None
    match match.lastgroup:
        case "parted":
            return _parted(match["whole"], match["part"])
        case "tenths" | "discount":
            return _after_point(text.replace("成", "").replace("折", ""))
        case "half":
            return Fraction(1, 2)
        case "ratio":
            over, under = int(match["over"]), int(match["under"])
            return Fraction(over, under) if over < under else None
        case "arabic":
            return _arabic(match)
        case _:
            return _chinese(text)


def _parted(whole: str, part: str) -> Fraction | None:
    """百分之七十: the part, divided by the whole."""
    divisor, value = (
        Fraction(_POWERS[same]) if (same := each.translate(_SAME)) in _POWERS else _any(each)
        for each in (whole, part)
    )
    return value / divisor if divisor and value is not None else None


def _any(text: str) -> Fraction | None:
    return _chinese(text) if text[0] in _CHINESE else _digits(text)


def _after_point(signs: str) -> Fraction:
    """三五: the digits after the point of a number."""
    return _digits(f"0.{signs.translate(_SAME).translate(_DIGITS)}")


def _digits(text: str) -> Fraction:
    """Digits with separators and a decimal point, full-width or not."""
    plain = text if text.isascii() and text.isdigit() else text.translate(_ASCII)
    return Fraction(int(plain)) if plain.isdecimal() else Fraction(plain)


def _arabic(match: re.Match[str]) -> Fraction | None:
    """3.4万, 3万5千, 1,206,350 and 70 %; the powers fall from left to right."""
    if len(match["number"]) > _LONGEST:
        return None
    total = _digits(match["number"])
    power = _power(match["power"])
    if power > 1:
        total *= power
    for segment in _SEGMENT.finditer(match["more"]) if match["more"] else ():
        worth = _power(segment["power"])
        amount = _digits(segment["number"]) * worth
        # 3万5 may be 35000 as well as 30005.
        if amount >= power or (worth == 1 and 10 * amount < power):
            return None
        total, power = total + amount, worth
    return total / _HUNDREDTHS[match["percent"]] if match["percent"] else total


def _power(signs: str | None) -> int:
    worth = 1
    for sign in signs or "":
        worth *= _POWERS[sign]
    return worth


def _chinese(text: str) -> Fraction | None:
    """A numeral in characters: 三千五百, 一万二, 廿三, 二〇二四, 三点五."""
    whole, _, decimals = text.translate(_SAME).partition("点")
    value = _digitwise(whole) if all(sign in _PLAIN for sign in whole) else _grouped(whole)
    return None if value is None else value + _after_point(decimals)


def _digitwise(signs: str) -> int | None:
    if 1 < len(signs) < _DIGITWISE_LEAST:
        return None
    return int(signs.translate(_DIGITS))


def _grouped(signs: str) -> int | None:
    """A numeral with powers, split at its highest: what stands before it counts it."""
    for sign, limit in (("亿", 10**8), ("万", 10**4)):
        before, found, after = signs.rpartition(sign)
        if not found:
            continue
        high, power = _grouped(before), _POWERS[sign]
        low = _grouped(after) if after else 0
        if not high or low is None or high >= limit:
            return None
        if len(after) == 1 and after in _PLAIN:
            # 一万二 leaves the next power unsaid.
            low *= power // 10
        return high * power + low
    return _section(signs)


def _section(signs: str) -> int | None:
    """A numeral under ten thousand; 三千五 leaves the hundreds unsaid."""
    match = _SECTION.fullmatch(signs.lstrip("零") if signs.strip("零") else signs)
    if match is None or not signs:
        return None
    thousands, hundreds, tens, zero, last = match.groups()
    total = 1000 * _WORTH[thousands or "零"] + 100 * _WORTH[hundreds or "零"]
    digit = _WORTH[last or "零"]
    if tens:
        count = _TENS.get(tens) or _WORTH[tens.removesuffix("十") or "一"]
        return total + 10 * count + digit
    if total and not zero:
        digit *= 10 if hundreds else 100
    return total + digit


def _write_whole(number: int) -> str:
    """一百零五: every gap is one 零, and ten itself is 十."""
    if not number:
        return "零"
    text = _write_group(number)
    return text.removeprefix("一") if text.startswith("一十") else text


def _write_group(number: int) -> str:
    for sign, power in reversed(_POWERS.items()):
        high, low = divmod(number, power)
        if high:
            gap = "零" if 0 < low < power // 10 else ""
            return f"{_write_group(high)}{sign}{gap}{_write_group(low) if low else ''}"
    return _PLAIN[number]


def _decimals(rest: Fraction) -> str | None:
    """The digits after the point, None where they never end."""
    digits = ""
    while rest and len(digits) < _LONGEST:
        digit, rest = divmod(rest * 10, 1)
        digits += _PLAIN[digit]
    return None if rest else digits


def _in_style(style: Style) -> dict[int, str]:
    return {ord(plain): sign for plain, sign in zip(Style.PLAIN.value, style.value, strict=True)}
