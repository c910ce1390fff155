"""The running text of a plan: what is left to read between its marks, as its author wrote it.

Converters break lines inside sentences and leave page numbers between them. Both become blanks
here, character for character, so that every place stays where it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.chinese.marks import BLANKS, Family
from guangongwei.model.plan import Role
from guangongwei.plans.commitments import Found, attach, find
from guangongwei.plans.lines import is_furniture, is_page_number, lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from guangongwei.chinese.marks import Mark
    from guangongwei.errors import Span
    from guangongwei.model.plan import Block, Deadline
    from guangongwei.plans.deadlines import Calendar
    from guangongwei.plans.lines import Line
    from guangongwei.plans.structure import Node

_GOES_ON = re.compile("[，,、（(《“—-]$")
_STOPS = re.compile("[。.；;：:！!？?…][”）)]?$")
#: One line break, and no blanks that would begin a paragraph after it.
_LONG_LINE = 64
#: The end of a long line that stops without punctuation, somewhere after a comma.
_INSIDE = re.compile(
    f"[，,。；;][^\r\n]{{1,{_LONG_LINE}}}(?<=[\u4e00-\u9fff])[{BLANKS}]*(?:\r\n|\n|\r)$"
)
_BREAK = re.compile(f"[{BLANKS}]*(?:\r\n|\n|\r)[ ]?")
_LONG_NOTE = 201
#: A line that ends without punctuation and is shorter has ended of itself.
_SHORTEST_BROKEN = 20


def without_page_marks(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks without the page numbers that a converter wrote as 1、 2、 in front of each page.

    Such numbers run through the whole text, and every page begins inside a sentence.
    """
    pages = [
        mark for mark in marks if mark.leads and mark.family is Family.DIGIT and mark.sign == "、"
    ]
    first = text[: pages[0].front].strip() if pages else ""
    later = pages[1:] if not first else pages
    in_order = [mark.ordinal for mark in later] == list(range(2, len(later) + 2))
    if not later or not in_order or not all(_is_inside(text, mark.front) for mark in later):
        return list(marks)
    starts = {mark.start for mark in pages}
    return [mark for mark in marks if mark.start not in starts]


def below_furniture(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks without those of the numbered notes that a web page puts above the text."""
    first = 0
    for at, mark in enumerate(marks):
        if mark.leads:
            line = next(lines(text, mark.start, min(mark.start + _LONG_NOTE, len(text))))
            if not is_furniture(line.text):
                break
            first = at + 1
    return list(marks[first:])


def _is_inside(text: str, front: int) -> bool:
    """Whether a line begins inside a sentence of the long line before it."""
    return _INSIDE.search(text[max(front - _LONG_LINE, 0) : front]) is not None


def committed(
    text: str,
    nodes: Sequence[Node],
    tiles: Sequence[Block],
    *,
    start: int,
    stop: int,
    calendar: Calendar,
) -> Found:
    """What the running text between two places commits to, every clause as it is printed."""
    flow = _flowing(text, nodes, start=start, stop=stop)
    found = attach(
        (
            find(flow[begin:end], offset=begin, calendar=calendar)
            for begin, end in _stretches(nodes, tiles, start=start, stop=stop)
        ),
        calendar=calendar,
    )
    return found if flow == text else _as_printed(text, found)


def _as_printed(text: str, found: Found) -> Found:
    """What was found, told in the words of the text itself."""
    return Found(
        commitments=tuple(
            evolve(
                each,
                text=_words(text, each.span),
                deadline=each.deadline and _printed(text, each.deadline),
            )
            for each in found.commitments
        ),
        deadlines=tuple(_printed(text, each) for each in found.deadlines),
        batches=tuple(evolve(each, text=_words(text, each.span)) for each in found.batches),
        unread=tuple(evolve(each, text=_words(text, each.span)) for each in found.unread),
    )


def _printed(text: str, deadline: Deadline) -> Deadline:
    return evolve(deadline, text=_words(text, deadline.span))


def _words(text: str, span: Span) -> str:
    return text[span.start : span.stop]


def _flowing(text: str, nodes: Sequence[Node], *, start: int, stop: int) -> str:
    """The text with page numbers, and with line breaks inside sentences, turned into blanks."""
    begun = {node.mark.start for node in nodes}
    pieces: list[str] = []
    at = 0
    last: Line | None = None
    for line in lines(text, start, stop):
        if is_page_number(line.text):
            pieces += [text[at : line.start], " " * len(line.text)]
            at = line.stop
            continue
        if last is not None and line.start not in begun and _is_broken(text, last, line, begun):
            pieces += [text[at : last.stop], " " * (line.start - last.stop)]
            at = line.start
        last = line
    return "".join((*pieces, text[at:]))


def _is_broken(text: str, line: Line, following: Line, begun: set[int]) -> bool:
    """Whether the sentence of one line goes on in the next."""
    if not _BREAK.fullmatch(text, line.stop, following.start):
        return False
    if _GOES_ON.search(line.text):
        return True
    is_long = len(line.text) >= _SHORTEST_BROKEN and line.start not in begun
    return is_long and _STOPS.search(line.text) is None


def _stretches(
    nodes: Sequence[Node], tiles: Sequence[Block], *, start: int, stop: int
) -> Iterator[tuple[int, int]]:
    """The stretches of running text: the opening paragraphs, then what follows each mark."""
    first = nodes[0].mark.front if nodes else stop
    for tile in tiles:
        if tile.role is Role.PREAMBLE and start <= tile.span.start < first:
            yield tile.span.start, tile.span.stop
    ends = [node.mark.front for node in nodes[1:]]
    for node, end in zip(nodes, [*ends, stop], strict=False):
        yield node.mark.stop, end
