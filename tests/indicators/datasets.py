"""Small districts for the tests of the indicators: records in one line each, and any of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen
from hypothesis import strategies as st

from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.definition import Spread
from guangongwei.indicators.objects import evaluate
from guangongwei.model import (
    Absence,
    Accreditation,
    AccreditationId,
    Activity,
    ActivityId,
    Article,
    ArticleId,
    Category,
    Dataset,
    Days,
    Figure,
    Half,
    Month,
    Organisation,
    OrganisationId,
    Outcome,
    Period,
    Quarter,
    Return,
    Service,
    ServiceId,
    Volunteer,
    VolunteerId,
    Year,
)
from guangongwei.testing.worlds import World, small

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

YEAR = Year(2024)
NEW_YEARS_EVE = date(2024, 12, 31)
#: Every table that a figure of the catalogue rests on.
SENT_TABLES = ("五老志愿者", "服务记录", "活动", "稿件")


def oid(id_: str) -> OrganisationId:
    """The id of an organisation."""
    return OrganisationId(id_)


def bureau(id_: str = "B") -> Organisation:
    """A bureau at the root."""
    return Organisation(id=oid(id_), name="教育局", category=Category.BUREAU)


def school(  # one line a school is worth the many words
    id_: str,
    town: str | None = "甲镇",
    *,
    category: Category = Category.PRIMARY,
    parent: str | None = "B",
    founded: date | None = None,
    closed: date | None = None,
) -> Organisation:
    """A school of a town under the bureau."""
    return Organisation(
        id=oid(id_),
        name=f"{id_}小学",
        category=category,
        parent=None if parent is None else oid(parent),
        town=town,
        founded=founded,
        closed=closed,
    )


def volunteer(
    id_: str,
    at: str = "S1",
    *,
    joined: date | None = date(2020, 1, 1),
    left: date | None = None,
    kinds: tuple[str, ...] = (),
) -> Volunteer:
    """A volunteer of a school, on the roll since 2020."""
    return Volunteer(
        id=VolunteerId(id_),
        name="张三",
        organisation=oid(at),
        joined=joined,
        left=left,
        kinds=kinds,
        phone="13800000000",
    )


def service(
    id_: str,
    at: str = "S1",
    by: str = "V1",
    *,
    on: date = date(2024, 3, 1),
    hours: Decimal | Absence = Absence.UNKNOWN,
) -> Service:
    """A service done at a school."""
    return Service(
        id=ServiceId(id_), volunteer=VolunteerId(by), organisation=oid(at), on=on, hours=hours
    )


def activity(
    id_: str,
    at: str = "S1",
    *,
    on: date = date(2024, 3, 1),
    sessions: int | Absence = 1,
    visits: int | Absence = Absence.UNKNOWN,
    kind: str | None = None,
    items: tuple[str, ...] = (),
) -> Activity:
    """An activity that a school ran."""
    return Activity(
        id=ActivityId(id_),
        organisation=oid(at),
        on=on,
        sessions=sessions,
        visits=visits,
        kind=kind,
        items=items,
    )


def decision(
    id_: str,
    at: str = "S1",
    *,
    on: date = date(2024, 3, 1),
    outcome: Outcome = Outcome.PASSED,
    batch: int | None = None,
) -> Accreditation:
    """A decision about a school."""
    return Accreditation(
        id=AccreditationId(id_), organisation=oid(at), on=on, outcome=outcome, batch=batch
    )


def article(
    id_: str, at: str = "S1", *, on: date = date(2024, 3, 1), story: str | None = None
) -> Article:
    """A piece that a school published."""
    return Article(id=ArticleId(id_), organisation=oid(at), on=on, story=story)


def sent(at: str, *tables: str, period: Period = YEAR) -> tuple[Return, ...]:
    """The returns of a school, for the year unless another period is said."""
    return tuple(Return(organisation=oid(at), table=table, period=period) for table in tables)


def figure(
    id_: str,
    dataset: Dataset,
    *,
    period: Period = YEAR,
    as_of: date = NEW_YEARS_EVE,
    organisation: str | None = None,
) -> Figure:
    """One figure of the catalogue for the whole, or for one organisation."""
    (found,) = evaluate(
        [indicator(id_)],
        dataset,
        period=period,
        as_of=as_of,
        organisation=None if organisation is None else oid(organisation),
    )
    return found


def by_category(id_: str, dataset: Dataset, dimension: str) -> dict[str | Absence, object]:
    """The values of one figure of the catalogue by one dimension of 2024."""
    found = evaluate([indicator(id_)], dataset, period=YEAR, as_of=NEW_YEARS_EVE, by=(dimension,))
    return {each.group.categories[0][1]: each.value for each in found}


def figures(case: Case, *by: str) -> tuple[Figure, ...]:
    """The whole catalogue, or the part that has these dimensions, by them."""
    places = {"organisation", "town", "category", "setting", "ownership", "month"}
    wanted = [
        each
        for each in CATALOGUE
        if set(by) <= places | set(each.by)
        and not (isinstance(each.value, Spread) and each.value.across in by)
    ]
    return evaluate(wanted, case.dataset, period=case.period, as_of=case.as_of, by=by)


@frozen
class Case:
    """A dataset, a period, and a day in it or after it."""

    dataset: Dataset
    period: Period
    as_of: date


_DAYS = st.dates(date(2023, 11, 1), date(2025, 1, 31))
_MAYBE = st.none() | _DAYS
_PERIODS: SearchStrategy[Period] = st.sampled_from(
    (
        YEAR,
        YEAR,
        Half(2024, 1),
        Quarter(2024, 2),
        Month(2024, 5),
        Days(date(2024, 4, 10), date(2024, 7, 4)),
    )
)
_SENT_FOR: SearchStrategy[Period] = st.sampled_from(
    (YEAR, YEAR, Half(2024, 1), Quarter(2024, 2), Month(2024, 5), Month(2024, 6), Year(2023))
)
#: Units 0 to 6: a bureau, an office with two schools, a bare school, a kindergarten, a community.
_UNITS = ("B", "T", "S1", "S2", "S3", "K1", "C1")
_SCHOOLS = ("S1", "S2", "S3", "K1")


def _units(draw: DrawFn) -> tuple[Organisation, ...]:
    days = [(draw(_MAYBE), draw(_MAYBE)) for _ in _SCHOOLS]
    lives = [sorted(pair) if None not in pair else pair for pair in days]  # type: ignore[type-var]
    places = (("甲镇", "T"), (None, "T"), (None, "B"), ("乙镇", "B"))
    return (
        bureau(),
        Organisation(id=oid("T"), name="甲镇", category=Category.TOWN_OFFICE, parent=oid("B")),
        *(
            school(
                id_,
                town,
                parent=parent,
                category=Category.KINDERGARTEN if id_ == "K1" else Category.PRIMARY,
                founded=founded,
                closed=closed,
            )
            for id_, (town, parent), (founded, closed) in zip(_SCHOOLS, places, lives, strict=True)
        ),
        Organisation(
            id=oid("C1"), name="社区", category=Category.COMMUNITY, parent=oid("B"), town="乙镇"
        ),
    )


@st.composite
def districts(draw: DrawFn) -> Case:
    """A district of seven units with up to a handful of records in each table."""
    at = st.sampled_from(_UNITS)
    number = st.integers(0, 10**6)
    hours = st.just(Absence.UNKNOWN) | st.integers(0, 40).map(lambda each: Decimal(each) / 4)
    counted = st.just(Absence.UNKNOWN) | st.integers(0, 50)
    people = st.sampled_from(("V0", "V1", "V2", "V3", "V9"))
    dataset = Dataset(
        organisations=_units(draw),
        volunteers=tuple(
            volunteer(f"V{index}", draw(at), joined=draw(_MAYBE), left=draw(st.none() | _DAYS))
            for index in range(draw(st.integers(0, 4)))
        ),
        services=tuple(
            service(f"F{index}", draw(at), draw(people), on=draw(_DAYS), hours=draw(hours))
            for index in range(draw(st.integers(0, 6)))
        ),
        activities=tuple(
            activity(
                f"H{index}",
                draw(at),
                on=draw(_DAYS),
                sessions=draw(counted),
                visits=draw(counted),
                kind=draw(st.sampled_from(("宣讲", "征文", None))),
            )
            for index in range(draw(st.integers(0, 3)))
        ),
        accreditations=tuple(
            decision(
                f"R{index}-{draw(number)}",
                draw(at),
                on=draw(_DAYS),
                outcome=draw(st.sampled_from(Outcome)),
                batch=draw(st.sampled_from((1, 2, None))),
            )
            for index in range(draw(st.integers(0, 5)))
        ),
        articles=tuple(
            article(
                f"G{index}", draw(at), on=draw(_DAYS), story=draw(st.sampled_from(("K1", None)))
            )
            for index in range(draw(st.integers(0, 3)))
        ),
        returns=tuple(
            each
            for _ in range(draw(st.integers(0, 8)))
            for each in sent(draw(at), draw(st.sampled_from(SENT_TABLES)), period=draw(_SENT_FOR))
        ),
    )
    period = draw(_PERIODS)
    as_of = draw(st.just(period.end) | st.dates(period.start, period.stop))
    return Case(dataset, period, as_of)


def _case(world: World) -> Case:
    return Case(world.dataset, world.period, world.as_of)


def cases() -> SearchStrategy[Case]:
    """Districts as drawn here, and the small worlds with every odd shape."""
    return districts() | st.integers(0, 10**4).map(small).map(_case)
