"""The verbs of a store over the lines it keeps, written once for every backend that keeps lines.

A backend says how lines are found and added (`Ground`); `Verbs` makes of it what a transaction
gives, and `LineStore` a store, each of whose verbs is a transaction of its own.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import islice
from threading import RLock, get_ident
from typing import TYPE_CHECKING, Self, TypeVar, final
from weakref import WeakSet

from guangongwei.errors import BadArgument, Conflict, Damaged, NotStored, StoreClosed
from guangongwei.storage import envelope, matching, writes
from guangongwei.storage.backend import TOGETHER
from guangongwei.storage.keys import checked_key, checked_noun, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from guangongwei.indicators.definition import Condition
    from guangongwei.storage.backend import Backend, Ground
    from guangongwei.storage.envelope import First, Line
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.keys import Noun, S, Storable
    from guangongwei.storage.schema import Schema
    from guangongwei.storage.stored import Capabilities, Gone, Stored

T = TypeVar("T")


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
        if last is None and not expected and not writes.is_carrying():
            self._ground.add_first(noun, envelope.firsts(noun, (record,), (key,), self._schema))
            return 1
        line = self._line(record, key, expected, last)
        if _is_new(line, last):
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
                # The records may come from where the process was forked.
                self._refuse_over()
                versions.extend(self._put(together))
        return tuple(versions)

    def _put(self, batch: list[tuple[Storable, str, int | None]]) -> list[int]:
        records, keys, expectations = zip(*batch, strict=True)
        for each in expectations:
            if each is not None:
                writes.checked_expected(each, least=0)
        nouns = [*map(type, records)]
        if nouns.count(nouns[0]) == len(nouns):
            newest = {nouns[0]: self._ground.newest(nouns[0], keys)}
            is_plain = not writes.is_carrying()
            if is_plain and not newest[nouns[0]] and not any(expectations):
                lines = envelope.firsts(nouns[0], records, keys, self._schema)
                self._ground.add_first(nouns[0], lines)
                return [1] * len(batch)
        else:
            newest = self._newest_of(nouns, keys)
        versions: list[int] = []
        added: list[Line] = []
        for record, key, expected in batch:
            data = newest[type(record)].get(key)
            last = None if data is None else envelope.line_under(data, type(record), key)
            line = self._line(record, key, expected, last)
            versions.append(line.version)
            if _is_new(line, last):
                added.append(line)
        self._ground.add(added)
        return versions

    def get(self, noun: type[S], key: str) -> Stored[S]:
        self._refuse_over()
        data = self._ground.newest(checked_noun(noun), (checked_key(key),)).get(key)
        found = None if data is None else envelope.reading(noun, self._schema)(key, data)
        if found is None:
            raise NotStored(noun, key)
        return found

    def delete(self, noun: type[S], key: str, *, expected: int | None = None) -> int:
        self._refuse_over()
        last = self._newest(checked_noun(noun), checked_key(key))
        try:
            line = writes.delete_line(
                noun, key, expected=expected, newest=last, schema=self._schema
            )
        except Conflict:
            found = self._earlier(noun, key, None, expected)
            if found is None:
                raise
            line = found
        if _is_new(line, last):
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

    def _line(self, record: Storable, key: str, expected: int | None, last: Line | None) -> Line:
        """The line that a put stores; an old one where this attempt has stored it already."""
        try:
            return writes.line_for(record, key, expected, last, self._schema)
        except Conflict:
            found = self._earlier(type(record), key, record, expected)
            if found is None:
                raise
            return found

    def _earlier(
        self, noun: Noun, key: str, record: Storable | None, expected: int | None
    ) -> Line | None:
        """What this attempt has stored under a key, before others wrote theirs."""
        if not writes.is_attempt():
            return None
        return writes.earlier(self._ground.every(noun, key), record, expected, self._schema)

    def _newest_of(self, nouns: list[Noun], keys: tuple[str, ...]) -> dict[Noun, dict[str, bytes]]:
        """The newest lines under keys of several nouns."""
        asked: dict[Noun, list[str]] = {}
        for noun, key in zip(nouns, keys, strict=True):
            asked.setdefault(noun, []).append(key)
        return {noun: self._ground.newest(noun, tuple(each)) for noun, each in asked.items()}

    def _newest(self, noun: Noun, key: str) -> Line | None:
        data = self._ground.newest(noun, (key,)).get(key)
        return None if data is None else envelope.line_under(data, noun, key)

    def _refuse_over(self) -> None:
        self._check()
        if self.over:
            raise StoreClosed("transaction")


def _is_new(line: Line, last: Line | None) -> bool:
    """Whether a line is still to be stored, after the last one under its key."""
    return last is None or line.version > last.version


def found_in(
    ground: Ground,
    noun: type[S],
    condition: Condition | None,
    order: tuple[str, ...],
    schema: Schema,
) -> Iterator[Stored[S]]:
    """What a checked question finds, from what is there at this moment."""
    read = envelope.reading(noun, schema)
    found = (each for key, data in ground.living(noun) if (each := read(key, data)) is not None)
    if condition is not None:
        found = (each for each in found if matching.holds(condition, each.record))
    return iter(matching.in_order(found, order, lambda each: each.record)) if order else found


def checking(found: Iterator[T], check: Callable[[], None]) -> Iterator[T]:
    """The same, checked before each one."""
    check()
    for each in found:
        yield each
        check()


@final
class LineStore:
    """A store over a backend, each of whose verbs is a transaction; threads take turns.

    Args:
        backend: Where the lines are.
        capabilities: What it offers.
        schema: That of the records.
        add_alone: Stores a line at once where there is none under its key, and says whether it
            has; for a backend that has a shorter way to do so than `writing`.
    """

    def __init__(
        self,
        backend: Backend,
        capabilities: Capabilities,
        schema: Schema,
        *,
        add_alone: Callable[[Noun, First], bool] | None = None,
    ) -> None:
        self.capabilities = capabilities
        self._backend = backend
        self._schema = schema
        self._add_alone = add_alone
        self._turn = RLock()
        self._inside: int | None = None
        #: What is over, where it is: nothing more is done then.
        self._over = ""
        _OPENED.add(self)

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
        if self._add_alone is not None and not expected and not writes.is_carrying():
            with self._alone():
                writes.checked_expected(expected, least=0)
                noun, key = type(record), key_of(record)
                (first,) = envelope.firsts(noun, (record,), (key,), self._schema)
                if self._add_alone(noun, first):
                    return 1
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
            if not self._over:
                self._over = "store"
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
        if self._over:
            raise StoreClosed(self._over)

    def leave_to_parent(self) -> None:
        """Do nothing more in a forked process: what is open here is its parent's as well.

        A store in memory is the process's own, unless another thread was about to change it.
        """
        is_torn = self._inside not in (None, get_ident())
        if self._inside != get_ident():
            # Of the threads, one alone has come along; whoever else had the turn never ends it.
            self._turn, self._inside = RLock(), None
        if self.capabilities.durable or is_torn:
            self._over = self._over or "store from before a fork"
            self._backend.leave_to_parent()


#: The stores that go along with whatever process is forked from this one.
_OPENED: WeakSet[LineStore] = WeakSet()


def _leave_to_parent() -> None:
    for each in _OPENED:
        each.leave_to_parent()


if hasattr(os, "register_at_fork"):  # pragma: no branch  (where processes are forked)
    os.register_at_fork(after_in_child=_leave_to_parent)
