"""Promises about attempts: writes that are repeated by somebody else than who tried them first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument, Conflict
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage.writes import attempt
from guangongwei.testing.conformance.arrangement import (
    Arrangement,
    fixture,
    in_threads,
    need,
    parametrize,
    raises,
)
from guangongwei.testing.conformance.examples import volunteer

if TYPE_CHECKING:
    from pathlib import Path

    from guangongwei.storage.protocol import Store

ONE, TWO, THREE = volunteer(), volunteer(name="李四"), volunteer(name="王五")


class AttemptPromises(Arrangement):
    """What an attempt has stored is not stored again, whoever repeats it."""

    @fixture
    def begun(self, store: Store) -> Store:
        """A store that offers attempts, with one record."""
        need(store, "attempts")
        store.put(ONE)
        return store

    def test_another_may_repeat_a_change(self, begun: Store) -> None:
        """Under the same name."""
        with attempt("17"):
            assert begun.put(TWO, expected=1) == 2

        def other() -> None:
            with attempt("17"):
                assert begun.put(TWO, expected=1) == 2

        in_threads(other)
        assert begun.get(Volunteer, "V1").version == 2

    def test_another_may_repeat_a_delete(self, begun: Store) -> None:
        """It is the same delete."""
        with attempt("17"):
            begun.delete(Volunteer, "V1", expected=1)

        def other() -> None:
            with attempt("17"):
                assert begun.delete(Volunteer, "V1", expected=1) == 2

        in_threads(other)

    def test_another_may_repeat_a_batch(self, begun: Store) -> None:
        """New records and changed ones."""
        batch = [TWO, volunteer("V2")]
        with attempt("17"):
            assert begun.put_many(batch, expected=(1, 0)) == (2, 1)

        def other() -> None:
            with attempt("17"):
                assert begun.put_many(batch, expected=(1, 0)) == (2, 1)

        in_threads(other)

    def test_a_change_may_be_repeated_after_opening_again(self, begun: Store, place: Path) -> None:
        """Which is what whoever comes after a crash does."""
        need(begun, "durable")
        with attempt("17"):
            begun.put(TWO, expected=1)
        begun.close()

        def other() -> None:
            with self.open_store(place) as opened, attempt("17"):
                assert opened.put(TWO, expected=1) == 2
                assert opened.put(THREE, expected=2) == 3

        in_threads(other)

    def test_another_handle_may_repeat_a_change(self, begun: Store, place: Path) -> None:
        """While the first one is open."""
        need(begun, "many_handles")
        with attempt("17"):
            begun.put(TWO, expected=1)

        def other() -> None:
            with self.open_store(place) as opened, attempt("17"):
                assert opened.put(TWO, expected=1) == 2

        in_threads(other)

    def test_what_broke_off_is_gone_on_with(self, begun: Store) -> None:
        """What was stored is not stored again, and the rest is."""
        with attempt("17"):
            begun.put(TWO, expected=1)

        def other() -> None:
            with attempt("17"):
                assert begun.put_many([TWO, volunteer("V2")], expected=(1, 0)) == (2, 1)

        in_threads(other)

    def test_another_attempt_is_a_conflict(self, begun: Store) -> None:
        """Two who each add one to a number do not count as one."""
        with attempt("17"):
            begun.put(TWO, expected=1)
        for name in ("18", "1", "17 "):
            with attempt(name), raises(Conflict):
                begun.put(TWO, expected=1)
        with raises(Conflict):
            begun.put(TWO, expected=1)

    def test_another_record_is_a_conflict(self, begun: Store) -> None:
        """The name alone is no second try."""
        with attempt("17"):
            begun.put(TWO, expected=1)
            with raises(Conflict):
                begun.put(THREE, expected=1)
            with raises(Conflict):
                begun.delete(Volunteer, "V1", expected=1)

    def test_an_attempt_that_others_have_overwritten_gives_its_version(self, begun: Store) -> None:
        """What it stored is history, and nothing is stored over what came after it."""
        need(begun, "history")
        with attempt("17"):
            begun.put(TWO, expected=1)
        begun.put(THREE, expected=2)
        with attempt("17"):
            assert begun.put(TWO, expected=1) == 2
            assert begun.put_many([TWO, volunteer("V2")], expected=(1, 0)) == (2, 1)
        assert begun.get(Volunteer, "V1").record == THREE
        assert len(begun.history(Volunteer, "V1")) == 3

    def test_a_delete_after_which_others_have_written_gives_its_version(self, begun: Store) -> None:
        """It does not delete what was made anew."""
        need(begun, "history")
        with attempt("17"):
            begun.delete(Volunteer, "V1", expected=1)
        begun.put(TWO, expected=0)
        with attempt("17"):
            assert begun.delete(Volunteer, "V1", expected=1) == 2
            with raises(Conflict):
                begun.put(ONE, expected=1)
        assert begun.get(Volunteer, "V1").record == TWO

    def test_a_block_of_several_changes_may_be_repeated(self, begun: Store) -> None:
        """Of one record, too: each of them is given its version."""
        need(begun, "transactions")
        need(begun, "history")

        def block() -> None:
            with attempt("17"), begun.transaction() as records:
                assert records.put(TWO, expected=1) == 2
                assert records.put(THREE, expected=2) == 3
                assert records.delete(Volunteer, "V1", expected=3) == 4

        block()
        in_threads(block)
        assert len(begun.history(Volunteer, "V1")) == 4

    def test_an_attempt_ends_with_its_block(self, begun: Store) -> None:
        """One within another stands for it, and so it is when it was left by an error."""
        with attempt("17"):
            with raises(ZeroDivisionError), attempt("18"):
                raise ZeroDivisionError
            begun.put(TWO, expected=1)
        with raises(Conflict):
            begun.put(TWO, expected=1)

    @parametrize("name", ["", None, 17, "a\x00b", "a\ud800b"])
    def test_an_attempt_has_a_name(self, begun: Store, name: Any) -> None:  # noqa: ANN401  (whatever it is)
        """A text that is not empty."""
        with raises(BadArgument), attempt(name):
            begun.put(TWO)
        assert begun.get(Volunteer, "V1").version == 1
