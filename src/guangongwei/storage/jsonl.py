"""A store in a folder of JSON Lines, which git can compare and a person can read.

Each noun has a file of all versions of its records, by key. A write adds to the journal beside
them and syncs it once; when a handle that has written is closed, the journal is brought into the
files, one after the other, and then replaced. A file says up to which transaction it goes, so
that it does not matter where that is interrupted.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, final

from guangongwei.errors import BadArgument, Damaged, OutcomeUnknown, StoreBusy, StoreFailed
from guangongwei.storage.envelope import parsed
from guangongwei.storage.jsonl_erasing import erase
from guangongwei.storage.jsonl_files import (
    PATIENCE,
    Lock,
    Opened,
    make_folder,
    replace,
    sync_folder,
)
from guangongwei.storage.jsonl_journal import Head, Journal
from guangongwei.storage.jsonl_sorted import Sorted, ended, unsorted_blocks
from guangongwei.storage.keys import NOUNS
from guangongwei.storage.opening import path_of
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.stored import Capabilities
from guangongwei.storage.verbs import LineStore, checked_line, numbered

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from guangongwei.storage.envelope import Line
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.keys import Noun
    from guangongwei.storage.schema import Schema

CAPABILITIES = Capabilities(
    transactions=True,
    history=True,
    durable=True,
    many_handles=True,
    many_threads=True,
    erasure=True,
)

#: A journal of so many bytes is brought into the files before more is written.
LONG_JOURNAL = 64_000_000

_JOURNAL = "journal.jsonl"
_LOCK = ".lock"


@final
class _Ground:
    """The lines of a folder as they are, and those that a transaction adds."""

    def __init__(self, journal: Journal, files: dict[Noun, Sorted], place: str) -> None:
        self.journal = journal
        self.files = files
        self._place = place
        #: After a failure nothing more is done in the transaction.
        self.has_failed = False

    @property
    def contained(self) -> dict[Noun, int]:
        """Up to which transaction the file of each noun goes."""
        return {noun: file.commit for noun, file in self.files.items()}

    def newest(self, noun: Noun, keys: tuple[str, ...]) -> dict[str, Line]:
        with self._working():
            found = [(key, self._newest(noun, key)) for key in keys]
        return {key: self._line(noun, key, data) for key, data in found if data is not None}

    def add(self, lines: list[Line]) -> None:
        with self._working():
            self.journal.add(lines)

    def living(self, noun: Noun) -> Iterator[Line]:
        file, journal = self.files.get(noun), self.journal
        added = sorted(journal.newest[noun].items())
        with self._working():
            old = file.living() if file is not None and file.newest else iter(())
        rows = self._merged(old, iter(added), journal)
        lines = (self._line(noun, key, data) for key, data in rows)
        return (line for line in lines if line.body is not None)

    def every(self, noun: Noun, key: str) -> Iterator[Line]:
        with self._working():
            file = self.files.get(noun)
            found = [file.data(row) for row in file.rows(key)] if file is not None else []
            found += [self.journal.data(row) for row in self.journal.rows(noun, key)]
        return numbered(self._line(noun, key, data) for data in found)

    @contextmanager
    def whole(self) -> Generator[None]:
        place = self.journal.place_now
        try:
            yield
        except BaseException:
            if not self.has_failed:
                with self._working():
                    self.journal.take_back(place)
            raise

    def refuse_failed(self) -> None:
        """Do nothing more, and store nothing, after a failure."""
        if self.has_failed:
            raise StoreFailed(self._place, "something in the transaction had failed")

    def close(self) -> None:
        """Have none of its files open any longer."""
        self.journal.file.close()
        for each in self.files.values():
            each.file.close()

    def _newest(self, noun: Noun, key: str) -> bytes | None:
        row = self.journal.newest[noun].get(key)
        if row is not None:
            return self.journal.data(row)
        file = self.files.get(noun)
        row = None if file is None else file.newest.get(key)
        return None if file is None or row is None else file.data(row)

    def _merged(
        self, old: Iterator[tuple[str, bytes]], added: Iterator[tuple[str, int]], journal: Journal
    ) -> Iterator[tuple[str, bytes]]:
        """Both by key; what was added stands for what is old."""
        with self._working():
            key, row = next(added, _NOTHING)
            for old_key, data in old:
                while key is not None and key < old_key:
                    yield key, journal.data(row)
                    key, row = next(added, _NOTHING)
                if key == old_key:
                    yield old_key, journal.data(row)
                    key, row = next(added, _NOTHING)
                else:
                    yield old_key, data
            while key is not None:
                yield key, journal.data(row)
                key, row = next(added, _NOTHING)

    def _line(self, noun: Noun, key: str, data: bytes) -> Line:
        return checked_line(parsed(data[:-1], f"{noun.__name__} {key!r}"), noun, key)

    @contextmanager
    def _working(self) -> Generator[None]:
        self.refuse_failed()
        try:
            yield
        except OSError as error:
            self.has_failed = True
            raise _failed(error, self._place) from None


_NOTHING: tuple[str | None, int] = (None, -1)


@final
class _Folder:
    """A folder of files and a journal; what was read of it is kept while nobody changes it."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self._path = path.absolute()
        self._place = f"jsonl:{path}"
        self._schema = schema
        if path.exists() and not path.is_dir():
            raise BadArgument("url", "a folder, or one to be made; this is a file")
        with self._translated():
            make_folder(self._path)
            self._lock = Lock(self._path / _LOCK, self._place)
            with self._lock.held():
                if not (self._path / _JOURNAL).exists():
                    self._begin()
                self._ground: _Ground | None = self._read_anew(stop=None)
                if self._ground.journal.head.schema < schema.version:
                    self._put_in_order(self._ground)
        self._has_written = self._is_writing = False

    @contextmanager
    def writing(self) -> Generator[_Ground]:
        with self._lock.held():
            with self._translated():
                ground = self._ready()
            start = ground.journal.place_now
            self._is_writing = True
            try:
                yield ground
                ground.refuse_failed()
            except BaseException:
                self._take_back(ground, start)
                raise
            finally:
                self._is_writing = False
            self._close(ground, start)

    @contextmanager
    def reading(self) -> Generator[_Ground]:
        yield self.moment()

    def moment(self) -> _Ground:
        with self._translated():
            ground = self._up_to_date()
        # One of its own: that one reading fails is no reason why others should.
        return _Ground(ground.journal, ground.files, self._place)

    def erase(self, meant: Meant) -> int:
        with self._lock.held(), self._translated():
            # Nothing is left in the journal, nor behind what was whole of it.
            ground = self._put_in_order(self._ready())
            number = erase(self._path, ground.files, meant)
            # Another journal, by which other handles see that the files are others.
            self._put_in_order(ground)
        return number

    def close(self) -> None:
        if self._is_writing:
            # The block that this cuts off takes back what it has added; then nothing is open.
            return
        before = self._ground
        try:
            # All is stored, in order or not: others at work or a full disk are no failure of it.
            if self._has_written:
                with suppress(OSError), self._lock.held(patience=0):
                    ground = self._ready()
                    if any(ground.journal.newest.values()):
                        self._put_in_order(ground)
        finally:
            for each in (before, self._ground):
                if each is not None:
                    each.close()
            self._ground = None
            self._lock.close()

    def _begin(self) -> None:
        """Make an empty store.

        Raises:
            Damaged: There are files of one, without a journal.
        """
        if any((self._path / f"{name}.jsonl").exists() for name in NOUNS):
            raise Damaged(self._place, "its journal is missing")
        replace(self._path / _JOURNAL, [Head(0, self._schema.version, {}).data])
        sync_folder(self._path)

    def _ready(self) -> _Ground:
        """The ground to write on, the lock being held: nothing torn, and no long journal."""
        ground = self._read_on(stop=None)
        journal = ground.journal
        if journal.end > LONG_JOURNAL:
            ground = self._put_in_order(ground)
        elif journal.file.size() > journal.end:
            journal.cut(journal.end)
        self._lock.mark(ground.journal.number, ground.journal.end)
        return ground

    def _up_to_date(self) -> _Ground:
        """The ground as it is now, whether or not somebody is writing."""
        ground = self._ground
        if ground is not None:
            found = (self._path / _JOURNAL).stat()
            if (found.st_ino, found.st_size) == (ground.journal.number, ground.journal.end):
                return ground
        end = monotonic() + PATIENCE
        while monotonic() < end:
            with self._lock.watched() as is_quiet:
                if is_quiet:
                    return self._read_on(stop=None)
                number = (self._path / _JOURNAL).stat().st_ino
                stop = self._lock.marked(number)
                found_ground = None if stop is None else self._glance(number, stop)
            if found_ground is not None:
                return found_ground
            sleep(0.001)
        raise StoreBusy(self._place)

    def _glance(self, number: int, stop: int) -> _Ground | None:
        """The ground up to a mark while somebody writes; None where it changed meanwhile."""
        ground = self._ground
        if ground is None or ground.journal.number != number:
            try:
                ground = self._read_anew(stop=stop)
            except (Damaged, FileNotFoundError):
                return None
        else:
            ground.journal.read_on(ground.contained, stop=stop)
        is_one = ground.journal.number == number and ground.journal.end >= stop
        self._ground = ground if is_one else None
        return self._ground

    def _read_on(self, *, stop: int | None) -> _Ground:
        """The ground with what others have added; another one where it was replaced."""
        ground = self._ground
        if ground is None or (self._path / _JOURNAL).stat().st_ino != ground.journal.number:
            ground = self._read_anew(stop=stop)
        elif ground.journal.file.size() < ground.journal.end:
            raise Damaged(self._place, "its journal has become shorter")
        else:
            ground.journal.read_on(ground.contained, stop=stop)
        self._ground = ground
        return ground

    def _read_anew(self, *, stop: int | None) -> _Ground:
        journal = Journal(Opened(self._path / _JOURNAL, written=True), self._place)
        self._schema.admit(journal.head.schema, self._place)
        files: dict[Noun, Sorted] = {}
        for name, noun in NOUNS.items():
            path = self._path / f"{name}.jsonl"
            if path.exists():
                files[noun] = Sorted(Opened(path), noun, self._place)
        ground = _Ground(journal, files, self._place)
        journal.read_on(ground.contained, stop=stop)
        for name, commit in journal.head.nouns.items():
            if name not in NOUNS or ground.contained.get(NOUNS[name], -1) < commit:
                raise Damaged(f"{self._place}/{name}.jsonl", "it is missing, or an earlier one")
        for noun, commit in ground.contained.items():
            if commit > journal.commit:
                found = f"{self._place}/{noun.__name__}.jsonl"
                raise Damaged(found, "it is later than the journal beside it")
        return ground

    def _put_in_order(self, ground: _Ground) -> _Ground:
        """Bring the journal into the files, and put an empty one in its place."""
        journal = ground.journal
        self._ground = None
        nouns = ground.contained
        for noun, rows in journal.newest.items():
            if rows:
                file = ground.files.get(noun)
                blocks = file.blocks(journal) if file else unsorted_blocks(noun, journal)
                path = self._path / f"{noun.__name__}.jsonl"
                replace(path, ended(blocks, noun, commit=journal.commit))
                nouns[noun] = journal.commit
        sync_folder(self._path)
        names = {noun.__name__: commit for noun, commit in nouns.items()}
        head = Head(journal.commit, self._schema.version, names)
        replace(self._path / _JOURNAL, [head.data])
        sync_folder(self._path)
        self._ground = self._read_anew(stop=None)
        self._lock.mark(self._ground.journal.number, self._ground.journal.end)
        return self._ground

    def _close(self, ground: _Ground, start: tuple[int, int, int]) -> None:
        try:
            ground.journal.close()
        except OSError as error:
            if not self._take_back(ground, start):
                raise OutcomeUnknown(self._place) from None
            raise _failed(error, self._place) from None
        self._has_written = True
        # Nobody misses the mark before the next writer, who sets it first.
        with suppress(OSError):
            self._lock.mark(ground.journal.number, ground.journal.end)

    def _take_back(self, ground: _Ground, start: tuple[int, int, int]) -> bool:
        """Leave out what a transaction has added; whether that is sure."""
        ground.has_failed = False
        try:
            ground.journal.take_back(start)
        except OSError:
            # What is on the disk is read again when it is next needed.
            self._ground = None
            return False
        return True

    @contextmanager
    def _translated(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            if isinstance(error, StoreBusy | StoreFailed):
                raise
            raise _failed(error, self._place) from None


def _failed(error: OSError, place: str) -> StoreFailed:
    """What an error of the system means to a caller; it names no path of its own."""
    return StoreFailed(place, os.strerror(error.errno or errno.EIO))


def open_store(url: str, *, schema: Schema = CURRENT) -> LineStore:
    """The store in a folder, which is made if it is not there: ``jsonl:folder``.

    Raises:
        BadArgument: The URL names no folder.
        StoreFailed, StoreBusy, Damaged, NewerSchema: It cannot be opened; see `storage.open`.
    """
    return LineStore(_Folder(Path(path_of(url)), schema), CAPABILITIES, schema)
