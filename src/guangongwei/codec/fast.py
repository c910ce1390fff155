"""Lines of JSON to records and back at the speed of msgspec, for whatever is as it should be.

A reader gives None for each line that it is not sure to understand exactly as `plain` does, and
that part then reads it, or says what is wrong; a writer does likewise with a record. So both give
the same records, texts and problems, and only the time differs.

msgspec fills attrs classes itself. Where a field holds what it cannot tell apart, such as a
`Decimal` or an `Absence`, it fills a subclass of the noun with that field in the shape of the line;
the value is then put in its place, and the object made one of the noun. msgspec passes over unknown
and repeated keys of such classes, so the keys in the line are counted against the fields filled.
"""

from __future__ import annotations

import re
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
#: A key with blanks before its colon; nobody writes so, and the count would miss it.
_SPACED = re.compile(rb'"[ \t\r\n]+:')
#: So many texts of decimals are kept in mind; hours come again and again.
_REMEMBERED = 4096


class _Unfit(Exception):
    """Only `plain` can say what this is."""


@final
class _Numbers(dict[str, Decimal]):
    """The numbers of texts, of those that come again and again only once."""

    def __missing__(self, text: str) -> Decimal:
        if not DECIMAL.fullmatch(text):
            raise _Unfit
        value = Decimal(text)
        if len(self) < _REMEMBERED:
            self[text] = value
        return value


_NUMBERS = _Numbers()


def _digits(value: Decimal) -> str:
    if type(value) is not Decimal:
        raise _Unfit
    text = str(value)
    if text not in _NUMBERS:
        # Refused here as it would be when it is read.
        _NUMBERS[text]  # pyright: ignore[reportUnusedExpression]
    return text


@final
@attrs.frozen
class _Way:
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


def reader(noun: type[T]) -> Callable[[str | bytes], T | None]:
    """What reads a line as a record of this noun; it gives None for a line left to `plain`."""
    of: Any = noun
    return _reader(of)


def writer(noun: type[object]) -> Callable[[object], bytes | None]:
    """What writes a record of this noun as a line; it gives None for one left to `plain`."""
    of: Any = noun
    return _writer(of)


#: What a line says, as `json` tells it.
plainly = msgspec.json.Decoder().decode


def outline(
    required: Mapping[str, type], optional: Mapping[str, type], kept: str
) -> Callable[[bytes], Any]:
    """What reads an object with these members, and leaves one of them, or none, in its bytes.

    It gives an object that has them by name, or None for what it is not sure to understand.
    """
    made = msgspec.defstruct(
        "Outline",
        [
            *required.items(),
            *((name, type_, type_()) for name, type_ in optional.items()),
            (kept, msgspec.Raw, msgspec.Raw()),
        ],
        forbid_unknown_fields=True,
        gc=False,
    )
    decode = msgspec.json.Decoder(made).decode

    def read(line: bytes) -> object:
        try:
            return decode(line)
        except Exception:  # noqa: BLE001  (whatever it is, who asks looks closer)
            return None

    return read


@cache
def _reader(noun: Any) -> Callable[[str | bytes], Any]:
    try:
        way = _record(noun)
    except _Unfit:
        return _left_alone
    decode, fill = msgspec.json.Decoder(way.wire).decode, _done(way.fill)

    def read(line: str | bytes) -> object:
        try:
            data = line.encode() if isinstance(line, str) else line
            record, keys = fill(decode(data))
        except Exception:  # noqa: BLE001  (whatever it is, `plain` explains it)
            return None
        # Each key has its colon; where there are more, texts hold the others, or it is not ours.
        if data.count(b":") == keys or (data.count(b'":') == keys and not _SPACED.search(data)):
            return record
        return None

    return read


@cache
def _writer(noun: Any) -> Callable[[object], bytes | None]:
    try:
        give = _done(_record(noun).give)
    except _Unfit:
        return _left_alone
    encode = msgspec.json.Encoder().encode

    def write(record: object) -> bytes | None:
        try:
            return encode(give(record))
        except Exception:  # noqa: BLE001  (whatever it is, `plain` explains it)
            return None

    return write


def _left_alone(_: object) -> None:
    """What reads and writes nouns that are left to `plain`."""


def _way(type_: Any) -> _Way:
    """How values of this type are read and written.

    Raises:
        _Unfit: No way is known; the noun is left to `plain`.
    """
    type_ = getattr(type_, "__supertype__", type_)
    origin = get_origin(type_)
    if type_ in _SAME:
        return _Way(type_)
    if type_ is Decimal:
        return _Way(str, texts=_NUMBERS, give=_digits)
    if type_ is Period:
        return _choice(PERIODS, None)
    if origin is tuple:
        return _tuple(get_args(type_))
    if origin in (Union, UnionType):
        return _union(get_args(type_))
    if isinstance(type_, type) and issubclass(type_, Enum):
        return _member(type_)
    if isinstance(type_, type) and attrs.has(type_):
        return _record(type_)
    raise _Unfit


def _member(type_: type[Enum]) -> _Way:
    if not all(type(each.value) is str for each in type_):
        raise _Unfit
    return _Way(type_)


def _tuple(types: tuple[Any, ...]) -> _Way:
    if len(types) != 2 or types[1] is not Ellipsis:
        raise _Unfit
    way = _way(types[0])
    wire: Any = tuple[way.wire, ...]  # type: ignore[name-defined]  # a type known only here
    if way.fill is None and way.give is None:
        return _Way(wire)
    if not attrs.has(types[0]):
        raise _Unfit
    fill, give = _done(way.fill), _done(way.give)

    def fill_all(values: tuple[object, ...]) -> tuple[Any, int]:
        filled = [fill(each) for each in values]
        return tuple(value for value, _ in filled), sum(keys for _, keys in filled)

    return _Way(wire, None, fill_all, lambda values: [give(each) for each in values], tuple)


def _union(types: tuple[Any, ...]) -> _Way:
    others = [each for each in types if each is not NoneType]
    if len(others) > 1:
        native = [each for each in others if each in NATIVE]
        if len(native) > 1:
            raise _Unfit
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


def _done(made: T | None) -> T:
    """What is there for every record, for the type checkers."""
    assert made is not None  # noqa: S101  (see `_record`)
    return made


def _choice(tagged: tuple[type[Any], ...], native: type[Any] | None) -> _Way:
    """Values of several types: of one as they are, of the others in an object that names it."""
    ways = {each.__name__.lower(): _way(each) for each in tagged}
    unset = msgspec.UNSET
    box = msgspec.defstruct(
        "Box",
        [(tag, way.wire | msgspec.UnsetType, unset) for tag, way in ways.items()],
        forbid_unknown_fields=True,
    )
    other = _Way(box) if native is None else _way(native)
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

    return _Way(other.wire | box, other.texts, fill, give, only=box)


@cache
def _record(noun: Any) -> _Way:
    """Records of an attrs class, by two functions that are made for it, as attrs makes its own.

    `fill` and `give` are always there.

    Raises:
        _Unfit: It is no attrs class, or does something of its own while it is made, which would
            see the shapes.
    """
    if not attrs.has(noun):
        raise _Unfit
    attrs.resolve_types(noun)
    fields: tuple[_Field, ...] = attrs.fields(noun)
    ways = {each.name: _way(each.type) for each in fields}
    shaped = [each for each in fields if ways[each.name].wire != each.type]
    own = any(each.validator for each in shaped) or hasattr(noun, "__attrs_post_init__")
    converted = any(bool(each.converter) for each in fields)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]  # attrs does not say
    made = converted or any(hasattr(each.default, "factory") for each in fields)
    if made or (shaped and own):
        raise _Unfit
    scope: dict[str, Any] = {"noun": noun, "become": object.__dict__["__class__"].__set__}
    for each in fields:
        scope[f"default_{each.name}"] = each.default
        scope[f"set_{each.name}"] = getattr(noun, each.name).__set__
        way = ways[each.name]
        for part in ("texts", "fill", "give", "only"):
            scope[f"{part}_{each.name}"] = getattr(way, part)
        if each.default is None:
            # It is only written where it is not None.
            scope[f"give_{each.name}"] = way.give_some or way.give
    code = [*_fill_code(fields, ways, is_shaped=bool(shaped)), *_give_code(fields, ways)]
    exec("\n".join(code), scope)  # noqa: S102  (made of the names of our own fields alone)
    wire = _shaped(noun, shaped, ways) if shaped else noun
    return _Way(wire, None, scope["fill"], scope["give"], wire)


def _shaped(noun: type[Any], fields: list[_Field], ways: dict[str, _Way]) -> type[Any]:
    """A subclass with no room of its own, some fields of which are as the line has them."""
    again = {
        each.name: attrs.field(default=each.default, type=ways[each.name].wire) for each in fields
    }
    return attrs.make_class(noun.__name__, again, (noun,), frozen=True, kw_only=True, slots=True)


def _fill_code(
    fields: tuple[_Field, ...], ways: dict[str, _Way], *, is_shaped: bool
) -> Iterator[str]:
    """A function that finishes a record just read, and counts the keys it was made of."""
    required = sum(each.default is attrs.NOTHING for each in fields)
    yield f"def fill(record):\n keys = {required}"
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
            yield f"  if type(value) is only_{name}:"
            yield f"   value, more = fill_{name}(value)\n   keys += more"
            yield f"   set_{name}(record, value)"
    if is_shaped:
        yield " become(record, noun)"
    yield " return record, keys"


def _give_code(fields: tuple[_Field, ...], ways: dict[str, _Way]) -> Iterator[str]:
    """A function that makes the object that a record is written as; defaults are left out."""
    named = [(each, f"give_{each.name}({{}})" if ways[each.name].give else "{}") for each in fields]
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


def _differs(field: _Field) -> str:
    alone = field.default is None or isinstance(field.default, Enum)
    return f"{'is not' if alone else '!='} default_{field.name}"
