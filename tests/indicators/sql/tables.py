"""The records of a world as SQL tables, with the looks at them that the figures take.

Hours and money are whole hundredths, so that SQLite adds them exactly; days are ISO text, which
sorts as days do.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from tests.indicators.sql import histories
from tests.indicators.sql.looks import looks

from guangongwei.model import Absence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal
    from typing import Any

    from guangongwei.model import Dataset
    from guangongwei.testing.worlds import World

    Row = tuple[object, ...]

Connection = sqlite3.Connection

SCHEMA = """
create table look (id text primary key, era text, month text, start text, stop text, until text);
create table org (
    id text primary key, name text, cat text, parent text, town text, founded text, closed text
);
create table com (
    id text, org text, founded text, party integer, budget integer, office integer, online integer
);
create table post (
    id text, org text, title text, holder text, begun text, over text, retired integer
);
create table vol (id text primary key, org text, joined text, quit text, backbone integer);
create table vkind (vol text, kind text);
create table cplan (com text, plan text);
create table srv (
    id text, vol text, org text, day text, programme text, hours integer, people integer
);
create table act (
    id text, org text, day text, kind text, theme text,
    sessions integer, visits integer, people integer
);
create table ent (
    id text, org text, contest text, kind text, level text, day text, award text, work text
);
create table prog (id text primary key, org text, kind text, started text, ended text);
create table child (id text primary key, org text, quit text);
create table pair (
    id text primary key, prog text, subject text, whom text, started text, ended text
);
create table pvol (pair text, vol text);
create table kase (id text primary key, child text, started text);
create table moment (kase text, n integer, day text, state text, level text, due text);
create table gr (id text, prog text, child text, day text, amount integer, origin text);
create table std (id text primary key, programme text);
create table ass (id text, org text, std text, day text, method text);
create table acc (id text, org text, batch text, day text, outcome text, programme text);
create table art (id text, org text, day text, level text, story text);
create table ret (org text, tab text, start text, stop text);
create table kinds (cat text);
insert into kinds values ('幼儿园'), ('小学'), ('初中'), ('九年一贯制学校'), ('普通高中'),
    ('完全中学'), ('中等职业学校'), ('特殊教育学校');
-- The names under which a programme is found.
create table named (programme text, word text);
insert into named values ('优质化建设', '优质化建设'), ('优质化建设', '优质化'),
    ('优质化建设', '关工委优质化建设均衡发展'), ('优质化建设', '关工委优质化建设'),
    ('优质化建设', '优质化建设均衡发展'),
    ('五有五好', '五有五好'), ('五有五好', '“五有五好”'), ('五有五好', '五有五好基层关工委'),
    ('五有五好', '新时代“五有五好”基层关工委');
create index acc_org on acc (org, day);
create index ass_org on ass (org, day);
create index com_org on com (org);
create index srv_day on srv (day);
create index srv_vol on srv (vol, day);
create index srv_org on srv (org, day);
create index act_org on act (org, day);
create index art_org on art (org, day);
create index ret_org on ret (org, tab, start);
create index pvol_pair on pvol (pair);
create index pair_subject on pair (subject);
create index vkind_vol on vkind (vol);
create index moment_kase on moment (kase, n);
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
create unique index place_org on place (org);

create table school as
select look.id as look, org.id as org, max(look.start, coalesce(org.founded, '')) as since,
    look.until as last
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
    where gap.day between school.since and school.last and not exists (
        select 1 from ret
        where ret.org = school.org and ret.tab = tabs.tab
            and ret.start <= gap.day and gap.day < ret.stop
    )
) as whole
from school join look on look.id = school.look join (select distinct tab from ret) as tabs
where (era not in ('year', 'publicity', 'ever') or (era = 'year' and tab = '活动')
        or (era = 'publicity' and tab = '稿件'))
    and exists (
        select 1 from ret
        where ret.org = school.org and ret.tab = tabs.tab
            and ret.start <= school.last and ret.stop > school.since
    );
create index sent_by on sent (look, org, tab);
"""


def database(world: World) -> Connection:
    """The records of a world in tables, with every look that a figure takes at them."""
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    _fill(db, "look", looks(world.period, world.as_of))
    for table, rows in ROWS.items():
        _fill(db, table, rows(world.dataset))
    db.executescript(PLACES)
    return db


def _hundredths(value: Decimal | Absence) -> int | None:
    return None if isinstance(value, Absence) else int(value * 100)


def _columns(records: str, *columns: str) -> Callable[[Dataset], Iterable[Row]]:
    """The rows of a table of which each column is a field."""

    def rows(data: Dataset) -> Iterable[Row]:
        found: Iterable[Any] = getattr(data, records)
        return (tuple(getattr(each, column) for column in columns) for each in found)

    return rows


#: The rows of every table.
ROWS: dict[str, Callable[[Dataset], Iterable[Row]]] = {
    "org": _columns(
        "organisations", "id", "name", "category", "parent", "town", "founded", "closed"
    ),
    "com": lambda data: (
        (
            each.id,
            each.organisation,
            each.founded,
            each.in_party_plan,
            _hundredths(each.budget),
            each.office,
            each.online,
        )
        for each in data.committees
    ),
    "post": _columns("posts", "id", "organisation", "title", "holder", "since", "until", "retired"),
    "vol": _columns("volunteers", "id", "organisation", "joined", "left", "backbone"),
    "cplan": lambda data: (
        (each.id, plan) for each in data.committees for plan in each.written_into
    ),
    "vkind": lambda data: ((each.id, kind) for each in data.volunteers for kind in each.kinds),
    "srv": lambda data: (
        (
            each.id,
            each.volunteer,
            each.organisation,
            each.on,
            each.programme,
            _hundredths(each.hours),
            each.beneficiaries,
        )
        for each in data.services
    ),
    "act": _columns(
        "activities",
        *("id", "organisation", "on", "kind", "theme", "sessions", "visits", "volunteers"),
    ),
    "ent": _columns(
        "entries", "id", "organisation", "contest", "kind", "level", "on", "award", "work"
    ),
    "prog": _columns("programmes", "id", "organisation", "kind", "started", "ended"),
    "child": _columns("children", "id", "organisation", "left"),
    "pair": _columns("pairings", "id", "programme", "subject", "subject_kind", "started", "ended"),
    "pvol": lambda data: ((each.id, one) for each in data.pairings for one in each.volunteers),
    "kase": _columns("cases", "id", "child", "started"),
    "moment": lambda data: (row for each in data.cases for row in histories.moments(each)),
    "gr": lambda data: (
        (each.id, each.programme, each.child, each.on, _hundredths(each.amount), each.origin)
        for each in data.grants
    ),
    "std": _columns("standards", "id", "programme"),
    "ass": _columns("assessments", "id", "organisation", "standard", "on", "method"),
    "acc": _columns("accreditations", "id", "organisation", "batch", "on", "outcome", "programme"),
    "art": _columns("articles", "id", "organisation", "on", "level", "story"),
    "ret": lambda data: (
        (each.organisation, each.table, each.period.start, each.period.stop)
        for each in data.returns
    ),
}


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
