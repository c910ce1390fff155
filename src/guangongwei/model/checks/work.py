"""Rules about activities, entries, articles, decisions, assessments and returns."""

from __future__ import annotations

from guangongwei.errors import Severity
from guangongwei.model.accreditation import Accreditation, Outcome
from guangongwei.model.checks.facts import COMPARED, Facts, smallest
from guangongwei.model.checks.rule import ONE, YES, ZERO, Missing, Operator, Rule, Side
from guangongwei.model.dataset import TABLES
from guangongwei.model.numbers import is_number
from guangongwei.model.reporting import TABLE_NAMES

_DATED = ("services", "activities", "entries", "assessments", "accreditations", "articles")
_COUNTING = ("organisations", "committees", "services", "activities", "grants")
_VISITS = Side("受教育人次", lambda each, _: each.visits)


def _is_assessed_pass(each: Accreditation, facts: Facts) -> bool:
    is_assessed = each.standard_programme in facts.assessed_programmes
    return is_assessed and each.outcome is Outcome.PASSED


def _earlier_batch(each: Accreditation, facts: Facts) -> int | None:
    batches = (before.batch for before in facts.decided_before(each))
    return max((batch for batch in batches if batch is not None), default=None)


def _last_outcome(each: Accreditation, facts: Facts) -> Outcome | None:
    before = facts.decided_before(each)
    return before[-1].outcome if before else None


RULES = (
    Rule(
        code="D150",
        tables=tuple(TABLES[noun] for noun in COMPARED),
        left=Side("除编号外内容相同的记录数", lambda each, facts: facts.alike(each)),
        operator=Operator.EQUAL,
        right=ONE,
        severity=Severity.WARNING,
        message="says the same as another record with another id",
        hint="See whether it was typed twice.",
    ),
    Rule(
        code="D151",
        tables=_COUNTING,
        left=Side("各项数量中最小的", lambda each, _: smallest(each)),
        operator=Operator.AT_LEAST,
        right=ZERO,
        message="holds a number below zero",
        hint="Mend it, or leave it blank where it is not known.",
    ),
    Rule(
        code="D203",
        tables=_DATED,
        left=Side("当天单位在办", lambda each, facts: facts.operating(each.organisation, each.on)),
        operator=Operator.EQUAL,
        right=YES,
        severity=Severity.WARNING,
        message="lies on a day on which the organisation is not in operation",
        hint="Mend the day, or 成立日期 and 撤销日期.",
    ),
    Rule(
        code="D205",
        tables=("accreditations",),
        left=Side("同一单位同一项目当天的认定数", lambda each, facts: facts.decided_that_day(each)),
        operator=Operator.EQUAL,
        right=ONE,
        message="is one of several decisions about the organisation in one programme on one day",
        hint="Keep one; till then the one with the last id holds.",
    ),
    Rule(
        code="D206",
        tables=("returns",),
        left=Side(
            "同一单位、报表、时期的报送数",
            lambda each, facts: facts.returned[each.organisation, each.table, each.period],
        ),
        operator=Operator.EQUAL,
        right=ONE,
        severity=Severity.WARNING,
        message="is noted several times: the same table for the same period",
        hint="Keep one.",
    ),
    Rule(
        code="D207",
        tables=("returns",),
        left=Side("表名", lambda each, _: each.table),
        operator=Operator.AMONG,
        right=Side("报表名称", lambda _, __: TABLE_NAMES),
        severity=Severity.WARNING,
        message="is the return of a table that no figure rests on",
        hint=f"Write 表名 as one of {' '.join(TABLE_NAMES)}.",
    ),
    Rule(
        code="D208",
        tables=("returns",),
        left=Side("报送日期", lambda each, _: each.on),
        operator=Operator.AT_LEAST,
        right=Side("时期的第一天", lambda each, _: each.period.start),
        severity=Severity.WARNING,
        message="arrived before its period began",
        hint="Mend 报送日期 or 时期.",
    ),
    Rule(
        code="D221",
        tables=("activities",),
        left=_VISITS,
        operator=Operator.AT_LEAST,
        right=Side("场次", lambda each, _: each.sessions),
        severity=Severity.WARNING,
        message="has fewer attendances than sessions",
        hint="Mend 受教育人次 or 场次; a session without anybody is none.",
    ),
    Rule(
        code="D222",
        tables=("activities",),
        left=_VISITS,
        operator=Operator.AT_LEAST,
        right=Side("参与五老人数", lambda each, _: each.volunteers),
        severity=Severity.WARNING,
        message="has fewer attendances (人次) than volunteers (人) who took part",
        hint="Mend 受教育人次 or 参与五老人数; see whether the two were exchanged.",
    ),
    Rule(
        code="D223",
        tables=("activities",),
        left=Side("场次", lambda each, _: each.sessions),
        operator=Operator.MORE,
        right=ZERO,
        severity=Severity.WARNING,
        only=Side("有受教育人次", lambda each, _: is_number(each.visits) and each.visits > 0),
        message="has attendances and no session",
        hint="Fill 场次, or leave it blank where it is not known.",
    ),
    Rule(
        code="D224",
        tables=("activities",),
        left=Side("对应要点都是条目编号", lambda each, _: all(map(str.isdecimal, each.items))),
        operator=Operator.EQUAL,
        right=YES,
        severity=Severity.WARNING,
        message="names an item of the plan by something else than its number",
        hint="Write 对应要点 as numbers, such as 3、12.",
    ),
    Rule(
        code="D231",
        tables=("accreditations",),
        left=Side("批次", lambda each, _: each.batch),
        operator=Operator.AT_LEAST,
        right=ONE,
        message="is of a batch below the first",
        hint="Mend 批次.",
    ),
    Rule(
        code="D232",
        tables=("accreditations",),
        left=Side("批次", lambda each, _: each.batch),
        operator=Operator.AT_LEAST,
        right=Side("该单位同一项目此前的最后批次", _earlier_batch),
        severity=Severity.WARNING,
        message="is of an earlier batch than a decision before it",
        hint="Mend 批次 or 认定日期.",
    ),
    Rule(
        code="D233",
        tables=("accreditations",),
        left=Side(
            "首次评估日期",
            lambda each, facts: facts.assessed.get((each.organisation, each.standard_programme)),
        ),
        operator=Operator.AT_MOST,
        right=Side("认定日期", lambda each, _: each.on),
        severity=Severity.WARNING,
        missing=Missing.BROKEN,
        only=Side("已有评估的项目中的“通过”", _is_assessed_pass),
        message="passed without any assessment by that day",
        hint="Add the assessment to 评估, or mend the day.",
    ),
    Rule(
        code="D234",
        tables=("accreditations",),
        left=Side("此前最近一次结果", _last_outcome),
        operator=Operator.EQUAL,
        right=Side("通过", lambda _, __: Outcome.PASSED),
        severity=Severity.WARNING,
        missing=Missing.BROKEN,
        only=Side("摘牌", lambda each, _: each.outcome is Outcome.REVOKED),
        message="takes away what had not been awarded",
        hint="Add the decision that it revokes, or mend the day.",
    ),
    Rule(
        code="D235",
        tables=("assessments",),
        left=Side("评估日期", lambda each, _: each.on),
        operator=Operator.AT_LEAST,
        right=Side("标准的施行日期", lambda each, facts: facts.since(each.standard)),
        severity=Severity.WARNING,
        message="is earlier than the edition applies that it is made by",
        hint="Mend the day, or choose the edition of that time.",
    ),
    Rule(
        code="D241",
        tables=("entries",),
        left=Side(
            "同一作品在同一评选同一级别的报送数",
            lambda each, facts: facts.works[each.contest, each.level, each.work],
        ),
        operator=Operator.EQUAL,
        right=ONE,
        severity=Severity.WARNING,
        only=Side("已填作品编号", lambda each, _: bool(each.work)),
        message="is one of several entries of one work at one level of one contest",
        hint="Keep one; a work counts once a level.",
    ),
    Rule(
        code="D251",
        tables=("articles",),
        left=Side("该媒体的级别数", lambda each, facts: len(facts.levels[each.outlet])),
        operator=Operator.EQUAL,
        right=ONE,
        severity=Severity.WARNING,
        only=Side("已填媒体和级别", lambda each, _: bool(each.outlet and each.level)),
        message="names an outlet that is of another level elsewhere",
        hint="Mend 级别 or 媒体; an outlet is of one level.",
    ),
)
