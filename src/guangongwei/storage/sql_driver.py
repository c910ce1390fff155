"""What the stores in a database need of psycopg: what its errors mean, and answers waited for later."""

from __future__ import annotations

from selectors import EVENT_READ, DefaultSelector
from typing import TYPE_CHECKING, Any

from guangongwei.errors import Damaged, MissingExtra, StoreBusy, StoreFailed

try:
    import psycopg
    from psycopg.adapt import Transformer
    from psycopg.pq import DiagnosticField, ExecStatus
except ImportError as error:  # pragma: no cover  (only where the extra is missing)
    raise MissingExtra("sql") from error

if TYPE_CHECKING:
    from psycopg.pq.abc import PGresult

    from guangongwei.errors import GuangongweiError

    Connection = psycopg.Connection[tuple[Any, ...]]
    Cursor = psycopg.Cursor[tuple[Any, ...]]
    Copy = psycopg.Copy

#: A class or a code of SQLSTATE that says that others were in the way.
_IN_THE_WAY = ("40", "55P03", "57014")

DriverError = psycopg.Error

#: So long, in seconds, the end of a connection may go unnoticed by who waits for an answer.
_GLANCE = 0.1
#: What the server answers where it has done what was asked.
_DONE = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


def meaning(error: BaseException, place: str) -> GuangongweiError:
    """What an error of the driver means to a caller; its own words stay out, they hold values."""
    code = getattr(error, "sqlstate", None) or ""
    empty(error)
    if code.startswith(_IN_THE_WAY):
        return StoreBusy(place)
    if code.startswith("XX"):
        return Damaged(place, f"PostgreSQL cannot read it, SQLSTATE {code}")
    reason = f"SQLSTATE {code}" if code else "the connection cannot be made, or is lost"
    return StoreFailed(place, f"PostgreSQL refuses it, {reason}" if code else reason)


def empty(error: BaseException | None) -> None:
    """Take the words out of an error of the driver and of those behind it: they stay its context."""
    while error is not None:
        if isinstance(error, psycopg.Error):
            error.args = ()
            error._info = None  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # there is no other way
        error = error.__cause__ or error.__context__


def ask(connection: Connection, sql: str) -> None:
    """Send statements without values, and do not wait for their answer."""
    connection.pgconn.send_query(sql.encode())
    connection.pgconn.flush()


def answer(connection: Connection) -> list[tuple[Any, ...]]:
    """Wait for the answer to what was asked last; the rows of its last statement."""
    rows: list[tuple[Any, ...]] = []
    failed: psycopg.Error | None = None
    while (result := _result(connection)) is not None:
        if result.status not in _DONE:
            code = result.error_field(DiagnosticField.SQLSTATE)
            failed = psycopg.Error()
            failed.sqlstate = code.decode() if code else None
        else:
            told = Transformer(connection)
            told.set_pgresult(result)
            rows = told.load_rows(0, result.ntuples, tuple)
    if failed is not None:
        raise failed
    return rows


def _result(connection: Connection) -> PGresult | None:
    """The next answer, waited for where others can close the connection meanwhile."""
    if connection.pgconn.is_busy():
        with DefaultSelector() as selector:
            selector.register(connection.fileno(), EVENT_READ)
            while connection.pgconn.is_busy():
                selector.select(_GLANCE)
                connection.pgconn.consume_input()
    return connection.pgconn.get_result()
