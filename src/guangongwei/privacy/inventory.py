"""The inventory of what is held about people: field by field, whom of, what for, how long.

No document was found that fixes for how many years the records of a 关工委 are kept. The times are
parameters that a district sets; those that stand here are this library's own.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, final

import attrs
from attrs import frozen

from guangongwei.errors import BadArgument
from guangongwei.model.activity import Activity
from guangongwei.model.age import age_on
from guangongwei.model.article import Article
from guangongwei.model.care import CareCase, Child, Consent, Grant, Pairing, Step
from guangongwei.model.certificate import Certificate, Holder
from guangongwei.model.dataset import TABLES
from guangongwei.model.dated import LOCAL
from guangongwei.model.post import Post
from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.model.standard import Standard
from guangongwei.model.volunteer import Service, Volunteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@final
class Subject(Enum):
    """Whom a record is about."""

    CHILD = "未成年人"
    VOLUNTEER = "五老志愿者"
    HOLDER = "任职人员"
    CORRESPONDENT = "通讯员"
    #: Whoever is named in words of somebody's own.
    ANYONE = "可能提及的任何人"
    NOBODY = "无"


@final
@frozen(kw_only=True)
class Retention:
    """For how many years after a day of a record what it tells of a person is kept.

    Raises:
        BadArgument: The years are below 0, or the noun has no such field.
    """

    noun: type[Any]
    #: The field with the day; while it is blank, the time has not begun.
    runs_from: str
    years: int
    #: What it rests on.
    authority: str = LOCAL

    def __attrs_post_init__(self) -> None:
        if self.years < 0:
            raise BadArgument("years", "0 or more")
        if self.runs_from not in attrs.fields_dict(self.noun):
            raise BadArgument("runs_from", f"a field of {self.noun.__name__}")

    def is_over(self, record: object, as_of: date) -> bool:
        """Say whether the years are completed on a day."""
        since = getattr(record, self.runs_from)
        return isinstance(since, date) and age_on(as_of, born=since) >= self.years

    def __str__(self) -> str:
        return f"{self.noun.__name__}.{self.runs_from} + {self.years}"


#: What `purge` goes by unless it is told otherwise.
RETENTIONS = (
    Retention(noun=Volunteer, runs_from="left", years=3),
    Retention(noun=Child, runs_from="left", years=1),
    Retention(noun=Post, runs_from="until", years=3),
    Retention(noun=Article, runs_from="on", years=5),
)


@final
@frozen(kw_only=True)
class Held:
    """One field of one noun: how sensitive it is, whom it is about, what for and how long."""

    noun: type[Any]
    #: The field, one of a part as ``steps.reason``.
    field: str
    sensitivity: Sensitivity
    subject: Subject
    #: 处理目的.
    purpose: str
    #: None where nothing of a person is held, or the issuer of a certificate keeps it.
    retention: Retention | None

    @property
    def is_sensitive_by_law(self) -> bool:
        """Whether it is sensitive personal information: by its kind, or as it is about a child.

        Source: 个人信息保护法 第28条.
        """
        return self.subject is Subject.CHILD or self.sensitivity is Sensitivity.SENSITIVE


#: Whom the records of a noun are about, what they are processed for, and with whom they are kept.
_PROCESSING: dict[type[Any], tuple[Subject, str, type[Any] | None]] = {
    Volunteer: (Subject.VOLUNTEER, "五老志愿者登记与联系", Volunteer),
    Service: (Subject.VOLUNTEER, "志愿服务记录与时长统计", Volunteer),
    Certificate: (Subject.VOLUNTEER, "出具志愿服务记录证明", None),
    Post: (Subject.HOLDER, "关工委任职登记", Post),
    Activity: (Subject.ANYONE, "活动统计", None),
    Article: (Subject.CORRESPONDENT, "宣传统计", Article),
    Child: (Subject.CHILD, "关爱帮扶", Child),
    Consent: (Subject.CHILD, "证明监护人同意", Child),
    Pairing: (Subject.CHILD, "关爱帮扶", Child),
    CareCase: (Subject.CHILD, "关爱帮扶", Child),
    Grant: (Subject.CHILD, "关爱帮扶", Child),
}
_OF_NOBODY = (Subject.NOBODY, "工作统计", None)

#: Records that stand within others, by the field that holds them.
_PARTS: dict[tuple[type[Any], str], type[Any]] = {
    (CareCase, "steps"): Step,
    (Certificate, "holder"): Holder,
}


def subject_of(noun: type[Any]) -> Subject:
    """Whom the records of a noun are about."""
    return _PROCESSING.get(noun, _OF_NOBODY)[0]


def inventory(*, retentions: Iterable[Retention] = RETENTIONS) -> tuple[Held, ...]:
    """Every field of every noun, for the audit; whatever is added to a noun appears in it.

    It is made from the nouns themselves, so that it tells what this version of the library can
    hold, and not what a bureau has filled in.
    """
    kept = {each.noun: each for each in retentions}
    return tuple(held for noun in (*TABLES, Standard, Certificate) for held in _of_noun(noun, kept))


def _of_noun(noun: type[Any], kept: dict[type[Any], Retention]) -> Iterator[Held]:
    subject, purpose, with_whom = _PROCESSING.get(noun, _OF_NOBODY)
    for name, field in _fields(noun):
        yield Held(
            noun=noun,
            field=name,
            sensitivity=sensitivity(field),
            subject=subject,
            purpose=purpose,
            retention=kept.get(with_whom) if with_whom is not None else None,
        )


def _fields(noun: type[Any]) -> Iterator[tuple[str, attrs.Attribute[Any]]]:
    """Every field but the place it was read from; those of parts stand in the place of the whole."""
    for field in attrs.fields(noun):
        if field.name == "source":
            continue
        part = _PARTS.get((noun, field.name))
        if part is None:
            yield field.name, field
        else:
            for name, inner in _fields(part):
                yield f"{field.name}.{name}", inner


def identifying(noun: type[Any]) -> bool:
    """Say whether a record of a noun may tell of a person: any of its fields is tagged."""
    return any(sensitivity(each) is not Sensitivity.NONE for each in attrs.fields(noun))
