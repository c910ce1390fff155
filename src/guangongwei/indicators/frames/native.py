"""What an engine does faster, or only, by its own means: numbers for texts, groups, and types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.frames.backend import (
    PLACES,
    SPARK_TYPES,
    Implementation,
    Kind,
    arrow_types,
    nw,
    polars_types,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Native = Any


@final
@frozen
class Added:
    """What is made of the rows of every group, each under its own name."""

    #: How many rows there are.
    length: str | None = None
    #: Sums of columns.
    sums: tuple[str, ...] = ()
    #: How many rows are not blank in a column, by the name of that number.
    told: tuple[tuple[str, str], ...] = ()
    #: How many different values a column has besides blanks, by the name of that number.
    different: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that it makes."""
        first = () if self.length is None else (self.length,)
        return (*first, *self.sums, *(name for name, _ in (*self.told, *self.different)))

    @property
    def in_sql(self) -> list[str]:
        """What makes them, as DuckDB reads it."""
        made = [] if self.length is None else [f'count(*) as "{self.length}"']
        made += [f'sum("{each}") as "{each}"' for each in self.sums]
        made += [f'count("{each}") as "{name}"' for name, each in self.told]
        return made + [f'count(distinct "{each}") as "{name}"' for name, each in self.different]

    def in_ibis(self, table: Native) -> dict[str, Any]:
        """What makes them of a table of Ibis, by their names.

        What narwhals writes to count different values, PostgreSQL does not read.
        """
        made: dict[str, Any] = {} if self.length is None else {self.length: table.count()}
        made |= {each: table[each].sum() for each in self.sums}
        made |= {name: table[each].count() for name, each in self.told}
        return made | {name: table[each].nunique() for name, each in self.different}


def grouped(frame: Any, keys: list[str], added: Added) -> Any:
    """One row for every group of a frame."""
    native = _GROUPERS[frame.implementation](frame.to_native(), keys, added)
    return nw.from_native(native)


def _grouped_in_spark(native: Native, keys: list[str], added: Added) -> Native:
    columns: list[Any] = [] if added.length is None else [nw.len().alias(added.length)]
    columns += [nw.col(each).sum() for each in added.sums]
    columns += [nw.col(each).count().alias(name) for name, each in added.told]
    for name, each in added.different:
        # A blank counts as one of the values.
        columns.append(nw.col(each).n_unique().alias(name))
        columns.append(nw.col(each).count().alias(f"{name}_told"))
        columns.append(nw.len().alias(f"{name}_all"))
    frame: Any = nw.from_native(native)
    found = frame.group_by(keys).agg(*columns)
    for name, _ in added.different:
        blank = nw.when(nw.col(f"{name}_told") < nw.col(f"{name}_all"))
        less = blank.then(nw.lit(1)).otherwise(nw.lit(0))
        found = found.with_columns((nw.col(name) - less).alias(name))
    return found.select(*keys, *added.names).to_native()


def _grouped_in_ibis(table: Native, keys: list[str], added: Added) -> Native:
    return table.group_by(keys).agg(**added.in_ibis(table))


def _grouped_in_arrow(table: Native, keys: list[str], added: Added) -> Native:
    """Blanks are left out of different values at once."""
    asked: list[tuple[Any, str]] = [] if added.length is None else [([], "count_all")]
    asked += [(each, "sum") for each in added.sums]
    asked += [(each, "count") for _, each in added.told]
    asked += [(each, "count_distinct") for _, each in added.different]
    grouped_by = table.group_by(keys).aggregate(asked)
    made = [f"{each}_{how}" if each else how for each, how in asked]
    return grouped_by.select([*keys, *made]).rename_columns([*keys, *added.names])


def grouped_in_polars(native: Native, keys: list[str], added: Added) -> Native:
    """The same in Polars: where no blank is known to be missing, it is taken off afterwards."""
    pl: Any = nw.dependencies.get_polars()
    columns: list[Any] = [pl.len().alias("_length")]
    columns += [pl.col(each).sum() for each in added.sums]
    columns += [pl.col(each).count().alias(name) for name, each in added.told]
    less: dict[str, Any] = {} if added.length is None else {added.length: pl.col("_length")}
    for name, each in added.different:
        columns.append(pl.col(each).n_unique().alias(name))
        if isinstance(native, pl.LazyFrame) or native[each].null_count():
            columns.append(pl.col(each).count().alias(f"{name}_told"))
            less[name] = pl.col(name) - (pl.col(f"{name}_told") < pl.col("_length"))
    found = native.group_by(keys).agg(columns)
    return found.select(*keys, *(less.get(n, pl.col(n)).alias(n) for n in added.names))


def _grouped_in_pandas(native: Native, keys: list[str], added: Added) -> Native:
    has_blanks = any(native[each].hasnans for each in keys)
    groups = native.groupby(keys, sort=False, observed=True, dropna=not has_blanks)
    size = groups.size()
    found: dict[str, Any] = {} if added.length is None else {added.length: size}
    found |= {each: groups[each].sum() for each in added.sums}
    for name, each in added.told:
        found[name] = groups[each].count() if native[each].hasnans else size
    found |= {name: groups[each].nunique() for name, each in added.different}
    # All of them are in one order.
    columns = {name: each.array for name, each in found.items()}
    return size.index.to_frame(index=False).assign(**columns)


def _grouped_in_duckdb(native: Native, keys: list[str], added: Added) -> Native:
    """Every operation on a relation is bound at once, so there is one for all."""
    told = [f'"{each}"' for each in keys]
    return native.aggregate(", ".join((*told, *added.in_sql)), ", ".join(told))


_GROUPERS: dict[Implementation, Callable[[Native, list[str], Added], Native]] = {
    Implementation.POLARS: grouped_in_polars,
    Implementation.PANDAS: _grouped_in_pandas,
    Implementation.DUCKDB: _grouped_in_duckdb,
    Implementation.IBIS: _grouped_in_ibis,
    Implementation.PYARROW: _grouped_in_arrow,
    Implementation.PYSPARK: _grouped_in_spark,
}


def waiting(frame: Any) -> Any:
    """A frame of an engine that plans better for everything that is asked of it at once."""
    if frame.implementation is not Implementation.POLARS:
        return frame
    native: Any = frame.to_native()
    return nw.from_native(native.lazy())


def distinct(frame: Any) -> Any:
    """The rows of a frame, each once; engines have a word for it that narwhals does not use."""
    native = frame.to_native()
    if frame.implementation is Implementation.PYARROW:
        return nw.from_native(native.group_by(native.column_names).aggregate([]))
    if frame.implementation in (Implementation.POLARS, Implementation.PANDAS):
        return frame.unique()
    return nw.from_native(native.distinct())


def inside(frame: Any, so: Any) -> Any:
    """The rows of which something is so; a frame of which it is so everywhere is not copied."""
    is_here = not hasattr(frame, "collect")
    if is_here and frame.implementation is not Implementation.POLARS:
        held = frame.select(_so=so)["_so"]
        return frame if held.all() and not held.null_count() else frame.filter(held)
    return frame.filter(so)


def numbered(frame: Any, names: Iterable[str], *, shown: bool) -> Any:
    """A frame with numbers in place of texts where the engine groups by these faster.

    What is shown has to be told as a text again, by `typed`; what is only counted has not.
    """
    numbers = _NUMBERS.get(frame.implementation)
    if numbers is None:
        return frame
    schema = frame.collect_schema()
    texts = [each for each in names if isinstance(schema[each], nw.String)]
    return nw.from_native(numbers(frame.to_native(), texts, shown=shown)) if texts else frame


def _numbers_in_polars(native: Native, names: list[str], *, shown: bool) -> Native:
    pl: Any = nw.dependencies.get_polars()
    words = pl.col(names).cast(pl.Categorical)
    return native.with_columns(words if shown else words.to_physical())


def _numbers_in_arrow(native: Native, names: list[str], *, shown: bool) -> Native:
    for name in names:
        encoded = native[name].combine_chunks().dictionary_encode()
        at = native.column_names.index(name)
        native = native.set_column(at, name, encoded if shown else encoded.indices)
    return native


def _numbers_in_pandas(native: Native, names: list[str], *, shown: bool) -> Native:
    """What is counted alone is numbered where none is blank, what is shown where any is not."""
    pd: Any = nw.dependencies.get_pandas()
    told: dict[str, Any] = {}
    for name in names:
        codes, uniques = native[name].factorize()
        if shown and len(uniques):
            told[name] = pd.Categorical.from_codes(codes, uniques)
        elif not shown and (codes >= 0).all():
            told[name] = codes
    return native.assign(**told)


_NUMBERS: dict[Implementation, Callable[..., Native]] = {
    Implementation.POLARS: _numbers_in_polars,
    Implementation.PYARROW: _numbers_in_arrow,
    Implementation.PANDAS: _numbers_in_pandas,
}


def typed(frame: Any, kinds: Mapping[str, Kind], names: Iterable[str] | None = None) -> Any:
    """The columns of these names, or of these kinds, of the types that every result has.

    A column of no kind, which only an engine that does not wait can have, is left as it is.
    """
    return fitted(frame.select(*(kinds if names is None else names)), kinds)


def fitted(frame: Any, kinds: Mapping[str, Kind]) -> Any:
    """A frame of whose columns some are of the types that every result has."""
    return nw.from_native(_TYPERS[frame.implementation](frame.to_native(), kinds))


def _typed_in_polars(native: Native, kinds: Mapping[str, Kind]) -> Native:
    pl: Any = nw.dependencies.get_polars()
    types = polars_types(pl)
    return native.cast({name: types[each] for name, each in kinds.items()})


def _typed_in_pandas(native: Native, kinds: Mapping[str, Kind]) -> Native:
    """Where there is no PyArrow: what is put together there gets its types on the way back."""
    types = {
        Kind.TEXT: "str",
        Kind.WHOLE: "Int64",
        Kind.NUMBER: "object",
        Kind.DAY: "datetime64[s]",
    }
    return native.astype({name: types[kind] for name, kind in kinds.items()})


def _typed_in_arrow(native: Native, kinds: Mapping[str, Kind]) -> Native:
    pa: Any = nw.dependencies.get_pyarrow()
    types = arrow_types(pa)
    told = {name: types[each] for name, each in kinds.items()}
    fields = [(each.name, told.get(each.name, each.type)) for each in native.schema]
    return native.cast(pa.schema(fields))


def _typed_in_duckdb(native: Native, kinds: Mapping[str, Kind]) -> Native:
    duckdb: Any = nw.dependencies.get_duckdb()
    types = {
        Kind.TEXT: "varchar",
        Kind.WHOLE: "bigint",
        Kind.NUMBER: f"decimal(38, {PLACES})",
        Kind.DAY: "date",
    }
    return native.select(
        *(duckdb.ColumnExpression(name).cast(types[k]).alias(name) for name, k in kinds.items())
    )


def _typed_in_ibis(native: Native, kinds: Mapping[str, Kind]) -> Native:
    types = {
        Kind.TEXT: "string",
        Kind.WHOLE: "int64",
        Kind.NUMBER: f"decimal(38, {PLACES})",
        Kind.DAY: "date",
    }
    return native.cast({name: types[each] for name, each in kinds.items()})


def _typed_in_spark(native: Native, kinds: Mapping[str, Kind]) -> Native:
    return native.select(
        *(native[name].cast(SPARK_TYPES[each]).alias(name) for name, each in kinds.items())
    )


_TYPERS: dict[Implementation, Callable[[Native, Mapping[str, Kind]], Native]] = {
    Implementation.POLARS: _typed_in_polars,
    Implementation.PANDAS: _typed_in_pandas,
    Implementation.PYARROW: _typed_in_arrow,
    Implementation.DUCKDB: _typed_in_duckdb,
    Implementation.IBIS: _typed_in_ibis,
    Implementation.PYSPARK: _typed_in_spark,
}
