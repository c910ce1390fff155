"""A made-up district: one bureau, twelve towns, a year of records and a little of the one before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.errors import BadArgument
from guangongwei.model.dataset import Dataset
from guangongwei.model.period import Year
from guangongwei.testing.worlds import (
    care,
    events,
    pairs,
    people,
    places,
    posts,
    register,
    sending,
    standards,
    works,
)
from guangongwei.testing.worlds.dice import Dice
from guangongwei.testing.worlds.world import World

if TYPE_CHECKING:
    from guangongwei.model.volunteer import Volunteer

#: With fewer there would not be one for every habit and every turn of fate.
FEWEST_SCHOOLS = 80
#: With more the days would not be long enough for those who serve the most.
MOST_SERVICES = 100
_APART = 1_000_003


def district(
    seed: int,
    *,
    year: int = 2024,
    schools: int = 147,
    volunteers: int = 1500,
    services: int = 30_000,
    history: int = 6_000,
) -> World:
    """A district whose every person, school and number is made up, the same for the same seed.

    Args:
        seed: Another seed gives another district of the same size and shape.
        year: The calendar year it is about.
        schools: How many 中小学、幼儿园 are in operation at its end; others close on the way.
        volunteers: How many volunteers have ever been on the roll.
        services: How many services the year has.
        history: How many the year before has, when few places wrote them down.

    Raises:
        BadArgument: There are too few schools for everything that happens in a district, or too
            many services for so many volunteers.
    """
    if schools < FEWEST_SCHOOLS:
        raise BadArgument("schools", f"{FEWEST_SCHOOLS} or more")
    if max(services, history) > MOST_SERVICES * volunteers:
        raise BadArgument("services", f"at most {MOST_SERVICES} a volunteer, in history as well")
    dice = Dice(seed)
    where = places.places(dice, year=year, schools=schools)
    before = sending.plain(where, year=year - 1)
    now = sending.varied(dice, where, year=year)
    roll = people.volunteers(dice, where, now, count=volunteers)
    old = _records(dice, where, before, roll, services=history, plenty=2)
    new = _records(dice, where, now, roll, services=services, plenty=3)
    dataset = Dataset(
        organisations=where.organisations,
        committees=register.committees(dice, where),
        volunteers=roll,
        services=(*old.services, *new.services),
        activities=(*old.activities, *new.activities),
        accreditations=register.accreditations(dice, where, year=year),
        articles=(*old.articles, *new.articles),
        returns=(*old.returns, *new.returns),
    )
    # Chance of its own, so that what was there before these nouns stays as it was.
    dataset = _with_more(Dice(seed + _APART), where, now, dataset)
    return World(dataset=dataset, period=Year(year), as_of=date(year, 12, 31))


def _with_more(
    dice: Dice, where: places.Places, varied: sending.Sending, dataset: Dataset
) -> Dataset:
    """The same district with posts, works, care and assessments."""
    year, roll = varied.year, dataset.volunteers
    before = sending.plain(where, year=year - 1, tables=sending.LATER)
    now = sending.later(dice, varied)
    cared = care.cared(dice, where, now)
    editions = standards.standards(year)
    decisions = (*dataset.accreditations, *standards.neighbours(dice, where, year=year))
    return evolve(
        dataset,
        posts=posts.posts(dice, where, now, dataset.committees),
        entries=tuple(
            each
            for one, most in ((before, 2), (now, 3))
            for each in works.entries(dice, where, one, most=most)
        ),
        programmes=cared.programmes,
        children=cared.children,
        consents=cared.consents,
        pairings=pairs.pairings(dice, where, now, roll, cared),
        cases=pairs.cases(dice, where, now, roll, cared),
        grants=tuple(
            each for one in (before, now) for each in care.grants(dice, where, one, cared)
        ),
        assessments=standards.assessments(dice, where, now, decisions, editions),
        accreditations=decisions,
        returns=(*dataset.returns, *before.returns(dice), *now.returns(dice)),
        standards=editions,
    )


def _records(
    dice: Dice,
    where: places.Places,
    sent: sending.Sending,
    roll: tuple[Volunteer, ...],
    *,
    services: int,
    plenty: int,
) -> Dataset:
    """What happened in one year: so many services, and other things the more the plenty."""
    return Dataset(
        services=people.services(dice, where, sent, roll, count=services),
        activities=events.activities(dice, where, sent, most=3 * plenty),
        articles=events.articles(dice, where, sent, most=plenty),
        returns=tuple(sent.returns(dice)),
    )
