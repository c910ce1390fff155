"""A process that works on a store while one of its calls after the other fails.

For each case it forks: the child does the work with the fault armed, and reports what its steps
came to. The parent opens what the child has left, undisturbed, and compares.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.storage.torture.shim import Shim
from tests.storage.torture.work import SILENT, Step, do, found_in, open_in, state, steps

from guangongwei.errors import OutcomeUnknown, StoreFailed
from guangongwei.storage import memory

if TYPE_CHECKING:
    from guangongwei.storage.protocol import Store

ONCE, FOR_GOOD, SHORT = 1, 2, 3
FAULTS = {
    "EIO once": (errno.EIO, ONCE),
    "EIO for good": (errno.EIO, FOR_GOOD),
    "ENOSPC once": (errno.ENOSPC, ONCE),
    "ENOSPC for good": (errno.ENOSPC, FOR_GOOD),
    "short write": (0, SHORT),
}


def outcome(
    step: Step, backend: str, folder: Path, store: Store | None
) -> tuple[str, Store | None]:
    """What a step came to, and the handle after it."""
    try:
        if store is None or step.kind in ("reopen", "upgrade"):
            if store is not None:
                store.close()
            store = None
            store = open_in(backend, folder)
        if step.kind not in ("reopen", "upgrade"):
            do(step, store)
    except StoreFailed:
        return "failed", store
    except OutcomeUnknown:
        return "unknown", store
    return "done", store


def disturbed(backend: str, folder: Path, work: list[Step], report: int) -> None:
    """Do the work as far as it goes, and report each step's outcome."""
    store: Store | None = None
    for step in work:
        said, store = outcome(step, backend, folder, store)
        os.write(report, f"{said}\n".encode())
    try:
        if store is not None:
            store.close()
    except StoreFailed:
        os.write(report, b"failed\n")
    else:
        os.write(report, b"done\n")


def fits(found: object, work: list[Step], outcomes: list[str]) -> bool:
    """Whether a store may hold this after such outcomes: an unknown step was done, or was not."""
    unknown = [step.number for step, said in zip(work, outcomes, strict=False) if said == "unknown"]
    for choice in range(2 ** len(unknown)):
        kept = {number for place, number in enumerate(unknown) if choice >> place & 1}
        store = memory.open_store()
        for step, said in zip(work, outcomes, strict=False):
            if step.kind not in SILENT and (said == "done" or step.number in kept):
                do(step, store)
        if state(store) == found:
            return True
    return False


def case(
    shim: Shim, backend: str, folder: Path, work: list[Step], *, at: int, fault: tuple[int, int]
) -> tuple[list[str], int, int]:
    """The outcomes of the steps with the call of a number failing, how many calls failed, and were."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            shim.watch(folder)
            shim.arm(at, *fault)
            disturbed(backend, folder, work, writing)
            os.write(writing, b"%d %d\n" % (shim.fired(), shim.calls()))
        except BaseException:  # noqa: BLE001  (it must not come back as a second parent)
            os.write(writing, traceback.format_exc().encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        *outcomes, last = said.read().splitlines()
    os.waitpid(child, 0)
    if not set(outcomes) <= {"done", "failed", "unknown"}:
        raise AssertionError("\n".join([*outcomes, last]))
    fired, calls = last.split()
    return outcomes, int(fired), int(calls)


def main(backend: str, folder: Path, seed: int, count: int) -> None:
    """Each call of the work fails in each way; writes the figures as JSON."""
    shim = Shim()
    work = steps(seed, count)
    place = folder / "ground"
    outcomes, _, calls = case(shim, backend, place, work, at=0, fault=(0, 0))
    assert set(outcomes) == {"done"}, outcomes
    figures: Counter[str] = Counter()
    for name, fault in FAULTS.items():
        for at in range(1, calls + 1):
            outcomes, fired, _ = case(shim, backend, place, work, at=at, fault=fault)
            if not fired:
                continue
            figures[name] += 1
            figures.update(set(outcomes) - {"done"} or {"borne"})
            try:
                found = found_in(backend, place)
            except Exception as error:
                raise AssertionError(f"{name} at call {at}: {outcomes}") from error
            assert fits(found, work, outcomes), f"{name} at call {at}: {outcomes}"
    sys.stdout.write(json.dumps({"calls": calls, **figures}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
