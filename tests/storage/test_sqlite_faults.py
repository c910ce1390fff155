# ruff: noqa: ANN401, PT012, SIM117, SLF001  (faults are planted in what is private, and told inside blocks)
"""What SQLite refuses is told, and nothing that was stored is lost by it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from guangongwei.errors import (
    BadArgument,
    Conflict,
    Damaged,
    OutcomeUnknown,
    StoreBusy,
    StoreFailed,
)
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage import sqlite
from guangongwei.storage.sqlite import open_store
from guangongwei.testing.conformance.examples import volunteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guangongwei.storage.verbs import LineStore


class Failing:
    """A connection that refuses what begins with one of some words."""

    def __init__(self, connection: sqlite3.Connection, codes: dict[str, int]) -> None:
        self._connection = connection
        self._codes = codes

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        for word, code in self._codes.items():
            if sql.startswith(word):
                error = sqlite3.OperationalError("values of a record")
                error.sqlite_errorcode = code
                raise error
        return self._connection.execute(sql, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def failing(store: LineStore, **codes: int) -> None:
    """Have the store's connection refuse from now on."""
    backend: Any = store._backend
    backend._connection = Failing(backend._connection, codes)


#: With what a transaction ends: that of a batch, and that of a new record, which is a statement.
ENDS: dict[str, Callable[[LineStore], object]] = {
    "COMMIT": lambda store: store.put_many([volunteer()]),
    "INSERT INTO newest": lambda store: store.put(volunteer()),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_commit_that_fails_leaves_the_outcome_unknown(tmp_path: Path, end: str) -> None:
    """Its log may hold it; the handle goes on with what is there."""
    with open_store(f"sqlite:{tmp_path / 'store.db'}") as store:
        failing(store, **{end: sqlite3.SQLITE_IOERR})
        with pytest.raises(OutcomeUnknown):
            ENDS[end](store)
        assert list(store.find(Volunteer)) == []


@pytest.mark.parametrize("end", ENDS)
def test_a_commit_that_others_are_in_the_way_of_is_none(tmp_path: Path, end: str) -> None:
    """The transaction is rolled back, and can be tried again."""
    with open_store(f"sqlite:{tmp_path / 'store.db'}") as store:
        failing(store, **{end: sqlite3.SQLITE_BUSY})
        with pytest.raises(StoreBusy):
            ENDS[end](store)
        assert list(store.find(Volunteer)) == []


def test_a_new_record_takes_no_place_that_is_taken(tmp_path: Path) -> None:
    """By one that is there, or was; nothing is added then but by what was expected."""
    with open_store(f"sqlite:{tmp_path / 'store.db'}") as store:
        assert [store.put(volunteer()), store.put(volunteer(name="李四"))] == [1, 2]
        with pytest.raises(Conflict):
            store.put(volunteer(name="王五"), expected=0)
        store.delete(Volunteer, volunteer().id)
        assert store.put(volunteer(), expected=0) == 4


def test_a_connection_that_cannot_roll_back_is_given_up(tmp_path: Path) -> None:
    """Another one takes its place; where none is needed any more, none is made."""
    store = open_store(f"sqlite:{tmp_path / 'store.db'}")
    for ends in (False, True):
        failing(store, COMMIT=sqlite3.SQLITE_IOERR, ROLLBACK=sqlite3.SQLITE_IOERR)
        with pytest.raises(OutcomeUnknown):
            store.put_many([volunteer()])
        if not ends:
            assert list(store.find(Volunteer)) == []
            assert store.put(volunteer()) == 1
    store.close()
    with open_store(f"sqlite:{tmp_path / 'store.db'}") as store:
        assert store.get(Volunteer, volunteer().id).version == 1


def test_after_a_failure_nothing_more_is_done_in_a_transaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite may have left it, and what follows would be stored by itself."""
    with open_store(f"sqlite:{tmp_path / 'store.db'}") as store:
        with pytest.raises(StoreFailed), store.transaction() as records:
            records.put(volunteer("V0"))
            with monkeypatch.context() as patch:
                patch.setattr(sqlite, "_ADD", "INSERT INTO nothing VALUES (?, ?, ?)")
                with pytest.raises(StoreFailed):
                    records.put_many([volunteer("V1"), volunteer("V2")])
            records.put(volunteer("V3"))
        with pytest.raises(StoreFailed), store.transaction() as records:
            with monkeypatch.context() as patch:
                patch.setattr(sqlite, "_ADD", "INSERT INTO nothing VALUES (?, ?, ?)")
                with pytest.raises(StoreFailed):
                    records.put(volunteer("V1"))
        assert list(store.find(Volunteer)) == []


def test_a_transaction_that_sqlite_has_left_needs_no_rolling_back(tmp_path: Path) -> None:
    """Nothing is there to be taken back."""
    with open_store(f"sqlite:{tmp_path / 'store.db'}") as store:
        with pytest.raises(ZeroDivisionError), store.transaction() as records:
            records.put(volunteer())
            backend: Any = store._backend
            backend._connection.execute("ROLLBACK")
            raise ZeroDivisionError
        assert list(store.find(Volunteer)) == []


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """Nothing in it is changed."""
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE pupils (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(BadArgument):
        open_store(f"sqlite:{path}")
    assert path.read_bytes() == before


def test_a_file_that_sqlite_finds_inconsistent_is_damaged(tmp_path: Path) -> None:
    """Also where every page by itself is as it should be."""
    path = tmp_path / "store.db"
    open_store(f"sqlite:{path}").close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE more (number INTEGER NOT NULL)")
    connection.execute("INSERT INTO more VALUES (1)")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'INTEGER NOT', 'TEXT CHECK (number IS NULL) NOT')"
    )
    connection.close()
    with pytest.raises(Damaged):
        open_store(f"sqlite:{path}")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """In the system's words."""
    with pytest.raises(StoreFailed) as caught:
        open_store(f"sqlite:{tmp_path / 'nowhere' / 'store.db'}")
    assert "No such file" in str(caught.value)


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    """By SQLite's name for it."""
    with pytest.raises(StoreFailed):
        open_store(f"sqlite:{tmp_path}")


def test_a_version_that_is_missing_is_damage(tmp_path: Path) -> None:
    """Nobody takes the third for the second."""
    path = tmp_path / "store.db"
    with open_store(f"sqlite:{path}") as store:
        for name in ("甲", "乙", "丙"):
            store.put(volunteer("V1", name))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DELETE FROM past WHERE version = 2")
    connection.close()
    with open_store(f"sqlite:{path}") as store, pytest.raises(Damaged):
        store.history(Volunteer, "V1")


def test_a_long_batch_is_looked_up_piece_by_piece(tmp_path: Path) -> None:
    """Whether or not something of the noun was there before."""
    records = [volunteer(f"V{number:04}") for number in range(1200)]
    with open_store(f"sqlite:{tmp_path / 'store.db'}") as store:
        assert set(store.put_many(records)) == {1}
        assert set(store.put_many(records)) == {2}
        assert len(list(store.find(Volunteer))) == 1200


def test_an_erasure_that_meets_damage_erases_nothing(tmp_path: Path) -> None:
    """It ends its transaction, and the store goes on."""
    place = tmp_path / "store.db"
    with open_store(f"sqlite:{place}") as store:
        store.put(volunteer())
        store.put(volunteer(name="李四"))
        with closing(sqlite3.connect(place)) as other:
            other.execute("UPDATE past SET line = x'00'")
            other.commit()
        with pytest.raises(Damaged):
            store.erase(lambda _: True)
        assert store.put(volunteer(), expected=2) == 3
