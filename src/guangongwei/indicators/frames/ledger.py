"""What counts in every measure, counted by the caller's engine and kept while figures are made."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, assert_never, final

from attrs import evolve, field, frozen

from guangongwei.indicators.definition import (
    COUNT,
    All,
    Condition,
    Distinct,
    Exists,
    Latest,
    Measure,
    Not,
)
from guangongwei.indicators.definition import Any as AnyOf
from guangongwei.indicators.frames.backend import collected
from guangongwei.indicators.frames.batch import Row, counted
from guangongwei.indicators.frames.columns import READ
from guangongwei.indicators.frames.different import different
from guangongwei.indicators.frames.latest import latest_holds
from guangongwei.indicators.frames.look import looks
from guangongwei.indicators.frames.native import distinct
from guangongwei.indicators.frames.parts import Parts
from guangongwei.indicators.frames.query import About, Named, Query, both
from guangongwei.indicators.frames.refusals import refuse
from guangongwei.indicators.frames.series import Ask
from guangongwei.indicators.frames.tables import Tables
from guangongwei.indicators.groups import Key
from guangongwei.indicators.lives import LINKS, own_day
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.tally import Tally
from guangongwei.model.dataset import Record
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.indicators.conditions import Test
    from guangongwei.indicators.ground import Selection
    from guangongwei.indicators.view import View

#: The columns by which records are grouped beside the organisation.
Own = tuple[str, ...]
Grain = tuple[type["Record"], Own]
#: What has to be the same for different values of two measures to be counted in one look.
Shape = tuple[object, ...]


@final
@frozen(kw_only=True)
class Ledger:
    """The tables, and what was counted in them so far; one grain of one noun is one look."""

    tables: Tables
    #: What is wanted and not counted yet, by noun and grain.
    _wanted: dict[Grain, dict[Ask, Scene]] = field(factory=dict[Any, Any])
    _rows: dict[tuple[Grain, Ask], list[Row]] = field(factory=dict[Any, Any])
    #: The same of measures that count different values, which are counted anew for every place.
    _told_apart: dict[Shape, dict[Ask, Scene]] = field(factory=dict[Any, Any])
    _numbers: dict[tuple[Shape, Ask], dict[Key, int]] = field(factory=dict[Any, Any])
    _about: dict[tuple[About, type[Record] | None, Period, date], Any] = field(
        factory=dict[Any, Any]
    )

    def want(self, view: View, measure: Measure) -> None:
        """Take note of a measure, so that it is counted together with others of its grain.

        Raises:
            BadArgument: It cannot be counted in these tables.
        """
        refuse(self.tables, measure, view.dimensions.own)
        self.want_inside(measure, view.scene)
        if measure.of not in READ:
            self._want(measure, view.dimensions.own, view.scene)
            if isinstance(measure.count, Distinct):
                asks = self._told_apart.setdefault(_shape(view, measure), {})
                asks[Ask.of(measure, view.scene)] = view.scene

    def want_inside(self, measure: Measure, scene: Scene) -> None:
        """Take note of what the conditions of a measure ask about organisations."""
        for condition in _exists(measure.where):
            if (condition.of, measure.of) not in LINKS and condition.of not in READ:
                inner = _measure_of(condition)
                self.want_inside(inner, scene)
                self._want(inner, (), scene)

    def _want(self, measure: Measure, own: Own, scene: Scene) -> tuple[Grain, Ask]:
        grain, ask = (measure.of, own), Ask.of(measure, scene)
        if (grain, ask) not in self._rows:
            self._wanted.setdefault(grain, {})[ask] = scene
        return grain, ask

    def rows(self, measure: Measure, own: Own, scene: Scene) -> list[Row]:
        """What counts in a measure, organisation by organisation."""
        grain, ask = self._want(measure, own, scene)
        if (grain, ask) not in self._rows:
            asks = self._wanted.pop(grain)
            found: dict[Ask, list[Row]] = {each: [] for each in asks}
            for look in looks(lambda: self.query(measure.of, waits=True), asks, own):
                for each, those in counted(look, own):
                    found[each] += those
            self._rows.update({(grain, each): rows for each, rows in found.items()})
        return self._rows[grain, ask]

    def query(self, noun: type[Record], *, waits: bool = False) -> Query:
        """A new look at the table of a noun."""
        self.tables.need(noun)
        return Query(noun=noun, tables=self.tables, others=self, waits=waits)

    def tallies(self, view: View, measure: Measure) -> dict[Key, Tally]:
        """What counts in a measure, by group."""
        if measure.of in READ:
            return view.tallied(measure, self._read(view.scene, measure))
        own = view.dimensions.own
        parts = Parts.of(self.tables, measure.of, own)
        complete = view.reporting(measure.returns, view.scene.since(measure.timing)).complete
        found: dict[Key, Tally] = defaultdict(Tally)
        for row in self.rows(measure, own, view.scene):
            if row.organisation not in view.scope:
                continue
            is_settled = row.organisation in complete
            for place in view.places(OrganisationId(row.organisation)):
                for categories in parts.categories(row.own):
                    tally = found[place, categories]
                    tally.records += row.records
                    tally.total += row.total
                    tally.unknown += row.unknown
                    tally.others += row.blank
                    tally.settled += row.records if is_settled else 0
        if isinstance(measure.count, Distinct):
            for key, number in self._different(view, measure).items():
                found[key].others += number
        return dict(found)

    def _different(self, view: View, measure: Measure) -> dict[Key, int]:
        """How many different values there are in every group that has any."""
        shape, ask = _shape(view, measure), Ask.of(measure, view.scene)
        self._told_apart.setdefault(shape, {}).setdefault(ask, view.scene)
        if (shape, ask) not in self._numbers and isinstance(measure.count, Distinct):
            asks = self._told_apart.pop(shape)
            self._numbers.update({(shape, each): {} for each in asks})
            own = view.dimensions.own
            for look in looks(lambda: self.query(measure.of, waits=True), asks, own):
                for each, key, number in different(look, view, measure.count.path):
                    self._numbers[shape, each][key] = number
        return self._numbers[shape, ask]

    def _read(self, scene: Scene, measure: Measure) -> Selection:
        """What counts of a noun that is read as records."""
        in_time = scene.selected(evolve(measure, where=None))
        if measure.where is None:
            return in_time
        meets = self._test(measure.of, measure.where, scene)
        return tuple(each for each in in_time if meets(each[0]))

    def _test(self, noun: type[Record], condition: Condition, scene: Scene) -> Test:
        """Whether a record that was read meets a condition, other nouns being in tables."""
        match condition:
            case All(conditions):
                every = [self._test(noun, each, scene) for each in conditions]
                return lambda record: all(each(record) for each in every)
            case AnyOf(conditions):
                some = [self._test(noun, each, scene) for each in conditions]
                return lambda record: any(each(record) for each in some)
            case Not(inner):
                meets = self._test(noun, inner, scene)
                return lambda record: not meets(record)
            case Exists() | Latest():
                units = self.about_units(condition, scene)
                return lambda record: scene.organisation_of(record) in units
            case _:
                return scene.test(noun, condition)

    def about_units(self, condition: About, scene: Scene) -> frozenset[str]:
        """The organisations about which such records are."""
        key = (condition, None, scene.period, scene.as_of)
        if key not in self._about:
            self._about[key] = frozenset(self._units(condition, scene))
        found: frozenset[str] = self._about[key]
        return found

    def _units(self, condition: About, scene: Scene) -> Iterable[str]:
        if condition.of in READ:
            return self._keys_read(condition, scene, None)
        if isinstance(condition, Exists):
            rows = self.rows(_measure_of(condition), (), scene)
            return {each.organisation for each in rows if each.organisation in scene.dataset.tree}
        named = latest_holds(self._dated(condition, scene, waits=True), "organisation")
        in_frame = [] if named.frame is None else collected(named.frame)
        return named.told | {each[0] for each in in_frame}

    def about_records(self, condition: About, noun: type[Record], scene: Scene) -> Named:
        """The records of a noun about which such records are, by id."""
        key = (condition, noun, scene.period, scene.as_of)
        if key not in self._about:
            self._about[key] = self._records(condition, noun, scene)
        found: Named = self._about[key]
        return found

    def _records(self, condition: About, noun: type[Record], scene: Scene) -> Named:
        link = LINKS[condition.of, noun]
        if condition.of in READ:
            return Named(frozenset(self._keys_read(condition, scene, link)))
        if isinstance(condition, Latest):
            parts = Parts.of(self.tables, condition.of, (link,))
            return latest_holds(self._dated(condition, scene), link, parts)
        query = self.query(condition.of)
        units = query.column("organisation").is_in(sorted(scene.dataset.tree.by_id))
        where = condition.condition
        hit = both(query.in_time(condition.timing, scene), units)
        if where is not None:
            hit = both(hit, query.holds(where, scene))
        if hit is False:
            return Named()
        ids = query.column(link)
        frame = distinct(query.frame().filter(hit & ~ids.is_null()).select(link))
        split = Parts.of(self.tables, condition.of, (link,)).split(frame, link)
        return Named(frame=distinct(split.select(_id=link)))

    def _dated(
        self, condition: Latest, scene: Scene, *, waits: bool = False
    ) -> tuple[Query, Any, Any, date]:
        """The look at the records among which the latest is taken, and what it has to meet."""
        query = self.query(condition.of, waits=waits)
        self.tables.need(condition.of, "id")
        query.column(own_day(condition.of))
        until = scene.before if condition.at is condition.at.BEFORE else scene.end
        among = condition.among
        kept = True if among is None else query.holds(among, scene)
        return query, kept, query.holds(condition.condition, scene), until

    def _keys_read(self, condition: About, scene: Scene, link: str | None) -> set[str]:
        """By what records that were read are about others: a field of theirs, or the organisation."""
        inner = condition.condition
        meets = None if inner is None else self._test(condition.of, inner, scene)
        among = condition.among if isinstance(condition, Latest) else None
        kept = None if among is None else self._test(condition.of, among, scene)
        found: dict[str, tuple[Any, bool]] = {}
        for record in scene.dataset.counted(condition.of):
            unit = scene.organisation_of(record)
            key = unit if link is None else getattr(record, link)
            if key is None:
                continue
            match condition:
                case Exists(timing=timing):
                    if unit is None or not scene.in_time(timing, record):
                        continue
                    so = meets is None or meets(record)
                    found[key] = (), so or found.get(key, ((), False))[1]
                case Latest(at=at):
                    until = scene.before if at is at.BEFORE else scene.end
                    day = scene.day(record)
                    if day is None or day > until or not (kept is None or kept(record)):
                        continue
                    rank = (day, getattr(record, "id", ""))
                    if key not in found or rank > found[key][0]:
                        found[key] = rank, meets is None or meets(record)
                case _:  # pragma: no cover
                    assert_never(condition)
        return {key for key, (_, so) in found.items() if so}


def _exists(condition: Condition | None) -> Iterable[Exists]:
    """The conditions that ask for records of another noun, outside of such conditions."""
    match condition:
        case All(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from _exists(each)
        case Not(inner):
            yield from _exists(inner)
        case Exists():
            yield condition
        case _:
            return


def _measure_of(condition: Exists) -> Measure:
    return Measure(of=condition.of, count=COUNT, where=condition.condition, timing=condition.timing)


def _shape(view: View, measure: Measure) -> Shape:
    asked = view.dimensions
    path = measure.count.path if isinstance(measure.count, Distinct) else None
    return measure.of, path, asked.own, asked.places, asked.by_organisation, view.organisation
