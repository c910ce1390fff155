"""The store in memory keeps every promise that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.storage.memory import MemoryStore
from guangongwei.testing.conformance import StoreConformance

if TYPE_CHECKING:
    from pathlib import Path


class TestMemoryStore(StoreConformance):
    """It lives as long as its handle, so that what is about a second one is skipped."""

    def open_store(self, place: Path) -> MemoryStore:
        del place
        return MemoryStore()
