"""The rows of many indicators from one query, in engines that run it anew for all made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.frames.backend import Cells, Implementation, Kind, made, nw
from guangongwei.indicators.frames.coverages import NUMBER, OF_MONTH, PLACE_OF, STRETCH
from guangongwei.indicators.frames.placed import PLACE, beside
from guangongwei.indicators.frames.series import MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guangongwei.indicators.frames.closure import Closure
    from guangongwei.indicators.frames.coverages import Groups

#: Engines that run a query anew for everything that is made of it.
ANEW = (Implementation.DUCKDB, Implementation.IBIS, Implementation.PYSPARK)
#: The column with the number of an indicator.
WHICH = "_which"


@final
@frozen
class Beside:
    """The small tables that stand beside what is counted, made before anything is counted.

    DuckDB plans everything that a relation is made of anew after a table is made.
    """

    units: Any
    #: The places in every stretch of months, with who has reported.
    groups: Any
    #: The months, each once for every indicator.
    asked: Any
    by_month: bool
    #: Whether places are told too in which nothing was counted.
    everywhere: bool

    @staticmethod
    def of(
        given: Any, closure: Closure, groups: Groups, names: Sequence[Mapping[str, str]]
    ) -> Beside:
        """The tables beside one of the caller's, for indicators of these names."""
        dimensions = closure.dimensions
        units, told, asked = (
            made(given, cells) for cells in (closure.units, groups.cells, _asked(groups, names))
        )
        return Beside(units, told, asked, dimensions.by_month, everywhere=not dimensions.own)

    def rows(self, counted: Any) -> Any:
        """Every group once for each indicator, with the names of both."""
        by_month = {MONTH: NUMBER} if self.by_month else {}
        if not self.everywhere:
            found = beside(counted, self.asked, by_month)
            return beside(found, self.groups, {PLACE: PLACE_OF, OF_MONTH: STRETCH})
        found = beside(self.groups, self.asked, {STRETCH: OF_MONTH})
        on = {PLACE_OF: PLACE, **{number: month for month, number in by_month.items()}}
        return beside(found, counted, on, how="left")


def _asked(groups: Groups, names: Sequence[Mapping[str, str]]) -> dict[str, Cells]:
    """The months crossed with what is the same in every row of an indicator."""
    months = len(groups.months[NUMBER].values)
    cells = {
        name: Cells(each.kind, [value for value in each.values for _ in names])
        for name, each in groups.months.items()
    }
    for name in names[0]:
        cells[f"_{name}"] = Cells(Kind.TEXT, [each[name] for each in names] * months)
    return cells | {WHICH: Cells(Kind.WHOLE, list(range(len(names))) * months)}


def chosen(columns: Sequence[Any]) -> Any:
    """Of some columns that of the number of the row's indicator."""
    found = columns[-1]
    for number in range(len(columns) - 2, -1, -1):
        found = nw.when(nw.col(WHICH) == number).then(columns[number]).otherwise(found)
    return found
