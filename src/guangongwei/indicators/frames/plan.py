"""The columns that are added up of many measures, each once, whoever asks for it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, final

from attrs import field, frozen

from guangongwei.indicators.definition import Count, Distinct, Sum
from guangongwei.indicators.frames.backend import nw
from guangongwei.indicators.frames.columns import UNIT_DAY, Holds, base_of, holds
from guangongwei.indicators.frames.look import Look
from guangongwei.indicators.frames.native import Added
from guangongwei.indicators.frames.query import among, both
from guangongwei.model.numbers import Number

if TYPE_CHECKING:
    from guangongwei.indicators.frames.query import Query

#: How many records there are, whatever else is so of them.
ALL = "_all"


@final
@frozen
class Counted:
    """The columns with what was counted of one measure."""

    records: str
    #: Of a sum: the sum, blank where nothing is known.
    total: str | None = None
    #: The nought that is of the type of the sum.
    zero: Number = 0
    #: Records that do not leave the field blank.
    told: str | None = None
    #: How many different values there are.
    different: str | None = None
    #: Records of those organisations that are settled.
    settled: str | None = None


@final
@frozen
class Plan:
    """What is made of the records of a look; measures that need the same share it."""

    look: Look
    #: Whether different values are counted too, or only the records that have one, organisation by
    #: organisation.
    tells_apart: bool = True
    #: The organisations whose records are counted once more, on their own.
    settled: frozenset[str] = frozenset()
    #: The columns that are added up, made of the look's own.
    columns: dict[str, Any] = field(factory=dict[str, Any])
    _names: dict[object, str] = field(factory=dict[object, str])
    _sums: dict[str, None] = field(factory=dict[str, None])
    _told: dict[str, str] = field(factory=dict[str, str])
    _marks: dict[object, int] = field(factory=dict[object, int])
    #: The columns whose different values are counted, by the name of that number.
    different: dict[str, str] = field(factory=dict[str, str])

    def counted(self, number: int) -> Counted:
        """The columns of a measure, taken into the plan."""
        measure = self.look.series[number].measure
        records, count = self._records(number), measure.count
        if isinstance(count, Count):
            return Counted(records, settled=self._settled(number, records))
        if not self.look.query.tables.has(measure.of, base_of(measure.of, count.path)):
            return Counted(records)
        if isinstance(count, Distinct) and not (self.tells_apart or count.blanks_count):
            return Counted(records)
        value = self._value(number, count)
        told = f"{value}_told"
        if isinstance(count, Distinct):
            if self.tells_apart:
                self.different[f"{value}_different"] = value
            if not count.blanks_count:
                return Counted(records, different=f"{value}_different")
            self._told[told] = value
            return Counted(records, told=told, different=f"{value}_different")
        self._told[told] = value
        self._sums[value] = None
        dtype = self.look.query.tables.dtype(measure.of, count.path)
        zero = Decimal(0) if isinstance(dtype, nw.Decimal) else 0
        return Counted(records, total=value, zero=zero, told=told)

    def _records(self, number: int) -> str:
        key = self._key(number)
        if key is None:
            return ALL
        name = self._names.setdefault(key, f"_k{number}")
        if name not in self.columns:
            so = self._mark(number, key)
            self.columns[name] = nw.when(so).then(nw.lit(1)).otherwise(nw.lit(0))
            self._sums[name] = None
        return name

    def _settled(self, number: int, records: str) -> str | None:
        if not self.settled:
            return None
        name, key = f"{records}_settled", self._key(number)
        if name not in self.columns:
            so = among(nw.col("organisation"), self.settled)
            so = so if key is None else both(so, self._mark(number, key))
            self.columns[name] = nw.when(so).then(nw.lit(1)).otherwise(nw.lit(0))
            self._sums[name] = None
        return name

    def _value(self, number: int, count: Sum | Distinct) -> str:
        key = self._key(number)
        name = self._names.setdefault((type(count), count.path, key), f"_v{number}")
        if name not in self.columns:
            value = value_of(self.look.query, count.path)
            held = value if key is None else nw.when(self._mark(number, key)).then(value)
            self.columns[name] = held
        return name

    def _key(self, number: int) -> object:
        return self.look.key(number, by_unit=not self.tells_apart)

    def _mark(self, number: int, key: object) -> Any:
        """The column that says which records count in a series, one for all with the same."""
        return nw.col(f"_h{self._marks.setdefault(key, number)}")

    def frame(self) -> Any:
        """The records of the look with the columns that are added up."""
        numbers = self._marks.values()
        marked = {each: self.look.so(each, by_unit=not self.tells_apart) for each in numbers}
        return self.look.frame(self.columns, marked=marked)

    @property
    def added(self) -> Added:
        """What is made of the rows of a group."""
        return Added(
            ALL, tuple(self._sums), tuple(self._told.items()), tuple(self.different.items())
        )


def value_of(query: Query, path: str) -> Any:
    """What tells records apart by a path of the noun's own; a unit and its day as one text."""
    name = base_of(query.noun, path)
    column = query.column(name)
    if holds(query.noun, name) is Holds.TEXTS:
        return nw.when(column != "").then(column)
    if path != UNIT_DAY:
        return column
    query.column("organisation")
    return unit_day(column)


def unit_day(day: Any) -> Any:
    """A unit and its day as one text."""
    number = (day.dt.year().cast(nw.Int64) * 100 + day.dt.month().cast(nw.Int64)) * 100
    number = (number + day.dt.day().cast(nw.Int64)).cast(nw.String)
    return nw.concat_str([number, nw.col("organisation")], separator=" ")
