"""What each record of a dataset says to each figure, looked up without the library's engines."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.accreditation import Accreditation, Outcome
from guangongwei.model.dataset import Dataset
from guangongwei.model.numbers import Absence, Number
from guangongwei.model.organisation import Organisation, OrganisationId
from guangongwei.model.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: 中小学、幼儿园, written out once more so that a slip in the model shows.
SCHOOL_KINDS = (
    "幼儿园",
    "小学",
    "初中",
    "九年一贯制学校",
    "普通高中",
    "完全中学",
    "中等职业学校",
    "特殊教育学校",
)

#: 优质化建设 and its other names; 五有五好 is another programme.
QUALITY_NAMES = (
    "优质化建设",
    "关工委优质化建设均衡发展",
    "关工委优质化建设",
    "优质化建设均衡发展",
    "优质化",
)


@final
@frozen
class Fact:
    """One record's share in one count: where, how much, and as what it is told apart."""

    count: str
    organisation: OrganisationId
    #: None: the record leaves it blank.
    amount: Number | None = 1
    #: Two facts with the same key are the same thing told twice.
    key: str | None = None
    #: The record's own categories.
    own: tuple[tuple[str, str | Absence], ...] = ()


@final
@frozen(kw_only=True)
class Look:
    """A dataset looked at over one period, up to one day."""

    dataset: Dataset
    period: Period
    as_of: date

    @cached_property
    def start(self) -> date:
        """The first day that counts."""
        return self.period.start

    @cached_property
    def end(self) -> date:
        """The last day that counts."""
        return min(self.period.stop - timedelta(days=1), self.as_of)

    @cached_property
    def known(self) -> dict[OrganisationId, Organisation]:
        """The organisations there are."""
        return {each.id: each for each in self.dataset.organisations}

    def schools(self) -> Iterator[Organisation]:
        """中小学、幼儿园 in operation at the end."""
        for each in self.dataset.organisations:
            begun = each.founded is None or each.founded <= self.end
            over = each.closed is not None and each.closed <= self.end
            if is_school(each) and begun and not over:
                yield each

    def operates(self, id_: OrganisationId) -> bool:
        """Say whether a unit is known and in operation at the end."""
        each = self.known.get(id_)
        return (
            each is not None
            and (each.founded is None or each.founded <= self.end)
            and (each.closed is None or each.closed > self.end)
        )

    def facts(self) -> Iterator[Fact]:
        """Everything that the records say; one about an unknown organisation says nothing."""
        for told in _TOLD:
            for each in told(self):
                if each.organisation in self.known:
                    yield each

    def during(self, day: date) -> bool:
        """Say whether a day lies in the period and has come."""
        return self.start <= day <= self.end


def is_school(organisation: Organisation) -> bool:
    """Say whether it is one of the 中小学、幼儿园."""
    return organisation.category.value in SCHOOL_KINDS


def _accreditations(look: Look) -> Iterator[Fact]:
    about: dict[OrganisationId, list[Accreditation]] = defaultdict(list)
    for each in look.dataset.accreditations:
        if each.programme not in QUALITY_NAMES:
            continue
        about[each.organisation].append(each)
    for school in look.schools():
        yield Fact("accreditation.share/whole", school.id)
        if _holds(each for each in about[school.id] if each.on <= look.end):
            yield Fact("accreditation.share/part", school.id)
    for id_, school in look.known.items():
        held = _holds(each for each in about[id_] if each.on < look.start)
        if not is_school(school) or held:
            continue
        for each in about[id_]:
            if each.outcome is Outcome.PASSED and look.during(each.on):
                own = (("batch", _category(each.batch)),)
                yield Fact("accreditation.new", id_, key=id_, own=own)


def _holds(decisions: Iterable[Accreditation]) -> bool:
    """Say whether the last of the decisions is a pass; of one day's, the one with the last id."""
    last: Accreditation | None = None
    for each in decisions:
        if last is None or (each.on, each.id) > (last.on, last.id):
            last = each
    return last is not None and last.outcome is Outcome.PASSED


def _returns(look: Look) -> Iterator[Fact]:
    first, stop = look.period.start, look.period.stop
    sent = {
        each.organisation
        for each in look.dataset.returns
        if (first <= each.period.start and each.period.stop <= stop)
        or (each.period.start <= first and stop <= each.period.stop)
    }
    for school in look.schools():
        yield Fact("returns.share/whole", school.id)
        if school.id in sent:
            yield Fact("returns.share/part", school.id)


def _neighbours(look: Look) -> Iterator[Fact]:
    for id_ in look.known:
        decisions = (
            each
            for each in look.dataset.accreditations
            if each.organisation == id_ and each.programme == "五有五好" and each.on <= look.end
        )
        if look.operates(id_) and _holds(decisions):
            yield Fact("five_good.reached", id_)


def _posts(look: Look) -> Iterator[Fact]:
    for each in look.dataset.posts:
        begun = each.since is None or each.since <= look.end
        over = each.until is not None and each.until < look.end
        if each.holder is None and begun and not over and look.operates(each.organisation):
            own = (("title", each.title),)
            yield Fact("posts.vacant", each.organisation, own=own)


def _volunteers(look: Look) -> Iterator[Fact]:
    served = {
        each.volunteer
        for each in look.dataset.services
        if look.during(each.on) and each.organisation in look.known
    }
    for each in look.dataset.volunteers:
        if each.joined is None or each.joined > look.end:
            continue
        if each.left is not None and each.left <= look.end:
            continue
        yield Fact("volunteers.registered", each.organisation)
        yield Fact("volunteers.active_share/whole", each.organisation)
        if each.id in served:
            yield Fact("volunteers.active_share/part", each.organisation)


def _services(look: Look) -> Iterator[Fact]:
    for each in look.dataset.services:
        if look.during(each.on):
            yield Fact("services.count", each.organisation)
            yield Fact("services.hours", each.organisation, amount=_amount(each.hours))
            yield Fact("volunteers.active", each.organisation, key=each.volunteer)


def _activities(look: Look) -> Iterator[Fact]:
    for each in look.dataset.activities:
        if look.during(each.on):
            own = (("kind", _category(each.kind)), ("theme", _category(each.theme)))
            for count, amount in (("sessions", each.sessions), ("visits", each.visits)):
                yield Fact(
                    f"activities.{count}", each.organisation, amount=_amount(amount), own=own
                )


def _articles(look: Look) -> Iterator[Fact]:
    for each in look.dataset.articles:
        if look.during(each.on):
            # A piece without 稿源 is a story of its own.
            story = f"story {each.story}" if each.story else f"piece {each.id}"
            own = (("level", _category(each.level)),)
            yield Fact("articles.published", each.organisation, key=story)
            yield Fact("articles.pieces", each.organisation)
            yield Fact("articles.by_level", each.organisation, own=own)


def _entries(look: Look) -> Iterator[Fact]:
    for each in look.dataset.entries:
        if look.during(each.on):
            # An entry without 作品编号 is a work of its own.
            work = f"work {each.work}" if each.work else f"entry {each.id}"
            own = (("contest", each.contest), ("kind", _category(each.kind)))
            yield Fact("entries.works", each.organisation, key=work, own=own)
            level = (("level", _category(each.level)),)
            yield Fact("entries.by_level", each.organisation, own=level)


def _care(look: Look) -> Iterator[Fact]:
    """Pairs and grants count where their brand is, cases where their child is."""
    brands = {each.id: each.organisation for each in look.dataset.programmes}
    homes = {each.id: each.organisation for each in look.dataset.children}
    for brand in look.dataset.programmes:
        if _there(look, brand.started, brand.ended):
            own = (("kind", _category(brand.kind)),)
            yield Fact("care.programmes", brand.organisation, own=own)
    for child in look.dataset.children:
        if _there(look, None, child.left):
            yield Fact("care.children", child.organisation)
    for pair in look.dataset.pairings:
        is_child = pair.subject_kind.value == "关爱对象"
        if is_child and pair.programme in brands and _there(look, pair.started, pair.ended):
            yield Fact("care.pairs", brands[pair.programme])
    for case in look.dataset.cases:
        if case.child in homes and look.during(case.started):
            yield Fact("care.cases_opened", homes[case.child])
    for grant in look.dataset.grants:
        if grant.programme in brands and look.during(grant.on):
            own, at = (("origin", _category(grant.origin)),), brands[grant.programme]
            yield Fact("care.grants", at, own=own)
            yield Fact("care.grant_amount", at, amount=_amount(grant.amount), own=own)


def _there(look: Look, first: date | None, over: date | None) -> bool:
    """Say whether something has begun by the end and is not over by then."""
    return (first is None or first <= look.end) and (over is None or over > look.end)


_TOLD = (
    _accreditations,
    _neighbours,
    _returns,
    _posts,
    _volunteers,
    _services,
    _activities,
    _articles,
    _entries,
    _care,
)


def _amount(value: Number | Absence) -> Number | None:
    return None if isinstance(value, Absence) else value


def _category(value: str | int | None) -> str | Absence:
    return Absence.UNKNOWN if value is None else str(value)
