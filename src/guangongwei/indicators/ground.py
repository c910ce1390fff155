"""What is so of a dataset's records whatever the period: where they belong, when, what they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast, final

from attrs import field, frozen

from guangongwei.model.dataset import Dataset, Record
from guangongwei.model.numbers import is_blank
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.repeats import firsts

if TYPE_CHECKING:
    from guangongwei.indicators.conditions import Reader
    from guangongwei.model.standard import Standard, StandardId

#: Records with the organisations they belong to.
Selection = tuple[tuple[Record, OrganisationId], ...]
#: Records with their organisations under the day they happened on, days in order.
Calendar = dict[date, list[tuple[Record, OrganisationId]]]
#: The first and the day after the last of the periods for which one organisation sent one table.
Spans = list[tuple[date, date]]


@final
@frozen(eq=False)
class Sent:
    """For when each organisation has sent each table; what is made of it may be kept."""

    told: Mapping[tuple[OrganisationId, str], Spans]

    @cached_property
    def spans(self) -> dict[tuple[OrganisationId, str], Spans]:
        """The same in order of time."""
        return {key: sorted(each) for key, each in self.told.items()}


@final
@frozen
class Ground:
    """The records of one dataset sorted in the ways that scenes look at them, each way once."""

    dataset: Dataset
    #: What was sent, where something else than records tells it.
    told: Sent | None = None
    _placed: dict[type[Record], Selection] = field(factory=dict[type[Record], Selection])
    _calendars: dict[tuple[type[Record], str], Calendar] = field(
        factory=dict[tuple[type[Record], str], Calendar]
    )

    def organisation_of(self, record: Record) -> OrganisationId | None:
        """The organisation a record belongs to; None where it is not in 单位 or nothing tells it."""
        id_ = self.dataset.organisation_of(record)
        return id_ if id_ in self.dataset.tree.by_id else None

    def placed(self, noun: type[Record]) -> Selection:
        """The records of a noun that belong to an organisation."""
        if noun not in self._placed:
            homes = ((each, self.organisation_of(each)) for each in self.dataset.counted(noun))
            self._placed[noun] = tuple((each, id_) for each, id_ in homes if id_ is not None)
        return self._placed[noun]

    def calendar(self, noun: type[Record], name: str, read: Reader) -> Calendar:
        """The records of a noun by the day in a field; those without one are not in it."""
        if (noun, name) not in self._calendars:
            found: Calendar = defaultdict(list)
            for each in self.placed(noun):
                day = read(each[0])
                if isinstance(day, date):
                    found[day].append(each)
            self._calendars[noun, name] = dict(sorted(found.items()))
        return self._calendars[noun, name]

    @cached_property
    def standards(self) -> dict[StandardId, Standard]:
        """Every edition of a standard under its id; of two with one id, the first."""
        return {each.id: each for each in firsts(self.dataset.standards)}

    @cached_property
    def sent(self) -> dict[tuple[OrganisationId, str], Spans]:
        """For when each organisation has sent each table, in order."""
        if self.told is not None:
            return self.told.spans
        found: dict[tuple[OrganisationId, str], Spans] = defaultdict(list)
        for each in self.dataset.returns:
            found[each.organisation, each.table].append((each.period.start, each.period.stop))
        return {key: sorted(spans) for key, spans in found.items()}


def told_apart(value: object) -> tuple[object, ...]:
    """What a field tells apart: each of several values, its one value, or nothing."""
    if isinstance(value, tuple):
        return cast("tuple[object, ...]", value)
    return () if is_blank(value) else (value,)
