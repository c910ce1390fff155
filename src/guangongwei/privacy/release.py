"""A release: numbers about people that are made public together, after all that has been made public before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING, final

from attrs import evolve, field, frozen

from guangongwei.errors import BadArgument
from guangongwei.model.audience import Audience
from guangongwei.model.numbers import Absence
from guangongwei.privacy.audience import threshold
from guangongwei.privacy.cells import Cell, Crowd, Table, bits
from guangongwei.privacy.entries import Entry, Groups
from guangongwei.privacy.rounding import Rounding
from guangongwei.privacy.suppression import Suppression, suppress

if TYPE_CHECKING:
    from guangongwei.privacy.ledger import Ledger

#: Somebody, and what of theirs is counted: a service, a grant; nothing where people are counted.
Unit = tuple[str, str]
#: What a group is narrowed by: a dimension and a category, one for each level of a tree.
Fact = tuple[str, str]
#: In how many ways a crowd that has been told apart since takes the place of the old one.
_WAYS = 2
#: A release and a number of it.
Place = tuple[str, str]
#: Crowds, with how many people more are in them; see `guangongwei.privacy.moves`.
Proof = tuple[tuple[frozenset[Place], int], ...]


@final
@frozen(kw_only=True)
class Number:
    """One number of a release, and who stands behind it; never shown, since it names them."""

    #: Its own in the release.
    key: str
    #: What is counted; numbers of one measure add up where their groups do.
    measure: str
    #: What its group is narrowed by; a group that has all of these and more lies within it.
    facts: frozenset[Fact] = frozenset()
    #: Measures in which all of it counts besides, because of its group.
    also: frozenset[str] = frozenset()
    #: What is counted, with the size of each: 1, or an amount in its smallest coin.
    units: Mapping[Unit, int] = field(repr=False)
    #: What everybody knows it to be at least: 1 where a row stands there because of a record.
    least: int = 0
    #: What everybody knows it to be at most, as people to whom there are so many records.
    most: int | None = None
    #: How great a loss it is to hide it.
    weight: int = 1
    #: Whether it is an amount, which is never rounded; what is rounded are numbers of people.
    is_amount: bool = False

    @cached_property
    def people(self) -> int:
        """How many people stand behind it."""
        return _people(self.units)

    def cell(self, key: Hashable, rounding: Rounding | None, least: int) -> Cell:
        """It as a cell, small where there are fewer people than this."""
        return Cell(
            key=key,
            is_small=0 < self.people < least,
            least=self.least,
            most=self.most,
            weight=self.weight,
            rounding=None if self.is_amount else rounding,
        )

    def entry(self, cell: Cell) -> Entry:
        """It set beside the other numbers."""
        kind = frozenset(name for name, _ in self.facts)
        return Entry(cell, self.measure, self.units, kind=kind, also=self.also)


@final
@frozen(kw_only=True)
class Release:
    """Numbers that were made public together, and which of them were hidden."""

    name: str
    audience: Audience
    numbers: tuple[Number, ...] = field(repr=False)
    hidden: frozenset[str] = field(default=frozenset(), repr=False)
    #: How numbers of people are told in it; without one, exactly.
    rounding: Rounding | None = None
    #: Below how many people a number was small.
    least: int = 0
    #: Whether it tells nothing new, because earlier releases leave no way to tell any of it.
    is_withheld: bool = False
    #: Why the hidden ones cannot be worked out: moves of people between crowds, each told by the
    #: numbers of this release and of earlier ones that they count in.
    proofs: tuple[Proof, ...] = field(default=(), repr=False)

    def told(self, key: str) -> int | Absence:
        """A number as the release tells it: exact or rounded, or that it is hidden.

        Raises:
            BadArgument: The release has no such number.
        """
        found = next((each for each in self.numbers if each.key == key), None)
        if found is None:
            raise BadArgument("key", "that of a number of the release")
        if key in self.hidden:
            return Absence.SUPPRESSED
        value = sum(found.units.values())
        return value if found.is_amount or not self.rounding else self.rounding.told(value)


def publish(
    name: str,
    numbers: Iterable[Number],
    *,
    within: Mapping[str, frozenset[str]] | None = None,
    beside: Mapping[str, frozenset[str]] | None = None,
    audience: Audience = Audience.PUBLIC,
    least_people: int | None = None,
    ledger: Ledger | None = None,
    rounding: Rounding | None = None,
) -> Release:
    """Decide which numbers are told, so that none that is hidden can be worked out.

    Hidden are numbers behind which fewer people stand than the audience is told of, but at least
    one; parts of a whole that leave so few out, or nobody; what differs by so few from a number
    that holds it, or from what an earlier release said; and what it takes that these cannot be
    worked out. Where that cannot be had, nothing new is told.

    Args:
        name: What the release is called in the ledger.
        numbers: What is to be published.
        within: By measure, the measures that hold all of it by their definition.
        beside: By measure, those in which it makes no difference whether somebody counts in it.
        audience: Who is told.
        least_people: Another threshold than the audience's own.
        ledger: What has been published before.
        rounding: Tell numbers of people as multiples, small ones too, where that protects them.

    Raises:
        BadArgument: The threshold is below 3, two numbers have one key, or the ledger has another
            release of that name; the same one is given as it was decided.
    """
    kept = tuple(numbers) if ledger is None else ledger.own(numbers)
    least = threshold(audience, least_people)
    release = Release(name=name, audience=audience, numbers=kept, rounding=rounding, least=least)
    if len({each.key for each in kept}) < len(kept):
        raise BadArgument("numbers", "given with a key each of their own")
    known = None if ledger is None else ledger.told(release)
    if known is not None or not least:
        return known or release
    before = () if ledger is None else ledger.seen_by(audience)
    draft = _Draft(
        release=release, before=before, least=least, within=within or {}, beside=beside or {}
    )
    hidden: set[str] = set()
    proofs: list[Proof] = []
    for table in draft.table().apart():
        found = suppress(table, known=draft.known(table))
        if found is None and draft.before:
            return evolve(release, hidden=draft.news, is_withheld=True)
        if found is None:
            # Where nothing is out, telling nothing of it gives nothing away.
            hidden.update(each.key.key for each in table.cells if isinstance(each.key, _Named))
            continue
        hidden.update(key.key for key in found.hidden if isinstance(key, _Named))
        proofs += draft.proofs(found)
    return evolve(release, hidden=frozenset(hidden), proofs=tuple(proofs))


@final
@frozen
class _Named:
    """The key of a number of the new release; those of other cells are of other kinds."""

    key: str


@final
@frozen
class _Told:
    """The key of a number of an earlier release."""

    release: str
    key: str


#: What is small between two numbers; it stands nowhere, so that nobody asks for it by a key.
_DIFFERENCE = Cell(key=None, is_small=True, is_printed=False)


@final
@frozen(kw_only=True)
class _Draft:
    """A release that is being made: its numbers, what follows from them, and what is out."""

    release: Release
    before: tuple[Release, ...]
    least: int
    within: Mapping[str, frozenset[str]]
    beside: Mapping[str, frozenset[str]]

    @property
    def news(self) -> frozenset[str]:
        """The numbers that no earlier release has told just so."""
        told = {
            (release.rounding, each.measure, each.facts, frozenset(each.units.items()))
            for release in self.before
            for each in release.numbers
            if each.key not in release.hidden
        }
        now = self.release.rounding
        return frozenset(
            each.key
            for each in self.release.numbers
            if (now, each.measure, each.facts, frozenset(each.units.items())) not in told
        )

    def table(self) -> Table:
        """Every cell there is to look at, over the crowds of all who count in any."""
        entries = tuple(self.entries())
        places: dict[Unit, list[int]] = defaultdict(list)
        sizes: dict[Unit, int] = {}
        for at, entry in enumerate(entries):
            sizes.update(entry.units)
            for unit in entry.units:
                places[unit].append(at)
        alike: dict[tuple[int, ...], int] = defaultdict(int)
        for unit, cells in places.items():
            alike[tuple(cells)] += sizes[unit]
        crowds = {sum(1 << at for at in cells): size for cells, size in alike.items()}
        for mask in self.possible(entries, tuple(crowds)):
            crowds.setdefault(mask, 0)
        found = tuple(Crowd(cells=mask, size=size) for mask, size in crowds.items())
        return Table(tuple(each.cell for each in entries), found)

    def entries(self) -> Iterator[Entry]:
        """The numbers of the release, of earlier ones, and the differences that are small."""
        for each in self.release.numbers:
            cell = each.cell(_Named(each.key), self.release.rounding, self.least)
            yield each.entry(cell)
        for release in self.before:
            for each in release.numbers:
                cell = each.cell(_Told(release.name, each.key), release.rounding, self.least)
                if each.key in release.hidden:
                    cell = evolve(cell, is_small=True, is_printed=False, rounding=None)
                else:
                    cell = evolve(cell, is_out=True)
                yield each.entry(cell)
        yield from self.rests()
        for before, now in combinations((*self.before, self.release), 2):
            yield from self.changes(before, now)

    def rests(self) -> Iterator[Entry]:
        """What is left of a number without another that it holds, where few are left."""
        numbers: list[tuple[Hashable, Number]] = [
            (_Named(each.key), each) for each in self.release.numbers
        ]
        for release in self.before:
            numbers += [(_Told(release.name, each.key), each) for each in release.numbers]
        by_measure: dict[str, list[tuple[Hashable, Number]]] = defaultdict(list)
        for key, number in numbers:
            by_measure[number.measure].append((key, number))
        for other, part in numbers:
            most = part.people + self.least
            for measure in {part.measure, *self.within.get(part.measure, ()), *part.also}:
                for key, whole in by_measure[measure]:
                    if whole.people < most and self.holds(whole, part):
                        yield from self.rest(key, whole, other, part)

    def rest(self, key: Hashable, whole: Number, other: Hashable, part: Number) -> Iterator[Entry]:
        """What is left of one number without another, where few are left."""
        rest = {unit: whole.units[unit] for unit in whole.units.keys() - part.units.keys()}
        # That nobody is left out tells something of everybody in the whole.
        tells = part.measure != whole.measure not in part.also and bool(whole.units)
        if (rest or tells) and _people(rest) < self.least:
            yield Entry(_DIFFERENCE, whole.measure, rest, (key, other))

    def changes(self, before: Release, now: Release) -> Iterator[Entry]:
        """Who has joined a number since an earlier release, and who has left it, where few have."""
        earlier = {(each.measure, each.facts): each for each in before.numbers}
        for new in now.numbers:
            old = earlier.get((new.measure, new.facts))
            if old is None:
                continue
            for one, other in ((new, old), (old, new)):
                units = {unit: one.units[unit] for unit in one.units.keys() - other.units.keys()}
                if 0 < _people(units) < self.least:
                    yield Entry(_DIFFERENCE, new.measure, units)

    def holds(self, whole: Number, part: Number) -> bool:
        """Say whether one number's group holds another's, and not as one and the same."""
        if part.measure == whole.measure:
            return whole.facts < part.facts
        # Where each is held by the other by definition, they are the same.
        are_same = whole.facts == part.facts and part.measure in self.within.get(whole.measure, ())
        return whole.facts <= part.facts and not are_same

    def possible(self, entries: tuple[Entry, ...], crowds: tuple[int, ...]) -> Iterator[int]:
        """Crowds that are empty and need not be: those in a whole that count in no part of it."""
        places = {each.cell.key: at for at, each in enumerate(entries)}
        pairs = [
            (1 << at, 1 << places[each.of[0]], 1 << places[each.of[1]])
            for at, each in enumerate(entries)
            if each.of
        ]
        for each in entries:
            if not each.of or each.units:
                continue
            part = entries[places[each.of[1]]].measure
            holding = {each.measure, *self.within.get(each.measure, ())}
            holding |= self.beside.get(part, frozenset())
            groups = Groups.of(entries, holding)
            for mask in crowds:
                if mask >> places[each.of[0]] & 1 and groups.may_leave(mask):
                    told = mask & groups.kept
                    yield told | sum(
                        rest for rest, whole, part in pairs if told & whole and not told & part
                    )

    def known(self, table: Table) -> Iterator[tuple[tuple[int, int], ...]]:
        """The proofs of earlier releases, for the crowds as this release tells them apart."""
        places = [_place(each.key, self.release.name) for each in table.cells]
        crowds = [
            frozenset(places[at] for at in bits(each.cells)) - {None} for each in table.crowds
        ]
        seen: set[str] = set()
        for release in self.before:
            seen.add(release.name)
            told = {each for each in places if each is not None and each[0] in seen}
            alike: dict[frozenset[Place | None], list[int]] = defaultdict(list)
            for at, crowd in enumerate(crowds):
                alike[crowd & told].append(at)
            for proof in release.proofs:
                ways = [
                    sorted(alike[crowd], key=lambda at: -table.crowds[at].size)[:_WAYS]
                    for crowd, _ in proof
                ]
                for chosen in product(*ways):
                    yield tuple(zip(chosen, (by for _, by in proof), strict=True))

    def proofs(self, found: Suppression) -> Iterator[Proof]:
        """The moves that were found, in words that later releases understand."""
        table = found.table
        for move in dict.fromkeys(found.proofs.values()):
            yield tuple(
                (
                    frozenset(
                        place
                        for cell in bits(table.crowds[at].cells)
                        if (place := _place(table.cells[cell].key, self.release.name))
                    ),
                    by,
                )
                for at, by in move.crowds
            )


def _place(key: Hashable, name: str) -> Place | None:
    """The number that a cell is, in which release; none for a difference."""
    if isinstance(key, _Named):
        return name, key.key
    return (key.release, key.key) if isinstance(key, _Told) else None


def _people(units: Iterable[Unit]) -> int:
    return len({who for who, _ in units})
