"""Where names of people stand in records that are about something else."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, cast, final

import attrs
from attrs import evolve, frozen

from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.privacy.pseudonyms import comparison_form
from guangongwei.privacy.releases import REMOVED
from guangongwei.storage.keys import NOUNS, key_of
from guangongwei.storage.stored import Stored
from guangongwei.storage.writes import carrying

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from guangongwei.storage.keys import Noun, Storable
    from guangongwei.storage.protocol import Records

#: How tokens begin; random digits follow.
FORGOTTEN = "forgotten-"
#: Shorter names are found in too many words.
_SHORTEST = 2


@final
@frozen(order=True)
class Mention:
    """A field of a record in which a name stands; which name it does not tell."""

    noun: type[Any]
    key: str
    field: str

    def __str__(self) -> str:
        return f"{self.noun.__name__} {self.key} {self.field}"


def names_of(records: Iterable[object]) -> frozenset[str]:
    """The names in some records of people, in the form in which they are compared."""
    forms = (comparison_form(getattr(each, "name", "")) for each in records)
    return frozenset(each for each in forms if len(each) >= _SHORTEST) - {comparison_form(REMOVED)}


def found_in(
    records: Records,
    names: frozenset[str],
    *,
    but: Container[tuple[Noun | None, str]],
    erased: Container[tuple[Noun, str]] = (),
) -> Iterator[Mention]:
    """Every field of every record in which one of the names stands, but for some records.

    So it does where an older version holds it, unless those versions are about to be erased.
    """
    is_held = _held(names)
    for noun in NOUNS.values() if names else ():
        for each in records.find(noun):
            key = key_of(each.record)
            if (noun, key) in but:
                continue
            held: list[Stored[Storable]] = [each]
            if each.version > 1 and (noun, key) not in erased:
                versions = records.history(noun, key)
                held += [before for before in versions if isinstance(before, Stored)]
            told = [pair for one in held for pair in _told(one)]
            for field in dict.fromkeys(name for name, _ in told):
                if any(is_held(text) for name, text in told if name == field):
                    yield Mention(noun, key, field)


def _told(stored: Stored[Storable]) -> Iterator[tuple[str, str]]:
    """Every text in a record, with its field; in fields that only a later library knows as well."""
    for field in attrs.fields(type(stored.record)):
        for text in _texts(getattr(stored.record, field.name)):
            yield field.name, text
    for name, value in stored.unknown:
        for text in _texts(json.loads(value)):
            yield name, text


def marks(record: Storable) -> Counter[tuple[str, str]]:
    """Where in a record somebody has been forgotten: tokens, and words that were taken away."""
    found: Counter[tuple[str, str]] = Counter()
    for field in attrs.fields(type(record)):
        for text in _texts(getattr(record, field.name)):
            if text.startswith(FORGOTTEN):
                found[field.name, text] += 1
            if REMOVED in text:
                found[field.name, REMOVED] += text.count(REMOVED)
    return found


def without(
    records: Records,
    chosen: Iterable[Mention],
    names: frozenset[str],
    *,
    draw: Callable[[], str],
) -> int:
    """Take the names out of the fields that were chosen; how many records were written.

    Where a field holds a name, a token takes its place, the same one for the same name, so that
    holders and correspondents stay counted; a text loses the name, or all of it where the name is
    written in another way. A key stays as it is, and a field that is unknown here goes.
    """
    fields_of: dict[tuple[Noun, str], list[str]] = {}
    for each in chosen:
        fields_of.setdefault((each.noun, each.key), []).append(each.field)
    tokens = {name: FORGOTTEN + draw() for name in sorted(names)} if fields_of else {}
    for (noun, key), fields in fields_of.items():
        found = records.get(noun, key)
        known = attrs.fields_dict(noun).keys() & {*fields} - {"id"}
        changes = {name: _changed(found.record, name, tokens) for name in known}
        left = tuple(each for each in found.unknown if each[0] not in fields)
        with carrying({(noun, key): left}):
            records.put(evolve(found.record, **changes))
    return len(fields_of)


def _changed(record: Storable, name: str, tokens: dict[str, str]) -> Any:  # noqa: ANN401  (of any field)
    held = getattr(record, name)
    tag = sensitivity(attrs.fields_dict(type(record))[name])
    if isinstance(held, tuple):
        parts = cast("tuple[object, ...]", held)
        return tuple(_cut(each, tokens, tag) if isinstance(each, str) else each for each in parts)
    return _cut(held, tokens, tag) if isinstance(held, str) else held


def _cut(text: str, tokens: dict[str, str], tag: Sensitivity) -> str:
    """A text without the names; one that is a name becomes its token."""
    if comparison_form(text) in tokens and tag is Sensitivity.PERSONAL:
        return tokens[comparison_form(text)]
    for name in tokens:
        text = text.replace(name, REMOVED)
    return REMOVED if _held(frozenset(tokens))(text) else text


def _held(names: frozenset[str]) -> Callable[[str], bool]:
    def holds(text: str) -> bool:
        form = comparison_form(text)
        return any(name in form for name in names)

    return holds


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in cast("Iterable[object]", value):
            yield from _texts(each)
    elif isinstance(value, dict):
        for pair in cast("dict[str, object]", value).items():
            yield from _texts(pair)
