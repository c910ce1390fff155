"""What counts in many measures of one noun, a row for every group at every level, in the engine.

Where only sums are asked for, one look at the records has those of every organisation, and the
levels above are added up from these. Different values are counted anew at every level.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, final

from attrs import field, frozen

from guangongwei.indicators.definition import Count, Distinct, Measure, Sum
from guangongwei.indicators.frames.backend import Cells, Kind, nw
from guangongwei.indicators.frames.batch import Look
from guangongwei.indicators.frames.columns import base_of
from guangongwei.indicators.frames.different import layers, value_of
from guangongwei.indicators.frames.native import UNIT, Added, grouped, inside, numbered, placed
from guangongwei.indicators.frames.parts import Parts
from guangongwei.indicators.groups import Place
from guangongwei.model.numbers import Number

if TYPE_CHECKING:
    from guangongwei.indicators.view import View

#: The number of the place of a group.
PLACE = "_place"
_ALL = "_all"


@final
@frozen
class Counted:
    """The columns with what was counted of one measure."""

    records: str
    #: Of a sum: the sum, blank where nothing is known.
    total: str | None = None
    #: The nought that is of the type of the sum.
    zero: Number = 0
    #: Records that do not leave the field blank.
    told: str | None = None
    #: How many different values there are.
    different: str | None = None


@final
@frozen
class Wide:
    """Groups by place, month and own categories, with what counts in every measure."""

    frame: Any
    #: The places, by their numbers.
    places: tuple[Place, ...]
    counted: tuple[Counted, ...]


@final
@frozen
class _Plan:
    """The columns that are added up, each once, whoever asks for it."""

    look: Look
    columns: dict[str, Any] = field(factory=dict[str, Any])
    _names: dict[object, str] = field(factory=dict[object, str])
    sums: list[str] = field(factory=list[str])
    told: dict[str, str] = field(factory=dict[str, str])
    different: dict[str, str] = field(factory=dict[str, str])

    def counted(self, number: int) -> Counted:
        """The columns of a measure, taken into the plan."""
        measure = self.look.series[number].measure
        records = self._records(number, measure)
        if isinstance(measure.count, Count):
            return Counted(records)
        if not self.look.query.tables.has(measure.of, base_of(measure.of, measure.count.path)):
            return Counted(records)
        value = self._value(number, measure, measure.count)
        told = f"{value}_told"
        if isinstance(measure.count, Distinct):
            self.different[f"{value}_different"] = value
            if measure.count.blanks_count:
                self.told[told] = value
            return Counted(records, told=told, different=f"{value}_different")
        self.told[told] = value
        if value not in self.sums:
            self.sums.append(value)
        dtype = self.look.query.tables.dtype(measure.of, measure.count.path)
        zero = Decimal(0) if isinstance(dtype, nw.Decimal) else 0
        return Counted(records, total=value, zero=zero, told=told)

    def _records(self, number: int, measure: Measure) -> str:
        if self.look.hits[number] is True:
            return _ALL
        name = self._names.setdefault(measure.where, f"_k{number}")
        if name not in self.columns:
            self.columns[name] = nw.when(nw.col(f"_h{number}")).then(nw.lit(1)).otherwise(nw.lit(0))
            self.sums.append(name)
        return name

    def _value(self, number: int, measure: Measure, count: Sum | Distinct) -> str:
        where = None if self.look.hits[number] is True else measure.where
        kind = type(count)
        name = self._names.setdefault((kind, count.path, where), f"_v{number}")
        if name not in self.columns:
            value = value_of(self.look.query, count.path)
            held = value if where is None else nw.when(nw.col(f"_h{number}")).then(value)
            self.columns[name] = held
        return name

    @property
    def added(self) -> Added:
        """What is made of the rows of a group."""
        return Added(
            _ALL, tuple(self.sums), tuple(self.told.items()), tuple(self.different.items())
        )


def wide(look: Look, view: View) -> Wide:
    """What counts in every series of a look."""
    plan = _Plan(look)
    counted = tuple(map(plan.counted, range(len(look.series))))
    marked = [number for number, each in enumerate(look.hits) if each is not True]
    frame = look.frame(plan.columns, marked=marked)
    own = list(look.keys[: len(look.own)])
    parts = Parts(tuple(own), Parts.of(look.query.tables, look.query.noun, look.own).between)
    for key in own:
        frame = parts.split(frame, key, blank=True)
    frame = numbered(frame, own, shown=True)
    added, keys = plan.added, list(look.keys)
    if plan.different:
        frame = numbered(frame, plan.different.values(), shown=False)
    else:
        frame = grouped(frame, ["organisation", *keys], added)
        added = Added(sums=added.names)
    places, units = _units(view)
    frame = placed(frame, units)
    found: list[Any] = []
    for level in units:
        if level == UNIT:
            continue
        here = inside(frame, nw.col(level) >= 0)
        found.append(
            grouped(here, [level, *keys], added).select(
                nw.col(level).alias(PLACE), *keys, *plan.added.names
            )
        )
    return Wide(nw.concat(found, how="vertical"), places, counted)


def _units(view: View) -> tuple[tuple[Place, ...], dict[str, Cells]]:
    """The places, and for every organisation the numbers of those in which it counts."""
    places: dict[Place, int] = {}
    ids = sorted(view.scope)
    cells = {UNIT: Cells(Kind.TEXT, list(ids))}
    for number, layer in enumerate(layers(view)):
        for each in layer.values():
            places.setdefault(each, len(places))
        codes = [places[layer[each]] if each in layer else -1 for each in ids]
        cells[f"_level{number}"] = Cells(Kind.WHOLE, codes)
    return tuple(places), cells
