"""The follow-up clock (跟踪回访): when a case is due, and how long it is overdue on a day.

Source: local; a graver case is followed up sooner (`CasePolicy.follow_up_days`, as of the day of
each step). Overdue is computed for a day and never stored.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.model.care import CaseId, CaseLevel, StepKind
from guangongwei.model.cases import CASE_POLICIES, replay
from guangongwei.model.dated import in_force
from guangongwei.model.repeats import firsts
from guangongwei.model.sensitivity import SENSITIVE, hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guangongwei.model.care import CareCase
    from guangongwei.model.cases import CasePolicy, Moment


@final
@frozen(kw_only=True)
class FollowUp:
    """When a case that is looked after was last seen to, and when it is due."""

    case: CaseId
    level: CaseLevel = field(repr=hidden, metadata=SENSITIVE)
    #: The last contact, or the day on which the case was opened or came back.
    last: date
    #: The last day on which a contact is in time.
    due: date
    as_of: date

    @property
    def overdue_days(self) -> int:
        """How many days too late it is; 0 up to and with the day it is due."""
        return max(0, (self.as_of - self.due).days)

    @property
    def is_overdue(self) -> bool:
        """Whether the day it was due has passed."""
        return self.as_of > self.due


def follow_up(
    case: CareCase, *, as_of: date, policies: Iterable[CasePolicy] = CASE_POLICIES
) -> FollowUp | None:
    """The clock of a case on a day; None where nobody here looks after it then.

    A contact starts it anew. Raising the level never puts the day off. Lowering it counts the
    longer time from the last contact, and never brings the day forward.
    """
    editions = tuple(policies)
    moments = [each for each in replay(case, policies=editions).value if each.on <= as_of]
    if not moments or not moments[-1].state.is_followed:
        return None
    last, due = _clock(moments, editions)
    return FollowUp(case=case.id, level=moments[-1].level, last=last, due=due, as_of=as_of)


def overdue(
    cases: Iterable[CareCase], *, as_of: date, policies: Iterable[CasePolicy] = CASE_POLICIES
) -> tuple[FollowUp, ...]:
    """The cases that are overdue on a day: the gravest first, then by how long they have been."""
    editions = tuple(policies)
    clocks = (follow_up(each, as_of=as_of, policies=editions) for each in firsts(cases))
    late = [each for each in clocks if each is not None and each.is_overdue]
    order = tuple(CaseLevel)
    return tuple(
        sorted(late, key=lambda each: (-order.index(each.level), -each.overdue_days, each.case))
    )


def _clock(moments: Sequence[Moment], policies: Sequence[CasePolicy]) -> tuple[date, date]:
    """The last contact and the day a case is due, after these moments, the opening first."""
    last = due = moments[0].on
    runs = False
    for now in moments:
        days = timedelta(days=in_force(policies, now.on).days(now.level))
        if now.kind is StepKind.CONTACT or (now.state.is_followed and not runs):
            last, due = now.on, now.on + days
        elif now.kind is StepKind.RAISED:
            due = min(due, now.on + days)
        elif now.kind is StepKind.LOWERED:
            due = max(due, last + days)
        runs = now.state.is_followed
    return last, due
