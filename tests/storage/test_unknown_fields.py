"""What only a later library knows of a record goes wherever the record goes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.storage.torture.work import open_in, server

from guangongwei.__main__ import main
from guangongwei.model.audience import Audience
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage import exchange, memory
from guangongwei.storage import open as open_store
from guangongwei.storage.syncing import sync
from guangongwei.storage.writes import carrying
from guangongwei.testing.conformance.examples import SECRET, volunteer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guangongwei.storage import Store

BACKENDS = ["memory", "jsonl", "sqlite", "postgresql"]
ONE, TWO = volunteer(), volunteer(name="李四")
UNKNOWN = (("nickname", '"老张"'), ("tally", '[1.50,{"a":null}]'))
LATER = (("nickname", '"小张"'),)


def opened(backend: str, place: Path) -> Store:
    """A store of any backend."""
    place.mkdir(exist_ok=True)
    return memory.open_store() if backend == "memory" else open_in(backend, place)


@pytest.fixture(autouse=True)
def _given_back(request: pytest.FixtureRequest) -> Iterator[None]:
    """The schemas of a test serve the next one."""
    yield
    if "postgresql" in request.node.name:
        server().WHOLE_PLACES.give_back()


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_put_takes_what_is_carried(backend: str, tmp_path: Path) -> None:
    """Into a new record, one of a batch and one made anew; over what is stored; not beyond the block."""
    with opened(backend, tmp_path) as store:
        with carrying({(Volunteer, "V1"): UNKNOWN, (Volunteer, "V3"): LATER}):
            store.put(ONE, expected=0)
            store.put_many([volunteer(f"V{n}") for n in range(2, 30)])
            assert store.put(ONE, expected=0) == 1
        store.put(TWO)
        found = {each.record.id: each.unknown for each in store.find(Volunteer) if each.unknown}
        assert found == {"V1": UNKNOWN, "V3": LATER}
        with carrying({(Volunteer, "V1"): LATER, (Volunteer, "V3"): ()}):
            store.put_many([TWO, volunteer("V3")])
        assert store.get(Volunteer, "V1").unknown == LATER
        assert store.get(Volunteer, "V3").unknown == ()
        store.delete(Volunteer, "V1")
        with carrying({(Volunteer, "V1"): UNKNOWN}), store.transaction() as records:
            records.put(ONE, expected=0)
        assert store.get(Volunteer, "V1").unknown == UNKNOWN


@pytest.mark.parametrize("second", BACKENDS)
@pytest.mark.parametrize("first", BACKENDS)
def test_a_sync_takes_them_along(first: str, second: str, tmp_path: Path) -> None:
    """When the record is new, when they alone are changed, and when they are changed back there."""
    with opened(first, tmp_path / "1") as source, opened(second, tmp_path / "2") as target:
        with carrying({(Volunteer, "V1"): UNKNOWN}):
            source.put_many([ONE, volunteer("V2")])
        sync(source, target)
        assert target.get(Volunteer, "V1").unknown == UNKNOWN
        with carrying({(Volunteer, "V1"): LATER}):
            source.put(ONE)
        told = sync(source, target).to_target
        assert [each.fields for each in told.updated] == [("nickname", "tally")]
        assert target.get(Volunteer, "V1").unknown == LATER
        with carrying({(Volunteer, "V1"): ()}):
            target.put(TWO)
        assert sync(source, target).conflicts[0].fields == ("name", "nickname")
        sync(source, target, both_ways=True)
        assert source.get(Volunteer, "V1").record == TWO
        assert source.get(Volunteer, "V1").unknown == ()
        assert sync(source, target, both_ways=True).to_target.unchanged == 2


@pytest.mark.parametrize("second", BACKENDS[1:])
@pytest.mark.parametrize("first", BACKENDS[1:])
def test_they_are_exported_and_imported(first: str, second: str, tmp_path: Path) -> None:
    """From one store into another, to the digit; a file that has some is its owner's alone."""
    urls = [url(kind, tmp_path / str(number)) for number, kind in enumerate((first, second))]
    with (
        open_store(urls[0]) as source,
        carrying({(Volunteer, "V1"): UNKNOWN, (Volunteer, "V3"): LATER}),
    ):
        source.put_many([volunteer(f"V{n}") for n in (1, 2, 3)])
    folder = tmp_path / "out"
    assert main(["store", "export", urls[0], str(folder), "--lines"]) == 0
    assert main(["store", "import", urls[1], str(folder), "--write"]) == 0
    assert (folder / "Volunteer.jsonl").stat().st_mode & 0o77 == 0
    with open_store(urls[0]) as source, open_store(urls[1]) as target:
        assert [*target.find(Volunteer)] == [*source.find(Volunteer)]


def url(backend: str, place: Path) -> str:
    """Of a store that has another place than every other."""
    place.mkdir()
    if backend == "postgresql":
        return str(server().WHOLE_PLACES.url_of(place))
    return f"{backend}:{place / 'store'}"


def exported(folder: Path, audience: Audience = Audience.DESK) -> list[str]:
    """The lines of a record that has some."""
    store = memory.open_store()
    with carrying({(Volunteer, "V1"): (("nickname", f'"{SECRET}"'),)}):
        store.put(ONE)
    exchange.write(store, folder, audience=audience)
    return (folder / "Volunteer.jsonl").read_text("utf-8").splitlines()


def test_they_are_for_the_desk_alone(tmp_path: Path) -> None:
    """Nobody knows what they tell."""
    assert SECRET in exported(tmp_path / "desk")[1]
    assert SECRET not in "".join(exported(tmp_path / "others", Audience.INTERNAL))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"nickname":', '"nikname":'),
        ('"nickname":', '"name":"","nickname":'),
        (f'"{SECRET}"', "NaN"),
        (f'"{SECRET}"', '"\\ud800"'),
        ('{"id"', '["id"'),
    ],
    ids=["not in the head", "twice", "no number", "half a character", "not JSON"],
)
def test_an_unfit_line_is_a_problem(tmp_path: Path, old: str, new: str) -> None:
    """At its place in the file, and without what it holds; a blank line is none."""
    head, line = exported(tmp_path / "out")
    content = "\n".join((head, "", line.replace(old, new), ""))
    (tmp_path / "out" / "Volunteer.jsonl").write_text(content, "utf-8")
    checked, unknown = exchange.read_whole(tmp_path / "out")
    assert unknown == {}
    assert checked.value is not None
    assert checked.value.volunteers == ()
    assert str(checked.problems[0].place).startswith("Volunteer.jsonl:$.lines[2]")
    assert SECRET not in str(checked.problems)


@pytest.mark.parametrize("head", ['{"unknown"', '{"guangongwei": "Grant", "unknown": ["a"]}'])
def test_an_unfit_head_is_a_problem(tmp_path: Path, head: str) -> None:
    """Whatever it names."""
    (tmp_path / "Volunteer.jsonl").write_text(f"{head}\n", "utf-8")
    assert exchange.read(tmp_path).problems


def test_a_line_that_is_no_object_is_a_problem(tmp_path: Path) -> None:
    """A list, for instance."""
    head, _ = exported(tmp_path / "out")
    (tmp_path / "out" / "Volunteer.jsonl").write_text(f"{head}\n[]\n", "utf-8")
    assert exchange.read(tmp_path / "out").problems


def test_fields_that_have_become_known_are_read(tmp_path: Path) -> None:
    """The head may name what this library knows."""
    _, line = exported(tmp_path / "out")
    head = json.dumps({"guangongwei": "Volunteer", "schema": 1, "unknown": ["name", "nickname"]})
    (tmp_path / "out" / "Volunteer.jsonl").write_text(f"{head}\n{line}\n", "utf-8")
    checked, unknown = exchange.read_whole(tmp_path / "out")
    assert checked.unwrap().volunteers == (ONE,)
    assert unknown == {(Volunteer, "V1"): (("nickname", f'"{SECRET}"'),)}
