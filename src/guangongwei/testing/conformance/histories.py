"""Promises about history: every version, the first one first, and none that never was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.errors import Conflict, NotOffered
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.storage.stored import Gone, Stored
from guangongwei.testing.conformance.arrangement import Arrangement, need, need_not, raises
from guangongwei.testing.conformance.examples import volunteer

if TYPE_CHECKING:
    from guangongwei.storage.protocol import Store

ONE, TWO = volunteer(), volunteer(name="李四")


class HistoryPromises(Arrangement):
    """What was stored once can be looked up, as long as history is offered."""

    def test_what_never_was_has_no_history(self, store: Store) -> None:
        """Which is no error."""
        need(store, "history")
        assert store.history(Volunteer, "V1") == ()

    def test_every_version_is_kept(self, store: Store) -> None:
        """As it was, with its number."""
        need(store, "history")
        store.put(ONE)
        store.put(TWO)
        assert store.history(Volunteer, "V1") == (Stored(ONE, 1), Stored(TWO, 2))

    def test_a_delete_is_a_version(self, store: Store) -> None:
        """Without a record."""
        need(store, "history")
        store.put(ONE)
        store.delete(Volunteer, "V1")
        assert store.history(Volunteer, "V1") == (Stored(ONE, 1), Gone(2))

    def test_a_record_made_anew_goes_on(self, store: Store) -> None:
        """With what it was before the delete still in sight."""
        need(store, "history")
        store.put(ONE)
        store.delete(Volunteer, "V1")
        store.put(TWO)
        assert store.history(Volunteer, "V1") == (Stored(ONE, 1), Gone(2), Stored(TWO, 3))

    def test_a_batch_leaves_a_version_each(self, store: Store) -> None:
        """As a put does."""
        need(store, "history")
        store.put_many([ONE, volunteer("V2")])
        store.put_many([TWO])
        assert store.history(Volunteer, "V1") == (Stored(ONE, 1), Stored(TWO, 2))
        assert store.history(Volunteer, "V2") == (Stored(volunteer("V2"), 1),)

    def test_a_conflict_leaves_no_version(self, store: Store) -> None:
        """What was not stored never was."""
        need(store, "history")
        store.put(ONE)
        with raises(Conflict):
            store.put(TWO, expected=0)
        assert store.history(Volunteer, "V1") == (Stored(ONE, 1),)

    def test_an_equal_version_is_one_of_its_own(self, store: Store) -> None:
        """Nothing is folded together."""
        need(store, "history")
        store.put(ONE)
        store.put(ONE)
        assert store.history(Volunteer, "V1") == (Stored(ONE, 1), Stored(ONE, 2))

    def test_each_key_has_its_own(self, store: Store) -> None:
        """And so has each noun."""
        need(store, "history")
        store.put(ONE)
        assert store.history(Volunteer, "V2") == ()
        assert store.history(Service, "V1") == ()

    def test_what_was_given_does_not_change(self, store: Store) -> None:
        """A later version is in a later history."""
        need(store, "history")
        store.put(ONE)
        before = store.history(Volunteer, "V1")
        store.put(TWO)
        assert before == (Stored(ONE, 1),)

    def test_many_versions_are_all_there(self, store: Store) -> None:
        """In their order, also past nine."""
        need(store, "history")
        for _ in range(25):
            store.put(ONE)
        found = store.history(Volunteer, "V1")
        assert [each.version for each in found] == list(range(1, 26))

    def test_history_that_is_not_kept_is_not_offered(self, store: Store) -> None:
        """Rather than empty."""
        need_not(store, "history")
        store.put(ONE)
        with raises(NotOffered) as caught:
            store.history(Volunteer, "V1")
        assert caught.value.capability == "history"
