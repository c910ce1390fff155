"""The header of a table, understood: which column stands where, in which unit, and what is unread."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.errors import Problem, shape
from guangongwei.tabular import days, units
from guangongwei.tabular.cells import anchored, converted, counted_from
from guangongwei.tabular.grid import Sheet
from guangongwei.tabular.layout import Column, Layout, normal
from guangongwei.tabular.near import is_like_header, meant, near
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from guangongwei.errors import Cell
    from guangongwei.tabular.header_rows import HeaderRows
    from guangongwei.tabular.tally import Tally

#: Fields that tell what has happened; other days may lie ahead.
_PAST = frozenset({"on", "born", "joined", "founded"})


@final
@frozen
class Placed:
    """A column at its place in a sheet."""

    index: int
    header: str
    column: Column


@final
@frozen(kw_only=True)
class Heading:
    """The header of a table, understood."""

    sheet: Sheet
    layout: Layout
    #: The number of its last row.
    row: int
    headers: tuple[str, ...]
    columns: tuple[Placed, ...]
    #: Whether cells to the right belong to another table.
    is_cut: bool = False

    @property
    def width(self) -> int:
        """How many cells a row of the table has."""
        return len(self.headers)

    def place(self, row: int, placed: Placed | None = None) -> Cell:
        """A cell of the table, or a whole row of it."""
        if placed is None:
            return self.sheet.place(row)
        return _place(self.sheet, row, placed.header, placed.index)


def understood(
    sheet: Sheet, found: HeaderRows, problems: Tally, as_of: date | None
) -> Heading | None:
    """The header with every column at its place; None where a required one is missing."""
    layout, row = found.layout, found.last
    if found.passed_over:
        problems.append(problem("T012", sheet.place(found.first)))
    headers = found.headers
    headers = headers[: max(index for index, each in enumerate(headers, 1) if each)]
    if found.beside is not None:
        problems.append(problem("T017", _place(sheet, row, None, found.beside)))
    problems.extend(
        problem("T014", _place(sheet, row, header, index))
        for index, header in enumerate(headers)
        if layout.refuses(header)
    )
    missing = layout.missing(headers)
    if missing:
        problems.append(_lacking(layout, headers, missing, sheet.place(row)))
        return None
    known = _Known(sheet, row, found.unit, as_of)
    placed = tuple(_placed(sheet, layout, headers, row, problems))
    return Heading(
        sheet=sheet,
        layout=layout,
        row=row,
        headers=headers,
        columns=tuple(_read(each, known, problems) for each in placed),
        is_cut=found.beside is not None,
    )


def _placed(
    sheet: Sheet, layout: Layout, headers: Sequence[str], row: int, problems: Tally
) -> Iterator[Placed]:
    chosen = _chosen(layout, headers)
    for index, header in enumerate(headers):
        meant = layout.column_in_unit(header)
        if meant is not None and chosen.get(meant[0].field) == index:
            yield Placed(index, header, meant[0])
        elif not layout.refuses(header):
            problems.append(_unread(layout, headers, index, sheet, row))


def _chosen(layout: Layout, headers: Sequence[str]) -> dict[str, int]:
    """Where each field is read: under its own header, else under the first synonym.

    A field that another column fills is not read from a column of its own besides.
    """
    chosen: dict[str, int] = {}
    for is_own in (True, False):
        for index, header in enumerate(headers):
            meant = layout.column_in_unit(header)
            if meant and (normal(header) == normal(meant[0].header)) is is_own:
                chosen.setdefault(meant[0].field, index)
    filled = {part for each in layout.columns if each.field in chosen for part in each.spread}
    return {field: index for field, index in chosen.items() if field not in filled}


@final
@frozen
class _Known:
    """What is known of a whole table before its cells are read."""

    sheet: Sheet
    row: int
    #: The unit that a line above the header states for all numbers.
    unit: str | None
    as_of: date | None


def _read(placed: Placed, known: _Known, problems: Tally) -> Placed:
    """The column as its cells are to be read here: in which unit, from which day on."""
    sheet, as_of = known.sheet, known.as_of
    column = placed.column
    kind = column.kind
    place = _place(sheet, known.row, placed.header, placed.index)
    if placed.index + 1 in sheet.hidden_columns:
        problems.append(problem("T022", place))
    word, by = _unit(placed, known.unit)
    if by != 1:
        own = column.unit.value if column.unit else ""
        problems.append(problem("T018", place, detail=f"{word} → {own}"))
        kind = converted(kind, by)
    if sheet.from_1904:
        kind = counted_from(kind, days.FROM_1904)
    if as_of is not None and kind.typed:
        kind = anchored(kind, as_of, is_past=column.field in _PAST)
    return evolve(placed, column=evolve(column, kind=kind))


def _unit(placed: Placed, above: str | None) -> tuple[str, Fraction]:
    """The unit that numbers are written in, and what they are multiplied by."""
    stated = units.split(normal(placed.header))
    word = stated[1] if stated else above
    by = units.factor(word, placed.column.unit) if word else None
    return (word, by) if word and by else ("", Fraction(1))


def _lacking(
    layout: Layout, headers: Sequence[str], missing: Sequence[Column], place: Cell
) -> Problem:
    """That columns are missing, and which of the others may be meant to be one of them."""
    names = "、".join(column.header for column in missing)
    told = problem("T007", place, detail=names)
    near_ones = meant(layout, headers)
    hint = f"Rename, if it is meant so: {'、'.join(near_ones)}. {told.hint}"
    return evolve(told, hint=hint) if near_ones else told


def _unread(layout: Layout, headers: Sequence[str], index: int, sheet: Sheet, row: int) -> Problem:
    """Why a column is left unread; a header that is not like one is described, never shown."""
    header = headers[index]
    bare = _place(sheet, row, None, index)
    if not header:
        return problem("T009", bare, detail=f"column {index + 1} has no header")
    named = _place(sheet, row, header, index)
    if layout.column_in_unit(header) is not None:
        said_before = normal(header) in map(normal, headers[:index])
        return problem("T008" if said_before else "T011", named)
    if layout.column_in_other_unit(header):
        return problem("T010", named)
    if is_like_header(header):
        known = layout.known(headers)
        names = near(header, [each for each in layout.columns if each.field not in known])
        hint = f"Did you mean {' or '.join(names)}? Then rename it so." if names else ""
        return problem("T009", named, hint=hint)
    return problem("T009", bare, detail=f"column {index + 1}: {shape(header)}")


def _place(sheet: Sheet, row: int, header: str | None, index: int) -> Cell:
    """A cell; only a workbook has letters for its columns beside their headers."""
    return sheet.place(row, header, index=None if sheet.name is None else index)
