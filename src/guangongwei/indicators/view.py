"""A dataset under one scene and one set of dimensions: what counts in it, group by group."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import evolve, field, frozen

from guangongwei.indicators.coverage import Reporting, reporting
from guangongwei.indicators.definition import Measure
from guangongwei.indicators.ground import Selection
from guangongwei.indicators.groups import Categories, Dimensions, Key, Place, alive, in_order
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.tally import Tally
from guangongwei.model.dataset import Record
from guangongwei.model.figure import Coverage, Group
from guangongwei.model.organisation import OrganisationId

if TYPE_CHECKING:
    from guangongwei.model.period import Period

#: Records by their organisation and their own categories.
Parted = dict[tuple[OrganisationId, Categories], list[Record]]
#: The one key of a record where its own fields make no groups.
_NONE = ((),)


@final
@frozen
class View:
    """One scene under one set of dimensions; scans and coverages are shared by its indicators."""

    scene: Scene
    organisation: OrganisationId | None
    dimensions: Dimensions
    _places: dict[OrganisationId, tuple[Place, ...]] = field(
        factory=dict[OrganisationId, tuple[Place, ...]]
    )
    _tallies: dict[Measure, dict[Key, Tally]] = field(factory=dict[Measure, dict[Key, Tally]])
    _reporting: dict[tuple[frozenset[str], date], Reporting] = field(
        factory=dict[tuple[frozenset[str], date], Reporting]
    )
    _coverages: dict[tuple[frozenset[str], date | None, Place], Coverage] = field(
        factory=dict[tuple[frozenset[str], date | None, Place], Coverage]
    )
    _groups: dict[Key, Group] = field(factory=dict[Key, Group])
    _ordered: list[tuple[set[Key], list[Key]]] = field(factory=list[tuple[set[Key], list[Key]]])
    #: What was parted last, and its parts: measures of one selection follow each other.
    _last: list[tuple[Selection, Parted]] = field(factory=list[tuple[Selection, Parted]])
    _others: dict[object, View] = field(factory=dict[object, "View"])

    @cached_property
    def scope(self) -> frozenset[OrganisationId]:
        """The organisations whose records count."""
        tree = self.scene.dataset.tree
        if self.organisation is None:
            return frozenset(tree.by_id)
        return tree.subtree(self.organisation)

    @cached_property
    def members(self) -> dict[Place, list[OrganisationId]]:
        """The organisations of every place that has any, ids in order."""
        found: dict[Place, list[OrganisationId]] = defaultdict(list)
        for id_ in sorted(alive(self.scene, self.scope)):
            for place in self.places(id_):
                found[place].append(id_)
        return dict(found)

    def places(self, id_: OrganisationId) -> tuple[Place, ...]:
        """The places in which an organisation counts: itself and those above, or the scope."""
        if id_ not in self._places:
            keys = self.dimensions.place_keys(self.scene, id_)
            above = self.scene.dataset.tree.path(id_)
            by_organisation = self.dimensions.by_organisation
            self._places[id_] = (
                tuple((each, keys) for each in above if each in self.scope)
                if by_organisation
                else ((self.organisation, keys),)
            )
        return self._places[id_]

    def keys(self, measure: Measure) -> set[Key]:
        """The groups of a measure: those in which a record counts, and those told by places."""
        keys = set(self.tallies(measure))
        if not self.dimensions.own:
            keys |= {(place, ()) for place in self.members}
        if not self.dimensions.splits:
            keys.add(((self.organisation, ()), ()))
        return keys

    def ordered_keys(self, measure: Measure) -> list[Key]:
        """The same in order; the last are kept, for most measures of a noun have the same."""
        keys = self.keys(measure)
        if not self._ordered or self._ordered[0][0] != keys:
            self._ordered[:] = [(keys, sorted(keys, key=in_order))]
        return self._ordered[0][1]

    def group(self, key: Key) -> Group:
        """The group under a key."""
        if key not in self._groups:
            self._groups[key] = self.dimensions.group(key, self.scene.period.label)
        return self._groups[key]

    def tallies(self, measure: Measure) -> dict[Key, Tally]:
        """What counts in a measure, by group."""
        if measure not in self._tallies:
            counting = self.scene.counting
            self._tallies[measure] = (
                self.tallied(measure, self.scene.selected(measure))
                if counting is None
                else counting.tallies(self, measure)
            )
        return self._tallies[measure]

    def tallied(self, measure: Measure, selected: Selection) -> dict[Key, Tally]:
        """Records that count in a measure, added up by group: by organisation, then by place."""
        complete = self.reporting(measure.returns, self.scene.since(measure.timing)).complete
        found: dict[Key, list[Tally]] = defaultdict(list)
        for (id_, own), records in self._parted(selected).items():
            tally = Tally.of(measure, records, self.scene, settled=id_ in complete)
            for place in self.places(id_):
                found[place, own].append(tally)
        return {key: Tally.pooled(tallies) for key, tallies in found.items()}

    def _parted(self, selected: Selection) -> Parted:
        """Records by organisation and by their own categories; the last asked for is kept."""
        if self._last and self._last[0][0] is selected:
            return self._last[0][1]
        found: Parted = defaultdict(list)
        for record, id_ in selected:
            if id_ in self.scope:
                for own in self.dimensions.own_keys(record) if self.dimensions.own else _NONE:
                    found[id_, own].append(record)
        self._last[:] = [(selected, found)]
        return found

    def reporting(self, tables: frozenset[str], since: date | None = None) -> Reporting:
        """Who has sent these tables for every day since one, or since the period began."""
        key = (tables, since or self.scene.period.start)
        if key not in self._reporting:
            self._reporting[key] = reporting(self.scene, tables, since=key[1])
        return self._reporting[key]

    def coverage(self, tables: frozenset[str], key: Key, since: date | None = None) -> Coverage:
        """The coverage of a group; its own categories do not narrow who was expected."""
        known = (tables, since, key[0])
        if known not in self._coverages:
            members = self.members.get(key[0], [])
            self._coverages[known] = self.reporting(tables, since).coverage(members)
        return self._coverages[known]

    def at(self, period: Period, as_of: date) -> View:
        """The same dimensions over another period."""
        if (period, as_of) not in self._others:
            scene = evolve(self.scene, period=period, as_of=as_of)
            self._others[period, as_of] = View(scene, self.organisation, self.dimensions)
        return self._others[period, as_of]

    def also_by(self, dimension: str) -> View:
        """The same scene with one more dimension."""
        if dimension not in self._others:
            dimensions = Dimensions((*self.dimensions.asked, dimension))
            self._others[dimension] = View(self.scene, self.organisation, dimensions)
        return self._others[dimension]
