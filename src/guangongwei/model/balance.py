"""Choosing schools so that shares are as even as can be (均衡), by two groupings at once.

The spread of a grouping is the range of its shares: the highest less the lowest. Among all choices
of so many schools, `choose` finds one with the smallest spread over the first grouping, of these
one with the smallest over the second, and of these the cheapest. It is exact: every window
that the shares could lie in is tried in the order of its width, and whether enough schools fit
both windows at once is a flow with lower and upper limits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import takewhile
from math import ceil, floor
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.numbers import Absence, Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    #: The lowest and the highest share that is allowed.
    Window = tuple[Fraction, Fraction]
    #: How many more of each group, at least and at most.
    Limits = dict[str, tuple[int, int]]


@final
@frozen(kw_only=True)
class Option:
    """Something that can be chosen: its group in either grouping, and what it costs."""

    id: str
    first: str
    second: str
    cost: int


def spread(ratios: Iterable[Ratio]) -> Fraction | Absence:
    """The highest share less the lowest; not applicable where no group has anything in it."""
    shares = [share for each in ratios if isinstance(share := each.fraction, Fraction)]
    return max(shares) - min(shares) if shares else Absence.NOT_APPLICABLE


def choose(
    options: Sequence[Option],
    count: int,
    first: Mapping[str, Ratio],
    second: Mapping[str, Ratio],
) -> frozenset[str]:
    """The ids of the best choice of that many options.

    Args:
        options: What there is to choose from; each is in the whole of its groups, in no part.
        count: How many to choose, at most as many as there are.
        first: How the groups of the first grouping stand, none of them empty.
        second: How those of the second stand.
    """
    outer = _Grouping(standing=first, free=Counter(each.first for each in options), count=count)
    inner = _Grouping(standing=second, free=Counter(each.second for each in options), count=count)
    rows = [outer.limits(each) for each in _narrowest(outer.windows())]
    found: list[tuple[int, frozenset[str]]] = []
    width: Fraction | None = None
    for low, high in inner.windows():
        if found and width != high - low:
            break
        width = high - low
        for row in rows:
            chosen = _cheapest(options, count, row, inner.limits((low, high)))
            if chosen is not None:
                found.append(
                    (sum(each.cost for each in chosen), frozenset(each.id for each in chosen))
                )
    return min(found, key=lambda each: each[0])[1]


def _narrowest(windows: Iterator[Window]) -> list[Window]:
    """The windows of the least width, of windows in the order of their width."""
    low, high = next(windows)
    return [(low, high), *takewhile(lambda each: each[1] - each[0] == high - low, windows)]


@final
@frozen(kw_only=True)
class _Grouping:
    """One way to group: how the groups stand, and how many of each are free to be chosen."""

    standing: Mapping[str, Ratio]
    free: Mapping[str, int]
    count: int

    def limits(self, window: Window) -> Limits:
        """How many of each group keep its share inside a window; the most may be below the least."""
        return {
            group: (
                max(0, ceil(window[0] * ratio.whole) - ratio.part),
                min(self.free.get(group, 0), floor(window[1] * ratio.whole) - ratio.part),
            )
            for group, ratio in self.standing.items()
        }

    def fits(self, window: Window) -> bool:
        """Say whether so many can be chosen inside a window, this grouping alone considered."""
        limits = self.limits(window).values()
        return (
            all(least <= most for least, most in limits)
            and sum(least for least, _ in limits) <= self.count
            and self.count <= sum(most for _, most in limits)
        )

    def windows(self) -> Iterator[Window]:
        """Every window that fits, the narrowest first; its ends are shares that can come about."""
        shares = sorted(
            {
                Fraction(ratio.part + more, ratio.whole)
                for group, ratio in self.standing.items()
                for more in range(self.free.get(group, 0) + 1)
            }
        )
        waiting = [
            (shares[high] - low, low, high)
            for low in shares
            if (high := self._least_high(low, shares)) < len(shares)
        ]
        heapify(waiting)
        while waiting:
            _, low, high = heappop(waiting)
            yield low, shares[high]
            if high + 1 < len(shares):
                heappush(waiting, (shares[high + 1] - low, low, high + 1))

    def _least_high(self, low: Fraction, shares: Sequence[Fraction]) -> int:
        """The place of the least upper end with which a window fits; it fits with all above, too."""
        return bisect_left(
            range(len(shares)), 1, key=lambda place: int(self.fits((low, shares[place])))
        )


@frozen
class _Arc:
    """A place in the flow: from where to where, at what cost, for which option."""

    start: str
    stop: str
    cost: int
    option: Option | None = None


class _Flow:
    """A flow of whole units that is grown along the cheapest way each time."""

    def __init__(self) -> None:
        self.arcs: list[_Arc] = []
        #: How much more each arc can carry; arc 2k+1 takes back what arc 2k carries.
        self.room: list[int] = []
        self.leaving: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, arc: _Arc, room: int) -> None:
        back = _Arc(arc.stop, arc.start, -arc.cost)
        for each, free in ((arc, room), (back, 0)):
            self.leaving[each.start].append(len(self.arcs))
            self.arcs.append(each)
            self.room.append(free)

    def grow(self, start: str, stop: str) -> bool:
        """Carry one more unit along the cheapest way; False where there is none."""
        cost = {start: 0}
        reached_by: dict[str, int] = {}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for index in self.leaving[here]:
                arc = self.arcs[index]
                if self.room[index] and (
                    arc.stop not in cost or cost[here] + arc.cost < cost[arc.stop]
                ):
                    cost[arc.stop] = cost[here] + arc.cost
                    reached_by[arc.stop] = index
                    waiting.append(arc.stop)
        here = stop
        while here != start:
            if here not in reached_by:
                return False
            self.room[reached_by[here]] -= 1
            self.room[reached_by[here] ^ 1] += 1
            here = self.arcs[reached_by[here]].start
        return True


def _cheapest(
    options: Sequence[Option], count: int, first: Limits, second: Limits
) -> list[Option] | None:
    """The cheapest choice of so many options within the limits; None where there is none."""
    # Filling a group up to its least is worth more than all options cost.
    prize = sum(each.cost for each in options) + 1
    flow = _Flow()
    for group, (least, most) in first.items():
        flow.add(_Arc("", f"1{group}", -prize), least)
        flow.add(_Arc("", f"1{group}", 0), most - least)
    for group, (least, most) in second.items():
        flow.add(_Arc(f"2{group}", "3", -prize), least)
        flow.add(_Arc(f"2{group}", "3", 0), most - least)
    for each in options:
        flow.add(_Arc(f"1{each.first}", f"2{each.second}", each.cost, each), 1)
    if not all(flow.grow("", "3") for _ in range(count)):
        return None
    short = any(arc.cost == -prize and room for arc, room in zip(flow.arcs, flow.room, strict=True))
    if short:
        return None
    return [
        arc.option
        for arc, room in zip(flow.arcs, flow.room, strict=True)
        if arc.option is not None and not room
    ]
