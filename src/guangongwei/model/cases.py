"""Cases (关爱个案): where each stands on any day, read from its steps and never stored.

Which step is legal when is a table, `guangongwei.model.case_table`. No document was found that
fixes how often a case is followed up or the words for closing and referring it (DOMAIN section 4
has none), so they are dated parameters that a district sets.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, assert_never, final

from attrs import evolve, field, frozen

from guangongwei.errors import BadArgument, Cell, Checked, Path, Problem, Severity
from guangongwei.model.care import CareCase, CaseLevel, Step, StepKind
from guangongwei.model.case_table import CaseState, Wording, may_lead_to, transition
from guangongwei.model.dated import LOCAL, in_force
from guangongwei.model.sensitivity import SENSITIVE, hidden

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.errors import Place


def _each_level(_: object, __: object, days: tuple[tuple[CaseLevel, int], ...]) -> None:
    """Guard the clock: every level once, and a graver one never followed up less often."""
    by_level = dict(days)
    counts = [by_level.get(level, 0) for level in CaseLevel]
    if len(days) != len(counts) or counts[-1] < 1 or counts != sorted(counts, reverse=True):
        raise BadArgument("follow_up_days", "one number of days a level, fewer for a graver one")


@final
@frozen(kw_only=True)
class CasePolicy:
    """How often a case is followed up, and the words its steps may use.

    Raises:
        BadArgument: A level is missing, or a graver one has more days.
    """

    #: The first day on which it holds.
    since: date
    #: What it rests on.
    authority: str
    #: For each level the most days until the next contact.
    follow_up_days: tuple[tuple[CaseLevel, int], ...] = field(
        default=((CaseLevel.GENERAL, 30), (CaseLevel.FOCUS, 14), (CaseLevel.CRISIS, 3)),
        validator=_each_level,
    )
    closing_reasons: tuple[str, ...] = (
        "目标达成",
        "困境解除",
        "毕业升学",
        "转学迁居",
        "年满十八周岁",
        "撤回同意",
        "失去联系",
        "其他",
    )
    receivers: tuple[str, ...] = (
        "学校",
        "社区",
        "民政部门",
        "妇联",
        "共青团",
        "残联",
        "医疗机构",
        "心理机构",
        "司法社工",
        "公安机关",
        "检察机关",
        "上级关工委",
        "其他",
    )

    def days(self, level: CaseLevel) -> int:
        """The most days until the next contact at a level."""
        return dict(self.follow_up_days)[level]


CASE_POLICIES = (CasePolicy(since=date.min, authority=LOCAL),)


@final
@frozen(kw_only=True)
class Moment:
    """Where a case stands after one legal step."""

    on: date
    kind: StepKind = field(repr=hidden, metadata=SENSITIVE)
    state: CaseState = field(repr=hidden, metadata=SENSITIVE)
    level: CaseLevel = field(repr=hidden, metadata=SENSITIVE)


#: A code, what is wrong, and what to do about it.
Fault = tuple[str, str, str]

_BEFORE = ("G101", "lies before the case was opened", "Mend the day, or 开始日期.")
_ILLEGAL = ("G102", "is not allowed where the case then stands", "See the table of legal steps.")
_LEVEL = ("G103", "does not lead to a level that it may lead to", "Mend the level of the step.")
_REASON = ("G104", "has no reason of the list that it must give", "Choose one of the list.")
_ORDER = ("G105", "lies before a step that is written ahead of it", "Write steps by their days.")


def replay(
    case: CareCase, *, policies: Iterable[CasePolicy] = CASE_POLICIES, at: str = "$"
) -> Checked[tuple[Moment, ...]]:
    """Go through a case step by step; an illegal step is reported and changes nothing.

    The opening is the first moment. Steps are taken by their days, those of one day as they are
    written, and a first step 立案 that says the same as the case is not a step of its own.

    Args:
        case: The case.
        policies: The policy of each time; a step is judged by what held on its day.
        at: The path of the case, for one that was not read from a file.
    """
    editions = tuple(policies)
    moments = [
        Moment(on=case.started, kind=StepKind.OPENED, state=CaseState.OPEN, level=case.level)
    ]
    problems: list[Problem] = []
    numbered = sorted(enumerate(case.steps), key=lambda each: each[1].on)
    for number, step in numbered:
        if number == 0 and _repeats_opening(step, case):
            continue
        taken = _take(step, moments[-1], in_force(editions, step.on))
        if isinstance(taken, Moment):
            moments.append(taken)
        else:
            problems.append(_problem(taken, number, _place(case, number, at)))
    problems += _disorder(case, at)
    return Checked(tuple(moments), tuple(problems))


def case_problems(
    cases: Iterable[CareCase], *, policies: Iterable[CasePolicy] = CASE_POLICIES
) -> tuple[Problem, ...]:
    """Every illegal step of every case, in the order of the cases."""
    editions = tuple(policies)
    return tuple(
        problem
        for index, case in enumerate(cases)
        for problem in replay(case, policies=editions, at=f"$.cases[{index}]").problems
    )


def moment_on(moments: Iterable[Moment], day: date) -> Moment | None:
    """Where a case stands at the end of a day; None before it was opened."""
    return next((each for each in reversed(tuple(moments)) if each.on <= day), None)


def state_on(case: CareCase, day: date) -> CaseState:
    """Where a case stands at the end of a day, by its legal steps."""
    moment = moment_on(replay(case).value, day)
    return CaseState.UNOPENED if moment is None else moment.state


def _repeats_opening(step: Step, case: CareCase) -> bool:
    return (
        step.kind is StepKind.OPENED
        and step.on == case.started
        and step.level in (None, case.level)
    )


def _take(step: Step, now: Moment, policy: CasePolicy) -> Moment | Fault:
    """Where a step leads from where the case stands, or what is wrong with it."""
    if step.on < now.on:
        return _BEFORE
    legal = transition(now.state, step.kind)
    if legal is None:
        return _ILLEGAL
    if not may_lead_to(legal.level, before=now.level, after=step.level):
        return _LEVEL
    words = _words(legal.wording, policy)
    if words is not None and step.reason not in words:
        return _REASON
    return Moment(on=step.on, kind=step.kind, state=legal.after, level=step.level or now.level)


def _words(wording: Wording, policy: CasePolicy) -> tuple[str, ...] | None:
    match wording:
        case Wording.FREE:
            return None
        case Wording.CLOSING:
            return policy.closing_reasons
        case Wording.RECEIVER:
            return policy.receivers
        case _:
            assert_never(wording)


def _disorder(case: CareCase, at: str) -> list[Problem]:
    """Steps written after a later one; those before the opening are reported as such."""
    found: list[Problem] = []
    latest = case.started
    for number, step in enumerate(case.steps):
        if case.started <= step.on < latest:
            place = _place(case, number, at)
            found.append(_problem(_ORDER, number, place, Severity.WARNING))
        latest = max(latest, step.on)
    return found


def _problem(
    fault: Fault, number: int, place: Place, severity: Severity = Severity.ERROR
) -> Problem:
    code, message, hint = fault
    return Problem(code, place, f"step {number + 1} {message}", hint=hint, severity=severity)


def _place(case: CareCase, number: int, at: str) -> Place:
    match case.source:
        case Cell():
            return evolve(case.source, column="步骤")
        case None:
            return Path(f"{at}.steps[{number}]")
        case _:
            return case.source
