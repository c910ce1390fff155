"""Placing (人员安排): as many needs as possible filled at once, one volunteer to one need.

Source: the theorem of Berge (1957): a matching that no augmenting path can improve is as large
as any. Suitability is decided by `guangongwei.model.matching`.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, final

from attrs import Factory, define, evolve, field, frozen

from guangongwei.errors import BadArgument
from guangongwei.model.fit import Fit
from guangongwei.model.matching import NeedId, suited
from guangongwei.model.sensitivity import PSEUDONYM
from guangongwei.model.volunteer import VolunteerId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.model.matching import Need, Pool


@final
@frozen(kw_only=True)
class Placement:
    """One volunteer for one need."""

    need: NeedId
    volunteer: VolunteerId = field(metadata=PSEUDONYM)
    fit: Fit


@final
@frozen(kw_only=True)
class Placing:
    """Who goes where, what stays open, and who is left."""

    placements: tuple[Placement, ...]
    #: Needs with how many people are still missing.
    open: tuple[tuple[NeedId, int], ...]
    #: Volunteers of the pool who were given no need.
    free: tuple[VolunteerId, ...] = field(default=(), metadata=PSEUDONYM)


def place(
    needs: Iterable[Need],
    pool: Pool,
    *,
    accepting: Iterable[Fit] = (Fit.FITS, Fit.WITH_CARE),
) -> Placing:
    """Fill as many places as can be filled, each volunteer taking one at most.

    Those who fit without objection are placed first; nobody who was placed loses a place again,
    though it may become another one. The answer does not depend on the order of the arguments.

    Raises:
        BadArgument: Two needs have one id.
    """
    kept = sorted(needs, key=lambda need: need.id)
    if len({need.id for need in kept}) < len(kept):
        raise BadArgument("needs", "needs each of which has its own id")
    fits = {need.id: suited(need, pool) for need in kept}
    taken: dict[VolunteerId, NeedId] = {}
    accepted: set[Fit] = set()
    for fit in sorted(set(accepting), key=lambda each: each.rank):
        accepted.add(fit)
        wishes = {
            id_: tuple(each for each, how in found.items() if how in accepted)
            for id_, found in fits.items()
        }
        taken = matched(wishes, places={need.id: need.people for need in kept}, begun=taken)
    everybody = {each.id for each in pool.volunteers}
    return evolve(_placing(kept, fits, taken), free=tuple(sorted(everybody - set(taken))))


def _placing(
    needs: Sequence[Need],
    fits: Mapping[NeedId, Mapping[VolunteerId, Fit]],
    taken: Mapping[VolunteerId, NeedId],
) -> Placing:
    by_need: dict[NeedId, list[VolunteerId]] = defaultdict(list)
    for volunteer, need in sorted(taken.items()):
        by_need[need].append(volunteer)
    return Placing(
        placements=tuple(
            Placement(need=need.id, volunteer=volunteer, fit=fits[need.id][volunteer])
            for need in needs
            for volunteer in by_need[need.id]
        ),
        open=tuple(
            (need.id, need.people - len(by_need[need.id]))
            for need in needs
            if need.people > len(by_need[need.id])
        ),
    )


def matched(
    wishes: Mapping[NeedId, Sequence[VolunteerId]],
    *,
    places: Mapping[NeedId, int],
    begun: Mapping[VolunteerId, NeedId] | None = None,
) -> dict[VolunteerId, NeedId]:
    """As many places as possible, each with one volunteer the need wishes for, best wishes first.

    Args:
        wishes: For each need the volunteers who would do, the best first.
        places: How many volunteers each need has room for.
        begun: A matching to improve; whoever is in it stays in, and no need loses anybody.
    """
    seating = _Seating(wishes, dict(begun or {}))
    filled = Counter(seating.taken.values())
    for need in wishes:
        for _ in range(places[need] - filled[need]):
            if not seating.fill(need):
                break  # Who cannot be found once is not found later.
    return seating.taken


@final
@define
class _Seating:
    """A matching that grows; who is taken may move and is never sent away."""

    wishes: Mapping[NeedId, Sequence[VolunteerId]]
    taken: dict[VolunteerId, NeedId]
    #: How many of each need's first wishes are taken; nobody becomes free again.
    _passed: dict[NeedId, int] = Factory(dict[NeedId, int])
    #: Needs from which nobody who is free can be reached, now or later.
    _closed: set[NeedId] = Factory(set[NeedId])

    def fill(self, need: NeedId) -> bool:
        """Fill one place, moving others to needs they would do for as well, by the shortest way."""
        #: For each need that was reached: who would leave it, and for which need.
        leaving: dict[NeedId, tuple[VolunteerId, NeedId] | None] = {need: None}
        pending = deque([need])
        free = self._free(need)
        if free is not None:
            self._seat(free, need, leaving)
            return True
        while pending:
            asking = pending.popleft()
            for volunteer in self.wishes[asking]:
                held = self.taken[volunteer]
                if held in leaving or held in self._closed:
                    continue
                leaving[held] = (volunteer, asking)
                free = self._free(held)
                if free is not None:
                    self._seat(free, held, leaving)
                    return True
                pending.append(held)
        self._closed.update(leaving)
        return False

    def _free(self, need: NeedId) -> VolunteerId | None:
        """The best of a need's wishes who is not taken."""
        wished = self.wishes[need]
        at = self._passed.get(need, 0)
        while at < len(wished) and wished[at] in self.taken:
            at += 1
        self._passed[need] = at
        return wished[at] if at < len(wished) else None

    def _seat(
        self,
        volunteer: VolunteerId,
        need: NeedId,
        leaving: Mapping[NeedId, tuple[VolunteerId, NeedId] | None],
    ) -> None:
        """Give a place to somebody, and so on to whoever makes room for it."""
        self.taken[volunteer] = need
        moved = leaving[need]
        while moved is not None:
            mover, to = moved
            self.taken[mover] = to
            moved = leaving[to]
