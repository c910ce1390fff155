"""What may be stored, and under which key."""

from __future__ import annotations

import re
from typing import Any, TypeAlias, TypeVar

from guangongwei.errors import BadArgument
from guangongwei.model import keys
from guangongwei.model.dataset import TABLES, Record
from guangongwei.model.reporting import Return
from guangongwei.model.standard import Standard

#: A record that a store keeps.
Storable = Record | Standard
S = TypeVar("S", bound=Storable)
#: The class of one of them; for the type checkers a union of classes is no class.
Noun: TypeAlias = type[Any]

#: Every noun that is stored, by the name under which it is; no other name becomes a class.
NOUNS: dict[str, Noun] = {noun.__name__: noun for noun in (*TABLES, Standard)}

_WITH_ID: frozenset[Noun] = frozenset(NOUNS.values()) - {Return}

#: How many characters (code points) a key has at most.
LONGEST_KEY = 500

#: The fields by which a record names another one: records are joined by them.
REFERENCES = ("child", "organisation", "programme", "standard", "volunteer")

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNFIT = "text without NUL and lone surrogates"


def key_of(record: Storable) -> str:
    """The text under which a record is stored among those of its noun; see `model.keys.key_of`.

    Raises:
        BadArgument: It is no record that is stored, or its key is none; see `checked_key`.
    """
    given: Any = record
    key: object
    if type(record) in _WITH_ID:
        key = given.id
    else:
        checked_noun(type(record))
        key = keys.key_of(record)
    # Nearly all are, and need no second look.
    if type(key) is str and key.isalnum() and key.isascii() and len(key) <= LONGEST_KEY:
        return key
    return checked_key(key)


def checked_key(key: object) -> str:
    """The key, provided that it is one: text of 1 to 500 characters, no NUL, no lone surrogate.

    Keys are told apart by their code points alone: by case, by width, by blanks at their ends, and
    a letter with an accent from the same in two code points.

    Raises:
        BadArgument: It is none.
    """
    if not isinstance(key, str) or not 1 <= len(key) <= LONGEST_KEY:
        raise BadArgument("key", f"a text of 1 to {LONGEST_KEY} characters")
    return checked_text(key, "key")


def refuse_long_references(record: Storable) -> None:
    """Refuse a record that names another one by what is too long for a key.

    Raises:
        BadArgument: One of `REFERENCES` does; nothing could be stored under it.
    """
    for name in REFERENCES:
        named: object = getattr(record, name, None)
        if isinstance(named, str) and len(named) > LONGEST_KEY:
            raise BadArgument("record", f"without references of more than {LONGEST_KEY} characters")


def checked_text(text: str, name: str) -> str:
    """The text, provided that every store can hold it.

    Raises:
        BadArgument: It holds a NUL or half a character (a lone surrogate).
    """
    if "\x00" in text or not (text.isascii() or _SURROGATE.search(text) is None):
        raise BadArgument(name, _UNFIT)
    return text


def checked_noun(noun: Noun) -> Noun:
    """The noun, provided that it is stored.

    Raises:
        BadArgument: It is none of `NOUNS`.
    """
    name = getattr(noun, "__name__", None)
    if not isinstance(name, str) or NOUNS.get(name) is not noun:
        raise BadArgument("noun", f"one of {', '.join(NOUNS)}")
    return noun


def noun_named(name: str) -> Noun | None:
    """The noun of this name; None where none is stored under it."""
    return NOUNS.get(name)
