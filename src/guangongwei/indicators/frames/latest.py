"""The latest record about each other one, in engines that know neither windows nor rows in order.

The latest day of each is joined back. Where several records share that day the one with the last id
counts: these few are told apart here, because engines sort texts each in their own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.indicators.frames.backend import collected, nw
from guangongwei.indicators.frames.query import Named, Query
from guangongwei.indicators.frames.tables import not_after
from guangongwei.indicators.lives import own_day

if TYPE_CHECKING:
    from datetime import date

    from guangongwei.indicators.frames.parts import Parts


def latest_holds(dated: tuple[Query, Any, Any, date], by: str, parts: Parts | None = None) -> Named:
    """What records are about whose latest meets a condition, by the field that names it."""
    query, kept, holds, until = dated
    name = own_day(query.noun)
    if holds is False or kept is False or not query.tables.has(query.noun, name):
        return Named()
    day = query.column(name)
    key, id_ = query.column(by), query.column("id")
    by_then = not_after(day, query.tables.dtype(query.noun, name), until)
    frame = query.frame().filter(~day.is_null() & ~key.is_null() & by_then)
    if kept is not True:
        frame = frame.filter(kept)
    so = nw.lit(1) if holds is True else nw.when(holds).then(nw.lit(1)).otherwise(nw.lit(0))
    number = day.dt.year().cast(nw.Int64) * 10000 + day.dt.month().cast(nw.Int64) * 100
    frame = frame.select(
        key.alias("_id"),
        id_.alias("_record"),
        (number + day.dt.day().cast(nw.Int64)).alias("_day"),
        so.alias("_so"),
    )
    if parts is not None:
        frame = _split(frame, parts)
    last = frame.group_by("_id").agg(nw.col("_day").max().alias("_last"))
    last = last.select(_key="_id", _last="_last")
    final = frame.join(last, left_on=["_id", "_day"], right_on=["_key", "_last"], how="inner")
    summed = final.group_by("_id").agg(nw.len().alias("_n"), nw.col("_so").sum().alias("_m"))
    every, some = nw.col("_m") == nw.col("_n"), (nw.col("_m") > 0) & (nw.col("_m") < nw.col("_n"))
    torn = summed.filter(some).select(_torn="_id")
    rows = final.join(torn, left_on="_id", right_on="_torn", how="inner")
    told: dict[str, tuple[str, int]] = {}
    for about, record, so_ in collected(rows.select("_id", "_record", "_so")):
        told[str(about)] = max(told.get(str(about), ("", 0)), (str(record), so_))
    return Named(
        frozenset(each for each, (_, so_) in told.items() if so_),
        summed.filter(every).select("_id"),
    )


def _split(frame: Any, parts: Parts) -> Any:
    named = type(parts)(("_id",), parts.between)
    return named.split(frame, "_id")
