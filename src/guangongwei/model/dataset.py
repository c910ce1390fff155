"""Dataset (台账): every record of one body's work, by noun."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, final

from attrs import evolve, fields, frozen

from guangongwei.markup import Markup, table
from guangongwei.model.accreditation import Accreditation
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.care import (
    CareCase,
    Child,
    ChildId,
    Consent,
    Grant,
    Pairing,
    Programme,
    ProgrammeId,
)
from guangongwei.model.committee import Committee
from guangongwei.model.entry import Entry
from guangongwei.model.organisation import Organisation, OrganisationId, Tree
from guangongwei.model.post import Post
from guangongwei.model.reporting import Return
from guangongwei.model.standard import Assessment, Standard
from guangongwei.model.volunteer import Service, Volunteer, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.errors import Problem

Record = (
    Organisation
    | Committee
    | Post
    | Volunteer
    | Service
    | Activity
    | Entry
    | Programme
    | Child
    | Consent
    | Pairing
    | CareCase
    | Grant
    | Assessment
    | Accreditation
    | Article
    | Return
)
R = TypeVar(
    "R",
    Organisation,
    Committee,
    Post,
    Volunteer,
    Service,
    Activity,
    Entry,
    Programme,
    Child,
    Consent,
    Pairing,
    CareCase,
    Grant,
    Assessment,
    Accreditation,
    Article,
    Return,
)


@final
@frozen(kw_only=True, repr=False)
class Dataset:
    """Every record of one body's work; a table nobody filled is empty, never missing."""

    organisations: tuple[Organisation, ...] = ()
    committees: tuple[Committee, ...] = ()
    posts: tuple[Post, ...] = ()
    volunteers: tuple[Volunteer, ...] = ()
    services: tuple[Service, ...] = ()
    activities: tuple[Activity, ...] = ()
    entries: tuple[Entry, ...] = ()
    programmes: tuple[Programme, ...] = ()
    children: tuple[Child, ...] = ()
    consents: tuple[Consent, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    cases: tuple[CareCase, ...] = ()
    grants: tuple[Grant, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    accreditations: tuple[Accreditation, ...] = ()
    articles: tuple[Article, ...] = ()
    returns: tuple[Return, ...] = ()
    #: The editions of standards that assessments speak of; they belong to no organisation.
    standards: tuple[Standard, ...] = ()

    @cached_property
    def tree(self) -> Tree:
        """The organisations as a tree."""
        return Tree(self.organisations)

    @cached_property
    def volunteer_by_id(self) -> dict[VolunteerId, Volunteer]:
        """Every volunteer under the id; of two with one id, the first."""
        found: dict[VolunteerId, Volunteer] = {}
        for each in self.volunteers:
            found.setdefault(each.id, each)
        return found

    @cached_property
    def programme_by_id(self) -> dict[ProgrammeId, Programme]:
        """Every care brand under its id; of two with one id, the first."""
        return {each.id: each for each in reversed(self.programmes)}

    @cached_property
    def child_by_id(self) -> dict[ChildId, Child]:
        """Every child under the key; of two with one key, the first."""
        return {each.id: each for each in reversed(self.children)}

    def organisation_of(self, record: Record) -> OrganisationId | None:
        """The organisation a record belongs to; None where what would tell it is not here.

        An organisation belongs to itself; a pair and a grant belong to their brand's organisation,
        a case and a consent to their child's.
        """
        match record:
            case Organisation():
                return record.id
            case Pairing() | Grant():
                programme = self.programme_by_id.get(record.programme)
                return programme and programme.organisation
            case CareCase() | Consent():
                child = self.child_by_id.get(record.child)
                return child and child.organisation
            case _:
                return record.organisation

    def counted(self, noun: type[Record]) -> tuple[Record, ...]:
        """The records of a noun that figures count: of those under one id, the first."""
        return self._firsts[noun][0]

    def repeated(self, noun: type[Record]) -> tuple[Record, ...]:
        """The records of a noun that bear the id of an earlier one; `check` reports them."""
        return self._firsts[noun][1]

    @cached_property
    def _firsts(self) -> dict[type[Record], tuple[tuple[Record, ...], tuple[Record, ...]]]:
        return {noun: _parted(self.records(noun)) for noun in TABLES}

    def of(self, noun: type[R]) -> tuple[R, ...]:
        """The records of one noun."""
        return getattr(self, TABLES[noun])  # type: ignore[no-any-return]  # one field a noun

    def records(self, noun: type[Record]) -> tuple[Record, ...]:
        """The records of a noun that is known only as one of the nouns."""
        return getattr(self, TABLES[noun])  # type: ignore[no-any-return]  # one field a noun

    def with_records(self, noun: type[R], records: Iterable[R]) -> Dataset:
        """The same dataset with other records of one noun."""
        changes: dict[str, Any] = {TABLES[noun]: tuple(records)}
        return evolve(self, **changes)

    def check(self) -> tuple[Problem, ...]:
        """What cannot be true of these records together; see `guangongwei.model.checks`."""
        from guangongwei.model.checks import check  # noqa: PLC0415  (checks know the dataset)

        return check(self)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{each.name}={len(getattr(self, each.name))}" for each in fields(type(self))
        )
        return f"Dataset({counts})"

    def _repr_html_(self) -> Markup:
        rows = [(noun.__name__, len(getattr(self, name))) for noun, name in TABLES.items()]
        return table(("noun", "records"), rows)


def _parted(records: tuple[Record, ...]) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The first record under each id, and the others; returns have no id and are all kept."""
    seen: set[str] = set()
    first: list[Record] = []
    again: list[Record] = []
    for each in records:
        if isinstance(each, Return):
            first.append(each)
            continue
        (again if each.id in seen else first).append(each)
        seen.add(each.id)
    return tuple(first), tuple(again)


#: The field of a dataset that holds each noun.
TABLES: dict[type[Record], str] = {
    Organisation: "organisations",
    Committee: "committees",
    Post: "posts",
    Volunteer: "volunteers",
    Service: "services",
    Activity: "activities",
    Entry: "entries",
    Programme: "programmes",
    Child: "children",
    Consent: "consents",
    Pairing: "pairings",
    CareCase: "cases",
    Grant: "grants",
    Assessment: "assessments",
    Accreditation: "accreditations",
    Article: "articles",
    Return: "returns",
}
