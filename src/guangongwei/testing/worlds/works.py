"""The works that a made-up district sends to contests and selections, level by level."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.model.entry import Entry, EntryId
from guangongwei.testing.worlds import words
from guangongwei.testing.worlds.sending import ENTRIES, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.testing.worlds.dice import Dice
    from guangongwei.testing.worlds.places import Places
    from guangongwei.testing.worlds.sending import Sending, Span

#: Of a hundred works at each level, how many are sent up to the next.
_SENT_UP = (62, 58, 46, 30, 18)
#: From here on the bureau may note the entry itself.
_HIGHER = words.LEVELS.index("市级")
_CONTESTS = tuple((each, each[3]) for each in words.CONTESTS)
#: The day of a year from which on works are collected, and how long one level takes.
_BEGINS, _TAKES = 59, 21


def entries(dice: Dice, where: Places, sending: Sending, *, most: int) -> tuple[Entry, ...]:
    """Up to `most` works of each school in a year, each entered at one level or at several."""
    found: list[Entry] = []
    for span in spans(where, sending, ENTRIES):
        for _ in range(dice.below(most + 1)):
            number = f"Y{sending.year}-{len(found) + 1:04d}"
            found += _work(dice, where, number, span)
    found.sort(key=lambda each: each.on)
    ids = (EntryId(f"E{sending.year}-{number:04d}") for number in range(1, len(found) + 1))
    return tuple(evolve(each, id=id_) for id_, each in zip(ids, found, strict=True))


def _work(dice: Dice, where: Places, number: str, span: Span) -> Iterator[Entry]:
    """One work at the level it begins at and at each further one it is sent up to."""
    by, first, last = span
    contest, kinds, begins, _ = dice.weighted(_CONTESTS)
    kind = None if dice.chance(2) else dice.pick(kinds)
    on = max(first, date(first.year, 1, 1) + timedelta(days=_BEGINS + dice.below(200)))
    # A work that goes no further often has no number of its own.
    is_named = dice.chance(80)
    level = begins
    while True:
        goes_up = level + 1 < len(words.LEVELS) and dice.chance(_SENT_UP[level])
        next_on = on + timedelta(days=_TAKES + dice.below(15))
        goes_up = goes_up and next_on <= last
        if on <= last:
            yield Entry(
                id=EntryId(""),
                organisation=where.bureau if level >= _HIGHER and dice.chance(40) else by,
                contest=contest,
                kind=kind,
                level=None if level == begins and dice.chance(1) else words.LEVELS[level],
                on=on,
                award=dice.weighted(words.AWARDS),
                work=number if goes_up or level > begins or is_named else None,
            )
        if not goes_up:
            return
        level, on = level + 1, next_on
