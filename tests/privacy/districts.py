"""Made-up districts as records, corrected once or twice, and what a reader knows of their unknowns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from attrs import frozen

from guangongwei.model.care import (
    Child,
    ChildId,
    Grant,
    GrantId,
    Pairing,
    PairingId,
    Programme,
    ProgrammeId,
)
from guangongwei.model.dataset import Dataset
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.period import Year
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, ServiceId, Volunteer, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

YEAR = Year(2024)
ORIGINS = ("区", "省")
TABLES = ("关爱对象", "结对", "助学金", "五老志愿者", "服务记录")
#: Every kind of what a child may have got, and everywhere a volunteer may have served.
GOT = (frozenset[str](), *(frozenset({each}) for each in ORIGINS), frozenset(ORIGINS))

#: An unknown: what is counted, of which kind, as of which release.
Unknown = tuple[object, ...]


@frozen
class AChild:
    """A child of a school with pairs and with grants, as origins and hundredths of a yuan."""

    id: str
    school: str
    pairs: int
    grants: tuple[tuple[str, int], ...]


@frozen
class AVolunteer:
    """A volunteer of a school with services, as schools and hundredths of an hour."""

    id: str
    home: str
    services: tuple[tuple[str, int], ...]


@frozen
class District:
    """The people of some schools as they are known at one release."""

    #: Town and category by school.
    schools: Mapping[str, tuple[str, str]]
    silent: frozenset[str]
    children: tuple[AChild, ...]
    volunteers: tuple[AVolunteer, ...]
    #: The release; a reader is not told whose records have changed since the one before.
    version: int = 0

    def dataset(self) -> Dataset:
        """The records."""
        on = date(2024, 3, 1)
        return Dataset(
            organisations=tuple(
                Organisation(
                    id=OrganisationId(id_), name=id_, town=town, category=Category(category)
                )
                for id_, (town, category) in self.schools.items()
            ),
            returns=tuple(
                Return(organisation=OrganisationId(id_), table=table, period=YEAR)
                for id_, table in product(self.schools, TABLES)
                if id_ not in self.silent
            ),
            programmes=tuple(
                Programme(id=ProgrammeId(id_), name="结对帮教", organisation=OrganisationId(id_))
                for id_ in self.schools
            ),
            children=tuple(
                Child(id=ChildId(each.id), organisation=OrganisationId(each.school))
                for each in self.children
            ),
            pairings=tuple(
                Pairing(
                    id=PairingId(f"{each.id}-{number}"),
                    programme=ProgrammeId(each.school),
                    volunteers=(),
                    subject=each.id,
                    started=on,
                )
                for each in self.children
                for number in range(each.pairs)
            ),
            grants=tuple(
                Grant(
                    id=GrantId(f"{each.id}-{number}"),
                    programme=ProgrammeId(each.school),
                    child=ChildId(each.id),
                    on=on,
                    origin=origin,
                    amount=Decimal(coins) / 100,
                )
                for each in self.children
                for number, (origin, coins) in enumerate(each.grants)
            ),
            volunteers=tuple(
                Volunteer(
                    id=VolunteerId(each.id),
                    name="某某",
                    organisation=OrganisationId(each.home),
                    joined=date(2020, 1, 1),
                )
                for each in self.volunteers
            ),
            services=tuple(
                Service(
                    id=ServiceId(f"{each.id}-{number}"),
                    volunteer=VolunteerId(each.id),
                    organisation=OrganisationId(school),
                    on=on,
                    hours=Decimal(coins) / 100,
                )
                for each in self.volunteers
                for number, (school, coins) in enumerate(each.services)
            ),
        )

    def unknowns(self) -> dict[Unknown, int]:
        """Every unknown of this release with what it truly is."""
        at = self.version
        found: dict[Unknown, int] = {}
        for school, is_paired, got in product(self.schools, (False, True), GOT):
            found["child", at, school, is_paired, got] = 0
        for school in self.schools:
            for name in ("pairs", "services", "hours"):
                found[name, at, school] = 0
            for name, origin in product(("grants", "amount"), ORIGINS):
                found[name, at, school, origin] = 0
        for home, served in product(self.schools, self.everywhere()):
            found["volunteer", at, home, served] = 0
        for child in self.children:
            got = frozenset(origin for origin, _ in child.grants)
            found["child", at, child.school, child.pairs > 0, got] += 1
            found["pairs", at, child.school] += child.pairs
            for origin, coins in child.grants:
                found["grants", at, child.school, origin] += 1
                found["amount", at, child.school, origin] += coins
        for volunteer in self.volunteers:
            served = frozenset(school for school, _ in volunteer.services)
            found["volunteer", at, volunteer.home, served] += 1
            for school, coins in volunteer.services:
                found["services", at, school] += 1
                found["hours", at, school] += coins
        return found

    def everywhere(self) -> Iterator[frozenset[str]]:
        """Where a volunteer may have served: at no school, at one or at two."""
        chosen = (combinations(self.schools, size) for size in range(3))
        return map(frozenset, chain.from_iterable(chosen))


def counts(unknown: Unknown, what: str, schools: frozenset[str], origin: str = "") -> bool:
    """Say whether an unknown is part of a number of some schools."""
    match unknown:
        case ("child", _, school, is_paired, frozenset() as got):
            wanted = {
                "children": True,
                "paired": is_paired,
                "granted": origin in got if origin else bool(got),
            }
            return school in schools and bool(wanted.get(what, False))
        case ("volunteer", _, home, frozenset() as served):
            holds: dict[str, bool] = {
                "registered": home in schools,
                "serving": home in schools and bool(served),
                "active": bool(served & schools),
            }
            return holds.get(what, False)
        case (name, _, school, *rest):
            return bool(name == what and school in schools and (not origin or origin in rest))
        case _:
            return False


def a_district(random: Random) -> District:
    """A few schools of one town or two, of two categories, with few or many people."""
    towns, categories = ("甲镇", "乙镇")[: random.randint(1, 2)], ("小学", "初中")
    schools = {
        f"S{number}": (random.choice(towns), random.choice(categories))
        for number in range(random.randint(2, 4))
    }
    silent = frozenset(random.sample(list(schools), k=random.random() < 0.4))
    children = [child for school in schools for child in _children(random, school, 0)]
    return District(
        schools=schools,
        silent=silent,
        children=tuple(children),
        volunteers=tuple(
            each for school in schools for each in _volunteers(random, school, tuple(schools), 0)
        ),
    )


def corrected(district: District, random: Random, version: int) -> District:
    """The same with one school counted anew, and whoever was silent heard."""
    changed = frozenset(random.sample(list(district.schools), k=1)) | district.silent
    children = [each for each in district.children if each.school not in changed]
    kept = [
        each
        for each in district.children
        if each.school in changed and random.random() < random.choice([0.9, 1])
    ]
    new = [
        child
        for school in sorted(changed)
        for child in _children(random, school, version)[: random.randint(0, 3)]
    ]
    more = [
        each
        for school in sorted(changed)
        for each in _volunteers(random, school, (school,), version)[: random.randint(0, 3)]
    ]
    return District(
        schools=district.schools,
        silent=frozenset(),
        children=(*children, *kept, *new),
        volunteers=(*district.volunteers, *more),
        version=version,
    )


def _few(random: Random) -> int:
    return random.choice([0, random.randint(1, 4), random.randint(1, 9), random.randint(6, 20)])


def _children(random: Random, school: str, version: int) -> tuple[AChild, ...]:
    share, granted = random.choice([0.0, 0.3, 0.9, 1.0]), random.choice([0.0, 0.2, 0.6])
    return tuple(
        AChild(
            id=f"{school}-{version}-{number}",
            school=school,
            pairs=random.choice([1, 1, 2]) if random.random() < share else 0,
            grants=tuple(
                (origin, random.randint(1, 9)) for origin in ORIGINS if random.random() < granted
            ),
        )
        for number in range(_few(random))
    )


def _volunteers(
    random: Random, school: str, schools: tuple[str, ...], version: int
) -> tuple[AVolunteer, ...]:
    share = random.choice([0.2, 0.8, 1.0])
    return tuple(
        AVolunteer(
            id=f"V{school}-{version}-{number}",
            home=school,
            services=tuple(
                (place, random.randint(1, 9))
                for place in {school, random.choice(schools)}
                for _ in range(random.choice([1, 1, 2]))
            )
            if random.random() < share
            else (),
        )
        for number in range(_few(random))
    )
