"""Hedges are found on the right side of a number, with the way they move it."""

from __future__ import annotations

import pytest

from guangongwei.chinese import hedges
from guangongwei.chinese.hedges import Direction, Side


@pytest.mark.parametrize(
    ("text", "word", "direction"),
    [
        ("有近", "近", Direction.NEAR),
        ("骨干成员接近 ", "接近", Direction.NEAR),
        ("招生约", "约", Direction.ABOUT),
        ("参加活动逾", "逾", Direction.OVER),
        ("全年不少于", "不少于", Direction.AT_LEAST),
        ("不得少于", "不得少于", Direction.AT_LEAST),
        ("至少有", "至少有", Direction.AT_LEAST),
        ("突破", "突破", Direction.AT_LEAST),
        ("字数不超", "不超", Direction.AT_MOST),
        ("面積不低於", "不低於", Direction.AT_LEAST),
        ("不超过", "不超过", Direction.AT_MOST),
        ("低于", "低于", Direction.AT_MOST),
        ("指导教师限", "限", Direction.AT_MOST),
        ("每校限报", "限报", Direction.AT_MOST),
    ],
)
def test_a_hedge_before_a_number_is_read(text: str, word: str, direction: Direction) -> None:
    """The longest word that ends at the number is its hedge."""
    found = hedges.before(text, len(text))
    assert found is not None
    hedge, start = found
    assert (hedge.word, hedge.direction, hedge.side) == (word, direction, Side.BEFORE)
    assert text[start:].startswith(word)


@pytest.mark.parametrize("text", ["", "年限", "不少于每年", "举办"])
def test_other_words_before_a_number_are_no_hedge(text: str) -> None:
    """年限 limits nothing, and a hedge further off is not touching."""
    assert hedges.before(text, len(text)) is None


@pytest.mark.parametrize(
    ("text", "word", "direction"),
    [
        ("以上", "以上", Direction.AT_LEAST),
        (" 以上", "以上", Direction.AT_LEAST),
        ("及以上", "及以上", Direction.AT_LEAST),
        ("（含）以上", "（含）以上", Direction.AT_LEAST),
        ("左右", "左右", Direction.ABOUT),
        ("之内", "之内", Direction.AT_MOST),
        ("以下", "以下", Direction.AT_MOST),
        ("内", "内", Direction.AT_MOST),
    ],
)
def test_a_hedge_after_an_amount_is_read(text: str, word: str, direction: Direction) -> None:
    """The hedge after an amount is told with where it ends."""
    found = hedges.after(text, 0)
    assert found is not None
    assert (found[0].word, found[0].direction, found[1]) == (word, direction, len(text))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("获奖比例不超过参赛人数的", "不超过"),
        ("女性不少于成员总数的", "不少于"),
        ("不低于三年的", "不低于"),
        ("不超过参赛人数", None),
        ("不超过3000字的", None),
    ],
)
def test_a_share_may_name_its_whole_after_the_hedge(text: str, word: str | None) -> None:
    """不超过参赛人数的三成: the hedge governs the share behind 的."""
    hedge = hedges.of_whole(text)
    assert (hedge.word if hedge else None) == word


def test_what_follows_an_amount_may_be_no_hedge() -> None:
    """内容 is a word of its own, and so is everything that is not listed."""
    assert hedges.after("内容", 0) is None
    assert hedges.after("的学校", 0) is None


def test_a_hedge_inside_an_amount_is_read() -> None:
    """余 and 多 stand between the number and its measure word."""
    found = hedges.inside("余人", 0)
    assert found is not None
    assert (found[0].direction, found[1]) == (Direction.OVER, 1)
    assert hedges.inside("人", 0) is None


def test_at_least_reaches_over_a_verb() -> None:
    """至少 governs a number some words later; the last such word counts."""
    text = "每学期至少听取"
    found = hedges.far_before(text, 0, len(text))
    assert found is not None
    assert found.direction is Direction.AT_LEAST
    assert hedges.far_before("每学期听取", 0, 5) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("力争全区有", "力争"),
        ("计划举办", "计划"),
        ("制定工作计划", ""),
        ("拟评选", "拟"),
        ("要求每人写", "要求"),
        ("按照要求办", ""),
        ("相应提高", ""),
        ("办好活动", ""),
    ],
)
def test_modality_is_the_word_that_says_how_firmly(text: str, word: str) -> None:
    """Nouns such as 工作计划 are not modality."""
    assert hedges.modality(text) == word
