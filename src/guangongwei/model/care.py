"""Care (关爱): brands, the children they reach, pairs, cases and grants.

A child is a key that somebody else holds, never a name, an identity number, an address or a
diagnosis. Source: 困境儿童个人信息保护工作办法 (2025); 个人信息保护法 第28、31条.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NewType, final

from attrs import field, frozen

from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.sensitivity import PSEUDONYM, SENSITIVE, hidden
from guangongwei.model.source import Source, source_field
from guangongwei.model.vocabulary import Vocabulary
from guangongwei.model.volunteer import VolunteerId

ProgrammeId = NewType("ProgrammeId", str)
PairingId = NewType("PairingId", str)
ChildId = NewType("ChildId", str)
ConsentId = NewType("ConsentId", str)
CaseId = NewType("CaseId", str)
GrantId = NewType("GrantId", str)


#: The kinds of brand (关爱品牌), and the other names they go by (DOMAIN section 4).
BRANDS = Vocabulary.of(
    {
        "结对帮教": ("结对帮扶", "一对一帮扶", "帮教"),
        "爱心助学": ("助学", "扶困助学"),
        "双特双助": (),
        "家教讲坛": ("家教讲师团", "家庭教育讲坛"),
        "家长学校": (),
        "四点钟课堂": ("四点半课堂", "四点钟学校", "四点半学校"),
        "青蓝工程": (),
        "代理家长": ("代理家长制",),
        "爱心结对": (),
        "校外教育辅导站": ("校外辅导站", "家庭辅导站"),
        "心理健康": ("心理健康辅导",),
        "合适成年人": (),
        "三扶两创": (),
        "暖冬行动": ("大走访", "慰问"),
        "课后服务": ("双减课后服务",),
    }
)


@final
@frozen(kw_only=True)
class Programme:
    """A named care brand (关爱品牌) of one organisation, such as 结对帮教 or 四点钟课堂."""

    id: ProgrammeId
    name: str
    #: 类型: the kind of brand, as the district words it; `BRANDS` knows the standard words.
    kind: str | None = None
    organisation: OrganisationId
    started: date | None = None
    ended: date | None = None
    source: Source = source_field()

    def running(self, day: date) -> bool:
        """Say whether it runs on a day: begun by then, and ended, if at all, later."""
        return (self.started is None or self.started <= day) and (
            self.ended is None or self.ended > day
        )


@final
@frozen(kw_only=True)
class Child:
    """A young person who is cared for (关爱对象), under a key of the school's own."""

    id: ChildId = field(metadata=PSEUDONYM)
    organisation: OrganisationId
    #: 学段.
    stage: str | None = field(default=None, repr=hidden, metadata=SENSITIVE)
    #: 类别: 留守, 困境, …, as the district words them; several at once.
    groups: tuple[str, ...] = field(default=(), repr=hidden, metadata=SENSITIVE)
    #: 知情同意: whether a guardian has agreed.
    consent: bool | Absence = Absence.UNKNOWN
    #: 离开日期: the day on which the child left the school, whose key then ends.
    left: date | None = None
    source: Source = source_field()


@final
@frozen(kw_only=True)
class Consent:
    """A guardian's agreement: for whom, what for, what it covers and until when."""

    id: ConsentId
    child: ChildId = field(metadata=PSEUDONYM)
    #: Who agreed: 父亲, 母亲, 祖父母, 其他监护人, or 本人 for the child; never a name.
    guardian: str = field(repr=hidden, metadata=SENSITIVE)
    purpose: str
    #: What it covers: the kinds of records, such as 结对 or 助学金; one that names none covers none.
    scope: tuple[str, ...] = ()
    given: date
    expires: date | None = None
    withdrawn: date | None = None
    source: Source = source_field()

    def in_force(self, day: date) -> bool:
        """Say whether it holds on a day: given by then, neither expired nor withdrawn."""
        return (
            self.given <= day
            and (self.expires is None or self.expires >= day)
            and (self.withdrawn is None or self.withdrawn > day)
        )


@final
class SubjectKind(Enum):
    """Whom a pair is for."""

    CHILD = "关爱对象"
    #: 青蓝工程 pairs a retired teacher with a young one.
    YOUNG_TEACHER = "青年教师"


@final
@frozen(kw_only=True)
class Pairing:
    """A pair (结对): one or several volunteers with one child, or with one young teacher."""

    id: PairingId
    programme: ProgrammeId
    #: 志愿者编号: one, or two in a 2+1 pair, or more.
    volunteers: tuple[VolunteerId, ...] = field(metadata=PSEUDONYM)
    #: 对象编号: a child's key, or a young teacher's.
    subject: str = field(metadata=PSEUDONYM)
    #: 对象类型.
    subject_kind: SubjectKind = SubjectKind.CHILD
    started: date
    ended: date | None = None
    #: 结果: how it ended.
    result: str | None = field(default=None, repr=hidden, metadata=SENSITIVE)
    #: 最近联系日期.
    last_contact: date | None = None
    source: Source = source_field()

    def active(self, day: date) -> bool:
        """Say whether the pair exists on a day: begun by then, and ended, if at all, later."""
        return self.started <= day and (self.ended is None or self.ended > day)


@final
class CaseLevel(Enum):
    """级别 of a case."""

    GENERAL = "一般"
    FOCUS = "重点"
    CRISIS = "危机"


@final
class StepKind(Enum):
    """What a step of a case does."""

    OPENED = "立案"
    CONTACT = "走访"
    RAISED = "升级"
    LOWERED = "降级"
    REFERRED = "转介"
    HANDED_OVER = "移交"
    #: Back from whom it was referred or handed over to.
    RETURNED = "转回"
    CLOSED = "结案"
    REOPENED = "重启"


@final
@frozen(kw_only=True)
class Step:
    """One dated step of a case (步骤)."""

    on: date
    kind: StepKind = field(repr=hidden, metadata=SENSITIVE)
    #: The level it leads to, where it changes the level.
    level: CaseLevel | None = field(default=None, repr=hidden, metadata=SENSITIVE)
    #: To whom a case is referred or handed over, or why it is closed: a word from a list.
    reason: str | None = field(default=None, repr=hidden, metadata=SENSITIVE)


@final
@frozen(kw_only=True)
class CareCase:
    """One case (关爱个案) of one child: its level at the beginning and its dated steps."""

    id: CaseId
    child: ChildId = field(metadata=PSEUDONYM)
    #: The level at which it was opened.
    level: CaseLevel = field(repr=hidden, metadata=SENSITIVE)
    #: 志愿者编号 of those who look after it.
    volunteers: tuple[VolunteerId, ...] = field(default=(), metadata=PSEUDONYM)
    started: date
    steps: tuple[Step, ...] = field(default=(), repr=hidden, metadata=SENSITIVE)
    source: Source = source_field()


@final
@frozen(kw_only=True)
class Grant:
    """Money paid to one child (助学金), with where it came from."""

    id: GrantId
    programme: ProgrammeId
    child: ChildId = field(metadata=PSEUDONYM)
    on: date
    #: 金额, in yuan.
    amount: Decimal | Absence = field(default=Absence.UNKNOWN, repr=hidden, metadata=SENSITIVE)
    #: 来源: 上级关工委, 财政专项, 商会, 个人结对, ….
    origin: str | None = None
    source: Source = source_field()
