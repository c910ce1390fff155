"""Periods: half-open stretches of days that know their name and their neighbours."""

from __future__ import annotations

import re
from abc import abstractmethod
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Self, final

from attrs import field, frozen
from dateutil.relativedelta import relativedelta

from guangongwei.chinese import dates
from guangongwei.errors import BadArgument
from guangongwei.model.limits import one_of, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: The first month of a school year (学年) and of the publicity year (宣传评比年度).
SCHOOL_YEAR = 9
PUBLICITY_YEAR = 8

_DAY = timedelta(days=1)
_YEAR = relativedelta(years=1)
#: Years that have days.
_YEARS = within(MINYEAR, MAXYEAR)
_QUARTER = re.compile("([0-9]{4})年?[Qq]([1-4])")
_UNTIL = re.compile("至|到|[~～—–]+")
#: 年底 and 上旬 are meant roughly, and 2023-2024 may be a school year or two calendar years.
_VAGUE = re.compile(r"[初中底末终旬]|^[0-9]{4}\W+[0-9]{4}$")


class Period:
    """A stretch of days from `start` up to, not including, `stop`.

    Periods are ordered by their days, whatever their kind; `in` says whether a day, or the whole
    of another period, lies inside.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def start(self) -> date:
        """The first day."""

    @property
    @abstractmethod
    def stop(self) -> date:
        """The day after the last."""

    @property
    @abstractmethod
    def label(self) -> str:
        """The Chinese name, never ambiguous: 2024年, 2023—2024学年, 2024年3月."""

    @abstractmethod
    def shifted(self, steps: int) -> Self:
        """The period of the same kind that many steps later, or earlier if negative."""

    @property
    def end(self) -> date:
        """The last day."""
        return self.stop - _DAY

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.stop - self.start).days

    def previous(self) -> Self:
        """The period of the same kind just before."""
        return self.shifted(-1)

    def next(self) -> Self:
        """The period of the same kind just after."""
        return self.shifted(1)

    def same_last_year(self) -> Period:
        """The same stretch one year earlier; 29 February is then the last day of its month."""
        start = self.start - _YEAR
        stop = self.stop - _YEAR
        if self.stop.month == 2 and self.stop.day == 29:
            stop += _DAY
        return period_of(start, stop)

    def overlaps(self, other: Period) -> bool:
        """Say whether the two have a day in common."""
        return self.start < other.stop and other.start < self.stop

    def months(self) -> tuple[Month, ...]:
        """The calendar months that have a day inside, in order."""
        return tuple(_months(self.start, self.stop))

    def __contains__(self, other: date | Period) -> bool:
        if isinstance(other, Period):
            return self.start <= other.start and other.stop <= self.stop
        return self.start <= other < self.stop

    def __lt__(self, other: Period) -> bool:
        return (self.start, self.stop) < (other.start, other.stop)

    def __le__(self, other: Period) -> bool:
        return (self.start, self.stop) <= (other.start, other.stop)

    def __str__(self) -> str:
        return self.label


@final
@frozen(order=False)
class Year(Period):
    """Twelve months that begin in `number`, with January unless another month is said.

    Raises:
        BadArgument: There is no such year or part of one.
    """

    number: int = field(validator=within(1900, 9998))
    start_month: int = field(default=1, kw_only=True, validator=within(1, 12))

    @property
    def start(self) -> date:
        return date(self.number, self.start_month, 1)

    @property
    def stop(self) -> date:
        return date(self.number + 1, self.start_month, 1)

    @property
    def label(self) -> str:
        if self.start_month == 1:
            return f"{self.number}年"
        if self.start_month == SCHOOL_YEAR:
            return f"{self.number}—{self.number + 1}学年"
        return f"{Month(self.number, self.start_month)}—{Month(self.end.year, self.end.month)}"

    def shifted(self, steps: int) -> Self:
        return type(self)(self.number + steps, start_month=self.start_month)


@final
@frozen(order=False)
class Half(Period):
    """上半年 (1) or 下半年 (2) of a calendar year.

    Raises:
        BadArgument: There is no such year or part of one.
    """

    year: int = field(validator=_YEARS)
    number: int = field(validator=within(1, 2))

    @property
    def start(self) -> date:
        return date(self.year, 6 * self.number - 5, 1)

    @property
    def stop(self) -> date:
        return _later(self.start, 6)

    @property
    def label(self) -> str:
        return f"{self.year}年{'上下'[self.number - 1]}半年"

    def shifted(self, steps: int) -> Self:
        return type(self)(*_counted(self.year, self.number, steps, 2))


@final
class Season(Enum):
    """Which term: the autumn one opens a school year."""

    SPRING = "春"
    AUTUMN = "秋"


@final
@frozen(order=False)
class Term(Period):
    """A school term, named by the calendar year in which it begins.

    春季学期 runs from February to August, 秋季学期 from September to the end of January.

    Raises:
        BadArgument: There is no such year or season.
    """

    year: int = field(validator=_YEARS)
    season: Season = field(validator=one_of(tuple(Season)))

    @property
    def start(self) -> date:
        return date(self.year, 2 if self.season is Season.SPRING else SCHOOL_YEAR, 1)

    @property
    def stop(self) -> date:
        return _later(self.start, 7 if self.season is Season.SPRING else 5)

    @property
    def label(self) -> str:
        return f"{self.year}年{self.season.value}季学期"

    def shifted(self, steps: int) -> Self:
        number = 1 if self.season is Season.SPRING else 2
        year, number = _counted(self.year, number, steps, 2)
        return type(self)(year, Season.SPRING if number == 1 else Season.AUTUMN)


@final
@frozen(order=False)
class Quarter(Period):
    """One of the four quarters of a calendar year.

    Raises:
        BadArgument: There is no such year or part of one.
    """

    year: int = field(validator=_YEARS)
    number: int = field(validator=within(1, 4))

    @property
    def start(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def stop(self) -> date:
        return _later(self.start, 3)

    @property
    def label(self) -> str:
        return f"{self.year}年第{'一二三四'[self.number - 1]}季度"

    def shifted(self, steps: int) -> Self:
        return type(self)(*_counted(self.year, self.number, steps, 4))


@final
@frozen(order=False)
class Month(Period):
    """A calendar month.

    Raises:
        BadArgument: There is no such year or part of one.
    """

    year: int = field(validator=_YEARS)
    number: int = field(validator=within(1, 12))

    @property
    def start(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def stop(self) -> date:
        return _later(self.start, 1)

    @property
    def label(self) -> str:
        return f"{self.year}年{self.number}月"

    def shifted(self, steps: int) -> Self:
        return type(self)(*_counted(self.year, self.number, steps, 12))


@final
@frozen(order=False)
class Days(Period):
    """Any stretch of days, such as a campaign.

    Raises:
        BadArgument: It ends before it begins.
    """

    start: date = field()  # pyright: ignore[reportIncompatibleMethodOverride]  # a field serves
    stop: date = field()  # pyright: ignore[reportIncompatibleMethodOverride]  # as well

    def __attrs_post_init__(self) -> None:
        if self.stop <= self.start:
            raise BadArgument("stop", "later than start")

    @property
    def label(self) -> str:
        return f"{self.start.isoformat()}至{self.end.isoformat()}"

    def shifted(self, steps: int) -> Self:
        step = (self.stop - self.start) * steps
        return type(self)(self.start + step, self.stop + step)


def period_of(start: date, stop: date) -> Period:
    """The named period with exactly these days, or the days themselves where none has them.

    Raises:
        BadArgument: `stop` is not later than `start`.
    """
    named: tuple[Period, ...] = (
        Month(start.year, start.month),
        Quarter(start.year, (start.month + 2) // 3),
        Half(start.year, 1 if start.month <= 6 else 2),
        Year(start.year, start_month=start.month),
        Term(start.year, Season.SPRING),
        Term(start.year, Season.AUTUMN),
    )
    for each in named:
        if (each.start, each.stop) == (start, stop):
            return each
    return Days(start, stop)


def parse_period(text: str) -> Period | None:
    """The period that a text names, its year included; None for anything else.

    Every label is read back as its period: 2024年, 2024年3月, 2023—2024学年, 2024-01-01至2024-06-30.
    """
    joined = "".join(text.split())
    quarter = _QUARTER.fullmatch(joined)
    if quarter is not None:
        joined = f"{quarter[1]}年第{quarter[2]}季度"
    days = _days(joined)
    if days is None:
        ends = [_days(part) for part in _UNTIL.split(joined)]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            return None
        days = ends[0][0], ends[1][1]
    return period_of(*days) if days[0] < days[1] else None


def covers(parts: Iterable[Period], start: date, end: date) -> bool:
    """Say whether the parts together leave out no day from `start` to `end`, both included."""
    return reaches(sorted((each.start, each.stop) for each in parts), start, end)


def reaches(spans: Iterable[tuple[date, date]], start: date, end: date) -> bool:
    """The same for first days and the days after the last, in order."""
    reached = start
    for begun, stop in spans:
        if begun > reached:
            break
        reached = max(reached, stop)
    return reached > end


def _days(text: str) -> tuple[date, date] | None:
    """The first day a text names, and the day after the last."""
    when = None if _VAGUE.search(text) else dates.parse(text)
    if when is None or when.first is None or when.last is None or when.bound:
        return None
    return when.first, when.last + _DAY


def _counted(year: int, number: int, steps: int, in_a_year: int) -> tuple[int, int]:
    """Year and number of the part that many steps on, parts counted from 1."""
    count = year * in_a_year + number - 1 + steps
    return count // in_a_year, count % in_a_year + 1


def _later(first: date, months: int) -> date:
    """The first of a month so many months later."""
    year, month = _counted(first.year, first.month, months, 12)
    return date(year, month, 1)


def _months(start: date, stop: date) -> Iterator[Month]:
    month = Month(start.year, start.month)
    while month.start < stop:
        yield month
        month = month.next()
