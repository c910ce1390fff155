"""The roll of volunteers (名册) in a period: who is on it, serves, is new, has left.

Source: DOMAIN sections 3 and 8 B; 五老 who agree are registered (常州市武进区教育局 2017-10-23).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.numbers import Ratio
from guangongwei.model.repeats import firsts
from guangongwei.model.volunteer import KIND_WORDS, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.model.period import Period
    from guangongwei.model.volunteer import Service, Volunteer


@final
@frozen(kw_only=True)
class Roll:
    """Who stands where in a period, by id; one person may stand in several places, once in each.

    `opening` with `new` and without `left` is `closing`, whatever the records.
    """

    #: Registered on the day before the period.
    opening: tuple[VolunteerId, ...]
    #: Joined in the period (新吸纳), also those who left again in it.
    new: tuple[VolunteerId, ...]
    #: Left in the period (退出), having been registered.
    left: tuple[VolunteerId, ...]
    #: Registered on the last day.
    closing: tuple[VolunteerId, ...]
    #: Of the roll, with at least one service in the period, whoever was registered on its day.
    active: tuple[VolunteerId, ...]
    #: 骨干 among those registered on the last day.
    backbone: tuple[VolunteerId, ...]
    #: Registered on the last day, and whether 骨干 is not said.
    backbone_unknown: tuple[VolunteerId, ...]


def roll(volunteers: Iterable[Volunteer], services: Iterable[Service], *, period: Period) -> Roll:
    """Read the roll in a period; of two volunteers with one id, the first counts."""
    people = firsts(volunteers)
    closing = tuple(each for each in people if each.registered(period.end))
    serving = {each.volunteer for each in services if each.on in period}
    return Roll(
        opening=_ids(each for each in people if _was_registered_before(each, period)),
        new=_ids(each for each in people if _joined_in(each, period)),
        left=_ids(each for each in people if _left_in(each, period)),
        closing=_ids(closing),
        active=tuple(id_ for id_ in _ids(people) if id_ in serving),
        backbone=_ids(each for each in closing if each.backbone is True),
        backbone_unknown=_ids(each for each in closing if not isinstance(each.backbone, bool)),
    )


@final
@frozen(kw_only=True)
class KindCount:
    """Volunteers by kind: one of several kinds counts under each, and once in the total."""

    #: Every standard kind, also those with nobody, then the unmapped words.
    by_kind: tuple[tuple[str, int], ...]
    #: Persons of no kind that is noted.
    blank: int
    people: int
    #: Of all the kinds noted, how many stand for none of the five.
    unmapped: Ratio


def count_kinds(volunteers: Iterable[Volunteer]) -> KindCount:
    """Count volunteers by the five kinds and by whatever else is noted as a kind."""
    people = firsts(volunteers)
    counts = dict.fromkeys(KIND_WORDS.words, 0)
    for each in people:
        for kind in each.standard_kinds:
            counts[kind] = counts.get(kind, 0) + 1
    return KindCount(
        by_kind=tuple(counts.items()),
        blank=sum(not each.kinds for each in people),
        people=len(people),
        unmapped=KIND_WORDS.unmapped_share(kind for each in people for kind in each.kinds),
    )


def _ids(volunteers: Iterable[Volunteer]) -> tuple[VolunteerId, ...]:
    return tuple(each.id for each in volunteers)


def _was_registered_before(volunteer: Volunteer, period: Period) -> bool:
    joined, left = volunteer.joined, volunteer.left
    return joined is not None and joined < period.start and (left is None or left >= period.start)


def _joined_in(volunteer: Volunteer, period: Period) -> bool:
    joined, left = volunteer.joined, volunteer.left
    return joined is not None and joined in period and (left is None or left > joined)


def _left_in(volunteer: Volunteer, period: Period) -> bool:
    joined, left = volunteer.joined, volunteer.left
    return left is not None and left in period and joined is not None and joined < left
