"""Two stores come to the same records, and neither loses what the other does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import NotStored
from guangongwei.model.volunteer import Volunteer
from guangongwei.storage import memory
from guangongwei.storage.datasets import load
from guangongwei.storage.syncing import Both, Prefer, sync
from guangongwei.testing.conformance.examples import EVERY, volunteer

if TYPE_CHECKING:
    from guangongwei.storage import Store

ONE, TWO, THREE = (volunteer(name=name) for name in ("张三", "李四", "王五"))


def synced() -> tuple[Store, Store]:
    """Two stores that hold the same."""
    source, target = memory.open_store(), memory.open_store()
    source.put_many([*EVERY])
    source.put(ONE)
    sync(source, target)
    return source, target


def test_an_empty_target_gets_everything() -> None:
    """And a second time nothing."""
    source, target = synced()
    assert load(target) == load(source)
    again = sync(source, target)
    assert again.to_target.changes == again.to_source.changes == ()
    assert again.conflicts == ()
    assert again.to_target.unchanged == len(EVERY)


def test_what_the_source_changed_goes_on() -> None:
    """The target held it before, so it is behind."""
    source, target = synced()
    source.put(TWO)
    told = sync(source, target, dry_run=True)
    assert [each.fields for each in told.to_target.updated] == [("name",)]
    assert target.get(Volunteer, "V1").record == ONE
    assert sync(source, target) == told
    assert target.get(Volunteer, "V1").record == TWO


def test_a_delete_goes_on() -> None:
    """A record that the source deleted is deleted in the target."""
    source, target = synced()
    source.delete(Volunteer, "V1")
    assert len(sync(source, target).to_target.deleted) == 1
    with pytest.raises(NotStored):
        target.get(Volunteer, "V1")


def test_what_was_done_is_told_in_a_line() -> None:
    """To the target, to the source, and what is left to a person."""
    source, target = synced()
    source.put(TWO)
    told = str(sync(source, target))
    assert told.startswith("to the target: 0 created, 1 updated")
    assert told.endswith("; 0 conflicts")


def test_what_only_the_target_changed_is_kept() -> None:
    """One way it is listed; both ways it comes back."""
    source, target = synced()
    target.put(TWO)
    told = sync(source, target)
    assert told.conflicts == (Both(noun=Volunteer, key="V1", source=2, target=2, fields=("name",)),)
    assert target.get(Volunteer, "V1").record == TWO
    assert len(sync(source, target, both_ways=True).to_source.updated) == 1
    assert source.get(Volunteer, "V1").record == TWO


def test_what_only_the_target_has_stays() -> None:
    """One way it is left alone; both ways it comes back."""
    source, target = synced()
    target.put(volunteer("V9"))
    told = sync(source, target)
    assert told.to_target.changes == ()
    assert told.conflicts == ()
    sync(source, target, both_ways=True)
    assert source.get(Volunteer, "V9").record == volunteer("V9")


def test_what_the_target_deleted_does_not_come_back_by_itself() -> None:
    """One way it is a conflict; both ways the source deletes it too."""
    source, target = synced()
    target.delete(Volunteer, "V1")
    assert [each.target for each in sync(source, target).conflicts] == [0]
    assert len(sync(source, target, both_ways=True).to_source.deleted) == 1


@pytest.mark.parametrize(
    ("prefer", "both_ways", "expected"),
    [
        (Prefer.NEITHER, False, (TWO, THREE)),
        (Prefer.SOURCE, False, (TWO, TWO)),
        (Prefer.TARGET, False, (TWO, THREE)),
        (Prefer.TARGET, True, (THREE, THREE)),
    ],
)
def test_what_both_changed_is_settled_as_told(
    prefer: Prefer, expected: tuple[Volunteer, Volunteer], *, both_ways: bool
) -> None:
    """Nobody guesses; without a preference both stay."""
    source, target = synced()
    source.put(TWO)
    target.put(THREE)
    told = sync(source, target, both_ways=both_ways, prefer=prefer)
    assert bool(told.conflicts) == (prefer is Prefer.NEITHER)
    found = (source.get(Volunteer, "V1").record, target.get(Volunteer, "V1").record)
    assert found == expected
