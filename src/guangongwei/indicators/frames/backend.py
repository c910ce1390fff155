"""The dataframe engines: which are known, how small results leave them, how small tables enter.

Everything else that is done to a frame is said once, through narwhals.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, cast, final

from attrs import frozen

from guangongwei.errors import BadArgument, MissingExtra
from guangongwei.indicators.frames.failing import told_plainly

try:
    import narwhals.stable.v2 as nw
except ImportError as error:  # pragma: no cover  (the tests have it)
    raise MissingExtra("frames") from error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Frame = nw.LazyFrame[Any]
    Native = Any

__all__ = ["KNOWN", "Cells", "Kind", "collected", "made", "nw", "opened"]

Implementation = nw.Implementation

#: Decimals that a number of a made table keeps; whatever has more of them is told as a fraction.
PLACES = 9


@final
class Kind(Enum):
    """What a column of a made table holds."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    TEXTS = "texts"


@final
@frozen
class Cells:
    """One column of a made table."""

    kind: Kind
    values: list[Any]


def opened(table: Native, name: str) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    """The caller's table as narwhals sees it; what speaks Arrow alone becomes a PyArrow table.

    Raises:
        BadArgument: It is no table, or of an engine that is not known here.
    """
    frame: Any = nw.from_native(table, pass_through=True)
    if not isinstance(frame, nw.DataFrame | nw.LazyFrame):
        if not hasattr(table, "__arrow_c_stream__"):
            raise BadArgument(name, f"a table of {', '.join(KNOWN.values())}")
        frames: Any = nw.DataFrame
        frame = frames.from_arrow(table, backend="pyarrow")
    if frame.implementation not in KNOWN:
        raise BadArgument(name, f"of {', '.join(KNOWN.values())}; {frame.implementation} is none")
    return cast("nw.DataFrame[Any] | nw.LazyFrame[Any]", frame)


@told_plainly
def collected(frame: Any) -> list[tuple[Any, ...]]:
    """The rows of a frame that is small by now, in plain Python values."""
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    is_plain = frame.implementation is not Implementation.PANDAS
    columns = [
        cells if is_plain and isinstance(dtype, _PLAIN) else list(map(_plain, cells))
        for name, dtype in frame.schema.items()
        for cells in [frame[name].to_list()]
    ]
    return list(zip(*columns, strict=True))


#: What an engine that is not pandas tells in values of Python's own.
_PLAIN = (
    nw.String,
    nw.Categorical,
    nw.Int64,
    nw.Int32,
    nw.UInt32,
    nw.Boolean,
    nw.Date,
    nw.Decimal,
)


def _plain(value: Any) -> Any:
    """A cell without what one engine or the other makes of it: NaN, a timestamp, NumPy's types."""
    if value is None or isinstance(value, str | int | Decimal):
        return value
    if type(value).__name__ in ("NAType", "NaTType") or value != value:  # noqa: PLR0124
        return None
    if isinstance(value, datetime):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def polars_types(pl: Any) -> dict[Kind, Any]:
    """What a column of each kind is in Polars."""
    return {
        Kind.TEXT: pl.String,
        Kind.WHOLE: pl.Int64,
        Kind.NUMBER: pl.Decimal(38, PLACES),
        Kind.DAY: pl.Date,
        Kind.FLAG: pl.Boolean,
        Kind.TEXTS: pl.List(pl.String),
    }


def arrow_types(pa: Any) -> dict[Kind, Any]:
    """What a column of each kind is in Arrow."""
    return {
        Kind.TEXT: pa.string(),
        Kind.WHOLE: pa.int64(),
        Kind.NUMBER: pa.decimal128(38, PLACES),
        Kind.DAY: pa.date32(),
        Kind.FLAG: pa.bool_(),
        Kind.TEXTS: pa.list_(pa.string()),
    }


#: What a column of each kind is in Spark.
SPARK_TYPES = {
    Kind.TEXT: "string",
    Kind.WHOLE: "long",
    Kind.NUMBER: f"decimal(38,{PLACES})",
    Kind.DAY: "date",
    Kind.FLAG: "boolean",
    Kind.TEXTS: "array<string>",
}


def made(like: Any, cells: Mapping[str, Cells]) -> Any:
    """A small table in the engine of another one, as narwhals sees it."""
    return nw.from_native(_MAKERS[like.implementation](like.to_native(), cells))


def _polars(like: Native, cells: Mapping[str, Cells]) -> Native:
    pl: Any = nw.dependencies.get_polars()
    types = polars_types(pl)
    columns = [
        pl.Series(name, each.values, dtype=types[each.kind], strict=True)
        for name, each in cells.items()
    ]
    frame = pl.DataFrame(columns)
    return frame.lazy() if isinstance(like, pl.LazyFrame) else frame


def _pandas(like: Native, cells: Mapping[str, Cells]) -> Native:
    pd: Any = nw.dependencies.get_pandas()
    if speaks_arrow(like):
        return _arrow(like, cells).to_pandas(types_mapper=pd.ArrowDtype)
    types = {Kind.WHOLE: "Int64", Kind.FLAG: "boolean", Kind.DAY: "datetime64[s]", Kind.TEXT: "str"}
    return pd.DataFrame(
        {
            name: pd.Series(each.values, dtype=types.get(each.kind, "object"))
            for name, each in cells.items()
        }
    )


def speaks_arrow(native: Native) -> bool:
    """Say whether any column of a pandas frame is of one of Arrow's types."""
    pd: Any = nw.dependencies.get_pandas()
    return any(isinstance(each, pd.ArrowDtype) for each in native.dtypes)


def _arrow(_like: Native, cells: Mapping[str, Cells]) -> Native:
    pa: Any = nw.dependencies.get_pyarrow()
    types = arrow_types(pa)
    return pa.table({name: pa.array(c.values, types[c.kind]) for name, c in cells.items()})


def _duckdb(like: Native, cells: Mapping[str, Cells]) -> Native:
    # DuckDB finds the table under its name here, and keeps it as long as the relation lives.
    made_table = _arrow(like, cells)
    return like.query("made_like", "select * from made_table") if made_table is not None else None


def _ibis(like: Native, cells: Mapping[str, Cells]) -> Native:
    ibis: Any = nw.dependencies.get_ibis()
    return ibis.memtable(_arrow(like, cells))


def _spark(like: Native, cells: Mapping[str, Cells]) -> Native:
    schema = ", ".join(f"`{name}` {SPARK_TYPES[each.kind]}" for name, each in cells.items())
    rows = list(zip(*(each.values for each in cells.values()), strict=True))
    return like.sparkSession.createDataFrame(rows, schema)


_MAKERS: dict[Implementation, Callable[[Native, Mapping[str, Cells]], Native]] = {
    Implementation.POLARS: _polars,
    Implementation.PANDAS: _pandas,
    Implementation.PYARROW: _arrow,
    Implementation.DUCKDB: _duckdb,
    Implementation.IBIS: _ibis,
    Implementation.PYSPARK: _spark,
}
#: The engines that are known, with the names that they go by.
KNOWN: dict[Implementation, str] = {
    Implementation.POLARS: "Polars",
    Implementation.PANDAS: "pandas",
    Implementation.PYARROW: "PyArrow",
    Implementation.DUCKDB: "DuckDB",
    Implementation.IBIS: "Ibis",
    Implementation.PYSPARK: "PySpark",
}


def joined(frame: Any, column: str) -> Any:
    """A frame whose column of lists of texts is one of texts, the parts between `BETWEEN`."""
    native = frame.to_native()
    return nw.from_native(_JOINERS[frame.implementation](native, column))


#: What stands between the texts of a list that was joined; no text holds it.
BETWEEN = "\x1f"


def _join_polars(native: Native, column: str) -> Native:
    pl: Any = nw.dependencies.get_polars()
    return native.with_columns(pl.col(column).list.join(BETWEEN))


def _join_pandas(native: Native, column: str) -> Native:
    pd: Any = nw.dependencies.get_pandas()
    pa: Any = nw.dependencies.get_pyarrow()
    # Of Arrow's types alone pandas says that they are lists.
    texts = pa.compute.binary_join(pa.array(native[column]), BETWEEN)
    return native.assign(**{column: pd.array(texts, "string[pyarrow]")})


def _join_arrow(native: Native, column: str) -> Native:
    pa: Any = nw.dependencies.get_pyarrow()
    at = native.column_names.index(column)
    return native.set_column(at, column, pa.compute.binary_join(native[column], BETWEEN))


def _join_duckdb(native: Native, column: str) -> Native:
    duckdb: Any = nw.dependencies.get_duckdb()
    others = [duckdb.ColumnExpression(each) for each in native.columns if each != column]
    text = duckdb.FunctionExpression(
        "array_to_string", duckdb.ColumnExpression(column), duckdb.ConstantExpression(BETWEEN)
    )
    return native.select(*others, text.alias(column))


def _join_ibis(native: Native, column: str) -> Native:
    return native.mutate(**{column: native[column].join(BETWEEN)})


def _join_spark(native: Native, column: str) -> Native:
    sql: Any = nw.dependencies.get_pyspark_sql()
    return native.withColumn(column, sql.functions.concat_ws(BETWEEN, column))


_JOINERS: dict[Implementation, Callable[[Native, str], Native]] = {
    Implementation.POLARS: _join_polars,
    Implementation.PANDAS: _join_pandas,
    Implementation.PYARROW: _join_arrow,
    Implementation.DUCKDB: _join_duckdb,
    Implementation.IBIS: _join_ibis,
    Implementation.PYSPARK: _join_spark,
}


def scaled(frame: Any, column: str, digits: int) -> Any:
    """A pandas frame whose column of decimal objects is one of whole numbers of that many digits.

    Raises:
        BadArgument: A number has more digits after the point.
    """
    pd: Any = nw.dependencies.get_pandas()
    native = frame.to_native()
    numbers = [None if _plain(each) is None else each.scaleb(digits) for each in native[column]]
    if any(each is not None and each != int(each) for each in numbers):
        raise BadArgument(column, f"numbers of at most {digits} digits after the point")
    whole = pd.array([None if each is None else int(each) for each in numbers], dtype="Int64")
    return nw.from_native(native.assign(**{column: whole}))
