"""Records under one id (重复编号): of several the first counts, in every rule as in every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class Numbered(Protocol):
    """A record with an id of its own."""

    @property
    def id(self) -> str:
        """The id."""
        ...


N = TypeVar("N", bound=Numbered)


def firsts(records: Iterable[N]) -> tuple[N, ...]:
    """The first record under each id, in order; `Dataset.check` reports the others."""
    found: dict[str, N] = {}
    for each in records:
        found.setdefault(each.id, each)
    return tuple(found.values())
