"""Which column of a caller's table holds which field: by the field's name, or by its 中文 header."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, final

from attrs import NOTHING, fields_dict, frozen

from guangongwei.errors import BadArgument
from guangongwei.indicators.lives import own_day
from guangongwei.indicators.paths import KNOWN
from guangongwei.model.accreditation import PROGRAMMES, Accreditation
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.care import CareCase, Child, Consent, Grant, Pairing, Programme
from guangongwei.model.committee import Committee
from guangongwei.model.dataset import TABLES, Record
from guangongwei.model.entry import Entry
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Organisation
from guangongwei.model.post import Post
from guangongwei.model.reporting import Return
from guangongwei.model.standard import Assessment
from guangongwei.model.volunteer import KIND_WORDS, ROLE_WORDS, Service, Volunteer

if TYPE_CHECKING:
    from guangongwei.model.vocabulary import Vocabulary

#: The headers of the columns, noun by noun; the same as in the tables that schools send.
HEADERS: dict[type[Record], dict[str, str]] = {
    Organisation: {
        "id": "编号",
        "name": "名称",
        "category": "类别",
        "parent": "上级单位",
        "town": "镇街",
        "setting": "城乡",
        "ownership": "办学性质",
        "pupils": "学生数",
        "founded": "成立日期",
        "closed": "撤销日期",
        "merged_into": "并入单位",
        "aliases": "别名",
    },
    Committee: {
        "id": "编号",
        "organisation": "单位编号",
        "founded": "成立日期",
        "in_party_plan": "纳入党建",
        "written_into": "纳入的计划",
        "budget": "经费",
        "office": "办公室",
        "online": "网上关工委",
    },
    Post: {
        "id": "编号",
        "organisation": "单位编号",
        "title": "职务",
        "holder": "姓名",
        "since": "任期开始",
        "until": "任期结束",
        "retired": "老同志",
    },
    Volunteer: {
        "id": "编号",
        "name": "姓名",
        "sex": "性别",
        "born": "出生日期",
        "kinds": "类别",
        "organisation": "所属单位",
        "phone": "联系电话",
        "joined": "加入日期",
        "left": "退出日期",
        "backbone": "骨干",
        "roles": "担任",
    },
    Service: {
        "id": "编号",
        "volunteer": "志愿者编号",
        "organisation": "单位编号",
        "on": "日期",
        "programme": "项目",
        "hours": "时长(小时)",
        "beneficiaries": "受益人数",
    },
    Activity: {
        "id": "编号",
        "organisation": "单位编号",
        "on": "日期",
        "kind": "类型",
        "theme": "主题",
        "name": "名称",
        "level": "级别",
        "sessions": "场次",
        "visits": "受教育人次",
        "volunteers": "参与五老人数",
        "items": "对应要点",
    },
    Entry: {
        "id": "编号",
        "organisation": "单位编号",
        "contest": "评选名称",
        "kind": "类型",
        "level": "级别",
        "on": "报送日期",
        "award": "奖项",
        "work": "作品编号",
    },
    Programme: {
        "id": "编号",
        "name": "名称",
        "kind": "类型",
        "organisation": "单位编号",
        "started": "开始日期",
        "ended": "结束日期",
    },
    Child: {
        "id": "编号",
        "organisation": "单位编号",
        "stage": "学段",
        "groups": "类别",
        "consent": "知情同意",
        "left": "离开日期",
    },
    Consent: {
        "id": "编号",
        "child": "对象编号",
        "guardian": "同意人",
        "purpose": "用途",
        "scope": "范围",
        "given": "同意日期",
        "expires": "有效期至",
        "withdrawn": "撤回日期",
    },
    Pairing: {
        "id": "编号",
        "programme": "品牌编号",
        "volunteers": "志愿者编号",
        "subject": "对象编号",
        "started": "开始日期",
        "ended": "结束日期",
        "result": "结果",
        "subject_kind": "对象类型",
        "last_contact": "最近联系日期",
    },
    CareCase: {
        "id": "编号",
        "child": "对象编号",
        "level": "级别",
        "started": "开始日期",
        "steps": "步骤",
        "volunteers": "志愿者编号",
    },
    Grant: {
        "id": "编号",
        "programme": "品牌编号",
        "child": "对象编号",
        "on": "日期",
        "amount": "金额(元)",
        "origin": "来源",
    },
    Assessment: {
        "id": "编号",
        "organisation": "单位编号",
        "standard": "标准",
        "on": "日期",
        "method": "方式",
        "scores": "各条得分",
    },
    Accreditation: {
        "id": "编号",
        "organisation": "单位编号",
        "batch": "批次",
        "on": "认定日期",
        "outcome": "结果",
        "programme": "项目",
    },
    Article: {
        "id": "编号",
        "organisation": "单位编号",
        "title": "标题",
        "outlet": "媒体",
        "level": "级别",
        "on": "发布日期",
        "correspondent": "通讯员",
        "story": "稿源",
    },
    Return: {
        "organisation": "单位编号",
        "table": "表名",
        "period": "时期",
        "on": "报送日期",
    },
}

#: What the tables are called, where somebody names a noun in Chinese.
NAMES: dict[str, type[Record]] = {
    "单位": Organisation,
    "关工委": Committee,
    "任职": Post,
    "五老志愿者": Volunteer,
    "服务记录": Service,
    "活动": Activity,
    "参评作品": Entry,
    "关爱品牌": Programme,
    "关爱对象": Child,
    "知情同意": Consent,
    "结对": Pairing,
    "关爱个案": CareCase,
    "助学金": Grant,
    "评估": Assessment,
    "认定": Accreditation,
    "稿件": Article,
    "报送情况": Return,
}

#: The column that says which record came first, for engines whose rows have no order.
ROW = ("row", "行号")

#: The nouns that are read as records: the tree, who has reported, and cases, whose steps tell
#: where they stand. All others stay where they are.
READ: tuple[type[Record], ...] = (Organisation, Return, CareCase)

#: The field by which a record names the one whose organisation it belongs to.
OWNERS: dict[type[Record], tuple[str, type[Record]]] = {
    Pairing: ("programme", Programme),
    Grant: ("programme", Programme),
    Consent: ("child", Child),
    CareCase: ("child", Child),
}


@final
@frozen
class Span:
    """While a record is in force: from a day to a day."""

    first: str | None
    last: str | None
    #: Whether a record without a first day is in force.
    open: bool = True
    #: Whether it is still in force on its last day.
    inclusive: bool = False


#: What `guangongwei.indicators.lives.LIVES` says, in columns.
SPANS: dict[type[Record], tuple[Span, ...]] = {
    Committee: (Span("founded", None),),
    Post: (Span("since", "until", inclusive=True),),
    Volunteer: (Span("joined", "left", open=False),),
    Programme: (Span("started", "ended"),),
    Child: (Span(None, "left"),),
    Consent: (Span("given", "expires", open=False, inclusive=True), Span(None, "withdrawn")),
    Pairing: (Span("started", "ended", open=False),),
}

#: What a property of a noun is made of: a field, and the words that stand for others.
DERIVED: dict[tuple[type[Record], str], tuple[str, Vocabulary]] = {
    (Volunteer, "standard_kinds"): ("kinds", KIND_WORDS),
    (Volunteer, "standard_roles"): ("roles", ROLE_WORDS),
    (Accreditation, "standard_programme"): ("programme", PROGRAMMES),
}

#: The property that tells a unit and a day apart from all others, as a text in which both stand.
UNIT_DAY = "unit_day"
#: The nouns that have it.
UNIT_DAYS: tuple[type[Record], ...] = (Service, Activity)


@final
class Holds(Enum):
    """What a field of a noun holds."""

    TEXT = "text"
    WHOLE = "whole numbers"
    NUMBER = "decimal numbers"
    DAY = "days"
    FLAG = "true and false"
    TEXTS = "lists of texts, or texts with 、 between"
    #: What only records have: scores, steps, periods.
    OTHER = "records"


_OTHER = {(CareCase, "steps"), (Assessment, "scores"), (Return, "period")}
_HOLDS: tuple[tuple[type, Holds], ...] = (
    (Enum, Holds.TEXT),
    (str, Holds.TEXT),
    (bool, Holds.FLAG),
    (int, Holds.WHOLE),
    (Decimal, Holds.NUMBER),
    (date, Holds.DAY),
    (tuple, Holds.TEXTS),
)


def holds(noun: type[Record], name: str) -> Holds | None:
    """What a field of a noun holds; None where it has no such field."""
    if name not in HEADERS[noun]:
        return None
    if (noun, name) in _OTHER:
        return Holds.OTHER
    types = [each for each in KNOWN[noun][name] if each is not Absence]
    return next(held for kind, held in _HOLDS for each in types if issubclass(each, kind))


def base_of(noun: type[Record], path: str) -> str:
    """The field that a path of a noun's own is read from; of a unit and its day, the day."""
    if path == UNIT_DAY and noun in UNIT_DAYS:
        return own_day(noun)
    return DERIVED[noun, path][0] if (noun, path) in DERIVED else path


def default(noun: type[Record], name: str) -> str | None:
    """The text that a blank stands for, where it stands for one."""
    value: Any = fields_dict(noun)[name].default
    text = getattr(value, "value", value)
    return text if isinstance(text, str) and not isinstance(value, Absence) else None


def is_required(noun: type[Record], name: str) -> bool:
    """Say whether every record of a noun has something in a field."""
    return fields_dict(noun)[name].default is NOTHING


def words_for(vocabulary: Vocabulary, term: str) -> tuple[str, ...]:
    """The words that stand for a term, the term itself too; none stand for what is an alias."""
    aliases = dict(vocabulary.terms)
    if term not in aliases:
        return () if term in vocabulary else (term,)
    return (term, *aliases[term])


def noun_of(name: type[Record] | str) -> type[Record]:
    """The noun that a key of the tables names: itself, or 服务记录 and the like.

    Raises:
        BadArgument: There is no such noun.
    """
    noun = NAMES.get(name) if isinstance(name, str) else name
    if noun not in TABLES:
        raise BadArgument(f"tables[{name!r}]", f"under a noun or one of {'、'.join(NAMES)}")
    return noun
