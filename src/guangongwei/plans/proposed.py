"""The proposed heading marks of a text, with what a look ahead tells of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.chinese.marks import BLANKS, LINE_ENDS, Family, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN_SIGN = re.compile("[\u4e00-\u9fff]")
_PART_HEADING = re.compile(f"[^。；;，,{LINE_ENDS}]{{0,40}}(?:[{LINE_ENDS}]|$)")
#: A line that ends a clause: no heading of its own.
_CLAUSE = re.compile(f"[^{LINE_ENDS}]*[；;，,、][{BLANKS}]*(?:[{LINE_ENDS}]|$)")


@final
@frozen
class Proposed:
    """The proposed marks with what a look ahead tells of each."""

    text: str
    marks: Sequence[Mark]
    #: For each mark the index of the next one written alike; for the last one, its own.
    alike: Sequence[int]
    #: The same, among the marks that lead their lines.
    alike_leading: Sequence[int]
    #: For each mark how many headings of sections stand before it.
    part: Sequence[int]
    #: The family that heads the sections.
    widest: Family
    #: For each mark the rank of the widest one that leads a later line of its part.
    ahead: Sequence[int]

    def is_glued(self, mark: Mark) -> bool:
        """Whether a mark stands right after words, without punctuation or a blank between."""
        return _is_glued(self.text, mark)


def propose(text: str, marks: Sequence[Mark]) -> Proposed:
    """The marks of a text that could count."""
    widest = _widest(text, marks)
    marks = tuple(_without_clauses(text, marks, widest))
    part = _parts(marks, widest)
    return Proposed(
        text,
        marks,
        alike=_next_alike(text, marks),
        alike_leading=_next_alike(text, marks, leading=True),
        part=part,
        widest=widest,
        ahead=_ranks_ahead(marks, part),
    )


def _is_glued(text: str, mark: Mark) -> bool:
    """Whether a mark stands right after words, without punctuation or a blank between."""
    return not mark.leads and _HAN_SIGN.match(text, mark.start - 1) is not None


def _next_alike(text: str, marks: Sequence[Mark], *, leading: bool = False) -> list[int]:
    latest: dict[tuple[Family, str], int] = {}
    following = list(range(len(marks)))
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        key = (mark.family, mark.sign)
        following[index] = latest.get(key, index)
        is_weak = mark.family is Family.HAN and _is_glued(text, mark)
        if not is_weak and (mark.leads or not leading):
            latest[key] = index
    return following


def _widest(text: str, marks: Sequence[Mark]) -> Family:
    """The family that heads the sections: 第一部分 where it comes before any 一、."""
    first = next((mark for mark in marks if _heads(mark) and mark.family.is_wide), None)
    if first is None or first.family is not Family.PART:
        return Family.HAN
    return Family.PART if _PART_HEADING.match(text, first.stop) else Family.HAN


def _without_clauses(text: str, marks: Sequence[Mark], widest: Family) -> Iterator[Mark]:
    """The marks without the 一、 that is out of order and heads but a clause of a broken sentence."""
    last = 0
    for mark in marks:
        if _heads(mark) and mark.family is widest:
            if last and mark.ordinal != last + 1 and _CLAUSE.match(text, mark.stop):
                continue
            last = mark.ordinal
        yield mark


def _parts(marks: Sequence[Mark], widest: Family) -> list[int]:
    count = 0
    parts: list[int] = []
    for mark in marks:
        count += _heads(mark) and mark.family is widest
        parts.append(count)
    return parts


def _ranks_ahead(marks: Sequence[Mark], part: Sequence[int]) -> list[int]:
    """For each mark the rank of the widest one that leads a later line of the same part."""
    lowest = len(Family)
    ranks: list[int] = []
    for index in range(len(marks) - 1, -1, -1):
        if index + 1 == len(marks) or part[index] != part[index + 1]:
            lowest = len(Family)
        ranks.append(lowest)
        if _heads(marks[index]):
            lowest = min(lowest, marks[index].family.rank)
    return ranks[::-1]


def _heads(mark: Mark) -> bool:
    """Whether a mark leads its line and is beyond doubt."""
    return mark.leads and not mark.is_doubtful
