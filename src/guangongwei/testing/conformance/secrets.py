"""Promises about silence: no message, repr or chain of errors shows what a record holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import GuangongweiError
from guangongwei.indicators.definition import Contains, Is
from guangongwei.model.volunteer import Volunteer
from guangongwei.testing.conformance.arrangement import Arrangement, need, parametrize, raises
from guangongwei.testing.conformance.examples import SECRET, volunteer

if TYPE_CHECKING:
    from collections.abc import Callable

    from guangongwei.storage.protocol import Store

KNOWN = volunteer(name=SECRET)
OTHER = volunteer(name=SECRET, phone=SECRET)

FAILING: dict[str, Callable[[Store], object]] = {
    "stale put": lambda store: store.put(OTHER, expected=7),
    "put of what is there": lambda store: store.put(OTHER, expected=0),
    "stale batch": lambda store: store.put_many([volunteer("V0", SECRET), OTHER], expected=0),
    "record twice": lambda store: store.put_many([KNOWN, OTHER]),
    "stale delete": lambda store: store.delete(Volunteer, "V1", expected=7),
    "half a character": lambda store: store.put(volunteer(name=f"{SECRET}\ud800")),
    "NUL": lambda store: store.put(volunteer(name=f"{SECRET}\x00")),
    "unfit key": lambda store: store.put(volunteer("", SECRET)),
    "condition of a wrong type": lambda store: store.find(Volunteer, Is("sex", SECRET)),
    "condition on a single value": lambda store: store.find(Volunteer, Contains("name", SECRET)),
    "order by a value": lambda store: store.find(Volunteer, order=(f"name {'x' * 40}",)),
}


def said(error: BaseException | None) -> str:
    """All that an error and whatever is chained to it can show."""
    if error is None:
        return ""
    notes = getattr(error, "__notes__", ())
    own = f"{error!s} {error!r} {error.args!r} {notes!r}"
    return f"{own} {said(error.__cause__)} {said(error.__context__)}"


class SilencePromises(Arrangement):
    """These are records of children and old people."""

    @parametrize("fail", FAILING.values(), ids=FAILING)
    def test_no_error_shows_what_a_record_holds(
        self, store: Store, fail: Callable[[Store], object]
    ) -> None:
        """Neither the error nor any that it came from."""
        store.put(KNOWN)
        with raises(GuangongweiError) as caught:
            fail(store)
        assert SECRET not in said(caught.value)

    def test_no_error_inside_a_transaction_shows_it(self, store: Store) -> None:
        """The same."""
        need(store, "transactions")
        store.put(KNOWN)
        with raises(GuangongweiError) as caught, store.transaction() as records:
            records.put(OTHER, expected=0)
        assert SECRET not in said(caught.value)

    def test_no_error_of_a_closed_store_shows_it(self, store: Store) -> None:
        """The same."""
        store.close()
        with raises(GuangongweiError) as caught:
            store.put(KNOWN)
        assert SECRET not in said(caught.value)

    def test_the_store_itself_does_not_show_it(self, store: Store) -> None:
        """However it is printed."""
        store.put(KNOWN)
        assert SECRET not in f"{store!r} {store!s}"

    def test_what_is_stored_hides_it(self, store: Store) -> None:
        """As the record does."""
        store.put(KNOWN)
        assert SECRET not in repr(store.get(Volunteer, "V1"))
        assert SECRET not in repr(list(store.find(Volunteer)))

    def test_nothing_is_printed(self, store: Store, capfd: Any, caplog: Any) -> None:  # noqa: ANN401
        """Neither on the terminal nor in a log."""
        store.put(KNOWN)
        with raises(GuangongweiError):
            store.put(OTHER, expected=7)
        printed = capfd.readouterr()
        assert SECRET not in f"{printed.out} {printed.err} {caplog.text}"
