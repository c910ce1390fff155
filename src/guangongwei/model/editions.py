"""Editions of a standard: which one applies on a day, and the local profiles derived from one.

The province issues the standard and places refine it (省25条, 14项评分标准, 18条细则): a profile may add,
reword, re-weight and drop clauses, but whatever the edition above makes mandatory stays.
Source: DOMAIN section 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.errors import BadArgument, NotStored
from guangongwei.model.accreditation import standard_programme
from guangongwei.model.repeats import firsts
from guangongwei.model.standard import Standard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from guangongwei.model.standard import Band, Clause, ClauseId, StandardId


def edition_on(standards: Iterable[Standard], programme: str, day: date) -> Standard | None:
    """The edition of a programme that applies on a day; None where none has begun by then.

    It is the one that began last. Of several that began on one day a profile goes before the
    edition it is derived from, and then the last id: give one place's standards only.
    """
    asked = standard_programme(programme)
    begun = [
        each
        for each in standards
        if standard_programme(each.programme) == asked and each.since <= day
    ]
    return max(
        begun, key=lambda each: (each.since, each.profile_of is not None, each.id), default=None
    )


def profile(
    standard: Standard,
    *,
    id: StandardId,  # noqa: A002  (as the field it becomes)
    edition: str,
    since: date,
    add: Iterable[Clause] = (),
    reword: Mapping[ClauseId, str] | None = None,
    reweight: Mapping[ClauseId, Decimal] | None = None,
    drop: Iterable[ClauseId] = (),
    bands: Iterable[Band] | None = None,
) -> Standard:
    """A local edition derived from one: its clauses as changed, then the added ones.

    The bands stay as they are unless others are given; `standard_checks.check` says whether
    they still fit the full marks.

    Raises:
        BadArgument: A mandatory clause would be dropped or left without points, or an added
            clause has the id of one that is there.
        NotStored: A clause to be changed or dropped is not in the edition.
    """
    texts, weights, dropped = dict(reword or {}), dict(reweight or {}), frozenset(drop)
    added = tuple(add)
    for clause_id in (*texts, *weights, *dropped):
        _refuse_breaking(standard[clause_id], dropped, weights)
    for clause in added:
        if clause.id in standard.by_id:
            clash = f"added clause {clause.id!r}"
            raise BadArgument(clash, "new; reword or reweight the old one")
    return evolve(
        standard,
        id=id,
        edition=edition,
        since=since,
        clauses=(*_changed(standard, texts, weights, dropped), *added),
        bands=standard.bands if bands is None else tuple(bands),
        profile_of=standard.id,
        source=None,
    )


def _refuse_breaking(
    clause: Clause, dropped: frozenset[ClauseId], weights: Mapping[ClauseId, Decimal]
) -> None:
    if not clause.mandatory:
        return
    if clause.id in dropped or weights.get(clause.id, clause.points) <= 0:
        needed = f"clause {clause.id!r}"
        raise BadArgument(needed, "kept with points: it is mandatory")


def _changed(
    standard: Standard,
    texts: Mapping[ClauseId, str],
    weights: Mapping[ClauseId, Decimal],
    dropped: frozenset[ClauseId],
) -> Iterator[Clause]:
    for each in standard.clauses:
        if each.id not in dropped:
            yield evolve(
                each, text=texts.get(each.id, each.text), points=weights.get(each.id, each.points)
            )


def lineage(standards: Iterable[Standard], id_: StandardId) -> tuple[Standard, ...]:
    """An edition and those it is derived from, up to the first; a ring is followed once round.

    Raises:
        NotStored: No edition has this id.
    """
    by_id = {each.id: each for each in firsts(standards)}
    if id_ not in by_id:
        raise NotStored(Standard, id_)
    found: list[Standard] = []
    current: StandardId | None = id_
    while current is not None and current in by_id and by_id[current] not in found:
        found.append(by_id[current])
        current = by_id[current].profile_of
    return tuple(found)
