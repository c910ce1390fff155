"""Forgetting people: their identity leaves a store, and what was done stays counted.

Two steps, of which the first happens whole or not at all: the records as they are now get a token
without any meaning for the person's key, and lose what tells of the person; then everything older
is erased from every file of the store. Whatever breaks off is done by forgetting again.
"""

from __future__ import annotations

from contextlib import nullcontext
from secrets import token_hex
from typing import TYPE_CHECKING, Any, final

from attrs import evolve, frozen

from guangongwei.model.care import Child, Consent, Pairing
from guangongwei.model.volunteer import Volunteer
from guangongwei.privacy.links import LINKS, PersonKind, keys_in, renamed
from guangongwei.privacy.releases import REMOVED
from guangongwei.storage.envelope import stored
from guangongwei.storage.erasing import eraser
from guangongwei.storage.keys import NOUNS, key_of
from guangongwei.storage.mentions import FORGOTTEN, Mention, found_in, marks, names_of, without
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.stored import Stored
from guangongwei.storage.writes import carrying

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from guangongwei.storage.envelope import Line
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.keys import Noun
    from guangongwei.storage.protocol import Records, Store


@final
@frozen(order=True)
class Person:
    """Whom to forget: of which kind, and under which key."""

    kind: PersonKind
    key: str

    @property
    def noun(self) -> type[Volunteer | Child] | None:
        """The noun that has a record of the person; young teachers have none."""
        return _NOUNS.get(self.kind)


_NOUNS: dict[PersonKind, type[Volunteer | Child]] = {
    PersonKind.VOLUNTEER: Volunteer,
    PersonKind.CHILD: Child,
}


@final
@frozen(kw_only=True)
class Forgotten:
    """What forgetting has done; the tokens are told to nobody."""

    people: int
    #: Records that were written with tokens.
    records: int
    #: Replaced versions whose content was erased.
    versions: int
    #: Where a name still stands that somebody who was forgotten bore: a person decides of each.
    mentions: tuple[Mention, ...] = ()

    def __str__(self) -> str:
        return (
            f"{self.people} people forgotten, {self.records} records written, "
            f"{self.versions} old versions erased, {len(self.mentions)} mentions left"
        )


def mentions(store: Store, people: Iterable[Person]) -> tuple[Mention, ...]:
    """Where the names of these people stand outside their own records; nothing is changed.

    Two may bear one name, so a person looks at each and gives those to `forget` that are meant.
    """
    asked = tuple(people)
    with _together(store) as records:
        return tuple(found_in(records, _names(records, asked), but=_own(asked)))


def forget(
    store: Store,
    people: Iterable[Person],
    *,
    meant: Iterable[Mention] = (),
    draw: Callable[[], str] = token_hex,
) -> Forgotten:
    """Take the identity of people out of a store: its records, its history and its files.

    Their services, pairs, cases, grants and consents stay under a token, so that every figure is
    as it was. Names, telephones, days of birth, what is told of a child and whatever fields of
    these records only a later library knows are gone for good.

    Args:
        store: A store that offers erasure.
        people: Whom to forget; a key of which nothing is found is no mistake.
        meant: Of the mentions of their names, those that are to go as well.
        draw: Makes the random end of a new token.

    Raises:
        NotOffered: The store cannot erase; nothing is changed.
        StoreBusy: Others are at work; forget again.
    """
    asked = tuple(dict.fromkeys(people))
    chosen = tuple(meant)
    files = eraser(store)
    tokens = {each: FORGOTTEN + draw() for each in asked}
    with _together(store) as records:
        names = _names(records, asked)
        written = sum(_rewrite(records, tokens))
        written += without(records, chosen, names, draw=draw)
        marked = _marked(records)
        erased = {*marked, *((each.noun, each.key) for each in chosen)}
        left = tuple(found_in(records, names, but=(), erased=erased))
    versions = files.erase(_meant(frozenset(asked), frozenset(chosen), marked))
    return Forgotten(people=len(asked), records=written, versions=versions, mentions=left)


def _together(store: Store) -> AbstractContextManager[Records]:
    return store.transaction() if store.capabilities.transactions else nullcontext(store)


def _own(people: Iterable[Person]) -> frozenset[tuple[Noun | None, str]]:
    """Under which noun and key the records of these people themselves are."""
    return frozenset((each.noun, each.key) for each in people)


def _names(records: Records, people: Iterable[Person]) -> frozenset[str]:
    """Every name that these people bear, or have borne in a version that is still there."""
    held: list[object] = []
    for person in people:
        if person.noun is not None:
            versions = records.history(person.noun, person.key)
            held += [each.record for each in versions if isinstance(each, Stored)]
    return names_of(held)


def _rewrite(records: Records, tokens: Mapping[Person, str]) -> Iterator[int]:
    """Write every record that points at one of the people again, with tokens; 1 for each.

    Fields that are unknown here go, since nobody can say whom they tell of.
    """

    def rename(kind: PersonKind, key: str) -> str:
        return tokens.get(Person(kind, key), key)

    for noun in LINKS:
        found = [
            each.record
            for each in records.find(noun)
            if any(Person(*each_key) in tokens for each_key in keys_in(each.record))
        ]
        for record in found:
            made = bare(renamed(record, rename))
            if key_of(made) != key_of(record):
                records.delete(noun, key_of(record))
            with carrying({(noun, key_of(made)): ()}):
                records.put(made)
            yield 1


def bare(record: Any) -> Any:  # noqa: ANN401  (any noun, and the same comes out)
    """A record about a person without what tells of the person."""
    match record:
        case Volunteer():
            return evolve(record, name=REMOVED, sex=None, born=None, phone=None)
        case Child():
            return evolve(record, stage=None, groups=())
        case Consent():
            return evolve(record, guardian=REMOVED)
        case Pairing():
            return evolve(record, result=None)
        case _:
            return record


def unfinished(store: Store) -> tuple[tuple[Noun, str], ...]:
    """The records of which somebody was forgotten, and an older version is still there with them.

    Such a forgetting broke off between its two steps. Whoever forgets again, the same person or
    anybody, erases these versions too.

    Raises:
        NotOffered: The store keeps no history.
    """
    with _together(store) as records:
        return tuple(
            at
            for at, now in _marked(records).items()
            if any(
                not now <= marks(each.record)
                for each in records.history(*at)
                if isinstance(each, Stored)
            )
        )


def _marked(records: Records) -> dict[tuple[Noun, str], Counter[tuple[str, str]]]:
    """The records that were changed and tell of a forgetting, each with what tells it."""
    return {
        (noun, key_of(each.record)): found
        for noun in NOUNS.values()
        for each in records.find(noun)
        if each.version > 1 and (found := marks(each.record))
    }


def _meant(
    people: frozenset[Person],
    chosen: frozenset[Mention],
    marked: Mapping[tuple[Noun, str], Counter[tuple[str, str]]],
) -> Meant:
    """Whether a version tells of one of the people, or is one of a record with a chosen mention.

    So is one from before somebody else was forgotten, which that forgetting has left behind when
    it broke off.
    """
    own = _own(people)
    mentioned = {(each.noun, each.key) for each in chosen}

    def is_meant(line: Line) -> bool:
        if (line.noun, line.key) in own or (line.noun, line.key) in mentioned:
            return True
        now = marked.get((line.noun, line.key))
        if line.body is None or (line.noun not in LINKS and now is None):
            return False
        record = stored(line, line.noun, CURRENT).record
        is_about = any(Person(*each) in people for each in keys_in(record))
        return is_about or (now is not None and not now <= marks(record))

    return is_meant
