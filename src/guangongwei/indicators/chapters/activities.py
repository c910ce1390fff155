"""Activities: training, lectures, shows, theme education (要点 1, 3, 4, 5).

Local words for kinds of activity are matched exactly, never guessed; the lists are data. Source:
DOMAIN sections 5 and 8 C.
"""

from __future__ import annotations

from guangongwei.indicators.chapters.scope import share_of_schools
from guangongwei.indicators.definition import (
    Change,
    Exists,
    Indicator,
    Measure,
    OneOf,
    Sum,
    Timing,
)
from guangongwei.model.activity import Activity
from guangongwei.model.mechanism import TRAINING_WORDS
from guangongwei.model.numbers import Unit

#: 政治学习、业务培训.
TRAINING = TRAINING_WORDS.found_under()
#: 宣讲、“四史”教育、法治教育.
LECTURES = (
    "宣讲",
    "报告会",
    "法治教育",
    "法治报告",
    "“四史”教育",
    "四史教育",
    "专题讲座",
    "思政课",
)
#: 同台节目展演.
SHOWS = ("同台节目展演", "同台展演", "展演", "文艺展演", "网络展播")
#: 主题教育、读书、征文.
THEMES = ("主题教育", "征文", "读书", "读书征文", "演讲", "知识竞赛", "微视频", "读懂中国")

_TRAINING = OneOf("kind", TRAINING)
_SESSIONS, _VISITS = Sum("sessions"), Sum("visits")
_ITEM_1 = "2024年工作要点 第1条"
_ITEM_3 = "2024年工作要点 第3条"


def of_kinds(kinds: tuple[str, ...], count: Sum) -> Measure:
    """Sessions or visits of the activities of some kinds during the period."""
    return Measure(of=Activity, count=count, where=OneOf("kind", kinds), rests_on="活动")


ACTIVITIES = (
    Indicator(
        id="activities.sessions",
        name="活动场次",
        label="Sessions of activities",
        value=Measure(of=Activity, count=_SESSIONS, rests_on="活动"),
        unit=Unit.SESSIONS,
        by=("kind", "theme"),
        serves=("1", "3", "4", "5", "9", "10", "12"),
        note="期内活动的场次之和",
        source="2024年工作要点 第3、4、5条",
    ),
    Indicator(
        id="activities.visits",
        name="受教育人次",
        label="Attendances at activities",
        value=Measure(of=Activity, count=_VISITS, rests_on="活动"),
        unit=Unit.VISITS,
        by=("kind", "theme"),
        serves=("3", "4", "5"),
        note="期内活动的受教育人次之和；同一人参加多次计多次，不等于人数",
        source="2024年工作要点 第3、4、5条",
    ),
    Indicator(
        id="activities.sessions_to_date",
        name="年初以来活动场次",
        label="Sessions of activities since January",
        value=Measure(of=Activity, count=_SESSIONS, timing=Timing.YEAR_TO_DATE, rests_on="活动"),
        unit=Unit.SESSIONS,
        serves=("3", "4", "5"),
        note="期末所在日历年1月1日至期末活动的场次之和，学年等其他时期也从1月1日算起；时期为日历年的，与活动场次相同",
        source="2024年工作要点 第3、4、5条",
    ),
    Indicator(
        id="activities.visits_growth",
        name="受教育人次同比增长率",
        label="Growth of attendances over a year",
        value=Change(of=Measure(of=Activity, count=_VISITS, rests_on="活动")),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("3", "4", "5"),
        note="期内受教育人次较上年同一时段的增减除以上年同一时段的人次；上年为0的不适用",
        source="2024年工作要点 第3、4、5条",
    ),
    Indicator(
        id="activities.volunteers",
        name="参与活动五老人次",
        label="Attendances of volunteers at activities",
        value=Measure(of=Activity, count=Sum("volunteers"), rests_on="活动"),
        unit=Unit.VISITS,
        serves=("3",),
        note="期内各次活动参与五老人数之和；同一人参加多次计多次，所以是人次，不等于人数",
        source=_ITEM_3,
    ),
    Indicator(
        id="training.sessions",
        name="学习培训场次",
        label="Sessions of study and training",
        value=of_kinds(TRAINING, _SESSIONS),
        unit=Unit.SESSIONS,
        by=("kind",),
        serves=("1", "13"),
        note=f"期内类型为{'、'.join(TRAINING)}的活动的场次之和",
        source=_ITEM_1,
    ),
    Indicator(
        id="training.share",
        name="学习培训覆盖率",
        label="Share of schools that held study or training",
        value=share_of_schools(Exists(Activity, _TRAINING), rests_on="活动"),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("1", "13"),
        note="期末在办的中小学、幼儿园中，期内至少办过一次学习培训活动的所占比例",
        source=_ITEM_1,
    ),
    Indicator(
        id="lectures.sessions",
        name="宣讲和法治教育场次",
        label="Sessions of lectures and law education",
        value=of_kinds(LECTURES, _SESSIONS),
        unit=Unit.SESSIONS,
        by=("kind", "theme"),
        serves=("3",),
        note=f"期内类型为{'、'.join(LECTURES)}的活动的场次之和",
        source=_ITEM_3,
    ),
    Indicator(
        id="lectures.visits",
        name="宣讲和法治教育受教育人次",
        label="Attendances at lectures and law education",
        value=of_kinds(LECTURES, _VISITS),
        unit=Unit.VISITS,
        by=("kind", "theme"),
        serves=("3",),
        note="期内宣讲和法治教育活动的受教育人次之和；同一人参加多次计多次，不等于人数",
        source=_ITEM_3,
    ),
    Indicator(
        id="shows.sessions",
        name="同台展演场次",
        label="Sessions of joint shows",
        value=of_kinds(SHOWS, _SESSIONS),
        unit=Unit.SESSIONS,
        by=("theme",),
        serves=("4",),
        note=f"期内类型为{'、'.join(SHOWS)}的活动的场次之和",
        source="2024年工作要点 第4条",
    ),
    Indicator(
        id="themes.sessions",
        name="主题教育场次",
        label="Sessions of theme education",
        value=of_kinds(THEMES, _SESSIONS),
        unit=Unit.SESSIONS,
        by=("kind", "theme"),
        serves=("5",),
        note=f"期内类型为{'、'.join(THEMES)}的活动的场次之和",
        source="2024年工作要点 第5条",
    ),
)
