"""One column of a table that is being read: what its cells mean, and what they add up to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, final

from guangongwei.tabular.cells import AMOUNT, CODE, COUNT, SHORTEST_NUMBER, TEXT, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from guangongwei.tabular.grid import Value
    from guangongwei.tabular.heading import Placed

    #: Only one of the two in one column; mypy adds neither to a union of them.
    Number = Any

#: The kinds whose values add up.
NUMBERS = frozenset({COUNT.name, AMOUNT.name})

#: The kinds that take a text of letters and digits as it is, if no number of a person fits into it.
_TEXTS = (TEXT, CODE)

#: Cells that come again and again are understood once; a column of ids is not kept in mind.
_REMEMBERED = 4096
#: Sums of converted numbers may differ by what rounding left out.
_SLIGHT = Decimal("0.000001")


@final
class Slot(dict["Value", object]):
    """From the cells of a column to what they mean; a fault is noted, and understood each time."""

    __slots__ = (
        *("_is_of_texts", "_meaning", "_parse"),
        *("index", "is_faulty", "percentages", "placed", "sums"),
    )

    def __init__(self, placed: Placed) -> None:
        super().__init__()
        self.placed = placed
        self.index = placed.index
        self._meaning = placed.column.meaning
        self._parse: Callable[[Any], object] = placed.column.kind.parse
        self._is_of_texts = placed.column.kind in _TEXTS
        #: Whether a fault has been met since somebody asked.
        self.is_faulty = False
        #: How many cells were written as percentages.
        self.percentages = 0
        self.sums = Sums() if placed.column.kind.name in NUMBERS else None

    def __missing__(self, cell: Value) -> object:
        # A text of letters and digits is its own content, and not blank.
        if isinstance(cell, str) and cell.isalnum():
            is_itself = self._is_of_texts and len(cell) < SHORTEST_NUMBER
            value = cell if is_itself else self._parse(cell)
        else:
            value = self._meaning(cell)
        if isinstance(value, Fault):
            self.is_faulty = True
        elif len(self) < _REMEMBERED:
            self[cell] = value
        return value

    def instead(self, fault: Fault) -> object:
        """What a cell is read as that has a fault."""
        return self.placed.column.kind.blank if fault.kept is None else fault.kept

    def is_fatal(self, fault: Fault) -> bool:
        """Say whether a fault costs the whole row."""
        return self.placed.column.required and fault.kept is None


@final
class Sums:
    """Sums of one column: from the first row of the table on, and from the last totals on."""

    def __init__(self) -> None:
        #: Whether no number has been met at all.
        self.is_empty = True
        self._whole: Number = 0
        self._part: Number = 0
        self._is_whole_known = self._is_part_known = True

    def add(self, values: Sequence[Any]) -> None:
        """Add the numbers among some values; what has a fault cannot be added."""
        try:
            added: Number = sum(values)
        except TypeError:
            numbers = [each for each in values if isinstance(each, int | Decimal)]
            if not numbers:
                return
            added = sum(numbers)
        self.is_empty = False
        self._whole += added
        self._part += added

    def lose(self) -> None:
        """Note that a number could not be read, so that the sums are not known."""
        self._is_whole_known = self._is_part_known = False

    def agree(self, total: Number) -> bool:
        """Say whether a total is that of the rows since the last one, or of all, as far as known."""
        part = not self._is_part_known or abs(total - self._part) <= _SLIGHT
        return part or not self._is_whole_known or abs(total - self._whole) <= _SLIGHT

    def begin_part(self) -> None:
        """Begin to sum up the rows below a row of totals."""
        self._part, self._is_part_known = 0, True
