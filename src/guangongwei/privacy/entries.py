"""Numbers and differences of numbers as they are set side by side: in which of them somebody may count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import final

from attrs import frozen

from guangongwei.privacy.cells import Cell


@final
@frozen
class Entry:
    """A cell, what it measures, and who counts in it."""

    cell: Cell
    measure: str
    units: Mapping[tuple[str, str], int]
    #: Of a rest, the keys of the whole and of the part that is taken from it.
    of: tuple[Hashable, ...] = ()
    #: Of a number, by which dimensions its group is narrowed; None of a difference.
    kind: frozenset[str] | None = None
    #: Of a number, other measures in which all of it counts because of its group.
    also: frozenset[str] = frozenset()


@final
@frozen
class Groups:
    """The numbers of some measures in which somebody may count who counts in no other measure."""

    #: Their places, as bits.
    kept: int
    #: Groups that nobody of them is in, with the other groups of the same kind.
    left: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, entries: tuple[Entry, ...], measures: set[str]) -> Groups:
        """The groups among all entries."""
        alike: dict[frozenset[str], int] = defaultdict(int)
        left: list[tuple[int, frozenset[str]]] = []
        for at, each in enumerate(entries):
            if each.kind is not None and each.measure in measures:
                if each.also <= measures:
                    alike[each.kind] |= 1 << at
                else:
                    left.append((1 << at, each.kind))
        return cls(sum(alike.values()), tuple((bit, alike[kind]) for bit, kind in left))

    def may_leave(self, mask: int) -> bool:
        """Say whether somebody of a crowd is in some group still where they leave those."""
        return all(mask & others for bit, others in self.left if mask & bit)
