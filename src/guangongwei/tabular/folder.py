"""One table from a file, and a whole dataset from a folder of them."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, overload

from attrs import evolve

from guangongwei.errors import BadArgument, Cell, Checked, NotReadable, Problem
from guangongwei.model.accreditation import Accreditation
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.committee import Committee
from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.organisation import Organisation
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.tabular import csv, editions
from guangongwei.tabular.columns import LAYOUTS, named, recognise
from guangongwei.tabular.header_rows import TITLE_ROWS
from guangongwei.tabular.layout import normal
from guangongwei.tabular.people import ORGANISATIONS
from guangongwei.tabular.problems import problem
from guangongwei.tabular.read import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from guangongwei.model.dataset import R, Record
    from guangongwei.model.organisation import Tree
    from guangongwei.tabular.layout import Layout

#: What every district keeps, besides its organisations.
_USUAL = (Committee, Volunteer, Service, Activity, Accreditation, Article, Return)
#: Files that systems and spreadsheets leave behind.
_LEFT_BEHIND = (".", "~$", "Thumbs.db", "desktop.ini")


@overload
def read(source: str | Path | BinaryIO, noun: None = None) -> Checked[tuple[Record, ...]]: ...
@overload
def read(source: str | Path | BinaryIO, noun: type[R]) -> Checked[tuple[R, ...]]: ...
def read(source: str | Path | BinaryIO, noun: type[Any] | None = None) -> Checked[tuple[Any, ...]]:
    """The records of one CSV file, named by its path or open for reading bytes.

    Which noun they are of is said by the caller, else by the name of the file (单位.csv), else by
    its headers.

    Raises:
        NotReadable: The file cannot be opened.
    """
    if not isinstance(source, str | Path):
        return _read(source, Path(str(getattr(source, "name", "table"))), noun)
    try:
        with Path(source).open("rb") as stream:
            return _read(stream, Path(source), noun)
    except OSError as error:
        raise NotReadable(str(source), error.strerror or "it is not a file") from None


def _read(stream: BinaryIO, file: Path, noun: type[Any] | None) -> Checked[tuple[Any, ...]]:
    layout = named(file.stem) if noun is None else layout_of(noun)
    return read_rows(csv.rows(stream, file.name), file=file.name, layout=layout)


def layout_of(noun: type[Record]) -> Layout:
    """The table of a noun.

    Raises:
        BadArgument: It is no noun that has a table.
    """
    for layout in LAYOUTS:
        if layout.noun is noun:
            return layout
    raise BadArgument("noun", f"one of {', '.join(each.__name__ for each in TABLES)}")


def read_folder(path: str | Path) -> Checked[Dataset]:
    """Every table of a folder as one dataset, with the problems of each and of all together.

    Editions of standards lie in its folder 标准, one JSON file each. Organisations that are
    referred to by a name only one of them bears are found under it.

    Raises:
        NotReadable: There is no such folder, or what is in it cannot be told.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise NotReadable(str(path), "there is no such folder")
    problems: list[Problem] = []
    try:
        files = _files(folder, problems)
    except OSError as error:
        raise NotReadable(str(path), error.strerror or "it cannot be listed") from None
    problems.extend(_absent(folder, files))
    tables = {layout.noun: _table(layout, files.get(layout.name)) for layout in LAYOUTS}
    standards = editions.read(_put_into(folder / editions.FOLDER))
    for read_ in (*tables.values(), standards):
        problems.extend(read_.problems)
    records: dict[str, Any] = {TABLES[noun]: table.value for noun, table in tables.items()}
    dataset = _resolved(Dataset(**records, standards=standards.value), files, problems)
    is_there = ORGANISATIONS.name in files and not tables[Organisation].errors
    if is_there or dataset.organisations:
        # Without any organisation every record would be said to belong nowhere.
        problems.extend(dataset.check())
    return Checked(dataset, tuple(problems))


def _files(folder: Path, problems: list[Problem]) -> dict[str, Path]:
    """The file of each table, those that bear its own name first."""
    found: dict[str, Path] = {}
    for entry in sorted(_put_into(folder), key=lambda each: _rank(each.stem)):
        if entry.name == editions.FOLDER and entry.is_dir():
            continue
        layout = _layout_in(entry)
        if layout is None:
            problems.append(problem("T003", Cell(entry.name)))
        elif layout.name in found:
            problems.append(problem("T004", Cell(entry.name), detail=layout.name))
        else:
            found[layout.name] = entry
    return found


def _rank(name: str) -> int:
    """A table's own name comes before its other names, and those before all other words."""
    layout = named(name)
    return 2 if layout is None else int(layout.name != normal(name))


def _put_into(folder: Path) -> list[Path]:
    """What somebody put into a folder, by name; nothing where there is no such folder."""
    entries = folder.iterdir() if folder.is_dir() else ()
    return sorted(each for each in entries if not each.name.startswith(_LEFT_BEHIND))


def _absent(folder: Path, files: Mapping[str, Path]) -> Iterator[Problem]:
    """That tables are missing: one problem for what nothing goes without, one for the usual ones.

    Who keeps no table of works, of care or of posts says nothing by it.
    """
    if ORGANISATIONS.name not in files:
        yield problem("T001", Cell(f"{ORGANISATIONS.name}.csv"))
    others = [each.name for each in LAYOUTS if each.noun in _USUAL and each.name not in files]
    if others:
        yield problem("T002", Cell(folder.resolve().name), detail="、".join(others))


def _layout_in(file: Path) -> Layout | None:
    """The table in a file: named by it alone, or among other words and then with its headers."""
    if file.suffix.lower() != ".csv":
        return None
    by_name = named(file.stem)
    candidates = [each for each in LAYOUTS if normal(each.name) in normal(file.stem)]
    if by_name is not None or not candidates or not file.is_file():
        return by_name
    try:
        with file.open("rb") as stream:
            first = islice(csv.rows(stream, file.name), TITLE_ROWS + 1)
            by_header = [recognise(row[1]) for row in first if not isinstance(row, Problem)]
    except OSError:
        return candidates[0]
    return next((each for each in candidates if each in by_header), None)


def _table(layout: Layout, file: Path | None) -> Checked[tuple[Record, ...]]:
    if file is None:
        return Checked(())
    try:
        return read(file, layout.noun)
    except NotReadable as error:
        return Checked((), (problem("T013", Cell(file.name), detail=error.reason),))


def _resolved(dataset: Dataset, files: Mapping[str, Path], problems: list[Problem]) -> Dataset:
    """The dataset with ids in place of the names that only one organisation bears."""
    tree = dataset.tree
    changes: dict[str, Any] = {}
    for layout in LAYOUTS:
        records: tuple[Any, ...] = dataset.records(layout.noun)
        for column in layout.columns:
            if column.refers:
                place = Cell(files[layout.name].name if records else "", None, column.header)
                records = tuple(_referring(records, column.field, tree, place, problems))
        changes[TABLES[layout.noun]] = records
    return evolve(dataset, **changes)


def _referring(
    records: tuple[Any, ...], field: str, tree: Tree, place: Cell, problems: list[Problem]
) -> Iterator[Any]:
    """The records, with ids for names in one field; how many there were is said once."""
    resolved = unclear = 0
    for record in records:
        name = getattr(record, field)
        bearers = () if name is None or name in tree else tuple(tree.named(name))
        resolved += len(bearers) == 1
        unclear += len(bearers) > 1
        yield evolve(record, **{field: bearers[0]}) if len(bearers) == 1 else record
    if resolved:
        problems.append(problem("T205", place, detail=f"{resolved} cells"))
    if unclear:
        problems.append(problem("T206", place, detail=f"{unclear} cells"))
