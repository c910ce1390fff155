"""Placing (人员安排): as many needs as possible filled at once, one volunteer to one need.

Source: the theorem of Berge (1957): a matching that no augmenting path can improve is as large
as any. Suitability is decided by `guangongwei.model.matching`.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, final

from attrs import evolve, field, frozen

from guangongwei.errors import BadArgument
from guangongwei.model.fit import Fit
from guangongwei.model.matching import NeedId, candidates
from guangongwei.model.sensitivity import PSEUDONYM
from guangongwei.model.volunteer import VolunteerId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from guangongwei.model.matching import Need, Pool

#: One of the places of a need, counted from 0.
Seat = tuple[NeedId, int]


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
    fits = {
        need.id: {each.volunteer: each.judgement.fit for each in candidates(need, pool)}
        for need in kept
    }
    taken: dict[VolunteerId, Seat] = {}
    accepted: set[Fit] = set()
    for fit in sorted(set(accepting), key=lambda each: each.rank):
        accepted.add(fit)
        wishes: dict[Seat, tuple[VolunteerId, ...]] = {
            (need.id, number): tuple(id_ for id_, how in fits[need.id].items() if how in accepted)
            for need in kept
            for number in range(need.people)
        }
        taken = matched(wishes, begun=taken)
    everybody = {each.id for each in pool.volunteers}
    return evolve(_placing(kept, fits, taken), free=tuple(sorted(everybody - set(taken))))


def _placing(
    needs: Sequence[Need],
    fits: Mapping[NeedId, Mapping[VolunteerId, Fit]],
    taken: Mapping[VolunteerId, Seat],
) -> Placing:
    by_need: dict[NeedId, list[VolunteerId]] = defaultdict(list)
    for volunteer, (need, _) in sorted(taken.items()):
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
    wishes: Mapping[Seat, Sequence[VolunteerId]],
    *,
    begun: Mapping[VolunteerId, Seat] | None = None,
) -> dict[VolunteerId, Seat]:
    """As many seats as possible, each with one volunteer it wishes for, best wishes tried first.

    Args:
        wishes: For each seat the volunteers who would do, the best first.
        begun: A matching to improve; whoever and whatever is in it stays in.
    """
    taken = dict(begun or {})
    filled = set(taken.values())
    for seat in wishes:
        if seat not in filled:
            _fill(seat, wishes, taken)
    return taken


def _fill(
    seat: Seat, wishes: Mapping[Seat, Sequence[VolunteerId]], taken: dict[VolunteerId, Seat]
) -> None:
    """Fill one seat, moving others to seats they would do for as well, by the shortest way."""
    asked_by: dict[VolunteerId, Seat] = {}
    held = {where: who for who, where in taken.items()}
    pending = deque([seat])
    while pending:
        asking = pending.popleft()
        for volunteer in wishes[asking]:
            if volunteer in asked_by:
                continue
            asked_by[volunteer] = asking
            if volunteer in taken:
                pending.append(taken[volunteer])
                continue
            giving: VolunteerId | None = volunteer
            while giving is not None:
                to = asked_by[giving]
                taken[giving], giving = to, held.get(to)
            return
