"""The Party-led mechanism (党建带关建): conditions of committees, their posts, and training.

Source: DOMAIN sections 2 and 8: 经费 not below 2000 yuan a unit, 1万 a 学院; 学习培训 sessions; the
work plan of 2024, items 1, 2 and 13.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.model.committee import Committee, CommitteeId
from guangongwei.model.dated import LOCAL, in_force
from guangongwei.model.limits import at_least
from guangongwei.model.numbers import Absence, Ratio
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.repeats import firsts
from guangongwei.model.vocabulary import Vocabulary
from guangongwei.model.volunteer import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.model.activity import Activity
    from guangongwei.model.organisation import Tree
    from guangongwei.model.period import Period
    from guangongwei.model.post import Post

#: Kinds of activity that are study or training, and the other words they are found under.
TRAINING_WORDS = Vocabulary.of(
    {
        "政治学习": (),
        "理论学习": (),
        "业务培训": ("业务学习",),
        "培训": ("培训班", "学习培训", "培训活动"),
    }
)


#: The plans that the work is written into (纳入), and the other words for them; DOMAIN section 1 has
#: three and four of them, and no fixed five.
PLAN_WORDS = Vocabulary.of(
    {
        "党建工作计划": ("党建计划", "党建工作要点", "党组织工作计划", "党委工作计划", "党建"),
        "议事日程": ("党委议事日程", "党组议事日程", "党组织议事日程"),
        "经济社会发展总体布局": ("经济社会发展规划", "教育发展规划"),
        "精神文明建设总体规划": ("精神文明建设规划", "精神文明建设", "三个文明建设规划"),
        "年终考核": ("年度考核", "年度目标考核", "目标考核"),
    }
)


@final
@frozen(kw_only=True)
class BudgetFloor:
    """The least 经费 of a year that a committee is to have, the amount itself included."""

    #: The first day on which it holds.
    since: date
    #: What it rests on.
    authority: str
    #: In yuan.
    least: Decimal = field(validator=at_least(0))


#: 2000 yuan a unit and 1万 yuan a 学院, as DOMAIN section 8 shows them.
UNIT_BUDGETS = (BudgetFloor(since=date.min, authority=LOCAL, least=Decimal(2000)),)
COLLEGE_BUDGETS = (BudgetFloor(since=date.min, authority=LOCAL, least=Decimal(10000)),)


@final
@frozen(kw_only=True)
class Answers:
    """Committees by their answer to one question; each is in one place."""

    yes: tuple[CommitteeId, ...]
    no: tuple[CommitteeId, ...]
    unknown: tuple[CommitteeId, ...]
    not_applicable: tuple[CommitteeId, ...]

    @property
    def share(self) -> Ratio:
        """Yes among the known answers; read it beside `unknown`."""
        return Ratio(len(self.yes), len(self.yes) + len(self.no))


@final
@frozen(kw_only=True)
class PostCount:
    """Posts of one title that are filled or vacant."""

    title: str
    filled: int
    vacant: int

    @property
    def share(self) -> Ratio:
        """The filled among all."""
        return Ratio(self.filled, self.filled + self.vacant)


@final
@frozen(kw_only=True)
class Mechanism:
    """The conditions that committees work under on a day."""

    #: 纳入党建.
    in_party_plan: Answers
    #: 纳入的计划: committees by plan, standard ones first; one may be written into several.
    written_into: tuple[tuple[str, int], ...]
    #: 办公室.
    office: Answers
    #: 经费 known and not below the floor of the day.
    budget: Answers
    #: By title, standard ones first and in their order.
    posts: tuple[PostCount, ...]


def mechanism(
    committees: Iterable[Committee],
    posts: Iterable[Post],
    tree: Tree,
    day: date,
    *,
    budgets: Iterable[BudgetFloor] = UNIT_BUDGETS,
) -> Mechanism:
    """Read the conditions of the committees that exist on a day, in units in operation then.

    A post is counted in its term, a blank end leaving it open.
    """
    units = {each.id for each in tree.in_operation(day)}
    standing = [
        each
        for each in firsts(committees)
        if each.organisation in units and (each.founded is None or each.founded <= day)
    ]
    least = in_force(budgets, day).least
    return Mechanism(
        in_party_plan=_answers((each.id, each.in_party_plan) for each in standing),
        written_into=_by_plan(standing),
        office=_answers((each.id, each.office) for each in standing),
        budget=_answers((each.id, _reaches(each.budget, least)) for each in standing),
        posts=_counted((each for each in firsts(posts) if each.organisation in units), day),
    )


def _by_plan(committees: Iterable[Committee]) -> tuple[tuple[str, int], ...]:
    counts = Counter(
        plan for each in committees for plan in PLAN_WORDS.standards(each.written_into)
    )
    plans = PLAN_WORDS.standards((*PLAN_WORDS.words, *counts))
    return tuple((plan, counts[plan]) for plan in plans)


def _reaches(budget: Decimal | Absence, least: Decimal) -> bool | Absence:
    return budget if isinstance(budget, Absence) else budget >= least


def _answers(said: Iterable[tuple[CommitteeId, bool | Absence]]) -> Answers:
    """Every absence but 不适用 is an unknown answer."""
    kept = tuple(said)
    known = (True, False, Absence.NOT_APPLICABLE)
    return Answers(
        yes=tuple(id_ for id_, answer in kept if answer is True),
        no=tuple(id_ for id_, answer in kept if answer is False),
        unknown=tuple(id_ for id_, answer in kept if answer not in known),
        not_applicable=tuple(id_ for id_, answer in kept if answer is Absence.NOT_APPLICABLE),
    )


def _counted(posts: Iterable[Post], day: date) -> tuple[PostCount, ...]:
    filled: Counter[str] = Counter()
    vacant: Counter[str] = Counter()
    for each in posts:
        if (each.since is None or each.since <= day) and (each.until is None or each.until >= day):
            place = vacant if each.holder is None else filled
            place[ROLE_WORDS.standard(each.title)] += 1
    return tuple(
        PostCount(title=title, filled=filled[title], vacant=vacant[title])
        for title in ROLE_WORDS.standards((*filled, *vacant))
    )


@final
@frozen(kw_only=True)
class Training:
    """Study and training of a period."""

    #: 场次 that are known.
    sessions: int
    #: Known sessions by kind; adds up to `sessions`.
    by_kind: tuple[tuple[str, int], ...]
    #: Activities whose sessions are not known; they add nothing.
    unknown: int
    #: Schools that held at least one activity of the kinds.
    schools_reached: tuple[OrganisationId, ...]
    #: They, of the schools in operation on the period's last day.
    share: Ratio


def training(activities: Iterable[Activity], tree: Tree, period: Period) -> Training:
    """Count study and training by the day of the activity.

    A school is reached by what it held itself: who came to another unit's is not recorded.
    """
    held = [
        each
        for each in firsts(activities)
        if each.on in period and each.kind in TRAINING_WORDS and each.organisation in tree
    ]
    sessions: Counter[str] = Counter()
    for each in held:
        if isinstance(each.sessions, int):
            sessions[TRAINING_WORDS.standard(each.kind or "")] += each.sessions
    units = {each.organisation for each in held}
    schools = [each.id for each in tree.in_operation(period.end) if each.category.is_school]
    reached = tuple(school for school in schools if school in units)
    return Training(
        sessions=sessions.total(),
        by_kind=tuple((word, sessions[word]) for word in TRAINING_WORDS.words),
        unknown=sum(isinstance(each.sessions, Absence) for each in held),
        schools_reached=reached,
        share=Ratio(len(reached), len(schools)),
    )
