"""Other worlds that would publish the same: people moved between crowds so that no number that is told changes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.privacy.cells import Table, bits

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How many unfinished moves are followed at a time, and how many crowds they may touch; more of
#: both where nothing is found.
_EFFORTS = ((16, 6), (64, 6))
#: With more crowds than so many, fewer are followed at first.
_MANY = 300
_QUICK = (3, 4)
#: What is worth a longer search.
_DEAR = 50
#: What it costs to change a number that cannot be hidden: more than to hide all others.
_NEVER = 1_000_000


@final
@frozen
class Move:
    """So many people more in some crowds, and fewer in others, once or several times over.

    That it can be made is a proof: the numbers of every cell that it leaves alone are those of
    several worlds, in which the cells it changes have different values.
    """

    #: Crowds by their place, with how many people more; fewer below 0.
    crowds: tuple[tuple[int, int], ...]
    #: The cells it changes, as bits.
    changed: int
    #: Those among them that are told as before however often it is made, since they are rounded.
    kept: int
    #: How often it can be made, backwards below 0.
    least: int
    most: int

    def effect(self, table: Table) -> dict[int, int]:
        """By how much it changes each cell, made once."""
        found = dict.fromkeys(bits(self.changed), 0)
        for at, more in self.crowds:
            for cell in bits(table.crowds[at].cells & self.changed):
                found[cell] += more
        return found


@final
@frozen
class _Path:
    """A move that is being made: crowds to be added to, and to be taken from."""

    plus: tuple[int, ...]
    minus: tuple[int, ...]
    #: In how many of the added, and of those taken away, each cell stands: binary digits.
    ups: tuple[int, ...]
    downs: tuple[int, ...]

    @property
    def key(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The same for paths that lead to the same move."""
        return tuple(sorted(self.plus)), tuple(sorted(self.minus))

    @property
    def more(self) -> int:
        """The cells in which there are more than before."""
        return _greater(self.ups, self.downs)

    @property
    def fewer(self) -> int:
        """The cells in which there are fewer."""
        return _greater(self.downs, self.ups)

    @property
    def changed(self) -> int:
        """The cells it changes."""
        (up, ups, upper), (down, downs, lower) = self.ups, self.downs
        return (up ^ down) | (ups ^ downs) | (upper ^ lower)

    def and_more(self, at: int, cells: int) -> _Path:
        """The same with one more in a crowd."""
        return _Path((*self.plus, at), self.minus, _counted(self.ups, cells), self.downs)

    def and_fewer(self, at: int, cells: int) -> _Path:
        """The same with one fewer in a crowd."""
        return _Path(self.plus, (*self.minus, at), self.ups, _counted(self.downs, cells))


def _greater(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Where one count, in binary digits, is greater than the other."""
    greater = 0
    for a, b in zip(one, other, strict=True):
        greater = (a & ~b) | (greater & ~(a ^ b))
    return greater


def _counted(digits: tuple[int, ...], cells: int) -> tuple[int, ...]:
    """One more in each of these cells."""
    first, second, third = digits
    carried = first & cells
    return first ^ cells, second ^ carried, third | (second & carried)


@final
@frozen(kw_only=True)
class Search:
    """A search for a move that changes one cell and as little as possible of what is told."""

    table: Table
    #: Cells that are told so far, exactly or rounded, and those among them that stay so.
    told: int
    fixed: int
    #: How many values a hidden cell keeps at least.
    values: int
    #: Moves that have done before, each as crowds to add to and to take from.
    known: tuple[tuple[tuple[int, int], ...], ...] = ()

    def best(self, target: int, hidden: int) -> Move | None:
        """The cheapest move found that changes a cell; None where there is none.

        Args:
            target: The place of the cell.
            hidden: Cells that are hidden in any case, so that it costs nothing to change them.
        """
        # A second look is for a release; whether a little less would do is not worth one.
        efforts = _EFFORTS if hidden != self.told & ~self.fixed else _EFFORTS[:1]
        if len(self.table.crowds) > _MANY:
            efforts = (_QUICK, *efforts[:1])
        best: tuple[int, Move] | None = None
        for breadth, depth in efforts:
            found = self._best(1 << target, hidden, breadth, depth)
            if found is not None and (best is None or found[0] < best[0]):
                best = found
            if best is not None and best[0] < _DEAR:
                break
        return None if best is None else best[1]

    def _best(self, target: int, hidden: int, breadth: int, depth: int) -> tuple[int, Move] | None:
        """The same with so much effort, and what it costs."""
        start = _Path((), (), (0, 0, 0), (0, 0, 0))
        paths = [
            start.and_more(at, each.cells)
            for at, each in enumerate(self.table.crowds)
            if each.cells & target
        ]
        paths += [each for each in self._known if each.changed & target]
        best: tuple[int, Move] | None = None
        for _ in range(depth):
            priced = sorted(((self._price(each, hidden), each) for each in paths), key=_cost)
            for cost, path in priced:
                if cost >= (_NEVER if best is None else best[0]):
                    break
                found = self.finished(path, target, hidden)
                if found is not None and found[0] < (_NEVER if best is None else best[0]):
                    best = found
            if best is not None and not best[0]:
                break
            paths = self.longer([each for _, each in priced[:breadth]], hidden)
        return best

    @cached_property
    def _known(self) -> tuple[_Path, ...]:
        """The moves that have done before as paths, from which others can go on."""
        found: list[_Path] = []
        for move in self.known:
            path = _Path((), (), (0, 0, 0), (0, 0, 0))
            for at, by in move:
                for _ in range(abs(by)):
                    step = path.and_more if by > 0 else path.and_fewer
                    path = step(at, self.table.crowds[at].cells)
            found.append(path)
        return tuple(found)

    def cost(self, changed: int) -> int:
        """What it costs to hide what a path changes."""
        cost = _NEVER * (changed & self.fixed).bit_count()
        for weight, cells in self._weights:
            cost += weight * (changed & cells).bit_count()
        return cost

    @cached_property
    def _weights(self) -> tuple[tuple[int, int], ...]:
        """The cells that could be hidden, by what it costs."""
        found: dict[int, int] = {}
        for at in bits(self.told & ~self.fixed):
            weight = self.table.cells[at].weight
            found[weight] = found.get(weight, 0) | 1 << at
        return tuple(found.items())

    def longer(self, paths: list[_Path], hidden: int) -> list[_Path]:
        """Every path with one crowd more that takes back some of what it changes."""
        found: dict[tuple[tuple[int, ...], tuple[int, ...]], _Path] = {}
        for path in paths:
            more, fewer = (each & self.told & ~hidden for each in (path.more, path.fewer))
            for at, crowd in enumerate(self.table.crowds):
                for grows in (True, False):
                    if crowd.cells & (fewer if grows else more):
                        step = path.and_more if grows else path.and_fewer
                        longer = step(at, crowd.cells)
                        found.setdefault(longer.key, longer)
        return list(found.values())

    def finished(self, path: _Path, target: int, hidden: int) -> tuple[int, Move] | None:
        """The path as the cheapest move, where it changes the target and can be made often enough."""
        if not path.changed & target:
            return None
        more: dict[int, int] = {}
        for places, step in ((path.plus, 1), (path.minus, -1)):
            for at in places:
                more[at] = more.get(at, 0) + step
        crowds = tuple((at, by) for at, by in more.items() if by)
        move = Move(crowds, path.changed, 0, 0, 0)
        effect = move.effect(self.table)
        found: dict[int, int] = {}
        for first in range(1 - self.values, 1) if path.changed & self.rounded else (0,):
            kept = self._kept(effect, first) & ~hidden
            found.setdefault(kept, self.cost(path.changed & ~hidden & ~kept))
        for kept, cost in sorted(found.items(), key=lambda each: each[1]):
            made = evolve(move, kept=kept)
            least, most = self.room(made)
            if most - least + 1 >= self.values:
                return cost, evolve(made, least=least, most=most)
        return None

    def _kept(self, effect: dict[int, int], first: int) -> int:
        """The rounded cells that are told as before, from so many times backwards on."""
        last = first + self.values - 1
        return sum(
            1 << cell
            for cell, by in effect.items()
            if self.rounded >> cell & 1
            and all(
                -self._slack[cell][0] <= by * times <= self._slack[cell][1]
                for times in (first, last)
            )
        )

    def _price(self, path: _Path, hidden: int) -> int:
        """What a path costs as far as it goes, if it changes nothing by more than one."""
        changed = path.changed & ~hidden
        if not changed & self.rounded:
            return self.cost(changed)
        more, fewer = path.more, path.fewer
        return min(
            self.cost(changed & ~((more & ups) | (fewer & downs))) for ups, downs in self._steady
        )

    @cached_property
    def rounded(self) -> int:
        """The cells that are told as multiples, as bits."""
        return self.told & self.table.where(each.rounding is not None for each in self.table.cells)

    @cached_property
    def _slack(self) -> dict[int, tuple[int, int]]:
        """By how much each rounded cell can be less, and more, and be told the same."""
        found: dict[int, tuple[int, int]] = {}
        for at in bits(self.rounded):
            value, rounding = self.table.values[at], self.table.cells[at].rounding
            if rounding is not None:
                low, high = rounding.range(value)
                found[at] = value - low, high - value
        return found

    @cached_property
    def _steady(self) -> tuple[tuple[int, int], ...]:
        """For moves made backwards so often: rounded cells that may grow with each, and shrink."""
        steady: list[tuple[int, int]] = []
        for first in range(1 - self.values, 1):
            ups = self._kept(dict.fromkeys(self._slack, 1), first)
            steady.append((ups, self._kept(dict.fromkeys(self._slack, -1), first)))
        return tuple(steady)

    def room(self, move: Move) -> tuple[int, int]:
        """How often a move can be made backwards and forwards before anything runs out."""
        least, most = -self.values, self.values
        for has, by in self._limits(move):
            if by < 0:
                most = min(most, has // -by)
            elif by > 0:
                least = max(least, -(has // by))
        return least, most

    def _limits(self, move: Move) -> Iterator[tuple[int, int]]:
        """How much there is of what a move takes, and how much it takes: crowds, and rows that stay."""
        for at, by in move.crowds:
            yield self.table.crowds[at].size, by
        for cell, by in move.effect(self.table).items():
            known, value = self.table.cells[cell], self.table.values[cell]
            if known.least:
                yield value - known.least, by
            if known.most is not None:
                yield known.most - value, -by
            if move.kept >> cell & 1:
                less, more = self._slack[cell]
                yield less, by
                yield more, -by


def _cost(priced: tuple[int, _Path]) -> int:
    return priced[0]
