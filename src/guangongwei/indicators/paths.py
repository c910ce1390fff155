"""What a definition reads: every path in it, from which noun, and what that may hold."""

from __future__ import annotations

import types
import typing
from enum import Enum
from typing import TYPE_CHECKING, Any, assert_never, final

import attrs
from attrs import frozen

from guangongwei.indicators.definition import (
    All,
    AtLeast,
    Condition,
    Contains,
    Count,
    Distinct,
    Exists,
    Is,
    Latest,
    Measure,
    Not,
    OneOf,
    Sum,
    Told,
    Value,
)
from guangongwei.indicators.definition import Any as AnyOf
from guangongwei.indicators.lives import NOW
from guangongwei.model.dataset import TABLES, Record
from guangongwei.model.organisation import Organisation
from guangongwei.model.standard import Standard

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A condition on one field.
Leaf = Is | OneOf | Contains | AtLeast | Told


@final
class Use(Enum):
    """What a path is read for."""

    #: To be held against values, or only asked whether it says anything.
    COMPARED = "compared"
    #: To be added up, or held against a number.
    NUMBER = "number"
    #: To be asked for one of its several values.
    SEVERAL = "several"
    #: To tell records apart.
    DISTINCT = "distinct"
    #: To say when something happened.
    DAY = "day"


@final
@frozen(kw_only=True)
class Reading:
    """One path that a definition reads, from which noun, what for, and what it is held against."""

    noun: type[Record]
    path: str
    use: Use
    values: tuple[Value, ...] = ()


def readings(measure: Measure) -> Iterator[Reading]:
    """Every path that a measure reads."""
    match measure.count:
        case Count():
            pass
        case Sum(path):
            yield Reading(noun=measure.of, path=path, use=Use.NUMBER)
        case Distinct(path):
            yield Reading(noun=measure.of, path=path, use=Use.DISTINCT)
        case _:  # pragma: no cover
            assert_never(measure.count)
    if measure.day is not None:
        yield Reading(noun=measure.of, path=measure.day, use=Use.DAY)
    for noun, condition in conditions(measure):
        yield from _read(noun, condition)


def _read(noun: type[Record], condition: Condition) -> Iterator[Reading]:
    match condition:
        case Is(path, value):
            yield Reading(noun=noun, path=path, use=Use.COMPARED, values=(value,))
        case OneOf(path, values):
            yield Reading(noun=noun, path=path, use=Use.COMPARED, values=values)
        case Contains(path):
            yield Reading(noun=noun, path=path, use=Use.SEVERAL)
        case AtLeast(path):
            yield Reading(noun=noun, path=path, use=Use.NUMBER)
        case Told(path):
            yield Reading(noun=noun, path=path, use=Use.COMPARED)
        case _:
            return


def required(condition: Condition | None) -> Iterator[Condition]:
    """The conditions all of which have to hold where one does."""
    if isinstance(condition, All):
        for each in condition.conditions:
            yield from required(each)
    elif condition is not None:
        yield condition


def sought(noun: type[Record], condition: Condition | None) -> Iterator[type[Record]]:
    """The nouns whose records a condition on a noun looks for, beside the record it is about."""
    if condition is not None:
        for _, each in _inside(noun, condition):
            if isinstance(each, Exists | Latest):
                yield each.of


def conditions(measure: Measure) -> Iterator[tuple[type[Record], Condition]]:
    """Every condition of a measure, those inside others too, each with the noun it is about."""
    if measure.where is not None:
        yield from _inside(measure.of, measure.where)


def _inside(noun: type[Record], condition: Condition) -> Iterator[tuple[type[Record], Condition]]:
    yield noun, condition
    match condition:
        case All(parts) | AnyOf(parts):
            for each in parts:
                yield from _inside(noun, each)
        case Not(inner):
            yield from _inside(noun, inner)
        case Latest(of, inner, _, among):
            yield from _inside(of, inner)
            if among is not None:
                yield from _inside(of, among)
        case Exists(of, inner):
            if inner is not None:
                yield from _inside(of, inner)
        case _:
            return


def kinds(noun: type[Record], path: str) -> tuple[type, ...] | None:
    """The types a path may lead to; None where there is no such path."""
    return KNOWN[noun].get(path)


def _paths(noun: type[Record]) -> dict[str, tuple[type, ...]]:
    found = dict(_members(noun))
    found |= {f"organisation.{name}": held for name, held in _members(Organisation).items()}
    if "standard" in found:
        found |= {f"standard.{name}": held for name, held in _members(Standard).items()}
    found |= {f"now.{name}": (object,) for of, name in NOW if of is noun}
    return found


def _members(owner: type[Any]) -> dict[str, tuple[type, ...]]:
    """The fields and the properties of a class."""
    hints = typing.get_type_hints(owner)
    found = {each.name: _types(hints[each.name]) for each in attrs.fields(owner)}
    for name, member in vars(owner).items():
        if isinstance(member, property):
            found[name] = _types(typing.get_type_hints(member.fget)["return"])
    return found


def _types(hint: Any) -> tuple[type, ...]:  # noqa: ANN401  (a type as Python tells it)
    """The plain types of an annotation: those of a union, what a new type stands for."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return tuple(kind for each in typing.get_args(hint) for kind in _types(each))
    if isinstance(hint, typing.NewType):
        return _types(hint.__supertype__)
    return (typing.get_origin(hint) or hint,)


#: Every path of every noun, with the types it may lead to; (object,) where that is not said.
KNOWN = {noun: _paths(noun) for noun in TABLES}
