"""Who holds which post in the committees of a made-up district."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.model.numbers import Absence
from guangongwei.model.post import Post, PostId
from guangongwei.testing.worlds import words
from guangongwei.testing.worlds.sending import POSTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.model.committee import Committee
    from guangongwei.model.organisation import OrganisationId
    from guangongwei.testing.worlds.dice import Dice
    from guangongwei.testing.worlds.places import Places
    from guangongwei.testing.worlds.sending import Sending


def posts(
    dice: Dice, where: Places, sending: Sending, committees: tuple[Committee, ...]
) -> tuple[Post, ...]:
    """The posts of the committees whose organisations write them down, held, vacant or over."""
    found = [
        post
        for each in committees
        if _sends(where, sending, each.organisation)
        for title, is_retired, common in words.POSTS
        if dice.chance(common)
        for post in _post(dice, each.organisation, title, sending.year, is_retired=is_retired)
    ]
    return tuple(evolve(each, id=PostId(f"B{number:04d}")) for number, each in enumerate(found, 1))


def _sends(where: Places, sending: Sending, organisation: OrganisationId) -> bool:
    at_school = where.by_id[organisation].category.is_school
    return not at_school or sending.until(organisation, POSTS) is not None


def _post(
    dice: Dice, organisation: OrganisationId, title: str, year: int, *, is_retired: bool
) -> Iterator[Post]:
    """One post over one term or two, and now and then nobody in it."""
    begun = date(year - dice.between(1, 3), 3, 1)
    is_over = dice.chance(14)
    over = dice.day(date(year, 1, 10), date(year, 11, 20))
    term = Post(
        id=PostId(""),
        organisation=organisation,
        title=title,
        holder=None if dice.chance(9) else words.person(dice),
        since=None if dice.chance(8) else begun,
        until=over if is_over else date(begun.year + 5, 2, 28),
        retired=Absence.UNKNOWN if dice.chance(6) else is_retired,
    )
    yield term if term.holder else evolve(term, retired=Absence.UNKNOWN)
    if is_over and dice.chance(70):
        after = date.fromordinal(over.toordinal() + dice.between(1, 60))
        if after.year == year:
            yield evolve(term, holder=words.person(dice), since=after, until=date(year + 4, 2, 28))
