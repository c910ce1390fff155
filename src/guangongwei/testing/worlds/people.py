"""The volunteers of a made-up district and what they do."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from guangongwei.model.numbers import Absence
from guangongwei.model.period import Year
from guangongwei.model.volunteer import Service, ServiceId, Sex, Volunteer, VolunteerId
from guangongwei.testing.worlds import words
from guangongwei.testing.worlds.sending import ROLL, SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.model.organisation import OrganisationId
    from guangongwei.testing.worlds.dice import Dice
    from guangongwei.testing.worlds.places import Places
    from guangongwei.testing.worlds.sending import Sending

    Site = tuple[OrganisationId, date, date]

_DAY = timedelta(days=1)
_EVER = date(1, 1, 1)
_NEVER = date(9999, 1, 1)
_TIMES_A_DAY = 3
_HOURS = tuple(
    (Decimal(hours), weight)
    for hours, weight in (
        ("0.5", 10),
        ("0.75", 6),
        ("1", 24),
        ("1.25", 6),
        ("1.5", 20),
        ("2", 20),
        ("2.5", 8),
        ("3.25", 4),
    )
)


def volunteers(dice: Dice, where: Places, sending: Sending, *, count: int) -> tuple[Volunteer, ...]:
    """The roll: who was there before the year, who joined or left during it, and who left before.

    A school that sends no roll has nobody on it; the others share the volunteers unevenly.
    """
    homes = [each for each in (*where.schools, *where.closed) if sending.until(each, ROLL)]
    weights = [(each, dice.between(1, 9)) for each in homes]
    weights += [(where.bureau, 6), *((each, 4) for each in where.offices)]
    return tuple(
        _volunteer(dice, number, dice.weighted(weights), sending.year) for number in range(count)
    )


def _volunteer(dice: Dice, number: int, home: OrganisationId, year: int) -> Volunteer:
    joined, left = _membership(dice, year)
    return Volunteer(
        id=VolunteerId(f"V{number + 1:04d}"),
        name=words.person(dice),
        sex=dice.weighted(((Sex.FEMALE, 52), (Sex.MALE, 45), (None, 3))),
        born=None if dice.chance(5) else dice.day(date(year - 82, 1, 1), date(year - 56, 12, 31)),
        kinds=dice.weighted(words.KINDS),
        organisation=home,
        phone=None if dice.chance(10) else words.phone(number + 1),
        joined=joined,
        left=left,
        backbone=Absence.UNKNOWN if dice.chance(8) else dice.chance(20),
        roles=(dice.pick(words.ROLES),) if dice.chance(35) else (),
    )


def _membership(dice: Dice, year: int) -> tuple[date, date | None]:
    """The days of joining and leaving: one in ten joins in the year, one in twenty leaves."""
    start, end = Year(year).start, Year(year).end
    if dice.chance(10):
        return dice.day(start, end), None
    joined = dice.day(date(year - 14, 3, 1), start - timedelta(days=120))
    fate = dice.below(100)
    if fate < 5:
        return joined, dice.day(start, end)
    if fate < 9:
        return joined, dice.day(joined + _DAY, start - _DAY)
    return joined, None


def services(
    dice: Dice, where: Places, sending: Sending, roll: tuple[Volunteer, ...], *, count: int
) -> tuple[Service, ...]:
    """This many services of the year, by those on the roll at places whose records reach the day.

    Two volunteers in ten do nothing; of the others, every third helps at a second place as well.
    """
    able = [(each, sites) for each in roll if (sites := _sites(dice, where, sending, each))]
    # Nobody serves as much as the next: the place in a list is drawn the lower of two.
    able = dice.shuffled(able)[: len(able) * 82 // 100]
    found: list[tuple[date, Volunteer, OrganisationId]] = []
    times: dict[tuple[VolunteerId, date], int] = defaultdict(int)
    while len(found) < count:
        each, sites = able[min(dice.below(len(able)), dice.below(len(able)))]
        site, first, last = dice.pick(sites)
        day = _day(dice, first, last)
        # Who is there for a month serves as much as others do in a month.
        if dice.below(366) <= (last - first).days and times[each.id, day] < _TIMES_A_DAY:
            times[each.id, day] += 1
            found.append((day, each, site))
    found.sort(key=lambda each: each[0])
    return tuple(
        _service(dice, where, f"W{sending.year}-{number:05d}", done)
        for number, done in enumerate(found, 1)
    )


def _day(dice: Dice, first: date, last: date) -> date:
    """A day between the two; one in the holidays is mostly drawn again."""
    day = dice.day(first, last)
    return dice.day(first, last) if day.month in (2, 7, 8) and dice.chance(70) else day


def _service(
    dice: Dice, where: Places, number: str, done: tuple[date, Volunteer, OrganisationId]
) -> Service:
    on, volunteer, site = done
    at_school = where.by_id[site].category.is_school
    # One school and one community never write down for how long.
    blank = dice.chance(2) or site in (where.schools[-1], where.communities[0])
    return Service(
        id=ServiceId(number),
        volunteer=volunteer.id,
        organisation=site,
        on=on,
        programme=dice.weighted(words.SCHOOL_PROGRAMMES if at_school else words.STATION_PROGRAMMES),
        hours=Absence.UNKNOWN if blank else dice.weighted(_HOURS),
        beneficiaries=Absence.UNKNOWN if dice.chance(12) else dice.between(1, 48),
    )


def _sites(dice: Dice, where: Places, sending: Sending, volunteer: Volunteer) -> tuple[Site, ...]:
    """Where a volunteer can serve, from when to when; the own place twice, so twice as often."""
    own = volunteer.organisation
    others = (*where.schools, *where.stations, *where.communities)
    second = [dice.pick(others)] if dice.chance(33) else []
    chosen = (own, own, *second)
    return tuple(
        (site, first, last)
        for site in chosen
        for first, last in _open(where, sending, volunteer, site)
    )


def _open(
    where: Places, sending: Sending, volunteer: Volunteer, site: OrganisationId
) -> Iterator[tuple[date, date]]:
    """The days of the year on which a volunteer can serve at a place, if there are any."""
    place, year = where.by_id[site], Year(sending.year)
    # The first of the silent schools is written down by those who came to help.
    sends = place.category.is_school and site not in sending.silent[:1]
    until = sending.until(site, SERVICES) if sends else year.end
    joined = volunteer.joined or _NEVER
    if volunteer.id.endswith("77"):
        # A few begin to help before they are put on the roll.
        joined -= timedelta(days=9)
    first = max(year.start, joined, place.founded or _EVER)
    last = min(
        until or _EVER,
        (volunteer.left or _NEVER) - _DAY,
        (place.closed or _NEVER) - _DAY,
    )
    if first <= last:
        yield first, last
