"""The sheets of any file that is a table or holds tables."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, assert_never

from guangongwei.archive import Archive, Refused
from guangongwei.compound import Compound
from guangongwei.errors import Cell
from guangongwei.files import opened
from guangongwei.tabular import csv, ods, xls, xlsx
from guangongwei.tabular.grid import Sheet
from guangongwei.tabular.guard import ENOUGH, Format, Package, format_of, package_of, refusal
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.errors import Problem

#: What a file is called that is a table.
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
#: How files are named; one that is named without an end, as a stream may be, says nothing by it.
_TEXTS = ("", ".csv", ".tsv", ".txt")
_WORKBOOKS = ("", ".xlsx", ".xlsm", ".xltx", ".xltm")
_OPEN_DOCUMENTS = ("", ".ods")
_OLD_WORKBOOKS = ("", ".xls")


def sheets(source: str | Path | BinaryIO, *, file: str | None = None) -> Iterator[Sheet | Problem]:
    """The sheets of a file, named by its path or open for reading bytes, in their order.

    What a file is, its bytes tell; its name breaks ties. A file that is not read, or a sheet of it,
    is a problem in its place. The rows of a sheet are read before the next sheet is asked for.

    Args:
        source: A path, or a stream that can be sought, which stays open.
        file: What places call the file, where the stream does not know its name.

    Raises:
        NotReadable: The file cannot be opened.
    """
    if not isinstance(source, str | Path):
        yield from _of(source, file or Path(str(getattr(source, "name", "table"))).name)
        return
    with ExitStack() as stack:
        stream = stack.enter_context(opened(Path(source)))
        yield from _of(stream, file or Path(source).name)


def _of(stream: BinaryIO, file: str) -> Iterator[Sheet | Problem]:
    stream.seek(0)
    first = stream.read(ENOUGH)
    suffix = Path(file).suffix.lower()
    kind = format_of(first)
    try:
        match kind:
            case Format.TEXT:
                yield from _noted(file, is_usual=suffix in _TEXTS)
                yield Sheet(file=file, rows=csv.rows(stream, file))
            case Format.ARCHIVE:
                yield from _of_archive(stream, file, suffix)
            case Format.OLE:
                yield from _of_compound(stream, file, suffix)
            case Format.PAGE:
                yield problem("T308", Cell(file))
            case Format.OTHER:
                yield problem("T309", Cell(file))
            case _:
                assert_never(kind)
    except Refused as error:
        yield refusal(error, Cell(file))


def _of_archive(stream: BinaryIO, file: str, suffix: str) -> Iterator[Sheet | Problem]:
    archive = Archive.of(stream)
    package = package_of(archive)
    match package:
        case Package.WORKBOOK:
            yield from _noted(file, is_usual=suffix in _WORKBOOKS)
            yield from xlsx.sheets(archive, file)
        case Package.OPEN_DOCUMENT:
            yield from _noted(file, is_usual=suffix in _OPEN_DOCUMENTS)
            yield from ods.sheets(archive, file)
        case Package.OTHER:
            yield problem("T309", Cell(file))
        case _:
            assert_never(package)


def _of_compound(stream: BinaryIO, file: str, suffix: str) -> Iterator[Sheet | Problem]:
    compound = Compound.of(stream)
    if not set(compound.names).isdisjoint(xls.PROTECTED):
        yield problem("T301", Cell(file))
    elif xls.WORKBOOK in compound.names:
        yield from _noted(file, is_usual=suffix in _OLD_WORKBOOKS)
        yield from xls.sheets(compound, file)
    else:
        yield problem("T309", Cell(file))


def _noted(file: str, *, is_usual: bool) -> Iterator[Problem]:
    """That a file is not what its name says."""
    if not is_usual:
        yield problem("T313", Cell(file))
