"""Who is forgotten is found in no file any more, and every figure is as it was."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, cast

import pytest
from attrs import evolve
from tests.storage.postgres import PLACES, name_of, told

import guangongwei as ggw
from guangongwei import storage
from guangongwei.errors import NotOffered, NotStored, StoreClosed
from guangongwei.indicators.definition import Spread
from guangongwei.model.article import Article, ArticleId
from guangongwei.model.care import (
    CareCase,
    CaseId,
    CaseLevel,
    Child,
    ChildId,
    Consent,
    ConsentId,
    Grant,
    GrantId,
    Pairing,
    PairingId,
    ProgrammeId,
    SubjectKind,
)
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.post import Post, PostId
from guangongwei.model.volunteer import Service, ServiceId, Sex, Volunteer, VolunteerId
from guangongwei.privacy import PersonKind
from guangongwei.privacy.releases import REMOVED
from guangongwei.storage.erasing import eraser
from guangongwei.storage.forgetting import Person, forget, mentions
from guangongwei.storage.mentions import Mention
from guangongwei.storage.writes import carrying
from guangongwei.testing.worlds import district

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guangongwei.storage.keys import Storable
    from guangongwei.storage.protocol import Store

KINDS = ("memory", "jsonl", "sqlite", "postgresql")
FILES = KINDS[1:]
DAY = date(2024, 3, 1)
SCHOOL = OrganisationId("S1")

#: Whom nobody shall find again, and what was written of them.
OLD, YOUNG = Person(PersonKind.VOLUNTEER, "龘志愿者0001"), Person(PersonKind.CHILD, "龘对象0001")
SECRETS = (
    OLD.key,
    YOUNG.key,
    "龘德海",
    "13812345678",
    "1949-10-17",
    "齉病",
    "龘姥姥",
    "齉果",
    "齾齾",
)

VOLUNTEER = Volunteer(
    id=VolunteerId(OLD.key),
    name="龘德海",
    sex=Sex.MALE,
    born=date(1949, 10, 17),
    phone="13812345678",
    organisation=SCHOOL,
    joined=date(2020, 1, 1),
)
OTHER = Volunteer(id=VolunteerId("V2"), name="王五", organisation=SCHOOL, phone="13900000000")
SERVICE = Service(
    id=ServiceId("F1"),
    volunteer=VOLUNTEER.id,
    organisation=SCHOOL,
    on=DAY,
    hours=Decimal("2.5"),
)
CHILD = Child(
    id=ChildId(YOUNG.key), organisation=SCHOOL, stage="小学", groups=("齉病",), consent=True
)
RECORDS: tuple[Storable, ...] = (
    VOLUNTEER,
    OTHER,
    SERVICE,
    evolve(SERVICE, id=ServiceId("F2"), volunteer=OTHER.id),
    CHILD,
    Consent(
        id=ConsentId("Y1"),
        child=CHILD.id,
        guardian="龘姥姥",
        purpose="关爱帮扶",
        scope=("结对",),
        given=DAY,
    ),
    Pairing(
        id=PairingId("P1"),
        programme=ProgrammeId("B1"),
        volunteers=(OTHER.id, VOLUNTEER.id),
        subject=CHILD.id,
        started=DAY,
        result="齉果",
    ),
    CareCase(
        id=CaseId("G1"),
        child=CHILD.id,
        level=CaseLevel.FOCUS,
        volunteers=(VOLUNTEER.id,),
        started=DAY,
    ),
    Grant(
        id=GrantId("Z1"), programme=ProgrammeId("B1"), child=CHILD.id, on=DAY, amount=Decimal(500)
    ),
)
#: What only a later library knows of two of them.
LATER = {
    (Volunteer, OLD.key): (("nickname", '"齾齾"'),),
    (Service, "F1"): (("note", '"齾齾陪同"'),),
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Every store of the library."""
    return str(request.param)


def url_of(kind: str, place: Path) -> str:
    """Where the store of a kind is."""
    if kind == "postgresql":
        return PLACES.url_of(place)
    return "memory:" if kind == "memory" else f"{kind}:{place / 'store'}"


@pytest.fixture
def store(kind: str, tmp_path: Path) -> Iterator[Store]:
    """A store of each kind in which the two stand."""
    with filled(url_of(kind, tmp_path)) as opened:
        yield opened
    PLACES.give_back()


@pytest.fixture(params=["memory:", "sqlite:{}/store"])
def one_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store for what is the same in all, because it is done by the verbs of every store."""
    with filled(str(request.param).format(tmp_path)) as opened:
        yield opened


@contextmanager
def filled(url: str) -> Iterator[Store]:
    """A store in which the two were written, changed, mentioned and deleted again and again."""
    with storage.open(url) as opened:
        opened.put_many(RECORDS)
        with carrying(LATER):
            opened.put(evolve(VOLUNTEER, phone="13812345678 "))
            opened.put(evolve(SERVICE, hours=Decimal(3)))
        opened.put(evolve(SERVICE, volunteer=OTHER.id, id=ServiceId("F3")))
        opened.put(evolve(SERVICE, id=ServiceId("F3")))
        opened.put(evolve(SERVICE, volunteer=OTHER.id, id=ServiceId("F3")))
        opened.put(evolve(SERVICE, id=ServiceId("F4")))
        opened.delete(Service, "F4")
        yield opened


def held(store: Store) -> Iterator[bytes]:
    """Every text and every byte that an object keeps alive, code aside."""
    known: set[int] = set()
    waiting: list[object] = [store]
    while waiting:
        each = waiting.pop()
        if id(each) in known or isinstance(each, type | ModuleType | FunctionType):
            continue
        known.add(id(each))
        if isinstance(each, str | bytes):
            yield each.encode("utf-8", "replace") if isinstance(each, str) else each
        waiting += gc.get_referents(each)


def bytes_of(kind: str, place: Path, store: Store) -> Iterator[bytes]:
    """Every byte that a store keeps: its files, or what is in memory."""
    if kind == "memory":
        yield from held(store)
    elif kind == "postgresql":
        (folder,) = told("SHOW data_directory")[0]
        for name in (each for each in Path(folder).rglob("*") if each.is_file()):
            if "pg_wal" not in name.parts:
                yield name.read_bytes()
    else:
        for each in place.rglob("*"):
            if each.is_file():
                yield each.name.encode() + each.read_bytes()


def seen(kind: str, place: Path, store: Store) -> set[str]:
    """Which of the secrets stand anywhere in a store."""
    return {
        secret
        for data in bytes_of(kind, place, store)
        for secret in SECRETS
        if secret.encode() in data
    }


def test_not_a_byte_of_a_forgotten_person_is_left(kind: str, store: Store, tmp_path: Path) -> None:
    """In no file, log, page or old version; while the store is open, and after it was closed."""
    if kind == "postgresql":
        # Statistics hold samples of what stands in tables; pages are written when they have to be.
        told("ANALYZE")
        told("CHECKPOINT")
    assert seen(kind, tmp_path, store) == set(SECRETS)
    done = forget(store, [OLD, YOUNG])
    assert (done.people, done.records, done.mentions) == (2, 7, ())
    assert seen(kind, tmp_path, store) == set()
    store.close()
    assert seen(kind, tmp_path, store) == set()


def test_what_was_done_stays_under_tokens(one_store: Store) -> None:
    """Who served, whom and how long is told as before; only who that was is not."""
    tokens = iter(["1", "2"])
    forget(one_store, [OLD, YOUNG], draw=lambda: next(tokens))
    assert one_store.get(Volunteer, "forgotten-1").record == Volunteer(
        id=VolunteerId("forgotten-1"), name=REMOVED, organisation=SCHOOL, joined=date(2020, 1, 1)
    )
    service = one_store.get(Service, "F1").record
    assert (service.volunteer, service.hours) == ("forgotten-1", Decimal(3))
    pair = one_store.get(Pairing, "P1").record
    assert (pair.volunteers, pair.subject, pair.result) == (
        (OTHER.id, "forgotten-1"),
        "forgotten-2",
        None,
    )
    assert one_store.get(Child, "forgotten-2").record == Child(
        id=ChildId("forgotten-2"), organisation=SCHOOL, consent=True
    )
    assert one_store.get(Consent, "Y1").record.guardian == REMOVED
    assert one_store.get(CareCase, "G1").record.child == "forgotten-2"
    assert one_store.get(Grant, "Z1").record.amount == Decimal(500)
    assert one_store.get(Volunteer, "V2").record == OTHER


def test_old_versions_keep_their_number_and_nothing_else(store: Store) -> None:
    """A write that builds upon a version from before is a conflict, and brings nobody back."""
    before = store.get(Service, "F1").version
    forget(store, [OLD, YOUNG])
    found = store.history(Service, "F1")
    assert [type(each).__name__ for each in found] == ["Gone", "Gone", "Stored"]
    assert [each.version for each in found] == [1, 2, 3]
    with pytest.raises(ggw.GuangongweiError):
        store.put(SERVICE, expected=before)
    assert store.history(Volunteer, OLD.key) == ()
    assert [type(each).__name__ for each in store.history(Service, "F3")] == [
        "Stored",
        "Gone",
        "Stored",
    ]
    assert store.history(Service, "F4") == ()


def test_a_key_that_is_forgotten_may_be_given_again(one_store: Store) -> None:
    """It begins at version 1, as if nobody had ever borne it."""
    forget(one_store, [OLD])
    assert one_store.put(evolve(VOLUNTEER, name="赵六"), expected=0) == 1
    with pytest.raises(NotStored):
        one_store.get(Volunteer, "nobody")


def test_forgetting_again_changes_nothing(one_store: Store) -> None:
    """Nothing is found, and that is no mistake."""
    forget(one_store, [OLD, YOUNG])
    again = forget(one_store, [OLD, YOUNG])
    assert (again.records, again.versions) == (0, 0)


def test_what_broke_off_is_done_by_forgetting_again(
    kind: str, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the records were written and the files could not be, the second time does the files."""
    with monkeypatch.context() as broken:
        broken.setattr(type(store), "erase", lambda *_: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            forget(store, [OLD, YOUNG])
    assert forget(store, [OLD, YOUNG]).versions > 5
    if kind == "postgresql":
        told("CHECKPOINT")
    assert seen(kind, tmp_path, store) == set()


def test_somebody_deleted_before_is_forgotten_too(kind: str, store: Store, tmp_path: Path) -> None:
    """A delete keeps the history; forgetting does not."""
    store.delete(Volunteer, OLD.key)
    assert seen(kind, tmp_path, store) >= {"龘德海"} or kind == "postgresql"
    forget(store, [OLD, YOUNG])
    assert seen(kind, tmp_path, store) == set()


def test_a_young_teacher_is_forgotten_by_the_pairs(one_store: Store) -> None:
    """A teacher has no table; a child of the same key is somebody else."""
    pair = Pairing(
        id=PairingId("P9"),
        programme=ProgrammeId("B1"),
        volunteers=(OTHER.id,),
        subject=YOUNG.key,
        subject_kind=SubjectKind.YOUNG_TEACHER,
        started=DAY,
    )
    one_store.put(pair)
    assert forget(one_store, [Person(PersonKind.YOUNG_TEACHER, YOUNG.key)]).records == 1
    assert one_store.get(Pairing, "P9").record.subject != YOUNG.key
    assert one_store.get(Child, YOUNG.key).record == CHILD


CHAIR = Post(id=PostId("R1"), organisation=SCHOOL, title="顾问", holder="龘德海")
NAMED: tuple[Storable, ...] = (
    Post(id=PostId("R1"), organisation=SCHOOL, title="主任", holder="龘 德海"),
    Article(
        id=ArticleId("A1"),
        organisation=SCHOOL,
        on=DAY,
        title="记老教师龘德海",
        correspondent="龘德海",
    ),
    Article(id=ArticleId("A2"), organisation=SCHOOL, on=DAY, title="龘·德海的一天", story="龘德海"),
)
MENTIONED = (
    Mention(Post, "R1", "holder"),
    Mention(Article, "A1", "title"),
    Mention(Article, "A1", "correspondent"),
    Mention(Article, "A2", "title"),
    Mention(Article, "A2", "story"),
)


def test_where_a_name_stands_besides_is_told_and_left(one_store: Store) -> None:
    """Two may bear one name: nothing is taken away by itself."""
    one_store.put_many(NAMED)
    assert mentions(one_store, [OLD, YOUNG]) == MENTIONED
    assert forget(one_store, [OLD, YOUNG]).mentions == MENTIONED
    assert [one_store.get(type(each), storage.key_of(each)).record for each in NAMED] == list(NAMED)
    assert "龘德海" not in "".join(map(str, MENTIONED)) + repr(MENTIONED)


def test_mentions_that_a_person_chose_are_taken_away(
    kind: str, store: Store, tmp_path: Path
) -> None:
    """A holder stays somebody, a title loses the name, and one in other spelling all of itself."""
    store.put(CHAIR)
    store.put_many(NAMED)
    done = forget(store, [OLD, YOUNG], meant=mentions(store, [OLD, YOUNG]))
    assert (done.records, done.mentions) == (10, ())
    assert seen(kind, tmp_path, store) == set()
    post, one, two = (store.get(type(each), storage.key_of(each)).record for each in NAMED)
    assert (one.title, two.title, two.story) == (f"记老教师{REMOVED}", REMOVED, REMOVED)  # type: ignore[union-attr]
    assert post.holder == one.correspondent  # type: ignore[union-attr]


def test_a_name_in_an_older_version_is_found_and_goes_where_it_was_chosen(
    kind: str, store: Store, tmp_path: Path
) -> None:
    """A post that somebody else holds now: its history says who held it before."""
    post = Post(id=PostId("R7"), organisation=SCHOOL, title="主任", holder="龘德海")
    store.put(post)
    store.put(evolve(post, holder="王五"))
    (found,) = mentions(store, [OLD, YOUNG])
    assert str(found) == "Post R7 holder"
    done = forget(store, [OLD, YOUNG], meant=[found])
    assert done.mentions == ()
    assert store.get(Post, "R7").record.holder == "王五"
    assert seen(kind, tmp_path, store) == set()


def test_another_handle_sees_the_erasure(kind: str, store: Store, tmp_path: Path) -> None:
    """Also one that has read the files before they were written anew."""
    if kind == "memory":
        pytest.skip("a store in memory has one handle")
    with storage.open(url_of(kind, tmp_path)) as other:
        assert other.get(Volunteer, OLD.key).record.name == "龘德海"
        assert len(other.history(Volunteer, OLD.key)) == 2
        forget(store, [OLD, YOUNG])
        assert other.history(Volunteer, OLD.key) == ()
        other.put(evolve(OTHER, phone=None))
        assert len(other.history(Volunteer, "V2")) == 2


def test_a_file_that_was_torn_off_is_erased(tmp_path: Path) -> None:
    """What a crash has left half written goes as well."""
    place = tmp_path / "store"
    with storage.open(f"jsonl:{place}") as store:
        store.put(VOLUNTEER)
    with (place / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"sum":"00000000","noun":"Volunteer","key":"' + OLD.key.encode())
    for noun in ("Volunteer", "Child"):
        (place / f"{noun}.jsonl.new").write_bytes("龘德海".encode())
    with storage.open(f"jsonl:{place}") as store:
        forget(store, [OLD])
        assert seen("jsonl", tmp_path, store) == set()


def test_where_nothing_is_meant_nothing_is_erased(store: Store) -> None:
    """Every version is as it was."""
    before = store.history(Volunteer, OLD.key)
    assert eraser(store).erase(lambda _: False) == 0
    assert store.history(Volunteer, OLD.key) == before != ()


def test_a_reader_who_holds_on_to_the_past_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's log cannot be cut while somebody reads from it; that is no success."""
    monkeypatch.setattr("guangongwei.storage.sqlite.PATIENCE", 0.1)
    with storage.open(f"sqlite:{tmp_path / 'store'}") as store:
        store.put_many([evolve(OTHER, id=VolunteerId(f"V{n}")) for n in range(2000)])
        store.put(VOLUNTEER)
        reading = store.find(Volunteer)
        next(reading)
        with pytest.raises(ggw.GuangongweiError, match="busy"):
            forget(store, [OLD])
        list(reading)
        forget(store, [OLD])
        assert seen("sqlite", tmp_path, store) == set()


def test_a_store_that_cannot_erase_forgets_nobody() -> None:
    """It says so before anything is changed."""
    with storage.open("memory:") as store:
        store.put(VOLUNTEER)
        able = evolve(store.capabilities, erasure=False)
        modest = type("Modest", (), {"capabilities": able})()
        with pytest.raises(NotOffered):
            forget(cast("Store", modest), [OLD])
        assert store.get(Volunteer, OLD.key).record == VOLUNTEER
    with pytest.raises(StoreClosed):
        store.erase(lambda _: True)  # type: ignore[attr-defined]


def test_every_figure_is_as_it_was() -> None:
    """The whole catalogue, and by school, after a fifth of the people are forgotten."""
    world = district(5, schools=80, volunteers=150, services=600, history=80).dataset
    people = [
        *(Person(PersonKind.VOLUNTEER, each.id) for each in world.volunteers[::5]),
        *(Person(PersonKind.CHILD, each.id) for each in world.children[::5]),
    ]
    asked = {"period": ggw.Year(2024), "as_of": date(2024, 12, 31)}
    with storage.open("memory:") as store:
        # Of records under one id a store keeps one.
        kept = {(type(each), storage.key_of(each)): each for each in storage.records_of(world)}
        store.put_many(kept.values())
        before = storage.load(store)
        assert forget(store, people).records > 250
        after = storage.load(store)
    even = tuple(each for each in ggw.CATALOGUE if not isinstance(each.value, Spread))
    for indicators, by in ((ggw.CATALOGUE, ()), (even, ("organisation",))):
        one, two = (
            [
                (each.group, each.value)
                for each in ggw.evaluate(indicators, data, **asked, by=by)  # type: ignore[arg-type]
            ]
            for data in (before, after)
        )
        assert one == two
    left = {each.id for each in after.volunteers} | {str(each.id) for each in after.children}
    assert not {each.key for each in people} & left


def test_a_name_in_a_list_of_words_goes_where_it_was_chosen(one_store: Store) -> None:
    """The other words stay, and what was done is told in numbers."""
    one_store.put(evolve(OTHER, roles=("宣讲员", "龘德海的助手")))
    (found,) = mentions(one_store, [OLD])
    done = forget(one_store, [OLD], meant=[found])
    assert one_store.get(Volunteer, "V2").record.roles == ("宣讲员", f"{REMOVED}的助手")
    assert str(done).startswith("1 people forgotten, ")


def test_a_name_in_a_field_that_is_unknown_here_is_found_and_goes(one_store: Store) -> None:
    """Wherever in it the name stands; the other fields stay."""
    told = (("friends", '[{"name":"\\u9f98德海"}]'), ("tally", "3"))
    with carrying({(Volunteer, "V2"): told}):
        one_store.put(OTHER)
    (found,) = mentions(one_store, [OLD])
    assert str(found) == "Volunteer V2 friends"
    assert forget(one_store, [OLD], meant=[found]).mentions == ()
    assert one_store.get(Volunteer, "V2").record == OTHER
    assert one_store.get(Volunteer, "V2").unknown == (("tally", "3"),)


def test_who_is_no_master_of_the_database_forgets_as_well(tmp_path: Path) -> None:
    """All but what only a master may do, which PostgreSQL does in its own time."""
    url = PLACES.url_of(tmp_path)
    name = name_of(url)
    told(
        "DROP ROLE IF EXISTS clerk; CREATE ROLE clerk LOGIN; GRANT CREATE ON DATABASE postgres TO clerk"
    )
    try:
        with storage.open(f"{url}_of_clerk&user=clerk") as store:
            store.put(VOLUNTEER)
            assert forget(store, [OLD]).versions == 2
            assert store.history(Volunteer, OLD.key) == ()
    finally:
        told(f"DROP SCHEMA IF EXISTS {name}_of_clerk CASCADE; DROP OWNED BY clerk; DROP ROLE clerk")
        PLACES.give_back()


def test_what_postgresql_keeps_beside_its_tables_is_known(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    """The log of writes holds the rows until its segments are used again; the guide says so."""
    with storage.open(PLACES.url_of(tmp_path)) as store:
        store.put(VOLUNTEER)
        forget(store, [OLD])
    PLACES.give_back()
    (folder,) = told("SHOW data_directory")[0]
    segments = [each for each in (Path(folder) / "pg_wal").iterdir() if each.is_file()]
    holding = [each for each in segments if "龘德海".encode() in each.read_bytes()]
    tell(
        f"forgetting in PostgreSQL: {len(holding)} of {len(segments)} segments of the log still hold it"
    )
