"""How the tables of a store come to be, and are brought up to a later version of the library."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zlib import crc32

from guangongwei.errors import NewerSchema, StoreFailed
from guangongwei.storage import sql_tables
from guangongwei.storage.envelope import parsed
from guangongwei.storage.sql_cells import SHAPES

if TYPE_CHECKING:
    from guangongwei.storage.schema import Schema
    from guangongwei.storage.sql_cells import Shape
    from guangongwei.storage.sql_tables import Connection, Engine

#: The version of the tables; the records in them have another, that of their schema.
LAYOUT = 1
#: So many rows are filled again together.
_TOGETHER = 1000


def prepare(engine: Engine, driver: Any, name: str, place: str, schema: Schema) -> None:
    """Make sure that a store's tables are there, whole, and of a version that is known.

    Raises:
        NewerSchema: A later version of the library made them.
        StoreFailed: The database cannot hold them.
    """
    if driver.info.parameter_status("server_encoding") != "UTF8":
        raise StoreFailed(place, "the encoding of the database is not UTF8")
    if _version(driver, name, place, schema) == (LAYOUT, schema.version, _columns()):
        return
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (crc32(name.encode()),))
        # Perhaps another has made them meanwhile.
        raw = connection.connection.driver_connection
        version = _version(raw, name, place, schema)
        if version is not None:
            connection.exec_driver_sql(f'LOCK TABLE "{name}"."store" IN EXCLUSIVE MODE')
            version = _version(raw, name, place, schema)
        changed = sql_tables.make_missing(connection, sql_tables.tables(name))
        if version is not None and version[1] < schema.version:
            changed = {each.name for each in SHAPES.values()}
        for shape in SHAPES.values():
            if shape.name in changed:
                _fill(connection, name, shape, schema)
        _say(connection, name, version, schema)


def _say(
    connection: Connection, name: str, version: tuple[int, int, int] | None, schema: Schema
) -> None:
    if version is None:
        statement = f'INSERT INTO "{name}"."store" (layout, schema, columns) VALUES (%s, %s, %s)'
    else:
        statement = f'UPDATE "{name}"."store" SET layout = %s, schema = %s, columns = %s'
    connection.exec_driver_sql(statement, (LAYOUT, schema.version, _columns()))


def _columns() -> int:
    """A number that is another one for other columns."""
    return crc32(repr([(each.name, each.columns) for each in SHAPES.values()]).encode())


def _version(driver: Any, name: str, place: str, schema: Schema) -> tuple[int, int, int] | None:
    """The versions of the tables and of the records in them, and the number of their columns."""
    there = driver.execute("SELECT to_regclass(%s)", (f'"{name}"."store"',)).fetchone()
    if there == (None,):
        return None
    found = driver.execute(f'SELECT layout, schema, columns FROM "{name}"."store"').fetchone()
    if found is None:
        return None
    layout, records, columns = found
    if layout > LAYOUT:
        raise NewerSchema(place, layout, LAYOUT)
    schema.admit(records, place)
    return layout, records, columns


def _fill(connection: Connection, name: str, shape: Shape, schema: Schema) -> None:
    """Make the columns of every row again from its line; the lines stay as they are."""
    table, key = f'"{name}"."{shape.name}"', f'"{shape.key}"'
    values = ", ".join(f'"{each.name}" = %s' for each in shape.columns)
    last = ""
    while True:
        asked = f"SELECT {key}, line FROM {table} WHERE {key} > %s ORDER BY {key} LIMIT {_TOGETHER}"
        rows = connection.exec_driver_sql(asked, (last,)).all()
        if not rows:
            return
        filled: list[Any] = []
        for each, data in rows:
            line = parsed(data.encode(), f"{shape.noun.__name__} {each!r}")
            schema.admit(line.schema, line.place)
            plain = json.loads(line.body or b"{}", parse_float=Decimal)
            plain = schema.upgraded(shape.noun.__name__, plain, line.schema)
            filled.append((*shape.cells(line, plain), each))
        connection.exec_driver_sql(f"UPDATE {table} SET {values} WHERE {key} = %s", filled)
        last = rows[-1][0]
