"""What the file of a SQLite store is: whole, empty, damaged, or on a disk that cannot be read."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, final

from guangongwei.errors import Damaged, GuangongweiError, StoreBusy, StoreFailed
from guangongwei.files import keep_names
from guangongwei.storage.envelope import parsed

if TYPE_CHECKING:
    from pathlib import Path

#: How long a writer waits for the others, in seconds.
PATIENCE = 60.0


#: What SQLite raises; the second where its words quote damaged bytes, which are no text.
ERRORS = (sqlite3.Error, UnicodeDecodeError)

#: The lines that do not say at once that they stand where they belong: behind a checksum of 8
#: digits, a line tells its noun and its key. What has a sign that JSON escapes is among them.
_ASTRAY = """SELECT noun, key, line FROM {} WHERE
    typeof(noun) <> 'text' OR typeof(key) <> 'text' OR typeof(line) <> 'blob' OR
    instr(substr(line, 19, 3000), CAST('"noun":"' || noun || '","key":"' || key || '"' AS BLOB)) <> 1"""


def meaning(error: sqlite3.Error | UnicodeDecodeError, place: str, path: Path) -> GuangongweiError:
    """What an error of SQLite means to a caller; its own words stay out, they may hold values."""
    error.args = ()
    if isinstance(error, UnicodeDecodeError):
        error.object = b""
        return damage(place, path)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return StoreBusy(place)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damage(place, path)
    return StoreFailed(place, getattr(error, "sqlite_errorname", "SQLite refuses it"))


def damage(place: str, path: Path) -> GuangongweiError:
    """What it means that SQLite calls a file damaged: so it calls one, too, that cannot be read."""
    try:
        _read_through(path)
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as second:
            found = second.execute("PRAGMA integrity_check(1)").fetchone()
    except OSError as error:
        return StoreFailed(place, os.strerror(error.errno or errno.EIO))
    except ERRORS:
        found = None
    if found == ("ok",):
        return StoreFailed(place, "the disk did not give what is there; now it does")
    return Damaged(place, "SQLite cannot read it")


def _read_through(path: Path) -> None:
    """Read a file and its log to their ends; `OSError` where the disk refuses."""
    for each in (path, path.with_name(f"{path.name}-wal")):
        with suppress(FileNotFoundError):
            status = each.stat()
            kept = _kept_open(each, status.st_dev, status.st_ino)
            os.lseek(kept.descriptor, 0, os.SEEK_SET)
            while os.read(kept.descriptor, 1_000_000):
                pass


@final
class _Kept:
    """A file that stays open for long: to close it takes away the locks SQLite has on it here."""

    def __init__(self, path: Path) -> None:
        self.descriptor = -1
        self.descriptor = os.open(path, os.O_RDONLY)

    def __del__(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)


@lru_cache(maxsize=16)
def _kept_open(path: Path, device: int, number: int) -> _Kept:  # noqa: ARG001  (another file, another one)
    return _Kept(path)


def refuse_astray(connection: sqlite3.Connection, place: str) -> None:
    """Refuse a whole line under a noun or a key not its own, where nobody would look for it.

    One that is damaged itself stands where it is looked for, and is refused then.

    Raises:
        Damaged: There is one.
    """
    for table in ("newest", "past"):
        for noun, key, data in connection.execute(_ASTRAY.format(table)):
            if _is_astray(noun, key, data):
                raise Damaged(place, "a line stands where it does not belong")


def _is_astray(noun: object, key: object, data: bytes) -> bool:
    try:
        line = parsed(data, "")
    except Damaged:
        return False
    return (line.noun.__name__, line.key) != (noun, key)


def refuse_empty(path: Path, place: str) -> None:
    """Let a file be made that is not there, and one that is empty if it is just being made.

    What is being made has a file beside it that says so: whatever stops it, it can be made again.

    Raises:
        Damaged: The file is empty, and is not being made: what was in it is gone.
    """
    if not path.exists():
        _making(path).touch()
        keep_names(path.parent)
        return
    is_lost = _is_empty(path) and not _making(path).exists()
    # Looked at again, for it may have been made between the two looks.
    if is_lost and _is_empty(path):
        raise Damaged(place, "it is empty; take it away where a new store is meant")


def _is_empty(path: Path) -> bool:
    """Whether SQLite takes a file for an empty one; it does so where there is one byte, too."""
    return path.stat().st_size <= 1


def made(path: Path) -> None:
    """Say that a file is made, and make its name durable."""
    _making(path).unlink(missing_ok=True)
    # Each time, for an earlier opening may have made the file and failed here.
    keep_names(path.parent)


def _making(path: Path) -> Path:
    return path.with_name(f"{path.name}-making")
