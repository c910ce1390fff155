"""Traditional characters are read as simplified ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guangongwei.chinese.script import simplified


def test_traditional_words_read_as_simplified_ones() -> None:
    """The words of plans and notices come out as they would be printed in simplified script."""
    assert simplified("關工委工作計劃：負責單位，縣婦聯、財政廳") == (
        "关工委工作计划：负责单位，县妇联、财政厅"
    )


@given(st.text("關关计劃X1，\n"))
def test_every_place_stays(text: str) -> None:
    """The text is as long as it was, and reading it again changes nothing."""
    assert len(simplified(text)) == len(text)
    assert simplified(simplified(text)) == simplified(text)
