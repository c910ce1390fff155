"""Heading marks are found where they could stand, and never inside dates, decimals and lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.chinese import marks
from guangongwei.chinese.marks import Family


@pytest.mark.parametrize(
    ("line", "family", "ordinal", "printed"),
    [
        ("一、加强学习", Family.HAN, 1, "一、"),
        ("十二、加强学习", Family.HAN, 12, "十二、"),
        ("二十一、加强学习", Family.HAN, 21, "二十一、"),
        ("三．加强学习", Family.HAN, 3, "三．"),
        ("四.加强学习", Family.HAN, 4, "四."),
        ("壹、加强学习", Family.PART, 1, "壹、"),
        ("參、實施內容", Family.PART, 3, "參、"),
        ("第二章 工作目标", Family.PART, 2, "第二章"),
        ("第一部分：总体要求", Family.PART, 1, "第一部分："),
        ("（一）加强学习", Family.HAN_BRACKET, 1, "（一）"),
        ("(三)、加强学习", Family.HAN_BRACKET, 3, "(三)、"),
        ("( 一) 加强学习", Family.HAN_BRACKET, 1, "( 一)"),
        ("二）加强学习", Family.HAN_BRACKET, 2, "二）"),
        ("㈢加强学习", Family.HAN_BRACKET, 3, "㈢"),
        ("1.加强学习", Family.DIGIT, 1, "1."),
        ("5. 加强学习", Family.DIGIT, 5, "5."),
        ("１．加强学习", Family.DIGIT, 1, "１．"),
        ("15、加强学习", Family.DIGIT, 15, "15、"),
        ("3 、加强学习", Family.DIGIT, 3, "3 、"),
        ("1\\. 加强学习", Family.DIGIT, 1, "1\\."),
        ("⒉加强学习", Family.DIGIT, 2, "⒉"),
        ("1.2025年全面加强", Family.DIGIT, 1, "1."),
        ("（1）加强学习", Family.DIGIT_BRACKET, 1, "（1）"),
        ("(2)加强学习", Family.DIGIT_BRACKET, 2, "(2)"),
        ("3)加强学习", Family.DIGIT_BRACKET, 3, "3)"),
        ("⑷加强学习", Family.DIGIT_BRACKET, 4, "⑷"),
        ("①加强学习", Family.CIRCLED, 1, "①"),
        ("㉑加强学习", Family.CIRCLED, 21, "㉑"),
        ("❸加强学习", Family.CIRCLED, 3, "❸"),
        ("一是加强学习", Family.SPOKEN, 1, "一是"),
        ("二要加强学习", Family.SPOKEN, 2, "二要"),
        ("第三，加强学习", Family.SPOKEN, 3, "第三，"),
        ("其四，加强学习", Family.SPOKEN, 4, "其四，"),
    ],
)
def test_every_style_of_mark_is_read(line: str, family: Family, ordinal: int, printed: str) -> None:
    """A mark tells its family, its number and how it is printed."""
    mark = marks.leading(line)
    assert mark is not None
    assert (mark.family, mark.ordinal, mark.text) == (family, ordinal, printed)
    assert line[mark.start : mark.stop] == printed


@pytest.mark.parametrize(
    "line",
    [
        "12.9运动纪念活动",
        "五.四青年节",
        "1.5万人次",
        "3.4万余人次",
        "2024.3.1前完成",
        "2012 年全县教育工作",
        "1,200人参加",
        "一、二年级学生",
        "三、四批学校",
        "一、二、三等奖",
        "1、2号楼",
        "第一、二批学校",
        "一般不超过3人",
        "一二三、加强学习",
        "一、",
        "1.",
        "（一）",
        "全年开展活动",
        "",
    ],
)
def test_dates_decimals_and_lists_are_no_marks(line: str) -> None:
    """What only looks like a mark, or has no words after it, is none."""
    assert marks.leading(line) is None
    assert not [mark for mark in marks.find(line) if not mark.is_doubtful]


def test_marks_inside_a_line_follow_punctuation() -> None:
    """A mark is proposed after punctuation or a blank, and in the middle of a word never."""
    found = marks.find("分三步：一是摸底；二是结对。统一是前提 1、总结")
    assert [(mark.text, mark.leads) for mark in found] == [
        ("一是", False),
        ("二是", False),
        ("1、", False),
    ]


@pytest.mark.parametrize(
    ("line", "ordinal"),
    [
        ("6、10月份组织评选", 6),
        ("3，加强学习", 3),
        ("三，加强学习", 3),
        ("二 加强学习", 2),
        ("2 加强学习", 2),
    ],
)
def test_what_could_be_prose_is_doubtful(line: str, ordinal: int) -> None:
    """A number before a comma, a blank or a month is proposed with a doubt."""
    (mark,) = marks.find(line)
    assert (mark.ordinal, mark.leads, mark.is_doubtful) == (ordinal, True, True)


def test_a_number_glued_to_words_is_doubtful() -> None:
    """A converter's 发展1、学前 is proposed with a doubt, 第1、 and 初1、 are not."""
    (mark,) = marks.find("促进学前教育发展1、学前三年")
    assert (mark.text, mark.leads, mark.is_doubtful) == ("1、", False, True)
    assert marks.find("图1、第2、学校") == ()


def test_decoration_before_a_mark_is_no_part_of_it() -> None:
    """Bookmarks, blanks and Markdown signs lie between the front of a line and its mark."""
    for line in ("[bookmark: _Toc1]一、学习", "　　一、学习", "## 一、学习", "- **一、学习**"):
        (mark,) = marks.find(line)
        assert (mark.text, mark.leads, mark.front) == ("一、", True, 0)
        assert line[mark.start : mark.stop] == "一、"


def test_signs_tell_lists_of_one_family_apart() -> None:
    """1. and 1、 are lists of their own; full-width and half-width signs are the same."""
    signs = [mark.sign for mark in marks.find("1.甲\n1．乙\n1、丙\n（1）丁\n(1)戊\n一是己")]
    assert signs == [".", ".", "、", "()", "()", "是"]


def test_families_are_ranked_from_wide_to_narrow() -> None:
    """一、 heads （一）, which heads 1., and so on down to 一是."""
    ranks = [family.rank for family in Family]
    assert ranks == sorted(ranks)
    assert Family.HAN.rank < Family.HAN_BRACKET.rank < Family.DIGIT.rank < Family.SPOKEN.rank


@given(st.text(alphabet="一二十（）()1２.、，。；①②是要第其 \n\t#*章年月好\u3000", max_size=80))
def test_marks_never_overlap_their_order(text: str) -> None:
    """Whatever the text, marks come in order and each is the text at its place."""
    found = marks.find(text)
    assert [mark.start for mark in found] == sorted({mark.start for mark in found})
    for mark in found:
        assert text[mark.start : mark.stop] == mark.text
        assert mark.front <= mark.start < mark.stop
