"""One version of one record as a line of bytes that proves itself, and back.

A line is JSON in UTF-8 without a line end:
``{"sum":"…","noun":"…","key":"…","version":3,"after":2,"by":"…","schema":1,"record":{…}}``. ``sum``
is the CRC-32 of all that follows it up to the last brace: it tells accidents, not malice. Without
``record`` it says that the record was deleted; ``by`` is left out where it is not needed.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast, final
from zlib import crc32

import attrs

from guangongwei import codec
from guangongwei.codec.lines import framed, outline, reader, writer, writer_of_all
from guangongwei.errors import BadArgument, Damaged, GuangongweiError, InvalidData
from guangongwei.model.keys import key_of
from guangongwei.storage.keys import (
    LONGEST_KEY,
    NOUNS,
    Noun,
    Storable,
    checked_text,
    noun_named,
    refuse_long_references,
)
from guangongwei.storage.stored import Gone, Stored, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from guangongwei.storage.keys import S
    from guangongwei.storage.schema import Plain, Schema

#: All of a line but its record, which stands between this and the last brace.
_HEAD = re.compile(
    rb'\{"sum":"([0-9a-f]{8})","noun":"([A-Za-z]{1,40}+)","key":"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
    rb',"version":([1-9][0-9]{0,18}+),"after":(0|[1-9][0-9]{0,18}+)(?:,"by":"([0-9a-f]{1,40}+)")?+'
    rb',"schema":(0|[1-9][0-9]{0,8}+)(?:\}\Z|,"record":(?=\{))'
)
#: Where in a line that begins so its checksum stands, and which of it is summed up.
_SUM = slice(len('{"sum":"'), len('{"sum":"00000000'))
_SUMMED = slice(len('{"sum":"00000000",'), -1)

_FIELDS = {noun: frozenset(each.name for each in attrs.fields(noun)) for noun in NOUNS.values()}
_NAMES = {noun: name for name, noun in NOUNS.items()}

_BACKSLASH = ord("\\")

#: The members of a line that are always there, but for its record, and those that may be.
_REQUIRED = {"sum": str, "noun": str, "key": str, "version": int, "after": int, "schema": int}
_OPTIONAL = {"by": str}

#: The first line under a key: the key, the whole line, and the record that it holds.
First = tuple[str, bytes, Storable]


@final
class Line(NamedTuple):
    """One version of one record, still in the bytes it is kept in.

    A tuple, because stores make one for each record that they read or write.
    """

    noun: Noun
    key: str
    version: int
    #: The version that it replaced; 0 where nothing was stored.
    after: int
    #: The schema that the record is written in.
    schema: int
    #: The record as JSON in UTF-8; None where this version says that it was deleted.
    body: bytes | None
    #: Who wrote it, where a second try has to be told from another's write; see `writes`.
    by: str = ""

    def __repr__(self) -> str:
        """Which line it is, and nothing of its record."""
        return f"Line({self.place}, version={self.version}, after={self.after})"

    @property
    def data(self) -> bytes:
        """The whole line, without a line end."""
        noun, key, version, after, schema, body, by = self
        told = f',"by":"{by}"' if by else ""
        head = (
            f'"noun":"{_NAMES[noun]}","key":{encode_basestring(key)},'
            f'"version":{version},"after":{after}{told},"schema":{schema}'
        ).encode()
        rest = head if body is None else b'%b,"record":%b' % (head, body)
        return b'{"sum":"%08x",%b}' % (crc32(rest), rest)

    @property
    def place(self) -> str:
        """What it is called in an error."""
        return f"{self.noun.__name__} {self.key!r}"


def firsts(
    noun: Noun, records: Sequence[Storable], keys: Sequence[str], schema: Schema
) -> list[First]:
    """The lines of records of a noun where there is none yet, as `Line.data` has them.

    Raises:
        BadArgument: A record holds what no store can hold; see `body_of`.
    """
    frame = b'"noun":"%b","key":%%b,"version":1,"after":0,"schema":%d,"record":%%b' % (
        _NAMES[noun].encode(),
        schema.version,
    )
    # One step for all of them after the other, which takes less time than all steps for each.
    quoted = [encode_basestring(key).encode() for key in keys]
    rests = [frame % each for each in zip(quoted, _bodies(noun, records), strict=True)]
    lines = [b'{"sum":"%08x",%b}' % (crc32(rest), rest) for rest in rests]
    return list(zip(keys, lines, records, strict=True))


def _bodies(noun: Noun, records: Sequence[Storable]) -> list[bytes]:
    """Each record of a noun as `body_of` gives it."""
    of: Any = noun
    bodies = writer_of_all(of)(records)
    if bodies is None:
        return [body_of(each) for each in records]
    for number, body in enumerate(bodies):
        if _BACKSLASH in body:
            # Nearly none has a backslash, and without one it holds no NUL.
            bodies[number] = body_of(records[number])
        elif len(body) > LONGEST_KEY:
            refuse_long_references(records[number])
    return bodies


def parsed(data: bytes, place: str) -> Line:
    """The line that these bytes are; `place` says in an error where they were.

    Raises:
        Damaged: They are not as `Line.data` wrote them.
    """
    line = _told(data)
    if isinstance(line, str):
        raise Damaged(place, line)
    return line


def line_under(data: bytes, noun: Noun, key: str) -> Line:
    """The line that these bytes are, provided that it stands under the key where it belongs.

    Raises:
        Damaged: They are not as `Line.data` wrote them, or about something else.
    """
    line = _told(data)
    if isinstance(line, str):
        raise Damaged(f"{noun.__name__} {key!r}", line)
    if line.noun is not noun or line.key != key:
        raise Damaged(f"{noun.__name__} {key!r}", "a line of something else stands in its place")
    return line


def _told(data: object) -> Line | str:
    """The line that something is, or why it is none."""
    # A database gives what stands there, bytes or not.
    if type(data) is not bytes:
        return "it is no line of a store"
    told = _outline()(data)
    if told is None or data[_SUM] != b"%08x" % crc32(data[_SUMMED]) or told.noun not in NOUNS:
        return _explained(data)
    body = bytes(told.record) or None
    return Line(NOUNS[told.noun], told.key, told.version, told.after, told.schema, body, told.by)


@cache
def _outline() -> Callable[[bytes], Any]:
    """What reads a line, all but its record, where that can be done fast."""
    return outline(_REQUIRED, _OPTIONAL, "record")


def _explained(data: bytes) -> Line | str:
    """The line that bytes are, read part by part, or why they are none."""
    found = _HEAD.match(data)
    if found is None or (found.end() < len(data) and not data.endswith(b"}}")):
        return "it is no line of a store"
    told, name, quoted, version, after, by, schema = found.groups()
    if crc32(data[_SUMMED]) != int(told, 16):
        return "its checksum does not fit"
    noun = noun_named(name.decode())
    if noun is None:
        return "it names no noun of this version"
    key = str(json.loads(b'"%b"' % quoted))
    body = data[found.end() : -1] or None
    return Line(noun, key, int(version), int(after), int(schema), body, (by or b"").decode())


def reading(noun: type[S], schema: Schema) -> Callable[[str, bytes], Stored[S] | None]:
    """What reads the line that stands under a key; it gives None of a record that was deleted.

    It reads as `line_under` and `version_of` do, and raises what they raise, but most lines at
    once, record and all.
    """
    of: Any = noun
    name, version, read_whole = noun.__name__, schema.version, _framed(of)

    def read(key: str, data: bytes) -> Stored[S] | None:
        told = read_whole(data)
        if (
            told is None
            or data[_SUM] != b"%08x" % crc32(data[_SUMMED])
            or told.key != key
            or told.noun != name
            or told.schema != version
        ):
            line = line_under(data, noun, key)
            return None if line.body is None else stored(line, noun, schema)
        record = told.record
        if key_of(record) != key:
            raise Damaged(f"{name} {key!r}", _OTHER_KEY)
        return Stored(record, told.version)

    return read


def stored(line: Line, noun: type[S], schema: Schema) -> Stored[S]:
    """The record of a line that holds one, brought up to the schema.

    Raises:
        NewerSchema: A later version of the library wrote it.
        InvalidData: It is no record of this noun; the problems say where, and not what it holds.
        Damaged: It is stored under another key than its own.
    """
    assert line.body is not None  # noqa: S101  (whoever asks has looked)
    if line.schema == schema.version:
        of: Any = noun
        record: S | None = reader(of)(line.body) or codec.from_line(line.body, noun).value
        if record is not None:
            return Stored(_placed(record, line), line.version)
    else:
        schema.admit(line.schema, line.place)
    # Of an earlier schema, with fields that are unknown here, or wrong.
    plain = schema.upgraded(noun.__name__, _plain(line.body, line.place), line.schema)
    known, unknown = divided(plain, noun)
    checked = codec.from_plain(known, noun, path=line.place)
    if checked.value is None:
        raise InvalidData(checked.problems)
    return Stored(_placed(checked.value, line), line.version, unknown)


def divided(plain: Plain, noun: Noun) -> tuple[Plain, Unknown]:
    """The fields of a record that are known here, and those that are not."""
    known = _FIELDS[noun]
    unknown = tuple((name, text_of(plain[name])) for name in sorted(plain.keys() - known))
    return {name: value for name, value in plain.items() if name in known}, unknown


@cache
def _framed(noun: Any) -> Callable[[bytes], Any]:  # noqa: ANN401  (a class, for what is cached)
    """What reads a whole line of a noun, where that can be done fast."""
    return framed(noun, _REQUIRED, _OPTIONAL, "record")


_OTHER_KEY = "it holds a record of another key"


def _placed(record: S, line: Line) -> S:
    """The record of a line, provided that it stands under its own key."""
    if key_of(record) != line.key:
        raise Damaged(line.place, _OTHER_KEY)
    return record


def version_of(line: Line, noun: type[S], schema: Schema) -> Stored[S] | Gone:
    """What a line tells: a record, or that it was deleted."""
    return Gone(line.version) if line.body is None else stored(line, noun, schema)


def body_of(record: Storable, unknown: Unknown = ()) -> bytes:
    """A record as JSON in UTF-8 on one line, and behind its fields those that are unknown here.

    Raises:
        BadArgument: A field holds what no store can hold: NUL, a lone surrogate, a number of
            thousands of digits, an id that is longer than a key.
    """
    noun: Any = type(record)
    try:
        data = writer(noun)(record) or codec.to_line(record)
    except GuangongweiError:
        raise
    except ValueError:
        raise BadArgument("record", "without numbers of thousands of digits") from None
    if unknown:
        more = ",".join(f"{json.dumps(name, ensure_ascii=False)}:{held}" for name, held in unknown)
        data = b"%b,%b}" % (data[:-1], more.encode())
    if b"\\u0000" in data:
        _refuse_nul(json.loads(data))
    if len(data) > LONGEST_KEY:
        refuse_long_references(record)
    return data


def _refuse_nul(plain: object) -> None:
    if isinstance(plain, str):
        checked_text(plain, "record")
    elif isinstance(plain, dict | list):
        inner = cast("dict[str, object] | list[object]", plain)
        for each in inner.values() if isinstance(inner, dict) else inner:
            _refuse_nul(each)


def _plain(body: bytes, place: str) -> Plain:
    plain = None
    with suppress(ValueError, RecursionError):
        plain = json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    if not isinstance(plain, dict):
        raise Damaged(place, "it is not JSON")
    return cast("Plain", plain)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def text_of(value: object) -> str:
    """Plain data as JSON on one line, its numbers exactly as they were."""
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        return f"{{{','.join(f'{text_of(name)}:{text_of(each)}' for name, each in pairs)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(text_of, cast('list[object]', value)))}]"
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
