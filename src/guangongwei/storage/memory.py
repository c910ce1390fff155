"""A store in memory: the reference that the others agree with."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, final

from guangongwei.errors import BadArgument
from guangongwei.storage import erasing
from guangongwei.storage.envelope import parsed
from guangongwei.storage.keys import NOUNS
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.stored import Capabilities
from guangongwei.storage.verbs import LineStore

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from guangongwei.storage.envelope import First, Line
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.keys import Noun
    from guangongwei.storage.schema import Schema

CAPABILITIES = Capabilities(
    transactions=True,
    history=True,
    durable=False,
    many_handles=False,
    many_threads=True,
    erasure=True,
    attempts=True,
)


@final
class _Shelves:
    """The lines of each noun under their keys, the first one first."""

    def __init__(self) -> None:
        self.shelves: dict[Noun, dict[str, list[bytes]]] = {noun: {} for noun in NOUNS.values()}
        #: Where something was added since the present block began, so that it can be taken back.
        self._added: list[tuple[Noun, str]] = []

    def newest(self, noun: Noun, keys: tuple[str, ...]) -> dict[str, bytes]:
        shelf = self.shelves[noun]
        return {key: shelf[key][-1] for key in keys if key in shelf}

    def add(self, lines: list[Line]) -> None:
        for line in lines:
            self.shelves[line.noun].setdefault(line.key, []).append(line.data)
            self._added.append((line.noun, line.key))

    def add_first(self, noun: Noun, lines: list[First]) -> None:
        shelf = self.shelves[noun]
        for key, data, _ in lines:
            shelf[key] = [data]
            self._added.append((noun, key))

    def living(self, noun: Noun) -> Iterator[tuple[str, bytes]]:
        return iter(sorted((key, lines[-1]) for key, lines in self.shelves[noun].items()))

    def every(self, noun: Noun, key: str) -> tuple[Line, ...]:
        return _parsed(self.shelves[noun].get(key, []))

    @contextmanager
    def whole(self) -> Generator[None]:
        before = len(self._added)
        try:
            yield
        except BaseException:
            while len(self._added) > before:
                self._take_back(*self._added.pop())
            raise

    @contextmanager
    def writing(self) -> Generator[_Shelves]:
        self._added.clear()
        with self.whole():
            yield self

    @contextmanager
    def reading(self) -> Generator[_Shelves]:
        yield self

    def moment(self) -> _Shelves:
        return self

    def erase(self, meant: Meant) -> int:
        number = 0
        for shelf in self.shelves.values():
            for key, data in list(shelf.items()):
                lines = _parsed(data)
                left = erasing.erased(lines, meant)
                number += erasing.number_erased(lines, left)
                if left:
                    shelf[key] = [each.data for each in left]
                else:
                    del shelf[key]
        # What the last block added is no longer to be taken back, nor held on to.
        self._added.clear()
        return number

    def close(self) -> None:
        """Nothing is open; a block that this cuts off still takes back what it has added."""

    def leave_to_parent(self) -> None:
        """Nothing is shared."""

    def _take_back(self, noun: Noun, key: str) -> None:
        shelf = self.shelves[noun]
        shelf[key].pop()
        if not shelf[key]:
            del shelf[key]


def _parsed(lines: list[bytes]) -> tuple[Line, ...]:
    return tuple(parsed(each, "memory") for each in lines)


def open_store(url: str = "memory:", *, schema: Schema = CURRENT) -> LineStore:
    """A new store, whoever else has opened one; nobody finds it again when it is closed.

    Raises:
        BadArgument: The URL says more than ``memory:``.
    """
    if url.partition(":")[2]:
        raise BadArgument("url", "memory: and nothing else; each is a store of its own")
    return LineStore(_Shelves(), CAPABILITIES, schema)
