"""Promises about several handles and threads, and about opening a store again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.errors import Conflict, NotStored
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.storage.keys import key_of
from guangongwei.storage.stored import Gone, Stored
from guangongwei.testing.conformance.arrangement import (
    Arrangement,
    fixture,
    ids_of,
    in_threads,
    need,
    raises,
)
from guangongwei.testing.conformance.examples import EVERY, service, volunteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from guangongwei.storage.keys import Storable
    from guangongwei.storage.protocol import Store

ONE, TWO = volunteer(), volunteer(name="李四")


class ReopenPromises(Arrangement):
    """What is durable is there when the store is opened again."""

    @fixture
    def again(self, store: Store, place: Path) -> Callable[[], Store]:
        """Closes the store, and opens it again; skips where the store is not durable."""
        need(store, "durable")

        def reopened() -> Store:
            store.close()
            return self.open_store(place)

        return reopened

    def test_every_record_is_there_again(self, store: Store, again: Callable[[], Store]) -> None:
        """One of each noun, as it was."""
        store.put_many(EVERY)
        with again() as opened:
            found = [opened.get(type(each), key_of(each)).record for each in EVERY]
        assert found == list(EVERY)

    def test_every_version_is_there_again(self, store: Store, again: Callable[[], Store]) -> None:
        """With its number."""
        store.put(ONE)
        store.put(TWO)
        with again() as opened:
            assert opened.get(Volunteer, "V1") == Stored(TWO, 2)

    def test_history_is_there_again(self, store: Store, again: Callable[[], Store]) -> None:
        """Deletes and all."""
        need(store, "history")
        store.put(ONE)
        store.delete(Volunteer, "V1")
        store.put(TWO)
        with again() as opened:
            expected = (Stored(ONE, 1), Gone(2), Stored(TWO, 3))
            assert opened.history(Volunteer, "V1") == expected

    def test_what_is_deleted_stays_so(self, store: Store, again: Callable[[], Store]) -> None:
        """It does not come back."""
        store.put_many([ONE, volunteer("V2")])
        store.delete(Volunteer, "V1")
        with again() as opened:
            assert ids_of(opened.find(Volunteer)) == ["V2"]

    def test_versions_go_on(self, store: Store, again: Callable[[], Store]) -> None:
        """After a delete, too."""
        store.put(ONE)
        store.delete(Volunteer, "V1")
        with again() as opened:
            assert opened.put(ONE, expected=0) == 3

    def test_a_stale_write_is_a_conflict_again(
        self, store: Store, again: Callable[[], Store]
    ) -> None:
        """A version is worth as much as before."""
        store.put(ONE)
        store.put(TWO)
        with again() as opened, raises(Conflict) as caught:
            opened.put(volunteer(name="王五"), expected=1)
        assert caught.value.actual == 2

    def test_a_write_may_be_repeated(self, store: Store, again: Callable[[], Store]) -> None:
        """Which is what a second try after a crash is."""
        store.put(ONE)
        store.put(TWO, expected=1)
        with again() as opened:
            assert opened.put(TWO, expected=1) == 2
            assert opened.get(Volunteer, "V1").version == 2

    def test_a_delete_may_be_repeated(self, store: Store, again: Callable[[], Store]) -> None:
        """The same."""
        store.put(ONE)
        store.delete(Volunteer, "V1", expected=1)
        with again() as opened:
            assert opened.delete(Volunteer, "V1", expected=1) == 2

    def test_a_transaction_is_there_again(self, store: Store, again: Callable[[], Store]) -> None:
        """Whole."""
        need(store, "transactions")
        with store.transaction() as records:
            records.put(ONE)
            records.put(service())
        with again() as opened:
            assert opened.get(Volunteer, "V1").record == ONE
            assert opened.get(Service, "F1").record == service()

    def test_an_order_is_the_same_again(self, store: Store, again: Callable[[], Store]) -> None:
        """It is told by the records alone."""
        keys = ["𠮷", "ｚ", "a", "一", "Z", "é"]
        store.put_many([volunteer(key) for key in keys])
        with again() as opened:
            assert ids_of(opened.find(Volunteer)) == sorted(keys)

    def test_another_place_is_another_store(self, store: Store, place: Path) -> None:
        """Nothing is shared between two places."""
        store.put(ONE)
        elsewhere = place / "elsewhere"
        elsewhere.mkdir()
        with self.open_store(elsewhere) as other:
            assert list(other.find(Volunteer)) == []


class HandlePromises(Arrangement):
    """Several handles of one place are one store."""

    @fixture
    def other(self, store: Store, place: Path) -> Iterator[Store]:
        """A second handle of the store; skips where there may be only one."""
        need(store, "many_handles")
        with self.open_store(place) as other:
            yield other

    def test_one_gets_what_the_other_put(self, store: Store, other: Store) -> None:
        """At once."""
        store.put(ONE)
        assert other.get(Volunteer, "V1") == Stored(ONE, 1)

    def test_one_finds_what_the_other_put(self, store: Store, other: Store) -> None:
        """Also after it has looked before."""
        assert list(other.find(Volunteer)) == []
        store.put(ONE)
        assert ids_of(other.find(Volunteer)) == ["V1"]

    def test_one_misses_what_the_other_deleted(self, store: Store, other: Store) -> None:
        """Also after it has seen it."""
        store.put(ONE)
        other.get(Volunteer, "V1")
        store.delete(Volunteer, "V1")
        with raises(NotStored):
            other.get(Volunteer, "V1")

    def test_a_stale_write_of_the_other_is_a_conflict(self, store: Store, other: Store) -> None:
        """Versions are the store's, not the handle's."""
        store.put(ONE)
        seen = other.get(Volunteer, "V1").version
        store.put(TWO, expected=1)
        with raises(Conflict) as caught:
            other.put(volunteer(name="王五"), expected=seen)
        assert caught.value.actual == 2

    def test_a_batch_of_the_other_counts_on(self, store: Store, other: Store) -> None:
        """From where the first one has come to."""
        store.put_many([ONE, volunteer("V2")])
        assert other.put_many([volunteer("V2"), volunteer("V3")]) == (2, 1)

    def test_the_other_reads_on_as_it_began(self, store: Store, other: Store) -> None:
        """A find is of one moment, whoever writes."""
        store.put_many([volunteer("V1"), volunteer("V2")])
        found = other.find(Volunteer)
        next(found)
        store.put(volunteer("V2", "李四"))
        store.put(volunteer("V3"))
        assert [each.record for each in found] == [volunteer("V2")]

    def test_history_is_one(self, store: Store, other: Store) -> None:
        """Whoever wrote which version."""
        need(store, "history")
        store.put(ONE)
        other.put(TWO)
        assert store.history(Volunteer, "V1") == (Stored(ONE, 1), Stored(TWO, 2))

    def test_closing_one_leaves_the_other(self, store: Store, other: Store) -> None:
        """Each is closed for itself."""
        other.put(ONE)
        other.close()
        assert store.put(TWO, expected=1) == 2

    def test_no_write_of_two_handles_is_lost(self, store: Store, other: Store) -> None:
        """Whoever comes second gets a conflict, looks again and repeats."""
        store.put(service(beneficiaries=0))
        in_threads(lambda: increments(store, 15), lambda: increments(other, 15))
        assert store.get(Service, "F1").record.beneficiaries == 30


class ThreadPromises(Arrangement):
    """One handle may be used by several threads."""

    def test_no_write_of_several_threads_is_lost(self, store: Store) -> None:
        """Compare and set, conflict by conflict."""
        need(store, "many_threads")
        store.put(service(beneficiaries=0))
        in_threads(*[lambda: increments(store, 10)] * 4)
        assert store.get(Service, "F1").record.beneficiaries == 40

    def test_each_version_is_given_once(self, store: Store) -> None:
        """No two writes get the same number."""
        need(store, "many_threads")
        given = list[int]()
        in_threads(*[lambda: given.extend(store.put(ONE) for _ in range(10))] * 4)
        assert sorted(given) == list(range(1, 41))

    def test_one_of_several_creates_a_record(self, store: Store) -> None:
        """The others get a conflict."""
        need(store, "many_threads")
        outcomes = list[object]()

        def create(record: Storable) -> None:
            try:
                outcomes.append(store.put(record, expected=0))
            except Conflict as conflict:
                outcomes.append(conflict.actual)

        in_threads(*[lambda name=name: create(volunteer(name=name)) for name in "甲乙丙丁"])
        assert outcomes == [1, 1, 1, 1]
        assert store.get(Volunteer, "V1").version == 1

    def test_a_batch_is_never_seen_in_part(self, store: Store) -> None:
        """Readers see all its records at one version, or at the one before."""
        need(store, "many_threads")
        keys = [f"V{number}" for number in range(5)]
        store.put_many([volunteer(key, "0") for key in keys])
        seen = list[set[str]]()

        def write() -> None:
            for number in range(10):
                store.put_many([volunteer(key, str(number)) for key in keys])

        def read() -> None:
            for _ in range(10):
                seen.append({each.record.name for each in store.find(Volunteer)})

        in_threads(write, read)
        assert [len(names) for names in seen] == [1] * 10


def increments(store: Store, times: int) -> None:
    """Add one to a number in a record, so many times, whoever else does."""
    done = 0
    while done < times:
        found = store.get(Service, "F1")
        assert isinstance(found.record.beneficiaries, int)
        more = service(beneficiaries=found.record.beneficiaries + 1)
        try:
            store.put(more, expected=found.version)
        except Conflict:
            continue
        done += 1
