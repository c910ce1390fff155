"""Which formulas count people, so that what they give is not for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.indicators.definition import Distinct
from guangongwei.indicators.formulas import measures
from guangongwei.model.guarded import people_of

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Formula, Measure


def is_guarded(formula: Formula) -> bool:
    """Say whether any number of a formula counts people, or what is noted about them."""
    return any(map(counts_people, measures(formula)))


def counts_people(measure: Measure) -> bool:
    """Say whether a measure counts people, or what is noted about them."""
    people = people_of(measure.of)
    if isinstance(measure.count, Distinct):
        return measure.count.path in people
    return bool(people)
