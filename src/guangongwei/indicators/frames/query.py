"""One look at the table of one noun: its conditions as columns, computed before they are counted.

A condition that is so, or is not, whatever the record, stays a plain True or False.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, assert_never, final

from attrs import evolve, field, frozen

from guangongwei.errors import BadArgument
from guangongwei.indicators.definition import (
    All,
    AtLeast,
    Condition,
    Contains,
    Exists,
    Is,
    Latest,
    Not,
    OneOf,
    Timing,
    Told,
    Value,
)
from guangongwei.indicators.definition import Any as AnyOf
from guangongwei.indicators.frames.backend import nw
from guangongwei.indicators.frames.columns import DERIVED, SPANS, Holds, holds, words_for
from guangongwei.indicators.frames.native import waiting
from guangongwei.indicators.frames.tables import Tables, not_after, not_before, within
from guangongwei.indicators.lives import LINKS, own_day
from guangongwei.indicators.paths import Leaf, kinds
from guangongwei.model.committee import Committee
from guangongwei.model.dataset import Record
from guangongwei.model.organisation import Organisation
from guangongwei.model.post import Post
from guangongwei.model.repeats import firsts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.indicators.scene import Scene

#: So for every record, for none, or as a column says.
Truth = Any
About = Exists | Latest


class Others(Protocol):
    """What is known of the records of other nouns."""

    def about_units(self, condition: About, scene: Scene) -> frozenset[str]:
        """The organisations about which such records are."""
        ...

    def about_records(self, condition: About, noun: type[Record], scene: Scene) -> Named:
        """The records of a noun about which such records are, by id."""
        ...


@final
@frozen
class Named:
    """Ids of records: some told one by one, some as a frame with the one column ``_id``."""

    told: frozenset[str] = frozenset()
    frame: Any = None


@final
@frozen(kw_only=True)
class Query:
    """The conditions on the records of one noun, and the columns that they need."""

    noun: type[Record]
    tables: Tables
    others: Others
    #: Whether nothing is made before its rows are asked for, in an engine that can wait.
    waits: bool = False
    _names: dict[str, None] = field(factory=dict[str, None])
    _marks: list[Any] = field(factory=list[Any])

    def column(self, name: str) -> Any:
        """A field of the noun as a column that the frame will have."""
        self._names[name] = None
        return nw.col(name)

    def frame(self) -> Any:
        """The records with every column that was asked for."""
        names = dict.fromkeys(("id",), None) if self._marks else {}
        found = self.tables.frame(self.noun, self._names | names, waits=self.waits)
        for number, marked in enumerate(self._marks):
            held = waiting(marked) if self.waits else marked
            ids = held.with_columns(nw.lit(1).alias(f"_mark{number}"))
            found = found.join(ids, left_on="id", right_on="_id", how="left")
        return found

    def in_time(self, timing: Timing, scene: Scene, day: str | None = None) -> Truth:
        """Say that a record happened in the time that counts, or is in force at its end."""
        if timing is Timing.AT_END:
            return self._in_force(scene)
        path, since = day or own_day(self.noun), scene.since(timing)
        if "." in path:
            return self._of_owners(path, since, scene)
        if holds(self.noun, path) is not Holds.DAY or not self.tables.has(self.noun, path):
            return False
        return within(self.column(path), self.tables.dtype(self.noun, path), since, scene.end)

    def _of_owners(self, path: str, since: date, scene: Scene) -> Truth:
        """Say that the day of a record's organisation, or of its standard, lies in that time."""
        owner, _, name = path.rpartition(".")
        is_unit = owner == "organisation"
        known: Any = scene.dataset.tree.organisations if is_unit else scene.dataset.standards
        days = {each.id: getattr(each, name) for each in firsts(known)}
        kept = (
            id_ for id_, day in days.items() if isinstance(day, date) and since <= day <= scene.end
        )
        return self._of_units(kept) if is_unit else among(self.column("standard"), kept)

    def _in_force(self, scene: Scene) -> Truth:
        if self.noun not in SPANS:
            name = self.noun.__name__
            raise BadArgument("timing", f"not AT_END for {name}, which only happens")
        found: Truth = True
        for span in SPANS[self.noun]:
            if span.first is not None:
                found = both(found, self._begun(span.first, scene.end, or_blank=span.open))
            if span.last is not None and self.tables.has(self.noun, span.last):
                last = self.column(span.last)
                dtype = self.tables.dtype(self.noun, span.last)
                ended = not_before(last, dtype, scene.end)
                later = ended if span.inclusive else ~not_after(last, dtype, scene.end)
                found = both(found, last.is_null() | later)
        if self.noun in (Committee, Post):
            units = scene.dataset.tree.in_operation(scene.end)
            found = both(found, self._of_units(each.id for each in units))
        return found

    def _begun(self, name: str, end: date, *, or_blank: bool) -> Truth:
        if not self.tables.has(self.noun, name):
            return or_blank
        first = self.column(name)
        begun = not_after(first, self.tables.dtype(self.noun, name), end)
        return first.is_null() | begun if or_blank else ~first.is_null() & begun

    def _of_units(self, ids: Iterable[str]) -> Truth:
        return among(self.column("organisation"), ids)

    def units(self, condition: Condition, scene: Scene) -> frozenset[str] | None:
        """The organisations whose records meet a condition; None where records tell."""
        match condition:
            case All(conditions) | AnyOf(conditions):
                found = [self.units(each, scene) for each in conditions]
                known = [each for each in found if each is not None]
                if len(known) < len(found):
                    return None
                if isinstance(condition, AnyOf):
                    return frozenset[str]().union(*known)
                return frozenset[str](scene.dataset.tree.by_id).intersection(*known)
            case Not(inner):
                within = self.units(inner, scene)
                return None if within is None else frozenset(scene.dataset.tree.by_id) - within
            case Exists(of) | Latest(of):
                is_linked = (of, self.noun) in LINKS
                return None if is_linked else self.others.about_units(condition, scene)
            case Is() | OneOf() | Contains() | AtLeast() | Told():
                return self._units_of(condition, scene)
            case _:  # pragma: no cover
                assert_never(condition)

    def _units_of(self, leaf: Leaf, scene: Scene) -> frozenset[str] | None:
        owner, _, name = leaf.path.rpartition(".")
        if owner != "organisation" or kinds(self.noun, leaf.path) is None:
            return None
        meets = scene.test(Organisation, evolve(leaf, path=name))
        return frozenset(id_ for id_, each in scene.dataset.tree.by_id.items() if meets(each))

    def holds(self, condition: Condition, scene: Scene) -> Truth:
        """Say that a record meets a condition."""
        within = self.units(condition, scene)
        if within is not None:
            return self._of_units(within)
        match condition:
            case All(conditions):
                return self.all_hold(conditions, scene)
            case AnyOf(conditions):
                return any_of(self.holds(each, scene) for each in conditions)
            case Not(inner):
                return opposite(self.holds(inner, scene))
            case Exists() | Latest():
                return self._marked(self.others.about_records(condition, self.noun, scene))
            case Is() | OneOf() | Contains() | AtLeast() | Told():
                return self._leaf(condition, scene)
            case _:  # pragma: no cover
                assert_never(condition)

    def all_hold(self, conditions: Iterable[Condition], scene: Scene) -> Truth:
        """Say that a record meets all of some conditions."""
        return all_of(self.holds(each, scene) for each in conditions)

    def _marked(self, named: Named) -> Truth:
        told = among(self.column("id"), self.tables.keys(self.noun, "id", named.told))
        if named.frame is None:
            return told
        self._marks.append(named.frame)
        return either(told, ~nw.col(f"_mark{len(self._marks) - 1}").is_null())

    def _leaf(self, leaf: Leaf, scene: Scene) -> Truth:
        """A condition on one path: through the standard it is told by ids."""
        owner, _, name = leaf.path.rpartition(".")
        if kinds(self.noun, leaf.path) is None:
            raise BadArgument(f"path {leaf.path!r}", f"one of {self.noun.__name__}")
        if owner == "standard":
            known: Any = firsts(scene.dataset.standards)
            told = evolve(leaf, path=name)
            kept = (each.id for each in known if scene.holds(told, each))
            return among(self.column("standard"), kept)
        if (self.noun, name) in DERIVED:
            return self._derived(leaf)
        return self._own(leaf)

    def _derived(self, leaf: Leaf) -> Truth:
        """A condition on words of which each stands for a standard one."""
        base, vocabulary = DERIVED[self.noun, leaf.path]
        values: tuple[Value, ...] = ()
        match leaf:
            case Is(_, value) | Contains(_, value):
                values = (value,)
            case OneOf(_, values):
                pass
            case Told():
                return self._own(evolve(leaf, path=base))
            case AtLeast():
                return False
            case _:  # pragma: no cover
                assert_never(leaf)
        texts = [each for each in values if isinstance(each, str)]
        words = tuple(word for each in texts for word in words_for(vocabulary, each))
        if not isinstance(leaf, Contains):
            return self._own(OneOf(base, words))
        return any_of(self._own(Contains(base, word)) for word in words)

    def _own(self, leaf: Leaf) -> Truth:
        """A condition on a field of the record's own."""
        held = holds(self.noun, leaf.path)
        several = held in (Holds.TEXTS, Holds.OTHER)
        if not self.tables.has(self.noun, leaf.path):
            return False
        if isinstance(leaf, Told):
            said = self.column(leaf.path)
            empty = "[]" if held is Holds.OTHER else ""
            return ~said.is_null() & (said != empty) if several else ~said.is_null()
        if several is not isinstance(leaf, Contains):
            return False
        match leaf:
            case Is(path, value):
                return self._one_of(path, (value,))
            case OneOf(path, values):
                return self._one_of(path, values)
            case Contains(path, value):
                return self._contains(path, value)
            case AtLeast(path, least):
                if held not in (Holds.WHOLE, Holds.NUMBER):
                    return False
                number = self.column(path)
                scaled = least * 10 ** self.tables.scale(self.noun, path)
                return ~number.is_null() & (number >= scaled)
            case _:  # pragma: no cover
                assert_never(leaf)

    def _one_of(self, path: str, values: tuple[Value, ...]) -> Truth:
        types = kinds(self.noun, path) or ()
        scale = 10 ** self.tables.scale(self.noun, path)
        plain = [each for value in values if (each := comparable(value, types)) is not None]
        if holds(self.noun, path) is Holds.FLAG:
            flag = self.column(path)
            parts = (flag if each else ~flag for each in set(plain))
            return any_of(~flag.is_null() & each for each in parts)
        texts = [each for each in plain if isinstance(each, str)]
        numbers = [each * scale for each in plain if not isinstance(each, str)]
        return among(self.column(path), self.tables.keys(self.noun, path, texts) or numbers)

    def _contains(self, path: str, value: Value) -> Truth:
        edge = self.tables.between(self.noun, path)
        # Nothing that stands between two signs is empty, or has such a sign in it.
        is_text = isinstance(value, str) and value and edge not in value
        if not is_text or holds(self.noun, path) is Holds.OTHER:
            return False
        column = self.column(path)
        whole = nw.concat_str([nw.lit(edge), column, nw.lit(edge)])
        return ~column.is_null() & whole.str.contains(f"{edge}{value}{edge}", literal=True)


def comparable(value: Value, types: tuple[type, ...]) -> str | int | bool | None:
    """What a column of a field holds where the field equals a value; None where it never does."""
    if not isinstance(value, str | int):
        return str(value.value) if type(value) in types else None
    if isinstance(value, str):
        return value if str in types else None
    if bool in types:
        return bool(value) if value in (0, 1) else None
    return int(value) if any(each.__name__ in ("int", "Decimal") for each in types) else None


def among(column: Any, values: Iterable[Any]) -> Truth:
    """Say that a column holds one of some values; a blank holds none."""
    kept = sorted(set(values))
    return ~column.is_null() & column.is_in(kept) if kept else False


def both(one: Truth, other: Truth) -> Truth:
    """Say that both are so."""
    if isinstance(one, bool):
        return other if one else False
    if isinstance(other, bool):
        return one if other else False
    return one & other


def either(one: Truth, other: Truth) -> Truth:
    """Say that at least one is so."""
    if isinstance(one, bool):
        return True if one else other
    if isinstance(other, bool):
        return True if other else one
    return one | other


def opposite(one: Truth) -> Truth:
    """Say that it is not so."""
    return not one if isinstance(one, bool) else ~one


def all_of(truths: Iterable[Truth]) -> Truth:
    """Say that all are so."""
    found: Truth = True
    for each in truths:
        found = both(found, each)
    return found


def any_of(truths: Iterable[Truth]) -> Truth:
    """Say that any is so."""
    found: Truth = False
    for each in truths:
        found = either(found, each)
    return found
