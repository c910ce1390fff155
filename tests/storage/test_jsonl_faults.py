# ruff: noqa: PT012, SLF001  (faults are planted in what is private, and told inside blocks)
"""What the disk refuses a folder of JSON Lines is told, and nothing that was stored is lost by it."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from guangongwei.errors import (
    BadArgument,
    Damaged,
    OutcomeUnknown,
    StoreBusy,
    StoreClosed,
    StoreFailed,
)
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage import jsonl, jsonl_journal, jsonl_sorted
from guangongwei.storage.jsonl import open_store
from guangongwei.storage.jsonl_files import Opened, replace
from guangongwei.testing.conformance.examples import volunteer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guangongwei.storage.verbs import LineStore

ONE, TWO, THREE = volunteer("V1"), volunteer("V2"), volunteer("V3")


def refuse(*_: object, **__: object) -> None:
    """What a disk says that fails."""
    raise OSError(errno.EIO, "values of a record")


def kept(store: LineStore) -> list[str]:
    """The ids of what is there."""
    return [each.record.id for each in store.find(Volunteer)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LineStore]:
    """A store with one record in a file and one in its journal."""
    with open_store(f"jsonl:{tmp_path / 'store'}") as first:
        first.put(ONE)
    with open_store(f"jsonl:{tmp_path / 'store'}") as opened:
        opened.put(TWO)
        yield opened


def test_a_write_that_fails_stores_nothing(
    store: LineStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither at the end of a transaction nor in the middle of a long one."""
    backend: Any = store._backend
    kept(store)
    for held in (0, 1_000_000):
        with monkeypatch.context() as patch:
            patch.setattr(jsonl_journal, "_HELD", held)
            journal: Any = backend._ground.journal.file
            patch.setattr(journal, "write", refuse)
            with pytest.raises(StoreFailed) as caught:
                store.put_many([THREE, volunteer("V4")])
        assert "values" not in str(caught.value)
        assert kept(store) == ["V1", "V2"]
    assert store.put(THREE) == 1


def test_what_was_written_early_is_cut_off_again(
    store: LineStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the transaction ends without being stored, or one batch of it."""
    monkeypatch.setattr(jsonl_journal, "_HELD", 0)
    with store.transaction() as records:
        records.put(THREE)
        with pytest.raises(BadArgument):
            records.put_many([volunteer("V4"), volunteer("V5")], expected=[0])
        assert [each.record.id for each in records.find(Volunteer)] == ["V1", "V2", "V3"]
        records.put(volunteer("V6"))
    assert kept(store) == ["V1", "V2", "V3", "V6"]
    store.close()


def test_changes_are_written_early_as_well(
    store: LineStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where they are long, line by line, and each is found where it was written."""
    monkeypatch.setattr(jsonl_journal, "_HELD", 0)
    assert store.put_many([volunteer("V1", "李四"), volunteer("V2", "李四")]) == (2, 2)
    assert [each.record.name for each in store.find(Volunteer)] == ["李四", "李四"]


def test_after_a_failure_nothing_more_is_done_in_a_transaction(
    store: LineStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it is stored or nothing."""
    with pytest.raises(StoreFailed), store.transaction() as records:
        records.put(THREE)
        with monkeypatch.context() as patch:
            patch.setattr(Opened, "span", refuse)
            with pytest.raises(StoreFailed):
                records.get(Volunteer, "V1")
        records.put(volunteer("V4"))
    assert kept(store) == ["V1", "V2"]


def test_a_sync_that_fails_stores_nothing_if_the_end_can_be_cut_off(
    store: LineStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cutting is synced as well; the first sync alone fails."""
    sync, calls = Opened.sync, iter([refuse])

    def sometimes(file: Opened) -> None:
        next(calls, sync)(file)

    with monkeypatch.context() as patch:
        patch.setattr(Opened, "sync", sometimes)
        with pytest.raises(StoreFailed):
            store.put(THREE)
    assert kept(store) == ["V1", "V2"]


def test_a_sync_that_fails_for_good_leaves_the_outcome_unknown(
    store: LineStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there is read again; here the system has kept all of it."""
    for ends in (False, True):
        with monkeypatch.context() as patch:
            patch.setattr(Opened, "sync", refuse)
            with pytest.raises(OutcomeUnknown):
                store.put(volunteer(f"V{3 + ends}"))
        if not ends:
            assert kept(store) in (["V1", "V2"], ["V1", "V2", "V3"])
    store.close()


def test_what_failed_is_left_to_the_parent_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is open then but the lock."""
    store = open_store(f"jsonl:{tmp_path / 'other'}")
    with monkeypatch.context() as patch:
        patch.setattr(Opened, "sync", refuse)
        with pytest.raises(OutcomeUnknown):
            store.put(THREE)
    store.leave_to_parent()
    with pytest.raises(StoreClosed):
        store.put(THREE)
    with open_store(f"jsonl:{tmp_path / 'other'}") as other:
        assert other.put(THREE, expected=0) == 1


def test_files_that_cannot_be_replaced_stay(
    store: LineStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing puts nothing in order then, and loses nothing."""
    with monkeypatch.context() as patch:
        patch.setattr(type(tmp_path), "replace", refuse)
        store.close()
    assert not list((tmp_path / "store").glob("*.new"))
    with open_store(f"jsonl:{tmp_path / 'store'}") as again:
        assert kept(again) == ["V1", "V2"]


def test_a_long_journal_is_put_in_order_before_more_is_written(
    store: LineStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it does not grow without end while a handle stays open."""
    monkeypatch.setattr(jsonl, "LONG_JOURNAL", 10)
    store.put(THREE)
    assert (tmp_path / "store" / "Volunteer.jsonl").read_bytes().count(b"\n") == 3
    assert kept(store) == ["V1", "V2", "V3"]


def test_a_torn_end_is_cut_off_by_the_next_write(store: LineStore, tmp_path: Path) -> None:
    """What a crash has left is in nobody's way."""
    with (tmp_path / "store" / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"sum":"0000')
    assert kept(store) == ["V1", "V2"]
    assert store.put(THREE) == 1
    assert kept(store) == ["V1", "V2", "V3"]


def test_a_system_that_gives_few_bytes_at_a_time_is_asked_again(
    store: LineStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read may end wherever the system likes."""
    pread = os.pread
    monkeypatch.setattr(os, "pread", lambda file, size, at: pread(file, min(size, 7), at))
    assert kept(store) == ["V1", "V2"]
    assert store.history(Volunteer, "none") == ()


def test_a_file_that_ends_early_gives_what_there_is(tmp_path: Path) -> None:
    """Whoever asked for more compares sums."""
    (tmp_path / "file").write_bytes(b"12345")
    assert Opened(tmp_path / "file").span(2, 99) == b"345"


def test_who_writes_too_long_is_waited_for_no_longer(
    store: LineStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by another writer nor, where no mark says how far to read, by a reader."""
    monkeypatch.setattr(jsonl, "PATIENCE", 0.01)
    other = open_store(f"jsonl:{tmp_path / 'store'}")
    backend: Any = other._backend
    with store.transaction() as records:
        records.put(THREE)
        with pytest.raises(StoreBusy), backend._lock.held(patience=0):
            pass
        assert kept(other) == ["V1", "V2"]
        (tmp_path / "store" / ".lock").write_bytes(b"")
        backend._ground = None
        with pytest.raises(StoreBusy):
            kept(other)
    other.close()


def test_a_reader_looks_again_at_what_is_replaced_while_it_reads(
    store: LineStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit together then is no damage."""
    other = open_store(f"jsonl:{tmp_path / 'store'}")
    backend: Any = other._backend
    read, damage = backend._read_anew, iter([Damaged("here", "changed meanwhile")])

    def read_anew(*, stop: int | None) -> object:
        for each in damage:
            raise each
        return read(stop=stop)

    monkeypatch.setattr(backend, "_read_anew", read_anew)
    with store.transaction() as records:
        records.put(THREE)
        backend._ground = None
        assert kept(other) == ["V1", "V2"]
    other.close()


def test_a_sector_that_was_never_written_is_torn(store: LineStore, tmp_path: Path) -> None:
    """Whatever stands before and behind it."""
    journal = tmp_path / "store" / "journal.jsonl"
    whole = journal.read_bytes()
    line = whole.splitlines(keepends=True)[1]
    journal.write_bytes(whole + line + b"\0" * 2000 + line)
    assert kept(store) == ["V1", "V2"]


def test_a_transaction_that_comes_twice_is_damage(store: LineStore, tmp_path: Path) -> None:
    """Its number has been."""
    journal = tmp_path / "store" / "journal.jsonl"
    head, *rest = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([head, *rest, *rest]))
    with pytest.raises(Damaged):
        kept(store)
    journal.write_bytes(b"".join([head, *rest]))
    assert kept(store) == ["V1", "V2"]


def test_what_the_files_hold_already_counts_once(
    store: LineStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where putting in order broke off before the journal was replaced."""

    def all_but_the_journal(path: Path, blocks: Iterator[bytes]) -> None:
        if path.name == "journal.jsonl":
            raise OSError(errno.ENOSPC, "values of a record")
        replace(path, blocks)

    with monkeypatch.context() as patch:
        patch.setattr(jsonl, "replace", all_but_the_journal)
        patch.setattr(jsonl_sorted, "_BLOCK", 10)
        store.close()
    with open_store(f"jsonl:{tmp_path / 'store'}") as again:
        assert kept(again) == ["V1", "V2"]
        assert [each.version for each in again.history(Volunteer, "V2")] == [1]


def test_a_file_whose_last_line_has_no_place_of_its_own_is_damage(
    store: LineStore, tmp_path: Path
) -> None:
    """It proves that the lines before it are whole lines."""
    store.close()
    file = tmp_path / "store" / "Volunteer.jsonl"
    *before, end = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(before)[:-1] + end)
    with pytest.raises(Damaged), open_store(f"jsonl:{tmp_path / 'store'}") as again:
        kept(again)


@pytest.mark.parametrize("head", [b"", b"nothing\n", b'{"sum":"00000000","journal":0}\n'])
def test_a_journal_without_its_first_line_is_damage(tmp_path: Path, head: bytes) -> None:
    """It was put there whole, with that line."""
    open_store(f"jsonl:{tmp_path / 'other'}").close()
    (tmp_path / "other" / "journal.jsonl").write_bytes(head)
    with pytest.raises(Damaged, match="journal"):
        open_store(f"jsonl:{tmp_path / 'other'}")


def test_what_is_written_early_is_not_read_by_others(
    store: LineStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They read up to where all is synced, and no further."""
    monkeypatch.setattr(jsonl_journal, "_HELD", 0)
    with open_store(f"jsonl:{tmp_path / 'store'}") as other:
        store.put(THREE)
        with store.transaction() as records:
            records.put(volunteer("V4"))
            assert kept(other) == ["V1", "V2", "V3"]
        assert kept(other) == ["V1", "V2", "V3", "V4"]
