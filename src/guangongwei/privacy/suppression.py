"""Which numbers are hidden, with a proof for each that it cannot be worked out from the others.

Everything that is small is hidden. Then each hidden number gets a *move* (see `guangongwei.privacy.moves`), and what
the move changes is hidden as well, so that whoever knows every number that is told, and every rule by which the
numbers belong together, is left with at least three worlds in which the hidden one differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.privacy.cells import Table, bits
from guangongwei.privacy.moves import Move, Search

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    #: A move: crowds by their place, with how many people more.
    Steps = tuple[tuple[int, int], ...]

#: Up to how many crowds it is tried for each hidden number whether it could be told after all.
_FEW = 300
#: How many values whoever reads a release is left with, at least.
VALUES = 3


@final
@frozen
class Suppression:
    """What of a table is hidden, and the proofs."""

    table: Table
    #: The printed cells that are hidden, as bits.
    cells: int
    #: A move for each cell that has to be protected, by its place.
    proofs: dict[int, Move]

    @property
    def hidden(self) -> frozenset[Hashable]:
        """The keys of the cells that are hidden."""
        return frozenset(self.table.cells[at].key for at in bits(self.cells))

    def possible(self, key: Hashable) -> frozenset[int]:
        """Values that a protected cell could have for all that is told; there may be more."""
        at = next(at for at, each in enumerate(self.table.cells) if each.key == key)
        move, value = self.proofs[at], self.table.values[at]
        step = move.effect(self.table)[at]
        return frozenset(value + step * times for times in range(move.least, move.most + 1))


def suppress(
    table: Table, *, values: int = VALUES, known: Iterable[Steps] = ()
) -> Suppression | None:
    """Hide what is small, and as much more as it takes that nobody can work it out.

    None where what is out already leaves no way that was found.

    Args:
        table: The cells, and who counts in them.
        values: How many values each hidden cell keeps at least.
        known: Moves that may do, as those of an earlier release.
    """
    told = table.where(
        each.is_out or (each.is_printed and (each.rounding is not None or not each.is_small))
        for each in table.cells
    )
    search = Search(
        table=table,
        told=told,
        fixed=table.where(each.is_out for each in table.cells),
        values=values,
        known=tuple(known),
    )
    targets = table.where(
        each.is_small and (each.rounding is not None or not each.is_out) for each in table.cells
    )
    moves = _covering(search, targets, 0, [])
    if moves is None:
        return None
    hidden = _untold(moves) & told
    if len(table.crowds) <= _FEW:
        hidden, moves = _less(search, targets, moves)
    printed = table.where(each.is_printed and not each.is_out for each in table.cells)
    proofs = {
        at: next(move for move in moves if move.changed >> at & 1) for at in bits(targets | hidden)
    }
    return Suppression(table, (hidden | targets & ~told) & printed, proofs)


def _less(search: Search, targets: int, moves: list[Move]) -> tuple[int, list[Move]]:
    """Tell again what need not be hidden, the greatest losses first."""
    cells, values = search.table.cells, search.table.values
    hidden = _untold(moves) & search.told
    for at in sorted(bits(hidden), key=lambda at: (-cells[at].weight, -values[at])):
        if not hidden >> at & 1:
            continue
        rest = hidden & ~(1 << at)
        strict = evolve(search, fixed=search.told & ~rest)
        kept = [move for move in moves if not move.changed >> at & 1]
        found = _covering(strict, targets, rest, kept)
        if found is not None:
            moves = found
            hidden = _untold(moves) & search.told
    return hidden, moves


def _covering(search: Search, targets: int, hidden: int, moves: list[Move]) -> list[Move] | None:
    """Moves for every target, those given and as cheap ones as it takes; None where one has none."""
    # The fewer there are in a cell, the fewer ways there are to protect it.
    for at in sorted(bits(targets & ~_changed(moves)), key=lambda at: search.table.values[at]):
        if _changed(moves) >> at & 1:
            continue
        move = search.best(at, hidden)
        if move is None:
            return None
        moves.append(move)
        hidden |= move.changed & ~move.kept & search.told
    return moves


def _changed(moves: Iterable[Move]) -> int:
    """The cells that any of the moves changes."""
    found = 0
    for each in moves:
        found |= each.changed
    return found


def _untold(moves: Iterable[Move]) -> int:
    """The cells that any of the moves makes another number of to whoever reads it."""
    found = 0
    for each in moves:
        found |= each.changed & ~each.kept
    return found
