"""How the rows of a result are put together by an engine's own means: small tables, taken row by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, final

from attrs import field, frozen

from guangongwei.indicators.frames.backend import (
    PLACES,
    Cells,
    Implementation,
    Kind,
    arrow_types,
    made,
    nw,
    polars_types,
    speaks_arrow,
)
from guangongwei.indicators.frames.native import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Native = Any


def in_arrow(frame: Any) -> Any:
    """A small frame of pandas as one of PyArrow, where there is that; it does most things faster."""
    pa: Any = nw.dependencies.get_pyarrow()
    if frame.implementation is not Implementation.PANDAS or pa is None:
        return frame
    native: Any = frame.to_native()
    return nw.from_native(pa.table({name: pa.array(cells) for name, cells in native.items()}))


def given_back(frame: Any, like: Any) -> Any:
    """A result as a table of the caller's own kind."""
    native: Any = frame.to_native()
    if frame.implementation is like.implementation:
        return native
    pa: Any = nw.dependencies.get_pyarrow()
    pd: Any = nw.dependencies.get_pandas()
    if speaks_arrow(like.to_native()):
        return native.to_pandas(types_mapper=pd.ArrowDtype)
    text = pd.api.types.pandas_dtype("str")
    types = {
        pa.string(): text if pd.api.types.is_extension_array_dtype(text) else None,
        pa.int64(): pd.Int64Dtype(),
        pa.decimal128(38, PLACES): pd.ArrowDtype(pa.decimal128(38, PLACES)),
    }
    is_day = pa.types.is_date
    fields = [
        (each.name, pa.timestamp("s") if is_day(each.type) else each.type) for each in native.schema
    ]
    return native.cast(pa.schema(fields)).to_pandas(types_mapper=types.get)


@final
@frozen(eq=False)
class Small:
    """A small table that rows of others take theirs of, made once for every engine."""

    cells: Mapping[str, Cells]
    _made: dict[Implementation, Native] = field(factory=dict[Implementation, Any])

    def made(self, like: Any) -> Native:
        """The table in the engine of another one, where it does not wait."""
        if like.implementation not in self._made:
            table = made(like, self.cells)
            is_here = isinstance(table, nw.DataFrame)
            self._made[like.implementation] = (table if is_here else table.collect()).to_native()
        return self._made[like.implementation]


def looked_up(frame: Any, name: str, small: Small) -> Any:
    """A frame and beside each of its rows that row of a small table whose number is in a column."""
    by_itself = _LOOKED_UP.get(frame.implementation)
    if by_itself is not None:
        return nw.from_native(by_itself(frame.to_native(), name, small.made(frame)))
    length = len(next(iter(small.cells.values())).values)
    rows = {f"{name}_row": Cells(Kind.WHOLE, list(range(length)))}
    table = made(frame, {**small.cells, **rows})
    return frame.join(table, left_on=name, right_on=f"{name}_row", how="inner")


def _looked_up_in_polars(native: Native, name: str, table: Native) -> Native:
    pl: Any = nw.dependencies.get_polars()
    if isinstance(native, pl.DataFrame):
        return native.hstack(table[native[name]].get_columns())
    # A join takes three times as long, and longer where the rows come in a stream.
    numbers = pl.col(name)
    return native.with_columns(pl.lit(each).gather(numbers) for each in table.get_columns())


def _looked_up_in_arrow(native: Native, name: str, table: Native) -> Native:
    pa: Any = nw.dependencies.get_pyarrow()
    taken = table.take(native[name])
    names = [*native.column_names, *table.column_names]
    return pa.Table.from_arrays([*native.columns, *taken.columns], names)


_LOOKED_UP: dict[Implementation, Callable[[Native, str, Native], Native]] = {
    Implementation.POLARS: _looked_up_in_polars,
    Implementation.PYARROW: _looked_up_in_arrow,
}


def stacked(
    frame: Any,
    same: Sequence[str],
    taken: Mapping[int, Mapping[str, str]],
    kinds: Mapping[str, Kind],
    name: str,
) -> Any:
    """The rows of a frame once for every number, one below the other, each with its number.

    Args:
        frame: The rows.
        same: The columns that are the same for every number.
        taken: For every number and new column the one that stands in it.
        kinds: What the new columns hold.
        name: The column of the numbers.
    """
    by_itself = _STACKED.get(frame.implementation)
    if by_itself is not None:
        return nw.from_native(by_itself(frame.to_native(), same, taken, kinds, name))
    found: list[Any] = []
    for number, names in taken.items():
        columns = {new: nw.col(old) for new, old in names.items()} | {name: nw.lit(number)}
        selected = frame.select(*same, **columns)
        found.append(typed(selected, {**kinds, name: Kind.WHOLE}, (*same, *columns)))
    return nw.concat(found, how="vertical")


def _stacked_in_polars(
    native: Native,
    same: Sequence[str],
    taken: Mapping[int, Mapping[str, str]],
    kinds: Mapping[str, Kind],
    name: str,
) -> Native:
    pl: Any = nw.dependencies.get_polars()
    types = polars_types(pl)
    found: list[Any] = []
    for number, names in taken.items():
        columns = [pl.col(old).cast(types[kinds[new]]).alias(new) for new, old in names.items()]
        found.append(native.select(*same, *columns, pl.lit(number, pl.Int64).alias(name)))
    return pl.concat(found, how="vertical")


def _stacked_in_arrow(
    native: Native,
    same: Sequence[str],
    taken: Mapping[int, Mapping[str, str]],
    kinds: Mapping[str, Kind],
    name: str,
) -> Native:
    pa: Any = nw.dependencies.get_pyarrow()
    types = arrow_types(pa)
    found: list[Any] = []
    for number, names in taken.items():
        columns = {each: native[each] for each in same}
        columns |= {new: native[old].cast(types[kinds[new]]) for new, old in names.items()}
        columns[name] = pa.repeat(pa.scalar(number, pa.int64()), len(native))
        found.append(pa.table(columns))
    return pa.concat_tables(found)


_STACKED: dict[Implementation, Callable[..., Native]] = {
    Implementation.POLARS: _stacked_in_polars,
    Implementation.PYARROW: _stacked_in_arrow,
}
