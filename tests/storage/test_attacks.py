"""What a store is asked that it must not do, and what it must not tell meanwhile."""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
import subprocess
import sys
import traceback
from contextlib import ExitStack, closing, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.storage.torture.work import open_in, server

from guangongwei import storage
from guangongwei.errors import BadArgument, GuangongweiError, StoreClosed, StoreFailed
from guangongwei.model.activity import Activity, ActivityId
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage import jsonl_journal, memory
from guangongwei.storage import sqlite as sqlite_store
from guangongwei.storage.stored import Stored
from guangongwei.testing.conformance.examples import DAY, SCHOOL, SECRET, service, volunteer
from guangongwei.testing.conformance.secrets import FAILING, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from guangongwei.storage.verbs import LineStore

BACKENDS = ["jsonl", "sqlite", "postgresql"]
FILES = BACKENDS[:2]

#: Keys that are paths, statements, patterns, endings of lines and words that run backwards.
ODD_KEYS = (
    "../../etc/passwd", "/etc/passwd", "..", ".", "con", "a/../b", "a\\b", "~", "$HOME", "`id`",
    "'; DROP TABLE volunteer; --", '"; DROP SCHEMA public CASCADE; --', "%", "_", "*", "?", "[a]",
    "a\nb", "a\r\nb", "\t", " ", "\u202eabc", "\u2066abc\u2069", "\ufeff", "a\u0301", "á", "\x7f",
    "\x85", "\u2028", '{"sum":"00000000"}', "\\u0000", "\\N", "\\.", "NULL", "null", "True", "0",
)  # fmt: skip


def in_a_child(job: Callable[[], object]) -> str:
    """What comes of a job in a forked process: its result, or the name of its error."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            told = repr(job())
        except GuangongweiError as error:
            told = f"{type(error).__name__}: {error}"
        except BaseException:  # noqa: BLE001  (it must not come back into pytest)
            told = traceback.format_exc()
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said_by_child:
        told = said_by_child.read()
    os.waitpid(child, 0)
    return told


@pytest.mark.parametrize("backend", BACKENDS)
def test_odd_keys_are_keys_and_nothing_else(backend: str, tmp_path: Path) -> None:
    """No file, table or other record comes or goes by what a record is called."""
    place = tmp_path / "in" / "here"
    place.mkdir(parents=True)
    with open_in(backend, place) as store:
        store.put(volunteer())
        before = sorted(tmp_path.rglob("*"))
        store.put_many([volunteer(key) for key in ODD_KEYS])
        for key in ODD_KEYS:
            assert store.get(Volunteer, key) == Stored(volunteer(key), 1)
        assert len(list(store.find(Volunteer))) == len(ODD_KEYS) + 1
        assert [each for each in sorted(tmp_path.rglob("*")) if each not in before] == []
        for key in ODD_KEYS:
            store.delete(Volunteer, key)
        assert [each.record for each in store.find(Volunteer)] == [volunteer()]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["in"]


@pytest.mark.parametrize("backend", BACKENDS)
def test_no_log_tells_what_is_stored(
    backend: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """However much the drivers are asked to log, of what goes well and of what goes wrong."""
    caplog.set_level(logging.DEBUG)
    with open_in(backend, tmp_path) as store:
        store.put(volunteer(name=SECRET))
        store.put_many([volunteer(f"V{n}", SECRET) for n in range(30, 60)])
        for fail in FAILING.values():
            with suppress(GuangongweiError):
                fail(store)
        list(store.find(Volunteer))
        store.history(Volunteer, "V1")
    assert SECRET not in caplog.text


@pytest.mark.parametrize("backend", FILES)
def test_damage_is_told_without_what_is_damaged(backend: str, tmp_path: Path) -> None:
    """Wherever in the files it is: no error and nothing behind it shows what they hold."""
    with open_in(backend, tmp_path) as store:
        store.put_many([volunteer(f"V{n}", SECRET) for n in range(20)])
    file = next(
        each for each in tmp_path.rglob("*") if each.name in ("Volunteer.jsonl", "store.db")
    )
    whole = file.read_bytes()
    refused = 0
    for at in range(0, len(whole), len(whole) // 60):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        error = refusal(backend, tmp_path)
        assert SECRET not in said(error)
        refused += error is not None
    assert refused > 5


def refusal(backend: str, place: Path) -> GuangongweiError | None:
    """The error of a store that is opened and read; None where there is none."""
    try:
        with open_in(backend, place) as store:
            list(store.find(Volunteer))
    except GuangongweiError as error:
        return error
    return None


@pytest.mark.parametrize("backend", FILES)
def test_what_lies_beside_a_store_holds_no_record(backend: str, tmp_path: Path) -> None:
    """When it is closed, there is nothing but the store itself; a lock names nobody."""
    with open_in(backend, tmp_path) as store:
        store.put_many([volunteer(f"V{n}", SECRET) for n in range(20)])
        store.put(volunteer(name=SECRET))
        locks = list(tmp_path.rglob("*lock"))
        assert all(SECRET.encode() not in each.read_bytes() for each in locks)
    names = {each.name for each in tmp_path.rglob("*") if each.is_file()}
    assert names <= {"Volunteer.jsonl", "journal.jsonl", ".lock", "store.db"}


@pytest.mark.parametrize("backend", ["memory", *BACKENDS])
def test_a_number_of_thousands_of_digits_is_refused(backend: str, tmp_path: Path) -> None:
    """Python itself would not read it again."""
    record = Activity(
        id=ActivityId("A1"), organisation=SCHOOL, on=DAY, name="讲座", visits=10**5000
    )
    opened = memory.open_store() if backend == "memory" else open_in(backend, tmp_path)
    with opened as store, pytest.raises(BadArgument):
        store.put(record)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_forked_process_opens_its_own(backend: str, tmp_path: Path) -> None:
    """A handle and what it was reading are the parent's, who goes on with them undisturbed."""
    with open_in(backend, tmp_path) as store:
        store.put_many([service(f"F{n}") for n in range(1500)])
        found = store.find(type(service()))
        next(found)
        refused = "StoreClosed: This store from before a fork is over. Open another one."
        assert in_a_child(lambda: store.get(type(service()), "F1")) == refused
        assert in_a_child(lambda: store.put(volunteer())) == refused
        assert in_a_child(lambda: next(found)) == refused
        assert in_a_child(store.close) == "None"
        assert in_a_child(lambda: written_in(backend, tmp_path)) == "1"
        assert len(list(found)) == 1499
        assert store.get(Volunteer, "V1").version == 1


def written_in(backend: str, place: Path) -> int:
    """The version that a handle of its own gives to a record."""
    with open_in(backend, place) as store:
        return store.put(volunteer())


def test_a_store_in_memory_goes_with_a_fork() -> None:
    """The forked process has one that holds the same, and changes it for itself."""
    with memory.open_store() as store:
        store.put(volunteer())
        assert in_a_child(lambda: store.put(volunteer(name="李四"), expected=1)) == "2"
        assert store.get(Volunteer, "V1").version == 1


@pytest.mark.parametrize("backend", ["memory", *BACKENDS])
def test_a_fork_does_not_wait_for_a_thread_that_has_not_come_along(
    backend: str, tmp_path: Path
) -> None:
    """Another one is within a transaction, which never ends in the new process."""
    begun, ended = Event(), Event()
    opened = memory.open_store() if backend == "memory" else open_in(backend, tmp_path)
    with opened as store:

        def work() -> None:
            with store.transaction() as records:
                records.put(volunteer())
                begun.set()
                ended.wait()

        thread = Thread(target=work)
        thread.start()
        begun.wait()
        try:
            for job in (lambda: store.get(Volunteer, "V1"), lambda: store.put(volunteer())):
                assert in_a_child(job).startswith("StoreClosed: This store from before a fork")
            assert in_a_child(store.close) == "None"
        finally:
            ended.set()
            thread.join()
        assert store.put(volunteer(name="李四"), expected=1) == 2


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_forked_process_ends_no_transaction_of_its_parent(
    backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However it leaves the block; the parent still has the lock, and stores all of it."""
    monkeypatch.setattr(jsonl_journal, "_HELD", 0)
    with open_in(backend, tmp_path) as store, ExitStack() as kept:
        block = store.transaction()
        records = kept.enter_context(block)
        records.put_many([volunteer(f"V{n}") for n in range(1500)])
        for error in (None, ZeroDivisionError()):
            ends = (None, None, None) if error is None else (type(error), error, None)
            told = in_a_child(lambda ends=ends: block.__exit__(*ends))  # type: ignore[misc]
            assert told.startswith("StoreClosed") or (error is not None and told == "False")
        if backend == "jsonl":
            with (tmp_path / "store" / ".lock").open() as lock, pytest.raises(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if backend == "sqlite":
            with (
                closing(sqlite3.connect(tmp_path / "store.db", timeout=0)) as other,
                pytest.raises(sqlite3.OperationalError),
            ):
                other.execute("BEGIN IMMEDIATE")
        kept.close()
        assert len(list(store.find(Volunteer))) == 1500
    with open_in(backend, tmp_path) as store:
        assert store.put(volunteer("V1"), expected=1) == 2
        assert len(list(store.find(Volunteer))) == 1500


@pytest.mark.parametrize("backend", ["memory", *BACKENDS])
def test_a_fork_within_a_batch_leaves_the_batch_to_the_parent(backend: str, tmp_path: Path) -> None:
    """The forked process stores nothing of it, and the parent all."""
    reading, writing = os.pipe()
    opened = memory.open_store() if backend == "memory" else open_in(backend, tmp_path)
    child = -1

    def records() -> Iterator[Volunteer]:
        nonlocal child
        for number in range(1500):
            if number == 700:
                child = os.fork()
            yield volunteer(f"V{number}")

    with opened as store:
        try:
            told = repr(len(store.put_many(records())))
        except BaseException as error:  # noqa: BLE001  (it must not come back into pytest)
            told = type(error).__name__
        if child == 0:
            os.write(writing, told.encode())
            os._exit(0)
        os.waitpid(child, 0)
        assert told == "1500"
        assert len(list(store.find(Volunteer))) == 1500
        assert store.put(volunteer("V1"), expected=1) == 2
    os.close(writing)
    with os.fdopen(reading) as said_by_child:
        assert said_by_child.read() == ("1500" if backend == "memory" else "StoreClosed")
    if backend != "memory":
        with open_in(backend, tmp_path) as store:
            assert len(list(store.find(Volunteer))) == 1500


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_forked_process_that_ends_by_itself_leaves_the_file_to_the_parent(
    mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within a transaction, by the way of every program that ends: what is open there is let go of."""
    monkeypatch.setattr(sqlite_store, "_LOGGED", f"PRAGMA journal_mode = {mode}")
    script = SCRIPT.format(mode=mode, path=str(tmp_path / "store.db"))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout.splitlines(), done.returncode) == (["child 7", "parent 1500"], 0), done
    with open_in("sqlite", tmp_path) as store:
        assert len(list(store.find(Volunteer))) == 1500
        assert store.put(volunteer("V1"), expected=1) == 2


SCRIPT = """
import os, sys
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage import sqlite
from guangongwei.testing.conformance.examples import volunteer
sqlite._LOGGED = "PRAGMA journal_mode = {mode}"
with sqlite.open_store({path!r}.join(["sqlite:", ""])) as store:
    with store.transaction() as records:
        # More than the cache holds, so that the file is written to before the end.
        records.put_many([volunteer(f"V{{n}}", "名" * 3000) for n in range(1500)])
        child = os.fork()
        if child == 0:
            sys.exit(7)
        print("child", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    print("parent", len(list(store.find(Volunteer))), flush=True)
"""


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_is_left_to_the_parent_is_over(backend: str, tmp_path: Path) -> None:
    """The files and the server are free for handles of one's own."""
    with cast("LineStore", open_in(backend, tmp_path)) as left:
        found = left.find(Volunteer)
        with pytest.raises(StoreClosed), left.transaction() as records:  # noqa: PT012  (the end raises)
            records.put(volunteer())
            left.leave_to_parent()
        with pytest.raises(StoreClosed):
            next(found)
        with pytest.raises(StoreClosed):
            left.get(Volunteer, "V1")
        # What the parent would close.
        its_own = cast("Any", left)._backend  # noqa: SLF001
        getattr(its_own, "_left", its_own).close()
    with open_in(backend, tmp_path) as store:
        assert store.put(volunteer(), expected=0) == 1


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_is_closed_may_be_left_to_the_parent_too(backend: str, tmp_path: Path) -> None:
    """Nothing was written, and nothing is open."""
    store = cast("LineStore", open_in(backend, tmp_path))
    store.close()
    store.leave_to_parent()
    with pytest.raises(StoreClosed):
        store.get(Volunteer, "V1")


@pytest.mark.parametrize("backend", FILES)
def test_a_store_behind_a_link_is_the_same_store(backend: str, tmp_path: Path) -> None:
    """Two handles, one by the link, see and lock each other."""
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    with open_in(backend, real) as store, open_in(backend, link) as other:
        assert other.put(volunteer(), expected=0) == 1
        assert store.put(volunteer(name="李四"), expected=1) == 2
        assert other.get(Volunteer, "V1").record.name == "李四"
    assert link.is_symlink()


@pytest.mark.skipif(not hasattr(os, "seteuid") or os.geteuid() != 0, reason="needs root to be less")
@pytest.mark.parametrize("backend", FILES)
def test_a_folder_that_may_not_be_written_is_told(backend: str, tmp_path: Path) -> None:
    """A store in it is not opened, and none is made."""
    place = tmp_path / "place"
    place.mkdir()
    with open_in(backend, place) as store:
        store.put(volunteer(name=SECRET))
    for each in [place, *place.rglob("*")]:
        each.chmod(0o555 if each.is_dir() else 0o444)
    for each in place.parents:
        if each.stat().st_uid == 0 and each.stat().st_mode & 0o5 != 0o5:
            each.chmod(each.stat().st_mode | 0o5)

    def as_nobody(folder: Path) -> object:
        os.setegid(65534)
        os.seteuid(65534)
        return open_in(backend, folder)

    for folder in (place, place / "new"):
        told = in_a_child(lambda folder=folder: as_nobody(folder))  # type: ignore[misc]
        assert told.startswith("StoreFailed"), told
        assert SECRET not in told


@pytest.mark.parametrize("scheme", FILES)
@pytest.mark.parametrize("path", ["a\x00b", "a\ud800b"])
def test_what_is_no_path_is_refused(scheme: str, path: str) -> None:
    """It is the caller's mistake."""
    with pytest.raises(BadArgument):
        storage.open(f"{scheme}:{path}")


@pytest.mark.parametrize("scheme", FILES)
@pytest.mark.parametrize("path", ["x" * 5000, "/proc/none/store"])
def test_a_path_where_nothing_can_be_is_told(scheme: str, path: str) -> None:
    """By the system."""
    if not sys.platform.startswith("linux"):
        pytest.skip("/proc is where Linux has it")
    with pytest.raises(StoreFailed):
        storage.open(f"{scheme}:{path}")


NAMES = ("a%22b", "a;DROP TABLE x", "a%00", "x" * 64, "pg_toast", "information_schema", "公", "a.b")


@pytest.mark.parametrize("name", [*NAMES, 'public"."x', "a%0ab", "1a", "a'b", "a b", "%2e%2e"])
def test_the_name_of_a_schema_is_no_statement(name: str) -> None:
    """What is not a plain name of one's own is refused before anything is asked of the server."""
    with pytest.raises(BadArgument) as caught:
        storage.open(f"{server().server_uri()}&schema={name}")
    assert caught.value.name == "url"


@pytest.mark.parametrize("backend", ["memory", *BACKENDS])
def test_no_clock_decides_what_is_newest(
    backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Versions are counted, so that a clock may go backwards."""
    opened = memory.open_store() if backend == "memory" else open_in(backend, tmp_path)
    with opened as store:
        for number, now in enumerate((2e9, 1e9, 0.0), 1):
            monkeypatch.setattr("time.time", lambda now=now: now)
            assert store.put(volunteer(name=f"第{number}个")) == number
        assert store.get(Volunteer, "V1").record.name == "第3个"


@pytest.mark.parametrize("backend", BACKENDS)
def test_closing_ends_what_others_read(backend: str, tmp_path: Path) -> None:
    """A find that is read on after the store was closed says so."""
    store = open_in(backend, tmp_path)
    store.put_many([volunteer(f"V{n}") for n in range(3)])
    found = store.find(Volunteer)
    next(found)
    store.close()
    with pytest.raises(StoreClosed):
        next(found)
