"""Rules about volunteers and their services."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from guangongwei.errors import Severity
from guangongwei.model.age import age_on
from guangongwei.model.checks.facts import HOUSEHOLD
from guangongwei.model.checks.rule import NOTHING, YES, ZERO, Missing, Operator, Rule, Side
from guangongwei.model.numbers import is_number

_HOURS_A_DAY = Decimal(24)
_OF_AGE = 18

_JOINED = Side("加入日期", lambda each, _: each.joined)

RULES = (
    Rule(
        code="D108",
        tables=("volunteers",),
        left=Side("退出日期", lambda each, _: each.left),
        operator=Operator.AT_LEAST,
        right=_JOINED,
        message="left before joining",
        hint="Mend the two days.",
    ),
    Rule(
        code="D109",
        tables=("volunteers",),
        left=_JOINED,
        operator=Operator.GIVEN,
        right=NOTHING,
        severity=Severity.WARNING,
        missing=Missing.BROKEN,
        message="has no joining day and therefore counts as registered on none",
        hint="Fill 加入日期.",
    ),
    Rule(
        code="D141",
        tables=("volunteers",),
        left=Side("出生日期", lambda each, _: each.born),
        operator=Operator.AT_MOST,
        right=Side(
            "加入日期（未填则为记录的最后一天）",
            # Where nothing is recorded to have happened there is no last day to compare with.
            lambda each, facts: (
                each.joined or (facts.last_day if facts.last_day > date.min else None)
            ),
        ),
        message="was born after joining, or after the last day that anything is recorded of",
        hint="Mend 出生日期.",
    ),
    Rule(
        code="D142",
        tables=("volunteers",),
        left=Side(
            "加入时周岁",
            lambda each, _: age_on(each.joined, born=each.born),
        ),
        operator=Operator.AT_LEAST,
        right=Side(str(_OF_AGE), lambda _, __: _OF_AGE),
        severity=Severity.WARNING,
        only=Side(
            "出生、加入日期都已填写且先后无误",
            lambda each, _: each.born is not None and each.joined and each.born <= each.joined,
        ),
        message="joined before the age of 18",
        hint="Mend 出生日期 or 加入日期; 五老 are retired.",
    ),
    Rule(
        code="D202",
        tables=("services",),
        left=Side("当天志愿者在册", lambda each, facts: facts.registered(each.volunteer, each.on)),
        operator=Operator.EQUAL,
        right=YES,
        severity=Severity.WARNING,
        message="lies before the volunteer joined or after leaving",
        hint="Mend the day, or 加入日期 and 退出日期.",
    ),
    Rule(
        code="D204",
        tables=("services",),
        left=Side("该志愿者当天时长合计", lambda each, facts: facts.hours[each.volunteer, each.on]),
        operator=Operator.AT_MOST,
        right=Side(f"{_HOURS_A_DAY}小时", lambda _, __: _HOURS_A_DAY),
        only=Side("已填时长", lambda each, _: is_number(each.hours)),
        message="is one of those that bring the volunteer to more than 24 hours on one day",
        hint="Mend 时长, or look for a record typed twice.",
    ),
    Rule(
        code="D211",
        tables=("services",),
        left=Side("时长", lambda each, _: each.hours),
        operator=Operator.DIFFERENT,
        right=ZERO,
        severity=Severity.WARNING,
        message="lasted no time at all",
        hint="Fill 时长, or leave it blank where it is not known.",
    ),
    Rule(
        code="D212",
        tables=("services",),
        left=Side("志愿者和日期", lambda each, _: (each.volunteer, each.on)),
        operator=Operator.NOT_AMONG,
        right=Side("同一天在几个单位服务的", lambda _, facts: facts.elsewhere),
        severity=Severity.WARNING,
        message="is one of several on one day at different places",
        hint="See whether both are true.",
    ),
    Rule(
        code="D213",
        tables=("services",),
        left=Side("受益人数", lambda each, _: each.beneficiaries),
        operator=Operator.AT_MOST,
        right=Side(
            f"单位在校生数的{HOUSEHOLD}倍",
            lambda each, facts: facts.households(each.organisation),
        ),
        severity=Severity.WARNING,
        message="reached more people than three times the pupils of the place",
        hint="Mend 受益人数; it counts people of one service.",
    ),
)
