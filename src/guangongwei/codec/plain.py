"""Records as plain data and back, by cattrs, with every fault at its place.

How each type is written is told by `guangongwei.codec`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import repeat
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    TypeAlias,
    TypeGuard,
    TypeVar,
    Union,
    final,
    get_args,
    get_origin,
)

import attrs
from cattrs import Converter
from cattrs.errors import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from guangongwei.errors import BadArgument, Checked, Path, Problem, shape, suggestions
from guangongwei.model.numbers import is_number
from guangongwei.model.period import Days, Half, Month, Period, Quarter, Term, Year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

#: What `json` makes of a text: objects, lists, texts, numbers, true, false and null.
Plain: TypeAlias = Any
#: From plain data and the type it should be to the value.
Read: TypeAlias = Callable[[object, Any], Any]
Write: TypeAlias = Callable[[Any], Plain]

#: The version of the shape of the lines; lines of a later one are not read.
SCHEMA = 1

#: What can be wrong, and what to do about it.
CAUSES = {
    "C001": ("does not say which noun and schema follow", "Restore the first line."),
    "C002": ("says that records of another noun follow", "Read them as that noun."),
    "C003": ("says that a later schema follows", "Read it with a later version."),
    "C101": ("is not JSON ({found})", "Mend it there, or restore it from where it was written."),
    "C102": ("is not {expected} ({found})", "Write what the field asks for."),
    "C103": ("is missing", "Add the field."),
    "C104": ("is no field here", "Remove the field, or correct its name."),
    "C105": ("cannot be", "See whether its fields agree, such as first and last day."),
}

DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]{1,3})?")
_FRACTION = re.compile(r"-?[0-9]+/[0-9]*[1-9][0-9]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIELD = re.compile(r"[a-z_]{1,40}")
_KINDS: dict[type, str] = {NoneType: "null", bool: "true/false", list: "a list", dict: "an object"}
PERIODS = (Year, Half, Term, Quarter, Month, Days)
#: The types that plain data tells apart by itself, and what holds them there.
NATIVE: dict[type[Any], tuple[type, ...]] = {
    bool: (bool,),
    int: (int,),
    Decimal: (str, int, Decimal),
    str: (str,),
}


@final
@attrs.define(eq=False)
class Misfit(Exception):
    """A datum is not what its field asks for; not frozen, for cattrs notes on it where it was."""

    expected: str
    found: str


def to_plain(record: object) -> Plain:
    """A record as plain data, ready for JSON.

    Raises:
        BadArgument: It holds a `Decimal` that is no number, or of more than a thousand digits.
    """
    return _CONVERTER.unstructure(record)


def from_plain(data: object, noun: type[T], *, path: str = "$") -> Checked[T | None]:
    """The record that plain data tells; None where anything in it is wrong."""
    try:
        return Checked(_CONVERTER.structure(data, noun))
    except Exception as error:  # noqa: BLE001  (whatever refuses the data is a fault of the data)
        return Checked(None, tuple(_problems(error, path)))


def problem(code: str, path: str, **facts: str) -> Problem:
    """A problem of plain data, its message completed with facts that show no value."""
    message, hint = CAUSES[code]
    return Problem(code, Path(path), message.format(**facts), hint=hint)


def _problems(error: Exception, path: str) -> Iterator[Problem]:
    """Every fault that was collected on the way, at its place."""
    match error:
        case ClassValidationError():
            located, others = error.group_exceptions()
            for each, field in located:
                yield from _problems(each, f"{path}.{field.name}")
            for each in others:
                yield from _problems(each, path)
        case IterableValidationError():
            for each, item in error.group_exceptions()[0]:
                yield from _problems(each, f"{path}[{item.index}]")
        case ForbiddenExtraKeysError():
            known = [field.name for field in attrs.fields(error.cl)]
            for name in sorted(error.extra_fields):
                # Only what is nearly a field is one that was mistyped; all else may be a value.
                shown = name if _FIELD.fullmatch(name) and suggestions(name, known) else "?"
                yield problem("C104", f"{path}.{shown}")
        case Misfit():
            yield problem("C102", path, expected=error.expected, found=error.found)
        case KeyError():
            yield problem("C103", path)
        case _:
            yield problem("C105", path)


def _is_list(data: object) -> TypeGuard[list[Any]]:
    return isinstance(data, list)


def _is_object(data: object) -> TypeGuard[dict[Any, Any]]:
    return isinstance(data, dict)


def _kind(data: object) -> str:
    """Bad data described, never shown."""
    if isinstance(data, str):
        return shape(data)
    return _KINDS.get(type(data), "a number")


def _simple(expected: str, read: Callable[[object], Any]) -> Read:
    """A reader of values that are one JSON value; `read` gives None for what is none of them."""

    def structure(data: object, _: object) -> Any:
        value = read(data)
        if value is None:
            raise Misfit(expected, _kind(data))
        return value

    return structure


def _decimal(data: object) -> Decimal | None:
    if isinstance(data, str):
        return Decimal(data) if DECIMAL.fullmatch(data) else None
    return Decimal(data) if is_number(data) and Decimal(data).is_finite() else None


def _fraction(data: object) -> Fraction | None:
    return Fraction(data) if isinstance(data, str) and _FRACTION.fullmatch(data) else None


def _day(data: object) -> date | None:
    with suppress(ValueError):
        if isinstance(data, str) and _DAY.fullmatch(data):
            return date.fromisoformat(data)
    return None


_SIMPLE: dict[type, Read] = {
    bool: _simple("true or false", lambda data: data if type(data) is bool else None),
    int: _simple("a whole number", lambda data: data if type(data) is int else None),
    str: _simple("text", lambda data: data if isinstance(data, str) else None),
    Decimal: _simple("the text of a decimal number", _decimal),
    Fraction: _simple("a fraction such as 3/4", _fraction),
    date: _simple("a day such as 2024-03-01", _day),
}


def _write_decimal(value: Decimal) -> str:
    text = str(value)
    if not DECIMAL.fullmatch(text):
        raise BadArgument("a Decimal", "a number of ordinary size")
    return text


def _made_of(*origins: object) -> Callable[[Any], bool]:
    """Whether a type is one of these with arguments, such as ``tuple[str, ...]``."""
    return lambda type_: get_origin(type_) in origins


def _member(data: object, type_: type[Enum]) -> Enum:
    with suppress(ValueError):
        if isinstance(data, str):
            return type_(data)
    words = ", ".join(member.value for member in type_)
    expected = f"one of {words}"
    raise Misfit(expected, _kind(data))


def _read_record(type_: Any) -> Read:
    read = _CONVERTER.gen_structure_attrs_fromdict(type_)

    def structure(data: object, _: object) -> Any:
        if not _is_object(data) or not all(isinstance(key, str) for key in data):
            raise Misfit("an object of named fields", _kind(data))
        return read(data, type_)

    return structure


def _read_tuple(type_: Any) -> Read:
    types = get_args(type_)
    size = None if types[-1] is Ellipsis else len(types)
    expected = f"a list of {size}" if size else "a list"

    def structure(data: object, _: object) -> Any:
        if not _is_list(data) or size not in (None, len(data)):
            raise Misfit(expected, _kind(data))
        values: list[Any] = []
        errors: list[Exception] = []
        paired = zip(data, types if size else repeat(types[0]), strict=False)
        for index, (each, of) in enumerate(paired):
            try:
                values.append(_CONVERTER.structure(each, of))
            except Exception as error:  # noqa: BLE001  (all faults are collected)
                error.__notes__ = [IterableValidationNote("", index, of)]
                errors.append(error)
        if errors:
            # pyright looks for the arguments in the built-in group's constructor.
            raise IterableValidationError("", errors, type_)  # pyright: ignore[reportCallIssue]
        return tuple(values)

    return structure


def _read_tagged(types: Iterable[type[Any]], native: dict[type[Any], tuple[type, ...]]) -> Read:
    """A reader of types that plain data does not tell apart: an object with one key names one."""
    tags = {each.__name__.lower(): each for each in types}
    choices = [each.__name__ for each in native] + [f"{{{tag}: …}}" for tag in tags]
    expected = f"one of {', '.join(choices)}"

    def structure(data: object, _: object) -> Any:
        if _is_object(data) and len(data) == 1:
            tag, content = next(iter(data.items()))
            if tag in tags:
                return _CONVERTER.structure(content, tags[tag])
        for type_, kinds in native.items():
            if type(data) in kinds:
                return _CONVERTER.structure(data, type_)
        raise Misfit(expected, _kind(data))

    return structure


def _read_union(type_: Any) -> Read:
    types = [each for each in get_args(type_) if each is not NoneType]
    if len(types) > 1:
        tagged = [each for each in types if each not in NATIVE]
        native = {each: kinds for each, kinds in NATIVE.items() if each in types}
        read = _read_tagged(tagged, native)
    else:
        read = _CONVERTER.get_structure_hook(types[0])
    if NoneType not in get_args(type_):
        return read
    return lambda data, _: None if data is None else read(data, types[0])


def _write_union(type_: Any) -> Write:
    types = [each for each in get_args(type_) if each is not NoneType]
    if len(types) == 1:
        write = _CONVERTER.get_unstructure_hook(types[0])
        return lambda value: None if value is None else write(value)
    return lambda value: (
        _CONVERTER.unstructure(value) if value is None or type(value) in NATIVE else _tagged(value)
    )


def _tagged(value: object) -> Plain:
    write = _CONVERTER.get_unstructure_hook(type(value))
    return {type(value).__name__.lower(): write(value)}


def _converter() -> Converter:
    """A converter of its own, which nobody else's hooks can change."""
    converter = Converter(
        omit_if_default=True, forbid_extra_keys=True, unstruct_collection_overrides={tuple: list}
    )
    for type_, read in _SIMPLE.items():
        converter.register_structure_hook(type_, read)
    converter.register_unstructure_hook(Decimal, _write_decimal)
    converter.register_unstructure_hook(
        Fraction, lambda value: f"{value.numerator}/{value.denominator}"
    )
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook_factory(attrs.has, _read_record)
    converter.register_structure_hook(Enum, _member)
    is_union = _made_of(Union, UnionType)
    converter.register_structure_hook_factory(_made_of(tuple), _read_tuple)
    converter.register_structure_hook_factory(is_union, _read_union)
    converter.register_unstructure_hook_factory(is_union, _write_union)
    converter.register_structure_hook_func(lambda type_: type_ is Period, _read_tagged(PERIODS, {}))
    converter.register_unstructure_hook_func(lambda type_: type_ is Period, _tagged)
    return converter


_CONVERTER = _converter()
