"""When a plan's commitments are due: by the words beside them, by the notice, or by the year's end."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen
from dateutil.relativedelta import relativedelta

from guangongwei.chinese import dates, numerals
from guangongwei.chinese.dates import Grain, Kind, When
from guangongwei.chinese.hedges import DASH
from guangongwei.errors import Span
from guangongwei.model.plan import Deadline, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRECISIONS = {
    Grain.DAY: Precision.DAY,
    Grain.TEN_DAYS: Precision.TEN_DAYS,
    Grain.MONTH: Precision.MONTH,
    Grain.QUARTER: Precision.QUARTER,
    Grain.HALF: Precision.HALF,
    Grain.TERM: Precision.TERM,
    Grain.YEAR: Precision.YEAR,
    Grain.SCHOOL_YEAR: Precision.YEAR,
    Grain.OPEN: Precision.OPEN,
}
#: 意见 without a year (关于加快…的若干意见) are meant for longer than the year they are dated.
_PLAN_NAMES = re.compile(
    "计划|要点|目标|任务|安排|打算|思路|总体要求|(?:工作|实施)方案|考核|规划|[0-9〇零一二三四五六七八九]年.*意见"
)
_NOT_A_YEAR = re.compile("学期|通知|公告|寒假|暑|活动方案|年行动|学年")
#: 实施方案（2021—2025年）, “十四五”规划: names of plans that run for several years.
_FIVE_YEARS = re.compile("十[二三四五]五")
#: The heading over the time that a whole activity takes: 二、活动时间 2024年4月至10月.
_ACTIVITY_TIME = re.compile(
    r"(?:活动|实施|开展)(?:时间|期限|起止时间)[ \u3000]*[:：]?[ \u3000]*\n?[ \u3000]*(?P<time>[^\n，。；]{4,40})"
)
_NOTICE = re.compile("通知|申报|报送|评选|评比|征集|推荐|方案")
_OPENING = 300
#: The years a plan can be of.
_YEARS = range(1900, 2900)
#: 三年内: by the end of the third year, the first one counted.
_WITHIN = re.compile(
    "(?<![0-9〇零一二三四五六七八九十])(?P<count>[1-9一二两三四五六七八九十])年(?:之|以)?内"
)
#: Times that a plan means to act on; the others only colour a sentence.
_ACTED_ON = frozenset({"适时", "择机", "择期", "择日", "近期", "适当时候", "今后一个时期", "逐步"})
_MONTHLY = frozenset({Grain.DAY, Grain.TEN_DAYS, Grain.MONTH})
_SCHOOL_YEAR_BEGINS = 8
_SEVERAL_YEARS = re.compile(f"[0-9]年?[ ]?{DASH}")
_UNTIL = re.compile(r"(?:到|至|截至|截止到?|于|在|从|自|限)[ \u3000]?$")
_REPEATED = re.compile(r"(?:每年|每学年|每学期|历年|逐年|每届)[^，。；]{0,4}$")
#: A clause that begins so speaks of somebody else than the clause before.
_NEW_SUBJECT = re.compile(
    "[省市区县镇乡校局院园村](?:里|级|直|关工委|教育|财政|内)|各|每|全[省市区县镇乡村校]|学校|关工委|由|其他|同时"
)
SUBMITTED = re.compile("报送|上报|提交|截止|截稿|[报交送]")


@final
@frozen(kw_only=True)
class Calendar:
    """What a whole document says about the time of everything in it."""

    #: What the document is called in places.
    document: str
    #: The year its dates without year belong to.
    year: int | None
    #: Where a commitment without a time of its own ends; None outside yearly plans.
    closes: Deadline | None
    #: Where an activity that a notice announces ends as a whole.
    ends: Deadline | None
    #: Whether it asks for things to be handed in, by one date for all.
    is_notice: bool
    #: Whether its months run from September to August.
    is_school_year: bool


def calendar(text: str, *, document: str, title: str | None, year: int | None) -> Calendar:
    """The calendar of a document, from its title or, where it has none, from how it begins."""
    opening = text[:_OPENING] if title is None else title
    # A text without title is a plan unless it says that it asks for something.
    sounds = _NOTICE.search(opening) is None if title is None else _PLAN_NAMES.search(opening)
    known = year if year in _YEARS else None
    closes = _last_of_several(text, document, title) if title and sounds else None
    is_plan = bool(sounds) and not _NOT_A_YEAR.search(opening)
    if closes is None and is_plan and known:
        closes = _year_end(text, document, known)
    return Calendar(
        document=document,
        year=known,
        closes=closes,
        ends=_end_of_activity(text, document, known) if closes is None else None,
        is_notice=closes is None and not is_plan and bool(_NOTICE.search(opening)),
        is_school_year="学年" in opening,
    )


def _last_of_several(text: str, document: str, title: str) -> Deadline | None:
    """The last day of a plan for several years, at the place where the text names them."""
    named = _FIVE_YEARS.search(title)
    spans = [when for when in dates.find(title) if when.grain is Grain.YEAR and _is_long(when)]
    when = spans[0] if spans else named and dates.parse(named.group())
    start = text.find(when.text) if when else -1
    if when is None or start < 0:
        return None
    return Deadline(
        text=when.text,
        span=Span(document, start, start + len(when.text)),
        start=when.first,
        end=when.last,
        precision=Precision.YEAR,
    )


def _is_long(when: When) -> bool:
    return bool(when.first and when.last and when.first.year < when.last.year)


def _year_end(text: str, document: str, year: int) -> Deadline | None:
    """The last day of the plan's year, at the place where the text names that year."""
    head = text[: 10 * _OPENING]
    named = (
        (when.start, when.stop)
        for when in dates.find(head)
        if when.has_year and when.first and when.first.year == year
    )
    digits = re.search(rf"(?<![0-9]){year}(?![0-9])", head)
    place = next(named, digits.span() if digits else None)
    if place is None:
        return None
    return Deadline(
        text=text[slice(*place)],
        span=Span(document, *place),
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        precision=Precision.YEAR,
    )


def _end_of_activity(text: str, document: str, year: int | None) -> Deadline | None:
    """The last day of an activity whose whole time a notice tells."""
    for match in _ACTIVITY_TIME.finditer(text):
        for when in dates.find(match["time"], year=year):
            if when.kind is Kind.PERIOD and when.last:
                start = match.start("time") + when.start
                return Deadline(
                    text=when.text,
                    span=Span(document, start, start + len(when.text)),
                    start=when.first,
                    end=when.last,
                    precision=_PRECISIONS[when.grain],
                )
    return None


def times(text: str, calendar: Calendar) -> tuple[When, ...]:
    """The times of a stretch of text that could be deadlines, in order, in the plan's year."""
    found = [
        _settled(text, when, calendar)
        for when in dates.find(text, year=calendar.year)
        if when.kind is not Kind.RECURRING
    ]
    return tuple(sorted([*found, *_durations(text, calendar)], key=lambda when: when.start))


def deadline(when: When, calendar: Calendar, *, offset: int) -> Deadline:
    """The deadline a time word stands for; `offset` is where its text begins in the document."""
    return Deadline(
        text=when.text,
        span=Span(calendar.document, offset + when.start, offset + when.stop),
        start=when.first,
        end=when.last,
        precision=_PRECISIONS[when.grain],
    )


def within(found: tuple[When, ...], start: int, stop: int) -> tuple[When, ...]:
    """Those of the times, in order, that begin between two characters."""
    low = bisect_left(found, start, key=lambda when: when.start)
    high = bisect_left(found, stop, key=lambda when: when.start)
    return found[low:high]


def is_due(when: When, calendar: Calendar) -> bool:
    """Say whether a time can be a deadline: it ends, and not before the plan's year."""
    if when.last is None:
        return False
    return calendar.year is None or when.last.year >= calendar.year


def is_dated(when: When, calendar: Calendar) -> bool:
    """Say whether a figure beside a time is due by it, even if the text leaves its year out."""
    if when.kind is Kind.OPEN or (when.last is None and when.first is not None):
        return False
    return when.last is None or is_due(when, calendar)


def is_acted_on(text: str, when: When) -> bool:
    """Say whether a time that no figure hangs on is still something to be done by then."""
    if when.kind is Kind.OPEN:
        return when.text in _ACTED_ON
    if when.grain is Grain.TERM and when.text[0] in "本新":
        return False
    if when.grain is not Grain.YEAR:
        return True
    return bool(
        when.bound
        or when.text[-1] in "底末初终内"
        or _SEVERAL_YEARS.search(when.text)
        or _UNTIL.search(text, max(when.start - 4, 0), when.start)
    )


def speaks_of_another(clause: str) -> bool:
    """Say whether a clause has a subject of its own, so that no date carries over into it."""
    return bool(_NEW_SUBJECT.match(clause))


def _settled(text: str, when: When, calendar: Calendar) -> When:
    """The time as this plan means it: months of a school year, and what comes every year."""
    if _REPEATED.search(text, max(when.start - 8, 0), when.start):
        return evolve(when, first=None, last=None)
    late = when.last or when.first
    if calendar.is_school_year and late and not when.has_year and when.grain in _MONTHLY:
        shift = relativedelta(years=int(late.month < _SCHOOL_YEAR_BEGINS))
        return evolve(
            when,
            first=when.first and when.first + shift,
            last=when.last and when.last + shift,
        )
    return when


def _durations(text: str, calendar: Calendar) -> Iterator[When]:
    for match in _WITHIN.finditer(text):
        count = int(numerals.parse(match["count"]) or 1)
        year = calendar.year
        yield When(
            text=match.group(),
            start=match.start(),
            stop=match.end(),
            kind=Kind.PERIOD,
            grain=Grain.YEAR,
            first=date(year, 1, 1) if year else None,
            last=date(year + count - 1, 12, 31) if year else None,
            bound="内",
        )
