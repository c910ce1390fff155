"""Sheets become records and problems, wherever the sheets come from."""

from __future__ import annotations

from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, final

from attrs import evolve

from guangongwei.errors import Cell, Checked, Problem
from guangongwei.tabular.grid import Sheet
from guangongwei.tabular.header_rows import Search, find
from guangongwei.tabular.heading import Heading, understood
from guangongwei.tabular.making import made
from guangongwei.tabular.merged import unmerged
from guangongwei.tabular.near import meant
from guangongwei.tabular.odd_rows import may_be_odd
from guangongwei.tabular.problems import problem
from guangongwei.tabular.sieve import Sieve
from guangongwei.tabular.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from guangongwei.model.dataset import Record
    from guangongwei.tabular.grid import Row
    from guangongwei.tabular.layout import Layout
    from guangongwei.tabular.slots import Slot

#: So many rows are understood at once, column by column.
_BATCH = 256


def read_rows(
    rows: Iterable[Row | Problem], *, file: str, layout: Layout | None = None
) -> Checked[tuple[Record, ...]]:
    """The records of a table and every problem of it, each with the number of its row.

    Without a layout the table is recognised by its headers. Good rows are kept; a bad cell costs
    its row only where the record cannot be without it.
    """
    problems = Tally()
    found = tuple(records(Sheet(file=file, rows=iter(rows)), layout, problems))
    return problems.checked(found)


def records(
    sheet: Sheet, layout: Layout | None, problems: Tally, *, as_of: date | None = None
) -> Iterator[Record]:
    """The records of a sheet one after the other, in constant memory; problems are told on the way.

    This is the one step from rows to records, for whoever reads, streams or imports tables.
    Without a layout the table is recognised by its headers.
    """
    reading = begin(sheet, layout, problems, as_of=as_of)
    return iter(()) if reading is None else iter(reading)


def begin(
    sheet: Sheet, layout: Layout | None, problems: Tally, *, as_of: date | None = None
) -> Reading | None:
    """A sheet whose header is read, so that its table is known; None where nothing is below it."""
    before = len(problems)
    found = find(sheet, layout, problems)
    if sheet.name is not None and not found.is_complete:
        if not found.top:
            return None
        if layout is not None and _is_table(sheet, found):
            problems.append(problem("T003", sheet.place()))
            return None
    if found.header is not None and (layout is not None or found.is_complete):
        heading = understood(sheet, found.header, problems, as_of)
        return None if heading is None else Reading(heading, found.rows, problems)
    if len(problems) == before:
        problems.append(_no_header(sheet, found, layout))
    return None


def _is_table(sheet: Sheet, found: Search) -> bool:
    """Say whether a sheet is some table, though not the one that was looked for."""
    top = evolve(sheet, rows=iter(found.top))
    return find(top, None, Tally()).is_complete


def _no_header(sheet: Sheet, found: Search, layout: Layout | None) -> Problem:
    """That there is no header, and what it should have been, as far as that can be told."""
    if layout is not None:
        return problem("T006", sheet.place(), detail=f"expected: {'、'.join(layout.headers)}")
    if found.header is None:
        return problem("T006", sheet.place())
    like, headers = found.header.layout, found.header.headers
    lacking = (
        "、".join(each.header for each in like.missing(headers)) or "what tells it from others"
    )
    near = meant(like, headers)
    return problem(
        "T006",
        sheet.place(),
        detail=f"it is most like {like.name}, without {lacking}",
        hint=f"Rename, if it is meant so: {'、'.join(near)}." if near else "",
    )


@final
class Reading:
    """A table on its way from rows to records."""

    def __init__(self, heading: Heading, rows: Iterator[Row | Problem], problems: Tally) -> None:
        self.heading = heading
        self.problems = problems
        #: How many records have been read so far.
        self.good = 0
        self._rows = unmerged(rows, heading)
        self._sieve = Sieve(heading, problems)

    @property
    def rows(self) -> int:
        """How many rows of data have been read so far; totals and remarks are none."""
        return self.good + self._sieve.lost

    def __iter__(self) -> Iterator[Record]:
        while not self._sieve.is_over:
            batch = list(islice(self._rows, _BATCH))
            if not batch:
                break
            kept = self._sieve.fitted(batch)
            found = self._records(kept) if kept else []
            self._sieve.flush()
            self.good += len(found)
            yield from found
        self._sieve.finish()

    def _records(self, rows: Sequence[Row]) -> list[Record]:
        """The records in some rows; columns are read one by one, for their cells are of one kind."""
        slots = self._sieve.slots
        columns = tuple(zip(*(cells for _, cells in rows), strict=True))
        values = [each.meanings(columns[each.index]) for each in slots]
        numbers: Sequence[int] = [number for number, _ in rows]
        if any(each.is_faulty for each in slots) or may_be_odd(columns[slots[0].index]):
            kept = self._sieve.chosen(rows, values)
            values = [[column[at] for at in kept] for column in values]
            numbers = [numbers[at] for at in kept]
        else:
            for slot, column in zip(slots, values, strict=True):
                if slot.sums is not None:
                    slot.sums.add(column)
        return self._made(numbers, slots, values)

    def _made(
        self, numbers: Sequence[int], slots: Sequence[Slot], values: Sequence[Sequence[Any]]
    ) -> list[Record]:
        file, sheet = self.heading.sheet.file, self.heading.sheet.name
        filled: dict[str, Iterable[Any]] = {}
        for slot, column in zip(slots, values, strict=True):
            if slot.placed.column.spread:
                for at, field in enumerate(slot.placed.column.spread):
                    filled[field] = [each[at] for each in column]
            else:
                filled[slot.placed.column.field] = column
        for field, value in self.heading.layout.fixed:
            filled.setdefault(field, [value] * len(numbers))
        places = {"file": repeat(file), "row": numbers, "sheet": repeat(sheet)}
        filled["source"] = made(Cell, places, len(numbers))
        return made(self.heading.layout.noun, filled, len(numbers))
