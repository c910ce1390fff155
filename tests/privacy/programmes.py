"""Made-up years of a made-up district: who counts where, over several releases."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from attrs import frozen

from guangongwei.privacy import Ledger, Number, Release, publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from guangongwei.privacy.release import Fact
    from guangongwei.privacy.rounding import Rounding

#: What is counted: of all children those in care, of these those in crisis.
MEASURES = ("all", "care", "crisis")
WITHIN = {"care": frozenset({"all"}), "crisis": frozenset({"all", "care"})}

#: A leaf of the programme: school, kind, quarter, and how many of the measures hold.
Leaf = tuple[str, str, str, int]
People = dict[str, Leaf]


@frozen
class Programme:
    """A district's tree, kinds and quarters, and the families of numbers it publishes."""

    towns: dict[str, tuple[str, ...]]
    kinds: tuple[str, ...]
    quarters: tuple[str, ...]
    #: Which of the dimensions each family of numbers is by, of the finest level of each.
    families: tuple[tuple[bool, bool, bool, bool], ...]
    measures: tuple[str, ...]
    least: int

    def leaves(self, closed: frozenset[str]) -> Iterator[Leaf]:
        """Every leaf somebody may be at; a school that is closed has none in the last quarter."""
        for schools in self.towns.values():
            for school in schools:
                for kind in self.kinds:
                    for quarter in self.quarters:
                        if school in closed and quarter == self.quarters[-1]:
                            continue
                        for depth in range(1, len(MEASURES) + 1):
                            yield school, kind, quarter, depth

    def groups(self) -> Iterator[frozenset[Fact]]:
        """The groups that numbers are published for, each once."""
        seen: dict[frozenset[Fact], None] = {}
        for by_town, by_school, by_kind, by_quarter in self.families:
            for town, schools in self.towns.items() if by_town or by_school else [("", ())]:
                for school in schools if by_school else [""]:
                    for kind in self.kinds if by_kind else [""]:
                        for quarter in self.quarters if by_quarter else [""]:
                            named = (
                                ("town", town),
                                ("school", school),
                                ("kind", kind),
                                ("quarter", quarter),
                            )
                            seen[frozenset(each for each in named if each[1])] = None
        yield from seen

    def numbers(self, people: People) -> tuple[Number, ...]:
        """Every number of the families, whatever it is."""
        above = {school: town for town, schools in self.towns.items() for school in schools}
        found: list[Number] = []
        for facts in self.groups():
            for measure in self.measures:
                units = {
                    (who, ""): 1
                    for who, leaf in people.items()
                    if counts(leaf, measure, facts, above)
                }
                key = f"{measure} {sorted(facts)}"
                found.append(Number(key=key, measure=measure, facts=facts, units=units))
        return tuple(found)


def counts(leaf: Leaf, measure: str, facts: frozenset[Fact], above: dict[str, str]) -> bool:
    """Say whether somebody at a leaf counts in a number."""
    school, kind, quarter, depth = leaf
    is_at = {("town", above[school]), ("school", school), ("kind", kind), ("quarter", quarter)}
    return MEASURES.index(measure) < depth and facts <= is_at


def a_programme(random: Random) -> Programme:
    """A small district of any shape."""
    towns = {
        f"t{town}": tuple(f"s{town}{school}" for school in range(random.randint(1, 3)))
        for town in range(random.randint(1, 3))
    }
    families = {(False, False, False, False)}
    for _ in range(random.randint(1, 4)):
        by_town, by_kind, by_quarter = (random.random() < 0.5 for _ in range(3))
        families.add((by_town, by_town and random.random() < 0.5, by_kind, by_quarter))
    return Programme(
        towns=towns,
        kinds=tuple(f"k{each}" for each in range(random.randint(1, 3))),
        quarters=tuple(f"q{each}" for each in range(random.randint(1, 2))),
        families=tuple(sorted(families)),
        measures=MEASURES[: random.randint(1, 3)],
        least=random.choice([3, 5, 10]),
    )


def releases(
    programme: Programme, random: Random, roundings: tuple[Rounding | None, ...] = (None,)
) -> Iterator[tuple[Release, People]]:
    """One to three releases of a programme, each corrected, one with a school closed."""
    names = map(str, count())
    ledger = Ledger()
    schools = [school for each in programme.towns.values() for school in each]
    closed = frozenset(random.sample(schools, k=random.random() < 0.3))
    late = frozenset(random.sample(schools, k=random.random() < 0.3))
    people: People = {}
    for leaf in programme.leaves(closed):
        if leaf[0] not in late:
            people |= {next(names): leaf for _ in range(_few(random))}
    for number in range(random.randint(1, 3)):
        if number:
            people = _corrected(programme, people, (closed, late), random, names)
        release = publish(
            str(number),
            programme.numbers(people),
            within=WITHIN,
            least_people=programme.least,
            ledger=ledger,
            rounding=roundings[number % len(roundings)],
        )
        ledger = ledger.and_one(release)
        yield release, people


def _few(random: Random) -> int:
    """How many are at one leaf: often nobody, mostly few, now and then many."""
    return random.choice([0, 0, random.randint(1, 4), random.randint(1, 15), random.randint(8, 40)])


def _corrected(
    programme: Programme,
    people: People,
    schools: tuple[frozenset[str], frozenset[str]],
    random: Random,
    names: Iterator[str],
) -> People:
    """The same people after some leaves were counted anew, and a late school has sent its own."""
    closed, late = schools
    leaves = list(programme.leaves(closed))
    wrong = set(random.sample(leaves, k=min(len(leaves), random.randint(0, 3))))
    kept = {who: leaf for who, leaf in people.items() if leaf not in wrong or random.random() < 0.8}
    for leaf in leaves:
        is_late = leaf[0] in late and not any(each[0] == leaf[0] for each in people.values())
        if is_late or (leaf in wrong and random.random() < 0.7):
            kept |= {next(names): leaf for _ in range(_few(random) if is_late else 1)}
    return kept
