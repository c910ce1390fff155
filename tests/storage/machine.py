"""A machine that does to a store whatever can be done, and holds it against the model."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.storage.effort import effort
from tests.storage.model import Model

from guangongwei import codec
from guangongwei.errors import GuangongweiError
from guangongwei.indicators.definition import AtLeast, Is, OneOf, Told
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Month
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, ServiceId, Volunteer, VolunteerId
from guangongwei.storage import key_of
from guangongwei.storage.schema import CURRENT, Schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from guangongwei.storage import Records, Store
    from guangongwei.storage.keys import Storable
    from guangongwei.storage.schema import Plain

#: A verb, what it is done to, and the version that is expected.
Action = tuple[str, Any, int | None]

NOUNS: tuple[type[Any], ...] = (Volunteer, Service, Return)
KEYS = ("V1", "v1", "a/b'\"", "𠮷野")
SCHOOL = OrganisationId("S01")

volunteers = st.builds(
    Volunteer,
    id=st.sampled_from(KEYS).map(VolunteerId),
    name=st.sampled_from(("甲", "乙", "𠮷", "ｚ")),
    organisation=st.just(SCHOOL),
    backbone=st.sampled_from((True, False, Absence.UNKNOWN)),
)
services = st.builds(
    Service,
    id=st.sampled_from(KEYS).map(ServiceId),
    volunteer=st.sampled_from(KEYS).map(VolunteerId),
    organisation=st.just(SCHOOL),
    on=st.sampled_from((date(2024, 3, 1), date(2024, 10, 1))),
    hours=st.sampled_from((Decimal("1.50"), Decimal(10), Absence.UNKNOWN)),
    beneficiaries=st.sampled_from((0, 9, 10, Absence.NOT_REPORTED)),
)
returns = st.builds(
    Return,
    organisation=st.just(SCHOOL),
    table=st.sampled_from(("活动", "服务记录")),
    period=st.sampled_from((Month(2024, 3), Month(2024, 4))),
    on=st.none() | st.just(date(2024, 5, 1)),
)
RETURN_KEYS = tuple(
    key_of(Return(organisation=SCHOOL, table=table, period=Month(2024, month)))
    for table in ("活动", "服务记录")
    for month in (3, 4)
)
records = volunteers | services | returns
names = st.sampled_from(
    [(noun, key) for noun in (Volunteer, Service) for key in KEYS]
    + [(Return, key) for key in RETURN_KEYS]
)
#: Expects the version that is there.
NOW = -1
expectations = st.none() | st.just(NOW) | st.integers(0, 4)
asked = st.sampled_from(
    [
        (Volunteer, None, ()),
        (Volunteer, Is("name", "乙"), ("-id",)),
        (Volunteer, Told("backbone") | Is("name", "甲"), ("name", "backbone")),
        (Service, AtLeast("beneficiaries", 9), ("-hours",)),
        (Service, ~OneOf("id", ("V1", "v1")), ("beneficiaries", "-on")),
        (Return, Is("table", "活动"), ("-on",)),
    ]
)
puts = st.tuples(st.just("put"), records, expectations)
batches = st.tuples(
    st.just("put_many"),
    # Which of two mistakes is told first, a conflict or one record twice, is nobody's promise.
    st.lists(records, max_size=4, unique_by=lambda each: (type(each), key_of(each))),
    expectations,
)
deletes = st.tuples(st.just("delete"), names, st.none() | st.just(NOW) | st.integers(1, 4))
gets = st.tuples(st.just("get"), names, st.none())


def mark(noun: str, plain: Plain) -> Plain:
    """A made-up step from one schema to the next: every volunteer's name gets a sign."""
    return {**plain, "name": f"{plain['name']}改"} if noun == "Volunteer" else plain


def marked(record: Storable) -> Storable:
    """The same step on a record."""
    if not isinstance(record, Volunteer):
        return record
    return attrs.evolve(record, name=f"{record.name}改")


def do(verbs: Records | Model, action: Action) -> object:
    """What one action on a store or on the model comes to: what it gave, or the error."""
    name, what, expected = action
    try:
        match name:
            case "put" | "put_many":
                return getattr(verbs, name)(what, expected=expected)
            case "delete":
                return verbs.delete(*what, expected=expected)
            case _:
                return verbs.get(*what)
    except GuangongweiError as error:
        facts = (getattr(error, fact, None) for fact in ("kind", "id", "expected", "actual"))
        return (type(error), *facts) if type(error).__name__ == "Conflict" else type(error)


def meant(model: Model, action: Action) -> Action:
    """The action with the version that it expects."""
    name, what, expected = action
    if expected != NOW:
        return action
    first = what[0] if name == "put_many" and what else what
    named = (type(first), key_of(first)) if name.startswith("put") and first else first
    versions = model.versions.get(named) if named else None
    return (name, what, len(versions) if versions and versions[-1] is not None else None)


class BrokenOff(Exception):
    """A block that comes to no end."""


class StoreMachine(RuleBasedStateMachine):
    """One store, one model; after each step they hold the same."""

    opener: ClassVar[Any]
    steps_done: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="store-"))
        self.place = self.folder / "0"
        self.place.mkdir()
        self.schema = CURRENT
        self.model = Model()
        self.handles: list[Store] = []
        self.since_export = 0

    def open(self, place: Path) -> Store:
        """A handle of the store of a place."""
        return type(self).opener(place, self.schema)  # type: ignore[no-any-return]

    def count(self, step: str) -> None:
        """One more step of this kind, for the figures that are printed."""
        type(self).steps_done[step] += 1
        self.since_export += 1

    @property
    def durable(self) -> bool:
        """Whether the store can be opened again."""
        return self.handles[0].capabilities.durable

    @initialize()
    def begin(self) -> None:
        self.handles = [self.open(self.place)]

    @rule(
        actions=st.lists(puts | batches | deletes | gets, min_size=1, max_size=4),
        which=st.integers(0, 1),
        again=st.booleans(),
    )
    def act(self, actions: list[Action], which: int, *, again: bool) -> None:
        """Some verbs through one of the handles, each perhaps repeated as a second try."""
        handle = self.handles[which % len(self.handles)]
        for each in actions:
            action = meant(self.model, each)
            for _ in range(2 if again else 1):
                self.count(action[0])
                assert do(handle, action) == do(self.model, action)

    @rule(question=asked, limit=st.none() | st.integers(0, 3), which=st.integers(0, 1))
    def ask(self, question: tuple[Any, ...], limit: int | None, which: int) -> None:
        """A find, read to its end."""
        self.count("find")
        noun, condition, order = question
        handle = self.handles[which % len(self.handles)]
        found = list(handle.find(noun, condition, order=order, limit=limit))
        assert found == list(self.model.find(noun, condition, order=order, limit=limit))

    @rule(first=asked, action=puts | batches | deletes)
    def write_while_reading(self, first: tuple[Any, ...], action: Action) -> None:
        """A find that is read on after a write."""
        self.count("find, write, find on")
        noun, condition, order = first
        found = self.handles[-1].find(noun, condition, order=order)
        expected = list(self.model.find(noun, condition, order=order))
        begun = [each for _, each in zip(expected[:1], found, strict=False)]
        action = meant(self.model, action)
        assert do(self.handles[0], action) == do(self.model, action)
        assert begun + list(found) == expected

    @precondition(lambda self: self.handles and self.handles[0].capabilities.transactions)
    @rule(
        actions=st.lists(puts | batches | deletes | gets, max_size=5),
        question=asked,
        kept=st.booleans(),
        which=st.integers(0, 1),
    )
    def transact(
        self, actions: list[Action], question: tuple[Any, ...], which: int, *, kept: bool
    ) -> None:
        """Several verbs in a block that ends, or breaks off."""
        self.count("transaction kept" if kept else "transaction broken off")
        trial = self.model.copy()
        noun, condition, order = question
        with suppress(BrokenOff):
            with self.handles[which % len(self.handles)].transaction() as verbs:
                for each in actions:
                    action = meant(trial, each)
                    assert do(verbs, action) == do(trial, action)
                found = list(verbs.find(noun, condition, order=order))
                assert found == list(trial.find(noun, condition, order=order))
                if not kept:
                    raise BrokenOff
            self.model = trial

    @precondition(lambda self: self.handles and self.durable)
    @rule()
    def reopen(self) -> None:
        """Every handle is closed, and the store opened again."""
        self.count("reopen")
        self.close_all()
        self.handles = [self.open(self.place)]

    @precondition(lambda self: self.handles and self.handles[0].capabilities.many_handles)
    @rule()
    def second_handle(self) -> None:
        """A second handle comes, or the older one goes."""
        self.count("second handle")
        if len(self.handles) == 1:
            self.handles.append(self.open(self.place))
        else:
            self.handles.pop(0).close()

    @precondition(lambda self: self.handles and self.durable and self.schema.version < 4)
    @rule()
    def upgrade(self) -> None:
        """A program of a later schema opens the store."""
        self.count("upgrade")
        self.close_all()
        self.schema = Schema(self.schema.version + 1, (*self.schema.steps, mark))
        self.model.upgrade(marked)
        self.handles = [self.open(self.place)]

    @precondition(lambda self: self.since_export > 10)
    @rule()
    def export_and_import(self) -> None:
        """All records leave as JSON Lines, and come to another store of the kind."""
        self.count("export and import")
        self.since_export = 0
        other = Path(tempfile.mkdtemp(dir=self.folder))
        with self.open(other) as copy:
            for noun in NOUNS:
                text = codec.dumps((each.record for each in self.handles[0].find(noun)), noun)
                copy.put_many(codec.loads(text, noun).unwrap(), expected=0)
                found = [each.record for each in copy.find(noun)]
                assert found == [each.record for each in self.model.find(noun)]

    @invariant()
    def the_same(self) -> None:
        """Every record of the model is in the store, and nothing else."""
        for handle in self.handles:
            for noun in NOUNS:
                assert list(handle.find(noun)) == list(self.model.find(noun))

    @precondition(lambda self: self.handles and self.handles[0].capabilities.history)
    @rule(name=names)
    def look_back(self, name: tuple[type[Any], str]) -> None:
        """The whole history of one record."""
        self.count("history")
        assert self.handles[0].history(*name) == self.model.history(*name)

    def close_all(self) -> None:
        for handle in self.handles:
            handle.close()

    def teardown(self) -> None:
        self.close_all()
        shutil.rmtree(self.folder, ignore_errors=True)


def hold_against_the_model(opener: Callable[[Path, Schema], Store]) -> str:
    """Run the machine on a backend; how many steps of each kind it did."""
    examples = effort(200, long=2000)
    machine = type(
        "Machine", (StoreMachine,), {"opener": staticmethod(opener), "steps_done": Counter()}
    )
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=50,
            deadline=None,
            derandomize=True,
            report_multiple_bugs=False,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
    done: Counter[str] = machine.steps_done  # type: ignore[attr-defined]
    kinds = ", ".join(f"{step} {times}" for step, times in done.most_common())
    return f"{examples} runs of 50 steps, {done.total()} actions: {kinds}"
