"""What has been kept for long enough, and its end."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, final

from attrs import evolve, field, frozen

from guangongwei.errors import BadArgument
from guangongwei.model.article import Article
from guangongwei.model.care import Child
from guangongwei.model.post import Post
from guangongwei.model.volunteer import Volunteer
from guangongwei.privacy.inventory import RETENTIONS
from guangongwei.privacy.links import PersonKind
from guangongwei.privacy.pseudonyms import comparison_form
from guangongwei.storage.erasing import eraser
from guangongwei.storage.forgetting import Person, forget
from guangongwei.storage.keys import Noun, key_of
from guangongwei.storage.mentions import FORGOTTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from guangongwei.privacy.inventory import Retention
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.forgetting import Forgotten
    from guangongwei.storage.protocol import Records, Store

#: The kinds of people who have a record of their own.
_KINDS: dict[Noun, PersonKind] = {Volunteer: PersonKind.VOLUNTEER, Child: PersonKind.CHILD}
#: The names in records that are about something else.
_NAMES: dict[Noun, str] = {Post: "holder", Article: "correspondent"}


@final
@frozen(kw_only=True)
class Due:
    """What has been kept for as long as it may be."""

    people: tuple[Person, ...] = ()
    #: Records that lose a name, by noun and key.
    named: tuple[tuple[Noun, str], ...] = field(default=())

    def __str__(self) -> str:
        return f"{len(self.people)} people and {len(self.named)} names are due"


def due(store: Store, as_of: date, *, retentions: Iterable[Retention] = RETENTIONS) -> Due:
    """What is due on a day; nothing is changed.

    Raises:
        BadArgument: A time is set for a noun that holds no person.
    """
    people: list[Person] = []
    named: list[tuple[Noun, str]] = []
    for each in retentions:
        if each.noun not in _KINDS and each.noun not in _NAMES:
            known = ", ".join(noun.__name__ for noun in (*_KINDS, *_NAMES))
            raise BadArgument("retentions", f"about {known}")
        for found in store.find(each.noun):
            key = key_of(found.record)
            told = getattr(found.record, _NAMES.get(each.noun, "id"))
            if told is None or told.startswith(FORGOTTEN):
                continue
            if each.is_over(found.record, as_of):
                if each.noun in _KINDS:
                    people.append(Person(_KINDS[each.noun], key))
                else:
                    named.append((each.noun, key))
    return Due(people=tuple(people), named=tuple(named))


def purge(
    store: Store,
    as_of: date,
    *,
    retentions: Iterable[Retention] = RETENTIONS,
    draw: Callable[[], str] = token_hex,
) -> Forgotten:
    """Forget whoever is due on a day; holders and correspondents become tokens as well.

    A token, in the place of a key or of a name, is due no more.

    Raises:
        NotOffered: The store cannot erase; nothing is changed.
        BadArgument: A time is set for a noun that holds no person.
    """
    files = eraser(store)
    found = due(store, as_of, retentions=retentions)
    if store.capabilities.transactions:
        with store.transaction() as records:
            _replace_names(records, found, draw)
    else:
        _replace_names(store, found, draw)
    done = forget(store, found.people, draw=draw)
    versions = files.erase(_of(found)) if found.named else 0
    return evolve(done, records=done.records + len(found.named), versions=done.versions + versions)


def _replace_names(records: Records, found: Due, draw: Callable[[], str]) -> None:
    tokens: dict[str, str] = {}
    for noun, key in found.named:
        record = records.get(noun, key).record
        name = comparison_form(getattr(record, _NAMES[noun]))
        if name not in tokens:
            tokens[name] = FORGOTTEN + draw()
        records.put(evolve(record, **{_NAMES[noun]: tokens[name]}))


def _of(found: Due) -> Meant:
    named = frozenset(found.named)
    return lambda line: (line.noun, line.key) in named
