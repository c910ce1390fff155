"""Rows with something wrong in them: which are records nevertheless, and what is said of each."""

from __future__ import annotations

from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING, assert_never, final

from guangongwei.errors import Cell, Problem, shape
from guangongwei.tabular import grid
from guangongwei.tabular.cells import Fault, content
from guangongwei.tabular.odd_rows import Odd, is_label, odd
from guangongwei.tabular.problems import problem
from guangongwei.tabular.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guangongwei.tabular.grid import Row, Value
    from guangongwei.tabular.heading import Heading, Placed
    from guangongwei.tabular.tally import Tally

    #: The value of each column at one row; a `Fault` stands for itself.
    Columns = Sequence[list[object]]


@final
class Sieve:
    """What is told of the rows of one table, in the order in which they stand there."""

    def __init__(self, heading: Heading, problems: Tally) -> None:
        self.heading = heading
        self.slots = tuple(map(Slot, heading.columns))
        #: The row in which another table begins, below which nothing is read.
        self._last: float = inf
        #: How many rows of data there were that gave no record.
        self.lost = 0
        self._problems = problems
        self._told: list[Problem] = []
        self._hidden_rows = 0
        self._has_more_columns = False

    @property
    def is_over(self) -> bool:
        """Whether another table has begun."""
        return self._last < inf

    def fitted(self, batch: Sequence[Row | Problem]) -> list[Row]:
        """The rows that hold something, each with as many cells as the header."""
        width, hidden = self.heading.width, self.heading.sheet.hidden_rows
        kept: list[Row] = []
        for row in batch:
            if isinstance(row, Problem):
                self._told.append(row)
                continue
            number, cells = row
            if len(cells) == width:
                kept.append(row)
            elif any(cells) and (fitted := self._fitted(number, cells)) is not None:
                kept.append((number, fitted))
        if hidden:
            self._hidden_rows += sum(number in hidden and any(cells) for number, cells in kept)
        return kept

    def _fitted(self, number: int, cells: Sequence[Value]) -> Sequence[Value] | None:
        """A row as wide as the header; where cells may have moved, nothing of it can be trusted."""
        width = self.heading.width
        is_file = self.heading.sheet.name is None
        has_more = any(content(each) for each in cells[width:]) and not self.heading.is_cut
        if has_more and is_file:
            self.lost += 1
            self._tell("T201", number, detail=f"{len(cells)} instead of {width}")
            return None
        if has_more and not self._has_more_columns:
            self._has_more_columns = True
            self._tell("T009", number, detail="cells to the right of the table have no header")
        if is_file and len(cells) < width and any(content(each) for each in cells):
            self._tell("T202", number, detail=f"{len(cells)} of {width}")
        return [*cells[:width], *[""] * (width - len(cells))]

    def chosen(self, rows: Sequence[Row], columns: Columns) -> list[int]:
        """Which of some rows are records; what their faults leave stands in the columns then."""
        kept: list[int] = []
        for at, (number, cells) in enumerate(rows):
            if self._is_record(number, cells, at, columns):
                kept.append(at)
            if self.is_over:
                break
        for slot in self.slots:
            slot.is_faulty = False
        return kept

    def _is_record(self, number: int, cells: Sequence[Value], at: int, columns: Columns) -> bool:
        faults = [
            (slot, fault)
            for slot, column in zip(self.slots, columns, strict=True)
            if isinstance(fault := column[at], Fault)
        ]
        is_lost = any(slot.is_fatal(fault) for slot, fault in faults)
        if is_lost or is_label(cells[self.slots[0].index]):
            if not any(content(each) for each in cells):
                return False
            found = odd(cells, self.heading)
            if found is not None:
                self._pass_over(found, number, cells)
                return False
        for slot, fault in faults:
            self._tell_fault(number, cells[slot.index], slot, fault)
        for slot, column in zip(self.slots, columns, strict=True):
            value = column[at]
            if isinstance(value, Fault):
                value = column[at] = slot.instead(value)
            if slot.sums is not None:
                slot.sums.add((value,))
        self.lost += is_lost
        return not is_lost

    def _tell_fault(self, number: int, cell: Value, slot: Slot, fault: Fault) -> None:
        if slot.sums is not None and fault.kept is None:
            slot.sums.lose()
        slot.percentages += fault.code == "T128"
        if not self._problems.keeps(fault.code):
            self._problems.count(fault.code)
            return
        text = grid.text(cell).strip()
        detail = shape(text) if text and fault.code != "T124" else ""
        self._tell(fault.code, number, slot.placed, detail=detail, hint=fault.hint)

    def _pass_over(self, found: Odd, number: int, cells: Sequence[Value]) -> None:
        match found:
            case Odd.TOTAL:
                self._compare(number, cells)
                self._tell("T208", number)
            case Odd.AVERAGE:
                self._tell("T208", number)
            case Odd.REMARK:
                self._tell("T210", number)
            case Odd.HEADER_AGAIN:
                self._tell("T209", number)
            case Odd.OTHER_TABLE:
                self._told = [each for each in self._told if _row(each) < number]
                self._tell("T017", number)
                self._last = number
            case _:
                assert_never(found)

    def _compare(self, number: int, cells: Sequence[Value]) -> None:
        """Hold a row of totals against the rows above it."""
        for slot in self.slots:
            total = slot.placed.column.kind.meaning(cells[slot.index])
            if slot.sums is None:
                continue
            if isinstance(total, Fault) and total.kept is None:
                self._tell(total.code, number, slot.placed, hint=total.hint)
            value = total.kept if isinstance(total, Fault) else total
            if isinstance(value, int | Decimal) and not slot.sums.agree(value):
                self._tell("T207", number, slot.placed)
            slot.sums.begin_part()

    def _tell(
        self,
        code: str,
        number: int,
        placed: Placed | None = None,
        *,
        detail: str = "",
        hint: str = "",
    ) -> None:
        if self._problems.keeps(code):
            place = self.heading.place(number, placed)
            self._told.append(problem(code, place, detail=detail, hint=hint))
        else:
            self._problems.count(code)

    def flush(self) -> None:
        """Say what has been found so far, in the order of the rows."""
        self._told.sort(key=_row)
        # What stands below the beginning of another table is not of this one.
        self._problems.extend(each for each in self._told if _row(each) <= self._last)
        self._told.clear()

    def finish(self) -> None:
        """Say what is known only when all rows have been read."""
        sheet = self.heading.sheet
        if self._hidden_rows:
            self._problems.append(
                problem("T021", sheet.place(), detail=f"{self._hidden_rows} rows")
            )
        for slot in self.slots:
            if slot.percentages and slot.sums is not None and not slot.sums.is_empty:
                place = self.heading.place(self.heading.row, slot.placed)
                self._problems.append(
                    problem("T212", place, detail=f"{slot.percentages} percentages")
                )


def _row(told: Problem) -> int:
    return (told.place.row or 0) if isinstance(told.place, Cell) else 0
