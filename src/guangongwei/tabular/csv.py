"""CSV files as rows of text: which row is which, and what is broken."""

from __future__ import annotations

import csv
import re
from collections import deque
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING, BinaryIO, TextIO, final

from guangongwei.errors import Cell, Problem
from guangongwei.tabular.csv_text import opened, writing
from guangongwei.tabular.extent import COLUMNS
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    #: The number of a row, as a spreadsheet shows it, and its cells.
    Row = tuple[int, list[str]]

#: Nobody's row is longer, and no line may fill the memory.
_LONGEST_LINE = 1_000_000
#: How `csv` says that a cell has more than the 131,072 characters that it takes.
_TOO_MUCH = "field limit"
#: What stands for a byte that belongs to no character of the encoding.
_STRAY = re.compile("[\udc80-\udcff\ufffd]")


def rows(stream: BinaryIO, file: str) -> Iterator[Row | Problem]:
    """The rows of a file that is open, blank ones too, and whatever is broken at its place.

    How the bytes are read is decided for the whole file, and nothing is ever replaced: a row in
    which a byte makes no sense is left out.
    """
    written = writing(stream, file)
    if isinstance(written, int):
        yield problem("T005", Cell(file, written))
        return
    text = opened(stream, written.encoding, is_whole=written.is_whole)
    try:
        for _ in range(written.passed):
            text.readline()
        parsed = _parsed(text, file, written.delimiter)
        yield from parsed if written.is_whole else _whole(parsed, file)
    finally:
        # The stream is the caller's and stays open.
        text.detach()


def _whole(rows: Iterator[Row | Problem], file: str) -> Iterator[Row | Problem]:
    """The rows, without those that hold a byte which belongs to no character."""
    for row in rows:
        if not isinstance(row, Problem) and any(map(_STRAY.search, row[1])):
            yield problem("T005", Cell(file, row[0]))
        else:
            yield row


def _parsed(text: TextIO, file: str, delimiter: str) -> Iterator[Row | Problem]:
    """The rows of many lines at once, and one by one where these are not as they should be."""
    lines = _Lines(text)
    number = 0
    while (block := lines.block()) is not None:
        at_once = _at_once(block, delimiter)
        if at_once is None:
            for row in _one_by_one(lines, block, delimiter, Cell(file, number)):
                number += 1
                yield row
        else:
            numbered = zip(count(number + 1), at_once)
            is_wide = max(map(len, at_once), default=0) > COLUMNS
            yield from (_narrow(row, file) for row in numbered) if is_wide else numbered
            number += len(at_once)


def _at_once(block: str, delimiter: str) -> list[list[str]] | None:
    """The rows of whole lines, provided that nothing is wrong with any and that the last one ends."""
    if len(block) == _LONGEST_LINE and block[-1] not in "\r\n":
        return None
    try:
        return list(csv.reader(StringIO(block, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def _one_by_one(lines: _Lines, block: str, delimiter: str, before: Cell) -> Iterator[Row | Problem]:
    """The rows of whole lines, and of those behind them that the last row takes."""
    lines.give_back(StringIO(block, newline=""))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for number in count((before.row or 0) + 1):
        if not lines.are_given_back:
            return
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # A quotation mark in the first line swallowed the others.
            lines.give_back(lines.taken[1:])
            code = "T204" if _TOO_MUCH in str(error) else "T203"
            yield problem(code, Cell(before.file, number))
        except _TooLong:
            yield problem("T204", Cell(before.file, number))
        else:
            yield _narrow((number, cells), before.file)


def _narrow(row: Row, file: str) -> Row | Problem:
    """A row, unless no spreadsheet has so many columns."""
    number, cells = row
    return row if len(cells) <= COLUMNS else problem("T305", Cell(file, number))


class _TooLong(Exception):
    """A line is longer than any row is."""


@final
class _Lines:
    """The lines of a text, many at once or one by one; those that were taken can be given back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        #: The beginning of a line that the last block cut off.
        self._rest = ""
        #: What has been taken for the present row.
        self.taken: list[str] = []

    @property
    def are_given_back(self) -> bool:
        """Whether lines that were given back have not been taken again."""
        return bool(self._again)

    def block(self) -> str | None:
        """The next whole lines, or one line that is too long, as far as it has been read."""
        block = self._rest + self._text.read(_LONGEST_LINE - len(self._rest))
        if not block:
            return None
        # A return at the very end may be the first half of an end of a line.
        cut = max(block.rfind("\n"), block.rfind("\r", 0, -1)) + 1
        if not cut or len(block) < _LONGEST_LINE:
            cut = len(block)
        self._rest = block[cut:]
        return block[:cut]

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        if len(line) >= _LONGEST_LINE and not line.endswith(("\n", "\r")):
            self._skip()
            raise _TooLong
        self.taken.append(line)
        return line

    def _read(self) -> str:
        line, self._rest = self._rest, ""
        if len(line) < _LONGEST_LINE:
            line += self._text.readline(_LONGEST_LINE - len(line))
        return line

    def give_back(self, lines: list[str] | StringIO) -> None:
        """Let lines be taken once more, before all others."""
        self._again.extendleft(reversed(list(lines)))

    def _skip(self) -> None:
        """Pass over the rest of a line."""
        while (rest := self._text.readline(_LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
            pass
