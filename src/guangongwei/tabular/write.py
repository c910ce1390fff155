"""Records become tables that are read back as the same records, and templates to be filled."""

from __future__ import annotations

import csv
import os
from functools import partial
from io import TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from guangongwei.errors import BadArgument
from guangongwei.model.audience import Audience
from guangongwei.model.dataset import Dataset
from guangongwei.privacy.handing import ANYBODYS, OWN, handed_on, mode_for, records_for
from guangongwei.tabular import editions
from guangongwei.tabular.columns import LAYOUTS
from guangongwei.tabular.safe_text import unescaped
from guangongwei.tabular.tables import layout_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from guangongwei.model.dataset import Record
    from guangongwei.model.standard import Standard
    from guangongwei.tabular.layout import Column, Layout

    Form = Literal["csv", "xlsx"]

_FORMS: tuple[Form, ...] = ("csv", "xlsx")


def write_templates(
    directory: str | Path,
    *,
    format: Form = "csv",  # noqa: A002  (the word for it)
) -> tuple[Path, ...]:
    """Write every table without rows and an example of a standard, and give their places.

    Workbooks have dropdown lists, formats, and a note at each header that says what is meant.

    Raises:
        BadArgument: One of the files exists; nothing is written then.
        MissingExtra: Workbooks need the extra `excel`.
    """
    examples = {editions.EXAMPLE_FILE: editions.EXAMPLE}
    return _write_dataset(Dataset(), directory, examples, _checked(format), guide=True)


def write_folder(
    dataset: Dataset,
    directory: str | Path,
    *,
    format: Form = "csv",  # noqa: A002  (the word for it)
    raw: bool = False,
    audience: Audience = Audience.DESK,
) -> tuple[Path, ...]:
    """Write every table of a dataset, so that `read_folder` gives it back, and give their places.

    Standards become one JSON file each, by number, for nobody's ids become names of files.

    Args:
        dataset: Its records and standards.
        directory: It is made if need be.
        format: Files of text, or workbooks.
        raw: As for `write`.
        audience: Who is to have them; see `guangongwei.privacy.handed_on`.

    Raises:
        BadArgument: One of the files exists, and nothing is written; or a record holds what no
            file can hold, and its file is not written.
        MissingExtra: Workbooks need the extra `excel`.
    """
    standards = editions.numbered(dataset.standards)
    told = handed_on(dataset, audience)
    return _write_dataset(told, directory, standards, _checked(format), raw=raw)


def write(
    records: Iterable[Record],
    target: str | Path | BinaryIO,
    *,
    noun: type[Record] | None = None,
    format: Form | None = None,  # noqa: A002  (the word for it)
    raw: bool = False,
    audience: Audience = Audience.DESK,
) -> None:
    """Write records of one noun as a table, so that `read` gives them back.

    A new file with records about people can be read by its owner alone.

    Args:
        records: They are taken one after another.
        target: A path, or what is open for writing bytes.
        noun: Needed where there are no records.
        format: A file of text or a workbook; without it the name of the file decides, and a
            stream gets text.
        raw: Write texts that a spreadsheet could run as formulas as they are, for programs that
            are none; without it such a text begins with an apostrophe, which reading takes away.
        audience: Who is to have it; to others than the desk `privacy.handed_on` says what is told.

    Raises:
        BadArgument: The file exists, or its name ends as no table's does, or a record is of
            another noun or holds what no table can hold; no file is left then.
        MissingExtra: A workbook needs the extra `excel`.
    """
    remaining = iter(records)
    first = list(islice(remaining, 1))
    if noun is None and not first:
        raise BadArgument("noun", "said where there are no records")
    layout = layout_of(noun or type(first[0]))
    told = records_for(chain(first, remaining), audience)
    write_to = _writer(layout, told, _form_of(target, format), raw=raw)
    if isinstance(target, str | Path):
        new_file(Path(target), write_to, mode=mode_for(layout.noun))
    else:
        write_to(target)


def _checked(form: Form) -> Form:
    if form not in _FORMS:
        raise BadArgument("format", f"one of {', '.join(_FORMS)}")
    return form


def _form_of(target: str | Path | BinaryIO, form: Form | None) -> Form:
    """The form that is asked for, or the one that a file is named after."""
    if form is not None:
        return _checked(form)
    if not isinstance(target, str | Path):
        return "csv"
    ending = Path(target).suffix.lower()
    for each in _FORMS:
        if ending == f".{each}":
            return each
    raise BadArgument("target", "a file named .csv or .xlsx, or of a format that is said")


def _writer(
    layout: Layout, records: Iterable[Record], form: Form, *, raw: bool = False, guide: bool = False
) -> Callable[[BinaryIO], object]:
    """What writes a table to a stream."""
    if form == "xlsx":
        from guangongwei.tabular.workbook import write_records  # noqa: PLC0415  (an extra)

        rest = partial(write_records, layout=layout, raw=raw, guide=guide)
        return partial(_write_xlsx, layout=layout, records=records, write_to=rest)
    return partial(_write_csv, layout=layout, records=records, raw=raw)


def _write_dataset(
    dataset: Dataset,
    directory: str | Path,
    standards: Mapping[str, Standard],
    form: Form,
    *,
    raw: bool = False,
    guide: bool = False,
) -> tuple[Path, ...]:
    folder = Path(directory)
    tables = [folder / f"{layout.name}.{form}" for layout in LAYOUTS]
    texts = [folder / editions.FOLDER / name for name in standards]
    writers: list[Callable[[BinaryIO], object]] = [
        _writer(each, dataset.records(each.noun), form, raw=raw, guide=guide) for each in LAYOUTS
    ]
    writers += [partial(editions.write, standard) for standard in standards.values()]
    _refuse_existing(folder, (*tables, *texts))
    modes = [mode_for(each.noun) if dataset.records(each.noun) else ANYBODYS for each in LAYOUTS]
    modes += [ANYBODYS] * len(texts)
    for file, write_to, mode in zip((*tables, *texts), writers, modes, strict=True):
        new_file(file, write_to, mode=mode)
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


def new_file(file: Path, write_to: Callable[[BinaryIO], object], *, mode: int = OWN) -> None:
    """Make a file, whole or not at all."""
    try:
        stream = open(file, "xb", opener=partial(os.open, mode=mode))  # noqa: SIM115  (closed below)
    except OSError as error:
        raise BadArgument("path", f"a file that can be made ({error.strerror})") from None
    try:
        with stream:
            write_to(stream)
    except BaseException:
        file.unlink()
        raise


def _write_csv(stream: BinaryIO, layout: Layout, records: Iterable[Record], *, raw: bool) -> None:
    text = TextIOWrapper(stream, "utf-8-sig", newline="")
    try:
        writer = csv.writer(text)
        columns, kept = _needed(layout, records)
        writer.writerow([column.header for column in columns])
        rows = _rows(kept, layout.noun, columns)
        writer.writerows(map(unescaped, row) for row in rows) if raw else writer.writerows(rows)
    finally:
        # The stream is the caller's and stays open.
        text.detach()


def _write_xlsx(
    stream: BinaryIO, layout: Layout, records: Iterable[Record], write_to: Callable[..., object]
) -> None:
    columns, kept = _needed(layout, records)
    write_to(stream, columns=columns, records=kept)


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
