"""Files and locks as a folder of JSON Lines needs them: exact, synced, and open while read."""

from __future__ import annotations

import os
import struct
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING, final
from zlib import crc32

from guangongwei.errors import BadArgument, StoreBusy

try:
    import fcntl
except ImportError as error:  # pragma: no cover  (only where there are no such locks)
    raise BadArgument(
        "url", "sqlite:file on this system; jsonl: needs the locks of POSIX"
    ) from error

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

#: How long a writer waits for the others, in seconds, and between two looks.
PATIENCE = 60.0
_LOOKS = (0.0002, 0.0005, 0.001, 0.002, 0.005)

_MARK = struct.Struct("<QQI")


@final
class Opened:
    """A file that stays open, and the same one, while anything refers to it."""

    def __init__(self, path: Path, *, written: bool = False, new: bool = False) -> None:
        self._descriptor = -1
        flags = os.O_RDWR if written or new else os.O_RDONLY
        if new:
            flags |= os.O_CREAT
        self._descriptor = os.open(path, flags | os.O_CLOEXEC, 0o666)

    @property
    def descriptor(self) -> int:
        return self._descriptor

    def size(self) -> int:
        return os.fstat(self._descriptor).st_size

    def number(self) -> int:
        """What tells it from every other file while it is open."""
        return os.fstat(self._descriptor).st_ino

    def span(self, start: int, stop: int) -> bytes:
        """The bytes from one place to another; fewer where the file ends before."""
        found = os.pread(self._descriptor, stop - start, start)
        while found and len(found) < stop - start:
            more = os.pread(self._descriptor, stop - start - len(found), start + len(found))
            if not more:
                break
            found += more
        return found

    def lines(self, start: int = 0) -> Iterator[bytes]:
        """The lines from a place on, with their ends, read as they are needed."""
        rest = b""
        while block := self.span(start, start + 1_000_000):
            start += len(block)
            *whole, rest = (rest + block).split(b"\n")
            for each in whole:
                yield each + b"\n"
        if rest:
            yield rest

    def write(self, data: bytes | bytearray, at: int) -> None:
        """Write all of it, however few bytes the system takes at a time."""
        view = memoryview(data)
        while view:
            written = os.pwrite(self._descriptor, view, at)
            view, at = view[written:], at + written

    def cut(self, size: int) -> None:
        os.ftruncate(self._descriptor, size)

    def sync(self) -> None:
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Have it open no longer."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __del__(self) -> None:
        self.close()


def replace(path: Path, blocks: Iterable[bytes]) -> None:
    """Put a new file in the place of a file; its name is durable after `sync_folder`."""
    beside = path.with_name(f"{path.name}.new")
    try:
        file = Opened(beside, new=True)
        file.cut(0)
        at = 0
        for block in blocks:
            file.write(block, at)
            at += len(block)
        file.sync()
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    Opened(folder).sync()


def make_folder(folder: Path) -> None:
    """Make a folder, those above it too, each durable."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


@final
class Lock:
    """One writer at a time among all handles and processes, and how far the last one has synced.

    The mark in the lock file says up to where which journal holds nothing but what is synced, so
    that nobody who reads has to wait for a writer. It need not outlive the system's own memory.
    """

    def __init__(self, path: Path, place: str) -> None:
        self._place = place
        self._file = Opened(path, new=True)
        #: What this handle has marked last, unless that failed; later marks of others are higher.
        self._marked: tuple[int, int] | None = None

    @contextmanager
    def held(self, *, patience: float = PATIENCE) -> Generator[None]:
        """A block that one handle alone is in.

        Raises:
            StoreBusy: Others are in it all the while.
        """
        end = monotonic() + patience
        looks = 0
        while not self._taken(fcntl.LOCK_EX):
            if monotonic() > end:
                raise StoreBusy(self._place)
            sleep(_LOOKS[min(looks, len(_LOOKS) - 1)])
            looks += 1
        try:
            yield
        finally:
            # Where it is closed meanwhile, others go on with it or nobody has it.
            if self._file.descriptor >= 0:
                fcntl.flock(self._file.descriptor, fcntl.LOCK_UN)

    @contextmanager
    def watched(self) -> Generator[bool]:
        """A block that is kept free of writers; False where one is at work, who is left alone."""
        taken = self._taken(fcntl.LOCK_SH)
        try:
            yield taken
        finally:
            if taken:
                fcntl.flock(self._file.descriptor, fcntl.LOCK_UN)

    def mark(self, number: int, end: int) -> None:
        """Say that a journal is synced up to its end."""
        if self._marked == (number, end):
            return
        self._marked = None
        self._file.write(_MARK.pack(number, end, crc32(b"%d %d" % (number, end))), 0)
        self._marked = number, end

    def marked(self, number: int) -> int | None:
        """Up to where a journal is synced, as far as the mark tells."""
        data = self._file.span(0, _MARK.size)
        if len(data) < _MARK.size:
            return None
        of, end, proof = _MARK.unpack(data)
        return end if of == number and proof == crc32(b"%d %d" % (of, end)) else None

    def close(self) -> None:
        """Have no lock any more."""
        self._file.close()

    def _taken(self, kind: int) -> bool:
        try:
            fcntl.flock(self._file.descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
