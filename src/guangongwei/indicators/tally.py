"""What a measure has seen of one group, and the number and bounds that makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never, final

from attrs import define, field

from guangongwei.indicators.definition import Count, Distinct, Measure, Sum
from guangongwei.indicators.ground import told_apart
from guangongwei.indicators.lives import LIVES
from guangongwei.model.numbers import Absence, Bounds, Number, is_number

if TYPE_CHECKING:
    from guangongwei.indicators.scene import Scene
    from guangongwei.model.dataset import Record
    from guangongwei.model.figure import Coverage


@final
@define
class Tally:
    """The records of one group that count in a measure, added up."""

    records: int = 0
    total: Number = 0
    #: Records that count and leave the summed field blank.
    unknown: int = 0
    values: set[object] = field(factory=set[object])
    #: Different values that are not among them: blanks that count, and what was counted elsewhere.
    others: int = 0
    #: Records of schools that have reported everything: nothing more can change them.
    settled: int = 0

    @classmethod
    def of(cls, measure: Measure, records: list[Record], scene: Scene, *, settled: bool) -> Tally:
        """Some records of one organisation."""
        number = len(records)
        tally = cls(records=number, settled=number if settled else 0)
        match measure.count:
            case Count():
                pass
            case Sum(path):
                read = scene.reader(measure.of, path)
                amounts = [each for each in map(read, records) if is_number(each)]
                tally.total, tally.unknown = sum(amounts), number - len(amounts)
            case Distinct(path, blanks_count):
                read = scene.reader(measure.of, path)
                told = [told_apart(each) for each in map(read, records)]
                tally.values = {one for each in told for one in each}
                tally.others = told.count(()) if blanks_count else 0
            case _:  # pragma: no cover
                assert_never(measure.count)
        return tally

    @classmethod
    def pooled(cls, parts: list[Tally]) -> Tally:
        """Several, none of whose records is in two of them."""
        if len(parts) == 1:
            return parts[0]
        return cls(
            records=sum(each.records for each in parts),
            total=sum(each.total for each in parts),
            unknown=sum(each.unknown for each in parts),
            values=set[object]().union(*(each.values for each in parts)),
            others=sum(each.others for each in parts),
            settled=sum(each.settled for each in parts),
        )

    def value(self, measure: Measure) -> Number | Absence:
        """The number these records make; unknown where every one leaves it blank."""
        match measure.count:
            case Count():
                return self.records
            case Sum():
                return Absence.UNKNOWN if self.unknown == self.records else self.total
            case Distinct():
                return len(self.values) + self.others
            case _:  # pragma: no cover
                assert_never(measure.count)


def settled_value(
    measure: Measure, tally: Tally | None, coverage: Coverage
) -> tuple[Number | Absence, Bounds | None]:
    """The value of a group and what it can still become.

    Where no record counts, the number is 0 only if somebody said so: not applicable where nobody
    was expected, not reported where nobody has reported.
    """
    if tally is None:
        if not coverage.expected:
            return Absence.NOT_APPLICABLE, None
        if coverage.reported or coverage.partial:
            return 0, Bounds(0, 0 if coverage.is_complete else None)
        return Absence.NOT_REPORTED, Bounds(0, None)
    value = tally.value(measure)
    low = value if is_number(value) else 0
    if coverage.is_complete and not tally.unknown:
        return value, Bounds(low, low)
    if measure.of in LIVES and not coverage.is_complete:
        # A roll that comes late replaces the old one: only settled records are sure.
        low = tally.settled if isinstance(measure.count, Count) else 0
    return value, Bounds(low, None)
