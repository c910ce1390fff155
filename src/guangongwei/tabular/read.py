"""Rows of text become records and problems, wherever the rows come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, final

from attrs import Factory, evolve, frozen

from guangongwei.errors import Cell, Checked, Problem, shape
from guangongwei.tabular.cells import Fault, content
from guangongwei.tabular.columns import is_header, recognise
from guangongwei.tabular.layout import Column, Layout, normal
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guangongwei.model.dataset import Record

    #: The number of a row, as a spreadsheet shows it, and its cells.
    Row = tuple[int, Sequence[str]]

#: A title and remarks above the header take no more rows than this.
TITLE_ROWS = 10

#: What a header looks like: short, and without the digits of a telephone or an identity number.
_HEADER = re.compile(r"(?!.*[0-9０-９]{5}).{1,30}")

#: Cells that come again and again are understood once; a column of ids is not kept in mind.
_REMEMBERED = 4096


@final
@frozen
class _Slot:
    """A column at its place in a file."""

    index: int
    header: str
    column: Column
    #: The faults of the row that is being read.
    faults: list[tuple[_Slot, str, Fault]]
    known: dict[str, object] = Factory(dict[str, object])

    def meaning(self, cell: str) -> object:
        """The value of a cell; a fault is noted, and leaves what the cell is read as instead."""
        value = self.column.meaning(cell)
        if isinstance(value, Fault):
            self.faults.append((self, cell.strip(), value))
            return self.column.kind.blank if value.kept is None else value.kept
        if len(self.known) < _REMEMBERED:
            self.known[cell] = value
        return value


@final
@frozen
class _Head:
    """The header row of a file, understood."""

    file: str
    layout: Layout
    width: int
    slots: tuple[_Slot, ...]
    faults: list[tuple[_Slot, str, Fault]]


def read_rows(
    rows: Iterable[Row | Problem], *, file: str, layout: Layout | None = None
) -> Checked[tuple[Record, ...]]:
    """The records of a table and every problem of it, each with the number of its row.

    Without a layout the table is recognised by its headers. Good rows are kept; a bad cell costs
    its row only where the record cannot be without it.
    """
    problems: list[Problem] = []
    remaining = iter(rows)
    head = _find_head(remaining, file, layout, problems)
    records = () if head is None else tuple(_records(remaining, head, problems))
    return Checked(records, tuple(problems))


def _find_head(
    rows: Iterator[Row | Problem], file: str, layout: Layout | None, problems: list[Problem]
) -> _Head | None:
    passed_over = 0
    for row in rows:
        if isinstance(row, Problem):
            problems.append(row)
            continue
        number, cells = row
        given = layout if is_header(cells, layout) else None
        found = recognise(cells) if layout is None else given
        if found is not None:
            if passed_over:
                problems.append(problem("T012", Cell(file, number)))
            return _understood(found, file, row, problems)
        passed_over += any(cells)
        if passed_over > TITLE_ROWS:
            break
    if not problems:
        headers = "、".join(layout.headers) if layout else ""
        problems.append(problem("T006", Cell(file), detail=headers and f"expected: {headers}"))
    return None


def _understood(layout: Layout, file: str, row: Row, problems: list[Problem]) -> _Head | None:
    """The header row with every column at its place; None where a required one is missing."""
    number, cells = row
    headers = [each if isinstance(each := content(cell), str) else "" for cell in cells]
    width = max(index for index, header in enumerate(headers, 1) if header)
    refused = [header for header in headers if layout.refuses(header)]
    problems.extend(problem("T014", Cell(file, number, header)) for header in refused)
    missing = layout.missing(headers)
    if missing:
        names = "、".join(column.header for column in missing)
        problems.append(problem("T007", Cell(file, number), detail=names))
        return None
    faults: list[tuple[_Slot, str, Fault]] = []
    chosen = _chosen(layout, headers)
    slots: list[_Slot] = []
    for index, header in enumerate(headers[:width]):
        column = layout.column(header)
        if column is not None and chosen.get(column.field) == index:
            slots.append(_Slot(index, header, column, faults))
        elif header not in refused:
            problems.append(_unread(layout, headers, index, Cell(file, number)))
    return _Head(file, layout, width, tuple(slots), faults)


def _chosen(layout: Layout, headers: Sequence[str]) -> dict[str, int]:
    """Where each field is read: under its own header, else under the first synonym.

    A field that another column fills is not read from a column of its own besides.
    """
    chosen: dict[str, int] = {}
    for is_own in (True, False):
        for index, header in enumerate(headers):
            column = layout.column(header)
            if column is not None and (normal(header) == normal(column.header)) is is_own:
                chosen.setdefault(column.field, index)
    filled = {part for each in layout.columns if each.field in chosen for part in each.spread}
    return {field: index for field, index in chosen.items() if field not in filled}


def _unread(layout: Layout, headers: Sequence[str], index: int, place: Cell) -> Problem:
    """Why a column is left unread; a header that is not like one is described, never shown."""
    header = headers[index]
    if not header:
        return problem("T009", place, detail=f"column {index + 1} has no header")
    named = evolve(place, column=header)
    if layout.column(header) is not None:
        said_before = normal(header) in map(normal, headers[:index])
        return problem("T008" if said_before else "T011", named)
    if layout.column_in_other_unit(header):
        return problem("T010", named)
    if header.isprintable() and _HEADER.fullmatch(header):
        return problem("T009", named)
    return problem("T009", place, detail=f"column {index + 1}: {shape(header)}")


def _records(
    rows: Iterator[Row | Problem], head: _Head, problems: list[Problem]
) -> Iterator[Record]:
    file, width, faults = head.file, head.width, head.faults
    slots = [(each.column.field, each.index, each.known, each.meaning) for each in head.slots]
    spread = [each.column for each in head.slots if each.column.spread]
    make: Any = head.layout.noun
    for row in rows:
        if isinstance(row, Problem):
            problems.append(row)
            continue
        number, cells = row
        if not any(cells):
            continue
        if len(cells) != width:
            cells = _fitted(cells, width, Cell(file, number), problems)
        values = {
            field: known[cell] if (cell := cells[index]) in known else meaning(cell)
            for field, index, known, meaning in slots
        }
        if faults:
            is_lost = _told(faults, cells, Cell(file, number), problems)
            faults.clear()
            if is_lost:
                continue
        for column in spread:
            values |= column.parts(values.pop(column.field))
        yield make(**values, source=Cell(file, number))


def _fitted(
    cells: Sequence[str], width: int, place: Cell, problems: list[Problem]
) -> Sequence[str]:
    """A row with as many cells as the header; of a longer one nothing can be trusted."""
    if len(cells) < width and any(content(cell) for cell in cells):
        problems.append(problem("T202", place, detail=f"{len(cells)} of {width}"))
    elif any(content(cell) for cell in cells[width:]):
        problems.append(problem("T201", place, detail=f"{len(cells)} instead of {width}"))
        cells = ()
    return [*cells, *[""] * (width - len(cells))]


def _told(
    faults: list[tuple[_Slot, str, Fault]],
    cells: Sequence[str],
    place: Cell,
    problems: list[Problem],
) -> bool:
    """Say whether the faults of a row cost the whole row; blank rows are passed over in silence."""
    if not any(content(cell) for cell in cells):
        return True
    for slot, text, fault in faults:
        problems.append(
            problem(
                fault.code,
                Cell(place.file, place.row, slot.header),
                detail=shape(text) if text else "",
                hint=fault.hint,
            )
        )
    return any(slot.column.required and fault.kept is None for slot, _, fault in faults)
