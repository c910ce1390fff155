"""Which rows of a sheet are its header: below titles, in one row or stacked in up to three."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, final

from attrs import evolve, field, frozen

from guangongwei.errors import Problem
from guangongwei.tabular import units
from guangongwei.tabular.cells import content
from guangongwei.tabular.columns import LAYOUTS, recognise
from guangongwei.tabular.grid import Row, Sheet
from guangongwei.tabular.layout import Layout, normal
from guangongwei.tabular.near import meant
from guangongwei.tabular.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guangongwei.tabular.grid import Area, Value

#: A title and remarks above the header take no more rows than this.
TITLE_ROWS = 20

#: So many known headers make a row a header row.
_ENOUGH = 2
#: Headers are stacked no higher.
_DEEPEST = 3
#: A header is known by its first columns, and stretches no further than this.
_TELLING = 256
_WIDEST = 4096
#: Where else in a row a header may begin, at most.
_BESIDE = 4
#: No header is longer; a longer text is a remark or a value.
_LONGEST = 60
#: What stands below another header and is one itself: words, and no number of anybody.
_LOWER = re.compile(r"(?!.*[0-9０-９]{5})(?=.*[^\W\d_]).{1,30}", re.DOTALL)

#: Every header of every table.
NAMES = frozenset(
    normal(name) for each in LAYOUTS for column in each.columns for name in column.names
)


@final
@frozen(kw_only=True)
class HeaderRows:
    """The header of a table: its rows joined column by column."""

    #: The number of its first row and of its last.
    first: int
    last: int
    #: What each column may be headed by: all that is stacked there, else the lower part of it.
    names: tuple[tuple[str, ...], ...]
    layout: Layout
    #: Whether it misses nothing that is required; else it is only most like this table.
    is_complete: bool = True
    #: Where another table begins beside this one.
    beside: int | None = None
    #: Rows above that hold something, and the unit that one of them states for the table.
    passed_over: int = 0
    unit: str | None = None

    @property
    def score(self) -> tuple[int, int]:
        """Which of several readings of the same rows is better: more columns and units, in fewer rows."""
        headers = self.headers
        # A unit that stands in a row of its own is part of the header, or 90 minutes become hours.
        stated = sum(units.split(normal(each)) is not None for each in headers)
        return len(self.layout.known(headers)) + stated, self.first - self.last

    @property
    def headers(self) -> tuple[str, ...]:
        """One header for each column: the first that the table knows, else all that stands there."""
        return tuple(map(self.layout.chosen, self.names))


@final
@frozen
class _Lines:
    """The first rows that hold something, read as far as they are asked for."""

    sheet: Sheet
    problems: Tally
    kept: list[Row] = field(factory=list[Row])

    def row(self, index: int) -> Row | None:
        """The row of this number, None behind the last."""
        while len(self.kept) <= index:
            row = next(self.sheet.rows, None)
            if row is None:
                return None
            if isinstance(row, Problem):
                self.problems.append(row)
            elif any(row[1]):
                self.kept.append(row)
        return self.kept[index]


@final
@frozen(kw_only=True)
class Search:
    """What was found at the top of a sheet, and the rows that are still to be read."""

    #: What is most like a header; None where nothing is.
    header: HeaderRows | None
    rows: Iterator[Row | Problem]
    #: The first rows that hold something.
    top: tuple[Row, ...]

    @property
    def is_complete(self) -> bool:
        """Whether the header misses nothing that its table requires."""
        return self.header is not None and self.header.is_complete


def find(sheet: Sheet, layout: Layout | None, problems: Tally) -> Search:
    """The header of a sheet, else what is most like one, and the rows below it."""
    lines = _Lines(sheet, problems)
    best: HeaderRows | None = None
    for index in range(TITLE_ROWS + 1):
        if lines.row(index) is None:
            break
        found = _complete(lines, index, layout)
        if found is not None:
            return _found(_placed(found, lines), lines)
        best = _better(best, _incomplete(lines, index, layout))
    return _found(best and _placed(best, lines), lines)


def _found(header: HeaderRows | None, lines: _Lines) -> Search:
    last = 0 if header is None else header.last
    below = chain((row for row in lines.kept if row[0] > last), lines.sheet.rows)
    return Search(header=header, rows=below, top=tuple(lines.kept))


def _placed(found: HeaderRows, lines: _Lines) -> HeaderRows:
    above = [cells for number, cells in lines.kept if number < found.first]
    stated = (units.stated_above(each) for row in above for each in row if isinstance(each, str))
    return evolve(found, passed_over=len(above), unit=next(filter(None, stated), None))


def _complete(lines: _Lines, index: int, layout: Layout | None) -> HeaderRows | None:
    """The best reading of the header that begins in a row and misses nothing that is required."""
    if not any(_stacked(lines, index, depth, layout) for depth in range(1, _DEEPEST + 1)):
        return None
    found = [
        each
        for first in range(index, index + _DEEPEST)
        for depth in range(1, _DEEPEST + 1 - (first - index))
        if (each := _stacked(lines, first, depth, layout))
    ]
    # Of readings that are as good the uppermost is taken: below may stand the header again.
    return max(found, key=lambda each: each.score)


def _stacked(lines: _Lines, index: int, depth: int, layout: Layout | None) -> HeaderRows | None:
    """The header in so many rows, provided that they can be one and it misses nothing."""
    rows = _window(lines, index, depth)
    names = _joined(rows, lines.sheet.merged, _TELLING) if rows else None
    if not rows or not names:
        return None
    # A table given may be headed in a way of its own.
    known = sum(_is_known(each) or bool(layout and layout.known(each)) for each in names)
    if known < _ENOUGH:
        return None
    given = [layout] if layout else LAYOUTS
    beside = _beside(names, given)
    found = recognise(names[:beside], given)
    if found is None:
        return None
    if beside is None and len(names) == _TELLING:
        names = _joined(rows, lines.sheet.merged, _WIDEST) or names
    return HeaderRows(
        first=rows[0][0], last=rows[-1][0], names=names[:beside], layout=found, beside=beside
    )


def _window(lines: _Lines, index: int, depth: int) -> list[Row] | None:
    rows = [lines.row(each) for each in range(index, index + depth)]
    kept = [each for each in rows if each is not None]
    return kept if len(kept) == depth and kept[-1][0] - kept[0][0] == depth - 1 else None


def _incomplete(lines: _Lines, index: int, layout: Layout | None) -> HeaderRows | None:
    """A row with some headers of the table given, else of the one it has most of."""
    number, cells = lines.kept[index]
    names = tuple((each,) if each else () for each in map(header_text, cells[:_TELLING]))
    kept = [each[0] for each in names if each]
    scores = [
        (len(each.known(kept)) + sum(map(each.refuses, kept)), each)
        for each in ([layout] if layout else LAYOUTS)
    ]
    most = max(score for score, _ in scores)
    best = [each for score, each in scores if score == most]
    if most < _ENOUGH:
        return None
    if len(best) > 1:
        # What is written almost as a table has it decides between tables that share the rest.
        near = [len(meant(each, kept)) for each in best]
        best = [each for each, count in zip(best, near, strict=True) if count == max(near)]
    if len(best) > 1:
        return None
    return HeaderRows(first=number, last=number, names=names, layout=best[0], is_complete=False)


def _better(one: HeaderRows | None, other: HeaderRows | None) -> HeaderRows | None:
    return one if other is None or (one is not None and one.score >= other.score) else other


def _beside(names: tuple[tuple[str, ...], ...], layouts: Iterable[Layout]) -> int | None:
    """Where a second table begins in the same rows, None where there is but one."""
    kept = tuple(layouts)
    first = next((each for each in names if each), ())
    begins = (
        index
        for index in range(1, len(names))
        if names[index] and (not names[index - 1] or names[index] == first)
    )
    for index in islice(begins, _BESIDE):
        left, right = recognise(names[:index], kept), recognise(names[index:])
        if left and right:
            return index
    return None


def _joined(
    rows: list[Row], merged: Sequence[Area], widest: int
) -> tuple[tuple[str, ...], ...] | None:
    """The headers of stacked rows by column; None where a lower row cannot be one of a header."""
    heads = [cells[:widest] for _, cells in rows]
    width = max(map(len, heads))
    texts = [[*map(header_text, cells), *[""] * (width - len(cells))] for cells in heads]
    for at in range(len(texts) - 1):
        upper, lower = texts[at], texts[at + 1]
        groups = _spread(upper, lower, rows[at][0], merged)
        if not _can_stand_below(lower, upper, groups):
            return None
        texts[at] = groups
    return tuple(_names(column) for column in zip(*texts, strict=True))


def _spread(upper: list[str], lower: list[str], number: int, merged: Sequence[Area]) -> list[str]:
    """A row of groups, each written over every column that it stands above."""
    areas = [each for each in merged if each.top <= number <= each.bottom]
    spread = list(upper)
    for index in range(1, len(upper)):
        if upper[index] or not spread[index - 1]:
            continue
        if areas:
            is_inside = any(each.left <= index < index + 1 <= each.right for each in areas)
        else:
            is_inside = bool(lower[index] and lower[index - 1])
        if is_inside:
            spread[index] = spread[index - 1]
    return spread


def _can_stand_below(lower: list[str], upper: list[str], groups: list[str]) -> bool:
    """Say whether a row looks like the lower part of a header, and not like the first of the data."""
    for index, text in enumerate(lower):
        if not text:
            continue
        if not _LOWER.fullmatch(text):
            return False
        is_group = groups.count(groups[index]) > 1
        if upper[index] and _is_known((upper[index],)) and not is_group:
            is_part = text == upper[index] or _is_known((upper[index] + text,))
            if not is_part:
                return False
    return True


def _names(parts: tuple[str, ...]) -> tuple[str, ...]:
    """What a column may be headed by: its parts from above joined, then the lower ones of them."""
    told = [each for at, each in enumerate(parts) if each and each not in parts[:at]]
    return tuple("".join(told[at:]) for at in range(len(told)))


def header_text(cell: Value) -> str:
    """What a cell says as a header; nothing where it is a remark, or no text at all."""
    text = content(cell)
    return text if isinstance(text, str) and len(text) <= _LONGEST else ""


def _is_known(names: tuple[str, ...]) -> bool:
    return any(_is_name(normal(each)) for each in names)


def _is_name(name: str) -> bool:
    stated = units.split(name)
    return name in NAMES or (stated is not None and stated[0] in NAMES)
