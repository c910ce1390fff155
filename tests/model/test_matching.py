from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.care import Pairing, PairingId, ProgrammeId
from guangongwei.model.fit import Fit
from guangongwei.model.matching import Need, NeedId, Pool, candidates
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree
from guangongwei.model.volunteer import Service, ServiceId, Volunteer, VolunteerId

if TYPE_CHECKING:
    from random import Random

DAY = date(2024, 3, 15)


def school(name: str, town: str | None) -> Organisation:
    """A school of a town."""
    return Organisation(id=OrganisationId(name), name=name, category=Category.PRIMARY, town=town)


TREE = Tree(
    (
        school("一小", "湖塘镇"),
        school("二小", "湖塘镇"),
        school("三小", "雪堰镇"),
        school("四小", None),
    )
)


def volunteer(
    name: str,
    at: str,
    *,
    kinds: tuple[str, ...] = ("老教师",),
    roles: tuple[str, ...] = (),
    born: date | None = None,
) -> Volunteer:
    """A volunteer on the roll."""
    return Volunteer(
        id=VolunteerId(name),
        name="张三",
        born=born,
        kinds=kinds,
        organisation=OrganisationId(at),
        joined=date(2015, 1, 1),
        roles=roles,
    )


def pool(
    *volunteers: Volunteer,
    services: tuple[Service, ...] = (),
    pairings: tuple[Pairing, ...] = (),
) -> Pool:
    """A pool of the four schools on the day."""
    return Pool(day=DAY, tree=TREE, volunteers=volunteers, services=services, pairings=pairings)


def service(by: str, programme: str, *, hours: int, on: date = DAY) -> Service:
    """A service in a programme."""
    return Service(
        id=ServiceId("F1"),
        volunteer=VolunteerId(by),
        organisation=OrganisationId("一小"),
        on=on,
        programme=programme,
        hours=Decimal(hours),
    )


NEED = Need(id=NeedId("N1"), organisation=OrganisationId("一小"))


@pytest.mark.parametrize(
    ("need", "who", "fit", "codes"),
    [
        (NEED, volunteer("甲", "三小"), Fit.FITS, ()),
        (evolve(NEED, kinds=("退休教师",)), volunteer("甲", "三小"), Fit.FITS, ()),
        (
            evolve(NEED, kinds=("老战士", "老模范")),
            volunteer("甲", "三小"),
            Fit.DOES_NOT_FIT,
            ("V201",),
        ),
        (
            evolve(NEED, kinds=("老战士",)),
            volunteer("甲", "三小", kinds=("老干部", "老军人")),
            Fit.FITS,
            (),
        ),
        (
            evolve(NEED, kinds=("老战士",)),
            volunteer("甲", "三小", kinds=()),
            Fit.CANNOT_TELL,
            ("V202",),
        ),
        (evolve(NEED, role="宣讲员"), volunteer("甲", "三小"), Fit.WITH_CARE, ("V203",)),
        (
            evolve(NEED, role="宣讲员", role_required=True),
            volunteer("甲", "三小"),
            Fit.DOES_NOT_FIT,
            ("V203",),
        ),
        (
            evolve(NEED, role="法治副校长", role_required=True),
            volunteer("甲", "三小", roles=("法制副校长",)),
            Fit.FITS,
            (),
        ),
        (evolve(NEED, programme="四点钟课堂"), volunteer("甲", "三小"), Fit.WITH_CARE, ("V204",)),
        (evolve(NEED, town="湖塘镇"), volunteer("甲", "二小"), Fit.FITS, ()),
        (evolve(NEED, town="湖塘镇"), volunteer("甲", "三小"), Fit.DOES_NOT_FIT, ("V205",)),
        (evolve(NEED, town="湖塘镇"), volunteer("甲", "四小"), Fit.CANNOT_TELL, ("V206",)),
        (evolve(NEED, weekly_hours=Decimal(9)), volunteer("甲", "一小"), Fit.FITS, ()),
        (
            evolve(NEED, weekly_hours=Decimal(10)),
            volunteer("甲", "一小"),
            Fit.DOES_NOT_FIT,
            ("V103",),
        ),
        (
            evolve(NEED, role="委员", kinds=("老干部",), town="湖塘镇"),
            volunteer("甲", "三小", born=date(1940, 1, 1)),
            Fit.DOES_NOT_FIT,
            ("V105", "V201", "V203", "V205"),
        ),
    ],
)
def test_each_volunteer_is_told_why_or_why_not(
    need: Need, who: Volunteer, fit: Fit, codes: tuple[str, ...]
) -> None:
    """Kind, role, programme, town, hours and age, every objection with its code."""
    (candidate,) = candidates(need, pool(who))
    assert (candidate.judgement.fit, candidate.judgement.codes) == (fit, codes)


def test_the_most_suitable_comes_first() -> None:
    """By fit, then by objections, by nearness, by load, and at last by id."""
    people = (
        volunteer("戊", "一小", kinds=("老干部",)),
        volunteer("丁", "三小"),
        volunteer("丙", "二小"),
        volunteer("乙", "一小"),
        volunteer("甲", "一小"),
        volunteer("己", "四小", kinds=()),
    )
    pair = Pairing(
        id=PairingId("J1"),
        programme=ProgrammeId("G1"),
        volunteers=(VolunteerId("甲"),),
        subject="K1",
        started=date(2024, 1, 1),
    )
    ranked = candidates(evolve(NEED, kinds=("老教师",)), pool(*people, pairings=(pair,)))
    assert "".join(each.volunteer for each in ranked) == "乙甲丙丁己戊"
    assert [each.distance for each in ranked] == [0, 0, 1, 2, 2, 0]


def test_who_has_served_in_the_programme_is_not_new_to_it() -> None:
    """By the day; a service planned for later is none yet."""
    need = evolve(NEED, programme="四点钟课堂")
    done = service("甲", "四点钟课堂", hours=2)
    planned = service("乙", "四点钟课堂", hours=2, on=date(2024, 3, 16))
    ranked = candidates(
        need, pool(volunteer("甲", "一小"), volunteer("乙", "一小"), services=(done, planned))
    )
    assert [each.judgement.codes for each in ranked] == [(), ("V204",)]


def test_two_volunteers_with_one_id_are_one_candidate() -> None:
    """The first of them."""
    twins = pool(volunteer("甲", "一小"), volunteer("甲", "三小"))
    assert [each.distance for each in candidates(NEED, twins)] == [0]


def test_a_candidate_shows_nothing_personal() -> None:
    """Only the key."""
    who = volunteer("甲", "一小", born=date(1940, 5, 6))
    (candidate,) = candidates(evolve(NEED, role="委员"), pool(who))
    shown = f"{candidate!r}{pool(who)!r}"
    for personal in ("张三", "1940"):
        assert personal not in shown


KINDS = st.sampled_from(((), ("老教师",), ("老战士",), ("老教师", "老战士")))


@given(
    people=st.lists(
        st.tuples(st.sampled_from(("一小", "二小", "三小", "四小")), KINDS), max_size=5
    ),
    kinds=KINDS,
    town=st.sampled_from((None, "湖塘镇")),
    random=st.randoms(use_true_random=False),
)
def test_everybody_is_answered_in_one_order(
    people: list[tuple[str, tuple[str, ...]]],
    kinds: tuple[str, ...],
    town: str | None,
    random: Random,
) -> None:
    """Every volunteer once, whatever the order they are given in, and the fit never improves."""
    volunteers = [volunteer(f"V{number}", at, kinds=own) for number, (at, own) in enumerate(people)]
    need = evolve(NEED, kinds=kinds, town=town)
    ranked = candidates(need, pool(*volunteers))
    random.shuffle(volunteers)
    assert candidates(need, pool(*volunteers)) == ranked
    assert sorted(each.volunteer for each in ranked) == sorted(each.id for each in volunteers)
    ranks = [each.judgement.fit.rank for each in ranked]
    assert ranks == sorted(ranks)
