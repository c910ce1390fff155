"""A store whose files were cut or changed gives the right answer or none."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.storage.effort import effort
from tests.storage.torture.work import LATER, State, do, open_in, state, steps

from guangongwei.errors import GuangongweiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def states_of(backend: str, folder: Path, *, closed: bool) -> list[State]:
    """Work until some of it is in each of the files; what was there after each step."""
    store = open_in(backend, folder)
    held = [state(store)]
    for step in steps(5, 6):
        if step.kind not in ("reopen", "upgrade"):
            do(step, store)
            held.append(state(store))
    if closed:
        store.close()
    else:
        shutil.copytree(folder, folder.with_name("copy"))
        store.close()
        shutil.rmtree(folder)
        folder.with_name("copy").rename(folder)
    return held


def spoilt(data: bytes, step: int) -> Iterator[tuple[str, bytes]]:
    """The bytes cut off at each place, and with each bit changed; or at every few of them."""
    for at in range(0, len(data), step):
        yield "cut", data[:at]
        for bit in range(8) if step == 1 else [(at // step) % 8]:
            yield "flip", data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]


def answer(backend: str, folder: Path) -> State | None:
    """What the store tells; None where it refuses."""
    try:
        with open_in(backend, folder, LATER) as store:
            return state(store)
    except GuangongweiError:
        return None


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "left open"])
@pytest.mark.parametrize("backend", ["jsonl", "sqlite"])
def test_no_damage_makes_a_wrong_answer(
    backend: str, tmp_path: Path, tell: Callable[[str], None], *, closed: bool
) -> None:
    """The right one or a refusal; of what a crash may cut off, that of an earlier step."""
    folder = tmp_path / "whole"
    folder.mkdir()
    held = states_of(backend, folder, closed=closed)
    files = [each for each in sorted(folder.rglob("*")) if each.is_file() and each.stat().st_size]
    total = sum(each.stat().st_size for each in files)
    step = effort(max(1, total // 300), long=1)
    seen: Counter[str] = Counter()
    for file in files:
        for kind, data in spoilt(file.read_bytes(), step):
            copy = tmp_path / "copy"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            (copy / file.relative_to(folder)).write_bytes(data)
            found = answer(backend, copy)
            name = file.name
            if found is None:
                seen[f"{kind} of {name} refused"] += 1
            elif found == held[-1]:
                seen[f"{kind} of {name} without effect"] += 1
            else:
                assert may_be_earlier(backend, name, kind), (kind, name, len(data))
                assert found in held
                seen[f"{kind} of {name} told as it was earlier"] += 1
    shown = ", ".join(f"{kind} {times}" for kind, times in sorted(seen.items()))
    tell(f"{backend}: {shown}")


def may_be_earlier(backend: str, name: str, kind: str) -> bool:
    """Whether a crash leaves files like that, so that nobody can tell it from damage.

    SQLite takes the first page of its log that does not fit for the end of what was stored.
    """
    if backend == "jsonl":
        return (name, kind) == ("journal.jsonl", "cut")
    return name.endswith("-wal")
