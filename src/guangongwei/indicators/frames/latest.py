"""The latest record about each other one, in engines that know neither windows nor rows in order.

The latest day on which a record meets a condition is held against the latest on which one does not.
Where both are the same day the record with the last id counts: these few are told apart here,
because engines sort texts each in their own way.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.frames.backend import collected, nw
from guangongwei.indicators.frames.query import Named, Query, Truth, both, opposite
from guangongwei.indicators.frames.tables import not_after
from guangongwei.indicators.lives import own_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guangongwei.indicators.frames.parts import Parts


@final
@frozen
class Last:
    """What the latest of some records has to meet."""

    #: Which records are looked at.
    among: Truth
    holds: Truth
    until: date


def last_units(query: Query, asked: Sequence[Last]) -> list[frozenset[str]]:
    """The organisations whose latest record meets a condition, for each of some in one look."""
    if not query.tables.has(query.noun, own_day(query.noun)):
        return [frozenset[str]() for _ in asked]
    rows = _rows(query, asked, "organisation")
    found: list[set[str]] = [set() for _ in asked]
    torn: list[dict[str, int]] = [{} for _ in asked]
    for unit, *days in collected(_last(rows, len(asked))):
        for at in range(len(asked)):
            yes, no = days[2 * at], days[2 * at + 1]
            if yes > no:
                found[at].add(unit)
            elif yes and yes == no:
                torn[at][unit] = yes
    for at, those in enumerate(torn):
        if those:
            units = nw.col("_id").is_in(sorted(those))
            found[at] |= _by_id(rows.filter(units), at, those)
    return list(map(frozenset, found))


def last_records(query: Query, asked: Last, link: str, parts: Parts) -> Named:
    """What the records are about whose latest meets a condition, by the field that names it."""
    rows = _rows(query, (asked,), link)
    rows = type(parts)(("_id",), parts.between).split(rows, "_id")
    last = _last(rows, 1).select(_key="_id", _yes="_yes0", _no="_no0")
    yes, no = nw.col("_yes"), nw.col("_no")
    torn = rows.join(last.filter((yes == no) & (yes > 0)), left_on="_id", right_on="_key")
    same = torn.filter((nw.col("_yes0") == yes) | (nw.col("_no0") == yes))
    days = {each[0]: each[1] for each in collected(same.select("_id", "_yes"))}
    told = _by_id(same, 0, days) if days else set[str]()
    return Named(frozenset(told), last.filter(yes > no).select(_id="_key"))


def _rows(query: Query, asked: Iterable[Last], by: str) -> Any:
    """The days of the records under what they are about, each as a yes or a no; 0 for neither."""
    name = own_day(query.noun)
    day, dtype = query.column(name), query.tables.dtype(query.noun, name)
    key, id_ = query.column(by), query.column("id")
    number = day.dt.year().cast(nw.Int64) * 10000 + day.dt.month().cast(nw.Int64) * 100
    number = number + day.dt.day().cast(nw.Int64)
    columns: dict[str, Any] = {}
    for at, each in enumerate(asked):
        kept = both(each.among, not_after(day, dtype, each.until))
        for word, so in (("_yes", each.holds), ("_no", opposite(each.holds))):
            met = both(kept, so)
            told = nw.lit(0) if met is False else nw.when(met).then(number).otherwise(nw.lit(0))
            columns[f"{word}{at}"] = told
    told = query.frame().filter(~day.is_null() & ~key.is_null())
    return told.select(_id=key, _record=id_, **columns)


def _last(rows: Any, number: int) -> Any:
    """For everything that records are about its latest days."""
    names = [f"{word}{at}" for at in range(number) for word in ("_yes", "_no")]
    return rows.group_by("_id").agg(*(nw.col(each).max() for each in names)).select("_id", *names)


def _by_id(rows: Any, at: int, days: dict[Any, int]) -> set[str]:
    """Of what has a yes and a no on one day what the record with the last id says."""
    told: dict[str, tuple[str, bool]] = {}
    for about, record, yes, no in collected(rows.select("_id", "_record", f"_yes{at}", f"_no{at}")):
        day = days[about]
        if day in (yes, no):
            key = str(about)
            told[key] = max(told.get(key, ("", False)), (str(record), bool(yes == day)))
    return {about for about, (_, so) in told.items() if so}
