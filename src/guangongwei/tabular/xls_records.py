"""The records of a workbook of 1997 to 2003, and the texts in them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, final

from guangongwei.archive import Danger, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    #: The number of a kind of record, and what a record of it holds.
    Record = tuple[int, bytes]

BEGIN, END, CONTINUE = 0x809, 0x0A, 0x3C
_HEADER = struct.Struct("<HH")
_WIDE, _ASIAN, _RICH = 1, 4, 8


def records(content: bytes, position: int = 0) -> Iterator[Record]:
    """The records from a place to the end of what begins there; what lies inside is passed over.

    Raises:
        Refused: The file ends before.
    """
    depth = 0
    while position + 4 <= len(content):
        kind, size = _HEADER.unpack_from(content, position)
        position += 4
        if position + size > len(content):
            break
        depth += (kind == BEGIN) - (kind == END)
        if depth == 1:
            yield kind, content[position : position + size]
        elif depth <= 0:
            return
        position += size
    raise Refused(Danger.DAMAGED)


def text(content: bytes, position: int, *, wide_length: bool = True) -> str:
    """The text at a place of a record: its length, how it is written, and its characters."""
    length = int.from_bytes(content[position : position + 1 + wide_length], "little")
    position += 1 + wide_length
    if content[position : position + 1] and content[position] & _WIDE:
        return content[position + 1 : position + 1 + 2 * length].decode("utf-16-le", "replace")
    return content[position + 1 : position + 1 + length].decode("latin-1")


@final
class Pieces:
    """What the records of a table of texts hold, which may be cut inside of a text."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._piece = 0
        self._at = 0

    def texts(self, number: int) -> Iterator[str]:
        """So many texts, or those that there are."""
        for _ in range(number):
            if self._piece >= len(self._pieces):
                return
            yield self._text()

    def _text(self) -> str:
        length, flags = struct.unpack("<HB", self._bytes(3))
        runs = int.from_bytes(self._bytes(2), "little") if flags & _RICH else 0
        more = int.from_bytes(self._bytes(4), "little") if flags & _ASIAN else 0
        told: list[str] = []
        while True:
            width = 1 + (flags & _WIDE)
            here = min(length, (len(self._pieces[self._piece]) - self._at) // width)
            encoding = "utf-16-le" if flags & _WIDE else "latin-1"
            told.append(self._bytes(here * width).decode(encoding, "replace"))
            length -= here
            if not length:
                break
            # The rest stands in the next record, and says anew how it is written.
            self._next()
            flags = self._bytes(1)[0]
        self._pass(4 * runs + more)
        return "".join(told)

    def _bytes(self, size: int) -> bytes:
        if self._piece < len(self._pieces) and self._at == len(self._pieces[self._piece]) and size:
            self._next()
        if self._piece >= len(self._pieces):
            raise Refused(Danger.DAMAGED)
        taken = self._pieces[self._piece][self._at : self._at + size]
        self._at += size
        if len(taken) < size:
            raise Refused(Danger.DAMAGED)
        return taken

    def _next(self) -> None:
        self._piece += 1
        self._at = 0
        if self._piece >= len(self._pieces):
            raise Refused(Danger.DAMAGED)

    def _pass(self, size: int) -> None:
        """Pass over what a text is followed by, in however many records."""
        while size:
            here = min(size, len(self._pieces[self._piece]) - self._at)
            self._at += here
            size -= here
            if size:
                self._next()
        if self._at == len(self._pieces[self._piece]):
            self._piece += 1
            self._at = 0
