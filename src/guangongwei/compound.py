"""Compound files, the container of .xls, of .doc and of everything that Office protects."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO, Self, final

from attrs import frozen

from guangongwei.archive import Danger, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 256 << 20
#: Above this number a sector is no sector but a mark.
_LAST = 0xFFFFFFFA
_HEADER = struct.Struct("<30xHH6xLLL4xLLLLL109L")
_ENTRY = struct.Struct("<64sHB49xLL4x")
_STREAM, _ROOT = 2, 5


@final
@frozen
class _Stream:
    """Where a stream begins, and how many bytes it has."""

    start: int
    size: int
    kind: int


@final
@frozen(eq=False)
class Compound:
    """The streams of a compound file, by name; of two that bear one name the first counts."""

    _bytes: bytes
    _sector: int
    _table: tuple[int, ...]
    _small_table: tuple[int, ...]
    _small_sector: int
    _small_below: int
    _entries: Mapping[str, _Stream]
    _root: _Stream

    @classmethod
    def of(cls, stream: BinaryIO) -> Self:
        """The compound file in a stream.

        Raises:
            Refused: It is damaged, or larger than any is that is read here.
        """
        if stream.seek(0, 2) > _LARGEST:
            raise Refused(Danger.TOO_LARGE)
        stream.seek(0)
        content = stream.read()
        try:
            return cls._of(content)
        except struct.error:
            raise Refused(Danger.DAMAGED) from None

    @classmethod
    def _of(cls, content: bytes) -> Self:
        shift, small_shift, _, _, first, below, small, _, more, _, *tables = _HEADER.unpack_from(
            content
        )
        if shift not in (9, 12) or small_shift != 6:
            raise Refused(Danger.DAMAGED)
        size = 1 << shift
        table = _table(content, size, _table_sectors(content, size, tables, more))
        directory = b"".join(_chain(content, size, table, first))
        entries: dict[str, _Stream] = {}
        root = _Stream(_LAST, 0, _ROOT)
        for name, length, kind, start, much in _ENTRY.iter_unpack(
            directory[: len(directory) // _ENTRY.size * _ENTRY.size]
        ):
            entry = _Stream(start, much, kind)
            if kind == _ROOT:
                root = entry
            called = name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            entries.setdefault(called, entry)
        small_table = _numbers(b"".join(_chain(content, size, table, small)))
        return cls(content, size, table, small_table, 1 << small_shift, below, entries, root)

    @property
    def names(self) -> tuple[str, ...]:
        """What its streams and folders are called."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """The bytes of a stream.

        Raises:
            Refused: There is no such stream, or not all of it is there.
        """
        entry = self._entries.get(name)
        if entry is None or entry.kind != _STREAM or entry.size > len(self._bytes):
            raise Refused(Danger.DAMAGED, name)
        if entry.size >= self._small_below:
            sectors = _chain(self._bytes, self._sector, self._table, entry.start)
        else:
            held = b"".join(_chain(self._bytes, self._sector, self._table, self._root.start))
            # The small sectors lie one after the other in a stream of their own, without a header.
            padded = b"\0" * self._small_sector + held
            sectors = _chain(padded, self._small_sector, self._small_table, entry.start)
        content = b"".join(sectors)[: entry.size]
        if len(content) < entry.size:
            raise Refused(Danger.DAMAGED, name)
        return content


def _table_sectors(content: bytes, size: int, first: list[int], more: int) -> list[int]:
    """In which sectors the table stands that says which sector follows which."""
    sectors = [each for each in first if each < _LAST]
    seen: set[int] = set()
    while more < _LAST and more not in seen:
        seen.add(more)
        listed = _numbers(_sector(content, size, more))
        if not listed:
            raise Refused(Danger.DAMAGED)
        sectors += [each for each in listed[:-1] if each < _LAST]
        more = listed[-1]
    return sectors


def _table(content: bytes, size: int, sectors: list[int]) -> tuple[int, ...]:
    if len(sectors) > len(content) // size + 1:
        raise Refused(Danger.DAMAGED)
    return _numbers(b"".join(_sector(content, size, each) for each in sectors))


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}L", content[: len(content) // 4 * 4])


def _sector(content: bytes, size: int, number: int) -> bytes:
    return content[(number + 1) * size : (number + 2) * size]


def _chain(content: bytes, size: int, table: tuple[int, ...], start: int) -> Iterator[bytes]:
    """The sectors that follow one another; a circle of them ends nowhere and is refused."""
    number = start
    for _ in range(len(table) + 1):
        if number >= _LAST:
            return
        if number >= len(table):
            break
        yield _sector(content, size, number)
        number = table[number]
    raise Refused(Danger.DAMAGED)
