"""A store in one SQLite file, by the standard library.

Write-ahead log with a sync at each commit (``synchronous=FULL``), so that what was returned as
stored survives the loss of power; where the file system has no room for such a log, a rollback
journal whose folder is synced too (``EXTRA``). The file is checked whole when it is opened.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, final

from guangongwei.errors import (
    BadArgument,
    Damaged,
    GuangongweiError,
    OutcomeUnknown,
    StoreBusy,
    StoreFailed,
)
from guangongwei.storage.envelope import parsed
from guangongwei.storage.opening import path_of
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.stored import Capabilities
from guangongwei.storage.verbs import LineStore, checked_line, numbered

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from guangongwei.storage.envelope import Line
    from guangongwei.storage.keys import Noun
    from guangongwei.storage.schema import Schema

CAPABILITIES = Capabilities(
    transactions=True, history=True, durable=True, many_handles=True, many_threads=True
)

#: What makes a SQLite file one of ours: "关" and "工" as code points.
_APPLICATION = 0x51735DE5
#: How long a writer waits for the others, in seconds.
_PATIENCE = 60.0

_TABLES = (
    """CREATE TABLE newest (noun TEXT NOT NULL, key TEXT NOT NULL, line BLOB NOT NULL,
    PRIMARY KEY (noun, key)) WITHOUT ROWID""",
    """CREATE TABLE past (noun TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
    line BLOB NOT NULL, PRIMARY KEY (noun, key, version)) WITHOUT ROWID""",
)
_NEWEST = "SELECT line FROM newest WHERE noun = ? AND key = ?"
_LIVING = "SELECT key, line FROM newest WHERE noun = ? ORDER BY key"
_PAST = "SELECT line FROM past WHERE noun = ? AND key = ? ORDER BY version"
_KEEP = "INSERT INTO past SELECT noun, key, ?, line FROM newest WHERE noun = ? AND key = ?"
_ADD = "INSERT OR REPLACE INTO newest VALUES (?, ?, ?)"


@final
class _Ground:
    """The lines of one connection, in the transaction that it is in."""

    def __init__(self, connection: sqlite3.Connection, place: str, *, is_moment: bool) -> None:
        self._connection = connection
        self._place = place
        #: The connection serves one reading, and is closed at its end.
        self._is_moment = is_moment
        #: After a failure SQLite may have left the transaction, and nothing more is done in it.
        self.has_failed = False

    def newest(self, noun: Noun, keys: tuple[str, ...]) -> dict[str, Line]:
        name = noun.__name__
        with self._working():
            if len(keys) == 1:
                found = self._connection.execute(_NEWEST, (name, *keys)).fetchall()
                rows = [(keys[0], line) for (line,) in found]
            else:
                holes = ",".join("?" * len(keys))
                many = f"SELECT key, line FROM newest WHERE noun = ? AND key IN ({holes})"  # noqa: S608  (nothing but question marks)
                rows = self._connection.execute(many, (name, *keys)).fetchall()
        return {key: self._line(noun, key, line) for key, line in rows}

    def add(self, lines: list[Line]) -> None:
        rows = sorted((each.noun.__name__, each.key, each.version, each.data) for each in lines)
        replaced = [(version - 1, noun, key) for noun, key, version, _ in rows if version > 1]
        with self._working():
            self._connection.executemany(_KEEP, replaced)
            self._connection.executemany(_ADD, [(noun, key, data) for noun, key, _, data in rows])

    def living(self, noun: Noun) -> Iterator[Line]:
        with self._working():
            rows = self._connection.execute(_LIVING, (noun.__name__,))
            found = self._one_by_one(rows) if self._is_moment else iter(rows.fetchall())
        lines = (self._line(noun, key, line) for key, line in found)
        return (line for line in lines if line.body is not None)

    def every(self, noun: Noun, key: str) -> Iterator[Line]:
        name = noun.__name__
        with self._working():
            rows = self._connection.execute(_PAST, (name, key)).fetchall()
            rows += self._connection.execute(_NEWEST, (name, key)).fetchall()
        return numbered(self._line(noun, key, line) for (line,) in rows)

    @contextmanager
    def whole(self) -> Generator[None]:
        with self._working():
            self._connection.execute("SAVEPOINT batch")
        try:
            yield
        except BaseException:
            if not self.has_failed:
                with self._working():
                    self._connection.execute("ROLLBACK TO batch")
                    self._connection.execute("RELEASE batch")
            raise
        with self._working():
            self._connection.execute("RELEASE batch")

    def _line(self, noun: Noun, key: str, data: bytes) -> Line:
        return checked_line(parsed(data, f"{noun.__name__} {key!r}"), noun, key)

    def _one_by_one(self, rows: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        try:
            with self._working():
                yield from rows
        finally:
            self._connection.close()

    def refuse_failed(self) -> None:
        """Do nothing more, and store nothing, after a failure."""
        if self.has_failed:
            raise StoreFailed(self._place, "something in the transaction had failed")

    @contextmanager
    def _working(self) -> Generator[None]:
        self.refuse_failed()
        try:
            yield
        except sqlite3.Error as error:
            self.has_failed = True
            raise _meaning(error, self._place) from None


@final
class _File:
    """A file of lines, and the connection that this handle writes by."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self._path = path.absolute()
        self._place = f"sqlite:{path}"
        self._schema = schema
        self._is_logged = True
        self._connection: sqlite3.Connection | None = self._opened()

    @contextmanager
    def writing(self) -> Generator[_Ground]:
        connection = self._present()
        with self._translated():
            connection.execute("BEGIN IMMEDIATE")
        ground = _Ground(connection, self._place, is_moment=False)
        try:
            yield ground
            ground.refuse_failed()
        except BaseException:
            self._roll_back(connection)
            raise
        self._commit(connection)

    @contextmanager
    def reading(self) -> Generator[_Ground]:
        yield _Ground(self._present(), self._place, is_moment=False)

    def moment(self) -> _Ground:
        if not self._is_logged:
            # A reader would keep every writer away, this one too; so it reads at once.
            return _Ground(self._present(), self._place, is_moment=False)
        with self._translated():
            return _Ground(self._connected(), self._place, is_moment=True)

    def close(self) -> None:
        if self._connection is not None:
            with self._translated():
                self._connection.close()

    def _commit(self, connection: sqlite3.Connection) -> None:
        try:
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            meant = _meaning(error, self._place)
            self._roll_back(connection)
            if isinstance(meant, StoreBusy):
                raise meant from None
            # The log may hold the end of the transaction, and a later reader believes it.
            raise OutcomeUnknown(self._place) from None

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        """Leave the transaction; where that fails too, the connection is given up."""
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                connection.close()
            self._connection = None

    def _present(self) -> sqlite3.Connection:
        """The connection; another one where it was given up."""
        if self._connection is None:
            self._connection = self._opened()
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        with self._translated():
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
            self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(f"PRAGMA synchronous = {'FULL' if self._is_logged else 'EXTRA'}")
        return connection

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Make sure that the file is a whole store, of a version that is known; make a new one."""
        self._version(connection)
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        self._is_logged = mode == "wal"
        connection.execute(f"PRAGMA synchronous = {'FULL' if self._is_logged else 'EXTRA'}")
        for (finding,) in connection.execute("PRAGMA integrity_check(1)"):
            if finding != "ok":
                raise Damaged(self._place, "SQLite finds it inconsistent")
        connection.execute("BEGIN IMMEDIATE")
        version = self._version(connection)
        if version is None:
            for table in _TABLES:
                connection.execute(table)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        if version is None or version < self._schema.version:
            connection.execute(f"PRAGMA user_version = {self._schema.version}")
        connection.execute("COMMIT")
        # Each time, for an earlier opening may have made the file and failed here.
        _sync_folder(self._path.parent)

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
        except sqlite3.Error as error:
            raise _meaning(error, self._place) from None
        except OSError as error:
            if isinstance(error, GuangongweiError):
                raise
            raise StoreFailed(self._place, os.strerror(error.errno or errno.EIO)) from None


def _meaning(error: sqlite3.Error, place: str) -> GuangongweiError:
    """What an error of SQLite means to a caller; its own words stay out, they may hold values."""
    error.args = ()
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return StoreBusy(place)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Damaged(place, "SQLite cannot read it")
    return StoreFailed(place, getattr(error, "sqlite_errorname", "SQLite refuses it"))


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file durable, where folders can be opened."""
    with suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def open_store(url: str, *, schema: Schema = CURRENT) -> LineStore:
    """The store in a file, which is made if it is not there: ``sqlite:folder/file``.

    Raises:
        BadArgument: The URL names no file, or one that holds something else.
        StoreFailed, StoreBusy, Damaged, NewerSchema: It cannot be opened; see `storage.open`.
    """
    return LineStore(_File(Path(path_of(url)), schema), CAPABILITIES, schema)
