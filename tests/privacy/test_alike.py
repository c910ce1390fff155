from __future__ import annotations

import random
from datetime import date

import pytest
from attrs import evolve

from guangongwei.model.organisation import OrganisationId
from guangongwei.model.volunteer import Volunteer, VolunteerId
from guangongwei.privacy import Form, Pseudonymiser, alike, form_of

HAND = Pseudonymiser(random.Random(6).randbytes(32), "核对")
ONE = Volunteer(
    id=VolunteerId("V1"),
    name="张 三",
    phone="138-0000 0000",
    born=date(1950, 1, 2),
    organisation=OrganisationId("S1"),
)
ELSEWHERE = OrganisationId("S2")


def other(**changes: object) -> Volunteer:
    """The same under another number, but for what is changed."""
    return evolve(ONE, id=VolunteerId("V2"), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("second", "may_be_one"),
    [
        (other(), True),
        (other(name="张三", phone="１３８００００００００"), True),
        (other(phone=None, organisation=ELSEWHERE), True),
        (other(born=None, organisation=ELSEWHERE), True),
        (other(phone=None, born=None), True),
        (other(phone=None, born=None, organisation=ELSEWHERE), False),
        (other(phone="13900000000"), False),
        (other(born=date(1950, 1, 3)), False),
        (other(name="李四"), True),
        (other(name="李四", phone=None), False),
        (other(name="李四", born=None), False),
        (other(name="李四", phone=None, born=None), False),
        (other(phone="手机13800000000"), True),
        (evolve(ONE, phone=None), False),
    ],
)
def test_who_may_be_one_person_is_told(second: Volunteer, *, may_be_one: bool) -> None:
    """By the name and one thing more, or by telephone and birthday; never against one of the two."""
    forms = [form_of(each, HAND) for each in (ONE, second)]
    assert bool(alike(forms)) is may_be_one


def test_one_thing_alone_makes_nobody_alike() -> None:
    """Many are born on one day, and a household has one telephone."""
    two = (ONE, other(name="李四"))
    assert alike(form_of(evolve(each, phone=None), HAND) for each in two) == ()
    assert alike(form_of(evolve(each, born=None), HAND) for each in two) == ()


def test_each_pair_is_told_once_and_in_order() -> None:
    """Six records of one person are fifteen pairs; a form that comes twice is one."""
    forms = [form_of(evolve(ONE, id=VolunteerId(f"V{n}")), HAND) for n in range(6)]
    pairs = alike([*forms, *reversed(forms)])
    assert len(pairs) == 15
    told = [(left.volunteer, right.volunteer) for left, right in pairs]
    assert told == sorted(told)
    assert all(left < right for left, right in told)


def test_a_form_holds_tokens_alone() -> None:
    """No name, number or day stands in it, and blanks stay blank."""
    form = form_of(ONE, HAND)
    assert not [each for each in ("张", "138", "1950", "S1", "V1") if f"'{each}" in repr(form)]
    assert all(HAND.made(each) for each in (form.volunteer, form.name, form.organisation))
    bare = form_of(other(phone=" ", born=None), HAND)
    assert (bare.phone, bare.born) == (None, None)


def test_two_offices_with_one_key_find_the_same_person() -> None:
    """Each makes its forms for itself; another purpose has nothing to compare."""
    again = Pseudonymiser(random.Random(6).randbytes(32), "核对")
    apart = Pseudonymiser(random.Random(6).randbytes(32), "别的")
    assert alike([form_of(ONE, HAND), form_of(other(), again)])
    assert not alike([form_of(ONE, HAND), form_of(other(), apart)])
    assert isinstance(form_of(ONE, HAND), Form)


def test_a_form_stays_what_it_is() -> None:
    """Two offices have to agree, whatever versions of the library they have."""
    assert form_of(ONE, HAND) == Form(
        volunteer=HAND.token("volunteer", "V1"),
        name=HAND.token("name", "张三"),
        phone=HAND.token("phone", "13800000000"),
        born=HAND.token("born", "1950-01-02"),
        organisation=HAND.token("organisation", "S1"),
    )


def test_a_blank_stands_before_what_is_filled() -> None:
    """So that two lists of pairs can be laid side by side."""
    bare = Form(volunteer="1", name="n", organisation="o")
    forms = (
        bare,
        evolve(bare, born="3"),
        evolve(bare, born="4"),
        evolve(bare, phone="2"),
        evolve(bare, phone="5"),
    )
    other = evolve(bare, volunteer="9")
    assert [first for first, _ in alike([*reversed(forms), other])] == [*forms]
