"""Many measures of one noun, counted in one look: each is a column first, then all are added up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.definition import Count, Distinct, Measure, Sum
from guangongwei.indicators.frames.backend import collected, nw
from guangongwei.indicators.frames.columns import Holds, base_of, holds
from guangongwei.indicators.frames.native import inside
from guangongwei.indicators.frames.query import Query, Truth, any_of, both
from guangongwei.indicators.frames.series import MONTH, Ask, Series, in_series, month_of
from guangongwei.model.numbers import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from guangongwei.indicators.scene import Scene


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


@final
@frozen
class Look:
    """A query with several series at once: which of its records count in each."""

    query: Query
    series: tuple[Series, ...]
    #: The columns that records are grouped by, those that the table has.
    own: tuple[str, ...]
    #: What says that a record of these times counts in a series; True for one that always does.
    hits: tuple[Truth, ...]
    inside: Truth
    is_monthly: bool

    @staticmethod
    def of(query: Query, series: Iterable[Series], own: Iterable[str], *, is_monthly: bool) -> Look:
        """The look that has all of these series but those in which nothing can count."""
        kept: list[Series] = []
        hits: list[tuple[object, Truth]] = []
        times: dict[object, Truth] = {}
        for each in series:
            measure, scene = each.measure, each.scene
            when = (measure.timing, measure.day, scene.period, scene.end)
            if when not in times:
                times[when] = query.in_time(measure.timing, scene, measure.day)
            where = True if measure.where is None else query.holds(measure.where, scene)
            if both(times[when], where) is not False:
                kept.append(each)
                hits.append((when, where))
        asked = {when: times[when] for when, _ in hits}
        present = tuple(each for each in own if query.tables.has(query.noun, each))
        inside = any_of(asked.values())
        # Where all are of one time, nothing outside of it is left to be told apart.
        so = [where if len(asked) == 1 else both(times[when], where) for when, where in hits]
        return Look(query, tuple(kept), present, tuple(so), inside, is_monthly)

    def frame(self, columns: Mapping[str, Any], marked: Iterable[int] | None = None) -> Any:
        """The records of the time that any series is about, with these columns and the keys.

        The columns are made of those that say what counts: ``_h0`` for the first series; only
        those of some series where not all are needed.
        """
        for name in ("organisation", *self.own):
            self.query.column(name)
        keys: dict[str, Any] = {f"_own{n}": nw.col(each) for n, each in enumerate(self.own)}
        if self.is_monthly:
            keys[MONTH] = month_of(self.query, self.series[0].measure)
        frame = self.query.frame()
        if not isinstance(self.inside, bool):
            frame = inside(frame, self.inside)
        numbers = range(len(self.hits)) if marked is None else marked
        marks = {
            f"_h{each}": nw.lit(held) if isinstance(held := self.hits[each], bool) else held
            for each in numbers
        }
        if marks:
            frame = frame.with_columns(**marks)
        return frame.select("organisation", **keys, **columns)

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the columns that its frame is grouped by, beside the organisation."""
        return (*(f"_own{n}" for n in range(len(self.own))), *((MONTH,) if self.is_monthly else ()))

    def cells(self, own: Sequence[str], held: Sequence[Any]) -> tuple[Any, ...]:
        """The cells of the dimensions, of which a table may lack some."""
        found = dict(zip(self.own, held, strict=False))
        return tuple(found.get(each) for each in own)


def looks(
    query: Callable[[], Query], asks: Mapping[Ask, Scene], own: Iterable[str]
) -> Iterator[Look]:
    """The looks that have all of these asks: one for those of single months, one for the others."""
    series = in_series(asks)
    for is_monthly in (False, True):
        days: dict[str | None, list[Series]] = {}
        for each in series:
            if each.is_monthly is is_monthly:
                days.setdefault(each.measure.day if is_monthly else None, []).append(each)
        for together in days.values():
            look = Look.of(query(), together, own, is_monthly=is_monthly)
            if look.series:
                yield look


def counted(look: Look, own: tuple[str, ...]) -> Iterator[tuple[Ask, Row]]:
    """What counts in every series of a look, organisation by organisation."""
    query = look.query
    columns: dict[str, Any] = {}
    for number, each in enumerate(look.series):
        columns |= _columns(query, each.measure, number)
    frame = look.frame(columns)
    keys = ["organisation", *look.keys]
    sums = [nw.col(each).sum() for each in columns]
    rows = collected(frame.group_by(keys).agg(*sums).select(*keys, *columns))
    at = {name: len(keys) + index for index, name in enumerate(columns)}
    for number, series in enumerate(look.series):
        places = tuple(at.get(f"_{each}{number}") for each in "ktb")
        for row in rows:
            records, total, blank = (None if each is None else row[each] for each in places)
            if row[0] is None or not records:
                continue
            ask = series.asks[row[len(keys) - 1] if look.is_monthly else 0]
            cells = look.cells(own, row[1:])
            # A field that the table lacks is blank in every record.
            blanks = records if places[2] is None else blank
            yield ask, _row(query, series.measure, (row[0], cells), (records, total, blanks))


def _row(query: Query, measure: Measure, key: tuple[str, tuple[Any, ...]], sums: Any) -> Row:
    """What was added up, in exact numbers of Python's own."""
    count = measure.count
    records, blanks = int(sums[0]), int(sums[2] or 0)
    total: Number = 0
    if isinstance(count, Sum) and blanks < records:
        total = _amount(sums[1], query.tables.scale(query.noun, count.path))
    return Row(
        *key,
        records=records,
        total=total,
        unknown=blanks if isinstance(count, Sum) else 0,
        blank=blanks if isinstance(count, Distinct) and count.blanks_count else 0,
    )


def _amount(value: Any, scale: int) -> Number:
    """A sum that an engine made: a whole number, or a decimal one, never a binary one."""
    if scale:
        return Decimal(int(value)).scaleb(-scale)
    whole = int(value)
    return whole if whole == value else Decimal(value)


def _columns(query: Query, measure: Measure, number: int) -> dict[str, Any]:
    """The columns that are added up for one measure: records, total, blanks."""
    so, count = nw.col(f"_h{number}"), measure.count
    columns = {f"_k{number}": nw.when(so).then(nw.lit(1)).otherwise(nw.lit(0))}
    if isinstance(count, Count):
        return columns
    name = base_of(query.noun, count.path)
    if not query.tables.has(query.noun, name):
        return columns
    value = query.column(name)
    blank = value.is_null()
    if isinstance(count, Sum):
        columns[f"_t{number}"] = nw.when(so).then(value)
    elif holds(query.noun, name) is Holds.TEXTS:
        blank = blank | (value == "")
    columns[f"_b{number}"] = nw.when(so & blank).then(nw.lit(1)).otherwise(nw.lit(0))
    return columns
