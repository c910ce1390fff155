"""Volunteers (五老志愿者) and what they do (服务记录)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NewType, final

from attrs import field, frozen

from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.sensitivity import PERSONAL, PSEUDONYM, hidden
from guangongwei.model.source import Source, source_field

VolunteerId = NewType("VolunteerId", str)
ServiceId = NewType("ServiceId", str)


@final
class Sex(Enum):
    """性别."""

    MALE = "男"
    FEMALE = "女"


#: The five kinds of 五老, and the other names they are found under (DOMAIN section 3).
KINDS = {
    "老干部": ("离退休干部", "退休干部"),
    "老战士": ("老军人", "退役军人"),
    "老专家": ("老科技工作者", "老教授"),
    "老教师": ("退休教师", "离退休教师"),
    "老模范": ("老劳模", "劳动模范"),
}

_STANDARD_KIND = {alias: kind for kind, aliases in KINDS.items() for alias in aliases}


def standard_kind(kind: str) -> str:
    """The one of the five kinds that a local word stands for, or the word itself."""
    return _STANDARD_KIND.get(kind, kind)


@final
@frozen(kw_only=True)
class Volunteer:
    """A retired person who has agreed to be registered as a volunteer."""

    id: VolunteerId
    name: str = field(repr=hidden, metadata=PERSONAL)
    sex: Sex | None = field(default=None, repr=hidden, metadata=PERSONAL)
    born: date | None = field(default=None, repr=hidden, metadata=PERSONAL)
    #: 类别: one or several of the five kinds; local words stand as they are.
    kinds: tuple[str, ...] = ()
    #: 所属单位.
    organisation: OrganisationId
    phone: str | None = field(default=None, repr=hidden, metadata=PERSONAL)
    joined: date | None = None
    left: date | None = None
    #: 骨干.
    backbone: bool | Absence = Absence.UNKNOWN
    #: 担任: 宣讲员, 法治副校长, ….
    roles: tuple[str, ...] = ()
    source: Source = source_field()

    def registered(self, day: date) -> bool:
        """Say whether the volunteer is on the roll: joined by that day, and left, if at all, later."""
        return (
            self.joined is not None
            and self.joined <= day
            and (self.left is None or self.left > day)
        )


@final
@frozen(kw_only=True)
class Service:
    """One service of one volunteer on one day."""

    id: ServiceId
    volunteer: VolunteerId = field(metadata=PSEUDONYM)
    #: Where it was done.
    organisation: OrganisationId
    on: date
    #: 项目: what was done.
    programme: str | None = None
    hours: Decimal | Absence = Absence.UNKNOWN
    #: 受益人数, in people.
    beneficiaries: int | Absence = Absence.UNKNOWN
    source: Source = source_field()
