"""Parquet files in and out: the columns of a table under their Chinese headers, with types.

Counts are whole numbers of 64 bits, amounts decimals of 18 places, days dates, 是 and 否 true and
false; everything else is the text of its cell. Why a number is missing (不适用, 未报送) stands in a
column of its own beside it. A record that such a file cannot hold exactly is refused.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from math import isnan
from typing import TYPE_CHECKING, Any, BinaryIO, cast, final

from attrs import frozen

from guangongwei.errors import BadArgument, MissingExtra, NotReadable
from guangongwei.model.numbers import Absence
from guangongwei.tabular.cells import AMOUNT, BATCH, COUNT, DAY, FLAG, NAMES
from guangongwei.tabular.grid import Broken, Sheet, Truth
from guangongwei.tabular.layout import Column
from guangongwei.tabular.safe_text import escaped, unescaped

try:
    import pyarrow as pa  # pyright: ignore[reportMissingTypeStubs]
    import pyarrow.parquet as pq  # pyright: ignore[reportMissingTypeStubs]
except ImportError as error:
    raise MissingExtra("parquet") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guangongwei.model.dataset import Record
    from guangongwei.tabular.grid import Row, Value
    from guangongwei.tabular.layout import Layout

#: Arrow brings no types.
_arrow: Any = pa
_parquet: Any = pq

#: What stands behind the header of the column that says why a number is missing.
REASON = " 缺失原因"

_BATCH_ROWS = 4096
#: A file of some kilobytes can promise any number of rows.
_MOST_ROWS = 100_000_000
_PLACES = 18
_TYPES: dict[str, Any] = {
    COUNT.name: _arrow.int64(),
    BATCH.name: _arrow.int64(),
    AMOUNT.name: _arrow.decimal128(38, _PLACES),
    DAY.name: _arrow.date32(),
    FLAG.name: _arrow.bool_(),
}
_MISSING = Broken("#VALUE!")


def sheet(stream: BinaryIO, file: str) -> Sheet:
    """A Parquet file that is open, as rows: the headers are the first, and nothing is read yet.

    Raises:
        NotReadable: It is none, or damaged, or promises more rows than are read.
    """
    try:
        parquet: Any = _parquet.ParquetFile(stream)
        names = tuple(map(str, parquet.schema_arrow.names))
        count = int(parquet.metadata.num_rows)
    except Exception:  # noqa: BLE001  (whatever refuses the file is a fault of the file)
        raise NotReadable(file, "it is no Parquet file, or is damaged.") from None
    if count > _MOST_ROWS:
        raise NotReadable(file, f"it holds more than {_MOST_ROWS:,} rows.")
    return Sheet(file=file, rows=_rows(parquet, names, file))


def _rows(parquet: Any, names: Sequence[str], file: str) -> Iterator[Row]:
    reasons = {name.removesuffix(REASON): name for name in names if name.endswith(REASON)}
    shown = [
        name for name in names if not (name.endswith(REASON) and name[: -len(REASON)] in names)
    ]
    yield 1, [escaped(name) for name in shown]
    first = 2
    for batch in _batches(parquet, file):
        columns = {name: batch.column(at).to_pylist() for at, name in enumerate(names)}
        told = [_told(columns[each], columns.get(reasons.get(each, ""))) for each in shown]
        yield from enumerate(zip(*told, strict=True), first)
        first += batch.num_rows


def _batches(parquet: Any, file: str) -> Iterator[Any]:
    if not parquet.metadata.num_rows:
        # Older versions of Arrow fail where there is nothing to read.
        return
    try:
        yield from parquet.iter_batches(batch_size=_BATCH_ROWS)
    except Exception:  # noqa: BLE001  (whatever refuses the file is a fault of the file)
        raise NotReadable(file, "it is a damaged Parquet file.") from None


def _told(values: list[Any], reasons: list[Any] | None) -> list[Value]:
    """The cells of a column; where a number is missing, the reason stands in its place."""
    if reasons is not None:
        pairs = zip(values, reasons, strict=True)
        values = [reason if value is None else value for value, reason in pairs]
    return [_cell(each) for each in values]


def _cell(value: object) -> Value:
    match value:
        case None:
            return ""
        case str():
            return escaped(value)
        case bool():
            return Truth(value)
        case int():
            return str(value)
        case float():
            return "" if isnan(value) else value
        case Decimal():
            return f"{value.normalize():f}"
        case datetime():
            return value.replace(tzinfo=None)
        case date():
            return value
        case list():
            texts = cast("list[object]", value)
            return escaped(NAMES.write(tuple(map(str, texts))))
        case _:
            return _MISSING


def write(stream: BinaryIO, layout: Layout, records: Iterable[Record]) -> None:
    """Write records of one noun, so that reading gives them back.

    Raises:
        BadArgument: A record is of another noun or holds what no such file can hold.
    """
    fields = tuple(_fields(layout))
    schema = _arrow.schema([_arrow.field(each.name, each.type) for each in fields])
    remaining = iter(records)
    done = 0
    with _parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := list(islice(remaining, _BATCH_ROWS)):
            arrays = [_array(each, batch, layout, done) for each in fields]
            writer.write_batch(_arrow.record_batch(arrays, schema=schema))
            done += len(batch)


@final
@frozen
class _Field:
    """One column of a file: the values of a column, or why they are missing."""

    column: Column
    is_reason: bool = False

    @property
    def name(self) -> str:
        return self.column.header + (REASON if self.is_reason else "")

    @property
    def type(self) -> Any:
        return (
            _arrow.string()
            if self.is_reason
            else _TYPES.get(self.column.kind.name, _arrow.string())
        )

    def value(self, record: Record, name: str) -> object:
        """What stands there for a record."""
        column = self.column
        value = column.value(record)
        cell = column.cell(value)
        if cell is None:
            raise BadArgument(
                f"{name}.{column.field}", f"a value that the column {column.header} can hold"
            )
        reason = (
            value.value if isinstance(value, Absence) and value is not column.kind.blank else None
        )
        if self.is_reason or reason or not cell:
            return reason if self.is_reason else None
        return value if column.kind.name in _TYPES else unescaped(cell)


def _fields(layout: Layout) -> Iterator[_Field]:
    """The columns of a table, those that fill several fields at once taken apart."""
    for column in layout.columns:
        if not column.spread:
            yield _Field(column)
            if column.kind.blank is Absence.UNKNOWN:
                yield _Field(column, is_reason=True)


def _array(field: _Field, records: Sequence[Record], layout: Layout, done: int) -> Any:
    values: list[object] = []
    for index, record in enumerate(records, done):
        if type(record) is not layout.noun:
            raise BadArgument(f"records[{index}]", f"a {layout.noun.__name__}")
        values.append(field.value(record, f"records[{index}]"))
    try:
        return _arrow.array(values, field.type)
    except (_arrow.ArrowException, OverflowError):
        # What Arrow raises shows the value.
        raise BadArgument(
            f"records[…].{field.column.field}",
            f"a value that the column {field.name} can hold: {_PLACES} places at most",
        ) from None
