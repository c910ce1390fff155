"""Five hundred people go through everything the library does, right and wrong, and are seen nowhere.

Where `test_privacy` plants canaries in what is read, here they stand in records: in each field that
may tell of a person, of every noun. They go through every public function, every store and every
way of failing; then whatever was said, logged, raised or left in a file beside is searched for them.
"""

from __future__ import annotations

import importlib
import inspect
import logging
import pkgutil
import random
import sys
import tempfile
import warnings
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import cycle
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import attrs
import pytest
from attrs import evolve
from tests.storage.postgres import PLACES, server_uri, told
from tests.test_privacy import CANARIES, chain, seen

import guangongwei as ggw
from guangongwei import codec, privacy, storage, tabular
from guangongwei.errors import GuangongweiError
from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage.guarded import GuardedStore
from guangongwei.testing.worlds import district

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from guangongwei.model.dataset import Record
    from guangongwei.storage.protocol import Store

T = TypeVar("T")
WORLD = district(9, schools=80, volunteers=100, services=150, history=40).dataset
TELLING = (Sensitivity.PERSONAL, Sensitivity.SENSITIVE, Sensitivity.FREE)
SPARE = cycle(CANARIES)


def planted(record: T) -> T:
    """A record with canaries in all that may tell of a person and is a text."""
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(record)):  # type: ignore[arg-type]  # as below
        held = getattr(record, field.name)
        if sensitivity(field) not in TELLING:
            continue
        if field.name == "steps":
            changes["steps"] = tuple(evolve(each, reason=next(SPARE)) for each in held)
        elif field.name == "groups":
            changes[field.name] = (next(SPARE), next(SPARE))
        elif isinstance(held, str) or (held is None and _may_be_text(field)):
            changes[field.name] = next(SPARE)
    return evolve(record, **changes)  # type: ignore[misc]  # every noun is attrs'


def _may_be_text(field: attrs.Attribute[Any]) -> bool:
    return field.type is str or str in get_args(field.type) or "str" in str(field.type)


HELD: dict[str, Any] = {
    name: tuple(map(planted, WORLD.records(noun)[:60])) for noun, name in TABLES.items()
}
DATASET = Dataset(**HELD, standards=WORLD.standards)
EACH: tuple[Record, ...] = tuple(
    DATASET.records(noun)[0] for noun in TABLES if DATASET.records(noun)
)


def test_the_canaries_stand_in_the_records() -> None:
    """All five hundred, in the records of every noun that may tell of a person."""
    texts = repr([attrs.astuple(each) for noun in TABLES for each in DATASET.records(noun)])
    assert len(seen(texts)) == len(CANARIES)
    telling = {
        noun for noun in TABLES if any(sensitivity(each) in TELLING for each in attrs.fields(noun))
    }
    assert {type(each) for each in EACH} >= telling


@contextmanager
def nothing_is_seen(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], place: Path
) -> Iterator[list[object]]:
    """A block whose log, output, warnings, temporary files and what it notes hold no canary."""
    shown: list[object] = []
    server_uri()
    aside = place / "aside"
    aside.mkdir(exist_ok=True)
    before = tempfile.tempdir
    tempfile.tempdir = str(aside)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.DEBUG)
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="sqlalchemy.engine")
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            yield shown
    finally:
        tempfile.tempdir = before
    records = [f"{each.getMessage()} {each.args!r}" for each in caplog.records]
    files = [
        each.read_bytes().decode("utf-8", "replace") for each in aside.rglob("*") if each.is_file()
    ]
    names = [str(each) for each in aside.rglob("*")]
    assert not seen(*shown, *records, *capsys.readouterr(), *warned, *files, *names)


def note(shown: list[object], call: Callable[[], object]) -> None:
    """Make a call, and keep what it gives or everything that it raises."""
    try:
        given = call()
    except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever it is, it shows nothing)
        shown.extend(map(_told, chain(error)))
        return
    if isinstance(given, str | bytes | dict | list | frozenset) or inspect.isgenerator(given):
        # What was asked for as text or as plain data is the caller's own.
        return
    shown.append(_told(given))


def _told(given: object) -> str:
    """What an object shows of itself; one of wrong parts may show nothing but its class."""
    try:
        return f"{given}\n{given!r}"
    except Exception as error:  # noqa: BLE001  (as above)
        return "".join(map(repr, chain(error)))


def public_functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function and class of every module of the library."""
    for found in pkgutil.walk_packages(ggw.__path__, "guangongwei."):
        if found.name.endswith("__main__") or "testing" in found.name:
            continue
        module = importlib.import_module(found.name)
        for name, each in vars(module).items():
            if name.startswith("_") or getattr(each, "__module__", None) != found.name:
                continue
            if inspect.isfunction(each) or (inspect.isclass(each) and attrs.has(each)):
                yield f"{found.name}.{name}", each


FUNCTIONS = tuple(public_functions())


@pytest.mark.parametrize(
    "argument",
    [*EACH, EACH, DATASET],
    ids=[*(type(each).__name__ for each in EACH), "records", "dataset"],
)
def test_no_public_function_shows_what_it_is_given(
    argument: object,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Records in the place of each argument it needs: it does its work or fails, and shows no cell."""
    monkeypatch.chdir(tmp_path)
    assert len(FUNCTIONS) > 400
    with nothing_is_seen(caplog, capsys, tmp_path) as shown:
        for _, function in FUNCTIONS:
            parameters = inspect.signature(function).parameters.values()
            needed = [each for each in parameters if each.default is each.empty]
            positional = [argument for each in needed if each.kind in _POSITIONAL]
            named = {each.name: argument for each in needed if each.kind is each.KEYWORD_ONLY}
            note(shown, lambda: function(*positional, **named))  # noqa: B023  (called at once)
    assert [each.name for each in tmp_path.iterdir()] == ["aside"]


_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)

KINDS = ("memory", "jsonl", "sqlite", "postgresql")


def url_of(kind: str, place: Path) -> str:
    """Where the store of a kind is."""
    if kind == "postgresql":
        return PLACES.url_of(place)
    return "memory:" if kind == "memory" else f"{kind}:{place / 'store'}"


def _spoil(kind: str, place: Path) -> None:
    """Change a byte in each line, page or row that a store holds."""
    if kind == "postgresql":
        name = url_of(kind, place).partition("schema=")[2]
        told(f"UPDATE {name}.volunteer SET line = overlay(line placing '龘赵伟' from 40)")
    for file in (place / "store").rglob("*.jsonl") if kind == "jsonl" else ():
        lines = file.read_bytes().split(b"\n")
        file.write_bytes(
            b"\n".join([lines[0], *(each.replace(b'"', b"'", 1) for each in lines[1:])])
        )
    if kind == "sqlite":
        data = bytearray((place / "store").read_bytes())
        for at in range(5000, len(data), 1009):
            data[at] ^= 255
        (place / "store").write_bytes(bytes(data))


@pytest.mark.parametrize("kind", KINDS)
def test_no_store_shows_what_it_holds(
    kind: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Written, found, in conflict, forgotten, refused by the database, damaged, and read all the same."""
    try:
        with nothing_is_seen(caplog, capsys, tmp_path) as shown:
            with storage.open(url_of(kind, tmp_path)) as store:
                storage.save(DATASET, store)
                _use(store, shown)
                _refuse(kind, tmp_path, store, shown)
                shown += [store, storage.load(store), store.capabilities]
            if kind != "memory":
                _spoil(kind, tmp_path)
                note(shown, lambda: _read_all(url_of(kind, tmp_path)))
    finally:
        if kind == "postgresql":
            told(f"DROP SCHEMA {url_of(kind, tmp_path).partition('schema=')[2]} CASCADE")
            PLACES.names.clear()


def _use(store: Store, shown: list[object]) -> None:
    for each in EACH:
        noun, key = type(each), storage.key_of(each)
        shown += [store.get(noun, key), *store.find(noun), *store.history(noun, key)]
        for expected in (0, 7, -1, "1"):
            note(shown, lambda e=expected, r=each: store.put(r, expected=e))  # type: ignore[misc]
        note(shown, lambda r=each: store.put_many([r, r]))  # type: ignore[misc]
        note(shown, lambda n=noun: store.find(n, order=("nothing",)))  # type: ignore[misc]
    person = storage.Person(privacy.PersonKind.VOLUNTEER, DATASET.volunteers[3].id)
    shown += [storage.mentions(store, [person]), storage.forget(store, [person])]
    shown += [storage.due(store, date(2030, 1, 1)), storage.difference(EACH, store)]
    volunteer = DATASET.volunteers[0]
    for bad in ("\x00", "\ud800"):
        note(shown, lambda b=bad: store.put(evolve(volunteer, name=f"龘赵伟{b}")))  # type: ignore[misc]

    class Failing:
        def note(self, reading: privacy.Reading) -> None:
            raise OSError(28, f"{len(reading.ids)}")

    access = privacy.Access(
        who="x", purpose=privacy.Purpose(name="x"), now=lambda: datetime(2024, 1, 1, tzinfo=UTC)
    )
    for log in (privacy.MemoryLog(), Failing()):
        guard = GuardedStore(store, access=access, log=log)
        shown += [guard, access, log]
        for each in EACH:
            note(shown, lambda g=guard, r=each: g.get(type(r), storage.key_of(r)))  # type: ignore[misc]
            note(shown, lambda g=guard, r=each: tuple(g.find(type(r))))  # type: ignore[misc]


def _refuse(kind: str, place: Path, store: Store, shown: list[object]) -> None:
    """Let PostgreSQL refuse a row: it tells the whole row as the DETAIL of its error."""
    if kind != "postgresql":
        return
    name = url_of(kind, place).partition("schema=")[2]
    told(
        f"ALTER TABLE {name}.volunteer ADD CONSTRAINT refused CHECK (phone <> '13800000000') NOT VALID"
    )
    refused = evolve(DATASET.volunteers[0], phone="13800000000")
    with pytest.raises(GuangongweiError) as caught:
        store.put(refused)
    shown.extend(chain(caught.value))
    with pytest.raises(GuangongweiError) as caught:
        store.put_many([evolve(refused, id=f"N{n}") for n in range(60)])  # type: ignore[arg-type]
    shown.extend(chain(caught.value))
    told(f"ALTER TABLE {name}.volunteer DROP CONSTRAINT refused")


def _read_all(url: str) -> None:
    with storage.open(url) as store:
        for noun in storage.NOUNS.values():
            for each in store.find(noun):
                store.history(noun, storage.key_of(each.record))


#: What was opened for writing while it was looked at.
_OPENED: list[str] = []
_IS_LOOKED_AT = [False]


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    # At its end the interpreter takes the names of a module away, and goes on asking.
    if (
        _IS_LOOKED_AT
        and _IS_LOOKED_AT[0]
        and event == "open"
        and arguments[1] not in (None, "r", "rb")
    ):
        _OPENED.append(str(arguments[0]))


def test_no_file_is_written_besides_the_one_that_was_asked_for(tmp_path: Path) -> None:
    """Whatever is read or written, as a table, a workbook, a page, lines or a store."""
    sys.addaudithook(_hook)
    _OPENED.clear()
    made = tmp_path / "made"
    made.mkdir()
    _IS_LOOKED_AT[0] = True
    try:
        for name in ("五老志愿者.csv", "五老志愿者.xlsx"):
            tabular.write(WORLD.volunteers, made / name)
            tabular.read(made / name, Volunteer)
        codec.loads(codec.dumps(DATASET.volunteers, Volunteer), Volunteer)
        for kind in ("jsonl", "sqlite"):
            with storage.open(f"{kind}:{made / kind}") as store:
                storage.save(DATASET, store)
                storage.forget(
                    store, [storage.Person(privacy.PersonKind.CHILD, DATASET.children[0].id)]
                )
        hand = privacy.Pseudonymiser(random.Random(2).randbytes(32), "x")
        privacy.pseudonymise(DATASET, hand)
    finally:
        _IS_LOOKED_AT[0] = False
    assert _OPENED
    elsewhere = {each for each in _OPENED if not each.startswith(str(made)) and each != "/dev/null"}
    assert {each for each in elsewhere if not each.endswith((".pyc", ".pyc.tmp"))} == set()


def test_a_release_and_a_table_of_it_show_nobody(tmp_path: Path) -> None:
    """What bears tokens holds no canary any more, apart from what is told of each token."""
    hand = privacy.Pseudonymiser(random.Random(2).randbytes(32), "x")
    made = privacy.pseudonymise(DATASET, hand)
    assert not seen(made, made.dataset, *made.left, hand)
    tabular.write(made.dataset.volunteers, tmp_path / "五老志愿者.csv")
    tabular.write(made.dataset.articles, tmp_path / "稿件.csv")
    assert not seen(*(each.read_text("utf-8-sig") for each in tmp_path.iterdir()))
