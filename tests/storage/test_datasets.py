"""Datasets and other records go into stores, and what that changes is told exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from tests.testing.broken_stores import Modest

from guangongwei.errors import BadArgument, Cell, Conflict
from guangongwei.model.dataset import Dataset
from guangongwei.model.numbers import Absence
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.storage import memory
from guangongwei.storage.datasets import load, records_of, save
from guangongwei.storage.differences import Difference, apply, difference
from guangongwei.testing.conformance.examples import EVERY, SECRET, service, unit, volunteer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from guangongwei.storage.differences import Change

DATA = Dataset(organisations=(unit(),), volunteers=(volunteer("V2"), volunteer()))


def names(changes: Iterable[Change]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Noun, key and fields of each change."""
    return [(each.noun.__name__, each.key, each.fields) for each in changes]


def test_a_dataset_comes_back_whole() -> None:
    """Every noun, ordered by key."""
    store = memory.open_store()
    store.put_many(EVERY)
    loaded = load(store)
    other = memory.open_store()
    save(loaded, other)
    assert load(other) == loaded
    assert len(loaded.standards) == 1
    assert repr(loaded).count("=1") == len(EVERY)


def test_a_store_without_transactions_is_loaded_too(tmp_path: Path) -> None:
    """As far as nobody writes meanwhile, it is one moment."""
    store = Modest(tmp_path)
    store.put_many(EVERY)
    assert [*records_of(load(store))] == list(EVERY)


def test_saving_tells_what_it_changed() -> None:
    """Created at first; then nothing, and nothing is written again."""
    store = memory.open_store()
    first = save(DATA, store)
    assert names(first.created) == [
        ("Organisation", "S01", ()),
        ("Volunteer", "V1", ()),
        ("Volunteer", "V2", ()),
    ]
    assert save(DATA, store) == Difference(unchanged=3)
    assert store.get(Volunteer, "V1").version == 1


def test_a_change_is_named_by_its_fields() -> None:
    """Only the record that changed is written, and its fields are told, not what they hold."""
    store = memory.open_store()
    save(DATA, store)
    later = attrs.evolve(DATA, volunteers=(volunteer(name=SECRET, phone="13900000000"),))
    found = save(later, store)
    assert names(found.updated) == [("Volunteer", "V1", ("name", "phone"))]
    assert store.get(Volunteer, "V1").version == 2
    assert SECRET not in repr(found)


def test_what_is_left_out_stays_unless_told() -> None:
    """A record is deleted only where that was asked for."""
    store = memory.open_store()
    save(DATA, store)
    less = attrs.evolve(DATA, volunteers=(volunteer(),))
    assert save(less, store).deleted == ()
    assert names(save(less, store, delete=True).deleted) == [("Volunteer", "V2", ())]
    assert load(store) == less


def test_a_dry_run_writes_nothing() -> None:
    """It tells the same as the real one."""
    store = memory.open_store()
    told = save(DATA, store, dry_run=True)
    assert load(store) == Dataset()
    assert save(DATA, store) == told


def test_records_are_stored_as_they_stand() -> None:
    """What is blank in them becomes blank in the store."""
    store = memory.open_store()
    store.put(volunteer(phone="13900000000", kinds=("老教师",), backbone=True))
    blank = volunteer(name="李四", backbone=Absence.UNKNOWN)
    found = difference([blank], store)
    assert names(found.updated) == [("Volunteer", "V1", ("name", "kinds", "phone", "backbone"))]


def test_where_a_record_came_from_is_no_difference() -> None:
    """The same table from another file changes nothing."""
    store = memory.open_store()
    store.put(service(source=Cell("一.csv", 2)))
    assert difference([service(source=Cell("二.csv", 9))], store).changes == ()


def test_two_records_of_one_id_stop() -> None:
    """Which of them is meant is not guessed."""
    with pytest.raises(BadArgument):
        difference([service(), service(beneficiaries=3)], memory.open_store())


def test_a_difference_that_is_out_of_date_is_refused() -> None:
    """What somebody else wrote in between is not overwritten, and nothing else is written."""
    store = memory.open_store()
    store.put(volunteer())
    found = difference([volunteer(name="李四"), service()], store)
    store.put(volunteer(name="王五"))
    with pytest.raises(Conflict):
        apply(found, store)
    assert list(store.find(Service)) == []
