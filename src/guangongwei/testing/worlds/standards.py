"""The standards of a made-up district, and the assessments that come before a decision."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.model.accreditation import QUALITY, Accreditation, AccreditationId, Outcome
from guangongwei.model.standard import (
    Assessment,
    AssessmentId,
    Band,
    Clause,
    ClauseId,
    Method,
    Score,
    Standard,
    StandardId,
)
from guangongwei.testing.worlds.sending import ASSESSMENTS, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.model.organisation import OrganisationId
    from guangongwei.testing.worlds.dice import Dice
    from guangongwei.testing.worlds.places import Places
    from guangongwei.testing.worlds.sending import Sending

_NEIGHBOUR = "五有五好"
#: Block, what is asked, points before and now, whether mandatory, evidence, effort.
_CLAUSES = (
    ("组织建设", "党组织每年研究关工委工作", 6, 6, True, "查资料", 2),
    ("组织建设", "关工委工作写入学校党建计划", 6, 6, True, "查资料", 1),
    ("组织建设", "班子职务齐全，老同志占一半以上", 6, 5, False, "听汇报", 3),
    ("组织建设", "工作经费列入预算", 6, 5, False, "看台账", 4),
    ("队伍建设", "五老志愿者登记造册", 6, 6, True, "看台账", 1),
    ("队伍建设", "每学期培训五老", 6, 5, False, "查资料", 2),
    ("队伍建设", "骨干五老有明确分工", 5, 5, False, "座谈", 2),
    ("阵地建设", "有办公室和活动室", 6, 6, False, "实地查看", 6),
    ("阵地建设", "建有五老工作室", 5, 5, False, "实地查看", 5),
    ("阵地建设", "办好网上关工委", 5, 6, False, "实地查看", 3),
    ("活动开展", "主题教育有方案有总结", 7, 6, False, "查资料", 2),
    ("活动开展", "法治教育进校园", 6, 6, False, "看台账", 2),
    ("活动开展", "家庭教育讲座定期举办", 6, 6, False, "看台账", 2),
    ("活动开展", "与校外辅导站共同开展活动", 6, 6, False, "看台账", 3),
    ("关爱帮扶", "重点对象结对到人", 6, 7, True, "看台账", 3),
    ("关爱帮扶", "关爱品牌持续两年以上", 6, 6, False, "听汇报", 4),
    ("关爱帮扶", "心理关爱有记录", 6, 5, False, "看台账", 3),
    ("关爱帮扶", "个案按期回访", 0, 3, False, "看台账", 2),
)
_BANDS = (
    Band(name="先进学校", low=Decimal(95), passes=True),
    Band(name="合格学校", low=Decimal(85), passes=True),
    Band(name="创建学校", low=Decimal(0), passes=False),
)


def standards(year: int) -> tuple[Standard, ...]:
    """Two editions of 优质化建设 and one of the neighbouring programme."""
    return (
        _edition(QUALITY, year - 3, points=2),
        _edition(QUALITY, year, points=3),
        Standard(
            id=_standard_id(_NEIGHBOUR, year - 3),
            programme=_NEIGHBOUR,
            edition=str(year - 3),
            clauses=tuple(
                Clause(
                    id=ClauseId(f"W{number}"),
                    block="五有",
                    text=text,
                    points=Decimal(10),
                    mandatory=number == 1,
                )
                for number, text in enumerate(
                    (f"有{each}" for each in ("班子", "队伍", "阵地", "制度", "经费")), 1
                )
            ),
            bands=(
                Band(name="达标单位", low=Decimal(40), passes=True),
                Band(name="未达标", low=Decimal(0), passes=False),
            ),
            since=date(year - 3, 1, 1),
        ),
    )


def _standard_id(programme: str, year: int) -> StandardId:
    return StandardId(f"{programme}-{year}")


def _edition(programme: str, year: int, *, points: int) -> Standard:
    clauses = tuple(
        Clause(
            id=ClauseId(f"T{number:02d}"),
            block=row[0],
            text=row[1],
            points=Decimal(row[points]),
            mandatory=row[4],
            evidence=(row[5],),
            effort=Decimal(row[6]),
        )
        for number, row in enumerate(_CLAUSES, 1)
        if row[points]
    )
    return Standard(
        id=_standard_id(programme, year),
        programme=programme,
        edition=str(year),
        clauses=clauses,
        bands=_BANDS,
        since=date(year, 1, 1),
    )


def neighbours(dice: Dice, where: Places, *, year: int) -> tuple[Accreditation, ...]:
    """Decisions of 五有五好, which say nothing of 优质化建设."""
    chosen = [each for each in where.schools if dice.chance(30)]
    decisions = [
        (date(year - each % 2, 12, 5 + each % 3), school) for each, school in enumerate(chosen)
    ]
    kept = [
        each
        for each in sorted(decisions)
        if where.by_id[each[1]].in_operation(each[0] - timedelta(days=400))
    ]
    return tuple(
        Accreditation(
            id=AccreditationId(f"RW{number:03d}"),
            organisation=school,
            batch=1 if on.year < year else 2,
            on=on,
            outcome=Outcome.NOT_PASSED if dice.chance(8) else Outcome.PASSED,
            programme=_NEIGHBOUR,
        )
        for number, (on, school) in enumerate(kept, 1)
    )


def assessments(
    dice: Dice,
    where: Places,
    sending: Sending,
    decisions: tuple[Accreditation, ...],
    editions: tuple[Standard, ...],
) -> tuple[Assessment, ...]:
    """What came before each decision, and the self-assessments of those that prepare for one."""
    made: list[Assessment] = []
    passed: set[tuple[OrganisationId, str]] = set()
    for one in decisions:
        key = (one.organisation, one.programme)
        # Whoever passed before is looked at again, to be confirmed or struck off.
        method = Method.REVIEW if key in passed else Method.ON_SITE
        made += _before(dice, one, editions, method)
        passed |= {key} if one.outcome is Outcome.PASSED else set()
    decided = {each.organisation for each in decisions if each.programme == QUALITY}
    for school, first, last in spans(where, sending, ASSESSMENTS):
        on = dice.day(max(first, date(sending.year, 3, 1)), date(sending.year, 5, 31))
        if school not in decided and first <= on <= last and dice.chance(70):
            edition = _edition_of(QUALITY, on, editions)
            made.append(_assessment(dice, school, on, Method.SELF, edition))
    made.sort(key=lambda each: each.on)
    return tuple(
        evolve(each, id=AssessmentId(f"X{number:04d}")) for number, each in enumerate(made, 1)
    )


def _before(
    dice: Dice, decision: Accreditation, editions: tuple[Standard, ...], method: Method
) -> Iterator[Assessment]:
    """A self-assessment now and then, and the one on which the decision rests."""
    about = decision.organisation
    on_site = decision.on - timedelta(days=dice.between(6, 20))
    edition = _edition_of(decision.programme, on_site, editions)
    own = on_site - timedelta(days=dice.between(20, 70))
    if dice.chance(60) and edition.since <= own:
        yield _assessment(dice, about, own, Method.SELF, edition)
    made = _assessment(dice, about, on_site, method, edition)
    passes = decision.outcome is Outcome.PASSED
    yield evolve(made, scores=tuple(_scores(dice, edition, passes=True))) if passes else made


def _edition_of(programme: str, on: date, editions: Iterable[Standard]) -> Standard:
    """The latest edition of a programme that applies on a day."""
    begun = [each for each in editions if each.programme == programme and each.since <= on]
    return max(begun, key=lambda each: each.since)


def _assessment(
    dice: Dice, school: OrganisationId, on: date, method: Method, edition: Standard
) -> Assessment:
    """An assessment of a school that does not reach the standard yet."""
    return Assessment(
        id=AssessmentId(""),
        organisation=school,
        standard=edition.id,
        on=on,
        method=method,
        scores=tuple(_scores(dice, edition, passes=False)),
    )


def _scores(dice: Dice, edition: Standard, *, passes: bool) -> Iterator[Score]:
    """The points clause by clause; a clause without evidence has none.

    Who passes has the mandatory clauses in full and lacks little; who does not lacks one of them.
    """
    low = edition.pass_band.low if edition.pass_band else edition.full_marks
    left = edition.full_marks - low if passes else edition.full_marks
    mandatory = [each.id for each in edition.clauses if each.mandatory]
    failed = None if passes or not mandatory else dice.pick(mandatory)
    for clause in edition.clauses:
        lacks = Decimal(dice.below(5 if passes else 9)) / 2
        if clause.mandatory:
            lacks = Decimal(2) if clause.id == failed else Decimal(0)
        is_unseen = not clause.mandatory and dice.chance(4 if passes else 14)
        lacks = min(clause.points if is_unseen else lacks, clause.points)
        if lacks > left:
            lacks, is_unseen = Decimal(0), False
        left -= lacks
        if not is_unseen:
            yield Score(clause=clause.id, points=clause.points - lacks)
