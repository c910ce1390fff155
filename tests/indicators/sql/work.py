"""What counts in the indicators of activities, works and places, in SQL."""

from __future__ import annotations

from tests.indicators.sql.counting import (
    ACTIVE,
    SCHOOLS,
    SERVED,
    WORKS,
    at_units,
    during,
    held,
    of_kinds,
    schools,
    served,
    units,
    words,
)
from tests.indicators.sql.formulas import Change, Counted, Formula, Per, Share
from tests.indicators.sql.looks import YEAR

_TRAINING = of_kinds(
    "政治学习", "理论学习", "业务培训", "业务学习", "培训", "培训班", "学习培训", "培训活动"
)
_LECTURES = of_kinds(
    *("宣讲", "报告会", "法治教育", "法治报告", "“四史”教育", "四史教育", "专题讲座", "思政课")
)
_SHOWS = of_kinds("同台节目展演", "同台展演", "展演", "文艺展演", "网络展播")
_THEMES = of_kinds(
    *("主题教育", "征文", "读书", "读书征文", "演讲", "知识竞赛", "微视频", "读懂中国")
)
ACTIVITIES: dict[str, Formula] = {
    "activities.sessions": held("sessions"),
    "activities.visits": held("visits"),
    "activities.sessions_to_date": held("sessions", era=YEAR),
    "activities.visits_growth": Change(held("visits"), is_rate=True),
    "activities.volunteers": held("people"),
    "training.sessions": held("sessions", _TRAINING),
    "training.share": Share(
        Counted(
            schools(
                f"""exists (select 1 from act where act.org = school.org
                    and day between start and until and {_TRAINING})"""
            ),
            ACTIVE,
        ),
        SCHOOLS,
    ),
    "lectures.sessions": held("sessions", _LECTURES),
    "lectures.visits": held("visits", _LECTURES),
    "shows.sessions": held("sessions", _SHOWS),
    "themes.sessions": held("sessions", _THEMES),
}


def _works(where: str = "true") -> Counted:
    """Works of which an entry was sent in, each once; one without a number is one of its own."""
    query = during(
        "ent",
        where=where,
        it="coalesce('work ' || work, 'entry ' || ent.id)",
        own=", contest, kind, level, award",
    )
    return Counted(query, WORKS, distinct=True)


_FAMILY = f"""contest in ({
    words(
        "家庭教育和家长学校建设优秀工作论文和调研报告",
        "家庭教育和家长学校建设优秀论文",
        "家庭教育和家长学校建设论文",
        "家庭教育论文",
    )
})"""
_PAPERS = f"""{of_kinds("论文", "工作论文", "优秀工作论文", "调研报告", "论文和调研报告")}
    and not {_FAMILY}"""
_INNOVATION = f"""contest in ({
    words("工作创新奖", "“工作创新奖”", "关工委工作创新奖", "省教育系统关工委工作创新奖")
})"""
_STAGE = f"""contest in ({
    words(
        "同台节目展演",
        "老少同声爱国情、同心奋进新征程",
        "“老少同声爱国情、同心奋进新征程”同台节目展演",
    )
})"""
_NO_AWARD = words(
    *("无", "未获奖", "没有获奖", "未获", "暂无", "落选", "未评奖", "/", "-", "—"),
    *("优秀组织奖", "组织奖", "先进集体", "受表扬单位", "优秀指导教师", "优秀指导教师奖"),
    *("优秀辅导教师", "指导教师奖", "先进工作者"),
)
_WON = f"award is not null and award not in ({_NO_AWARD})"
ENTRIES: dict[str, Formula] = {
    "entries.works": _works(),
    "entries.by_level": Counted(during("ent", own=", level"), WORKS),
    "entries.awarded": _works(_WON),
    "entries.shows": _works(_STAGE),
    "entries.essays": _works(of_kinds("征文", "读书征文", "演讲", "微视频", "手抄报")),
    "entries.reading_china": _works("contest in ('读懂中国', '“读懂中国”', '“读懂中国”活动')"),
    "entries.papers": _works(_PAPERS),
    "entries.papers_awarded": _works(f"{_PAPERS} and {_WON}"),
    "entries.family_papers": _works(_FAMILY),
    "entries.family_papers_awarded": _works(f"{_FAMILY} and {_WON}"),
    "entries.innovation": _works(_INNOVATION),
    "entries.innovation_awarded": _works(f"{_INNOVATION} and {_WON}"),
}


_FOR_PARENTS = f"""{
    of_kinds("家庭教育讲座", "家庭教育", "家庭教育指导", "家长学校", "家教讲坛", "家长课堂")
} or {at_units("act", "家长学校")}"""
_STATIONS = Counted(units("cat = '校外教育辅导站'"))
_OPEN_DAYS = Counted(
    served(it="srv.org || ' ' || srv.day", where=at_units("srv", "校外教育辅导站")),
    SERVED,
    distinct=True,
)
FAMILIES: dict[str, Formula] = {
    "parents.schools": Counted(units("cat = '家长学校'")),
    "parents.sessions": held("sessions", _FOR_PARENTS),
    "parents.visits": held("visits", _FOR_PARENTS),
    "parents.school_sessions": held("sessions", at_units("act", "家长学校")),
    "parents.opening_days": Counted(
        during("act", where=at_units("act", "家长学校"), it="act.day || ' ' || act.org"),
        ACTIVE,
        distinct=True,
    ),
    "stations.count": _STATIONS,
    "stations.open_share": Share(
        Counted(
            units(
                """cat = '校外教育辅导站' and exists (
                    select 1 from srv where srv.org = org.id and day between start and until
                )"""
            ),
            SERVED,
        ),
        _STATIONS,
    ),
    "stations.sessions": held("sessions", at_units("act", "校外教育辅导站")),
    "stations.opening_days": _OPEN_DAYS,
    "stations.opening_days_per_station": Per(_OPEN_DAYS, _STATIONS),
    "stations.services_per_station": Per(
        Counted(served(where=at_units("srv", "校外教育辅导站")), SERVED), _STATIONS
    ),
    "stations.volunteers": Counted(
        served(it="srv.vol", where=at_units("srv", "校外教育辅导站", "社区")), SERVED, distinct=True
    ),
}
