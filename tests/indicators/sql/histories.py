"""What has become of a case after each of its steps, told once more from the rules in words.

A step counts where it is legal: by where the case stands, by the level it names, by the word it
gives as a reason. A contact starts the clock anew, a raise never puts the day off, and a lowering
counts the longer time from the last contact.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.model.care import CareCase, Step

    Row = tuple[object, ...]

RANKS = {"一般": 0, "重点": 1, "危机": 2}
#: The most days until the next contact.
DAYS = {"一般": 30, "重点": 14, "危机": 3}
#: Where a case can stand, which step is legal there, and where it leads.
LEGAL = {
    ("在办", "走访"): "在办",
    ("在办", "升级"): "在办",
    ("在办", "降级"): "在办",
    ("在办", "转介"): "转介中",
    ("在办", "移交"): "已移交",
    ("在办", "结案"): "已结案",
    ("转介中", "走访"): "转介中",
    ("转介中", "升级"): "转介中",
    ("转介中", "降级"): "转介中",
    ("转介中", "转介"): "转介中",
    ("转介中", "转回"): "在办",
    ("转介中", "移交"): "已移交",
    ("转介中", "结案"): "已结案",
    ("已移交", "转回"): "在办",
    ("已结案", "重启"): "在办",
}
FOLLOWED = ("在办", "转介中")
CLOSING = [
    "目标达成",
    "困境解除",
    "毕业升学",
    "转学迁居",
    "年满十八周岁",
    "撤回同意",
    "失去联系",
    "其他",
]
RECEIVERS = [
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
]
WORDS = {"结案": CLOSING, "转介": RECEIVERS, "移交": RECEIVERS}


def moments(case: CareCase) -> Iterator[Row]:
    """Case, number, day, state, level and day of the next contact, after every legal step."""
    state, level, last = "在办", case.level.value, case.started
    due = last + timedelta(days=DAYS[level])
    yield case.id, 0, last, state, level, due
    for number, step in enumerate(_in_order(case), 1):
        kind, named = step.kind.value, step.level.value if step.level else level
        if not _is_legal(step, state, level):
            continue
        was_followed = state in FOLLOWED
        state, level = LEGAL[state, kind], named
        soonest = step.on + timedelta(days=DAYS[level])
        if kind == "走访" or (state in FOLLOWED and not was_followed):
            last, due = step.on, soonest
        elif kind == "升级":
            due = min(due, soonest)
        elif kind == "降级":
            due = max(due, last + timedelta(days=DAYS[level]))
        yield case.id, number, step.on, state, level, due


def _in_order(case: CareCase) -> list[Step]:
    """The steps by their days, without any from before the opening."""
    return sorted(
        (each for each in case.steps if each.on >= case.started), key=lambda each: each.on
    )


def _is_legal(step: Step, state: str, level: str) -> bool:
    kind = step.kind.value
    if (state, kind) not in LEGAL:
        return False
    rise = RANKS[step.level.value if step.level else level] - RANKS[level]
    # Who comes back or is opened again may be at any level.
    anew = kind == "重启" or (kind == "转回" and state == "已移交")
    leads = {"升级": rise > 0, "降级": rise < 0}.get(kind, rise == 0 or anew)
    return leads and (kind not in WORDS or step.reason in WORDS[kind])
