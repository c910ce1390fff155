"""Heading marks: 一、 （一） 1. (1) ① 一是, each with its family, its rank and its number.

A mark is proposed wherever it could stand: at the front of a line, or after punctuation inside one.
Dates, decimals and lists of numbers (12.9, 五.四, 1.5万, 一、二年级) are never proposed. Whether a
proposed mark takes part in the order of a text is for the reader of the whole text to say.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, final

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator


@final
class Family(Enum):
    """How a mark is written, in the order of rank: an earlier member usually heads a later one."""

    #: 壹、, 第一章, 第一部分: parts that hold several 一、.
    PART = "第一部分"
    HAN = "一、"
    HAN_BRACKET = "（一）"
    DIGIT = "1."
    DIGIT_BRACKET = "（1）"
    CIRCLED = "①"
    #: 一是, 二要, 第三，, 其四: numbers that are words of their sentence.
    SPOKEN = "一是"

    @property
    def rank(self) -> int:
        """How deep the family usually stands, 0 for the widest heading."""
        return _RANKS[self]

    @property
    def is_wide(self) -> bool:
        """Whether its marks usually head sections."""
        return self in {Family.PART, Family.HAN}


_RANKS = {family: rank for rank, family in enumerate(Family)}


@final
@frozen(kw_only=True)
class Mark:
    """A mark in a text: characters `start` up to `stop`, the blanks after it left out."""

    family: Family
    #: What tells lists of one family apart: the mark without its number, in half-width signs.
    sign: str
    ordinal: int
    text: str
    start: int
    stop: int
    #: Where the blanks and the Markdown signs before it begin.
    front: int
    #: Whether it is the first thing on its line.
    leads: bool
    #: Whether it could as well be prose, so that only its place in a sequence speaks for it.
    is_doubtful: bool


#: The characters that end a line.
LINE_ENDS = "\r\n\x0b\x0c\x85\u2028\u2029"
#: The blanks inside a line, with the invisible signs that converters leave behind.
BLANKS = " \t\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"

_UNITS = "一二三四五六七八九"
_NUMBERS = {
    **{sign: number for number, sign in enumerate(_UNITS, start=1)},
    **{
        f"{_UNITS[tens - 1] if tens > 1 else ''}十{_UNITS[units - 1] if units else ''}": 10 * tens
        + units
        for tens in range(1, 10)
        for units in range(10)
    },
    **{str(number): number for number in range(1, 200)},
}
_SAME = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾貳參参陸０１２３４５６７８９（），．：",
    "一二三四五六七八九十二三三六0123456789(),.:",
    "\\" + BLANKS,
)
#: Numbers printed in one sign: the first sign, its number, how many follow on, and the family.
_ROWS = (
    ("①", 1, 20, Family.CIRCLED),
    ("㉑", 21, 15, Family.CIRCLED),
    ("❶", 1, 10, Family.CIRCLED),
    ("➀", 1, 10, Family.CIRCLED),
    ("⑴", 1, 20, Family.DIGIT_BRACKET),
    ("⒈", 1, 20, Family.DIGIT),
    ("㈠", 1, 10, Family.HAN_BRACKET),
)
_SINGLE = {
    chr(ord(sign) + step): (family, number + step)
    for sign, number, count, family in _ROWS
    for step in range(count)
}

_B = f"[{BLANKS}]"
_H = "[一二三四五六七八九十]"
_FORMAL = "[壹贰叁肆伍陆柒捌玖拾貳參参陸]"
_D = "[0-9０-９]"
#: 一、二年级 and 一、二批 list numbers; so do 1、2号楼.
_NO_LIST = rf"(?!{_H}{{1,3}}(?:[、批类级等期季届轮线]|年级|学期))"
#: A digit follows a mark only where it begins a year: 1.2025年….
_NO_DIGIT = rf"(?:(?!{_D})|(?={_D}{{4}}{_B}?[年\-－—~]))"
#: A mark has words after it on its own line; one that leads its line may stand alone on it.
_WORDS = rf"(?={_B}{{0,40}}[^\s{BLANKS}])"
_WORDS_BELOW = rf"(?={_B}{{0,40}}(?:(?:\r\n|\n|\r){_B}{{0,40}})?[^\s{BLANKS}])"
_UNOPENED = rf"(?<![（(])(?<![（(]{_B})"
_IN_BRACKETS = rf"[（(]{_B}{{0,3}}%s{_B}{{0,3}}[）)]{_B}{{0,2}}[、.．]?"
_SPELLINGS: tuple[tuple[str, Family, str], ...] = (
    (
        "han",
        Family.HAN,
        rf"(?P<han>{_H}{{1,3}}){_B}{{0,2}}(?:[、．]{_NO_LIST}|\.(?!{_H}|{_D}))",
    ),
    ("formal", Family.PART, rf"(?P<formal>{_FORMAL}{{1,3}}){_B}{{0,2}}[、．.]"),
    ("part", Family.PART, rf"第(?P<part>{_H}{{1,3}})(?:章|部分)[：:、]?"),
    ("hancomma", Family.HAN, rf"(?P<hancomma>{_H}{{1,3}})[，,](?!{_H}|{_D})"),
    ("bracketed", Family.HAN_BRACKET, _IN_BRACKETS % rf"(?P<bracketed>{_H}{{1,3}})"),
    (
        "angled",
        Family.HAN_BRACKET,
        rf"[〔【〈<]{_B}{{0,2}}(?P<angled>{_H}{{1,3}}){_B}{{0,2}}[〕】〉>]",
    ),
    ("closed", Family.HAN_BRACKET, rf"{_UNOPENED}(?P<closed>{_H}{{1,3}})[）)]"),
    ("digit", Family.DIGIT, rf"(?P<digit>{_D}{{1,3}}){_B}{{0,2}}\\?[、.．]{_NO_DIGIT}"),
    ("article", Family.DIGIT, rf"第(?P<article>{_H}{{1,3}})条(?=[{BLANKS}：:])[：:]?"),
    ("comma", Family.DIGIT, rf"(?P<comma>{_D}{{1,3}})[，,]{_NO_DIGIT}"),
    ("month", Family.DIGIT, rf"(?P<month>{_D}{{1,2}})[、.．，,](?={_D}{{1,2}}{_B}?月)"),
    ("inside", Family.DIGIT_BRACKET, _IN_BRACKETS % rf"(?P<inside>{_D}{{1,2}})"),
    ("half", Family.DIGIT_BRACKET, rf"{_UNOPENED}(?P<half>{_D}{{1,2}})[）)]"),
    ("single", Family.CIRCLED, rf"(?P<single>[{''.join(_SINGLE)}]){_B}{{0,2}}[、.．]?"),
    ("spoken", Family.SPOKEN, rf"(?P<spoken>{_H}{{1,2}})[是要抓靠]"),
    ("nth", Family.SPOKEN, rf"第(?P<nth>{_H}{{1,2}})(?:[，,：:]|、{_NO_LIST})"),
    ("among", Family.SPOKEN, rf"其(?P<among>{_H})[，,：:是]"),
)
_FAMILIES = {
    **{name: family for name, family, _ in _SPELLINGS},
    "barehan": Family.HAN,
    "bare": Family.DIGIT,
    "stoppedhan": Family.HAN,
    "stopped": Family.DIGIT,
    "glued": Family.DIGIT,
    "gluedhan": Family.HAN,
    "gluedbracket": Family.HAN_BRACKET,
    "gluedinside": Family.DIGIT_BRACKET,
}
_DOUBTFUL = frozenset({"hancomma", "comma", "month"}) | (
    _FAMILIES.keys() - {name for name, _, _ in _SPELLINGS}
)
_MARK = rf"(?P<front>)(?:{'|'.join(pattern for _, _, pattern in _SPELLINGS)})"
#: What may stand before a mark at the front of a line: blanks, a bookmark, signs of Markdown.
DECORATION = (
    rf"(?:\[bookmark:[^\]{LINE_ENDS}]{{0,80}}\])?{_B}*+(?:>{_B}*+)?(?:#{{1,6}}{_B}++)?"
    rf"(?:[-*+]{_B}++)?(?:\*\*|__)?"
)
_AT_FRONT = rf"(?<![^{LINE_ENDS}]){DECORATION}"
_LEADING = re.compile(_AT_FRONT + _MARK + _WORDS_BELOW)
_INSIDE = re.compile(rf"(?<=[。；;：:！!？?，,、（(）)”\]{BLANKS}]){_MARK}{_WORDS}")
#: A number with a blank or a wrong stop after it: a mark only where a sequence asks for one.
_BARE = re.compile(
    rf"{_AT_FRONT}(?P<front>)(?:(?P<stoppedhan>{_H}{{1,3}})[：:。]|(?P<stopped>{_D}{{1,2}})[：:。](?!{_D})"
    rf"|(?:(?P<barehan>{_H}{{1,3}})|(?P<bare>{_D}{{1,2}}))"
    rf"(?={_B}{{1,9}}[^\s{BLANKS}0-9０-９年月日号时点个名人次%％℃至到\-—~～/／|])){_WORDS}"
)
#: A number that a converter has glued to the words before it: 促进学前教育发展1、学前三年….
_GLUED = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?P<front>)(?:(?<![第图表初高附件年月至到])(?P<glued>{_D}{{1,2}})[、.．](?=[\u4e00-\u9fff])"
    rf"|(?<![第初高周期其之统同归唯单万专{_UNITS}十])(?P<gluedhan>{_H}{{1,2}})、{_NO_LIST}(?=[\u4e00-\u9fff])"
    rf"|[（(](?:(?P<gluedbracket>{_H}{{1,2}})|(?P<gluedinside>{_D}{{1,2}}))[）)](?=[\u4e00-\u9fff]))"
)

_HASHES = re.compile(rf"(?<![^{LINE_ENDS}]){_B}{{0,3}}(?P<hashes>#{{1,6}}){_B}++(?![\s{BLANKS}])")


def find(text: str) -> tuple[Mark, ...]:
    """Every place of a text where a mark could stand, in order."""
    found: dict[int, Mark] = {}
    for pattern, leads in ((_GLUED, False), (_BARE, True), (_INSIDE, False), (_LEADING, True)):
        found.update((mark.start, mark) for mark in _proposed(pattern, text, leads=leads))
    return tuple(found[start] for start in sorted(found))


def unnumbered(text: str, start: int, stop: int) -> tuple[Mark, ...]:
    """The widest Markdown headings of a stretch of text that carry no number; theirs is 0."""
    found = list(_HASHES.finditer(text, start, stop))
    widest = min((len(match["hashes"]) for match in found), default=0)
    return tuple(
        Mark(
            family=Family.HAN,
            sign=match["hashes"],
            ordinal=0,
            text=match["hashes"],
            start=match.start("hashes"),
            stop=match.end("hashes"),
            front=match.start(),
            leads=True,
            is_doubtful=False,
        )
        for match in found
        if len(match["hashes"]) == widest
    )


def leading(line: str) -> Mark | None:
    """The mark at the front of a line, None where the line begins with words."""
    match = _LEADING.match(line)
    return None if match is None else _mark(match, leads=True)


def _proposed(pattern: re.Pattern[str], text: str, *, leads: bool) -> Iterator[Mark]:
    for match in pattern.finditer(text):
        mark = _mark(match, leads=leads)
        if mark is not None:
            yield mark


def _mark(match: re.Match[str], *, leads: bool) -> Mark | None:
    """The mark that a match stands for, None where its signs make no number."""
    name = match.lastgroup or ""
    printed, number = match[0][match.end("front") - match.start() :].rstrip(BLANKS), match[name]
    family, ordinal = _SINGLE.get(number, (_FAMILIES[name], _NUMBERS.get(number.translate(_SAME))))
    if ordinal is None:
        return None
    return Mark(
        family=family,
        sign=printed.replace(number, "", 1).translate(_SAME),
        ordinal=ordinal,
        text=printed,
        start=match.end("front"),
        stop=match.end("front") + len(printed),
        front=match.start(),
        leads=leads,
        is_doubtful=name in _DOUBTFUL,
    )
