"""The reference engine on records, against a loop written by hand for the same question.

``python -m benchmarks.records 1000000``: hours, records and different volunteers by organisation at
three levels, month and programme; the same answer first, then the times of the processor, and how
much memory each holds at most beyond the records.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import time
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from benchmarks import district

from guangongwei.indicators.catalogue import indicator
from guangongwei.indicators.objects import evaluate
from guangongwei.model import Absence, Dataset, Service

if TYPE_CHECKING:
    from collections.abc import Callable

    from guangongwei.model.figure import Figure

    #: Organisation, month and programme; hours, records and people.
    Answer = dict[tuple[str, str, str], tuple[Decimal, int, int]]

ASKED = ("services.hours", "services.count", "volunteers.active")
BY = ("organisation", "month", "programme")


def dataset(rows: int) -> Dataset:
    """The district with so many services as records."""
    table = pq.read_table(district.services(rows))
    cells = (table[name].to_pylist() for name in table.column_names)
    services = tuple(
        Service(
            id=id_,
            volunteer=volunteer,
            organisation=organisation,
            on=on,
            programme=programme,
            hours=Absence.UNKNOWN if hours is None else hours,
            beneficiaries=beneficiaries,
        )
        for id_, volunteer, organisation, on, programme, hours, beneficiaries in zip(
            *cells, strict=True
        )
    )
    return Dataset(
        organisations=district.organisations(), returns=district.returns(), services=services
    )


def by_hand(data: Dataset) -> Answer:
    """One loop over the records, three entries of each."""
    above = {each.id: data.tree.path(each.id) for each in data.organisations}
    hours: dict[tuple[str, int, int, str | None], Decimal] = defaultdict(Decimal)
    records: dict[tuple[str, int, int, str | None], int] = defaultdict(int)
    people: dict[tuple[str, int, int, str | None], set[str]] = defaultdict(set)
    start, stop = district.PERIOD.start, district.PERIOD.stop
    for each in data.services:
        on, amount = each.on, each.hours
        if not start <= on < stop:
            continue
        for unit in above[each.organisation]:
            key = unit, on.year, on.month, each.programme
            if isinstance(amount, Decimal):
                hours[key] += amount
            records[key] += 1
            people[key].add(each.volunteer)
    return {
        (key[0], f"{key[1]}年{key[2]}月", str(key[3])): (hours[key], number, len(people[key]))
        for key, number in records.items()
    }


def by_engine(data: Dataset) -> tuple[Figure, ...]:
    """The figures of the reference engine."""
    asked = map(indicator, ASKED)
    return evaluate(asked, data, period=district.PERIOD, as_of=district.AS_OF, by=BY)


def answer(figures: tuple[Figure, ...]) -> Answer:
    """The figures in the form of the loop; hours that are all blank are no hours to it."""
    found: dict[tuple[str, str, str], dict[str, Decimal | int]] = defaultdict(dict)
    for each in figures:
        value = each.value if isinstance(each.value, int | Decimal) else 0
        month, programme = (str(category) for _, category in each.group.categories)
        found[str(each.group.organisation), month, programme][each.indicator] = value
    return {
        key: (Decimal(held[ASKED[0]]), int(held[ASKED[1]]), int(held[ASKED[2]]))
        for key, held in found.items()
    }


def measured(rows: int, work: Callable[[Dataset], object]) -> tuple[float, float]:
    """Seconds of the processor, and bytes a record beyond the records, in this process."""
    data = dataset(rows)
    gc.collect()
    before = _peak(begin=True)
    start = time.process_time()
    kept = work(data)
    seconds = time.process_time() - start
    assert kept  # noqa: S101  (it is held until here)
    return seconds, (_peak() - before) * 1024 / rows


def _peak(*, begin: bool = False) -> int:
    """KiB that this process has used at most since it was last begun to be measured; Linux tells."""
    process = Path("/proc/self")
    if begin:
        (process / "clear_refs").write_text("5")
    lines = (process / "status").read_text().splitlines()
    return int(next(each for each in lines if each.startswith("VmHWM")).split()[1])


def compare(rows: int, runs: int) -> None:
    """Print what both take, each run in a fresh process."""
    data = dataset(rows)
    assert answer(by_engine(data)) == by_hand(data)  # noqa: S101
    del data
    gc.collect()
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        pairs = [
            [pool.apply(measured, (rows, work)) for work in (by_hand, by_engine)]
            for _ in range(runs)
        ]
    (hand, hand_bytes), (ours, our_bytes) = (min(each) for each in zip(*pairs, strict=True))
    print(
        f"records  {rows:>10,} services   by hand {hand:7.3f} s, {hand_bytes:.0f} bytes a record   "
        f"reference engine {ours:7.3f} s = {ours / hand:5.2f} x, {our_bytes:.0f} bytes a record"
    )


def main() -> None:
    """Compare for so many records."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--runs", type=int, default=2)
    asked = parser.parse_args()
    compare(asked.rows, asked.runs)


if __name__ == "__main__":
    main()
