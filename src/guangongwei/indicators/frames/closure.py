"""Where organisations count: the places of each, in layers, found out once for a tree."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import final

from attrs import frozen

from guangongwei.indicators.frames.backend import Cells, Kind
from guangongwei.indicators.frames.placed import UNIT
from guangongwei.indicators.groups import Category, Dimensions, Place, category
from guangongwei.model.organisation import OrganisationId, Tree


@final
@frozen
class Closure:
    """The places of a tree's organisations under some dimensions, each place with a number."""

    tree: Tree
    organisation: OrganisationId | None
    dimensions: Dimensions

    @cached_property
    def ids(self) -> tuple[OrganisationId, ...]:
        """The organisations whose records count, in order."""
        scope = (
            self.tree.by_id if self.organisation is None else self.tree.subtree(self.organisation)
        )
        return tuple(sorted(scope))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places, by their numbers."""
        return tuple(self._numbers)

    @cached_property
    def members(self) -> tuple[tuple[OrganisationId, ...], ...]:
        """The organisations of every place, ids in order."""
        found: list[list[OrganisationId]] = [[] for _ in self._numbers]
        for id_, numbers in zip(self.ids, self._codes, strict=True):
            for number in numbers:
                found[number].append(id_)
        return tuple(map(tuple, found))

    @cached_property
    def units(self) -> dict[str, Cells]:
        """For every organisation the numbers of those places in which it counts, -1 for none.

        No organisation stands twice in a layer; of none at all there is one layer nevertheless.
        """
        depth = max(map(len, self._codes), default=1)
        cells = {UNIT: Cells(Kind.TEXT, list(self.ids))}
        for layer in range(depth):
            codes = [each[layer] if layer < len(each) else -1 for each in self._codes]
            cells[f"_level{layer}"] = Cells(Kind.WHOLE, codes)
        return cells

    @cached_property
    def layers(self) -> tuple[str, ...]:
        """The columns of the units with these numbers."""
        return tuple(each for each in self.units if each != UNIT)

    @cached_property
    def levels(self) -> tuple[str | None, ...]:
        """The administrative level of every place, where it is an organisation."""
        return tuple(
            None if id_ is None else self.tree.level(id_).value for id_, _ in self._numbers
        )

    @cached_property
    def _numbers(self) -> dict[Place, int]:
        return self._told[0]

    @cached_property
    def _codes(self) -> list[list[int]]:
        return self._told[1]

    @cached_property
    def _told(self) -> tuple[dict[Place, int], list[list[int]]]:
        """The places with their numbers, and for each organisation those from above to itself."""
        numbers: dict[Place, int] = {}
        codes: list[list[int]] = []
        kept = frozenset(self.ids)
        for id_ in self.ids:
            keys = tuple(self._category(id_, each) for each in self.dimensions.places)
            above: tuple[OrganisationId | None, ...] = (self.organisation,)
            if self.dimensions.by_organisation:
                above = tuple(each for each in reversed(self.tree.path(id_)) if each in kept)
            codes.append([numbers.setdefault((each, keys), len(numbers)) for each in above])
        return numbers, codes

    def _category(self, id_: OrganisationId, dimension: str) -> Category:
        """The category of an organisation in a dimension told by it."""
        if dimension == "town":
            return self.tree.town(id_)
        return category(getattr(self.tree[id_], dimension))


@lru_cache(maxsize=16)
def closure_of(tree: Tree, organisation: OrganisationId | None, dimensions: Dimensions) -> Closure:
    """The places of a tree, those of the last few trees kept."""
    return Closure(tree, organisation, dimensions)
