"""A store in one SQLite file, by the standard library.

Write-ahead log with a sync at each commit (``synchronous=FULL``), so that what was returned as
stored survives the loss of power; where the file system has no room for such a log, a rollback
journal whose folder is synced too (``EXTRA``). The file is checked whole when it is opened.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, final

from guangongwei.errors import (
    BadArgument,
    GuangongweiError,
    OutcomeUnknown,
    StoreBusy,
    StoreFailed,
)
from guangongwei.storage import sqlite_erasing
from guangongwei.storage.envelope import line_under
from guangongwei.storage.opening import path_of
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.sqlite_files import (
    ERRORS,
    PATIENCE,
    damage,
    made,
    meaning,
    refuse_astray,
    refuse_empty,
)
from guangongwei.storage.stored import Capabilities
from guangongwei.storage.verbs import LineStore, numbered

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from guangongwei.storage.envelope import First, Line
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

#: What makes a SQLite file one of ours: "关" and "工" as code points.
_APPLICATION = 0x51735DE5

#: Asks for a log, and says what there is: ``wal``, or ``delete`` where there can be none.
_LOGGED = "PRAGMA journal_mode = WAL"

_TABLES = (
    """CREATE TABLE newest (noun TEXT NOT NULL, key TEXT NOT NULL, line BLOB NOT NULL,
    PRIMARY KEY (noun, key)) WITHOUT ROWID""",
    """CREATE TABLE past (noun TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
    line BLOB NOT NULL, PRIMARY KEY (noun, key, version)) WITHOUT ROWID""",
)
_NEWEST = "SELECT line FROM newest WHERE noun = ? AND key = ?"
_LIVING = "SELECT key, line FROM newest WHERE noun = ? ORDER BY key"
_IS_THERE = "SELECT EXISTS (SELECT 1 FROM newest WHERE noun = ?)"
_PAST = "SELECT line FROM past WHERE noun = ? AND key = ? ORDER BY version"
_KEEP = "INSERT INTO past SELECT noun, key, ?, line FROM newest WHERE noun = ? AND key = ?"
_ADD = "INSERT OR REPLACE INTO newest VALUES (?, ?, ?)"
_ADD_ALONE = "INSERT INTO newest VALUES (?, ?, ?) ON CONFLICT DO NOTHING"


@final
class _Ground:
    """The lines of one connection, in the transaction that it is in."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, place: str, *, is_moment: bool
    ) -> None:
        self.path = path
        self._connection = connection
        self._place = place
        #: The connection serves one reading, and is closed at its end.
        self._is_moment = is_moment
        #: After a failure SQLite may have left the transaction, and nothing more is done in it.
        self.has_failed = False
        self._working = _Working(self, place)
        #: In a batch, of which nouns nothing was stored before it.
        self._new: dict[str, bool] = {}

    def newest(self, noun: Noun, keys: tuple[str, ...]) -> dict[str, bytes]:
        name = noun.__name__
        with self._working:
            if len(keys) == 1:
                # Perhaps on behalf of a write between those of a batch.
                self._new[name] = False
                found = self._connection.execute(_NEWEST, (name, *keys)).fetchall()
                return dict(zip(keys, [line for (line,) in found], strict=False))
            if self._is_new(name):
                return {}
            holes = ",".join("?" * len(keys))
            many = f"SELECT key, line FROM newest WHERE noun = ? AND key IN ({holes})"  # noqa: S608  (nothing but question marks)
            return dict(self._connection.execute(many, (name, *keys)).fetchall())

    def add(self, lines: list[Line]) -> None:
        rows = sorted((each.noun.__name__, each.key, each.data) for each in lines)
        replaced = [
            (each.version - 1, each.noun.__name__, each.key) for each in lines if each.version > 1
        ]
        with self._working:
            if replaced:
                self._connection.executemany(_KEEP, replaced)
            self._connection.executemany(_ADD, rows)

    def add_first(self, noun: Noun, lines: list[First]) -> None:
        name = noun.__name__
        rows = sorted([(key, data) for key, data, _ in lines])
        with self._working:
            self._connection.executemany(_ADD, [(name, key, data) for key, data in rows])

    def living(self, noun: Noun) -> Iterator[tuple[str, bytes]]:
        with self._working:
            rows = self._connection.execute(_LIVING, (noun.__name__,))
            return self._read(rows) if self._is_moment else iter(rows.fetchall())

    def every(self, noun: Noun, key: str) -> Iterator[Line]:
        name = noun.__name__
        with self._working:
            rows = self._connection.execute(_PAST, (name, key)).fetchall()
            rows += self._connection.execute(_NEWEST, (name, key)).fetchall()
        return numbered(line_under(line, noun, key) for (line,) in rows)

    @contextmanager
    def whole(self) -> Generator[None]:
        with self._working:
            self._connection.execute("SAVEPOINT batch")
        self._new = {}
        try:
            yield
        except BaseException:
            if not self.has_failed:
                with self._working:
                    self._connection.execute("ROLLBACK TO batch")
                    self._connection.execute("RELEASE batch")
            raise
        finally:
            # A batch that this one was within looks again.
            self._new = {}
        with self._working:
            self._connection.execute("RELEASE batch")

    def _is_new(self, name: str) -> bool:
        """Whether nothing of a noun was stored before the batch, so that no key is looked up."""
        if name not in self._new:
            ((is_there,),) = self._connection.execute(_IS_THERE, (name,)).fetchall()
            self._new[name] = not is_there
        return self._new[name]

    def _read(self, rows: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        """Rows, read one by one; the connection serves no other reading."""
        try:
            with self._working:
                yield from rows
        finally:
            self._connection.close()

    def refuse_failed(self) -> None:
        """Do nothing more, and store nothing, after a failure."""
        if self.has_failed:
            raise StoreFailed(self._place, "something in the transaction had failed")


@final
class _Working:
    """A block in which SQLite is asked, of a ground that does nothing more after a failure.

    A class, for a generator would cost as much as the asking.
    """

    def __init__(self, ground: _Ground, place: str) -> None:
        self._ground = ground
        self._place = place

    def __enter__(self) -> None:
        self._ground.refuse_failed()

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, ERRORS):
            self._ground.has_failed = True
            raise meaning(error, self._place, self._ground.path) from None


@final
class _File:
    """A file of lines, and the connection that this handle writes by."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self._path = path.absolute()
        self._place = f"sqlite:{path}"
        self._schema = schema
        self._is_logged = True
        self._connection: sqlite3.Connection | None = self._opened()
        #: What a process that was forked has let go of.
        self._left: sqlite3.Connection | None = None
        #: What was last written through.
        self._ground: _Ground | None = None

    @contextmanager
    def writing(self) -> Generator[_Ground]:
        connection = self._present()
        with self._translated():
            connection.execute("BEGIN IMMEDIATE")
        self._ground = ground = _Ground(connection, self._path, self._place, is_moment=False)
        try:
            yield ground
            ground.refuse_failed()
        except BaseException:
            self._roll_back(connection)
            raise
        self._commit(connection)

    def add_alone(self, noun: Noun, line: First) -> bool:
        """Store a line if there is none under its key, by one statement; say whether."""
        key, data, _ = line
        connection = self._present()
        try:
            done = connection.execute(_ADD_ALONE, (noun.__name__, key, data))
        except ERRORS as error:
            raise self._unsettled(connection, error) from None
        return done.rowcount == 1

    @contextmanager
    def reading(self) -> Generator[_Ground]:
        yield _Ground(self._present(), self._path, self._place, is_moment=False)

    def moment(self) -> _Ground:
        if not self._is_logged:
            # A reader would keep every writer away, this one too; so it reads at once.
            return _Ground(self._present(), self._path, self._place, is_moment=False)
        with self._translated():
            return _Ground(self._connected(), self._path, self._place, is_moment=True)

    def erase(self, meant: Meant) -> int:
        connection = self._present()
        with self._translated():
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
        try:
            with self._translated():
                number = sqlite_erasing.erase(connection, meant)
        except BaseException:
            self._roll_back(connection)
            raise
        self._commit(connection)
        with self._translated():
            if not sqlite_erasing.wiped(connection):
                raise StoreBusy(self._place)
        return number

    def close(self) -> None:
        if self._connection is not None:
            with self._translated():
                self._connection.close()

    def leave_to_parent(self) -> None:
        # To close it would roll back what the parent has begun, and damage the file: nobody does,
        # the end of this process neither.
        self._left, self._connection = self._connection, None
        if self._ground is not None:
            self._ground.has_failed = True
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._left))

    def _commit(self, connection: sqlite3.Connection) -> None:
        try:
            connection.execute("COMMIT")
        except ERRORS as error:
            raise self._unsettled(connection, error) from None

    def _unsettled(
        self, connection: sqlite3.Connection, error: sqlite3.Error | UnicodeDecodeError
    ) -> GuangongweiError:
        """What it means to a caller that a transaction did not end well."""
        meant = meaning(error, self._place, self._path)
        self._roll_back(connection)
        if isinstance(meant, StoreFailed):
            # The log may hold the end of the transaction, and a later reader believes it.
            return OutcomeUnknown(self._place)
        return meant

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        """Leave the transaction; where that fails too, the connection is given up."""
        try:
            if connection is self._connection and connection.in_transaction:
                connection.execute("ROLLBACK")
        except ERRORS:
            with suppress(*ERRORS):
                connection.close()
            self._connection = None

    def _present(self) -> sqlite3.Connection:
        """The connection; another one where it was given up."""
        if self._connection is None:
            self._connection = self._opened()
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        with self._translated():
            refuse_empty(self._path, self._place)
            connection = self._connected()
        try:
            with self._translated():
                self._begin(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(f"PRAGMA synchronous = {'FULL' if self._is_logged else 'EXTRA'}")
        return connection

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Make sure that the file is a whole store, of a version that is known; make a new one."""
        is_new = self._version(connection) is None
        (mode,) = connection.execute(_LOGGED).fetchone()
        self._is_logged = mode == "wal"
        connection.execute(f"PRAGMA synchronous = {'FULL' if self._is_logged else 'EXTRA'}")
        for (finding,) in connection.execute("PRAGMA integrity_check(1)"):
            if finding != "ok":
                raise damage(self._place, self._path)
        if not is_new:
            refuse_astray(connection, self._place)
        connection.execute("BEGIN IMMEDIATE")
        version = self._version(connection)
        if version is None:
            for table in _TABLES:
                connection.execute(table)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        if version is None or version < self._schema.version:
            connection.execute(f"PRAGMA user_version = {self._schema.version}")
        connection.execute("COMMIT")
        made(self._path)

    def _version(self, connection: sqlite3.Connection) -> int | None:
        """The schema the file was last opened with; None of a file that is still empty."""
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not application and not tables:
            return None
        if application != _APPLICATION:
            raise BadArgument("url", "the file of a store; this is a database of something else")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        self._schema.admit(version, self._place)
        return int(version)

    @contextmanager
    def _translated(self) -> Generator[None]:
        try:
            yield
        except GuangongweiError:
            # Some of them are errors of the system as well.
            raise
        except ERRORS as error:
            raise meaning(error, self._place, self._path) from None
        except OSError as error:
            raise StoreFailed(self._place, os.strerror(error.errno or errno.EIO)) from None


def open_store(url: str, *, schema: Schema = CURRENT) -> LineStore:
    """The store in a file, which is made if it is not there: ``sqlite:folder/file``.

    Raises:
        BadArgument: The URL names no file, or one that holds something else.
        StoreFailed, StoreBusy, Damaged, NewerSchema: It cannot be opened; see `storage.open`.
    """
    file = _File(Path(path_of(url)), schema)
    return LineStore(file, CAPABILITIES, schema, add_alone=file.add_alone)
