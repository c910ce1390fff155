"""What a write makes of the newest version under a key; the same for every store.

A store looks up the newest line under the key, deleted or not, asks here, and keeps the line it is
given. Where that is the one it has (``line is newest``), an earlier try has stored it already.

A second try looks like the first: the same record, upon the same version. So does the write of
somebody else who has come to the same record, and two who each add one to a number must not count
as one. Lines therefore say who wrote them: a thread of a process, under a name that nobody else has.
Creating a record builds upon nothing that could be lost, and is the same for whoever repeats it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from itertools import repeat
from secrets import token_hex
from typing import TYPE_CHECKING

from guangongwei.errors import BadArgument, Conflict, NotStored
from guangongwei.storage.envelope import Line, body_of, stored
from guangongwei.storage.keys import Noun, Storable, checked_key, checked_noun, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.storage.schema import Schema
    from guangongwei.storage.stored import Unknown


def put_line(
    record: Storable, *, expected: int | None, newest: Line | None, schema: Schema
) -> Line:
    """The line that a put stores; the newest one where an earlier try has stored it.

    Raises:
        Conflict: The record is at another version than expected.
        BadArgument: The record or `expected` is unfit.
    """
    noun, key = type(record), key_of(record)
    checked_expected(expected, least=0)
    body = body_of(record, _unknown(newest, schema))
    if newest is not None and _again(newest, expected) and _holds(newest, body, schema):
        return newest
    actual = _actual(newest)
    if expected not in (None, actual):
        raise Conflict(noun, key, expected or 0, actual)
    last = 0 if newest is None else newest.version
    by = _WRITER.name() if expected else ""
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
    by = _WRITER.name() if expected else ""
    return Line(noun, key, newest.version + 1, actual, schema.version, None, by)


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
    each_expected = iter(expected if isinstance(expected, Iterable) else repeat(expected))
    seen: set[tuple[type, str]] = set()
    for record in records:
        name = (type(record), key_of(record))
        if name in seen:
            raise BadArgument("records", f"of different ids; {name[0].__name__} {name[1]!r} is not")
        seen.add(name)
        try:
            yield record, next(each_expected)
        except StopIteration:
            raise BadArgument("expected", "one for each of the records") from None
    if isinstance(expected, Iterable) and next(each_expected, _END) is not _END:
        raise BadArgument("expected", "one for each of the records")


_END = object()


def _actual(newest: Line | None) -> int:
    """The version a record is at; 0 where it is not stored, or not any more."""
    return 0 if newest is None or newest.body is None else newest.version


def _again(newest: Line, expected: int | None) -> bool:
    """Whether the newest version was stored upon what is expected, and by who expects it."""
    return newest.after == expected and (expected == 0 or newest.by == _WRITER.name())


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
