"""Other worlds that would publish the same: people moved between crowds so that no number that is told changes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, final

from attrs import evolve, frozen

from guangongwei.privacy.cells import Table, bits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    kept: int = 0
    #: How often it can be made, backwards below 0; as long as nobody has looked, not at all.
    least: int = 0
    most: int = 0

    def effect(self, table: Table) -> dict[int, int]:
        """By how much it changes each cell, made once."""
        found = dict.fromkeys(bits(self.changed), 0)
        for at, more in self.crowds:
            for cell in bits(table.crowds[at].cells & self.changed):
                found[cell] += more
        return found


#: By how much each cell is changed: binary digits, the last of them for what is below 0.
_Digits = tuple[int, int, int, int, int]
#: More crowds than so many are not followed, so that the digits do.
_LONGEST = 15


class _Path(NamedTuple):
    """A move that is being made: crowds added to, and taken from, in order."""

    plus: tuple[int, ...]
    minus: tuple[int, ...]
    digits: _Digits

    @property
    def changed(self) -> int:
        """The cells it changes."""
        return _changed(self.digits)

    def and_one(self, at: int, cells: int, *, grows: bool) -> _Path:
        """The same with one more in a crowd, or one fewer."""
        if grows:
            plus = tuple(sorted((*self.plus, at)))
            return _Path(plus, self.minus, _more(self.digits, cells))
        minus = tuple(sorted((*self.minus, at)))
        return _Path(self.plus, minus, _fewer(self.digits, cells))


def _more(digits: _Digits, cells: int) -> _Digits:
    """One more in each of these cells."""
    one, two, four, eight, below = digits
    second = one & cells
    third = two & second
    fourth = four & third
    return one ^ cells, two ^ second, four ^ third, eight ^ fourth, below ^ (eight & fourth)


def _fewer(digits: _Digits, cells: int) -> _Digits:
    """One fewer in each of these cells."""
    one, two, four, eight, below = digits
    second = cells & ~one
    third = second & ~two
    fourth = third & ~four
    return one ^ cells, two ^ second, four ^ third, eight ^ fourth, below ^ (fourth & ~eight)


def _changed(digits: _Digits) -> int:
    one, two, four, eight, below = digits
    return one | two | four | eight | below


_START = _Path((), (), (0, 0, 0, 0, 0))


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
        price = self._estimate(hidden)
        known = [each for each in self._known if each.changed & target]
        first = [
            _START.and_one(at, cells, grows=True) for at, cells in self._crowds if cells & target
        ]
        steps = iter(sorted((price(each.digits), each) for each in (*first, *known)))
        best: tuple[int, Move] | None = None
        for _ in range(depth):
            paths: list[_Path] = []
            for cost, path in steps:
                is_cheaper = cost < (_NEVER if best is None else best[0])
                if len(paths) < breadth:
                    paths.append(path)
                elif not is_cheaper:
                    break
                found = self.finished(path, target, hidden) if is_cheaper else None
                if found is not None and found[0] < (_NEVER if best is None else best[0]):
                    best = found
            if best is not None and not best[0]:
                break
            steps = self.longer(paths, hidden, price)
        return best

    @cached_property
    def _crowds(self) -> tuple[tuple[int, int], ...]:
        """The crowds by their place, with the cells of each."""
        return tuple((at, each.cells) for at, each in enumerate(self.table.crowds))

    @cached_property
    def _known(self) -> tuple[_Path, ...]:
        """The moves that have done before as paths, from which others can go on."""
        found: list[_Path] = []
        for move in self.known:
            if sum(abs(by) for _, by in move) > _LONGEST - max(depth for _, depth in _EFFORTS):
                continue
            path = _START
            for at, by in move:
                for _ in range(abs(by)):
                    path = path.and_one(at, self.table.crowds[at].cells, grows=by > 0)
            found.append(path)
        return tuple(found)

    @cached_property
    def _weights(self) -> tuple[tuple[int, int], ...]:
        """The cells that could be hidden, by what it costs."""
        found: dict[int, int] = {}
        for at in bits(self.told & ~self.fixed):
            weight = self.table.cells[at].weight
            found[weight] = found.get(weight, 0) | 1 << at
        return tuple(found.items())

    def longer(
        self, paths: list[_Path], hidden: int, price: Callable[[_Digits], int]
    ) -> Iterator[tuple[int, _Path]]:
        """Every path with one crowd more that takes back some of what it changes, by its price."""
        told = self.told & ~hidden
        steps: list[tuple[int, int, int, int, bool]] = []
        for number, path in enumerate(paths):
            digits = path.digits
            fewer = digits[-1] & told
            more = path.changed & ~digits[-1] & told
            for at, cells in self._crowds if fewer | more else ():
                if cells & fewer:
                    steps.append((price(_more(digits, cells)), number, len(steps), at, True))
                if cells & more:
                    steps.append((price(_fewer(digits, cells)), number, len(steps), at, False))
        seen: set[_Path] = set()
        for cost, number, _, at, grows in sorted(steps):
            path = paths[number].and_one(at, self._crowds[at][1], grows=grows)
            if path not in seen:
                seen.add(path)
                yield cost, path

    def finished(self, path: _Path, target: int, hidden: int) -> tuple[int, Move] | None:
        """The path as the cheapest move, where it changes the target and can be made often enough."""
        if not path.changed & target:
            return None
        more: dict[int, int] = {}
        for places, step in ((path.plus, 1), (path.minus, -1)):
            for at in places:
                more[at] = more.get(at, 0) + step
        crowds = tuple((at, by) for at, by in more.items() if by)
        move = Move(crowds, path.changed)
        effect, cost = move.effect(self.table), self.pricing(hidden)
        found: dict[int, int] = {}
        for first in range(1 - self.values, 1) if path.changed & self.rounded else (0,):
            kept = self._kept(effect, first) & ~hidden
            found.setdefault(kept, cost(path.changed & ~kept))
        for kept, loss in sorted(found.items(), key=lambda each: each[1]):
            made = evolve(move, kept=kept)
            least, most = self.room(made)
            if most - least + 1 >= self.values:
                return loss, evolve(made, least=least, most=most)
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

    def pricing(self, hidden: int) -> Callable[[int], int]:
        """What it costs to hide cells beside those that are hidden, as a function of them."""
        fixed = self.fixed & ~hidden
        weights = [(weight, left) for weight, cells in self._weights if (left := cells & ~hidden)]

        def cost(changed: int) -> int:
            found = _NEVER * (changed & fixed).bit_count()
            for weight, cells in weights:
                found += weight * (changed & cells).bit_count()
            return found

        return cost

    def _estimate(self, hidden: int) -> Callable[[_Digits], int]:
        """What a path costs as far as it goes, if it changes nothing by more than one."""
        cost, rounded = self.pricing(hidden), self.rounded & ~hidden

        def price(digits: _Digits) -> int:
            changed = _changed(digits)
            if not changed & rounded:
                return cost(changed)
            fewer = digits[-1]
            more = changed & ~fewer
            return min(
                cost(changed & ~((more & ups) | (fewer & downs))) for ups, downs in self._steady
            )

        return price

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
            else:
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
