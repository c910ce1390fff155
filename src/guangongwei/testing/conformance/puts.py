"""Promises about putting one record: versions, expectations and second tries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument, Conflict, NotStored
from guangongwei.model.volunteer import Volunteer
from guangongwei.testing.conformance.arrangement import (
    Arrangement,
    in_threads,
    need,
    parametrize,
    raises,
)
from guangongwei.testing.conformance.examples import volunteer

if TYPE_CHECKING:
    from guangongwei.storage.protocol import Store

#: What nobody can expect.
UNFIT: tuple[Any, ...] = (-1, True, 1.0, "1", object())


class PutPromises(Arrangement):
    """Versions count up by one, and nothing is stored over what was not expected."""

    def test_the_first_version_is_one(self, store: Store) -> None:
        """Versions begin at 1."""
        assert store.put(volunteer()) == 1

    def test_each_put_adds_one(self, store: Store) -> None:
        """Without a gap."""
        assert [store.put(volunteer(name=name)) for name in "甲乙丙"] == [1, 2, 3]

    def test_get_tells_the_version(self, store: Store) -> None:
        """The one that put gave."""
        store.put(volunteer())
        store.put(volunteer())
        assert store.get(Volunteer, "V1").version == 2

    def test_find_tells_the_version(self, store: Store) -> None:
        """The same."""
        store.put(volunteer())
        store.put(volunteer())
        assert [each.version for each in store.find(Volunteer)] == [2]

    def test_a_put_replaces_the_record(self, store: Store) -> None:
        """The whole of it: what is no longer told is gone."""
        store.put(volunteer(phone="13800000000"))
        store.put(volunteer(name="李四"))
        assert store.get(Volunteer, "V1").record == volunteer(name="李四")

    def test_what_was_never_put_is_not_stored(self, store: Store) -> None:
        """The error names noun and id."""
        with raises(NotStored) as caught:
            store.get(Volunteer, "V1")
        assert (caught.value.kind, caught.value.id) == (Volunteer, "V1")

    def test_a_new_record_may_be_expected_to_be_new(self, store: Store) -> None:
        """0 stands for nothing stored."""
        assert store.put(volunteer(), expected=0) == 1

    def test_a_record_that_is_there_is_not_new(self, store: Store) -> None:
        """Two who make the same id do not overwrite each other."""
        store.put(volunteer())
        with raises(Conflict):
            store.put(volunteer(name="李四"), expected=0)

    def test_a_record_may_be_expected_at_its_version(self, store: Store) -> None:
        """Compare and set."""
        store.put(volunteer())
        assert store.put(volunteer(name="李四"), expected=1) == 2

    def test_a_stale_write_is_a_conflict(self, store: Store) -> None:
        """It names noun, id, and both versions."""
        store.put(volunteer())
        store.put(volunteer(name="李四"))
        with raises(Conflict) as caught:
            store.put(volunteer(name="王五"), expected=1)
        found = caught.value
        assert (found.kind, found.id, found.expected, found.actual) == (Volunteer, "V1", 1, 2)

    def test_a_version_still_to_come_is_a_conflict(self, store: Store) -> None:
        """Nobody can have seen it."""
        store.put(volunteer())
        with raises(Conflict) as caught:
            store.put(volunteer(name="李四"), expected=2)
        assert (caught.value.expected, caught.value.actual) == (2, 1)

    def test_a_version_of_what_is_not_there_is_a_conflict(self, store: Store) -> None:
        """The actual version is 0."""
        with raises(Conflict) as caught:
            store.put(volunteer(), expected=1)
        assert (caught.value.expected, caught.value.actual) == (1, 0)

    def test_a_conflict_stores_nothing(self, store: Store) -> None:
        """Record and version stay."""
        store.put(volunteer())
        with raises(Conflict):
            store.put(volunteer(name="李四"), expected=7)
        assert store.get(Volunteer, "V1").record == volunteer()
        assert store.get(Volunteer, "V1").version == 1

    def test_a_conflict_leaves_nothing_behind(self, store: Store) -> None:
        """A key that was only tried is not there."""
        with raises(Conflict):
            store.put(volunteer(), expected=1)
        assert list(store.find(Volunteer)) == []
        assert store.put(volunteer(), expected=0) == 1

    def test_after_a_conflict_one_can_try_again(self, store: Store) -> None:
        """With the version that the conflict names."""
        store.put(volunteer())
        with raises(Conflict) as caught:
            store.put(volunteer(name="李四"), expected=0)
        assert store.put(volunteer(name="李四"), expected=caught.value.actual) == 2

    @parametrize("expected", UNFIT, ids=["negative", "bool", "float", "text", "object"])
    def test_what_is_no_version_is_refused(self, store: Store, expected: Any) -> None:  # noqa: ANN401
        """A version is None or a whole number from 0 on."""
        store.put(volunteer())
        with raises(BadArgument):
            store.put(volunteer(name="李四"), expected=expected)
        assert store.get(Volunteer, "V1").version == 1


class RetryPromises(Arrangement):
    """Whoever does not know whether a write was stored may repeat it."""

    def test_creating_the_same_is_one_creation(self, store: Store) -> None:
        """Whoever repeats it: nothing is lost by that."""
        need(store, "many_threads")
        store.put(volunteer(), expected=0)
        given = list[int]()
        in_threads(lambda: given.append(store.put(volunteer(), expected=0)))
        assert given == [1]

    def test_another_who_changes_to_the_same_gets_a_conflict(self, store: Store) -> None:
        """Both may have added one to a number, and it has to become two."""
        need(store, "many_threads")
        store.put(volunteer())
        store.put(volunteer(name="李四"), expected=1)

        def other() -> None:
            with raises(Conflict) as caught:
                store.put(volunteer(name="李四"), expected=1)
            assert caught.value.actual == 2

        in_threads(other)

    def test_another_who_deletes_the_same_gets_a_conflict(self, store: Store) -> None:
        """Only one of two can have taken it."""
        need(store, "many_threads")
        store.put(volunteer())
        store.delete(Volunteer, "V1", expected=1)

        def other() -> None:
            with raises(Conflict) as caught:
                store.delete(Volunteer, "V1", expected=1)
            assert caught.value.actual == 0

        in_threads(other)

    def test_creating_again_stores_nothing(self, store: Store) -> None:
        """The version of the first try comes back."""
        store.put(volunteer(), expected=0)
        assert store.put(volunteer(), expected=0) == 1
        assert store.get(Volunteer, "V1").version == 1

    def test_changing_again_stores_nothing(self, store: Store) -> None:
        """The same for a later version."""
        store.put(volunteer())
        store.put(volunteer(name="李四"), expected=1)
        assert store.put(volunteer(name="李四"), expected=1) == 2
        assert store.get(Volunteer, "V1").version == 2

    def test_a_repeated_write_leaves_no_second_version(self, store: Store) -> None:
        """History holds the first try alone."""
        need(store, "history")
        store.put(volunteer(), expected=0)
        store.put(volunteer(), expected=0)
        assert [each.version for each in store.history(Volunteer, "V1")] == [1]

    def test_another_record_is_no_second_try(self, store: Store) -> None:
        """The same expectation with other content is a conflict."""
        store.put(volunteer(), expected=0)
        with raises(Conflict):
            store.put(volunteer(name="李四"), expected=0)

    def test_a_second_try_after_another_write_is_a_conflict(self, store: Store) -> None:
        """What it stored is no longer the newest."""
        store.put(volunteer(), expected=0)
        store.put(volunteer(name="李四"), expected=1)
        with raises(Conflict) as caught:
            store.put(volunteer(), expected=0)
        assert caught.value.actual == 2

    def test_a_second_try_after_a_change_and_back_is_a_conflict(self, store: Store) -> None:
        """Equal content two versions on was written by somebody else."""
        store.put(volunteer(), expected=0)
        store.put(volunteer(name="李四"), expected=1)
        store.put(volunteer(), expected=2)
        with raises(Conflict):
            store.put(volunteer(), expected=0)

    def test_creating_again_after_a_delete_stores_nothing(self, store: Store) -> None:
        """Versions have gone on, and the second try still knows its own."""
        store.put(volunteer())
        store.delete(Volunteer, "V1")
        assert store.put(volunteer(), expected=0) == 3
        assert store.put(volunteer(), expected=0) == 3

    def test_an_equal_record_is_stored_where_nothing_is_expected(self, store: Store) -> None:
        """Without an expectation it is a write of its own."""
        store.put(volunteer())
        assert store.put(volunteer()) == 2

    def test_an_equal_record_is_stored_over_the_one_expected(self, store: Store) -> None:
        """Whoever expects the newest version writes the next one."""
        store.put(volunteer(), expected=0)
        assert store.put(volunteer(), expected=1) == 2

    def test_deleting_again_deletes_nothing(self, store: Store) -> None:
        """The version of the first try comes back."""
        store.put(volunteer())
        assert store.delete(Volunteer, "V1", expected=1) == 2
        assert store.delete(Volunteer, "V1", expected=1) == 2

    def test_deleting_again_what_is_there_anew_is_a_conflict(self, store: Store) -> None:
        """A second try never takes away what came after the first."""
        store.put(volunteer())
        store.delete(Volunteer, "V1", expected=1)
        store.put(volunteer(), expected=0)
        with raises(Conflict) as caught:
            store.delete(Volunteer, "V1", expected=1)
        assert caught.value.actual == 3
