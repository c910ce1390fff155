from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.reports.width import clipped, padded, width, wrapped

TEXTS = st.text("一二“”，。（）ab1 %e\u0301\u200d🎉", max_size=60)


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("关工委", 6), ("ｅ", 2), ("e\u0301", 1), ("“”…", 3)]
)
def test_chinese_characters_are_two_columns_wide(text: str, columns: int) -> None:
    """Combining marks take none; characters of ambiguous width take one."""
    assert width(text) == columns


def test_text_is_filled_up_on_either_side() -> None:
    """Nothing is cut off where the text is wider."""
    assert padded("五老", 6) == "五老  "
    assert padded("五老", 6, right=True) == "  五老"
    assert padded("五老志愿者", 6) == "五老志愿者"


def test_text_that_is_too_wide_ends_in_an_ellipsis() -> None:
    """The ellipsis is counted, and a character is never cut in half."""
    assert clipped("五老志愿者", 10) == "五老志愿者"
    assert clipped("五老志愿者", 6) == "五老…"


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("关心下一代", 6, ["关心下", "一代"]),
        ("关心下，一代", 6, ["关心", "下，一", "代"]),
        ("他说“好”吗", 6, ["他说", "“好”吗"]),
        ("two words", 5, ["two", "words"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("一2024年", 6, ["一2024", "年"]),
        ("一二", 1, ["一", "二"]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, columns: int, lines: list[str]) -> None:
    """Never before a stop nor after an opening mark; a word only where it is too long."""
    assert wrapped(text, columns) == lines


@given(TEXTS, st.integers(0, 20))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, columns: int) -> None:
    """All but blanks is kept in order, and no line is wider than asked, two columns at least."""
    lines = wrapped(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(each) <= max(columns, 2) for each in lines)


@given(TEXTS, st.integers(1, 20))
def test_clipping_keeps_to_the_width(text: str, columns: int) -> None:
    """No text comes out wider than asked."""
    assert width(clipped(text, columns)) <= columns
