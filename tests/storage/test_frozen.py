"""Whole stores of earlier versions are opened, read and written by this one."""

from __future__ import annotations

import json
import shutil
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from tests.storage.frozen import STORES, held
from tests.storage.machine import mark
from tests.storage.torture.work import server

from guangongwei import codec
from guangongwei.errors import NewerSchema
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage import NOUNS, jsonl, sqlite
from guangongwei.storage.schema import CURRENT, Schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guangongwei.storage import Store

BACKENDS = ["jsonl", "sqlite", "postgresql"]

#: The made-up schema 0, which no program ever wrote, and those that were.
SCHEMAS = {0: Schema(1, (mark,)), 1: CURRENT}


@pytest.fixture(params=BACKENDS)
def thawed(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[int, Schema], Store]:
    """A way to open a copy of the frozen store of a version."""
    copied: set[int] = set()

    def thaw(version: int, schema: Schema) -> Store:
        frozen, place = STORES / str(version), tmp_path / str(version)
        is_new = version not in copied
        copied.add(version)
        if request.param == "postgresql":
            if is_new:
                made = (frozen / "postgresql.sql").read_text("utf-8")
                server().told(f"DROP SCHEMA IF EXISTS frozen_{version} CASCADE; {made}")
            url = f"{server().server_uri()}&schema=frozen_{version}"
            return import_module("guangongwei.storage.sql").open_store(url, schema=schema)  # type: ignore[no-any-return]
        if is_new:
            shutil.copytree(frozen, place)
        if request.param == "jsonl":
            return jsonl.open_store(f"jsonl:{place / 'jsonl'}", schema=schema)
        return sqlite.open_store(f"sqlite:{place / 'store.db'}", schema=schema)

    return thaw


def frozen_in(version: int, schema: Schema) -> list[dict[str, Any]]:
    """What the stores of a version held, brought up to a schema."""
    found: list[dict[str, Any]] = []
    for line in (STORES / str(version) / "held.jsonl").read_text("utf-8").splitlines():
        each = json.loads(line)
        if each["record"] is not None:
            plain = schema.upgraded(each["noun"], each["record"], version)
            record = codec.from_plain(plain, NOUNS[each["noun"]]).unwrap()
            each["record"] = codec.to_plain(record)
        found.append(each)
    return found


@pytest.mark.parametrize("version", SCHEMAS)
def test_a_frozen_store_holds_what_it_held(
    version: int, thawed: Callable[[int, Schema], Store]
) -> None:
    """Every version of every record, before a write and after it."""
    schema = SCHEMAS[version]
    with thawed(version, schema) as store:
        assert held(store) == frozen_in(version, schema)
        found = store.get(Volunteer, "V1")
        newer = attrs.evolve(found.record, name="再改")
        assert store.put(newer, expected=found.version) == 3
    with thawed(version, schema) as store:
        assert store.get(Volunteer, "V1").record == newer
        kept = [each for each in held(store) if (each["key"], each["version"]) != ("V1", 3)]
        assert kept == frozen_in(version, schema)


@pytest.mark.parametrize("version", SCHEMAS)
def test_a_frozen_store_is_upgraded(version: int, thawed: Callable[[int, Schema], Store]) -> None:
    """By a program of a later schema, after which earlier ones are refused."""
    schema = SCHEMAS[version]
    later = Schema(schema.version + 1, (*schema.steps, mark))
    with thawed(version, later) as store:
        assert held(store) == frozen_in(version, later)
    with thawed(version, later) as store:
        assert held(store) == frozen_in(version, later)
    with pytest.raises(NewerSchema):
        thawed(version, schema)


def test_there_is_a_frozen_store_of_every_schema() -> None:
    """Who makes a new schema freezes the stores of the one before."""
    assert {int(each.name) for each in STORES.iterdir() if each.is_dir()} == set(SCHEMAS)
    assert set(SCHEMAS) == set(range(CURRENT.version + 1))
