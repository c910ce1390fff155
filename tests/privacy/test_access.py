from __future__ import annotations

from datetime import UTC, datetime

import pytest

from guangongwei.errors import BadArgument
from guangongwei.privacy import Access, LegalBasis, MemoryLog, Purpose, Reading

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
CARE = Purpose(name="关爱帮扶")


def test_a_guardians_consent_is_the_ground_unless_another_is_named() -> None:
    """And it alone asks for consents."""
    assert CARE.basis is LegalBasis.GUARDIAN_CONSENT
    assert CARE.basis.needs_consent
    assert not LegalBasis.STATUTORY_DUTY.needs_consent


@pytest.mark.parametrize("name", ["", " ", "\u3000"])
def test_nobody_reads_for_nothing(name: str) -> None:
    """A purpose has a name, and so has whoever answers for it."""
    with pytest.raises(BadArgument) as caught:
        Purpose(name=name)
    assert caught.value.name == "name"
    assert "None" not in str(caught.value)
    with pytest.raises(BadArgument) as caught:
        Access(who=name, purpose=CARE, now=lambda: NOON)
    assert caught.value.name == "who"
    assert "None" not in str(caught.value)


def test_a_log_in_memory_keeps_readings_in_order() -> None:
    """And begins empty."""
    log = MemoryLog()
    assert list(log.readings) == []
    one, two = (
        Reading(who="甲", purpose=CARE, noun="Child", ids=(key,), at=NOON) for key in ("C1", "C2")
    )
    log.note(one)
    log.note(two)
    assert log.readings == (one, two)
