"""A store of one's own: a dictionary behind a lock, without history and transactions."""

from __future__ import annotations

from itertools import islice
from threading import Lock
from typing import Any

from guangongwei import errors
from guangongwei.storage import Capabilities, envelope, keys, matching, writes
from guangongwei.storage.schema import CURRENT


class DictionaryStore:
    """It holds the newest line of each noun and key, also that of a delete."""

    capabilities = Capabilities(
        transactions=False,
        history=False,
        durable=False,
        many_handles=False,
        many_threads=True,
        attempts=True,
    )

    def __init__(self) -> None:
        self.lines: dict[Any, envelope.Line] = {}
        self.lock = Lock()
        self.closed = False

    def put(self, record, *, expected=None):
        return self.put_many([record], expected=expected)[0]

    def put_many(self, records, *, expected=None):
        self.refuse_closed()
        pairs = list(writes.paired(records, expected))
        with self.lock:
            lines = [self.written(record, each) for record, each in pairs]
            self.lines.update({(line.noun, line.key): line for line in lines})
        return tuple(line.version for line in lines)

    def written(self, record, expected):
        newest = self.lines.get((type(record), keys.key_of(record)))
        return writes.put_line(record, expected=expected, newest=newest, schema=CURRENT)

    def get(self, noun, key):
        self.refuse_closed()
        line = self.lines.get((keys.checked_noun(noun), keys.checked_key(key)))
        if line is None or line.body is None:
            raise errors.NotStored(noun, key)
        return envelope.stored(line, noun, CURRENT)

    def delete(self, noun, key, *, expected=None):
        self.refuse_closed()
        name = (keys.checked_noun(noun), keys.checked_key(key))
        with self.lock:
            newest = self.lines.get(name)
            line = writes.delete_line(noun, key, expected=expected, newest=newest, schema=CURRENT)
            self.lines[name] = line
        return line.version

    def find(self, noun, condition=None, *, order=(), limit=None):
        self.refuse_closed()
        matching.checked(keys.checked_noun(noun), condition, order=order, limit=limit)
        with self.lock:
            lines = sorted(self.lines.values(), key=lambda line: line.key)
        living = (line for line in lines if line.noun is noun and line.body is not None)
        read = (envelope.stored(line, noun, CURRENT) for line in living)
        found = (each for each in read if matching.holds(condition, each.record))
        if order:
            found = iter(matching.in_order(found, order, lambda each: each.record))
        return self.while_open(islice(found, limit))

    def while_open(self, found):
        while (each := next(found, None)) is not None:
            yield each
            self.refuse_closed()

    def history(self, noun, key):
        raise errors.NotOffered("history")

    def transaction(self):
        raise errors.NotOffered("transactions")

    def close(self):
        self.closed = True

    def refuse_closed(self):
        if self.closed:
            raise errors.StoreClosed("store")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
