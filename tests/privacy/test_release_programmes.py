"""Over many districts and releases: how much is told, beside what the attacker is kept from."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.privacy.programmes import a_programme, releases

from guangongwei.privacy import Rounding

if TYPE_CHECKING:
    from collections.abc import Callable

#: By what they are rounded to: how many are hidden in 20 programmes.
ENOUGH = {None: 229, 5: 27}


@pytest.mark.parametrize("base", ENOUGH)
def test_as_much_is_told_as_was(base: int | None, tell: Callable[[str], None]) -> None:
    """No more is hidden than when this was written, and no release is withheld."""
    hidden = told = 0
    for seed in range(20):
        random = Random(f"{seed} told")
        roundings = (None if base is None else Rounding(base),)
        for release, _ in releases(a_programme(random), random, roundings):
            hidden += len(release.hidden)
            told += len(release.numbers) - len(release.hidden)
            assert not release.is_withheld
    tell(f"told, rounded to {base}: {told} numbers, {hidden} hidden")
    assert hidden <= ENOUGH[base]
