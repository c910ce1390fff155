"""An erasure in the files of a folder of JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.storage.envelope import parsed
from guangongwei.storage.erasing import erased, number_erased
from guangongwei.storage.jsonl_files import replace
from guangongwei.storage.jsonl_sorted import ended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guangongwei.storage.envelope import Line
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.jsonl_sorted import Sorted
    from guangongwei.storage.keys import Noun


def erase(folder: Path, files: dict[Noun, Sorted], meant: Meant) -> int:
    """Write the files anew in which something is meant; how many lines of them were.

    What was left half written, by a crash on such an occasion, goes as well.
    """
    number = 0
    for noun, file in files.items():
        found = sum(number_erased(each, erased(each, meant)) for _, each in _by_key(file) if each)
        if found:
            blocks = ended(_blocks(file, meant), noun, commit=file.commit)
            replace(folder / f"{noun.__name__}.jsonl", blocks)
        number += found
    for unfinished in folder.glob("*.jsonl.new"):
        unfinished.unlink()
    return number


def _blocks(file: Sorted, meant: Meant) -> Iterator[bytes]:
    """The lines of a file as they are after an erasure, in their order."""
    for only, lines in _by_key(file):
        yield only
        for each in erased(lines, meant) if lines else ():
            yield each.data + b"\n"


def _by_key(file: Sorted) -> Iterator[tuple[bytes, list[Line]]]:
    """For each key its one line as it stands, or its several lines to be looked at."""
    start = 0
    for key, last in file.newest.items():
        if start == last:
            # Made once and never changed: there is nothing before it.
            yield file.data(last), []
        else:
            rows = range(start, last + 1)
            yield b"", [parsed(file.data(row)[:-1], f"the line of {key!r}") for row in rows]
        start = last + 1
