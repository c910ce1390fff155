"""What may be stored, and under which key."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument
from guangongwei.model import TABLES, Days, Half, Month, Organisation, Period, Quarter, Return, Year
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.standard import Clause, Standard
from guangongwei.storage import NOUNS, key_of
from guangongwei.storage.keys import LONGEST_KEY, checked_key, checked_noun, noun_named
from guangongwei.testing import strategies
from guangongwei.testing.conformance.examples import EVERY, sent, volunteer

RETURN = Return(organisation=OrganisationId("S01"), table="活动", period=Month(2024, 3))


def test_every_noun_of_a_dataset_is_stored() -> None:
    """And the standards, which belong to no organisation."""
    assert set(NOUNS.values()) == {*TABLES, Standard}
    assert {type(each) for each in EVERY} == set(NOUNS.values())


def test_the_key_of_a_record_is_its_id() -> None:
    """As it stands."""
    assert key_of(volunteer("武进/1")) == "武进/1"


def test_the_key_of_a_return_tells_what_it_is_about() -> None:
    """Organisation, table, kind of period, and its days."""
    assert key_of(RETURN) == '["S01","活动","Month","2024-03-01","2024-04-01"]'


@pytest.mark.parametrize(
    "period",
    [Year(2024), Year(2024, start_month=9), Half(2024, 1), Quarter(2024, 1), Month(2024, 1)],
    ids=str,
)
def test_periods_of_one_first_day_have_keys_of_their_own(period: Period) -> None:
    """A quarter is not its first month, nor the same days under another name."""
    days = Days(period.start, period.stop)
    others = [days, Year(2023), Half(2024, 2), Quarter(2024, 2), Month(2024, 2)]
    key = key_of(attrs.evolve(RETURN, period=period))
    assert key not in {key_of(attrs.evolve(RETURN, period=each)) for each in others}


@given(one=strategies.records(Return), other=strategies.records(Return))
def test_returns_have_one_key_if_they_are_about_one_thing(one: Return, other: Return) -> None:
    """No more and no less."""
    same = (one.organisation, one.table, one.period) == (
        other.organisation,
        other.table,
        other.period,
    )
    assert (key_of(one) == key_of(other)) is same


def test_quotation_marks_do_not_make_two_returns_one() -> None:
    """The parts of a key cannot be taken for one another."""
    one = attrs.evolve(RETURN, organisation=OrganisationId('a","b'), table="c")
    other = attrs.evolve(RETURN, organisation=OrganisationId("a"), table='b","c')
    assert key_of(one) != key_of(other)


def test_when_a_return_arrived_is_not_in_its_key() -> None:
    """It may be sent again."""
    assert key_of(attrs.evolve(RETURN, on=date(2024, 4, 1))) == key_of(RETURN)


def test_a_return_may_be_too_long_for_a_key() -> None:
    """The limit is that of the whole key."""
    with pytest.raises(BadArgument):
        key_of(attrs.evolve(sent(), organisation=OrganisationId("S" * LONGEST_KEY)))


@given(st.text(min_size=1, max_size=LONGEST_KEY).filter(lambda text: "\x00" not in text))
def test_any_text_is_a_key(text: str) -> None:
    """Unless it is empty, too long, or cannot be stored."""
    fits = text.encode("utf-8", "replace").decode() == text
    if fits:
        assert checked_key(text) == text
    else:
        with pytest.raises(BadArgument):
            checked_key(text)


@pytest.mark.parametrize("key", ["", "x" * (LONGEST_KEY + 1), "\x00", "\udc00", None, 1, b"x"])
def test_what_is_no_key_is_refused(key: object) -> None:
    """The error names the argument, and not what it was."""
    with pytest.raises(BadArgument) as caught:
        checked_key(key)
    assert caught.value.name == "key"


@pytest.mark.parametrize("noun", [Clause, str, None, "Volunteer", [], type("Volunteer", (), {})])
def test_what_is_no_noun_is_refused(noun: type[object]) -> None:
    """Also where its name is that of one."""
    with pytest.raises(BadArgument) as caught:
        checked_noun(noun)
    assert caught.value.name == "noun"


def test_nouns_are_found_by_their_names() -> None:
    """From one table, and from nowhere else."""
    assert noun_named("Organisation") is Organisation
    assert noun_named("Clause") is None
