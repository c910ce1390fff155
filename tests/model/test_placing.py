from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.model.plain_placing import placed, seated

from guangongwei.errors import BadArgument
from guangongwei.model.care import Pairing, PairingId, ProgrammeId
from guangongwei.model.fit import Fit
from guangongwei.model.matching import Need, NeedId, Pool, candidates, suited
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree
from guangongwei.model.placing import matched, place
from guangongwei.model.volunteer import Service, ServiceId, Volunteer, VolunteerId

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


def most(wishes: dict[NeedId, tuple[VolunteerId, ...]], places: dict[NeedId, int]) -> int:
    """The size of the largest matching, by trying every choice of every place."""
    seats = [wished for id_, wished in wishes.items() for _ in range(places[id_])]
    best = 0
    for choice in product(*((None, *wished) for wished in seats)):
        named = [each for each in choice if each is not None]
        if len(named) == len(set(named)):
            best = max(best, len(named))
    return best


def wished(among: str) -> st.SearchStrategy[tuple[VolunteerId, ...]]:
    """Some of these volunteers, in some order."""
    return st.lists(st.sampled_from(among), unique=True).map(
        lambda names: tuple(map(VolunteerId, names))
    )


@given(st.lists(st.tuples(wished("甲乙丙丁"), st.integers(1, 2)), max_size=3))
def test_no_other_matching_is_larger(asked: list[tuple[tuple[VolunteerId, ...], int]]) -> None:
    """By brute force on small inputs; everybody has one place of a need that wishes for them."""
    wishes = {NeedId(f"N{number}"): names for number, (names, _) in enumerate(asked)}
    places = {NeedId(f"N{number}"): people for number, (_, people) in enumerate(asked)}
    taken = matched(wishes, places=places)
    assert len(taken) == most(wishes, places)
    assert all(list(taken.values()).count(need) <= places[need] for need in places)
    assert all(volunteer in wishes[need] for volunteer, need in taken.items())


@given(st.lists(st.tuples(wished("甲乙丙丁戊己庚辛"), st.integers(1, 3)), max_size=7))
def test_places_are_filled_as_seats_are(asked: list[tuple[tuple[VolunteerId, ...], int]]) -> None:
    """What is skipped because it cannot lead anywhere would not have led anywhere."""
    seats = {
        (NeedId(f"N{number}"), seat): names
        for number, (names, people) in enumerate(asked)
        for seat in range(people)
    }
    wishes = {need: names for (need, _), names in seats.items()}
    places = {NeedId(f"N{number}"): people for number, (_, people) in enumerate(asked)}
    plain = {volunteer: need for volunteer, (need, _) in seated(seats, {}).items()}
    assert matched(wishes, places=places) == plain


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


ROLES = st.sampled_from((None, "宣讲员", "常务副主任"))
TOWNS = (("一小", "东镇"), ("二小", "西镇"), ("三小", None))
FOREST = Tree(
    tuple(
        Organisation(id=OrganisationId(name), name=name, category=Category.PRIMARY, town=town)
        for name, town in TOWNS
    )
)
HOURS: tuple[Decimal | Absence, ...] = (Decimal(30), Decimal(2), Absence.UNKNOWN)
SCHOOLS = st.sampled_from([OrganisationId(name) for name, _ in TOWNS])
NEEDS = st.builds(
    Need,
    id=st.integers(0, 9).map(lambda number: NeedId(f"N{number}")),
    organisation=SCHOOLS,
    role=ROLES,
    role_required=st.booleans(),
    programme=st.sampled_from((None, "课后服务")),
    town=st.sampled_from((None, "东镇")),
    kinds=WORDS.map(tuple),
    weekly_hours=st.sampled_from((Decimal(0), Decimal(3))),
    pairings=st.integers(0, 1),
    people=st.integers(1, 3),
)


@st.composite
def crowds(draw: st.DrawFn) -> Pool:
    """Volunteers of several schools, some of whom serve or are in pairs already."""
    people = [VolunteerId(f"V{number}") for number in range(draw(st.integers(0, 7)))]
    pool = Pool(
        day=date(2024, 3, 15),
        tree=FOREST,
        volunteers=tuple(
            Volunteer(
                id=each,
                name="张三",
                born=draw(st.sampled_from((None, date(1950, 1, 1), date(1960, 1, 1)))),
                kinds=tuple(draw(WORDS)),
                roles=tuple(filter(None, [draw(ROLES)])),
                organisation=draw(SCHOOLS),
                joined=draw(st.sampled_from((date(2015, 1, 1), date(2024, 5, 1)))),
            )
            for each in people
        ),
    )
    served = st.lists(st.sampled_from(people), max_size=5) if people else st.just([])
    return evolve(
        pool,
        services=tuple(
            Service(
                id=ServiceId(f"S{number}"),
                volunteer=each,
                organisation=OrganisationId("一小"),
                on=date(2024, 3, 1),
                programme=draw(st.sampled_from((None, "课后服务"))),
                hours=draw(st.sampled_from(HOURS)),
            )
            for number, each in enumerate(draw(served))
        ),
        pairings=tuple(
            Pairing(
                id=PairingId(f"J{number}"),
                programme=ProgrammeId("P1"),
                volunteers=(each,),
                subject="K1",
                started=date(2024, 1, 1),
            )
            for number, each in enumerate(draw(served))
        ),
    )


@given(pool=crowds(), needs=st.lists(NEEDS, max_size=6, unique_by=lambda need: need.id))
def test_placing_is_the_plain_way_with_less_to_look_up(pool: Pool, needs: list[Need]) -> None:
    """What a pool keeps from one need to the next changes no answer, nor does a second question."""
    assert place(needs, pool) == placed(needs, pool)
    assert place(needs, pool) == placed(needs, pool)
    for need in needs:
        found = candidates(need, pool)
        assert list(found) == sorted(found, key=lambda each: each.order)
        assert {each.volunteer: each.judgement.fit for each in found} == suited(need, pool)
