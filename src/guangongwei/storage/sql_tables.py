"""The tables of a store in a database, as SQLAlchemy knows them, and the pool of connections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument, MissingExtra
from guangongwei.storage.sql_cells import SHAPES

try:
    import sqlalchemy as sa
    from sqlalchemy import exc
    from sqlalchemy.dialects.postgresql import ARRAY, JSONB
    from sqlalchemy.schema import CreateColumn
except ImportError as error:  # pragma: no cover  (only where the extra is missing)
    raise MissingExtra("sql") from error

if TYPE_CHECKING:
    from guangongwei.storage.sql_cells import Column, Shape

#: The type of each column, by the name under which a shape has it.
_TYPES: dict[str, Any] = {
    "text": sa.Text(),
    "numeric": sa.Numeric(),
    "boolean": sa.Boolean(),
    "date": sa.Date(),
    "text[]": ARRAY(sa.Text()),
    "jsonb": JSONB(),
}
#: A schema of PostgreSQL that needs no quotes, apart from its case.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")
#: What the names of schemas begin with that are the database's own.
_TAKEN = ("pg_", "information_schema")
#: Ordered and told apart by code points alone, whatever the database's own language is.
_BY_CODE_POINT = sa.Text(collation="C")


def tables(schema: str) -> sa.MetaData:
    """Every table of a store that lies in this schema of a database.

    One for each noun, with a row for each record that is there; `gone` has the deletes that nothing
    came after, `past` whatever was replaced; `store` says which version of the library made them.
    """
    found = sa.MetaData(schema=schema)
    for shape in SHAPES.values():
        _table(found, shape)
    for name, comment in (("past", "以往版本"), ("gone", "已删除")):
        keys = [sa.Column("noun", sa.Text(), primary_key=True)]
        keys.append(sa.Column("key", _BY_CODE_POINT, primary_key=True))
        version = sa.Column("version", sa.BigInteger(), primary_key=name == "past", nullable=False)
        line = sa.Column("line", sa.Text(), nullable=False)
        sa.Table(name, found, *keys, version, line, comment=comment)
    sa.Table(
        "store",
        found,
        sa.Column("layout", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("columns", sa.BigInteger(), nullable=False),
        comment="存储版本",
    )
    return found


def _table(found: sa.MetaData, shape: Shape) -> None:
    columns = [
        sa.Column(shape.key, _BY_CODE_POINT, primary_key=True, comment="编号"),
        *(_column(each) for each in shape.columns),
        sa.Column("version", sa.BigInteger(), nullable=False, comment="版本号"),
        sa.Column("line", sa.Text(), nullable=False, comment="原记录及校验和"),
    ]
    made = sa.Table(shape.name, found, *columns, comment=shape.comment)
    for each in shape.columns:
        if each.is_indexed:
            sa.Index(f"{shape.name}_{each.name}", made.c[each.name])


def _column(column: Column) -> sa.Column[Any]:
    return sa.Column(column.name, _TYPES[column.type], comment=column.comment)


def make_missing(connection: sa.Connection, metadata: sa.MetaData) -> set[str]:
    """Make the schema, the tables and the columns that are not there; the tables given columns."""
    name = str(metadata.schema)
    found = sa.inspect(connection)
    if not found.has_schema(name):
        connection.execute(sa.schema.CreateSchema(name))
    there: dict[str, set[str]] = {}
    for (_, table), columns in found.get_multi_columns(schema=name).items():
        there[table] = {each["name"] for each in columns}
    changed: set[str] = set()
    for known in metadata.sorted_tables:
        for column in known.columns:
            if known.name in there and column.name not in there[known.name]:
                changed.add(known.name)
                added = CreateColumn(column).compile(dialect=connection.dialect)
                connection.exec_driver_sql(
                    f'ALTER TABLE "{name}"."{known.name}" ADD COLUMN {added}'
                )
    new = [each for each in metadata.sorted_tables if each.name not in there]
    connection.exec_driver_sql(_made(metadata, new, connection.dialect))
    return changed


def _made(metadata: sa.MetaData, new: list[sa.Table], dialect: sa.Dialect) -> str:
    """The statements that make these tables, to be sent all at once."""
    statements: list[str] = []

    def take(statement: Any, *_: object, **__: object) -> None:
        statements.append(str(statement.compile(dialect=dialect)))

    metadata.create_all(sa.create_mock_engine("postgresql://", take), new, checkfirst=False)
    return ";".join(statements)


def driver_connection(engine: sa.Engine) -> Any:
    """A connection of the driver that is its caller's own, in no transaction."""
    # Not by the engine, whose first connection asks the server a dozen things that nobody needs.
    positional, named = engine.dialect.create_connect_args(engine.url)
    return engine.dialect.connect(*positional, **named, autocommit=True)


def engine_of(url: str) -> tuple[sa.Engine, str]:
    """What connects to a database, and the schema in it that the URL asks for.

    Raises:
        BadArgument: It is no such URL; the error does not show it, for the password in it.
    """
    made = schema = None
    try:
        parsed = sa.make_url(url).set(drivername="postgresql+psycopg")
        schema = parsed.query.get("schema", "guangongwei")
        made = sa.create_engine(
            parsed.difference_update_query(["schema"]),
            hide_parameters=True,
            poolclass=sa.NullPool,
            use_native_hstore=False,
        )
    except (exc.ArgumentError, ValueError, TypeError):
        pass
    if made is None:
        raise BadArgument("url", "such as postgresql://user@host/database?schema=name")
    if not isinstance(schema, str) or not _NAME.fullmatch(schema) or schema.startswith(_TAKEN):
        raise BadArgument("url", "one whose schema is a plain name, such as ?schema=guangongwei")
    return made, schema


#: What other modules need of SQLAlchemy, which only this one imports.
Connection = sa.Connection
Engine = sa.Engine
Wrapped = exc.DBAPIError
