"""Nothing about a person is read without a purpose, a consent and a line in the log."""

from __future__ import annotations

import errno
import json
import os
import random
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from guangongwei.errors import BadArgument, NotLogged, NotOffered, NotPermitted
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
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.volunteer import Volunteer, VolunteerId
from guangongwei.privacy import Access, LegalBasis, MemoryLog, PersonKind, Pseudonymiser, Purpose
from guangongwei.storage import memory
from guangongwei.storage.access_lines import JsonLinesLog
from guangongwei.storage.forgetting import Person, forget
from guangongwei.storage.guarded import GuardedStore
from guangongwei.testing.conformance import StoreConformance

if TYPE_CHECKING:
    from pathlib import Path

    from guangongwei.privacy.access import Reading
    from guangongwei.storage.keys import Storable
    from guangongwei.storage.stored import Stored

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
SCHOOL = OrganisationId("S1")
CARE = Purpose(name="关爱帮扶")
DUTY = Purpose(name="年度核查", basis=LegalBasis.STATUTORY_DUTY)


def access(purpose: Purpose = CARE) -> Access:
    """An account of the bureau, at noon."""
    return Access(who="关工委办公室", purpose=purpose, now=lambda: NOON)


class Failing:
    """A log that cannot be written."""

    def note(self, reading: Reading) -> None:
        raise NotLogged("log", f"no room for {len(reading.ids)} ids")


class TestGuardedStore(StoreConformance):
    """A guard whose purpose needs no consent keeps every promise of a store."""

    def open_store(self, place: Path) -> GuardedStore:
        del place
        return GuardedStore(memory.open_store(), access=access(DUTY), log=MemoryLog())


CHILD = Child(id=ChildId("C1"), organisation=SCHOOL)
CONSENT = Consent(
    id=ConsentId("Y1"),
    child=CHILD.id,
    guardian="母亲",
    purpose="关爱帮扶",
    scope=("结对",),
    given=date(2024, 1, 1),
    expires=date(2024, 12, 31),
)
PAIR = Pairing(
    id=PairingId("P1"),
    programme=ProgrammeId("B1"),
    volunteers=(VolunteerId("V1"),),
    subject="C1",
    started=date(2024, 2, 1),
)
GRANT = Grant(id=GrantId("Z1"), programme=ProgrammeId("B1"), child=CHILD.id, on=date(2024, 3, 1))
CASE = CareCase(id=CaseId("G1"), child=CHILD.id, level=CaseLevel.GENERAL, started=date(2024, 3, 1))
VOLUNTEER = Volunteer(id=VolunteerId("V1"), name="张三", organisation=SCHOOL)
UNIT = Organisation(id=SCHOOL, name="一小", category=Category.PRIMARY)


def guarded(
    *records: Storable, purpose: Purpose = CARE, tokens: Pseudonymiser | None = None
) -> tuple[GuardedStore, MemoryLog]:
    """A guard before a store of some records, and its log."""
    store, log = memory.open_store(), MemoryLog()
    store.put_many(records)
    return GuardedStore(store, access=access(purpose), log=log, tokens=tokens), log


def test_a_reading_is_noted_with_who_what_for_and_when() -> None:
    """Before it is handed out; what tells of nobody is not noted."""
    store, log = guarded(VOLUNTEER, UNIT)
    assert store.get(Volunteer, "V1").record == VOLUNTEER
    assert store.get(Organisation, "S1").record == UNIT
    assert list(store.find(Organisation))
    (reading,) = log.readings
    assert (reading.who, reading.purpose, reading.noun, reading.ids, reading.at) == (
        "关工委办公室",
        CARE,
        "Volunteer",
        ("V1",),
        NOON,
    )


def test_nothing_is_handed_out_that_cannot_be_noted() -> None:
    """Neither one record, nor many, nor old versions, in a transaction or not."""
    behind = memory.open_store()
    behind.put_many([VOLUNTEER, UNIT])
    store = GuardedStore(behind, access=access(), log=Failing())
    with pytest.raises(NotLogged):
        store.get(Volunteer, "V1")
    with pytest.raises(NotLogged):
        next(store.find(Volunteer))
    with pytest.raises(NotLogged):
        store.history(Volunteer, "V1")
    with store.transaction() as records, pytest.raises(NotLogged):
        records.get(Volunteer, "V1")
    assert store.get(Organisation, "S1").record == UNIT


def test_a_child_is_read_by_consent_alone() -> None:
    """A pair is covered by what the mother agreed to; the money and the case are not."""
    store, log = guarded(CHILD, CONSENT, PAIR, GRANT, CASE)
    assert store.get(Pairing, "P1").record == PAIR
    assert store.get(Child, "C1").record == CHILD
    for noun, key in ((Grant, "Z1"), (CareCase, "G1")):
        with pytest.raises(NotPermitted) as caught:
            store.get(noun, key)
        assert (caught.value.kind, caught.value.codes) == (noun, ("K105",))
        assert "C1" not in f"{caught.value}{caught.value!r}"
        with pytest.raises(NotPermitted):
            store.history(noun, key)
    assert [(each.noun, each.ids, each.withheld) for each in log.readings] == [
        ("Pairing", ("P1",), 0),
        ("Child", ("C1",), 0),
        ("Grant", (), 1),
        ("Grant", (), 1),
        ("CareCase", (), 1),
        ("CareCase", (), 1),
    ]


@pytest.mark.parametrize(
    ("consents", "code"),
    [
        ((), "K102"),
        ((evolve(CONSENT, purpose="宣传报道"),), "K104"),
        ((evolve(CONSENT, given=date(2024, 6, 1)),), "K106"),
        ((evolve(CONSENT, expires=date(2024, 5, 5)),), "K107"),
        ((evolve(CONSENT, withdrawn=date(2024, 5, 6)),), "K108"),
        # The age is in no table: whoever is under age is treated as under 14.
        ((evolve(CONSENT, guardian="本人"),), "K109"),
    ],
)
def test_without_a_consent_in_force_a_record_is_withheld(
    consents: tuple[Consent, ...], code: str
) -> None:
    """One that is missing, for something else, too early, over, withdrawn, or not the guardian's."""
    store, _ = guarded(CHILD, PAIR, *consents)
    with pytest.raises(NotPermitted) as caught:
        store.get(Pairing, "P1")
    assert caught.value.codes == (code,)
    assert list(store.find(Pairing)) == []
    assert store.withheld == {Pairing: 2}


def test_a_child_that_is_in_no_table_has_no_consent() -> None:
    """A consent for a key that stands for nobody is none."""
    store, _ = guarded(CONSENT, PAIR)
    with pytest.raises(NotPermitted):
        store.get(Pairing, "P1")


def test_a_young_teacher_is_nobodys_ward() -> None:
    """The pair is noted, and needs no guardian."""
    store, log = guarded(evolve(PAIR, subject_kind=SubjectKind.YOUNG_TEACHER))
    assert store.get(Pairing, "P1").record.subject == "C1"
    assert len(log.readings) == 1


def test_what_is_withheld_does_not_count_towards_a_limit() -> None:
    """Two of the three pairs are agreed to, and two are given where two are asked for."""
    pairs = [evolve(PAIR, id=PairingId(f"P{n}"), subject=f"C{n}") for n in (1, 2, 3)]
    children = [evolve(CHILD, id=ChildId(f"C{n}")) for n in (1, 2, 3)]
    agreed = [evolve(CONSENT, id=ConsentId(f"Y{n}"), child=ChildId(f"C{n}")) for n in (2, 3)]
    store, log = guarded(*pairs, *children, *agreed)
    found: list[Stored[Pairing]] = list(store.find(Pairing, limit=2))
    assert [each.record.id for each in found] == ["P2", "P3"]
    assert not list(store.find(Pairing, limit=0))
    assert [(each.ids, each.withheld) for each in log.readings] == [(("P2",), 1), (("P3",), 0)]


def test_many_are_noted_block_by_block() -> None:
    """Whoever stops reading has not been noted as having read all."""
    people = [evolve(VOLUNTEER, id=VolunteerId(f"V{n:04d}")) for n in range(250)]
    store, log = guarded(*people)
    found = store.find(Volunteer)
    assert list(log.readings) == []
    next(found)
    assert [len(each.ids) for each in log.readings] == [100]
    assert len(list(found)) == 249
    assert [len(each.ids) for each in log.readings] == [100, 100, 50]


def test_the_log_holds_tokens_if_asked() -> None:
    """Who keeps the key can tell whose records were read; who reads the log cannot."""
    hand = Pseudonymiser(random.Random(4).randbytes(32), "访问日志")
    store, log = guarded(VOLUNTEER, tokens=hand)
    store.get(Volunteer, "V1")
    assert log.readings[0].ids == (hand.token("Volunteer", "V1"),)


def test_only_who_reads_all_may_erase() -> None:
    """Forgetting through a guard that withholds would forget half."""
    store, _ = guarded(CHILD, PAIR)
    with pytest.raises(NotOffered):
        forget(store, [Person(PersonKind.CHILD, "C1")])
    open_store, log = guarded(CHILD, PAIR, purpose=DUTY)
    assert forget(open_store, [Person(PersonKind.CHILD, "C1")]).records == 2
    assert log.readings


def test_nobody_reads_for_nothing() -> None:
    """A purpose and whoever answers for it are named; a guardian's consent is the ground by default."""
    assert Purpose(name="统计").basis is LegalBasis.GUARDIAN_CONSENT
    with pytest.raises(BadArgument):
        Purpose(name=" ")
    with pytest.raises(BadArgument):
        Access(who="", purpose=CARE, now=lambda: NOON)


def test_a_log_of_lines_is_added_to(tmp_path: Path) -> None:
    """One line a reading, behind what stands there; only its owner reads it."""
    path = tmp_path / "access.jsonl"
    behind = memory.open_store()
    behind.put(VOLUNTEER)
    for _ in range(2):
        GuardedStore(behind, access=access(), log=JsonLinesLog(path)).get(Volunteer, "V1")
    first, second = path.read_text("utf-8").splitlines()
    assert first == second
    assert json.loads(first) == {
        "at": "2024-05-06T12:00:00+00:00",
        "who": "关工委办公室",
        "purpose": "关爱帮扶",
        "basis": "监护人同意",
        "noun": "Volunteer",
        "ids": ["V1"],
        "withheld": 0,
    }
    assert path.stat().st_mode & 0o077 == 0


def test_a_torn_line_does_not_spoil_the_next(tmp_path: Path) -> None:
    """What a crash has cut off stays a line of its own."""
    path = tmp_path / "access.jsonl"
    path.write_bytes(b'{"at":"2024')
    behind = memory.open_store()
    behind.put(VOLUNTEER)
    GuardedStore(behind, access=access(), log=JsonLinesLog(path)).get(Volunteer, "V1")
    torn, whole = path.read_text("utf-8").splitlines()
    assert torn == '{"at":"2024'
    assert json.loads(whole)["noun"] == "Volunteer"


def test_a_log_that_cannot_be_written_refuses(tmp_path: Path) -> None:
    """A folder in its place, and a disk without room; no record and no chain of errors tells more."""
    behind = memory.open_store()
    behind.put(VOLUNTEER)
    for place in (tmp_path, tmp_path / "nowhere" / "log"):
        with pytest.raises(NotLogged) as caught:
            GuardedStore(behind, access=access(), log=JsonLinesLog(place)).get(Volunteer, "V1")
        assert caught.value.__context__ is None
        assert "张三" not in f"{caught.value}"


def test_a_line_that_was_not_written_whole_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes half of it has noted nothing."""
    behind = memory.open_store()
    behind.put(VOLUNTEER)
    monkeypatch.setattr("guangongwei.storage.access_lines.line_of", lambda _: Half(b"12345678"))
    with pytest.raises(NotLogged) as caught:
        GuardedStore(behind, access=access(), log=JsonLinesLog(tmp_path / "log")).get(
            Volunteer, "V1"
        )
    assert caught.value.reason == os.strerror(errno.ENOSPC)


class Half(bytes):
    """Bytes that seem longer than they are."""

    __slots__ = ()

    def __len__(self) -> int:
        return 2 * super().__len__()
