"""Many indicators in one call, against as many single queries that are written by hand.

The tables are those of the example, with as many copies of the volunteers, services and activities
as are asked for; what is counted of them is so many times what it is in the example. Each query
below counts one indicator by 镇街, as somebody would who needs that one number; DuckDB takes it as
SQL, Polars as expressions. Who has reported, and what a figure can still become, no query tells.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei import tabular
from guangongwei.indicators import frames
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.model import Absence, Activity, Dataset, Entry, Service, Volunteer, Year
from guangongwei.model.audience import Audience
from guangongwei.model.dataset import TABLES, Record

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parents[1] / "examples" / "wujin_2024" / "data"
PERIOD, AS_OF = Year(2024), date(2024, 12, 31)

_DURING = "\"on\" >= date '2024-01-01' and \"on\" < date '2025-01-01'"
_LISTED = "joined < date '2025-01-01' and (\"left\" is null or \"left\" >= date '2025-01-01')"
_LECTURES = (
    "'宣讲', '报告会', '法治教育', '法治报告', '“四史”教育', '四史教育', '专题讲座', '思政课'"
)
_TRAINING = (
    "'政治学习', '理论学习', '业务培训', '业务学习', '培训', '培训班', '学习培训', '培训活动'"
)
_SHOWS = "'同台节目展演', '同台展演', '展演', '文艺展演', '网络展播'"
_MIND = "'心理健康教育', '心理健康讲座', '心理健康', '心理辅导', '生命教育', '挫折教育'"
_THEMES = "'主题教育', '征文', '读书', '读书征文', '演讲', '知识竞赛', '微视频', '读懂中国'"
_ESSAYS = "'征文', '读书征文', '演讲', '微视频', '手抄报'"


@final
@frozen
class Query:
    """One indicator by hand: of which table, what is counted, and of which rows."""

    indicator: str
    of: type[Record]
    counted: str
    where: str = _DURING


QUERIES = (
    Query("services.hours", Service, "sum(hours)"),
    Query("services.count", Service, "count(*)"),
    Query("services.visits", Service, "sum(beneficiaries)"),
    Query("volunteers.active", Service, "count(distinct volunteer)"),
    Query(
        "stations.volunteers",
        Service,
        "count(distinct volunteer)",
        f"{_DURING} and unit_kind in ('校外教育辅导站', '社区')",
    ),
    Query("volunteers.registered", Volunteer, "count(*)", _LISTED),
    Query("volunteers.backbone", Volunteer, "count(*)", f"{_LISTED} and backbone"),
    Query("volunteers.new", Volunteer, "count(*)", _DURING.replace('"on"', "joined")),
    Query(
        "volunteers.left",
        Volunteer,
        "count(*)",
        _DURING.replace('"on"', '"left"') + " and joined is not null",
    ),
    Query("activities.sessions", Activity, "sum(sessions)"),
    Query("activities.visits", Activity, "sum(visits)"),
    Query("activities.sessions_to_date", Activity, "sum(sessions)"),
    Query("activities.volunteers", Activity, "sum(volunteers)"),
    Query("training.sessions", Activity, "sum(sessions)", f"{_DURING} and kind in ({_TRAINING})"),
    Query("lectures.sessions", Activity, "sum(sessions)", f"{_DURING} and kind in ({_LECTURES})"),
    Query("lectures.visits", Activity, "sum(visits)", f"{_DURING} and kind in ({_LECTURES})"),
    Query("shows.sessions", Activity, "sum(sessions)", f"{_DURING} and kind in ({_SHOWS})"),
    Query("themes.sessions", Activity, "sum(sessions)", f"{_DURING} and kind in ({_THEMES})"),
    Query("care.mind_sessions", Activity, "sum(sessions)", f"{_DURING} and kind in ({_MIND})"),
    Query(
        "parents.school_sessions",
        Activity,
        "sum(sessions)",
        f"{_DURING} and unit_kind = '家长学校'",
    ),
    Query(
        "stations.sessions",
        Activity,
        "sum(sessions)",
        f"{_DURING} and unit_kind = '校外教育辅导站'",
    ),
    Query("entries.by_level", Entry, "count(*)"),
)
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


def units(dataset: Dataset) -> Any:
    """Each organisation with its 镇街 and its 类别."""
    import polars as pl

    tree = dataset.tree
    towns = {id_: tree.town(id_) for id_ in tree.by_id}
    return pl.DataFrame(
        {
            "organisation": list(towns),
            "town": [None if isinstance(each, Absence) else each for each in towns.values()],
            "unit_kind": [tree[id_].category.value for id_ in towns],
        }
    )


def by_polars(
    tables: dict[type[Record], Any], above: Any, queries: Iterable[Query] = QUERIES
) -> dict[str, Any]:
    """Queries in Polars, one after the other."""
    import polars as pl

    found = {}
    for each in queries:
        kept = tables[each.of].lazy().join(above.lazy(), on="organisation")
        counted = pl.sql_expr(each.counted)
        asked = kept.filter(pl.sql_expr(each.where)).group_by("town").agg(value=counted)
        found[each.indicator] = asked.collect()
    return found


def by_duckdb(
    tables: dict[type[Record], Any], above: Any, queries: Iterable[Query] = QUERIES
) -> dict[str, Any]:
    """Queries in DuckDB, one after the other."""
    found = {}
    for each in queries:
        asked = tables[each.of].join(above, "organisation").filter(each.where)
        found[each.indicator] = asked.aggregate(f"town, {each.counted} as value").to_arrow_table()
    return found


def once(tables: dict[type[Record], Any], dataset: Dataset, names: Iterable[str]) -> Any:
    """Some indicators by 镇街 in one call."""
    result = frames.evaluate(
        map(indicator, names),
        tables,
        tree=dataset.tree,
        standards=dataset.standards,
        period=PERIOD,
        audience=Audience.DESK,
        as_of=AS_OF,
        by=("town",),
        unique_ids=True,
    )
    return result.to_arrow_table() if hasattr(result, "to_arrow_table") else result


def assert_same(ours: Any, theirs: dict[str, Any]) -> None:
    """What the queries have counted is what one call says."""
    import polars as pl

    table = ours if isinstance(ours, pl.DataFrame) else pl.DataFrame(ours)
    told = {
        (name, town): value
        for name, town, value in table.select("indicator", "town", "value").rows()
    }
    for name, found in theirs.items():
        rows = found if isinstance(found, pl.DataFrame) else pl.DataFrame(found)
        for town, value in rows.select("town", "value").rows():
            assert told[name, town] == value, name  # noqa: S101


def compare(engine: str, copies: int, runs: int) -> None:
    """Print what one call takes, beside what the queries take one by one."""
    dataset = tabular.read_folder(DATA).value
    tables, above = copied(dataset, copies), units(dataset)
    rows, by_hand = len(tables[Service]), by_polars
    if engine == "DuckDB":
        import duckdb

        connection = duckdb.connect()
        for name, each in ({TABLES[k]: v for k, v in tables.items()} | {"units": above}).items():
            connection.register("given", each.to_arrow())
            connection.execute(f"create table {name} as from given")
        tables = {noun: connection.table(name) for noun, name in TABLES.items()}
        above, by_hand = connection.table("units"), by_duckdb
    names = [each.indicator for each in QUERIES]
    everything = [each.id for each in CATALOGUE if getattr(each.value, "across", None) != "town"]
    assert_same(once(tables, dataset, names), by_hand(tables, above))
    others = [each for each in QUERIES if each.of is not Service]
    times: list[list[float]] = []
    for _ in range(runs):
        marks = [time.process_time()]
        for work in (
            lambda: by_hand(tables, above),
            lambda: by_hand(tables, above, others),
            lambda: once(tables, dataset, names),
            lambda: once(tables, dataset, everything),
        ):
            work()
            marks.append(time.process_time())
        times.append([later - mark for mark, later in pairwise(marks)])
    hand, small, same, whole = (median(each) for each in zip(*times, strict=True))
    # The indicators without a query are of tables as small as those of the others.
    guessed = hand + small / len(others) * (len(everything) - len(names))
    print(
        f"{engine:<8} {rows:>10,} services   {len(names)} queries {hand:7.3f} s   "
        f"the same in one call {same:7.3f} s = {same / hand:5.2f} x   "
        f"all {len(everything)} {whole:7.3f} s = {whole / guessed:5.2f} x (extrapolated)"
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
