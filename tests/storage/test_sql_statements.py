"""A put of a new record is one statement, which takes its turn before it looks at anything."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("sqlalchemy", reason="needs the extra sql")
pytest.importorskip("psycopg", reason="needs the extra sql")

from tests.storage.postgres import PLACES, name_of, told

from guangongwei.errors import Conflict, OutcomeUnknown
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.storage.sql import open_store
from guangongwei.storage.stored import Stored
from guangongwei.testing.conformance.examples import service, volunteer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """An empty store."""
    yield PLACES.url_of(tmp_path)
    PLACES.give_back()


def waiting(url: str) -> int:
    """The process of the server that waits for its turn, once there is one."""
    asked = f"relation = '{name_of(url)}.store'::regclass AND NOT granted"
    for _ in range(10_000):
        found = told(f"SELECT pid FROM pg_locks WHERE {asked}")
        if found:
            return int(found[0][0])
    raise AssertionError("nobody waits")


def held(url: str, pid: int) -> list[str]:
    """The tables of a store of which a process of the server holds a lock."""
    tables = f"relation = oid AND relnamespace = '{name_of(url)}'::regnamespace"
    asked = f"SELECT relname FROM pg_locks, pg_class WHERE {tables} AND granted AND pid = {pid}"
    return [name for (name,) in told(asked)]


@pytest.mark.parametrize("level", ["read\\ committed", "serializable"])
def test_a_put_waits_before_it_locks_and_looks(
    url: str, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first time, when it is prepared, and later when PostgreSQL keeps the plan of it."""
    monkeypatch.setenv("PGOPTIONS", f"-c default_transaction_isolation={level}")
    with (
        open_store(url) as store,
        open_store(url) as other,
        ThreadPoolExecutor(1) as thread,
    ):
        for turn in range(12):
            with other.transaction() as records:
                records.put(service(f"F{turn}"))
                records.delete(Service, f"F{turn}")
                assert records.history(Service, f"F{turn}")[1].version == 2
                putting = thread.submit(store.put, service(f"F{turn}"))
                assert held(url, waiting(url)) == []
            assert putting.result() == 3


def test_puts_of_new_records_share_their_turn(url: str) -> None:
    """Those that come to the same key wait for each other, and one of them is the first."""
    with open_store(url) as store:
        assert store.put(volunteer(), expected=0) == 1
        with pytest.raises(Conflict) as caught:
            store.put(volunteer(name="李四"), expected=0)
        assert caught.value.actual == 1
    with open_store(url) as one, open_store(url) as other, ThreadPoolExecutor(2) as threads:
        for turn in range(20):
            putting = [threads.submit(each.put, volunteer(f"W{turn}")) for each in (one, other)]
            assert sorted(each.result() for each in putting) == [1, 2]
            again = [
                threads.submit(each.put, service(f"F{turn}"), expected=0) for each in (one, other)
            ]
            assert [each.result() for each in again] == [1, 1]


def test_a_connection_lost_in_a_put_leaves_it_open(url: str) -> None:
    """The statement is the end of its transaction as well; repeated, it is stored."""
    with open_store(url) as store, open_store(url) as other, ThreadPoolExecutor(1) as thread:
        with other.transaction() as records:
            records.put(service())
            list(records.find(Service))
            putting = thread.submit(store.put, volunteer(), expected=0)
            told(f"SELECT pg_terminate_backend({waiting(url)}, 60000)")
            with pytest.raises(OutcomeUnknown):
                putting.result()
        assert store.put(volunteer(), expected=0) == 1
        assert store.get(Volunteer, "V1") == Stored(volunteer(), 1)
