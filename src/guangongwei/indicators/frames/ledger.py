"""What counts in every measure, counted by the caller's engine and kept while figures are made."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import product
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
from guangongwei.indicators.frames.at_once import ANEW
from guangongwei.indicators.frames.backend import made, nw
from guangongwei.indicators.frames.batch import Batch, Row, counted
from guangongwei.indicators.frames.closure import Closure, closure_of
from guangongwei.indicators.frames.columns import READ
from guangongwei.indicators.frames.different import different
from guangongwei.indicators.frames.latest import Last, last_records, last_units
from guangongwei.indicators.frames.look import looks
from guangongwei.indicators.frames.native import distinct
from guangongwei.indicators.frames.parts import Parts
from guangongwei.indicators.frames.query import About, Named, Query, both
from guangongwei.indicators.frames.refusals import refuse
from guangongwei.indicators.frames.series import Ask
from guangongwei.indicators.frames.tables import Tables
from guangongwei.indicators.groups import Key
from guangongwei.indicators.lives import LINKS
from guangongwei.indicators.scene import Scene
from guangongwei.indicators.tally import Tally
from guangongwei.model.dataset import Record
from guangongwei.model.organisation import Organisation, OrganisationId
from guangongwei.model.period import Period
from guangongwei.model.reporting import Return

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    #: What the rows were made of, for different values to be counted anew for every place.
    _batches: dict[tuple[Grain, Ask], Batch] = field(factory=dict[Any, Any])
    _numbers: dict[tuple[Shape, Ask], dict[Key, int]] = field(factory=dict[Any, Any])
    #: The groups of an organisation and its own categories, by noun and dimensions.
    _keys: dict[object, dict[tuple[str, tuple[Any, ...]], tuple[Key, ...]]] = field(
        factory=dict[Any, Any]
    )
    #: The organisations that meet a condition on a field of theirs.
    _meeting: dict[Condition, frozenset[str]] = field(factory=dict[Any, Any])
    _units_of: dict[Closure, Any] = field(factory=dict[Any, Any])
    _about: dict[tuple[About, type[Record] | None, Period, date], Any] = field(
        factory=dict[Any, Any]
    )
    #: What is wanted of the latest records of a noun about organisations, and not known yet.
    _latest: dict[type[Record], dict[tuple[Latest, Period, date], Scene]] = field(
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

    def want_inside(self, measure: Measure, scene: Scene) -> None:
        """Take note of what the conditions of a measure ask about organisations."""
        for condition in _others(measure.where):
            if (condition.of, measure.of) in LINKS or condition.of in READ:
                continue
            if isinstance(condition, Latest):
                wanted = self._latest.setdefault(condition.of, {})
                wanted[condition, scene.period, scene.as_of] = scene
                continue
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
                batch = Batch.of(look)
                for each in look.asks:
                    self._batches[grain, each] = batch
                for each, those in counted(batch, own):
                    found[each] += those
            self._rows.update({(grain, each): rows for each, rows in found.items()})
        return self._rows[grain, ask]

    def query(self, noun: type[Record], *, waits: bool = False) -> Query:
        """A new look at the table of a noun."""
        self.tables.need(noun)
        return Query(noun=noun, tables=self.tables, others=self, waits=waits)

    def tallies(self, view: View, measure: Measure) -> dict[Key, Tally]:
        """What counts in a measure, by group."""
        own = view.dimensions.own
        if measure.of in READ:
            selected = self._read(view.scene, measure)
            if own or measure.count != COUNT:
                return view.tallied(measure, selected)
            units = Counter(unit for _, unit in selected)
            rows = [Row(unit, (), number, 0, 0, 0) for unit, number in units.items()]
        else:
            rows = self.rows(measure, own, view.scene)
        complete = view.reporting(measure.returns, view.scene.since(measure.timing)).complete
        keys = self._keys.setdefault((measure.of, view.organisation, view.dimensions), {})
        found: dict[Key, Tally] = defaultdict(Tally)
        for row in rows:
            group = row.organisation, row.own
            if group not in keys:
                keys[group] = tuple(self._keys_of(view, measure.of, row))
            is_settled = row.organisation in complete
            for key in keys[group]:
                tally = found[key]
                tally.records += row.records
                tally.total += row.total
                tally.unknown += row.unknown
                tally.others += row.blank
                tally.settled += row.records if is_settled else 0
        if isinstance(measure.count, Distinct):
            for key, number in self._different(view, measure).items():
                found[key].others += number
        return dict(found)

    def _keys_of(self, view: View, noun: type[Record], row: Row) -> Iterator[Key]:
        """The groups in which what counts of an organisation does."""
        if row.organisation in view.scope:
            parts = Parts.of(self.tables, noun, view.dimensions.own)
            places = view.places(OrganisationId(row.organisation))
            yield from product(places, parts.categories(row.own))

    def _different(self, view: View, measure: Measure) -> dict[Key, int]:
        """How many different values there are in every group that has any."""
        own, shape = view.dimensions.own, _shape(view, measure)
        grain, ask = (measure.of, own), Ask.of(measure, view.scene)
        batch = self._batches.get((grain, ask))
        if batch is None or not isinstance(measure.count, Distinct):
            return {}
        if (shape, ask) not in self._numbers:
            path = measure.count.path
            self._numbers.update({(shape, each): {} for each in batch.look.asks})
            for each, key, number in different(batch, view, path, self._places(view, batch)):
                self._numbers[shape, each][key] = number
        return self._numbers[shape, ask]

    def _places(self, view: View, batch: Batch) -> Any:
        """The places of the organisations as a table, where an engine plans anew for each of them."""
        if batch.frame.implementation not in ANEW:
            return None
        closure = closure_of(view.scene.dataset.tree, view.organisation, view.dimensions)
        if closure not in self._units_of:
            given = self.tables.given[batch.look.query.noun]
            self._units_of[closure] = made(given, closure.units)
        return self._units_of[closure]

    def _read(self, scene: Scene, measure: Measure) -> Selection:
        """What counts of a noun that is read as records."""
        in_time = scene.selected(evolve(measure, where=None))
        if measure.where is None:
            return in_time
        if measure.of is Organisation:
            units = self._that_meet(measure.where, scene)
            return tuple(each for each in in_time if each[1] in units)
        meets = self._test(measure.of, measure.where, scene)
        return tuple(each for each in in_time if meets(each[0]))

    def _that_meet(self, condition: Condition, scene: Scene) -> frozenset[str]:
        """The organisations that meet a condition on themselves."""
        by_id = scene.dataset.tree.by_id
        match condition:
            case All(conditions):
                those = (self._that_meet(each, scene) for each in conditions)
                return frozenset[str](by_id).intersection(*those)
            case AnyOf(conditions):
                those = (self._that_meet(each, scene) for each in conditions)
                return frozenset[str]().union(*those)
            case Not(inner):
                return frozenset(by_id) - self._that_meet(inner, scene)
            case Exists() | Latest():
                return self.about_units(condition, scene)
            case _:
                if condition not in self._meeting:
                    meets = scene.test(Organisation, condition)
                    kept = (id_ for id_, each in by_id.items() if meets(each))
                    self._meeting[condition] = frozenset(kept)
                return self._meeting[condition]

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
        if condition.of is Return and scene.ground.told is not None:
            return _have_sent(scene)
        if condition.of in READ:
            return self._keys_read(condition, scene, None)
        if isinstance(condition, Exists):
            rows = self.rows(_measure_of(condition), (), scene)
            return {each.organisation for each in rows if each.organisation in scene.dataset.tree}
        return self._last_units(condition, scene)

    def _last_units(self, condition: Latest, scene: Scene) -> frozenset[str]:
        """The organisations whose latest record meets a condition; others are found out with it."""
        wanted = self._latest.pop(condition.of, {})
        wanted[condition, scene.period, scene.as_of] = scene
        query = self.query(condition.of, waits=True)
        asked = [self._last(query, each, then) for (each, _, _), then in wanted.items()]
        found = last_units(query, asked)
        for (each, period, as_of), units in zip(wanted, found, strict=True):
            self._about[each, None, period, as_of] = units
        return self._about[condition, None, scene.period, scene.as_of]  # type: ignore[no-any-return]

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
            parts, query = Parts.of(self.tables, condition.of, (link,)), self.query(condition.of)
            return last_records(query, self._last(query, condition, scene), link, parts)
        query = self.query(condition.of, waits=True)
        units = query.column("organisation").is_in(sorted(scene.dataset.tree.by_id))
        where = condition.condition
        hit = both(query.in_time(condition.timing, scene), units)
        if where is not None:
            hit = both(hit, query.holds(where, scene))
        if hit is False:
            return Named()
        ids = query.column(link)
        frame = self._found(distinct(query.frame().filter(hit & ~ids.is_null()).select(link)))
        split = Parts.of(self.tables, condition.of, (link,)).split(frame, link)
        named = split.select(_id=link)
        return Named(frame=named if split is frame else distinct(named))

    def _found(self, frame: Any) -> Any:
        """A frame that has its rows, where the tables have theirs."""
        is_here = all(isinstance(each, nw.DataFrame) for each in self.tables.given.values())
        return frame.collect() if is_here and isinstance(frame, nw.LazyFrame) else frame

    def _last(self, query: Query, condition: Latest, scene: Scene) -> Last:
        """The records among which the latest is taken, and what it has to meet."""
        self.tables.need(condition.of, "id")
        until = scene.before if condition.at is condition.at.BEFORE else scene.end
        among = condition.among
        kept = True if among is None else query.holds(among, scene)
        return Last(kept, query.holds(condition.condition, scene), until)

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


def _have_sent(scene: Scene) -> Iterable[str]:
    """The organisations that have sent anything for a time that is in the period, or it in theirs."""
    start, stop = scene.period.start, scene.period.stop
    for (unit, _), spans in scene.ground.sent.items():
        if unit in scene.dataset.tree.by_id and any(
            (start <= begun and end <= stop) or (begun <= start and stop <= end)
            for begun, end in spans
        ):
            yield unit


def _others(condition: Condition | None) -> Iterable[About]:
    """The conditions that ask for records of another noun, outside of such conditions."""
    match condition:
        case All(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from _others(each)
        case Not(inner):
            yield from _others(inner)
        case Exists() | Latest():
            yield condition
        case _:
            return


def _measure_of(condition: Exists) -> Measure:
    return Measure(of=condition.of, count=COUNT, where=condition.condition, timing=condition.timing)


def _shape(view: View, measure: Measure) -> Shape:
    asked = view.dimensions
    path = measure.count.path if isinstance(measure.count, Distinct) else None
    return measure.of, path, asked.own, asked.places, asked.by_organisation, view.organisation
