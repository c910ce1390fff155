"""What a measure is in a group, in columns: the formulas of `guangongwei.indicators.tally` again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.indicators.definition import Distinct, Measure, Sum
from guangongwei.indicators.frames.backend import nw
from guangongwei.indicators.frames.plan import ALL
from guangongwei.indicators.lives import LIVES
from guangongwei.model.numbers import Absence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from guangongwei.indicators.frames.plan import Counted

#: The columns that say who has reported in a group.
OF_PLACE = ("expected", "_complete", "_some", "_member")


@final
@frozen
class Told:
    """The columns of a result that say what an indicator's measure is in a group."""

    value: Any
    low: Any
    high: Any
    absence: Any
    #: Which groups have a row; None: all.
    kept: Any


@final
@frozen
class Held:
    """What was counted of a measure in a group."""

    number: Any
    #: How many records count.
    records: Any
    #: How many of them do not leave the summed field blank; None where nothing is summed.
    said: Any = None
    #: What is sure to count before all have reported; None: the number.
    settled: Any = None
    #: Whether every record there is counts, so that no group is without one.
    is_all: bool = False

    @staticmethod
    def of(measure: Measure, counted: Counted, *, everywhere: bool) -> Held:
        """What was counted; everywhere, or only in the groups in which some record is."""
        count, records, said = measure.count, whole_of(counted.records), None
        number = records
        if isinstance(count, Sum):
            number = said = nw.lit(0)
            if counted.total is not None and counted.told is not None:
                said = whole_of(counted.told)
                number = nw.col(counted.total).fill_null(counted.zero)
        elif isinstance(count, Distinct):
            number = whole_of(counted.different)
            if count.blanks_count:
                number = number + records - whole_of(counted.told)
        # A roll that comes late replaces the old one: only settled records are sure.
        settled = whole_of(counted.settled) if measure.of in LIVES else None
        is_all = counted.records == ALL and not everywhere
        return Held(number, records, said, settled, is_all)

    @staticmethod
    def chosen(helds: Sequence[Held], choose: Callable[[list[Any]], Any]) -> Held:
        """What was counted of one of several measures, as something chooses among columns."""
        said = settled = None
        # Of what is not summed every record says what it is.
        if any(each.said is not None for each in helds):
            said = choose([each.records if each.said is None else each.said for each in helds])
        if any(each.settled is not None for each in helds):
            settled = choose(
                [each.number if each.settled is None else each.settled for each in helds]
            )
        return Held(
            choose([each.number for each in helds]),
            choose([each.records for each in helds]),
            said,
            settled,
            all(each.is_all for each in helds),
        )

    @property
    def columns(self) -> dict[str, Any]:
        """The columns that there are, under names of their own."""
        found = {"_number": self.number, "_records": self.records}
        found |= {"_said": self.said, "_settled": self.settled}
        return {name: each for name, each in found.items() if each is not None}

    def named(self) -> Held:
        """The same of a frame that has these columns."""
        said = None if self.said is None else nw.col("_said")
        settled = None if self.settled is None else nw.col("_settled")
        return Held(nw.col("_number"), nw.col("_records"), said, settled, self.is_all)

    def told(self, *, everywhere: bool) -> Told:
        """What the measure is in a group; everywhere, or only where a record counts."""
        number, value, absence = self.number, self.number, nw.lit(None)
        sure = is_complete = nw.col("_complete") == 1
        if self.said is not None:
            known = self.said > 0
            value, sure = nw.when(known).then(number), sure & (self.said == self.records)
            absence = nw.when(~known).then(nw.lit(Absence.UNKNOWN.value))
        low = number
        if self.settled is not None:
            low = nw.when(is_complete).then(number).otherwise(self.settled)
        counts = self.records > 0
        if not everywhere:
            kept = None if self.is_all else counts
            return Told(value, low, nw.when(sure).then(number), absence, kept)
        return _everywhere(Told(value, low, sure, absence, counts), number)


def _everywhere(held: Told, number: Any) -> Told:
    """The same where also groups are told in which no record counts."""
    counts, expected, some = held.kept, nw.col("expected") > 0, nw.col("_some") == 1
    nobody, silent = ~counts & ~expected, ~counts & expected & ~some
    absence = (
        nw.when(nobody)
        .then(nw.lit(Absence.NOT_APPLICABLE.value))
        .otherwise(
            nw.when(silent)
            .then(nw.lit(Absence.NOT_REPORTED.value))
            .otherwise(nw.when(counts).then(held.absence))
        )
    )
    value = nw.when(counts).then(held.value).otherwise(nw.when(some).then(number))
    return Told(
        value=value,
        low=nw.when(~nobody).then(held.low),
        high=nw.when(~nobody & held.high).then(number),
        absence=absence,
        kept=counts | (nw.col("_member") == 1),
    )


@lru_cache(maxsize=256)
def whole_of(name: str | None) -> Any:
    """A column of numbers, 0 where a group has no row; some engines tell that as no number."""
    return nw.lit(0) if name is None else nw.col(name).fill_null(0).cast(nw.Int64)
