"""What a store promises; `guangongwei.testing.conformance` holds a store to it, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import Self

    from guangongwei.indicators.definition import Condition
    from guangongwei.storage.keys import S, Storable
    from guangongwei.storage.stored import Capabilities, Gone, Stored


class Records(Protocol):
    """Records by noun and key, each at a version; what a store and a transaction have in common.

    A write has three outcomes: it returned, and is stored; it raised `OutcomeUnknown`; it raised
    anything else, and nothing is. No error shows what a record holds. Keys are as
    `keys.checked_key` has them, and `keys.REFERENCES` no longer; no text holds NUL or a lone
    surrogate.
    """

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        """Store a record under `keys.key_of(record)`; give its version, one more than the last.

        `expected`: 0, nothing is stored under the key; n, it is at version n; None, whatever is
        there. Versions begin at 1 and go on after a delete. Fields of the stored one that only a
        later library knows are kept. Repeated with the same `expected` (a number), while what it
        stored is the newest, it stores nothing and gives the same version: a creation (0) for
        everybody, a change for the thread that made it, or for the attempt (`writes.attempt`). To
        others that is a `Conflict`: two who each add one to a number never count as one.

        Raises:
            Conflict: It is at another version (`actual`; 0 where it is not stored).
            BadArgument: The record, its key or `expected` (negative, no whole number) is unfit.
        """
        ...

    def put_many(
        self, records: Iterable[Storable], *, expected: int | Iterable[int | None] | None = None
    ) -> tuple[int, ...]:
        """Store all of the records or, on any error (of the iterables too), none; their versions.

        `expected` is one for all, or one for each in their order; nouns may be mixed. Two records
        of one noun and key, or another number of `expected` than of records, are a `BadArgument`.
        """
        ...

    def get(self, noun: type[S], key: str) -> Stored[S]:
        """The record as it is now. `NotStored` where there is none, or none any more."""
        ...

    def delete(self, noun: type[S], key: str, *, expected: int | None = None) -> int:
        """Delete a record; give the version that says so, one more than its last.

        Repeated as `put` may be, it deletes nothing and gives the same version. `NotStored` where
        nothing is there and `expected` is None, else `Conflict` as for `put`.
        """
        ...

    def find(
        self, noun: type[S], condition: Condition | None = None, *, order: tuple[str, ...] = (),
        limit: int | None = None,
    ) -> Iterator[Stored[S]]:  # fmt: skip
        """The records of a noun that meet a condition, one by one, `limit` of them at most.

        Conditions read the record's own fields, as `matching` says. Ordered by fields (``-name``:
        downwards), blanks last either way, then by key; text by code points. They are those of the
        moment of the call: what is written while they are read changes nothing. An unfit
        condition, order or limit (below 0) is a `BadArgument`, at the call.
        """
        ...

    def history(self, noun: type[S], key: str) -> tuple[Stored[S] | Gone, ...]:
        """Every version under a key, the first one first; empty where there never was any."""
        ...


class Store(Records, Protocol):
    """A place that keeps records; after `close`, whatever it gave raises `StoreClosed`."""

    @property
    def capabilities(self) -> Capabilities: ...

    def transaction(self) -> AbstractContextManager[Records]:
        """Verbs whose writes are stored together when the block ends, or not at all if it raises.

        They see their own writes, and nobody else does before the end. Transactions and single
        verbs happen as if one after the other; one that cannot raises `StoreBusy`. Inside the
        block its thread leaves the store alone (`BadArgument`), a second transaction included.
        """
        ...

    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...
