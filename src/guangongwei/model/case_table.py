"""The legal steps of a case (关爱个案) as one table, and as a diagram.

The steps are those of DESIGN section 2 and DOMAIN section 4 (立案, 走访, 升级, 转介, …); no
document was found that fixes their order, so the table is this library's own reading.
"""

from __future__ import annotations

from enum import Enum
from typing import assert_never, final

from attrs import frozen

from guangongwei.model.care import CaseLevel, StepKind


@final
class CaseState(Enum):
    """Where a case stands."""

    #: Not opened yet.
    UNOPENED = "未立案"
    OPEN = "在办"
    #: Somebody else helps too; the case is still looked after here.
    REFERRED = "转介中"
    #: Somebody else has taken it over.
    HANDED_OVER = "已移交"
    CLOSED = "已结案"

    @property
    def label(self) -> str:
        """The English words."""
        return self.name.lower().replace("_", " ")

    @property
    def is_followed(self) -> bool:
        """Whether the case is looked after here, so that the clock runs."""
        return self in (CaseState.OPEN, CaseState.REFERRED)


@final
class LevelChange(Enum):
    """What a step does to the level."""

    #: It leaves the level as it is, and names none or the same.
    KEEPS = "不变"
    #: It may name any level, and keeps the one there was where it names none.
    SETS = "确定"
    RAISES = "升"
    LOWERS = "降"


@final
class Wording(Enum):
    """What a step says in its reason."""

    FREE = "不限"
    #: Why it is closed: one word of a list.
    CLOSING = "结案原因"
    #: To whom it goes: one word of a list.
    RECEIVER = "接收方"


@final
@frozen
class Transition:
    """One legal step: from where, which, to where, and what it says."""

    before: CaseState
    kind: StepKind
    after: CaseState
    level: LevelChange = LevelChange.KEEPS
    wording: Wording = Wording.FREE


_UNOPENED, _OPEN, _REFERRED = CaseState.UNOPENED, CaseState.OPEN, CaseState.REFERRED
_GONE, _CLOSED = CaseState.HANDED_OVER, CaseState.CLOSED

#: Every legal step; whatever is not here is illegal.
TRANSITIONS = (
    Transition(_UNOPENED, StepKind.OPENED, _OPEN, LevelChange.SETS),
    Transition(_OPEN, StepKind.CONTACT, _OPEN),
    Transition(_OPEN, StepKind.RAISED, _OPEN, LevelChange.RAISES),
    Transition(_OPEN, StepKind.LOWERED, _OPEN, LevelChange.LOWERS),
    Transition(_OPEN, StepKind.REFERRED, _REFERRED, wording=Wording.RECEIVER),
    Transition(_OPEN, StepKind.HANDED_OVER, _GONE, wording=Wording.RECEIVER),
    Transition(_OPEN, StepKind.CLOSED, _CLOSED, wording=Wording.CLOSING),
    Transition(_REFERRED, StepKind.CONTACT, _REFERRED),
    Transition(_REFERRED, StepKind.RAISED, _REFERRED, LevelChange.RAISES),
    Transition(_REFERRED, StepKind.LOWERED, _REFERRED, LevelChange.LOWERS),
    Transition(_REFERRED, StepKind.REFERRED, _REFERRED, wording=Wording.RECEIVER),
    Transition(_REFERRED, StepKind.RETURNED, _OPEN),
    Transition(_REFERRED, StepKind.HANDED_OVER, _GONE, wording=Wording.RECEIVER),
    Transition(_REFERRED, StepKind.CLOSED, _CLOSED, wording=Wording.CLOSING),
    Transition(_GONE, StepKind.RETURNED, _OPEN, LevelChange.SETS),
    Transition(_CLOSED, StepKind.REOPENED, _OPEN, LevelChange.SETS),
)

_BY_STEP = {(each.before, each.kind): each for each in TRANSITIONS}


def transition(state: CaseState, kind: StepKind) -> Transition | None:
    """The legal step of this kind where a case stands so; None where there is none."""
    return _BY_STEP.get((state, kind))


def diagram() -> str:
    """The legal steps as a Mermaid state diagram."""
    names = {state: f"s{number}" for number, state in enumerate(CaseState)}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.value}" as {names[state]}' for state in CaseState]
    lines += [f"    [*] --> {names[_UNOPENED]}", f"    {names[_CLOSED]} --> [*]"]
    lines += [
        f"    {names[each.before]} --> {names[each.after]}: {each.kind.value}"
        for each in TRANSITIONS
    ]
    return "\n".join(lines) + "\n"


def may_lead_to(change: LevelChange, *, before: CaseLevel, after: CaseLevel | None) -> bool:
    """Say whether a step of a case at one level may name another, or none."""
    order = tuple(CaseLevel)
    match change:
        case LevelChange.KEEPS:
            return after in (None, before)
        case LevelChange.SETS:
            return True
        case LevelChange.RAISES:
            return after is not None and order.index(after) > order.index(before)
        case LevelChange.LOWERS:
            return after is not None and order.index(after) < order.index(before)
        case _:
            assert_never(change)
