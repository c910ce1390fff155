"""CSV files as rows of text: which encoding they are in, which row is which, what is broken."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from io import TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, TextIO, final

from guangongwei.errors import Cell, Problem
from guangongwei.tabular.columns import is_header
from guangongwei.tabular.problems import problem
from guangongwei.tabular.read import TITLE_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.tabular.read import Row

#: Nobody's row is longer, and no line may fill the memory.
_LONGEST_LINE = 1_000_000
_CHUNK = 1 << 20


def rows(stream: BinaryIO, file: str) -> Iterator[Row | Problem]:
    """The rows of a file that is open, blank ones too, and whatever is broken at its place.

    A mark at the beginning, else strict UTF-8, else strict GB18030 when a header comes out of it
    decides how the bytes are read; nothing is ever replaced.
    """
    bad_line = _undecodable(stream, "utf-8")
    if bad_line is None:
        yield from _decoded(stream, file, "utf-8-sig")
    elif _undecodable(stream, "gb18030") is None and _has_header(stream, file):
        yield from _decoded(stream, file, "gb18030")
    else:
        yield problem("T005", Cell(file, bad_line))


def _undecodable(stream: BinaryIO, encoding: str) -> int | None:
    """The first line that is not in this encoding."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    while True:
        chunk = stream.read(_CHUNK)
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            return line + error.object.count(b"\n", 0, error.start)
        if not chunk:
            return None
        line += chunk.count(b"\n")


def _has_header(stream: BinaryIO, file: str) -> bool:
    first = islice(_decoded(stream, file, "gb18030"), 2 * TITLE_ROWS)
    return any(not isinstance(row, Problem) and is_header(row[1]) for row in first)


def _decoded(stream: BinaryIO, file: str, encoding: str) -> Iterator[Row | Problem]:
    stream.seek(0)
    text = TextIOWrapper(stream, encoding, newline="")
    try:
        yield from _parsed(text, file)
    finally:
        # The stream is the caller's and stays open.
        text.detach()


def _parsed(text: TextIO, file: str) -> Iterator[Row | Problem]:
    lines = _Lines(text)
    reader = csv.reader(lines, strict=True)
    number = 0
    while True:
        number += 1
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            lines.give_back()
            yield problem("T203", Cell(file, number))
        except _TooLong:
            yield problem("T204", Cell(file, number))
        else:
            yield number, cells


class _TooLong(Exception):
    """A line is longer than any row is."""


@final
class _Lines:
    """The lines of a text, which a reader who took too many can give back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        #: What has been taken for the present row.
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(_LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) == _LONGEST_LINE and not line.endswith(("\n", "\r")):
            self._skip()
            raise _TooLong
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Take only the first line as read: a quotation mark there swallowed the others."""
        self._again.extendleft(reversed(self.taken[1:]))

    def _skip(self) -> None:
        """Pass over the rest of a line."""
        while (rest := self._text.readline(_LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
            pass
