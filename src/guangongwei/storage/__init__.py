"""Records that outlive a program: stores that keep every promise, and the way to build another.

`protocol.Store` says what a store promises, `memory.MemoryStore` is the reference, and
`guangongwei.testing.StoreConformance` holds any other to the same promises.
"""

from __future__ import annotations

from guangongwei.storage.keys import NOUNS, key_of
from guangongwei.storage.opening import open  # noqa: A004  (it is called as storage.open)
from guangongwei.storage.protocol import Records, Store
from guangongwei.storage.stored import Capabilities, Gone, Stored

__all__ = ["NOUNS", "Capabilities", "Gone", "Records", "Store", "Stored", "key_of", "open"]
