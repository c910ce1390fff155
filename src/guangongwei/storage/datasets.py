"""A dataset to a store and back, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.standard import Standard
from guangongwei.storage.differences import apply, difference
from guangongwei.storage.keys import NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.storage.differences import Difference
    from guangongwei.storage.keys import Noun, Storable
    from guangongwei.storage.protocol import Records, Store

#: The field of a dataset that holds each noun that is stored.
FIELDS: dict[Noun, str] = {**TABLES, Standard: "standards"}


def records_of(dataset: Dataset) -> Iterator[Storable]:
    """Every record of a dataset, noun by noun."""
    for noun in NOUNS.values():
        yield from getattr(dataset, FIELDS[noun])


def save(
    dataset: Dataset, store: Store, *, delete: bool = False, dry_run: bool = False
) -> Difference:
    """Store a dataset as it stands, and tell what that changed; what is as it was is not rewritten.

    Fields that are blank in the dataset become blank in the store. With `delete`, records that are
    not in the dataset are deleted; without it they stay. All of it is stored or nothing is; with
    `dry_run` nothing is.

    Raises:
        BadArgument: Two records of the dataset have one noun and key.
        Conflict: Somebody has changed one of the records meanwhile.
    """
    complete = tuple(NOUNS.values()) if delete else ()
    found = difference(records_of(dataset), store, overwrite_blanks=True, complete=complete)
    if not dry_run:
        apply(found, store)
    return found


def load(store: Store) -> Dataset:
    """Everything a store holds as one dataset, ordered by key.

    Where the store has transactions, it is what was there at one moment.
    """
    if not store.capabilities.transactions:
        return _loaded(store)
    with store.transaction() as records:
        return _loaded(records)


def _loaded(records: Records) -> Dataset:
    fields: dict[str, Any] = {
        FIELDS[noun]: tuple(each.record for each in records.find(noun)) for noun in NOUNS.values()
    }
    return Dataset(**fields)
