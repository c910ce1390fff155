"""The machine of cases: the library's own cases pass it, and each way of being wrong fails it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, final

import pytest
from attrs import Factory, define, evolve
from hypothesis import Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from guangongwei.errors import Checked
from guangongwei.model.care import CareCase, CaseId, CaseLevel, ChildId, Step, StepKind
from guangongwei.model.case_table import TRANSITIONS, CaseState, Transition
from guangongwei.model.cases import CASE_POLICIES, CasePolicy, Moment, moment_on, replay
from guangongwei.model.followup import follow_up
from guangongwei.testing.case_machine import CaseMachine, CaseSystem

#: Any steps that show the fault will do, and the fewest are not looked for.
QUICK = settings(
    max_examples=1000, phases=[Phase.generate], deadline=None, database=None, derandomize=True
)


@define
class Recorded:
    """A case of the library: it keeps every step that it is given, and replays them."""

    case: CareCase
    told: Checked[tuple[Moment, ...]]

    @staticmethod
    def opened(level: CaseLevel, on: date) -> Recorded:
        """A case without steps."""
        case = CareCase(id=CaseId("Q1"), child=ChildId("K1"), level=level, started=on)
        return Recorded(case, replay(case))

    def take(self, step: Step) -> bool:
        self.case = evolve(self.case, steps=(*self.case.steps, step))
        before, self.told = self.told, replay(self.case)
        return len(self.told.problems) == len(before.problems)

    def stood(self, day: date) -> tuple[CaseState, CaseLevel | None]:
        moment = moment_on(self.told.value, day)
        return (moment.state, moment.level) if moment else (CaseState.UNOPENED, None)


class OurCases(CaseMachine):
    """The library's own cases, whose clock runs beside."""

    def open_case(self, level: CaseLevel, on: date) -> CaseSystem:
        return Recorded.opened(level, on)

    @invariant()
    def the_clock_runs_while_the_case_is_looked_after(self) -> None:
        """What is due is never further off than the level allows, and never than the mildest."""
        assert isinstance(self.case, Recorded)
        state, level = self.now
        clock = follow_up(self.case.case, as_of=self.today)
        assert (clock is not None) is state.is_followed
        if clock is not None:
            assert clock.last <= self.today
            assert (clock.due - self.today).days <= self.policy.days(level)
            assert (clock.due - clock.last).days <= self.policy.days(CaseLevel.GENERAL)

    @invariant()
    def a_later_step_changes_no_earlier_clock(self) -> None:
        """What was due yesterday is read from the steps up to yesterday alone."""
        assert isinstance(self.case, Recorded)
        case, yesterday = self.case.case, date.fromordinal(self.today.toordinal() - 1)
        so_far = evolve(case, steps=tuple(each for each in case.steps if each.on <= yesterday))
        assert follow_up(case, as_of=yesterday) == follow_up(so_far, as_of=yesterday)


TestOurCases = OurCases.TestCase


@final
@define
class Listed:
    """A case of another program: it keeps moments, and takes whatever its table and lists have."""

    moments: list[tuple[date, CaseState, CaseLevel]]
    table: tuple[Transition, ...] = TRANSITIONS
    words: tuple[str, ...] = (*CASE_POLICIES[0].closing_reasons, *CASE_POLICIES[0].receivers)
    asks_level: bool = True
    forgets: bool = False
    ends: frozenset[StepKind] = Factory(
        lambda: frozenset({StepKind.CLOSED, StepKind.REFERRED, StepKind.HANDED_OVER})
    )

    def take(self, step: Step) -> bool:
        _, state, level = self.moments[-1]
        known = [each for each in self.table if (each.before, each.kind) == (state, step.kind)]
        if not known or (step.kind in self.ends and step.reason not in self.words):
            return False
        order = list(CaseLevel)
        to = step.level or level
        moved = order.index(to) - order.index(level)
        if self.asks_level and not {
            StepKind.RAISED: moved > 0,
            StepKind.LOWERED: moved < 0,
            StepKind.REOPENED: True,
            StepKind.RETURNED: state is CaseState.HANDED_OVER or moved == 0,
        }.get(step.kind, moved == 0):
            return False
        if self.forgets:
            self.moments.clear()
        self.moments.append((step.on, known[0].after, to))
        return True

    def stood(self, day: date) -> tuple[CaseState, CaseLevel | None]:
        past = [(state, level) for on, state, level in self.moments if on <= day]
        return past[-1] if past else (CaseState.UNOPENED, None)


class OtherCases(CaseMachine):
    """Cases of another program, which is right as it stands."""

    table: ClassVar[tuple[Transition, ...]] = TRANSITIONS
    asks_level: ClassVar[bool] = True
    forgets: ClassVar[bool] = False
    unasked: ClassVar[frozenset[StepKind]] = frozenset()

    def open_case(self, level: CaseLevel, on: date) -> CaseSystem:
        words = (*self.policy.closing_reasons, *self.policy.receivers)
        case = Listed(
            [(on, CaseState.OPEN, level)],
            table=self.table,
            words=words,
            asks_level=self.asks_level,
            forgets=self.forgets,
        )
        case.ends -= self.unasked
        return case


TestOtherCases = OtherCases.TestCase


class Refusing(OtherCases):
    """It does not know 重启."""

    table = tuple(each for each in TRANSITIONS if each.kind is not StepKind.REOPENED)


class Allowing(OtherCases):
    """It lets a closed case be visited."""

    table = (*TRANSITIONS, Transition(CaseState.CLOSED, StepKind.CONTACT, CaseState.CLOSED))


class Elsewhere(OtherCases):
    """It leaves a case that was handed over open."""

    table = tuple(
        evolve(each, after=CaseState.OPEN) if each.kind is StepKind.HANDED_OVER else each
        for each in TRANSITIONS
    )


class Levelless(OtherCases):
    """It does not look at levels."""

    asks_level = False


class Wordless(OtherCases):
    """It closes a case without a reason."""

    unasked = frozenset({StepKind.CLOSED})


class Forgetful(OtherCases):
    """It keeps where a case stands and not where it stood."""

    forgets = True


@pytest.mark.parametrize(
    "machine",
    [Refusing, Allowing, Elsewhere, Levelless, Wordless, Forgetful],
    ids=lambda machine: machine.__name__,
)
def test_a_program_that_is_wrong_is_found_out(machine: type[CaseMachine]) -> None:
    """Each fault is found by some steps."""
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=QUICK)


class OwnTable(OtherCases):
    """A district that knows three steps, in words of its own; a closed case stays closed."""

    transitions = table = tuple(
        each
        for each in TRANSITIONS
        if each.before in (CaseState.UNOPENED, CaseState.OPEN)
        if each.kind in (StepKind.OPENED, StepKind.CONTACT, StepKind.CLOSED)
    )
    policy = CasePolicy(since=date(2024, 1, 1), authority="示例区规定", closing_reasons=("办结",))


TestOwnTable = OwnTable.TestCase


def test_whose_case_it_is_must_be_said() -> None:
    """The machine alone has no case to try."""
    with pytest.raises(NotImplementedError):
        CaseMachine().open_case(CaseLevel.GENERAL, date(2024, 3, 1))
