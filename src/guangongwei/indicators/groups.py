"""The groups that figures are made for: organisations at every level, and categories."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, cast, final

import attrs
from attrs import frozen

from guangongwei.errors import BadArgument
from guangongwei.model.care import CareCase, Child, Consent, Grant, Pairing
from guangongwei.model.figure import Group
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.sensitivity import Sensitivity, sensitivity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.indicators.scene import Scene
    from guangongwei.model.dataset import Record

Category = str | Absence
Categories = tuple[Category, ...]
#: An organisation (None: the whole scope) and categories told by organisations.
Place = tuple[OrganisationId | None, Categories]
#: A place, and categories told by the records themselves.
Key = tuple[Place, Categories]

ORGANISATION = "organisation"
MONTH = "month"
#: Dimensions that are told by the record's organisation.
PLACES = ("town", "category", "setting", "ownership")
_MAY_BE_SHOWN = (Sensitivity.NONE, Sensitivity.PSEUDONYM)
#: Records about children, and the fields that make groups of them: the others tell children apart,
#: be it by a key, a day or an answer that few gave.
OF_CHILDREN: dict[type[Record], tuple[str, ...]] = {
    Child: (),
    Consent: ("purpose", "scope"),
    Pairing: ("programme", "subject_kind"),
    CareCase: (),
    Grant: ("programme", "origin"),
}


def shown_by(noun: type[Record]) -> tuple[str, ...]:
    """The fields of a noun that make groups: those that tell nothing of a person."""
    if noun in OF_CHILDREN:
        return OF_CHILDREN[noun]
    return tuple(each.name for each in attrs.fields(noun) if sensitivity(each) in _MAY_BE_SHOWN)


@final
@frozen
class Dimensions:
    """The dimensions asked for, sorted by where their categories come from."""

    asked: tuple[str, ...]

    @cached_property
    def by_organisation(self) -> bool:
        """Whether there is one figure an organisation."""
        return ORGANISATION in self.asked

    @cached_property
    def by_month(self) -> bool:
        """Whether there is one figure a month."""
        return MONTH in self.asked

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Those told by the organisation."""
        return tuple(each for each in self.asked if each in PLACES)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Those told by the record's own fields."""
        return tuple(
            each for each in self.asked if each not in PLACES and each not in (ORGANISATION, MONTH)
        )

    def refuse_unknown(self, noun: type[Record]) -> None:
        """Refuse a dimension that is neither a place nor an impersonal field of the noun.

        Raises:
            BadArgument: There is one, or one is asked for twice.
        """
        known = (ORGANISATION, MONTH, *PLACES, *shown_by(noun))
        for each in self.asked:
            if each not in known or self.asked.count(each) > 1:
                expected = f"one of {', '.join(known)}, each once"
                if noun in OF_CHILDREN and each in attrs.fields_dict(noun):
                    expected = f"{expected}: a group by {each} could be one child"
                raise BadArgument(f"by={each!r}", expected)

    @cached_property
    def splits(self) -> bool:
        """Whether there is more than one group at a time."""
        return any(each != MONTH for each in self.asked)

    def place_keys(self, scene: Scene, id_: OrganisationId) -> Categories:
        """The categories of an organisation in the dimensions told by it."""
        return tuple(_place(scene, id_, each) for each in self.places)

    def own_keys(self, record: Record) -> Iterator[Categories]:
        """The categories of a record; one with several values counts in each of them."""
        return product(*(_categories(getattr(record, each)) for each in self.own))

    def without(self, dimension: str, key: Key) -> tuple[Key, Category]:
        """The key of the group that this one is part of, and its category in a dimension."""
        (organisation, places), own = key
        if dimension in PLACES:
            at = self.places.index(dimension)
            return ((organisation, places[:at] + places[at + 1 :]), own), places[at]
        at = self.own.index(dimension)
        return ((organisation, places), own[:at] + own[at + 1 :]), own[at]

    def key(self, group: Group) -> Key:
        """The key of a group whose categories are of just these dimensions."""
        held = dict(group.categories)
        places = tuple(held[each] for each in self.places)
        return (group.organisation, places), tuple(held[each] for each in self.own)

    def group(self, key: Key, month: str) -> Group:
        """The group under a key, its categories in the order the dimensions were asked for."""
        (organisation, places), own = key
        held: dict[str, Category] = dict(zip(self.places, places, strict=True))
        held.update(zip(self.own, own, strict=True))
        held[MONTH] = month
        return Group(
            organisation=organisation,
            categories=tuple((each, held[each]) for each in self.asked if each != ORGANISATION),
        )


def in_order(key: Key) -> tuple[object, ...]:
    """What groups are sorted by: organisation, then categories, the unknown ones last."""
    (organisation, places), own = key
    return (
        organisation or "",
        *((isinstance(each, Absence), getattr(each, "value", each)) for each in (*places, *own)),
    )


def _place(scene: Scene, id_: OrganisationId, dimension: str) -> Category:
    if dimension == "town":
        return scene.dataset.tree.town(id_)
    return category(getattr(scene.dataset.tree[id_], dimension))


def _categories(value: object) -> Iterable[Category]:
    if isinstance(value, tuple):
        values = cast("tuple[object, ...]", value)
        return dict.fromkeys(map(category, values)) or [Absence.UNKNOWN]
    return [category(value)]


def category(value: object) -> Category:
    """The category that a value of a field is."""
    if value is None or isinstance(value, Absence):
        return Absence.UNKNOWN
    return str(getattr(value, "value", value))


def alive(scene: Scene, scope: frozenset[OrganisationId]) -> Iterator[OrganisationId]:
    """The organisations in scope that were in operation on some day of the period."""
    for id_ in scope:
        each = scene.dataset.tree[id_]
        if (each.founded is None or each.founded <= scene.end) and (
            each.closed is None or each.closed > scene.period.start
        ):
            yield id_
