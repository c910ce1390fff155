"""What a store holds as a folder of JSON Lines, such a folder for a store, and what is wrong with it.

Where records have fields that only a later library knows, the head of the file names these under
``unknown``: so that whoever knows them reads them, nobody else loses them, and a slip of the pen is
none of them.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, cast

from guangongwei import codec
from guangongwei.errors import (
    Checked,
    Damaged,
    InvalidData,
    NewerSchema,
    NotReadable,
    NotWritable,
    Path,
    Problem,
)
from guangongwei.files import opened
from guangongwei.model.audience import Audience
from guangongwei.model.dataset import Dataset
from guangongwei.privacy.handing import OWN, handed_on, mode_for
from guangongwei.storage.datasets import FIELDS, load, load_whole
from guangongwei.storage.envelope import body_of, divided, text_of
from guangongwei.storage.forgetting import unfinished
from guangongwei.storage.keys import NOUNS, key_of

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from guangongwei.storage.keys import Noun, Storable
    from guangongwei.storage.protocol import Store
    from guangongwei.storage.schema import Plain
    from guangongwei.storage.stored import Unknown

    _Carried = dict[tuple[Noun, str], Unknown]


#: What is damaged, or of a later version, is told under a code of its own.
UNREADABLE = ("L101", "cannot be read", "Restore the record from a copy.")
#: A forgetting that broke off; its first step is done and its second one is not.
UNFINISHED = (
    "L102",
    "still tells in an older version of somebody who was forgotten",
    "Forget the same person again.",
)


def holds_lines(folder: pathlib.Path) -> bool:
    """Whether a folder holds files as `write` names them."""
    return any((folder / f"{name}.jsonl").exists() for name in NOUNS)


def read(folder: pathlib.Path) -> Checked[Dataset]:
    """The records in the JSON Lines of a folder.

    Raises:
        NotReadable: One of its files cannot be read.
    """
    return read_whole(folder)[0]


def read_whole(folder: pathlib.Path) -> tuple[Checked[Dataset], _Carried]:
    """The same, and the fields of these records that are unknown here; see `writes.carrying`.

    Raises:
        NotReadable: One of its files cannot be read.
    """
    problems: list[Problem] = []
    fields: dict[str, Any] = {}
    unknown: _Carried = {}
    for name, noun in NOUNS.items():
        file = folder / f"{name}.jsonl"
        if file.exists():
            checked = _records(_text(file), noun, unknown)
            fields[FIELDS[noun]] = checked.value
            problems += (_placed(each, file.name) for each in checked.problems)
    return Checked(Dataset(**fields), tuple(problems)), unknown


def _records(text: str, noun: Noun, unknown: _Carried) -> Checked[tuple[Any, ...]]:
    """The records of a file; what they have besides is added to what is unknown."""
    head, *lines = text.split("\n")
    names = _unknown_names(head)
    if not names:
        return codec.loads(text, noun)
    problems = [*codec.loads(head, noun).problems]
    records: list[Any] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            known, more = _parts(line, noun, names)
            checked = codec.from_json(known, noun, path=f"$.lines[{number}]")
            problems.extend(checked.problems)
            if checked.value is not None:
                records.append(checked.value)
                unknown.update({(noun, key_of(checked.value)): more} if more else {})
    return Checked(tuple(records), tuple(problems))


def _unknown_names(head: str) -> frozenset[str]:
    """The fields that the head of a file names as such, some of which may be known here."""
    with suppress(ValueError, RecursionError):
        match json.loads(head):
            case {"unknown": [*names]}:
                return frozenset(str(each) for each in names)
            case _:
                pass
    return frozenset()


def _parts(line: str, noun: Noun, names: frozenset[str]) -> tuple[str, Unknown]:
    """A line without the fields that are unknown here, and these; the whole line if it is unfit."""
    with suppress(ValueError, RecursionError):
        plain = json.loads(
            line, parse_float=Decimal, parse_constant=_refused, object_pairs_hook=_once
        )
        if isinstance(plain, dict):
            known, unknown = divided(cast("Plain", plain), noun)
            "".join(held for _, held in unknown).encode()
            if names.issuperset(name for name, _ in unknown):
                return text_of(known), unknown
    return line, ()


def _refused(_: str) -> NoReturn:
    raise ValueError


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object that names nothing twice, as the codec has it."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _text(file: pathlib.Path) -> str:
    with opened(file) as stream:
        content = stream.read()
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise NotReadable(str(file), "it is not UTF-8") from None


def _placed(problem: Problem, file: str) -> Problem:
    return Problem(
        problem.code,
        Path(f"{file}:{problem.place}"),
        problem.message,
        hint=problem.hint,
        severity=problem.severity,
    )


def write(
    store: Store, folder: pathlib.Path, *, audience: Audience = Audience.DESK
) -> tuple[pathlib.Path, ...]:
    """Write all that a store holds into a folder as JSON Lines, one file for each noun; the files.

    To others than the desk what `privacy.handed_on` leaves of it, and nothing that is unknown here.

    Raises:
        NotWritable: A file cannot be written, or stands there already.
    """
    files = {noun: folder / f"{name}.jsonl" for name, noun in NOUNS.items()}
    for file in files.values():
        if file.exists():
            raise NotWritable(str(file), "it is there already")
    held, unknown = load_whole(store)
    dataset = handed_on(held, audience)
    if audience is not Audience.DESK:
        unknown = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for noun, file in files.items():
            more = {key: each for (of, key), each in unknown.items() if of is noun}
            text = _file(getattr(dataset, FIELDS[noun]), noun, more)
            opener = partial(os.open, mode=OWN if more else mode_for(noun))
            with open(file, "x", encoding="utf-8", newline="\n", opener=opener) as stream:
                stream.write(text)
    except OSError as error:
        raise NotWritable(str(folder), error.strerror or "it cannot be written") from None
    return tuple(files.values())


def _file(records: tuple[Storable, ...], noun: Noun, unknown: dict[str, Unknown]) -> str:
    """The text of a file of records, and of what those under these keys have besides."""
    if not unknown:
        return codec.dumps(records, noun)
    names = sorted({name for each in unknown.values() for name, _ in each})
    head = json.loads(codec.dumps((), noun)) | {"unknown": names}
    lines = [body_of(each, unknown.get(key_of(each), ())).decode() for each in records]
    return "".join(f"{line}\n" for line in (text_of(head), *lines))


def examine(store: Store) -> tuple[Problem, ...]:
    """Everything that is wrong with what a store holds: damage, and what cannot be true together.

    Every version of every record is read where the store keeps them, so that every checksum is
    looked at. Of a noun whose records cannot all be read, the first fault is told.
    """
    found = [each for noun in NOUNS.values() for each in _faults(store, noun)]
    if found:
        return tuple(found)
    left = unfinished(store) if store.capabilities.history else ()
    code, message, hint = UNFINISHED
    told = (Problem(code, Path(f"{noun.__name__} {key}"), message, hint=hint) for noun, key in left)
    return (*told, *load(store).check())


def _faults(store: Store, noun: Noun) -> Iterator[Problem]:
    try:
        keys = [key_of(each.record) for each in store.find(noun)]
    except (Damaged, NewerSchema, InvalidData) as error:
        yield _fault(noun, error)
        return
    for key in keys if store.capabilities.history else ():
        try:
            store.history(noun, key)
        except (Damaged, NewerSchema, InvalidData) as error:
            yield _fault(noun, error)


def _fault(noun: Noun, error: Damaged | NewerSchema | InvalidData) -> Problem:
    code, message, hint = UNREADABLE
    is_damaged = isinstance(error, Damaged)
    return Problem(
        code, Path(noun.__name__), f"{message}: {error}", hint=hint if is_damaged else ""
    )
