"""Every world can be written to a folder and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.tabular import read_folder, write_folder
from guangongwei.testing import worlds

if TYPE_CHECKING:
    from pathlib import Path

    from guangongwei.testing.worlds import World

DISTRICTS = (
    worlds.district(3, schools=80, volunteers=120, services=400, history=40),
    worlds.district(7, year=2026, schools=95, volunteers=100, services=300, history=20),
)


def assert_survives(world: World, folder: Path) -> None:
    """Written and read again, it is the same."""
    write_folder(world.dataset, folder)
    assert read_folder(folder).value == world.dataset


@pytest.mark.parametrize("world", DISTRICTS, ids=lambda world: world.period.label)
def test_a_district_survives_a_folder(world: World, tmp_path: Path) -> None:
    """Record for record, standards as well."""
    assert_survives(world, tmp_path / "data")


def test_the_small_worlds_that_are_known_survive_a_folder(tmp_path: Path) -> None:
    """The first hundred, and what is odd in them."""
    for seed in range(100):
        assert_survives(worlds.small(seed), tmp_path / str(seed))


@given(seed=st.integers(0, 10**9))
def test_every_small_world_survives_a_folder(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """There is none with a record that no table can hold."""
    assert_survives(worlds.small(seed), tmp_path_factory.mktemp("world") / "data")
