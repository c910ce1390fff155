"""Below which number of people nothing is told to an audience."""

from __future__ import annotations

from guangongwei.errors import BadArgument
from guangongwei.model.audience import Audience

#: No fewer people than this are ever told apart: three possible values need three.
LEAST = 3

_THRESHOLDS = {Audience.PUBLIC: 10, Audience.INTERNAL: 5}


def threshold(audience: Audience, least_people: int | None = None) -> int:
    """The least number of people that is told to an audience; 0 where everything is.

    Args:
        audience: Who is told.
        least_people: Another number than 10 (public) or 5 (internal).

    Raises:
        BadArgument: The number is below 3.
    """
    if least_people is not None and least_people < LEAST:
        raise BadArgument("least_people", f"{LEAST} or more")
    if audience is Audience.DESK:
        return 0
    return least_people or _THRESHOLDS[audience]
