"""A store in memory: the reference that the others agree with."""

from __future__ import annotations

from collections import ChainMap
from contextlib import contextmanager
from itertools import islice
from threading import RLock, get_ident
from typing import TYPE_CHECKING, Self, TypeVar, final

from guangongwei.errors import BadArgument, NotStored, StoreClosed
from guangongwei.storage import envelope, matching, writes
from guangongwei.storage.keys import NOUNS, checked_key, checked_noun, key_of
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.stored import Capabilities

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, MutableMapping

    from guangongwei.indicators.definition import Condition
    from guangongwei.storage.envelope import Line
    from guangongwei.storage.keys import Noun, S, Storable
    from guangongwei.storage.schema import Schema
    from guangongwei.storage.stored import Gone, Stored

T = TypeVar("T")

if TYPE_CHECKING:
    #: The versions under each key of one noun, the first one first.
    Shelf = MutableMapping[str, tuple[Line, ...]]


@final
class _Transaction:
    """The verbs over the shelves as they are, with what is written kept apart from them."""

    def __init__(
        self, shelves: dict[Noun, Shelf], schema: Schema, check: Callable[[], None]
    ) -> None:
        self._schema = schema
        self._check = check
        self._shelves = {noun: ChainMap({}, shelf) for noun, shelf in shelves.items()}
        self.over = False

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        return self.put_many((record,), expected=expected)[0]

    def put_many(
        self, records: Iterable[Storable], *, expected: int | Iterable[int | None] | None = None
    ) -> tuple[int, ...]:
        self._refuse_over()
        lines = [
            writes.put_line(
                record,
                expected=each,
                newest=self._newest(type(record), key_of(record)),
                schema=self._schema,
            )
            for record, each in writes.paired(records, expected)
        ]
        for line in lines:
            self._add(line)
        return tuple(line.version for line in lines)

    def get(self, noun: type[S], key: str) -> Stored[S]:
        self._refuse_over()
        checked_key(key)
        line = self._newest(checked_noun(noun), key)
        if line is None or line.body is None:
            raise NotStored(noun, key)
        return envelope.stored(line, noun, self._schema)

    def delete(self, noun: type[S], key: str, *, expected: int | None = None) -> int:
        self._refuse_over()
        newest = self._newest(checked_noun(noun), checked_key(key))
        line = writes.delete_line(noun, key, expected=expected, newest=newest, schema=self._schema)
        self._add(line)
        return line.version

    def find(
        self,
        noun: type[S],
        condition: Condition | None = None,
        *,
        order: tuple[str, ...] = (),
        limit: int | None = None,
    ) -> Iterator[Stored[S]]:
        found = self.found(noun, condition, order=order, limit=limit)
        return _checking(found, self._refuse_over)

    def found(
        self,
        noun: type[S],
        condition: Condition | None,
        *,
        order: tuple[str, ...],
        limit: int | None,
    ) -> Iterator[Stored[S]]:
        """What `find` gives, read from what is here now."""
        self._refuse_over()
        matching.checked(checked_noun(noun), condition, order=order, limit=limit)
        newest = sorted((key, lines[-1]) for key, lines in self._shelves[noun].items())
        living = (line for _, line in newest if line.body is not None)
        read = (envelope.stored(line, noun, self._schema) for line in living)
        kept = (each for each in read if matching.holds(condition, each.record))
        ordered = matching.in_order(kept, order, lambda each: each.record) if order else kept
        return islice(ordered, limit)

    def history(self, noun: type[S], key: str) -> tuple[Stored[S] | Gone, ...]:
        self._refuse_over()
        lines = self._shelves[checked_noun(noun)].get(checked_key(key), ())
        return tuple(envelope.version_of(line, noun, self._schema) for line in lines)

    def keep(self, shelves: dict[Noun, Shelf]) -> None:
        """Bring what was written onto the shelves."""
        for noun, shelf in self._shelves.items():
            shelves[noun].update(shelf.maps[0])

    def _newest(self, noun: Noun, key: str) -> Line | None:
        return self._shelves[noun].get(key, (None,))[-1]

    def _add(self, line: Line) -> None:
        lines = self._shelves[line.noun].get(line.key, ())
        if lines[-1:] != (line,):
            self._shelves[line.noun][line.key] = (*lines, line)

    def _refuse_over(self) -> None:
        self._check()
        if self.over:
            raise StoreClosed("transaction")


def _checking(found: Iterator[T], check: Callable[[], None]) -> Iterator[T]:
    """The same, checked before each one."""
    while True:
        check()
        try:
            each = next(found)
        except StopIteration:
            return
        yield each


@final
class MemoryStore:
    """A store that is gone when its process ends; threads take turns."""

    capabilities = Capabilities(
        transactions=True, history=True, durable=False, many_handles=False, many_threads=True
    )

    def __init__(self, *, schema: Schema = CURRENT) -> None:
        self._schema = schema
        self._shelves: dict[Noun, Shelf] = {noun: {} for noun in NOUNS.values()}
        self._turn = RLock()
        self._inside: int | None = None
        self._closed = False

    @contextmanager
    def transaction(self) -> Generator[_Transaction]:
        if self._inside == get_ident():
            raise BadArgument("store", "left alone inside a transaction; use what that gave")
        with self._turn:
            self._refuse_closed()
            self._inside = get_ident()
            begun = _Transaction(self._shelves, self._schema, self._refuse_closed)
            try:
                yield begun
                self._refuse_closed()
                begun.keep(self._shelves)
            finally:
                begun.over = True
                self._inside = None

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        with self.transaction() as records:
            return records.put(record, expected=expected)

    def put_many(
        self, records: Iterable[Storable], *, expected: int | Iterable[int | None] | None = None
    ) -> tuple[int, ...]:
        with self.transaction() as begun:
            return begun.put_many(records, expected=expected)

    def get(self, noun: type[S], key: str) -> Stored[S]:
        with self.transaction() as records:
            return records.get(noun, key)

    def delete(self, noun: type[S], key: str, *, expected: int | None = None) -> int:
        with self.transaction() as records:
            return records.delete(noun, key, expected=expected)

    def find(
        self,
        noun: type[S],
        condition: Condition | None = None,
        *,
        order: tuple[str, ...] = (),
        limit: int | None = None,
    ) -> Iterator[Stored[S]]:
        with self.transaction() as records:
            found = records.found(noun, condition, order=order, limit=limit)
        return _checking(found, self._refuse_closed)

    def history(self, noun: type[S], key: str) -> tuple[Stored[S] | Gone, ...]:
        with self.transaction() as records:
            return records.history(noun, key)

    def close(self) -> None:
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise StoreClosed("store")


def open_store(url: str) -> MemoryStore:
    """A new store, whoever else has opened one.

    Raises:
        BadArgument: The URL says more than ``memory:``.
    """
    if url.partition(":")[2]:
        raise BadArgument("url", "memory: and nothing else; each is a store of its own")
    return MemoryStore()
