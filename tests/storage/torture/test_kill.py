"""A store whose process is killed at any moment has kept all that it said it had."""

from __future__ import annotations

import os
import shutil
import signal
import traceback
from random import Random
from time import sleep
from typing import TYPE_CHECKING

import pytest
from tests.storage.effort import effort
from tests.storage.torture.work import LATER, found_in, states, steps, working

from guangongwei.storage import jsonl
from guangongwei.storage.schema import CURRENT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.storage.torture.work import Step

    from guangongwei.storage.schema import Schema

#: So many steps are there before a store begins anew.
LIFE = 60


def killed_after(
    backend: str, folder: Path, work: list[Step], schema: Schema, seconds: float
) -> list[int]:
    """Let a process work and kill it; what it said of its steps: a number as one begins and ends."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            for number in working(backend, folder, work, schema):
                os.write(writing, b"%d\n" % number)
            sleep(60)
        except BaseException:  # noqa: BLE001  (it must not come back into pytest)
            os.write(writing, b"failed\n" + traceback.format_exc().encode())
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        first = said.readline()
        sleep(seconds)
        os.kill(child, signal.SIGKILL)
        rest = first + said.read()
    os.waitpid(child, 0)
    assert b"failed" not in rest, rest.decode()
    return [int(each) for each in rest.split()]


@pytest.mark.parametrize("backend", ["jsonl", "sqlite"])
def test_a_kill_loses_nothing(
    backend: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tell: Callable[[str], None],
) -> None:
    """Each time the store is as after the last step that ended, or the one that had begun."""
    monkeypatch.setattr(jsonl, "LONG_JOURNAL", 8_000)
    cycles = effort(1000, long=10000)
    dice = Random(7)
    life = done = upgrade = 0
    work: list[Step] = []
    within: dict[str, int] = {}
    held = states(work)
    schema = CURRENT
    for _ in range(cycles):
        if done >= len(work) - 20:
            shutil.rmtree(tmp_path / "place", ignore_errors=True)
            (tmp_path / "place").mkdir()
            life, done = life + 1, 0
            upgrade = dice.randint(1, LIFE)
            work = steps(life, LIFE, upgrade_after=upgrade)
            schema = CURRENT
            held = states(work)
        seconds = dice.choice((0.001, 0.003, 0.01, 0.03)) * dice.random()
        said = killed_after(backend, tmp_path / "place", work[done:], schema, seconds)
        begun = said[-1]
        ended = begun if said.count(begun) == 2 else begun - 1
        schema = LATER if begun >= upgrade else CURRENT
        found = found_in(backend, tmp_path / "place", schema)
        assert found in held[ended : begun + 1]
        if begun > ended:
            kind = work[begun - 1].kind
            within[kind] = within.get(kind, 0) + 1
        # What the step had done stays; a step that has done nothing is done again.
        done = begun if found == held[begun] else ended
    kinds = ", ".join(f"{kind} {times}" for kind, times in sorted(within.items()))
    tell(f"{backend}: {cycles} kills in {life} lives, within {kinds}; nothing lost")
