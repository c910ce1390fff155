"""A store in a folder of JSON Lines, which git can compare and a person can read.

Each noun has a file of all versions of its records, by key. A write adds to the journal beside
them and syncs it once; when a handle that has written is closed, the journal is brought into the
files, one after the other, and then replaced. A file says up to which transaction it goes, so
that it does not matter where that is interrupted.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, final

from guangongwei.errors import BadArgument, Damaged, OutcomeUnknown, StoreBusy, StoreFailed
from guangongwei.storage import jsonl_erasing
from guangongwei.storage.jsonl_files import (
    PATIENCE,
    Lock,
    Opened,
    make_folder,
    replace,
    sync_folder,
)
from guangongwei.storage.jsonl_ground import Ground, failed
from guangongwei.storage.jsonl_journal import Head, Journal
from guangongwei.storage.jsonl_sorted import Sorted, ended, unsorted_blocks
from guangongwei.storage.keys import NOUNS
from guangongwei.storage.opening import path_of
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.stored import Capabilities
from guangongwei.storage.verbs import LineStore

if TYPE_CHECKING:
    from collections.abc import Generator

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
    attempts=True,
)

#: A journal of so many bytes is brought into the files before more is written.
LONG_JOURNAL = 64_000_000

_JOURNAL = "journal.jsonl"
_LOCK = ".lock"


@final
class _Folder:
    """A folder of files and a journal; what was read of it is kept while nobody changes it."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self._path = path.absolute()
        self._journal = self._path / _JOURNAL
        self._place = f"jsonl:{path}"
        self._schema = schema
        with self._translated():
            if path.exists() and not path.is_dir():
                raise BadArgument("url", "a folder, or one to be made; this is a file")
            make_folder(self._path)
            self._lock = Lock(self._path / _LOCK, self._place)
            with self._lock.held():
                if not self._journal.exists():
                    self._begin()
                self._ground: Ground | None = self._read_anew(stop=None)
                if self._ground.journal.head.schema < schema.version:
                    self._put_in_order(self._ground)
                self._finish_erasing()
        self._has_written = self._is_writing = False

    @contextmanager
    def writing(self) -> Generator[Ground]:
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
    def reading(self) -> Generator[Ground]:
        yield self.moment()

    def moment(self) -> Ground:
        with self._translated():
            ground = self._up_to_date()
        # One of its own: that one reading fails is no reason why others should.
        return Ground(ground.journal, ground.files, self._place)

    def erase(self, meant: Meant) -> int:
        with self._lock.held(), self._translated():
            # Nothing is left in the journal, nor behind what was whole of it.
            ground = self._put_in_order(self._ready())
            number = jsonl_erasing.erase(self._path, ground.files, meant)
            # Another journal, by which other handles see that the files are others.
            self._put_in_order(ground)
            jsonl_erasing.finish(self._path)
        return number

    def _finish_erasing(self) -> None:
        """Do what is left of an erasing that broke off, the lock being held."""
        plan = jsonl_erasing.begun(self._path, self._place)
        if plan is not None:
            ground = self._put_in_order(self._ready())
            jsonl_erasing.carry_out(self._path, ground.files, plan)
            self._put_in_order(ground)
            jsonl_erasing.finish(self._path)

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

    def leave_to_parent(self) -> None:
        if self._ground is not None:
            self._ground.journal.file.close()
        self._lock.close()

    def _begin(self) -> None:
        """Make an empty store.

        Raises:
            Damaged: There are files of one, without a journal.
        """
        if any((self._path / f"{name}.jsonl").exists() for name in NOUNS):
            raise Damaged(self._place, "its journal is missing")
        replace(self._journal, [Head(0, self._schema.version, {}).data])
        sync_folder(self._path)

    def _ready(self) -> Ground:
        """The ground to write on, the lock being held: nothing torn, and no long journal."""
        ground = self._read_on(stop=None)
        journal = ground.journal
        if journal.end > LONG_JOURNAL:
            ground = self._put_in_order(ground)
        elif journal.file.size() > journal.end:
            journal.cut(journal.end)
        self._lock.mark(ground.journal.number, ground.journal.end)
        return ground

    def _up_to_date(self) -> Ground:
        """The ground as it is now, whether or not somebody is writing."""
        ground = self._ground
        if ground is not None:
            found = self._journal.stat()
            if (found.st_ino, found.st_size) == (ground.journal.number, ground.journal.end):
                return ground
        end = monotonic() + PATIENCE
        while monotonic() < end:
            with self._lock.watched() as is_quiet:
                if is_quiet:
                    return self._read_on(stop=None)
                number = self._journal.stat().st_ino
                stop = self._lock.marked(number)
                found_ground = None if stop is None else self._glance(number, stop)
            if found_ground is not None:
                return found_ground
            sleep(0.001)
        raise StoreBusy(self._place)

    def _glance(self, number: int, stop: int) -> Ground | None:
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

    def _read_on(self, *, stop: int | None) -> Ground:
        """The ground with what others have added; another one where it was replaced."""
        ground = self._ground
        if ground is None or self._journal.stat().st_ino != ground.journal.number:
            ground = self._read_anew(stop=stop)
        elif ground.journal.file.size() < ground.journal.end:
            raise Damaged(self._place, "its journal has become shorter")
        else:
            ground.journal.read_on(ground.contained, stop=stop)
        self._ground = ground
        return ground

    def _read_anew(self, *, stop: int | None) -> Ground:
        journal = Journal(Opened(self._journal, written=True), self._place)
        self._schema.admit(journal.head.schema, self._place)
        files: dict[Noun, Sorted] = {}
        for name, noun in NOUNS.items():
            path = self._path / f"{name}.jsonl"
            if path.exists():
                files[noun] = Sorted(Opened(path), noun, self._place)
        ground = Ground(journal, files, self._place)
        journal.read_on(ground.contained, stop=stop)
        for name, commit in journal.head.nouns.items():
            if name not in NOUNS or ground.contained.get(NOUNS[name], -1) < commit:
                raise Damaged(f"{self._place}/{name}.jsonl", "it is missing, or an earlier one")
        for noun, commit in ground.contained.items():
            if commit > journal.commit:
                found = f"{self._place}/{noun.__name__}.jsonl"
                raise Damaged(found, "it is later than the journal beside it")
        return ground

    def _put_in_order(self, ground: Ground) -> Ground:
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
        replace(self._journal, [head.data])
        sync_folder(self._path)
        self._ground = self._read_anew(stop=None)
        self._lock.mark(self._ground.journal.number, self._ground.journal.end)
        return self._ground

    def _close(self, ground: Ground, start: tuple[int, int, int]) -> None:
        try:
            ground.journal.close()
        except OSError as error:
            if not self._take_back(ground, start):
                raise OutcomeUnknown(self._place) from None
            raise failed(error, self._place) from None
        self._has_written = True
        # Nobody misses the mark before the next writer, who sets it first.
        with suppress(OSError):
            self._lock.mark(ground.journal.number, ground.journal.end)

    def _take_back(self, ground: Ground, start: tuple[int, int, int]) -> bool:
        """Leave out what a transaction has added; whether that is sure."""
        ground.forget_failure()
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
            raise failed(error, self._place) from None


def open_store(url: str, *, schema: Schema = CURRENT) -> LineStore:
    """The store in a folder, which is made if it is not there: ``jsonl:folder``.

    Raises:
        BadArgument: The URL names no folder.
        StoreFailed, StoreBusy, Damaged, NewerSchema: It cannot be opened; see `storage.open`.
    """
    return LineStore(_Folder(Path(path_of(url)), schema), CAPABILITIES, schema)
