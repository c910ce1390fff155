"""The words by which a part of a plan is bound to indicators: two tables, read from top to bottom.

A rule holds in a sentence that has at least one word of each of its groups and none of the words
that speak against it. A more special rule stands above a more general one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.mechanism import TRAINING_WORDS
from guangongwei.model.numbers import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Words each group of which must be met.
Groups = tuple[tuple[str, ...], ...]


@final
@frozen(kw_only=True)
class Rule:
    """Words of one sentence that speak of an indicator."""

    indicator: str
    #: Of each group at least one word.
    words: Groups
    #: Words that mean something else is spoken of.
    unless: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class TargetRule:
    """Words and units by which a commitment is a target of an indicator."""

    indicator: str
    words: Groups
    #: The unit words of its numbers; a commitment without number has none.
    units: tuple[str, ...]
    unless: tuple[str, ...] = ()


def _each(*indicators: str, words: Groups, unless: tuple[str, ...] = ()) -> Iterator[Rule]:
    """The same words for several indicators."""
    for indicator in indicators:
        yield Rule(indicator=indicator, words=words, unless=unless)


#: Neighbouring programmes with standards of their own, never part of the 优质化 share.
_FIVE_GOOD = ("五有五好", "“五好”", "五好关工委", "五好基层")
_LOCAL_STANDARD = (*_FIVE_GOOD, "示范站")
_ABOUT_WRITING = ("宣传", "报道", "论文", "调研", "调查", "研究", "经验", "评选")
_NOT_QUALITY = (*_ABOUT_WRITING, *_LOCAL_STANDARD)
_QUALITY = ("优质化",)
_VETERANS = ("老教师", "五老", "“五老”", "老同志", "志愿者", "离退休")
_MORE = ("更多", "壮大", "登记", "发展", "动员", "吸纳")
_TAKE_PART = ("参加", "参与", "投身", "走进", "作用")
_OUTSIDE = ("辅导站", "社区教育", "校站结合")
#: What counts as training also names it in a plan; 培训 alone also stands in 技能培训.
_STUDY = tuple(word for word in TRAINING_WORDS.found_under() if word != "培训")
_LECTURES = ("宣讲", "“四史”", "四史教育", "法治教育", "法制教育", "报告会", "讲座")
_THEMES = ("主题教育", "征文", "读书", "演讲", "知识竞赛")
_PAPERS = ("论文", "调研报告", "调研文章")
_FAMILY = ("家庭教育", "家长学校", "家校社")
_PAIRS = ("结对", "帮教", "帮扶")
#: 助学 alone also stands in 协助学校, and 助困 in 帮助困难.
_MONEY = ("爱心助学", "捐资助学", "助学金", "助学活动", "资助", "救助金")
_CARE = (*_PAIRS, *_MONEY, "关爱", "课后服务", "四点钟课堂", "代理家长")
_PRESS = ("发稿", "稿件", "用稿", "信息报送", "宣传报道")
#: Sayings that care is spoken of as something to write about, not to do.
_NO_CARE = ("关心下一代", "论文", "评选", "教职工")

#: The words a plan uses for what a figure is counted in; other units go by their own word.
UNIT_WORDS: dict[Unit, tuple[str, ...]] = {
    Unit.PEOPLE: ("人", "名", "位"),
    Unit.SESSIONS: ("场", "场次", "次", "期"),
    Unit.TIMES: ("次", "人次"),
    Unit.SCHOOLS: ("所", "个", "家"),
    Unit.ORGANISATIONS: ("个", "家", "所"),
    Unit.STORIES: ("篇", "条"),
    Unit.PIECES: ("条", "篇"),
    Unit.WORKS: ("件", "篇", "个", "部", "幅"),
    Unit.YUAN: ("元", "万元"),
}

#: What a part of a plan speaks of.
RULES: tuple[Rule, ...] = (
    *_each("training.sessions", "training.share", words=(_STUDY,)),
    *_each(
        "committees.in_party_plan_share",
        "committees.by_plan",
        "committees.share",
        "committees.budget_share",
        "committees.office_share",
        "posts.filled_share",
        "posts.vacant",
        words=(("党建带关建", "党建带动关建", "党建引领关建"),),
    ),
    *_each(
        "committees.in_party_plan_share",
        words=(("纳入", "写进", "列入"), ("关工委",), ("党建", "党组织", "党委", "工作部署")),
    ),
    *_each(
        "committees.count",
        "committees.share",
        words=(("关工委",), ("组建", "组织网络", "组织覆盖", "应建尽建")),
        unless=(*_LOCAL_STANDARD, *_QUALITY),
    ),
    *_each(
        "committees.budget",
        "committees.budget_share",
        words=(("经费",), ("关工委", "工作", "活动")),
        unless=_PAPERS,
    ),
    *_each(
        "posts.filled_share",
        "posts.vacant",
        "posts.retired_share",
        words=(("关工委",), ("班子", "配齐", "配强", "任职", "常务副主任")),
    ),
    *_each(
        "accreditation.share",
        "accreditation.reached",
        "accreditation.share_change",
        words=(_QUALITY, ("创建", "达到", "达标", "标准", "抓手", "推进", "巩固", "均衡")),
        unless=_NOT_QUALITY,
    ),
    *_each(
        "accreditation.town_range",
        "accreditation.town_variation",
        "accreditation.town_gini",
        "accreditation.category_range",
        words=(_QUALITY, ("均衡",), ("抓手", "推进", "发展", "带动")),
        unless=(*_NOT_QUALITY, "基本要求"),
    ),
    *_each(
        "assessments.self_share",
        words=(("优质化", "创建"), ("对照", "自评", "自查", "找差距", "补缺口")),
        unless=_NOT_QUALITY,
    ),
    *_each(
        "assessments.review_share",
        "accreditation.revoked",
        words=(("优质化", "创建"), ("巩固", "复核", "复查", "回头看", "守住", "动态管理")),
        unless=_NOT_QUALITY,
    ),
    *_each(
        "accreditation.new",
        "accreditation.ever",
        words=(("批",), ("创建", "认定", "验收", "评估"), ("学校", "幼儿园", "单位", "校")),
        unless=_NOT_QUALITY,
    ),
    *_each(
        "five_good.reached",
        words=(_FIVE_GOOD, ("创建", "建设", "达标", "达到", "验收", "推进")),
        unless=("自评表", "宣传", "论文"),
    ),
    *_each(
        "stations.count",
        "stations.open_share",
        "stations.sessions",
        "stations.opening_days",
        "stations.opening_days_per_station",
        "stations.services_per_station",
        words=(("辅导站", "校站结合"),),
    ),
    *_each("stations.volunteers", words=(_OUTSIDE, _VETERANS)),
    *_each("volunteers.registered", words=(_VETERANS, _MORE), unless=_OUTSIDE),
    *_each("volunteers.teachers", words=(("老教师",), _MORE), unless=_OUTSIDE),
    *_each("volunteers.active", words=(_VETERANS, _TAKE_PART), unless=_OUTSIDE),
    *_each("volunteers.active_share", words=(_VETERANS, ("壮大", "参与率")), unless=_OUTSIDE),
    *_each(
        "volunteers.new",
        "volunteers.left",
        "volunteers.increase",
        "volunteers.growth",
        "volunteers.by_kind",
        "volunteers.backbone",
        "services.hours_per_volunteer",
        words=((*_VETERANS, "工作者队伍", "工作队伍"), ("壮大", "优化", "建强", "队伍建设")),
        unless=_OUTSIDE,
    ),
    *_each(
        "lectures.sessions",
        "lectures.visits",
        words=(_LECTURES,),
        unless=(*_PAPERS, *_FAMILY),
    ),
    *_each("activities.volunteers", words=(_VETERANS, (*_LECTURES, "思政"))),
    *_each("shows.sessions", "entries.shows", words=(("展演",),)),
    *_each("themes.sessions", words=(_THEMES,), unless=(*_PAPERS, "主题教育成效", "主题教育成果")),
    *_each("entries.essays", words=(("征文", "微视频", "演讲比赛"),)),
    *_each("entries.reading_china", words=(("读懂中国",),)),
    *_each(
        "entries.papers",
        "entries.papers_awarded",
        words=(_PAPERS, ("撰写", "参加", "参评", "报送", "评选", "上报", "组织")),
        unless=_FAMILY,
    ),
    *_each(
        "entries.family_papers",
        "entries.family_papers_awarded",
        words=(_FAMILY, _PAPERS),
    ),
    *_each(
        "parents.sessions",
        "parents.visits",
        words=((*_FAMILY, "家教讲坛"),),
        unless=(*_PAPERS, "评选"),
    ),
    *_each(
        "parents.schools",
        "parents.school_sessions",
        "parents.opening_days",
        words=(("家长学校",),),
        unless=(*_PAPERS, "评选"),
    ),
    *_each(
        "entries.innovation",
        "entries.innovation_awarded",
        words=(("创新奖", "创新案例评选", "创新项目评选"),),
    ),
    *_each("care.programmes", words=(("品牌",), (*_CARE, "青蓝工程", "家教讲坛"))),
    *_each(
        "care.pairs",
        "care.pairs_new",
        "care.pair_volunteers",
        "care.paired_children",
        words=(_PAIRS,),
        unless=_NO_CARE,
    ),
    *_each("care.mentor_pairs", words=(("青蓝工程",),)),
    *_each(
        "care.grants",
        "care.grant_amount",
        "care.grant_children",
        "care.grant_per_child",
        words=(_MONEY,),
        unless=_NO_CARE,
    ),
    *_each(
        "care.children",
        "care.paired_share",
        words=(("留守儿童", "困境", "困难学生", "特殊群体", "孤儿"),),
        unless=_PAPERS,
    ),
    *_each("care.mind_sessions", words=(("心理",), ("健康", "关爱", "辅导", "疏导", "教育"))),
    *_each(
        "care.cases",
        "care.cases_focus",
        "care.cases_crisis",
        "care.cases_opened",
        "care.cases_closed",
        "care.cases_overdue",
        words=(("危机干预", "心理疏导", "及早疏导", "及时疏导", "个案", "一人一档"),),
    ),
    *_each("care.hours", words=(_CARE,), unless=_NO_CARE),
    *_each(
        "articles.published",
        "articles.pieces",
        "articles.by_level",
        "articles.upper",
        "articles.school_share",
        "articles.growth",
        "articles.publicity_year",
        words=(_PRESS,),
    ),
    *_each("articles.correspondents_per_school", words=(("通讯员",),)),
    *_each("committees.online_share", words=(("网上关工委",),)),
    *_each("returns.share", words=(("报表", "台账"), ("报送", "上报", "填报"))),
)

_PERSONS = ("人", "名", "位")
_WORKS = ("篇", "件", "项", "个", "部")

#: Which commitment is a target of which indicator; the first rule that fits decides.
TARGET_RULES: tuple[TargetRule, ...] = (
    TargetRule(
        indicator="accreditation.share",
        words=(_QUALITY, ("达到", "达标", "标准", "合格", "覆盖", "创建")),
        units=("%",),
        unless=_LOCAL_STANDARD,
    ),
    TargetRule(
        indicator="accreditation.new",
        words=(_QUALITY, ("新增", "新创建", "新认定", "第三批", "本批")),
        units=("所", "家"),
        unless=_NOT_QUALITY,
    ),
    TargetRule(
        indicator="committees.in_party_plan_share",
        words=(("纳入", "党建带关建"), ("关工委", "党建")),
        units=("%",),
    ),
    TargetRule(
        indicator="committees.share",
        words=(("关工委",), ("组建", "建立", "成立")),
        units=("%",),
        unless=(*_LOCAL_STANDARD, *_QUALITY, "网上"),
    ),
    TargetRule(indicator="committees.online_share", words=(("网上关工委",),), units=("%",)),
    TargetRule(
        indicator="stations.volunteers",
        words=(_VETERANS, ("参与", "参加", "投身", "走进"), ("辅导站", "社区")),
        units=_PERSONS,
    ),
    TargetRule(indicator="stations.open_share", words=(("辅导站",), ("开放率",)), units=("%",)),
    TargetRule(
        indicator="stations.count",
        words=(("辅导站",), ("建成", "建有", "达到", "总数")),
        units=("个", "所", "家"),
    ),
    TargetRule(
        indicator="volunteers.active_share",
        words=(_VETERANS, ("参与率", "参加率", "参与服务", "参与活动")),
        units=("%",),
    ),
    TargetRule(
        indicator="volunteers.active",
        words=(_VETERANS, ("参与", "参加", "投身", "走进"), ("服务",)),
        units=_PERSONS,
    ),
    TargetRule(
        indicator="volunteers.new",
        words=(_VETERANS, ("新增", "新吸纳", "新加入")),
        units=_PERSONS,
    ),
    TargetRule(
        indicator="volunteers.teachers",
        words=(("老教师", "退休教师"), ("更多", "壮大", "登记", "发展", "达到", "吸纳")),
        units=_PERSONS,
        unless=("五老", "老干部", "老专家", "老战士", "老模范"),
    ),
    TargetRule(
        indicator="volunteers.registered",
        words=((*_VETERANS, "队伍"), ("更多", "壮大", "登记", "发展", "达到", "吸纳")),
        units=_PERSONS,
    ),
    TargetRule(indicator="services.hours", words=(("服务",), ("时长", "时数")), units=("小时",)),
    TargetRule(
        indicator="entries.family_papers_awarded",
        words=(_FAMILY, _PAPERS, ("获奖", "得奖")),
        units=_WORKS,
    ),
    TargetRule(indicator="entries.family_papers", words=(_FAMILY, _PAPERS), units=_WORKS),
    TargetRule(indicator="entries.papers_awarded", words=(_PAPERS, ("获奖", "得奖")), units=_WORKS),
    TargetRule(indicator="entries.papers", words=(_PAPERS,), units=_WORKS),
    TargetRule(indicator="entries.reading_china", words=(("读懂中国",),), units=_WORKS),
    TargetRule(indicator="entries.essays", words=(("征文", "微视频"),), units=_WORKS),
    TargetRule(
        indicator="entries.innovation_awarded",
        words=(("创新奖",), ("获奖", "得奖")),
        units=_WORKS,
    ),
    TargetRule(indicator="entries.innovation", words=(("创新奖",),), units=_WORKS),
    TargetRule(
        indicator="articles.upper",
        words=(("发稿", "稿件", "用稿", "刊用"), ("省级以上",)),
        units=("篇",),
    ),
    TargetRule(
        indicator="articles.published",
        words=(("发稿", "稿件", "用稿", "刊用", "信息"),),
        units=("篇", "条"),
    ),
    TargetRule(indicator="care.mentor_pairs", words=(("青蓝工程",),), units=("对",)),
    TargetRule(indicator="care.pairs", words=(_PAIRS,), units=("对",)),
    TargetRule(indicator="care.grant_amount", words=(_MONEY,), units=("元",)),
    TargetRule(indicator="care.grant_children", words=(_MONEY,), units=_PERSONS),
    TargetRule(indicator="parents.visits", words=(("家长", "家庭教育", "家教"),), units=("人次",)),
    TargetRule(
        indicator="parents.sessions",
        words=(("家长", "家庭教育", "家教"),),
        units=("场", "场次"),
    ),
    TargetRule(indicator="lectures.visits", words=(("宣讲", "法治"),), units=("人次",)),
    TargetRule(indicator="lectures.sessions", words=(("宣讲", "法治"),), units=("场", "场次")),
    TargetRule(indicator="training.sessions", words=(("培训",),), units=("场", "场次")),
    TargetRule(indicator="training.share", words=(("培训",), ("覆盖",)), units=("%",)),
    TargetRule(indicator="activities.visits", words=(("教育", "活动"),), units=("人次",)),
    TargetRule(
        indicator="activities.sessions",
        words=(("活动", "报告", "讲座"),),
        units=("场", "场次"),
    ),
)
