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
from guangongwei.model.numbers import Number

if TYPE_CHECKING:
    from guangongwei.indicators.frames.query import Query

#: How many records there are, whatever else is so of them.
_ALL = "_all"


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


@final
@frozen
class Plan:
    """What is made of the records of a look; measures that need the same share it."""

    look: Look
    #: Whether different values are counted too, or only the records that have one.
    tells_apart: bool = True
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
            return Counted(records)
        if not self.look.query.tables.has(measure.of, base_of(measure.of, count.path)):
            return Counted(records)
        if isinstance(count, Distinct) and not (self.tells_apart or count.blanks_count):
            return Counted(records)
        value = self._value(number, count)
        told = f"{value}_told"
        if isinstance(count, Distinct):
            if self.tells_apart:
                self.different[f"{value}_different"] = value
            if count.blanks_count:
                self._told[told] = value
            return Counted(records, told=told, different=f"{value}_different")
        self._told[told] = value
        self._sums[value] = None
        dtype = self.look.query.tables.dtype(measure.of, count.path)
        zero = Decimal(0) if isinstance(dtype, nw.Decimal) else 0
        return Counted(records, total=value, zero=zero, told=told)

    def _records(self, number: int) -> str:
        if self.look.hits[number] is True:
            return _ALL
        name = self._names.setdefault(self.look.told[number], f"_k{number}")
        if name not in self.columns:
            so = self._mark(number)
            self.columns[name] = nw.when(so).then(nw.lit(1)).otherwise(nw.lit(0))
            self._sums[name] = None
        return name

    def _value(self, number: int, count: Sum | Distinct) -> str:
        so = None if self.look.hits[number] is True else self.look.told[number]
        name = self._names.setdefault((type(count), count.path, so), f"_v{number}")
        if name not in self.columns:
            value = value_of(self.look.query, count.path)
            self.columns[name] = value if so is None else nw.when(self._mark(number)).then(value)
        return name

    def _mark(self, number: int) -> Any:
        """The column that says which records count in a series, one for all with the same."""
        return nw.col(f"_h{self._marks.setdefault(self.look.told[number], number)}")

    def frame(self) -> Any:
        """The records of the look with the columns that are added up."""
        return self.look.frame(self.columns, marked=self._marks.values())

    @property
    def added(self) -> Added:
        """What is made of the rows of a group."""
        return Added(
            _ALL, tuple(self._sums), tuple(self._told.items()), tuple(self.different.items())
        )


def value_of(query: Query, path: str) -> Any:
    """What tells records apart by a path of the noun's own; a unit and its day as one text."""
    name = base_of(query.noun, path)
    column = query.column(name)
    if holds(query.noun, name) is Holds.TEXTS:
        return nw.when(column != "").then(column)
    if path != UNIT_DAY:
        return column
    number = (column.dt.year().cast(nw.Int64) * 100 + column.dt.month().cast(nw.Int64)) * 100
    number = (number + column.dt.day().cast(nw.Int64)).cast(nw.String)
    return nw.concat_str([number, query.column("organisation")], separator=" ")
