"""Readings whose next rows are on their way while those before are read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("sqlalchemy", reason="needs the extra sql")
pytest.importorskip("psycopg", reason="needs the extra sql")

import psycopg
from tests.storage.postgres import PLACES, server_uri, told

from guangongwei.errors import StoreFailed
from guangongwei.model.volunteer import Service
from guangongwei.storage.sql import open_store
from guangongwei.storage.sql_driver import answer, ask
from guangongwei.testing.conformance.examples import service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: More than are fetched at a time.
MANY = 2500


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A store with many records."""
    found = PLACES.url_of(tmp_path)
    with open_store(found) as store:
        store.put_many(service(f"F{number:04}") for number in range(MANY))
    yield found
    PLACES.give_back()


def test_an_answer_is_that_of_the_last_statement() -> None:
    """Or the first failure, by its code, after which the connection goes on."""
    with psycopg.connect(server_uri(), autocommit=True) as connection:
        ask(connection, "SELECT 1; SELECT 2, 'b' UNION ALL SELECT 3, 'c' ORDER BY 1")
        assert answer(connection) == [(2, "b"), (3, "c")]
        ask(connection, "SELECT 1; SELECT 1 / 0; SELECT 2")
        with pytest.raises(psycopg.Error) as caught:
            answer(connection)
        assert caught.value.sqlstate == "22012"
        assert str(caught.value) == ""
        assert answer(connection) == []
        ask(connection, "SELECT pg_sleep(0.01), 4")
        assert answer(connection) == [("", 4)]


def test_readings_side_by_side_read_everything(url: str) -> None:
    """Each of its own moment, however they take turns."""
    with open_store(url) as store:
        first = store.find(Service)
        assert next(first).record.id == "F0000"
        store.delete(Service, "F2000")
        second = store.find(Service)
        pairs = [(one.record.id, other.record.id) for one, other in zip(first, second, strict=True)]
    every = [f"F{number:04}" for number in range(MANY)]
    assert [one for one, _ in pairs] == every[1:]
    assert [other for _, other in pairs] == [each for each in every if each != "F2000"]


def test_a_reading_that_is_dropped_leaves_its_connection_to_the_next(url: str) -> None:
    """What was on its way is taken, and thrown away."""
    with open_store(url) as store:
        for _ in range(3):
            assert len(list(islice(store.find(Service), 3))) == 3
        assert len(store._backend._idle) == 1  # type: ignore[attr-defined]  # noqa: SLF001
        assert len(list(store.find(Service))) == MANY


def test_a_connection_lost_in_a_reading_is_told(url: str) -> None:
    """No reading ends early as if there were no more; the next one has another connection."""
    with open_store(url) as store:
        found = store.find(Service)
        next(found)
        cut = "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
        told(f"{cut} WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
        with pytest.raises(StoreFailed):
            list(found)
        assert len(list(store.find(Service))) == MANY
