"""Running text is cut at its separators, and names and brackets stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.plans.clauses import cut


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("办好讲座，不少于3场；写总结。", ["办好讲座", "不少于3场", "写总结"]),
        ("覆盖率达95%,满意率98%.", ["覆盖率达95%", "满意率98%"]),
        ("筹集1,206,350元", ["筹集1,206,350元"]),
        ("下午3:30开会", ["下午3:30开会"]),
        ("报送截止时间：6月20日", ["报送截止时间：6月20日"]),
        ("实现以下目标：9月1日前配备率100%", ["实现以下目标", "9月1日前配备率100%"]),
        ("2)合格率达到95%", ["合格率达到95%"]),
        ("三项工作：一是学习；二是宣讲", ["三项工作", "学习", "宣讲"]),
        ("（1）志愿者600人；（2）骨干150人", ["志愿者600人", "骨干150人"]),
        ("2. 壮大队伍", ["壮大队伍"]),
        ("“爱学习，爱劳动”活动，写征文", ["“爱学习，爱劳动”活动", "写征文"]),
        ("《我，和你》读书", ["《我，和你》读书"]),
        ("一、二批学校", ["一、二批学校"]),
        ("，。  ，", []),
    ],
)
def test_text_is_cut_at_its_separators(text: str, clauses: list[str]) -> None:
    """Marks, blanks and separators are left out; commas in names and numbers separate nothing."""
    assert [text[each.start : each.stop] for each in cut(text).outer] == clauses


def test_a_bracket_is_cut_for_itself() -> None:
    """The clauses of a bracket know the clause around it, and do not cut that one."""
    text = "介绍材料1份（写明思路，不超过3000字）和照片，完"
    pieces = cut(text)
    assert [text[each.start : each.stop] for each in pieces.outer] == [
        "介绍材料1份（写明思路，不超过3000字）和照片",
        "完",
    ]
    assert [text[each.start : each.stop] for each in pieces.inner] == ["写明思路", "不超过3000字"]
    inner = pieces.clause_at(text.index("3000"))
    assert inner == pieces.inner[1]
    assert inner is not None
    assert pieces.host_of(inner) == pieces.outer[0]
    assert pieces.host_of(pieces.outer[1]) == pieces.outer[1]
    assert pieces.bracket_around(text.index("3000")) == (6, 21)
    assert pieces.bracket_around(0) is None
    assert pieces.clause_at(text.index("，完")) is None


@pytest.mark.parametrize("text", ["（未完", "未完）", "（一（二）", "（一\n）二"])
def test_brackets_without_a_partner_are_plain_signs(text: str) -> None:
    """A bracket that is not closed on its line holds nothing back."""
    assert all(text[start] == "（" for start in cut(text).brackets.starts)


def test_sentences_are_counted() -> None:
    """A comma keeps the sentence, a full stop begins the next."""
    assert [each.sentence for each in cut("一年，两年。三年；四年").outer] == [0, 0, 1, 2]


def test_a_semicolon_keeps_the_row() -> None:
    """Sentences parted by ； alone stand in one row."""
    assert [each.row for each in cut("一年；两年，三年。四年\n五年").outer] == [0, 0, 0, 1, 2]


def test_a_name_may_be_the_beginning_of_something_longer() -> None:
    """“七一”前 goes beyond the name that it begins with."""
    pieces = cut("“七一”前")
    assert (pieces.in_name(0), pieces.in_name(0, 4), pieces.in_name(0, 5)) == (True, True, False)


@given(st.text(st.sampled_from("，。；：,.;:()（）“”《》\n 1a一、是①字")))
def test_cutting_never_fails(text: str) -> None:
    """Whatever the text, clauses lie inside it in order and begin and end with a sign."""
    pieces = cut(text)
    for clauses in (pieces.outer, pieces.inner):
        reached = 0
        for each in clauses:
            words = text[each.start : each.stop]
            assert reached <= each.start
            assert words == words.strip() != ""
            assert pieces.host_of(each).host is None
            reached = each.stop
