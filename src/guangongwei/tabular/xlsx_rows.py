"""The rows of a sheet of a workbook, read by the pattern that its first rows show.

A spreadsheet writes each row of a table alike. A row is read element by element, and a regular
expression is made of what stands there: the next row is one match, and the values of many rows are
understood column by column. A row that does not match is read element by element again, and teaches
what is new in it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, cast, final

from attrs import frozen

from guangongwei.archive import Parser, Refused
from guangongwei.tabular.extent import LONGEST, LOST, ROWS, LeftOut, Spread, column_of
from guangongwei.tabular.formats import Serials, Shown, meant
from guangongwei.tabular.grid import Broken, Truth
from guangongwei.tabular.xlsx_cells import Cells
from guangongwei.tabular.xlsx_text import blocks, plain

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from guangongwei.tabular.grid import Row, Value
    from guangongwei.tabular.xlsx_cells import Book

    #: The number of a row and what stands in its cells, as a match gives them.
    _Written = tuple[str | None, ...]

#: What stands around the rows of a sheet.
BEGIN, END = "<sheetData>", "</sheetData>"
_ROW_END = "</row>"

#: How often a pattern is made anew, and for how many columns; what is beyond is read all the same.
_LESSONS = 24
_COLUMNS = 256

_FORMULA = "<f(?: [^<>/]*+)?+(?:/>|>[^<]*+</f>)"
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]++"((?: [a-z]++="[A-Za-z0-9]*+")*+)'
    rf"(?:(/>|></c>)|>({_FORMULA})?+(?:<v>[^<]*+</v>|<v/>|<is><t[^<>]*+>[^<]*+</t></is>)?+</c>)"
)
_KIND = re.compile(' t="([A-Za-z]++)"')
_STYLE = re.compile(' s="([0-9]++)"')
#: What stands in a cell of each kind that is as it should be.
_BODIES = {
    "s": "<v>([0-9]++)</v>",
    "n": "<v>([0-9.eE+-]++)</v>",
    "b": "<v>([01])</v>",
    "e": "<v>(#[A-Z0-9/!?_]{1,20}+)</v>",
    "str": "<v>([^<]*+)</v>",
    "inlineStr": '<is><t(?: xml:space="preserve")?+>([^<]*+)</t></is>',
}
_TRUTHS = {"0": Truth(value=False), "1": Truth(value=True)}


@final
@frozen(eq=False)
class _Way:
    """One way in which the cells of a column are written."""

    #: Counted from 0.
    column: int
    #: The regular expression of such a cell.
    pattern: str
    #: From what stands in such cells to what it means; a blank cell has none.
    meaning: Callable[[Sequence[str]], Sequence[Any]] | None


@final
class Rows:
    """Who reads the rows of one sheet."""

    def __init__(self, book: Book, *, root: str) -> None:
        self._book = book
        self._before = root + BEGIN
        self._after = f"{END}</worksheet>"
        self._spread = Spread()
        self._ways: tuple[_Way, ...] = ()
        self._match = _pattern(())
        self._lessons = 0
        self._last = 0

    def read(self, chunks: Iterator[bytes]) -> Iterator[Row | LeftOut]:
        """The rows in the bytes of a sheet, of which no other part is looked at."""
        is_before = True
        cut = blocks(chunks, _ROW_END.encode())
        for block in cut:
            text = block
            if is_before:
                _, mark, text = block.partition(BEGIN)
                is_before = not mark
            rows, end, _ = text.partition(END)
            position = yield from self._told(rows)
            if position is not None:
                yield from self._unusual(chain((text[position:],), cut))
                return
            if end:
                return

    def _told(self, text: str) -> Generator[Row | LeftOut, None, int | None]:
        """The rows of one block: by the pattern as far as it goes, and one by one elsewhere.

        Where a comment or the like stands among them, nobody can say where a row ends without
        reading all that follows: then its place is given back.
        """
        position = 0
        while position < len(text):
            # A row that is too long is told from the others element by element.
            found = self._match(text, position) if len(text) < LONGEST else None
            written: list[_Written] = []
            while found:
                written.append(found.groups())
                position = found.end()
                found = self._match(text, position)
            if written:
                yield from self._understood(written)
            if position < len(text):
                end = text.find(_ROW_END, position) + len(_ROW_END)
                stop = end if end >= len(_ROW_END) else len(text)
                row = text[position:stop]
                if "<!" in row or "<?" in row:
                    return position
                yield from self._one_by_one(row)
                position = stop
        return None

    def _unusual(self, texts: Iterable[str]) -> Iterator[Row | LeftOut]:
        """The rows in the rest of a sheet, element by element."""
        cells = Cells(self._book, self._spread, after=self._last)
        parser = Parser(cells)
        parser.feed(self._before.encode())
        for text in texts:
            try:
                parser.feed(text.encode())
            except Refused:
                yield from cells.taken()
                raise
            yield from cells.taken()
        parser.close()

    def _one_by_one(self, row: str) -> Iterator[Row | LeftOut]:
        cells = Cells(self._book, self._spread, after=self._last)
        parser = Parser(cells)
        parser.feed((self._before + row + self._after).encode())
        parser.close()
        self._last = cells.row
        if self._lessons < _LESSONS and len(row) < LONGEST:
            self._learn(row)
        yield from cells.taken()

    def _learn(self, row: str) -> None:
        known = {way.pattern for way in self._ways}
        found = [way for way in _ways(row, self._book) if way.pattern not in known]
        if found and all(way.column < _COLUMNS for way in found):
            self._lessons += 1
            self._ways = tuple(sorted((*self._ways, *found), key=lambda way: way.column))
            self._match = _pattern(self._ways)

    def _understood(self, written: list[_Written]) -> Iterator[Row | LeftOut]:
        """Rows that the pattern has matched, understood column by column."""
        read, *columns = zip(*written, strict=True)
        numbers: list[int] = list(map(int, read))
        self._last = numbers[-1]
        meant_ways = [way for way in self._ways if way.meaning]
        if not meant_ways:
            # Only blank cells so far, perhaps with a frame around each.
            return
        values: list[Sequence[Value]] = [[""] * len(numbers)] * _width(meant_ways)
        filled = 0
        for way, column in zip(meant_ways, columns, strict=True):
            values[way.column], count = _filled(values[way.column], way, column)
            filled += count
        if not self._spread.grow(filled, len(values) * len(numbers)):
            yield LeftOut("T305", numbers[0], len(values), is_last=True)
            return
        rows: Iterator[Row] = zip(numbers, zip(*values, strict=True), strict=True)
        if max(numbers) <= ROWS:
            yield from rows
        else:
            yield from (row if row[0] <= ROWS else LeftOut("T305", row[0]) for row in rows)


def _filled(
    values: Sequence[Value], way: _Way, column: Sequence[str | None]
) -> tuple[Sequence[Value], int]:
    """The values of a column with those that are written in one way, and how many these are."""
    assert way.meaning is not None  # noqa: S101  (a way without a meaning has no group)
    if None not in column:
        return way.meaning(cast("Sequence[str]", column)), len(column)
    there = [each for each in column if each is not None]
    rest = iter(way.meaning(there))
    return [
        next(rest) if each is not None else value
        for value, each in zip(values, column, strict=True)
    ], len(there)


def _width(ways: Sequence[_Way]) -> int:
    return ways[-1].column + 1 if ways else 0


def _pattern(ways: Sequence[_Way]) -> Callable[[str, int], re.Match[str] | None]:
    """What matches a row whose cells are all written in these ways, or missing."""
    columns: dict[int, list[str]] = {}
    for way in ways:
        columns.setdefault(way.column, []).append(way.pattern)
    cells = "".join(f"(?:{'|'.join(each)})?+" for each in columns.values())
    return re.compile(f'<row r="([0-9]{{1,7}})"[^<>]*+>{cells}</row>').match


def _ways(row: str, book: Book) -> Iterator[_Way]:
    """How the cells of a row are written, as far as others will be written so too."""
    for match in _CELL.finditer(row):
        letters, rest, blank, formula = match.groups()
        kind, style = _KIND.search(rest), _STYLE.search(rest)
        shape = kind[1] if kind else "n"
        begin = f'<c r="{letters}\\1"{re.escape(rest)}'
        column = column_of(letters) - 1
        if blank:
            yield _Way(column, begin + blank, None)
        elif shape in _BODIES:
            body = (_FORMULA if formula else "") + _BODIES[shape]
            meaning = _meaning(shape, book.shown(style and style[1]), book)
            yield _Way(column, f"{begin}>{body}</c>", meaning)


def _meaning(kind: str, shown: Shown, book: Book) -> Callable[[Sequence[str]], Sequence[Any]]:
    """What cells of one kind and one style mean, many at once."""
    match kind:
        case "s":
            return _Strings(book.strings)
        case "n":
            return _numbers if shown is Shown.NUMBER else _Serials(shown, book)
        case "b":
            return lambda texts: [_TRUTHS[each] for each in texts]
        case "e":
            return lambda texts: list(map(Broken, texts))
        case _:
            return plain


@final
@frozen
class _Strings:
    """The texts that cells name by their number."""

    strings: Sequence[str]

    def __call__(self, texts: Sequence[str]) -> Sequence[Value]:
        try:
            return list(map(self.strings.__getitem__, map(int, texts)))
        except (IndexError, ValueError):
            return [self._one(each) for each in texts]

    def _one(self, text: str) -> Value:
        is_there = len(text) < 10 and int(text) < len(self.strings)
        return self.strings[int(text)] if is_there else LOST


@final
class _Serials:
    """The days, times or shares that numbers are shown as."""

    def __init__(self, shown: Shown, book: Book) -> None:
        self._serials = Serials(shown, from_1904=book.from_1904)

    def __call__(self, texts: Sequence[str]) -> Sequence[Value]:
        return list(map(self._serials.__getitem__, texts))


def _numbers(texts: Sequence[str]) -> Sequence[Value]:
    try:
        numbers = list(map(float, texts))
    except ValueError:
        numbers = [math.inf]
    if math.inf in numbers or -math.inf in numbers:
        return [meant(each, Shown.NUMBER, from_1904=False) for each in texts]
    return numbers
