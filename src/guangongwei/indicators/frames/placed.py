"""Groups by place: what is made of the rows of each, at every level at which places are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.indicators.frames.backend import Cells, Implementation, made, nw
from guangongwei.indicators.frames.native import Added, grouped, grouped_in_polars

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Native = Any

#: The column with the organisations whose places a table tells.
UNIT = "_unit"
#: The number of the place of a group.
PLACE = "_place"


def by_place(frame: Any, units: Any, levels: tuple[str, ...], keys: list[str], added: Added) -> Any:
    """One row for every group of every place, told by its number, with the keys and what is made.

    Args:
        frame: The rows, with the organisation and the keys of each.
        units: The numbers of the places of every organisation, as cells, or as a table made of
            them, which DuckDB had better have before it looks at the rows.
        levels: The columns with these numbers, -1 where an organisation is in no such place.
        keys: The columns that rows of a place are told apart by.
        added: What is made of each group.
    """
    at_once = _AT_ONCE.get(frame.implementation)
    if at_once is not None:
        table = _table(frame, units).to_native()
        told = at_once(frame.to_native(), table, levels, keys, added)
        return nw.from_native(told)
    frame = _placed(frame, units)
    found = [_levelled(frame, level, keys, added).rename({level: PLACE}) for level in levels]
    return nw.concat(found, how="vertical")


def _by_place_in_duckdb(
    native: Native, units: Native, levels: tuple[str, ...], keys: list[str], added: Added
) -> Native:
    """All levels are grouped while the rows are read once."""
    sets = ", ".join(f"({', '.join((level, *keys))})" for level in levels)
    place = f"coalesce({', '.join(levels)}) as {PLACE}"
    joined = native.join(units.set_alias(UNIT), f"organisation = {UNIT}")
    columns = ", ".join((place, *keys, *added.in_sql))
    return joined.aggregate(columns, f"grouping sets ({sets})").filter(f"{PLACE} >= 0")


def _by_place_in_ibis(
    table: Native, units: Native, levels: tuple[str, ...], keys: list[str], added: Added
) -> Native:
    ibis: Any = nw.dependencies.get_ibis()
    joined = table.join(units, table["organisation"] == units[UNIT])
    parts: list[Native] = []
    for level in levels:
        held = joined.filter(joined[level] >= 0)
        groups = held.group_by(held[level].name(PLACE), *keys)
        parts.append(groups.agg(**added.in_ibis(held)))
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _by_place_in_polars(
    native: Native, units: Native, levels: tuple[str, ...], keys: list[str], added: Added
) -> Native:
    pl: Any = nw.dependencies.get_polars()
    joined = native.join(units, left_on="organisation", right_on=UNIT, how="inner")
    # One that waits would read the records anew for every level.
    joined = joined.cache() if isinstance(joined, pl.LazyFrame) else joined
    found = [
        grouped_in_polars(joined.filter(pl.col(level) >= 0), [level, *keys], added)
        for level in levels
    ]
    named = [each.rename({level: PLACE}) for each, level in zip(found, levels, strict=True)]
    return pl.concat(named, how="vertical")


def _by_place_in_spark(
    native: Native, units: Native, levels: tuple[str, ...], keys: list[str], added: Added
) -> Native:
    frame, table = nw.from_native(native), nw.from_native(units)
    joined = frame.join(table, left_on="organisation", right_on=UNIT, how="inner")
    found: list[Any] = []
    for level in levels:
        held = joined.filter(nw.col(level) >= 0)
        found.append(grouped(held, [level, *keys], added).rename({level: PLACE}))
    return nw.concat(found, how="vertical").to_native()


_AT_ONCE: dict[Implementation, Callable[..., Native]] = {
    Implementation.POLARS: _by_place_in_polars,
    Implementation.DUCKDB: _by_place_in_duckdb,
    Implementation.IBIS: _by_place_in_ibis,
    Implementation.PYSPARK: _by_place_in_spark,
}


def beside(frame: Any, other: Any, on: Mapping[str, str], how: str = "inner") -> Any:
    """The rows of a frame with those of another in which what these columns hold is the same.

    Without any such columns, each row with each. The two have no names in common.
    """
    if frame.implementation is Implementation.DUCKDB:
        left, right = frame.to_native(), other.to_native().set_alias("_beside")
        so = " and ".join(f"{one} = {each}" for one, each in on.items())
        return nw.from_native(left.join(right, so, how=how) if on else left.cross(right))
    if not on:
        return frame.join(other, how="cross")
    return frame.join(other, left_on=list(on), right_on=list(on.values()), how=how)


def _levelled(frame: Any, level: str, keys: list[str], added: Added) -> Any:
    """One row for every group of the places of a level, with the numbers of these.

    Where most rows are of one of them, grouping the others too costs less than leaving them out.
    """
    held = frame[level] >= 0
    if 2 * held.sum() >= len(held):
        found = grouped(frame, [level, *keys], added)
        return found if held.all() else found.filter(found[level] >= 0)
    return grouped(frame.filter(held), [level, *keys], added)


def _placed(frame: Any, units: Any) -> Any:
    """A frame with the numbers of the places in which the organisation of a row counts, or -1.

    Where the engine leaves out what is of no place, it may.
    """
    return nw.from_native(_PLACERS[frame.implementation](frame.to_native(), units))


def _table(frame: Any, units: Any) -> Any:
    """A table of units, made like a frame unless it is made."""
    is_made = hasattr(units, "implementation")
    return units if is_made else made(frame, units)


def _placed_in_arrow(native: Native, units: Mapping[str, Cells]) -> Native:
    pa: Any = nw.dependencies.get_pyarrow()
    at = pa.compute.index_in(native["organisation"], pa.array(units[UNIT].values, pa.string()))
    for name, cells in units.items():
        if name != UNIT:
            codes = pa.array(cells.values, pa.int64()).take(at)
            native = native.append_column(name, pa.compute.fill_null(codes, -1))
    return native


def _placed_in_pandas(native: Native, units: Mapping[str, Cells]) -> Native:
    np: Any = nw.dependencies.get_numpy()
    codes, uniques = native["organisation"].factorize()
    numbers = {each: number for number, each in enumerate(units[UNIT].values)}
    # What has no organisation, or one that is of no place, is told by the last one.
    at = np.array([*(numbers.get(each, -1) for each in uniques.tolist()), -1])[codes]
    levels = {n: np.array([*each.values, -1])[at] for n, each in units.items() if n != UNIT}
    return native.assign(**levels)


_PLACERS: dict[Implementation, Callable[[Native, Mapping[str, Cells]], Native]] = {
    Implementation.PYARROW: _placed_in_arrow,
    Implementation.PANDAS: _placed_in_pandas,
}
