"""The statements on the tables of a store in PostgreSQL; no value is ever part of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from guangongwei.storage.sql_cells import NULL

if TYPE_CHECKING:
    from guangongwei.storage.sql_cells import Shape


@final
class Statements:
    """The statements on the tables of one noun."""

    def __init__(self, schema: str, shape: Shape) -> None:
        table, key = f'"{schema}"."{shape.name}"', f'"{shape.key}"'
        gone, past = f'"{schema}"."gone"', f'"{schema}"."past"'
        noun = f"'{shape.noun.__name__}'"
        columns = [shape.key, *(each.name for each in shape.columns), "version", "line"]
        names = ", ".join(f'"{each}"' for each in columns)
        self._look_up(table, key, gone, noun)
        self.living = f"SELECT {key}, line FROM {table} ORDER BY {key}"
        #: The same for a binary cursor: its lines come as the bytes that they are.
        self.living_bytes = f"SELECT {key}, convert_to(line, 'UTF8') FROM {table} ORDER BY {key}"
        self.every = (
            f"SELECT version, line FROM {past} WHERE noun = {noun} AND key = %s UNION ALL "
            f"SELECT version, line FROM {table} WHERE {key} = %s UNION ALL "
            f"SELECT version, line FROM {gone} WHERE noun = {noun} AND key = %s ORDER BY 1"
        )
        self.keep = (
            f"WITH old AS (DELETE FROM {table} WHERE {key} = ANY(%s) "
            f"RETURNING {key} AS key, version, line) "
            f"INSERT INTO {past} SELECT {noun}, key, version, line FROM old"
        )
        self.keep_gone = (
            f"WITH old AS (DELETE FROM {gone} WHERE noun = {noun} AND key = ANY(%s) "
            f"RETURNING key, version, line) "
            f"INSERT INTO {past} SELECT {noun}, key, version, line FROM old"
        )
        self.add = f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})"
        types = ["text", *(each.type for each in shape.columns), "bigint", "text"]
        self._add_alone(f"{table} ({names})", types, f'"{schema}"."store"', gone, noun)
        self.copy = f"COPY {table} ({names}) FROM STDIN (NULL '{NULL}')"
        self.bury = f"INSERT INTO {gone} VALUES ({noun}, %s, %s, %s)"
        self._index(schema, shape)

    def _look_up(self, table: str, key: str, gone: str, noun: str) -> None:
        self.newest = (
            f"SELECT {key}, line FROM {table} WHERE {key} = ANY(%s) UNION ALL "
            f"SELECT key, line FROM {gone} WHERE noun = {noun} AND key = ANY(%s)"
        )
        self.one = (
            f"SELECT {key}, line FROM {table} WHERE {key} = %s UNION ALL "
            f"SELECT key, line FROM {gone} WHERE noun = {noun} AND key = %s"
        )
        self.is_empty = (
            f"SELECT NOT EXISTS (SELECT FROM {table}) "
            f"AND NOT EXISTS (SELECT FROM {gone} WHERE noun = {noun})"
        )

    def _add_alone(self, into: str, types: list[str], store: str, gone: str, noun: str) -> None:
        # Whoever holds the store in exclusive mode is waited for, before any other table is locked
        # and before the moment at which the statement sees what is there. For the former the lock
        # stands in front when the statement is read, and in the last part of it when it is done.
        turn = f"(SELECT layout FROM {store} WHERE layout IS NULL FOR KEY SHARE)"
        values = ", ".join(f"%s::{each}" for each in types)
        #: A row if the line was added.
        self.add_alone = (
            f"WITH turn AS {turn}, added AS (INSERT INTO {into} SELECT {values} "
            f"WHERE NOT EXISTS (SELECT FROM {gone} WHERE noun = {noun} AND key = %s) "
            f"ON CONFLICT DO NOTHING RETURNING 1) "
            f"SELECT own.layout FROM added LEFT JOIN {turn} AS own ON true"
        )

    def _index(self, schema: str, shape: Shape) -> None:
        indexed = {f"{shape.name}_{each.name}": each for each in shape.columns if each.is_indexed}
        self.drop_indexes = [f'DROP INDEX IF EXISTS "{schema}"."{name}"' for name in indexed]
        self.make_indexes = [
            f'CREATE INDEX "{name}" ON "{schema}"."{shape.name}" ("{each.name}")'
            for name, each in indexed.items()
        ]
