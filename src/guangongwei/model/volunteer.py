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
from guangongwei.model.vocabulary import Vocabulary

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

KIND_WORDS = Vocabulary.of(KINDS)

#: What volunteers do for a committee (担任), and the other names of it (DOMAIN sections 2 and 5).
ROLE_WORDS = Vocabulary.of(
    {
        "名誉主任": (),
        "顾问": (),
        "主任": (),
        "执行主任": (),
        "常务副主任": (),
        "副主任": (),
        "秘书长": (),
        "副秘书长": (),
        "委员": ("个人委员",),
        "驻会人员": ("驻会五老", "驻会老同志"),
        "联络员": ("专职联络员", "兼职联络员"),
        "通讯员": (),
        "材料员": (),
        "关工小组组长": (),
        "关工小组副组长": (),
        "宣讲员": ("宣讲团成员",),
        "报告员": ("报告团成员",),
        "讲师": ("讲师团成员",),
        "辅导员": (),
        "网吧义务监督员": ("网吧监督员",),
        "法治副校长": ("法制副校长",),
    }
)


def standard_kind(kind: str) -> str:
    """The one of the five kinds that a local word stands for, or the word itself."""
    return KIND_WORDS.standard(kind)


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

    @property
    def standard_kinds(self) -> tuple[str, ...]:
        """The five kinds it belongs to, each once and in their order, then unmapped words."""
        return KIND_WORDS.standards(self.kinds)

    @property
    def standard_roles(self) -> tuple[str, ...]:
        """What the volunteer is engaged as, in the standard words where there are any."""
        return ROLE_WORDS.standards(self.roles)

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

    @property
    def unit_day(self) -> str:
        """The unit and the day: the same for all that was done in one place on one day."""
        return f"{self.on.isoformat()} {self.organisation}"
