"""The tables in one file: which sheet holds which, and the records of each."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast, final, overload

from attrs import field, frozen

from guangongwei.codec.collector import resting
from guangongwei.errors import BadArgument, Cell, Checked, Problem
from guangongwei.model.dataset import TABLES, Record
from guangongwei.tabular import repeats
from guangongwei.tabular.columns import LAYOUTS, named
from guangongwei.tabular.grid import Visibility
from guangongwei.tabular.layout import normal
from guangongwei.tabular.own_sheets import OWN_SHEETS
from guangongwei.tabular.problems import problem
from guangongwei.tabular.read import Reading, begin
from guangongwei.tabular.sheets import sheets
from guangongwei.tabular.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from guangongwei.model.dataset import R
    from guangongwei.tabular.grid import Sheet
    from guangongwei.tabular.layout import Layout
    from guangongwei.tabular.local import LocalColumns

    Source = str | Path | BinaryIO


@final
@frozen(kw_only=True)
class Table:
    """One table as it was read: where it stands, what it holds, and how many of its rows are good."""

    file: str
    #: The sheet of a workbook; a file that is one table has none.
    sheet: str | None
    noun: type[Record]
    #: Rows of data; totals, remarks and blank rows are none.
    rows: int
    #: Rows that became records.
    good: int
    records: tuple[Record, ...] = field(repr=False)


@overload
def read(
    source: Source,
    noun: None = None,
    *,
    sheet: str | None = None,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
) -> Checked[tuple[Record, ...]]: ...
@overload
def read(
    source: Source,
    noun: type[R],
    *,
    sheet: str | None = None,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
) -> Checked[tuple[R, ...]]: ...
def read(
    source: Source,
    noun: type[Any] | None = None,
    *,
    sheet: str | None = None,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
) -> Checked[tuple[Any, ...]]:
    """The records of one file, .csv .tsv .xlsx .xls or .ods, a path or open for reading bytes.

    Which noun they are of is said by the caller, else by the name of the sheet or the file, else
    by the headers, and then a note says so. Of a workbook every sheet is read that holds such a
    table, one after the other; hidden sheets only when they are asked for.

    Args:
        source: The path of the file, or a stream that can be sought.
        noun: What a row is, where its headers or names cannot tell.
        sheet: The one sheet of a workbook to read.
        as_of: A day; a later one is doubted in columns of what has happened, and a day without a
            year is read as the last one up to it.
        columns: How the tables are headed here; see `read_columns`.

    Raises:
        NotReadable: The file cannot be opened.
        BadArgument: The workbook has no such sheet, or the noun no table.
    """
    checked = read_tables(source, noun, sheet=sheet, as_of=as_of, columns=columns)
    records = tuple(each for table in checked.value for each in table.records)
    return Checked(records, checked.problems, further=checked.further)


def read_tables(
    source: Source,
    noun: type[Record] | None = None,
    *,
    sheet: str | None = None,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
) -> Checked[tuple[Table, ...]]:
    """The tables of one file, as `read` finds them, each with its place, its noun and its records.

    What stands there twice is told: an id, a row under two ids, perhaps a person.

    Raises:
        NotReadable: The file cannot be opened.
        BadArgument: The workbook has no such sheet, or the noun no table.
    """
    problems = Tally()
    opened = Opened(source, problems, sheet=sheet, as_of=as_of, columns=columns)
    layout = None if noun is None else layout_of(noun)
    found = tuple(map(whole, opened.readings(layout)))
    records: dict[type[Record], tuple[Record, ...]] = {}
    for each in found:
        records[each.noun] = (*records.get(each.noun, ()), *each.records)
    repeats.tell(records, problems)
    return problems.checked(found)


def whole(reading: Reading) -> Table:
    """A table with all its records."""
    with resting():
        records = tuple(reading)
    heading = reading.heading
    return Table(
        file=heading.sheet.file,
        sheet=heading.sheet.name,
        noun=heading.layout.noun,
        rows=reading.rows,
        good=reading.good,
        records=records,
    )


def layout_of(noun: type[Record]) -> Layout:
    """The table of a noun.

    Raises:
        BadArgument: It is no noun that has a table.
    """
    for layout in LAYOUTS:
        if layout.noun is noun:
            return layout
    raise BadArgument("noun", f"one of {', '.join(each.__name__ for each in TABLES)}")


@final
class Opened:
    """A file whose sheets are looked at one after the other."""

    def __init__(
        self,
        source: Source,
        problems: Tally,
        *,
        sheet: str | None = None,
        as_of: date | None = None,
        file: str | None = None,
        columns: LocalColumns | None = None,
    ) -> None:
        self._source = source
        known = source if isinstance(source, str | Path) else getattr(source, "name", "table")
        self._name = file or Path(str(known)).name
        self._problems = problems
        self._asked = sheet
        self._as_of = as_of
        self._columns = columns
        self._is_read = False
        #: What was wrong with sheets that hold no table, each with its place.
        self._unread: list[tuple[Cell, Tally]] = []

    def readings(self, layout: Layout | None = None) -> Iterator[Reading]:
        """The tables of the file, each to be read before the next; with a layout only those of it.

        Without one a table is recognised by the name of its sheet or file, else by its headers.
        """
        names: list[str] = []
        for sheet in sheets(self._source, file=self._name):
            if isinstance(sheet, Problem):
                self._problems.append(sheet)
                continue
            names += [] if sheet.name is None else [sheet.name]
            try:
                yield from self._in_sheet(sheet, layout)
            finally:
                # Rows that nobody wants are let go before the file they come from is closed.
                rows: object = sheet.rows
                if isinstance(rows, Generator):
                    cast("Generator[object]", rows).close()
        self._finish(names)

    def _in_sheet(self, sheet: Sheet, layout: Layout | None) -> Iterator[Reading]:
        problems = Tally()
        reading = self._reading(sheet, layout, problems) if self._is_wanted(sheet) else None
        if reading is not None:
            self._is_read = True
            yield reading
            self._problems.take(problems.checked(None))
        elif len(problems):
            self._unread.append((sheet.place(), problems))

    def _is_wanted(self, sheet: Sheet) -> bool:
        if self._asked is not None:
            return sheet.name == self._asked
        if sheet.name in OWN_SHEETS:
            return False
        if sheet.visibility is not Visibility.VISIBLE:
            self._problems.append(problem("T020", sheet.place()))
            return False
        return True

    def _reading(self, sheet: Sheet, layout: Layout | None, problems: Tally) -> Reading | None:
        by_name = layout or (sheet.name and named(sheet.name)) or None
        if by_name is None and not self._is_read and not self._unread:
            by_name = named(Path(sheet.file).stem)
        local = by_name
        if self._columns is not None:
            local, sheet = self._columns.found(by_name, sheet)
        reading = begin(sheet, local, problems, as_of=self._as_of)
        if reading is not None and by_name is None:
            found = reading.heading.layout.name
            if found not in normal(f"{Path(sheet.file).stem} {sheet.name}"):
                problems.append(problem("T016", sheet.place(), detail=found))
        return reading

    def _finish(self, names: list[str]) -> None:
        """Say of what no table was read; sheets beside a table, or of another one, are only named."""
        if self._asked is not None and self._asked not in names:
            expected = f"one of {'、'.join(names)}" if names else "left out: the file is one table"
            raise BadArgument("sheet", expected)
        is_one_of_many = self._is_read or len(self._unread) > 1
        for place, problems in self._unread:
            told = problems.checked(None)
            if is_one_of_many and told.totals.keys() <= {"T003", "T006"}:
                self._problems.append(problem("T003", place))
            else:
                self._problems.take(told)
        if names and not self._is_read and not self._problems.has_errors:
            self._problems.append(problem("T006", Cell(self._name)))
