"""Tables from one kind of file into another, record by record."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from guangongwei.errors import BadArgument, Checked, InvalidData
from guangongwei.model.audience import Audience
from guangongwei.privacy.handing import mode_for, records_for
from guangongwei.tabular import lines
from guangongwei.tabular.stream import LINES, PARQUET, stream
from guangongwei.tabular.tables import layout_of
from guangongwei.tabular.write import new_file, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from guangongwei.model.dataset import Record
    from guangongwei.tabular.local import LocalColumns
    from guangongwei.tabular.stream import Progress, Source, Stream
    from guangongwei.tabular.write import Form

_TABLES = (".csv", ".xlsx")


def transform(
    source: Source,
    target: str | Path,
    *,
    noun: type[Record] | None = None,
    sheet: str | None = None,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
    progress: Progress | None = None,
    whole: bool = False,
    audience: Audience = Audience.DESK,
) -> Checked[int]:
    """Write the good records of one file into another, and say how many there were.

    Their names decide about the kinds: .csv .xlsx .jsonl .ndjson .parquet, and whatever else
    `stream` reads. Memory does not grow with the files; the target is there whole or not at all.

    Args:
        source: The path of the file, or a stream that can be sought.
        target: A file that is not there yet.
        noun: What a row is, where its headers or names cannot tell.
        sheet: The one sheet of a workbook to read.
        as_of: As for `read`.
        columns: How the tables are headed in the source; see `read_columns`.
        progress: Called with the number of records that were done since it was last called.
        whole: Write nothing at all where a row of the source cannot be read.
        audience: Who is to have it; to others than the desk `privacy.handed_on` says what is told.

    Raises:
        NotReadable: The source cannot be opened.
        BadArgument: The target is there already or is of no kind known here, no table was found
            in the source and none is named, or its tables are of several nouns.
        InvalidData: `whole` was asked for, and something is wrong with the source.
        MissingExtra: A kind of file needs an extra.
    """
    file = Path(target)
    suffix = file.suffix.lower()
    if suffix not in (*_TABLES, *LINES, *PARQUET):
        kinds = " ".join((*_TABLES, *LINES, *PARQUET))
        raise BadArgument("target", f"a file of one of the kinds {kinds}")
    with stream(
        source, noun, sheet=sheet, as_of=as_of, columns=columns, progress=progress
    ) as records:
        first = list(islice(records, 1))
        of = noun or (type(first[0]) if first else None)
        if of is None:
            if records.errors:
                raise InvalidData(records.errors, records.further)
            raise BadArgument("noun", "said where there are no records")
        told = _alike(of, chain(first, records))
        kept = records_for(told, audience)
        write_to = partial(_write, _writer(suffix, of), kept, records, whole=whole)
        new_file(file, write_to, mode=mode_for(of))
        return records.checked(records.good)


def _alike(noun: type[Record], records: Iterable[Record]) -> Iterator[Record]:
    for each in records:
        if type(each) is not noun:
            raise BadArgument("sheet", f"one of {noun.__name__}: the file holds several tables")
        yield each


def _write(
    write_to: Callable[[BinaryIO, Iterable[Record]], object],
    told: Iterable[Record],
    records: Stream[Any],
    target: BinaryIO,
    *,
    whole: bool,
) -> None:
    write_to(target, told)
    if whole and records.errors:
        raise InvalidData(records.errors, records.further)


def _writer(suffix: str, noun: type[Record]) -> Callable[[BinaryIO, Iterable[Record]], object]:
    """What writes records of a noun to a stream."""
    if suffix in LINES:
        return lambda target, records: lines.write(target, noun, records)
    if suffix in PARQUET:
        from guangongwei.tabular import parquet  # noqa: PLC0415  (an extra)

        return lambda target, records: parquet.write(target, layout_of(noun), records)
    form: Form = "xlsx" if suffix == ".xlsx" else "csv"
    return lambda target, records: write(records, target, noun=noun, format=form)
