from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.reports.excerpts import after_title, printable, title_of


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("落实机制，加强领导。", "落实机制", "加强领导。"),
        ("参加“爱学习，爱劳动”活动。做好总结。", "参加“爱学习，爱劳动”活动", "做好总结。"),
        ("青蓝工程”很好，继续。", "青蓝工程”很好", "继续。"),
        ("没有标点", "没有标点", ""),
        ("十" * 61, "十" * 59 + "…", "…十十"),
        ("省略…，继续", "省略…", "继续"),
    ],
)
def test_the_title_of_an_item_is_its_first_clause(text: str, title: str, rest: str) -> None:
    """Quotation marks are not broken, and title and rest lose no word."""
    assert title_of(text) == title
    assert after_title(text) == rest


def test_what_could_steer_a_terminal_is_made_visible() -> None:
    """Escape codes, overrides of direction and half surrogates become a replacement mark."""
    assert printable("甲\x1b[31m乙\u202e丙\ud800\n 丁\t") == "甲\ufffd[31m乙\ufffd丙\ufffd 丁"


@given(st.text(st.characters(codec=None)))
def test_whatever_is_shown_can_be_printed(text: str) -> None:
    """No text leaves a line break, a control character or anything that UTF-8 cannot hold."""
    shown = printable(text)
    assert not {unicodedata.category(each) for each in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert shown == printable(shown)


@given(st.text("一，。“”甲a \n", max_size=90))
def test_title_and_rest_keep_every_word(text: str) -> None:
    """What the title leaves out follows in the rest; only stops between them are dropped."""
    both = f"{title_of(text)}{after_title(text)}"
    marks = str.maketrans("", "", "，。… \n")
    assert both.translate(marks) == text.translate(marks)
