"""What a store has to show; `guangongwei.storage.protocol` says it, and these tests hold it to it.

Subclass `StoreConformance` in a test module, give it `open_store`, and run pytest. What a store
does not offer (`Store.capabilities`) is skipped, with its reason: ``pytest -rs`` lists it.
"""

from __future__ import annotations

from guangongwei.testing.conformance.arrangement import Arrangement
from guangongwei.testing.conformance.suite import StoreConformance

__all__ = ["Arrangement", "StoreConformance"]
