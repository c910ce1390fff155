"""What counts in many measures of one noun, organisation by organisation, added up in one go.

The records that it is made of, with what says of each where it counts, are there for whoever counts
something else of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, final

from attrs import frozen

from guangongwei.indicators.definition import Aggregate, Distinct, Measure, Sum
from guangongwei.indicators.frames.backend import collected
from guangongwei.indicators.frames.columns import UNIT_DAY, base_of
from guangongwei.indicators.frames.look import Look
from guangongwei.indicators.frames.native import Added, grouped
from guangongwei.indicators.frames.plan import Counted, Plan, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guangongwei.indicators.frames.series import Ask
    from guangongwei.model.numbers import Number


class Row(NamedTuple):
    """What counts of one organisation with the same cells in the columns grouped by."""

    organisation: str
    own: tuple[Any, ...]
    records: int
    total: Number
    #: Records that count and leave the summed field blank.
    unknown: int
    #: Records that count and are different from all others, because they leave the field blank.
    blank: int


@final
@frozen
class Batch:
    """The records of a look, each with what says in which series it counts."""

    look: Look
    frame: Any
    #: For every series what is counted of it.
    columns: tuple[Counted, ...]
    added: Added
    #: By the path of a field whose different values are counted the column that holds it.
    values: Mapping[str, str]

    @staticmethod
    def of(look: Look) -> Batch:
        """What is made of a look."""
        plan, values = Plan(look, tells_apart=False), dict[str, str]()
        columns = tuple(plan.counted(number) for number in range(len(look.series)))
        for each in look.series:
            count, noun = each.measure.count, each.measure.of
            if not isinstance(count, Distinct) or count.path in values:
                continue
            name = base_of(noun, count.path)
            if look.query.tables.has(noun, name):
                values[count.path] = f"_d{len(values)}"
                # Of one unit the days alone tell its days apart.
                is_day = count.path == UNIT_DAY
                held = look.query.column(name) if is_day else value_of(look.query, name)
                plan.columns[values[count.path]] = held
        return Batch(look, plan.frame(), columns, plan.added, values)


def counted(batch: Batch, own: tuple[str, ...]) -> Iterator[tuple[Ask, list[Row]]]:
    """What counts in every series of a batch, organisation by organisation."""
    look, added = batch.look, batch.added
    keys = ["organisation", *look.keys]
    frame = grouped(
        batch.frame.select(*keys, *dict.fromkeys((*added.sums, *(each for _, each in added.told)))),
        keys,
        added,
    )
    rows = [row for row in collected(frame) if row[0] is not None]
    cells = [look.cells(own, row[1:]) for row in rows]
    at = {name: index for index, name in enumerate((*keys, *added.names))}
    for series, told, units in zip(look.series, batch.columns, look.units, strict=True):
        records = at[told.records]
        read = _reader(look, series.measure, (at.get(told.total or ""), at.get(told.told or "")))
        found: dict[int, list[Row]] = {}
        for row, held in zip(rows, cells, strict=True):
            if (units is None or row[0] in units) and (number := int(row[records] or 0)):
                month = row[len(keys) - 1] if look.is_monthly else 0
                found.setdefault(month, []).append(read(row, held, number))
        for month, those in found.items():
            yield series.asks[month], those


def _reader(
    look: Look, measure: Measure, at: tuple[int | None, int | None]
) -> Callable[[Any, tuple[Any, ...], int], Row]:
    """From what was added up of an organisation to its row, in exact numbers of Python's own."""
    count, (total, told) = measure.count, at
    scale = look.query.tables.scale(look.query.noun, count.path) if isinstance(count, Sum) else 0

    def read(row: Any, own: tuple[Any, ...], records: int) -> Row:
        # A field that the table lacks is blank in every record.
        blanks = records if told is None else records - int(row[told] or 0)
        if isinstance(count, Sum):
            known = 0 if total is None or blanks == records else _amount(row[total], scale)
            return Row(row[0], own, records, known, blanks, 0)
        return Row(row[0], own, records, 0, 0, blanks if _counts_blanks(count) else 0)

    return read


def _counts_blanks(count: Aggregate) -> bool:
    return isinstance(count, Distinct) and count.blanks_count


def _amount(value: Any, scale: int) -> Number:
    """A sum that an engine made: a whole number, or a decimal one, never a binary one."""
    if scale:
        return Decimal(int(value)).scaleb(-scale)
    whole = int(value)
    return whole if whole == value else Decimal(value)
