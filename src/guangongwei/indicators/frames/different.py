"""How many different values there are, counted anew for every group of every level.

Each value of an organisation is kept once before the values of the places above are told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from attrs import field, frozen

from guangongwei.indicators.definition import Distinct
from guangongwei.indicators.frames.backend import collected, nw
from guangongwei.indicators.frames.batch import Batch
from guangongwei.indicators.frames.closure import closure_of
from guangongwei.indicators.frames.columns import DERIVED, UNIT_DAY, base_of
from guangongwei.indicators.frames.native import Added, distinct
from guangongwei.indicators.frames.parts import Parts
from guangongwei.indicators.frames.placed import PLACE, by_place
from guangongwei.indicators.frames.plan import ALL, unit_day
from guangongwei.indicators.frames.query import Truth, among, any_of, both
from guangongwei.indicators.groups import category

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from guangongwei.indicators.frames.look import Look
    from guangongwei.indicators.frames.series import Ask
    from guangongwei.indicators.groups import Key, Place
    from guangongwei.indicators.view import View


_VALUE = "_value"


def different(
    batch: Batch, view: View, path: str, units: Any = None
) -> Iterator[tuple[Ask, Key, int]]:
    """How many different values a field holds, for every ask and group in which it has any.

    Units are those of the closure, where a table of them was made before.
    """
    look = batch.look
    if path not in batch.values:
        return
    numbers = [
        number
        for number, each in enumerate(look.series)
        if isinstance(each.measure.count, Distinct) and each.measure.count.path == path
    ]
    marks, keys, value = _Marks(batch), list(look.keys), nw.col(batch.values[path])
    named = [marks.column(number) for number in numbers]
    frame = batch.frame.filter(both(~value.is_null(), marks.inside(numbers)))
    frame = distinct(frame.select("organisation", *keys, *marks.records, value.alias(_VALUE)))
    frame = _parted(frame, look, path)
    if marks.valued:
        frame = frame.with_columns(**marks.valued)
    places, counted = _by_place(frame, view, keys, named, units)
    for place, *cells in counted:
        own = tuple(map(category, look.cells(view.dimensions.own, cells[: len(keys)])))
        month = cells[len(keys) - 1] if look.is_monthly else 0
        for series, number in zip(numbers, cells[len(keys) :], strict=True):
            if number:
                yield look.series[series].asks[month], (places[place], own), int(number)


def _parted(frame: Any, look: Look, path: str) -> Any:
    """Different values with one text in each, under the words that they stand for."""
    noun, tables = look.query.noun, look.query.tables
    name = base_of(noun, path)
    standard: Callable[[str], str] = str
    if (noun, path) in DERIVED:
        standard = DERIVED[noun, path][1].standard
    if path == UNIT_DAY:
        frame = frame.with_columns(unit_day(nw.col(_VALUE)).alias(_VALUE))
    between = Parts.of(tables, noun, (name,)).between
    frame = Parts((_VALUE,), between, standard).split(frame, _VALUE)
    parts = Parts(look.keys, Parts.of(tables, noun, look.own).between)
    for key in look.keys[: len(look.own)]:
        frame = parts.split(frame, key, blank=True)
    return frame


@final
@frozen
class _Marks:
    """What says in which series a value counts; the columns of those in which not all do."""

    batch: Batch
    #: The columns that say of a record in which series it counts, but for whose it is.
    records: dict[str, None] = field(factory=dict[str, None])
    #: The values that count in a series.
    valued: dict[str, Any] = field(factory=dict[str, Any])

    def column(self, number: int) -> str:
        """The column with the values that count in a series."""
        records, units = self.batch.columns[number].records, self.batch.look.units[number]
        so: Truth = True
        if records != ALL:
            self.records[records] = None
            so = nw.col(records) == 1
        if units is not None:
            so = both(so, among(nw.col("organisation"), units))
        if so is True:
            return _VALUE
        self.valued[f"_n{number}"] = nw.when(so).then(nw.col(_VALUE))
        return f"_n{number}"

    def inside(self, numbers: Iterable[int]) -> Truth:
        """What is so of every record that counts in any of some series."""
        kept = list(numbers)
        is_any = any(self.batch.columns[each].records == ALL for each in kept)
        met = is_any or any_of(nw.col(each) == 1 for each in self.records)
        units = [self.batch.look.units[each] for each in kept]
        known = [each for each in units if each is not None]
        if len(known) < len(units):
            return met
        return both(met, among(nw.col("organisation"), frozenset[str]().union(*known)))


def _by_place(
    frame: Any, view: View, keys: list[str], named: list[str], units: Any
) -> tuple[tuple[Place, ...], list[tuple[Any, ...]]]:
    """The places, and by the number of each how many values every series has."""
    closure = closure_of(view.scene.dataset.tree, view.organisation, view.dimensions)
    added = Added(different=tuple((f"{each}_n", each) for each in dict.fromkeys(named)))
    units = closure.units if units is None else units
    found = by_place(frame, units, closure.layers, keys, added)
    names = {f"_n{n}": nw.col(f"{each}_n") for n, each in enumerate(named)}
    return closure.places, collected(found.select(PLACE, *keys, **names))
