"""The speed claims, small enough to be looked at with every change; ratios, never assertions."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import guangongwei
from guangongwei import plans, tabular

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[1] / "examples" / "wujin_2024"

IMPORT = "import time; start = time.process_time(); import {}; print(time.process_time() - start)"

SECTION = "一、加强组织建设\n"
ITEM = "1．到2024年底，力争有近70%的中小学、幼儿园达到《基本要求》，每校每年活动不少于2次。\n"


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the processor in the best of several runs, whatever else it has to do."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def import_seconds(modules: str, *, runs: int = 7) -> float:
    """Seconds that an import takes in a fresh process, the start of Python left out."""
    command = [sys.executable, "-c", IMPORT.format(modules)]
    return min(float(subprocess.check_output(command)) for _ in range(runs))


def parse_seconds(size: int) -> float:
    """Seconds to parse a plan of about so many bytes."""
    text = SECTION + ITEM * (size // len(ITEM.encode()))
    return best_of(3, lambda: plans.parse(text, name="long.txt"))


def read_plainly(folder: Path) -> None:
    """Read every table of a folder and check nothing."""
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as opened:
            list(csv.reader(opened))


def report(what: str, ours: float, theirs: float, against: str) -> None:
    """Print one line of the comparison."""
    print(f"{what:<34} {ours:8.3f} s   {ours / theirs:7.2f} x   {against} ({theirs:.3f} s)")


def main() -> None:
    """Run every comparison once."""
    plainly = import_seconds("attrs, cattrs, dateutil.relativedelta")
    for what, modules in [
        ("import guangongwei", "guangongwei"),
        ("import the nouns as well", "guangongwei.model"),
        ("import the main job as well", "guangongwei.reviewing, guangongwei.tabular"),
    ]:
        report(what, import_seconds(modules), plainly, "attrs, cattrs and dateutil")
    report("parse a plan of 1 MB", parse_seconds(1_000_000), parse_seconds(100_000), "0.1 MB")
    data = EXAMPLE / "data"
    reading = best_of(3, lambda: tabular.read_folder(data))
    plain = best_of(3, lambda: read_plainly(data))
    report("read and check the example", reading, plain, "csv alone")
    plan, dataset = plans.read(EXAMPLE / "plan.txt").value, tabular.read_folder(data).value
    year, day = guangongwei.Year(2024), date(2024, 12, 31)
    reviewing = best_of(3, lambda: guangongwei.review(plan, dataset, period=year, as_of=day))
    report("review the example", reviewing, reading, "reading it")


if __name__ == "__main__":
    main()
