"""What is about to be published, as numbers that are sums over people nobody else can see.

A *crowd* is so many people (or records, or cents) who count in exactly the same cells. What the cells have to do
with each other (rows and columns, levels of a tree, parts of a whole, months of a year, an earlier release) needs
no rules of its own: it follows from who counts in both.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import final

from attrs import frozen

from guangongwei.errors import BadArgument
from guangongwei.privacy.rounding import Rounding


@final
@frozen(kw_only=True)
class Cell:
    """One number that is published, could be worked out, or has been published before."""

    key: Hashable
    #: Whether so few people stand behind it that it has to be hidden for its own sake.
    is_small: bool = False
    #: Whether it stands anywhere; the difference of two numbers does not, and can be worked out.
    is_printed: bool = True
    #: Whether an earlier release holds it, so that it cannot be hidden any more.
    is_out: bool = False
    #: What everybody knows it to be at least: 1 where its row stands there because of a record.
    least: int = 0
    #: What everybody knows it to be at most; None where nothing limits it.
    most: int | None = None
    #: How it is told, where it is not told exactly; a small one may be told so.
    rounding: Rounding | None = None
    #: How great a loss it is to hide it.
    weight: int = 1


@final
@frozen(kw_only=True)
class Crowd:
    """So many who count in exactly these cells; the cells are the bits of a number."""

    cells: int
    size: int


@final
@frozen
class Table:
    """Cells, and the crowds that they are sums over."""

    cells: tuple[Cell, ...]
    crowds: tuple[Crowd, ...]

    @cached_property
    def values(self) -> tuple[int, ...]:
        """The number of each cell."""
        found = [0] * len(self.cells)
        for crowd in self.crowds:
            for at in bits(crowd.cells):
                found[at] += crowd.size
        return tuple(found)

    def where(self, wanted: Iterable[bool]) -> int:
        """Some of the cells as the bits of a number, in their order."""
        return sum(1 << at for at, is_wanted in enumerate(wanted) if is_wanted)

    def apart(self) -> Iterator[Table]:
        """The same as tables that have nobody in common."""
        groups: list[int] = []
        for crowd in self.crowds:
            joined = crowd.cells
            rest: list[int] = []
            for group in groups:
                if group & joined:
                    joined |= group
                else:
                    rest.append(group)
            groups = [*rest, joined]
        everywhere = (1 << len(self.cells)) - 1
        alone = everywhere & ~sum(groups)
        for group in (*groups, *(1 << at for at in bits(alone))):
            places = tuple(bits(group))
            new = {1 << at: 1 << place for place, at in enumerate(places)}
            crowds = tuple(
                Crowd(cells=sum(new[1 << at] for at in bits(each.cells)), size=each.size)
                for each in self.crowds
                if each.cells & group
            )
            yield Table(tuple(self.cells[at] for at in places), crowds)


def table(cells: Iterable[Cell], people: Mapping[frozenset[Hashable], int]) -> Table:
    """Cells with the number of people by the keys of the cells that they count in.

    A number of 0 says that there could be such people; who is not named cannot exist.

    Raises:
        BadArgument: Two cells have one key, somebody counts in a cell that is not there, or a
            number is below 0.
    """
    kept = tuple(cells)
    places = {each.key: at for at, each in enumerate(kept)}
    if len(places) < len(kept):
        raise BadArgument("cells", "given with a key each of their own")
    crowds: dict[int, int] = {}
    for keys, size in people.items():
        if size < 0 or not keys <= places.keys():
            raise BadArgument("people", "0 or more of each kind, counted in cells that are there")
        crowds[sum(1 << places[each] for each in keys)] = size
    return Table(kept, tuple(Crowd(cells=mask, size=size) for mask, size in crowds.items()))


def bits(mask: int) -> Iterator[int]:
    """The places of the bits of a number, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
