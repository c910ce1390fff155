"""What the columns of each table mean, in Chinese, for those who fill them, and their usual words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.model.accreditation import PROGRAMMES, Accreditation
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.care import BRANDS, CareCase, Child, Consent, Grant, Pairing, Programme
from guangongwei.model.committee import Committee
from guangongwei.model.contests import AWARD_WORDS, CONTEST_WORDS
from guangongwei.model.entry import Entry
from guangongwei.model.levels import LEVEL_WORDS
from guangongwei.model.organisation import Organisation
from guangongwei.model.post import Post
from guangongwei.model.reporting import Return
from guangongwei.model.standard import Assessment
from guangongwei.model.volunteer import KIND_WORDS, ROLE_WORDS, Service, Volunteer
from guangongwei.tabular.columns import LAYOUTS

if TYPE_CHECKING:
    from guangongwei.model.dataset import Record
    from guangongwei.tabular.layout import Column

    Key = tuple[type[Record], str]

_CODE = "本行的编号，编定后不再变动，不得使用身份证号"
_UNIT = "本行所属单位，填编号或只有一个单位使用的名称"
_CHILD = "关爱对象在“关爱对象”表中的编号，不得填写姓名"

_MEANINGS: dict[type[Record], dict[str, str]] = {
    Organisation: {
        "name": "单位全称",
        "category": "单位属于哪一类，学校按办学层次填",
        "parent": "教育系统内的直接上级，填编号或名称",
        "town": "单位所在的镇或街道",
        "setting": "城乡分类，按当地统计口径填",
        "ownership": "公办、民办等",
        "pupils": "在校（园）学生数",
        "founded": "单位成立的日期",
        "closed": "单位撤销或停办的日期，仍在办的留空",
        "merged_into": "撤并后并入的单位，填编号或名称",
        "aliases": "简称、曾用名，可填多个",
    },
    Committee: {
        "founded": "关工委成立的日期",
        "in_party_plan": "关工委工作是否纳入本单位党建工作计划",
        "budget": "本年度关工委工作经费",
        "office": "是否设有办公室",
        "online": "是否建有网上关工委",
    },
    Post: {
        "title": "在关工委担任的职务",
        "holder": "任职人姓名，职务空缺时留空",
        "term": "任职起止日期，一端不详可不填",
        "since": "任职的第一天",
        "until": "任职的最后一天",
        "retired": "任职人是否为离退休老同志",
    },
    Volunteer: {
        "name": "志愿者姓名",
        "sex": "志愿者性别",
        "born": "志愿者出生日期",
        "kinds": "属于“五老”中的哪几类，可填多个",
        "organisation": "志愿者登记在册的单位，填编号或只有一个单位使用的名称",
        "phone": "志愿者的联系电话",
        "joined": "登记为志愿者的日期，没有此日期不计入在册人数",
        "left": "退出的日期，仍在册的留空",
        "backbone": "是否为骨干",
        "roles": "担任的工作，可填多个",
    },
    Service: {
        "volunteer": "服务者在“五老志愿者”表中的编号",
        "organisation": "服务所在单位，填编号或只有一个单位使用的名称",
        "on": "服务的日期，一天一行",
        "programme": "服务的项目或品牌",
        "hours": "当天服务的时长",
        "beneficiaries": "受益的学生人数，同一人只计一次",
    },
    Activity: {
        "on": "活动的日期，连续几天的填第一天",
        "kind": "活动的形式",
        "theme": "所属的主题教育",
        "name": "活动的名称",
        "level": "由哪一级举办",
        "sessions": "共办了几场",
        "visits": "受教育的人次，同一人参加两场计两次",
        "volunteers": "参与活动的五老人数，同一人只计一次",
        "items": "对应工作要点的第几条，可填多个",
    },
    Entry: {
        "contest": "评选或竞赛的名称",
        "kind": "作品的类型",
        "level": "在哪一级参评",
        "on": "报送的日期",
        "award": "获得的奖项，未获奖的留空",
        "work": "同一作品逐级参评时共用的编号",
    },
    Programme: {
        "name": "品牌的名称",
        "kind": "品牌的类型",
        "organisation": "主办单位，填编号或只有一个单位使用的名称",
        "started": "启动的日期",
        "ended": "停办的日期，仍在进行的留空",
    },
    Child: {
        "id": "学校为关爱对象编的代号，不得填写姓名、身份证号",
        "organisation": "就读学校，填编号或只有一个单位使用的名称",
        "stage": "就读的学段",
        "groups": "关爱的原因，可填多个；不得填写病情",
        "consent": "监护人是否同意登记和使用其信息",
        "left": "离校或不再关爱的日期",
    },
    Consent: {
        "child": _CHILD,
        "guardian": "由谁同意，只填与对象的关系，不得填写姓名",
        "purpose": "同意的用途",
        "scope": "同意涵盖的记录，可填多个",
        "given": "签署的日期",
        "expires": "同意有效的最后一天",
        "withdrawn": "撤回的日期，未撤回的留空",
    },
    Pairing: {
        "programme": "在“关爱品牌”表中的编号",
        "volunteers": "结对的志愿者编号，可填多个",
        "subject": _CHILD,
        "started": "结对的日期",
        "ended": "结束的日期，仍在结对的留空",
        "result": "结对的结果或结束的原因",
        "subject_kind": "与谁结对，不填为关爱对象",
        "last_contact": "最近一次联系的日期",
    },
    CareCase: {
        "child": _CHILD,
        "level": "立案时的级别",
        "started": "立案的日期",
        "steps": "逐次写明日期和所做的事，以分号分隔",
        "volunteers": "参与的志愿者编号，可填多个",
    },
    Grant: {
        "programme": "在“关爱品牌”表中的编号",
        "child": _CHILD,
        "on": "发放的日期",
        "amount": "发放的金额，以元为单位",
        "origin": "资金的来源",
    },
    Assessment: {
        "standard": "所依据标准的编号，标准在文件夹“标准”中",
        "on": "评估的日期",
        "method": "评估的方式",
        "scores": "逐条写明条款编号和得分，以分号分隔",
    },
    Accreditation: {
        "batch": "第几批",
        "on": "认定的日期",
        "outcome": "认定的结果",
        "programme": "认定的项目，不填为优质化建设",
    },
    Article: {
        "title": "稿件的标题",
        "outlet": "刊发的媒体或平台",
        "level": "媒体的级别",
        "on": "刊发的日期",
        "correspondent": "通讯员姓名",
        "story": "同一稿件在多处刊发时共用的编号",
    },
    Return: {
        "table": "报送的是哪一张表",
        "period": "所报数据的时期",
        "on": "报送的日期",
    },
}


#: Words that most districts use; any other is taken as well.
_USUAL: dict[Key, tuple[str, ...]] = {
    (Organisation, "setting"): ("城区", "镇区", "乡村"),
    (Organisation, "ownership"): ("公办", "民办"),
    (Post, "title"): ROLE_WORDS.words,
    (Volunteer, "kinds"): KIND_WORDS.words,
    (Volunteer, "roles"): ROLE_WORDS.words,
    (Service, "programme"): BRANDS.words,
    (Activity, "level"): LEVEL_WORDS.words,
    (Entry, "contest"): CONTEST_WORDS.words,
    (Entry, "level"): LEVEL_WORDS.words,
    (Entry, "award"): AWARD_WORDS.words,
    (Programme, "kind"): BRANDS.words,
    (Child, "stage"): ("幼儿园", "小学", "初中", "高中", "中职"),
    (Child, "groups"): ("留守", "困境", "流动"),
    (Accreditation, "programme"): PROGRAMMES.words,
    (Article, "level"): LEVEL_WORDS.words,
    (Return, "table"): tuple(each.name for each in LAYOUTS),
}


def meaning_of(noun: type[Record], column: Column) -> str:
    """What a column means, in one sentence without its end."""
    known = _MEANINGS[noun].get(column.field)
    if known is None:
        return _CODE if column.field == "id" else _UNIT
    return known


def words_of(noun: type[Record], column: Column) -> tuple[str, ...]:
    """The words that a column is chosen from: all there are, or those that are usual."""
    return column.kind.words or _USUAL.get((noun, column.field), ())
