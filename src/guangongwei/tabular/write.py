"""Records become tables that are read back as the same records, and templates to be filled."""

from __future__ import annotations

import csv
from functools import partial
from io import TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from guangongwei.errors import BadArgument
from guangongwei.model.dataset import Dataset
from guangongwei.tabular import editions
from guangongwei.tabular.columns import LAYOUTS
from guangongwei.tabular.folder import layout_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from guangongwei.model.dataset import Record
    from guangongwei.model.standard import Standard
    from guangongwei.tabular.layout import Column, Layout


def write_templates(directory: str | Path) -> tuple[Path, ...]:
    """Write every table without rows and an example of a standard, and give their places.

    Raises:
        BadArgument: One of the files exists; nothing is written then.
    """
    return _write_dataset(Dataset(), directory, {editions.EXAMPLE_FILE: editions.EXAMPLE})


def write_folder(dataset: Dataset, directory: str | Path) -> tuple[Path, ...]:
    """Write every table of a dataset, so that `read_folder` gives it back, and give their places.

    Standards become one JSON file each, by number, for nobody's ids become names of files.

    Raises:
        BadArgument: One of the files exists, and nothing is written; or a record holds what no
            file can hold, and its file is not written.
    """
    return _write_dataset(dataset, directory, editions.numbered(dataset.standards))


def write(
    records: Iterable[Record], target: str | Path | BinaryIO, *, noun: type[Record] | None = None
) -> None:
    """Write records of one noun as a CSV file, so that `read` gives them back.

    Raises:
        BadArgument: The file exists, or a record is of another noun or holds what no table can
            hold; no file is left then.
    """
    remaining = iter(records)
    first = list(islice(remaining, 1))
    if noun is None and not first:
        raise BadArgument("noun", "said where there are no records")
    layout = layout_of(noun or type(first[0]))
    if isinstance(target, str | Path):
        _write_file(Path(target), layout, chain(first, remaining))
    else:
        _write(target, layout, chain(first, remaining))


def _write_dataset(
    dataset: Dataset, directory: str | Path, standards: Mapping[str, Standard]
) -> tuple[Path, ...]:
    folder = Path(directory)
    tables = [folder / f"{layout.name}.csv" for layout in LAYOUTS]
    texts = [folder / editions.FOLDER / name for name in standards]
    _refuse_existing(folder, (*tables, *texts))
    for layout, file in zip(LAYOUTS, tables, strict=True):
        _write_file(file, layout, dataset.records(layout.noun))
    for standard, file in zip(standards.values(), texts, strict=True):
        _keep_whole(file, partial(editions.write, standard))
    return (*tables, *texts)


def _refuse_existing(folder: Path, files: Sequence[Path]) -> None:
    """Refuse to overwrite any file, else make the folders of them all."""
    existing = [file.relative_to(folder).as_posix() for file in files if file.exists()]
    if existing:
        raise BadArgument("directory", f"without {', '.join(existing)}: no file is overwritten")
    try:
        for each in {file.parent for file in files}:
            each.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadArgument("directory", f"a folder ({error.strerror})") from None


def _write_file(file: Path, layout: Layout, records: Iterable[Record]) -> None:
    _keep_whole(file, lambda stream: _write(stream, layout, records))


def _keep_whole(file: Path, write_to: Callable[[BinaryIO], object]) -> None:
    """Make a file, whole or not at all."""
    try:
        stream = file.open("xb")
    except OSError as error:
        raise BadArgument("path", f"a file that can be made ({error.strerror})") from None
    try:
        with stream:
            write_to(stream)
    except BaseException:
        file.unlink()
        raise


def _write(stream: BinaryIO, layout: Layout, records: Iterable[Record]) -> None:
    text = TextIOWrapper(stream, "utf-8-sig", newline="")
    try:
        writer = csv.writer(text)
        columns, kept = _needed(layout, records)
        writer.writerow([column.header for column in columns])
        writer.writerows(_rows(kept, layout.noun, columns))
    finally:
        # The stream is the caller's and stays open.
        text.detach()


def _needed(
    layout: Layout, records: Iterable[Record]
) -> tuple[tuple[Column, ...], Iterable[Record]]:
    """The columns of the template, with those others that a record has something for."""
    if all(column.offered for column in layout.columns):
        return layout.columns, records
    kept = tuple(records)
    own = [each for each in kept if type(each) is layout.noun]
    filled = {field for column in layout.columns for field in column.spread}
    columns = tuple(
        column
        for column in layout.columns
        if column.offered
        or (
            column.field not in filled
            and any(column.value(each) != column.kind.blank for each in own)
        )
    )
    return columns, kept


def _rows(
    records: Iterable[Record], noun: type[Record], columns: tuple[Column, ...]
) -> Iterator[list[str]]:
    for index, record in enumerate(records):
        place = f"records[{index}]"
        if type(record) is not noun:
            raise BadArgument(place, f"a {noun.__name__}")
        yield [_cell(column, column.value(record), f"{place}.{column.field}") for column in columns]


def _cell(column: Column, value: object, name: str) -> str:
    cell = column.cell(value)
    if cell is None:
        raise BadArgument(name, f"a value that the column {column.header} can hold")
    return cell
