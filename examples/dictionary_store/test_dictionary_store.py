"""The store keeps every promise that it makes."""

from __future__ import annotations

from dictionary_store import DictionaryStore

from guangongwei.testing.conformance import StoreConformance


class TestDictionaryStore(StoreConformance):
    """A store of a new place is a new store."""

    def open_store(self, place):
        return DictionaryStore()
