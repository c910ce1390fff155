"""Whatever a file is, reading it ends, and in no other way than promised."""

from __future__ import annotations

import faulthandler
import importlib.util
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from tests.fuzz.mutation import mutated
from tests.fuzz.seeds import SEEDS
from tests.fuzz.survival import survive

RUNS = 5000
PARTS = 10
#: Nobody waits longer for a file that hangs; it says nothing of how fast reading is.
PATIENCE = 300


@pytest.mark.parametrize("part", range(PARTS))
def test_a_changed_file_is_survived(part: int) -> None:
    """Records and problems, or the library's own exception; the same files each time."""
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    try:
        for number in range(RUNS // PARTS):
            random = Random(part * RUNS + number)
            name, content = random.choice(SEEDS)
            survive(name, mutated(random, content))
    finally:
        faulthandler.cancel_dump_traceback_later()


def test_what_is_changed_begins_with_files_that_are_read() -> None:
    """Without this, every mutation would only find what is refused anyway."""
    for name, content in SEEDS:
        survive(name, content)


@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris is not installed: pip install --group fuzz",
)
def test_a_guided_search_finds_nothing() -> None:
    """Atheris looks where it has not been yet; the plain search above does not."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.with_atheris",
        f"-runs={RUNS}",
        "-seed=1",
        "-timeout=60",
        "-verbosity=0",
    ]
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        command, cwd=root, capture_output=True, text=True, timeout=900, check=False
    )
    assert ended.returncode == 0, ended.stderr[-3000:]


@pytest.mark.parametrize("header", ["编号", "姓名", "编号x", ""])
def test_a_wide_page_of_headers_is_survived(header: str) -> None:
    """Where a header may begin is a question asked of each row, and must not be one of each pair of cells."""
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    try:
        survive("x.csv", "\n".join([",".join([header] * 16_384)] * 21).encode())
    finally:
        faulthandler.cancel_dump_traceback_later()
