from __future__ import annotations

from guangongwei.model.accreditation import Outcome


def test_every_outcome_has_its_word_in_both_languages() -> None:
    """结果 is 通过, 未通过 or 摘牌."""
    assert [(each.value, each.label) for each in Outcome] == [
        ("通过", "passed"),
        ("未通过", "not passed"),
        ("摘牌", "revoked"),
    ]
