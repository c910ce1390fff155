"""The ways in which records come to count, in SQL.

Every query gives the look, the organisation, an amount `n`, `it` that tells two apart, and the
record's own categories.
"""

from __future__ import annotations

from tests.indicators.sql.formulas import Counted

ROLL, SERVED, ACTIVE, WORKS, PIECES = "五老志愿者", "服务记录", "活动", "参评作品", "稿件"
COMMITTEE, POST, PAIRS, CASES, GRANTS = "关工委", "任职", "结对", "关爱个案", "助学金"

PLAIN = "select look.id as look, org, 1 as n, null as it"
DURING = "day between start and until"
OPEN = "coalesce(org.founded, '') <= until and coalesce(org.closed, '9999') > until"


def during(
    of: str, *, where: str = "true", amount: str = "1", it: str = "null", own: str = ""
) -> str:
    """Records of a table that happened during the period."""
    return f"""select look.id as look, {of}.org as org, {amount} as n, {it} as it {own}
        from look join {of} on {DURING} where ({where})"""


def schools(where: str = "true") -> str:
    """中小学、幼儿园 in operation at the end."""
    return f"""select school.look, school.org, 1 as n, null as it
        from school join look on look.id = school.look where {where}"""


def units(where: str) -> str:
    """Units in operation at the end."""
    return f"""select look.id as look, org.id as org, 1 as n, null as it
        from look join org on {OPEN} where {where}"""


def served(amount: str = "1", it: str = "null", where: str = "true", own: str = "") -> str:
    """Services of the period."""
    return during("srv", amount=amount, it=it, where=where, own=own)


def words(*several: str) -> str:
    """A list of words, as SQL writes one."""
    return ", ".join(f"'{each}'" for each in several)


def held(amount: str, where: str = "true", era: str = "") -> Counted:
    """Activities of the period, their sessions or the people at them."""
    query = during("act", amount=amount, where=where, own=", kind, theme")
    return Counted(query, ACTIVE, adds=True, era=era)


def of_kinds(*kinds: str) -> str:
    """Say whether a record's 类型 is one of these."""
    return f"kind in ({words(*kinds)})"


def at_units(table: str, *kinds: str) -> str:
    """Say whether a record's unit is of a kind."""
    return f"(select cat from org where org.id = {table}.org) in ({words(*kinds)})"


SCHOOLS = Counted(schools())
