"""Who sends which table, and how far: the habits of the schools of a made-up district."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Half, Month, Period, Year
from guangongwei.model.reporting import Return

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.testing.worlds.dice import Dice
    from guangongwei.testing.worlds.places import Places

ROLL = "五老志愿者"
SERVICES = "服务记录"
ACTIVITIES = "活动"
ARTICLES = "稿件"
COMMITTEES = "关工委"
TABLES = (ROLL, SERVICES, ACTIVITIES, ARTICLES, COMMITTEES)
#: The tables of which some schools honestly send an empty one.
_EVENTS = (SERVICES, ACTIVITIES, ARTICLES)
POSTS = "任职"
ENTRIES = "参评作品"
BRANDS = "关爱品牌"
CHILDREN = "关爱对象"
CONSENTS = "知情同意"
PAIRS = "结对"
CASES = "关爱个案"
GRANTS = "助学金"
ASSESSMENTS = "评估"
#: The tables that came later: who sends them, sends them as it sends 关工委, with a few gaps.
LATER = (POSTS, ENTRIES, BRANDS, CHILDREN, CONSENTS, PAIRS, CASES, GRANTS, ASSESSMENTS)
_EMPTY = (ENTRIES, CASES, GRANTS)

Span = tuple[OrganisationId, date, date]

_DAY = timedelta(days=1)
_SILENT = 6
_MONTHLY = 10
_HALF_YEARLY = 8


@final
@frozen
class Habit:
    """How one school sends one table in one year, and the last day its records reach."""

    periods: tuple[Period, ...]
    #: No record is written after this day; None: no record at all.
    until: date | None


@final
@frozen
class Sending:
    """The habits of every school in one year; who has none sends nothing."""

    year: int
    habits: dict[tuple[OrganisationId, str], Habit]
    #: Schools that send nothing at all.
    silent: tuple[OrganisationId, ...]

    def until(self, organisation: OrganisationId, table: str) -> date | None:
        """The last day up to which a school's records of a table go; None where it has none."""
        habit = self.habits.get((organisation, table))
        return habit.until if habit else None

    def returns(self, dice: Dice) -> Iterator[Return]:
        """The rows of 报送情况 that these habits leave behind."""
        for (organisation, table), habit in self.habits.items():
            for period in habit.periods:
                yield Return(
                    organisation=organisation,
                    table=table,
                    period=period,
                    on=None if dice.chance(4) else _arrival(dice, period),
                )


def _arrival(dice: Dice, period: Period) -> date:
    """Long periods are sent in their last ten days, months in the first days after."""
    if isinstance(period, Month):
        return period.stop + timedelta(days=dice.below(8))
    return period.end - timedelta(days=dice.below(10))


def plain(where: Places, *, year: int, tables: tuple[str, ...] = TABLES) -> Sending:
    """A year in which every school that is there sends every table, once and in full."""
    whole = _whole(year)
    schools = [each for each in (*where.schools, *where.closed) if _is_old(where, each, year)]
    return Sending(year, {(each, table): whole for each in schools for table in tables}, ())


def varied(dice: Dice, where: Places, *, year: int) -> Sending:
    """A year as it comes: most send once, some by month or half, some in part, some nothing."""
    # The last school never notes hours (see people): it must send them, or nobody would notice.
    # A school that opened in the year has nothing to send in parts.
    pool = [each for each in dice.shuffled(where.schools[:-1]) if _is_old(where, each, year)]
    silent = tuple(pool.pop() for _ in range(_SILENT))
    habits = {
        (each, table): _whole(year)
        for each in where.schools
        if each not in silent
        for table in TABLES
    }
    closing = Habit((Half(year, 1),), Half(year, 1).end)
    habits |= {(each, table): closing for each in where.closed for table in TABLES}
    for habit in _partial_habits(year):
        each = pool.pop()
        habits |= {(each, table): habit for table in TABLES}
    for table in TABLES[:-1]:
        for _ in range(2):
            del habits[pool.pop(), table]
    for table in _EVENTS:
        for _ in range(2):
            habits[pool.pop(), table] = Habit((Year(year),), None)
    return Sending(year, habits, silent)


def later(dice: Dice, sending: Sending) -> Sending:
    """How the same schools send the tables that came later: two leave out each, two have none."""
    year = sending.year
    known = {each: habit for (each, table), habit in sending.habits.items() if table == COMMITTEES}
    habits = {(each, table): habit for each, habit in known.items() for table in LATER}
    pool = dice.shuffled(each for each, habit in known.items() if habit == _whole(year))
    for table in LATER:
        for _ in range(2):
            del habits[pool.pop(), table]
    for table in _EMPTY:
        for _ in range(2):
            habits[pool.pop(), table] = Habit((Year(year),), None)
    return Sending(year, habits, sending.silent)


def spans(where: Places, sending: Sending, table: str) -> Iterator[Span]:
    """The schools whose records of a table reach into the year, with the days they can lie on."""
    year = Year(sending.year)
    for school in (*where.schools, *where.closed):
        place, until = where.by_id[school], sending.until(school, table)
        if until is not None:
            first = max(year.start, place.founded or year.start)
            last = min(until, place.closed - _DAY if place.closed else until)
            yield school, first, last


def _is_old(where: Places, school: OrganisationId, year: int) -> bool:
    """Say whether a school was there when the year began."""
    founded = where.by_id[school].founded
    return founded is None or founded <= Year(year).start


def _whole(year: int) -> Habit:
    return Habit((Year(year),), Year(year).end)


def _partial_habits(year: int) -> Iterator[Habit]:
    """What the schools send that do not simply send the whole year: one habit a school."""
    end = Year(year).end
    months = Year(year).months()
    for _ in range(_MONTHLY - 2):
        yield Habit(months, end)
    yield Habit(months[:9], months[8].end)
    yield Habit(months[:4] + months[5:], months[3].end)
    halves = (Half(year, 1), Half(year, 2))
    for _ in range(_HALF_YEARLY - 1):
        yield Habit(halves, end)
    yield Habit(halves[:1], halves[0].end)
    # A school year overlaps the calendar year, and neither contains the other.
    school_year = Year(year - 1, start_month=9)
    yield Habit((school_year,), school_year.end)
