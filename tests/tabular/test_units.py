"""Numbers in other units are converted exactly, or it is said that they are not."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model import Unit
from guangongwei.tabular import units


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("时长(小时)", ("时长", "小时")),
        ("时长(分钟)", ("时长", "分钟")),
        ("金额(单位:万元)", ("金额", "万元")),
        ("金额[万元]", ("金额", "万元")),
        ("金额【千元】", ("金额", "千元")),
        ("时长/分钟", ("时长", "分钟")),
        ("金额:元", ("金额", "元")),
        ("时长", None),
        ("示例小学(东区)", None),
        ("时长(课时)", None),
    ],
)
def test_a_header_may_state_its_unit(header: str, parts: tuple[str, str] | None) -> None:
    """In brackets, or behind a mark; words that are no unit here are none."""
    assert units.split(header) == parts


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("（单位: 分钟）", "分钟"),
        ("金额单位：元", "元"),
        ("单位：示例小学", None),
        ("万元", None),
    ],
)
def test_a_line_above_a_table_may_state_a_unit(text: str, unit: str | None) -> None:
    """It is the name of an organisation as often."""
    assert units.stated_above(text) == unit


@pytest.mark.parametrize(
    ("word", "unit", "by"),
    [
        ("分钟", Unit.HOURS, Fraction(1, 60)),
        ("万元", Unit.YUAN, Fraction(10_000)),
        ("人", Unit.PEOPLE, Fraction(1)),
        ("人次", Unit.PEOPLE, None),
        ("万元", Unit.HOURS, None),
        ("分钟", Unit.POINTS, None),
        ("分钟", None, None),
    ],
)
def test_a_unit_belongs_to_some_columns(word: str, unit: Unit | None, by: Fraction | None) -> None:
    """Attendances are not converted to persons, nor money to hours."""
    assert units.factor(word, unit) == by


@pytest.mark.parametrize(
    ("value", "by", "product", "is_exact"),
    [
        ("90", Fraction(1, 60), "1.5", True),
        ("45", Fraction(1, 60), "0.75", True),
        ("50", Fraction(1, 60), "0.833333333333333", False),
        ("0.1234", Fraction(10_000), "1234", True),
        ("0", Fraction(1, 60), "0", True),
    ],
)
def test_numbers_are_converted(value: str, by: Fraction, product: str, *, is_exact: bool) -> None:
    """What is no finite decimal is rounded where spreadsheets round."""
    assert units.converted(Decimal(value), by) == (Decimal(product), is_exact)


@given(value=st.decimals(0, 10**9, places=4))
def test_money_is_always_exact(value: Decimal) -> None:
    """Ten thousand times a number is a number."""
    product, is_exact = units.converted(value, Fraction(10_000))
    assert is_exact
    assert product == value * 10_000
