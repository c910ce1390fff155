"""Stores are opened by their URL."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from typing import TYPE_CHECKING

import pytest

from guangongwei import storage
from guangongwei.errors import BadArgument, UnknownStore
from guangongwei.storage import opening
from guangongwei.storage.memory import MemoryStore

if TYPE_CHECKING:
    from guangongwei.storage import Store


def theirs(url: str) -> Store:
    """A store of another package, which has read its URL."""
    assert url == "shelf://room-7"
    return MemoryStore()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another package has brought a store along."""
    entry = EntryPoint("shelf", f"{__name__}:theirs", opening.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: theirs)
    monkeypatch.setattr(opening, "entry_points", lambda **_: EntryPoints([entry]))


def test_a_store_in_memory_is_opened_by_its_name() -> None:
    """Each is a store of its own."""
    with storage.open("memory:") as one, storage.open("MEMORY:") as other:
        assert isinstance(one, MemoryStore)
        assert one is not other


def test_a_store_in_memory_has_no_address() -> None:
    """Two of one name would not be one."""
    with pytest.raises(BadArgument):
        storage.open("memory:shared")


@pytest.mark.parametrize("url", ["", "store.db", "data/store", ":memory:", "C", "数据:x"])
def test_what_is_no_url_is_refused(url: str) -> None:
    """The message shows what one looks like."""
    with pytest.raises(BadArgument) as caught:
        storage.open(url)
    assert caught.value.name == "url"
    assert "sqlite:file" in caught.value.expected


def test_an_unknown_store_is_told_with_the_nearest() -> None:
    """A name that is nearly right is set right."""
    with pytest.raises(UnknownStore) as caught:
        storage.open("postgres://name:secret@host/base")
    assert caught.value.scheme == "postgres"
    assert "Did you mean postgresql?" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.usefixtures("installed")
def test_a_store_of_another_package_is_opened() -> None:
    """It names itself by the entry point and is given the whole URL."""
    with storage.open("shelf://room-7") as store:
        assert isinstance(store, MemoryStore)


@pytest.mark.usefixtures("installed")
def test_stores_of_other_packages_are_named() -> None:
    """Who asks for what is not there is told what is."""
    with pytest.raises(UnknownStore) as caught:
        storage.open("shelves:room-7")
    assert caught.value.known == ("jsonl", "memory", "postgresql", "shelf", "sqlite")


def test_a_path_is_what_follows_the_colon() -> None:
    """With colons and blanks of its own."""
    assert opening.path_of("sqlite:a folder/本:1.db") == "a folder/本:1.db"
    assert opening.path_of("jsonl:/data") == "/data"


@pytest.mark.parametrize("url", ["sqlite:", "sqlite:///store.db", "jsonl://store"])
def test_a_path_that_could_be_another_is_refused(url: str) -> None:
    """Three slashes mean a relative path to some programs and an absolute one to others."""
    with pytest.raises(BadArgument):
        opening.path_of(url)
