"""The tables of a store in PostgreSQL, as others see them, and what happens to its connections."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("sqlalchemy", reason="needs the extra sql")
pytest.importorskip("psycopg", reason="needs the extra sql")

import psycopg
from tests.storage.postgres import PLACES, name_of, server_uri, told

from guangongwei.errors import (
    BadArgument,
    Cell,
    Damaged,
    NewerSchema,
    OutcomeUnknown,
    StoreBusy,
    StoreFailed,
)
from guangongwei.model.numbers import Absence
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.storage.schema import CURRENT, Schema
from guangongwei.storage.sql import open_store
from guangongwei.storage.sql_cells import SHAPES
from guangongwei.storage.stored import Stored
from guangongwei.testing.conformance.examples import EVERY, SECRET, service, unit, volunteer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guangongwei.storage import Records
    from guangongwei.storage.keys import Storable


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """An empty store."""
    yield PLACES.url_of(tmp_path)
    PLACES.give_back()


def test_columns_have_types(url: str) -> None:
    """Days are days, numbers are numbers, and what is absent is NULL beside its reason."""
    with open_store(url) as store:
        store.put(service(hours=Decimal("1.50"), beneficiaries=Absence.NOT_REPORTED))
    asked = 'extract(year from "on"), hours * 2, beneficiaries, beneficiaries_absence'
    assert told(f"SELECT {asked} FROM {name_of(url)}.service") == [
        (Decimal(2024), Decimal("3.00"), None, Absence.NOT_REPORTED.value)
    ]


def test_every_field_has_a_column(url: str) -> None:
    """One of each noun, and arrays where there are several values."""
    with open_store(url) as store:
        store.put_many(EVERY)
    for shape in SHAPES.values():
        assert told(f'SELECT count(*) FROM {name_of(url)}."{shape.name}"') == [(1,)]
    assert told(f"SELECT kinds[2] FROM {name_of(url)}.volunteer") == [("老党员",)]
    assert told(f"SELECT scores->0->>'points' FROM {name_of(url)}.assessment") == [("9.50",)]
    assert told(f'SELECT period_stop::text FROM {name_of(url)}."return"') == [("2024-04-01",)]


def test_tables_and_columns_have_chinese_names_beside_them(url: str) -> None:
    """As comments, which tools for databases show."""
    open_store(url).close()
    table = f"'{name_of(url)}.service'::regclass"
    assert told(f"SELECT obj_description({table}), col_description({table}, 2)") == [
        ("服务记录", "志愿者编号")
    ]


@pytest.mark.parametrize("count", [1, 30, 1200])
def test_odd_texts_are_the_same_in_columns(url: str, count: int) -> None:
    """However many are written: inserted, copied in, or with the indexes made afterwards."""
    odd = "\\N \t\r\n'\"{},\x01\\"
    records = [volunteer(f"{odd}{n:04}", odd, kinds=(odd, "")) for n in range(count)]
    with open_store(url) as store:
        store.put_many(records)
        assert [each.record for each in store.find(Volunteer)] == records
    found = told(f"SELECT DISTINCT name, kinds[1], kinds[2], phone FROM {name_of(url)}.volunteer")
    assert found == [(odd, odd, "", None)]
    made = told(f"SELECT indexname FROM pg_indexes WHERE schemaname = '{name_of(url)}'")
    assert ("volunteer_organisation",) in made


def test_records_copied_in_fill_the_columns_that_single_ones_do(url: str) -> None:
    """Also where their lines are needed for it: places, and texts that have to be escaped."""
    kinds: tuple[dict[str, Any], ...] = (
        {},
        {"programme": "甲\\乙\t丙"},
        {"source": Cell("服务记录.csv", 2)},
        {"hours": Absence.SUPPRESSED, "beneficiaries": 3},
    )
    records = [service(f"A{n:02}", **kinds[n % 4]) for n in range(40)]
    columns = 'volunteer, "on", programme, hours, hours_absence, beneficiaries, source'
    asked = f"SELECT id, {columns} FROM {name_of(url)}.service ORDER BY id"
    with open_store(url) as store:
        store.put_many(records)
        together = told(asked)
        for each in records:
            store.delete(Service, each.id)
            store.put(each)
        assert told(asked) == together
        assert [each.record for each in store.find(Service)] == records
        assert {*store.put_many(records)} == {4}
        assert told(asked) == together


@pytest.mark.parametrize("sizes", [(30, 30), (30, 1200), (1200, 1200)])
def test_a_batch_that_fails_leaves_the_transaction_as_it_was(
    url: str, sizes: tuple[int, int]
) -> None:
    """What was copied in is taken back, and what came before the batch is kept."""
    first, second = sizes
    with open_store(url) as store:
        with store.transaction() as records:
            records.put_many([service(f"A{n:04}") for n in range(first)])
            with pytest.raises(BadArgument):
                records.put_many([*(unit(f"B{n:04}") for n in range(second)), unit("B0000")])
            with pytest.raises(BadArgument):
                records.put_many([*(service(f"C{n:04}") for n in range(second)), service("C0000")])
            records.put(volunteer())
        assert len(list(store.find(Service))) == first
        assert store.get(Volunteer, "V1") == Stored(volunteer(), 1)


def test_a_batch_within_a_batch_leaves_its_indexes(url: str) -> None:
    """Those of a table that is filled come back, also where the inner one fails."""

    def given(records: Records) -> Iterator[Storable]:
        for number in range(1200):
            if number == 600:
                with pytest.raises(BadArgument):
                    records.put_many([*(unit(f"B{n:04}") for n in range(600)), unit("B0000")])
                records.put_many([service(f"F{n:04}") for n in range(600)])
            yield volunteer(f"V{number:04}")

    with open_store(url) as store:
        with store.transaction() as records:
            records.put_many(given(records))
        assert len(list(store.find(Volunteer))) == 1200
    asked = f"SELECT indexname FROM pg_indexes WHERE schemaname = '{name_of(url)}'"
    made = {name for (name,) in told(asked)}
    for shape in SHAPES.values():
        for each in shape.columns:
            assert not each.is_indexed or f"{shape.name}_{each.name}" in made


def test_a_missing_column_is_added_and_filled(url: str) -> None:
    """As for a store that an earlier version made; the lines are not touched."""
    with open_store(url) as store:
        store.put(service(hours=Decimal("1.50")))
    name = name_of(url)
    told(f"ALTER TABLE {name}.service DROP COLUMN hours; UPDATE {name}.store SET columns = 0")
    with open_store(url) as store:
        assert store.get(Service, "F1") == Stored(service(hours=Decimal("1.50")), 1)
    assert told(f"SELECT hours FROM {name}.service") == [(Decimal("1.50"),)]


def test_columns_follow_an_upgrade(url: str) -> None:
    """What a later schema makes of a record is in its columns at once."""
    with open_store(url) as store:
        store.put(volunteer(name="甲"))

    def step(noun: str, plain: dict[str, object]) -> dict[str, object]:
        return {**plain, "name": "乙"} if noun == "Volunteer" else plain

    later = Schema(CURRENT.version + 1, (*CURRENT.steps, step))
    with open_store(url, schema=later) as store:
        assert store.get(Volunteer, "V1").record.name == "乙"
    assert told(f"SELECT name FROM {name_of(url)}.volunteer") == [("乙",)]
    with pytest.raises(NewerSchema):
        open_store(url)


def test_a_later_layout_is_refused(url: str) -> None:
    """It may hold what this version would not see."""
    open_store(url).close()
    told(f"UPDATE {name_of(url)}.store SET layout = 99")
    with pytest.raises(NewerSchema) as caught:
        open_store(url)
    assert caught.value.found == 99


def test_what_the_server_says_is_not_shown(url: str) -> None:
    """Its DETAIL would tell the row."""
    with open_store(url) as store:
        told(f"ALTER TABLE {name_of(url)}.volunteer ADD CHECK (name <> '{SECRET}')")
        with pytest.raises(StoreFailed) as caught:
            store.put(volunteer(name=SECRET))
        told(f"ALTER TABLE {name_of(url)}.volunteer DROP CONSTRAINT volunteer_name_check")
        assert SECRET not in str(caught.value) + repr(caught.value.__context__)
        assert caught.value.__cause__ is None
        assert store.put(volunteer(), expected=0) == 1


def test_an_erasure_that_meets_damage_erases_nothing(url: str) -> None:
    """It ends its transaction, and the store goes on."""
    with open_store(url) as store:
        store.put(volunteer())
        store.put(volunteer(name="李四"))
        told(f"UPDATE {name_of(url)}.past SET line = ''")
        with pytest.raises(Damaged):
            store.erase(lambda _: True)
        assert store.put(volunteer(), expected=2) == 3


def test_tables_that_cannot_be_made_are_told() -> None:
    """Something else is there under such a name."""
    told("CREATE SCHEMA taken; CREATE VIEW taken.volunteer AS SELECT 1")
    with pytest.raises(StoreFailed):
        open_store(f"{server_uri()}&schema=taken")
    told("DROP SCHEMA taken CASCADE")


def test_a_server_that_takes_no_settings_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No store is opened that would wait for ever, or not for the disk."""
    monkeypatch.setattr("guangongwei.storage.sql._SETTINGS", "SELECT 1 / 0")
    with pytest.raises(StoreFailed):
        open_store(url)


def test_a_batch_that_the_server_refuses_ends_the_transaction(url: str) -> None:
    """Nothing more is done in it, and nothing of it is stored."""
    with open_store(url) as store:
        told(f"ALTER TABLE {name_of(url)}.volunteer ADD CHECK (name <> '{SECRET}')")
        with pytest.raises(StoreFailed), store.transaction() as records:  # noqa: PT012  (the end raises)
            records.put(service())
            with pytest.raises(StoreFailed):
                records.put_many([volunteer(f"V{n}", SECRET) for n in range(30)])
            with pytest.raises(StoreFailed):
                records.get(Service, "F1")
        told(f"ALTER TABLE {name_of(url)}.volunteer DROP CONSTRAINT volunteer_name_check")
        assert store.put(service(), expected=0) == 1


def test_a_transaction_that_the_server_takes_back_is_told(url: str) -> None:
    """It answers to the end of it, but not with what was asked for."""
    with open_store(url) as store:
        with pytest.raises(StoreFailed), store.transaction() as records:  # noqa: PT012  (the end raises)
            records.put(volunteer())
            list(records.find(Volunteer))
            connection = store._backend._connection  # type: ignore[attr-defined]  # noqa: SLF001
            with pytest.raises(psycopg.Error):
                connection.execute("SELECT 1 / 0")
        assert store.put(volunteer(), expected=0) == 1


def test_many_changes_of_two_nouns_are_copied_in(url: str) -> None:
    """One after the other, with their tabs and line ends or without any."""
    both = [each for n in range(30) for each in (volunteer(f"V{n}"), service(f"F{n}"))]
    odd = [volunteer(f"V{n}", "\t\n\\") for n in range(30)]
    with open_store(url) as store:
        assert set(store.put_many(both)) == {1}
        assert set(store.put_many(both)) == {2}
        assert set(store.put_many(odd)) == {3}
    found = told(f"SELECT DISTINCT name, version FROM {name_of(url)}.volunteer")
    assert found == [("\t\n\\", 3)]


def test_a_lost_connection_is_made_again(url: str) -> None:
    """The call that meets the loss stores nothing and says so; the next one works."""
    with open_store(url) as store:
        store.put(service())
        # Waits until they have ended.
        cut = "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
        told(f"{cut} WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
        with pytest.raises(StoreFailed):
            store.put(volunteer())
        assert store.put(volunteer(), expected=0) == 1


def test_a_connection_lost_in_the_commit_leaves_it_open(url: str) -> None:
    """Nobody can say then whether it was stored; repeated, it is."""
    with open_store(url) as store:
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        with pytest.raises(OutcomeUnknown), store.transaction() as records:  # noqa: PT012  (the end raises)
            list(records.find(Volunteer))
            records.put(volunteer(), expected=0)
            told(f"{cut} AND backend_type = 'client backend'")
        assert store.put(volunteer(), expected=0) == 1


def test_who_waits_too_long_is_told(url: str) -> None:
    """A writer that holds the store for ever does not hold the others for ever."""
    with open_store(url) as store, open_store(url) as other:
        other._backend._connection.execute("SET lock_timeout = '50ms'")  # type: ignore[attr-defined]  # noqa: SLF001
        with store.transaction() as records:
            records.put(volunteer())
            with pytest.raises(StoreBusy):
                other.put(volunteer())
        assert other.put(volunteer()) == 2


@pytest.mark.parametrize("rest", ["?schema=a-b", "?schema=pg_x", "?schema=a&schema=b"])
def test_a_schema_is_a_plain_name(rest: str) -> None:
    """Nothing of a URL becomes part of a statement unchecked."""
    with pytest.raises(BadArgument):
        open_store(f"postgresql:///postgres{rest}")
