"""Title, year and issuer of a plan, from its first and its last lines."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.chinese import numerals
from guangongwei.plans.lines import (
    Line,
    begins_title,
    cleaned,
    date_year,
    is_body,
    is_furniture,
    is_title,
    lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guangongwei.plans.extent import Extent, Tail


@final
@frozen(kw_only=True)
class Head:
    """What the first and last lines say about a plan as a whole."""

    title: str | None
    year: int | None
    #: Whether the opening or the date names a year that does not go with the title's.
    is_year_doubtful: bool
    issuer: str | None


#: A title and what stands with it come before the text that is numbered, and near its top.
_MOST_LINES = 200
_NAMED = re.compile(r"《(?P<name>[^》\n]{6,80})》[^。《\n]{0,10}(?:印发|转发|下发)")
_RUN_ON = re.compile(
    r"(?<![^\r\n])[^\S\r\n]*(?P<title>关于[^\n。；：]{4,60}?的(?:通知|意见|方案|函|报告|决定|通报))[^\S\n]+\S"
)
_DIVIDER = re.compile(
    r"^[【\[]?(?:第[一1]篇|篇[一1])[】\]]?[：:、\s]*"
    r"|\s*[【\[（(]?(?:第[一1]篇|篇[一1])[】\]）)]?$|(?<=[划结要案])[1一]$"
)
_YYYY = "(?:(?:19|20)[0-9]{2}|二[〇零○][〇零○一二三四五六七八九]{2})"
_YEAR = re.compile(rf"(?<![0-9〔\[]){_YYYY}(?=\s?(?:年|学年|[-—－–~～至]))")
_OPENING = re.compile(rf"(?:为[^。\n]{{0,30}})?[在按]?(?P<year>{_YYYY})\s?年")
_OWN_NUMBER = re.compile(r"^[^\s。，：]{2,12}[〔\[（(](?P<year>20[0-9]{2})[〕\]）)]\s?[0-9]+\s?号$")
_SENTENCE = re.compile("[。；;：:，,！!？?>|]|是$")
_KIND = "(?:工作|重点|活动|主要|年度)*(?:要点|计划|安排|方案|意见|思路|打算|总结|规划|任务|考核)"
_ISSUERS_IN_TITLE = (
    re.compile("(?P<body>.+?)关于"),
    re.compile(rf"(?P<body>.+?)(?:{_YYYY})\s?(?:年|学年|[-—－–~～至])"),
    re.compile(rf"{_YYYY}\s?(?:学?年度?)(?P<body>.+?)(?={_KIND})"),
)
#: Words that any body's name may hold: what is left of a name without them says which body it is.
_GENERAL = re.compile(
    "关心下一代工作委员会|关心下一代|关工委|委员会|教育|体育|科技|系统|中小学|小学|中学|幼儿园|大学|学院"
    "|学校|中心|街道|社区|工作|基层|办公室|年度|学期|家长|春季?|秋季?|[省市县区旗州镇乡村局厅处科校园级初高我本某全各Xx×_*]"
)
_ISSUES = re.compile(
    "(?:关工委|委员会|[局厅部]|政府|党委|党组|办公室|[小中大]学|学院|学校|幼儿园)$"
)
_LETTERHEAD = re.compile(r"^(?P<body>[^\s。，：]{4,40})文件$")
_SEAL = re.compile(r"[（(](?:代?章|盖章|印)[）)]$")


def printed_title(text: str, extent: Extent, stop: int) -> tuple[Line, ...]:
    """The line of the title, with the line above it where the title is broken over two."""
    before = tuple(islice(lines(text, extent.start, stop), _MOST_LINES))
    found = [at for at, line in enumerate(before) if is_title(line.text)]
    if extent.cover is not None and before:
        last = found[0] if found and found[0] < 3 else 0
        return before[: last + 1]
    if not found:
        return tuple(line for line in before[:1] if _is_dated_name(line.text))
    at = found[-1]
    above = before[at - 1].text if at else ""
    is_half = begins_title(above) and not is_title(above) and not _OWN_NUMBER.match(above)
    return before[at - is_half : at + 1]


def head(text: str, extent: Extent, stop: int, *, printed: tuple[Line, ...], tail: Tail) -> Head:
    """Title, year and issuer of the plan whose numbered text begins at `stop`."""
    before = tuple(islice(lines(text, extent.start, stop), _MOST_LINES))
    cover = () if extent.cover is None else tuple(lines(text, extent.cover, extent.start))
    above = (*cover, *before)
    title = "".join(_DIVIDER.sub("", cleaned(line.text)) for line in printed) or _in_words(
        text, extent.start, stop
    )
    opening = [line for line in before if line not in printed and not is_furniture(line.text)]
    named, opened = _year_of(title or ""), _opening_year(opening)
    return Head(
        title=title,
        year=named or opened or tail.year or _dated(above),
        is_year_doubtful=named is not None
        and (abs((opened or named) - named) > 0 or abs((tail.year or named) - named) > 1),
        issuer=_issuer(title or "", _signed(tail) or _signed_above(above)),
    )


def _is_dated_name(line: str) -> bool:
    """Whether a first line is a title by its year alone: 关工委2024年行事历."""
    text = cleaned(line)
    return (
        6 <= len(text) <= 40
        and _YEAR.search(text) is not None
        and _SENTENCE.search(text) is None
        and date_year(text) is None
        and not is_furniture(text)
    )


def _in_words(text: str, start: int, stop: int) -> str | None:
    """A title that no line of its own carries: run on with the text, or sent round in 《》."""
    run_on = _RUN_ON.search(text, start, stop)
    if run_on is not None:
        return run_on["title"]
    named = _NAMED.search(text, start, stop)
    return None if named is None else named["name"]


def _year_of(text: str) -> int | None:
    match = _YEAR.search(text)
    return None if match is None else _number(match.group())


def _number(text: str) -> int | None:
    value = numerals.parse(text)
    return None if value is None else int(value)


def _opening_year(opening: Iterable[Line]) -> int | None:
    """The year with which the first paragraphs begin."""
    for line in opening:
        match = _OPENING.match(line.text)
        if match is not None:
            return _number(match["year"])
    return None


def _dated(before: Iterable[Line]) -> int | None:
    """The year of the first line above the plan that is a date or the document's own number."""
    for line in before:
        own = _OWN_NUMBER.match(line.text)
        year = date_year(line.text) if own is None else int(own["year"])
        if year is not None:
            return year
    return None


def _issuer(title: str, signed: str | None) -> str | None:
    """The body that a title names, or else the one that signs.

    A title that names no body in particular (县教育局), or a place or a station instead of a body
    that issues plans, gives way to the signature.
    """
    named = next((match["body"] for match in _bodies_in(title) if is_body(match["body"])), None)
    if named is None or len(_GENERAL.sub("", named)) < 2:
        return signed
    return named if signed is None or _ISSUES.search(named) else signed


def _bodies_in(title: str) -> Iterator[re.Match[str]]:
    return (match for pattern in _ISSUERS_IN_TITLE if (match := pattern.match(title)))


def _signed(tail: Tail) -> str | None:
    named = tail.signed or (tail.bodies[0].text if tail.bodies else None)
    return None if named is None else _SEAL.sub("", named)


def _signed_above(before: Sequence[Line]) -> str | None:
    """The body that signs the notice above the plan, or whose letterhead it carries."""
    for line, below in pairwise(before):
        if is_body(line.text) and date_year(below.text) is not None:
            return line.text
    heads = (_LETTERHEAD.match(line.text) for line in before)
    return next((match["body"] for match in heads if match and is_body(match["body"])), None)
