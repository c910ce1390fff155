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
    from collections.abc import Callable, Iterable, Sequence

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
    """A small table that rows of others take theirs of, made once for every kind of frame."""

    cells: Mapping[str, Cells]
    _made: dict[Any, Native] = field(factory=dict[Any, Any])

    def made(self, like: Any) -> Native:
        """The table as a frame of the kind of another one."""
        kind: Any = like.to_native().__class__
        if kind not in self._made:
            self._made[kind] = made(like, self.cells).to_native()
        return self._made[kind]


def beside(frame: Any, name: str, small: Small) -> Any:
    """A frame and beside each of its rows that row of a small table whose number is in a column."""
    by_itself = _BESIDE.get(frame.implementation)
    if by_itself is not None:
        return nw.from_native(by_itself(frame.to_native(), name, small.made(frame)))
    length = len(next(iter(small.cells.values())).values)
    rows = {f"{name}_row": Cells(Kind.WHOLE, list(range(length)))}
    table = made(frame, {**small.cells, **rows})
    return frame.join(table, left_on=name, right_on=f"{name}_row", how="inner")


def _beside_in_polars(native: Native, name: str, table: Native) -> Native:
    pl: Any = nw.dependencies.get_polars()
    if isinstance(native, pl.DataFrame):
        return native.hstack(table[native[name]].get_columns())
    numbers = pl.int_range(pl.len(), dtype=pl.Int64).alias("_row")
    return native.join(table.with_columns(numbers), left_on=name, right_on="_row", how="inner")


def _beside_in_arrow(native: Native, name: str, table: Native) -> Native:
    pa: Any = nw.dependencies.get_pyarrow()
    taken = table.take(native[name])
    names = [*native.column_names, *table.column_names]
    return pa.Table.from_arrays([*native.columns, *taken.columns], names)


_BESIDE: dict[Implementation, Callable[[Native, str, Native], Native]] = {
    Implementation.POLARS: _beside_in_polars,
    Implementation.PYARROW: _beside_in_arrow,
}


@final
@frozen
class Taken:
    """Rows that are taken of a frame: which, with which of its columns under which names."""

    #: The column that says which rows; None: all.
    kept: str | None
    #: For each new column the one that it was; None: it is blank.
    columns: Mapping[str, str | None]
    #: A column with one whole number.
    number: tuple[str, int]


def stacked(frame: Any, taken: Sequence[Taken], kinds: Mapping[str, Kind]) -> Any:
    """What is taken of a frame, one below the other; blank columns are of these kinds."""
    by_itself = _STACKED.get(frame.implementation)
    if by_itself is not None:
        return nw.from_native(by_itself(frame.to_native(), taken, kinds))
    found: list[Any] = []
    for each in taken:
        kept = frame if each.kept is None else frame.filter(nw.col(each.kept))
        columns = {
            new: nw.lit(None) if old is None else nw.col(old) for new, old in each.columns.items()
        }
        name, number = each.number
        told = {new: kinds[new] for new, old in each.columns.items() if old is None}
        selected = kept.select(**columns, **{name: nw.lit(number)})
        found.append(typed(selected, told | {name: Kind.WHOLE}, (*columns, name)))
    return nw.concat(found, how="vertical")


def _stacked_in_polars(native: Native, taken: Sequence[Taken], kinds: Mapping[str, Kind]) -> Native:
    pl: Any = nw.dependencies.get_polars()
    types = polars_types(pl)
    found: list[Any] = []
    for each in taken:
        kept = native if each.kept is None else native.filter(each.kept)
        columns = [
            pl.lit(None, types[kinds[new]]).alias(new) if old is None else pl.col(old).alias(new)
            for new, old in each.columns.items()
        ]
        name, number = each.number
        found.append(kept.select(*columns, pl.lit(number, pl.Int64).alias(name)))
    return pl.concat(found, how="vertical")


def _stacked_in_arrow(native: Native, taken: Sequence[Taken], kinds: Mapping[str, Kind]) -> Native:
    pa: Any = nw.dependencies.get_pyarrow()
    types = arrow_types(pa)
    found: list[Any] = []
    for each in taken:
        kept = native if each.kept is None else native.filter(native[each.kept])
        columns = {
            new: pa.nulls(len(kept), types[kinds[new]]) if old is None else kept[old]
            for new, old in each.columns.items()
        }
        name, number = each.number
        columns[name] = pa.repeat(pa.scalar(number, pa.int64()), len(kept))
        found.append(pa.table(columns))
    return pa.concat_tables(found)


_STACKED: dict[Implementation, Callable[[Native, Sequence[Taken], Mapping[str, Kind]], Native]] = {
    Implementation.POLARS: _stacked_in_polars,
    Implementation.PYARROW: _stacked_in_arrow,
}


def filled(frame: Any, names: Iterable[str]) -> Any:
    """A frame with whole numbers in some columns, 0 where they are blank."""
    by_itself = _FILLED.get(frame.implementation)
    if by_itself is not None:
        return nw.from_native(by_itself(frame.to_native(), list(names)))
    return frame.with_columns(nw.col(*names).fill_null(0).cast(nw.Int64))


def _filled_in_polars(native: Native, names: list[str]) -> Native:
    pl: Any = nw.dependencies.get_polars()
    return native.with_columns(pl.col(names).fill_null(0).cast(pl.Int64))


def _filled_in_arrow(native: Native, names: list[str]) -> Native:
    pa: Any = nw.dependencies.get_pyarrow()
    for name in names:
        numbers = pa.compute.fill_null(native[name], 0).cast(pa.int64())
        native = native.set_column(native.column_names.index(name), name, numbers)
    return native


_FILLED: dict[Implementation, Callable[[Native, list[str]], Native]] = {
    Implementation.POLARS: _filled_in_polars,
    Implementation.PYARROW: _filled_in_arrow,
}
