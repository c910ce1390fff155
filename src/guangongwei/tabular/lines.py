"""JSON Lines in and out, one record after the other; `guangongwei.codec` says what a line is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from attrs import evolve

from guangongwei import codec
from guangongwei.errors import Path, Problem
from guangongwei.model.dataset import TABLES
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.model.dataset import Record

#: In bytes, which are a million characters at least; no line may fill the memory.
_LONGEST = 4_000_000
_NOUNS = {noun.__name__: noun for noun in TABLES}


def read(
    stream: BinaryIO, file: str, noun: type[Record] | None = None
) -> Iterator[Record | Problem]:
    """The records in a stream, and what is wrong in their places: ``file!$.lines[3].hours``.

    Without a noun, the first line says of which noun they are.
    """
    lines = _lines(stream, file)
    head = next(lines, "")
    if isinstance(head, Problem):
        yield head
        return
    of = noun or _noun_in(head)
    # Records of a noun that nobody knows are those of none.
    wrong = codec.loads([head], of or object).problems
    if of is None or wrong:
        yield from (evolve(each, place=Path(f"{file}!{each.place}")) for each in wrong)
        return
    for number, line in enumerate(lines, 1):
        if isinstance(line, Problem):
            yield line
        elif line.strip():
            told = codec.from_json(line, of, path=f"{file}!$.lines[{number}]")
            yield from told.problems
            if told.value is not None:
                yield told.value


def write(stream: BinaryIO, noun: type[Record], records: Iterable[Record]) -> None:
    """Write records of one noun; where each of them was read is left out."""
    stream.write(codec.dumps((), noun).encode())
    for each in records:
        plain = codec.to_plain(each)
        plain.pop("source", None)
        stream.write(f"{json.dumps(plain, ensure_ascii=False)}\n".encode())


def _noun_in(head: str) -> type[Record] | None:
    try:
        told = json.loads(head)
    except (ValueError, RecursionError):
        return None
    match told:
        case {"guangongwei": str(name)}:
            return _NOUNS.get(name)
        case _:
            return None


def _lines(stream: BinaryIO, file: str) -> Iterator[str | Problem]:
    """The lines of a stream; one that is too long or no text is told and passed over."""
    stream.seek(0)
    number = 0
    while line := stream.readline(_LONGEST):
        place = Path(f"{file}!$.lines[{number}]")
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            yield problem("T204", place)
            while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
        else:
            try:
                yield line.decode("utf-8" if number else "utf-8-sig")
            except UnicodeDecodeError:
                yield problem("T015", place)
        number += 1
