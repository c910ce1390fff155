"""The work that the stores are tortured at, and what they must hold after each step of it."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any

from attrs import frozen
from tests.storage.machine import BrokenOff

from guangongwei.errors import NotStored
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.storage import jsonl, sqlite
from guangongwei.storage.memory import MemoryStore
from guangongwei.storage.schema import CURRENT, Schema
from guangongwei.testing.conformance.examples import service, volunteer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guangongwei.storage.protocol import Records, Store

KEYS = tuple(f"号/{number}" for number in range(6))
NOUNS = (Volunteer, Service)
#: Steps of these kinds change nothing that a store tells.
SILENT = ("reopen", "upgrade", "break off")
#: As CURRENT, and one later in which records look the same.
LATER = Schema(CURRENT.version + 1, (*CURRENT.steps, lambda _, plain: plain))

State = tuple[Any, ...]


def open_in(backend: str, folder: Path, schema: Schema = CURRENT) -> Store:
    """A store of one of the backends that keep files."""
    if backend == "jsonl":
        return jsonl.open_store(f"jsonl:{folder / 'store'}", schema=schema)
    return sqlite.open_store(f"sqlite:{folder / 'store.db'}", schema=schema)


@frozen
class Step:
    """One thing to do; all of it, or nothing."""

    number: int
    kind: str
    keys: tuple[str, ...]
    #: How long the records are.
    length: int


def steps(seed: int, count: int, *, upgrade_after: int = 10**9) -> list[Step]:
    """What to do, in this order; seldom long, so that it fills more than a page."""
    dice = Random(seed)
    kinds = ["put"] * 6 + ["batch"] * 4 + ["delete"] * 2 + ["block"] * 2 + ["reopen", "break off"]
    made: list[Step] = []
    for number in range(1, count + 1):
        kind = "upgrade" if number == upgrade_after else dice.choice(kinds)
        keys = tuple(dice.sample(KEYS, dice.randint(2, len(KEYS))))
        made.append(Step(number, kind, keys, dice.choice((1, 30, 30, 400, 3000))))
    return made


def do(step: Step, store: Store) -> None:
    """Do a step that is no opening."""
    name = f"{step.number}号" * step.length
    people = [volunteer(key, name) for key in step.keys]
    services = [service(key, beneficiaries=step.number) for key in step.keys]
    match step.kind:
        case "put":
            store.put(people[0])
        case "batch":
            store.put_many([*people, *services])
        case "delete":
            remove(store, step.keys[0])
        case "block":
            with store.transaction() as records:
                records.put_many(services)
                remove(records, step.keys[0])
                records.put(people[1])
        case "break off":
            with suppress(BrokenOff), store.transaction() as records:
                records.put_many([*people, *services])
                raise BrokenOff
        case _:
            raise ValueError(step.kind)


def remove(records: Records, key: str) -> None:
    """Delete a volunteer who may not be there."""
    try:
        records.delete(Volunteer, key)
    except NotStored:
        return


def state(store: Store) -> State:
    """All that a store tells: what is there, and every version of it."""
    now = tuple(tuple(store.find(noun)) for noun in NOUNS)
    past = tuple(store.history(noun, key) for noun in NOUNS for key in KEYS)
    return (*now, past)


def states(work: list[Step]) -> list[State]:
    """What a store must hold before the first step and after each."""
    store = MemoryStore()
    held = [state(store)]
    for step in work:
        if step.kind in SILENT:
            held.append(held[-1])
        else:
            do(step, store)
            held.append(state(store))
    return held


def working(
    backend: str, folder: Path, work: list[Step], schema: Schema = CURRENT
) -> Iterator[int]:
    """Do the work in a new handle, and give the number of each step before and after it."""
    store = open_in(backend, folder, schema)
    try:
        for step in work:
            yield step.number
            if step.kind in ("reopen", "upgrade"):
                schema = LATER if step.kind == "upgrade" else schema
                store.close()
                store = open_in(backend, folder, schema)
            else:
                do(step, store)
            yield step.number
    finally:
        store.close()


def found_in(backend: str, folder: Path, schema: Schema = LATER) -> State:
    """What is there when the store is opened again."""
    with open_in(backend, folder, schema) as store:
        return state(store)
