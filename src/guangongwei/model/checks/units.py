"""Rules about organisations, their committees and the posts in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from guangongwei.errors import Severity
from guangongwei.model.checks.rule import NOTHING, ONE, YES, ZERO, Missing, Operator, Rule, Side
from guangongwei.model.mechanism import PLAN_WORDS

if TYPE_CHECKING:
    from guangongwei.model.checks.facts import Facts
    from guangongwei.model.committee import Committee

#: The posts that one person holds at a time (DOMAIN section 2); others may have several holders.
SINGLE_POSTS = ("主任", "执行主任", "常务副主任", "秘书长")

_FOUNDED = Side("成立日期", lambda each, _: each.founded)
_CLOSED = Side("撤销日期", lambda each, _: each.closed)


def _names_party_plan(each: Committee, _: Facts) -> bool:
    return "党建工作计划" in PLAN_WORDS.standards(each.written_into)


RULES = (
    Rule(
        code="D106",
        tables=("organisations",),
        left=_CLOSED,
        operator=Operator.GIVEN,
        right=NOTHING,
        severity=Severity.WARNING,
        missing=Missing.BROKEN,
        only=Side("已并入其他单位", lambda each, _: each.merged_into is not None),
        message="was merged into another and has no closing day",
        hint="Fill 撤销日期.",
    ),
    Rule(
        code="D107",
        tables=("organisations",),
        left=_CLOSED,
        operator=Operator.AT_LEAST,
        right=_FOUNDED,
        message="was closed before it was founded",
        hint="Mend the two days.",
    ),
    Rule(
        code="D110",
        tables=("organisations",),
        left=Side("撤销日期（未撤销则无限期）", lambda each, _: each.closed or date.max),
        operator=Operator.AT_MOST,
        right=Side("上级单位的撤销日期", lambda each, facts: facts.parent_closed(each)),
        severity=Severity.WARNING,
        message="outlives the organisation above it",
        hint="Mend 上级单位 or the closing days.",
    ),
    Rule(
        code="D111",
        tables=("organisations",),
        left=Side("在校生数", lambda each, _: each.pupils),
        operator=Operator.MORE,
        right=ZERO,
        severity=Severity.WARNING,
        only=Side(
            "未撤销的中小学、幼儿园", lambda each, _: each.category.is_school and not each.closed
        ),
        message="is a school without pupils",
        hint="Fill 在校生数, or leave it blank where it is not known.",
    ),
    Rule(
        code="D121",
        tables=("committees",),
        left=Side("同一单位的关工委数", lambda each, facts: facts.committees[each.organisation]),
        operator=Operator.EQUAL,
        right=ONE,
        severity=Severity.WARNING,
        message="is one of several committees of one organisation",
        hint="Keep one.",
    ),
    Rule(
        code="D122",
        tables=("committees",),
        left=_FOUNDED,
        operator=Operator.LESS,
        right=Side("单位的撤销日期", lambda each, facts: facts.closed(each.organisation)),
        severity=Severity.WARNING,
        message="was founded when its organisation had closed",
        hint="Mend 成立日期, or 撤销日期 of the organisation.",
    ),
    Rule(
        code="D123",
        tables=("committees",),
        left=Side("纳入党建", lambda each, _: each.in_party_plan),
        operator=Operator.EQUAL,
        right=YES,
        severity=Severity.WARNING,
        only=Side("“纳入的计划”含党建工作计划", _names_party_plan),
        message="is said not to be in the Party organisation's plan, and names it",
        hint="Mend 纳入党建 or 纳入的计划.",
    ),
    Rule(
        code="D131",
        tables=("posts",),
        left=Side("任期止", lambda each, _: each.until),
        operator=Operator.AT_LEAST,
        right=Side("任期起", lambda each, _: each.since),
        message="ends before it begins",
        hint="Mend the two days.",
    ),
    Rule(
        code="D132",
        tables=("posts",),
        left=Side("编号", lambda each, _: each.id),
        operator=Operator.NOT_AMONG,
        right=Side("任期重叠的同职任职", lambda _, facts: facts.overlapping_posts),
        severity=Severity.WARNING,
        only=Side("、".join(SINGLE_POSTS), lambda each, _: each.title in SINGLE_POSTS),
        message="is held by several persons at the same time",
        hint="Close the earlier term, or keep one.",
    ),
)
