"""Contests and selections (评选): works, levels, awards, and how many works a unit may send.

Source: DOMAIN section 5: a work that is sent up counts once as a work and once a level; award
counts need not be a pyramid; 优秀组织奖 and the like go to a unit or a person, not to a work.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.errors import BadArgument
from guangongwei.model.dated import in_force
from guangongwei.model.levels import LEVEL_WORDS, by_highest, grouped
from guangongwei.model.numbers import Absence, Ratio
from guangongwei.model.organisation import Category, OrganisationId
from guangongwei.model.repeats import firsts
from guangongwei.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from guangongwei.model.entry import Entry
    from guangongwei.model.organisation import Tree
    from guangongwei.model.period import Period

#: What a work can win, the best first; 最佳 is the top of the ladder 最佳, 优秀 and no 一等奖.
AWARD_WORDS = Vocabulary.of(
    {
        "特等奖": ("特等",),
        "最佳奖": ("最佳", "最佳作品", "最佳征文", "最佳微视频"),
        "一等奖": ("一等",),
        "二等奖": ("二等",),
        "三等奖": ("三等",),
        "优秀奖": ("优秀", "优秀作品", "优秀征文", "优秀微视频"),
        "入围": ("入围奖", "入选"),
    }
)

#: What only a unit or a person can win; it is counted apart from the awards of works.
OTHER_AWARD_WORDS = Vocabulary.of(
    {
        "优秀组织奖": ("组织奖",),
        "先进集体": (),
        "受表扬单位": (),
        "优秀指导教师": ("优秀指导教师奖", "优秀辅导教师", "指导教师奖"),
        "先进工作者": (),
    }
)

#: What is written where a work won nothing.
NO_AWARD = ("无", "未获奖", "没有获奖", "未获", "暂无", "落选", "未评奖", "/", "-", "—")

#: What may stand in 奖项 and is no award of a work.
NO_WORK_AWARD = (*NO_AWARD, *OTHER_AWARD_WORDS.found_under())

#: Contests that are written in several ways.
CONTEST_WORDS = Vocabulary.of(
    {
        "读懂中国": ("“读懂中国”", "“读懂中国”活动"),
        "工作创新奖": ("“工作创新奖”", "关工委工作创新奖", "省教育系统关工委工作创新奖"),
        "同台节目展演": (
            "老少同声爱国情、同心奋进新征程",
            "“老少同声爱国情、同心奋进新征程”同台节目展演",
        ),
        "家庭教育和家长学校建设优秀工作论文和调研报告": (
            "家庭教育和家长学校建设优秀论文",
            "家庭教育和家长学校建设论文",
            "家庭教育论文",
        ),
    }
)


@final
@frozen(kw_only=True)
class AwardCount:
    """How many works won one award at one level."""

    #: The standard level, or the local word for it, or that it is not known.
    level: str | Absence
    award: str
    works: int


@final
@frozen(kw_only=True)
class ContestCount:
    """Works and awards of a period."""

    #: Works, each once (件); an entry without 作品编号 is a work of its own.
    works: int
    #: Works once at each level of each contest (件次).
    entries: int
    #: Entries at each level: standard levels from the lowest up, others, 不详; adds up to `entries`.
    by_level: tuple[tuple[str | Absence, int], ...]
    #: Works by the highest level each reached; adds up to `works`.
    by_highest: tuple[tuple[str | Absence, int], ...]
    #: Works that won at least one award of a work.
    awarded: int
    #: Awards of works by level and rank; one work may be under several.
    awards: tuple[AwardCount, ...]
    #: Awards of units and persons.
    other_awards: tuple[AwardCount, ...]
    #: Of the levels and of the awards written, how many stand for no standard word.
    unmapped_levels: Ratio
    unmapped_awards: Ratio


def tally(entries: Iterable[Entry], *, period: Period) -> ContestCount:
    """Count the works whose 报送日期 is in a period and what they won.

    An entry with an unmapped award won one; a blank one, and 无 and the like, is none that is known.
    """
    works = grouped((each for each in firsts(entries) if each.on in period), lambda each: each.work)
    sent = [each for work in works for each in work]
    levels = Counter(place for work in works for _, place in {_place(each) for each in work})
    won = Counter((level, award) for work in works for _, level, award in _won(work))
    words = [each.award for each in sent if each.award and each.award not in NO_AWARD]
    return ContestCount(
        works=len(works),
        entries=levels.total(),
        by_level=tuple((place, levels[place]) for place in _level_order(levels)),
        by_highest=by_highest(works),
        awarded=sum(any(_is_won(each) for each in work) for work in works),
        awards=tuple(each for each in _counts(won) if each.award not in OTHER_AWARD_WORDS),
        other_awards=tuple(each for each in _counts(won) if each.award in OTHER_AWARD_WORDS),
        unmapped_levels=LEVEL_WORDS.unmapped_share(each.level for each in sent if each.level),
        unmapped_awards=Ratio(
            sum(word not in AWARD_WORDS and word not in OTHER_AWARD_WORDS for word in words),
            len(words),
        ),
    )


def _level(entry: Entry) -> str | Absence:
    return LEVEL_WORDS.standard(entry.level) if entry.level else Absence.UNKNOWN


def _place(entry: Entry) -> tuple[str, str | Absence]:
    """The contest and the level."""
    return CONTEST_WORDS.standard(entry.contest), _level(entry)


def _won(work: Iterable[Entry]) -> set[tuple[str, str | Absence, str]]:
    """The contest, the level and the award of all that a work won."""
    return {
        (*_place(each), AWARD_WORDS.standard(OTHER_AWARD_WORDS.standard(each.award)))
        for each in work
        if each.award and each.award not in NO_AWARD
    }


def _is_won(entry: Entry) -> bool:
    return bool(entry.award) and entry.award not in NO_WORK_AWARD


def _level_order(levels: Iterable[str | Absence]) -> tuple[str | Absence, ...]:
    """Every standard level, then the other words as they come, then 不详."""
    said = (*LEVEL_WORDS.words, *(each for each in levels if isinstance(each, str)))
    return *LEVEL_WORDS.standards(said), Absence.UNKNOWN


def _counts(won: Mapping[tuple[str | Absence, str], int]) -> tuple[AwardCount, ...]:
    """From the lowest level up and the best award down."""
    words = (*AWARD_WORDS.words, *OTHER_AWARD_WORDS.words, *(award for _, award in won))
    return tuple(
        AwardCount(level=level, award=award, works=won[level, award])
        for level in _level_order(level for level, _ in won)
        for award in dict.fromkeys(words)
        if (level, award) in won
    )


def _orderly(quota: Quota, _: object, most: int | None) -> None:
    if quota.least < 0 or (most is not None and most < quota.least):
        raise BadArgument("most", "at least `least`, which is 0 or more")


@final
@frozen(kw_only=True)
class Quota:
    """How many works each unit is to send, at least and at most, to one level of one contest.

    Raises:
        BadArgument: No number of works would be right.
    """

    #: The first day on which it holds.
    since: date
    #: What it rests on.
    authority: str
    contest: str
    #: 类型 of the works; None for all.
    kind: str | None = None
    #: The level that the works are sent to.
    level: str
    #: Whose quota it is; each unit of these categories has it alone.
    senders: tuple[Category, ...] = tuple(Category)
    least: int = 0
    most: int | None = field(default=None, validator=_orderly)

    @property
    def subject(self) -> tuple[str, str | None, str, tuple[Category, ...]]:
        """What a later edition for the same works and units takes the place of."""
        return (
            CONTEST_WORDS.standard(self.contest),
            self.kind,
            LEVEL_WORDS.standard(self.level),
            self.senders,
        )

    def fits(self, entry: Entry) -> bool:
        """Say whether an entry counts towards it."""
        is_kind = self.kind is None or self.kind == entry.kind
        return is_kind and _place(entry) == (self.subject[0], self.subject[2])


#: 读懂中国 is a contest of universities, which are 其他 here.
_UNIVERSITIES = (Category.OTHER,)

#: 工作创新奖: the best one entry of each branch.
INNOVATION_QUOTAS = (
    Quota(
        since=date(2021, 6, 1),
        authority="苏教关委〔2021〕3号",
        contest="工作创新奖",
        level="省级",
        most=1,
    ),
)


def _reading_china(year: int, authority: str, kind: str, least: int, most: int | None) -> Quota:
    return Quota(
        since=date(year, 1, 1),
        authority=authority,
        contest="读懂中国",
        kind=kind,
        level="省级",
        senders=_UNIVERSITIES,
        least=least,
        most=most,
    )


#: 读懂中国 in 湖南; one more essay is open to large branches, which is theirs to set.
HUNAN_QUOTAS = (
    _reading_china(2019, "湖南2019年读懂中国通知", "征文", 1, None),
    _reading_china(2019, "湖南2019年读懂中国通知", "微视频", 1, None),
    _reading_china(2020, "湖南2020年读懂中国通知", "征文", 2, 3),
)
#: 读懂中国 in 云南.
YUNNAN_QUOTAS = (
    _reading_china(2025, "云南2025年读懂中国通知", "征文", 10, None),
    _reading_china(2025, "云南2025年读懂中国通知", "微视频", 3, None),
    _reading_china(2025, "云南2025年读懂中国通知", "舞台剧", 2, None),
)


@final
class Standing(Enum):
    """Where a number of works stands to a quota."""

    SHORT = "不足"
    WITHIN = "符合"
    OVER = "超出"

    @property
    def label(self) -> str:
        """The English word."""
        return self.name.lower()


@final
@frozen(kw_only=True)
class QuotaCount:
    """How many works one unit sent under one quota."""

    quota: Quota
    works: int

    @property
    def missing(self) -> int:
        """How many works it is short of."""
        return max(0, self.quota.least - self.works)

    @property
    def excess(self) -> int:
        """How many works there are too many."""
        return 0 if self.quota.most is None else max(0, self.works - self.quota.most)

    @property
    def standing(self) -> Standing:
        """Short, within or over."""
        if self.missing:
            return Standing.SHORT
        return Standing.OVER if self.excess else Standing.WITHIN


def against_quota(
    entries: Iterable[Entry], quotas: Iterable[Quota], tree: Tree, period: Period
) -> Mapping[OrganisationId, tuple[QuotaCount, ...] | Absence]:
    """Hold what each unit sent in a period against the quotas of the period's last day.

    Every unit in operation on that day is there, not applicable where it has no quota. A work
    counts once for the unit that its entry names.
    """
    held = _in_force(tuple(quotas), period.end)
    sent: dict[OrganisationId, list[Entry]] = {}
    for entry in firsts(entries):
        if entry.on in period:
            sent.setdefault(entry.organisation, []).append(entry)
    return {
        unit.id: tuple(
            QuotaCount(quota=quota, works=_works_under(quota, sent.get(unit.id, ())))
            for quota in held
            if unit.category in quota.senders
        )
        or Absence.NOT_APPLICABLE
        for unit in tree.in_operation(period.end)
    }


def _in_force(quotas: Sequence[Quota], day: date) -> tuple[Quota, ...]:
    """Of each subject the edition that holds, if one has begun."""
    begun = [each for each in quotas if each.since <= day]
    return tuple(
        in_force((each for each in begun if each.subject == subject), day)
        for subject in dict.fromkeys(each.subject for each in begun)
    )


def _works_under(quota: Quota, entries: Iterable[Entry]) -> int:
    return len(grouped(filter(quota.fits, entries), lambda each: each.work))
