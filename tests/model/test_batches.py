from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument, NotStored
from guangongwei.model.accreditation import (
    QUALITY,
    Accreditation,
    AccreditationId,
    Outcome,
    accredited,
)
from guangongwei.model.balance import spread
from guangongwei.model.batches import Aim, BatchPlan, Priority, least_more, plan_batch
from guangongwei.model.numbers import Absence, Ratio
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable

TODAY = date(2024, 3, 1)
AIM = Aim(target=Fraction(7, 10), by=date(2024, 12, 31), as_of=TODAY)


def world(text: str) -> tuple[Tree, tuple[Accreditation, ...], dict[OrganisationId, Fraction]]:
    """Schools from lines such as `S1 湖塘 小学 缺3`, `S2 湖塘 小学 通过` or `S3 - 小学 撤销2024-09-01`."""
    organisations: list[Organisation] = []
    decisions: list[Accreditation] = []
    gaps: dict[OrganisationId, Fraction] = {}
    for line in text.strip().splitlines():
        id_, town, category, *said = line.split()
        closed = [each.removeprefix("撤销") for each in said if each.startswith("撤销")]
        organisations.append(
            Organisation(
                id=OrganisationId(id_),
                name=id_,
                category=Category(category),
                town=None if town == "-" else town,
                closed=date.fromisoformat(closed[0]) if closed else None,
            )
        )
        for each in said:
            if each.startswith("缺"):
                gaps[OrganisationId(id_)] = Fraction(each[1:])
            elif not each.startswith("撤销"):
                outcome, _, programme = each.partition("@")
                decisions.append(
                    Accreditation(
                        id=AccreditationId(f"R{len(decisions)}"),
                        organisation=OrganisationId(id_),
                        on=date(2023, 11, 20),
                        outcome=Outcome(outcome),
                        programme=programme or QUALITY,
                    )
                )
    return Tree(tuple(organisations)), tuple(decisions), gaps


def planned(text: str, aim: Aim = AIM, **more: object) -> BatchPlan:
    """The batch for the schools of a text."""
    tree, decisions, gaps = world(text)
    return plan_batch(tree, decisions, aim=aim, gaps=gaps, **more)  # type: ignore[arg-type]


def ids(plan: BatchPlan) -> list[str]:
    """The proposed schools in their order."""
    return [each.candidate.organisation for each in plan.proposals]


DISTRICT = """
S01 湖塘 小学 通过
S02 湖塘 小学 通过
S03 湖塘 初中 通过
S04 湖塘 幼儿园 缺4
S05 牛塘 小学 通过
S06 牛塘 小学 缺7.5
S07 牛塘 初中 缺4
S08 牛塘 幼儿园
S09 雪堰 小学 缺2 未通过
S10 雪堰 幼儿园 缺30 摘牌
"""


def test_the_least_number_of_schools_with_the_smallest_gaps_is_proposed() -> None:
    """4 of 10 are accredited; 70% takes three more, and these are short of the least."""
    plan = planned(DISTRICT)
    assert (plan.standing, plan.needed, plan.after) == (Ratio(4, 10), 3, Ratio(7, 10))
    assert ids(plan) == ["S09", "S04", "S07"]
    assert [each.organisation for each in plan.left] == ["S06", "S08", "S10"]
    assert (plan.reaches, plan.missing) == (True, 0)


def test_each_school_has_its_reasons() -> None:
    """Its gap and its place by it, and what the batch does for its 镇街 and 学段."""
    assert [each.reason for each in planned(DISTRICT).proposals] == [
        "缺口2，由小到大列第1；雪堰达标0/2→1/2；小学达标3/5→4/5",
        "缺口4，由小到大列第2；湖塘达标3/4→4/4；幼儿园达标0/3→1/3",
        "缺口4，由小到大列第2；牛塘达标1/4→2/4；初中达标1/2→2/2",
    ]


def test_a_school_without_an_assessment_comes_last() -> None:
    """Nobody knows what it is short of, and its reason says so."""
    plan = planned(DISTRICT, evolve(AIM, target=Fraction(1)))
    assert ids(plan) == ["S09", "S04", "S07", "S06", "S10", "S08"]
    assert plan.proposals[-1].reason == "尚无评估，缺口不详；牛塘达标1/4→4/4；幼儿园达标0/3→3/3"


def test_a_school_in_no_town_is_a_group_of_its_own() -> None:
    """Its reason says that the town is not known."""
    plan = planned("S1 - 小学 缺1", evolve(AIM, target=Fraction(1)))
    assert plan.proposals[0].reason == "缺口1，由小到大列第1；不详达标0/1→1/1；小学达标0/1→1/1"


def test_of_equal_gaps_the_more_even_choice_is_proposed() -> None:
    """S3 would leave 牛塘 with nothing."""
    text = """
    S1 湖塘 小学 通过
    S2 湖塘 小学
    S3 湖塘 小学 缺3
    S4 牛塘 小学 缺3
    S5 牛塘 小学
    """
    plan = planned(text, evolve(AIM, target=Fraction(2, 5)))
    assert ids(plan) == ["S4"]
    assert plan.town_spread == (Fraction(1, 3), Fraction(1, 6))


def _half() -> Aim:
    return evolve(AIM, target=Fraction(1, 2))


def test_of_equal_choices_the_one_with_the_earlier_ids_is_proposed() -> None:
    """Ties are always broken the same way."""
    assert ids(
        planned("S3 甲 小学 缺1\nS1 甲 小学 缺1\nS2 甲 小学 缺1\nS4 甲 小学 缺1", _half())
    ) == [
        "S1",
        "S2",
    ]


def test_balance_may_come_before_gaps() -> None:
    """均衡优先 takes the school of the town that has none, however much it is short of."""
    text = "S1 湖塘 小学 通过\nS2 湖塘 小学 缺1\nS3 牛塘 小学 缺9\nS4 牛塘 初中 缺8"
    assert ids(planned(text, _half())) == ["S2"]
    even = planned(text, _half(), priority=Priority.BALANCE)
    assert ids(even) == ["S4"]
    assert even.town_spread == (Fraction(1, 2), Fraction(0))
    assert even.stage_spread == (Fraction(1, 3), Fraction(2, 3))
    assert Priority.BALANCE.label == "balance"


def test_nearly_takes_fewer_schools_than_the_printed_share() -> None:
    """近70% read as at least 68%: 17 of 25 will do where 18 would be 72%."""
    text = "\n".join(f"S{n:02d} 湖塘 小学 {'通过' if n < 15 else '缺1'}" for n in range(25))
    plan = planned(text, evolve(AIM, accepted=Fraction(68, 100)))
    assert (plan.needed, plan.to_printed, plan.after) == (2, 3, Ratio(17, 25))
    assert planned(text).needed == 3


def test_a_school_that_closes_by_the_day_does_not_help() -> None:
    """Nor does its accreditation count on the day; one that closes later does."""
    text = """
    S1 湖塘 小学 缺1 撤销2024-09-01
    S2 湖塘 小学 通过 撤销2024-09-01
    S3 湖塘 小学 缺5
    S4 湖塘 小学 缺4 撤销2025-01-01
    S5 湖塘 小学 撤销2023-07-01
    """
    plan = planned(text, _half())
    assert (ids(plan), plan.standing, plan.closing) == (["S4"], Ratio(0, 2), ("S1", "S2"))


def test_a_share_out_of_reach_is_said_to_be() -> None:
    """Schools that will not take part count in the whole and help nothing."""
    text = "S1 湖塘 小学 通过\nS2 湖塘 小学 缺1\nS3 湖塘 小学 缺2\nS4 湖塘 小学 缺3"
    plan = planned(text, evolve(AIM, target=Fraction(1)), unavailable=[OrganisationId("S2"), "S4"])
    assert (plan.needed, ids(plan), plan.missing, plan.reaches) == (3, ["S3"], 2, False)
    assert plan.after == Ratio(2, 4)


def test_a_share_that_is_reached_takes_no_school() -> None:
    """The batch is empty, and all candidates are left."""
    plan = planned("S1 湖塘 小学 通过\nS2 湖塘 小学 缺1", _half())
    assert (plan.needed, ids(plan), plan.reaches, len(plan.left)) == (0, [], True, 1)


def test_a_district_without_schools_has_nothing_to_reach() -> None:
    """No school is needed and there is no spread."""
    plan = planned("S1 湖塘 社区")
    assert (plan.standing, plan.needed, plan.reaches) == (Ratio(0, 0), 0, True)
    assert plan.town_spread == (Absence.NOT_APPLICABLE, Absence.NOT_APPLICABLE)


def test_the_neighbouring_programme_is_never_mixed_in() -> None:
    """A plate of 五有五好 leaves a school a candidate for 优质化建设."""
    text = "S1 湖塘 小学 通过@五有五好 缺1\nS2 湖塘 小学 通过"
    plan = planned(text, evolve(AIM, target=Fraction(1)))
    assert (plan.standing, ids(plan)) == (Ratio(1, 2), ["S1"])
    other = planned(text, evolve(AIM, target=Fraction(1)), programme="五有五好")
    assert (other.standing, ids(other)) == (Ratio(1, 2), ["S2"])


def test_only_schools_within_the_organisation_count() -> None:
    """Stations and schools of another district do not."""
    bureau = OrganisationId("B")
    mine = Organisation(
        id=OrganisationId("S1"), name="甲", category=Category.PRIMARY, parent=bureau
    )
    tree = Tree(
        (
            Organisation(id=bureau, name="教育局", category=Category.BUREAU),
            mine,
            evolve(mine, id=OrganisationId("S2"), parent=None),
            evolve(mine, id=OrganisationId("S3"), category=Category.STATION),
        )
    )
    plan = plan_batch(tree, (), aim=_half(), gaps={}, within=bureau)
    assert (plan.standing, ids(plan)) == (Ratio(0, 1), ["S1"])
    with pytest.raises(NotStored):
        plan_batch(tree, (), aim=_half(), gaps={}, within=OrganisationId("?"))


def test_only_decisions_known_today_count() -> None:
    """A decision of next month cannot be planned with."""
    tree, _, _ = world("S1 湖塘 小学")
    later = Accreditation(
        id=AccreditationId("R1"),
        organisation=OrganisationId("S1"),
        on=date(2024, 4, 1),
        outcome=Outcome.PASSED,
    )
    assert plan_batch(tree, [later], aim=_half(), gaps={}).standing == Ratio(0, 1)


@pytest.mark.parametrize(
    "aim",
    [
        {"target": Fraction(70)},
        {"target": Fraction(-1, 2)},
        {"target": Fraction(7, 10), "accepted": Fraction(68)},
        {"target": Fraction(7, 10), "by": date(2024, 2, 29)},
    ],
)
def test_an_aim_is_a_share_on_a_day_to_come(aim: dict[str, object]) -> None:
    """70 is not 70%, and nothing can be planned for yesterday."""
    with pytest.raises(BadArgument):
        Aim(**{"by": TODAY, "as_of": TODAY, **aim})  # type: ignore[arg-type]  # wrong on purpose


def test_a_gap_is_not_below_zero() -> None:
    """A school with a surplus has a gap of 0."""
    with pytest.raises(BadArgument) as caught:
        planned("S1 湖塘 小学 缺-1")
    assert caught.value.name == "gaps"


@pytest.mark.parametrize(
    ("part", "whole", "share", "more"),
    [
        (88, 147, "7/10", 15),
        (88, 147, "68/100", 12),
        (7, 10, "7/10", 0),
        (8, 10, "7/10", 0),
        (0, 3, "1/3", 1),
        (0, 3, "0.34", 2),
        (0, 0, "1", 0),
    ],
)
def test_how_many_more_a_share_takes(part: int, whole: int, share: str, more: int) -> None:
    """Exactly, without rounding."""
    assert least_more(Ratio(part, whole), Fraction(share)) == more


@st.composite
def small(draw: st.DrawFn) -> str:
    """A district of a few schools in up to three towns, some accredited, some closing."""
    lines = []
    for number in range(draw(st.integers(1, 8))):
        state = draw(
            st.sampled_from(["缺0", "缺1", "缺1.5", "缺2", "", "", "通过", "通过@五有五好"])
        )
        closing = draw(st.sampled_from(["", "", "", "撤销2024-09-01"]))
        town = draw(st.sampled_from(["甲", "乙", "丙", "-"]))
        category = draw(st.sampled_from(["小学", "初中", "幼儿园", "社区"]))
        lines.append(f"S{number} {town} {category} {state} {closing}")
    return "\n".join(lines)


def merit(
    tree: Tree,
    held: Iterable[OrganisationId],
    chosen: tuple[OrganisationId, ...],
    gaps: dict[OrganisationId, Fraction],
    priority: Priority,
) -> tuple[object, ...]:
    """What a choice is judged by, computed from nothing but the records."""
    there = [each for each in tree.by_id.values() if each.category.is_school]
    there = [each for each in there if each.in_operation(AIM.by)]
    now = {*held, *chosen}
    spreads = [
        _spread([each.town or "" for each in there], [each.id in now for each in there]),
        _spread([each.category.value for each in there], [each.id in now for each in there]),
    ]
    unknown = sum(each not in gaps for each in chosen)
    total = sum((gaps.get(each, Fraction(0)) for each in chosen), Fraction(0))
    last_first = tuple(sorted(chosen, reverse=True))
    if priority is Priority.GAPS:
        return (unknown, total, *spreads, last_first)
    return (*spreads, unknown, total, last_first)


def _spread(groups: list[str], accredited: list[bool]) -> Fraction | Absence:
    told = list(zip(groups, accredited, strict=True))
    return spread(Ratio(told.count((each, True)), groups.count(each)) for each in set(groups))


@given(small(), st.sampled_from(Priority), st.integers(0, 10))
def test_no_other_batch_is_better(text: str, priority: Priority, tenths: int) -> None:
    """It reaches the share, no smaller one does, and no other of its size comes before it."""
    tree, decisions, gaps = world(text)
    aim = evolve(AIM, target=Fraction(tenths, 10))
    plan = plan_batch(tree, decisions, aim=aim, gaps=gaps, priority=priority)
    there = {
        each.id
        for each in tree.organisations
        if each.category.is_school and each.in_operation(AIM.by)
    }
    held = accredited(decisions, TODAY) & there
    free = sorted(there - held)
    reaching = [
        chosen
        for size in range(len(free) + 1)
        for chosen in combinations(free, size)
        if len(held) + size >= aim.target * len(there)
    ]
    size = min(map(len, reaching))
    best = min(
        (each for each in reaching if len(each) == size),
        key=lambda chosen: merit(tree, held, chosen, gaps, priority),
    )
    assert plan.reaches
    assert sorted(ids(plan)) == sorted(best)


@given(small(), st.sampled_from(Priority), st.data())
def test_the_order_of_the_records_does_not_matter(
    text: str, priority: Priority, data: st.DataObject
) -> None:
    """Schools and decisions may come in any order."""
    tree, decisions, gaps = world(text)
    mixed = Tree(tuple(data.draw(st.permutations(tree.organisations))))
    mixed_decisions = data.draw(st.permutations(decisions))
    plan = plan_batch(tree, decisions, aim=AIM, gaps=gaps, priority=priority)
    assert plan_batch(mixed, mixed_decisions, aim=AIM, gaps=gaps, priority=priority) == plan
