"""A disk that loses power: what may be on it after any of the calls that were recorded.

A write counts sector by sector until its file is synced, and any of them may have got there, in
any order; a file may have its new length without what stands in it. Names are kept in order, but
only those before the last sync of their folder are sure.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

SECTOR = 512

_HEAD = struct.Struct("<ciqII")


@frozen
class Event:
    """One call, or a note of the process about its work (B: a step begins, E: it has ended)."""

    kind: str
    descriptor: int
    at: int
    one: bytes
    two: bytes


def events(record: bytes) -> Iterator[Event]:
    """What the shim has written down."""
    at = 0
    while at < len(record):
        kind, descriptor, place, one, two = _HEAD.unpack_from(record, at)
        at += _HEAD.size
        texts = record[at : at + one], record[at + one : at + one + two]
        at += one + two
        yield Event(kind.decode(), descriptor, place, *texts)


@define(eq=False)
class File:
    """What is sure to be in a file, and what was done to it since: (place, bytes) or a length."""

    sure: bytes = b""
    pending: list[tuple[int, bytes] | int] = field(factory=list)

    def sync(self) -> None:
        self.sure = after(self.sure, self.pending)
        self.pending.clear()

    def maybe(self, dice: Random, share: float) -> bytes:
        """What may be in it when power is lost; of each sector written so far a share."""
        done: list[tuple[int, bytes] | int] = []
        longest = len(self.sure)
        for each in self.pending:
            if isinstance(each, int):
                # Lengths are kept in their order with all before them, as journals do.
                if share and dice.random() < share:
                    done.append(each)
                continue
            longest = max(longest, each[0] + len(each[1]))
            done.extend(piece for piece in sectors(*each) if dice.random() < share)
        found = after(self.sure, done)
        if (
            share
            and not any(isinstance(each, int) for each in self.pending)
            and dice.random() < 0.3
        ):
            found = found.ljust(longest, b"\0")
        return found


def sectors(at: int, data: bytes) -> Iterator[tuple[int, bytes]]:
    """A write, in the pieces that a disk does as one."""
    start = 0
    while start < len(data):
        stop = min(len(data), start + SECTOR - (at + start) % SECTOR)
        yield at + start, data[start:stop]
        start = stop


def after(data: bytes, done: list[tuple[int, bytes] | int]) -> bytes:
    """What bytes become by writes and lengths."""
    found = bytearray(data)
    for each in done:
        if isinstance(each, int):
            found = found[:each].ljust(each, b"\0")
        else:
            place, written = each
            found = found.ljust(place, b"\0")
            found[place : place + len(written)] = written
    return bytes(found)


#: Names and what they stand for; None for a folder.
Names: TypeAlias = dict[bytes, File | None]


@define(eq=False)
class Disk:
    """A disk while calls come in."""

    names: Names = field(factory=dict)
    sure: Names = field(factory=dict)
    #: By folder, what was done to names since its last sync: (name, what it stands for or "gone").
    pending: dict[bytes, list[tuple[tuple[bytes, File | str | None], ...]]] = field(factory=dict)
    open: dict[int, tuple[bytes, File | None]] = field(factory=dict)

    def take(self, event: Event) -> None:
        """One call."""
        match event.kind:
            case "O":
                self._open(event)
            case "C":
                self.open.pop(event.descriptor, None)
            case "W" | "T":
                file = self.open[event.descriptor][1]
                assert file is not None
                file.pending.append((event.at, event.one) if event.kind == "W" else event.at)
            case "S":
                path, file = self.open[event.descriptor]
                if file is None:
                    apply(self.sure, self.pending.pop(path, []))
                else:
                    file.sync()
            case "M":
                self._name((event.one, None))
            case "U":
                self._name((event.one, "gone"))
            case "R":
                self._name((event.two, self.names[event.one]), (event.one, "gone"))
            case _:
                raise AssertionError(event.kind)

    def _open(self, event: Event) -> None:
        path = event.one
        if path not in self.names and path.rpartition(b"/")[0] in self.names:
            self._name((path, File()))
        file = self.names.get(path)
        self.open[event.descriptor] = (path, file)
        if event.at and file is not None:
            file.pending.append(0)

    def _name(self, *changes: tuple[bytes, File | str | None]) -> None:
        apply(self.names, [changes])
        self.pending.setdefault(changes[0][0].rpartition(b"/")[0], []).append(changes)

    def after_loss(self, dice: Random, share: float) -> dict[bytes, bytes | None]:
        """What may be found when power is back."""
        names = dict(self.sure)
        for changes in self.pending.values():
            kept = round(len(changes) * share) if share in (0, 1) else dice.randint(0, len(changes))
            apply(names, changes[:kept])
        return {
            path: None if file is None else file.maybe(dice, share) for path, file in names.items()
        }


def apply(names: Names, changes: list[tuple[tuple[bytes, File | str | None], ...]]) -> None:
    """Let names stand for what they were made to stand for."""
    for each in changes:
        for path, what in each:
            if isinstance(what, str):
                names.pop(path, None)
            else:
                names[path] = what


def lay_out(found: dict[bytes, bytes | None], old: bytes, folder: Path) -> None:
    """Put what was found into a folder of its own; what lies in a folder that is lost is lost."""
    for path, content in sorted(found.items()):
        place = folder / path.removeprefix(old).lstrip(b"/").decode()
        if not place.parent.is_dir() or place.name.endswith("-shm"):
            continue
        if content is None:
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(content)
