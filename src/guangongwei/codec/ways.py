"""How values of each type are read and written by msgspec, and records as a whole.

msgspec fills attrs classes itself. Where a field holds what it cannot tell apart, such as a
`Decimal` or an `Absence`, it fills a subclass of the noun with that field in the shape of the line;
the value is then put in its place, and the object made one of the noun. msgspec passes over unknown
and repeated keys of such classes, so whoever reads counts the keys against the fields filled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, final, get_args, get_origin

import attrs

from guangongwei.codec.plain import DECIMAL, NATIVE, PERIODS
from guangongwei.errors import MissingExtra
from guangongwei.model.period import Period

try:
    import msgspec
except ImportError as error:
    raise MissingExtra("fast") from error

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Field = attrs.Attribute[Any]

T = TypeVar("T")

#: From the value of the line to that of the field, and how many keys of objects are in it.
_Fill = Callable[[Any], tuple[Any, int]]
#: From the value of a field to what msgspec writes.
_Give = Callable[[Any], Any]

#: What is one value in a line and in a record.
_SAME = (str, int, bool, date)
#: So many texts of decimals are kept in mind; hours come again and again.
_REMEMBERED = 4096


class Unfit(Exception):
    """Only `plain` can say what this is."""


@final
class _Numbers(dict[str, Decimal]):
    """The numbers of texts, of those that come again and again only once."""

    def __missing__(self, text: str) -> Decimal:
        if not DECIMAL.fullmatch(text):
            raise Unfit
        value = Decimal(text)
        if len(self) < _REMEMBERED:
            self[text] = value
        return value


_NUMBERS = _Numbers()


def _digits(value: Decimal) -> str:
    if type(value) is not Decimal:
        raise Unfit
    text = str(value)
    if text not in _NUMBERS:
        # Refused here as it would be when it is read.
        _NUMBERS[text]  # pyright: ignore[reportUnusedExpression]
    return text


@final
@attrs.frozen
class Way:
    """How the values of one type are read and written."""

    #: The type that msgspec reads them as.
    wire: Any
    #: The values that texts stand for, where msgspec reads texts and the field holds none.
    texts: Mapping[str, Any] | None = None
    #: What is still to be done with a value just read.
    fill: _Fill | None = None
    #: From a value to what msgspec writes; None where it writes the value itself.
    give: _Give | None = None
    #: The type of the values that `fill` is for.
    only: type[Any] | None = None
    #: The same for a value that is not None, where None needs a word of its own.
    give_some: _Give | None = None
    #: The type that needs no word of its own among several, and how its values are written.
    native: type[Any] | None = None
    give_native: _Give | None = None
    #: `fill` for a list of records, which become those of the noun; it gives the number of keys.
    fill_all: Callable[[list[Any]], int] | None = None


def _way(type_: Any) -> Way:
    """How values of this type are read and written.

    Raises:
        Unfit: No way is known; the noun is left to `plain`.
    """
    type_ = getattr(type_, "__supertype__", type_)
    origin = get_origin(type_)
    if type_ in _SAME:
        return Way(type_)
    if type_ is Decimal:
        return Way(str, texts=_NUMBERS, give=_digits)
    if type_ is Period:
        return _choice(PERIODS, None)
    if origin is tuple:
        return _tuple(get_args(type_))
    if origin in (Union, UnionType):
        return _union(get_args(type_))
    if isinstance(type_, type) and issubclass(type_, Enum):
        return _member(type_)
    if isinstance(type_, type) and attrs.has(type_):
        return record_way(type_)
    raise Unfit


def _member(type_: type[Enum]) -> Way:
    if not all(type(each.value) is str for each in type_):
        raise Unfit
    return Way(type_)


def _tuple(types: tuple[Any, ...]) -> Way:
    if len(types) != 2 or types[1] is not Ellipsis:
        raise Unfit
    way = _way(types[0])
    wire: Any = tuple[way.wire, ...]  # type: ignore[name-defined]  # a type known only here
    if way.fill is None and way.give is None:
        return Way(wire)
    if not attrs.has(types[0]):
        raise Unfit
    fill, give = done(way.fill), done(way.give)

    def fill_all(values: tuple[object, ...]) -> tuple[Any, int]:
        filled = [fill(each) for each in values]
        return tuple(value for value, _ in filled), sum(keys for _, keys in filled)

    return Way(wire, None, fill_all, lambda values: [give(each) for each in values], tuple)


def _union(types: tuple[Any, ...]) -> Way:
    others = [each for each in types if each is not NoneType]
    if len(others) > 1:
        native = [each for each in others if each in NATIVE]
        if len(native) > 1:
            raise Unfit
        tagged = tuple(each for each in others if each not in NATIVE)
        way = _choice(tagged, native[0] if native else None)
    else:
        way = _way(others[0])
    if NoneType not in types:
        return way
    give = way.give
    # None stays as it is when it is read: it is no text, and not of the type that `fill` is for.
    return attrs.evolve(way, wire=way.wire | None, give=give and _unless_none(give), give_some=give)


def _unless_none(give: _Give) -> _Give:
    return lambda value: None if value is None else give(value)


def done(made: T | None) -> T:
    """What is there for every record, for the type checkers."""
    assert made is not None  # noqa: S101  (see `record_way`)
    return made


def _choice(tagged: tuple[type[Any], ...], native: type[Any] | None) -> Way:
    """Values of several types: of one as they are, of the others in an object that names it."""
    ways = {each.__name__.lower(): _way(each) for each in tagged}
    unset = msgspec.UNSET
    box = msgspec.defstruct(
        "Box",
        [(tag, way.wire | msgspec.UnsetType, unset) for tag, way in ways.items()],
        forbid_unknown_fields=True,
    )
    other = Way(box) if native is None else _way(native)
    gives = {each: (tag, ways[tag].give) for each, tag in zip(tagged, ways, strict=True)}
    give_other = other.give

    def fill(value: object) -> tuple[Any, int]:
        ((tag, held),) = [(tag, held) for tag in ways if (held := getattr(value, tag)) is not unset]
        inner = ways[tag].fill
        held, keys = inner(held) if inner else (held, 0)
        return held, keys + 1

    def give(value: object) -> object:
        type_: type[object] = type(value)
        if type_ is native:
            return give_other(value) if give_other else value
        tag, inner = gives[type_]
        return {tag: inner(value) if inner else value}

    return Way(
        other.wire | box,
        other.texts,
        fill,
        give,
        only=box,
        native=native,
        give_native=other.give,
    )


@cache
def record_way(noun: Any) -> Way:
    """Records of an attrs class, by two functions that are made for it, as attrs makes its own.

    `fill` and `give` are always there.

    Raises:
        Unfit: It is no attrs class, or does something of its own while it is made, which would
            see the shapes.
    """
    if not attrs.has(noun):
        raise Unfit
    attrs.resolve_types(noun)
    fields: tuple[_Field, ...] = attrs.fields(noun)
    ways = {each.name: _way(each.type) for each in fields}
    shaped = [each for each in fields if ways[each.name].wire != each.type]
    own = any(each.validator for each in shaped) or hasattr(noun, "__attrs_post_init__")
    converted = any(bool(each.converter) for each in fields)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]  # attrs does not say
    made = converted or any(hasattr(each.default, "factory") for each in fields)
    if made or (shaped and own):
        raise Unfit
    scope: dict[str, Any] = {"noun": noun, "become": object.__dict__["__class__"].__set__}
    for each in fields:
        scope[f"default_{each.name}"] = each.default
        scope[f"set_{each.name}"] = getattr(noun, each.name).__set__
        way = ways[each.name]
        for part in ("texts", "fill", "give", "only", "native", "give_native"):
            scope[f"{part}_{each.name}"] = getattr(way, part)
        if each.default is None:
            # It is only written where it is not None.
            scope[f"give_{each.name}"] = way.give_some or way.give
    code = [*_fill_code(fields, ways, is_shaped=bool(shaped)), *_give_code(fields, ways)]
    exec("\n".join(code), scope)  # noqa: S102  (made of the names of our own fields alone)
    wire = _shaped(noun, shaped, ways) if shaped else noun
    return Way(wire, None, scope["fill"], scope["give"], wire, fill_all=scope["fill_all"])


def _shaped(noun: type[Any], fields: list[_Field], ways: dict[str, Way]) -> type[Any]:
    """A subclass with no room of its own, some fields of which are as the line has them."""
    again = {
        each.name: attrs.field(default=each.default, type=ways[each.name].wire) for each in fields
    }
    return attrs.make_class(noun.__name__, again, (noun,), frozen=True, kw_only=True, slots=True)


def _fill_code(
    fields: tuple[_Field, ...], ways: dict[str, Way], *, is_shaped: bool
) -> Iterator[str]:
    """Functions that finish records just read, and count the keys they were made of."""
    required = sum(each.default is attrs.NOTHING for each in fields)
    steps = [*_fill_steps(fields, ways), *([" become(record, noun)"] if is_shaped else [])]
    yield f"def fill(record):\n keys = {required}"
    yield from steps
    yield " return record, keys"
    yield f"def fill_all(records):\n keys = {required} * len(records)"
    yield " for record in records:"
    yield from (f" {line}" for step in (*steps, " continue") for line in step.split("\n"))
    yield " return keys"


def _fill_steps(fields: tuple[_Field, ...], ways: dict[str, Way]) -> Iterator[str]:
    """What finishes one record, as code."""
    for each in fields:
        name, way = each.name, ways[each.name]
        is_given = each.default is not attrs.NOTHING
        if not is_given and way.texts is None and way.fill is None:
            continue
        yield f" value = record.{name}"
        yield f" if value {_differs(each)}:\n  keys += 1" if is_given else " if True:"
        if way.texts is not None:
            yield f"  if type(value) is str: set_{name}(record, texts_{name}[value])"
        if way.fill is not None:
            other = "if" if way.texts is None else "elif"
            yield f"  {other} type(value) is only_{name}:"
            yield f"   value, more = fill_{name}(value)\n   keys += more"
            yield f"   set_{name}(record, value)"


def _give_code(fields: tuple[_Field, ...], ways: dict[str, Way]) -> Iterator[str]:
    """A function that makes the object that a record is written as; defaults are left out."""
    named = [(each, _given(each.name, ways[each.name])) for each in fields]
    required = ", ".join(
        f"{each.name!r}: {given.format(f'record.{each.name}')}"
        for each, given in named
        if each.default is attrs.NOTHING
    )
    yield f"def give(record):\n plain = {{{required}}}"
    for each, given in named:
        if each.default is not attrs.NOTHING:
            yield f" value = record.{each.name}"
            yield f" if value {_differs(each)}: plain[{each.name!r}] = {given.format('value')}"
    yield " return plain"


def _given(name: str, way: Way) -> str:
    """What is written of a value, as code; most values of a choice are of the one plain type."""
    if way.give is None:
        return "{}"
    if way.native is None:
        return f"give_{name}({{}})"
    plain = f"give_native_{name}({{0}})" if way.give_native else "{0}"
    return f"{plain} if type({{0}}) is native_{name} else give_{name}({{0}})"


def _differs(field: _Field) -> str:
    alone = field.default is None or isinstance(field.default, Enum)
    return f"{'is not' if alone else '!='} default_{field.name}"
