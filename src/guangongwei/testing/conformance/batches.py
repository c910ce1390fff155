"""Promises about putting many records: all of them are stored, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument, Conflict
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.testing.conformance.arrangement import Arrangement, ids_of, raises
from guangongwei.testing.conformance.examples import service, volunteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.storage.keys import Storable
    from guangongwei.storage.protocol import Store

THREE = (volunteer("V1"), volunteer("V2"), volunteer("V3"))


def breaking_off() -> Iterator[Storable]:
    """Two records, and then a fault of whoever reads them."""
    yield from THREE[:2]
    raise ZeroDivisionError


class BatchPromises(Arrangement):
    """A batch is one write."""

    def test_every_record_is_stored(self, store: Store) -> None:
        """Each under its key."""
        store.put_many(THREE)
        assert ids_of(store.find(Volunteer)) == ["V1", "V2", "V3"]

    def test_versions_come_in_the_order_of_the_records(self, store: Store) -> None:
        """One for each, whatever their keys."""
        store.put(volunteer("V2"))
        assert store.put_many(reversed(THREE)) == (1, 2, 1)

    def test_no_records_are_stored_as_well(self, store: Store) -> None:
        """An empty batch is no mistake."""
        assert store.put_many([]) == ()

    def test_records_may_come_one_by_one(self, store: Store) -> None:
        """From a generator, which is read once."""
        assert store.put_many(each for each in THREE) == (1, 1, 1)

    def test_nouns_may_be_mixed(self, store: Store) -> None:
        """One batch stores what belongs together."""
        store.put_many([volunteer("1"), service("1")])
        assert (ids_of(store.find(Volunteer)), ids_of(store.find(Service))) == (["1"], ["1"])

    def test_many_records_are_many(self, store: Store) -> None:
        """None is lost on the way."""
        many = [service(f"F{number:05d}") for number in range(1200)]
        assert set(store.put_many(many)) == {1}
        assert ids_of(store.find(Service)) == [each.id for each in many]

    def test_a_batch_replaces_what_is_there(self, store: Store) -> None:
        """As put does."""
        store.put_many(THREE)
        assert store.put_many([volunteer("V2", "李四")]) == (2,)
        assert store.get(Volunteer, "V2").record.name == "李四"

    def test_one_expectation_holds_for_all(self, store: Store) -> None:
        """All are new, or nothing is stored."""
        assert store.put_many(THREE, expected=0) == (1, 1, 1)

    def test_each_record_may_have_its_own_expectation(self, store: Store) -> None:
        """In the order of the records."""
        store.put(volunteer("V2"))
        assert store.put_many(THREE, expected=[0, 1, None]) == (1, 2, 1)

    def test_expectations_may_come_one_by_one(self, store: Store) -> None:
        """From a generator, as the records may."""
        assert store.put_many(THREE, expected=(0 for _ in THREE)) == (1, 1, 1)

    def test_a_conflict_stores_none(self, store: Store) -> None:
        """Not even the records before it."""
        store.put(volunteer("V3"))
        with raises(Conflict):
            store.put_many(THREE, expected=[0, 0, 7])
        assert ids_of(store.find(Volunteer)) == ["V3"]
        assert store.get(Volunteer, "V3").version == 1

    def test_a_conflict_names_the_record(self, store: Store) -> None:
        """The one that is not as expected."""
        store.put(volunteer("V2", "李四"))
        with raises(Conflict) as caught:
            store.put_many(THREE, expected=0)
        found = caught.value
        assert (found.kind, found.id, found.expected, found.actual) == (Volunteer, "V2", 0, 1)

    def test_a_conflict_takes_no_version(self, store: Store) -> None:
        """What was not stored has no version that others could miss."""
        store.put(volunteer("V3", "李四"))
        with raises(Conflict):
            store.put_many(THREE, expected=[None, None, 0])
        assert store.put_many(THREE) == (1, 1, 2)

    def test_an_unfit_record_stores_none(self, store: Store) -> None:
        """Not even the records before it."""
        with raises(BadArgument):
            store.put_many([*THREE, volunteer("")])
        assert list(store.find(Volunteer)) == []

    def test_a_text_that_cannot_be_stored_stores_none(self, store: Store) -> None:
        """Not even the records before it."""
        with raises(BadArgument):
            store.put_many([*THREE, volunteer("V4", "\ud800")])
        assert list(store.find(Volunteer)) == []

    def test_what_is_no_record_stores_none(self, store: Store) -> None:
        """Not even the records before it."""
        odd: Any = [*THREE, None]
        with raises(BadArgument):
            store.put_many(odd)
        assert list(store.find(Volunteer)) == []

    def test_a_fault_of_the_source_stores_none(self, store: Store) -> None:
        """It comes through as it is, and the store goes on."""
        with raises(ZeroDivisionError):
            store.put_many(breaking_off())
        assert list(store.find(Volunteer)) == []
        assert store.put_many(THREE) == (1, 1, 1)

    def test_one_record_twice_is_refused(self, store: Store) -> None:
        """Which of the two should count, nobody can say."""
        with raises(BadArgument):
            store.put_many([*THREE, volunteer("V1", "李四")])
        assert list(store.find(Volunteer)) == []

    def test_one_key_of_two_nouns_is_not_twice(self, store: Store) -> None:
        """They are two records."""
        assert store.put_many([volunteer("1"), service("1")]) == (1, 1)

    def test_too_few_expectations_store_none(self, store: Store) -> None:
        """A list that is one short has slipped."""
        with raises(BadArgument):
            store.put_many(THREE, expected=[0, 0])
        assert list(store.find(Volunteer)) == []

    def test_too_many_expectations_store_none(self, store: Store) -> None:
        """And so has one that is too long."""
        with raises(BadArgument):
            store.put_many(THREE, expected=[0, 0, 0, 0])
        assert list(store.find(Volunteer)) == []

    def test_an_unfit_expectation_stores_none(self, store: Store) -> None:
        """Not even the records before it."""
        with raises(BadArgument):
            store.put_many(THREE, expected=[0, 0, -1])
        assert list(store.find(Volunteer)) == []

    def test_a_batch_again_stores_nothing(self, store: Store) -> None:
        """The versions of the first try come back."""
        store.put_many(THREE, expected=0)
        assert store.put_many(THREE, expected=0) == (1, 1, 1)
        assert {each.version for each in store.find(Volunteer)} == {1}

    def test_a_second_try_may_be_overtaken(self, store: Store) -> None:
        """Where one record has gone on meanwhile, it is a conflict, and nothing is stored."""
        store.put_many(THREE, expected=0)
        store.put(volunteer("V2", "李四"))
        with raises(Conflict):
            store.put_many(THREE, expected=0)
        assert store.get(Volunteer, "V2").record.name == "李四"

    def test_a_batch_counts_after_a_delete(self, store: Store) -> None:
        """Versions go on, as for put."""
        store.put_many(THREE)
        store.delete(Volunteer, "V2")
        assert store.put_many(THREE[:2], expected=[1, 0]) == (2, 3)
