"""What several chapters count by: the schools in scope and shares of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.indicators.definition import Measure, OneOf, Share, Timing
from guangongwei.model.organisation import SCHOOLS, Organisation

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Condition

#: 中小学、幼儿园.
IN_SCOPE = OneOf("category", SCHOOLS)
#: A record of a 中小学、幼儿园.
OF_SCHOOL = OneOf("organisation.category", SCHOOLS)
#: The 中小学、幼儿园 in operation at the end.
ALL_SCHOOLS = Measure(of=Organisation, where=IN_SCOPE, timing=Timing.AT_END)


def schools(condition: Condition, *, rests_on: str | None = None) -> Measure:
    """The 中小学、幼儿园 in operation at the end that meet a condition."""
    return Measure(
        of=Organisation, where=IN_SCOPE & condition, timing=Timing.AT_END, rests_on=rests_on
    )


def share_of_schools(condition: Condition, *, rests_on: str | None = None) -> Share:
    """How many of the 中小学、幼儿园 in operation at the end meet a condition."""
    return Share(part=schools(condition, rests_on=rests_on), whole=ALL_SCHOOLS)
