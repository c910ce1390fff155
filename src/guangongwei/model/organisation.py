"""Organisations (单位) and the tree they form."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, NewType, final

from attrs import frozen

from guangongwei.errors import NotStored
from guangongwei.markup import Markup, table
from guangongwei.model.numbers import Absence
from guangongwei.model.source import Source, source_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OrganisationId = NewType("OrganisationId", str)


@final
class Category(Enum):
    """类别: what kind of unit an organisation is."""

    BUREAU = "教育局"
    TOWN_OFFICE = "乡镇教育办"
    KINDERGARTEN = "幼儿园"
    PRIMARY = "小学"
    JUNIOR = "初中"
    NINE_YEAR = "九年一贯制学校"
    SENIOR = "普通高中"
    COMPLETE = "完全中学"
    VOCATIONAL = "中等职业学校"
    SPECIAL = "特殊教育学校"
    #: 校外教育辅导站: a community point for after school and holidays.
    STATION = "校外教育辅导站"
    PARENT_SCHOOL = "家长学校"
    COMMUNITY = "社区"
    OTHER = "其他"

    @property
    def label(self) -> str:
        """The English words."""
        return self.name.lower().replace("_", " ")

    @property
    def is_school(self) -> bool:
        """Whether it is one of the 中小学、幼儿园 that the plan's share speaks of."""
        return self in SCHOOLS


#: 中小学、幼儿园 as the accreditation share counts them.
SCHOOLS = (
    Category.KINDERGARTEN,
    Category.PRIMARY,
    Category.JUNIOR,
    Category.NINE_YEAR,
    Category.SENIOR,
    Category.COMPLETE,
    Category.VOCATIONAL,
    Category.SPECIAL,
)


@final
class Level(Enum):
    """Administrative level, from the nation down."""

    NATION = "国家"
    PROVINCE = "省"
    CITY = "市"
    DISTRICT = "区县"
    TOWN = "镇街"
    BASE = "学校社区"


_BUREAU_LEVELS = (Level.DISTRICT, Level.CITY, Level.PROVINCE, Level.NATION)


@final
@frozen(kw_only=True)
class Organisation:
    """A bureau, an office, a school or another unit that takes part in the work."""

    id: OrganisationId
    name: str
    category: Category
    #: 上级单位, in the line of the education system.
    parent: OrganisationId | None = None
    #: 镇街; a unit without one takes that of the nearest unit above it.
    town: str | None = None
    #: 城乡, as the district words it.
    setting: str | None = None
    #: 办学性质, as the district words it: 公办, 民办, ….
    ownership: str | None = None
    pupils: int | Absence = Absence.UNKNOWN
    founded: date | None = None
    closed: date | None = None
    merged_into: OrganisationId | None = None
    #: Other names; matched exactly, never guessed.
    aliases: tuple[str, ...] = ()
    source: Source = source_field()

    def in_operation(self, day: date) -> bool:
        """Say whether it exists on a day: founded by then, and closed, if at all, later."""
        return (self.founded is None or self.founded <= day) and (
            self.closed is None or self.closed > day
        )


@final
@frozen(repr=False, cache_hash=True)
class Tree:
    """Organisations by id and by their place under one another.

    A unit whose parent is unknown is a root; a ring of parents has no root, and walking up from
    inside it ends after one round. Both are reported by `Dataset.check`.
    """

    organisations: tuple[Organisation, ...]

    @cached_property
    def by_id(self) -> dict[OrganisationId, Organisation]:
        """Every organisation under its id; of two with one id, the first."""
        found: dict[OrganisationId, Organisation] = {}
        for each in self.organisations:
            found.setdefault(each.id, each)
        return found

    @cached_property
    def _children(self) -> dict[OrganisationId | None, tuple[OrganisationId, ...]]:
        found: dict[OrganisationId | None, list[OrganisationId]] = defaultdict(list)
        for each in self.by_id.values():
            known = each.parent if each.parent in self.by_id else None
            found[known].append(each.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    @cached_property
    def _paths(self) -> dict[OrganisationId, tuple[OrganisationId, ...]]:
        return {id_: tuple(self._climb(id_)) for id_ in self.by_id}

    @cached_property
    def _by_name(self) -> dict[str, frozenset[OrganisationId]]:
        found: dict[str, set[OrganisationId]] = defaultdict(set)
        for each in self.by_id.values():
            for name in (each.name, *each.aliases):
                found[name].add(each.id)
        return {name: frozenset(ids) for name, ids in found.items()}

    def __repr__(self) -> str:
        return f"Tree(organisations={len(self.by_id)}, roots={len(self.roots)})"

    def __contains__(self, id_: object) -> bool:
        return id_ in self.by_id

    def __getitem__(self, id_: OrganisationId) -> Organisation:
        """The organisation with this id.

        Raises:
            NotStored: There is none.
        """
        try:
            return self.by_id[id_]
        except KeyError:
            raise NotStored(Organisation, id_) from None

    @property
    def roots(self) -> tuple[OrganisationId, ...]:
        """The units with nothing above them."""
        return self._children.get(None, ())

    def children(self, id_: OrganisationId) -> tuple[OrganisationId, ...]:
        """The units directly under one."""
        return self._children.get(id_, ())

    def path(self, id_: OrganisationId) -> tuple[OrganisationId, ...]:
        """The unit itself and those above it, up to the root."""
        return self._paths.get(id_, ())

    def subtree(self, id_: OrganisationId) -> frozenset[OrganisationId]:
        """The unit itself and all below it."""
        self[id_]
        return frozenset(each for each, path in self._paths.items() if id_ in path)

    def town(self, id_: OrganisationId) -> str | Absence:
        """The 镇街 a unit belongs to: its own, or that of the nearest unit above with one."""
        for each in self.path(id_):
            organisation = self.by_id[each]
            if organisation.town:
                return organisation.town
            if organisation.category is Category.TOWN_OFFICE:
                return organisation.name
        return Absence.UNKNOWN

    def level(self, id_: OrganisationId) -> Level:
        """The administrative level: a bureau with no bureau below it is a district's."""
        category = self[id_].category
        if category is Category.TOWN_OFFICE:
            return Level.TOWN
        if category is not Category.BUREAU:
            return Level.BASE
        return _BUREAU_LEVELS[min(self._bureaus_below(id_), len(_BUREAU_LEVELS) - 1)]

    def _bureaus_below(self, id_: OrganisationId) -> int:
        """How many layers of bureaus stand below a bureau."""
        below = [
            sum(self.by_id[step].category is Category.BUREAU for step in path[: path.index(id_)])
            for path in self._paths.values()
            if id_ in path
        ]
        return max(below, default=0)

    def in_operation(self, day: date) -> tuple[Organisation, ...]:
        """The organisations that exist on a day."""
        return tuple(each for each in self.by_id.values() if each.in_operation(day))

    def successor(self, id_: OrganisationId, day: date) -> OrganisationId:
        """The unit that stands for this one on a day: itself till it closes, then its successor.

        A closed unit without a known successor stands for itself; a ring is followed once round.
        """
        seen: set[OrganisationId] = set()
        current = self[id_]
        while current.id not in seen and current.closed is not None and current.closed <= day:
            seen.add(current.id)
            if current.merged_into is not None and current.merged_into in self.by_id:
                current = self.by_id[current.merged_into]
        return current.id

    def named(self, name: str) -> frozenset[OrganisationId]:
        """The units that bear exactly this name, present or former."""
        return self._by_name.get(name, frozenset())

    def _climb(self, id_: OrganisationId) -> Iterator[OrganisationId]:
        seen: set[OrganisationId] = set()
        current: OrganisationId | None = id_
        while current is not None and current in self.by_id and current not in seen:
            seen.add(current)
            yield current
            current = self.by_id[current].parent

    def _walk(
        self, ids: Iterable[OrganisationId], depth: int = 0
    ) -> Iterator[tuple[int, Organisation]]:
        pending = [(depth, id_) for id_ in reversed(tuple(ids))]
        while pending:
            at, id_ = pending.pop()
            yield at, self.by_id[id_]
            pending.extend((at + 1, child) for child in reversed(self.children(id_)))

    def _repr_html_(self) -> Markup:
        rows = [
            ("\u3000" * depth + each.name, each.category.value, each.closed or "")
            for depth, each in self._walk(self.roots)
        ]
        return table(("单位", "类别", "撤销日期"), rows, caption=f"{len(rows)} 个单位")
