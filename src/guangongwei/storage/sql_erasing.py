"""An erasure in PostgreSQL: the rows, and then the dead rows and the statistics made of them.

What PostgreSQL keeps beside its tables is out of reach of any statement: the write-ahead log until
its segments are used again, archives of it, and copies of the database.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from guangongwei.storage.envelope import parsed
from guangongwei.storage.erasing import emptied, erased, number_erased
from guangongwei.storage.sql_cells import SHAPES

if TYPE_CHECKING:
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.sql_driver import Connection

#: What only the database's master may do: rows of statistics that no longer hold, and files
#: that are no longer used. For others PostgreSQL does it in its own time.
_BESIDE = ("VACUUM (FULL, VERBOSE) pg_catalog.pg_statistic", "CHECKPOINT")
#: How many dead rows had to stay is what PostgreSQL tells first about a table, in any language.
_NUMBER = re.compile(r"[0-9]+")
_IS_MASTER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"


def erase(connection: Connection, schema: str, meant: Meant) -> int:
    """Erase what is meant, within a transaction; how many versions that were."""
    past, gone = f'"{schema}"."past"', f'"{schema}"."gone"'
    asked = (
        f"SELECT noun, key, version, line, false FROM {past} UNION ALL "
        f"SELECT noun, key, version, line, true FROM {gone} ORDER BY 1, 2, 3"
    )
    number = 0
    rows = connection.execute(asked.encode()).fetchall()
    for named, group in groupby(rows, itemgetter(0, 1)):
        found = list(group)
        before = [parsed(each[3].encode(), f"{named[0]} {named[1]!r}") for each in found]
        is_gone = found[-1][4]
        after = erased(before, meant) if is_gone else emptied(before, meant)
        number += number_erased(before, after)
        if not after:
            for table in (past, gone):
                sql = f"DELETE FROM {table} WHERE noun = %s AND key = %s"
                connection.execute(sql.encode(), named)
        for old, new in zip(before, after, strict=False):
            if new is not old:
                sql = f"UPDATE {past} SET line = %s WHERE noun = %s AND key = %s AND version = %s"
                connection.execute(sql.encode(), (new.data.decode(), *named, new.version))
    return number


def wiped(connection: Connection, schema: str) -> bool:
    """Write every table anew without its dead rows, with statistics of what is there now.

    False where dead rows had to stay, because somebody holds on to a moment at which they lived.
    """
    names = (*(each.name for each in SHAPES.values()), "past", "gone")
    statements = [f'VACUUM (FULL, ANALYZE, VERBOSE) "{schema}"."{each}"' for each in names]
    found = connection.execute(_IS_MASTER.encode()).fetchone()
    if found is not None and found[0]:
        statements += _BESIDE
    kept: list[int] = []

    def heard(told: Any) -> None:
        number = _NUMBER.search(told.message_detail or "")
        kept.append(0 if number is None else int(number[0]))

    connection.add_notice_handler(heard)
    try:
        for statement in statements:
            connection.execute(statement.encode())
    finally:
        connection.remove_notice_handler(heard)
    return not any(kept)
