"""Title, year and issuer of a plan, from its first and its last lines."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.chinese import numerals
from guangongwei.chinese.marks import BLANKS
from guangongwei.chinese.script import simplified
from guangongwei.plans.lines import (
    Line,
    begins_title,
    cleaned,
    date_year,
    is_body,
    is_date,
    is_furniture,
    is_kind_alone,
    is_title,
    lines,
    titled,
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
#: A title at the front of a line that goes on with the text, or with its own copy.
_RUN_ON = re.compile(
    r"(?!为|根据|按照?|现|我[校们园]|依据|经过?|在|如)(?P<title>[^。；;：:，,!！？?【】\n]{4,60}?"
    "(?:工作要点|要点|计划|方案|通知|意见|安排|规划|思路|总结|纲要|细则|办法|函|报告|决定|通报)"
    r"(?:[（(](?:试行|草案|讨论稿|征求意见稿|[0-9年—-]{4,12})[）)])?)"
    r"(?=\s+\S|[（(][^（()）\n]{2,16}号[）)]|一、|第一|篇[一1]|(?:19|20)(?:[0-9]{2}|[xX×]{2})|_第|文章属性|正文|各[^。\n]{2,40}[：:])"
)
#: Lines at the top that are looked at for such a title.
_TOP_LINES = 8
_YYYY = "(?:(?:19|20)[0-9]{2}|二[〇零○][〇零○一二三四五六七八九]{2})"
_YEAR = re.compile(rf"(?<![0-9〔\[]){_YYYY}(?=\s?(?:年|学年|[-—－–~～至]))|^{_YYYY}(?![0-9./年])")
#: 2023年总结和2024年计划 is the plan of the second year.
_PLANNED_YEAR = re.compile(
    rf"(?<![0-9〔\[]){_YYYY}(?=\s?年[^年]{{0,20}}?(?:要点|计划|安排|思路|打算))"
)
#: A year in running text; a sign that stands for what was lost may follow it.
_NAMED_YEAR = re.compile(rf"(?<![0-9〔\[（(《]){_YYYY}(?=\s?年(?![来前])|[?？□])")
_QUOTED = re.compile("《[^《》\n]{0,80}》")
_OPENING = re.compile(rf"(?:为[^。\n]{{0,30}})?[在按]?(?P<year>{_YYYY})\s?年")
_OWN_NUMBER = re.compile(
    r"^[（(]?[^\s。，：]{2,12}[〔\[（(](?P<year>20[0-9]{2})[〕\]）)]\s?[0-9]+\s?[号號][）)]?$"
)
_NUMBER_BESIDE = re.compile(r"[^。\n]{0,120}?[〔\[（(](?P<year>20[0-9]{2})[〕\]）)]\s?[0-9]+\s?号")
_SENTENCE = re.compile("[。；;：:，,！!？?>|]|是$")
_KIND = (
    "(?:工作|重点|活动|主要|年度)*(?:要点|计[划画]|安排|方案|意见|思路|打算|总结|规划|任务|考核)"
)
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
#: A system of bodies signs nothing; its bureau does.
_SYSTEM = re.compile("系统|战线")
_LONGEST_GENERAL = 1
_ISSUES = re.compile(
    "(?:关工委|委员会|[局厅部]|政府|党委|党组|办公室|[小中大]学|学院|学校|幼儿园)$"
)
_LETTERHEAD = re.compile(r"^(?P<body>[^\s。，：]{4,40})文件$")
#: 区教育局 区文化局 2018年3月 at the end of a text that was run into one line.
_SIGNED_INLINE = re.compile(
    rf"(?<=[{BLANKS}。])(?P<body>[^{BLANKS}。，：:\n]{{4,30}})(?:[{BLANKS}]+[^{BLANKS}。，：:\n]{{4,30}}){{0,3}}"
    rf"[{BLANKS}]+(?:19|20)[0-9]{{2}}[年?？./-][^{BLANKS}\n]{{0,10}}$"
)
_LONGEST_END = 160
_SEAL = re.compile(r"[（(](?:代?章|盖章|印)[）)]$")


def printed_title(text: str, extent: Extent, stop: int) -> tuple[Line, ...]:
    """The line of the title, with the lines above it where the title is broken over several."""
    before = tuple(islice(lines(text, extent.start, stop), _MOST_LINES))
    found = [at for at, line in enumerate(before) if is_title(line.text)]
    if extent.cover is not None and before:
        last = found[0] if found and found[0] < 3 else 0
        return before[: last + 1]
    if not found:
        return _running_title(text, extent.start, extent.stop) or tuple(
            line for line in before[:1] if _is_dated_name(line.text)
        )
    last = first = found[-1]
    while first and last - first < 2 and _is_first_half(before[first - 1].text, before[first].text):
        first -= 1
    return before[first : last + 1]


def _is_first_half(line: str, below: str) -> bool:
    """Whether the title below a line begins in the line."""
    if is_title(line) or is_furniture(line) or _OWN_NUMBER.match(line):
        return False
    return begins_title(line) or (is_kind_alone(below) and begins_title(f"关于{line}"))


def _running_title(text: str, start: int, stop: int) -> tuple[Line, ...]:
    """A title at the front of a line that runs on, near the top."""
    for line in islice(lines(text, start, stop), _TOP_LINES):
        match = None if is_furniture(line.text) else _RUN_ON.match(simplified(line.text))
        if match is not None and is_title(match["title"]):
            end = match.end("title")
            return (Line(line.text[:end], line.start, line.start + end),)
    return ()


def head(text: str, extent: Extent, stop: int, *, printed: tuple[Line, ...], tail: Tail) -> Head:
    """Title, year and issuer of the plan whose numbered text begins at `stop`."""
    before = tuple(islice(lines(text, extent.start, stop), _MOST_LINES))
    cover = () if extent.cover is None else tuple(lines(text, extent.cover, extent.start))
    above = (*cover, *before)
    title = titled("".join(cleaned(line.text) for line in printed)) or _in_words(
        text, extent.start, stop
    )
    opening = [line for line in before if line not in printed and not is_furniture(line.text)]
    named, opened = _year_of(title or ""), _opening_year(opening)
    signed = _signed(tail) or _signed_above(above) or _signed_inline(text, tail.start)
    return Head(
        title=title,
        year=named
        or opened
        or tail.year
        or _dated(above)
        or _numbered(text, printed)
        or _most_named(text, extent, tail),
        is_year_doubtful=named is not None
        and (abs((opened or named) - named) > 0 or abs((tail.year or named) - named) > 1),
        issuer=_issuer(title or "", signed or _beside(text, printed)),
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
    """A title that no line of its own carries: one that is sent round in 《》."""
    named = _NAMED.search(text, start, stop)
    return None if named is None else named["name"]


def _year_of(title: str) -> int | None:
    match = _PLANNED_YEAR.search(title) or _YEAR.search(title)
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


def _numbered(text: str, printed: Sequence[Line]) -> int | None:
    """The year of the document's own number, where the title's line runs on with it."""
    match = _NUMBER_BESIDE.match(text, printed[-1].stop) if printed else None
    return None if match is None else int(match["year"])


def _most_named(text: str, extent: Extent, tail: Tail) -> int | None:
    """The year that the running text names most often, the first of several such."""
    words = _QUOTED.sub("", text[extent.start : tail.start])
    kept = "\n".join(line.text for line in lines(words) if not is_furniture(line.text))
    years = Counter(match.group() for match in _NAMED_YEAR.finditer(kept))
    return _number(max(years, key=years.__getitem__)) if years else None


def _beside(text: str, printed: Sequence[Line]) -> str | None:
    """The body whose name stands behind the title on the title's own line."""
    if not printed:
        return None
    rest = text[printed[-1].stop :].partition("\n")[0].strip(BLANKS)
    return rest if is_body(rest) else None


def _signed_inline(text: str, stop: int) -> str | None:
    """The first of the bodies that sign at the end of a text run into one line."""
    last = text[:stop].rstrip().rpartition("\n")[2]
    match = _SIGNED_INLINE.search(last[-_LONGEST_END:])
    return match["body"] if match is not None and is_body(match["body"]) else None


def _issuer(title: str, signed: str | None) -> str | None:
    """The body that a title names, or else the one that signs.

    A title that names no body in particular (县教育局), or a place or a station instead of a body
    that issues plans, gives way to the signature.
    """
    named = next((body for body in _bodies_in(title) if is_body(body)), None)
    plain = simplified(named or "")
    if len(_GENERAL.sub("", plain)) < _LONGEST_GENERAL:
        return signed
    issues = _ISSUES.search(plain) is not None and _SYSTEM.search(plain) is None
    return named if signed is None or issues else signed


def _bodies_in(title: str) -> Iterator[str]:
    plain = simplified(title)
    found = (pattern.match(plain) for pattern in _ISSUERS_IN_TITLE)
    return (title[slice(*match.span("body"))].strip(BLANKS) for match in found if match)


def _signed(tail: Tail) -> str | None:
    named = tail.signed or (tail.bodies[0].text if tail.bodies else None)
    return None if named is None else _first_of(_SEAL.sub("", named))


def _first_of(names: str) -> str:
    """The first of several bodies that sign side by side."""
    return names.split(maxsplit=1)[0] if all(is_body(each) for each in names.split()) else names


def _signed_above(before: Sequence[Line]) -> str | None:
    """The body that signs the notice above the plan, or whose letterhead it carries."""
    for line, below in pairwise(before):
        if is_body(line.text) and is_date(below.text):
            return _first_of(line.text)
    heads = (_LETTERHEAD.match(line.text) for line in before)
    return next((match["body"] for match in heads if match and is_body(match["body"])), None)
