"""Each call to the system or to a driver fails once, in this process, and a store says what is so.

The torture does the same below the drivers and for longer; here every way out of an error is taken.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from tests.storage.torture.disturbed import fits
from tests.storage.torture.work import SILENT, do, found_in, open_in, server, steps

from guangongwei.errors import GuangongweiError, OutcomeUnknown
from guangongwei.testing.conformance.examples import SECRET
from guangongwei.testing.conformance.secrets import said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.storage.torture.work import Step

    from guangongwei.storage import Store


class Faults:
    """Counts calls, and fails one of them; `times` of them from there on."""

    def __init__(self, fault: Callable[[], BaseException]) -> None:
        self.fault = fault
        self.calls = 0
        self.at = self.times = self.fired = 0

    def arm(self, at: int, times: int) -> None:
        self.calls, self.at, self.times, self.fired = 0, at, times, 0

    def call(self) -> None:
        """One more call."""
        self.calls += 1
        if self.at <= self.calls < self.at + self.times:
            self.fired += 1
            raise self.fault()

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, which may fail."""

        def counted(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever it is given)
            self.call()
            return function(*arguments, **named)

        return counted


def outcomes(backend: str, folder: Path, work: list[Step]) -> list[str]:
    """What the steps came to, each tried once."""
    store: Store | None = None
    found: list[str] = []
    for step in work:
        try:
            if store is None or step.kind in ("reopen", "upgrade"):
                old, store = store, None
                if old is not None:
                    old.close()
                store = open_in(backend, folder)
            if step.kind not in ("reopen", "upgrade"):
                do(step, store)
        except GuangongweiError as error:
            found.append(outcome(error))
        else:
            found.append("done")
    if store is not None:
        found.append(closed(store))
    return found


def outcome(error: GuangongweiError) -> str:
    """What an error says of a step; the words of the system and of drivers are not in it."""
    assert SECRET not in said(error)
    return "unknown" if isinstance(error, OutcomeUnknown) else "failed"


def closed(store: Store) -> str:
    """What closing comes to."""
    try:
        store.close()
    except GuangongweiError as error:
        return outcome(error)
    return "done"


def hold_to_what_was_said(
    backend: str, ground: Path, faults: Faults, *, work: list[Step], times: int
) -> str:
    """Let each call of the work fail, and see what is there afterwards."""
    faults.arm(0, 0)
    (ground / "all").mkdir()
    assert set(outcomes(backend, ground / "all", work)) == {"done"}
    seen: Counter[str] = Counter()
    for at in range(1, faults.calls + 1):
        place = ground / f"{at}"
        place.mkdir()
        faults.arm(at, times)
        told = outcomes(backend, place, work)
        faults.arm(0, 0)
        seen.update(set(told))
        assert fits(found_in(backend, place), work, told), f"call {at}: {told}"
        shutil.rmtree(place)
    return ", ".join(f"{kind} {number}" for kind, number in sorted(seen.items()))


#: What a folder of JSON Lines asks of the system.
CALLS = ("open", "pread", "pwrite", "fsync", "ftruncate", "fstat")


@pytest.mark.parametrize("times", [1, 10**9], ids=["once", "for good"])
def test_failing_calls_on_lines_are_told(
    times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    """Each of open, read, write, sync, cut and look."""
    faults = Faults(lambda: OSError(errno.EIO, os.strerror(errno.EIO)))
    for name in CALLS:
        monkeypatch.setattr(os, name, faults.around(getattr(os, name)))
    work = [each for each in steps(3, 9) if each.kind not in SILENT or each.kind == "reopen"]
    told = hold_to_what_was_said("jsonl", tmp_path, faults, work=work, times=times)
    tell(f"jsonl, calls that fail in the process: {told}")


CODES = ("SQLITE_IOERR", "SQLITE_FULL", "SQLITE_BUSY", "SQLITE_CORRUPT")


@pytest.mark.parametrize("times", [1, 10**9], ids=["once", "for good"])
@pytest.mark.parametrize("name", CODES)
def test_failing_statements_of_sqlite_are_told(
    name: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever it is, and whatever SQLite says of it."""

    def fault() -> sqlite3.Error:
        error = sqlite3.OperationalError(f"near {SECRET}")
        error.sqlite_errorcode = getattr(sqlite3, name)
        error.sqlite_errorname = name
        return error

    faults = Faults(fault)

    class Failing(sqlite3.Connection):
        def execute(self, *arguments: Any) -> sqlite3.Cursor:  # noqa: ANN401
            faults.call()
            return super().execute(*arguments)

        def executemany(self, *arguments: Any) -> sqlite3.Cursor:  # noqa: ANN401
            faults.call()
            return super().executemany(*arguments)

    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *given, **named: connect(*given, factory=Failing, **named)
    )
    hold_to_what_was_said("sqlite", tmp_path, faults, work=steps(3, 4), times=times)


def test_failing_statements_of_postgresql_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    """Refused, or with the connection lost: what the server says holds values, and stays out."""
    server().server_uri()
    psycopg = pytest.importorskip("psycopg")
    turn = iter(range(10**9))
    kinds = (
        psycopg.errors.CheckViolation,
        psycopg.OperationalError,
        psycopg.errors.LockNotAvailable,
    )
    faults = Faults(lambda: kinds[next(turn) % 3](f"DETAIL: ({SECRET})"))
    monkeypatch.setattr(psycopg.Connection, "execute", faults.around(psycopg.Connection.execute))
    told = hold_to_what_was_said("postgresql", tmp_path, faults, work=steps(3, 4), times=1)
    tell(f"postgresql, statements that fail: {told}")
