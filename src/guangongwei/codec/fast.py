"""Lines of JSON to records and back at the speed of msgspec, for whatever is as it should be.

A reader gives None for each line that it is not sure to understand exactly as `plain` does, and
that part then reads it, or says what is wrong; a writer does likewise with a record. So both give
the same records, texts and problems, and only the time differs.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from guangongwei.codec.collector import resting
from guangongwei.codec.ways import Unfit, done, record_way
from guangongwei.errors import MissingExtra

try:
    import msgspec
except ImportError as error:
    raise MissingExtra("fast") from error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

T = TypeVar("T")

#: A key with blanks before its colon; nobody writes so, and the count would miss it.
_SPACED = re.compile(rb'"[ \t\r\n]+:')


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


def framed(
    noun: Any, required: Mapping[str, type], optional: Mapping[str, type], kept: str
) -> Callable[[bytes], Any]:
    """What reads an object with these members, one of which is a record of a noun.

    It gives an object that has them by name, or None for what it is not sure to understand, such
    as one without the record.
    """
    try:
        way = record_way(noun)
    except Unfit:
        return _left_alone
    members = [(name, type_, type_()) for name, type_ in optional.items()]
    made = msgspec.defstruct(
        "Framed",
        [*required.items(), (kept, way.wire), *members],
        forbid_unknown_fields=True,
        kw_only=True,
        gc=False,
    )
    decode, fill = msgspec.json.Decoder(made).decode, done(way.fill)
    always = len(required) + 1
    names = tuple(optional)

    def read(line: bytes) -> object:
        try:
            told = decode(line)
            keys = fill(getattr(told, kept))[1] + always
            # As in `_reader`; with one of the others there would be more.
            if line.count(b":") == keys:
                return told
            keys += sum(bool(getattr(told, name)) for name in names)
            if line.count(b'":') == keys and not _SPACED.search(line):
                return told
        except Exception:  # noqa: BLE001  (whatever it is, who asks looks closer)
            return None
        return None

    return read


@cache
def _reader(noun: Any) -> Callable[[str | bytes], Any]:
    try:
        way = record_way(noun)
    except Unfit:
        return _left_alone
    decode, fill = msgspec.json.Decoder(way.wire).decode, done(way.fill)

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
def reader_of_all(noun: Any) -> Callable[[bytes], list[Any] | None]:
    """What reads lines, all but the last with their ends, as records of a noun; None as above."""
    try:
        way = record_way(noun)
    except Unfit:
        return _left_alone
    decode, fill_all = msgspec.json.Decoder(way.wire).decode_lines, done(way.fill_all)

    def read(lines: bytes) -> list[Any] | None:
        ends = lines.count(b"\n")
        # Where each line has both braces, none holds half of an object, for a brace that closes
        # is never followed by one that opens; then none holds two of them either.
        if not (lines[:1] == b"{" and lines[-1:] == b"}" and lines.count(b"}\n{") == ends):
            return None
        try:
            with resting():
                records: list[Any] = decode(lines)
                keys = fill_all(records)
        except Exception:  # noqa: BLE001  (whatever it is, `plain` explains it)
            return None
        if len(records) != ends + 1:
            return None
        # As in `_reader`.
        is_whole = lines.count(b":") == keys or (
            lines.count(b'":') == keys and not _SPACED.search(lines)
        )
        return records if is_whole else None

    return read


@cache
def _writer(noun: Any) -> Callable[[object], bytes | None]:
    try:
        give = done(record_way(noun).give)
    except Unfit:
        return _left_alone
    encode = msgspec.json.Encoder().encode

    def write(record: object) -> bytes | None:
        try:
            return encode(give(record))
        except Exception:  # noqa: BLE001  (whatever it is, `plain` explains it)
            return None

    return write


@cache
def writer_of_all(noun: Any) -> Callable[[Iterable[object]], list[bytes] | None]:
    """What writes records of a noun, each as `writer` does; None where one is left to `plain`."""
    try:
        give = done(record_way(noun).give)
    except Unfit:
        return _left_alone
    encode = msgspec.json.Encoder().encode_lines

    def write(records: Iterable[object]) -> list[bytes] | None:
        try:
            return encode([give(each) for each in records]).split(b"\n")[:-1]
        except Exception:  # noqa: BLE001  (whatever it is, `plain` explains it)
            return None

    return write


def _left_alone(_: object) -> None:
    """What reads and writes nouns that are left to `plain`."""
