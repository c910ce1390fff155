"""One question to every engine, by hand and by definition: the same answer first, then the times.

``python -m benchmarks.engines 1000000`` asks all engines; names after the number choose some. Each
engine has a process of its own, in which the ways alternate; a process more for each way tells its
peak of memory. Times are of the processor where the engine works in the process, since other work
on the machine does not touch them, and of the clock where it does not.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, Any, final

from attrs import field, frozen
from benchmarks import district, native
from benchmarks.opening import ELSEWHERE, ENGINES, Opened

from guangongwei.indicators import frames
from guangongwei.indicators.catalogue import indicator
from guangongwei.model import Dataset, Return, Service
from guangongwei.model.audience import Audience

if TYPE_CHECKING:
    from collections.abc import Callable

WAYS = ("native", "evaluate", "count")
#: So few rows are about what a question costs that finds nothing to do.
FEW = 10_000
BY = ("organisation", "month", "programme")
#: The indicators that are asked for, and the columns of the native answer.
ASKED = {"services.hours": "hours", "services.count": "records", "volunteers.active": "people"}


@final
@frozen
class Question:
    """The question in one engine, in each of the ways of asking it."""

    name: str
    rows: int
    opened: Opened
    _small: dict[str, Any] = field(factory=dict[str, Any])

    @classmethod
    def of(cls, name: str, rows: int) -> Question:
        """The engine with so many services, asked nothing yet."""
        opened = ENGINES[name](district.services(rows))
        return cls(name, rows, opened, _small_tables(opened))

    def ask(self, way: str) -> Any:
        """The answer, computed."""
        asked: dict[str, Callable[[], Any]] = {
            "native": lambda: self.opened.native(self.opened.services, self._small["units"]),
            "count": self._count,
            "evaluate": self._evaluate,
        }
        return self.opened.force(asked[way]())

    def _count(self) -> Any:
        measures: dict[str, Any] = {name: indicator(id_).value for id_, name in ASKED.items()}
        return frames.count(
            measures,
            self._tables(),
            tree=self._small["tree"],
            period=district.PERIOD,
            as_of=district.AS_OF,
            by=BY,
            unique_ids=True,
            audience=Audience.DESK,
        )

    def _evaluate(self) -> Any:
        return frames.evaluate(
            map(indicator, ASKED),
            self._tables(),
            tree=self._small["tree"],
            period=district.PERIOD,
            audience=Audience.DESK,
            as_of=district.AS_OF,
            by=BY,
            unique_ids=True,
        )

    def _tables(self) -> dict[Any, Any]:
        return {Service: self.opened.services, Return: self._small["returns"]}

    def seconds(self, way: str) -> float:
        """How long one answer takes."""
        clock = time.perf_counter if self.name in ELSEWHERE else time.process_time
        start = clock()
        self.ask(way)
        return clock() - start


def _small_tables(opened: Opened) -> dict[str, Any]:
    """What stands beside the services: the units for the native way, returns and tree for ours."""
    import pyarrow as pa

    held = Dataset(organisations=district.organisations(), returns=district.returns())
    returns = frames.from_records(held, "pyarrow")[Return]
    return {
        "units": opened.give(pa.table(native.units())),
        "returns": opened.give(returns),
        "tree": held.tree,
    }


def rows_of(answer: Any, way: str) -> list[tuple[Any, ...]]:
    """An answer as sorted rows: unit, month, programme, half hours, records, people."""
    import polars as pl
    import pyarrow as pa

    named = answer if isinstance(answer, pl.DataFrame) else pl.DataFrame(pa.table(answer))
    if way != "native":
        named = named.drop("unit", strict=False).rename({"organisation": "unit"})
    if way == "evaluate":
        named = (
            named.with_columns(pl.col("indicator").cast(pl.String).replace_strict(ASKED))
            .filter(pl.col("month").is_not_null())
            .pivot("indicator", index=list(native.KEYS), values="value")
        )
    month = pl.col("month")
    if way != "native":
        parts = month.cast(pl.String).str.extract_groups(r"(\d+)年(\d+)月").struct
        month = parts.field("1").cast(pl.Int64) * 100 + parts.field("2").cast(pl.Int64)
    return sorted(
        named.select(
            pl.col("unit").cast(pl.String),
            month.cast(pl.Int64),
            pl.col("programme").cast(pl.String),
            (pl.col("hours").cast(pl.Decimal(18, 1)).fill_null(0) * 2).cast(pl.Int64),
            pl.col("records", "people").cast(pl.Int64),
        ).rows()
    )


def measured(name: str, rows: int, runs: int, ways: tuple[str, ...]) -> dict[str, Any]:
    """What one engine takes in each way, run after run in turn; refused where answers differ."""
    question = Question.of(name, rows)
    told = native.third(district.services(rows)) if rows <= 1_000_000 else None
    for way in ways:
        found = rows_of(question.ask(way), way)
        told = told or found
        if found != told:
            raise AssertionError(name, way)
    times = [{way: question.seconds(way) for way in ways} for _ in range(runs)]
    return {
        "native": median(each["native"] for each in times),
        **{way: median(each[way] / each["native"] for each in times) for way in ways[1:]},
        **{f"{way} s": median(each[way] for each in times) for way in ways[1:]},
    }


def peak(name: str, rows: int, way: str) -> float:
    """MiB that a process has used at most that has asked once, or only opened the services."""
    question = Question.of(name, rows)
    if way in WAYS:
        question.ask(way)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(*arguments: object) -> Any:
    """What this module prints in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.engines", *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def compare(name: str, rows: int, runs: int, ways: tuple[str, ...]) -> None:
    """Print the line of one engine: times, ratios, peaks of memory; of few rows the cost alone."""
    told = _apart(rows, name, "--part", "times", "--runs", runs, "--ways", *ways)
    cells = [f"{told['native']:8.3f} s"]
    if rows <= FEW:
        cells += [f"{1000 * (told[f'{way} s'] - told['native']):+7.0f} ms" for way in ways[1:]]
    else:
        cells += [f"{told[way]:6.2f} x ({told[f'{way} s']:.3f} s)" for way in ways[1:]]
    if rows > FEW and name not in ELSEWHERE:
        peaks = [_apart(rows, name, "--part", "peak", "--ways", way) for way in ways]
        cells += [f"{peaks[0]:6.0f} MiB", *(f"{each / peaks[0]:5.2f} x" for each in peaks[1:])]
    print(f"{name:<18} {rows:>11,}  " + "  ".join(cells), flush=True)


def main() -> None:
    """Compare the engines that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("engines", nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    parser.add_argument("--part", choices=("times", "peak"))
    asked = parser.parse_args()
    ways, names = tuple(asked.ways), asked.engines or list(ENGINES)
    if asked.part == "times":
        print(json.dumps(measured(names[0], asked.rows, asked.runs, ways)))
    elif asked.part == "peak":
        print(json.dumps(peak(names[0], asked.rows, ways[0])))
    else:
        for name in names:
            compare(name, asked.rows, asked.runs, ways)


if __name__ == "__main__":
    main()
