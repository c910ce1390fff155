"""Star grades (星级) of volunteers by their hours of service.

Source: 志愿服务记录办法 (民政部, 民函〔2012〕340号) and DOMAIN section 3: 累计达到 100, 300, 600, 1000
and 1500 小时; a community's own table (10 to 50 小时) is data too.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.errors import BadArgument
from guangongwei.model.dated import LOCAL
from guangongwei.model.numbers import is_number
from guangongwei.model.repeats import firsts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.model.volunteer import Service


def _rising(_: object, __: object, hours: tuple[Decimal, ...]) -> None:
    if not hours or hours[0] <= 0 or any(low >= high for low, high in pairwise(hours)):
        raise BadArgument("hours", "one or more thresholds above 0, each above the one before")


@final
@frozen(kw_only=True)
class StarTable:
    """The hours with which each star begins, the threshold itself included (达到).

    Raises:
        BadArgument: The thresholds do not rise from above 0.
    """

    #: The first day on which the table holds.
    since: date
    #: What it rests on.
    authority: str
    #: The least hours of one star, of two, and so on.
    hours: tuple[Decimal, ...] = field(validator=_rising)

    def stars(self, hours: Decimal) -> int:
        """How many stars so many hours give, 0 below the first threshold."""
        return sum(threshold <= hours for threshold in self.hours)

    def hours_to_next(self, hours: Decimal) -> Decimal | None:
        """How many hours the next star is away; None where there is none."""
        return next((each - hours for each in self.hours if each > hours), None)


NATIONAL_STARS = StarTable(
    since=date(2012, 10, 23),
    authority="志愿服务记录办法（民函〔2012〕340号）",
    hours=tuple(map(Decimal, (100, 300, 600, 1000, 1500))),
)

#: A community's own table, as DOMAIN section 3 shows one.
COMMUNITY_STARS = StarTable(
    since=date.min,
    authority=LOCAL,
    hours=tuple(map(Decimal, (10, 20, 30, 40, 50))),
)


@final
@frozen(kw_only=True)
class HoursTotal:
    """Hours of service by a day, and how many services do not tell theirs."""

    hours: Decimal
    services: int
    #: Services among them whose hours are not known; they add nothing.
    unknown: int


def total_hours(services: Iterable[Service], *, as_of: date) -> HoursTotal:
    """Add up the hours of the services that had been done by a day."""
    done = tuple(each for each in firsts(services) if each.on <= as_of)
    known = [Decimal(each.hours) for each in done if is_number(each.hours)]
    return HoursTotal(
        hours=sum(known, Decimal(0)), services=len(done), unknown=len(done) - len(known)
    )


@final
@frozen(kw_only=True)
class StarGrade:
    """The stars that a total of hours gives."""

    stars: int
    total: HoursTotal
    #: How far the next star is; None with the highest.
    hours_to_next: Decimal | None

    @property
    def is_exact(self) -> bool:
        """Whether no hours are missing that could give another star."""
        return self.total.unknown == 0 or self.hours_to_next is None


def star_grade(
    services: Iterable[Service], *, as_of: date, table: StarTable = NATIONAL_STARS
) -> StarGrade:
    """The stars of one volunteer's services by a day; with unknown hours, the least they give.

    Raises:
        BadArgument: The services are of several volunteers.
    """
    own = tuple(services)
    if len({each.volunteer for each in own}) > 1:
        raise BadArgument("services", "those of one volunteer")
    total = total_hours(own, as_of=as_of)
    return StarGrade(
        stars=table.stars(total.hours),
        total=total,
        hours_to_next=table.hours_to_next(total.hours),
    )
