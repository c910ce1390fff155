"""A stretch of running text with its clauses and times, and the mood its sentences are in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.chinese.dates import When
from guangongwei.errors import Span
from guangongwei.plans import deadlines, terms
from guangongwei.plans.clauses import Clause, Cut, cut
from guangongwei.plans.deadlines import Calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPENING = re.compile("(?:力争|力求|确保|争取|计划|预计|努力|通过努力|拟|要)*(?:到|至|在|截至|于)?")
_BY = re.compile("(?:请|并|均|务必|统一|须|应)*(?:于|在)?")
_COMPARED = frozenset("较比与同和在从由")
_GOES_ON = re.compile("指导教师|覆盖|受教育|参与|参加|其中|并|惠及|受益|服务")
_PAST = re.compile(
    "(?<![比较与同和在从由])(?:去年|上年|上一?年度|往年|过去)|历年|近年来|(?:一|几|两|三|多)年来|现有|目前|登记在册"
    "|已有|已经|已达|已建|已完成|已成立|曾|以来(?!的)|至今|共有"
    "|[我本全该][省市区县镇乡村校园院局班](?:现|总共)?有(?![计望序力效关条组])[^，。；0-9０-９]{0,6}[0-9０-９]"
)
_FUTURE = re.compile("力争|确保|争取|计划|拟|将|今年|年内|本年度?|新增|新建|继续|到20[0-9]{2}年")
#: Headings of parts that tell how things stand.
_LOOKING_BACK = re.compile(
    r"[^，。；：:\n]{0,8}(?:基本情况|情况分析|现状分析?|现状与[^，。；\n]{2,6}|工作回顾|发展基础|工作基础"
    r"|主要成效|主要成绩|取得的?成[绩效]|存在的?问题|总结)[ \u3000]*[:：。]?(?:\n|\Z)"
)
#: 入学率, 占比: a figure of its own, which the date of a count beside it does not reach.
_RATE = re.compile("率|比例|占比|比重|满意度")
#: The longest heading before a time in brackets: 组织实施（5月—11月）.
_LONGEST_HEADING = 20


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
    #: The last such words of its sentence, whether or not it depends on them.
    rhythm: str = ""


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
    #: In a notice, when what a sentence asks for is to be handed in, by the sentence's number.
    handed_in: Mapping[int, When]
    #: The mood each sentence begins in, after the heading of the stretch.
    mood: Mood

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


def cut_up(text: str, times: tuple[When, ...], *, offset: int, calendar: Calendar) -> Stretch:
    """A stretch of text, which begins at `offset` in its document, with its clauses."""
    pieces = cut(text)
    kept = tuple(when for when in times if not pieces.in_name(when.start, when.stop))
    return Stretch(
        text=text,
        offset=offset,
        calendar=calendar,
        cut=pieces,
        times=kept,
        dated=tuple(when for when in kept if deadlines.is_dated(when, calendar)),
        handed_in=dict(_handed_in(text, pieces, kept)) if calendar.is_notice else {},
        mood=Mood(
            is_narrated=_LOOKING_BACK.match(text) is not None,
            when=_in_heading(pieces, kept, calendar),
        ),
    )


def moods(stretch: Stretch, places: Iterable[int]) -> dict[int, Mood]:
    """What each clause takes over in the sentences with these characters, by where it begins."""
    around = (stretch.cut.clause_at(place) for place in places)
    rows = {clause.row for clause in around if clause}
    found: dict[int, Mood] = {}
    carried = stretch.mood
    sentence = row = -1
    is_rated = False
    for clause in stretch.cut.outer:
        if clause.row not in rows:
            continue
        if clause.sentence != sentence:
            carried = _over_semicolon(stretch, carried) if clause.row == row else stretch.mood
            sentence, row = clause.sentence, clause.row
        words = stretch.text[clause.start : clause.stop]
        mood = _mood(stretch, clause, words, carried, is_rated=is_rated)
        found[clause.start] = mood
        due = _due(stretch, clause)
        per = terms.per(words)
        if due:
            is_rated = _RATE.search(words) is not None
        carried = Mood(
            is_narrated=mood.is_narrated,
            when=due[-1] if due else mood.when,
            is_opened=stretch.is_opening(clause, due[-1]) if due else mood.is_opened,
            rhythm=per or mood.rhythm,
        )
    return found


def _mood(stretch: Stretch, clause: Clause, words: str, carried: Mood, *, is_rated: bool) -> Mood:
    """The mood of one clause, which takes over from the clause before it."""
    here = deadlines.within(stretch.times, clause.start, clause.stop)
    is_past = _PAST.search(words) or any(_is_past(stretch, when) for when in here)
    is_future = bool(_due(stretch, clause)) or _FUTURE.search(words)
    goes_on = _GOES_ON.match(words) is not None
    is_another = deadlines.speaks_of_another(words) or (
        not is_rated and not goes_on and _RATE.search(words) is not None
    )
    return Mood(
        is_narrated=not is_future and bool(is_past or carried.is_narrated),
        when=carried.when if carried.is_opened or not is_another else stretch.mood.when,
        is_opened=carried.is_opened,
        per=carried.rhythm if goes_on else "",
        rhythm=carried.rhythm,
    )


def _due(stretch: Stretch, clause: Clause) -> list[When]:
    here = deadlines.within(stretch.times, clause.start, clause.stop)
    return [when for when in here if deadlines.is_due(when, stretch.calendar)]


def _over_semicolon(stretch: Stretch, carried: Mood) -> Mood:
    """What goes on after a ；: the tense, and a time that stood by itself (到2025年，)."""
    return Mood(
        is_narrated=carried.is_narrated,
        when=carried.when if carried.is_opened else stretch.mood.when,
        is_opened=carried.is_opened,
    )


def _in_heading(pieces: Cut, times: tuple[When, ...], calendar: Calendar) -> When | None:
    """组织实施（5月—11月）。…: the time in brackets that ends the heading of a paragraph."""
    if not pieces.outer or not times:
        return None
    heading, when = pieces.outer[0], times[0]
    is_heading = (
        heading.closer in {"。", "：", ":", "\n"}
        and heading.stop <= heading.start + _LONGEST_HEADING
        and (when.start - 1, when.stop + 1) == pieces.bracket_around(when.start)
        and when.stop + 1 == heading.stop
    )
    return when if is_heading and deadlines.is_due(when, calendar) else None


def _handed_in(text: str, pieces: Cut, times: tuple[When, ...]) -> Iterator[tuple[int, When]]:
    """推荐2名，12月10日前交推荐表: the time by which a clause without figure wants what was named."""
    for when in times:
        clause = pieces.clause_at(when.start)
        if (
            clause
            and when.last
            and _BY.fullmatch(text, clause.start, when.start)
            and deadlines.SUBMITTED.match(text[when.stop : clause.stop].lstrip("将把均一并统"))
        ):
            yield clause.sentence, when


def _is_past(stretch: Stretch, when: When) -> bool:
    """Say whether a time lies before the plan's year and is not just compared with."""
    if when.last is None or deadlines.is_due(when, stretch.calendar):
        return False
    return stretch.text[max(when.start - 1, 0) : when.start] not in _COMPARED
