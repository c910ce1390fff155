"""Whole stores as earlier versions left them; `python -m tests.storage.frozen` freezes today's.

In tests/data/stores there is a folder for each schema: the folder of JSON Lines, the SQLite file, a
dump of PostgreSQL (by pg_dump, which has to be on the PATH), and what all of them hold.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.storage.torture.work import server

from guangongwei import codec
from guangongwei.model.volunteer import Service
from guangongwei.storage import NOUNS, Stored, jsonl, key_of, sqlite
from guangongwei.storage.schema import CURRENT, Schema
from guangongwei.testing.conformance.examples import EVERY, service, volunteer

if TYPE_CHECKING:
    from guangongwei.storage import Store

STORES = Path(__file__).parents[1] / "data" / "stores"


def fill(store: Store) -> None:
    """A record of each noun, one changed, one deleted and made anew, one gone."""
    store.put_many(EVERY)
    store.put(volunteer(name="改名"), expected=1)
    store.put_many([service("F2"), service("F3", beneficiaries=7)])
    store.delete(Service, "F2", expected=1)
    store.put(service("F2", beneficiaries=3))
    store.delete(Service, "F3")


def held(store: Store) -> list[dict[str, Any]]:
    """Every version of every record that may be in it."""
    found: list[dict[str, Any]] = []
    for name, noun in NOUNS.items():
        for key in sorted({key_of(each) for each in EVERY if type(each) is noun} | {"F2", "F3"}):
            for each in store.history(noun, key):
                plain = codec.to_plain(each.record) if isinstance(each, Stored) else None
                found.append(
                    {"noun": name, "key": key, "version": each.version, "record": plain},
                )
    return found


def freeze(schema: Schema) -> None:
    """Make the folder of a schema."""
    folder = STORES / str(schema.version)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with jsonl.open_store(f"jsonl:{folder / 'jsonl'}", schema=schema) as store:
        fill(store)
        lines = [json.dumps(each, ensure_ascii=False) for each in held(store)]
    (folder / "held.jsonl").write_text("\n".join([*lines, ""]), "utf-8", newline="\n")
    (folder / "jsonl" / ".lock").unlink()
    with sqlite.open_store(f"sqlite:{folder / 'store.db'}", schema=schema) as store:
        fill(store)
    (folder / "postgresql.sql").write_text(dumped(schema), "utf-8", newline="\n")


def dumped(schema: Schema) -> str:
    """The same store as statements for PostgreSQL."""
    uri, name = server().server_uri(), f"frozen_{schema.version}"
    opened = import_module("guangongwei.storage.sql").open_store(
        f"{uri}&schema={name}", schema=schema
    )
    with opened as store:
        fill(store)
    command = ["pg_dump", "--inserts", "--no-owner", "--no-privileges", "--schema", name, uri]
    text = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    # Words to psql, to other servers and to readers.
    kept = [line for line in text.splitlines() if not line.startswith(("\\", "SET ", "--"))]
    return "\n".join(each for each in kept if each and "set_config" not in each) + "\n"


if __name__ == "__main__":
    freeze(Schema(int(sys.argv[1])) if len(sys.argv) > 1 else CURRENT)
