"""Which of the proposed heading marks take part in a text's order, and how deep each stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, final

from attrs import Factory, define, frozen

from guangongwei.chinese.marks import BLANKS, LINE_ENDS, Family, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The depths that a plan names; what stands deeper is part of its action's words.
SECTION, ITEM, ACTION = range(3)

_LONGEST_HEADING = 60
_HAN_SIGN = re.compile("[\u4e00-\u9fff]")
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


@final
@frozen
class _Proposed:
    """The proposed marks with what a look ahead tells of each."""

    text: str
    marks: Sequence[Mark]
    #: For each mark the index of the next one written alike; for the last one, its own.
    alike: Sequence[int]
    #: The same, among the marks that lead their lines.
    alike_leading: Sequence[int]
    #: For each mark how many 一、 headings stand before it.
    part: Sequence[int]


def place(text: str, marks: Sequence[Mark]) -> tuple[Node, ...]:
    """The marks that count, each with its depth.

    A mark that leads its line counts where it stands; one inside a line counts where it goes on
    with a list, or begins one that goes on.
    """
    proposed = _Proposed(
        text, marks, _next_alike(marks), _next_alike(marks, leading=True), _parts(marks)
    )
    levels = [_Level(None, "", leads=True, last=0, at=-1, stop=0)]
    return tuple(_placed(proposed, levels))


def _placed(proposed: _Proposed, levels: list[_Level]) -> Iterator[Node]:
    for index, mark in enumerate(proposed.marks):
        depth = _depth(proposed, levels, index)
        if depth is None:
            continue
        if depth < len(levels) and levels[depth].family is mark.family:
            level = levels[depth]
            level.last, level.at, level.stop = mark.ordinal, index, mark.stop
            level.sign = mark.sign
            del levels[depth + 1 :]
        else:
            del levels[depth:]
            if levels:
                levels[-1].below.add(mark.family)
            levels.append(
                _Level(mark.family, mark.sign, mark.leads, mark.ordinal, index, mark.stop)
            )
        yield Node(mark, depth)


def _depth(proposed: _Proposed, levels: list[_Level], index: int) -> int | None:
    """How deep a mark stands, None where it does not count."""
    mark = proposed.marks[index]
    if not mark.leads and _HAN_SIGN.match(proposed.text, mark.start - 1):
        return _glued_to_heading(proposed, levels, index)
    going_on = _going_on(proposed, levels, index)
    if going_on is not None:
        return going_on
    if not mark.leads:
        return _begun_inside(proposed, levels, index)
    needs_sequence = mark.is_doubtful or (mark.family is Family.SPOKEN and mark.sign != "是")
    if needs_sequence and not (mark.ordinal == 1 and _has_second(proposed, index)):
        return None
    if mark.family is Family.HAN:
        return SECTION
    return _same_family(levels, mark) or _below(proposed, levels, index)


def _glued_to_heading(proposed: _Proposed, levels: list[_Level], index: int) -> int | None:
    """The depth of a mark with no punctuation before it: it may end a heading, nothing else."""
    mark, after = proposed.marks[index], proposed.marks[proposed.alike[index]]
    section = levels[-1]
    if section.family is not Family.HAN or mark.start - section.stop > _LONGEST_HEADING:
        return None
    heading = proposed.text[section.stop : mark.start]
    goes_on = mark.ordinal == 1 or after.ordinal == mark.ordinal + 1
    return ITEM if goes_on and _IN_HEADING.fullmatch(heading) else None


def _going_on(proposed: _Proposed, levels: list[_Level], index: int) -> int | None:
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


def _begun_inside(proposed: _Proposed, levels: list[_Level], index: int) -> int | None:
    """The depth of a list that begins inside a line, None where it does not go on."""
    mark = proposed.marks[index]
    is_alone = mark.family is Family.SPOKEN and mark.sign == "是"
    before = proposed.text[max(mark.start - 1, 0) : mark.start]
    if mark.ordinal != 1 or not (
        _has_second(proposed, index, on_line=_is_open(levels, mark))
        or (is_alone and before in _STRONG)
    ):
        return None
    if mark.family is Family.HAN and levels[SECTION].family is None:
        return SECTION
    if len(levels) == 1 and mark.family is Family.SPOKEN:
        return None
    depth = len(levels)
    while depth > 1 and levels[depth - 1].family is mark.family and not levels[depth - 1].leads:
        depth -= 1
    return depth


def _same_family(levels: list[_Level], mark: Mark) -> int | None:
    """The open list that a mark out of sequence belongs to: one written alike, or one of its kind."""
    kin = [depth for depth in range(len(levels) - 1, 0, -1) if levels[depth].family is mark.family]
    alike = [depth for depth in kin if levels[depth].sign == mark.sign and levels[depth].leads]
    if alike:
        return alike[0]
    if kin and mark.ordinal != 1:
        return kin[0]
    return None


def _below(proposed: _Proposed, levels: list[_Level], index: int) -> int:
    """The depth of a new list: under every open list that outranks it or that goes on after it."""
    mark = proposed.marks[index]
    depth = len(levels)
    while depth > 1 and _is_over(proposed, levels[depth - 1], mark, index):
        depth -= 1
    return depth


def _is_over(proposed: _Proposed, level: _Level, mark: Mark, index: int) -> bool:
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


def _has_second(proposed: _Proposed, index: int, *, on_line: bool = False) -> bool:
    """Whether the mark written alike that comes next is a second one, in the same part."""
    mark, after = proposed.marks[index], proposed.marks[proposed.alike[index]]
    if after.ordinal != 2:
        return False
    if on_line:
        return not after.leads and proposed.text.find("\n", mark.start, after.start) < 0
    return mark.family is Family.HAN or proposed.part[index] == proposed.part[proposed.alike[index]]


def _next_alike(marks: Sequence[Mark], *, leading: bool = False) -> list[int]:
    latest: dict[tuple[Family, str], int] = {}
    following = list(range(len(marks)))
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        key = (mark.family, mark.sign)
        following[index] = latest.get(key, index)
        if mark.leads or not leading:
            latest[key] = index
    return following


def _parts(marks: Sequence[Mark]) -> list[int]:
    count = 0
    parts: list[int] = []
    for mark in marks:
        count += mark.leads and mark.family is Family.HAN and not mark.is_doubtful
        parts.append(count)
    return parts
