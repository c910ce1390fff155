"""Figures from records that live in a database of one's own, without any file."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal

import guangongwei as ggw

TABLES = """
create table school (id, name, kind);
insert into school values ('S01', '示例小学', '小学'), ('S02', '示例幼儿园', '幼儿园');
create table visit (id, person, school, day, hours);
insert into visit values ('F1', 'V01', 'S01', '2024-03-01', '1.5'),
                         ('F2', 'V01', 'S01', '2024-09-02', '2');
create table sent (school);
insert into sent values ('S01');
"""


def dataset(rows: sqlite3.Connection) -> ggw.Dataset:
    """Each row as a record; what the database does not know is an absence, never 0."""
    return ggw.Dataset(
        organisations=tuple(
            ggw.Organisation(id=id_, name=name, category=ggw.Category(kind))
            for id_, name, kind in rows.execute("select * from school")
        ),
        services=tuple(
            ggw.Service(
                id=id_,
                volunteer=person,
                organisation=school,
                on=date.fromisoformat(day),
                hours=Decimal(hours) if hours else ggw.Absence.UNKNOWN,
            )
            for id_, person, school, day, hours in rows.execute("select * from visit")
        ),
        returns=tuple(
            ggw.Return(organisation=school, table="服务记录", period=ggw.Year(2024))
            for (school,) in rows.execute("select * from sent")
        ),
    )


def main() -> None:
    """Print the hours of each school; S02 has sent nothing, which is not 0."""
    rows = sqlite3.connect(":memory:")
    rows.executescript(TABLES)
    hours = [each for each in ggw.CATALOGUE if each.id == "services.hours"]
    year, day = ggw.Year(2024), date(2024, 12, 31)
    for each in ggw.evaluate(hours, dataset(rows), period=year, as_of=day, by=("organisation",)):
        print(each.group, each, each.coverage, each.bounds)
    rows.close()


if __name__ == "__main__":
    main()
