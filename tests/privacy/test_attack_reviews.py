"""What an attacker with an integer solver finds out from what published reviews show."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from attrs import field, frozen
from tests.privacy.attacker import ENOUGH, FAR, Attacker
from tests.privacy.districts import ORIGINS, YEAR, District, Unknown, a_district, corrected, counts

from guangongwei import plans
from guangongwei.indicators.catalogue import indicator
from guangongwei.privacy import Ledger
from guangongwei.reports import as_data
from guangongwei.reviewing import Review, review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


#: How many districts are attacked: 50, or as many as the environment asks for.
DISTRICTS = int(os.environ.get("ATTACKED_DISTRICTS", "50"))
PARTS = 2

#: What an indicator counts; of a share part and whole, of an average dividend and divisor.
COUNTED = {
    "care.children": ("children",),
    "care.paired_share": ("paired", "children"),
    "care.paired_children": ("paired",),
    "care.pairs": ("pairs",),
    "care.grants": ("grants",),
    "care.grant_children": ("granted",),
    "care.grant_amount": ("amount",),
    "care.grant_per_child": ("amount", "granted"),
    "volunteers.registered": ("registered",),
    "volunteers.active": ("active",),
    "volunteers.active_share": ("serving", "registered"),
    "services.count": ("services",),
    "services.hours": ("hours",),
    "services.hours_per_volunteer": ("hours", "active"),
}
#: Told in yuan and hours, known in hundredths.
AMOUNTS = {"amount": 100, "hours": 100}
CATALOGUE = tuple(map(indicator, COUNTED))

Data = dict[str, Any]
Row = tuple[dict[int, int], int, int]


@frozen
class _Knowledge:
    """What is known of the unknowns of all releases, and what is to be found out."""

    places: dict[object, int] = field(factory=dict[object, int])
    truth: list[int] = field(factory=list[int])
    known: list[Row] = field(factory=list["Row"])
    targets: dict[str, frozenset[int]] = field(factory=dict[str, frozenset[int]])

    def learn(self, members: dict[int, int], low: int, high: int = FAR) -> None:
        """Take note of what a sum is at least and at most; it has to be so."""
        value = sum(self.truth[at] * by for at, by in members.items())
        assert low <= value <= high
        self.known.append((members, low, high))


@pytest.mark.parametrize("part", range(PARTS))
def test_no_published_review_gives_a_hidden_number_away(
    part: int, tell: Callable[[str], None]
) -> None:
    """Every number a page hides keeps three values for whoever has read all pages so far."""
    told = attacked = withheld = 0
    for seed in range(part, DISTRICTS, PARTS):
        knowledge = _Knowledge()
        for number, (district, least, public) in enumerate(_published(Random(seed))):
            told += _read(knowledge, number, district, least, public)
            withheld += public.release is not None and public.release.is_withheld
        attacker = Attacker(tuple(knowledge.known), len(knowledge.truth))
        found = attacker.values(knowledge.targets, knowledge.truth)
        assert {name: each for name, each in found.items() if len(each) < ENOUGH} == {}, seed
        attacked += len(found)
    tell(
        f"attack on reviews, part {part}: {DISTRICTS // PARTS} districts, {told:,} figures told, "
        f"{attacked:,} hidden numbers attacked, none with fewer than {ENOUGH} values; "
        f"{withheld} releases withheld"
    )


def _published(random: Random) -> Iterator[tuple[District, int, Review]]:
    """One to three reviews of a district as the public sees them, with one ledger."""
    ledger, district = Ledger(), a_district(random)
    least = random.choice([3, 5])
    for number in range(random.choice([1, 1, 2, 3])):
        if number:
            district = corrected(district, random, number)
        made = review(
            plans.parse("一、关爱\n1.关心每一个孩子。\n").value,
            district.dataset(),
            period=YEAR,
            as_of=YEAR.end,
            bindings={1: tuple(COUNTED)},
            catalogue=CATALOGUE,
            problems=(),
        )
        public = made.published(least_people=least, ledger=ledger, name=str(number))
        assert public.release is not None
        ledger = ledger.and_one(public.release)
        yield district, least, public


def _read(
    knowledge: _Knowledge, number: int, district: District, least: int, public: Review
) -> int:
    """Learn all that one published review shows; how many figures it tells."""
    unknowns = district.unknowns()
    for unknown, value in unknowns.items():
        if knowledge.places.setdefault(unknown, len(knowledge.truth)) == len(knowledge.truth):
            knowledge.truth.append(value)
    page = _Page(knowledge, number, district, tuple(unknowns), least, public)
    page.learn_rules()
    (line,) = as_data(public)["lines"]
    shown: list[tuple[Data, dict[str, str]]] = [(each, {}) for each in line["figures"]]
    for breakdown in line["breakdowns"]:
        shown += [(each, each["categories"]) for each in breakdown["figures"]]
        page.learn_rows(breakdown)
    for figure, categories in shown:
        page.learn_figure(figure, categories)
    return sum(each["absence"] != "suppressed" for each, _ in shown)


@frozen
class _Page:
    """One published review as its reader sees it."""

    knowledge: _Knowledge
    number: int
    district: District
    unknowns: tuple[Unknown, ...]
    least: int
    public: Review

    def sum(self, what: str, categories: dict[str, str], *, school: str = "") -> dict[int, int]:
        """The unknowns of a number of a group."""
        schools = frozenset(
            id_
            for id_, (town, category) in self.district.schools.items()
            if categories.get("town", town) == town
            and categories.get("category", category) == category
            and school in ("", id_)
        )
        origin = categories.get("origin", "")
        return {
            self.knowledge.places[each]: 1
            for each in self.unknowns
            if counts(each, what, schools, origin)
        }

    def learn_rules(self) -> None:
        """A child with a pair has a record of it and no record is of nobody; so it is with all."""
        for school in self.district.schools:
            for records, people in (("pairs", "paired"), ("services", "active")):
                self._coupled(
                    self.sum(records, {}, school=school), self.sum(people, {}, school=school)
                )
            for origin in ORIGINS:
                group = {"origin": origin}
                grants = self.sum("grants", group, school=school)
                self._coupled(grants, self.sum("granted", group, school=school))
                self._no_more(self.sum("amount", group, school=school), grants)
            self._no_more(
                self.sum("hours", {}, school=school), self.sum("services", {}, school=school)
            )

    def _coupled(self, records: dict[int, int], people: dict[int, int]) -> None:
        self.knowledge.learn({**records, **dict.fromkeys(people, -1)}, 0)
        self._no_more(records, people)

    def _no_more(self, some: dict[int, int], others: dict[int, int]) -> None:
        """Of some there are none where there are none of the others."""
        self.knowledge.learn(
            {**dict.fromkeys(others, FAR), **dict.fromkeys(some, -1)}, 0, FAR * FAR
        )

    def learn_rows(self, breakdown: Data) -> None:
        """Where a row stands because of a record there is one, and nobody is in no row."""
        what = COUNTED[breakdown["indicator"]][0]
        if breakdown["dimensions"] == ["origin"]:
            rows = {each["categories"]["origin"] for each in breakdown["figures"]}
            for origin in ORIGINS:
                records = self.sum("grants" if what == "amount" else what, {"origin": origin})
                self.knowledge.learn(records, *((1, FAR) if origin in rows else (0, 0)))

    def learn_figure(self, figure: Data, categories: dict[str, str]) -> None:
        """What a figure tells, by its number, by having none, or by being hidden."""
        first, *more = ((name, self.sum(name, categories)) for name in COUNTED[figure["indicator"]])
        absence, coverage = figure["absence"], figure["coverage"]
        is_silent = not coverage["reported"] and not coverage["partial"]
        if figure["bounds"] and not more and figure["value"] is not None:
            self._bounded(figure, first[1], categories)
        match absence, more:
            case None, [] if figure["value"] is not None:
                value = round(figure["value"] * AMOUNTS.get(first[0], 1))
                self.knowledge.learn(first[1], value, value)
            case None, [second] if figure["whole"] is not None:
                self.knowledge.learn(first[1], figure["part"], figure["part"])
                self.knowledge.learn(second[1], figure["whole"], figure["whole"])
            case None, [second]:
                # An average is told where both are: that is learnt where they stand themselves.
                self.knowledge.learn(second[1], 1)
            case "not reported" | "not applicable", []:
                self.knowledge.learn(first[1], 0, 0)
            case "not applicable", [second]:
                self.knowledge.learn(second[1], 0, 0)
            case "suppressed", []:
                self.knowledge.learn(first[1], int(is_silent and first[0] not in AMOUNTS))
                self._aim(figure, categories, first[1])
            case "suppressed", [second]:
                self.knowledge.learn(second[1], 1)
                if first[0] not in AMOUNTS:
                    self._aim_at_share(figure, categories, first[1], second[1])
            case _:
                pass

    def _bounded(self, figure: Data, members: dict[int, int], categories: dict[str, str]) -> None:
        """What is sure already is what the schools that have sent their tables have."""
        low, missing = figure["bounds"]["low"], figure["coverage"]["missing"]
        (what,) = COUNTED[figure["indicator"]]
        if low and what in ("children", "registered", "pairs"):
            others = {at for each in missing for at in self.sum(what, categories, school=each)}
            settled = {at: 1 for at in members if at not in others}
            self.knowledge.learn(settled, low, low)

    def _value(self, members: dict[int, int]) -> int:
        return sum(self.knowledge.truth[at] for at in members)

    def _aim(
        self, figure: Data, categories: dict[str, str], members: dict[int, int], of: str = ""
    ) -> None:
        """Try to find out a number, unless it was merely withheld and may be told some day."""
        release = self.public.release
        assert release is not None
        if not release.is_withheld or 0 < self._value(members) < self.least:
            name = f"{self.number} {figure['indicator']} {categories} {of}"
            self.knowledge.targets[name] = frozenset(members)

    def _aim_at_share(
        self, figure: Data, categories: dict[str, str], part: dict[int, int], whole: dict[int, int]
    ) -> None:
        """Try to find out a part that is small, or what it leaves out, where this is."""
        rest = {at: 1 for at in whole if at not in part}
        if 0 < self._value(part) < self.least:
            self._aim(figure, categories, part, "part")
        if self._value(rest) < self.least:
            self._aim(figure, categories, rest, "rest")
