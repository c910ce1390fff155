"""What every figure of a dataset must come to, counted in plain loops."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import Factory, define, frozen

from guangongwei.model.dataset import Dataset
from guangongwei.model.figure import Coverage, Group
from guangongwei.model.numbers import Absence, Number, Ratio
from guangongwei.model.organisation import Organisation, OrganisationId
from guangongwei.model.period import Period, period_of
from guangongwei.testing.worlds.facts import Fact, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Grouping = Callable[[OrganisationId], tuple[Group, ...]]

#: The value a figure must have.
Answer = Number | Ratio | Absence

WHOLE = Group()
#: Each indicator with the tables whose returns it rests on; a share with those of part and whole.
RESTS_ON: dict[str, tuple[str, ...]] = {
    "accreditation.share": (),
    "accreditation.new": (),
    "volunteers.registered": ("五老志愿者",),
    "volunteers.active": ("服务记录",),
    "volunteers.active_share": ("服务记录", "五老志愿者"),
    "services.hours": ("服务记录",),
    "services.count": ("服务记录",),
    "activities.sessions": ("活动",),
    "activities.visits": ("活动",),
    "articles.published": ("稿件",),
    "articles.pieces": ("稿件",),
    "articles.by_level": ("稿件",),
    "returns.share": (),
    "five_good.reached": (),
    "posts.vacant": ("任职",),
    "entries.works": ("参评作品",),
    "entries.by_level": ("参评作品",),
    "care.programmes": ("关爱品牌",),
    "care.children": ("关爱对象",),
    "care.pairs": ("结对",),
    "care.cases_opened": ("关爱个案",),
    "care.grants": ("助学金",),
    "care.grant_amount": ("助学金",),
}
_NOBODY = OrganisationId("")
_SHARES = ("accreditation.share", "volunteers.active_share", "returns.share")


@final
@frozen
class Answers:
    """The values and the coverage of every indicator, by group."""

    values: dict[str, dict[Group, Answer]]
    coverage: dict[str, dict[Group, Coverage]]


@final
@define
class _Pot:
    """What has been counted of one thing in one group."""

    total: Number = 0
    known: int = 0
    keys: set[str] = Factory(set[str])

    def add(self, fact: Fact) -> None:
        if fact.key is not None:
            self.keys.add(fact.key)
        if fact.amount is not None:
            self.total += fact.amount
            self.known += 1

    @property
    def value(self) -> Number | Absence:
        if self.keys:
            return len(self.keys)
        return self.total if self.known else Absence.UNKNOWN


def answers(dataset: Dataset, *, period: Period, as_of: date) -> Answers:
    """What every indicator must come to: for the whole and each organisation, town, kind, month.

    The indicator's own categories (批次, 类型, 主题, 级别) are there for the whole.
    """
    places = _Places(dataset)
    views = [_View(Look(dataset=dataset, period=period, as_of=as_of), places.groups)]
    for month in period.months():
        part = period_of(max(month.start, period.start), min(month.stop, period.stop))
        if part.start <= as_of:
            group = Group(categories=(("month", part.label),))
            look = Look(dataset=dataset, period=part, as_of=as_of)
            views.append(_View(look, _only(group)))
    return Answers(
        {id_: {k: v for view in views for k, v in view.values(id_)} for id_ in RESTS_ON},
        {id_: {k: v for view in views for k, v in view.coverages(id_)} for id_ in RESTS_ON},
    )


def _office_name(organisation: Organisation) -> str | None:
    return organisation.name if organisation.category.value == "乡镇教育办" else None


def _only(group: Group) -> Grouping:
    """Everything belongs to one group."""
    return lambda _: (group,)


@final
@frozen
class _Places:
    """Which groups each organisation counts in: the whole, itself and those above, town, kind."""

    dataset: Dataset

    def groups(self, id_: OrganisationId) -> tuple[Group, ...]:
        """The groups of an organisation."""
        return self._groups[id_]

    @cached_property
    def _groups(self) -> dict[OrganisationId, tuple[Group, ...]]:
        return dict(self._all())

    def _all(self) -> Iterator[tuple[OrganisationId, tuple[Group, ...]]]:
        known = {each.id: each for each in self.dataset.organisations}
        for each in self.dataset.organisations:
            above: list[Organisation] = [each]
            while (parent := known.get(above[-1].parent or _NOBODY)) and parent not in above:
                above.append(parent)
            towns = [step.town or _office_name(step) for step in above]
            town = next((town for town in towns if town), Absence.UNKNOWN)
            yield (
                each.id,
                (
                    WHOLE,
                    *(Group(organisation=step.id) for step in above),
                    Group(categories=(("town", town),)),
                    Group(categories=(("category", each.category.value),)),
                ),
            )


@final
@frozen
class _View:
    """One look, with what it counts put into groups."""

    look: Look
    groups: Grouping

    @cached_property
    def pots(self) -> dict[str, dict[Group, _Pot]]:
        """Everything counted, by thing and by group."""
        found: dict[str, dict[Group, _Pot]] = defaultdict(lambda: defaultdict(_Pot))
        for fact in self.look.facts():
            groups = self.groups(fact.organisation)
            for group in groups:
                found[fact.count][group].add(fact)
            if groups[0] == WHOLE:
                for category in fact.own:
                    found[fact.count][Group(categories=(category,))].add(fact)
        return found

    @cached_property
    def members(self) -> dict[Group, list[OrganisationId]]:
        """Every group there is, with the schools in it that are expected to report."""
        found: dict[Group, list[OrganisationId]] = {}
        expected = {each.id for each in self.look.schools()}
        for id_ in self.look.known:
            for group in self.groups(id_):
                found.setdefault(group, []).extend({id_} & expected)
        return found

    @cached_property
    def reported(self) -> dict[tuple[OrganisationId, str], int]:
        """Of each school and table: 2 where every day is covered, 1 where some are."""
        sent: dict[tuple[OrganisationId, str], set[int]] = defaultdict(set)
        begin = {
            each.id: max(self.look.start, each.founded or self.look.start)
            for each in self.look.schools()
        }
        for each in self.look.dataset.returns:
            if each.organisation in begin:
                first = max(each.period.start, begin[each.organisation])
                last = min(each.period.stop - timedelta(days=1), self.look.end)
                days = range(first.toordinal(), last.toordinal() + 1)
                sent[each.organisation, each.table].update(days)
        wanted = {id_: (self.look.end - first).days + 1 for id_, first in begin.items()}
        return {key: 2 if len(days) == wanted[key[0]] else 1 for key, days in sent.items() if days}

    def coverage(self, tables: tuple[str, ...], group: Group) -> Coverage:
        """Who of a group is in with all of these tables; without tables, everybody."""
        expected = self.members.get(group, self.members.get(WHOLE, []))
        grades = {id_: [self.reported.get((id_, each), 0) for each in tables] for id_ in expected}
        missing = tuple(id_ for id_ in expected if any(grade < 2 for grade in grades[id_]))
        return Coverage(
            reported=len(expected) - len(missing),
            expected=len(expected),
            missing=missing,
            partial=tuple(id_ for id_ in missing if any(grades[id_])),
        )

    def coverages(self, indicator: str) -> Iterator[tuple[Group, Coverage]]:
        """The coverage of every group of an indicator."""
        for group in self._groups(indicator):
            yield group, self.coverage(RESTS_ON[indicator], group)

    def values(self, indicator: str) -> Iterator[tuple[Group, Answer]]:
        """The value of every group of an indicator."""
        for group in self._groups(indicator):
            if indicator in _SHARES:
                yield group, self._share(indicator, group)
            else:
                yield group, self._number(indicator, RESTS_ON[indicator], group)

    def _groups(self, indicator: str) -> list[Group]:
        return list({**self.members, **self.pots[indicator]})

    def _share(self, indicator: str, group: Group) -> Answer:
        tables = RESTS_ON[indicator]
        whole = self._number(f"{indicator}/whole", tables[1:], group)
        if isinstance(whole, Absence):
            return whole
        if not whole:
            return Absence.NOT_APPLICABLE
        part = self._number(f"{indicator}/part", tables[:1], group)
        if isinstance(part, Absence):
            return part
        return Ratio(int(part), int(whole))

    def _number(self, count: str, tables: tuple[str, ...], group: Group) -> Number | Absence:
        """What was counted; where nothing was, a zero only if somebody said so."""
        if group in self.pots[count]:
            return self.pots[count][group].value
        coverage = self.coverage(tables, group)
        if not coverage.expected:
            return Absence.NOT_APPLICABLE
        if not coverage.reported and not coverage.partial:
            return Absence.NOT_REPORTED
        return 0
