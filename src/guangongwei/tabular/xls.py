"""Workbooks of 1997 to 2003 (.xls) as sheets.

They are read record by record. A library would do it as well, but takes lengths that a file only claims
for true and asks for the memory at once, with which the whole process can end.
"""

from __future__ import annotations

import struct
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, final

from guangongwei.archive import Danger, Refused
from guangongwei.errors import Cell
from guangongwei.tabular.extent import LOST, LeftOut, Spread
from guangongwei.tabular.formats import Shown, seen, shown_as
from guangongwei.tabular.grid import Area, Broken, Sheet, Truth, Visibility
from guangongwei.tabular.problems import problem
from guangongwei.tabular.xls_records import CONTINUE, Pieces, records, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from guangongwei.compound import Compound
    from guangongwei.errors import Problem
    from guangongwei.tabular.grid import Row, Value

WORKBOOK, PROTECTED = "Workbook", ("EncryptedPackage", "EncryptionInfo")
_BIFF8 = 0x600
_BEGIN, _PASSWORD, _FROM_1904 = 0x809, 0x2F, 0x22
_FORMAT, _STYLE, _LISTED, _TEXTS, _SOURCE = 0x41E, 0xE0, 0x85, 0xFC, 0x1AE
_ROW, _COLUMN, _MERGED = 0x208, 0x7D, 0xE5
_SHORTS, _FORMULA, _RESULT = 0xBD, 0x06, 0x207
#: What a formula gave, where it is no number.
_OF_TEXT, _OF_TRUTH, _OF_ERROR = 0, 1, 2
#: A reference to this workbook itself, or to what is built in; a longer one is to another file.
_OWN_SOURCE = 4
_COLUMNS = 256
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x1
_TABLE, _MACROS = 0, (1, 6)
_STATES = {1: Visibility.HIDDEN, 2: Visibility.VERY_HIDDEN}
_ERRORS = {
    0x00: Broken("#NULL!"),
    0x07: Broken("#DIV/0!"),
    0x0F: Broken("#VALUE!"),
    0x17: Broken("#REF!"),
    0x1D: Broken("#NAME?"),
    0x24: Broken("#NUM!"),
    0x2A: Broken("#N/A"),
}
_AT = struct.Struct("<HHH")
#: What comes of records that are shorter than their kind.
_BROKEN = (Refused, struct.error, IndexError, OverflowError)


@final
class _Book:
    """What all sheets of the workbook share."""

    def __init__(self, content: bytes) -> None:
        self.strings: Sequence[str] = ()
        self.from_1904 = False
        #: Place, state, kind and name of each sheet.
        self.listed: list[tuple[int, int, int, str]] = []
        self.refers = False
        self._styles: list[int] = []
        self._formats: dict[int, str] = {}
        texts: list[bytes] = []
        last = 0
        for kind, held in records(content):
            of = last if kind == CONTINUE else kind
            if of == _TEXTS:
                texts.append(held)
            else:
                self._take(kind, held)
            last = of
        if texts:
            number = int.from_bytes(texts[0][4:8], "little")
            self.strings = tuple(Pieces([texts[0][8:], *texts[1:]]).texts(number))
        self.shown = [shown_as(each, self._formats) for each in self._styles]

    def _take(self, kind: int, held: bytes) -> None:
        if kind == _BEGIN and int.from_bytes(held[:2], "little") != _BIFF8:
            raise Refused(Danger.DAMAGED)
        if kind == _PASSWORD:
            raise Refused(Danger.PROTECTED)
        if kind == _FROM_1904:
            self.from_1904 = held[:1] == b"\1"
        elif kind == _SOURCE:
            self.refers = self.refers or len(held) > _OWN_SOURCE
        elif kind == _FORMAT:
            self._formats[int.from_bytes(held[:2], "little")] = text(held, 2)[:255]
        elif kind == _STYLE:
            self._styles.append(int.from_bytes(held[2:4], "little"))
        elif kind == _LISTED:
            place, state, what = struct.unpack_from("<LBB", held)
            self.listed.append((place, state, what, text(held, 6, wide_length=False)))

    def number(self, number: float, style: int) -> Value:
        """What a number of a style is to whoever looks at the sheet."""
        shown = self.shown[style] if style < len(self.shown) else Shown.NUMBER
        return seen(number, shown, from_1904=self.from_1904)


@final
class _Table:
    """One sheet: its values by row and column, counted from 0, and what is said of it."""

    def __init__(self, book: _Book) -> None:
        self._book = book
        self.values: dict[tuple[int, int], Value] = {}
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        #: The formula whose text follows in a record of its own.
        self._awaited: tuple[int, int] | None = None

    def take(self, kind: int, held: bytes) -> None:
        """Understand one record."""
        if kind == _ROW:
            if held[12] & _HIDDEN_ROW:
                self.hidden_rows.add(int.from_bytes(held[:2], "little") + 1)
        elif kind == _COLUMN:
            first, last = struct.unpack_from("<HH", held)
            if held[8] & _HIDDEN_COLUMN:
                self.hidden_columns.update(range(first + 1, min(last, 255) + 2))
        elif kind == _MERGED:
            for top, bottom, left, right in struct.iter_unpack("<4H", held[2 : 2 + held[0] * 8]):
                self.merged.append(Area(top + 1, left + 1, bottom + 1, right + 1))
        elif kind == _RESULT and self._awaited is not None:
            self.values[self._awaited] = text(held, 0)
            self._awaited = None
        elif kind in _CELLS:
            row, column, style = _AT.unpack_from(held)
            self.values[row, column] = _CELLS[kind](self._book, held, style)
        elif kind == _SHORTS:
            self._shorts(held)
        elif kind == _FORMULA:
            self._formula(held)

    def _shorts(self, held: bytes) -> None:
        row, column = struct.unpack_from("<HH", held)
        for number, position in enumerate(range(4, len(held) - 6, 6)):
            style = int.from_bytes(held[position : position + 2], "little")
            value = self._book.number(_short(held, position + 2), style)
            self.values[row, column + number] = value

    def _formula(self, held: bytes) -> None:
        row, column, style = _AT.unpack_from(held)
        if held[12:14] != b"\xff\xff":
            self.values[row, column] = _double(self._book, held, style)
        elif held[6] == _OF_TEXT:
            self._awaited = row, column
        elif held[6] == _OF_TRUTH:
            self.values[row, column] = Truth(bool(held[8]))
        elif held[6] == _OF_ERROR:
            self.values[row, column] = _ERRORS.get(held[8], LOST)

    def rows(self) -> Iterator[Row | LeftOut]:
        """Its rows, in their order."""
        spread = Spread()
        filled = sorted(at for at, value in self.values.items() if value != "")
        for row, places in groupby(filled, key=itemgetter(0)):
            columns = [column for _, column in places]
            if columns[-1] >= _COLUMNS:
                yield LeftOut("T305", row + 1)
                continue
            if not spread.grow(len(columns), columns[-1] + 1):
                yield LeftOut("T305", row + 1, is_last=True)
                return
            yield row + 1, [self.values.get((row, each), "") for each in range(columns[-1] + 1)]


def _double(book: _Book, held: bytes, style: int) -> Value:
    return book.number(struct.unpack_from("<d", held, 6)[0], style)


def _short(held: bytes, position: int) -> float:
    """A number in four bytes: whole or the larger half of a double, and perhaps a hundredth."""
    (packed,) = struct.unpack_from("<l", held, position)
    if packed & 2:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<l", packed & ~3))
    return number / 100 if packed & 1 else number


def _shared(book: _Book, held: bytes, _style: int) -> Value:
    number = int.from_bytes(held[6:10], "little")
    return book.strings[number] if number < len(book.strings) else LOST


def _truth(_book: _Book, held: bytes, _style: int) -> Value:
    return _ERRORS.get(held[6], LOST) if held[7] else Truth(bool(held[6]))


#: What a record of one cell holds.
_CELLS: dict[int, Callable[[_Book, bytes, int], Value]] = {
    0x203: _double,
    0x27E: lambda book, held, style: book.number(_short(held, 6), style),
    0xFD: _shared,
    0x204: lambda _book, held, _style: text(held, 6),
    0xD6: lambda _book, held, _style: text(held, 6),
    0x205: _truth,
}


def sheets(compound: Compound, file: str) -> Iterator[Sheet | Problem]:
    """The sheets of a workbook, and what is noted of it as a whole.

    Raises:
        Refused: Not even its list of sheets can be read.
    """
    content = compound.read(WORKBOOK)
    try:
        book = _Book(content)
    except _BROKEN as error:
        raise error if isinstance(error, Refused) else Refused(Danger.DAMAGED) from None
    has_macros = any(kind in _MACROS for _, _, kind, _ in book.listed)
    if has_macros or "_VBA_PROJECT_CUR" in compound.names:
        yield problem("T310", Cell(file))
    if book.refers:
        yield problem("T311", Cell(file))
    for begin, state, kind, name in book.listed:
        place = Cell(file, sheet=name)
        if kind != _TABLE:
            yield problem("T312", place)
        else:
            yield _sheet(content, begin, book, place, _STATES.get(state, Visibility.VISIBLE))


def _sheet(content: bytes, begin: int, book: _Book, place: Cell, visibility: Visibility) -> Sheet:
    """A sheet with what stands before the place at which it is damaged, if it is."""
    table = _Table(book)
    is_whole = True
    try:
        for kind, held in records(content, begin):
            table.take(kind, held)
    except _BROKEN:
        is_whole = False
    return Sheet(
        file=place.file,
        name=place.sheet,
        rows=_told(table, place, is_whole=is_whole),
        merged=tuple(table.merged),
        hidden_rows=frozenset(table.hidden_rows),
        hidden_columns=frozenset(table.hidden_columns),
        visibility=visibility,
        from_1904=book.from_1904,
    )


def _told(table: _Table, place: Cell, *, is_whole: bool) -> Iterator[Row | Problem]:
    for row in table.rows():
        if isinstance(row, LeftOut):
            yield problem(row.code, Cell(place.file, row.row, sheet=place.sheet))
        else:
            yield row
    if not is_whole:
        yield problem("T302", place)
