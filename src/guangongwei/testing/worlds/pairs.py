"""The pairs and the cases of a made-up district."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.model.care import (
    CareCase,
    CaseId,
    CaseLevel,
    ChildId,
    Pairing,
    PairingId,
    Programme,
    Step,
    StepKind,
    SubjectKind,
)
from guangongwei.testing.worlds.sending import CASES, PAIRS, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.model.volunteer import Volunteer
    from guangongwei.testing.worlds.care import Cared
    from guangongwei.testing.worlds.dice import Dice
    from guangongwei.testing.worlds.places import Places
    from guangongwei.testing.worlds.sending import Sending, Span

_WITH_CHILDREN = ("结对帮教", "爱心结对", "代理家长制")
_WITH_TEACHERS = "青蓝工程"
_TEACHERS = ("老教师", "退休教师")
_RESULTS = ("毕业升学", "目标达成", "转学迁居", None)
_YEARS_BACK = 2
_LEVELS = ((CaseLevel.GENERAL, 62), (CaseLevel.FOCUS, 29), (CaseLevel.CRISIS, 9))
_CLOSING = ("目标达成", "困境解除", "毕业升学", "转学迁居", "其他")
_RECEIVERS = ("民政部门", "医疗机构", "心理机构", "妇联", "社区")
#: What can come next: where a case is looked after here, and where somebody else helps.
_NEXT = (
    (StepKind.CONTACT, 62),
    (StepKind.RAISED, 8),
    (StepKind.LOWERED, 9),
    (StepKind.REFERRED, 7),
    (StepKind.CLOSED, 11),
    (StepKind.HANDED_OVER, 3),
)
_NEXT_WHILE_REFERRED = ((StepKind.CONTACT, 45), (StepKind.RETURNED, 40), (StepKind.CLOSED, 15))


def pairings(
    dice: Dice, where: Places, sending: Sending, roll: tuple[Volunteer, ...], care: Cared
) -> tuple[Pairing, ...]:
    """Pairs with children and with young teachers; volunteers who leave since leave orphans."""
    at_home: dict[str, list[Volunteer]] = defaultdict(list)
    for each in roll:
        at_home[each.organisation].append(each)
    found: list[Pairing] = []
    days = {span[0]: span for span in spans(where, sending, PAIRS)}
    for brand in care.programmes:
        span = days.get(brand.organisation)
        if span is None:
            continue
        for subject, first, last in _subjects(dice, brand, span, care):
            on = dice.day(first, last)
            able = [each for each in at_home[brand.organisation] if _can(each, brand, on)]
            if able and brand.running(on):
                pair = _pairing(dice, brand, subject, on, span[2])
                able = dice.shuffled(able)[: 2 if dice.chance(26) else 1]
                found.append(_kept(pair, care, able))
    found.sort(key=lambda each: each.started)
    return tuple(
        evolve(each, id=PairingId(f"J{number:04d}")) for number, each in enumerate(found, 1)
    )


def _subjects(
    dice: Dice, brand: Programme, span: Span, care: Cared
) -> Iterator[tuple[str, date, date]]:
    """Who of a brand's school is paired, and the days on which that can begin."""
    school, _, last = span
    back = date(last.year - _YEARS_BACK, 3, 1)
    if brand.kind == _WITH_TEACHERS:
        for number in range(dice.between(1, 3)):
            yield f"T{school}-{number + 1}", max(back, brand.started or back), last
    if brand.kind in _WITH_CHILDREN:
        for child in care.children:
            if child.organisation == school and dice.chance(70):
                agreed = care.agreed(child, "结对", max(back, brand.started or back), last)
                if agreed:
                    yield child.id, *agreed


def _can(volunteer: Volunteer, brand: Programme, on: date) -> bool:
    is_teacher = any(each in _TEACHERS for each in volunteer.kinds)
    return volunteer.registered(on) and (is_teacher or brand.kind != _WITH_TEACHERS)


def _pairing(dice: Dice, brand: Programme, subject: str, on: date, last: date) -> Pairing:
    is_over = dice.chance(16) and on < last
    ended = dice.day(on + timedelta(days=1), last) if is_over else None
    # Most are in touch every month, some have not been for long, of some nothing is noted.
    seen = (ended or last) - timedelta(days=dice.below(30) if dice.chance(75) else dice.below(200))
    return Pairing(
        id=PairingId(""),
        programme=brand.id,
        volunteers=(),
        subject=subject,
        subject_kind=SubjectKind.YOUNG_TEACHER
        if brand.kind == _WITH_TEACHERS
        else SubjectKind.CHILD,
        started=on,
        ended=ended,
        result=dice.pick(_RESULTS) if is_over else None,
        last_contact=None if dice.chance(9) else max(on, seen),
    )


def _kept(pair: Pairing, care: Cared, by: list[Volunteer]) -> Pairing:
    """The pair with its volunteers, ended where the consent was withdrawn."""
    pair = evolve(pair, volunteers=tuple(each.id for each in by))
    over = care.withdrawn(ChildId(pair.subject))
    if over is None or (pair.ended and pair.ended <= over):
        return pair
    seen = pair.last_contact and min(pair.last_contact, over)
    return evolve(pair, ended=over, result="撤回同意", last_contact=seen)


def cases(
    dice: Dice, where: Places, sending: Sending, roll: tuple[Volunteer, ...], care: Cared
) -> tuple[CareCase, ...]:
    """One case of every third child of whom one may be written, with its steps to the last day."""
    found: list[CareCase] = []
    days = {span[0]: span for span in spans(where, sending, CASES)}
    for child in care.children:
        span = days.get(child.organisation)
        agreed = span and care.agreed(child, "关爱个案", date(sending.year - 1, 1, 1), span[2])
        if not agreed or care.withdrawn(child.id) or not dice.chance(36):
            continue
        on = dice.day(*agreed)
        near = [each for each in roll if each.organisation == child.organisation]
        near = [each for each in dice.shuffled(near) if each.registered(on)][: dice.below(3)]
        case = _case(dice, child.id, on, agreed[1])
        found.append(evolve(case, volunteers=tuple(each.id for each in near)))
    found.sort(key=lambda each: each.started)
    return tuple(evolve(each, id=CaseId(f"Q{number:04d}")) for number, each in enumerate(found, 1))


def _case(dice: Dice, child: ChildId, on: date, last: date) -> CareCase:
    level = dice.weighted(_LEVELS)
    return CareCase(
        id=CaseId(""),
        child=child,
        level=level,
        started=on,
        steps=tuple(_steps(dice, level, on, last)),
    )


def _steps(dice: Dice, level: CaseLevel, on: date, last: date) -> Iterator[Step]:
    """Legal steps at uneven times, until the case is over or the records end."""
    levels = tuple(CaseLevel)
    away = False
    while (on := on + timedelta(days=dice.between(3, 48))) <= last:
        kind = dice.weighted(_NEXT_WHILE_REFERRED if away else _NEXT)
        at = levels.index(level) + {StepKind.RAISED: 1, StepKind.LOWERED: -1}.get(kind, 0)
        if not 0 <= at < len(levels):
            continue
        changes = levels[at] is not level
        level = levels[at]
        yield Step(on=on, kind=kind, level=level if changes else None, reason=_reason(dice, kind))
        if kind is StepKind.HANDED_OVER:
            return
        if kind is StepKind.CLOSED:
            on += timedelta(days=dice.between(30, 90))
            if dice.chance(80) or on > last:
                return
            yield Step(on=on, kind=StepKind.REOPENED)
        # Somebody else helps until the case comes back.
        away = kind is StepKind.REFERRED or (away and kind is StepKind.CONTACT)


def _reason(dice: Dice, kind: StepKind) -> str | None:
    if kind is StepKind.CLOSED:
        return dice.pick(_CLOSING)
    if kind in (StepKind.REFERRED, StepKind.HANDED_OVER):
        return dice.pick(_RECEIVERS)
    return None
