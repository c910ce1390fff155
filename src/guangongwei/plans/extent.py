"""Where a plan begins and ends in its text: what stands before, around and after it."""

from __future__ import annotations

import re
from itertools import accumulate, islice
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.chinese.marks import leading
from guangongwei.chinese.script import simplified
from guangongwei.plans.lines import (
    Line,
    date_year,
    is_attachment,
    is_body,
    is_date,
    is_furniture,
    lines,
    signature,
    squeezed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


@final
@frozen(kw_only=True)
class Extent:
    """The stretch of a text that holds one plan, and why the rest was left aside."""

    start: int
    stop: int
    #: Where the notice that sends the plan round begins; None where there is none.
    cover: int | None = None
    #: Whether other plans follow in the same text.
    has_others: bool = False


@final
@frozen(kw_only=True)
class Tail:
    """What stands after the last words of a plan: attachments, signature and date."""

    start: int
    bodies: tuple[Line, ...] = ()
    #: The line that dates the plan, and its year.
    date: Line | None = None
    year: int | None = None
    #: The name in a line that signs and dates at once.
    signed: str | None = None


_NUMBER = "[一1１]"
_FIRST_OF_MANY = re.compile(
    rf"^[【\[]?(?:第{_NUMBER}篇|篇{_NUMBER}|{_NUMBER}篇)[】\]]?(?![0-9一二三四五六七八九十])"
    rf"|[【\[（(]?\s?(?:第{_NUMBER}篇|篇{_NUMBER})[】\]）)]?$"
)
_SECOND_OF_MANY = re.compile(
    r"^[【\[]?(?:第[二2２]篇|篇[二2２])[】\]]?(?![0-9一二三四五六七八九十])"
    r"|[【\[（(]?\s?(?:第[二2２]篇|篇[二2２])[】\]）)]?$"
)
#: 关工委工作计划1, and further down 关工委工作计划2.
_FIRST_TITLE = re.compile("(?P<title>.{4,40}[划结要案点见])[1一]")
_SECOND_TITLE = re.compile("(?P<title>.{4,40}[划结要案点见])[2二]")
_LONGEST_DIVIDER = 60
#: Characters within which a notice says what it sends round.
_LONGEST_COVER = 3000
#: A notice that sends a plan round is shorter.
_MOST_LINES = 120
#: A converter may break a date after its year.
_YEAR_ALONE = re.compile("(?:19|20)[0-9]{2}")
#: Lines between the first attachment named and the signature.
_LONGEST_LIST = 20
_SENT_ROUND = re.compile(
    r"(?:印发|转发|下发)[^《》\n]{0,12}《(?P<name>[^》\n]{4,80})》|现[将把]《(?P<sent>[^》\n]{4,80})》"
)


def extent(text: str) -> Extent:
    """The stretch of the text that holds its first plan."""
    start, stop = _first_of_many(text)
    begins = _after_cover(text, start, stop)
    return Extent(
        start=start if begins is None else begins,
        stop=stop,
        cover=None if begins is None else start,
        has_others=stop < len(text),
    )


def is_divider(line: str) -> bool:
    """Whether a line begins the first of several plans in one text: 【篇一】."""
    return len(line) <= _LONGEST_DIVIDER and _series(line, first=True) is not None


def _first_of_many(text: str) -> tuple[int, int]:
    """From the line 【篇一】 to the line 【篇二】, or the whole text."""
    start, series = 0, None
    for line in lines(text):
        if len(line.text) > _LONGEST_DIVIDER:
            continue
        if series is None:
            series = _series(line.text, first=True)
            start = 0 if series is None else line.start
        elif series == _series(line.text, first=False):
            return start, line.start
    return (0, len(text)) if series else (start, len(text))


def _series(line: str, *, first: bool) -> str | None:
    """What the first line, or the second, of several numbered plans has in common with the rest."""
    if (_FIRST_OF_MANY if first else _SECOND_OF_MANY).search(line):
        return ""
    numbered = (_FIRST_TITLE if first else _SECOND_TITLE).fullmatch(simplified(line))
    return None if numbered is None else numbered["title"]


def _after_cover(text: str, start: int, stop: int) -> int | None:
    """Where the plan begins that a notice before it sends round, None without such a notice."""
    near = simplified(text[start : min(stop, start + _LONGEST_COVER)])
    match = _SENT_ROUND.search(near)
    if match is None:
        return None
    name = squeezed(match["name"] or match["sent"])
    following = [
        Line(simplified(line.text), line.start, line.stop)
        for line in islice(lines(text, start + match.end(), stop), _MOST_LINES)
    ]
    for index, line in enumerate(following):
        parts = (squeezed(part.text) for part in following[index : index + 3])
        if name in accumulate(parts):
            return line.start
    return None


def tail(text: str, start: int, stop: int) -> Tail:
    """What stands after the plan's last words, looked for from a place inside its body."""
    body = tuple(lines(text, start, stop))
    dated = _dated(body)
    if dated is None:
        first = _attachments_begin(body, 0) if body else 0
        return _undated(body[:first], stop if first == len(body) else body[first].start)
    index, year, signed = dated
    first = _signature_begins(body, index)
    return Tail(
        start=body[_attachments_begin(body, max(first - _LONGEST_LIST, 0), first)].start,
        bodies=body[first:index],
        date=body[index],
        year=year,
        signed=signed,
    )


def _dated(body: Sequence[Line]) -> tuple[int, int | None, str | None] | None:
    """The line that dates the plan: the first that is signed, or else the last line of all."""
    last = None
    for index, line in enumerate(body):
        signed = signature(line.text)
        if signed is not None:
            return index, signed[1], signed[0]
        is_signed = index > 0 and is_body(body[index - 1].text)
        if is_date(line.text):
            last = index, date_year(line.text), None
            if is_signed:
                return last
        elif is_signed and index + 1 < len(body) and _YEAR_ALONE.fullmatch(line.text):
            year = date_year(line.text + body[index + 1].text)
            if year is not None:
                return index, year, None
    if last is None or not all(is_furniture(line.text) for line in body[last[0] + 1 :]):
        return None
    return last


def _undated(body: Sequence[Line], stop: int) -> Tail:
    """The tail of a plan that no line dates: its signature, page furniture, or nothing."""
    count = len(body)
    while count and is_furniture(body[count - 1].text):
        count -= 1
    first = _signature_begins(body, count)
    begins = body[first].start if first < len(body) else stop
    return Tail(start=begins, bodies=tuple(body[first:count]))


def _signature_begins(body: Sequence[Line], index: int) -> int:
    """The first of the lines above one that are names of bodies and nothing else."""
    while index and is_body(body[index - 1].text) and leading(body[index - 1].text) is None:
        index -= 1
    return index


def _attachments_begin(body: Sequence[Line], first: int, last: int | None = None) -> int:
    """The first line of attachments in a stretch of lines, its end where there is none."""
    end = len(body) if last is None else last
    return next((at for at in range(first, end) if is_attachment(body[at].text)), end)
