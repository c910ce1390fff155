"""A store in PostgreSQL: typed tables that others query, and behind each row its exact line.

Writers take turns, by a lock on the table `store` that readers do not notice: so transactions happen
one after the other, and none fails for another's sake. Only puts of new records share their turn,
for each is one statement that asks for nothing but its key. `sql_tables` has the tables,
`sql_cells` their columns, `sql_statements` what is asked of them.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from socket import socketpair
from time import sleep
from typing import TYPE_CHECKING, cast, final

from guangongwei.errors import StoreBusy
from guangongwei.storage import sql_driver, sql_erasing, sql_opening, sql_tables
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.sql_cells import SHAPES
from guangongwei.storage.sql_driver import DriverError, meaning
from guangongwei.storage.sql_ground import Ground
from guangongwei.storage.sql_statements import Statements
from guangongwei.storage.stored import Capabilities
from guangongwei.storage.verbs import LineStore

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from guangongwei.storage.envelope import First
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.keys import Noun
    from guangongwei.storage.schema import Schema
    from guangongwei.storage.sql_driver import Connection

CAPABILITIES = Capabilities(
    transactions=True,
    history=True,
    durable=True,
    many_handles=True,
    many_threads=True,
    erasure=True,
    attempts=True,
)

#: So many rows of a reading are fetched at a time.
_TOGETHER = 1000
_FETCH = f"FETCH {_TOGETHER} FROM found"

#: A commit waits until it is on the disk, whatever the database's setting; nobody waits for ever.
_SETTINGS = (
    "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') "
    "WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false), "
    "set_config('lock_timeout', '60s', false), set_config('client_encoding', 'UTF8', false), "
    # Also of a statement that is a transaction of its own.
    "set_config('default_transaction_isolation', 'read committed', false), "
    "set_config('default_transaction_read_only', 'off', false)"
)
#: How long others are waited for who hold on to erased rows, in seconds, each time once more.
_WAITS = (0.0, 0.1, 0.5, 2.0)
_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


@final
class _Moment:
    """What was there at one moment, read by a connection of its own; it serves one reading."""

    def __init__(self, database: _Database) -> None:
        self._database = database

    def living(self, noun: Noun) -> Iterator[tuple[str, bytes]]:
        lines = self._lines(noun)
        # The moment is now, and whoever drops the lines unread gives the connection back.
        next(lines)
        return lines

    def _lines(self, noun: Noun) -> Iterator[tuple[str, bytes]]:
        living = self._database.statements[noun].living_bytes
        connection = self._database.lent()
        is_asked = False
        try:
            with self._database.translated():
                declared = f"{_SNAPSHOT}; DECLARE found BINARY NO SCROLL CURSOR FOR {living}"
                sql_driver.ask(connection, f"{declared}; {_FETCH}")
                rows = sql_driver.answer(connection)
            yield "", b""
            while rows:
                # The server goes for the next ones while these are read.
                is_asked = len(rows) == _TOGETHER
                if is_asked:
                    with self._database.translated():
                        sql_driver.ask(connection, _FETCH)
                yield from rows
                with self._database.translated():
                    rows = sql_driver.answer(connection) if is_asked else []
        finally:
            if is_asked:
                with suppress(DriverError):
                    sql_driver.answer(connection)
            self._database.give_back(connection)


@final
class _Database:
    """The tables of a store, and the connection that this handle writes by."""

    def __init__(self, url: str, schema: Schema) -> None:
        self._engine, self._name = sql_tables.engine_of(url)
        self._place = f"postgresql:{self._engine.url.database or ''}.{self._name}"
        self._schema = schema
        self._is_left = False
        self.statements = {noun: Statements(self._name, shape) for noun, shape in SHAPES.items()}
        self._begin = (_BEGIN, f'LOCK TABLE "{self._name}"."store" IN EXCLUSIVE MODE')
        #: Connections of readings: those in use, and those that wait for another one.
        self._lent: set[Connection] = set()
        self._idle: list[Connection] = []
        #: What was last written through.
        self._written: Ground | None = None
        self._connection = self._connected()
        try:
            with self.translated():
                sql_opening.prepare(self._engine, self._connection, self._name, self._place, schema)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def writing(self) -> Generator[Ground]:
        connection = self._present()
        self._written = ground = self._ground(connection, self._begin)
        try:
            yield ground
            ground.commit()
        except BaseException:
            if ground.is_begun:
                self._leave(connection)
            raise

    def add_alone(self, noun: Noun, line: First) -> bool:
        """Store a line if there is none under its key, by one way to the server; say whether."""
        connection = self._present()
        try:
            return self._ground(connection, ()).add_alone(noun, line)
        except BaseException:
            self._leave(connection)
            raise

    @contextmanager
    def reading(self) -> Generator[Ground]:
        yield self._ground(self._present(), ())

    def moment(self) -> Ground:
        # A reading asks for nothing but what lives.
        return cast("Ground", _Moment(self))

    def erase(self, meant: Meant) -> int:
        connection = self._present()
        with self.translated():
            try:
                for statement in self._begin:
                    connection.execute(statement.encode())
                number = sql_erasing.erase(connection, self._name, meant)
                connection.execute("COMMIT")
            except BaseException:
                self._leave(connection)
                raise
            for wait in _WAITS:
                sleep(wait)
                if sql_erasing.wiped(connection, self._name):
                    return number
        raise StoreBusy(self._place)

    def close(self) -> None:
        for connection in (self._connection, *self._idle, *self._lent):
            connection.close()

    def leave_to_parent(self) -> None:
        self._is_left = True
        if self._written is not None:
            self._written.has_failed = True
        for connection in (self._connection, *self._idle, *self._lent):
            _cut(connection)

    def lent(self) -> Connection:
        """A connection for one reading."""
        connection = self._idle.pop() if self._idle else self._connected()
        self._lent.add(connection)
        return connection

    def give_back(self, connection: Connection) -> None:
        """Take back what was lent; it is kept for the next reading if it is still of use."""
        self._lent.discard(connection)
        self._leave(connection)
        if not connection.closed:
            self._idle.append(connection)

    @contextmanager
    def translated(self) -> Generator[None]:
        """A block whose errors are this library's; the driver's words stay out, they hold values."""
        try:
            yield
        except sql_tables.Wrapped as error:
            error.args = ("",)
            raise meaning(error.orig or error, self._place) from None
        except DriverError as error:
            raise meaning(error, self._place) from None

    def _ground(self, connection: Connection, first: tuple[str, ...]) -> Ground:
        return Ground(connection, self.statements, self._place, first=first)

    def _connected(self) -> Connection:
        with self.translated():
            connection: Connection = sql_tables.driver_connection(self._engine)
        try:
            with self.translated():
                connection.execute(_SETTINGS)
        except BaseException:
            connection.close()
            raise
        return connection

    def _present(self) -> Connection:
        """The connection of this handle; another one where it was lost."""
        if self._connection.closed:
            self._connection = self._connected()
        return self._connection

    def _leave(self, connection: Connection) -> None:
        """Leave a transaction; where that fails, the connection is given up."""
        if self._is_left:
            return
        with suppress(DriverError):
            if not connection.closed:
                connection.execute("ROLLBACK")
                return
        connection.close()


def _cut(connection: Connection) -> None:
    """Have a connection end here, where whatever is still sent reaches no server."""
    if not connection.closed:
        ours, theirs = socketpair()
        with ours, theirs:
            os.dup2(ours.fileno(), connection.fileno())


def open_store(url: str, *, schema: Schema = CURRENT) -> LineStore:
    """The store in a database: ``postgresql://user@host/database?schema=name``.

    Its tables are made if they are not there, in the schema `guangongwei` unless the URL names
    another, so that a database holds several stores.

    Raises:
        BadArgument: It is no such URL.
        StoreFailed, StoreBusy, Damaged, NewerSchema: It cannot be opened; see `storage.open`.
    """
    database = _Database(url, schema)
    return LineStore(database, CAPABILITIES, schema, add_alone=database.add_alone)
