"""Which of the proposed heading marks take part in a text's order, and how deep each stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from attrs import Factory, define, frozen

from guangongwei.chinese.marks import BLANKS, LINE_ENDS, Family, Mark
from guangongwei.plans.proposed import Proposed, propose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: The depths that a plan names; what stands deeper is part of its action's words.
SECTION, ITEM, ACTION = range(3)

_LONGEST_HEADING = 60
#: How far ahead and back a line is looked at.
_LONG_LINE = 80
#: The words after which a first heading may be glued to a title or to an opening sentence.
_OPENS = re.compile("[划劃畫案点點见見知要排思路下文]$")
#: The end of a long line that stops without punctuation, somewhere after a comma.
_UNFINISHED = re.compile(
    f"[，,。；;][^{LINE_ENDS}]{{1,{_LONG_LINE}}}(?<=[\u4e00-\u9fff])[{BLANKS}]*(?:\r\n|\n|\r)$"
)
_IN_HEADING = re.compile(f"[^。；;！!？?{LINE_ENDS}]*")
_SENTENCE_ENDS = frozenset("。；;！!？?")
_STRONG = _SENTENCE_ENDS | frozenset("：:") | frozenset(BLANKS) | frozenset(LINE_ENDS) | {""}


@final
@frozen
class Node:
    """A mark that counts, and its depth: 0 for 一、, 1 for the level below it, and so on."""

    mark: Mark
    depth: int


@final
@define
class _Level:
    """A list of marks that is open where the reader stands."""

    family: Family | None
    sign: str
    leads: bool
    last: int
    #: The index of the latest mark of the list, and where that mark ends.
    at: int
    stop: int
    #: The families that have stood under its marks.
    below: set[Family] = Factory(set[Family])
    #: The list under its mark before the latest.
    carried: _Level | None = None

    def is_before(self, mark: Mark) -> bool:
        """Whether a mark is the next one of this list."""
        return (self.family, self.sign, self.last + 1) == (mark.family, mark.sign, mark.ordinal)

    def carries_on(self, mark: Mark, *, inside: bool = False) -> bool:
        """Whether a mark goes on with the list under the mark before the latest."""
        before = self.carried
        if before is None or before.last + 1 != mark.ordinal:
            return False
        return not inside or (before.family is mark.family and not before.leads)


def place(text: str, marks: Sequence[Mark]) -> tuple[Node, ...]:
    """The marks that count, each with its depth.

    A mark that leads its line counts where it stands; one inside a line counts where it goes on
    with a list, or begins one that goes on.
    """
    proposed = propose(text, marks)
    levels = [_Level(None, "", leads=True, last=0, at=-1, stop=0)]
    return tuple(_placed(proposed, levels))


def _placed(proposed: Proposed, levels: list[_Level]) -> Iterator[Node]:
    for index, mark in enumerate(proposed.marks):
        depth = _depth(proposed, levels, index)
        if depth is None:
            continue
        if depth < len(levels) and levels[depth].family is mark.family:
            level = levels[depth]
            level.last, level.at, level.stop = mark.ordinal, index, mark.stop
            level.sign = mark.sign
            level.carried = levels[depth + 1] if depth + 1 < len(levels) else level.carried
            del levels[depth + 1 :]
        else:
            del levels[depth:]
            if levels:
                levels[-1].below.add(mark.family)
            levels.append(
                _Level(mark.family, mark.sign, mark.leads, mark.ordinal, index, mark.stop)
            )
        yield Node(mark, depth)


def _depth(proposed: Proposed, levels: list[_Level], index: int) -> int | None:
    """How deep a mark stands, None where it does not count."""
    mark = proposed.marks[index]
    if mark.family is Family.PART and proposed.widest is not Family.PART:
        return None
    if proposed.is_glued(mark):
        glued = _glued_section if mark.family is Family.HAN else _glued_to_heading
        return glued(proposed, levels, index)
    if mark.leads and _is_split_off(proposed, levels, index):
        return None
    going_on = _going_on(proposed, levels, index)
    if going_on is not None:
        return going_on
    if not mark.leads:
        return _begun_inside(proposed, levels, index)
    needs_sequence = mark.is_doubtful or (mark.family is Family.SPOKEN and mark.sign != "是")
    if needs_sequence and not (mark.ordinal == 1 and _has_second(proposed, index)):
        return None
    if mark.family is proposed.widest:
        return SECTION
    return _same_family(levels, mark) or _below(proposed, levels, index)


def _glued_to_heading(proposed: Proposed, levels: list[_Level], index: int) -> int | None:
    """The depth of a mark with no punctuation before it: it ends a heading.

    One in brackets may also go on with a list inside the line.
    """
    mark, after = proposed.marks[index], proposed.marks[proposed.alike[index]]
    is_bracket = mark.family in {Family.HAN_BRACKET, Family.DIGIT_BRACKET}
    if is_bracket:
        for depth, level in enumerate(levels):
            if level.is_before(mark) and not level.leads:
                return depth
    over = levels[-1]
    if over.family is None or mark.start - over.stop > _LONGEST_HEADING:
        return None
    if not over.family.is_wide and not (is_bracket and over.family.rank < mark.family.rank):
        return None
    is_first = mark.ordinal == 1 and (not is_bracket or after.ordinal == 2)
    goes_on = is_first or after.ordinal == mark.ordinal + 1 or over.carries_on(mark)
    heading = proposed.text[over.stop : mark.start]
    return len(levels) if goes_on and _IN_HEADING.fullmatch(heading) else None


def _glued_section(proposed: Proposed, levels: list[_Level], index: int) -> int | None:
    """The depth of a 一、 with no punctuation before it: it fills a gap among the headings."""
    mark, after = proposed.marks[index], proposed.marks[proposed.alike[index]]
    section = levels[SECTION]
    if mark.ordinal == 1:
        before = proposed.text[max(mark.start - 1, 0) : mark.start]
        is_first = section.family is None and after.ordinal == 2 and _OPENS.search(before)
        return SECTION if is_first else None
    if section.family is not Family.HAN or section.last + 1 != mark.ordinal:
        return None
    is_last = after is mark and not section.leads
    return SECTION if is_last or after.ordinal == mark.ordinal + 1 else None


def _is_split_off(proposed: Proposed, levels: list[_Level], index: int) -> bool:
    """Whether a number begins its line because a sentence was cut before it.

    Such a number is out of order: the same number follows at its proper place, or a list without
    its beginning stands over a wider one.
    """
    mark, after = proposed.marks[index], proposed.marks[proposed.alike[index]]
    text = proposed.text
    if mark.ordinal == 1 or mark.family is proposed.widest:
        return False
    if after is not mark and after.ordinal == mark.ordinal and after.leads:
        return _UNFINISHED.search(text[max(mark.front - _LONG_LINE, 0) : mark.front]) is not None
    is_below_heading = len(levels) == 1 and mark.family is not Family.SPOKEN
    return (
        is_below_heading
        and mark.family.rank > proposed.ahead[index]
        and not levels[SECTION].carries_on(mark)
    )


def _going_on(proposed: Proposed, levels: list[_Level], index: int) -> int | None:
    """The list of which the mark is the next one: one written alike before others, inner first."""
    mark = proposed.marks[index]
    inwards = range(len(levels) - 1, -1, -1)
    nexts = [
        depth
        for depth in inwards
        if levels[depth].family is mark.family and levels[depth].last + 1 == mark.ordinal
    ]
    alike = [depth for depth in nexts if levels[depth].sign == mark.sign]
    if mark.leads:
        ranked = sorted((*alike, *nexts), key=lambda depth: not levels[depth].leads)
        return ranked[0] if ranked else None
    strong = proposed.text[max(mark.start - 1, 0)] in _STRONG - {"：", ":"}
    return next((depth for depth in alike if strong or not levels[depth].leads), None)


def _begun_inside(proposed: Proposed, levels: list[_Level], index: int) -> int | None:
    """The depth of a list that begins inside a line, None where it does not go on."""
    mark = proposed.marks[index]
    is_alone = mark.family is Family.SPOKEN and mark.sign == "是"
    before = proposed.text[max(mark.start - 1, 0) : mark.start]
    if len(levels) == 1 and before in _STRONG and levels[SECTION].carries_on(mark, inside=True):
        return ITEM
    if mark.ordinal != 1 or not (
        _has_second(proposed, index, on_line=_is_open(levels, mark))
        or (is_alone and before in _STRONG)
        or (before in _STRONG and _heads_list(proposed, index))
    ):
        return None
    if mark.family is proposed.widest and levels[SECTION].family is None:
        return SECTION
    if len(levels) == 1 and mark.family is Family.SPOKEN:
        return None
    depth = len(levels)
    while depth > 1 and levels[depth - 1].family is mark.family and not levels[depth - 1].leads:
        depth -= 1
    return depth


def _heads_list(proposed: Proposed, index: int) -> bool:
    """Whether a 一、 inside a line is a short heading with a list that begins right after it."""
    mark, below = proposed.marks[index], proposed.marks[min(index + 1, len(proposed.marks) - 1)]
    if mark.family is not proposed.widest or below.ordinal != 1:
        return False
    heading = proposed.text[mark.stop : min(below.start, mark.stop + _LONGEST_HEADING + 1)]
    return 0 < len(heading) <= _LONGEST_HEADING and _IN_HEADING.fullmatch(heading) is not None


def _same_family(levels: list[_Level], mark: Mark) -> int | None:
    """The open list that a mark out of sequence belongs to: one written alike, or one of its kind."""
    kin = [depth for depth in range(len(levels) - 1, 0, -1) if levels[depth].family is mark.family]
    alike = [depth for depth in kin if levels[depth].sign == mark.sign and levels[depth].leads]
    if alike:
        return alike[0]
    if kin and mark.ordinal != 1:
        return kin[0]
    return None


def _below(proposed: Proposed, levels: list[_Level], index: int) -> int:
    """The depth of a new list: under every open list that outranks it or that goes on after it."""
    mark = proposed.marks[index]
    depth = len(levels)
    while depth > 1 and _is_over(proposed, levels[depth - 1], mark, index):
        depth -= 1
    return depth


def _is_over(proposed: Proposed, level: _Level, mark: Mark, index: int) -> bool:
    """Whether an open list has ended where a mark of higher rank begins another."""
    if level.family is None or level.family.rank <= mark.family.rank:
        return False
    if mark.family in level.below:
        return False
    after = proposed.alike_leading[level.at]
    goes_on = (
        after > index
        and proposed.marks[after].ordinal == level.last + 1
        and proposed.part[after] == proposed.part[index]
    )
    return not goes_on


def _is_open(levels: list[_Level], mark: Mark) -> bool:
    return any(level.family is mark.family for level in levels)


def _has_second(proposed: Proposed, index: int, *, on_line: bool = False) -> bool:
    """Whether the mark written alike that comes next is a second one, in the same part."""
    mark, after = proposed.marks[index], proposed.marks[proposed.alike[index]]
    if after.ordinal != 2:
        return False
    if on_line:
        return not after.leads and proposed.text.find("\n", mark.start, after.start) < 0
    return mark.family is Family.HAN or proposed.part[index] == proposed.part[proposed.alike[index]]
