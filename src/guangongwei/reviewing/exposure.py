"""What a figure gives away: the numbers it is made of, each with who stands behind it."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, final

from attrs import Factory, evolve, field, frozen

from guangongwei.indicators.definition import (
    COUNT,
    Change,
    Count,
    Distinct,
    Growth,
    Measure,
    Per,
    Share,
    Spread,
    Sum,
    plain,
)
from guangongwei.indicators.formulas import earlier, measure_of, measures
from guangongwei.indicators.ground import Ground
from guangongwei.indicators.groups import MONTH, ORGANISATION, Categories, Dimensions, Key
from guangongwei.indicators.guarded import counts_people, counts_places
from guangongwei.indicators.paths import required
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.view import View
from guangongwei.model.dataset import Dataset
from guangongwei.model.period import Period
from guangongwei.privacy.release import Number, Unit
from guangongwei.reviewing.behind import Units, group_facts, time_facts, units_of
from guangongwei.reviewing.conditions import fields_of, meets, narrows
from guangongwei.reviewing.presence import Presence, bounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.indicators.definition import Formula, Indicator
    from guangongwei.model.dataset import Record
    from guangongwei.model.figure import Figure, Group
    from guangongwei.model.organisation import OrganisationId

#: How much greater a loss it is to hide a figure of the whole than one of a group.
_WHOLE = 100

Counted = tuple[tuple["Record", "OrganisationId", Units], ...]
Schools = dict[tuple["OrganisationId", Categories], dict[Unit, int]]
Members = dict[Key, dict[Unit, int]]


def is_counted(formula: Formula) -> bool:
    """Say whether a formula is a number of something, or a share of two, and so can be rounded."""
    return isinstance(formula, Measure | Share) and not any(
        isinstance(each.count, Sum) or counts_places(each) for each in measures(formula)
    )


@final
@frozen(kw_only=True)
class Exposure:
    """The numbers that the figures of one review are made of, each found out once."""

    dataset: Dataset
    #: Below how many people a number is small.
    least: int
    presences: frozenset[Presence] = frozenset()
    _ground: Ground = field(default=Factory(lambda self: Ground(self.dataset), takes_self=True))
    _records: dict[object, Counted] = field(factory=dict[object, "Counted"])
    #: Who stands behind each record, by when and what is counted, and by the record's identity.
    _units: dict[object, dict[int, Units]] = field(factory=dict[object, "dict[int, Units]"])
    _views: dict[object, View] = field(factory=dict[object, View])
    _scenes: dict[tuple[Period, date], Scene] = field(factory=dict[tuple[Period, date], Scene])
    _by_school: dict[object, Schools] = field(factory=dict[object, "Schools"])
    _members: dict[object, Members] = field(factory=dict[object, Members])
    numbers: dict[str, Number] = field(factory=dict[str, Number])
    #: The measures that were met, by the words that stand for them.
    met: dict[str, Measure] = field(factory=dict[str, Measure])

    def keys(self, figure: Figure, indicator: Indicator) -> frozenset[str] | None:
        """The keys of the numbers that a figure gives away, which are noted on the way.

        None for a spread over groups of which one is small: it is not to be told in any case.
        """
        found: dict[str, Number] = {}
        scene = self._scene(figure.period, figure.as_of)
        for each, is_part in self._numbers(scene, indicator.value, figure.group):
            if is_part and 0 < each.people < self.least:
                return None
            found[each.key] = each
        loss = 1 if figure.group.categories else _WHOLE
        for key, number in found.items():
            known = self.numbers.get(key, evolve(number, weight=0))
            self.numbers[key] = evolve(
                known, least=max(known.least, number.least), weight=known.weight + loss
            )
        return frozenset(found)

    def _numbers(
        self, scene: Scene, formula: Formula, group: Group, *, is_part: bool = False
    ) -> Iterator[tuple[Number, bool]]:
        """The numbers of people in a formula, and whether each is one of those a spread is over."""
        match formula:
            case Change(of=inner, against=against, growth=growth):
                then = earlier(scene, against)
                before = self._scene(then["period"], then["as_of"])
                yield from self._numbers(scene, inner, group)
                for number, _ in self._numbers(before, inner, group):
                    yield (_at_least_one(number) if growth is Growth.RATE else number), False
            case Spread(of=inner, across=across):
                for each in self._parts(scene, inner, group, across):
                    yield from self._numbers(scene, inner, each, is_part=True)
            case _:
                for measure in measures(formula):
                    if counts_people(measure):
                        yield self._number(scene, measure, group, formula), is_part

    def _parts(self, scene: Scene, formula: Formula, group: Group, across: str) -> Iterator[Group]:
        """The groups within a group that a spread is over."""
        if across == ORGANISATION:
            tree = scene.dataset.tree
            for id_ in tree.by_id:
                if group.organisation is None or group.organisation in tree.path(id_):
                    yield evolve(group, organisation=id_)
            return
        names = (*(name for name, _ in group.categories if name != MONTH), across)
        dimensions = Dimensions(names)
        for key in self._found(scene, measure_of(formula), group.organisation, dimensions):
            finer = dimensions.group(key, "")
            if dict(finer.categories).items() >= dict(group.categories).items():
                yield finer

    def _number(self, scene: Scene, measure: Measure, group: Group, formula: Formula) -> Number:
        """One number of a group; days and organisations are told where the records behind them are."""
        is_main, is_divisor = measure is measure_of(formula), measure is _divisor(formula)
        if counts_places(measure):
            measure = evolve(measure, count=COUNT)
        facts = frozenset((*group_facts(scene, group), *time_facts(scene, measure)))
        name = sha256(json.dumps(plain(measure), sort_keys=True).encode()).hexdigest()[:16]
        self.met[name] = measure
        categories = tuple(each for each in group.categories if each[0] != MONTH)
        dimensions = Dimensions(tuple(each for each, _ in categories))
        found = self._found(scene, measure, group.organisation, dimensions)
        at = evolve(group, categories=categories)
        number = Number(
            key=f"{name} {sorted(facts)}",
            measure=name,
            facts=facts,
            units=found.get(dimensions.key(at), {}),
        )
        number = self._known(number, scene, measure, dimensions, at)
        is_row = is_main and bool(dimensions.own)
        if is_row or is_divisor or self._is_silent(scene, measure, dimensions, at):
            return _at_least_one(number)
        return number

    def _known(
        self, number: Number, scene: Scene, measure: Measure, dimensions: Dimensions, group: Group
    ) -> Number:
        """The number with what figures about organisations say of it."""
        asked = [each for each in self.presences if each.noun is measure.of]
        if not asked:
            return number
        view = self._view(scene, group.organisation, dimensions)
        place, own = dimensions.key(group)
        schools = self._schools(scene, measure, dimensions)
        inside = {id_: (id_, own) in schools for id_ in view.scope if place in view.places(id_)}
        return bounded(number, measure, asked, scene=scene, inside=inside)

    def _is_silent(
        self, scene: Scene, measure: Measure, dimensions: Dimensions, group: Group
    ) -> bool:
        """Whether nobody has sent anything, so that without a record there would be no number."""
        view = self._view(scene, group.organisation, dimensions)
        since = scene.since(measure.timing)
        coverage = view.coverage(measure.returns, dimensions.key(group), since)
        return not coverage.reported and not coverage.partial

    def _found(
        self,
        scene: Scene,
        measure: Measure,
        organisation: OrganisationId | None,
        dimensions: Dimensions,
    ) -> Members:
        """Who counts in a measure, by group."""
        at = (scene.period, scene.as_of, measure, organisation, dimensions.asked)
        if at not in self._members:
            view = self._view(scene, organisation, dimensions)
            members: Members = defaultdict(dict)
            for (id_, own), units in self._schools(scene, measure, dimensions).items():
                if id_ in view.scope:
                    for place in view.places(id_):
                        members[place, own] |= units
            self._members[at] = dict(members)
        return self._members[at]

    def _schools(self, scene: Scene, measure: Measure, dimensions: Dimensions) -> Schools:
        """Who counts in a measure, by organisation and by the categories of the records."""
        at = (scene.period, scene.as_of, measure, dimensions.own)
        if at not in self._by_school:
            found: Schools = defaultdict(dict)
            for record, id_, units in self._counted(scene, measure):
                for own in dimensions.own_keys(record) if dimensions.own else ((),):
                    found[id_, own].update(units)
            self._by_school[at] = dict(found)
        return self._by_school[at]

    def _counted(self, scene: Scene, measure: Measure) -> Counted:
        """The records of a measure, each with who stands behind it."""
        at = (scene.period, scene.as_of, measure)
        if at not in self._records:
            units, selected = units_of(scene, measure), scene.selected(measure)
            known = self._units.setdefault((*at[:2], measure.of, measure.count), {})
            for record, _ in selected:
                if id(record) not in known:
                    known[id(record)] = units(record)
            self._records[at] = tuple((each, id_, known[id(each)]) for each, id_ in selected)
        return self._records[at]

    def _view(
        self, scene: Scene, organisation: OrganisationId | None, dimensions: Dimensions
    ) -> View:
        at = (scene.period, scene.as_of, organisation, dimensions.asked)
        if at not in self._views:
            self._views[at] = View(scene, organisation, dimensions)
        return self._views[at]

    def _scene(self, period: Period, as_of: date) -> Scene:
        if (period, as_of) not in self._scenes:
            self._scenes[period, as_of] = Scene(
                dataset=self.dataset, period=period, as_of=as_of, ground=self._ground
            )
        return self._scenes[period, as_of]

    def coupled(self) -> Iterator[Number]:
        """The numbers; where people are told, their records are as many, and the other way round."""
        records: dict[object, Number] = {}
        people: dict[object, list[Number]] = defaultdict(list)
        for each in self.numbers.values():
            measure = self.met[each.measure]
            number = evolve(each, also=self._also(each, measure))
            same = (measure.of, measure.where, measure.timing, measure.day, number.facts)
            if isinstance(measure.count, Distinct) and number.people >= self.least:
                people[same].append(number)
            elif isinstance(measure.count, Count) and same not in records:
                records[same] = number
            else:
                yield number
        for same_records, number in records.items():
            least = max((each.people for each in people[same_records]), default=0)
            yield evolve(number, least=max(number.least, least))
        for same_people, numbers in people.items():
            for number in numbers:
                found = records.get(same_people)
                most = None if found is None else len(found.units)
                yield evolve(number, most=most)

    def _also(self, number: Number, measure: Measure) -> frozenset[str]:
        """The narrower measures whose conditions the group of a number meets by what it is."""
        return frozenset(
            name
            for name, part in self.met.items()
            if narrows(part, measure)
            and all(
                any(meets(fact, condition) for fact in number.facts)
                for condition in {*required(part.where)} - {*required(measure.where)}
            )
        )

    def within(self, indicators: Iterable[Indicator]) -> dict[str, frozenset[str]]:
        """By measure those that hold all of it: by fewer conditions, or as the whole of a share."""
        shares = {
            (each.value.part, each.value.whole)
            for each in indicators
            if isinstance(each.value, Share)
        }
        return {
            name: frozenset(
                other
                for other, whole in self.met.items()
                if other != name and ((part, whole) in shares or narrows(part, whole))
            )
            for name, part in self.met.items()
        }

    def beside(self) -> dict[str, frozenset[str]]:
        """By measure the others of its noun that ask for no field that it asks for."""
        asked = {name: fields_of(each) for name, each in self.met.items()}
        return {
            name: frozenset(
                other
                for other, measure in self.met.items()
                if other != name
                and asked[name]
                and not asked[name] & asked[other]
                and (measure.of, measure.count) == (part.of, part.count)
            )
            for name, part in self.met.items()
        }


def _divisor(formula: Formula) -> Measure | None:
    """What a formula divides by: where it is 0, the figure says so by being none."""
    match formula:
        case Share(whole=whole):
            return whole
        case Per(each=each):
            return each
        case _:
            return None


def _at_least_one(number: Number) -> Number:
    """The number as one that everybody knows not to be 0, unless it is."""
    return evolve(number, least=max(number.least, int(any(number.units.values()))))
