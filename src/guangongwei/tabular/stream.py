"""Tables as streams: one checked record after the other, in constant memory."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, final, overload

from guangongwei.errors import Problem
from guangongwei.files import opened
from guangongwei.model.dataset import Record
from guangongwei.tabular import lines
from guangongwei.tabular.columns import named
from guangongwei.tabular.read import begin
from guangongwei.tabular.tables import Opened, layout_of
from guangongwei.tabular.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from datetime import date
    from typing import BinaryIO

    from guangongwei.errors import Checked
    from guangongwei.model.dataset import R
    from guangongwei.tabular.layout import Layout
    from guangongwei.tabular.local import LocalColumns
    from guangongwei.tabular.read import Reading

    Source = str | Path | BinaryIO
    #: Told from time to time how many more records are done; `tqdm.update` is one.
    Progress = Callable[[int], object]

R_co = TypeVar("R_co", bound=Record, covariant=True)
U = TypeVar("U")

#: What files of JSON Lines are called, and those of Parquet.
LINES = (".jsonl", ".ndjson")
PARQUET = (".parquet",)
#: After so many records somebody who waits is told.
_EVERY = 1000


@final
class _Met:
    """The problems that were met: of the tables that are done, and of the one being read."""

    def __init__(self) -> None:
        self.done = Tally()
        self.current: Tally | None = None

    def checked(self, value: U) -> Checked[U]:
        """A value beside all of them."""
        whole = Tally()
        for each in (self.done, self.current):
            if each is not None:
                whole.take(each.checked(None))
        return whole.checked(value)


@final
class Stream(Generic[R_co]):
    """The records of a file as they are read; what is wrong is told when it has been met.

    It is read once. Leaving it early, close it or use it as a context manager.
    """

    def __init__(self, records: Generator[R_co], met: _Met, progress: Progress | None) -> None:
        self._records = records
        self._met = met
        self._progress = progress
        #: How many records have been read so far.
        self.good = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> R_co:
        try:
            record = next(self._records)
        except StopIteration:
            self._tell(self.good % _EVERY)
            self._progress = None
            raise
        self.good += 1
        if not self.good % _EVERY:
            self._tell(_EVERY)
        return record

    def _tell(self, more: int) -> None:
        if self._progress is not None and more:
            self._progress(more)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong so far, the first thousand of all."""
        return self.checked(None).problems

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems so far for which a row was left out, or cannot be trusted."""
        return self.checked(None).errors

    @property
    def totals(self) -> dict[str, int]:
        """How many problems of each code were met so far, all of them counted."""
        return self.checked(None).totals

    @property
    def further(self) -> tuple[tuple[str, int], ...]:
        """How many more there were of each code than `problems` holds."""
        return self.checked(None).further

    def checked(self, value: U) -> Checked[U]:
        """A value that was made of the records, beside what was wrong with them."""
        return self._met.checked(value)

    def close(self) -> None:
        """Close the file, however much of it was read."""
        self._records.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@overload
def stream(
    source: Source,
    noun: None = None,
    *,
    sheet: str | None = None,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
    progress: Progress | None = None,
) -> Stream[Record]: ...
@overload
def stream(
    source: Source,
    noun: type[R],
    *,
    sheet: str | None = None,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
    progress: Progress | None = None,
) -> Stream[R]: ...
def stream(
    source: Source,
    noun: type[Any] | None = None,
    *,
    sheet: str | None = None,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
    progress: Progress | None = None,
) -> Stream[Any]:
    """The records of a file one by one: of every kind that `read` takes, .jsonl and .parquet.

    Memory does not grow with the file, so rows that stand twice are not told. Names of
    organisations stay names, for what would tell their 编号 stands in another file.

    Args:
        source: The path of the file, or a stream that can be sought.
        noun: What a row is, where its headers or names cannot tell.
        sheet: The one sheet of a workbook to read.
        as_of: As for `read`.
        columns: How the tables are headed here; see `read_columns`.
        progress: Called with the number of records that were read since it was last called.

    Raises:
        NotReadable: The file cannot be opened.
        BadArgument: The workbook has no such sheet, or the noun no table.
        MissingExtra: A Parquet file needs the extra ``parquet``.
    """
    met = _Met()
    layout = None if noun is None else layout_of(noun)
    with _opened(source):
        # Whoever names a file that is not there learns it here, not at the first record.
        pass
    suffix = Path(_name(source)).suffix.lower()
    if suffix in LINES:
        records: Generator[Any] = _of_lines(source, noun, met.done)
    else:
        if suffix in PARQUET:
            readings = _of_parquet(source, layout, met, as_of=as_of, columns=columns)
        else:
            opened = Opened(source, met.done, sheet=sheet, as_of=as_of, columns=columns)
            readings = opened.readings(layout)
        records = _of_readings(readings, met)
    return Stream(records, met, progress)


def _of_lines(source: Source, noun: type[Any] | None, problems: Tally) -> Generator[Any]:
    with _opened(source) as stream:
        for each in lines.read(stream, _name(source), noun):
            if isinstance(each, Problem):
                problems.append(each)
            else:
                yield each


def _of_parquet(
    source: Source,
    layout: Layout | None,
    met: _Met,
    *,
    as_of: date | None,
    columns: LocalColumns | None,
) -> Iterator[Reading]:
    from guangongwei.tabular import parquet  # noqa: PLC0415  (an extra)

    name = _name(source)
    with _opened(source) as stream:
        sheet = parquet.sheet(stream, name)
        layout = layout or named(Path(name).stem)
        if columns is not None:
            layout, sheet = columns.found(layout, sheet)
        reading = begin(sheet, layout, met.done, as_of=as_of)
        if reading is not None:
            yield reading


def _of_readings(readings: Iterator[Reading], met: _Met) -> Generator[Any]:
    for reading in readings:
        if reading.problems is not met.done:
            met.current = reading.problems
        yield from reading
        met.current = None


def _name(source: Source) -> str:
    """What a file is called in places."""
    path = source if isinstance(source, str | Path) else str(getattr(source, "name", "table"))
    return Path(path).name


@contextmanager
def _opened(source: Source) -> Generator[BinaryIO]:
    """The file, closed at the end if it was opened here."""
    if not isinstance(source, str | Path):
        yield source
        return
    with opened(Path(source)) as stream:
        yield stream
