"""Committees, their conditions and posts, and who reports (要点 2, 13, 15).

Source: DOMAIN sections 2 and 8 A: 组建率 (built of those that should be built), the plans the work
is written into, 经费, 老同志占比.
"""

from __future__ import annotations

from guangongwei.indicators.chapters.scope import share_of_schools
from guangongwei.indicators.definition import (
    AtLeast,
    Better,
    Exists,
    Indicator,
    Is,
    Measure,
    Share,
    Sum,
    Timing,
    Told,
)
from guangongwei.model.committee import Committee
from guangongwei.model.numbers import Unit
from guangongwei.model.post import Post
from guangongwei.model.reporting import Return

_COMMITTEES = Measure(of=Committee, timing=Timing.AT_END, rests_on="关工委")
_HELD = Told("holder")
_POSTS = Measure(of=Post, timing=Timing.AT_END, rests_on="任职")
_FILLED = Measure(of=Post, where=_HELD, timing=Timing.AT_END, rests_on="任职")
_ITEM_2 = "2024年工作要点 第2条"


def _share_with(condition: Is | AtLeast) -> Share:
    part = Measure(of=Committee, where=condition, timing=Timing.AT_END, rests_on="关工委")
    return Share(part=part, whole=_COMMITTEES)


COMMITTEES = (
    Indicator(
        id="committees.count",
        name="关工委组织总数",
        label="Committees",
        value=_COMMITTEES,
        unit=Unit.ORGANISATIONS,
        serves=("2",),
        note="期末已成立、所属单位在办的关工委；成立日期未填的视为已成立",
        source=_ITEM_2,
    ),
    Indicator(
        id="committees.share",
        name="学校关工委组建率",
        label="Share of schools that have a committee",
        value=share_of_schools(Exists(Committee, timing=Timing.AT_END), rests_on="关工委"),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("2",),
        note="期末在办的中小学、幼儿园中，期末已成立关工委的所占比例",
        source=_ITEM_2,
    ),
    Indicator(
        id="committees.in_party_plan_share",
        name="关工委工作纳入党建率",
        label="Share of committees written into the Party organisation's plan",
        value=_share_with(Is("in_party_plan", value=True)),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("2",),
        note="期末的关工委中，“纳入党建”填“是”的所占比例；未填的不算纳入",
        source="2024年工作要点 第2条（党建带关建）",
    ),
    Indicator(
        id="committees.by_plan",
        name="写入各类计划的关工委",
        label="Committees by the plans that their work is written into",
        value=Measure(
            of=Committee, where=Told("written_into"), timing=Timing.AT_END, rests_on="关工委"
        ),
        unit=Unit.ORGANISATIONS,
        by=("written_into",),
        serves=("2",),
        note="期末的关工委中，填有“纳入的计划”的，按所填计划分列；写入几项计划的在每项各计一次，各项之和不小于总数",
        source="2024年工作要点 第2条（党建带关建）",
    ),
    Indicator(
        id="committees.budget",
        name="关工委工作经费",
        label="Budget of the committees",
        value=Measure(of=Committee, count=Sum("budget"), timing=Timing.AT_END, rests_on="关工委"),
        unit=Unit.YUAN,
        serves=("2",),
        note="期末的关工委年度经费之和，单位元；有未填的，数值只是下限",
        source=_ITEM_2,
    ),
    Indicator(
        id="committees.budget_share",
        name="关工委有经费比例",
        label="Share of committees with a budget",
        value=_share_with(AtLeast("budget", 1)),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("2",),
        note="期末的关工委中，年度经费不少于1元的所占比例；未填的不算有经费",
        source=_ITEM_2,
    ),
    Indicator(
        id="committees.office_share",
        name="关工委有办公室比例",
        label="Share of committees with an office",
        value=_share_with(Is("office", value=True)),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("2",),
        note="期末的关工委中，“办公室”填“是”的所占比例；未填的不算有",
        source=_ITEM_2,
    ),
    Indicator(
        id="committees.online_share",
        name="网上关工委建成率",
        label="Share of committees that are online",
        value=_share_with(Is("online", value=True)),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("15",),
        note="期末的关工委中，“网上关工委”填“是”的所占比例；未填的不算建成",
        source="2024年工作要点 第15条（网上关工委）",
    ),
    Indicator(
        id="posts.filled_share",
        name="关工委任职到位率",
        label="Share of posts that are filled",
        value=Share(part=_FILLED, whole=_POSTS),
        unit=Unit.PERCENT,
        decimals=1,
        by=("title",),
        serves=("2", "13"),
        note="期末在任期内的关工委职务中，填有任职人的所占比例；任期未填的视为在任期内，单位撤销的不计",
        source="2024年工作要点 第2、13条",
    ),
    Indicator(
        id="posts.vacant",
        name="关工委空缺职务",
        label="Vacant posts",
        value=Measure(of=Post, where=~_HELD, timing=Timing.AT_END, rests_on="任职"),
        unit=Unit.ORGANISATIONS,
        better=Better.LOWER,
        by=("title",),
        serves=("2", "13"),
        note="期末在任期内而没有任职人的关工委职务数；任期未填的视为在任期内，单位撤销的不计",
        source="2024年工作要点 第2、13条",
    ),
    Indicator(
        id="posts.retired_share",
        name="关工委班子老同志占比",
        label="Share of holders of posts who are retired",
        value=Share(
            part=Measure(
                of=Post,
                where=_HELD & Is("retired", value=True),
                timing=Timing.AT_END,
                rests_on="任职",
            ),
            whole=_FILLED,
        ),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("13",),
        note="期末有人任职的关工委职务中，任职人为老同志的所占比例；未填的不算，一人多职的按职务各计一次，单位撤销的不计",
        source="2024年工作要点 第13条",
    ),
    Indicator(
        id="returns.share",
        name="报送率",
        label="Share of schools that sent returns",
        value=share_of_schools(Exists(Return)),
        unit=Unit.PERCENT,
        decimals=1,
        better=Better.HIGHER,
        note="期末在办的中小学、幼儿园中，本期至少报送过一张表的所占比例",
        source="报送情况",
    ),
)
