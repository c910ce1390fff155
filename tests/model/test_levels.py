from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.article import Article, ArticleId
from guangongwei.model.levels import LEVEL_WORDS, by_highest, grouped, highest
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId

WORDS = st.sampled_from((None, "校级", "县级", "部级", "片区"))


def pieces(*levels: str | None, story: str | None = None) -> tuple[Article, ...]:
    """Pieces in outlets of these levels."""
    return tuple(
        Article(
            id=ArticleId(f"G{number}"),
            organisation=OrganisationId("S1"),
            on=date(2024, 5, 4),
            level=level,
            story=story,
        )
        for number, level in enumerate(levels)
    )


@pytest.mark.parametrize(
    ("word", "standard"),
    [
        ("校", "校级"),
        ("乡镇级", "镇级"),
        ("街道级", "镇级"),
        ("县级", "区级"),
        ("区县级", "区级"),
        ("设区市级", "市级"),
        ("省", "省级"),
        ("全国", "国家级"),
        ("部级", "国家级"),
        ("片区", "片区"),
    ],
)
def test_a_level_is_found_under_its_other_words(word: str, standard: str) -> None:
    """A word that stands for no level stays as it is."""
    assert LEVEL_WORDS.standard(word) == standard


@pytest.mark.parametrize(
    ("levels", "reached"),
    [
        (("校级", "市级", "镇级"), "市级"),
        (("区级", "县级"), "区级"),
        (("省", "部级"), "国家级"),
        (("校级", None), "校级"),
        (("校级", "片区"), "校级"),
        (("片区", None), Absence.UNKNOWN),
        ((), Absence.NOT_APPLICABLE),
    ],
)
def test_the_highest_level_is_the_last_in_the_order(
    levels: tuple[str | None, ...], reached: str | Absence
) -> None:
    """Blank and unmapped levels have no place in it."""
    assert highest(pieces(*levels)) == reached


def test_a_blank_key_shares_with_nobody() -> None:
    """Two pieces of one story are together, two without a story are not."""
    told, blank = pieces("校级", "区级", story="甲"), pieces("校级", "区级")
    groups = grouped((*told, *blank), lambda each: each.story)
    assert groups == (told, blank[:1], blank[1:])


@given(st.lists(st.lists(WORDS, max_size=4), max_size=8))
def test_every_group_is_at_one_level_or_unknown(groups: list[list[str | None]]) -> None:
    """The numbers add up to the groups that have a record."""
    kept = [pieces(*levels) for levels in groups if levels]
    counts = by_highest(kept)
    assert sum(count for _, count in counts) == len(kept)
    assert [place for place, _ in counts] == [*LEVEL_WORDS.words, Absence.UNKNOWN]
