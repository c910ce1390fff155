"""The terms of a target are read from the words before its number."""

from __future__ import annotations

import pytest

from guangongwei.chinese import quantities
from guangongwei.model.plan import Comparator
from guangongwei.plans import terms


@pytest.mark.parametrize(
    ("text", "comparator", "word"),
    [
        ("入学率达到95%", Comparator.EXACTLY, ""),
        ("有近70%", Comparator.NEARLY, "近"),
        ("招生约1800人", Comparator.NEARLY, "约"),
        ("评出60篇左右", Comparator.NEARLY, "左右"),
        ("结对200余对", Comparator.AT_LEAST, "余"),
        ("不少于20次", Comparator.AT_LEAST, "不少于"),
        ("至少听取1次", Comparator.AT_LEAST, "至少"),
        ("不超过参赛人数的三成", Comparator.AT_MOST, "不超过"),
        ("控制在45人以内", Comparator.AT_MOST, "以内"),
        ("控制在45人", Comparator.AT_MOST, "控制在"),
        ("控制在1000字左右", Comparator.NEARLY, "左右"),
        ("降至8%", Comparator.AT_MOST, "降至"),
        ("降至2%以下", Comparator.AT_MOST, "以下"),
        ("选送2-3篇", Comparator.BETWEEN, ""),
        ("在原有基础上增加辅导站5所", Comparator.INCREASE, ""),
        ("增长10%以上", Comparator.INCREASE, "以上"),
        ("占比提高3个百分点", Comparator.INCREASE, ""),
        ("在去年基础上新增5所", Comparator.INCREASE, ""),
        ("在现有基础上新建2家", Comparator.INCREASE, ""),
        ("新增学位3600个", Comparator.EXACTLY, ""),
        ("提高到91%", Comparator.EXACTLY, ""),
        ("增至12人", Comparator.EXACTLY, ""),
        ("提高覆盖面培训300人", Comparator.EXACTLY, ""),
        ("文件减少20%", Comparator.DECREASE, ""),
        ("压缩包1个", Comparator.EXACTLY, ""),
    ],
)
def test_the_comparator_is_read(text: str, comparator: Comparator, word: str) -> None:
    """The hedge, or else the verb, says how the figure is held against the number."""
    (amount,) = quantities.find(text)
    assert terms.comparator(amount, text[: amount.start]) == (comparator, word)


@pytest.mark.parametrize(
    ("left", "per"),
    [
        ("每所家长学校每学期", "每学期"),
        ("每名“五老”结对", "每名“五老”"),
        ("每校", "每校"),
        ("各学院报送", "各学院"),
        ("教师人均培训", "人均"),
        ("家长人手", "人手"),
        ("全年举办", "全年"),
        ("一户", "一户"),
        ("半年", "半年"),
        ("优秀教师各", ""),
        ("举办", ""),
    ],
)
def test_for_each_what_is_read(left: str, per: str) -> None:
    """The last such word before the number counts."""
    assert terms.per(left) == per


@pytest.mark.parametrize(
    ("right", "per"), [("/年，培训", "/年"), ("/学期", "/学期"), ("以上", ""), ("/2", "")]
)
def test_for_each_what_may_stand_behind(right: str, per: str) -> None:
    """4次/年 is four times in every year."""
    assert terms.rate(right) == per


@pytest.mark.parametrize(
    ("left", "each"), [("优秀教师各", True), ("象棋各安排", True), ("各校", False), ("", False)]
)
def test_each_is_read(left: str, *, each: bool) -> None:
    """各 right before the number means each one listed."""
    assert terms.is_each(left) == each


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("力争全区有近70%的中小学、幼儿园达到关工委优质化建设标准", "全区中小学、幼儿园"),
        ("60%以上的县区建成家庭教育指导中心", "县区"),
        ("满意率95%", ""),
    ],
)
def test_the_scope_of_a_share_is_read(words: str, scope: str) -> None:
    """Whom a share is taken of, with the area."""
    assert terms.scope(words) == scope
