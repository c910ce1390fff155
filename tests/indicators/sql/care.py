"""What counts in the indicators of care, in SQL."""

from __future__ import annotations

from tests.indicators.sql.counting import (
    CASES,
    DURING,
    GRANTS,
    PAIRS,
    PLAIN,
    SERVED,
    held,
    of_kinds,
    served,
    words,
)
from tests.indicators.sql.formulas import Counted, Formula, Per, Share

#: What services are called that are care: the brands, their other names, and 心理关爱.
_CARE = words(
    *("结对帮教", "结对帮扶", "一对一帮扶", "帮教", "爱心助学", "助学", "扶困助学", "双特双助"),
    *("家教讲坛", "家教讲师团", "家庭教育讲坛", "青蓝工程", "代理家长", "代理家长制", "爱心结对"),
    *("四点钟课堂", "四点半课堂", "四点钟学校", "四点半学校", "心理健康", "心理健康辅导"),
    *("合适成年人", "三扶两创", "暖冬行动", "大走访", "慰问", "课后服务", "双减课后服务"),
    "心理关爱",
)
_MIND = of_kinds(*("心理健康教育", "心理健康讲座", "心理健康", "心理辅导", "生命教育", "挫折教育"))


def _pairs(whom: str, it: str = "null", join: str = "", *, distinct: bool = False) -> Counted:
    """Pairs that exist at the end; they belong to the unit of their brand."""
    query = f"""select look.id as look, prog.org as org, 1 as n, {it} as it
        from look join pair
            on pair.started <= until and coalesce(pair.ended, '9999') > until and whom = '{whom}'
        join prog on prog.id = pair.prog {join}"""
    return Counted(query, PAIRS, distinct=distinct)


def _cases(where: str = "true") -> Counted:
    """Cases looked after here at the end; they belong to the unit of their child."""
    query = f"""select look.id as look, child.org as org, 1 as n, null as it
        from look join kase on kase.started <= until join child on child.id = kase.child
        join moment on moment.kase = kase.id and moment.n = (
            select max(n) from moment as past where past.kase = kase.id and past.day <= until
        )
        where state in ('在办', '转介中') and {where}"""
    return Counted(query, CASES)


def _grants(
    amount: str = "1", it: str = "null", *, adds: bool = False, distinct: bool = False
) -> Counted:
    """Grants of the period; they belong to the unit of their brand."""
    query = f"""select look.id as look, prog.org as org, {amount} as n, {it} as it, origin
        from look join gr on {DURING} join prog on prog.id = gr.prog"""
    return Counted(query, GRANTS, adds=adds, distinct=distinct, hundredths=adds)


_CHILDREN = "from look join child on coalesce(quit, '9999') > until"
_LISTED = Counted(f"{PLAIN} {_CHILDREN}", "关爱对象")
_MONEY = _grants("amount", adds=True)
_SUPPORTED = _grants(it="gr.child", distinct=True)
CARE: dict[str, Formula] = {
    "care.programmes": Counted(
        f"""{PLAIN}, kind from look join prog
            on coalesce(started, '') <= until and coalesce(ended, '9999') > until""",
        "关爱品牌",
    ),
    "care.hours": Counted(
        served("hours", where=f"programme in ({_CARE})", own=", programme"),
        SERVED,
        adds=True,
        hundredths=True,
    ),
    "care.mind_sessions": held("sessions", _MIND),
    "care.pairs": _pairs("关爱对象"),
    "care.pairs_new": Counted(
        """select look.id as look, prog.org as org, 1 as n, null as it
            from look join pair on pair.started between start and until and whom = '关爱对象'
            join prog on prog.id = pair.prog""",
        PAIRS,
    ),
    "care.mentor_pairs": _pairs("青年教师"),
    "care.pair_volunteers": _pairs(
        "关爱对象", "pvol.vol", "left join pvol on pvol.pair = pair.id", distinct=True
    ),
    "care.paired_children": _pairs("关爱对象", "pair.subject", distinct=True),
    "care.children": _LISTED,
    "care.paired_share": Share(
        Counted(
            f"""{PLAIN} {_CHILDREN} where exists (
                select 1 from pair join prog on prog.id = pair.prog
                where pair.subject = child.id and whom = '关爱对象'
                    and pair.started <= until and coalesce(pair.ended, '9999') > until
                    and prog.org in (select id from org)
            )""",
            PAIRS,
        ),
        _LISTED,
    ),
    "care.cases": _cases(),
    "care.cases_focus": _cases("level = '重点'"),
    "care.cases_crisis": _cases("level = '危机'"),
    "care.cases_opened": Counted(
        """select look.id as look, child.org as org, 1 as n, null as it
            from look join kase on kase.started between start and until
            join child on child.id = kase.child""",
        CASES,
    ),
    "care.cases_closed": Counted(
        """select look.id as look, child.org as org, 1 as n, null as it
            from look join kase join child on child.id = kase.child
            join moment on moment.kase = kase.id and moment.n = (
                select max(n) from moment as past where past.kase = kase.id and past.day <= until
            )
            where state = '已结案' and moment.day between start and until""",
        CASES,
    ),
    "care.cases_overdue": _cases("due < until"),
    "care.grants": _grants(),
    "care.grant_amount": _MONEY,
    "care.grant_children": _SUPPORTED,
    "care.grant_per_child": Per(_MONEY, _SUPPORTED),
}
