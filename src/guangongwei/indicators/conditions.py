"""Paths and conditions made into functions of a record, once for all the records of a scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import (
    All,
    Any,
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
from guangongwei.indicators.lives import LINKS, NOW
from guangongwei.model.dataset import Record
from guangongwei.model.numbers import Absence, is_blank, is_number

if TYPE_CHECKING:
    from guangongwei.indicators.scene import Scene

#: From a record to what a path leads to.
Reader = Callable[[Record], object]
#: Whether a record meets a condition.
Test = Callable[[Record], bool]


def reader(scene: Scene, noun: type[Record], path: str) -> Reader:
    """What a path leads to from records of a noun; unknown where it leads through one not here.

    Raises:
        BadArgument: There is no such way, or, once it is read, nothing at its end.
    """
    owner, _, name = path.rpartition(".")
    wrong = BadArgument(f"path {path!r}", f"one of {noun.__name__}")
    match owner:
        case "":
            return _of_owner(lambda record: record, name, wrong)
        case "organisation":
            return _of_owner(scene.home, name, wrong)
        case "standard":
            known = scene.ground.standards
            return _of_owner(lambda each: known.get(getattr(each, "standard")), name, wrong)  # noqa: B009  (not every noun has one)
        case "now" if (noun, name) in NOW:
            told = NOW[noun, name]
            return lambda record: told(record, scene.end)
        case _:
            raise BadArgument(f"path {owner!r}", "through organisation, standard or now")


def _of_owner(owner: Reader, name: str, wrong: BadArgument) -> Reader:
    def read(record: Record) -> object:
        try:
            held = owner(record)
            return Absence.UNKNOWN if held is None else getattr(held, name)
        except AttributeError:
            raise wrong from None

    return read


def tester(scene: Scene, noun: type[Record], condition: Condition) -> Test:
    """Whether a record of a noun meets a condition in a scene."""
    match condition:
        case All(conditions):
            needed = [scene.test(noun, each) for each in conditions]
            return lambda record: all(test(record) for test in needed)
        case Any(conditions):
            enough = [scene.test(noun, each) for each in conditions]
            return lambda record: any(test(record) for test in enough)
        case Not(inner):
            test = scene.test(noun, inner)
            return lambda record: not test(record)
        case Latest(of, inner, at, among):
            link, meets = LINKS.get((of, noun)), scene.test(of, inner)
            latest = scene.latest(of, link, at, among)
            return _named(scene, link, {key for key, each in latest.items() if meets(each)})
        case Exists(of, inner, timing):
            link = LINKS.get((of, noun))
            return _named(scene, link, scene.named(of, link, inner, timing))
        case _:
            return _compared(scene.reader(noun, condition.path), condition)


def _named(scene: Scene, link: str | None, keys: set[object]) -> Test:
    """Whether a record, or without a link its organisation, is among those that others name."""
    if link is None:
        return lambda record: scene.organisation_of(record) in keys
    return lambda record: getattr(record, "id", None) in keys


def _compared(read: Reader, condition: Is | OneOf | Contains | AtLeast | Told) -> Test:
    """Whether what is read of a record is as a condition asks."""

    def contains(record: Record) -> bool:
        held = read(record)
        return isinstance(held, tuple) and value in held

    def at_least(record: Record) -> bool:
        number = read(record)
        return is_number(number) and number >= least

    def told(record: Record) -> bool:
        said = read(record)
        return not is_blank(said) and said != ()

    match condition:
        case Is(_, value):
            return lambda record: bool(read(record) == value)
        case OneOf(_, values):
            return lambda record: read(record) in values
        case Contains(_, value):
            return contains
        case AtLeast(_, least):
            return at_least
        case Told():
            return told
        case _:  # pragma: no cover
            assert_never(condition)
