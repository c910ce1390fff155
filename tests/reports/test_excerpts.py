from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.reports.excerpts import after_title, title_of


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


@given(st.text("一，。“”甲a \n", max_size=90))
def test_title_and_rest_keep_every_word(text: str) -> None:
    """What the title leaves out follows in the rest; only stops between them are dropped."""
    both = f"{title_of(text)}{after_title(text)}"
    marks = str.maketrans("", "", "，。… \n")
    assert both.translate(marks) == text.translate(marks)
