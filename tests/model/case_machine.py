"""A case that takes legal and illegal steps as they come, for Hypothesis to walk through."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from guangongwei.model.care import CareCase, CaseId, CaseLevel, ChildId, Step, StepKind
from guangongwei.model.case_table import TRANSITIONS, CaseState, LevelChange, Wording
from guangongwei.model.cases import CASE_POLICIES, replay, state_on
from guangongwei.model.followup import follow_up

if TYPE_CHECKING:
    from guangongwei.model.case_table import Transition

_DAYS = st.integers(0, 40).map(timedelta)


class CaseMachine(RuleBasedStateMachine):
    """Keeps what the table says beside what `replay` says of the same steps."""

    @initialize(level=st.sampled_from(CaseLevel), on=st.dates(date(2024, 1, 1), date(2024, 6, 30)))
    def open(self, level: CaseLevel, on: date) -> None:
        """Open the case."""
        self.case = CareCase(id=CaseId("Q1"), child=ChildId("K1"), level=level, started=on)
        self.now, self.level, self.today = CaseState.OPEN, level, on
        self.illegal = 0

    @rule(data=st.data(), after=_DAYS)
    def take_a_legal_step(self, data: st.DataObject, after: timedelta) -> None:
        """Any step of the table from where the case stands."""
        possible = [each for each in TRANSITIONS if each.before is self.now and self._levels(each)]
        legal = data.draw(st.sampled_from(possible))
        level = data.draw(st.sampled_from(self._levels(legal)))
        words = {
            Wording.FREE: (None, "电话"),
            Wording.CLOSING: CASE_POLICIES[0].closing_reasons,
            Wording.RECEIVER: CASE_POLICIES[0].receivers,
        }[legal.wording]
        reason = data.draw(st.sampled_from(words))
        self.today += after
        self._write(Step(on=self.today, kind=legal.kind, level=level, reason=reason))
        self.now, self.level = legal.after, level or self.level

    @rule(data=st.data(), after=_DAYS)
    def take_an_illegal_step(self, data: st.DataObject, after: timedelta) -> None:
        """Any kind of step that the table does not have from where the case stands."""
        legal = {each.kind for each in TRANSITIONS if each.before is self.now}
        kind = data.draw(st.sampled_from([each for each in StepKind if each not in legal]))
        if kind is StepKind.OPENED and not self.case.steps:
            return  # It may repeat the opening.
        self.today += after
        self._write(Step(on=self.today, kind=kind))
        self.illegal += 1

    @invariant()
    def the_case_stands_where_the_table_says(self) -> None:
        """Illegal steps are reported, one each, and change nothing."""
        checked = replay(self.case)
        assert (checked.value[-1].state, checked.value[-1].level) == (self.now, self.level)
        assert [each.code for each in checked.problems] == ["G102"] * self.illegal

    @invariant()
    def a_later_step_never_changes_an_earlier_day(self) -> None:
        """What was so yesterday is read from the steps up to yesterday alone."""
        yesterday = self.today - timedelta(days=1)
        known = tuple(each for each in self.case.steps if each.on <= yesterday)
        so_far = CareCase(
            id=self.case.id,
            child=self.case.child,
            level=self.case.level,
            started=self.case.started,
            steps=known,
        )
        assert state_on(self.case, yesterday) is state_on(so_far, yesterday)
        assert follow_up(self.case, as_of=yesterday) == follow_up(so_far, as_of=yesterday)

    @invariant()
    def the_clock_runs_while_the_case_is_looked_after(self) -> None:
        """What is due is never further off than the level allows, and never than the mildest."""
        clock = follow_up(self.case, as_of=self.today)
        assert (clock is not None) is self.now.is_followed
        if clock is not None:
            policy = CASE_POLICIES[0]
            assert clock.last <= self.today
            assert clock.due <= self.today + timedelta(days=policy.days(self.level))
            assert clock.due <= clock.last + timedelta(days=policy.days(CaseLevel.GENERAL))

    def _levels(self, legal: Transition) -> list[CaseLevel | None]:
        order = list(CaseLevel)
        at = order.index(self.level)
        levels: dict[LevelChange, list[CaseLevel | None]] = {
            LevelChange.KEEPS: [None, self.level],
            LevelChange.SETS: [None, *order],
            LevelChange.RAISES: [*order[at + 1 :]],
            LevelChange.LOWERS: [*order[:at]],
        }
        return levels[legal.level]

    def _write(self, step: Step) -> None:
        self.case = CareCase(
            id=self.case.id,
            child=self.case.child,
            level=self.case.level,
            started=self.case.started,
            steps=(*self.case.steps, step),
        )
