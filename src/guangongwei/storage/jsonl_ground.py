"""The lines of a folder as they are in one transaction: its files, and the journal over them."""

from __future__ import annotations

import errno
import os
from array import array
from contextlib import contextmanager
from typing import TYPE_CHECKING, final

from guangongwei.errors import StoreFailed
from guangongwei.storage.envelope import line_under
from guangongwei.storage.verbs import numbered

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from guangongwei.storage.envelope import First, Line
    from guangongwei.storage.jsonl_journal import Journal
    from guangongwei.storage.jsonl_sorted import Sorted
    from guangongwei.storage.keys import Noun

_NOTHING: tuple[str | None, bytes] = (None, b"")


@final
class Ground:
    """The lines of a folder as they are, and those that a transaction adds."""

    def __init__(self, journal: Journal, files: dict[Noun, Sorted], place: str) -> None:
        self.journal = journal
        self.files = files
        self._working = _Working(place)

    @property
    def contained(self) -> dict[Noun, int]:
        """Up to which transaction the file of each noun goes."""
        return {noun: file.commit for noun, file in self.files.items()}

    def newest(self, noun: Noun, keys: tuple[str, ...]) -> dict[str, bytes]:
        journal, file = self.journal, self.files.get(noun)
        found: dict[str, bytes] = {}
        with self._working:
            added, old = journal.newest[noun], file.newest if file is not None else {}
            for key in keys:
                if key in added:
                    found[key] = journal.data(added[key])[:-1]
                elif file is not None and key in old:
                    found[key] = file.data(old[key])[:-1]
        return found

    def add(self, lines: list[Line]) -> None:
        with self._working:
            self.journal.add(lines)

    def add_first(self, noun: Noun, lines: list[First]) -> None:
        with self._working:
            self.journal.add_first(noun, lines)

    def living(self, noun: Noun) -> Iterator[tuple[str, bytes]]:
        file, newest = self.files.get(noun), self.journal.newest[noun]
        keys = sorted(newest)
        # Of this moment, whatever is added while they are read.
        rows = array("Q", map(newest.__getitem__, keys))
        with self._working:
            old = file.living() if file is not None and file.newest else iter(())
        merged = self._merged(old, zip(keys, self.journal.read(rows), strict=True))
        return ((key, data[:-1]) for key, data in merged)

    def every(self, noun: Noun, key: str) -> Iterator[Line]:
        with self._working:
            file = self.files.get(noun)
            found = [file.data(row) for row in file.rows(key)] if file is not None else []
            found += [self.journal.data(row) for row in self.journal.rows(noun, key)]
        return numbered(line_under(data[:-1], noun, key) for data in found)

    @contextmanager
    def whole(self) -> Generator[None]:
        place = self.journal.place_now
        try:
            yield
        except BaseException:
            if not self._working.has_failed:
                with self._working:
                    self.journal.take_back(place)
            raise

    def refuse_failed(self) -> None:
        """Do nothing more, and store nothing, after a failure."""
        self._working.refuse_failed()

    def forget_failure(self) -> None:
        """Begin anew, after all that was added is taken back."""
        self._working.has_failed = False

    def close(self) -> None:
        """Have none of its files open any longer."""
        self.journal.file.close()
        for each in self.files.values():
            each.file.close()

    def _merged(
        self, old: Iterator[tuple[str, bytes]], added: Iterator[tuple[str, bytes]]
    ) -> Iterator[tuple[str, bytes]]:
        """Both by key; what was added stands for what is old."""
        with self._working:
            key, data = next(added, _NOTHING)
            for each in old:
                while key is not None and key < each[0]:
                    yield key, data
                    key, data = next(added, _NOTHING)
                if key == each[0]:
                    yield each[0], data
                    key, data = next(added, _NOTHING)
                else:
                    yield each
            if key is not None:
                yield key, data
                yield from added


@final
class _Working:
    """A block in which files are read or written; after a failure there is none any more.

    A class, for a generator would cost more, and writing one record takes several of them.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self.has_failed = False

    def refuse_failed(self) -> None:
        if self.has_failed:
            raise StoreFailed(self._place, "something in the transaction had failed")

    def __enter__(self) -> None:
        self.refuse_failed()

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, OSError):
            self.has_failed = True
            raise failed(error, self._place) from None


def failed(error: OSError, place: str) -> StoreFailed:
    """What an error of the system means to a caller; it names no path of its own."""
    return StoreFailed(place, os.strerror(error.errno or errno.EIO))
