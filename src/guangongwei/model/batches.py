"""Planning the next batch (第N批): which schools bring the district to its share, and why these.

The number of schools is the least that reaches the share. Which they are is settled by criteria one
after the other, each only among the choices that are equal by those before it:

| 缺口优先 (`Priority.GAPS`) | 均衡优先 (`Priority.BALANCE`) |
|---|---|
| the fewest schools whose gap nobody knows | the smallest spread of the shares across 镇街 |
| the smallest sum of gaps | the smallest spread of the shares across 学段 |
| the smallest spread of the shares across 镇街 | the fewest schools whose gap nobody knows |
| the smallest spread of the shares across 学段 | the smallest sum of gaps |
| the schools whose last id comes first, then the one before it, … | the same |

A spread is the highest share less the lowest, over the groups that have a school on the day, with the
batch counted as accredited. 学段 is the 类别 of the school. Source: 2024年工作要点 第6、7条
(优质化建设均衡发展; 力争全区有近70%的中小学、幼儿园达到标准); DOMAIN section 1.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import Enum
from fractions import Fraction
from math import ceil, lcm
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import BadArgument
from guangongwei.model.accreditation import QUALITY, accredited
from guangongwei.model.balance import Option, choose, spread
from guangongwei.model.numbers import Absence, Ratio, Unit, worded
from guangongwei.model.organisation import Category, OrganisationId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from guangongwei.model.accreditation import Accreditation
    from guangongwei.model.organisation import Organisation, Tree


@final
class Priority(Enum):
    """What settles the choice of schools first, their number being given."""

    GAPS = "缺口优先"
    BALANCE = "均衡优先"

    @property
    def label(self) -> str:
        """The English word."""
        return self.name.lower()


@final
@frozen(kw_only=True)
class Aim:
    """The share a batch is to bring about, by when, and up to when decisions are known.

    Raises:
        BadArgument: A share is not between 0 and 1, or the day is past.
    """

    #: The share as it is printed: 70% in 近70%.
    target: Fraction
    #: The least share that is taken for it; None: the printed one.
    accepted: Fraction | None = None
    by: date
    as_of: date

    def __attrs_post_init__(self) -> None:
        if not (0 <= self.target <= 1 and 0 <= self.share <= 1):
            raise BadArgument("target and accepted", "between 0 and 1")
        if self.by < self.as_of:
            raise BadArgument("by", "no earlier than as_of")

    @property
    def share(self) -> Fraction:
        """The least share that will do."""
        return self.target if self.accepted is None else self.accepted


@final
@frozen(kw_only=True)
class Candidate:
    """A school that is not accredited and will be in operation on the day."""

    organisation: OrganisationId
    #: 镇街.
    town: str | Absence
    #: 类别, which stands for the 学段.
    category: Category
    #: What it takes to reach the standard; unknown without an assessment.
    gap: Fraction | Absence


@final
@frozen(kw_only=True)
class Proposal:
    """A school proposed for the batch, with what speaks for it."""

    candidate: Candidate
    #: Its place by gap among all candidates, from 1; equal gaps share one.
    rank: int
    #: The share of its 镇街 as it stands, and with the batch.
    town: tuple[Ratio, Ratio]
    #: The share of its 学段 as it stands, and with the batch.
    stage: tuple[Ratio, Ratio]

    @property
    def reason(self) -> str:
        """What speaks for it, as one Chinese sentence."""
        gap = self.candidate.gap
        town = self.candidate.town
        parts = [
            f"缺口{worded(gap, Unit.NONE, 2, trim=True)}，由小到大列第{self.rank}"
            if isinstance(gap, Fraction)
            else "尚无评估，缺口不详",
            f"{town.value if isinstance(town, Absence) else town}达标{self.town[0]}→{self.town[1]}",
            f"{self.candidate.category.value}达标{self.stage[0]}→{self.stage[1]}",
        ]
        return "；".join(parts)


@final
@frozen(kw_only=True)
class BatchPlan:
    """The schools proposed for a batch, and what they make of the district's share."""

    aim: Aim
    #: The share on the day without the batch.
    standing: Ratio
    priority: Priority
    #: How many more schools it takes, whether or not there are as many.
    needed: int
    #: In the order of their gaps, those without a known one last.
    proposals: tuple[Proposal, ...]
    #: The candidates that are not proposed, by id.
    left: tuple[Candidate, ...]
    #: The schools in operation today and closed by the day: they help nothing, accredited or not.
    closing: tuple[OrganisationId, ...]
    #: The spread across 镇街 as it stands, and with the batch.
    town_spread: tuple[Fraction | Absence, Fraction | Absence]
    #: The spread across 学段 as it stands, and with the batch.
    stage_spread: tuple[Fraction | Absence, Fraction | Absence]

    @property
    def to_printed(self) -> int:
        """How many more schools the printed share takes."""
        return least_more(self.standing, self.aim.target)

    @property
    def after(self) -> Ratio:
        """The share with the batch."""
        return Ratio(self.standing.part + len(self.proposals), self.standing.whole)

    @property
    def missing(self) -> int:
        """How many schools are missing to the share even with every candidate: 0 where it is reached."""
        return self.needed - len(self.proposals)

    @property
    def reaches(self) -> bool:
        """Whether the share is reached with the batch."""
        return self.missing == 0


def least_more(ratio: Ratio, share: Fraction) -> int:
    """How many more of the whole must belong to the part for the share to be reached."""
    return max(0, ceil(share * ratio.whole) - ratio.part)


def plan_batch(
    tree: Tree,
    accreditations: Iterable[Accreditation],
    *,
    aim: Aim,
    gaps: Mapping[OrganisationId, Fraction],
    within: OrganisationId | None = None,
    unavailable: Iterable[OrganisationId] = (),
    programme: str = QUALITY,
    priority: Priority = Priority.GAPS,
) -> BatchPlan:
    """The least batch that reaches a share, chosen as this module says; all candidates if none does.

    Args:
        tree: The organisations.
        accreditations: The decisions; those of other programmes and after `as_of` do not count.
        aim: What is to be reached.
        gaps: What each school is short of; see `gaps.gaps_to_pass`.
        within: The organisation whose schools count; None: all.
        unavailable: Schools that count in the whole but will not take part (自愿申报).
        programme: The programme the share is about.
        priority: What settles the choice first.

    Raises:
        BadArgument: A gap is below 0.
        NotStored: `within` is not in the tree.
    """
    if any(each < 0 for each in gaps.values()):
        raise BadArgument("gaps", "0 or more")
    schools = _schools(tree, within)
    day = _Day(
        towns={each.id: tree.town(each.id) for each in schools if each.in_operation(aim.by)},
        stages={each.id: each.category for each in schools if each.in_operation(aim.by)},
        holding=accredited(accreditations, aim.as_of, programme=programme),
    )
    candidates = _candidates(day, day.holding | frozenset(unavailable), gaps)
    needed = least_more(day.standing, aim.share)
    chosen = _chosen(candidates, needed, day, priority)
    return BatchPlan(
        aim=aim,
        standing=day.standing,
        priority=priority,
        needed=needed,
        proposals=_proposals(candidates, chosen, day),
        left=tuple(each for each in candidates if each.organisation not in chosen),
        closing=tuple(
            each.id for each in schools if each.in_operation(aim.as_of) and each.id not in day.towns
        ),
        town_spread=(spread(day.by_town().values()), spread(day.by_town(chosen).values())),
        stage_spread=(spread(day.by_stage().values()), spread(day.by_stage(chosen).values())),
    )


def _schools(tree: Tree, within: OrganisationId | None) -> list[Organisation]:
    """The schools and kindergartens in scope, by id."""
    scope = tree.by_id if within is None else tree.subtree(within)
    return [tree[id_] for id_ in sorted(scope) if tree[id_].category.is_school]


def _candidates(
    day: _Day,
    out: AbstractSet[OrganisationId],
    gaps: Mapping[OrganisationId, Fraction],
) -> list[Candidate]:
    return [
        Candidate(
            organisation=id_,
            town=town,
            category=day.stages[id_],
            gap=gaps.get(id_, Absence.UNKNOWN),
        )
        for id_, town in day.towns.items()
        if id_ not in out
    ]


@frozen(kw_only=True)
class _Day:
    """The schools in operation on the day, by id, with their two groups; and who is accredited."""

    towns: dict[OrganisationId, str | Absence]
    stages: dict[OrganisationId, Category]
    holding: frozenset[OrganisationId]

    @property
    def standing(self) -> Ratio:
        """How all of them stand."""
        return Ratio(len(self.holding & self.towns.keys()), len(self.towns))

    def by_town(self, more: AbstractSet[OrganisationId] = frozenset()) -> dict[str, Ratio]:
        """How the towns stand, with more schools counted as accredited."""
        return _shares(self.towns, self.holding | more)

    def by_stage(self, more: AbstractSet[OrganisationId] = frozenset()) -> dict[str, Ratio]:
        """How the 学段 stand, with more schools counted as accredited."""
        return _shares(self.stages, self.holding | more)


def _shares(
    groups: Mapping[OrganisationId, str | Absence | Category], holding: AbstractSet[OrganisationId]
) -> dict[str, Ratio]:
    whole = Counter(map(_word, groups.values()))
    part = Counter(_word(group) for id_, group in groups.items() if id_ in holding)
    return {group: Ratio(part[group], count) for group, count in whole.items()}


def _word(group: str | Absence | Category) -> str:
    return group if isinstance(group, str) else group.value


def _bases(candidates: Sequence[Candidate]) -> list[int]:
    """The gaps as whole numbers of one measure; an unknown one outweighs all others together."""
    known = [each.gap for each in candidates if isinstance(each.gap, Fraction)]
    unit = lcm(*(each.denominator for each in known))
    heavy = int(sum(known) * unit) + 1
    return [
        int(each.gap * unit) if isinstance(each.gap, Fraction) else heavy for each in candidates
    ]


def _chosen(
    candidates: Sequence[Candidate], count: int, day: _Day, priority: Priority
) -> frozenset[OrganisationId]:
    """The best choice of so many candidates, or all of them where there are no more."""
    everybody = frozenset(each.organisation for each in candidates)
    if count in (0, len(candidates)) or count > len(candidates):
        return everybody if count else frozenset()
    bases = _bases(candidates)
    sure: frozenset[OrganisationId] = frozenset()
    unsettled = dict(enumerate(candidates))
    if priority is Priority.GAPS:
        edge = sorted(bases)[count - 1]
        sure = frozenset(
            each.organisation for each, base in zip(candidates, bases, strict=True) if base < edge
        )
        unsettled = {place: each for place, each in unsettled.items() if bases[place] == edge}
    options = [
        Option(
            id=each.organisation,
            first=_word(each.town),
            second=_word(each.category),
            cost=(bases[place] << len(candidates)) + (1 << place),
        )
        for place, each in unsettled.items()
    ]
    picked = choose(options, count - len(sure), day.by_town(sure), day.by_stage(sure))
    return sure | (everybody & picked)


def _proposals(
    candidates: Sequence[Candidate], chosen: AbstractSet[OrganisationId], day: _Day
) -> tuple[Proposal, ...]:
    bases = _bases(candidates)
    towns, stages = day.by_town(), day.by_stage()
    more_towns, more_stages = day.by_town(chosen), day.by_stage(chosen)
    ordered = sorted(zip(bases, candidates, strict=True), key=lambda each: each[0])
    return tuple(
        Proposal(
            candidate=each,
            rank=1 + sum(other < base for other in bases),
            town=(towns[_word(each.town)], more_towns[_word(each.town)]),
            stage=(stages[_word(each.category)], more_stages[_word(each.category)]),
        )
        for base, each in ordered
        if each.organisation in chosen
    )
