"""Who stands behind a record, with how much, and what a number says of itself by its group and its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.indicators.definition import Distinct, Measure, Sum, Timing
from guangongwei.indicators.ground import told_apart
from guangongwei.indicators.groups import MONTH
from guangongwei.model.guarded import people_of
from guangongwei.model.keys import key_of
from guangongwei.model.numbers import Absence, is_number
from guangongwei.privacy.release import Fact, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guangongwei.indicators.groups import Category
    from guangongwei.indicators.scene import Scene
    from guangongwei.model.dataset import Record
    from guangongwei.model.figure import Group

#: An amount is counted in its hundredths.
_COIN = 100
_MONTHS = 12

#: Who is counted, with what of theirs and how much of it.
Units = tuple[tuple[Unit, int], ...]


def units_of(scene: Scene, measure: Measure) -> Callable[[Record], Units]:
    """Who stands behind a record and with what, as a function of the record."""
    noun, field_of = measure.of.__name__, people_of(measure.of)[0]
    count = measure.count

    def named(record: Record) -> tuple[str, str]:
        """Whom it is about, and its own name."""
        id_ = f"{noun} {key_of(record)}"
        people = told_apart(getattr(record, field_of))
        return _who(field_of, people[0] if people else id_), id_

    if isinstance(count, Distinct):
        path, of = count.path, scene.reader(measure.of, count.path)
        return lambda record: tuple(((_who(path, each), ""), 1) for each in told_apart(of(record)))
    if isinstance(count, Sum):
        path, amount = count.path, scene.reader(measure.of, count.path)

        def summed(record: Record) -> Units:
            who, id_ = named(record)
            return (((who, f"{id_} {path}"), _coins(amount(record))),)

        return summed
    if field_of == "id":
        # A record of the noun is a person.
        return lambda record: (((f"{noun} {key_of(record)}", ""), 1),)
    return lambda record: ((named(record), 1),)


def _coins(amount: object) -> int:
    """An amount in its smallest coin; 0 where there is none."""
    if not is_number(amount):
        return 0
    numerator, denominator = amount.as_integer_ratio()
    return numerator * _COIN // denominator


def _who(path: str, value: object) -> str:
    """Somebody as two tables name them alike."""
    return f"{'Volunteer' if path.startswith('volunteer') else 'Child'} {value}"


def group_facts(scene: Scene, group: Group) -> Iterator[Fact]:
    """What a group is narrowed by: each unit above it, and its categories."""
    if group.organisation is not None:
        for each in scene.dataset.tree.path(group.organisation):
            yield "organisation", each
    for name, category in group.categories:
        if name != MONTH:
            yield name, _word(category)


def _word(category: Category) -> str:
    return category.label if isinstance(category, Absence) else category


def time_facts(scene: Scene, measure: Measure) -> Iterator[Fact]:
    """When it is counted: a shorter period of one year leaves more of its months out."""
    period = scene.period
    whole_months = period.start.day == 1 and period.stop.day == 1
    if (
        measure.timing is not Timing.DURING
        or not whole_months
        or period.start.year != period.end.year
    ):
        yield "time", f"{period.start} {period.stop}"
        return
    yield "year", f"{period.start.year}"
    for month in range(1, _MONTHS + 1):
        if not period.start.month <= month <= period.end.month:
            yield "without", f"{month}"
