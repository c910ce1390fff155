"""Activities (活动): lectures, contests, shows and the like."""

from __future__ import annotations

from datetime import date
from typing import NewType, final

from attrs import field, frozen

from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.sensitivity import FREE, hidden
from guangongwei.model.source import Source, source_field

ActivityId = NewType("ActivityId", str)


@final
@frozen(kw_only=True)
class Activity:
    """An activity that one organisation ran, once or as a series under one name."""

    id: ActivityId
    organisation: OrganisationId
    #: Its day, or the first of a series.
    on: date
    #: 类型: 宣讲, 征文, 报告会, ….
    kind: str | None = None
    #: 主题.
    theme: str | None = None
    name: str | None = field(default=None, repr=hidden, metadata=FREE)
    #: 级别: who ran it, 校级 to 国家级.
    level: str | None = None
    #: 场次, in sessions.
    sessions: int | Absence = Absence.UNKNOWN
    #: 受教育人次, in visits: who came twice counts twice.
    visits: int | Absence = Absence.UNKNOWN
    #: 参与五老人数, in people.
    volunteers: int | Absence = Absence.UNKNOWN
    #: 对应要点: the numbers of the plan's items that it serves.
    items: tuple[str, ...] = ()
    source: Source = source_field()

    @property
    def unit_day(self) -> str:
        """The unit and the day: the same for all that one unit ran on one day."""
        return f"{self.on.isoformat()} {self.organisation}"
