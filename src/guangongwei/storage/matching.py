"""What `find` asks of records: conditions over their own fields, and the order they come in.

The conditions are those of `guangongwei.indicators.definition` that need no other record: `Is`,
`OneOf`, `Contains`, `AtLeast`, `Told`, `All`, `Any` and `Not`. A path is the name of a field, not
``source``. Absence, None and an empty list are blank: neither more nor less than anything, and never told.
A value is of a type that its field may hold, so that it means the same to every store.
"""

from __future__ import annotations

import types
import typing
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, TypeVar, assert_never, cast

import attrs

from guangongwei.errors import BadArgument, suggestions
from guangongwei.indicators.definition import (
    All,
    AtLeast,
    Condition,
    Contains,
    Exists,
    Is,
    Latest,
    Not,
    OneOf,
    Told,
)
from guangongwei.indicators.definition import Any as AnyOf
from guangongwei.model.numbers import is_blank, is_number
from guangongwei.storage.keys import NOUNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from guangongwei.storage.keys import Noun, Storable

T = TypeVar("T")

#: The types whose values have an order; a member of a vocabulary has that of its Chinese word.
_ORDERED = (str, int, Decimal, date, Enum)


def checked(
    noun: Noun, condition: Condition | None, *, order: tuple[str, ...], limit: int | None
) -> None:
    """Refuse what `find` cannot be asked for; every store calls this first.

    Raises:
        BadArgument: The condition, the order or the limit is unfit.
    """
    if condition is not None:
        checked_condition(noun, condition)
    checked_order(noun, order)
    checked_limit(limit)


def checked_condition(noun: Noun, condition: object) -> None:
    """Refuse a condition that cannot be asked of a noun's own fields.

    Raises:
        BadArgument: It reads no field of the noun, asks for what the field cannot hold, or needs
            other records.
    """
    match condition:
        case Is() | OneOf() | Contains() | AtLeast() | Told():
            _check_path(noun, condition)
        case All(conditions) | AnyOf(conditions):
            for each in conditions:
                checked_condition(noun, each)
        case Not(inner):
            checked_condition(noun, inner)
        case Latest() | Exists():
            raise BadArgument("condition", "over the record's own fields, without other records")
        case _:
            raise BadArgument("condition", "one of those in guangongwei.indicators.definition")


def checked_order(noun: Noun, order: object) -> None:
    """Refuse an order by what has none.

    Raises:
        BadArgument: It is no tuple of names, or one is no field of the noun, or a field of periods
            or of several values.
    """
    names = cast("tuple[object, ...]", order) if isinstance(order, tuple) else (None,)
    for name in names:
        if not isinstance(name, str):
            raise BadArgument("order", 'a tuple of names of fields, such as ("name", "-on")')
        path = name.removeprefix("-")
        told = [each for each in kinds(noun, path) if each is not types.NoneType]
        if not all(issubclass(each, _ORDERED) for each in told):
            raise BadArgument(f"order {name!r}", "a field of texts, numbers, days or words")


def checked_limit(limit: object) -> None:
    """Refuse what is no number of records.

    Raises:
        BadArgument: It is neither None nor a whole number from 0 on.
    """
    if limit is not None and (type(limit) is not int or limit < 0):
        raise BadArgument("limit", "None, or a whole number from 0 on")


def kinds(noun: Noun, path: str) -> tuple[type, ...]:
    """The types of what a field may hold.

    Raises:
        BadArgument: The noun has no such field.
    """
    known = FIELDS[noun]
    if path not in known:
        near = " or ".join(suggestions(path, known)) or ", ".join(known)
        raise BadArgument(f"path {path!r}", f"a field of {noun.__name__}: {near}")
    return known[path]


def holds(condition: Condition | None, record: Storable) -> bool:
    """Say whether a record meets a condition that `checked_condition` lets pass."""
    match condition:
        case None:
            return True
        case Is(path, value):
            return bool(getattr(record, path) == value)
        case OneOf(path, values):
            return getattr(record, path) in values
        case Contains(path, value):
            return value in getattr(record, path)
        case AtLeast(path, least):
            number = getattr(record, path)
            return is_number(number) and number >= least
        case Told(path):
            said = getattr(record, path)
            return not is_blank(said) and said != ()
        case All(conditions):
            return all(holds(each, record) for each in conditions)
        case AnyOf(conditions):
            return any(holds(each, record) for each in conditions)
        case Not(inner):
            return not holds(inner, record)
        case Latest() | Exists():  # pragma: no cover  (refused before)
            raise BadArgument("condition", "over the record's own fields")
        case _:
            assert_never(condition)


def in_order(
    found: Iterable[T], order: tuple[str, ...], record_of: Callable[[T], Storable]
) -> list[T]:
    """What was found, already in the order of its keys, in the order that is asked for."""
    kept = list(found)
    for name in reversed(order):
        path = name.removeprefix("-")
        told = [each for each in kept if not is_blank(getattr(record_of(each), path))]
        blank = [each for each in kept if is_blank(getattr(record_of(each), path))]
        told.sort(
            key=lambda each, path=path: sortable(getattr(record_of(each), path)),  # type: ignore[misc]
            reverse=name.startswith("-"),
        )
        kept = told + blank
    return kept


def sortable(value: object) -> typing.Any:  # noqa: ANN401  (texts, numbers and days have no common parent)
    """What a value of a field is sorted by: a member of a vocabulary by its word, others as they are."""
    return value.value if isinstance(value, Enum) else value


def _check_path(noun: Noun, condition: Is | OneOf | Contains | AtLeast | Told) -> None:
    """Refuse a path that is no field, and a value that the field cannot hold."""
    path = condition.path
    known = kinds(noun, path)
    match condition:
        case Is(_, value):
            _check_values(path, (value,), known)
        case OneOf(_, values):
            _check_values(path, values, known)
        case Contains(_, value):
            if known != (tuple,) or type(value) is not str:
                raise BadArgument(f"path {path!r}", "a field of several values, asked for a text")
        case AtLeast(_, least):
            if not {int, Decimal} & {*known} or type(least) is not int:
                raise BadArgument(f"path {path!r}", "a field of numbers, held against a whole one")
        case Told():
            pass
        case _:
            assert_never(condition)


def _check_values(path: str, values: tuple[object, ...], known: tuple[type, ...]) -> None:
    for value in values:
        fits = type(value) in known or (type(value) is int and Decimal in known)
        if not (fits and isinstance(value, str | int | Enum)):
            names = ", ".join(each.__name__ for each in known)
            raise BadArgument(f"value for {path!r}", f"of a type the field may hold: {names}")


def _plain_types(hint: typing.Any) -> tuple[type, ...]:  # noqa: ANN401  (a type as Python tells it)
    """The plain types of an annotation: those of a union, what a new type stands for."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return tuple(kind for each in typing.get_args(hint) for kind in _plain_types(each))
    if isinstance(hint, typing.NewType):
        return _plain_types(hint.__supertype__)
    return (typing.get_origin(hint) or hint,)


def _fields(noun: Noun) -> dict[str, tuple[type, ...]]:
    hints = typing.get_type_hints(noun)
    names = [each.name for each in attrs.fields(noun) if each.name != "source"]
    return {name: _plain_types(hints[name]) for name in names}


#: The fields that can be asked for, each with the types of what it may hold: ``tuple`` for several
#: values, ``NoneType`` for nothing. What a record came from (``source``) is not asked for.
FIELDS = {noun: _fields(noun) for noun in NOUNS.values()}
