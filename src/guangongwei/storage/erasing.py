"""What no version of a record shall tell any longer: the same rule for every store.

A version that was replaced and is meant loses what it held and keeps its number, so that versions
go on and none is missing; it is told as `Gone`. A deleted record of which any version is meant is
left out as if it had never been. What a record holds now is not touched: that is for a put.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from guangongwei.errors import NotOffered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guangongwei.storage.envelope import Line
    from guangongwei.storage.protocol import Store

#: Whether what a version holds is to be erased.
Meant = Callable[["Line"], bool]


class Erasing(Protocol):
    """What a store offers whose capabilities name erasure."""

    def erase(self, meant: Meant) -> int:
        """Erase what the versions hold that are meant, and give their number.

        At its return none of the store's own files, logs and free pages hold any of it, nor what
        was replaced before and cut off since. It may be repeated, after a failure too.

        Raises:
            StoreBusy: Others are at work; what they read may still hold it.
        """
        ...


def eraser(store: Store) -> Erasing:
    """The store, provided that it can erase.

    Raises:
        NotOffered: It cannot.
    """
    if not store.capabilities.erasure:
        raise NotOffered("erasure")
    return store  # type: ignore[return-value]  # that is what the capability says


def erased(lines: Sequence[Line], meant: Meant) -> list[Line]:
    """The lines under one key, the first one first and all of them, after an erasure."""
    *past, newest = lines
    if newest.body is None:
        return [] if any(map(meant, lines)) else list(lines)
    return [*emptied(past, meant), newest]


def emptied(past: Sequence[Line], meant: Meant) -> list[Line]:
    """The replaced lines of a record that is there, after an erasure."""
    return [
        each._replace(body=None, by="") if each.body is not None and meant(each) else each
        for each in past
    ]


def number_erased(before: Sequence[Line], after: Sequence[Line]) -> int:
    """How many of the lines under one key are no more as they were."""
    kept = set(after)
    return sum(each not in kept for each in before)
