"""The long search: `python -m tests.fuzz.long --runs 200000 --seed 1`, with limits on each input.

Each process reads one changed file after the other, as long as there are any, and may never take 300 MiB
more than it begins with, so that what is not let go is found as well; a file may take a second of
computing. What fails is written to the folder named by --out, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from random import Random

from tests.fuzz.mutation import mutated
from tests.fuzz.seeds import SEEDS
from tests.fuzz.survival import survive

_SECONDS = 1.0
_MEMORY = 300 << 20
_BATCH = 1000


def _too_slow(*_: object) -> None:
    raise TimeoutError


def limit() -> None:
    """Let this process take so much memory and no more, however many files it reads."""
    with Path("/proc/self/statm").open() as pages:
        used = int(pages.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _MEMORY, resource.RLIM_INFINITY))
    signal.signal(signal.SIGVTALRM, _too_slow)


def batch(seed: int) -> tuple[int, float, list[tuple[str, bytes, str]]]:
    """Read a batch of files; tell how many, the most seconds for one, and what failed and how."""
    failures: list[tuple[str, bytes, str]] = []
    slowest = 0.0
    for number in range(_BATCH):
        random = Random(seed * _BATCH + number)
        name, content = random.choice(SEEDS)
        content = mutated(random, content)
        start = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
        try:
            survive(name, content)
        except BaseException:  # noqa: BLE001  (whatever it is, it is what we look for)
            failures.append((name, content, traceback.format_exc()))
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        slowest = max(slowest, time.process_time() - start)
    return _BATCH, slowest, failures


def main() -> int:
    """Run all batches and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    seeds = range(options.seed * 10**6, options.seed * 10**6 + -(-options.runs // _BATCH))
    read, slowest, kept = 0, 0.0, 0
    with multiprocessing.get_context("fork").Pool(initializer=limit) as pool:
        for number, most, failures in pool.imap_unordered(batch, seeds):
            read, slowest = read + number, max(slowest, most)
            for name, content, trace in failures:
                kept += 1
                (options.out / f"{kept:04d}-{name}").write_bytes(content)
                (options.out / f"{kept:04d}.txt").write_text(trace, "utf-8")
    print(f"{read} inputs, {kept} failures, slowest {slowest:.2f} s")  # noqa: T201  (its answer)
    return int(kept > 0)


if __name__ == "__main__":
    sys.exit(main())
