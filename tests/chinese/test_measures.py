"""Measure words are recognised after a number, longest first, and never inside other words."""

from __future__ import annotations

import pytest

from guangongwei.chinese import measures
from guangongwei.chinese.measures import Kind


@pytest.mark.parametrize(
    ("text", "unit", "kind", "stop"),
    [
        ("人次以上", "人次", Kind.COUNT, 2),
        ("人    次", "人次", Kind.COUNT, 6),
        (" 人，", "人", Kind.COUNT, 2),
        ("名单亲家庭学生", "名", Kind.COUNT, 1),
        ("个百分点", "百分点", Kind.GROWTH, 4),
        ("个工作日", "工作日", Kind.SPAN, 4),
        ("个月以上", "月", Kind.SPAN, 2),
        ("个工作室", "个", Kind.COUNT, 1),
        ("场次", "场次", Kind.COUNT, 2),
        ("元", "元", Kind.MONEY, 1),
        ("字之内", "字", Kind.SIZE, 1),
        ("学时", "学时", Kind.HOURS, 2),
        ("岁儿童", "岁", Kind.TRAIT, 1),
        ("分", "分", Kind.POINTS, 1),
        ("周年", "周年", Kind.ORDER, 2),
        ("校", "校", Kind.NOUN, 1),
        ("名优秀教师", "名", Kind.COUNT, 1),
        ("行以内", "行", Kind.SIZE, 1),
        ("起以下", "起", Kind.COUNT, 1),
        ("人/次", "人/次", Kind.COUNT, 3),
        ("臺，", "臺", Kind.COUNT, 1),
        ("個百分點", "百分點", Kind.GROWTH, 4),
    ],
)
def test_a_measure_word_is_recognised(text: str, unit: str, kind: Kind, stop: int) -> None:
    """The longest measure word counts, blanks inside and before it passed over."""
    found = measures.at(text, 0)
    assert found is not None
    assert (found[0].unit, found[0].kind, found[1]) == (unit, kind, stop)


@pytest.mark.parametrize(
    "text", ["人才", "名称", "次性", "老", "", "期间", "本科", "条件", "點鐘", "把关", "起步"]
)
def test_other_words_are_none(text: str) -> None:
    """What only looks like a measure word is part of another word."""
    assert measures.at(text, 0) is None


def test_no_measure_word_is_listed_twice() -> None:
    """Each name has one meaning."""
    names = [measure.name for measure in measures.MEASURES]
    assert len(names) == len(set(names))
