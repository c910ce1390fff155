"""What a store lacks to hold records as they stand, told exactly before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, final

import attrs
from attrs import field, frozen

from guangongwei.errors import BadArgument
from guangongwei.storage.keys import Noun, Storable, key_of
from guangongwei.storage.stored import Unknown
from guangongwei.storage.writes import carrying

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.storage.protocol import Records, Store
    from guangongwei.storage.stored import Stored


@final
@frozen(kw_only=True)
class Change:
    """One record that would be created, updated or deleted."""

    noun: Noun
    key: str
    #: The version it is at; 0 where it is not stored.
    version: int
    #: Which of its fields would change; none where it is created or deleted.
    fields: tuple[str, ...] = ()
    #: What would be stored; None where it is deleted.
    record: Storable | None = field(default=None, repr=False)
    #: What it would have besides the fields known here; None, what is stored with it now.
    unknown: Unknown | None = field(default=None, repr=False)


@final
@frozen(kw_only=True)
class Difference:
    """What would change in a store, and how much would not."""

    created: tuple[Change, ...] = ()
    updated: tuple[Change, ...] = ()
    deleted: tuple[Change, ...] = ()
    unchanged: int = 0

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything that would be written."""
        return (*self.created, *self.updated, *self.deleted)

    def __str__(self) -> str:
        return (
            f"{len(self.created)} created, {len(self.updated)} updated, "
            f"{len(self.deleted)} deleted, {self.unchanged} unchanged"
        )


def difference(
    records: Iterable[Storable],
    store: Records,
    *,
    complete: Iterable[Noun] = (),
) -> Difference:
    """What storing these records as they stand would change; nothing is written.

    Blank fields become blank; what somebody has filled in, who may have left out what he did not
    know, is imported by `tabular.plan_import` instead. Where a record came from (`source`) is no
    difference. Of the nouns in `complete` the records are all there are, and what else is stored
    would be deleted.

    Raises:
        BadArgument: Two records have one noun and key, so that which is meant is open.
    """
    given = {noun: dict[str, Storable]() for noun in complete}
    whole = frozenset(given)
    _sort(records, given)
    created: list[Change] = []
    updated: list[Change] = []
    deleted: list[Change] = []
    unchanged = 0
    for noun, by_key in given.items():
        for each in store.find(noun):
            key = key_of(each.record)
            if key in by_key:
                record = by_key.pop(key)
                change = _update(each, key, record)
                unchanged += change is None
                updated += () if change is None else (change,)
            elif noun in whole:
                deleted.append(Change(noun=noun, key=key, version=each.version))
            else:
                unchanged += 1
        for key, record in sorted(by_key.items()):
            created.append(Change(noun=noun, key=key, version=0, record=record))
    return Difference(
        created=tuple(created), updated=tuple(updated), deleted=tuple(deleted), unchanged=unchanged
    )


def _sort(records: Iterable[Storable], given: dict[Noun, dict[str, Storable]]) -> None:
    for record in records:
        noun, key = type(record), key_of(record)
        if key in given.setdefault(noun, {}):
            raise BadArgument("records", f"of different ids; {noun.__name__} {key!r} is not")
        given[noun][key] = record


def changed_fields(old: Storable, new: Storable) -> tuple[str, ...]:
    """The names of the fields in which two records of one noun differ."""
    compared = [each.name for each in attrs.fields(cast("type[Any]", type(old))) if each.eq]
    return tuple(name for name in compared if getattr(old, name) != getattr(new, name))


def changed_fields_of(old: Stored[Any], new: Stored[Any]) -> tuple[str, ...]:
    """The same of what is stored, unknown fields too."""
    unknown = sorted({name for name, _ in {*old.unknown} ^ {*new.unknown}})
    return (*changed_fields(old.record, new.record), *unknown)


def _update(stored: Stored[Any], key: str, record: Storable) -> Change | None:
    names = changed_fields(stored.record, record)
    if not names:
        return None
    return Change(noun=type(record), key=key, version=stored.version, fields=names, record=record)


def apply(found: Difference, store: Store) -> None:
    """Write a difference, all of it or nothing.

    Raises:
        Conflict: One of the records was changed after the difference was found.
        NotOffered: It deletes, and the store has no transactions.
    """
    written = [each for each in (*found.created, *found.updated) if each.record is not None]
    records = [each.record for each in written if each.record is not None]
    expected = [each.version for each in written]
    carried = {(each.noun, each.key): each.unknown for each in written if each.unknown is not None}
    if not found.deleted:
        if records:
            with carrying(carried):
                store.put_many(records, expected=expected)
        return
    with store.transaction() as begun:
        with carrying(carried):
            begun.put_many(records, expected=expected)
        for each in found.deleted:
            begun.delete(each.noun, each.key, expected=each.version)
