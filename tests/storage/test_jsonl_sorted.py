"""The file of one noun is read as it was written, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import Damaged, NewerSchema, StoreFailed
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage import jsonl
from guangongwei.storage.jsonl import open_store
from guangongwei.storage.jsonl_files import Opened
from guangongwei.storage.schema import Schema
from guangongwei.testing.conformance.examples import volunteer

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = [volunteer(key) for key in ("b", "d", "乙\\n")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of three volunteers, in order."""
    with open_store(f"jsonl:{tmp_path / 'store'}") as store:
        store.put_many(PEOPLE)
    return tmp_path / "store"


def lines(folder: Path) -> list[str]:
    """What a person sees in the file of the volunteers."""
    return (folder / "Volunteer.jsonl").read_text("utf-8").splitlines()


def test_records_stand_by_key_and_version(folder: Path) -> None:
    """One change is one more line, and another last one, for git."""
    before = lines(folder)
    with open_store(f"jsonl:{folder}") as store:
        store.put(volunteer("c"))
        store.put(volunteer("b", "李四"))
    after = lines(folder)
    keys = [line.split('"key":"')[1][0] for line in after[:-1]]
    assert "".join(keys) == "bbcd乙"
    assert [line for line in before[:-1] if line not in after] == []


def test_versions_are_found_in_both(folder: Path) -> None:
    """Those in the file, and those that were written since."""
    with open_store(f"jsonl:{folder}") as store:
        store.put(volunteer("b", "李四"))
        assert [each.version for each in store.history(Volunteer, "b")] == [1, 2]
        assert [each.record.id for each in store.find(Volunteer)] == ["b", "d", "乙\\n"]


def test_a_file_of_another_noun_is_refused(folder: Path) -> None:
    """Its last line says what it is."""
    (folder / "Volunteer.jsonl").rename(folder / "Service.jsonl")
    with pytest.raises(Damaged):
        open_store(f"jsonl:{folder}")


def test_a_missing_file_is_missed(folder: Path) -> None:
    """The journal says what it stands on."""
    (folder / "Volunteer.jsonl").unlink()
    with pytest.raises(Damaged):
        open_store(f"jsonl:{folder}")


def test_a_missing_journal_is_missed(folder: Path) -> None:
    """Files without one are no new store."""
    (folder / "journal.jsonl").unlink()
    with pytest.raises(Damaged):
        open_store(f"jsonl:{folder}")


def test_an_earlier_journal_is_told(folder: Path) -> None:
    """As from an old copy, beside files that are later."""
    earlier = (folder / "journal.jsonl").read_bytes()
    with open_store(f"jsonl:{folder}") as store:
        store.put(volunteer("b", "李四"))
    (folder / "journal.jsonl").write_bytes(earlier)
    with pytest.raises(Damaged):
        open_store(f"jsonl:{folder}")


def test_a_long_journal_is_put_in_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before more is written, and whoever else reads finds it all."""
    monkeypatch.setattr(jsonl, "LONG_JOURNAL", 1)
    with open_store(f"jsonl:{folder}") as store, open_store(f"jsonl:{folder}") as other:
        store.put(volunteer("b", "李四"))
        store.put(volunteer("c"))
        assert [each.record.id for each in other.find(Volunteer)] == ["b", "c", "d", "乙\\n"]
        assert other.get(Volunteer, "b").version == 2


def test_a_store_of_a_later_schema_is_refused(folder: Path) -> None:
    """The journal says of which schema the store is."""
    later = Schema(2, (lambda _, plain: plain,))
    open_store(f"jsonl:{folder}", schema=later).close()
    with pytest.raises(NewerSchema):
        open_store(f"jsonl:{folder}")


def test_a_journal_that_became_shorter_is_told(folder: Path) -> None:
    """While a handle has it open."""
    store = open_store(f"jsonl:{folder}")
    store.put(volunteer("e"))
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-5])
    with pytest.raises(Damaged):
        store.get(Volunteer, "e")
    with pytest.raises(Damaged):
        store.close()


def test_a_folder_that_is_gone_is_told(folder: Path) -> None:
    """And nothing was stored."""
    store = open_store(f"jsonl:{folder}")
    (folder / "journal.jsonl").unlink()
    with pytest.raises(StoreFailed) as caught:
        store.put(volunteer("e"))
    assert caught.value.reason == "No such file or directory"
    store.close()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """The URL is refused."""
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="a folder"):
        open_store(f"jsonl:{tmp_path / 'file'}")


def test_a_file_is_read_to_its_end(tmp_path: Path) -> None:
    """Asked for more than there is, it gives what there is."""
    (tmp_path / "file").write_bytes(b"one\ntwo")
    file = Opened(tmp_path / "file")
    assert file.span(2, 100) == b"e\ntwo"
    assert list(file.lines()) == [b"one\n", b"two"]
    file.close()
