"""A forgetting that is killed at any call to the system, and readers who hold on to the past."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from tests.storage.effort import effort
from tests.storage.postgres import PLACES, server_uri, told
from tests.storage.test_forgetting import CHAIR, NAMED, OLD, OTHER, YOUNG, filled, seen, url_of

import guangongwei as ggw
from guangongwei import storage
from guangongwei.errors import Damaged, NotStored
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage import exchange, forget, mentions, unfinished
from guangongwei.storage.jsonl_erasing import carry_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: What a folder of lines asks of the system, beside reading.
CALLS = ("pwrite", "ftruncate", "fsync", "open", "replace", "unlink")


def _killed(url: str, at: int) -> bool:
    """Let a process forget the two, and end it at a call; whether it came so far."""
    child = os.fork()
    if child == 0:
        _die_at(at)
        try:
            store = storage.open(url)
            forget(store, [OLD, YOUNG], meant=mentions(store, [OLD, YOUNG]))
        finally:
            # Neither closed nor cleaned up: a process that is killed does nothing more.
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 9


def _die_at(at: int) -> None:
    """End the process at the call of that number, half of what it writes being written."""
    left = [at]

    def counted(call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def asked(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever it is given)
            left[0] -= 1
            if not left[0]:
                if name == "pwrite":
                    file, data, place = arguments
                    call(file, bytes(data)[: len(data) // 2], place)
                os._exit(9)
            return call(*arguments, **named)

        return asked

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name), name))


def _all_forgotten(store: storage.Store) -> None:
    forget(store, [OLD, YOUNG], meant=mentions(store, [OLD, YOUNG]))


def test_a_forgetting_that_is_killed_is_told_and_done_again(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    """At each call: either nobody is forgotten yet, or no byte is left, or what is left is told."""
    origin = tmp_path / "origin"
    with filled(f"jsonl:{origin / 'store'}") as store:
        store.put(CHAIR)
        store.put_many(NAMED)
    states: list[str] = []
    at = 1
    while True:
        place = tmp_path / str(at)
        shutil.copytree(origin, place)
        url = f"jsonl:{place / 'store'}"
        was_killed = _killed(url, at)
        with storage.open(url) as store:
            states.append(_state(store, place))
            _all_forgotten(store)
            assert seen("jsonl", place, store) == set(), at
            assert unfinished(store) == ()
        assert seen("jsonl", place, store) == set(), at
        shutil.rmtree(place)
        if not was_killed:
            break
        at += effort(7, long=1)
    assert states[0] == "not begun"
    assert states[-1] == "forgotten"
    assert "told" in states
    tell(f"a forgetting killed at {len(states) - 1} calls: {', '.join(dict.fromkeys(states))}")


def _state(store: storage.Store, place: Path) -> str:
    try:
        store.get(Volunteer, OLD.key)
    except NotStored:
        if seen("jsonl", place, store) == set():
            return "forgotten"
        assert unfinished(store)
        assert {each.code for each in exchange.examine(store)} >= {"L102"}
        return "told"
    assert unfinished(store) == ()
    return "not begun"


@pytest.mark.parametrize("kind", ["memory", "jsonl", "sqlite", "postgresql"])
def test_what_a_first_forgetting_left_behind_goes_with_the_second(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the mentions that were chosen then, though nobody can choose them any more."""
    with filled(url_of(kind, tmp_path)) as store:
        store.put(CHAIR)
        store.put_many(NAMED)
        with monkeypatch.context() as broken:
            broken.setattr(type(store), "erase", lambda *_: (_ for _ in ()).throw(OSError("full")))
            with pytest.raises(OSError, match="full"):
                _all_forgotten(store)
        left = unfinished(store)
        assert {noun.__name__ for noun, _ in left} >= {"Post", "Service", "Pairing"}
        assert "龘" not in repr(exchange.examine(store))
        forget(store, [OLD, YOUNG])
        if kind == "postgresql":
            told("CHECKPOINT")
        assert seen(kind, tmp_path, store) == set()
        assert unfinished(store) == ()
    PLACES.give_back()


def test_a_plan_of_an_erasing_that_is_damaged_is_no_plan(tmp_path: Path) -> None:
    """It stands there whole or not at all; anything else has been changed, and is told."""
    place = tmp_path / "store"
    with storage.open(f"jsonl:{place}") as store:
        store.put(OTHER)
    for data in (b"", b"[]", b'{"Volunteer":3}', b"\xff"):
        (place / "erasing.jsonl").write_bytes(data)
        with pytest.raises(Damaged, match="erasing"):
            storage.open(f"jsonl:{place}")


def test_a_plan_may_name_what_is_not_kept_here(tmp_path: Path) -> None:
    """A noun of a later library, or one without a file: there is nothing of it to erase."""
    (tmp_path / "Child.jsonl.new").touch()
    carry_out(tmp_path, {}, {"Volunteer": {"V1": [1]}, "Grandmother": {"G1": [1]}})
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_of_postgresql_holds_on_to_the_past(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that somebody may still read are not thrown away: that is told, and done by forgetting again."""
    monkeypatch.setattr("guangongwei.storage.sql._WAITS", (0,))
    url = PLACES.url_of(tmp_path)
    with filled(url) as store, psycopg.connect(server_uri()) as reader:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT count(*) FROM pg_class").fetchone()
        with pytest.raises(ggw.GuangongweiError, match="busy"):
            forget(store, [OLD, YOUNG])
        reader.rollback()
        forget(store, [OLD, YOUNG])
        told("CHECKPOINT")
        assert seen("postgresql", tmp_path, store) == set()
    PLACES.give_back()
