"""The odd shapes that small worlds give to posts, works, care and assessments."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.model.accreditation import Accreditation, AccreditationId, Outcome
from guangongwei.model.care import (
    CareCase,
    CaseId,
    CaseLevel,
    Child,
    ChildId,
    Consent,
    ConsentId,
    Grant,
    GrantId,
    Pairing,
    PairingId,
    Programme,
    ProgrammeId,
    Step,
    StepKind,
    SubjectKind,
)
from guangongwei.model.committee import Committee, CommitteeId
from guangongwei.model.entry import Entry, EntryId
from guangongwei.model.numbers import Absence
from guangongwei.model.post import Post, PostId
from guangongwei.model.standard import (
    Assessment,
    AssessmentId,
    ClauseId,
    Method,
    Score,
    StandardId,
)
from guangongwei.model.volunteer import VolunteerId
from guangongwei.testing.worlds import words
from guangongwei.testing.worlds.standards import standards

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from guangongwei.model.dataset import Dataset
    from guangongwei.model.organisation import OrganisationId
    from guangongwei.testing.worlds.dice import Dice

    Day = Callable[[Dice], date]

_FLAGS: tuple[bool | Absence, ...] = (True, True, False, Absence.UNKNOWN)
_PLANS = ((), ("党建工作计划", "年终考核"), ("年度考核",), (), ("学校章程", "党建工作计划"))
_CONTESTS = (*(each[0] for each in words.CONTESTS), "“读懂中国”活动")
_WORKS = ("征文", "微视频", "论文", "调研报告", "展演", None)
_AWARDS = ("一等奖", "二等奖", "优秀奖", "优秀组织奖", "未获奖", None)
_BRANDS = ("结对帮教", "四点半课堂", "青蓝工程", "爱心助学", "助学", "家长学校", "双特双助", None)
_GROUPS = ((), ("留守",), ("困境", "留守"), ("随迁",))
_PROGRAMMES = ("五有五好", "五有五好", "优质化", "常态化建设")
_REASONS = ("目标达成", "民政部门", "其他", "不明", None)


def with_odd(dice: Dice, dataset: Dataset, day: Day, ids: Sequence[OrganisationId]) -> Dataset:
    """The same dataset with records of every later noun, few of which are as they should be."""
    people = (*(each.id for each in dataset.volunteers), VolunteerId("V99"))
    programmes = _programmes(dice, day, ids)
    brands = (*(each.id for each in programmes), ProgrammeId("G99"))
    children = _children(dice, day, ids)
    keys = (*(each.id for each in children), ChildId("K99"))
    return evolve(
        dataset,
        committees=_committees(dice, day, ids),
        posts=_posts(dice, day, ids),
        volunteers=tuple(
            evolve(
                each,
                kinds=dice.weighted(words.KINDS) if dice.chance(80) else (),
                backbone=dice.pick(_FLAGS),
                roles=(dice.pick(words.ROLES),) if dice.chance(50) else (),
                born=date(dice.between(1940, 1972), dice.between(1, 12), dice.between(1, 28))
                if dice.chance(80)
                else None,
            )
            for each in dataset.volunteers
        ),
        entries=_entries(dice, day, ids),
        programmes=programmes,
        children=children,
        consents=_consents(dice, day, keys),
        pairings=_pairings(dice, day, brands, people, keys),
        cases=_cases(dice, day, keys, people),
        grants=_grants(dice, day, brands, keys),
        assessments=_assessments(dice, day, ids),
        accreditations=(*dataset.accreditations, *_neighbours(dice, day, ids)),
        standards=standards(2024),
    )


def _later(dice: Dice, first: date, percent: int) -> date | None:
    """A day after another one, or none."""
    return first + timedelta(days=dice.below(300)) if dice.chance(percent) else None


def _committees(dice: Dice, day: Day, ids: Sequence[OrganisationId]) -> tuple[Committee, ...]:
    return tuple(
        Committee(
            id=CommitteeId(f"Z{number:02d}"),
            organisation=each,
            founded=day(dice) if dice.chance(60) else None,
            in_party_plan=dice.pick(_FLAGS),
            written_into=_PLANS[number % len(_PLANS)],
            budget=Absence.UNKNOWN if dice.chance(30) else Decimal(dice.below(9000)) / 4,
            office=dice.pick(_FLAGS),
            online=dice.pick(_FLAGS),
        )
        for number, each in enumerate(each for each in ids if dice.chance(60))
    )


def _posts(dice: Dice, day: Day, ids: Sequence[OrganisationId]) -> tuple[Post, ...]:
    def post(number: int) -> Post:
        since = day(dice)
        return Post(
            id=PostId(f"B{number:02d}"),
            organisation=dice.pick(ids),
            title=dice.pick(words.POSTS)[0],
            holder=f"任职{number}" if dice.chance(70) else None,
            since=since if dice.chance(80) else None,
            until=_later(dice, since, 40),
            retired=dice.pick(_FLAGS),
        )

    return tuple(post(number) for number in range(dice.below(12)))


def _entries(dice: Dice, day: Day, ids: Sequence[OrganisationId]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            id=EntryId(f"E{number:02d}"),
            organisation=dice.pick(ids),
            contest=dice.pick(_CONTESTS),
            kind=dice.pick(_WORKS),
            level=dice.pick((*words.LEVELS, None)),
            on=day(dice),
            award=dice.pick(_AWARDS),
            work=None if dice.chance(40) else f"Y{dice.below(4)}",
        )
        for number in range(dice.below(16))
    )


def _programmes(dice: Dice, day: Day, ids: Sequence[OrganisationId]) -> tuple[Programme, ...]:
    def programme(number: int) -> Programme:
        started = day(dice)
        return Programme(
            id=ProgrammeId(f"G{number:02d}"),
            name=dice.pick(words.BRANDS)[0][1],
            kind=dice.pick(_BRANDS),
            organisation=dice.pick(ids),
            started=started if dice.chance(80) else None,
            ended=_later(dice, started, 30),
        )

    return tuple(programme(number) for number in range(dice.below(8)))


def _children(dice: Dice, day: Day, ids: Sequence[OrganisationId]) -> tuple[Child, ...]:
    return tuple(
        Child(
            id=ChildId(f"K{number:02d}"),
            organisation=dice.pick(ids),
            stage=dice.pick(("小学", "初中", None)),
            groups=dice.pick(_GROUPS),
            consent=dice.pick(_FLAGS),
            left=day(dice) if dice.chance(20) else None,
        )
        for number in range(dice.below(10))
    )


def _consents(dice: Dice, day: Day, keys: Sequence[ChildId]) -> tuple[Consent, ...]:
    def consent(number: int) -> Consent:
        given = day(dice)
        return Consent(
            id=ConsentId(f"N{number:02d}"),
            child=dice.pick(keys),
            guardian=dice.weighted(words.GUARDIANS),
            purpose=dice.pick(("关爱帮扶", "宣传报道")),
            scope=dice.pick((("结对", "助学金"), ("关爱个案",), ())),
            given=given,
            expires=_later(dice, given, 60),
            withdrawn=_later(dice, given, 20),
        )

    return tuple(consent(number) for number in range(dice.below(10)))


def _pairings(
    dice: Dice,
    day: Day,
    brands: Sequence[ProgrammeId],
    people: Sequence[VolunteerId],
    keys: Sequence[ChildId],
) -> tuple[Pairing, ...]:
    def pairing(number: int) -> Pairing:
        started = day(dice)
        is_teacher = dice.chance(25)
        return Pairing(
            id=PairingId(f"J{number:02d}"),
            programme=dice.pick(brands),
            volunteers=tuple(dice.shuffled(people)[: max(1, dice.below(4))]),
            subject=f"T{dice.below(4)}" if is_teacher else dice.pick(keys),
            subject_kind=SubjectKind.YOUNG_TEACHER if is_teacher else SubjectKind.CHILD,
            started=started,
            ended=_later(dice, started, 35),
            last_contact=_later(dice, started, 60),
        )

    return tuple(pairing(number) for number in range(dice.below(12)))


def _cases(
    dice: Dice, day: Day, keys: Sequence[ChildId], people: Sequence[VolunteerId]
) -> tuple[CareCase, ...]:
    def case(number: int) -> CareCase:
        started = day(dice)
        on = started - timedelta(days=5)
        steps: list[Step] = []
        for _ in range(dice.below(9)):
            on += timedelta(days=dice.below(40))
            steps.append(
                Step(
                    on=on,
                    kind=dice.pick((*StepKind, StepKind.CONTACT)),
                    level=dice.pick((*CaseLevel, None, None)),
                    reason=dice.pick(_REASONS),
                )
            )
        return CareCase(
            id=CaseId(f"Q{number:02d}"),
            child=dice.pick(keys),
            level=dice.pick(tuple(CaseLevel)),
            volunteers=tuple(dice.shuffled(people)[: dice.below(3)]),
            started=started,
            steps=tuple(dice.shuffled(steps) if dice.chance(20) else steps),
        )

    return tuple(case(number) for number in range(dice.below(12)))


def _grants(
    dice: Dice, day: Day, brands: Sequence[ProgrammeId], keys: Sequence[ChildId]
) -> tuple[Grant, ...]:
    return tuple(
        Grant(
            id=GrantId(f"M{number:02d}"),
            programme=dice.pick(brands),
            child=dice.pick(keys),
            on=day(dice),
            amount=Absence.UNKNOWN if dice.chance(25) else Decimal(dice.below(4000)) / 4,
            origin=dice.weighted(words.ORIGINS),
        )
        for number in range(dice.below(12))
    )


def _assessments(dice: Dice, day: Day, ids: Sequence[OrganisationId]) -> tuple[Assessment, ...]:
    choices = (*(each.id for each in standards(2024)), StandardId("unknown"))
    return tuple(
        Assessment(
            id=AssessmentId(f"X{number:02d}"),
            organisation=dice.pick(ids),
            standard=dice.pick(choices),
            on=day(dice),
            method=dice.pick(tuple(Method)),
            scores=tuple(
                Score(clause=ClauseId(f"T{clause:02d}"), points=Decimal(dice.below(10)) / 2)
                for clause in range(1, 19)
                if dice.chance(70)
            ),
        )
        for number in range(dice.below(10))
    )


def _neighbours(dice: Dice, day: Day, ids: Sequence[OrganisationId]) -> tuple[Accreditation, ...]:
    return tuple(
        Accreditation(
            id=AccreditationId(f"RW{number:02d}"),
            organisation=dice.pick(ids),
            batch=dice.between(1, 3),
            on=day(dice),
            outcome=dice.pick(tuple(Outcome)),
            programme=dice.pick(_PROGRAMMES),
        )
        for number in range(dice.below(6))
    )
