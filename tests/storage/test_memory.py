"""The store in memory keeps every promise that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.storage.machine import hold_against_the_model

from guangongwei.storage.memory import MemoryStore
from guangongwei.testing.conformance import StoreConformance

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class TestMemoryStore(StoreConformance):
    """It lives as long as its handle, so that what is about a second one is skipped."""

    def open_store(self, place: Path) -> MemoryStore:
        del place
        return MemoryStore()


def test_it_agrees_with_the_model(tell: Callable[[str], None]) -> None:
    """Whatever is done to it, it holds what the model holds."""
    told = hold_against_the_model(lambda _, schema: MemoryStore(schema=schema))
    tell(f"memory: {told}")
