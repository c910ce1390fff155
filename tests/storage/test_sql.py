"""The store in PostgreSQL keeps every promise that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.storage.machine import hold_against_the_model
from tests.storage.postgres import PLACES

from guangongwei.testing.conformance import StoreConformance

pytest.importorskip("sqlalchemy", reason="needs the extra sql")
pytest.importorskip("psycopg", reason="needs the extra sql")

from guangongwei.storage.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.storage.postgres import Places

    from guangongwei.storage.verbs import LineStore


@pytest.fixture(autouse=True)
def places() -> Iterator[Places]:
    """The stores of a test, which are given back at its end."""
    yield PLACES
    PLACES.give_back()


class TestSqlStore(StoreConformance):
    """All of them, each in a schema of one database."""

    def open_store(self, place: Path) -> LineStore:
        return open_store(PLACES.url_of(place))


def test_it_agrees_with_the_model(tell: Callable[[str], None]) -> None:
    """Whatever is done to it, it holds what the model holds."""
    told = hold_against_the_model(
        lambda place, schema: open_store(PLACES.url_of(place), schema=schema)
    )
    tell(f"postgresql: {told}")
