"""What a backend that keeps lines does below the verbs of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

    from guangongwei.storage.envelope import First, Line
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.keys import Noun

#: So many records of a batch are looked up and added together.
TOGETHER = 500


class Ground(Protocol):
    """What a backend does below the verbs, inside a transaction that it has begun."""

    def newest(self, noun: Noun, keys: tuple[str, ...]) -> dict[str, bytes]:
        """The newest line, of a deleted record too, under each of at most `TOGETHER` keys."""
        ...

    def add(self, lines: list[Line]) -> None:
        """Keep these lines, each the newest under its key from now on, and those before it."""
        ...

    def add_first(self, noun: Noun, lines: list[First]) -> None:
        """Keep these lines of one noun, under keys where there is none."""
        ...

    def living(self, noun: Noun) -> Iterator[tuple[str, bytes]]:
        """The keys of the records that are there, in order, each with its newest line.

        Those of deleted records may be among them. Later writes change nothing.
        """
        ...

    def every(self, noun: Noun, key: str) -> Iterable[Line]:
        """Every line under a key, the first one first."""
        ...

    def whole(self) -> AbstractContextManager[object]:
        """A block of which all that was added is taken back where it raises."""
        ...


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

    def leave_to_parent(self) -> None:
        """Let go of what is open in a forked process, and take nothing back."""
        ...
