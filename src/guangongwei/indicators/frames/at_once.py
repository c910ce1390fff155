"""The rows of many indicators from one query, in engines that run it anew for all made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import evolve, frozen

from guangongwei.indicators.frames.backend import PLACES, Cells, Implementation, Kind, made, nw
from guangongwei.indicators.frames.coverages import NUMBER, OF_MONTH, PLACE_OF, STRETCH
from guangongwei.indicators.frames.placed import PLACE, beside
from guangongwei.indicators.frames.query import any_of
from guangongwei.indicators.frames.result import COLUMNS, column_of, kinds_by
from guangongwei.indicators.frames.series import MONTH
from guangongwei.indicators.frames.told import OF_PLACE, Held
from guangongwei.indicators.groups import MONTH as BY_MONTH
from guangongwei.indicators.groups import Dimensions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guangongwei.indicators.frames.closure import Closure
    from guangongwei.indicators.frames.coverages import Groups


#: Engines that run a query anew for everything that is made of it.
ANEW = (Implementation.DUCKDB, Implementation.IBIS, Implementation.PYSPARK)
#: What is the same in every row of an indicator; what shares alone have is blank here.
_SAME = ("indicator", "name", "unit", "definition", "as_of", "part", "whole", "fraction")
#: The column with the number of an indicator.
_WHICH = "_which"
_NUMBER = nw.Decimal(38, PLACES)
_OF_TOLD = ("value", "low", "high", "absence")


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
    dimensions: Dimensions

    @staticmethod
    def of(
        given: Any, closure: Closure, groups: Groups, same: Sequence[Mapping[str, Any]]
    ) -> Beside:
        """The tables beside one of the caller's, with what is the same for each indicator."""
        cells = (closure.units, groups.cells, _asked(groups, same))
        units, told, asked = (made(given, each) for each in cells)
        return Beside(units, told, asked, closure.dimensions)

    def rows(self, counted: Any, held: Sequence[Held], own: Sequence[str]) -> Any:
        """The rows of all indicators, of groups in which this was counted of each.

        First the numbers are chosen that are the row's own, then the formula is said once for all.
        """
        chosen = Held.chosen(held, _chosen)
        chosen = evolve(chosen, number=chosen.number.cast(_NUMBER))
        names = kinds_by(self.dimensions.asked)
        shown = {each: nw.col(each) for each in names if each not in _OF_TOLD} | {
            column_of(each): nw.col(f"_own{own.index(each)}")
            if each in own
            else nw.lit(None).cast(nw.String)
            for each in self.dimensions.own
        }
        if self.dimensions.by_month:
            shown[column_of(BY_MONTH)] = nw.col("period")
        of_place = [each for each in OF_PLACE if each not in shown]
        frame = self._crossed(counted).select(*of_place, **shown, **chosen.columns)
        told = chosen.named().told(everywhere=not self.dimensions.own)
        if told.kept is not None:
            frame = frame.filter(told.kept)
        columns = {each: getattr(told, each) for each in _OF_TOLD}
        columns["absence"] = told.absence.cast(nw.String)
        return frame.select(**{each: columns.get(each, nw.col(each)) for each in names})

    def _crossed(self, counted: Any) -> Any:
        """Every group once for each indicator, with the names of both."""
        by_month = {MONTH: NUMBER} if self.dimensions.by_month else {}
        if self.dimensions.own:
            found = beside(counted, self.asked, by_month)
            return beside(found, self.groups, {PLACE: PLACE_OF, OF_MONTH: STRETCH})
        found = beside(self.groups, self.asked, {STRETCH: OF_MONTH})
        on = {PLACE_OF: PLACE, **{number: month for month, number in by_month.items()}}
        return beside(found, counted, on, how="left")


def _asked(groups: Groups, same: Sequence[Mapping[str, Any]]) -> dict[str, Cells]:
    """The months, each once for every indicator, with what is the same in all of its rows."""
    months = len(groups.months[NUMBER].values)
    cells = {
        name: Cells(each.kind, [value for value in each.values for _ in same])
        for name, each in groups.months.items()
    }
    for name in _SAME:
        cells[name] = Cells(COLUMNS[name], [each.get(name) for each in same] * months)
    return cells | {_WHICH: Cells(Kind.WHOLE, list(range(len(same))) * months)}


def _chosen(columns: Sequence[Any]) -> Any:
    """Of some columns that of the number of the row's indicator."""
    numbers: dict[int, list[int]] = {}
    for number, each in enumerate(columns):
        numbers.setdefault(id(each), []).append(number)
    *others, most = sorted(numbers.values(), key=len)
    found = columns[most[0]]
    for some in others:
        so = any_of(nw.col(_WHICH) == number for number in some)
        found = nw.when(so).then(columns[some[0]]).otherwise(found)
    return found
