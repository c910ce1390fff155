from __future__ import annotations

from fractions import Fraction

from guangongwei.reports.bars import bar
from guangongwei.reports.outline import Bar


def test_nothing_is_drawn_without_a_share() -> None:
    """A number that is no share has no scale."""
    assert list(bar(None)) == []


def test_a_share_is_drawn_to_scale() -> None:
    """What is sure, what is reported, what is still possible, and the line of the target."""
    drawn, caption = bar(
        Bar(
            low=Fraction(1, 4),
            value=Fraction(1, 2),
            high=Fraction(3, 4),
            lines=(Fraction(1),),
            percent="50%",
            caption="目标线 100%",
        )
    )
    assert '<rect class="sure" x="0.00" y="3" width="25.00" height="6"></rect>' in drawn
    assert '<rect class="likely" x="25.00" y="3" width="25.00" height="6"></rect>' in drawn
    assert '<rect class="maybe" x="50.00" y="3" width="25.00" height="6"></rect>' in drawn
    assert '<rect class="line" x="99.00" y="0" width="1.00" height="12"></rect>' in drawn
    assert 'role="img" aria-label="50% · 目标线 100%"' in drawn
    assert caption == '<p class="caption">目标线 100%</p>'
