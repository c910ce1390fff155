"""The lines of a file of one noun after an erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.storage.envelope import parsed
from guangongwei.storage.erasing import erased, number_erased

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.storage.envelope import Line
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.jsonl_sorted import Sorted


def count_erased(file: Sorted, meant: Meant) -> int:
    """How many lines of a file an erasure would change or leave out."""
    return sum(
        number_erased(lines, erased(lines, meant)) for _, lines in _lines_by_key(file) if lines
    )


def erased_blocks(file: Sorted, meant: Meant) -> Iterator[bytes]:
    """The lines of a file as they are after an erasure, in their order."""
    for only, lines in _lines_by_key(file):
        yield only
        for each in erased(lines, meant) if lines else ():
            yield each.data + b"\n"


def _lines_by_key(file: Sorted) -> Iterator[tuple[bytes, list[Line]]]:
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
