"""Amounts are read with their range, hedge and measure word."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.chinese import quantities


@pytest.mark.parametrize(
    ("text", "printed", "values", "unit", "hedge"),
    [
        ("有近70%的学校", "近70%", [Fraction(7, 10)], "%", "近"),
        ("达95 %以上", "95 %以上", [Fraction(19, 20)], "%", "以上"),
        ("七成以上", "七成以上", [Fraction(7, 10)], "%", "以上"),
        ("70%多", "70%多", [Fraction(7, 10)], "%", "多"),
        ("不少于三分之一", "不少于三分之一", [Fraction(1, 3)], "%", "不少于"),
        ("600余人参加", "600余人", [600], "人", "余"),
        ("3.4万余人次", "3.4万余人次", [34000], "人次", "余"),
        ("210余万人次", "210余万人次", [2100000], "人次", "余"),
        ("近30人以上", "近30人以上", [30], "人", "以上"),
        ("60名左右", "60名左右", [60], "名", "左右"),
        ("2000字之内", "2000字之内", [2000], "字", "之内"),
        ("送2-3篇参加", "2-3篇", [2, 3], "篇", None),
        ("１５００—２０００字", "１５００—２０００字", [1500, 2000], "字", None),
        ("三至五名", "三至五名", [3, 5], "名", None),
        ("60-70%", "60-70%", [Fraction(3, 5), Fraction(7, 10)], "%", None),
        ("2-3万元", "2-3万元", [20000, 30000], "元", None),
        ("2万-3万元", "2万-3万元", [20000, 30000], "元", None),
        ("1000元至3000元", "1000元至3000元", [1000, 3000], "元", None),
        ("一二个", "一二个", [1, 2], "个", None),
        ("十余名", "十余名", [10], "名", "余"),
        ("3个百分点", "3个百分点", [3], "百分点", None),
        ("5000 人    次", "5000 人    次", [5000], "人次", None),
        ("打九折", "九折", [Fraction(9, 10)], "%", None),
        ("2024余", "2024", [2024], None, None),
        ("参与学生近千人", "近千人", [1000], "人", "近"),
        ("点击量突破百万人次", "突破百万人次", [10**6], "人次", "突破"),
        ("受益万余人", "万余人", [10**4], "人", "余"),
        ("配備電腦2臺左右", "2臺左右", [2], "臺", "左右"),
    ],
)
def test_an_amount_is_read_whole(
    text: str, printed: str, values: list[Fraction], unit: str | None, hedge: str | None
) -> None:
    """One amount is found, from its first hedge to its last."""
    (found,) = quantities.find(text)
    assert text[found.start : found.stop] == printed
    assert list(found.values) == values
    assert found.unit == unit
    assert (found.hedge.word if found.hedge else None) == hedge


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5-3名", [[5], [3]]),
        ("1-2-3名", [[1, 2], [3]]),
        ("1、2名", [[1], [2]]),
        ("两三次", [[2, 3]]),
        ("三两次", []),
        ("三八妇女节", []),
        ("由40名发展到83名", [[40], [83]]),
        ("2名至少", [[2]]),
        ("走进千家万户", []),
        ("数百名", []),
        ("超百强县", []),
        ("近千篇万字", [[1000]]),
    ],
)
def test_only_rising_neighbours_are_a_range(text: str, values: list[list[int]]) -> None:
    """A dash between two numbers joins them when the second is the greater."""
    assert [list(each.values) for each in quantities.find(text)] == values


@given(st.text(st.sampled_from("一二三两八十百万余多近约0123456789.,%-至名人次个以上内")))
def test_finding_never_fails(text: str) -> None:
    """Whatever the text, amounts lie inside it, in order, and hold one or two numbers."""
    reached = 0
    for each in quantities.find(text):
        assert each.start <= each.number < each.stop <= len(text)
        assert reached <= each.number
        assert len(each.values) in {1, 2}
        reached = each.number
