"""What an attacker finds out from the reviews that were published of small districts, as JSON.

Nothing is taken from what the library knows of its numbers: the attacker has the pages, the definitions in
words, and the tree, and writes down by hand who counts in what.
"""

from __future__ import annotations

import os
from datetime import date
from fractions import Fraction
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any

from tests.privacy.attacker import ENOUGH, Attacker

from guangongwei import plans
from guangongwei.indicators.catalogue import indicator
from guangongwei.model import Category, Dataset, Organisation, Return, Volunteer, Year
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.volunteer import VolunteerId
from guangongwei.privacy import Ledger, Number, publish
from guangongwei.reports import as_data
from guangongwei.reviewing import review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: How many districts are attacked: 50, or as many as the environment asks for.
WORLDS = int(os.environ.get("ATTACKED_REVIEWS", "50"))
#: Districts that a hidden number of could once be worked out.
ONCE_TOLD = (15, 81)

INDICATORS = tuple(
    f"volunteers.{each}"
    for each in (
        "registered",
        "by_kind",
        "teachers",
        "backbone",
        "new",
        "left",
        "increase",
        "growth",
    )
)
CATALOGUE = tuple(map(indicator, INDICATORS))
PLAN = "一、壮大队伍\n1.壮大五老工作者队伍。\n"
YEAR = Year(2024)
DAYS = (date(2024, 6, 30), date(2024, 12, 31))

SCHOOLS = {
    "S1": ("甲镇", Category.PRIMARY),
    "S2": ("甲镇", Category.JUNIOR),
    "S3": ("乙镇", Category.PRIMARY),
    "S4": ("乙镇", Category.JUNIOR),
}
KINDS = (("老教师",), ("老战士",), ("老教师", "老战士"))
#: When somebody joined and left.
LIVES = (
    (date(2020, 1, 1), None),
    (date(2020, 1, 1), date(2024, 9, 1)),
    (date(2023, 9, 1), None),
    (date(2024, 3, 1), None),
    (date(2024, 9, 1), None),
)

#: A kind of volunteer: school, kinds, whether of the backbone, when joined and left.
Kind = tuple[str, tuple[str, ...], bool, tuple[date, date | None]]
EVERY: tuple[Kind, ...] = tuple(product(SCHOOLS, KINDS, (True, False), LIVES))
Sum = dict[int, int]


def _dataset(sizes: list[int]) -> Dataset:
    """So many volunteers of each kind, at schools that have all reported."""
    organisations = tuple(
        Organisation(id=OrganisationId(id_), name=id_, town=town, category=category)
        for id_, (town, category) in SCHOOLS.items()
    )
    return Dataset(
        organisations=organisations,
        volunteers=tuple(
            Volunteer(
                id=VolunteerId(f"V{at}-{number}"),
                name="某",
                organisation=OrganisationId(school),
                kinds=kinds,
                backbone=backbone,
                joined=joined,
                left=left,
            )
            for at, (school, kinds, backbone, (joined, left)) in enumerate(EVERY)
            for number in range(sizes[at])
        ),
        returns=tuple(
            Return(organisation=each.id, table="五老志愿者", period=Year(year))
            for each in organisations
            for year in (2023, 2024)
        ),
    )


def _counts(kind: Kind, figure: str, day: date) -> bool:
    """Say whether a kind of volunteer counts in a figure by a day, as its definition says."""
    _, kinds, backbone, (joined, left) = kind
    is_there = joined <= day and (left is None or left > day)
    first = date(day.year, 1, 1)
    return {
        "volunteers.registered": is_there,
        "volunteers.by_kind": is_there,
        "volunteers.teachers": is_there and "老教师" in kinds,
        "volunteers.backbone": is_there and backbone,
        "volunteers.new": first <= joined <= day,
        "volunteers.left": left is not None and first <= left <= day,
    }[figure]


def _sum(figure: str, day: date, categories: dict[str, str]) -> Sum:
    """Who counts in a figure of a group."""
    found: Sum = {}
    for at, kind in enumerate(EVERY):
        town, category = SCHOOLS[kind[0]]
        told = {"town": {town}, "category": {category.value}, "kinds": set(kind[1])}
        is_in = all(value in told[name] for name, value in categories.items())
        if is_in and _counts(kind, figure, day):
            found[at] = 1
    return found


def _less(one: Sum, other: Sum) -> Sum:
    return {at: one.get(at, 0) - other.get(at, 0) for at in one | other}


def _figures(page: dict[str, Any]) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """Every figure of a page with the categories it is narrowed to."""
    for each in page["figures"]:
        yield {}, each
    for line in page["lines"]:
        for breakdown in line["breakdowns"]:
            for each in breakdown["figures"]:
                yield each["categories"], each


def _read(page: dict[str, Any], day: date) -> tuple[list[tuple[Sum, int, int]], dict[str, Sum]]:
    """What a page tells, as sums, and what it hides."""
    known: list[tuple[Sum, int, int]] = []
    hidden: dict[str, Sum] = {}
    before = day.replace(year=day.year - 1)
    for categories, each in _figures(page):
        name, value = each["indicator"], each["value"]
        is_change = name in ("volunteers.increase", "volunteers.growth")
        if is_change:
            now = _sum("volunteers.registered", day, categories)
            then = _sum("volunteers.registered", before, categories)
            if value is not None and name == "volunteers.increase":
                known.append((_less(now, then), value, value))
            elif value is not None:
                rate = Fraction(value).limit_denominator(500)
                p, q = rate.numerator, rate.denominator
                twice = {at: (p + q) * times for at, times in then.items()}
                known.append((_less(dict.fromkeys(now, q), twice), 0, 0))
        elif value is not None:
            known.append((_sum(name, day, categories), value, value))
        elif each["absence"] == "suppressed":
            hidden[f"{day} {name} {categories}"] = _sum(name, day, categories)
    # A row of a kind stands there because of somebody, and one that is not there has nobody.
    rows = {of["kinds"] for of, _ in _figures(page) if "kinds" in of}
    for kind in ("老教师", "老战士"):
        low, high = (1, 10_000) if kind in rows else (0, 0)
        known.append((_sum("volunteers.by_kind", day, {"kinds": kind}), low, high))
    return known, hidden


def _sizes(random: Random) -> list[int]:
    """How many there are of each kind: of most nobody, of some a few, of one or two many."""
    few = [0] * random.randint(3, 20) + [1, 2, random.randint(0, 6), random.randint(5, 25)]
    return [random.choice(few) for _ in EVERY]


def test_published_reviews_keep_what_they_hide(tell: Callable[[str], None]) -> None:
    """Two days of one year, one ledger: every hidden number has three values or more."""
    attacked = told = 0
    for seed in sorted({*range(WORLDS), *ONCE_TOLD}):
        sizes = _sizes(Random(seed))
        ledger, dataset = Ledger(), _dataset(sizes)
        known: list[tuple[Sum, int, int]] = []
        targets: dict[str, frozenset[int]] = {}
        for day in DAYS[seed % 2 :]:
            made = review(
                plans.parse(PLAN).value,
                dataset,
                period=YEAR,
                as_of=day,
                bindings={1: INDICATORS},
                catalogue=CATALOGUE,
                problems=(),
            ).published(ledger=ledger)
            assert made.release is not None
            ledger = ledger.and_one(made.release)
            facts, hidden = _read(as_data(made), day)
            known += facts
            targets |= {name: frozenset(sums) for name, sums in hidden.items()}
        assert all(
            low <= sum(sizes[at] * by for at, by in row.items()) <= high for row, low, high in known
        )
        found = Attacker(tuple(known), len(EVERY)).values(targets, sizes)
        assert {name: each for name, each in found.items() if len(each) < ENOUGH} == {}, seed
        attacked += len(targets)
        told += len(known)
    tell(
        f"attack on reviews: {WORLDS} districts, {told:,} numbers told, {attacked:,} hidden and "
        f"attacked, none with fewer than {ENOUGH} values"
    )


def test_who_leaves_a_part_leaves_the_groups_that_are_part_of_it() -> None:
    """Whoever is no 老教师 is not among those of that kind either: no such world is a proof."""
    group = frozenset({("kinds", "老教师")})
    other = frozenset({("kinds", "老战士")})
    people = {(f"V{number}", ""): 1 for number in range(20)}
    some = {(f"V{number}", ""): 1 for number in range(12)}
    release = publish(
        "2024",
        [
            Number(key="all", measure="all", units=people),
            Number(key="part", measure="part", units=people),
            Number(key="group", measure="all", facts=group, units=people, also=frozenset({"part"})),
            Number(key="other", measure="all", facts=other, units=some),
        ],
        within={"part": frozenset({"all"})},
    )
    for proof in release.proofs:
        for crowd, _ in proof:
            keys = {key for _, key in crowd}
            assert "group" not in keys or "part" in keys
    assert "all" in release.hidden or "part" in release.hidden
