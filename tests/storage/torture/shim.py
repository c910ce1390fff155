"""The shim (shim.c) compiled and preloaded: what a process does to files, told and disturbed."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[3]


def run_with_shim(module: str, arguments: Iterable[str], folder: Path) -> str:
    """Run a module of the tests in a process with the shim; what it writes."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("the calls of a process are watched by a library, which needs Linux and cc")
    library = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    built = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if built.returncode:
        pytest.skip(f"cc cannot build a library here: {built.stderr[-200:]}")
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


class Shim:
    """The library inside a process that was started with it."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)

    def watch(self, folder: Path) -> None:
        self._library.shim_ground(os.fsencode(folder))

    def record(self, file: Path) -> None:
        self._library.shim_record(os.fsencode(file))

    def note(self, kind: bytes, number: int) -> None:
        self._library.shim_note(ctypes.c_char(kind), ctypes.c_long(number))

    def arm(self, at: int, error: int, mode: int) -> None:
        self._library.shim_arm(ctypes.c_long(at), error, mode)

    def calls(self) -> int:
        return int(self._library.shim_calls())

    def fired(self) -> int:
        return int(self._library.shim_fired())
