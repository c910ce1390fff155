from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument
from guangongwei.model.fit import Fit
from guangongwei.model.matching import Need, NeedId, Pool
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree
from guangongwei.model.placing import Seat, matched, place
from guangongwei.model.volunteer import Volunteer, VolunteerId

if TYPE_CHECKING:
    from random import Random

TREE = Tree((Organisation(id=OrganisationId("一小"), name="一小", category=Category.PRIMARY),))


def pool(**kinds: str) -> Pool:
    """Volunteers by id, each with the kinds that are named."""
    return Pool(
        day=date(2024, 3, 15),
        tree=TREE,
        volunteers=tuple(
            Volunteer(
                id=VolunteerId(id_),
                name="张三",
                kinds=tuple(named.split()),
                roles=("宣讲员",) if "老教师" in named else (),
                organisation=OrganisationId("一小"),
                joined=date(2015, 1, 1),
            )
            for id_, named in kinds.items()
        ),
    )


def need(name: str, *kinds: str, people: int = 1, role: str | None = None) -> Need:
    """A need for one of these kinds."""
    return Need(
        id=NeedId(name), organisation=OrganisationId("一小"), kinds=kinds, people=people, role=role
    )


def test_as_many_needs_as_possible_are_filled() -> None:
    """Who could do everything makes room for who can do one thing only."""
    placing = place(
        [need("宣讲", "老教师", "老战士"), need("辅导", "老教师")],
        pool(甲="老教师 老战士", 乙="老战士"),
    )
    assert {each.need: each.volunteer for each in placing.placements} == {
        "宣讲": "乙",
        "辅导": "甲",
    }
    assert (placing.open, placing.free) == ((), ())


def test_what_stays_open_is_told_with_how_many() -> None:
    """And who is left without a need."""
    placing = place([need("国防", "老战士", people=3)], pool(甲="老战士", 乙="老教师", 丙=""))
    assert [each.volunteer for each in placing.placements] == ["甲"]
    assert (placing.open, placing.free) == ((("国防", 2),), ("丙", "乙"))


def test_who_fits_without_objection_comes_first() -> None:
    """A doubt is a second choice, what cannot be told is none unless the caller takes it."""
    seeking = [need("宣讲", role="宣讲员", people=2)]
    there = pool(甲="老战士", 乙="老教师", 丙="老干部")
    placing = place(seeking, there)
    assert [(each.volunteer, each.fit) for each in placing.placements] == [
        ("丙", Fit.WITH_CARE),
        ("乙", Fit.FITS),
    ]
    only = place(seeking, there, accepting=(Fit.FITS,))
    assert [each.volunteer for each in only.placements] == ["乙"]


def test_who_cannot_be_told_is_taken_on_request() -> None:
    """A volunteer without a kind for a need that asks for one."""
    seeking, there = [need("宣讲", "老教师")], pool(甲="")
    assert place(seeking, there).placements == ()
    asked = place(seeking, there, accepting=(Fit.CANNOT_TELL, Fit.FITS))
    assert [each.fit for each in asked.placements] == [Fit.CANNOT_TELL]


def test_two_needs_with_one_id_are_refused() -> None:
    """Nobody could say which of them was filled."""
    with pytest.raises(BadArgument) as caught:
        place([need("宣讲"), need("宣讲")], pool(甲=""))
    assert caught.value.name == "needs"


def most(wishes: dict[Seat, tuple[VolunteerId, ...]]) -> int:
    """The size of the largest matching, by trying every choice of every seat."""
    best = 0
    for choice in product(*((None, *wished) for wished in wishes.values())):
        named = [each for each in choice if each is not None]
        if len(named) == len(set(named)):
            best = max(best, len(named))
    return best


@given(
    st.lists(
        st.lists(st.sampled_from("甲乙丙丁"), unique=True).map(
            lambda names: tuple(map(VolunteerId, names))
        ),
        max_size=5,
    )
)
def test_no_other_matching_is_larger(wished: list[tuple[VolunteerId, ...]]) -> None:
    """By brute force on small inputs; everybody sits on one seat that wishes for them."""
    wishes = {(NeedId(f"N{number}"), 0): names for number, names in enumerate(wished)}
    taken = matched(wishes)
    assert len(taken) == most(wishes)
    assert len(set(taken.values())) == len(taken)
    assert all(volunteer in wishes[seat] for volunteer, seat in taken.items())


WORDS = st.lists(st.sampled_from(("老教师", "老战士", "老干部")), max_size=2, unique=True)


@given(
    kinds=st.lists(WORDS, max_size=5),
    asked=st.lists(st.tuples(WORDS, st.integers(1, 2)), max_size=4),
    random=st.randoms(use_true_random=False),
)
def test_placing_depends_on_no_order(
    kinds: list[list[str]], asked: list[tuple[list[str], int]], random: Random
) -> None:
    """Everybody is placed once or free, every place is filled or open, in whatever order given."""
    there = {f"V{number}": " ".join(named) for number, named in enumerate(kinds)}
    needs = [need(f"N{number}", *named, people=many) for number, (named, many) in enumerate(asked)]
    placing = place(needs, pool(**there))
    shuffled, others = list(there.items()), needs[:]
    random.shuffle(shuffled)
    random.shuffle(others)
    assert place(others, pool(**dict(shuffled))) == placing
    assert sorted([*placing.free, *(each.volunteer for each in placing.placements)]) == list(there)
    filled = len(placing.placements) + sum(many for _, many in placing.open)
    assert filled == sum(many for _, many in asked)
