"""Many indicators in one call, against as many single queries that are written by hand.

The tables are those of the example, with as many copies of the volunteers, services and activities
as are asked for; what is counted of them is so many times what it is in the example.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.queries import QUERIES, Mark, Query

from guangongwei import tabular
from guangongwei.indicators import frames
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.frames.result import decimal
from guangongwei.model import Absence, Activity, Dataset, Service, Volunteer, Year
from guangongwei.model.audience import Audience
from guangongwei.model.dataset import TABLES, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from guangongwei.model.organisation import Tree

    Named = Mapping[str, Any]

DATA = Path(__file__).parents[1] / "examples" / "wujin_2024" / "data"
PERIOD, AS_OF = Year(2024), date(2024, 12, 31)
#: By the column through which a record belongs to an organisation: the table that tells it.
OWNERS = {"programme": "programmes", "child": "children"}
_COPIED = (Volunteer, Service, Activity)


def copied(dataset: Dataset, copies: int) -> dict[type[Record], Any]:
    """The example's tables in Polars, some of them so many times, each copy with its own ids."""
    import polars as pl

    tables = frames.from_records(dataset, "polars")
    for noun in _COPIED:
        ids = [name for name in ("id", "volunteer") if name in tables[noun].columns]
        tables[noun] = pl.concat(
            tables[noun].with_columns(pl.col(each) + f"~{copy}" for each in ids)
            for copy in range(copies)
        )
    return tables


def units(tree: Tree) -> Any:
    """Each organisation with its 镇街, its 类别 and its days."""
    import polars as pl

    towns = {id_: tree.town(id_) for id_ in tree.by_id}
    return pl.DataFrame(
        {
            "organisation": list(towns),
            "town": [None if isinstance(each, Absence) else each for each in towns.values()],
            "unit_kind": [tree[id_].category.value for id_ in towns],
            "unit_founded": pl.Series([tree[id_].founded for id_ in towns], dtype=pl.Date),
            "unit_closed": pl.Series([tree[id_].closed for id_ in towns], dtype=pl.Date),
        }
    )


def by_polars(tables: Named, queries: Mapping[str, Query]) -> dict[str, Any]:
    """Queries in Polars, one after the other."""
    return {name: _lazy(tables, each).collect() for name, each in queries.items()}


def _lazy(tables: Named, query: Query) -> Any:
    import polars as pl

    frame = tables[query.of].lazy()
    if query.through is not None:
        owner = tables[OWNERS[query.through]].lazy().select("id", "organisation")
        frame = frame.join(owner, left_on=query.through, right_on="id")
    if query.texts is not None:
        frame = frame.explode(query.texts)
    if query.of != "units":
        frame = frame.join(tables["units"].lazy(), on="organisation")
    for mark in query.marks:
        so = _marked(tables, mark).with_columns(pl.lit(value=True).alias(mark.name))
        frame = frame.join(so, left_on=mark.about, right_on=mark.names, how="left")
        frame = frame.with_columns(pl.col(mark.name).fill_null(value=False))
    frame = frame.filter(pl.sql_expr(query.where))
    if query.once:
        frame = frame.select("town", *(each.strip('"') for each in query.once)).unique()
    keys = ["town"] if query.across is None else ["town", query.across]
    found = frame.group_by(keys).agg(**{k: pl.sql_expr(v) for k, v in query.counted.items()})
    if query.across is not None:
        found = found.group_by("town").agg(value=pl.sql_expr(query.told))
    if query.beside is not None:
        found = found.join(_lazy(tables, query.beside), on="town")
    return found


def _marked(tables: Named, mark: Mark) -> Any:
    """What the records of a mark are about, each once."""
    import polars as pl

    kept = tables[mark.of].lazy().filter(pl.sql_expr(mark.where))
    if mark.last is None:
        return kept.select(mark.names).unique()
    last = kept.sort("on", "id").group_by(mark.names).last()
    return last.filter(pl.sql_expr(mark.last)).select(mark.names)


def by_duckdb(connection: Any, queries: Mapping[str, Query]) -> dict[str, Any]:
    """Queries in DuckDB, one after the other."""
    return {
        name: connection.sql(_statement(each)).to_arrow_table() for name, each in queries.items()
    }


def _statement(query: Query) -> str:
    source = query.of
    if query.texts is not None:
        source = f"(select * replace (unnest({query.texts}) as {query.texts}) from {source})"
    if query.through is not None:
        owner = OWNERS[query.through]
        source = (
            f"(select given.*, owner.organisation from {source} as given "
            f"join {owner} as owner on given.{query.through} = owner.id)"
        )
    if query.of != "units":
        source = f"{source} join units using (organisation)"
    marks = "".join(f", {each.about} in ({_names(each)}) as {each.name}" for each in query.marks)
    rows = f"select *{marks} from {source}"
    if query.once:
        rows = f"select distinct town, {', '.join(query.once)} from ({rows}) where {query.where}"
    else:
        rows = f"select * from ({rows}) where {query.where}"
    counted = ", ".join(f"{text} as {name}" for name, text in query.counted.items())
    if query.across is not None:
        rows = f"select town, {counted} from ({rows}) group by town, {query.across}"
        counted = f"{query.told} as value"
    found = f"select town, {counted} from ({rows}) group by town"
    if query.beside is not None:
        found = f"select * from ({found}) join ({_statement(query.beside)}) using (town)"
    return found


def _names(mark: Mark) -> str:
    kept = f"select {mark.names} from {mark.of} where {mark.where}"
    if mark.last is None:
        return kept
    return f'{kept} group by {mark.names} having arg_max({mark.last}, ("on", id))'


def once(tables: dict[type[Record], Any], known: Dataset, names: Iterable[str]) -> Any:
    """Some indicators by 镇街 in one call."""
    result = frames.evaluate(
        map(indicator, names),
        tables,
        tree=known.tree,
        standards=known.standards,
        period=PERIOD,
        audience=Audience.DESK,
        as_of=AS_OF,
        by=("town",),
        unique_ids=True,
    )
    return result.to_arrow_table() if hasattr(result, "to_arrow_table") else result


def assert_same(ours: Any, theirs: Mapping[str, Any]) -> None:
    """What the queries have counted is what one call says."""
    import polars as pl

    table = ours if isinstance(ours, pl.DataFrame) else pl.DataFrame(ours)
    told = {(each["indicator"], each["town"]): each for each in table.iter_rows(named=True)}
    for name, found in theirs.items():
        rows = found if isinstance(found, pl.DataFrame) else pl.DataFrame(found)
        assert len(rows), name  # noqa: S101
        for row in rows.iter_rows(named=True):
            ours_, where = told[name, row.pop("town")], (name, row)
            if ours_["absence"] is not None and not row.get("part", 1):
                continue  # A query takes it for 0 that nobody has said anything.
            for column, value in _answer(row):
                assert ours_[column] == value, (where, ours_[column])  # noqa: S101


def _answer(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a row of a query says of the columns of a result; quotients are made of its numbers."""
    numbers = [Fraction(each) for each in row.values()]
    match tuple(row):
        case ("part", "whole") | ("value",):
            for name, value in row.items():
                yield name, decimal(Fraction(value))
        case ("of", "each"):
            yield "value", decimal(numbers[0] / numbers[1]) if numbers[1] else None
        case ("now", "then"):
            yield "value", decimal(numbers[0] / numbers[1] - 1) if numbers[1] else None
        case _:
            now, then = numbers[0] / numbers[1], numbers[2] / numbers[3]
            yield "value", decimal(now - then)


def compare(engine: str, copies: int, runs: int) -> None:
    """Print what one call takes, beside what the queries take one by one."""
    dataset = tabular.read_folder(DATA).value
    tables = copied(dataset, copies)
    rows = len(tables[Service])
    # Records that nobody asks for again would be looked through whenever Python tidies up.
    known = Dataset(organisations=dataset.organisations, standards=dataset.standards)
    del dataset
    named = {TABLES[noun]: each for noun, each in tables.items()} | {"units": units(known.tree)}
    by_hand: Callable[[Mapping[str, Query]], dict[str, Any]]
    if engine == "DuckDB":
        import duckdb

        connection = duckdb.connect()
        for name, each in named.items():
            connection.register("given", each.to_arrow())
            connection.execute(f"create table {name} as from given")
        tables = {noun: connection.table(name) for noun, name in TABLES.items()}
        by_hand = lambda queries: by_duckdb(connection, queries)  # noqa: E731
    else:
        by_hand = lambda queries: by_polars(named, queries)  # noqa: E731
    everything = [each.id for each in CATALOGUE if getattr(each.value, "across", None) != "town"]
    of_services = {name: each for name, each in QUERIES.items() if each.of == "services"}
    assert_same(once(tables, known, QUERIES), by_hand(QUERIES))
    work: tuple[Callable[[], object], ...] = (
        lambda: by_hand(QUERIES),
        lambda: by_hand(of_services),
        lambda: once(tables, known, of_services),
        lambda: once(tables, known, QUERIES),
        lambda: once(tables, known, everything),
    )
    times: list[list[float]] = []
    for _ in range(runs):
        marks = [time.process_time()]
        for each in work:
            each()
            marks.append(time.process_time())
        times.append([later - mark for mark, later in pairwise(marks)])
    hand, some, few, same, whole = (median(each) for each in zip(*times, strict=True))
    print(
        f"{engine:<8} {rows:>10,} services   {len(QUERIES)} queries {hand:.3f} s   "
        f"the same in one call {same:.3f} s = {same / hand:.2f} x   "
        f"all {len(everything)} {whole:.3f} s = {whole / hand:.2f} x   "
        f"{len(of_services)} of services {some:.3f} s, in one call {few:.3f} s = {few / some:.2f} x"
    )


def main() -> None:
    """Compare both engines."""
    parser = argparse.ArgumentParser()
    parser.add_argument("copies", type=int, nargs="?", default=28)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    for engine in ("Polars", "DuckDB"):
        compare(engine, asked.copies, asked.runs)


if __name__ == "__main__":
    main()
