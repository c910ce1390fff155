"""Whichever call on a file fails, what a store said about each step is so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.storage.effort import effort
from tests.storage.torture.shim import run_with_shim

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("backend", ["jsonl", "sqlite"])
def test_every_failing_call_is_told(
    backend: str, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    """What was done is there, what failed is not, and of what is unknown one or the other."""
    for seed in effort((3,), long=(3, 4, 5, 6)):
        told = run_with_shim(
            "tests.storage.torture.disturbed",
            (backend, str(tmp_path), str(seed), str(effort(7, long=20))),
            tmp_path,
        )
        figures = json.loads(told)
        assert figures["EIO once"] > 20
        shown = ", ".join(f"{name} {times}" for name, times in figures.items())
        tell(f"{backend}: {shown}")
