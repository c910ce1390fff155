"""The lines of a database, and the statements of one transaction on them.

Statements whose answers nobody waits for are kept back and sent with the next one that is waited
for, all at once, so that a durable change takes two ways to the server and back. A put of a new
record, by itself, takes one.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any, final

from guangongwei.codec.lines import plainly
from guangongwei.errors import OutcomeUnknown, StoreFailed
from guangongwei.storage.backend import TOGETHER
from guangongwei.storage.envelope import line_under
from guangongwei.storage.sql_cells import NULL, SHAPES
from guangongwei.storage.sql_driver import DriverError, empty, meaning
from guangongwei.storage.verbs import numbered

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from guangongwei.storage.envelope import First, Line
    from guangongwei.storage.keys import Noun
    from guangongwei.storage.sql_cells import Cell, Shape
    from guangongwei.storage.sql_driver import Connection, Copy, Cursor
    from guangongwei.storage.sql_statements import Statements


#: From so many rows on they are copied in, which is faster than inserting them.
_MANY = 20
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x01": "\\x01"})
_BACKSLASH = ord("\\")


def _row(cells: list[Cell]) -> bytes:
    """A row that is copied in; its last cell is the line."""
    # JSON without a backslash holds no text with a control character, nor an array with one.
    if "\\" in (cells[-1] or ""):
        cells = [each if each is None else each.translate(_ESCAPES) for each in cells]
    row = "\t".join([NULL if each is None else each for each in cells])
    return f"{row}\n".encode()


@final
class Ground:
    """The lines of one connection, in the transaction that it is in."""

    def __init__(
        self,
        connection: Connection,
        statements: dict[Noun, Statements],
        place: str,
        *,
        first: Sequence[str] = (),
    ) -> None:
        self._connection = connection
        self._statements = statements
        self._place = place
        #: Statements still to be sent, with their values.
        self._waiting: list[tuple[str, Sequence[object]]] = [(each, ()) for each in first]
        self._is_begun = not first
        #: In a batch, the nouns of which nothing was stored before; no key comes twice in it.
        self._new: dict[Noun, bool] = {}
        self._times_sent = 0
        #: Nouns whose indexes are made again at the end of the batch.
        self._unindexed: list[Noun] = []
        #: The statement whose rows are being copied in, and the end of it.
        self._copying: tuple[str, Copy, ExitStack] | None = None
        self.has_failed = False

    def newest(self, noun: Noun, keys: tuple[str, ...]) -> dict[str, bytes]:
        if len(keys) >= _MANY and self._is_new(noun):
            if len(keys) == TOGETHER and noun not in self._unindexed:
                # Nobody reads an empty table by its indexes, and made afterwards they cost less.
                self._unindexed.append(noun)
                for sql in self._statements[noun].drop_indexes:
                    self._later(sql)
            return {}
        if len(keys) == 1:
            # Perhaps on behalf of a write between those of a batch.
            self._new[noun] = False
            rows = self._rows(self._statements[noun].one, keys * 2)
        else:
            asked = list(keys)
            rows = self._rows(self._statements[noun].newest, (asked, asked))
        return {key: line.encode() for key, line in rows}

    def add(self, lines: list[Line]) -> None:
        by_noun: dict[Noun, list[Line]] = {}
        for line in lines:
            by_noun.setdefault(line.noun, []).append(line)
        for noun, each in by_noun.items():
            self._add(self._statements[noun], noun, each)

    def add_first(self, noun: Noun, lines: list[First]) -> None:
        on, shape = self._statements[noun], SHAPES[noun]
        if len(lines) >= _MANY:
            self._copy(on.copy, self._first_rows(shape, lines))
        else:
            for each in lines:
                self._later(on.add, self._first_cells(shape, each))

    def add_alone(self, noun: Noun, line: First) -> bool:
        """Store a line, outside of a transaction, if there is none under its key; say whether.

        Raises:
            OutcomeUnknown: The connection was lost meanwhile.
            StoreFailed, StoreBusy: The server refuses, or is not there; nothing was stored.
        """
        values = [*self._first_cells(SHAPES[noun], line), line[0]]
        with self._working():
            # What the server has said meanwhile, such as that it ends: nothing is sent then.
            for _ in range(2):
                self._connection.pgconn.consume_input()
        with self._ending():
            sql = self._statements[noun].add_alone.encode()
            return self._connection.execute(sql, values, prepare=True).rowcount == 1

    def _add(self, on: Statements, noun: Noun, lines: list[Line]) -> None:
        replaced = [each.key for each in lines if each.after]
        if replaced:
            self._later(on.keep, (replaced,))
        risen = [each.key for each in lines if not each.after and each.version > 1]
        if risen:
            self._later(on.keep_gone, (risen,))
        shape = SHAPES[noun]
        living = [each for each in lines if each.body is not None]
        if len(living) >= _MANY:
            self._copy(on.copy, b"".join(_row(self._cells(shape, each)) for each in living))
        else:
            for each in living:
                self._later(on.add, self._cells(shape, each))
        for each in lines:
            if each.body is None:
                self._later(on.bury, (each.key, each.version, each.data.decode()))

    def living(self, noun: Noun) -> Iterator[tuple[str, bytes]]:
        rows = self._rows(self._statements[noun].living)
        return ((key, line.encode()) for key, line in rows)

    def every(self, noun: Noun, key: str) -> Iterator[Line]:
        rows = self._rows(self._statements[noun].every, (key, key, key))
        return numbered(line_under(line.encode(), noun, key) for _, line in rows)

    @contextmanager
    def whole(self) -> Generator[None]:
        with self._working():
            self._end_copy()
        before = len(self._waiting)
        sent = self._times_sent
        unindexed = len(self._unindexed)
        self._later("SAVEPOINT batch")
        self._new = {}
        try:
            yield
            with self._working():
                self._end_copy()
            for noun in self._unindexed[unindexed:]:
                for sql in self._statements[noun].make_indexes:
                    self._later(sql)
        except BaseException:
            self._stop_copying()
            if self._times_sent == sent:
                # The server has not heard of any of it.
                del self._waiting[before:]
            elif not self.has_failed:
                self._waiting.clear()
                # Not sent with others: psycopg forgets at a ROLLBACK what it has prepared.
                with self._working():
                    self._connection.execute("ROLLBACK TO batch")
                self._later("RELEASE batch")
            raise
        finally:
            # A batch that this one was within looks again.
            self._new = {}
            del self._unindexed[unindexed:]
        self._later("RELEASE batch")

    def commit(self) -> None:
        """Store what was added.

        Raises:
            OutcomeUnknown: The connection was lost meanwhile.
            StoreFailed, StoreBusy: The server refuses; nothing was stored.
        """
        if not self._is_begun and all(sql.startswith(_IDLE) for sql, _ in self._waiting):
            self._waiting.clear()
            return
        self._later("COMMIT")
        self.refuse_failed()
        with self._ending():
            last = self._sent_all()
        if last.statusmessage != "COMMIT":
            raise StoreFailed(self._place, "PostgreSQL took the transaction back")

    @property
    def is_begun(self) -> bool:
        """The server has heard of the transaction."""
        return self._is_begun

    def refuse_failed(self) -> None:
        """Do nothing more, and store nothing, after a failure."""
        if self.has_failed:
            raise StoreFailed(self._place, "something in the transaction had failed")

    def _is_new(self, noun: Noun) -> bool:
        """Whether nothing of the noun was stored before the batch, so that no key is looked up."""
        if noun not in self._new:
            ((self._new[noun],),) = self._rows(self._statements[noun].is_empty)
        return self._new[noun]

    def _cells(self, shape: Shape, line: Line) -> list[Cell]:
        cells = shape.cells(line, plainly(line.body or b"{}"))
        return [line.key, *cells, str(line.version), line.data.decode()]

    def _first_cells(self, shape: Shape, first: First) -> list[Cell]:
        key, data, record = first
        told = shape.told(record)
        if told is None:
            return self._cells(shape, line_under(data, shape.noun, key))
        return [key, *told, "1", data.decode()]

    def _first_rows(self, shape: Shape, lines: list[First]) -> bytes:
        rows: list[bytes] = []
        row = shape.row
        for first in lines:
            key, data, record = first
            # What `_row` says of backslashes.
            told = None if _BACKSLASH in data else row(record)
            if told is None:
                rows.append(_row(self._first_cells(shape, first)))
            else:
                rows.append(b"%b\t1\t%b\n" % (f"{key}\t{told}".encode(), data))
        return b"".join(rows)

    def _later(self, sql: str, values: Sequence[object] = ()) -> None:
        self._waiting.append((sql, values))

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement, after all that waits is done."""
        with self._working():
            self._end_copy()
            if not self._waiting:
                return self._connection.execute(sql.encode(), values, prepare=True).fetchall()
            self._later(sql, values)
            return self._sent_all().fetchall()

    def _copy(self, sql: str, rows: bytes) -> None:
        """Send rows, and wait for the server as late as can be."""
        with self._working():
            if self._waiting or (self._copying is not None and self._copying[0] != sql):
                self._end_copy()
                if self._waiting:
                    self._sent_all()
            if self._copying is None:
                end = ExitStack()
                cursor = end.enter_context(self._connection.cursor())
                self._copying = (sql, end.enter_context(cursor.copy(sql.encode())), end)
            self._copying[1].write(rows)

    def _end_copy(self) -> None:
        if self._copying is not None:
            (_, _, end), self._copying = self._copying, None
            end.close()

    def _stop_copying(self) -> None:
        """Break off, so that the server takes nothing of it."""
        if self._copying is not None:
            (_, _, end), self._copying = self._copying, None
            broken = DriverError()
            with suppress(DriverError):
                end.__exit__(DriverError, broken, None)

    def _sent_all(self) -> Cursor:
        """The cursor of the last statement, after all that wait were sent and answered."""
        self._end_copy()
        sent, self._waiting = self._waiting, []
        self._is_begun = True
        self._times_sent += 1
        with self._connection.pipeline():
            cursors = [
                self._connection.execute(sql.encode(), values, prepare=bool(values))
                for sql, values in sent
            ]
        return cursors[-1]

    @contextmanager
    def _ending(self) -> Generator[None]:
        """A block with which the transaction is stored."""
        try:
            yield
        except DriverError as error:
            self.has_failed = True
            empty(error)
            if self._connection.closed or self._connection.broken:
                raise OutcomeUnknown(self._place) from None
            raise meaning(error, self._place) from None

    @contextmanager
    def _working(self) -> Generator[None]:
        self.refuse_failed()
        try:
            yield
        except DriverError as error:
            self.has_failed = True
            raise meaning(error, self._place) from None


#: Statements that store nothing by themselves.
_IDLE = ("BEGIN", "LOCK", "SAVEPOINT", "RELEASE")
