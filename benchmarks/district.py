"""A district's service records in any number, the same for everybody who makes them.

Each cell is a hash of its row and its column, so the rows do not depend on a library's way of
drawing, nor on how many are made: the first million of ten are the million that is made alone.
Run it to see the checksums: ``python -m benchmarks.district 1000000``.
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from guangongwei.model import Category, Organisation, OrganisationId, Return, Tree, Year
from guangongwei.model.period import Days

if TYPE_CHECKING:
    from collections.abc import Iterator

    Numbers = np.ndarray[Any, np.dtype[np.uint64]]

FOLDER = Path(__file__).parents[1] / "build" / "benchmarks"

SCHOOLS, TOWNS, VOLUNTEERS = 800, 20, 20_000
PROGRAMMES = (
    "思政宣讲",
    "法治教育",
    "家庭教育",
    "心理关爱",
    "结对帮教",
    "课后服务",
    "助学",
    "阅读",
)
PERIOD = Days(date(2023, 1, 1), date(2025, 1, 1))
AS_OF = date(2024, 12, 31)

#: Rows that are made at a time.
_BLOCK = 1_000_000
_HALVES = pa.array([Decimal(each) / 2 for each in range(1, 17)], pa.decimal128(9, 1))
_DISTRICT = "D"
_TOWN_IDS = [f"T{each:02}" for each in range(TOWNS)]
_SCHOOL_IDS = [f"S{each:03}" for each in range(SCHOOLS)]
_UNITS = [*_SCHOOL_IDS, *_TOWN_IDS, _DISTRICT]


def organisations() -> tuple[Organisation, ...]:
    """The district, its towns and its schools."""
    district = OrganisationId(_DISTRICT)
    towns = [
        Organisation(
            id=OrganisationId(id_), name=f"{id_}镇", category=Category.TOWN_OFFICE, parent=district
        )
        for id_ in _TOWN_IDS
    ]
    schools = [
        Organisation(
            id=OrganisationId(id_),
            name=f"{id_}小学",
            category=Category.PRIMARY,
            parent=towns[number % TOWNS].id,
        )
        for number, id_ in enumerate(_SCHOOL_IDS)
    ]
    return (
        Organisation(id=district, name="区教育局", category=Category.BUREAU),
        *towns,
        *schools,
    )


def tree() -> Tree:
    """The same as a tree."""
    return Tree(organisations())


def returns() -> tuple[Return, ...]:
    """Who has sent the services of both years: nineteen schools of twenty."""
    return tuple(
        Return(
            organisation=OrganisationId(id_),
            table="服务记录",
            period=Year(year),
            on=date(year + 1, 1, 10),
        )
        for number, id_ in enumerate(_SCHOOL_IDS)
        if number % 20
        for year in (2023, 2024)
    )


def services(rows: int) -> Path:
    """The Parquet file of so many services, made where it is not there yet."""
    path = FOLDER / f"services_{rows}.parquet"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with pq.ParquetWriter(unfinished, _table(*next(_blocks(1))).schema) as writer:
            for block in _blocks(rows):
                writer.write_table(_table(*block), row_group_size=_BLOCK // 8)
        unfinished.rename(path)
    return path


def checksum(rows: int) -> str:
    """Sixteen digits of the hash of every drawn number: the same for the same records."""
    digest = sha256()
    for _, columns in _blocks(rows):
        for each in columns.values():
            digest.update(each.astype("<u4").tobytes())
    return digest.hexdigest()[:16]


def _blocks(rows: int) -> Iterator[tuple[Numbers, dict[str, Numbers]]]:
    """The numbers of the rows and the codes of their cells, block by block."""
    for start in range(0, rows, _BLOCK):
        row = np.arange(start, min(start + _BLOCK, rows), dtype=np.uint64)
        yield row, _codes(row)


def _codes(row: Numbers) -> dict[str, Numbers]:
    """Most services are done at home, some at another school, few at a town's or the bureau."""
    volunteer = _drawn(row, "volunteer", VOLUNTEERS)
    home = _drawn(volunteer, "home", SCHOOLS)
    luck = _drawn(row, "luck", 100)
    unit = np.select(
        [luck < 80, luck < 97, luck < 99],
        [home, _drawn(row, "school", SCHOOLS), SCHOOLS + _drawn(row, "town", TOWNS)],
        default=np.uint64(SCHOOLS + TOWNS),
    )
    return {
        "volunteer": volunteer,
        "organisation": unit.astype(np.uint64),
        "on": _drawn(row, "on", (PERIOD.stop - PERIOD.start).days),
        "programme": _drawn(row, "programme", len(PROGRAMMES)),
        "hours": _drawn(row, "hours", len(_HALVES)),
        "is_blank": _drawn(row, "blank", 100) // np.uint64(99),
        "beneficiaries": _drawn(row, "beneficiaries", 60),
    }


def _drawn(row: Numbers, column: str, below: int) -> Numbers:
    """SplitMix64 of the row, begun elsewhere for each column."""
    seed = int.from_bytes(sha256(column.encode()).digest()[:8], "little")
    mixed = (row + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed ^ (mixed >> np.uint64(31))) % np.uint64(below)


def _table(row: Numbers, codes: dict[str, Numbers]) -> pa.Table:
    """The rows with the ids, days and words that the codes stand for."""
    hours = pa.array(codes["hours"].astype(np.int8), mask=codes["is_blank"].astype(bool))
    days = codes["on"].astype(np.int32) + np.int32((PERIOD.start - date(1970, 1, 1)).days)
    return pa.table(
        {
            "id": _numbered("F", row, 9),
            "volunteer": _numbered("V", codes["volunteer"], 5),
            "organisation": pa.array(_UNITS).take(pa.array(codes["organisation"])),
            "on": pa.array(days).cast(pa.date32()),
            "programme": pa.array(PROGRAMMES).take(pa.array(codes["programme"])),
            "hours": _HALVES.take(hours),
            "beneficiaries": pa.array(codes["beneficiaries"].astype(np.int64)),
        }
    )


def _numbered(letter: str, numbers: Numbers, digits: int) -> pa.Array:
    """Ids such as F000000001."""
    texts = pc.utf8_lpad(pa.array(numbers).cast(pa.string()), digits, "0")
    return pc.binary_join_element_wise(letter, texts, "")


if __name__ == "__main__":
    for asked in sys.argv[1:] or ["1000000"]:
        print(f"{int(asked):>12,} services   {checksum(int(asked))}   {services(int(asked))}")
