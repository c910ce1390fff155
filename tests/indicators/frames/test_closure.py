"""Where organisations count, in numbers, as views of records tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei.indicators.frames.closure import closure_of
from guangongwei.indicators.frames.placed import UNIT
from guangongwei.indicators.groups import Dimensions
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.view import View
from guangongwei.testing import worlds

if TYPE_CHECKING:
    from guangongwei.model import OrganisationId


@pytest.mark.parametrize("by", [(), ("organisation",), ("town",), ("organisation", "category")])
@pytest.mark.parametrize("is_whole", [True, False])
def test_an_organisation_has_the_places_of_a_view(by: tuple[str, ...], *, is_whole: bool) -> None:
    """Each counts where a view says, and no place has a member that does not."""
    world = worlds.small(125)
    tree = world.dataset.tree
    top: OrganisationId | None = None if is_whole else min(tree.roots)
    scene = Scene(dataset=world.dataset, period=world.period, as_of=world.as_of)
    view = View(scene, top, Dimensions(by))
    closure = closure_of(tree, top, Dimensions(by))
    assert frozenset(closure.ids) == view.scope
    layers = [each.values for name, each in closure.units.items() if name != UNIT]
    for id_, *numbers in zip(closure.units[UNIT].values, *layers, strict=True):
        told = [closure.places[each] for each in numbers if each >= 0]
        assert sorted(told, key=str) == sorted(view.places(id_), key=str)
    members = {
        place: {id_ for id_ in closure.ids if place in view.places(id_)} for place in closure.places
    }
    assert dict(zip(closure.places, map(set, closure.members), strict=True)) == members


def test_an_equal_tree_is_not_looked_at_again() -> None:
    """What is found out of a tree is kept for the next question about it."""
    tree = worlds.small(125).dataset.tree
    asked = Dimensions(("organisation",))
    assert closure_of(tree, None, asked) is closure_of(type(tree)(tree.organisations), None, asked)
