"""An erasure in the files of a folder of JSON Lines.

Which versions are meant is written down before the first file is replaced, so that whoever opens
the folder next finishes what broke off; what was written down goes with the last of them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from guangongwei.errors import Damaged
from guangongwei.storage.envelope import parsed
from guangongwei.storage.erasing import erased, number_erased
from guangongwei.storage.jsonl_files import replace, sync_folder
from guangongwei.storage.jsonl_sorted import ended
from guangongwei.storage.keys import NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guangongwei.storage.envelope import Line
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.jsonl_sorted import Sorted
    from guangongwei.storage.keys import Noun

    #: By noun and key the numbers of the versions that are meant.
    Plan = dict[str, dict[str, list[int]]]

#: What was begun; it names keys, and is there for as long as the erasing lasts.
_BEGUN = "erasing.jsonl"


def erase(folder: Path, files: dict[Noun, Sorted], meant: Meant) -> int:
    """Write the files anew in which something is meant; how many lines of them were.

    It has come to its end with `finish`, once other handles see that the files are others.
    """
    plan: Plan = {}
    number = 0
    for noun, file in files.items():
        for _, lines in _by_key(file):
            found = number_erased(lines, erased(lines, meant)) if lines else 0
            if found:
                versions = [each.version for each in lines if meant(each)]
                plan.setdefault(noun.__name__, {})[lines[0].key] = versions
            number += found
    if plan:
        replace(folder / _BEGUN, [json.dumps(plan).encode()])
        sync_folder(folder)
    carry_out(folder, files, plan)
    return number


def begun(folder: Path, place: str) -> Plan | None:
    """What an erasing that broke off was about; None where none did.

    Raises:
        Damaged: It cannot be told.
    """
    try:
        data = (folder / _BEGUN).read_bytes()
    except FileNotFoundError:
        return None
    try:
        found: Any = json.loads(data)
        return {
            noun: {str(key): [int(each) for each in versions] for key, versions in keys.items()}
            for noun, keys in found.items()
        }
    except (ValueError, TypeError, AttributeError):
        pass
    raise Damaged(place, f"{_BEGUN} beside its files is not as it was written")


def carry_out(folder: Path, files: dict[Noun, Sorted], plan: Plan) -> None:
    """Write the files anew that hold anything of a plan, if they do still.

    What was left half written, by a crash on such an occasion, goes as well.
    """

    def is_meant(line: Line) -> bool:
        keys = plan.get(line.noun.__name__, {})
        return line.version in keys.get(line.key, ())

    for name in plan:
        file = files.get(NOUNS[name]) if name in NOUNS else None
        if file is not None:
            blocks = ended(_blocks(file, is_meant), NOUNS[name], commit=file.commit)
            replace(folder / f"{name}.jsonl", blocks)
    for unfinished in folder.glob("*.jsonl.new"):
        unfinished.unlink()
    sync_folder(folder)


def finish(folder: Path) -> None:
    """Nothing of an erasing is left to be done."""
    (folder / _BEGUN).unlink(missing_ok=True)
    sync_folder(folder)


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
