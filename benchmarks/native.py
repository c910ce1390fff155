"""The question of the benchmark by hand, for each engine as somebody would write it who knows it.

Hours, records and different volunteers by organisation at three levels, month and programme. Of the
ways that were tried on a million records the fastest stands here: Polars and PyArrow turn the ids
into numbers first, pandas and DuckDB gain nothing by it; one join and a group-by for each level
beats joining everything above at once, and counting different values beats two group-bys.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from benchmarks import district

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = ("school", "town", "district")
KEYS = ("unit", "month", "programme")
ANSWER = (*KEYS, "hours", "records", "people")

#: One level in SQL that DuckDB, PostgreSQL and Spark understand.
_LEVEL = """
    select {level} as unit, extract(year from "on") * 100 + extract(month from "on") as month,
        programme, sum(hours) as hours, count(*) as records, count(distinct volunteer) as people
    from services join units using (organisation)
    where {level} is not null
    group by 1, 2, 3
"""
SQL = " union all ".join(_LEVEL.format(level=each) for each in LEVELS)


def units() -> dict[str, list[str | None]]:
    """Each organisation with the school, the town and the district that it counts in."""
    known = {each.id: each for each in district.organisations()}
    towns = [each.id if each.id[0] == "T" else each.parent for each in known.values()]
    return {
        "organisation": list(known),
        "school": [each if each[0] == "S" else None for each in known],
        "town": [each if each and each[0] == "T" else None for each in towns],
        "district": ["D"] * len(known),
    }


def polars(services: Any, above: Any) -> Any:
    """Polars, eager or lazy."""
    import polars as pl

    words = pl.col("volunteer", "programme").cast(pl.Categorical)
    month = pl.col("on").dt.year().cast(pl.Int32) * 100 + pl.col("on").dt.month()
    joined = (
        services.with_columns(words, month=month)
        .join(above, on="organisation")
        .with_columns(pl.col(LEVELS).cast(pl.Categorical))
    )
    return pl.concat(
        joined.filter(pl.col(level).is_not_null())
        .group_by(pl.col(level).alias("unit"), "month", "programme")
        .agg(
            pl.col("hours").sum(),
            pl.len().alias("records"),
            pl.col("volunteer").n_unique().alias("people"),
        )
        for level in LEVELS
    )


def pandas(services: Any, above: Any) -> Any:
    """pandas, with NumPy's types or Arrow's."""
    import pandas as pd

    month = services["on"].dt.year * 100 + services["on"].dt.month
    needed = services[["organisation", "programme", "volunteer", "hours"]].assign(month=month)
    joined = needed.merge(above, on="organisation")
    found = [
        joined.groupby([level, "month", "programme"], sort=False)
        .agg(hours=("hours", "sum"), records=("month", "size"), people=("volunteer", "nunique"))
        .reset_index(names=list(KEYS))
        for level in LEVELS
    ]
    return pd.concat(found, ignore_index=True)


def pyarrow(services: Any, above: Any) -> Any:
    """PyArrow: everything is a number before it is grouped."""
    import pyarrow as pa
    import pyarrow.compute as pc

    words = services["programme"].dictionary_encode().combine_chunks()
    rows = {
        "month": pc.add(pc.multiply(pc.year(services["on"]), 100), pc.month(services["on"])),
        "programme": words.indices,
        "volunteer": services["volunteer"].dictionary_encode().combine_chunks().indices,
        "hours": services["hours"],
    }
    home = pc.index_in(services["organisation"], above["organisation"])
    found = []
    for level in LEVELS:
        unit = pc.index_in(above[level], above["organisation"], skip_nulls=True).take(home)
        table = pa.table({"unit": unit, **rows}).filter(pc.field("unit").is_valid())
        counted = [("hours", "sum"), ([], "count_all"), ("volunteer", "count_distinct")]
        groups = table.group_by(list(KEYS)).aggregate(counted)
        columns = [
            above["organisation"].take(groups["unit"]),
            groups["month"],
            words.dictionary.take(groups["programme"].combine_chunks()),
            *(groups[each] for each in ("hours_sum", "count_all", "volunteer_count_distinct")),
        ]
        found.append(pa.table(columns, names=list(ANSWER)))
    return pa.concat_tables(found)


def ibis(services: Any, above: Any) -> Any:
    """Ibis, whatever it asks."""
    import ibis as ib

    month = services["on"].year().cast("int64") * 100 + services["on"].month()
    joined = services.mutate(month=month).join(above, "organisation")
    return ib.union(
        *(
            joined.filter(ib._[level].notnull())  # noqa: PD004  (of Ibis)
            .group_by(unit=ib._[level], month=ib._["month"], programme=ib._["programme"])
            .agg(
                hours=ib._["hours"].sum(), records=ib._.count(), people=ib._["volunteer"].nunique()
            )
            for level in LEVELS
        )
    )


def third(path: Path) -> list[tuple[Any, ...]]:
    """A third answer, by a database that has no part in the comparison, computed once and kept."""
    kept = path.with_suffix(".json")
    if not kept.exists():
        kept.write_text(json.dumps(sqlite(path)), "utf-8")
    return [tuple(row) for row in json.loads(kept.read_text("utf-8"))]


def sqlite(path: Path) -> list[tuple[Any, ...]]:
    """The question in SQLite; hours are halves here."""
    import pyarrow.parquet as pq

    columns = ("organisation", "on", "programme", "volunteer", "hours")
    read = pq.read_table(path, columns=list(columns))
    cells = [read[each].to_pylist() for each in columns]
    cells[1] = [each.year * 100 + each.month for each in cells[1]]
    cells[4] = [None if each is None else int(each * 2) for each in cells[4]]
    known = units()
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute("create table services (unit, month, programme, volunteer, halves)")
        opened.executemany("insert into services values (?, ?, ?, ?, ?)", zip(*cells, strict=True))
        opened.execute("create table closure (unit, above)")
        for level in LEVELS:
            pairs = zip(known["organisation"], known[level], strict=True)
            opened.executemany("insert into closure values (?, ?)", pairs)
        return opened.execute(
            """select above, month, programme, coalesce(sum(halves), 0), count(*),
                    count(distinct volunteer)
                from services join (select distinct unit, above from closure) using (unit)
                where above is not null
                group by above, month, programme
                order by above, month, programme"""
        ).fetchall()
