"""The figures once more, in SQL: tables and queries written from the definitions in words.

Nothing here looks at an engine or at the known answers of a world. Hours are whole hundredths, so
that SQLite adds them exactly; days are ISO text, which sorts as days do.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from guangongwei.model import Absence, Ratio, period_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.model import Dataset, Period
    from guangongwei.testing.worlds import World

    Row = tuple[object, ...]

Connection = sqlite3.Connection
#: What tells a group apart, in the order of the dimensions asked for.
Key = tuple[Any, ...]
#: Value, reported, expected, missing, partial.
Told = tuple[object, int, int, frozenset[str], frozenset[str]]

SCHEMA = """
create table look (label text, start text, stop text, until text);
create table org (
    id text primary key, name text, cat text, parent text, town text, founded text, closed text
);
create table vol (id text, org text, joined text, quit text);
create table srv (id text, vol text, org text, day text, hours integer);
create table act (id text, org text, day text, kind text, theme text, sessions integer, visits integer);
create table acc (id text, org text, batch text, day text, outcome text);
create table art (id text, org text, day text, level text, story text);
create table ret (org text, tab text, start text, stop text);
create table kinds (cat text);
insert into kinds values ('幼儿园'), ('小学'), ('初中'), ('九年一贯制学校'), ('普通高中'),
    ('完全中学'), ('中等职业学校'), ('特殊教育学校');
create index acc_org on acc (org, day);
create index srv_vol on srv (vol, day);
create index ret_org on ret (org, tab);
"""

PLACES = """
create table climb as
with recursive up (org, above, steps) as (
    select id, id, 0 from org
    union all
    select up.org, parent.id, steps + 1
    from up join org as child on child.id = up.above join org as parent on parent.id = child.parent
)
select * from up;
create index climb_org on climb (org, above);

create table place as
select org.id as org, org.cat as category, (
    select coalesce(nullif(above.town, ''), above.name)
    from climb join org as above on above.id = climb.above
    where climb.org = org.id and (above.town <> '' or above.cat = '乡镇教育办')
    order by steps limit 1
) as town
from org;

create table school as
select look.label as look, org.id as org, max(look.start, coalesce(org.founded, '')) as since,
    look.until as until
from look join org
where org.cat in (select cat from kinds)
    and coalesce(org.founded, '') <= look.until and coalesce(org.closed, '9999') > look.until;
create index school_by on school (look, org);

-- A day that no return covers, if there is one, is the first day or the day after some return.
create table sent as
select school.look, school.org, tab, not exists (
    select 1 from (
        select school.since as day union all
        select stop from ret where ret.org = school.org and ret.tab = tabs.tab
    ) as gap
    where gap.day between school.since and school.until and not exists (
        select 1 from ret
        where ret.org = school.org and ret.tab = tabs.tab
            and ret.start <= gap.day and gap.day < ret.stop
    )
) as whole
from school join (select distinct tab from ret) as tabs
where exists (
    select 1 from ret
    where ret.org = school.org and ret.tab = tabs.tab
        and ret.start <= school.until and ret.stop > school.since
);
create index sent_by on sent (look, org, tab);
"""

#: What counts in each measure: look, organisation, amount, what tells two apart, own categories.
COUNTED = {
    "accreditation.share/whole": "select look, org, 1 as n, null as it from school",
    "accreditation.share/part": """
        select look, org, 1 as n, null as it from school
        where '通过' = (
            select outcome from acc where acc.org = school.org and acc.day <= school.until
            order by day desc, id desc limit 1
        )""",
    "accreditation.new": """
        select label as look, acc.org, 1 as n, acc.org as it, batch
        from look join acc on acc.day between start and until join org on org.id = acc.org
        where acc.outcome = '通过' and cat in (select cat from kinds)
            and '通过' is not (
                select outcome from acc as old where old.org = acc.org and old.day < start
                order by day desc, id desc limit 1
            )""",
    "volunteers.registered": """
        select label as look, org, 1 as n, null as it from look
        join vol on joined <= until and coalesce(quit, '9999') > until""",
    "volunteers.active": """
        select label as look, org, 1 as n, vol as it from look join srv on day between start and until""",
    "volunteers.active_share/part": """
        select label as look, org, 1 as n, null as it from look
        join vol on joined <= until and coalesce(quit, '9999') > until
        where exists (
            select 1 from srv where srv.vol = vol.id and day between start and until
                and srv.org in (select id from org)
        )""",
    "services.hours": """
        select label as look, org, hours as n, null as it
        from look join srv on day between start and until""",
    "services.count": """
        select label as look, org, 1 as n, null as it from look join srv on day between start and until""",
    "activities.sessions": """
        select label as look, org, sessions as n, null as it, kind, theme
        from look join act on day between start and until""",
    "activities.visits": """
        select label as look, org, visits as n, null as it, kind, theme
        from look join act on day between start and until""",
    "articles.published": """
        select label as look, org, 1 as n, coalesce('story ' || story, 'piece ' || id) as it, level
        from look join art on day between start and until""",
    "articles.pieces": """
        select label as look, org, 1 as n, null as it, level
        from look join art on day between start and until""",
    "articles.by_level": """
        select label as look, org, 1 as n, null as it, level
        from look join art on day between start and until""",
    "returns.share/part": """
        select look, org, 1 as n, null as it from school join look on look.label = school.look
        where exists (
            select 1 from ret where ret.org = school.org and (
                (ret.start >= look.start and ret.stop <= look.stop)
                or (ret.start <= look.start and ret.stop >= look.stop)
            )
        )""",
}
COUNTED["returns.share/whole"] = COUNTED["accreditation.share/whole"]
COUNTED["volunteers.active_share/whole"] = COUNTED["volunteers.registered"]

#: The tables whose returns a measure rests on; none: the bureau's register.
TABLE = {
    "volunteers.registered": "五老志愿者",
    "volunteers.active": "服务记录",
    "volunteers.active_share/part": "服务记录",
    "volunteers.active_share/whole": "五老志愿者",
    "services.hours": "服务记录",
    "services.count": "服务记录",
    "activities.sessions": "活动",
    "activities.visits": "活动",
    "articles.published": "稿件",
    "articles.pieces": "稿件",
    "articles.by_level": "稿件",
}
DISTINCT = ("accreditation.new", "volunteers.active", "articles.published")
SUMS = ("services.hours", "activities.sessions", "activities.visits")
SHARES = ("accreditation.share", "volunteers.active_share", "returns.share")


def database(world: World) -> Connection:
    """The records of a world in tables, with one look for its period ('') and one for each month."""
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    period, as_of = world.period, world.as_of
    looks = [_look("", period, as_of.isoformat())]
    for month in period.months():
        part = period_of(max(month.start, period.start), min(month.stop, period.stop))
        if part.start <= as_of:
            looks.append(_look(part.label, part, as_of.isoformat()))
    _fill(db, "look", looks)
    _load(db, world.dataset)
    db.executescript(PLACES)
    return db


def _look(label: str, period: Period, as_of: str) -> Row:
    last = (period.stop - timedelta(days=1)).isoformat()
    return label, period.start.isoformat(), period.stop.isoformat(), min(last, as_of)


def _load(db: Connection, data: Dataset) -> None:
    _fill(
        db,
        "org",
        (
            (each.id, each.name, each.category, each.parent, each.town, each.founded, each.closed)
            for each in data.organisations
        ),
    )
    _fill(
        db,
        "vol",
        ((each.id, each.organisation, each.joined, each.left) for each in data.volunteers),
    )
    _fill(
        db,
        "srv",
        (
            (
                each.id,
                each.volunteer,
                each.organisation,
                each.on,
                None if isinstance(each.hours, Absence) else int(each.hours * 100),
            )
            for each in data.services
        ),
    )
    _fill(
        db,
        "act",
        (
            (each.id, each.organisation, each.on, each.kind, each.theme, each.sessions, each.visits)
            for each in data.activities
        ),
    )
    _fill(
        db,
        "acc",
        (
            (each.id, each.organisation, each.batch, each.on, each.outcome)
            for each in data.accreditations
        ),
    )
    _fill(
        db,
        "art",
        ((each.id, each.organisation, each.on, each.level, each.story) for each in data.articles),
    )
    _fill(
        db,
        "ret",
        (
            (each.organisation, each.table, each.period.start, each.period.stop)
            for each in data.returns
        ),
    )


def _fill(db: Connection, table: str, rows: Iterable[Row]) -> None:
    plain = [tuple(_plain(value) for value in row) for row in rows]
    if plain:
        marks = ", ".join("?" * len(plain[0]))
        db.executemany(f"insert into {table} values ({marks})", plain)


def _plain(value: object) -> object:
    if isinstance(value, Absence):
        return None
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


#: Dimensions that are told by the organisation or the month, not by the record.
COLUMNS = {
    "organisation": "climb.above",
    "town": "place.town",
    "category": "place.category",
    "month": "look.label",
}


def parts(indicator: str) -> tuple[str, ...]:
    """The measures an indicator is made of."""
    return (f"{indicator}/part", f"{indicator}/whole") if indicator in SHARES else (indicator,)


def figures(db: Connection, indicator: str, by: tuple[str, ...] = ()) -> dict[Key, Told]:
    """What an indicator comes to, and who has reported, in each group under `by`."""
    measures = parts(indicator)
    values = [_values(db, each, by) for each in measures]
    grades = _grades(db, sorted({TABLE[each] for each in measures if each in TABLE}), by)
    return {
        key: (value, *_coverage(grades.get(_placed(key, by), {})))
        for key, value in (_shares(*values) if len(values) > 1 else values[0]).items()
    }


def _shares(parts: dict[Key, object], wholes: dict[Key, object]) -> dict[Key, object]:
    """A ratio where both are numbers and there is something to divide by."""
    found: dict[Key, object] = {}
    for key, whole in wholes.items():
        if isinstance(whole, int) and isinstance(part := parts[key], int) and whole:
            found[key] = Ratio(part, whole)
        elif isinstance(whole, int):
            found[key] = parts[key] if whole else Absence.NOT_APPLICABLE
        else:
            found[key] = whole
    return found


def _coverage(grades: dict[str, int]) -> tuple[int, int, frozenset[str], frozenset[str]]:
    missing = frozenset(org for org, grade in grades.items() if grade < 2)
    partial = frozenset(org for org in missing if grades[org])
    return len(grades) - len(missing), len(grades), missing, partial


def _values(db: Connection, measure: str, by: tuple[str, ...]) -> dict[Key, object]:
    """What a measure comes to in each group that there is."""
    found: dict[Key, object] = {}
    if set(by) <= set(COLUMNS):
        grades = _grades(db, [TABLE[measure]] if measure in TABLE else [], by)
        for key, _ in _rows(db, "1", f"look join place {_climb(by)}", by):
            said = 0 if any(grades.get(key, {}).values()) else Absence.NOT_REPORTED
            found[key] = said if key in grades else Absence.NOT_APPLICABLE
    tables = (
        f"({COUNTED[measure]}) as c join place using (org) join look on label = c.look {_climb(by)}"
    )
    for key, (records, total, known, different) in _rows(
        db, "count(*), sum(n), count(n), count(distinct it)", tables, by
    ):
        found[key] = records
        if measure in DISTINCT:
            found[key] = different
        elif measure in SUMS:
            found[key] = total if known else Absence.UNKNOWN
        if measure == "services.hours" and known:
            found[key] = Decimal(total) / 100
    return found


def _grades(db: Connection, tables: list[str], by: tuple[str, ...]) -> dict[Key, dict[str, int]]:
    """The expected schools of each group: 2 where every table is in, 1 where something is, or 0."""
    if not tables:
        what = "school.org, 2"
    else:
        names = ", ".join(f"'{each}'" for each in tables)
        what = f"""school.org, (
            select coalesce(max(1), 0) + (total(whole) = {len(tables)}) from sent
            where sent.look = school.look and sent.org = school.org and tab in ({names})
        )"""
    joined = f"school join place using (org) join look on label = school.look {_climb(by)}"
    places = tuple(each for each in by if each in COLUMNS)
    found: dict[Key, dict[str, int]] = {}
    for key, (org, grade) in _rows(db, what, joined, places, "school.org"):
        found.setdefault(key, {})[org] = grade
    return found


def _placed(key: Key, by: tuple[str, ...]) -> Key:
    """The part of a key that is told by the organisation and the month."""
    return tuple(value for value, each in zip(key, by, strict=True) if each in COLUMNS)


def _climb(by: tuple[str, ...]) -> str:
    return "join climb on climb.org = place.org" if "organisation" in by else ""


def _rows(
    db: Connection, what: str, tables: str, by: tuple[str, ...], *also: str
) -> Iterator[tuple[Key, tuple[Any, ...]]]:
    """What is asked for, of each group, under the group's key; a blank category is unknown."""
    columns = [COLUMNS.get(each, f"c.{each}") for each in by]
    months = "<> ''" if "month" in by else "= ''"
    # The constant makes one group of everything where there is nothing else to group by.
    grouping = ", ".join((*columns, *also, "''"))
    query = f"""select {", ".join((*columns, what))} from {tables}
        where look.label {months} group by {grouping}"""
    for row in db.execute(query):
        key = tuple(Absence.UNKNOWN if value is None else value for value in row[: len(by)])
        yield key, row[len(by) :]
