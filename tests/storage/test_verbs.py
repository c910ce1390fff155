# ruff: noqa: SLF001  (what a fork does is not seen from outside)
"""The verbs that every store shares."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakSet

import pytest

from guangongwei import storage
from guangongwei.errors import BadArgument, StoreClosed
from guangongwei.model import Volunteer
from guangongwei.storage import memory, verbs
from guangongwei.storage.verbs import LineStore
from guangongwei.testing.conformance.examples import unit, volunteer

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_open_is_left_to_the_parent_of_a_forked_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that is durable does nothing more there; one in memory is the child's own."""
    opened = storage.open(f"jsonl:{tmp_path}")
    own = memory.open_store()
    closed = storage.open(f"jsonl:{tmp_path}")
    closed.close()
    stores = [each for each in (opened, own, closed) if isinstance(each, LineStore)]
    assert [each in verbs._OPENED for each in stores] == [True, True, True]
    monkeypatch.setattr(verbs, "_OPENED", WeakSet(stores))
    verbs._leave_to_parent()
    for each, over in ((opened, "store from before a fork"), (closed, "store")):
        with pytest.raises(StoreClosed) as caught:
            each.put(volunteer())
        assert caught.value.what == over
    assert own.put(volunteer()) == 1


def test_a_batch_stores_first_lines_and_later_ones_side_by_side() -> None:
    """New records, changed ones and other nouns in one batch, each at its version."""
    with memory.open_store() as store:
        assert store.put_many([volunteer("V1"), volunteer("V2")], expected=0) == (1, 1)
        assert store.put_many([volunteer("V2", "李四"), volunteer("V3")]) == (2, 1)
        assert store.put_many([unit("S1"), volunteer("V3", "李四"), unit("S2")]) == (1, 2, 1)
        assert [each.version for each in store.find(Volunteer)] == [1, 2, 2]


@pytest.mark.parametrize("expected", [False, 0.0, "", -1])
def test_what_is_no_version_is_refused_in_a_batch(expected: object) -> None:
    """Also where it looks like 0, and nothing of the batch is stored."""
    with memory.open_store() as store:
        with pytest.raises(BadArgument):
            store.put_many([volunteer("V1"), volunteer("V2")], expected=[0, expected])  # type: ignore[list-item]  # on purpose
        assert list(store.find(Volunteer)) == []
