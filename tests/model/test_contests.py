from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument
from guangongwei.model.contests import (
    AWARD_WORDS,
    HUNAN_QUOTAS,
    INNOVATION_QUOTAS,
    OTHER_AWARD_WORDS,
    YUNNAN_QUOTAS,
    AwardCount,
    Quota,
    QuotaCount,
    Standing,
    against_quota,
    tally,
)
from guangongwei.model.dated import LOCAL
from guangongwei.model.entry import Entry, EntryId
from guangongwei.model.numbers import Absence, Ratio
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree
from guangongwei.model.period import Year

NUMBERS = count(1)
DAY = date(2024, 6, 3)
YEAR = Year(2024)
S1, U1 = OrganisationId("S1"), OrganisationId("U1")
TREE = Tree(
    (
        Organisation(id=S1, name="实验小学", category=Category.PRIMARY),
        Organisation(id=U1, name="师范学院", category=Category.OTHER),
        Organisation(
            id=OrganisationId("S2"),
            name="旧小学",
            category=Category.PRIMARY,
            closed=date(2024, 7, 1),
        ),
    )
)


def entry(
    work: str | None = None,
    level: str | None = "校级",
    award: str | None = None,
    *,
    contest: str = "老少共筑中国梦",
    kind: str = "征文",
    by: OrganisationId = S1,
    on: date = DAY,
) -> Entry:
    """One work at one level."""
    return Entry(
        id=EntryId(f"C{next(NUMBERS)}"),
        organisation=by,
        contest=contest,
        kind=kind,
        level=level,
        on=on,
        award=award,
        work=work,
    )


ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from((None, "甲", "乙")),
        st.sampled_from((None, "校级", "县级", "片区")),
        st.sampled_from((None, "一等奖", "优秀", "优秀组织奖", "最具创意", "未获奖")),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("entries", "works", "at_levels", "awarded"),
    [
        ([], 0, 0, 0),
        # 同一作品送校、区、市三级: 一件, 三件次.
        ([entry("甲"), entry("甲", "区级"), entry("甲", "市级", "二等奖")], 1, 3, 1),
        # 区级 and 县级 are one level, so the second record adds nothing.
        ([entry("甲", "区级"), entry("甲", "县级")], 1, 1, 0),
        # Two contests of one level are two entries.
        ([entry("甲"), entry("甲", contest="读懂中国")], 1, 2, 0),
        ([entry("甲", contest="读懂中国"), entry("甲", contest="“读懂中国”")], 1, 1, 0),
        # 未填作品编号的各计一件.
        ([entry(), entry()], 2, 2, 0),
        # 优秀组织奖 is not won by the work.
        ([entry("甲", award="优秀组织奖")], 1, 1, 0),
        ([entry("甲", award="优秀组织奖"), entry("甲", "区级", "最具创意")], 1, 2, 1),
        # 填“无”“未获奖”的没有获奖.
        ([entry("甲", award="无"), entry("乙", award="未获奖")], 2, 2, 0),
        # 下一年报送的不算.
        ([entry("甲", on=date(2025, 1, 1))], 0, 0, 0),
    ],
)
def test_a_work_counts_once_and_once_at_each_level(
    entries: list[Entry], works: int, at_levels: int, awarded: int
) -> None:
    """Whatever it was sent up to, and wherever it won."""
    count = tally(entries, period=YEAR)
    assert (count.works, count.entries, count.awarded) == (works, at_levels, awarded)


def test_awards_need_not_be_a_pyramid() -> None:
    """More second prizes than third ones stay as they are, the best award first at each level."""
    ranks = ("三等", "二等奖", "二等奖", "特等奖", "最佳征文")
    won = [entry(str(number), "市级", rank) for number, rank in enumerate(ranks)]
    count = tally(
        [*won, entry("0", None, "创意奖"), entry(level="区级", award="组织奖")], period=YEAR
    )
    assert [(each.level, each.award, each.works) for each in count.awards] == [
        ("市级", "特等奖", 1),
        ("市级", "最佳奖", 1),
        ("市级", "二等奖", 2),
        ("市级", "三等奖", 1),
        (Absence.UNKNOWN, "创意奖", 1),
    ]
    assert count.other_awards == (AwardCount(level="区级", award="优秀组织奖", works=1),)
    assert (count.unmapped_awards, count.unmapped_levels) == (Ratio(1, 7), Ratio(0, 6))


def test_a_prize_in_two_contests_is_two_and_written_twice_is_one() -> None:
    """A work wins an award once in a contest, however many records say so."""
    twice = [entry("甲", award="一等奖"), entry("甲", award="一等")]
    other = entry("甲", award="一等奖", contest="读懂中国")
    assert [each.works for each in tally(twice, period=YEAR).awards] == [1]
    assert [each.works for each in tally([*twice, other], period=YEAR).awards] == [2]


def test_no_award_is_both_a_work_s_and_a_unit_s() -> None:
    """So each award written is counted in one place."""
    both = [word for word in AWARD_WORDS.words if word in OTHER_AWARD_WORDS]
    assert not both


@given(entries=ENTRIES)
def test_the_parts_add_up(entries: list[Entry]) -> None:
    """Levels to entries, highest levels to works; the order of the records does not matter."""
    count = tally(entries, period=YEAR)
    assert sum(number for _, number in count.by_level) == count.entries
    assert sum(number for _, number in count.by_highest) == count.works
    assert count.awarded <= count.works <= count.entries <= len(entries)
    again = tally(entries[::-1], period=YEAR)
    assert (again.works, again.entries, again.awarded) == (
        count.works,
        count.entries,
        count.awarded,
    )


@pytest.mark.parametrize(
    ("quotas", "year", "sender", "kind", "works", "found"),
    [
        # 工作创新奖: 每个单位限报一项.
        (INNOVATION_QUOTAS, 2024, S1, "创新案例", 0, [(0, 0, Standing.WITHIN)]),
        (INNOVATION_QUOTAS, 2024, S1, "创新案例", 1, [(0, 0, Standing.WITHIN)]),
        (INNOVATION_QUOTAS, 2024, S1, "创新案例", 3, [(0, 2, Standing.OVER)]),
        (INNOVATION_QUOTAS, 2020, S1, "创新案例", 3, None),
        # 读懂中国 is for universities.
        (YUNNAN_QUOTAS[:1], 2025, U1, "征文", 9, [(1, 0, Standing.SHORT)]),
        (YUNNAN_QUOTAS[:1], 2025, U1, "征文", 10, [(0, 0, Standing.WITHIN)]),
        (YUNNAN_QUOTAS[:1], 2025, U1, "微视频", 10, [(10, 0, Standing.SHORT)]),
        (YUNNAN_QUOTAS, 2025, S1, "征文", 9, None),
        (YUNNAN_QUOTAS, 2024, U1, "征文", 9, None),
        # 湖南: 2019 one essay and one video at least, 2020 two to three essays.
        (HUNAN_QUOTAS, 2019, U1, "征文", 4, [(0, 0, Standing.WITHIN), (1, 0, Standing.SHORT)]),
        (HUNAN_QUOTAS, 2020, U1, "征文", 4, [(0, 1, Standing.OVER), (1, 0, Standing.SHORT)]),
    ],
)
def test_a_unit_is_held_to_the_quota_of_the_year(
    *,
    quotas: tuple[Quota, ...],
    year: int,
    sender: OrganisationId,
    kind: str,
    works: int,
    found: list[tuple[int, int, Standing]] | None,
) -> None:
    """Missing, too many and the standing of each quota; not applicable where there is none."""
    contest = quotas[0].contest
    sent = [
        entry(str(number), level, contest=contest, kind=kind, by=sender, on=date(year, 5, 4))
        for number in range(works)
        for level in ("省级", "市级", "省")
    ]
    counts = against_quota(sent, quotas, TREE, Year(year))[sender]
    if found is None:
        assert counts is Absence.NOT_APPLICABLE
    else:
        assert not isinstance(counts, Absence)
        assert [(each.missing, each.excess, each.standing) for each in counts] == found


def test_only_entries_of_the_period_and_units_of_its_last_day_count() -> None:
    """A school that closed in the year has no row, an entry of the year before no weight."""
    late = entry("甲", "省级", contest="工作创新奖", on=date(2023, 12, 31))
    counts = against_quota([late], INNOVATION_QUOTAS, TREE, YEAR)
    none_sent = (QuotaCount(quota=INNOVATION_QUOTAS[0], works=0),)
    assert counts == {S1: none_sent, U1: none_sent}


@pytest.mark.parametrize(("least", "most"), [(2, 1), (-1, None)])
def test_a_quota_can_be_kept(least: int, most: int | None) -> None:
    """One that no number of works would keep is refused."""
    with pytest.raises(BadArgument) as caught:
        Quota(since=DAY, authority=LOCAL, contest="读懂中国", level="省级", least=least, most=most)
    assert caught.value.name == "most"


def test_a_standing_has_english_words() -> None:
    """For readers of the figures in English."""
    assert [each.label for each in Standing] == ["short", "within", "over"]
