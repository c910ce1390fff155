"""Rules about care brands, consents, pairs, cases and grants that no module of theirs has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.errors import Severity
from guangongwei.model.checks.rule import YES, ZERO, Operator, Rule, Side

if TYPE_CHECKING:
    from guangongwei.model.care import Pairing
    from guangongwei.model.checks.facts import Facts

_BEGUN = Side("开始日期", lambda each, _: each.started)
_PAID = Side("发放日期", lambda each, _: each.on)


def _all_registered(each: Pairing, facts: Facts) -> bool:
    return all(facts.registered(one, each.started) is not False for one in each.volunteers)


RULES = (
    Rule(
        code="D311",
        tables=("programmes",),
        left=Side("结束日期", lambda each, _: each.ended),
        operator=Operator.AT_LEAST,
        right=_BEGUN,
        message="ended before it began",
        hint="Mend the two days.",
    ),
    Rule(
        code="D312",
        tables=("pairings",),
        left=Side(
            "开始当天品牌在开展", lambda each, facts: facts.running(each.programme, each.started)
        ),
        operator=Operator.EQUAL,
        right=YES,
        severity=Severity.WARNING,
        message="began when its brand did not run",
        hint="Mend the day, or the days of the brand.",
    ),
    Rule(
        code="D313",
        tables=("grants",),
        left=Side("当天品牌在开展", lambda each, facts: facts.running(each.programme, each.on)),
        operator=Operator.EQUAL,
        right=YES,
        severity=Severity.WARNING,
        message="was paid when its brand did not run",
        hint="Mend the day, or the days of the brand.",
    ),
    Rule(
        code="D314",
        tables=("pairings",),
        left=Side("开始当天志愿者都在册", _all_registered),
        operator=Operator.EQUAL,
        right=YES,
        severity=Severity.WARNING,
        message="began when one of its volunteers was not on the roll",
        hint="Mend the day, or 加入日期 and 退出日期.",
    ),
    Rule(
        code="D315",
        tables=("cases",),
        left=_BEGUN,
        operator=Operator.LESS,
        right=Side("对象的离开日期", lambda each, facts: facts.left(each.child)),
        severity=Severity.WARNING,
        message="was opened when the child had left",
        hint="Mend the day, or 离开日期.",
    ),
    Rule(
        code="D316",
        tables=("pairings",),
        left=_BEGUN,
        operator=Operator.LESS,
        right=Side("对象的离开日期", lambda each, facts: facts.left(each.subject)),
        severity=Severity.WARNING,
        message="began when the child had left",
        hint="Mend the day, or 离开日期.",
    ),
    Rule(
        code="D317",
        tables=("grants",),
        left=_PAID,
        operator=Operator.LESS,
        right=Side("对象的离开日期", lambda each, facts: facts.left(each.child)),
        severity=Severity.WARNING,
        message="was paid when the child had left",
        hint="Mend the day, or 离开日期.",
    ),
    Rule(
        code="D318",
        tables=("grants",),
        left=Side("金额", lambda each, _: each.amount),
        operator=Operator.DIFFERENT,
        right=ZERO,
        severity=Severity.WARNING,
        message="is of no money",
        hint="Fill 金额, or leave it blank where it is not known.",
    ),
    Rule(
        code="D319",
        tables=("children",),
        left=Side("离开日期", lambda each, _: each.left),
        operator=Operator.AT_LEAST,
        right=Side("单位成立日期", lambda each, facts: facts.founded(each.organisation)),
        severity=Severity.WARNING,
        message="left before the organisation was founded",
        hint="Mend 离开日期, or 成立日期.",
    ),
    Rule(
        code="D321",
        tables=("consents",),
        left=Side("有效期至", lambda each, _: each.expires),
        operator=Operator.AT_LEAST,
        right=Side("同意日期", lambda each, _: each.given),
        message="expires before it was given",
        hint="Mend the two days.",
    ),
    Rule(
        code="D322",
        tables=("consents",),
        left=Side("撤回日期", lambda each, _: each.withdrawn),
        operator=Operator.AT_LEAST,
        right=Side("同意日期", lambda each, _: each.given),
        message="was withdrawn before it was given",
        hint="Mend the two days.",
    ),
)
