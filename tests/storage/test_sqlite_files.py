"""A SQLite file that is empty, damaged or cannot be read is told apart from a store."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from guangongwei.errors import Damaged, GuangongweiError, StoreBusy, StoreFailed
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage.sqlite import open_store
from guangongwei.storage.sqlite_files import made, meaning, refuse_empty
from guangongwei.testing.conformance.examples import volunteer


def told(code: int, path: Path) -> GuangongweiError:
    """What an error of SQLite with this code means."""
    error = sqlite3.DatabaseError("values of a record")
    error.sqlite_errorcode = code
    return meaning(error, "here", path)


def test_a_new_store_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """What says that it is being made is gone when it is made."""
    open_store(f"sqlite:{tmp_path / 'store.db'}").close()
    assert [each.name for each in tmp_path.iterdir()] == ["store.db"]


@pytest.mark.parametrize("length", [0, 1, 15, 16, 511, 4095])
def test_a_file_that_was_cut_short_is_refused(tmp_path: Path, length: int) -> None:
    """Nobody begins anew over what was in it; SQLite takes one byte for an empty file, too."""
    path = tmp_path / "store.db"
    with open_store(f"sqlite:{path}") as store:
        store.put(volunteer())
    left = path.read_bytes()[:length]
    path.write_bytes(left)
    with pytest.raises(Damaged):
        open_store(f"sqlite:{path}")
    assert path.read_bytes() == left


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE newest SET noun = 'Vnlunteer'",
        "UPDATE newest SET noun = 'Service'",
        "UPDATE newest SET noun = CAST(noun AS BLOB)",
        "UPDATE newest SET key = 'V2'",
        "UPDATE past SET key = 'V2'",
    ],
)
def test_a_line_that_stands_elsewhere_is_damage(tmp_path: Path, change: str) -> None:
    """Who asks for it would be told that it is not there, and might write it anew."""
    path = tmp_path / "store.db"
    with open_store(f"sqlite:{path}") as store:
        store.put(volunteer())
        store.put(volunteer(name="李四"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(change)
        connection.commit()
    with pytest.raises(Damaged):
        open_store(f"sqlite:{path}")


def test_keys_with_signs_that_lines_escape_are_where_they_belong(tmp_path: Path) -> None:
    """Quotation marks, a backslash, a line's end, and the longest key of the longest characters."""
    url = f"sqlite:{tmp_path / 'store.db'}"
    keys = ('"', "\\", "\n", "'", "龘" * 500, "\U0001f600" * 500)
    with open_store(url) as store:
        store.put_many(map(volunteer, keys))
    with open_store(url) as store:
        assert {each.record.id for each in store.find(Volunteer)} == {*keys}


def test_words_of_sqlite_that_are_no_text_are_damage(tmp_path: Path) -> None:
    """It quotes the name of a table, of which a byte is wrong; nothing of that is shown."""
    path = tmp_path / "store.db"
    open_store(f"sqlite:{path}").close()
    path.write_bytes(path.read_bytes().replace(b"tablepastpast", b"table\xf0astpast"))
    with pytest.raises(Damaged) as raised:
        open_store(f"sqlite:{path}")
    assert isinstance(raised.value.__context__, UnicodeDecodeError)
    assert raised.value.__context__.object == b""


def test_a_store_whose_making_broke_off_is_made_again(tmp_path: Path) -> None:
    """An empty file is left then, and beside it what says so."""
    path = tmp_path / "store.db"
    refuse_empty(path, "here")
    path.touch()
    with open_store(f"sqlite:{path}") as store:
        assert list(store.find(Volunteer)) == []
    assert not (tmp_path / "store.db-making").exists()


def test_a_file_that_is_made_meanwhile_is_not_refused(tmp_path: Path) -> None:
    """It was empty at the first look, and its maker has ended before the second."""

    class Watched(type(tmp_path)):  # type: ignore[misc]  # the paths of this system
        def exists(self, **_: bool) -> bool:
            if not self.name.endswith("-making"):
                return True
            (tmp_path / "store.db").write_bytes(b"SQLite format 3")
            return False

    (tmp_path / "store.db").touch()
    refuse_empty(Watched(tmp_path / "store.db"), "here")
    assert (tmp_path / "store.db").stat().st_size


def test_a_file_that_is_made_is_not_being_made(tmp_path: Path) -> None:
    """Also where nothing says so any more."""
    path = tmp_path / "store.db"
    refuse_empty(path, "here")
    made(path)
    made(path)
    assert list(tmp_path.iterdir()) == []


def test_damage_is_damage_when_looked_at_again(tmp_path: Path) -> None:
    """SQLite finds it the second time too."""
    path = tmp_path / "store.db"
    path.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert isinstance(told(sqlite3.SQLITE_CORRUPT, path), Damaged)
    assert isinstance(told(sqlite3.SQLITE_NOTADB, path), Damaged)


def test_what_is_whole_when_looked_at_again_was_not_read(tmp_path: Path) -> None:
    """The disk has failed, not the store; few of the files looked at stay open."""
    for number in range(20):
        path = tmp_path / f"{number}.db"
        open_store(f"sqlite:{path}").close()
        assert isinstance(told(sqlite3.SQLITE_CORRUPT, path), StoreFailed)
    folder = Path("/proc/self/fd")
    if folder.exists():
        kept = [each.readlink() for each in folder.iterdir() if each.is_symlink()]
        assert sum(tmp_path in each.parents for each in kept) <= 16


def test_what_cannot_be_read_is_no_damage(tmp_path: Path) -> None:
    """The system's own word for it is told."""
    failed = told(sqlite3.SQLITE_CORRUPT, tmp_path)
    assert isinstance(failed, StoreFailed)
    assert "directory" in str(failed)


def test_a_file_that_cannot_be_opened_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it was seen."""
    (tmp_path / "store.db").write_bytes(b"SQLite format 3")

    def refuse(*_: object) -> int:
        raise OSError(errno.EIO, "values of a record")

    monkeypatch.setattr(os, "open", refuse)
    assert isinstance(told(sqlite3.SQLITE_CORRUPT, tmp_path / "store.db"), StoreFailed)


def test_other_errors_say_who_is_in_the_way_or_what_sqlite_calls_it(tmp_path: Path) -> None:
    """Never in SQLite's own words, which may hold values."""
    assert isinstance(told(sqlite3.SQLITE_BUSY, tmp_path), StoreBusy)
    failed = meaning(sqlite3.Error("values of a record"), "here", tmp_path)
    assert isinstance(failed, StoreFailed)
    assert "values" not in str(failed)


@pytest.mark.parametrize("line", ["'text'", "7", "NULL || x'00'", "x'7b7d'"])
def test_a_line_that_is_no_bytes_is_damage(tmp_path: Path, line: str) -> None:
    """A column of SQLite holds whatever was put there."""
    path = tmp_path / "store.db"
    with open_store(f"sqlite:{path}") as store:
        store.put(volunteer())
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"UPDATE newest SET line = coalesce({line}, 1.5)")
    connection.close()
    with open_store(f"sqlite:{path}") as store:
        with pytest.raises(Damaged):
            store.get(Volunteer, volunteer().id)
        with pytest.raises(Damaged):
            list(store.find(Volunteer))
