"""The activities of a made-up district and what was published about them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from guangongwei.model.activity import Activity, ActivityId
from guangongwei.model.article import Article, ArticleId
from guangongwei.model.numbers import Absence
from guangongwei.model.period import Year
from guangongwei.testing.worlds import words
from guangongwei.testing.worlds.sending import ACTIVITIES, ARTICLES, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.model.organisation import OrganisationId
    from guangongwei.testing.worlds.dice import Dice
    from guangongwei.testing.worlds.places import Places
    from guangongwei.testing.worlds.sending import Sending

_KINDS = tuple((each, each[3]) for each in words.ACTIVITIES)
#: How many outlets take a story, and from which levels.
_TAKEN = ((1, 60), (2, 24), (3, 11), (4, 5))
_OUTLETS = (("校级", 34), ("区级", 38), ("市级", 18), ("省级", 8), ("国家级", 2))


def activities(dice: Dice, where: Places, sending: Sending, *, most: int) -> tuple[Activity, ...]:
    """Up to `most` activities of each unit in the year, and one broadcast of the bureau."""
    year = Year(sending.year)
    days_of = [
        *spans(where, sending, ACTIVITIES),
        *((each, year.start, year.end) for each in (where.bureau, *where.offices, *where.stations)),
    ]
    days = [
        (dice.day(first, last), each)
        for each, first, last in days_of
        for _ in range(dice.between(most // 3, most))
    ]
    days.sort(key=lambda each: each[0])
    found = [_activity(dice, where, f"H{sending.year}-{n:04d}", *day) for n, day in enumerate(days)]
    return (*found, *_broadcasts(where, sending))


def _activity(dice: Dice, where: Places, number: str, on: date, by: OrganisationId) -> Activity:
    kind, themes, items, _ = dice.weighted(_KINDS)
    at_school = where.by_id[by].category.is_school
    level = dice.weighted(tuple(zip(words.LEVELS[:3], (80, 10, 10), strict=True)))
    return Activity(
        id=ActivityId(number),
        organisation=where.host(by, kind, on),
        on=on,
        kind=None if dice.chance(1) else kind,
        theme=dice.pick(themes),
        name=f"{kind}活动",
        level=level if at_school else words.LEVELS[1 if by in where.offices else 2],
        sessions=Absence.UNKNOWN if dice.chance(3) else dice.between(1, 6),
        visits=Absence.UNKNOWN if dice.chance(5) else dice.between(3, 62) * 10 + dice.below(10),
        volunteers=Absence.UNKNOWN if dice.chance(8) else dice.between(1, 16),
        items=items if dice.chance(94) else (*items, "13"),
    )


def _broadcasts(where: Places, sending: Sending) -> Iterator[Activity]:
    """A show on the net at midsummer: how many watched it, nobody knows."""
    kind, themes, items, _ = words.BROADCAST
    for number in range(2):
        yield Activity(
            id=ActivityId(f"H{sending.year}-N{number + 1}"),
            organisation=where.bureau,
            on=date(sending.year, 6 + number, 28),
            kind=kind,
            theme=themes[0],
            name=f"{kind}第{number + 1}期",
            level=words.LEVELS[2],
            sessions=1,
            items=items,
        )


def articles(dice: Dice, where: Places, sending: Sending, *, most: int) -> tuple[Article, ...]:
    """Up to `most` stories of each unit in the year, each taken by one outlet or by several."""
    year = Year(sending.year)
    days_of = [*spans(where, sending, ARTICLES), *[(where.bureau, year.start, year.end)] * 4]
    stories = [
        (dice.day(first, last), each)
        for each, first, last in days_of
        for _ in range(dice.below(most + 1))
    ]
    stories.sort(key=lambda each: each[0])
    pieces = [
        piece
        for number, (on, by) in enumerate(stories, 1)
        for piece in _pieces(dice, where, f"{sending.year}-{number:03d}", on, by)
    ]
    return tuple(pieces)


def _pieces(
    dice: Dice, where: Places, number: str, on: date, by: OrganisationId
) -> Iterator[Article]:
    """What one story became: a story without 稿源 is a single piece, as a rule."""
    taken = dice.weighted(_TAKEN)
    named = taken > 1 or dice.chance(55)
    writer = words.person(dice)
    closed = where.by_id[by].closed
    for piece in range(1, taken + 1):
        level = dice.weighted(_OUTLETS)
        later = on + timedelta(days=dice.below(20) if piece > 1 else 0)
        open_ = later.year == on.year and (closed is None or later < closed)
        yield Article(
            id=ArticleId(f"G{number}-{piece}"),
            # The bureau notes itself what the higher outlets took.
            organisation=where.bureau if piece > 1 and level in ("省级", "国家级") else by,
            title=f"关工动态{number}",
            outlet=dice.pick(words.OUTLETS[level]),
            level=None if dice.chance(2) else level,
            on=later if open_ else on,
            correspondent=None if dice.chance(10) else writer,
            story=f"K{number}" if named else None,
        )
