"""Two stores brought to the same records, by what their histories say of each other.

A record that differs is behind where the other store has held it so before: then it is brought
forward. Where neither has seen the other's, both were changed, and that is for a person to settle.
Fields that only a later library knows are part of a record here, and travel with it.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, assert_never, final

from attrs import frozen

from guangongwei.storage.differences import Change, Difference, apply, changed_fields_of
from guangongwei.storage.keys import NOUNS, Noun, key_of
from guangongwei.storage.stored import Gone, Stored

if TYPE_CHECKING:
    from guangongwei.storage.protocol import Store

    _Found = Stored[Any] | None


@final
class Prefer(Enum):
    """What becomes of a record that both stores have changed."""

    #: It stays as it is in both, and is listed.
    NEITHER = "neither"
    SOURCE = "source"
    TARGET = "target"


@final
@frozen(kw_only=True)
class Both:
    """A record of which neither store's version is known to the other."""

    noun: Noun
    key: str
    #: The versions it is at; 0 where it is not there, or not any more.
    source: int
    target: int
    #: Which fields differ; none where it is gone from one of them.
    fields: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class Synced:
    """What was to be written, to which store, and what was left to a person."""

    to_target: Difference
    to_source: Difference
    conflicts: tuple[Both, ...] = ()

    def __str__(self) -> str:
        return (
            f"to the target: {self.to_target}; to the source: {self.to_source}; "
            f"{len(self.conflicts)} conflicts"
        )


@final
class _Side(Enum):
    SAME = "same"
    TO_TARGET = "to target"
    TO_SOURCE = "to source"
    OPEN = "open"


def sync(
    source: Store,
    target: Store,
    *,
    both_ways: bool = False,
    prefer: Prefer = Prefer.NEITHER,
    dry_run: bool = False,
) -> Synced:
    """Bring the target to what the source holds, and with `both_ways` the source as well.

    Without `both_ways` the source is only read; what only the target has stays there, and what the
    target alone has changed counts as a conflict. Deletes travel as changes do. A store without a
    history knows nothing of what it held before, so that every record that differs is a conflict. Each of
    the stores is written whole or not at all, the target first; with `dry_run` neither is.

    Raises:
        Conflict: Somebody has changed one of the records meanwhile; repeat it.
    """
    plans = _Plan(), _Plan()
    conflicts: list[Both] = []
    for noun in NOUNS.values():
        ours = {key_of(each.record): each for each in source.find(noun)}
        theirs = {key_of(each.record): each for each in target.find(noun)}
        for key in sorted(ours.keys() | theirs.keys()):
            one, other = ours.get(key), theirs.get(key)
            side = _side(noun, key, (source, one), (target, other))
            if side is _Side.TO_SOURCE and not both_ways:
                if one is None:
                    continue
                side = _Side.OPEN
            if side is _Side.OPEN:
                side = _preferred(prefer, both_ways=both_ways)
            if side is _Side.OPEN:
                conflicts.append(_both(noun, key, one, other))
            else:
                _take(plans, side, noun, key, found=(one, other))
    to_target, to_source = (each.difference for each in plans)
    if not dry_run:
        apply(to_target, target)
        apply(to_source, source)
    return Synced(to_target=to_target, to_source=to_source, conflicts=tuple(conflicts))


class _Plan:
    """What one of the stores is to be given."""

    def __init__(self) -> None:
        self.created: list[Change] = []
        self.updated: list[Change] = []
        self.deleted: list[Change] = []
        self.unchanged = 0

    def take(self, noun: Noun, key: str, new: _Found, old: _Found) -> None:
        if new is None:
            version = 0 if old is None else old.version
            self.deleted.append(Change(noun=noun, key=key, version=version))
        elif old is None:
            self.created.append(_change(noun, key, 0, new))
        else:
            self.updated.append(
                _change(noun, key, old.version, new, fields=changed_fields_of(old, new))
            )

    @property
    def difference(self) -> Difference:
        return Difference(
            created=tuple(self.created),
            updated=tuple(self.updated),
            deleted=tuple(self.deleted),
            unchanged=self.unchanged,
        )


def _change(
    noun: Noun, key: str, version: int, new: Stored[Any], *, fields: tuple[str, ...] = ()
) -> Change:
    """What one of the stores is to hold, as the other holds it."""
    return Change(
        noun=noun, key=key, version=version, fields=fields, record=new.record, unknown=new.unknown
    )


def _take(
    plans: tuple[_Plan, _Plan], side: _Side, noun: Noun, key: str, *, found: tuple[_Found, _Found]
) -> None:
    (to_target, to_source), (one, other) = plans, found
    match side:
        case _Side.TO_TARGET:
            to_target.take(noun, key, one, other)
        case _Side.TO_SOURCE:
            to_source.take(noun, key, other, one)
        case _:
            to_target.unchanged += 1
            to_source.unchanged += 1


def _side(
    noun: Noun, key: str, source: tuple[Store, _Found], target: tuple[Store, _Found]
) -> _Side:
    """Which of the stores is behind the other with a record."""
    (ours, one), (theirs, other) = source, target
    if one is not None and other is not None and _are_same(one, other):
        return _Side.SAME
    target_is_behind = _is_behind(theirs, ours, noun, key, other)
    source_is_behind = _is_behind(ours, theirs, noun, key, one)
    if target_is_behind is source_is_behind:
        return _Side.OPEN
    return _Side.TO_TARGET if target_is_behind else _Side.TO_SOURCE


def _is_behind(store: Store, other: Store, noun: Noun, key: str, found: _Found) -> bool:
    """Whether the other store has held a record as this one does now, or never heard of it."""
    if found is None:
        return not _history(store, noun, key)
    past = _history(other, noun, key)
    return any(isinstance(each, Stored) and _are_same(each, found) for each in past)


def _are_same(one: Stored[Any], other: Stored[Any]) -> bool:
    return bool(one.record == other.record) and one.unknown == other.unknown


def _history(store: Store, noun: Noun, key: str) -> tuple[Stored[Any] | Gone, ...]:
    return store.history(noun, key) if store.capabilities.history else ()


def _preferred(prefer: Prefer, *, both_ways: bool) -> _Side:
    match prefer:
        case Prefer.NEITHER:
            return _Side.OPEN
        case Prefer.SOURCE:
            return _Side.TO_TARGET
        case Prefer.TARGET:
            return _Side.TO_SOURCE if both_ways else _Side.SAME
        case _:
            assert_never(prefer)


def _both(noun: Noun, key: str, one: _Found, other: _Found) -> Both:
    fields = () if one is None or other is None else changed_fields_of(one, other)
    return Both(
        noun=noun,
        key=key,
        source=0 if one is None else one.version,
        target=0 if other is None else other.version,
        fields=fields,
    )
