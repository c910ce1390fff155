"""Somebody who knows every number that was ever told, every rule, and has an integer solver."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from collections.abc import Iterable

#: More than any number is; what nothing limits ends here.
FAR = 10_000
ENOUGH = 3


@frozen
class Attacker:
    """A system of unknown numbers of people, each 0 or more, with what is known of their sums."""

    #: By row: the unknowns that are added up (or how often each), and the least and the greatest
    #: that the sum is.
    known: tuple[tuple[frozenset[int] | Mapping[int, int], int, int], ...]
    unknowns: int

    def values(
        self, targets: Mapping[str, frozenset[int]], truth: Iterable[int]
    ) -> dict[str, set[int]]:
        """By target, three values that its sum may have, or all of them where there are fewer."""
        worlds = [np.array(list(truth))]
        found: dict[str, set[int]] = {}
        for name, members in targets.items():
            told = {int(world[list(members)].sum()) for world in worlds}
            for low, high, sign in ((-FAR, FAR, 1), (-FAR, FAR, -1)):
                if len(told) < ENOUGH:
                    told |= self._reached(members, low, high, sign, worlds)
            if len(told) == ENOUGH - 1:
                told |= self._reached(members, min(told) + 1, max(told) - 1, 1, worlds)
            found[name] = told
        return found

    def _reached(
        self,
        members: frozenset[int],
        low: int,
        high: int,
        sign: int,
        worlds: list[np.ndarray],
    ) -> set[int]:
        """The least (or, with the sign turned, the greatest) sum within limits, if there is any."""
        if low > high:
            return set()
        objective = np.zeros(self.unknowns)
        objective[list(members)] = sign
        rows = [*(each for each, _, _ in self.known), members]
        lows = [*(least for _, least, _ in self.known), low]
        highs = [*(most for _, _, most in self.known), high]
        answer = milp(
            objective,
            constraints=LinearConstraint(self._matrix(rows), lows, highs),  # pyright: ignore[reportArgumentType]  # lists do as well
            integrality=np.ones(self.unknowns),
            bounds=Bounds(0, FAR),
        )
        if answer.x is None:
            return set()
        world = np.rint(answer.x).astype(int)
        worlds.append(world)
        return {int(world[list(members)].sum())}

    def _matrix(self, rows: list[frozenset[int] | Mapping[int, int]]) -> csr_matrix:
        weighed = [each if isinstance(each, Mapping) else dict.fromkeys(each, 1) for each in rows]
        entries = [(row, at, by) for row, each in enumerate(weighed) for at, by in each.items()]
        at_rows, at_columns, times = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (len(rows), self.unknowns)
        return csr_matrix((np.array(times, float), (at_rows, at_columns)), shape=shape)
