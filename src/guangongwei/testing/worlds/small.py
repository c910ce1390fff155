"""Tiny worlds full of odd shapes, for tests that want many of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.model.accreditation import Accreditation, AccreditationId, Outcome
from guangongwei.model.activity import Activity, ActivityId
from guangongwei.model.article import Article, ArticleId
from guangongwei.model.dataset import Dataset
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.period import Days, Half, Month, Period, Quarter, Season, Term, Year
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, ServiceId, Volunteer, VolunteerId
from guangongwei.testing.worlds.dice import Dice
from guangongwei.testing.worlds.odd import with_odd
from guangongwei.testing.worlds.sending import LATER, TABLES
from guangongwei.testing.worlds.world import World

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What a small world may be about.
_PERIODS: tuple[Period, ...] = (
    Year(2024),
    Year(2024),
    Year(2023, start_month=9),
    Half(2024, 1),
    Quarter(2024, 2),
    Month(2024, 5),
    Days(date(2024, 4, 10), date(2024, 7, 4)),
)
#: What a return may speak of: inside the period, around it, across its edge, beside it.
_RETURNS: tuple[Period, ...] = (
    *_PERIODS,
    *Year(2024).months(),
    Half(2024, 2),
    Quarter(2024, 3),
    Term(2024, Season.SPRING),
    Year(2023),
)
_FIRST, _LAST = date(2023, 6, 1), date(2025, 2, 28)
_SPAN = (date(2024, 3, 20), date(2024, 7, 20))
#: No organisation bears this id.
NOWHERE = OrganisationId("X999")
_KINDS = ("宣讲", "征文", None)
_THEMES = ("法治教育", "读书", None)
_LEVELS = ("区级", "省级", None)
_APART = 1_000_003


def small(seed: int) -> World:
    """A world of three to twelve organisations, with whatever can be odd about records.

    Units closed, merged or not founded yet, parents and organisations that are not in 单位, towns
    that are inherited or missing, blanks, two decisions on one day, returns across the edges of
    the period, and a day of reckoning before its end.
    """
    dice = Dice(seed)
    organisations = _organisations(dice)
    ids = (*(each.id for each in organisations), NOWHERE)
    volunteers = _volunteers(dice, ids)
    period = dice.pick(_PERIODS)
    as_of = dice.day(period.start, period.end) if dice.chance(40) else period.stop
    dataset = Dataset(
        organisations=organisations,
        volunteers=volunteers,
        services=_services(dice, ids, volunteers),
        activities=_activities(dice, ids),
        accreditations=_accreditations(dice, ids),
        articles=_articles(dice, ids),
        returns=_returns(dice, ids),
    )
    # Chance of its own, so that what was there before these nouns stays as it was.
    more = Dice(seed + _APART)
    dataset = with_odd(more, dataset, _day, ids)
    if dataset.returns:
        dataset = evolve(dataset, returns=(*dataset.returns, *_returns(more, ids, LATER)))
    return World(dataset=dataset, period=period, as_of=as_of)


def _day(dice: Dice) -> date:
    """A day of the two years, half of the time one near the middle."""
    return dice.day(*_SPAN) if dice.chance(50) else dice.day(_FIRST, _LAST)


def _organisations(dice: Dice) -> tuple[Organisation, ...]:
    found: list[Organisation] = []
    for number in range(dice.between(3, 12)):
        above = [each.id for each in found[-5:]]
        closed = _day(dice) if dice.chance(20) else None
        found.append(
            Organisation(
                id=OrganisationId(f"U{number:02d}"),
                name=f"单位{number}",
                category=_category(dice, number),
                parent=dice.pick((*above, *above, None, NOWHERE)) if above else None,
                town=dice.pick(("东镇", "西镇")) if dice.chance(20) else None,
                founded=_day(dice) if dice.chance(20) else None,
                closed=closed,
                merged_into=dice.pick(above) if closed and above and dice.chance(50) else None,
            )
        )
    return tuple(found)


def _category(dice: Dice, number: int) -> Category:
    if number == 0:
        return Category.BUREAU
    if dice.chance(20):
        return Category.TOWN_OFFICE
    return dice.pick(tuple(Category)) if dice.chance(30) else Category.PRIMARY


def _volunteers(dice: Dice, ids: Sequence[OrganisationId]) -> tuple[Volunteer, ...]:
    return tuple(
        Volunteer(
            id=VolunteerId(f"V{number:02d}"),
            name=f"志愿者{number}",
            organisation=dice.pick(ids),
            joined=None if dice.chance(10) else _day(dice) - timedelta(days=200),
            left=_day(dice) if dice.chance(25) else None,
        )
        for number in range(dice.below(9))
    )


def _services(
    dice: Dice, ids: Sequence[OrganisationId], volunteers: Sequence[Volunteer]
) -> tuple[Service, ...]:
    people = (*(each.id for each in volunteers), VolunteerId("V99"))
    return tuple(
        Service(
            id=ServiceId(f"S{number:02d}"),
            volunteer=dice.pick(people),
            organisation=dice.pick(ids),
            on=_day(dice),
            hours=Absence.UNKNOWN if dice.chance(30) else Decimal(dice.below(14)) / 4,
        )
        for number in range(dice.below(25))
    )


def _activities(dice: Dice, ids: Sequence[OrganisationId]) -> tuple[Activity, ...]:
    return tuple(
        Activity(
            id=ActivityId(f"A{number:02d}"),
            organisation=dice.pick(ids),
            on=_day(dice),
            kind=dice.pick(_KINDS),
            theme=dice.pick(_THEMES),
            sessions=Absence.UNKNOWN if dice.chance(30) else dice.below(4),
            visits=Absence.UNKNOWN if dice.chance(30) else dice.below(200),
        )
        for number in range(dice.below(12))
    )


def _accreditations(dice: Dice, ids: Sequence[OrganisationId]) -> tuple[Accreditation, ...]:
    days = [_day(dice) for _ in range(4)]
    return tuple(
        Accreditation(
            id=AccreditationId(f"R{number:02d}"),
            organisation=dice.pick(ids),
            batch=None if dice.chance(10) else dice.between(1, 3),
            on=dice.pick(days),
            outcome=dice.pick((*Outcome, Outcome.PASSED)),
        )
        for number in dice.shuffled(range(dice.below(16)))
    )


def _articles(dice: Dice, ids: Sequence[OrganisationId]) -> tuple[Article, ...]:
    return tuple(
        Article(
            id=ArticleId(f"P{number:02d}"),
            organisation=dice.pick(ids),
            on=_day(dice),
            level=dice.pick(_LEVELS),
            story=None if dice.chance(40) else f"K{dice.below(4)}",
        )
        for number in range(dice.below(12))
    )


def _returns(
    dice: Dice, ids: Sequence[OrganisationId], tables: Sequence[str] = TABLES
) -> tuple[Return, ...]:
    return tuple(
        Return(
            organisation=dice.pick(ids),
            table=dice.pick(tables),
            period=dice.pick(_RETURNS),
            on=_day(dice) if dice.chance(50) else None,
        )
        for _ in range(dice.below(40))
    )
