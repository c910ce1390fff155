from __future__ import annotations

from fractions import Fraction

from guangongwei.indicators.targets import TWO_POINTS, Target, Verdict
from guangongwei.model import Comparator


def test_a_softened_number_is_read_with_two_points_unless_said_otherwise() -> None:
    """近70% is at least 68%; 60名左右 is at least 58.8."""
    target = Target(indicator="accreditation.share", comparator=Comparator.NEARLY)
    assert target.reading is TWO_POINTS
    assert (TWO_POINTS.points, TWO_POINTS.relative) == (Fraction(2, 100), Fraction(2, 100))


def test_every_verdict_has_its_words_in_both_languages() -> None:
    """Seven verdicts, each with Chinese and English words of its own."""
    assert [each.label for each in Verdict] == [
        "met",
        "on track",
        "behind",
        "missed",
        "cannot be judged yet",
        "nothing to measure",
        "suppressed",
    ]
    assert len({each.value for each in Verdict}) == 7
