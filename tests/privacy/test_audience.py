from __future__ import annotations

import pytest

from guangongwei.errors import BadArgument
from guangongwei.model.audience import Audience
from guangongwei.privacy.audience import threshold


@pytest.mark.parametrize(
    ("audience", "people"), [(Audience.PUBLIC, 10), (Audience.INTERNAL, 5), (Audience.DESK, 0)]
)
def test_each_audience_has_its_least_number_of_people(audience: Audience, people: int) -> None:
    """The desk has the records, and is told everything."""
    assert threshold(audience) == people


@pytest.mark.parametrize(
    ("audience", "people"), [(Audience.PUBLIC, 3), (Audience.INTERNAL, 3), (Audience.DESK, 0)]
)
def test_another_number_may_be_named(audience: Audience, people: int) -> None:
    """Three is the least of all."""
    assert threshold(audience, 3) == people


@pytest.mark.parametrize("people", [2, 1, 0, -1])
@pytest.mark.parametrize("audience", Audience)
def test_fewer_than_three_are_refused(audience: Audience, people: int) -> None:
    """Of two people each knows the other."""
    with pytest.raises(BadArgument, match="3") as caught:
        threshold(audience, people)
    assert caught.value.name == "least_people"
