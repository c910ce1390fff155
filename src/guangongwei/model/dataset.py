"""Dataset (台账): every record of one body's work, by noun."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, final

from attrs import evolve, fields, frozen

from guangongwei.markup import Markup, table
from guangongwei.model.accreditation import Accreditation
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.committee import Committee
from guangongwei.model.organisation import Organisation, Tree
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, Volunteer, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.errors import Problem

Record = (
    Organisation | Committee | Volunteer | Service | Activity | Accreditation | Article | Return
)
R = TypeVar(
    "R",
    Organisation,
    Committee,
    Volunteer,
    Service,
    Activity,
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
    volunteers: tuple[Volunteer, ...] = ()
    services: tuple[Service, ...] = ()
    activities: tuple[Activity, ...] = ()
    accreditations: tuple[Accreditation, ...] = ()
    articles: tuple[Article, ...] = ()
    returns: tuple[Return, ...] = ()

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
    Volunteer: "volunteers",
    Service: "services",
    Activity: "activities",
    Accreditation: "accreditations",
    Article: "articles",
    Return: "returns",
}
