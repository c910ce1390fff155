"""What counts in many measures of one noun, organisation by organisation, added up in one go."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.definition import Aggregate, Distinct, Measure, Sum
from guangongwei.indicators.frames.backend import collected
from guangongwei.indicators.frames.native import grouped
from guangongwei.indicators.frames.plan import Plan
from guangongwei.model.numbers import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guangongwei.indicators.frames.look import Look
    from guangongwei.indicators.frames.series import Ask


@final
@frozen
class Row:
    """What counts of one organisation with the same cells in the columns grouped by."""

    organisation: str
    own: tuple[Any, ...]
    records: int
    total: Number
    #: Records that count and leave the summed field blank.
    unknown: int
    #: Records that count and are different from all others, because they leave the field blank.
    blank: int


def counted(look: Look, own: tuple[str, ...]) -> Iterator[tuple[Ask, list[Row]]]:
    """What counts in every series of a look, organisation by organisation."""
    plan = Plan(look, tells_apart=False)
    columns = [plan.counted(number) for number in range(len(look.series))]
    keys = ["organisation", *look.keys]
    frame = grouped(plan.frame(), keys, plan.added)
    rows = [row for row in collected(frame) if row[0] is not None]
    cells = [look.cells(own, row[1:]) for row in rows]
    at = {name: index for index, name in enumerate((*keys, *plan.added.names))}
    for series, told, units in zip(look.series, columns, look.units, strict=True):
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
