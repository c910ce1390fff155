"""The journal of a folder of JSON Lines: what was written since the files were last put in order.

Its first line says which files it stands on. Each transaction then adds its lines and one that
closes them, ``{"sum":"…","commit":7,"lines":2}``, whose sum is that of all of its bytes, and is
synced once. What follows the last transaction is torn, and of no account, if writing has stopped
there: it ends within a line or between two, or a sector of it was never written and is still
zero. Anything else that does not fit is damage.
"""

from __future__ import annotations

import json
import re
from array import array
from itertools import accumulate, count, pairwise
from typing import TYPE_CHECKING, final
from zlib import crc32

from attrs import frozen

from guangongwei.errors import Damaged
from guangongwei.storage.envelope import parsed
from guangongwei.storage.keys import NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.storage.envelope import First, Line
    from guangongwei.storage.jsonl_files import Opened
    from guangongwei.storage.keys import Noun

    #: What a line is about, where it starts, and where the next one does.
    _Row = tuple[Noun, str, int, int]

#: Disks write that many bytes as one.
SECTOR = 512
#: So many bytes are read together.
_BLOCK = 250_000
#: So many bytes of a transaction are kept back until they are written.
_HELD = 1_000_000

_HEAD = re.compile(
    rb'\{"sum":"([0-9a-f]{8})",'
    rb'("journal":([0-9]{1,18}),"schema":([0-9]{1,9}),"nouns":(\{[A-Za-z0-9:",]*\}))\}\n'
)
_COMMIT = re.compile(
    rb'\{"sum":"([0-9a-f]{8})",("commit":([1-9][0-9]{0,17}),"lines":([1-9][0-9]{0,17}))\}\n'
)


@final
@frozen
class Head:
    """The first line of a journal."""

    #: The number of the last transaction before it.
    commit: int
    schema: int
    #: The files it stands on, and the last transaction that each is sure to hold.
    nouns: dict[str, int]

    @property
    def data(self) -> bytes:
        nouns = json.dumps(self.nouns, separators=(",", ":"), sort_keys=True)
        rest = f'"journal":{self.commit},"schema":{self.schema},"nouns":{nouns}'.encode()
        return b'{"sum":"%08x",%b}\n' % (crc32(rest), rest)


def head_of(file: Opened, place: str) -> tuple[Head, int]:
    """The head of a journal, and where it ends.

    Raises:
        Damaged: It is none; it was put there whole.
    """
    line = next(file.lines(), b"")
    found = _HEAD.fullmatch(line)
    if found is None or crc32(found[2]) != int(found[1], 16):
        raise Damaged(place, "the first line of its journal is not as it was written")
    return Head(int(found[3]), int(found[4]), json.loads(found[5])), len(line)


@final
class Journal:
    """The lines of the whole transactions in a journal, and of the one that is being written."""

    def __init__(self, file: Opened, place: str) -> None:
        self.file = file
        self._place = place
        self.number = file.number()
        self.head, self.end = head_of(file, place)
        #: The number of its last whole transaction.
        self.commit = self.head.commit
        #: The newest row under each key.
        self.newest: dict[Noun, dict[str, int]] = {noun: {} for noun in NOUNS.values()}
        self._starts = array("Q")
        self._stops = array("Q")
        #: The row before under the same key; -1 where there is none.
        self._before = array("q")
        #: Of the transaction being written: what its rows are about, its bytes that are not
        #: written yet and where they go, and the sum of those that are.
        self._nouns: list[Noun] = []
        self._keys: list[str] = []
        self._held = bytearray()
        self._written = self.end
        self._sum = 0

    def read_on(self, contained: dict[Noun, int], *, stop: int | None = None) -> bool:
        """Take in the whole transactions behind those that are known; whether more is there.

        It reads up to `stop`, or else to the end. `contained` says of nouns up to which
        transaction another file has their lines.

        Raises:
            Damaged: What is there is neither whole nor torn.
        """
        size = self.file.size() if stop is None else stop
        rows: list[_Row] = []
        total, at = 0, self.end
        for raw in self.file.lines(self.end):
            if at >= size:
                break
            found = _COMMIT.fullmatch(raw)
            if found is not None:
                if not self._closes(found, total, len(rows)):
                    return self._torn(size)
                self._take(rows, contained)
                rows, total = [], 0
                at += len(raw)
                self.end = self._written = at
                continue
            line = _whole(raw)
            if line is None:
                return self._torn(size)
            rows.append((line.noun, line.key, at, at + len(raw)))
            total = crc32(raw, total)
            at += len(raw)
        return bool(rows)

    def rows(self, noun: Noun, key: str) -> list[int]:
        """The rows under a key, the first one first."""
        found: list[int] = []
        row = self.newest[noun].get(key, -1)
        while row >= 0:
            found.append(row)
            row = self._before[row]
        return found[::-1]

    def data(self, row: int) -> bytes:
        """The bytes of a row, with the line's end."""
        start, stop = self._starts[row], self._stops[row]
        if start >= self._written:
            return bytes(self._held[start - self._written : stop - self._written])
        return self.file.span(start, stop)

    def read(self, rows: Iterable[int]) -> Iterator[bytes]:
        """The bytes of rows; those that stand one after the other are read from the disk together."""
        block, first = b"", 0
        for row in rows:
            start, stop = self._starts[row], self._stops[row]
            if not first <= start <= stop <= first + len(block):
                if start >= self._written:
                    yield self.data(row)
                    continue
                is_next = 0 <= start - first - len(block) < _BLOCK
                block = self.file.span(start, max(stop, start + _BLOCK) if is_next else stop)
                first = start
            yield block[start - first : stop - first]

    @property
    def place_now(self) -> tuple[int, int, int]:
        """Where the transaction being written is, for `take_back`."""
        return (
            len(self._keys),
            self._written + len(self._held),
            crc32(self._held, self._sum),
        )

    def add(self, lines: list[Line]) -> None:
        """Add to the transaction being written; `OSError` where the disk does not take it."""
        at = self._written + len(self._held)
        for line in lines:
            noun, key = line.noun, line.key
            raw = line.data + b"\n"
            stop = at + len(raw)
            self._held += raw
            self._nouns.append(noun)
            self._keys.append(key)
            self._row(noun, key, at, stop)
            at = stop
            if len(self._held) > _HELD:
                self._write()

    def add_first(self, noun: Noun, lines: list[First]) -> None:
        """Add lines under keys that have none; `OSError` where the disk does not take it."""
        at = self._written + len(self._held)
        stops = list(accumulate([len(data) + 1 for _, data, _ in lines], initial=at))
        keys = [key for key, _, _ in lines]
        self._held += b"\n".join([data for _, data, _ in lines]) + b"\n"
        self._nouns += [noun] * len(lines)
        self._keys += keys
        self.newest[noun].update(zip(keys, count(len(self._starts)), strict=False))
        self._before.extend([-1] * len(lines))
        self._starts.extend(stops[:-1])
        self._stops.extend(stops[1:])
        if len(self._held) > _HELD:
            self._write()

    def take_back(self, place: tuple[int, int, int]) -> None:
        """Leave out what was added since; `OSError` where what was written cannot be cut off."""
        count, at, total = place
        while len(self._keys) > count:
            noun, key = self._nouns.pop(), self._keys.pop()
            self._starts.pop()
            self._stops.pop()
            before = self._before.pop()
            if before < 0:
                del self.newest[noun][key]
            else:
                self.newest[noun][key] = before
        if at >= self._written:
            del self._held[at - self._written :]
            return
        self._held = bytearray()
        self._written, self._sum = at, total
        self.cut(at)

    def cut(self, at: int) -> None:
        """Cut the file off behind what is whole.

        It is synced, for a sector that is written over without that may hold the one or the other.
        """
        self.file.cut(at)
        self.file.sync()

    def close(self) -> None:
        """Write the end of the transaction and sync it; `OSError` where that may have failed."""
        if not self._keys:
            return
        rest = b'"commit":%d,"lines":%d' % (self.commit + 1, len(self._keys))
        self._held += b'{"sum":"%08x",%b}\n' % (crc32(rest, crc32(self._held, self._sum)), rest)
        self._write()
        self.file.sync()
        self.commit += 1
        self.end = self._written
        self._nouns.clear()
        self._keys.clear()
        self._sum = 0

    def _write(self) -> None:
        held, at = self._held, self._written
        # Gone from here before it is written: after a failure none of it counts as kept back.
        self._held, self._written = bytearray(), at + len(held)
        self._sum = crc32(held, self._sum)
        self.file.write(held, at)

    def _closes(self, found: re.Match[bytes], total: int, lines: int) -> bool:
        return (
            int(found[1], 16) == crc32(found[2], total)
            and int(found[3]) == self.commit + 1
            and int(found[4]) == lines
        )

    def _take(self, rows: list[_Row], contained: dict[Noun, int]) -> None:
        self.commit += 1
        for row in rows:
            if self.commit > contained.get(row[0], 0):
                self._row(*row)

    def _row(self, noun: Noun, key: str, start: int, stop: int) -> None:
        self._before.append(self.newest[noun].get(key, -1))
        self.newest[noun][key] = len(self._starts)
        self._starts.append(start)
        self._stops.append(stop)

    def _torn(self, size: int) -> bool:
        """True: writing has stopped there.

        Raises:
            Damaged: That cannot be.
        """
        tail = self.file.span(self.end, size)
        later = any(int(each[3]) > self.commit + 1 for each in _COMMIT.finditer(tail))
        if not later and _has_unwritten_sector(tail, self.end):
            return True
        *whole, rest = tail.split(b"\n")
        # A line is torn off before its end: one that has all but that was changed there.
        fits = all(map(_whole, (each + b"\n" for each in whole)))
        if not fits or _is_line(rest[:-1] + b"\n"):
            raise Damaged(self._place, "a transaction in its journal is not as it was written")
        return True


def _whole(raw: bytes) -> Line | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        return parsed(raw[:-1], "journal")
    except Damaged:
        return None


def _is_line(raw: bytes) -> bool:
    return _COMMIT.fullmatch(raw) is not None or _whole(raw) is not None


def _has_unwritten_sector(tail: bytes, at: int) -> bool:
    """Whether all that a sector has of the bytes, which stand at a place in their file, is zero."""
    if b"\0" not in tail:
        return False
    first = SECTOR - at % SECTOR
    bounds = [0, *range(first, len(tail), SECTOR), len(tail)]
    return any(start < stop and not any(tail[start:stop]) for start, stop in pairwise(bounds))
