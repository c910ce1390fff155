"""A store on a disk that is really full refuses, and holds what it held."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.storage.torture.work import open_in

from guangongwei.errors import OutcomeUnknown, StoreFailed
from guangongwei.model.volunteer import Volunteer
from guangongwei.testing.conformance.examples import volunteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    mount, place = shutil.which("mount"), tmp_path / "disk"
    if mount is None or not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("a small disk is made in memory, which needs Linux and root")
    place.mkdir()
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip(f"no disk can be mounted here: {made.stderr.strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("backend", ["jsonl", "sqlite"])
def test_a_full_disk_is_told(backend: str, small_disk: Path, tell: Callable[[str], None]) -> None:
    """What was stored before stays, and once there is room it goes on."""
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(200_000))
    store = open_in(backend, small_disk)
    stored: list[str] = []
    refused = 0
    for number in range(400):
        try:
            store.put(volunteer(f"V{number:03}", "长" * 3000))
            stored.append(f"V{number:03}")
        except (StoreFailed, OutcomeUnknown):
            refused += 1
    assert 10 < len(stored) < 400
    keys = [each.record.id for each in store.find(Volunteer)]
    assert set(stored) <= set(keys)
    ballast.unlink()
    assert store.put(volunteer("room again")) == 1
    store.close()
    with open_in(backend, small_disk) as again:
        assert set(stored) <= {each.record.id for each in again.find(Volunteer)}
        assert again.get(Volunteer, "room again").version == 1
    tell(f"{backend}: full after {len(stored)} records, then {refused} refused; none lost")
