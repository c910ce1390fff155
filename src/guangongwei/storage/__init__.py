"""Records that outlive a program: stores that keep every promise, and the way to build another.

`protocol.Store` says what a store promises, the one in `memory` is the reference, and
`guangongwei.testing.StoreConformance` holds any other to the same promises.
"""

from __future__ import annotations

from guangongwei.storage.access_lines import JsonLinesLog
from guangongwei.storage.datasets import load, records_of, save
from guangongwei.storage.differences import Change, Difference, apply, difference
from guangongwei.storage.forgetting import Forgotten, Person, forget, mentions, unfinished
from guangongwei.storage.guarded import GuardedStore
from guangongwei.storage.key_files import make_key, read_key
from guangongwei.storage.keys import NOUNS, key_of
from guangongwei.storage.ledger_lines import load_ledger, save_ledger
from guangongwei.storage.mentions import Mention
from guangongwei.storage.opening import open  # noqa: A004  (it is called as storage.open)
from guangongwei.storage.protocol import Records, Store
from guangongwei.storage.purging import Due, due, purge
from guangongwei.storage.stored import Capabilities, Gone, Stored
from guangongwei.storage.syncing import Both, Prefer, Synced, sync
from guangongwei.storage.writes import attempt

__all__ = [
    "NOUNS",
    "Both",
    "Capabilities",
    "Change",
    "Difference",
    "Due",
    "Forgotten",
    "Gone",
    "GuardedStore",
    "JsonLinesLog",
    "Mention",
    "Person",
    "Prefer",
    "Records",
    "Store",
    "Stored",
    "Synced",
    "apply",
    "attempt",
    "difference",
    "due",
    "forget",
    "key_of",
    "load",
    "load_ledger",
    "make_key",
    "mentions",
    "open",
    "purge",
    "read_key",
    "records_of",
    "save",
    "save_ledger",
    "sync",
    "unfinished",
]
