"""Records become tables that are read back as the same records, and templates to be filled."""

from __future__ import annotations

import csv
from io import TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from guangongwei.errors import BadArgument
from guangongwei.model.dataset import Dataset
from guangongwei.tabular.columns import LAYOUTS
from guangongwei.tabular.folder import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.model.dataset import Record
    from guangongwei.tabular.layout import Column, Layout


def write_templates(directory: str | Path) -> tuple[Path, ...]:
    """Write every table without rows, ready for a spreadsheet, and give their places.

    Raises:
        BadArgument: One of the files exists; nothing is written then.
    """
    return write_folder(Dataset(), directory)


def write_folder(dataset: Dataset, directory: str | Path) -> tuple[Path, ...]:
    """Write every table of a dataset, so that `read_folder` gives it back, and give their places.

    Raises:
        BadArgument: One of the files exists, and nothing is written; or a record holds what no
            table can hold, and its table is not written.
    """
    files = _new_files(directory)
    for layout in LAYOUTS:
        _write_file(files[layout.name], layout, dataset.records(layout.noun))
    return tuple(files.values())


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


def _new_files(directory: str | Path) -> dict[str, Path]:
    folder = Path(directory)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadArgument("directory", f"a folder ({error.strerror})") from None
    files = {layout.name: folder / f"{layout.name}.csv" for layout in LAYOUTS}
    existing = [file.name for file in files.values() if file.exists()]
    if existing:
        raise BadArgument("directory", f"without {', '.join(existing)}: no file is overwritten")
    return files


def _write_file(file: Path, layout: Layout, records: Iterable[Record]) -> None:
    try:
        stream = file.open("xb")
    except OSError as error:
        raise BadArgument("path", f"a file that can be made ({error.strerror})") from None
    try:
        with stream:
            _write(stream, layout, records)
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
    columns = tuple(
        column
        for column in layout.columns
        if column.offered
        or any(getattr(each, column.field, None) != column.kind.blank for each in kept)
    )
    return columns, kept


def _rows(
    records: Iterable[Record], noun: type[Record], columns: tuple[Column, ...]
) -> Iterator[list[str]]:
    for index, record in enumerate(records):
        place = f"records[{index}]"
        if type(record) is not noun:
            raise BadArgument(place, f"a {noun.__name__}")
        yield [
            _cell(column, getattr(record, column.field), f"{place}.{column.field}")
            for column in columns
        ]


def _cell(column: Column, value: object, name: str) -> str:
    cell = column.cell(value)
    if cell is None:
        raise BadArgument(name, f"a value that the column {column.header} can hold")
    return cell
