"""Conditions and orders over a record's own fields."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import NoneType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import (
    All,
    AtLeast,
    Condition,
    Contains,
    Exists,
    Is,
    Not,
    OneOf,
    Told,
)
from guangongwei.indicators.definition import Any as AnyOf
from guangongwei.indicators.scene import Scene
from guangongwei.model import Accreditation, Dataset, Organisation, Return, Service, Volunteer, Year
from guangongwei.model.numbers import Absence
from guangongwei.model.period import Period
from guangongwei.model.volunteer import Sex
from guangongwei.storage import NOUNS
from guangongwei.storage.matching import (
    FIELDS,
    checked,
    checked_condition,
    holds,
    in_order,
    sortable,
)
from guangongwei.testing import strategies
from guangongwei.testing.conformance.examples import SECRET

if TYPE_CHECKING:
    from guangongwei.storage.keys import Noun

SCENE = Scene(dataset=Dataset(), period=Year(2024), as_of=date(2024, 12, 31))


def leaf(noun: Noun) -> st.SearchStrategy[Condition]:
    """Conditions on one field of a noun, with values that it may hold."""
    found: list[st.SearchStrategy[Any]] = []
    for name, kinds in FIELDS[noun].items():
        path = st.just(name)
        found.append(st.builds(Told, path))
        if set(kinds) & {int, Decimal}:
            found.append(st.builds(AtLeast, path, st.integers(-1, 10)))
        if kinds == (tuple,):
            found.append(st.builds(Contains, path, strategies.words()))
        values = st.one_of(
            *(st.from_type(each) for each in kinds if issubclass(each, str | int | Absence | Sex))
        )
        if not values.is_empty:
            found.append(st.builds(Is, path, values))
            found.append(st.builds(OneOf, path, st.lists(values, max_size=3).map(tuple)))
    return st.one_of(*found)


def conditions(noun: Noun) -> st.SearchStrategy[Condition]:
    """Conditions on a noun's own fields, combined."""
    return st.recursive(
        leaf(noun),
        lambda inner: (
            st.builds(Not, inner)
            | st.builds(All, st.lists(inner, max_size=3).map(tuple))
            | st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
        ),
        max_leaves=5,
    )


@given(data=st.data())
@pytest.mark.parametrize("noun", [Volunteer, Service, Organisation, Accreditation])
def test_a_condition_holds_as_it_does_for_figures(noun: Noun, data: st.DataObject) -> None:
    """A find and an indicator never disagree on what a condition means."""
    condition = data.draw(conditions(noun))
    record = data.draw(strategies.records(noun))
    checked_condition(noun, condition)
    assert holds(condition, record) is SCENE.holds(condition, record)


def test_no_condition_always_holds() -> None:
    """Nothing is asked."""
    assert holds(None, Return)  # type: ignore[arg-type]  # anything will do


def test_every_field_but_the_source_can_be_asked_for() -> None:
    """With the types of what it may hold."""
    assert FIELDS[Service] == {
        "id": (str,),
        "volunteer": (str,),
        "organisation": (str,),
        "on": (date,),
        "programme": (str, NoneType),
        "hours": (Decimal, Absence),
        "beneficiaries": (int, Absence),
    }
    assert FIELDS[Volunteer]["kinds"] == (tuple,)
    assert FIELDS[Return]["period"] == (Period,)


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS)
def test_every_noun_has_its_fields(noun: Noun) -> None:
    """And none has a source among them."""
    assert "organisation" in FIELDS[noun] or "id" in FIELDS[noun]
    assert "source" not in FIELDS[noun]


def test_an_unknown_field_is_told_with_the_nearest() -> None:
    """A name that is nearly right is set right."""
    with pytest.raises(BadArgument) as caught:
        checked_condition(Service, Told("organization"))
    assert "organisation" in caught.value.expected


def test_an_unknown_field_without_a_near_one_is_told_with_all() -> None:
    """So that one can be chosen."""
    with pytest.raises(BadArgument) as caught:
        checked_condition(Service, Told("x"))
    assert "beneficiaries" in caught.value.expected


def test_a_condition_on_other_records_is_refused() -> None:
    """A store looks at one record at a time."""
    with pytest.raises(BadArgument) as caught:
        checked_condition(Organisation, Exists(Accreditation))
    assert caught.value.name == "condition"


@pytest.mark.parametrize(
    "condition",
    [
        Is("on", date(2024, 3, 1)),  # type: ignore[arg-type]  # a caller may
        Is("hours", Decimal(1)),  # type: ignore[arg-type]
        Is("programme", None),  # type: ignore[arg-type]
        Is("programme", 1),
        Is("beneficiaries", value=True),
        Is("beneficiaries", Sex.MALE),
        OneOf("programme", ("讲座", 1)),
        AtLeast("hours", Decimal(1)),  # type: ignore[arg-type]
        AtLeast("beneficiaries", value=True),
        AtLeast("programme", 1),
        Contains("programme", "讲"),
    ],
    ids=repr,
)
def test_a_value_that_a_field_cannot_hold_is_refused(condition: Condition) -> None:
    """It could only be asked for by mistake, and stores might not agree on it."""
    with pytest.raises(BadArgument):
        checked_condition(Service, condition)


def test_a_text_is_all_that_several_values_can_be_asked_for() -> None:
    """Of a field of several."""
    with pytest.raises(BadArgument):
        checked_condition(Volunteer, Contains("kinds", 1))


def test_a_refused_value_is_not_shown() -> None:
    """It may be a name."""
    with pytest.raises(BadArgument) as caught:
        checked_condition(Volunteer, Is("sex", SECRET))
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("order", [["name"], "name", None, (1,), ("kinds",), ("-kinds",), ("x",)])
def test_an_unfit_order_is_refused(order: Any) -> None:  # noqa: ANN401
    """An order is a tuple of fields that have one."""
    with pytest.raises(BadArgument):
        checked(Volunteer, None, order=order, limit=None)


@pytest.mark.parametrize("condition", ["name = 1", 1, Told, {"name": "张三"}])
def test_what_is_no_condition_is_refused(condition: Any) -> None:  # noqa: ANN401
    """Conditions are those of the indicators, and no text is one."""
    with pytest.raises(BadArgument):
        checked(Volunteer, condition, order=(), limit=None)


@given(st.lists(strategies.records(Service), max_size=8, unique_by=lambda each: each.id))
def test_an_order_and_its_reverse_differ_in_what_is_told_alone(services: list[Service]) -> None:
    """Blanks are last either way, and ties by key."""
    by_key = sorted(services, key=lambda each: each.id)
    up, down = (in_order(by_key, (order,), lambda each: each) for order in ("hours", "-hours"))
    told = [each for each in up if isinstance(each.hours, Decimal)]
    assert up[len(told) :] == down[len(told) :]
    assert [each.hours for each in told] == [each.hours for each in down[: len(told)]][::-1]
    keys = [(each.hours, each.id) for each in told]
    assert keys == sorted(keys)


def test_words_are_sorted_by_themselves() -> None:
    """A member of a vocabulary by its word, all else as it is."""
    assert sortable(Sex.MALE) == "男"
    assert sortable(3) == 3
