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
    return bool(people_of(measure.of))


def counts_places(measure: Measure) -> bool:
    """Say whether a measure counts days or organisations by what is noted there about people."""
    people, count = people_of(measure.of), measure.count
    return bool(people) and isinstance(count, Distinct) and count.path not in people
