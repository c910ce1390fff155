"""The headers of one's own tables, told in a small TOML file, so that they are read as they are.

```toml
["服务记录".columns]
"流水号" = "编号"
"用时" = { column = "时长(小时)", unit = "分钟" }

["服务记录".fixed]
"单位编号" = "D021"
```

Each table has its local headers with the header of the template that each stands for, and values
for columns that its files do not have.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, TypeGuard, final

from attrs import evolve, field, frozen

from guangongwei.errors import Checked, Path, suggestions
from guangongwei.files import opened
from guangongwei.model.dataset import Record
from guangongwei.tabular import units
from guangongwei.tabular.cells import Fault, converted
from guangongwei.tabular.columns import LAYOUTS, named
from guangongwei.tabular.grid import Truth
from guangongwei.tabular.header_rows import TITLE_ROWS, find
from guangongwei.tabular.layout import Layout, normal
from guangongwei.tabular.problems import problem
from guangongwei.tabular.tally import Tally

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from guangongwei.errors import Problem
    from guangongwei.tabular.grid import Sheet, Value
    from guangongwei.tabular.layout import Column

_WHERE = re.compile(r"at line \d+, column \d+")
#: What a key is called by: a name that nobody's value looks like.
_NAME = re.compile(r"(?!.*[0-9０-９]{5})[^\s.!]{1,30}")


@final
@frozen
class LocalColumns:
    """The tables as they are headed here."""

    _layouts: Mapping[type[Record], Layout] = field(factory=dict[type[Record], Layout], repr=False)

    def of(self, layout: Layout) -> Layout:
        """A table with its local headers and fixed values besides its own."""
        return self._layouts.get(layout.noun, layout)

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The tables that are headed in a way of their own here."""
        return tuple(self._layouts.values())

    def found(self, layout: Layout | None, sheet: Sheet) -> tuple[Layout | None, Sheet]:
        """The table that a sheet is, as it is headed here, and the sheet to be read from its start.

        Without a layout it is looked for by the local headers; None where they fit no table.
        """
        if layout is not None or not self._layouts:
            return (None if layout is None else self.of(layout)), sheet
        first = list(islice(sheet.rows, TITLE_ROWS + 3))
        best: tuple[int, Layout] | None = None
        for each in self.layouts:
            search = find(evolve(sheet, rows=iter(first)), each, Tally())
            if search.header is not None and search.is_complete:
                score = len(each.known(search.header.headers))
                best = (score, each) if best is None or score > best[0] else best
        return best and best[1], evolve(sheet, rows=chain(first, sheet.rows))


def read_columns(path: str | os.PathLike[str]) -> Checked[LocalColumns]:
    """The local columns in a file; what is wrong is told with its place and left out.

    Raises:
        NotReadable: The file cannot be opened.
    """
    file = FilePath(path)
    with opened(file) as stream:
        return parse_columns(stream.read(), name=file.name)


def parse_columns(content: bytes, *, name: str = "columns.toml") -> Checked[LocalColumns]:
    """The local columns in a TOML document."""
    try:
        document = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except ValueError as error:
        found = _WHERE.search(str(error))
        where = found.group() if found else ""
        return Checked(LocalColumns(), (problem("T501", Path(f"{name}!$"), detail=where),))
    reader = _Reader(name)
    layouts = dict(reader.tables(document))
    return Checked(LocalColumns(layouts), tuple(reader.problems))


@final
class _Reader:
    """Reads a document part by part and notes what is wrong."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.problems: list[Problem] = []

    def tables(self, document: dict[str, Any]) -> Iterator[tuple[type[Record], Layout]]:
        for key, table in document.items():
            layout = named(key)
            if layout is None:
                names = [name for each in LAYOUTS for name in (each.name, *each.synonyms)]
                self._note("T502", (key,), _near(key, names))
            elif not _is_table(table):
                self._note("T505", (key,))
            else:
                yield layout.noun, self._layout(layout, key, table)

    def _layout(self, layout: Layout, key: str, table: dict[str, Any]) -> Layout:
        for each in table.keys() - {"columns", "fixed"}:
            self._note("T503", (key, each), _near(each, ("columns", "fixed")))
        columns = self._columns(layout, (key, "columns"), table.get("columns", {}))
        fixed = dict(self._fixed(layout, (key, "fixed"), table.get("fixed", {})))
        return evolve(layout, columns=(*layout.columns, *columns), fixed=tuple(fixed.items()))

    def _columns(self, layout: Layout, path: tuple[str, ...], told: object) -> tuple[Column, ...]:
        if not _is_table(told):
            self._note("T505", path)
            return ()
        found: dict[str, Column] = {}
        for header, meant in told.items():
            column = self._column(layout, (*path, header), header, meant)
            if column is not None and column.field in found:
                self._note("T507", (*path, header), f"like {found[column.field].header}")
            elif column is not None:
                found[column.field] = column
        return tuple(found.values())

    def _column(
        self, layout: Layout, path: tuple[str, ...], header: str, meant: object
    ) -> Column | None:
        """The column that a local header stands for, as it is to be read under it."""
        unit: object = None
        if _is_table(meant):
            for each in meant.keys() - {"column", "unit"}:
                self._note("T503", (*path, each), _near(each, ("column", "unit")))
            unit, meant = meant.get("unit"), meant.get("column")
        if not isinstance(meant, str) or not (unit is None or isinstance(unit, str)):
            self._note("T505", path)
            return None
        column = self._known(layout, path, meant)
        if column is None:
            return None
        local = evolve(column, header=header, synonyms=(), offered=False)
        if unit is None:
            return local
        by = units.factor(normal(unit), column.unit)
        if by is None:
            self._note("T506", path)
            return None
        # Converted here, it has no unit that a header could state a second time.
        kind = column.kind if by == 1 else converted(column.kind, by)
        return evolve(local, kind=kind, unit=None)

    def _fixed(
        self, layout: Layout, path: tuple[str, ...], told: object
    ) -> Iterator[tuple[str, object]]:
        if not _is_table(told):
            self._note("T505", path)
            return
        for header, value in told.items():
            column = self._known(layout, (*path, header), header)
            if column is None:
                continue
            cell = _cell(value)
            meant = Fault("T505") if cell is None else column.meaning(cell)
            if isinstance(meant, Fault):
                self._note("T508", (*path, header), meant.code)
            elif column.spread:
                yield from column.parts(meant).items()
            else:
                yield column.field, meant

    def _known(self, layout: Layout, path: tuple[str, ...], header: str) -> Column | None:
        column = layout.column(header)
        if column is None:
            names = [name for each in layout.columns for name in each.names]
            self._note("T504", path, _near(header, names))
        return column

    def _note(self, code: str, path: tuple[str, ...], detail: str = "") -> None:
        place = ".".join(each if _NAME.fullmatch(each) else "?" for each in path)
        self.problems.append(problem(code, Path(f"{self._name}!$.{place}"), detail=detail))


def _near(asked: str, known: list[str] | tuple[str, ...]) -> str:
    near = suggestions(asked, known)
    return f"did you mean {' or '.join(near)}?" if near else ""


def _cell(value: object) -> Value | None:
    """A value of a document as a cell; None where no cell has such a one."""
    match value:
        case bool():
            return Truth(value)
        case int() | Decimal():
            return str(value)
        case str():
            return value
        case date() if not isinstance(value, datetime):
            return value
        case _:
            return None


def _is_table(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)
