"""What a database refuses is told without its words, and before anything is made in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("sqlalchemy", reason="needs the extra sql")
pytest.importorskip("psycopg", reason="needs the extra sql")

import psycopg

from guangongwei.errors import BadArgument, Damaged, StoreBusy, StoreFailed
from guangongwei.storage import sql_opening
from guangongwei.storage.schema import CURRENT
from guangongwei.storage.sql import open_store
from guangongwei.storage.sql_driver import meaning

if TYPE_CHECKING:
    from guangongwei.errors import GuangongweiError

SECRET = "values of a record"


def told(code: str | None) -> GuangongweiError:
    """What an error of the driver with this SQLSTATE means."""
    error: Any = psycopg.Error(SECRET)
    error.sqlstate = code
    error.__cause__ = ValueError("what was wrong behind it")
    found = meaning(error, "here")
    assert SECRET not in f"{found}{error}"
    return found


def test_a_code_says_what_an_error_means() -> None:
    """Others in the way, damage of the server's own, a refusal, a connection that is lost."""
    assert [type(told(code)) for code in ("40001", "55P03", "XX001", "23505", None)] == [
        StoreBusy,
        StoreBusy,
        Damaged,
        StoreFailed,
        StoreFailed,
    ]


class Latin:
    """A connection to a database that cannot hold Chinese."""

    info = property(lambda self: self)

    def parameter_status(self, _: str) -> str:
        return "LATIN1"


def test_a_database_of_another_encoding_is_refused() -> None:
    """Before anything is asked of it."""
    engine: Any = None
    with pytest.raises(StoreFailed):
        sql_opening.prepare(engine, Latin(), "guangongwei", "here", CURRENT)


@pytest.mark.parametrize(
    "rest", ["[", "host:port/database", "host/database?schema=a-b", "host/d?schema=pg_a"]
)
def test_a_url_that_is_none_is_not_shown(rest: str) -> None:
    """There may be a password in it."""
    with pytest.raises((BadArgument, StoreFailed)) as caught:
        open_store(f"postgresql://somebody:{SECRET.replace(' ', '')}@{rest}")
    assert SECRET.replace(" ", "") not in str(caught.value)
