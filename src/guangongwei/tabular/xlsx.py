"""Workbooks (.xlsx, .xlsm) as sheets: their parts are read as they lie there, nothing is run."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.archive import Danger, Parser, Refused
from guangongwei.errors import Cell
from guangongwei.tabular.extent import LeftOut, Spread
from guangongwei.tabular.formats import Shown, shown_as
from guangongwei.tabular.grid import Sheet, Visibility, letter
from guangongwei.tabular.guard import refusal
from guangongwei.tabular.problems import problem
from guangongwei.tabular.xlsx_cells import Book, Cells
from guangongwei.tabular.xlsx_outline import outline
from guangongwei.tabular.xlsx_rows import Rows
from guangongwei.tabular.xlsx_strings import strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from guangongwei.archive import Archive
    from guangongwei.errors import Problem
    from guangongwei.tabular.grid import Row

_MOST_SHEETS = 1024
_MOST_STYLES = 1 << 17
_MACROS = re.compile(r"vbaProject|macrosheets/|activeX/", re.IGNORECASE)
#: Parts that lead elsewhere; a hyperlink waits for somebody to click on it, and none is told.
_ELSEWHERE = re.compile(
    r"externalLinks/|connections\.xml$|queryTables/|webExtensions/", re.IGNORECASE
)
_STATES = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}


@final
class _Relations:
    """Where a part's ids lead: to what kind of part, and where it lies."""

    def __init__(self, of: str) -> None:
        self._folder = posixpath.dirname(of)
        self.by_id: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = posixpath.join("/", self._folder, attributes.get("Target", ""))
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.by_id[attributes.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))

    def text(self, text: str) -> None: ...

    def end(self, name: str) -> None: ...

    def target(self, kind: str) -> str | None:
        """Where the part of a kind lies."""
        return next((target for each, target in self.by_id.values() if each == kind), None)


@final
@frozen
class _Entry:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    visibility: Visibility


@final
class _Contents:
    """What a workbook lists, and from when it counts its days."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            if len(self.entries) >= _MOST_SHEETS:
                raise Refused(Danger.TOO_LARGE)
            relation = [each for key, each in attributes.items() if key.endswith(" id")]
            visibility = _STATES.get(attributes.get("state", ""), Visibility.VISIBLE)
            self.entries.append(_Entry(attributes.get("name", ""), "".join(relation), visibility))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true", "on")

    def text(self, text: str) -> None: ...

    def end(self, name: str) -> None: ...


@final
class _Formats:
    """What the styles of cells show numbers as."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._is_of_cells = False
        self.styles: list[Shown] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "numFmt":
                self._codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:255]
            case "cellXfs":
                self._is_of_cells = True
            case "xf" if self._is_of_cells:
                if len(self.styles) >= _MOST_STYLES:
                    raise Refused(Danger.TOO_LARGE)
                self.styles.append(shown_as(int(attributes.get("numFmtId", "0")), self._codes))
            case _:
                pass

    def text(self, text: str) -> None: ...

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_of_cells = False


def sheets(archive: Archive, file: str) -> Iterator[Sheet | Problem]:
    """The sheets of a workbook, and what is noted of it as a whole.

    Raises:
        Refused: Not even its list of sheets can be read.
    """
    if any(_MACROS.search(name) for name in archive.names):
        yield problem("T310", Cell(file))
    if any(_ELSEWHERE.search(name) for name in archive.names):
        yield problem("T311", Cell(file))
    workbook = _relations(archive, "").target("officeDocument") or "xl/workbook.xml"
    contents = _Contents()
    archive.parse(workbook, contents)
    relations = _relations(archive, workbook)
    book = _book(archive, relations, contents)
    for entry in contents.entries:
        kind, part = relations.by_id.get(entry.relation, ("", ""))
        place = Cell(file, sheet=entry.name)
        if kind != "worksheet":
            yield problem("T312", place)
            continue
        try:
            yield _sheet(archive, part, entry, book, file)
        except Refused as error:
            yield refusal(error, place)


def _relations(archive: Archive, part: str) -> _Relations:
    relations = _Relations(part)
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed in archive:
        archive.parse(listed, relations)
    return relations


def _book(archive: Archive, relations: _Relations, contents: _Contents) -> Book:
    formats = _Formats()
    styles, shared = relations.target("styles"), relations.target("sharedStrings")
    if styles is not None and styles in archive:
        archive.parse(styles, formats)
    texts = strings(archive, shared) if shared is not None and shared in archive else ()
    return Book(texts, formats.styles, contents.from_1904)


def _sheet(archive: Archive, part: str, entry: _Entry, book: Book, file: str) -> Sheet:
    around = outline(archive, part)
    if around.root is None:
        read = _element_by_element(archive, part, book)
    else:
        read = Rows(book, root=around.root).read(archive.chunks(part))
    return Sheet(
        file=file,
        name=entry.name,
        rows=_told(read, Cell(file, sheet=entry.name)),
        merged=tuple(around.merged),
        hidden_rows=frozenset(around.hidden_rows),
        hidden_columns=frozenset(around.hidden_columns),
        visibility=entry.visibility,
        from_1904=book.from_1904,
    )


def _element_by_element(archive: Archive, part: str, book: Book) -> Iterator[Row | LeftOut]:
    cells = Cells(book, Spread())
    parser = Parser(cells, part, archive.limits)
    for chunk in archive.chunks(part):
        try:
            parser.feed(chunk)
        except Refused:
            yield from cells.taken()
            raise
        yield from cells.taken()
    parser.close()


def _told(rows: Iterator[Row | LeftOut], place: Cell) -> Iterator[Row | Problem]:
    """The rows, and a problem in the place of what is left out."""
    try:
        for row in rows:
            if isinstance(row, LeftOut):
                lettered = None if row.column is None else letter(row.column)
                yield problem(
                    row.code, Cell(place.file, row.row, sheet=place.sheet, letter=lettered)
                )
                if row.is_last:
                    return
            else:
                yield row
    except Refused as error:
        yield refusal(error, place)
