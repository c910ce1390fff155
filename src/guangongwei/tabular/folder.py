"""A whole dataset from a folder of tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.errors import Cell, Checked, NotReadable, Problem
from guangongwei.model.accreditation import Accreditation
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.committee import Committee
from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.keys import key_of
from guangongwei.model.organisation import Organisation
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.tabular import doubles, editions, names
from guangongwei.tabular.columns import LAYOUTS, named
from guangongwei.tabular.layout import normal
from guangongwei.tabular.people import ORGANISATIONS
from guangongwei.tabular.problems import problem
from guangongwei.tabular.tables import Opened, Table, layout_of, whole
from guangongwei.tabular.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from guangongwei.tabular.local import LocalColumns

#: What every district keeps, besides its organisations.
_USUAL = (Committee, Volunteer, Service, Activity, Accreditation, Article, Return)
#: Files that may hold tables; any other is named and left unread.
_SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"})
#: What is found in a file that is no table.
_NO_TABLE = frozenset({"T003", "T005", "T006", "T020", "T313"})
#: Files that systems and spreadsheets leave behind.
_LEFT_BEHIND = (".", "~$", "Thumbs.db", "desktop.ini")


def read_folder(
    path: str | Path,
    *,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
    beside: Dataset | None = None,
) -> Checked[Dataset]:
    """Every table of a folder as one dataset, with the problems of each and of all together.

    Editions of standards lie in its folder 标准, one JSON file each. Organisations that are
    referred to by a name only one of them bears are found under it.

    Args:
        path: The folder.
        as_of: The day after which nothing can have happened.
        columns: The district's own headers.
        beside: What is kept already. The tables may be some of it, or refer to it: they are checked
            together with what they do not replace of it, and it is not given back.

    Raises:
        NotReadable: There is no such folder, or what is in it cannot be told.
    """
    checked = read_whole(path, as_of=as_of, columns=columns, beside=beside)
    return Checked(checked.value.dataset, checked.problems, further=checked.further)


@final
@frozen(kw_only=True)
class Whole:
    """A folder as it was read: its tables one by one, and all of them as a dataset."""

    tables: tuple[Table, ...]
    dataset: Dataset


def read_whole(
    path: str | Path,
    *,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
    beside: Dataset | None = None,
) -> Checked[Whole]:
    """The tables of a folder, and the dataset that they are together; see `read_folder`.

    Raises:
        NotReadable: There is no such folder, or what is in it cannot be told.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise NotReadable(str(path), "there is no such folder")
    try:
        entries = _put_into(folder)
        texts = _put_into(folder / editions.FOLDER)
    except OSError as error:
        raise NotReadable(str(path), error.strerror or "it cannot be listed") from None
    found = _Found(as_of, columns)
    for entry in sorted(entries, key=lambda each: _rank(each.stem)):
        if not (entry.name == editions.FOLDER and entry.is_dir()):
            found.read(entry)
    problems = Tally()
    problems.extend(found.unread)
    if beside is None:
        problems.extend(_absent(folder, found.names))
    for _, told in sorted(found.told, key=lambda each: each[0]):
        problems.take(told)
    standards = problems.take(editions.read(texts))
    new = Dataset(**found.records, standards=standards)
    dataset = names.resolved(new, _together(beside, new).tree, problems)
    around = _together(beside, dataset)
    if around.organisations or any(
        each.noun is Organisation and not each.rows for each in found.tables
    ):
        # Without any organisation every record would be said to belong nowhere.
        problems.extend(_untrue(around, beside))
    problems.extend(doubles.alike(dataset.volunteers))
    return _listed(problems, folder, Whole(tables=found.in_order, dataset=dataset))


def _together(beside: Dataset | None, new: Dataset) -> Dataset:
    """What there is once the new records are beside the old ones, or in their places."""
    if beside is None:
        return new
    records: dict[str, Any] = {}
    for name in (*TABLES.values(), "standards"):
        kept, added = getattr(beside, name), getattr(new, name)
        keys = set(map(key_of, added))
        records[name] = (*(each for each in kept if key_of(each) not in keys), *added)
    return Dataset(**records)


def _untrue(around: Dataset, beside: Dataset | None) -> Iterator[Problem]:
    """What cannot be true of all of it together, and was not told of the old ones alone."""
    before = frozenset(() if beside is None else beside.check())
    yield from names.suggested((each for each in around.check() if each not in before), around)


def _listed(problems: Tally, folder: Path, whole_: Whole) -> Checked[Whole]:
    """What was read; where not everything that was found is listed, that is said at the end."""
    further = problems.checked(None).further
    if further:
        counted = ", ".join(f"{code} x {times}" for code, times in further)
        problems.append(problem("T019", Cell(folder.resolve().name), detail=counted))
    return problems.checked(whole_)


@final
class _Found:
    """The tables of a folder, file by file."""

    def __init__(self, as_of: date | None, columns: LocalColumns | None) -> None:
        self._as_of = as_of
        self._columns = columns
        #: The names of the tables that some file is or holds.
        self.names: set[str] = set()
        self.tables: list[Table] = []
        #: Of files and sheets that are left unread.
        self.unread: list[Problem] = []
        #: What was found in the files that were read, each with the place of its first table.
        self.told: list[tuple[int, Checked[None]]] = []

    @property
    def in_order(self) -> tuple[Table, ...]:
        """The tables in the order of a dataset."""
        order = list(TABLES)
        return tuple(sorted(self.tables, key=lambda each: order.index(each.noun)))

    @property
    def records(self) -> dict[str, Any]:
        """The records of all tables by the fields of a dataset."""
        return {
            name: tuple(
                each for table in self.tables if table.noun is noun for each in table.records
            )
            for noun, name in TABLES.items()
        }

    def read(self, file: Path) -> None:
        """Read the tables of one more file, those that no other file has held before."""
        layout = named(file.stem)
        if file.suffix.lower() not in _SUFFIXES or not (layout or file.is_file()):
            self.unread.append(problem("T003", Cell(file.name)))
            return
        if layout is not None and layout.name in self.names:
            self.unread.append(problem("T004", Cell(file.name), detail=layout.name))
            return
        problems = Tally()
        tables, is_known = self._tables(file, problems)
        checked = problems.checked(None)
        if not is_known and layout is None and checked.totals.keys() <= _NO_TABLE:
            self.unread.append(problem("T003", Cell(file.name)))
            return
        nouns = [each.noun for each in tables] + ([layout.noun] if layout else [])
        self.names.update(layout_of(each).name for each in nouns)
        self.tables.extend(tables)
        first = min((list(TABLES).index(each) for each in nouns), default=len(TABLES))
        self.told.append((first, checked))

    def _tables(self, file: Path, problems: Tally) -> tuple[list[Table], bool]:
        """The tables of a file that are new, and whether it holds any table at all."""
        tables: list[Table] = []
        is_known = False
        try:
            opened = Opened(file, problems, as_of=self._as_of, columns=self._columns)
            for reading in opened.readings():
                is_known = True
                name = reading.heading.layout.name
                if name in self.names:
                    place = reading.heading.sheet.place()
                    self.unread.append(problem("T004", place, detail=name))
                    reading.problems.clear()
                else:
                    tables.append(whole(reading))
        except NotReadable as error:
            problems.append(problem("T013", Cell(file.name), detail=error.reason))
        return tables, is_known


def _rank(name: str) -> int:
    """A table's own name comes before its other names, and those before all other words."""
    layout = named(name)
    return 2 if layout is None else int(layout.name != normal(name))


def _put_into(folder: Path) -> list[Path]:
    """What somebody put into a folder, by name; nothing where there is no such folder."""
    entries = folder.iterdir() if folder.is_dir() else ()
    return sorted(each for each in entries if not each.name.startswith(_LEFT_BEHIND))


def _absent(folder: Path, known: set[str]) -> Iterator[Problem]:
    """That tables are missing: one problem for what nothing goes without, one for the usual ones.

    Who keeps no table of works, of care or of posts says nothing by it.
    """
    if ORGANISATIONS.name not in known:
        yield problem("T001", Cell(f"{ORGANISATIONS.name}.csv"))
    others = [each.name for each in LAYOUTS if each.noun in _USUAL and each.name not in known]
    if others:
        yield problem("T002", Cell(folder.resolve().name), detail="、".join(others))
