"""What a store holds as a folder of JSON Lines, such a folder for a store, and what is wrong with it."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

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
from guangongwei.privacy.handing import handed_on, mode_for
from guangongwei.storage.datasets import FIELDS, load
from guangongwei.storage.forgetting import unfinished
from guangongwei.storage.keys import NOUNS, key_of

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from guangongwei.storage.keys import Noun
    from guangongwei.storage.protocol import Store


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
    problems: list[Problem] = []
    fields: dict[str, Any] = {}
    for name, noun in NOUNS.items():
        file = folder / f"{name}.jsonl"
        if file.exists():
            checked = codec.loads(_text(file), noun)
            fields[FIELDS[noun]] = checked.value
            problems += (_placed(each, file.name) for each in checked.problems)
    return Checked(Dataset(**fields), tuple(problems))


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

    To others than the desk what `privacy.handed_on` leaves of it.

    Raises:
        NotWritable: A file cannot be written, or stands there already.
    """
    files = {noun: folder / f"{name}.jsonl" for name, noun in NOUNS.items()}
    for file in files.values():
        if file.exists():
            raise NotWritable(str(file), "it is there already")
    dataset = handed_on(load(store), audience)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for noun, file in files.items():
            text = codec.dumps(getattr(dataset, FIELDS[noun]), noun)
            opener = partial(os.open, mode=mode_for(noun))
            with open(file, "x", encoding="utf-8", newline="\n", opener=opener) as stream:
                stream.write(text)
    except OSError as error:
        raise NotWritable(str(folder), error.strerror or "it cannot be written") from None
    return tuple(files.values())


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
