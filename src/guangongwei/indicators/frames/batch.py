"""Many measures of one noun, counted in one look: each is a column first, then all are added up."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Any, final

from attrs import evolve, frozen

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import Aggregate, Count, Distinct, Measure, Sum
from guangongwei.indicators.frames.backend import collected, nw
from guangongwei.indicators.frames.columns import Holds, holds
from guangongwei.indicators.frames.query import Query, both, either
from guangongwei.model.numbers import Number
from guangongwei.model.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from guangongwei.indicators.scene import Scene


@final
@frozen
class Ask:
    """A measure over a period up to a day; whose return it rests on does not change what counts."""

    measure: Measure
    period: Period
    as_of: date

    @staticmethod
    def of(measure: Measure, scene: Scene) -> Ask:
        """What is asked of a scene."""
        return Ask(evolve(measure, rests_on=None), scene.period, scene.as_of)


@final
@frozen
class Row:
    """What counts of one organisation with the same cells in the columns grouped by."""

    organisation: str
    own: tuple[Any, ...]
    records: int
    total: Number
    #: Records that count and leave the summed field blank.
    unknown: int
    #: Records that count and are different from all others, because they leave the field blank.
    blank: int


def counted(
    query: Query, own: tuple[str, ...], asks: Mapping[Ask, Scene]
) -> dict[Ask, list[Row]]:
    """What counts for every ask, organisation by organisation."""
    found: dict[Ask, list[Row]] = {each: [] for each in asks}
    hits = {each: hit(query, each.measure, scene) for each, scene in asks.items()}
    open_ = [each for each, so in hits.items() if so is not False]
    if not open_:
        return found
    query.column("organisation")
    present = [each for each in own if query.tables.has(query.noun, each)]
    for name in present:
        query.column(name)
    marks = {f"_h{n}": _expression(hits[each]) for n, each in enumerate(open_)}
    columns: dict[str, Any] = {}
    for number, each in enumerate(open_):
        columns |= _columns(query, each.measure.count, number)
    times = {
        (each.measure.timing, each.measure.day, each.period, each.as_of): query.in_time(
            each.measure.timing, asks[each], each.measure.day
        )
        for each in open_
    }
    inside: Any = reduce(either, times.values(), False)
    frame = query.frame()
    if not isinstance(inside, bool):
        frame = frame.filter(inside)
    keys = ["organisation", *present]
    sums = [nw.col(each).sum() for each in columns]
    rows = collected(
        frame.with_columns(**marks)
        .select(*keys, **columns)
        .group_by(keys)
        .agg(*sums)
        .select(*keys, *columns)
    )
    for number, each in enumerate(open_):
        found[each] = list(_rows(query, each.measure, number, rows, own, present, list(columns)))
    return found


def hit(query: Query, measure: Measure, scene: Scene) -> Any:  # noqa: ANN401
    """Say that a record counts in a measure."""
    found = query.in_time(measure.timing, scene, measure.day)
    return found if measure.where is None else both(found, query.holds(measure.where, scene))


def _expression(so: Any) -> Any:  # noqa: ANN401
    return nw.lit(so) if isinstance(so, bool) else so


def _columns(query: Query, count: Aggregate, number: int) -> dict[str, Any]:
    """The columns that are added up for one measure."""
    so = nw.col(f"_h{number}")
    columns = {f"_k{number}": nw.when(so).then(nw.lit(1)).otherwise(nw.lit(0))}
    if isinstance(count, Count) or not query.tables.has(query.noun, count.path):
        return columns
    value = query.column(count.path)
    blank = value.is_null()
    if isinstance(count, Sum):
        columns[f"_t{number}"] = nw.when(so).then(value)
    elif holds(query.noun, count.path) is Holds.TEXTS:
        blank = blank | (value == "")
    columns[f"_b{number}"] = nw.when(so & blank).then(nw.lit(1)).otherwise(nw.lit(0))
    return columns


def _rows(
    query: Query,
    measure: Measure,
    number: int,
    rows: list[tuple[Any, ...]],
    own: tuple[str, ...],
    present: list[str],
    columns: list[str],
) -> Iterable[Row]:
    first = 1 + len(present)
    at = {name: first + index for index, name in enumerate(columns)}
    records, total, blank = (at.get(f"_{each}{number}") for each in "ktb")
    cells = [1 + present.index(each) if each in present else None for each in own]
    count = measure.count
    scale = query.tables.scale(query.noun, count.path) if isinstance(count, Sum) else 0
    for row in rows:
        known = int(row[records] or 0)  # type: ignore[index]
        if row[0] is None or not known:
            continue
        blanks = known if blank is None else int(row[blank] or 0)
        amount = 0 if total is None else _amount(row[total], scale)
        yield Row(
            row[0],
            tuple(None if each is None else row[each] for each in cells),
            known,
            amount if isinstance(count, Sum) and blanks < known else 0,
            blanks if isinstance(count, Sum) else 0,
            blanks if isinstance(count, Distinct) and count.blanks_count else 0,
        )


def _amount(value: Any, scale: int) -> Number:  # noqa: ANN401
    """A sum that an engine made: a whole number, or a decimal one, never a binary one."""
    if scale:
        return Decimal(int(value)).scaleb(-scale)
    whole = int(value)
    return whole if whole == value else Decimal(value)


def refuse_aggregate(query: Query, measure: Measure) -> None:
    """Refuse what only records can be counted by.

    Raises:
        BadArgument: It adds up what is no number, or tells apart by what another noun holds.
    """
    count = measure.count
    if isinstance(count, Count):
        return
    held = holds(query.noun, count.path)
    if isinstance(count, Sum) and held not in (Holds.WHOLE, Holds.NUMBER):
        raise BadArgument(f"path {count.path!r}", "a number of the noun's own, in tables")
    if held in (None, Holds.OTHER):
        raise BadArgument(f"path {count.path!r}", "a field of the noun's own, in tables")
