"""The reference engine: figures from records, plain and exact."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, assert_never, final

from attrs import field, frozen

from guangongwei.errors import BadArgument
from guangongwei.indicators.coverage import Reporting, reporting
from guangongwei.indicators.definition import Indicator, Measure, Share
from guangongwei.indicators.groups import Dimensions, alive, in_order
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.tally import Tally, settled_value
from guangongwei.model.figure import Coverage, Figure
from guangongwei.model.numbers import Absence, Bounds, Number, Ratio
from guangongwei.model.period import period_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from guangongwei.indicators.groups import Key, Place
    from guangongwei.model.dataset import Dataset
    from guangongwei.model.organisation import OrganisationId
    from guangongwei.model.period import Period

    Value = Number | Fraction | Ratio | Absence


def evaluate(
    definitions: Iterable[Indicator],
    dataset: Dataset,
    *,
    period: Period,
    as_of: date,
    organisation: OrganisationId | None = None,
    by: tuple[str, ...] = (),
) -> tuple[Figure, ...]:
    """Every indicator for every group, in the order of the definitions, months and groups.

    Args:
        definitions: What to compute.
        dataset: The records.
        period: The period the figures are about.
        as_of: Only what had happened by this day counts.
        organisation: The organisation whose subtree it is about; without one, the whole dataset.
        by: Dimensions: ``organisation`` (each with all below it), ``town``, ``category``,
            ``setting``, ``ownership``, ``month``, or fields of the indicator's noun. An indicator
            without such a field is refused.

    Raises:
        BadArgument: An unknown dimension, or a period that had not begun on `as_of`.
        NotStored: There is no such organisation.
    """
    if as_of < period.start:
        raise BadArgument("as_of", f"{period.start.isoformat()} or later: {period} begins then")
    wanted = tuple(definitions)
    dimensions = Dimensions(tuple(by))
    for indicator in wanted:
        dimensions.refuse_unknown(noun_of(indicator))
    views = tuple(_views(dataset, period, as_of, organisation, dimensions))
    return tuple(
        figure for indicator in wanted for view in views for figure in view.figures(indicator)
    )


def noun_of(indicator: Indicator) -> type:
    """The noun whose records an indicator counts; for a share, those of its whole."""
    value = indicator.value
    return value.whole.of if isinstance(value, Share) else value.of


def _views(
    dataset: Dataset,
    period: Period,
    as_of: date,
    organisation: OrganisationId | None,
    dimensions: Dimensions,
) -> Iterator[_View]:
    """One view of the dataset a month, or one in all."""
    if not dimensions.by_month:
        scene = Scene(dataset=dataset, period=period, as_of=as_of)
        yield _View(scene, organisation, dimensions)
        return
    for month in period.months():
        part = period_of(max(month.start, period.start), min(month.stop, period.stop))
        if part.start <= as_of:
            scene = Scene(dataset=dataset, period=part, as_of=as_of)
            yield _View(scene, organisation, dimensions)


@final
@frozen
class _View:
    """One scene under one set of dimensions; scans and coverages are shared by its indicators."""

    scene: Scene
    organisation: OrganisationId | None
    dimensions: Dimensions
    _tallies: dict[Measure, dict[Key, Tally]] = field(factory=dict)
    _reporting: dict[frozenset[str], Reporting] = field(factory=dict)

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

    def places(self, id_: OrganisationId) -> Iterator[Place]:
        """The places in which an organisation counts: itself and those above, or the scope."""
        keys = self.dimensions.place_keys(self.scene, id_)
        if not self.dimensions.by_organisation:
            yield self.organisation, keys
            return
        for each in self.scene.dataset.tree.path(id_):
            if each in self.scope:
                yield each, keys

    def figures(self, indicator: Indicator) -> Iterator[Figure]:
        """The indicator's figure for every group there is."""
        whole = indicator.value.whole if isinstance(indicator.value, Share) else indicator.value
        keys = set(self.tallies(whole))
        if not self.dimensions.own:
            keys |= {(place, ()) for place in self.members}
        if not self.dimensions.splits:
            keys.add(((self.organisation, ()), ()))
        for key in sorted(keys, key=in_order):
            value, bounds = self.settle(indicator.value, key)
            yield Figure(
                indicator=indicator.id,
                name=indicator.name,
                group=self.dimensions.group(key, self.scene.period.label),
                period=self.scene.period,
                value=value,
                unit=indicator.unit,
                decimals=indicator.decimals,
                coverage=self.coverage(indicator.value.returns, key),
                bounds=bounds,
                as_of=self.scene.as_of,
                definition=indicator.hash,
            )

    def tallies(self, measure: Measure) -> dict[Key, Tally]:
        """What counts in a measure, by group."""
        if measure not in self._tallies:
            self._tallies[measure] = self._count(measure)
        return self._tallies[measure]

    def _count(self, measure: Measure) -> dict[Key, Tally]:
        found: dict[Key, Tally] = defaultdict(Tally)
        complete = self.reporting(measure.returns).complete
        for record in self.scene.dataset.records(measure.of):
            id_ = self.scene.organisation_of(record)
            if id_ not in self.scope or self.scene.why_not(measure, record):
                continue
            for place in self.places(id_):
                for own in self.dimensions.own_keys(record):
                    found[place, own].add(measure, record, self.scene, settled=id_ in complete)
        return dict(found)

    def reporting(self, tables: frozenset[str]) -> Reporting:
        """Who has sent these tables."""
        if tables not in self._reporting:
            self._reporting[tables] = reporting(self.scene, tables)
        return self._reporting[tables]

    def coverage(self, tables: frozenset[str], key: Key) -> Coverage:
        """The coverage of a group; its own categories do not narrow who was expected."""
        return self.reporting(tables).coverage(self.members.get(key[0], []))

    def settle(self, value: Measure | Share, key: Key) -> tuple[Value, Bounds | None]:
        """The value of a group and its bounds."""
        match value:
            case Measure():
                return settled_value(
                    value, self.tallies(value).get(key), self.coverage(value.returns, key)
                )
            case Share():
                return self._share(value, key)
            case _:  # pragma: no cover
                assert_never(value)

    def _share(self, share: Share, key: Key) -> tuple[Value, Bounds | None]:
        whole, whole_bounds = self.settle(share.whole, key)
        part, part_bounds = self.settle(share.part, key)
        if whole_bounds is None or not isinstance(whole, int):
            return whole, None if whole is Absence.NOT_APPLICABLE else Bounds(0, 1)
        if whole == 0:
            return Absence.NOT_APPLICABLE, None if whole_bounds.is_exact else Bounds(0, 1)
        if not isinstance(part, int):
            return part, Bounds(0, 1)
        ratio = Ratio(part, whole)
        if not whole_bounds.is_exact:
            return ratio, Bounds(0, 1)
        low = Fraction(part, whole)
        return ratio, Bounds(low, low if self._is_settled(share, part_bounds) else 1)

    def _is_settled(self, share: Share, part_bounds: Bounds | None) -> bool:
        """Say whether no return that is still out can add to the part.

        Where the part rests on another table than the whole, that table's records about the
        group's members may come from any organisation, inside the group or not.
        """
        if share.part.rests_on == share.whole.rests_on:
            return part_bounds is not None and part_bounds.is_exact
        sent = self.reporting(share.part.returns)
        return sent.expected == sent.complete
