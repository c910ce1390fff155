"""The legal steps of a case as a state machine of Hypothesis, to run a program's own cases against.

A subclass says how a case is opened, and Hypothesis tries legal and illegal steps in whatever
order, keeping what the table says beside what the program says:

    class OurCases(CaseMachine):
        def open_case(self, level, on):
            return OurCase(level, on)

    TestOurCases = OurCases.TestCase
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Protocol

from guangongwei.errors import MissingExtra
from guangongwei.model.care import CaseLevel, Step, StepKind
from guangongwei.model.case_table import TRANSITIONS, CaseState, Wording, may_lead_to
from guangongwei.model.cases import CASE_POLICIES

try:
    from hypothesis import strategies as st
    from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
except ImportError as error:  # pragma: no cover  (the tests need it themselves)
    raise MissingExtra("testing") from error

if TYPE_CHECKING:
    from guangongwei.model.case_table import Transition
    from guangongwei.model.cases import CasePolicy

_DAYS = st.integers(0, 40).map(timedelta)
_DAY = timedelta(days=1)

#: What a step may name as its level.
_NAMED = (None, *CaseLevel)
#: A word that no policy lists.
_UNLISTED = "不在词表中的词"


class CaseSystem(Protocol):
    """One case as a program keeps it."""

    def take(self, step: Step) -> bool:
        """Take a step and say whether it is legal; an illegal one changes nothing."""
        ...

    def stood(self, day: date) -> tuple[CaseState, CaseLevel | None]:
        """State and level at the end of a day; 未立案 without level before it was opened."""
        ...


class CaseMachine(RuleBasedStateMachine):
    """A case that takes steps as they come; a subclass says whose case it is."""

    #: The legal steps; a state that none of them leads out of is an end.
    transitions: ClassVar[tuple[Transition, ...]] = TRANSITIONS
    #: The words for closing and referring.
    policy: ClassVar[CasePolicy] = CASE_POLICIES[0]

    case: CaseSystem
    #: The last day on which something was tried.
    today: date

    def open_case(self, level: CaseLevel, on: date) -> CaseSystem:
        """A new case of the program under test."""
        raise NotImplementedError

    @property
    def now(self) -> tuple[CaseState, CaseLevel]:
        """Where the table says that the case stands."""
        _, state, level = self._moments[-1]
        return state, level

    @initialize(level=st.sampled_from(CaseLevel), on=st.dates(date(2024, 1, 1), date(2024, 6, 30)))
    def open(self, level: CaseLevel, on: date) -> None:
        """Open the case."""
        opening = next(each for each in self.transitions if each.before is CaseState.UNOPENED)
        self.case, self.today = self.open_case(level, on), on
        self._moments = [(on, opening.after, level)]

    @precondition(lambda self: bool(self.legal))
    @rule(data=st.data(), after=_DAYS)
    def take_a_legal_step(self, data: st.DataObject, after: timedelta) -> None:
        """Any step of the table from where the case stands."""
        state, before = self.now
        each = data.draw(st.sampled_from(self.legal))
        level = data.draw(st.sampled_from([to for to in _NAMED if self._leads(each, to)]))
        reason = data.draw(st.sampled_from(self._words(each) or (None, "电话")))
        step = Step(on=self.today + after, kind=each.kind, level=level, reason=reason)
        assert self.take(step), f"refuses {each.kind.value}, which is legal in {state.value}"
        self._moments.append((self.today, each.after, level or before))

    @precondition(lambda self: bool(self.illegal))
    @rule(data=st.data(), after=_DAYS)
    def take_an_illegal_step(self, data: st.DataObject, after: timedelta) -> None:
        """Any kind of step that the table does not have from where the case stands."""
        kind = data.draw(st.sampled_from(self.illegal))
        told = f"takes {kind.value}, which is illegal in {self.now[0].value}"
        assert not self.take(Step(on=self.today + after, kind=kind)), told

    @precondition(lambda self: any(self._wrong_levels(each) for each in self.legal))
    @rule(data=st.data(), after=_DAYS)
    def take_a_step_to_a_wrong_level(self, data: st.DataObject, after: timedelta) -> None:
        """升级 to a lower level, 走访 to another one, and the like."""
        each = data.draw(st.sampled_from([one for one in self.legal if self._wrong_levels(one)]))
        level = data.draw(st.sampled_from(self._wrong_levels(each)))
        reason = next(iter(self._words(each)), None)
        step = Step(on=self.today + after, kind=each.kind, level=level, reason=reason)
        assert not self.take(step), f"takes {each.kind.value} to a level that it cannot lead to"

    @precondition(lambda self: any(self._words(each) for each in self.legal))
    @rule(data=st.data(), after=_DAYS)
    def take_a_step_without_its_reason(self, data: st.DataObject, after: timedelta) -> None:
        """结案 without one of the reasons, 转介 or 移交 to nobody on the list."""
        each = data.draw(st.sampled_from([one for one in self.legal if self._words(one)]))
        reason = data.draw(st.sampled_from((None, _UNLISTED)))
        step = Step(on=self.today + after, kind=each.kind, reason=reason)
        assert not self.take(step), f"takes {each.kind.value} with a reason that is not listed"

    @invariant()
    def the_case_stands_where_the_table_says(self) -> None:
        """Now and earlier: a later step changes neither yesterday nor the first days."""
        begun, before = self._moments[0][0], self._moments[-2:][0][0]
        for day in {begun - _DAY, begun, before, self.today - _DAY, self.today}:
            told, right = self.case.stood(day), self.at_the_end_of(day)
            assert told == right, f"says {told} of {day}, when the table says {right}"

    @property
    def legal(self) -> list[Transition]:
        """The steps of the table from where the case stands, each to some level."""
        begun = [each for each in self.transitions if each.before is self.now[0]]
        return [each for each in begun if any(self._leads(each, level) for level in _NAMED)]

    @property
    def illegal(self) -> list[StepKind]:
        """The kinds of step that the table does not have; a first 立案 may repeat the opening."""
        known = {each.kind for each in self.transitions if each.before is self.now[0]}
        if len(self._moments) == 1:
            known.add(StepKind.OPENED)
        return [each for each in StepKind if each not in known]

    def take(self, step: Step) -> bool:
        """Have the program take a step, which is of today from then on."""
        self.today = step.on
        return self.case.take(step)

    def at_the_end_of(self, day: date) -> tuple[CaseState, CaseLevel | None]:
        """Where the table says that the case stood on a day."""
        past = [(state, level) for on, state, level in self._moments if on <= day]
        return past[-1] if past else (CaseState.UNOPENED, None)

    def _leads(self, each: Transition, level: CaseLevel | None) -> bool:
        return may_lead_to(each.level, before=self.now[1], after=level)

    def _wrong_levels(self, each: Transition) -> list[CaseLevel]:
        return [level for level in CaseLevel if not self._leads(each, level)]

    def _words(self, each: Transition) -> tuple[str, ...]:
        lists = {
            Wording.CLOSING: self.policy.closing_reasons,
            Wording.RECEIVER: self.policy.receivers,
        }
        return lists.get(each.wording, ())
