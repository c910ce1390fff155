"""Promises about transactions: all of it at the end of the block, or nothing."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from guangongwei.errors import BadArgument, Conflict, NotOffered, NotStored, StoreClosed
from guangongwei.indicators.definition import Is
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.storage.stored import Gone, Stored
from guangongwei.testing.conformance.arrangement import (
    Arrangement,
    fixture,
    ids_of,
    in_threads,
    need,
    need_not,
    parametrize,
    raises,
)
from guangongwei.testing.conformance.examples import VERBS, service, volunteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from guangongwei.storage.keys import Storable
    from guangongwei.storage.protocol import Records, Store

ONE, TWO = volunteer(), volunteer(name="李四")


class Broken(Exception):
    """Something in the block went wrong."""


class TransactionPromises(Arrangement):
    """Several writes become one."""

    @fixture
    def kept(self, store: Store) -> Store:
        """A store that offers transactions."""
        need(store, "transactions")
        return store

    def test_what_is_written_is_stored_at_the_end(self, kept: Store) -> None:
        """All of it."""
        with kept.transaction() as records:
            records.put(volunteer("V1"))
            records.put_many([volunteer("V2"), service("F1")])
        assert ids_of(kept.find(Volunteer)) == ["V1", "V2"]
        assert ids_of(kept.find(Service)) == ["F1"]

    def test_what_is_deleted_is_gone_at_the_end(self, kept: Store) -> None:
        """Deletes are writes."""
        kept.put(ONE)
        with kept.transaction() as records:
            assert records.delete(Volunteer, "V1", expected=1) == 2
        with raises(NotStored):
            kept.get(Volunteer, "V1")

    def test_nothing_is_stored_where_the_block_raises(self, kept: Store) -> None:
        """Neither puts nor batches nor deletes."""
        kept.put(ONE)
        with raises(Broken), kept.transaction() as records:
            records.put(volunteer("V2"))
            records.put_many([volunteer("V3"), service("F1")])
            records.delete(Volunteer, "V1")
            raise Broken
        assert ids_of(kept.find(Volunteer)) == ["V1"]
        assert list(kept.find(Service)) == []

    def test_what_the_block_raises_comes_through(self, kept: Store) -> None:
        """As the very object that it raised."""
        fault = Broken()
        with raises(Broken) as caught, kept.transaction():
            raise fault
        assert caught.value is fault

    def test_an_interruption_stores_nothing(self, kept: Store) -> None:
        """Ctrl-C is no end of the block."""
        with raises(KeyboardInterrupt), kept.transaction() as records:
            records.put(ONE)
            raise KeyboardInterrupt
        assert list(kept.find(Volunteer)) == []

    def test_what_was_not_stored_takes_no_version(self, kept: Store) -> None:
        """Numbers go on as if it had never been tried."""
        with raises(Broken), kept.transaction() as records:
            records.put(ONE)
            records.put(TWO)
            raise Broken
        assert kept.put(ONE, expected=0) == 1

    def test_what_was_not_stored_leaves_no_history(self, kept: Store) -> None:
        """Not even of what it deleted."""
        need(kept, "history")
        kept.put(ONE)
        with raises(Broken), kept.transaction() as records:
            records.put(TWO)
            records.delete(Volunteer, "V1")
            raise Broken
        assert kept.history(Volunteer, "V1") == (Stored(ONE, 1),)

    def test_each_write_inside_leaves_a_version(self, kept: Store) -> None:
        """As it would outside."""
        need(kept, "history")
        with kept.transaction() as records:
            records.put(ONE)
            records.delete(Volunteer, "V1")
            records.put(TWO)
        expected = (Stored(ONE, 1), Gone(2), Stored(TWO, 3))
        assert kept.history(Volunteer, "V1") == expected

    def test_it_gets_its_own_writes(self, kept: Store) -> None:
        """With their versions."""
        with kept.transaction() as records:
            assert records.put(ONE) == 1
            assert records.put(TWO) == 2
            assert records.get(Volunteer, "V1") == Stored(TWO, 2)

    def test_it_does_not_get_what_it_deleted(self, kept: Store) -> None:
        """Although others still do."""
        kept.put(ONE)
        with kept.transaction() as records:
            records.delete(Volunteer, "V1")
            with raises(NotStored):
                records.get(Volunteer, "V1")

    def test_it_finds_its_own_writes(self, kept: Store) -> None:
        """In their place among what was there, and without what it deleted."""
        kept.put_many([volunteer("V1"), volunteer("V3"), volunteer("V4")])
        with kept.transaction() as records:
            records.put(volunteer("V2"))
            records.put(volunteer("V3", "李四"))
            records.delete(Volunteer, "V4")
            assert ids_of(records.find(Volunteer)) == ["V1", "V2", "V3"]
            assert ids_of(records.find(Volunteer, Is("name", "李四"))) == ["V3"]
            assert ids_of(records.find(Volunteer, order=("-id",), limit=1)) == ["V3"]

    def test_it_reads_its_own_history(self, kept: Store) -> None:
        """With what it has written so far."""
        need(kept, "history")
        kept.put(ONE)
        with kept.transaction() as records:
            records.put(TWO)
            assert records.history(Volunteer, "V1") == (Stored(ONE, 1), Stored(TWO, 2))

    def test_it_may_write_for_each_found(self, kept: Store) -> None:
        """A find inside is of one moment as well."""
        kept.put_many([volunteer(f"V{number}") for number in range(5)])
        with kept.transaction() as records:
            for each in records.find(Volunteer):
                records.put(volunteer(str(each.record.id), "李四"), expected=each.version)
                records.put(volunteer(f"{each.record.id}b"))
        names = [each.record.name for each in kept.find(Volunteer)]
        assert names == ["李四", "张三"] * 5

    def test_what_is_written_between_the_records_of_a_batch_is_a_version(self, kept: Store) -> None:
        """Whoever gives the records of a batch may write some of them meanwhile."""

        def given(records: Records) -> Iterator[Storable]:
            for number in range(1100):
                if number == 600:
                    records.put(volunteer("V0700", "李四"))
                    records.put_many([volunteer(f"V{each:04}", "王五") for each in range(800, 830)])
                yield volunteer(f"V{number:04}")

        with kept.transaction() as records:
            versions = records.put_many(given(records))
        written = {700, *range(800, 830)}
        assert versions == tuple(2 if number in written else 1 for number in range(1100))
        assert kept.get(Volunteer, "V0700").version == kept.get(Volunteer, "V0829").version == 2
        assert len(list(kept.find(Volunteer))) == 1100
        if kept.capabilities.history:
            expected = (Stored(volunteer("V0829", "王五"), 1), Stored(volunteer("V0829"), 2))
            assert kept.history(Volunteer, "V0829") == expected

    def test_an_expectation_counts_its_own_writes(self, kept: Store) -> None:
        """The newest version is its own."""
        kept.put(ONE)
        with kept.transaction() as records:
            assert records.put(TWO, expected=1) == 2
            assert records.put(ONE, expected=2) == 3
        assert kept.get(Volunteer, "V1").version == 3

    def test_a_write_inside_may_be_repeated(self, kept: Store) -> None:
        """As outside."""
        with kept.transaction() as records:
            assert records.put(ONE, expected=0) == 1
            assert records.put(ONE, expected=0) == 1
        assert kept.get(Volunteer, "V1").version == 1

    def test_a_whole_block_may_be_repeated(self, kept: Store) -> None:
        """With the same expectations it stores nothing more."""
        for _ in range(2):
            with kept.transaction() as records:
                assert records.put(ONE, expected=0) == 1
                assert records.put_many([volunteer("V2")], expected=0) == (1,)
        assert {each.version for each in kept.find(Volunteer)} == {1}

    def test_a_conflict_ends_the_block(self, kept: Store) -> None:
        """Where nobody catches it, nothing is stored."""
        kept.put(ONE)
        with raises(Conflict), kept.transaction() as records:
            records.put(volunteer("V2"))
            records.put(TWO, expected=0)
        assert ids_of(kept.find(Volunteer)) == ["V1"]

    def test_a_conflict_that_is_caught_has_done_nothing(self, kept: Store) -> None:
        """The rest of the block is stored."""
        kept.put(ONE)
        with kept.transaction() as records:
            records.put(volunteer("V2"))
            with raises(Conflict):
                records.put(TWO, expected=0)
            records.put(volunteer("V3"))
        assert ids_of(kept.find(Volunteer)) == ["V1", "V2", "V3"]
        assert kept.get(Volunteer, "V1") == Stored(ONE, 1)

    def test_a_batch_that_is_refused_inside_leaves_nothing(self, kept: Store) -> None:
        """All or nothing holds within the block as well."""
        kept.put(ONE)
        with kept.transaction() as records:
            with raises(Conflict):
                records.put_many([volunteer("V0"), TWO, volunteer("V2")], expected=0)
            assert ids_of(records.find(Volunteer)) == ["V1"]
        assert ids_of(kept.find(Volunteer)) == ["V1"]

    def test_a_missing_record_that_is_caught_ends_nothing(self, kept: Store) -> None:
        """Asking is no fault."""
        with kept.transaction() as records:
            with raises(NotStored):
                records.get(Volunteer, "V1")
            records.put(ONE)
        assert kept.get(Volunteer, "V1").version == 1

    def test_an_empty_block_is_none(self, kept: Store) -> None:
        """And the store goes on."""
        with kept.transaction():
            pass
        assert kept.put(ONE) == 1

    def test_one_follows_another(self, kept: Store) -> None:
        """After an end as after a failure."""
        with kept.transaction() as records:
            records.put(ONE)
        with raises(Broken), kept.transaction() as records:
            raise Broken
        with kept.transaction() as records:
            assert records.put(TWO, expected=1) == 2

    def test_there_is_none_inside_another(self, kept: Store) -> None:
        """Whether the inner one would be undone with the outer, nobody can see."""
        with kept.transaction() as records:
            records.put(ONE)
            with raises(BadArgument), kept.transaction():
                pass
        assert kept.get(Volunteer, "V1").version == 1

    @parametrize("verb", VERBS.values(), ids=VERBS)
    def test_the_store_is_left_alone_inside(
        self, kept: Store, verb: Callable[[Store], object]
    ) -> None:
        """A verb of the store in the block is a slip, and is told."""
        kept.put(ONE)
        with kept.transaction() as records:
            with raises(BadArgument):
                verb(kept)
            records.put(volunteer("V2"))
        assert kept.get(Volunteer, "V1") == Stored(ONE, 1)

    def test_it_is_over_after_the_block(self, kept: Store) -> None:
        """What it gave cannot be used any more."""
        with kept.transaction() as records:
            records.put(ONE)
        with raises(StoreClosed):
            records.put(TWO)
        with raises(StoreClosed):
            records.get(Volunteer, "V1")

    def test_what_it_found_is_over_after_the_block(self, kept: Store) -> None:
        """A find inside is read inside."""
        kept.put_many([volunteer("V1"), volunteer("V2")])
        with kept.transaction() as records:
            found = records.find(Volunteer)
            next(found)
        with raises(StoreClosed):
            next(found)

    def test_other_threads_never_see_half_of_it(self, kept: Store) -> None:
        """They see nothing of a block that came to nothing, whenever they look."""
        need(kept, "many_threads")
        written, seen = Event(), list[object]()

        def writer() -> None:
            with raises(Broken), kept.transaction() as records:
                records.put(ONE)
                written.set()
                raise Broken

        def reader() -> None:
            written.wait()
            seen.extend(kept.find(Volunteer))

        in_threads(writer, reader)
        assert seen == []

    def test_blocks_of_several_threads_come_one_after_the_other(self, kept: Store) -> None:
        """What a block has read is still so when it writes."""
        need(kept, "many_threads")
        kept.put(service(beneficiaries=0))

        def count() -> None:
            for _ in range(10):
                with kept.transaction() as records:
                    _add_one(records)

        in_threads(count, count, count)
        assert kept.get(Service, "F1").record.beneficiaries == 30

    def test_a_block_of_another_handle_is_not_seen(self, kept: Store, place: Path) -> None:
        """Before its end, and not at all where it comes to nothing."""
        need(kept, "many_handles")
        with self.open_store(place) as other:
            written, seen = Event(), list[object]()

            def writer() -> None:
                with raises(Broken), kept.transaction() as records:
                    records.put(ONE)
                    written.set()
                    raise Broken

            def reader() -> None:
                written.wait()
                seen.extend(other.find(Volunteer))

            in_threads(writer, reader)
            assert seen == []

    def test_transactions_that_are_not_there_are_not_offered(self, store: Store) -> None:
        """Rather than pretended."""
        need_not(store, "transactions")
        with raises(NotOffered) as caught, store.transaction():
            pass
        assert caught.value.capability == "transactions"


def _add_one(records: Records) -> None:
    found = records.get(Service, "F1").record
    assert isinstance(found.beneficiaries, int)
    records.put(service(beneficiaries=found.beneficiaries + 1))
