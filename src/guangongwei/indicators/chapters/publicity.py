"""Publicity: stories, pieces, outlets and correspondents (要点 15).

Source: DOMAIN sections 6 and 8 E: 用稿 by level of the outlet; the publicity year runs from August
to July.
"""

from __future__ import annotations

from guangongwei.indicators.chapters.scope import ALL_SCHOOLS, OF_SCHOOL, share_of_schools
from guangongwei.indicators.definition import (
    Change,
    Distinct,
    Exists,
    Indicator,
    Measure,
    OneOf,
    Per,
    Timing,
    Told,
)
from guangongwei.model.article import Article
from guangongwei.model.levels import LEVEL_WORDS
from guangongwei.model.numbers import Unit
from guangongwei.model.post import Post
from guangongwei.model.volunteer import ROLE_WORDS

#: Outlets of the province and above.
UPPER = LEVEL_WORDS.found_under("省级", "国家级")

_STORY = Distinct("story", blanks_count=True)
_STORIES = Measure(of=Article, count=_STORY, rests_on="稿件")
_CORRESPONDENTS = Measure(
    of=Post,
    where=OF_SCHOOL & OneOf("title", ROLE_WORDS.found_under("通讯员")) & Told("holder"),
    timing=Timing.AT_END,
    rests_on="任职",
)
_ITEM_15 = "2024年工作要点 第15条"

PUBLICITY = (
    Indicator(
        id="articles.published",
        name="发稿篇数",
        label="Stories published",
        value=_STORIES,
        unit=Unit.STORIES,
        serves=("15",),
        note="期内见刊的稿源数：同一稿源多处刊用计一篇，未填稿源的各计一篇",
        source=_ITEM_15,
    ),
    Indicator(
        id="articles.pieces",
        name="刊用条数",
        label="Pieces published",
        value=Measure(of=Article, rests_on="稿件"),
        unit=Unit.PIECES,
        serves=("15",),
        note="期内各媒体刊用的条数，一稿多用计多条",
        source=_ITEM_15,
    ),
    Indicator(
        id="articles.by_level",
        name="各级媒体刊用条数",
        label="Pieces by level of the outlet",
        value=Measure(of=Article, rests_on="稿件"),
        unit=Unit.PIECES,
        by=("level",),
        serves=("15",),
        note="期内各级媒体刊用的条数，按媒体级别分列，各级之和等于刊用条数",
        source=_ITEM_15,
    ),
    Indicator(
        id="articles.upper",
        name="省级以上媒体发稿篇数",
        label="Stories in outlets of the province and above",
        value=Measure(of=Article, count=_STORY, where=OneOf("level", UPPER), rests_on="稿件"),
        unit=Unit.STORIES,
        serves=("15",),
        note="期内在省级、国家级媒体（含省、全国、部级、中央等写法）见刊的稿源数：同一稿源多处刊用计一篇，未填稿源的各计一篇",
        source="2024年工作要点 第15条（发稿质量）",
    ),
    Indicator(
        id="articles.school_share",
        name="发稿学校覆盖率",
        label="Share of schools that published",
        value=share_of_schools(Exists(Article), rests_on="稿件"),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("15",),
        note="期末在办的中小学、幼儿园中，期内至少有一条稿件见刊的所占比例",
        source=_ITEM_15,
    ),
    Indicator(
        id="articles.growth",
        name="发稿篇数同比增长率",
        label="Growth of stories published over a year",
        value=Change(of=_STORIES),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("15",),
        note="期内发稿篇数较上年同一时段的增减除以上年同一时段的篇数；上年为0的不适用",
        source="2024年工作要点 第15条（提高发稿数量）",
    ),
    Indicator(
        id="articles.publicity_year",
        name="宣传评比年度发稿篇数",
        label="Stories published in the publicity year so far",
        value=Measure(
            of=Article,
            count=_STORY,
            timing=Timing.PUBLICITY_YEAR_TO_DATE,
            rests_on="稿件",
        ),
        unit=Unit.STORIES,
        serves=("15",),
        note="期末所在宣传评比年度（8月1日至次年7月31日）开始至期末见刊的稿源数，计法同发稿篇数",
        source="2024年工作要点 第15条；宣传评比年度为8月至次年7月",
    ),
    Indicator(
        id="articles.correspondents_per_school",
        name="校均通讯员",
        label="Correspondents for each school",
        value=Per(of=_CORRESPONDENTS, each=ALL_SCHOOLS),
        unit=Unit.PEOPLE,
        decimals=2,
        serves=("15",),
        note="期末在办的中小学、幼儿园有人任职的通讯员职务数除以期末在办的中小学、幼儿园数",
        source="2024年工作要点 第15条（通讯员作用）",
    ),
)
