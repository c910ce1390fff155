"""The file of one noun: all of its lines by key and version, and a last line that proves them.

``{"sum":"…","noun":"Volunteer","lines":12,"commit":7}`` says how many lines there are and up to
which transaction; its sum is that of the whole file. It never changes; another takes its place.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, final
from zlib import crc32

from guangongwei.errors import Damaged
from guangongwei.storage.envelope import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.storage.jsonl_files import Opened
    from guangongwei.storage.jsonl_journal import Journal
    from guangongwei.storage.keys import Noun

_END = re.compile(
    rb'\{"sum":"([0-9a-f]{8})",'
    rb'("noun":"([A-Za-z]{1,40})","lines":([0-9]{1,18}),"commit":([0-9]{1,18}))\}\n\Z'
)
_LONGEST_END = 200
_BLOCK = 1_000_000


@final
class Sorted:
    """The lines of one noun up to a transaction."""

    def __init__(self, file: Opened, noun: Noun, place: str) -> None:
        self.file = file
        self._noun = noun
        self._place = place
        size = file.size()
        found = _END.search(file.span(max(0, size - _LONGEST_END), size))
        if found is None or found[3].decode() != noun.__name__:
            raise self._damaged()
        self._sum, self._rest, self._lines = int(found[1], 16), found[2], int(found[4])
        #: The last transaction that it holds.
        self.commit = int(found[5])
        self._end = size - len(found[0])
        self._stops = array("Q")
        self._newest: dict[str, int] | None = None

    @property
    def newest(self) -> dict[str, int]:
        """The newest row under each key, by key; the first use reads and checks the whole file."""
        if self._newest is None:
            self._newest = self._read()
        return self._newest

    def data(self, row: int) -> bytes:
        """The bytes of a row, with the line's end."""
        return self.file.span(self._start(row), self._stops[row])

    def rows(self, key: str) -> range:
        """The rows under a key, the first one first."""
        last = self.newest.get(key)
        if last is None:
            return range(0)
        versions = parsed(self.data(last)[:-1], f"{self._noun.__name__} {key!r}").version
        return range(max(0, last - versions + 1), last + 1)

    def living(self) -> Iterator[tuple[str, bytes]]:
        """The newest line under each key, with its end, by key."""
        lines = self.file.lines()
        at = 0
        for key, row in self.newest.items():
            while at < row:
                next(lines)
                at += 1
            yield key, next(lines)
            at += 1

    def blocks(self, journal: Journal) -> Iterator[bytes]:
        """All lines with those of a journal in between, in their order."""
        keys = list(self.newest)
        done = 0
        for key in sorted(journal.newest[self._noun]):
            place = bisect_left(keys, key)
            until = place + 1 if keys[place : place + 1] == [key] else place
            stop = self._stops[self.newest[keys[until - 1]]] if until else 0
            yield from self._copied(done, stop)
            done = max(done, stop)
            for row in journal.rows(self._noun, key):
                yield journal.data(row)
        yield from self._copied(done, self._end)

    def _copied(self, start: int, stop: int) -> Iterator[bytes]:
        for at in range(start, stop, _BLOCK):
            yield self.file.span(at, min(at + _BLOCK, stop))

    def _start(self, row: int) -> int:
        return self._stops[row - 1] if row else 0

    def _read(self) -> dict[str, int]:
        """Where the newest line under each key is.

        Raises:
            Damaged: The file is not as it was written.
        """
        begin = re.compile(
            rb'\{"sum":"[0-9a-f]{8}","noun":"%b","key":("(?:[^"\\]|\\.)*"),"version":'
            % self._noun.__name__.encode()
        )
        newest: dict[str, int] = {}
        stops = self._stops
        total = at = 0
        for raw in self.file.lines():
            if at == self._end:
                break
            found = begin.match(raw)
            at += len(raw)
            if found is None:
                raise self._damaged()
            total = crc32(raw, total)
            newest[key_in(found[1])] = len(stops)
            stops.append(at)
        if crc32(self._rest, total) != self._sum or len(stops) != self._lines:
            raise self._damaged()
        return newest

    def _damaged(self) -> Damaged:
        return Damaged(f"{self._place}/{self._noun.__name__}.jsonl", "it is not as it was written")


def key_in(text: bytes) -> str:
    """The key that a line writes in quotes."""
    if b"\\" in text:
        return str(json.loads(text))
    return text[1:-1].decode(errors="replace")


def ended(blocks: Iterator[bytes], noun: Noun, *, commit: int) -> Iterator[bytes]:
    """Blocks of lines in larger ones, and behind them the line that proves them."""
    total = lines = 0
    held = bytearray()
    for block in blocks:
        total = crc32(block, total)
        lines += block.count(b"\n")
        held += block
        if len(held) > _BLOCK:
            yield bytes(held)
            held.clear()
    rest = b'"noun":"%b","lines":%d,"commit":%d' % (noun.__name__.encode(), lines, commit)
    held += b'{"sum":"%08x",%b}\n' % (crc32(rest, total), rest)
    yield bytes(held)


def unsorted_blocks(noun: Noun, journal: Journal) -> Iterator[bytes]:
    """The lines of a journal about a noun that has no file yet, in their order."""
    for key in sorted(journal.newest[noun]):
        for row in journal.rows(noun, key):
            yield journal.data(row)
