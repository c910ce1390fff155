"""Placing in the plain way: seat by seat, everybody judged for every need anew."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from guangongwei.model.fit import Fit
from guangongwei.model.matching import NeedId, Pool, candidates
from guangongwei.model.placing import Placement, Placing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guangongwei.model.matching import Need
    from guangongwei.model.volunteer import VolunteerId

#: One of the places of a need, counted from 0.
Seat = tuple[NeedId, int]


def placed(needs: Sequence[Need], pool: Pool) -> Placing:
    """As many places filled as can be, a pool of its own for each need."""
    kept = sorted(needs, key=lambda need: need.id)
    fits: dict[NeedId, dict[VolunteerId, Fit]] = {}
    for need in kept:
        alone = Pool(
            day=pool.day,
            tree=pool.tree,
            volunteers=pool.volunteers,
            services=pool.services,
            pairings=pool.pairings,
        )
        ordered = sorted(candidates(need, alone), key=lambda each: each.order)
        fits[need.id] = {each.volunteer: each.judgement.fit for each in ordered}
    taken: dict[VolunteerId, Seat] = {}
    for accepted in ((Fit.FITS,), (Fit.FITS, Fit.WITH_CARE)):
        wishes: dict[Seat, tuple[VolunteerId, ...]] = {
            (need.id, number): tuple(id_ for id_, how in fits[need.id].items() if how in accepted)
            for need in kept
            for number in range(need.people)
        }
        taken = seated(wishes, taken)
    by_need: dict[NeedId, list[VolunteerId]] = defaultdict(list)
    for volunteer, (need_id, _) in sorted(taken.items()):
        by_need[need_id].append(volunteer)
    return Placing(
        placements=tuple(
            Placement(need=need.id, volunteer=volunteer, fit=fits[need.id][volunteer])
            for need in kept
            for volunteer in by_need[need.id]
        ),
        open=tuple(
            (need.id, need.people - len(by_need[need.id]))
            for need in kept
            if need.people > len(by_need[need.id])
        ),
        free=tuple(sorted({each.id for each in pool.volunteers} - set(taken))),
    )


def seated(
    wishes: Mapping[Seat, Sequence[VolunteerId]], begun: Mapping[VolunteerId, Seat]
) -> dict[VolunteerId, Seat]:
    """As many seats as possible, each with one volunteer it wishes for, best wishes tried first."""
    taken = dict(begun)
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
