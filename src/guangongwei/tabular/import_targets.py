"""Where records are imported into: a dataset, or a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, final

from guangongwei.errors import NotStored
from guangongwei.model.dataset import TABLES
from guangongwei.model.keys import key_of
from guangongwei.model.standard import Standard
from guangongwei.tabular.difference import Importable, Noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.model.dataset import Dataset

#: Every noun that is imported, those first that others refer to.
NOUNS: tuple[Noun, ...] = (*TABLES, Standard)


class Held(Protocol):
    """A record as a store holds it."""

    @property
    def record(self) -> Any: ...
    @property
    def version(self) -> int: ...


class Target(Protocol):
    """Where records can be imported besides a dataset: a part of what every store promises."""

    def get(self, noun: Noun, key: str) -> Held:
        """The record under a key, with its version; `NotStored` where there is none."""
        ...

    def find(self, noun: Noun) -> Iterator[Held]:
        """The records of a noun."""
        ...

    def put_many(
        self, records: Iterable[Any], *, expected: Iterable[int | None]
    ) -> tuple[int, ...]:
        """Store all of the records or none, each provided that it is at the expected version."""
        ...


class Lookup(Protocol):
    """Where records are looked up."""

    #: The version of a record that is not there; None where there are no versions.
    absent: int | None

    def under(self, noun: Noun, key: str) -> tuple[tuple[Importable, int | None], ...]:
        """The records under a key, with their versions."""
        ...

    def all(self, noun: Noun) -> Iterator[Importable]:
        """The records of a noun."""
        ...


@final
class InDataset:
    """The records of a dataset by their keys."""

    absent: int | None = None

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._by_key: dict[Noun, dict[str, list[Importable]]] = {}

    def under(self, noun: Noun, key: str) -> tuple[tuple[Importable, int | None], ...]:
        if noun not in self._by_key:
            by_key = self._by_key[noun] = dict[str, list[Importable]]()
            for each in records_of(self._dataset, noun):
                by_key.setdefault(key_of(each), []).append(each)
        return tuple((each, None) for each in self._by_key[noun].get(key, ()))

    def all(self, noun: Noun) -> Iterator[Importable]:
        return iter(records_of(self._dataset, noun))


@final
class InStore:
    """The records of a store by their keys."""

    absent: int | None = 0

    def __init__(self, store: Target) -> None:
        self._store = store

    def under(self, noun: Noun, key: str) -> tuple[tuple[Importable, int | None], ...]:
        try:
            held = self._store.get(noun, key)
        except NotStored:
            return ()
        return ((held.record, held.version),)

    def all(self, noun: Noun) -> Iterator[Importable]:
        return (each.record for each in self._store.find(noun))


def records_of(dataset: Dataset, noun: Noun) -> tuple[Importable, ...]:
    """The records of any noun that is imported."""
    return dataset.standards if noun is Standard else dataset.records(noun)
