"""Records as JSON Lines and as JSON documents, and back without guessing."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from guangongwei.codec.plain import SCHEMA, Misfit, Plain, from_plain, problem, to_plain
from guangongwei.errors import BadArgument, Checked, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import ModuleType

    from guangongwei.errors import Problem

T = TypeVar("T")


def dumps(records: Iterable[object], noun: type[object]) -> str:
    """The records of one noun as JSON Lines: a line that says so, then one line a record."""
    head = _text({"guangongwei": noun.__name__, "schema": SCHEMA})
    return "".join(f"{line}\n" for line in (head, *map(_line, records)))


def loads(lines: str | Iterable[str], noun: type[T]) -> Checked[tuple[T, ...]]:
    """The records of JSON Lines; a line with a problem gives no record, the others do.

    Lines are counted from 0 in the places of problems: ``$.lines[3].hours``.
    """
    if isinstance(lines, str):
        together = _read_together(lines, noun)
        if together is not None:
            return Checked(together)
    numbered = enumerate(lines.split("\n") if isinstance(lines, str) else lines)
    problems = list(_head_problems(next(numbered, (0, ""))[1], noun))
    if problems:
        return Checked((), tuple(problems))
    of: Any = noun
    read = reader(of)
    records: list[T] = []
    for number, line in numbered:
        record = read(line)
        if record is None and line.strip():
            checked = from_json(line, noun, path=f"$.lines[{number}]")
            problems.extend(checked.problems)
            record = checked.value
        if record is not None:
            records.append(record)
    return Checked(tuple(records), tuple(problems))


def _read_together(lines: str, noun: type[T]) -> tuple[T, ...] | None:
    """The records of JSON Lines without a problem, where all of them can be read fast at once."""
    fast = _fast()
    head, data = "", b""
    with suppress(UnicodeEncodeError):
        first, _, data = lines.encode().removesuffix(b"\n").partition(b"\n")
        head = first.decode()
    if fast is None or any(_head_problems(head, noun)):
        return None
    of: Any = noun
    records: list[T] | None = fast.reader_of_all(of)(data)
    return None if records is None else tuple(records)


def to_line(record: object) -> bytes:
    """One record as JSON in UTF-8 on one line, without the line's end; see `to_plain`.

    Raises:
        BadArgument: It holds half a character (a lone surrogate), or no ordinary `Decimal`.
    """
    noun: Any = type(record)
    line = writer(noun)(record)
    if line is None:
        with suppress(UnicodeEncodeError):
            line = _text(to_plain(record)).encode()
    # Raised here, not where it is caught: that error holds the record, and would be chained.
    if line is None:
        raise BadArgument("record", "without lone surrogates in its texts")
    return line


def from_line(line: bytes, noun: type[T], *, path: str = "$") -> Checked[T | None]:
    """The record of one line of JSON in UTF-8; None where anything in it is wrong."""
    of: Any = noun
    record: T | None = reader(of)(line)
    if record is not None:
        return Checked(record)
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return Checked(None, (problem("C101", path, found="bytes that are no UTF-8"),))
    return from_json(text, noun, path=path)


def to_json(record: object) -> str:
    """One record as a JSON document that a person can edit; see `to_plain`."""
    return json.dumps(to_plain(record), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str, noun: type[T], *, path: str = "$") -> Checked[T | None]:
    """The record of a JSON document, every number exact; None where anything in it is wrong."""
    try:
        data = _parsed(text)
    except Misfit as error:
        return Checked(None, (problem("C101", path, found=error.found),))
    return from_plain(data, noun, path=path)


def is_fast() -> bool:
    """Say whether msgspec (the extra `fast`) reads and writes lines; only the time differs."""
    return _fast() is not None


@cache
def _fast() -> ModuleType | None:
    try:
        from guangongwei.codec import fast  # noqa: PLC0415  (the extra is found when it is needed)
    except MissingExtra:
        return None
    return fast


def _nothing(_: object) -> None:
    """What reads and writes where nothing does so faster."""


@cache
def reader(noun: Any) -> Callable[[str | bytes], Any]:
    """What reads a line of a noun fast; it gives None for one that `from_line` has to look at."""
    fast = _fast()
    return _nothing if fast is None else fast.reader(noun)


@cache
def writer(noun: Any) -> Callable[[object], bytes | None]:
    """What writes records of a noun fast; it gives None for one that `to_line` has to look at."""
    fast = _fast()
    return _nothing if fast is None else fast.writer(noun)


@cache
def writer_of_all(noun: Any) -> Callable[[Iterable[object]], list[bytes] | None]:
    """What writes records of a noun fast together, each on its own line; None as above."""
    fast = _fast()
    return _nothing if fast is None else fast.writer_of_all(noun)


def outline(
    required: Mapping[str, type], optional: Mapping[str, type], kept: str
) -> Callable[[bytes], Any]:
    """What reads the members of an object fast but leaves one in its bytes; None: look closer."""
    fast = _fast()
    return _nothing if fast is None else fast.outline(required, optional, kept)


def framed(
    noun: Any, required: Mapping[str, type], optional: Mapping[str, type], kept: str
) -> Callable[[bytes], Any]:
    """What reads the members of an object fast, one a record of a noun; None: look closer."""
    fast = _fast()
    return _nothing if fast is None else fast.framed(noun, required, optional, kept)


def plainly(line: bytes) -> Plain:
    """What a line that `to_line` wrote says, as `json` would tell it."""
    fast = _fast()
    return json.loads(line) if fast is None else fast.plainly(line)


def _line(record: object) -> str:
    noun: Any = type(record)
    line = writer(noun)(record)
    return _text(to_plain(record)) if line is None else line.decode()


def _text(plain: Plain) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _parsed(line: str) -> Plain:
    """What a line of JSON says; numbers with a point stay exact, and nothing is said twice."""
    try:
        return json.loads(
            line, parse_float=Decimal, parse_constant=Decimal, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        raise Misfit("JSON", f"line {error.lineno}, column {error.colno}") from None
    except (ValueError, ArithmeticError, RecursionError):
        raise Misfit("JSON", "a number too long, or lists too deep") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Misfit("JSON", "an object that names a key twice")
    return found


def _head_problems(line: str, noun: type[object]) -> Iterator[Problem]:
    path = "$.lines[0]"
    try:
        head = _parsed(line)
    except Misfit:
        head = None
    match head:
        case {"guangongwei": str(name), "schema": int(schema)} if schema >= 1:
            if name != noun.__name__:
                yield problem("C002", path)
            if schema > SCHEMA:
                yield problem("C003", path)
        case _:
            yield problem("C001", path)
