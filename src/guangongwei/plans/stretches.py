"""A stretch of running text with its clauses and times, and the mood its sentences are in."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.chinese.dates import When
from guangongwei.errors import Span
from guangongwei.plans import deadlines
from guangongwei.plans.clauses import Clause, Cut, cut
from guangongwei.plans.deadlines import Calendar
from guangongwei.plans.terms import PER

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPENING = re.compile("(?:力争|确保|争取|计划|要)?(?:到|至|在|截至)?")
_COMPARED = frozenset("较比与同和在从")
_GOES_ON = re.compile("指导教师|覆盖|受教育|参与|参加|其中|并|惠及|受益|服务")
_PAST = re.compile(
    "(?<![比较与同和在从])(?:去年|上年|上一?年度|往年)|历年|近年来|现有|目前|登记在册|已有|已经|已达|已建|已完成|已成立|曾|以来(?!的)"
)
_FUTURE = re.compile("力争|确保|争取|计划|拟|将|今年|年内|本年度?|新增|新建|继续|到20[0-9]{2}年")


@final
@frozen(kw_only=True)
class Stretch:
    """A stretch of running text with everything in it that was recognised."""

    text: str = field(repr=False)
    offset: int
    calendar: Calendar
    cut: Cut
    #: The times outside names, and those of them that tell when something is to be done.
    times: tuple[When, ...]
    dated: tuple[When, ...]

    def span(self, start: int, stop: int) -> Span:
        """The place of a part of the stretch in the document."""
        return Span(self.calendar.document, self.offset + start, self.offset + stop)

    def is_opening(self, clause: Clause, when: When) -> bool:
        """Say whether a clause is nothing but a time: 到2025年."""
        before = _OPENING.fullmatch(self.text, clause.start, when.start)
        return before is not None and when.stop == clause.stop

    def time_for(self, clause: Clause, position: int, *, turn: int, turns: int) -> When | None:
        """The time in a clause that an amount is due by: the last before it, else the first."""
        begins, reached, ends = (
            bisect_left(self.dated, place, key=lambda when: when.start)
            for place in (clause.start, position, clause.stop)
        )
        if begins == ends:
            return None
        if turns and turns == ends - begins:
            return self.dated[begins + turn]
        return self.dated[reached - 1 if reached > begins else begins]


@final
@frozen(kw_only=True)
class Mood:
    """What a clause takes over from the clauses before it in its sentence."""

    #: Whether it tells what was or is.
    is_narrated: bool = False
    #: A time that the sentence is already in.
    when: When | None = None
    #: Whether that time opened the sentence by itself: 到2025年，…
    is_opened: bool = False
    per: str = ""


def cut_up(text: str, times: tuple[When, ...], *, offset: int, calendar: Calendar) -> Stretch:
    """A stretch of text, which begins at `offset` in its document, with its clauses."""
    pieces = cut(text)
    kept = tuple(when for when in times if not pieces.in_name(when.start))
    return Stretch(
        text=text,
        offset=offset,
        calendar=calendar,
        cut=pieces,
        times=kept,
        dated=tuple(when for when in kept if deadlines.is_dated(when, calendar)),
    )


def moods(stretch: Stretch, places: Iterable[int]) -> dict[int, Mood]:
    """What each clause takes over in the sentences with these characters, by where it begins."""
    around = (stretch.cut.clause_at(place) for place in places)
    sentences = {clause.sentence for clause in around if clause}
    found: dict[int, Mood] = {}
    carried = Mood()
    sentence = -1
    for clause in stretch.cut.outer:
        if clause.sentence not in sentences:
            continue
        if clause.sentence != sentence:
            carried, sentence = Mood(), clause.sentence
        words = stretch.text[clause.start : clause.stop]
        here = deadlines.within(stretch.times, clause.start, clause.stop)
        due = [when for when in here if deadlines.is_due(when, stretch.calendar)]
        is_past = _PAST.search(words) or any(_is_past(stretch, when) for when in here)
        is_future = bool(due) or _FUTURE.search(words)
        another = deadlines.speaks_of_another(words)
        mood = Mood(
            is_narrated=not is_future and bool(is_past or carried.is_narrated),
            when=carried.when if carried.is_opened or not another else None,
            is_opened=carried.is_opened,
            per=carried.per if _GOES_ON.match(words) else "",
        )
        found[clause.start] = mood
        per = PER.search(words)
        carried = Mood(
            is_narrated=mood.is_narrated,
            when=due[-1] if due else mood.when,
            is_opened=stretch.is_opening(clause, due[-1]) if due else mood.is_opened,
            per=per.group() if per else mood.per,
        )
    return found


def _is_past(stretch: Stretch, when: When) -> bool:
    """Say whether a time lies before the plan's year and is not just compared with."""
    if when.last is None or deadlines.is_due(when, stretch.calendar):
        return False
    return stretch.text[max(when.start - 1, 0) : when.start] not in _COMPARED
