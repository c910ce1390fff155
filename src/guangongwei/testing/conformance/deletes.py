"""Promises about deleting: what is gone is gone, and its versions are not given again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument, Conflict, NotStored
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.testing.conformance.arrangement import Arrangement, parametrize, raises
from guangongwei.testing.conformance.examples import service, volunteer

if TYPE_CHECKING:
    from guangongwei.storage.protocol import Store


class DeletePromises(Arrangement):
    """A delete is a version of its own."""

    def test_a_deleted_record_is_not_stored(self, store: Store) -> None:
        """Asking for it says so."""
        store.put(volunteer())
        store.delete(Volunteer, "V1")
        with raises(NotStored):
            store.get(Volunteer, "V1")

    def test_a_deleted_record_is_not_found(self, store: Store) -> None:
        """The others are."""
        store.put_many([volunteer("V1"), volunteer("V2")])
        store.delete(Volunteer, "V1")
        assert [each.record for each in store.find(Volunteer)] == [volunteer("V2")]

    def test_a_delete_gives_its_version(self, store: Store) -> None:
        """One more than the record had."""
        store.put(volunteer())
        store.put(volunteer())
        assert store.delete(Volunteer, "V1") == 3

    def test_a_delete_may_expect_a_version(self, store: Store) -> None:
        """Compare and delete."""
        store.put(volunteer())
        assert store.delete(Volunteer, "V1", expected=1) == 2

    def test_a_stale_delete_is_a_conflict(self, store: Store) -> None:
        """It names noun, id and both versions, and deletes nothing."""
        store.put(volunteer())
        store.put(volunteer(name="李四"))
        with raises(Conflict) as caught:
            store.delete(Volunteer, "V1", expected=1)
        found = caught.value
        assert (found.kind, found.id, found.expected, found.actual) == (Volunteer, "V1", 1, 2)
        assert store.get(Volunteer, "V1").version == 2

    def test_what_is_not_there_cannot_be_deleted(self, store: Store) -> None:
        """The error names noun and id."""
        with raises(NotStored) as caught:
            store.delete(Volunteer, "V1")
        assert (caught.value.kind, caught.value.id) == (Volunteer, "V1")

    def test_what_is_gone_cannot_be_deleted(self, store: Store) -> None:
        """Without an expectation a second delete is no second try."""
        store.put(volunteer())
        store.delete(Volunteer, "V1")
        with raises(NotStored):
            store.delete(Volunteer, "V1")

    def test_an_expected_version_of_what_is_not_there_is_a_conflict(self, store: Store) -> None:
        """The actual version is 0."""
        with raises(Conflict) as caught:
            store.delete(Volunteer, "V1", expected=1)
        assert (caught.value.expected, caught.value.actual) == (1, 0)

    @parametrize("expected", [0, -1, True, "1"])
    def test_what_cannot_be_deleted_is_not_expected(self, store: Store, expected: Any) -> None:  # noqa: ANN401
        """Nothing cannot be deleted, so that 0 is refused."""
        store.put(volunteer())
        with raises(BadArgument):
            store.delete(Volunteer, "V1", expected=expected)
        assert store.get(Volunteer, "V1").version == 1

    def test_a_delete_leaves_the_same_key_of_another_noun(self, store: Store) -> None:
        """They are two records."""
        store.put_many([volunteer("1"), service("1")])
        store.delete(Volunteer, "1")
        assert store.get(Service, "1").record == service("1")

    def test_versions_go_on_after_a_delete(self, store: Store) -> None:
        """Nobody takes the new record for the old one."""
        store.put(volunteer())
        store.delete(Volunteer, "V1")
        assert store.put(volunteer(name="李四")) == 3

    def test_versions_go_on_after_every_delete(self, store: Store) -> None:
        """However often."""
        for last in (1, 3, 5):
            assert store.put(volunteer()) == last
            assert store.delete(Volunteer, "V1") == last + 1

    def test_a_deleted_record_may_be_made_anew(self, store: Store) -> None:
        """It is new then, and 0 is what to expect."""
        store.put(volunteer())
        store.delete(Volunteer, "V1")
        assert store.put(volunteer(name="李四"), expected=0) == 3
        assert store.get(Volunteer, "V1").record.name == "李四"

    @parametrize("expected", [1, 2, 3])
    def test_no_version_of_a_deleted_record_can_be_expected(
        self, store: Store, expected: int
    ) -> None:
        """Neither its last one nor that of the delete."""
        store.put(volunteer())
        store.delete(Volunteer, "V1")
        with raises(Conflict) as caught:
            store.put(volunteer(name="李四"), expected=expected)
        assert caught.value.actual == 0

    def test_a_version_from_before_the_delete_is_stale(self, store: Store) -> None:
        """Although the record is there again."""
        store.put(volunteer())
        store.delete(Volunteer, "V1")
        store.put(volunteer(name="李四"))
        with raises(Conflict) as caught:
            store.put(volunteer(name="王五"), expected=1)
        assert caught.value.actual == 3
