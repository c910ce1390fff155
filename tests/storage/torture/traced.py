"""A process that works on a store while the shim writes down what it does to the files.

The last argument names a fault to be planted first, or another way; see PLANTED and OTHER_WAYS.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pytest import MonkeyPatch  # noqa: PT013
from tests.storage.torture.shim import Shim
from tests.storage.torture.work import steps, working

from guangongwei.storage import jsonl, jsonl_files, sqlite

if TYPE_CHECKING:
    from collections.abc import Callable


def without_sync() -> None:
    """Nothing is ever synced."""
    jsonl_files.Opened.sync = lambda self: None  # type: ignore[method-assign]  # noqa: ARG005


def without_folder_sync() -> None:
    """What files are called is not synced."""
    MonkeyPatch().setattr(jsonl, "sync_folder", lambda _: None)


def in_place() -> None:
    """Files are written over."""

    def replace(path: Path, blocks: Any) -> None:  # noqa: ANN401
        data = b"".join(blocks)
        file = jsonl_files.Opened(path, new=True)
        file.cut(0)
        file.write(data, 0)
        file.sync()

    MonkeyPatch().setattr(jsonl, "replace", replace)


def synchronous(setting: str) -> Callable[[], None]:
    """SQLite is told to sync less."""

    def plant() -> None:
        begin = sqlite._File._begin  # noqa: SLF001

        def weaker(self: Any, connection: Any) -> None:  # noqa: ANN401
            begin(self, connection)
            connection.execute(f"PRAGMA synchronous = {setting}")

        sqlite._File._begin = weaker  # type: ignore[method-assign]  # noqa: SLF001

    return plant


def without_log() -> None:
    """SQLite has no log, as on a file system that cannot share memory."""
    MonkeyPatch().setattr(sqlite, "_LOGGED", "PRAGMA journal_mode = DELETE")


def without_log_and_extra() -> None:
    """The journal is taken away without its folder being synced."""
    without_log()
    synchronous("FULL")()


#: What is as good, by backend and name.
OTHER_WAYS: dict[tuple[str, str], Callable[[], None]] = {("sqlite", "without log"): without_log}
#: What is planted, by backend and name.
PLANTED: dict[tuple[str, str], Callable[[], None]] = {
    ("jsonl", "no sync"): without_sync,
    ("jsonl", "no sync of the folder"): without_folder_sync,
    ("jsonl", "writing in place"): in_place,
    ("sqlite", "WAL and NORMAL"): synchronous("NORMAL"),
    ("sqlite", "no sync"): synchronous("OFF"),
    ("sqlite", "without log and EXTRA"): without_log_and_extra,
}


def main(backend: str, folder: Path, seed: int, count: int, fault: str) -> None:
    """Work, and leave the record beside the store."""
    if fault:
        (OTHER_WAYS | PLANTED)[backend, fault]()
    ground = folder / "ground"
    shutil.rmtree(ground, ignore_errors=True)
    ground.mkdir()
    shim = Shim()
    shim.watch(ground)
    shim.record(folder / "record")
    work = steps(seed, count, upgrade_after=count // 2)
    for turn, number in enumerate(working(backend, ground, work)):
        shim.note(b"E" if turn % 2 else b"B", number)
    shim.watch(folder / "nothing")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
