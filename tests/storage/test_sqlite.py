"""The store in a SQLite file keeps every promise that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.storage.machine import hold_against_the_model

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


def test_it_agrees_with_the_model(tell: Callable[[str], None]) -> None:
    """Whatever is done to it, it holds what the model holds."""
    told = hold_against_the_model(
        lambda place, schema: open_store(f"sqlite:{place / 'store.db'}", schema=schema)
    )
    tell(f"sqlite: {told}")
