"""Each indicator of the catalogue as somebody would ask for it alone, by 镇街, in parts of SQL.

DuckDB takes a query as one statement, Polars as a lazy frame. Who has reported, and what a figure
can still become, no query tells. Six indicators have none: where a case stands is told by its steps,
one after the other, and how even hours are is told of schools that have reported none too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.indicators.chapters import activities, care, entries, families, publicity
from guangongwei.model.accreditation import PROGRAMMES, QUALITY
from guangongwei.model.contests import NO_WORK_AWARD
from guangongwei.model.organisation import SCHOOLS

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Days whose names are words of SQL.
ON, LEFT = '"on"', '"left"'


@final
@frozen(kw_only=True)
class Mark:
    """What some records of another table are about."""

    name: str
    #: The column that is looked for among what they name, and where they name it.
    about: str = "organisation"
    of: str
    names: str = "organisation"
    where: str
    #: What the last of all that are about the same has to meet.
    last: str | None = None


@final
@frozen(kw_only=True)
class Query:
    """One indicator by hand: of which table, what is added up, and of which rows."""

    of: str
    #: By their names: a value, a part and its whole, or two numbers of which one is divided by the
    #: other or has come from it.
    counted: Mapping[str, str] = field(factory=lambda: {"value": "count(*)"})
    where: str
    marks: tuple[Mark, ...] = ()
    #: The column that leads to the brand whose organisation it is.
    through: str | None = None
    #: A column of lists, each text of which is a row of its own.
    texts: str | None = None
    #: The columns by which every row counts once.
    once: tuple[str, ...] = ()
    #: A number of the same 镇街 that stands beside, under its own name.
    beside: Query | None = None
    #: The groups within a 镇街 that are held against each other, and how.
    across: str | None = None
    told: str = ""


def among(column: str, words: Iterable[object]) -> str:
    """Say that a column has one of some words."""
    texts = (f"'{getattr(each, 'value', each)}'" for each in words)
    return f"{column} in ({', '.join(texts)})"


def held(condition: str) -> str:
    """How many rows meet a condition."""
    return f"sum(case when {condition} then 1 else 0 end)"


def within(day: str = ON, year: int = 2024) -> str:
    """Say that a day is one of a year."""
    return f"{day} >= date '{year}-01-01' and {day} < date '{year + 1}-01-01'"


def begun(day: str, year: int = 2024) -> str:
    """Say that a day has come when a year ends, or is not told."""
    return f"({day} is null or {day} < date '{year + 1}-01-01')"


def lasts(day: str, year: int = 2024) -> str:
    """Say that something ends after a year, or no day of that is told."""
    return f"({day} is null or {day} >= date '{year + 1}-01-01')"


def operates(year: int = 2024) -> str:
    """Say that a unit operates when a year ends."""
    return f"{begun('unit_founded', year)} and {lasts('unit_closed', year)}"


def listed(year: int = 2024) -> str:
    """Say that a volunteer is one when a year ends."""
    return f"joined < date '{year + 1}-01-01' and {lasts(LEFT, year)}"


DURING = within()
IS_SCHOOL = among("unit_kind", SCHOOLS)
AT_STATION, AT_PARENT_SCHOOL = "unit_kind = '校外教育辅导站'", "unit_kind = '家长学校'"
OF_QUALITY = among("programme", PROGRAMMES.found_under(QUALITY))


def passed(name: str, programme: str = QUALITY, year: int = 2024) -> Mark:
    """The units whose last accreditation by the end of a year was passed."""
    of_it = among("programme", PROGRAMMES.found_under(programme))
    return Mark(
        name=name,
        of="accreditations",
        where=f"{of_it} and {ON} < date '{year + 1}-01-01'",
        last="outcome = '通过'",
    )


def assessed(name: str, method: str) -> Mark:
    """The units that were assessed by the standard in some way."""
    where = (
        f"{DURING} and standard in ('优质化建设-2021', '优质化建设-2024') and method = '{method}'"
    )
    return Mark(name=name, of="assessments", where=where)


def _number(of: str, counted: str = "count(*)", where: str = DURING) -> Query:
    return Query(of=of, counted={"value": counted}, where=where)


def _share(of: str, part: str, where: str, *marks: Mark) -> Query:
    return Query(of=of, counted={"part": held(part), "whole": "count(*)"}, where=where, marks=marks)


def _of_schools(*marks: Mark) -> Query:
    """The share of schools that others are about."""
    return _share("units", " and ".join(each.name for each in marks), _SCHOOLS, *marks)


def _of_activities(amount: str, kinds: Iterable[object]) -> Query:
    return _number("activities", f"sum({amount})", f"{DURING} and {among('kind', kinds)}")


def _works(where: str | None = None) -> Query:
    counted = "count(distinct work) + count(*) - count(work)"
    return _number("entries", counted, f"{DURING} and {where}" if where else DURING)


def _stories(where: str = DURING) -> Query:
    return _number("articles", _STORIES, where)


def _brands(
    noun: str, /, where: str = DURING, *, texts: str | None = None, **counted: str
) -> Query:
    """Of what belongs to the organisation of a brand."""
    told = counted or {"value": "count(*)"}
    return Query(of=noun, counted=told, where=where, through="programme", texts=texts)


_SCHOOLS = f"{operates()} and {IS_SCHOOL}"
_STORIES = "count(distinct story) + count(*) - count(story)"
_IN_2024, _IN_2023 = (f"case when {within(year=each)} then" for each in (2024, 2023))
_TWO_YEARS = f"{ON} >= date '2023-01-01' and {ON} < date '2025-01-01'"
_COMMITTEE = f"{begun('founded')} and {operates()}"
_POST = f"{begun('since')} and (until is null or until >= date '2024-12-31') and {operates()}"
_PAIR = f"started < date '2025-01-01' and {lasts('ended')}"
_FOR_CHILD = "subject_kind = '关爱对象'"
_REGISTERED = _number("volunteers", where=listed())
_NOW_AND_THEN = {"now": held(listed()), "then": held(listed(2023))}
_STATIONS = _number("units", where=f"{operates()} and {AT_STATION}")
_STATION_DAYS = Query(of="services", where=f"{DURING} and {AT_STATION}", once=("organisation", ON))
_SERVED = Mark(name="served", of="services", where=DURING)
_AWARDED = f"award is not null and not ({among('award', NO_WORK_AWARD)})"
_FAMILY, _PAPERS = among("contest", entries.FAMILY_PAPERS), among("kind", entries.PAPERS)
_PAPERS = f"{_PAPERS} and not ({_FAMILY})"
_INNOVATION = among("contest", entries.INNOVATION)
_FOR_PARENTS = f"({among('kind', families.PARENTS)} or {AT_PARENT_SCHOOL})"

QUERIES: dict[str, Query] = {
    "accreditation.share": _of_schools(passed("passed")),
    "accreditation.reached": Query(
        of="units", where=f"{_SCHOOLS} and passed", marks=(passed("passed"),)
    ),
    "accreditation.new": Query(
        of="accreditations",
        counted={"value": "count(distinct organisation)"},
        where=f"{DURING} and {OF_QUALITY} and {IS_SCHOOL} and outcome = '通过' and not before",
        marks=(passed("before", year=2023),),
    ),
    "accreditation.ever": _number(
        "accreditations",
        "count(distinct organisation)",
        f"{ON} < date '2025-01-01' and {OF_QUALITY} and {IS_SCHOOL} and outcome = '通过'",
    ),
    "accreditation.revoked": _number(
        "accreditations",
        "count(distinct organisation)",
        f"{DURING} and {OF_QUALITY} and {IS_SCHOOL} and outcome = '摘牌'",
    ),
    "accreditation.share_change": Query(
        of="units",
        counted={
            "part": held(f"{_SCHOOLS} and passed"),
            "whole": held(_SCHOOLS),
            "part_then": held(f"{operates(2023)} and before"),
            "whole_then": held(operates(2023)),
        },
        where=IS_SCHOOL,
        marks=(passed("passed"), passed("before", year=2023)),
    ),
    "accreditation.category_range": Query(
        of="units",
        counted={"part": held("passed"), "whole": "count(*)"},
        where=_SCHOOLS,
        marks=(passed("passed"),),
        across="unit_kind",
        told="max(part / whole) - min(part / whole)",
    ),
    "assessments.self_share": _of_schools(assessed("assessed", "自评")),
    "assessments.review_share": _share(
        "units",
        "reviewed",
        f"{_SCHOOLS} and passed",
        passed("passed"),
        assessed("reviewed", "复核"),
    ),
    "five_good.reached": Query(
        of="units", where=f"{operates()} and passed", marks=(passed("passed", "五有五好"),)
    ),
    "committees.count": _number("committees", where=_COMMITTEE),
    "committees.share": _of_schools(Mark(name="built", of="committees", where=begun("founded"))),
    "committees.in_party_plan_share": _share("committees", "in_party_plan", _COMMITTEE),
    "committees.by_plan": _number(
        "committees", where=f"{_COMMITTEE} and array_length(written_into) > 0"
    ),
    "committees.budget": _number("committees", "sum(budget)", _COMMITTEE),
    "committees.budget_share": _share("committees", "budget >= 1", _COMMITTEE),
    "committees.office_share": _share("committees", "office", _COMMITTEE),
    "committees.online_share": _share("committees", "online", _COMMITTEE),
    "posts.filled_share": _share("posts", "holder is not null", _POST),
    "posts.vacant": _number("posts", where=f"{_POST} and holder is null"),
    "posts.retired_share": _share("posts", "retired", f"{_POST} and holder is not null"),
    "returns.share": _of_schools(Mark(name="sent", of="returns", where="period like '2024%'")),
    "volunteers.registered": _REGISTERED,
    "volunteers.active": _number("services", "count(distinct volunteer)"),
    "volunteers.active_share": _share(
        "volunteers",
        "served",
        listed(),
        Mark(name="served", about="id", of="services", names="volunteer", where=DURING),
    ),
    "volunteers.teachers": Query(
        of="volunteers",
        counted={"value": "count(distinct id)"},
        where=f"{listed()} and {among('kinds', ('老教师', '退休教师', '离退休教师'))}",
        texts="kinds",
    ),
    "volunteers.by_kind": _REGISTERED,
    "volunteers.backbone": _number("volunteers", where=f"{listed()} and backbone"),
    "volunteers.new": _number("volunteers", where=within("joined")),
    "volunteers.left": _number("volunteers", where=f"{within(LEFT)} and joined is not null"),
    "volunteers.increase": _number(
        "volunteers", f"{held(listed())} - {held(listed(2023))}", "joined < date '2025-01-01'"
    ),
    "volunteers.growth": Query(
        of="volunteers", counted=_NOW_AND_THEN, where="joined < date '2025-01-01'"
    ),
    "services.hours": _number("services", "sum(hours)"),
    "services.count": _number("services"),
    "services.hours_per_volunteer": Query(
        of="services",
        counted={"of": "sum(hours)", "each": "count(distinct volunteer)"},
        where=DURING,
    ),
    "services.visits": _number("services", "sum(beneficiaries)"),
    "activities.sessions": _number("activities", "sum(sessions)"),
    "activities.visits": _number("activities", "sum(visits)"),
    "activities.sessions_to_date": _number("activities", "sum(sessions)"),
    "activities.visits_growth": Query(
        of="activities",
        counted={"now": f"sum({_IN_2024} visits end)", "then": f"sum({_IN_2023} visits end)"},
        where=_TWO_YEARS,
    ),
    "activities.volunteers": _number("activities", "sum(volunteers)"),
    "training.sessions": _of_activities("sessions", activities.TRAINING),
    "training.share": _of_schools(
        Mark(
            name="trained",
            of="activities",
            where=f"{DURING} and {among('kind', activities.TRAINING)}",
        )
    ),
    "lectures.sessions": _of_activities("sessions", activities.LECTURES),
    "lectures.visits": _of_activities("visits", activities.LECTURES),
    "shows.sessions": _of_activities("sessions", activities.SHOWS),
    "themes.sessions": _of_activities("sessions", activities.THEMES),
    "entries.works": _works(),
    "entries.by_level": _number("entries"),
    "entries.awarded": _works(_AWARDED),
    "entries.shows": _works(among("contest", entries.SHOWS)),
    "entries.essays": _works(among("kind", entries.ESSAYS)),
    "entries.reading_china": _works(among("contest", entries.READING_CHINA)),
    "entries.papers": _works(_PAPERS),
    "entries.papers_awarded": _works(f"{_PAPERS} and {_AWARDED}"),
    "entries.family_papers": _works(_FAMILY),
    "entries.family_papers_awarded": _works(f"{_FAMILY} and {_AWARDED}"),
    "entries.innovation": _works(_INNOVATION),
    "entries.innovation_awarded": _works(f"{_INNOVATION} and {_AWARDED}"),
    "parents.schools": _number("units", where=f"{operates()} and {AT_PARENT_SCHOOL}"),
    "parents.sessions": _number("activities", "sum(sessions)", f"{DURING} and {_FOR_PARENTS}"),
    "parents.visits": _number("activities", "sum(visits)", f"{DURING} and {_FOR_PARENTS}"),
    "parents.school_sessions": _number(
        "activities", "sum(sessions)", f"{DURING} and {AT_PARENT_SCHOOL}"
    ),
    "parents.opening_days": Query(
        of="activities", where=f"{DURING} and {AT_PARENT_SCHOOL}", once=("organisation", ON)
    ),
    "stations.count": _STATIONS,
    "stations.open_share": _share("units", "served", f"{operates()} and {AT_STATION}", _SERVED),
    "stations.sessions": _number("activities", "sum(sessions)", f"{DURING} and {AT_STATION}"),
    "stations.opening_days": _STATION_DAYS,
    "stations.opening_days_per_station": Query(
        of="services",
        counted={"of": "count(*)"},
        where=_STATION_DAYS.where,
        once=_STATION_DAYS.once,
        beside=Query(of="units", counted={"each": "count(*)"}, where=_STATIONS.where),
    ),
    "stations.services_per_station": Query(
        of="services",
        counted={"of": "count(*)"},
        where=_STATION_DAYS.where,
        beside=Query(of="units", counted={"each": "count(*)"}, where=_STATIONS.where),
    ),
    "stations.volunteers": _number(
        "services",
        "count(distinct volunteer)",
        f"{DURING} and {among('unit_kind', families.OUTSIDE)}",
    ),
    "care.programmes": _number("programmes", where=f"{begun('started')} and {lasts('ended')}"),
    "care.hours": _number(
        "services", "sum(hours)", f"{DURING} and {among('programme', care.CARE)}"
    ),
    "care.mind_sessions": _of_activities("sessions", care.MIND),
    "care.pairs": _brands("pairings", f"{_PAIR} and {_FOR_CHILD}"),
    "care.pairs_new": _brands("pairings", f"{within('started')} and {_FOR_CHILD}"),
    "care.mentor_pairs": _brands("pairings", f"{_PAIR} and subject_kind = '青年教师'"),
    "care.pair_volunteers": _brands(
        "pairings",
        f"{_PAIR} and {_FOR_CHILD}",
        texts="volunteers",
        value="count(distinct volunteers)",
    ),
    "care.paired_children": _brands(
        "pairings", f"{_PAIR} and {_FOR_CHILD}", value="count(distinct subject)"
    ),
    "care.children": _number("children", where=lasts(LEFT)),
    "care.paired_share": _share(
        "children",
        "paired",
        lasts(LEFT),
        Mark(
            name="paired",
            about="id",
            of="pairings",
            names="subject",
            where=f"{_PAIR} and {_FOR_CHILD}",
        ),
    ),
    "care.cases_opened": Query(of="cases", where=within("started"), through="child"),
    "care.grants": _brands("grants"),
    "care.grant_amount": _brands("grants", value="sum(amount)"),
    "care.grant_children": _brands("grants", value="count(distinct child)"),
    "care.grant_per_child": _brands("grants", of="sum(amount)", each="count(distinct child)"),
    "articles.published": _stories(),
    "articles.pieces": _number("articles"),
    "articles.by_level": _number("articles"),
    "articles.upper": _stories(f"{DURING} and {among('level', publicity.UPPER)}"),
    "articles.school_share": _of_schools(Mark(name="published", of="articles", where=DURING)),
    "articles.growth": Query(
        of="articles",
        counted={
            name: (
                f"count(distinct {so} story end) + {held(within(year=year))} "
                f"- count({so} story end)"
            )
            for name, so, year in (("now", _IN_2024, 2024), ("then", _IN_2023, 2023))
        },
        where=_TWO_YEARS,
    ),
    "articles.publicity_year": _stories(f"{ON} >= date '2024-08-01' and {ON} < date '2025-01-01'"),
    "articles.correspondents_per_school": Query(
        of="posts",
        counted={"of": "count(*)"},
        where=f"{_POST} and {IS_SCHOOL} and title = '通讯员' and holder is not null",
        beside=Query(of="units", counted={"each": "count(*)"}, where=_SCHOOLS),
    ),
}
