"""Whatever was on its way to the disk when power was lost, a store opens and has kept its word."""

from __future__ import annotations

import hashlib
import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.storage.effort import effort
from tests.storage.torture.disk import Disk, events, lay_out
from tests.storage.torture.shim import run_with_shim
from tests.storage.torture.traced import OTHER_WAYS, PLANTED
from tests.storage.torture.work import found_in, states, steps

from guangongwei.errors import GuangongweiError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAYS = [("jsonl", ""), ("sqlite", ""), *OTHER_WAYS]
#: Which share of the sectors that were not synced has got to the disk.
SHARES = (0, 1, 0.5, 0.5, 0.9)


def losses(
    backend: str, fault: str, folder: Path, *, seed: int, enough: int, count: int
) -> tuple[int, list[str]]:
    """How many different states power was lost in, and what was bad about some of them."""
    run_with_shim(
        "tests.storage.torture.traced",
        (backend, str(folder), str(seed), str(count), fault),
        folder,
    )
    held = states(steps(seed, count, upgrade_after=count // 2))
    ground = bytes(folder / "ground")
    recorded = list(events((folder / "record").read_bytes()))
    # What was right before a step had ended may be wrong after it.
    seen: set[tuple[int, bytes]] = set()
    bad: list[str] = []
    dice = Random(seed)
    per_event = max(1, round(1.3 * enough / len(recorded)))
    disk = Disk(names={ground: None}, sure={ground: None})
    begun = ended = 0
    for number, event in enumerate(recorded):
        if event.kind in "BE":
            begun, ended = (event.at, ended) if event.kind == "B" else (begun, event.at)
            continue
        disk.take(event)
        if event.kind in "CO":
            continue
        for share in [dice.choice(SHARES) for _ in range(per_event)]:
            found = disk.after_loss(dice, share)
            name = hashlib.sha256(repr(sorted(found.items())).encode()).digest()
            if (ended, name) in seen:
                continue
            seen.add((ended, name))
            place = folder / "after"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            lay_out(found, ground, place)
            try:
                after = found_in(backend, place)
            except GuangongweiError as error:
                bad.append(f"call {number}, share {share}: {error}")
                continue
            if after not in held[ended : max(begun, ended) + 1]:
                bad.append(f"call {number}, share {share}: not as after step {ended} or {begun}")
    return len({name for _, name in seen}), bad


@pytest.mark.parametrize(("backend", "way"), WAYS, ids=[" ".join(each).rstrip() for each in WAYS])
def test_nothing_stored_is_lost_with_the_power(
    backend: str, way: str, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    """Each state is that after the last step that ended, or after the one that had begun."""
    enough = effort(1000, long=20000)
    total, seed = 0, 1
    while total < enough:
        count = effort(40, long=100)
        seen, bad = losses(backend, way, tmp_path, seed=seed, enough=enough - total, count=count)
        assert bad == []
        total, seed = total + seen, seed + 1
    tell(f"{backend} {way}".rstrip() + f": {total} states after a loss of power, none bad")


@pytest.mark.parametrize(("backend", "fault"), PLANTED, ids=[" ".join(each) for each in PLANTED])
def test_a_planted_fault_is_found(
    backend: str, fault: str, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    """The same search finds bad states where syncing is left out or files are written over."""
    seen, bad = losses(backend, fault, tmp_path, seed=1, enough=200, count=40)
    assert bad != []
    tell(f"{backend}, {fault}: {len(bad)} of {seen} states are bad")
