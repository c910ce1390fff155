"""A dataset to a store and back, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.standard import Standard
from guangongwei.storage.differences import apply, difference
from guangongwei.storage.keys import NOUNS, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.storage.differences import Difference
    from guangongwei.storage.keys import Noun, Storable
    from guangongwei.storage.protocol import Records, Store
    from guangongwei.storage.stored import Unknown

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
    found = difference(records_of(dataset), store, complete=complete)
    if not dry_run:
        apply(found, store)
    return found


def load(store: Store) -> Dataset:
    """Everything a store holds as one dataset, ordered by key.

    Where the store has transactions, it is what was there at one moment.
    """
    return load_whole(store)[0]


def load_whole(store: Store) -> tuple[Dataset, dict[tuple[Noun, str], Unknown]]:
    """The same, and the fields that are unknown here of the records that have some."""
    if not store.capabilities.transactions:
        return _loaded(store)
    with store.transaction() as records:
        return _loaded(records)


def _loaded(records: Records) -> tuple[Dataset, dict[tuple[Noun, str], Unknown]]:
    fields: dict[str, Any] = {}
    unknown: dict[tuple[Noun, str], Unknown] = {}
    for noun in NOUNS.values():
        held: list[Storable] = []
        for each in records.find(noun):
            held.append(each.record)
            if each.unknown:
                unknown[noun, key_of(each.record)] = each.unknown
        fields[FIELDS[noun]] = tuple(held)
    return Dataset(**fields), unknown
