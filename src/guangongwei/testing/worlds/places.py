"""Where a made-up district does its work: the bureau, its towns, and every unit in them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.chinese import numerals
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.testing.worlds.words import (
    COMMUNITIES,
    DISTRICT,
    KINDERGARTENS,
    SETTINGS,
    TOWNS,
)

if TYPE_CHECKING:
    from guangongwei.testing.worlds.dice import Dice

#: Of a thousand schools, how many are of each kind, and whether a town runs them.
_MIX = (
    (Category.PRIMARY, 300, True),
    (Category.JUNIOR, 136, True),
    (Category.NINE_YEAR, 55, True),
    (Category.SENIOR, 41, False),
    (Category.COMPLETE, 14, False),
    (Category.VOCATIONAL, 20, False),
    (Category.SPECIAL, 14, False),
    (Category.KINDERGARTEN, 420, True),
)
_ENDINGS = {
    Category.PRIMARY: "小学",
    Category.JUNIOR: "初级中学",
    Category.NINE_YEAR: "实验学校",
    Category.SENIOR: "高级中学",
    Category.COMPLETE: "中学",
    Category.VOCATIONAL: "职业学校",
    Category.SPECIAL: "特殊教育学校",
}
_PUPILS = {
    Category.KINDERGARTEN: (90, 420),
    Category.SPECIAL: (40, 160),
    Category.PRIMARY: (300, 2200),
}
_MANY = (600, 2600)
#: What an office or the bureau leaves to those that are there for it.
_HOSTED = {Category.PARENT_SCHOOL: "家庭教育讲座", Category.STATION: "校外辅导"}


@final
@frozen(kw_only=True)
class Places:
    """The units of a district, and which of them play a part of their own."""

    #: In the order of the tree.
    organisations: tuple[Organisation, ...]
    bureau: OrganisationId
    offices: tuple[OrganisationId, ...]
    #: 中小学、幼儿园 in operation at the year's end.
    schools: tuple[OrganisationId, ...]
    #: Closed during the year: two merged into neighbours, the third left none.
    closed: tuple[OrganisationId, ...]
    stations: tuple[OrganisationId, ...]
    communities: tuple[OrganisationId, ...]

    @cached_property
    def by_id(self) -> dict[OrganisationId, Organisation]:
        """Every unit under its id."""
        return {each.id: each for each in self.organisations}

    @cached_property
    def _hosts(self) -> dict[tuple[OrganisationId | None, str], Organisation]:
        """The parent school and the tutoring station of each office, and the bureau's own."""
        found: dict[tuple[OrganisationId | None, str], Organisation] = {}
        for each in self.organisations:
            if kind := _HOSTED.get(each.category):
                above = self.by_id[each.parent or self.bureau]
                is_community = above.category is Category.COMMUNITY
                found[above.parent if is_community else above.id, kind] = each
        return found

    def host(self, by: OrganisationId, kind: str, on: date) -> OrganisationId:
        """Whose activity it is: lectures to parents are the parent school's, once there is one."""
        host = self._hosts.get((by, kind))
        return host.id if host and host.in_operation(on) else by


#: What closes beside the schools that are counted: two merge, one just ends, one ended before.
_CLOSING = {Category.PRIMARY: 2, Category.KINDERGARTEN: 2}


def places(dice: Dice, *, year: int, schools: int) -> Places:
    """The units of a district with this many schools in operation at the year's end."""
    wanted = _wanted(schools)
    bureau = OrganisationId("A001")
    found = [
        Organisation(id=bureau, name=f"{DISTRICT}教育局", category=Category.BUREAU),
        Organisation(
            id=OrganisationId("F001"),
            name=f"{DISTRICT}家长学校总校",
            category=Category.PARENT_SCHOOL,
            parent=bureau,
        ),
        *_bureau_schools(dice, wanted, bureau),
    ]
    shares = _shared_out(dice, wanted)
    for number, town in enumerate(TOWNS):
        found += _town(dice, number, town, shares[number])
    return _sorted_out(_with_histories(dice, _numbered(found), year), year)


def _wanted(schools: int) -> dict[Category, int]:
    """How many schools of each kind; the most common kind takes what rounding leaves."""
    wanted = {kind: max(1, schools * share // 1000) for kind, share, _ in _MIX}
    wanted[Category.KINDERGARTEN] += schools - sum(wanted.values())
    return {kind: count + _CLOSING.get(kind, 0) for kind, count in wanted.items()}


def _shared_out(dice: Dice, wanted: dict[Category, int]) -> list[dict[Category, int]]:
    """How many schools of each kind each town runs; every town has at least one primary."""
    shares: list[dict[Category, int]] = [{} for _ in TOWNS]
    for kind, _, in_town in _MIX:
        if in_town:
            towns = [*range(len(TOWNS)), *(dice.below(len(TOWNS)) for _ in range(wanted[kind]))]
            for town in towns[: wanted[kind]]:
                shares[town][kind] = shares[town].get(kind, 0) + 1
    return shares


def _bureau_schools(
    dice: Dice, wanted: dict[Category, int], bureau: OrganisationId
) -> list[Organisation]:
    """The schools that the bureau runs itself; each names its 镇街, having no office above it."""
    return [
        _school(dice, kind, f"{DISTRICT}{_ordinal(number, wanted[kind])}", bureau, town=_seat(dice))
        for kind, _, in_town in _MIX
        if not in_town
        for number in range(wanted[kind])
    ]


def _seat(dice: Dice) -> str:
    return dice.pick(TOWNS)


def _ordinal(number: int, of: int) -> str:
    return f"第{numerals.write(number + 1)}" if of > 1 else ""


def _town(dice: Dice, number: int, town: str, share: dict[Category, int]) -> list[Organisation]:
    """One town: its office, its schools, its tutoring station and a community."""
    office = OrganisationId(f"B{number + 1:03d}")
    found = [
        Organisation(
            id=office,
            name=f"{town}教育办",
            category=Category.TOWN_OFFICE,
            parent=OrganisationId("A001"),
            town=town,
        )
    ]
    for kind, count in share.items():
        for each in range(count):
            stem = town if kind is not Category.KINDERGARTEN else f"{town}{_garden(each)}"
            name = stem + ("" if kind is Category.KINDERGARTEN else _ordinal(each, count))
            found.append(_school(dice, kind, name, office))
    return found + _around(dice, number, town, office)


def _garden(number: int) -> str:
    name = KINDERGARTENS[number % len(KINDERGARTENS)]
    rounds = number // len(KINDERGARTENS)
    return name + (f"第{numerals.write(rounds + 1)}" if rounds else "")


def _around(dice: Dice, number: int, town: str, office: OrganisationId) -> list[Organisation]:
    """What stands around the schools of a town: station, community, parent school."""
    community = OrganisationId(f"E{number + 1:03d}")
    found = [
        Organisation(
            id=community,
            name=f"{town}{COMMUNITIES[number % len(COMMUNITIES)]}社区",
            category=Category.COMMUNITY,
            parent=office,
        )
    ]
    if number % 2 == 0:
        found.append(
            Organisation(
                id=OrganisationId(f"D{number // 2 + 1:03d}"),
                name=f"{town}校外教育辅导站",
                category=Category.STATION,
                # Half of the stations belong to the community, half to the town.
                parent=community if number % 4 == 0 else office,
            )
        )
    if number % 3 == 0:
        found.append(
            Organisation(
                id=OrganisationId(f"F{number // 3 + 2:03d}"),
                name=f"{town}家长学校",
                category=Category.PARENT_SCHOOL,
                parent=office,
                founded=date(dice.between(2009, 2020), 9, 1),
            )
        )
    return found


def _school(
    dice: Dice,
    kind: Category,
    stem: str,
    parent: OrganisationId,
    *,
    town: str | None = None,
) -> Organisation:
    low, high = _PUPILS.get(kind, _MANY)
    private = kind is Category.KINDERGARTEN and dice.chance(35)
    return Organisation(
        id=OrganisationId(""),
        name=stem + _ENDINGS.get(kind, "幼儿园"),
        category=kind,
        parent=parent,
        town=town,
        setting=dice.weighted(tuple(zip(SETTINGS, (40, 40, 20), strict=True))),
        ownership="民办" if private else "公办",
        pupils=Absence.UNKNOWN if dice.chance(3) else dice.between(low, high),
        founded=None if dice.chance(20) else date(dice.between(1952, 2018), 9, 1),
    )


def _numbered(organisations: list[Organisation]) -> list[Organisation]:
    """The same units, each school with its id."""
    ids = iter(range(1, len(organisations) + 1))
    return [
        each if each.id else evolve(each, id=OrganisationId(f"C{next(ids):03d}"))
        for each in organisations
    ]


def _with_histories(dice: Dice, organisations: list[Organisation], year: int) -> list[Organisation]:
    """The same units after two mergers, two closings and two foundings."""
    found = {each.id: each for each in organisations}
    primaries = _siblings(organisations, Category.PRIMARY)
    gardens = dice.shuffled(_siblings(organisations, Category.KINDERGARTEN))
    for first, last in dice.shuffled(primaries)[: _CLOSING[Category.PRIMARY]]:
        found[last] = evolve(found[last], closed=date(year, 8, 31), merged_into=first)
        found[first] = evolve(found[first], aliases=(_central(found[first]),))
    ending, ended, *opening = (last for _, last in gardens[:4])
    found[ending] = evolve(found[ending], closed=date(year, 6, 30))
    found[ended] = evolve(found[ended], closed=date(year - 1, 8, 31), merged_into=gardens[1][0])
    for each in opening:
        found[each] = evolve(found[each], founded=date(year, 9, 1))
    return [found[each.id] for each in organisations]


def _central(school: Organisation) -> str:
    """The name the first primary of a town bore before the primaries were numbered."""
    return school.name.replace(_ordinal(0, 2), "中心")


def _siblings(
    organisations: list[Organisation], kind: Category
) -> list[tuple[OrganisationId, OrganisationId]]:
    """The first and the last of the schools of a kind under each parent that has several."""
    ends: dict[OrganisationId | None, tuple[OrganisationId, OrganisationId]] = {}
    for each in organisations:
        if each.category is kind:
            first, _ = ends.get(each.parent, (each.id, each.id))
            ends[each.parent] = (first, each.id)
    return [(first, last) for first, last in ends.values() if first != last]


def _sorted_out(organisations: list[Organisation], year: int) -> Places:
    def ids(*kinds: Category) -> tuple[OrganisationId, ...]:
        return tuple(each.id for each in organisations if each.category in kinds)

    kinds = tuple(kind for kind, _, _ in _MIX)
    closings = {each.id: each.closed for each in organisations if each.closed}
    return Places(
        organisations=tuple(organisations),
        bureau=ids(Category.BUREAU)[0],
        offices=ids(Category.TOWN_OFFICE),
        schools=tuple(each for each in ids(*kinds) if each not in closings),
        closed=tuple(each for each, day in closings.items() if day.year == year),
        stations=ids(Category.STATION),
        communities=ids(Category.COMMUNITY),
    )
