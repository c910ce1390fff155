"""Sections, items and actions of a plan, built from the marks that count."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.chinese.marks import BLANKS, LINE_ENDS
from guangongwei.errors import Problem, Severity, Span
from guangongwei.model.plan import Action, Item, Paragraph, Section
from guangongwei.plans.lines import is_page_number, lines
from guangongwei.plans.structure import ACTION, ITEM, SECTION, Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE_END = re.compile(f"[{LINE_ENDS}]")
#: A short first sentence heads the rest of its line: 一、抓好培训。局关工委将….
_RUN_IN = re.compile(rf"[^。{LINE_ENDS}]{{2,24}}。(?=[^{LINE_ENDS}]*[。；;][{BLANKS}]*$)")
#: So do words that a blank alone sets off from whole sentences: 一、指导思想 以….
_SET_OFF = re.compile(
    rf"[^。；;{BLANKS}{LINE_ENDS}]{{2,40}}(?<![，,、：:])(?=[{BLANKS}]+[\u4e00-\u9fff])"
    rf"(?=[{BLANKS}]+(?P<rest>[^{LINE_ENDS}]{{8,}}))"
)
_SENTENCES = re.compile("[，,；;：:].*[。；;]|。.*。", re.DOTALL)
#: A heading may begin on the line below its mark.
_BELOW = re.compile(rf"[{BLANKS}]*(?:\r\n|\n|\r)?[{BLANKS}]*")
_DECORATION = BLANKS + "*_#"
_SLIPS = {
    0: ("P201", "number {ordinal} is printed twice in a row"),
    1: ("P202", "number {ordinal} follows {previous}"),
    -1: ("P203", "number {ordinal} comes after {previous}"),
}


@final
@frozen
class _Text:
    """The text that is read, under the name it has in places."""

    text: str
    name: str

    def span(self, start: int, stop: int) -> Span:
        """A stretch without the blanks at its ends."""
        words = self.text[start:stop]
        front = len(words) - len(words.lstrip())
        return Span(self.name, start + front, start + max(len(words.rstrip()), front))

    def words(self, start: int, stop: int) -> str:
        """The words of a stretch without the blanks at its ends."""
        return self.text[start:stop].strip()


def sections(text: str, nodes: Sequence[Node], *, name: str, stop: int) -> tuple[Section, ...]:
    """The plan's sections; items that stand under no 一、 heading share one without heading."""
    source = _Text(text, name)
    return tuple(_section(source, group, end) for group, end in _groups(nodes, SECTION, stop))


def _groups(nodes: Sequence[Node], depth: int, stop: int) -> Iterator[tuple[Sequence[Node], int]]:
    """The nodes cut before each one of a depth; every group with the place where it ends."""
    cuts = [at for at, node in enumerate(nodes) if node.depth <= depth or not at]
    for start, end in pairwise([*cuts, len(nodes)]):
        yield nodes[start:end], nodes[end].mark.front if end < len(nodes) else stop


def _section(source: _Text, nodes: Sequence[Node], stop: int) -> Section:
    mark = nodes[0].mark
    if nodes[0].depth > SECTION:
        return Section(
            ordinal=None,
            heading=None,
            span=source.span(mark.start, stop),
            items=tuple(_items(source, nodes, stop)),
        )
    below = nodes[1:]
    body = below[0].mark.front if below else stop
    below_mark = _BELOW.match(source.text, mark.stop, body)
    heading_start = mark.stop if below_mark is None else below_mark.end()
    heading_stop, rest = _heading_ends(source.text, heading_start, body, leads=mark.leads)
    return Section(
        ordinal=mark.ordinal or None,
        mark=mark.text,
        heading=source.text[heading_start:heading_stop].strip(_DECORATION),
        span=source.span(mark.start, stop),
        items=tuple(_items(source, below, stop)),
        paragraphs=tuple(
            Paragraph(text=line.text, span=Span(source.name, line.start, line.stop))
            for line in lines(source.text, rest, body)
            if not is_page_number(line.text)
        ),
    )


def _heading_ends(text: str, start: int, stop: int, *, leads: bool) -> tuple[int, int]:
    """Where the words of a heading end, and where the running text after it begins."""
    end = _LINE_END.search(text, start, stop)
    last = stop if end is None else end.start()
    set_off = _SET_OFF.match(text, start, last)
    if set_off is not None and (not leads or _SENTENCES.search(set_off["rest"])):
        return set_off.end(), set_off.end()
    run_in = _RUN_IN.match(text, start, last)
    return (last, last) if run_in is None else (run_in.end() - 1, run_in.end())


def _items(source: _Text, nodes: Sequence[Node], stop: int) -> Iterator[Item]:
    for group, end in _groups(nodes, ITEM, stop):
        mark = group[0].mark
        yield Item(
            ordinal=mark.ordinal,
            mark=mark.text,
            text=source.words(mark.stop, end),
            span=source.span(mark.start, end),
            actions=tuple(_actions(source, group[1:], end)),
        )


def _actions(source: _Text, nodes: Sequence[Node], stop: int) -> Iterator[Action]:
    for group, end in _groups(nodes, ACTION, stop):
        mark = group[0].mark
        yield Action(
            ordinal=mark.ordinal,
            mark=mark.text,
            text=source.words(mark.stop, end),
            span=source.span(mark.start, end),
        )


def out_of_order(parts: Sequence[Section]) -> Iterator[Problem]:
    """The numbers that repeat, leave a gap or go back, level by level."""
    yield from _slips([part for part in parts if part.ordinal is not None], after=0)
    last = 0
    for part in parts:
        yield from _slips(part.items, after=last)
        last = part.items[-1].ordinal if part.items else last
        for item in part.items:
            yield from _slips(item.actions, after=0)


def _slips(numbered: Sequence[Section | Item | Action], *, after: int) -> Iterator[Problem]:
    """The slips of one list, which begins with 1 or goes on from the list before it."""
    previous = after if numbered and numbered[0].ordinal == after + 1 else 0
    for each in numbered:
        ordinal = each.ordinal or 0
        if ordinal != previous + 1:
            code, message = _SLIPS[(ordinal > previous) - (ordinal < previous)]
            start = each.span.start
            yield Problem(
                code,
                Span(each.span.document, start, start + len(each.mark)),
                message.format(ordinal=ordinal, previous=previous),
                hint="The printed number is kept; correct it in the text if it is a slip.",
                severity=Severity.WARNING,
            )
        previous = ordinal
