"""What the bureau of a made-up district keeps itself: accreditations and committees."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.model.accreditation import Accreditation, AccreditationId, Outcome
from guangongwei.model.committee import Committee, CommitteeId
from guangongwei.model.numbers import Absence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.model.organisation import OrganisationId
    from guangongwei.testing.worlds.dice import Dice
    from guangongwei.testing.worlds.places import Places

    Decision = tuple[OrganisationId, int, date, Outcome]

#: Of a hundred committees, how many answer yes, no, and nothing.
_ANSWERS: tuple[tuple[bool | Absence, int], ...] = (
    (True, 62),
    (False, 29),
    (Absence.UNKNOWN, 9),
)
_MONEY = (Decimal(2000), Decimal(3000), Decimal(5000), Decimal("8500.50"), Decimal(10000))


def accredited(schools: int) -> int:
    """How many schools reach the standard by the year's end: seven in ten, rounded."""
    return (schools * 70 + 50) // 100


def accreditations(dice: Dice, where: Places, *, year: int) -> tuple[Accreditation, ...]:
    """Three batches of decisions, one a year, and everything that happens to a decision later."""
    old = [
        each
        for each in where.schools
        if (founded := where.by_id[each].founded) is None or founded.year < year
    ]
    mixed = dice.shuffled(old)
    reached = accredited(len(where.schools))
    decisions = [*_reached(mixed[:reached], year), *_not_reached(where, mixed[reached:], year)]
    decisions.sort(key=lambda each: each[2])
    return tuple(
        Accreditation(
            id=AccreditationId(f"R{number:03d}"),
            organisation=school,
            batch=batch,
            on=on,
            outcome=outcome,
        )
        for number, (school, batch, on, outcome) in enumerate(decisions, 1)
    )


def _reached(schools: list[OrganisationId], year: int) -> Iterator[Decision]:
    """The decisions about the schools that hold the standard at the year's end."""
    first, second = len(schools) * 30 // 100, len(schools) * 65 // 100
    batches = (schools[:first], schools[first:second], schools[second:])
    for number, batch in enumerate(batches, 1):
        for school in batch:
            yield school, number, _day(year, number), Outcome.PASSED
    for school in batches[1][:2]:
        yield school, 1, _day(year, 1), Outcome.NOT_PASSED
    for school in batches[2][:2]:
        yield school, 2, _day(year, 2), Outcome.NOT_PASSED
    # Passed, struck off, passed again: new in the year, though not for the first time.
    again = batches[2][2]
    yield again, 1, _day(year, 1), Outcome.PASSED
    yield again, 1, date(year - 1, 6, 14), Outcome.REVOKED
    # Looked at again and confirmed: not new.
    for school in batches[0][:2]:
        yield school, 1, date(year, 10, 18), Outcome.PASSED


def _not_reached(where: Places, schools: list[OrganisationId], year: int) -> Iterator[Decision]:
    """The decisions about all others, some of them closed, some too late, one not a school."""
    lost, late, *tried = schools[:7]
    yield lost, 1, _day(year, 1), Outcome.PASSED
    yield lost, 1, date(year, 6, 21), Outcome.REVOKED
    yield late, 3, date(year + 1, 1, 10), Outcome.PASSED
    for school in tried:
        yield school, 3, _day(year, 3), Outcome.NOT_PASSED
    yield where.closed[0], 1, _day(year, 1), Outcome.PASSED
    # Passed in the year and closed in the year: new, and yet not there at its end.
    yield where.closed[1], 3, date(year, 5, 17), Outcome.PASSED
    yield where.stations[0], 3, _day(year, 3), Outcome.PASSED


def _day(year: int, batch: int) -> date:
    """The day on which a batch is decided: late in November, the third in the year itself."""
    return date(year - 3 + batch, 11, 14 + 3 * batch)


def committees(dice: Dice, where: Places) -> tuple[Committee, ...]:
    """The committees of the bureau, of the towns and of nearly all schools."""
    schools = [each for each in (*where.schools, *where.closed) if dice.chance(96)]
    made = tuple(
        Committee(
            id=CommitteeId(f"Z{number:03d}"),
            organisation=each,
            founded=None if dice.chance(15) else date(dice.between(2008, 2022), 3, 1),
            in_party_plan=dice.weighted(_ANSWERS),
            budget=Absence.UNKNOWN if dice.chance(12) else dice.pick(_MONEY),
            office=dice.weighted(_ANSWERS),
            online=dice.weighted(_ANSWERS),
        )
        for number, each in enumerate((where.bureau, *where.offices, *schools), 1)
    )
    return tuple(evolve(each, written_into=_plans(each, n)) for n, each in enumerate(made, 1))


def _plans(committee: Committee, number: int) -> tuple[str, ...]:
    """The plans that the work is written into, as far as somebody noted them."""
    party = ("党建工作计划",) if committee.in_party_plan is True and number % 4 else ()
    others = (("年终考核", 5), ("议事日程", 7))
    return (*party, *(plan for plan, each in others if number % each == 0))
