"""The verbs of a store over the lines it keeps, written once for every backend that keeps lines.

A backend says how lines are found and added (`Ground`); `Verbs` makes of it what a transaction
gives, and `LineStore` a store, each of whose verbs is a transaction of its own.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import islice
from threading import RLock, get_ident
from typing import TYPE_CHECKING, Protocol, Self, TypeVar, final

from guangongwei.errors import BadArgument, Damaged, NotStored, StoreClosed
from guangongwei.storage import envelope, matching, writes
from guangongwei.storage.keys import checked_key, checked_noun, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from contextlib import AbstractContextManager

    from guangongwei.indicators.definition import Condition
    from guangongwei.storage.envelope import Line
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.keys import Noun, S, Storable
    from guangongwei.storage.schema import Schema
    from guangongwei.storage.stored import Capabilities, Gone, Stored

T = TypeVar("T")

#: So many records of a batch are looked up and added together.
TOGETHER = 500


class Ground(Protocol):
    """What a backend does below the verbs, inside a transaction that it has begun."""

    def newest(self, noun: Noun, keys: tuple[str, ...]) -> dict[str, Line]:
        """The newest line, of a deleted record too, under each of at most `TOGETHER` keys."""
        ...

    def add(self, lines: list[Line]) -> None:
        """Keep these lines, each the newest under its key from now on, and those before it."""
        ...

    def living(self, noun: Noun) -> Iterator[Line]:
        """The newest line of each record that is there, by key; later writes change nothing."""
        ...

    def every(self, noun: Noun, key: str) -> Iterable[Line]:
        """Every line under a key, the first one first."""
        ...

    def whole(self) -> AbstractContextManager[object]:
        """A block of which all that was added is taken back where it raises."""
        ...


def numbered(lines: Iterable[Line]) -> Iterator[Line]:
    """All lines under one key, provided that they are versions 1, 2, 3 and so on.

    Raises:
        Damaged: One of them is missing.
    """
    for number, line in enumerate(lines, 1):
        if line.version != number:
            raise Damaged(line.place, "a version is missing")
        yield line


@final
class Verbs:
    """The verbs of one transaction."""

    def __init__(self, ground: Ground, schema: Schema, check: Callable[[], None]) -> None:
        self._ground = ground
        self._schema = schema
        self._check = check
        self.over = False

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        self._refuse_over()
        writes.checked_expected(expected, least=0)
        noun, key = type(record), key_of(record)
        last = self._newest(noun, key)
        line = writes.line_for(record, key, expected, last, self._schema)
        if line is not last:
            # One record is stored or not: nothing has to be taken back.
            self._ground.add([line])
        return line.version

    def put_many(
        self, records: Iterable[Storable], *, expected: int | Iterable[int | None] | None = None
    ) -> tuple[int, ...]:
        self._refuse_over()
        versions: list[int] = []
        with self._ground.whole():
            each = writes.keyed(records, expected)
            while together := list(islice(each, TOGETHER)):
                versions.extend(self._put(together))
        return tuple(versions)

    def _put(self, batch: list[tuple[Storable, str, int | None]]) -> list[int]:
        keys: dict[Noun, list[str]] = {}
        for record, key, _ in batch:
            keys.setdefault(type(record), []).append(key)
        newest = {noun: self._ground.newest(noun, tuple(each)) for noun, each in keys.items()}
        versions: list[int] = []
        added: list[Line] = []
        for record, key, expected in batch:
            if expected is not None:
                writes.checked_expected(expected, least=0)
            last = newest[type(record)].get(key)
            line = writes.line_for(record, key, expected, last, self._schema)
            versions.append(line.version)
            if line is not last:
                added.append(line)
        self._ground.add(added)
        return versions

    def get(self, noun: type[S], key: str) -> Stored[S]:
        self._refuse_over()
        line = self._newest(checked_noun(noun), checked_key(key))
        if line is None or line.body is None:
            raise NotStored(noun, key)
        return envelope.stored(line, noun, self._schema)

    def delete(self, noun: type[S], key: str, *, expected: int | None = None) -> int:
        self._refuse_over()
        last = self._newest(checked_noun(noun), checked_key(key))
        line = writes.delete_line(noun, key, expected=expected, newest=last, schema=self._schema)
        if line is not last:
            self._ground.add([line])
        return line.version

    def find(
        self,
        noun: type[S],
        condition: Condition | None = None,
        *,
        order: tuple[str, ...] = (),
        limit: int | None = None,
    ) -> Iterator[Stored[S]]:
        self._refuse_over()
        matching.checked(checked_noun(noun), condition, order=order, limit=limit)
        found = found_in(self._ground, noun, condition, order, self._schema)
        return checking(islice(found, limit), self._refuse_over)

    def history(self, noun: type[S], key: str) -> tuple[Stored[S] | Gone, ...]:
        self._refuse_over()
        lines = self._ground.every(checked_noun(noun), checked_key(key))
        return tuple(envelope.version_of(line, noun, self._schema) for line in lines)

    def _newest(self, noun: Noun, key: str) -> Line | None:
        return self._ground.newest(noun, (key,)).get(key)

    def _refuse_over(self) -> None:
        self._check()
        if self.over:
            raise StoreClosed("transaction")


def found_in(
    ground: Ground,
    noun: type[S],
    condition: Condition | None,
    order: tuple[str, ...],
    schema: Schema,
) -> Iterator[Stored[S]]:
    """What a checked question finds, from what is there at this moment."""
    found = (envelope.stored(line, noun, schema) for line in ground.living(noun))
    if condition is not None:
        found = (each for each in found if matching.holds(condition, each.record))
    return iter(matching.in_order(found, order, lambda each: each.record)) if order else found


def checking(found: Iterator[T], check: Callable[[], None]) -> Iterator[T]:
    """The same, checked before each one."""
    while True:
        check()
        try:
            each = next(found)
        except StopIteration:
            return
        yield each


class Backend(Protocol):
    """Where the lines are: what a store stands on. Its blocks come one after the other."""

    def writing(self) -> AbstractContextManager[Ground]:
        """A block whose additions are stored together at its end, or not at all if it raises."""
        ...

    def reading(self) -> AbstractContextManager[Ground]:
        """A block in which nothing is added."""
        ...

    def moment(self) -> Ground:
        """What is there now; it is read after the call, while others write."""
        ...

    def erase(self, meant: Meant) -> int:
        """Erase what the versions hold that are meant; see `erasing.Erasing`."""
        ...

    def close(self) -> None: ...


@final
class LineStore:
    """A store over a backend, each of whose verbs is a transaction; threads take turns."""

    def __init__(self, backend: Backend, capabilities: Capabilities, schema: Schema) -> None:
        self.capabilities = capabilities
        self._backend = backend
        self._schema = schema
        self._turn = RLock()
        self._inside: int | None = None
        self._closed = False
        self._process = os.getpid()

    @contextmanager
    def transaction(self) -> Generator[Verbs]:
        with self._alone(), self._backend.writing() as ground:
            begun = Verbs(ground, self._schema, self._refuse_closed)
            try:
                yield begun
                self._refuse_closed()
            finally:
                begun.over = True

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        with self.transaction() as records:
            return records.put(record, expected=expected)

    def put_many(
        self, records: Iterable[Storable], *, expected: int | Iterable[int | None] | None = None
    ) -> tuple[int, ...]:
        with self.transaction() as begun:
            return begun.put_many(records, expected=expected)

    def get(self, noun: type[S], key: str) -> Stored[S]:
        with self._alone(), self._backend.reading() as ground:
            return Verbs(ground, self._schema, self._refuse_closed).get(noun, key)

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
        with self._alone():
            matching.checked(checked_noun(noun), condition, order=order, limit=limit)
            found = found_in(self._backend.moment(), noun, condition, order, self._schema)
        return checking(islice(found, limit), self._refuse_closed)

    def history(self, noun: type[S], key: str) -> tuple[Stored[S] | Gone, ...]:
        with self._alone(), self._backend.reading() as ground:
            return Verbs(ground, self._schema, self._refuse_closed).history(noun, key)

    def erase(self, meant: Meant) -> int:
        with self._alone():
            return self._backend.erase(meant)

    def close(self) -> None:
        with self._turn:
            if not self._closed:
                self._closed = True
                if not self._is_of_another_process():
                    self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _alone(self) -> Generator[None]:
        """A block that no other thread is in, nor this one already."""
        if self._inside == get_ident():
            raise BadArgument("store", "left alone inside a transaction; use what that gave")
        with self._turn:
            self._refuse_closed()
            self._inside = get_ident()
            try:
                yield
            finally:
                self._inside = None

    def _refuse_closed(self) -> None:
        if self._closed:
            raise StoreClosed("store")
        if self._is_of_another_process():
            raise StoreClosed("store from before a fork")

    def _is_of_another_process(self) -> bool:
        """Whether what it has open is shared with the process that this one was forked from."""
        return self._process != os.getpid() and self.capabilities.durable
