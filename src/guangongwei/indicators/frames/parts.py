"""Columns that hold several texts at once, taken apart once for every combination there is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.frames.backend import Cells, Kind, collected, made, nw
from guangongwei.indicators.frames.columns import Holds, holds
from guangongwei.indicators.frames.native import distinct
from guangongwei.indicators.groups import Categories, category
from guangongwei.model.numbers import Absence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.indicators.frames.tables import Tables
    from guangongwei.model.dataset import Record

#: What a blank stands as while it is joined with.
_BLANK = ""


@final
@frozen
class Parts:
    """For the columns that records are grouped by: which of them hold several texts, and how."""

    names: tuple[str, ...]
    #: What stands between the texts of each; None where it holds one value.
    between: tuple[str | None, ...]
    #: The word that each text stands for.
    standard: Callable[[str], str] = str

    @staticmethod
    def of(tables: Tables, noun: type[Record], names: Iterable[str]) -> Parts:
        """The columns of a noun."""
        kept = tuple(names)
        return Parts(
            kept,
            tuple(
                tables.between(noun, each) if holds(noun, each) is Holds.TEXTS else None
                for each in kept
            ),
        )

    def texts(self, cell: str | None, between: str | None) -> tuple[str, ...]:
        """The texts of one cell."""
        if not cell:
            return ()
        found = cell.split(between) if between else [cell]
        return tuple(dict.fromkeys(map(self.standard, found)))

    def categories(self, cells: tuple[Any, ...]) -> Iterable[Categories]:
        """The categories of a record that has these cells; with several values in each of them."""
        sides = (
            (category(cell),) if between is None else self.texts(cell, between) or (_UNKNOWN,)
            for cell, between in zip(cells, self.between, strict=True)
        )
        return product(*sides)

    def split(self, frame: Any, name: str, *, blank: bool = False) -> Any:
        """A frame with one row for every text of a column, and with none or one for no text."""
        between = self.between[self.names.index(name)]
        if between is None and self.standard is str:
            return frame
        frame = frame.with_columns(nw.col(name).fill_null(_BLANK))
        cells: list[str] = []
        parts: list[str | None] = []
        for (cell,) in collected(distinct(frame.select(name))):
            texts: tuple[str | None, ...] = self.texts(cell, between)
            for text in texts or ((None,) if blank else ()):
                cells.append(cell)
                parts.append(text)
        table = made(frame, {"_cell": Cells(Kind.TEXT, cells), "_part": Cells(Kind.TEXT, parts)})
        split = frame.join(table, left_on=name, right_on="_cell", how="inner")
        kept = [each for each in frame.collect_schema().names() if each != name]
        return split.select(*kept, nw.col("_part").alias(name))


_UNKNOWN = Absence.UNKNOWN
