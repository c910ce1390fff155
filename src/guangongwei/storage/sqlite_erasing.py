"""An erasure in a file of SQLite: the rows, and then the free pages and the log."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from guangongwei.storage.envelope import parsed
from guangongwei.storage.erasing import erased, number_erased

if TYPE_CHECKING:
    import sqlite3

    from guangongwei.storage.erasing import Meant

_PAST = "SELECT noun, key, version, line FROM past ORDER BY noun, key, version"
_NEWEST = "SELECT line FROM newest WHERE noun = ? AND key = ?"
_EMPTY = "UPDATE past SET line = ? WHERE noun = ? AND key = ? AND version = ?"
_FORGET = (
    "DELETE FROM past WHERE noun = ? AND key = ?",
    "DELETE FROM newest WHERE noun = ? AND key = ?",
)


def erase(connection: sqlite3.Connection, meant: Meant) -> int:
    """Erase what is meant, within a transaction; how many versions that were."""
    number = 0
    emptied: list[tuple[bytes, str, str, int]] = []
    forgotten: list[tuple[str, str]] = []
    for (noun, key), rows in groupby(connection.execute(_PAST), itemgetter(0, 1)):
        data = [*(row[3] for row in rows), *connection.execute(_NEWEST, (noun, key)).fetchone()]
        before = [parsed(each, f"{noun} {key!r}") for each in data]
        after = erased(before, meant)
        number += number_erased(before, after)
        if not after:
            forgotten.append((noun, key))
        emptied += [
            (new.data, noun, key, new.version)
            for old, new in zip(before, after, strict=False)
            if new is not old
        ]
    connection.executemany(_EMPTY, emptied)
    for statement in _FORGET:
        connection.executemany(statement, forgotten)
    return number


def wiped(connection: sqlite3.Connection) -> bool:
    """Write the file anew without its free pages, and cut the log; whether others let it."""
    connection.execute("VACUUM")
    (is_busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy
