"""Many who change one record at a time lose nothing, and none waits for ever."""

from __future__ import annotations

import os
import traceback
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from tests.storage.effort import effort
from tests.storage.torture.work import open_in

from guangongwei.errors import Conflict
from guangongwei.model.volunteer import Service
from guangongwei.testing.conformance.examples import service

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guangongwei.storage.protocol import Store

BACKENDS = ["jsonl", "sqlite"]


def count_up(store: Store, times: int) -> int:
    """Add one to the number in a record, so many times; how often others came first."""
    conflicts = 0
    for _ in range(times):
        while True:
            found = store.get(Service, "F1")
            assert isinstance(found.record.beneficiaries, int)
            more = service(beneficiaries=found.record.beneficiaries + 1)
            try:
                store.put(more, expected=found.version)
            except Conflict:
                conflicts += 1
            else:
                break
    return conflicts


def counted(backend: str, folder: Path, expected: int) -> None:
    """Every one of the changes is there, as the number and as a version."""
    with open_in(backend, folder) as store:
        found = store.get(Service, "F1")
        assert found.record.beneficiaries == expected
        assert found.version == expected + 1


@pytest.mark.parametrize("backend", BACKENDS)
def test_processes_lose_no_write(backend: str, tmp_path: Path, tell: Callable[[str], None]) -> None:
    """Eight processes, each with a handle of its own."""
    times = effort(500, long=2000)
    with open_in(backend, tmp_path) as store:
        store.put(service(beneficiaries=0))
    begun = monotonic()
    children: list[tuple[int, int]] = []
    for _ in range(8):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                with open_in(backend, tmp_path) as store:
                    os.write(writing, b"%d" % count_up(store, times))
            except BaseException:  # noqa: BLE001  (it must not come back into pytest)
                os.write(writing, traceback.format_exc().encode())
            os._exit(0)
        os.close(writing)
        children.append((child, reading))
    said: list[str] = []
    for child, reading in children:
        with os.fdopen(reading) as pipe:
            said.append(pipe.read())
        os.waitpid(child, 0)
    assert all(each.isdigit() for each in said), said
    counted(backend, tmp_path, 8 * times)
    conflicts, took = sum(map(int, said)), monotonic() - begun
    tell(f"{backend}: 8 processes x {times}, {conflicts} conflicts, {took:.1f} s")


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("handles", [1, 4])
def test_threads_lose_no_write(
    backend: str, handles: int, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    """Sixteen threads, over one handle and over four."""
    times = effort(250, long=1000)
    stores = [open_in(backend, tmp_path) for _ in range(handles)]
    stores[0].put(service(beneficiaries=0))
    begun = monotonic()
    conflicts: list[int] = []
    failures: list[str] = []

    def work(store: Store) -> None:
        try:
            conflicts.append(count_up(store, times))
        except BaseException:  # noqa: BLE001  (it is seen below)
            failures.append(traceback.format_exc())

    threads = [Thread(target=work, args=(stores[n % handles],)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert failures == []
    counted(backend, tmp_path, 16 * times)
    took = monotonic() - begun
    tell(
        f"{backend}: 16 threads x {times} over {handles}, {sum(conflicts)} conflicts, {took:.1f} s",
    )
