"""A ledger of releases as a file of JSON Lines, with nobody in it but tokens.

The first line names the form and the key, then come the releases: a line for each with its numbers
and its proofs, and one for each crowd that counts in the same numbers. The last line is a keyed sum
over all before it. A file is replaced as a whole and only by what goes on from it, so that a
release that was told once is in it for good.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve

from guangongwei.errors import (
    BadArgument,
    Damaged,
    GuangongweiError,
    NewerSchema,
    NotReadable,
    NotWritable,
)
from guangongwei.files import keep_names, made, opened
from guangongwei.model.audience import Audience
from guangongwei.privacy.ledger import Ledger
from guangongwei.privacy.release import Number, Release
from guangongwei.privacy.rounding import Rounding

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from typing import BinaryIO

    from guangongwei.privacy.pseudonyms import Pseudonymiser
    from guangongwei.privacy.release import Place, Proof, Unit

VERSION = 1


def load_ledger(path: str | os.PathLike[str], key: bytes) -> Ledger:
    """The ledger in a file; a new one begins as ``Ledger().keyed(key)`` and is saved.

    Args:
        path: The file, as `save_ledger` has written it.
        key: The key it was begun with.

    Raises:
        NotReadable: It is not there, or cannot be read; it is never taken for an empty one.
        Damaged: It is no ledger, or not as it was saved.
        NewerSchema: A later version has saved it.
        BadArgument: The key is no good, or another one than it was begun with.
    """
    if not Path(path).exists():
        raise NotReadable(str(path), "it is not there; begin it, or mend its name")
    empty = Ledger().keyed(key)
    assert empty.pseudonymiser is not None  # noqa: S101  (it has just been made)
    return _read(Path(path), empty.pseudonymiser)


def save_ledger(ledger: Ledger, path: str | os.PathLike[str]) -> None:
    """Put a ledger into a file that its owner alone can read, in the place of the one it goes on from.

    Save it before anybody is told the release: what was told and is not in it cannot be minded.

    Raises:
        BadArgument: It has no key, or the file holds another release than it does.
        NotWritable: The file cannot be written, or somebody else is at it.
        NotReadable, Damaged, NewerSchema: The file that is there is no such ledger.
    """
    if ledger.pseudonymiser is None or not ledger.has_tokens:
        raise BadArgument(
            "ledger", "one with a key, as Ledger.keyed gives; people stand in this one"
        )
    file = Path(path)
    reason = None
    try:
        with _replacing(file) as stream:
            _refuse_another(ledger, file, ledger.pseudonymiser)
            stream.writelines(_signed(_lines(ledger), ledger.pseudonymiser))
    except FileExistsError:
        reason = f"{_beside(file).name} is there; delete it if no program is writing it"
    except OSError as error:
        if isinstance(error, GuangongweiError):
            raise
        reason = error.strerror or "the disk refuses it"
    if reason is not None:
        raise NotWritable(str(file), reason)


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.new")


@contextmanager
def _replacing(file: Path) -> Generator[BinaryIO]:
    """A new file beside a file, which nobody else writes meanwhile, and which takes its place."""
    beside = _beside(file)
    descriptor = made(beside)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(descriptor)
        beside.replace(file)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
    keep_names(file.parent)


def _refuse_another(ledger: Ledger, file: Path, pseudonymiser: Pseudonymiser) -> None:
    """Refuse to replace a file that holds what the ledger does not begin with."""
    if not file.exists():
        return
    there = _read(file, pseudonymiser).releases
    if ledger.releases[: len(there)] != there:
        raise BadArgument(
            "ledger",
            "the one in the file and what came after; load it again and publish with it",
        )


def _signed(lines: Iterable[dict[str, Any]], pseudonymiser: Pseudonymiser) -> Iterator[bytes]:
    """The lines as bytes, and the last one, which holds the keyed sum of all."""
    total = sha256()
    head = {"ledger": VERSION, "key": pseudonymiser.key_id}
    for each in (head, *lines):
        data = json.dumps(each, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        total.update(data)
        yield data
    yield _end(total.hexdigest(), pseudonymiser)


def _end(total: str, pseudonymiser: Pseudonymiser) -> bytes:
    return b'{"sum":"%b"}\n' % pseudonymiser.token("sum", total).encode()


def _lines(ledger: Ledger) -> Iterator[dict[str, Any]]:
    for release in ledger.releases:
        yield _release_line(release)
        for numbers, units in _crowds(release).items():
            people: dict[str, dict[str, int]] = defaultdict(dict)
            for (who, what), size in sorted(units.items()):
                people[who][what] = size
            yield {"in": numbers, "people": people}


def _release_line(release: Release) -> dict[str, Any]:
    places: dict[Place, int] = {}
    proofs = [
        [
            [sorted(places.setdefault(each, len(places)) for each in crowd), by]
            for crowd, by in proof
        ]
        for proof in release.proofs
    ]
    return {
        "release": release.name,
        "audience": release.audience.label,
        "least": release.least,
        "rounding": release.rounding and release.rounding.base,
        "withheld": release.is_withheld,
        "hidden": sorted(release.hidden),
        "numbers": [
            {
                "key": each.key,
                "measure": each.measure,
                "facts": sorted(each.facts),
                "least": each.least,
                "most": each.most,
                "weight": each.weight,
                "amount": each.is_amount,
            }
            for each in release.numbers
        ],
        "places": [*places],
        "proofs": proofs,
    }


def _crowds(release: Release) -> dict[tuple[int, ...], dict[Unit, int]]:
    """Who counts in the same numbers, and in how much, by the places of these numbers."""
    held: dict[tuple[Unit, int], list[int]] = defaultdict(list)
    for at, number in enumerate(release.numbers):
        for unit, size in number.units.items():
            held[unit, size].append(at)
    crowds: dict[tuple[int, ...], dict[Unit, int]] = defaultdict(dict)
    for (unit, size), places in held.items():
        crowds[tuple(places)][unit] = size
    return dict(sorted(crowds.items()))


def _read(file: Path, pseudonymiser: Pseudonymiser) -> Ledger:
    with opened(file) as stream:
        content = stream.read()
    *lines, end = content.splitlines(keepends=True) or [b""]
    _refuse_foreign(_record(lines[0] if lines else end), file, pseudonymiser)
    if end != _end(sha256(b"".join(lines)).hexdigest(), pseudonymiser):
        raise Damaged(str(file), "it is not as it was saved")
    # From here on it is what `save_ledger` has written, to the last byte.
    releases: list[Release] = []
    held: list[dict[Unit, int]] = []
    for line in lines[1:]:
        record = json.loads(line)
        if "in" not in record:
            releases = _closed(releases, held)
            releases.append(_release(record))
            held = [{} for _ in record["numbers"]]
            continue
        for who, sizes in record["people"].items():
            for what, size in sizes.items():
                for at in record["in"]:
                    held[at][who, what] = size
    return Ledger(tuple(_closed(releases, held)), pseudonymiser=pseudonymiser)


def _record(line: bytes) -> dict[str, Any]:
    """A line of JSON; nothing where it is none."""
    with suppress(ValueError, RecursionError):
        found = json.loads(line)
        if isinstance(found, dict):
            return cast("dict[str, Any]", found)
    return {}


def _refuse_foreign(head: dict[str, Any], file: Path, pseudonymiser: Pseudonymiser) -> None:
    version, key = head.get("ledger"), head.get("key")
    if not isinstance(version, int) or not isinstance(key, str):
        raise Damaged(str(file), "it is no ledger")
    if version > VERSION:
        raise NewerSchema(str(file), version, VERSION)
    if key != pseudonymiser.key_id:
        raise BadArgument("key", "the one that the ledger was begun with; this is another")


def _closed(releases: list[Release], held: list[dict[Unit, int]]) -> list[Release]:
    """The releases, the last one with all who stand behind its numbers."""
    if not releases:
        return releases
    *before, last = releases
    units = (dict(sorted(each.items())) for each in held)
    numbers = tuple(evolve(each, units=own) for each, own in zip(last.numbers, units, strict=True))
    return [*before, evolve(last, numbers=numbers)]


def _release(record: dict[str, Any]) -> Release:
    places: list[Place] = [(release, key) for release, key in record["places"]]
    told: list[list[tuple[list[int], int]]] = record["proofs"]
    proofs: tuple[Proof, ...] = tuple(
        tuple((frozenset(places[at] for at in crowd), by) for crowd, by in proof) for proof in told
    )
    return Release(
        name=record["release"],
        audience=Audience[record["audience"].upper()],
        numbers=tuple(map(_number, record["numbers"])),
        hidden=frozenset(record["hidden"]),
        rounding=Rounding(record["rounding"]) if record["rounding"] else None,
        least=record["least"],
        is_withheld=record["withheld"],
        proofs=proofs,
    )


def _number(record: dict[str, Any]) -> Number:
    return Number(
        key=record["key"],
        measure=record["measure"],
        facts=frozenset((dimension, category) for dimension, category in record["facts"]),
        units={},
        least=record["least"],
        most=record["most"],
        weight=record["weight"],
        is_amount=record["amount"],
    )
