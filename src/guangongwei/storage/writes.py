"""What a write makes of the newest version under a key; the same for every store.

A store looks up the newest line under the key, deleted or not, asks here, and keeps the line it is
given. Where that is the one it has (``line is newest``), an earlier try has stored it already.

A second try looks like the first: the same record, upon the same version. So does the write of
somebody else who has come to the same record, and two who each add one to a number must not count
as one. Lines therefore say who wrote them: a thread of a process, under a name that nobody else has,
or an attempt (`attempt`), which other processes can go on with. Creating a record builds upon
nothing that could be lost, and is the same for whoever repeats it.
"""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from itertools import repeat
from secrets import token_hex
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument, Conflict, NotStored
from guangongwei.storage.envelope import Line, body_of, stored
from guangongwei.storage.keys import (
    Noun,
    Storable,
    checked_key,
    checked_noun,
    checked_text,
    key_of,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from guangongwei.storage.schema import Schema
    from guangongwei.storage.stored import Unknown

#: By which the lines of an attempt name it; empty outside of any.
_ATTEMPT: ContextVar[str] = ContextVar("attempt", default="")

#: What records are to have besides the fields known here, by noun and key; see `carrying`.
_CARRIED: ContextVar[Mapping[tuple[Noun, str], Unknown]] = ContextVar(
    "carried", default=MappingProxyType({})
)


@contextmanager
def attempt(name: str) -> Generator[None]:
    """A block whose changes and deletes are known again when the attempt is repeated by its name.

    After `OutcomeUnknown`, or a crash, whoever repeats them under the same name, in another process
    too, is given the versions of the first try. A name is for one piece of work, such as the number
    of a request: two who work under one name at a time count as one. Of it, a digest is stored.

    Raises:
        BadArgument: The name is no text, or empty.
    """
    given: Any = name
    if not isinstance(given, str) or not given:
        raise BadArgument("name", "a text that is not empty")
    checked_text(name, "name")
    outer = _ATTEMPT.set(blake2b(name.encode(), digest_size=16).hexdigest())
    try:
        yield
    finally:
        _ATTEMPT.reset(outer)


@contextmanager
def carrying(unknown: Mapping[tuple[Noun, str], Unknown]) -> Generator[None]:
    """A block whose puts give these records these unknown fields, in place of those stored now.

    By noun and key, as `Stored.unknown` of another store has them. Other records keep theirs.
    """
    outer = _CARRIED.set(unknown)
    try:
        yield
    finally:
        _CARRIED.reset(outer)


def is_carrying() -> bool:
    """Whether this is within `carrying`, where a new record may have unknown fields."""
    return bool(_CARRIED.get())


def put_line(
    record: Storable, *, expected: int | None, newest: Line | None, schema: Schema
) -> Line:
    """The line that a put stores; the newest one where an earlier try has stored it.

    Raises:
        Conflict: The record is at another version than expected.
        BadArgument: The record or `expected` is unfit.
    """
    checked_expected(expected, least=0)
    return line_for(record, key_of(record), expected, newest, schema)


def line_for(
    record: Storable, key: str, expected: int | None, newest: Line | None, schema: Schema
) -> Line:
    """The line that a put stores, of a record whose key and what is expected of it are fit."""
    noun: Noun = type(record)
    carried = _CARRIED.get().get((noun, key))
    if newest is None and not expected:
        return Line(noun, key, 1, 0, schema.version, body_of(record, carried or ()))
    body = body_of(record, _unknown(newest, schema) if carried is None else carried)
    if newest is not None and _again(newest, expected) and _holds(newest, body, schema):
        return newest
    actual = _actual(newest)
    if expected not in (None, actual):
        raise Conflict(noun, key, expected or 0, actual)
    last = 0 if newest is None else newest.version
    by = _author() if expected else ""
    return Line(noun, key, last + 1, actual, schema.version, body, by)


def delete_line(
    noun: Noun, key: str, *, expected: int | None, newest: Line | None, schema: Schema
) -> Line:
    """The line that a delete stores; the newest one where an earlier try has stored it.

    Raises:
        NotStored: Nothing is there, whatever was expected.
        Conflict: The record is at another version than expected, or not there.
        BadArgument: The noun, the key or `expected` is unfit.
    """
    checked_noun(noun)
    checked_key(key)
    checked_expected(expected, least=1)
    if newest is not None and newest.body is None and _again(newest, expected):
        return newest
    actual = _actual(newest)
    if expected not in (None, actual):
        raise Conflict(noun, key, expected or 0, actual)
    if newest is None or newest.body is None:
        raise NotStored(noun, key)
    by = _author() if expected else ""
    return Line(noun, key, newest.version + 1, actual, schema.version, None, by)


def is_attempt() -> bool:
    """Whether this is within an attempt, which may have stored a line before others wrote theirs."""
    return bool(_ATTEMPT.get())


def earlier(
    lines: Iterable[Line], record: Storable | None, expected: int | None, schema: Schema
) -> Line | None:
    """Of every line under a key, the one by which this attempt has stored a record, or deleted it.

    None where it has not done so upon what is expected, which is some version.
    """
    for line in lines:
        if expected and line.after == expected and line.by == _ATTEMPT.get():
            if record is None or line.body is None:
                return line if record is None and line.body is None else None
            held = stored(line, line.noun, schema).record
            return line if body_of(held) == body_of(record) else None
    return None


def checked_expected(expected: object, *, least: int) -> None:
    """Refuse what is no version that one can expect.

    Raises:
        BadArgument: It is neither None nor a whole number from `least` on.
    """
    if expected is not None and (type(expected) is not int or expected < least):
        raise BadArgument("expected", f"None, or a whole number from {least} on")


def paired(
    records: Iterable[Storable], expected: int | Iterable[int | None] | None
) -> Iterator[tuple[Storable, int | None]]:
    """Each record of a batch with what is expected of it.

    Raises:
        BadArgument: At the second record of one noun and key, or where one of the two ends first.
    """
    return ((record, each) for record, _, each in keyed(records, expected))


def keyed(
    records: Iterable[Storable], expected: int | Iterable[int | None] | None
) -> Iterator[tuple[Storable, str, int | None]]:
    """Each record of a batch with its key and what is expected of it; see `paired`."""
    each_expected = iter(expected if isinstance(expected, Iterable) else repeat(expected))
    seen: defaultdict[Noun, set[str]] = defaultdict(set)
    for record in records:
        key = key_of(record)
        keys = seen[type(record)]
        if key in keys:
            raise BadArgument(
                "records", f"of different ids; {type(record).__name__} {key!r} is not"
            )
        keys.add(key)
        each: Any = next(each_expected, _END)
        if each is _END:
            raise BadArgument("expected", "one for each of the records")
        yield record, key, each
    if isinstance(expected, Iterable) and next(each_expected, _END) is not _END:
        raise BadArgument("expected", "one for each of the records")


_END = object()


def _actual(newest: Line | None) -> int:
    """The version a record is at; 0 where it is not stored, or not any more."""
    return 0 if newest is None or newest.body is None else newest.version


def _again(newest: Line, expected: int | None) -> bool:
    """Whether the newest version was stored upon what is expected, and by who expects it."""
    return newest.after == expected and (expected == 0 or newest.by == _author())


class _Writer(threading.local):
    """The name of each thread of each process; a process that was forked gets names of its own."""

    process = 0
    given = ""

    def name(self) -> str:
        """The name of the thread that asks."""
        if self.process != os.getpid():
            self.process, self.given = os.getpid(), token_hex(6)
        return self.given


_WRITER = _Writer()


def _author() -> str:
    """The name of who writes: the attempt, or the thread that is in none."""
    return _ATTEMPT.get() or _WRITER.name()


def _unknown(newest: Line | None, schema: Schema) -> Unknown:
    """The fields of the record stored now that are not known here."""
    if newest is None or newest.body is None:
        return ()
    return stored(newest, newest.noun, schema).unknown


def _holds(line: Line, body: bytes, schema: Schema) -> bool:
    """Whether a line holds this record, perhaps in other bytes or of an older schema."""
    if line.body is None:
        return False
    if line.schema == schema.version and line.body == body:
        return True
    held = stored(line, line.noun, schema)
    return body_of(held.record, held.unknown) == body
