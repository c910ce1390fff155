"""Strategies: every noun can be drawn, and what is drawn is valid."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from importlib.metadata import entry_points
from inspect import isclass
from pkgutil import iter_modules
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from guangongwei import model
from guangongwei.errors import Severity
from guangongwei.model import (
    TABLES,
    Bounds,
    Dataset,
    Period,
    Plan,
    Quantity,
    Ratio,
    Volunteer,
    Year,
)
from guangongwei.model.cases import case_problems
from guangongwei.plans import parse, render
from guangongwei.testing import strategies

#: Any example will do, and the smallest is not looked for.
QUICK = settings(
    max_examples=1000,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)


def nouns() -> set[type[Any]]:
    """Every record of the model: what knows its source."""
    modules = [
        import_module(f"guangongwei.model.{each.name}") for each in iter_modules(model.__path__)
    ]
    classes = {each for module in modules for each in vars(module).values() if isclass(each)}
    return {each for each in classes if attrs.has(each) and "source" in attrs.fields_dict(each)}


def test_every_noun_has_a_strategy() -> None:
    """Whoever adds a noun is told to add it here as well."""
    assert nouns() - set(strategies.NOUNS) == set()


@pytest.mark.parametrize("noun", strategies.NOUNS)
@given(data=st.data())
def test_every_noun_can_be_drawn(noun: type[Any], data: st.DataObject) -> None:
    """Hypothesis knows the noun by its type, and its days are in order."""
    record = data.draw(st.from_type(noun))
    assert type(record) is noun
    for first, last in (
        *(("founded", "closed"), ("since", "until"), ("joined", "left"), ("started", "ended")),
        *(("started", "last_contact"), ("given", "expires"), ("given", "withdrawn")),
    ):
        begun, over = getattr(record, first, None), getattr(record, last, None)
        assert begun is None or over is None or begun <= over


@given(strategies.records(Volunteer, name=st.just("张三")))
def test_a_field_can_be_said(volunteer: Volunteer) -> None:
    """What the caller says of a field is drawn instead."""
    assert volunteer.name == "张三"


@given(st.from_type(Dataset))
def test_a_dataset_holds_together(dataset: Dataset) -> None:
    """Nothing that is drawn together contradicts itself; a warning may be there."""
    errors = [each for each in dataset.check() if each.severity is Severity.ERROR]
    assert errors == []


@pytest.mark.parametrize("table", [*TABLES.values(), "standards"])
def test_a_dataset_may_hold_records_of_every_noun(table: str) -> None:
    """None is always left out for want of what it belongs to."""
    found = find(
        strategies.datasets(), lambda dataset: bool(getattr(dataset, table)), settings=QUICK
    )
    assert getattr(found, table)


def test_a_case_in_a_dataset_may_have_taken_steps() -> None:
    """Those that are there may follow one another."""
    found = find(
        strategies.datasets(),
        lambda dataset: any(case.steps for case in dataset.cases),
        settings=QUICK,
    )
    assert case_problems(found.cases) == ()


@given(st.from_type(Period))  # type: ignore[type-abstract]  # its kinds are concrete
def test_a_period_has_days(period: Period) -> None:
    """Periods of every kind, none of them empty."""
    assert period.start < period.stop


@given(st.from_type(Year), st.from_type(Ratio), st.from_type(Quantity), st.from_type(Bounds))
def test_numbers_can_be_drawn(year: Year, ratio: Ratio, quantity: Quantity, bounds: Bounds) -> None:
    """A kind of period by its own type, and the numbers that must not be misused."""
    assert type(year) is Year
    assert ratio.part <= ratio.whole
    assert type(quantity) is Quantity
    assert bounds.low in bounds


@given(strategies.plan_texts())
def test_a_plan_text_is_a_plan(text: str) -> None:
    """It is read with its title and its year, and given back as it was."""
    plan = parse(text, name="plan.txt").value
    assert plan.title is not None
    assert plan.year is not None
    assert render(plan) == text


@given(st.from_type(Plan))
def test_a_plan_can_be_drawn(plan: Plan) -> None:
    """Plans come as they are read."""
    assert plan.issuer == "示例区教育局关工委"


def _python(program: str) -> str:
    process = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return process.stdout.strip()


def test_hypothesis_finds_them_by_itself() -> None:
    """A process that never names this module draws from it."""
    if not any(each.name == "guangongwei" for each in entry_points(group="hypothesis")):
        pytest.skip("the package was installed before it had the entry point: install it again")
    program = (
        "from hypothesis import strategies as st; from guangongwei.model import Dataset; import sys; "
        "print('guangongwei.testing.strategies' in sys.modules, 'datasets' in repr(st.from_type(Dataset)))"
    )
    assert _python(program) == "True True"


def test_worlds_do_without_hypothesis() -> None:
    """Who makes worlds needs no extra."""
    program = (
        "from guangongwei.testing import worlds; import sys; print('hypothesis' in sys.modules)"
    )
    assert _python(program) == "False"
