from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.article import Article, ArticleId
from guangongwei.model.numbers import Absence, Ratio
from guangongwei.model.organisation import Category, Organisation, OrganisationId, Tree
from guangongwei.model.period import PUBLICITY_YEAR, Year
from guangongwei.model.post import Post, PostId
from guangongwei.model.publicity import (
    correspondents,
    publicity,
    publicity_year,
    without_correspondent,
)

NUMBERS = count(1)
DAY = date(2024, 7, 31)
S1, S2, B1 = OrganisationId("S1"), OrganisationId("S2"), OrganisationId("B1")
TREE = Tree(
    (
        Organisation(id=B1, name="教育局", category=Category.BUREAU),
        Organisation(id=S1, name="实验小学", category=Category.PRIMARY, parent=B1),
        Organisation(id=S2, name="中心幼儿园", category=Category.KINDERGARTEN, parent=B1),
        Organisation(
            id=OrganisationId("S3"),
            name="新初中",
            category=Category.JUNIOR,
            founded=date(2024, 8, 1),
        ),
    )
)


def piece(story: str | None = None, level: str | None = "区级", *, on: date = DAY) -> Article:
    """One piece in one outlet."""
    return Article(
        id=ArticleId(f"G{next(NUMBERS)}"), organisation=S1, on=on, level=level, story=story
    )


def post(
    title: str,
    holder: str | None = "张三",
    *,
    of: OrganisationId = S1,
    until: date | None = None,
) -> Post:
    """One post of a committee."""
    return Post(
        id=PostId(f"Z{next(NUMBERS)}"), organisation=of, title=title, holder=holder, until=until
    )


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 7, 31), 2023),
        (date(2024, 8, 1), 2024),
        (date(2024, 12, 31), 2024),
        (date(2025, 1, 1), 2024),
    ],
)
def test_the_publicity_year_begins_in_august(day: date, year: int) -> None:
    """评比年度 is named by the August it begins with, and holds the day."""
    found = publicity_year(day)
    assert found == Year(year, start_month=PUBLICITY_YEAR)
    assert day in found


@pytest.mark.parametrize(
    ("articles", "stories", "pieces", "top"),
    [
        ([], 0, 0, {}),
        # 一稿三用: 一篇, 三条, 最高市级.
        ([piece("甲"), piece("甲", "市级"), piece("甲", "校级")], 1, 3, {"市级": 1}),
        # 未填稿源的各计一篇.
        ([piece(), piece(level="县级")], 2, 2, {"区级": 2}),
        ([piece("甲", None)], 1, 1, {Absence.UNKNOWN: 1}),
        ([piece("甲", "自媒体"), piece("甲", "全国")], 1, 2, {"国家级": 1}),
        # 8月1日起是下一评比年度.
        ([piece("甲"), piece("乙", on=date(2024, 8, 1))], 1, 1, {"区级": 1}),
    ],
)
def test_a_story_counts_once_however_often_it_is_taken(
    articles: list[Article], stories: int, pieces: int, top: dict[str | Absence, int]
) -> None:
    """At the highest level that took it; each piece counts in 条."""
    count = publicity(articles, period=publicity_year(DAY))
    assert (count.stories, count.pieces) == (stories, pieces)
    assert {level: number for level, number in count.stories_by_highest if number} == top


def test_local_levels_and_unknown_ones_are_told() -> None:
    """Unmapped words keep their own line, blank levels are 不详 and no part of the share."""
    articles = [piece(level=level) for level in ("县级", "自媒体", None, "")]
    count = publicity(articles, period=Year(2024))
    assert [each for each in count.pieces_by_level if each[1]] == [
        ("区级", 1),
        ("自媒体", 1),
        (Absence.UNKNOWN, 2),
    ]
    assert count.unmapped == Ratio(1, 2)


@given(
    st.lists(
        st.builds(
            piece,
            st.sampled_from((None, "甲", "乙")),
            st.sampled_from((None, "校级", "省", "自媒体")),
        ),
        max_size=8,
    )
)
def test_the_parts_add_up(articles: list[Article]) -> None:
    """Levels to pieces, highest levels to stories."""
    count = publicity(articles, period=Year(2024))
    assert sum(number for _, number in count.pieces_by_level) == count.pieces == len(articles)
    assert sum(number for _, number in count.stories_by_highest) == count.stories


@pytest.mark.parametrize(
    ("posts", "held", "without"),
    [
        ([], {S1: 0, S2: 0}, (S1, S2)),
        ([post("通讯员"), post("通讯员", "李四")], {S1: 2, S2: 0}, (S2,)),
        ([post("通讯员", None)], {S1: 0, S2: 0}, (S1, S2)),
        ([post("主任")], {S1: 0, S2: 0}, (S1, S2)),
        ([post("通讯员", until=DAY)], {S1: 1, S2: 0}, (S2,)),
        ([post("通讯员", until=date(2024, 7, 30))], {S1: 0, S2: 0}, (S1, S2)),
        ([post("通讯员", of=B1), post("通讯员", of=S2)], {S1: 0, S2: 1}, (S1,)),
    ],
)
def test_correspondents_are_the_posts_held_that_day(
    posts: list[Post], held: dict[OrganisationId, int], without: tuple[OrganisationId, ...]
) -> None:
    """For each school in operation; a bureau's is no school's."""
    assert correspondents(posts, TREE, DAY) == held
    assert without_correspondent(posts, TREE, DAY) == without
