"""What figures about organisations say of people: at how many of them somebody is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.indicators.definition import All, Distinct, Is, OneOf, Sum
from guangongwei.indicators.formulas import measures
from guangongwei.indicators.guarded import counts_people, counts_places
from guangongwei.indicators.paths import required, sought
from guangongwei.model.dataset import Record
from guangongwei.model.guarded import people_of
from guangongwei.model.organisation import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guangongwei.indicators.definition import Condition, Indicator, Measure
    from guangongwei.indicators.scene import Scene
    from guangongwei.model.organisation import OrganisationId
    from guangongwei.privacy.release import Number

_OF_ORGANISATION = "organisation."


@final
@frozen
class Presence:
    """Records about people, and of which organisations a figure says whether they have any."""

    noun: type[Record]
    #: What is asked of the organisations besides.
    where: All

    def among(self, scene: Scene, ids: Iterable[OrganisationId]) -> int:
        """How many of some organisations are such."""
        test = scene.test(Organisation, self.where)
        return sum(test(scene.dataset.tree[id_]) for id_ in ids)


def bounded(
    number: Number,
    measure: Measure,
    presences: Iterable[Presence],
    *,
    scene: Scene,
    inside: Mapping[OrganisationId, bool],
) -> Number:
    """A number of a group with what is known where it is told which organisations have records.

    Args:
        number: The number.
        measure: What is counted in it.
        presences: What is told of its noun.
        scene: When it is counted.
        inside: The organisations of the group, and whether there is something to count at each.
    """
    if isinstance(measure.count, Sum):
        return number
    there = [id_ for id_, is_there in inside.items() if is_there]
    least = max(each.among(scene, there) for each in presences)
    if isinstance(measure.count, Distinct):
        # One person may be at all of them.
        least = min(least, 1)
    is_none = not number.units and any(each.among(scene, inside) for each in presences)
    return evolve(number, least=min(least, len(number.units)), most=0 if is_none else None)


def presences(indicators: Iterable[Indicator]) -> frozenset[Presence]:
    """Everything that some indicators say of where people are on record."""
    return frozenset(
        Presence(noun, All(tuple(_places(measure))))
        for each in indicators
        for measure in measures(each.value)
        for noun in _told_of(measure)
        if people_of(noun)
    )


def _told_of(measure: Measure) -> Iterator[type[Record]]:
    """The nouns of whose records a measure says that there are any."""
    if counts_places(measure):
        yield measure.of
    if not counts_people(measure):
        yield from sought(measure.of, measure.where)


def _places(measure: Measure) -> Iterator[Condition]:
    """What a measure asks of organisations, apart from what is on record there."""
    for each in required(measure.where):
        if measure.of is Organisation and not any(sought(measure.of, each)):
            yield each
        elif isinstance(each, Is | OneOf) and each.path.startswith(_OF_ORGANISATION):
            yield evolve(each, path=each.path.removeprefix(_OF_ORGANISATION))
