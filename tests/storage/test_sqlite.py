"""The store in a SQLite file keeps every promise that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.storage.machine import hold_against_the_model

from guangongwei.storage import sqlite
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.sqlite import open_store
from guangongwei.testing.conformance import StoreConformance

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guangongwei.storage.verbs import LineStore


class TestSqliteStore(StoreConformance):
    """All of them, on one file."""

    def open_store(self, place: Path) -> LineStore:
        return open_store(f"sqlite:{place / 'store.db'}")


class TestSqliteStoreWithoutLog(StoreConformance):
    """All of them, where a write-ahead log cannot be."""

    @pytest.fixture(autouse=True)
    def _without_log(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sqlite, "_LOGGED", "PRAGMA journal_mode = DELETE")

    def open_store(self, place: Path) -> LineStore:
        return open_store(f"sqlite:{place / 'store.db'}")


def test_without_a_log_the_folder_is_synced_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each commit, for the journal's name is taken out of it."""
    for logged, setting in (("WAL", 2), ("DELETE", 3)):
        monkeypatch.setattr(sqlite, "_LOGGED", f"PRAGMA journal_mode = {logged}")
        file = sqlite._File(tmp_path / logged, CURRENT)  # noqa: SLF001
        connection = file._connection  # noqa: SLF001
        assert connection is not None
        assert connection.execute("PRAGMA synchronous").fetchone() == (setting,)
        file.close()


def test_it_agrees_with_the_model(tell: Callable[[str], None]) -> None:
    """Whatever is done to it, it holds what the model holds."""
    told = hold_against_the_model(
        lambda place, schema: open_store(f"sqlite:{place / 'store.db'}", schema=schema)
    )
    tell(f"sqlite: {told}")
