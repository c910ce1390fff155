"""Promises about the end: what is closed is closed, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.errors import NotStored, StoreClosed
from guangongwei.model.volunteer import Volunteer
from guangongwei.testing.conformance.arrangement import Arrangement, need, parametrize, raises
from guangongwei.testing.conformance.examples import VERBS, volunteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guangongwei.storage.protocol import Store


class ClosePromises(Arrangement):
    """A closed store does nothing any more."""

    @parametrize("verb", VERBS.values(), ids=VERBS)
    def test_a_closed_store_refuses_every_verb(
        self, store: Store, verb: Callable[[Store], object]
    ) -> None:
        """With an error of its own."""
        store.put(volunteer())
        store.close()
        with raises(StoreClosed):
            verb(store)

    def test_a_closed_store_has_no_history(self, store: Store) -> None:
        """The same."""
        need(store, "history")
        store.close()
        with raises(StoreClosed):
            store.history(Volunteer, "V1")

    def test_a_closed_store_begins_no_transaction(self, store: Store) -> None:
        """The same."""
        need(store, "transactions")
        store.close()
        with raises(StoreClosed), store.transaction():
            pass

    def test_closing_twice_is_closing_once(self, store: Store) -> None:
        """So that nobody has to know who else has closed it."""
        store.close()
        store.close()

    def test_the_end_of_a_with_closes(self, store: Store) -> None:
        """And the `with` gives the store itself."""
        with store as entered:
            assert entered is store
        with raises(StoreClosed):
            store.put(volunteer())

    def test_an_error_comes_through_a_with(self, store: Store) -> None:
        """And the store is closed."""
        with raises(NotStored), store:
            store.get(Volunteer, "V1")
        with raises(StoreClosed):
            store.find(Volunteer)

    def test_what_was_found_is_over(self, store: Store) -> None:
        """A find that is read on after the end says so, rather than seem complete."""
        store.put_many([volunteer("V1"), volunteer("V2")])
        found = store.find(Volunteer)
        next(found)
        store.close()
        with raises(StoreClosed):
            next(found)

    def test_a_transaction_that_is_cut_off_stores_nothing(self, store: Store, place: Path) -> None:
        """Closing the store inside the block is no end of the block."""
        need(store, "transactions")
        with raises(StoreClosed), store.transaction() as records:
            records.put(volunteer())
            store.close()
        if store.capabilities.durable:
            with self.open_store(place) as again:
                assert list(again.find(Volunteer)) == []

    def test_capabilities_outlive_it(self, store: Store) -> None:
        """What a store can do is no use of it."""
        before = store.capabilities
        store.close()
        assert store.capabilities == before
