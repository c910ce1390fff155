"""What rules ask of a dataset as a whole, each gone through once, however many records ask."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, final

from attrs import fields_dict, frozen

from guangongwei.model.accreditation import Accreditation, standard_programme
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.care import (
    CareCase,
    ChildId,
    Consent,
    Grant,
    Pairing,
    Programme,
    ProgrammeId,
)
from guangongwei.model.committee import Committee
from guangongwei.model.dataset import TABLES, Dataset, Record
from guangongwei.model.levels import LEVEL_WORDS
from guangongwei.model.numbers import Number, is_blank, is_number
from guangongwei.model.organisation import Organisation, OrganisationId
from guangongwei.model.overlaps import OverlapKind, overlaps
from guangongwei.model.standard import Assessment, Standard, StandardId
from guangongwei.model.volunteer import Service, Volunteer, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from guangongwei.model.post import Post, PostId

#: The days that tell up to when the records go: of what happened, never of what is to come.
_HAPPENED = (
    ("services", "on"),
    ("activities", "on"),
    ("entries", "on"),
    ("articles", "on"),
    ("assessments", "on"),
    ("accreditations", "on"),
    ("grants", "on"),
    ("pairings", "started"),
    ("cases", "started"),
    ("consents", "given"),
    ("volunteers", "joined"),
    ("returns", "on"),
)

#: The nouns of which one thing may be typed twice, and the fields without which a record says too
#: little to be told from another.
COMPARED: dict[type[Record], tuple[str, ...]] = {
    Organisation: (),
    Volunteer: (),
    Service: ("hours",),
    Activity: ("name",),
    Programme: (),
    Consent: (),
    Pairing: (),
    CareCase: ("steps",),
    Grant: ("amount",),
    Assessment: ("scores",),
    Article: ("title",),
}


#: What reads the content of a record: everything but its id and its source.
_CONTENT: dict[type[Record], Callable[[Record], tuple[object, ...]]] = {
    noun: attrgetter(*(each for each in fields_dict(noun) if each not in ("id", "source")))
    for noun in COMPARED
}
#: The most that are believed to benefit from one service, for each pupil of the place: with two at
#: home.
HOUSEHOLD = 3

#: The numbers that a record counts.
_NUMBERS: dict[type[Record], tuple[str, ...]] = {
    Organisation: ("pupils",),
    Committee: ("budget",),
    Service: ("hours", "beneficiaries"),
    Activity: ("sessions", "visits", "volunteers"),
    Grant: ("amount",),
}


@final
@frozen
class Facts:
    """A dataset, and what was counted in it so far."""

    dataset: Dataset

    @cached_property
    def _ids(self) -> dict[str, Counter[str]]:
        return {
            table: Counter(each.id for each in getattr(self.dataset, table))
            for table in (*TABLES.values(), "standards")
            if table != "returns"
        }

    def known(self, table: str) -> Counter[str] | None:
        """The ids of a table; None where nobody filled it."""
        return self._ids[table] or None

    def times(self, record: Record) -> int:
        """How many records of its table bear a record's id."""
        return self._ids[TABLES[type(record)]][getattr(record, "id", "")]

    def closed(self, id_: OrganisationId) -> date | None:
        """The day on which an organisation closed; None where it has not, or is not known."""
        organisation = self.dataset.tree.by_id.get(id_)
        return organisation and organisation.closed

    def parent_closed(self, organisation: Organisation) -> date | None:
        """The day on which the organisation above one closed."""
        return None if organisation.parent is None else self.closed(organisation.parent)

    def households(self, id_: OrganisationId) -> int | None:
        """The pupils of an organisation, each with two at home; None where it has or tells none."""
        organisation = self.dataset.tree.by_id.get(id_)
        pupils = None if organisation is None else organisation.pupils
        return pupils * HOUSEHOLD if isinstance(pupils, int) and pupils else None

    def operating(self, id_: OrganisationId, day: date) -> bool | None:
        """Whether an organisation is in operation on a day; None where it is not known."""
        organisation = self.dataset.tree.by_id.get(id_)
        return organisation and organisation.in_operation(day)

    def registered(self, id_: VolunteerId, day: date) -> bool | None:
        """Whether a volunteer is on the roll on a day; None where that cannot be told."""
        volunteer = self.dataset.volunteer_by_id.get(id_)
        if volunteer is None or volunteer.joined is None:
            return None
        return volunteer.registered(day)

    def running(self, id_: ProgrammeId, day: date) -> bool | None:
        """Whether a care brand runs on a day; None where it is not known."""
        programme = self.dataset.programme_by_id.get(id_)
        return programme and programme.running(day)

    def founded(self, id_: OrganisationId) -> date | None:
        """The day on which an organisation was founded; None where it is not known."""
        organisation = self.dataset.tree.by_id.get(id_)
        return organisation and organisation.founded

    def left(self, key: str) -> date | None:
        """The day on which a child left the school."""
        child = self.dataset.child_by_id.get(ChildId(key))
        return child and child.left

    def since(self, id_: StandardId) -> date | None:
        """The first day on which an edition applies."""
        standard = self.standards.get(id_)
        return standard and standard.since

    @cached_property
    def last_day(self) -> date:
        """The last day on which anything is recorded to have happened."""
        days = (
            getattr(each, name)
            for table, name in _HAPPENED
            for each in getattr(self.dataset, table)
        )
        return max((each for each in days if each is not None), default=date.min)

    @cached_property
    def hours(self) -> dict[tuple[str, date], Decimal]:
        """The hours of each volunteer on each day, where any are noted."""
        found: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
        for each in self.dataset.services:
            if is_number(each.hours):
                found[each.volunteer, each.on] += each.hours
        return found

    @cached_property
    def elsewhere(self) -> frozenset[tuple[str, date]]:
        """The volunteers and days with services at several places."""
        return frozenset(
            (each.volunteer, each.on)
            for each in overlaps(self.dataset.services)
            if each.kind is OverlapKind.TWO_PLACES
        )

    @cached_property
    def contents(self) -> dict[str, Counter[tuple[object, ...]]]:
        """How often each content occurs in a table, whatever the id."""
        return {
            TABLES[noun]: Counter(map(_CONTENT[noun], getattr(self.dataset, TABLES[noun])))
            for noun in COMPARED
        }

    def alike(self, record: Record) -> int | None:
        """How many records of its table say what a record says; None where it says too little."""
        noun = type(record)
        if not all(is_telling(getattr(record, name)) for name in COMPARED[noun]):
            return None
        return self.contents[TABLES[noun]][_CONTENT[noun](record)]

    @cached_property
    def committees(self) -> Counter[OrganisationId]:
        """How many committees each organisation has."""
        return Counter(each.organisation for each in self.dataset.committees)

    @cached_property
    def decided(self) -> dict[tuple[str, str], tuple[Accreditation, ...]]:
        """The decisions about each organisation in each programme, as they came to hold."""
        found: dict[tuple[str, str], list[Accreditation]] = defaultdict(list)
        for each in self.dataset.accreditations:
            found[each.organisation, each.standard_programme].append(each)
        return {
            key: tuple(sorted(made, key=lambda each: (each.on, each.id)))
            for key, made in found.items()
        }

    def decided_before(self, record: Accreditation) -> tuple[Accreditation, ...]:
        """The decisions of the same kind on earlier days."""
        made = self.decided[record.organisation, record.standard_programme]
        return tuple(each for each in made if each.on < record.on)

    def decided_that_day(self, record: Accreditation) -> int:
        """How many decisions of the same kind there are on the same day."""
        made = self.decided[record.organisation, record.standard_programme]
        return sum(each.on == record.on for each in made)

    @cached_property
    def standards(self) -> dict[StandardId, Standard]:
        """Every edition under its id; of two with one id, the first."""
        return {each.id: each for each in reversed(self.dataset.standards)}

    @cached_property
    def assessed(self) -> dict[tuple[str, str], date]:
        """The first day on which each organisation was assessed in each programme."""
        found: dict[tuple[str, str], date] = {}
        for each in self.dataset.assessments:
            standard = self.standards.get(each.standard)
            if standard is not None:
                key = (each.organisation, standard_programme(standard.programme))
                found[key] = min(found.get(key, each.on), each.on)
        return found

    @cached_property
    def assessed_programmes(self) -> frozenset[str]:
        """The programmes in which anybody was assessed."""
        return frozenset(programme for _, programme in self.assessed)

    @cached_property
    def works(self) -> Counter[tuple[object, ...]]:
        """How often each work stands at each level of each contest."""
        return Counter(
            (each.contest, each.level, each.work) for each in self.dataset.entries if each.work
        )

    @cached_property
    def levels(self) -> dict[str | None, set[str]]:
        """The levels that each outlet is said to be of, in their standard words."""
        found: dict[str | None, set[str]] = defaultdict(set)
        for each in self.dataset.articles:
            if each.level:
                found[each.outlet].add(LEVEL_WORDS.standard(each.level))
        return found

    @cached_property
    def overlapping_posts(self) -> frozenset[str]:
        """The ids of the posts whose term overlaps another's of the same title and place."""
        found: dict[tuple[str, str], list[Post]] = defaultdict(list)
        for each in self.dataset.posts:
            if each.holder is not None:
                found[each.organisation, each.title].append(each)
        return frozenset(id_ for held in found.values() for id_ in _overlapping(held))

    @cached_property
    def returned(self) -> Counter[tuple[object, ...]]:
        """How often each table was returned by each organisation for each period."""
        return Counter(
            (each.organisation, each.table, each.period) for each in self.dataset.returns
        )


def smallest(record: Record) -> Number | None:
    """The smallest number that a record counts; None where it counts nothing."""
    names = _NUMBERS[type(record)]
    numbers = (getattr(record, name) for name in names)
    return min((each for each in numbers if is_number(each)), default=None)


def is_telling(value: object) -> bool:
    """Say whether a field holds anything."""
    return not is_blank(value) and value != ()


def _overlapping(posts: list[Post]) -> Iterator[PostId]:
    """Those of the posts whose term shares a day with another's."""
    for number, post in enumerate(posts):
        if any(_meet(post, other) for other in (*posts[:number], *posts[number + 1 :])):
            yield post.id


def _meet(one: Post, other: Post) -> bool:
    """Whether there is a day in the terms of both; a day that is not noted leaves a term open."""
    return max(one.since or date.min, other.since or date.min) <= min(
        one.until or date.max, other.until or date.max
    )
