from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.balance import Option, choose, spread
from guangongwei.model.numbers import Absence, Ratio


def option(line: str) -> Option:
    """An option from a line such as `S1 湖塘 小学 3`."""
    id_, first, second, cost = line.split()
    return Option(id=id_, first=first, second=second, cost=int(cost))


def test_a_spread_is_the_highest_share_less_the_lowest() -> None:
    """A group with nothing in it has no share."""
    assert spread([Ratio(1, 2), Ratio(3, 4), Ratio(0, 0)]) == Fraction(1, 4)
    assert spread([Ratio(0, 0)]) is Absence.NOT_APPLICABLE


def test_the_first_grouping_is_evened_out_first() -> None:
    """One of each town, whatever that costs and whatever the 学段."""
    options = [option(each) for each in ("S1 湖塘 小学 1", "S2 湖塘 初中 1", "S3 牛塘 小学 9")]
    towns = {"湖塘": Ratio(0, 2), "牛塘": Ratio(0, 2)}
    stages = {"小学": Ratio(0, 2), "初中": Ratio(0, 2)}
    assert choose(options, 2, towns, stages) == {"S2", "S3"}


def test_of_equal_spreads_the_cheapest_is_chosen() -> None:
    """Two schools of one town and one 学段."""
    options = [option(each) for each in ("S1 湖塘 小学 2", "S2 湖塘 小学 1")]
    assert choose(options, 1, {"湖塘": Ratio(0, 3)}, {"小学": Ratio(0, 3)}) == {"S2"}


def test_a_group_that_cannot_grow_still_counts() -> None:
    """横山桥 is all accredited, so the town that is furthest from it is brought nearer."""
    options = [option(each) for each in ("S1 湖塘 小学 1", "S2 牛塘 小学 2", "S3 牛塘 小学 3")]
    towns = {"横山桥": Ratio(1, 1), "湖塘": Ratio(1, 2), "牛塘": Ratio(0, 2)}
    assert choose(options, 1, towns, {"小学": Ratio(2, 5)}) == {"S2"}


def test_both_groupings_may_have_to_be_looked_at_together() -> None:
    """The cheapest of each town would leave one 学段 out."""
    options = [
        option(each)
        for each in ("S1 湖塘 小学 1", "S2 湖塘 初中 5", "S3 牛塘 小学 1", "S4 牛塘 初中 9")
    ]
    towns = {"湖塘": Ratio(0, 2), "牛塘": Ratio(0, 2)}
    stages = {"小学": Ratio(0, 2), "初中": Ratio(0, 2)}
    assert choose(options, 2, towns, stages) == {"S2", "S3"}


def test_a_stage_is_evened_out_as_far_as_the_towns_allow() -> None:
    """Two 小学 would do for the 学段, but the towns ask for one of each."""
    options = [option(each) for each in ("S1 湖塘 小学 1", "S2 湖塘 小学 1", "S3 牛塘 初中 1")]
    towns = {"湖塘": Ratio(0, 2), "牛塘": Ratio(0, 2)}
    stages = {"小学": Ratio(0, 4), "初中": Ratio(2, 4)}
    assert "S3" in choose(options, 2, towns, stages)


def test_a_stage_gets_as_many_as_the_towns_leave_it() -> None:
    """Two 初中 would do for the 学段, but the towns leave room for one."""
    lines = (
        "S1 湖塘 小学 1",
        "S2 湖塘 小学 1",
        "S3 牛塘 小学 1",
        "S4 牛塘 初中 2",
        "S5 牛塘 初中 1",
    )
    towns = {"湖塘": Ratio(0, 4), "牛塘": Ratio(1, 4)}
    stages = {"小学": Ratio(1, 4), "初中": Ratio(0, 4)}
    assert choose([option(each) for each in lines], 3, towns, stages) == {"S1", "S2", "S5"}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Option], int, dict[str, Ratio], dict[str, Ratio]]:
    """A few options in a few groups, some groups having more in them than options."""
    size = draw(st.integers(1, 7))
    options = [
        Option(
            id=f"S{place}",
            first=draw(st.sampled_from("甲乙丙")),
            second=draw(st.sampled_from("子丑寅")),
            # As in the plan of a batch: no two choices cost the same.
            cost=(draw(st.integers(0, 3)) << size) + (1 << place),
        )
        for place in range(size)
    ]
    standings = []
    for groups, member in (("甲乙丙", "first"), ("子丑寅", "second")):
        standing = {}
        for group in groups:
            free = sum(getattr(each, member) == group for each in options)
            part, rest = draw(st.integers(0, 3)), draw(st.integers(0, 2))
            if free + part + rest:
                standing[group] = Ratio(part, part + free + rest)
        standings.append(standing)
    return options, draw(st.integers(1, size)), standings[0], standings[1]


def after(standing: dict[str, Ratio], groups: list[str]) -> Fraction | Absence:
    """The spread with so many more in each group."""
    return spread(
        Ratio(ratio.part + groups.count(group), ratio.whole) for group, ratio in standing.items()
    )


@given(worlds())
def test_no_other_choice_is_better(
    world: tuple[list[Option], int, dict[str, Ratio], dict[str, Ratio]],
) -> None:
    """Every choice is tried: first spread, second spread, cost, in this order."""
    options, count, first, second = world
    best = min(
        combinations(options, count),
        key=lambda chosen: (
            after(first, [each.first for each in chosen]),
            after(second, [each.second for each in chosen]),
            sum(each.cost for each in chosen),
        ),
    )
    assert choose(options, count, first, second) == {each.id for each in best}
