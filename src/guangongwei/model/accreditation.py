"""Accreditation (认定): which schools reached which programme's standard, and when.

优质化建设 is the programme of the 70%. 五有五好 and 常态化建设 are neighbours with standards, bases and
figures of their own, never merged with it. Source: DOMAIN section 1.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NewType, final

from attrs import frozen

from guangongwei.model.organisation import OrganisationId
from guangongwei.model.repeats import firsts
from guangongwei.model.source import Source, source_field
from guangongwei.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

AccreditationId = NewType("AccreditationId", str)

#: The programme that the share of accredited schools speaks of.
QUALITY = "优质化建设"

#: The programmes that are told apart, and the other names they are found under.
PROGRAMMES = Vocabulary.of(
    {
        QUALITY: ("关工委优质化建设均衡发展", "关工委优质化建设", "优质化建设均衡发展", "优质化"),
        "五有五好": ("新时代“五有五好”基层关工委", "五有五好基层关工委", "“五有五好”"),
        "常态化建设": ("关工委工作常态化建设", "关工委常态化建设", "常态化"),
    }
)


def standard_programme(programme: str) -> str:
    """The programme that a local name stands for, or the name itself."""
    return PROGRAMMES.standard(programme)


@final
class Outcome(Enum):
    """结果 of an accreditation."""

    PASSED = "通过"
    NOT_PASSED = "未通过"
    #: 摘牌: the accreditation was taken away again.
    REVOKED = "摘牌"

    @property
    def label(self) -> str:
        """The English words."""
        return self.name.lower().replace("_", " ")


@final
@frozen(kw_only=True)
class Accreditation:
    """One decision about one organisation; the latest one by a day is what holds on that day."""

    id: AccreditationId
    organisation: OrganisationId
    #: 批次: which batch of schools it belongs to, counted from 1.
    batch: int | None = None
    #: 认定日期.
    on: date
    outcome: Outcome
    #: 项目: the programme it was decided in; decisions of two programmes say nothing of each other.
    programme: str = QUALITY
    source: Source = source_field()

    @property
    def standard_programme(self) -> str:
        """The programme, by its standard name."""
        return standard_programme(self.programme)


def decisions(
    accreditations: Iterable[Accreditation],
    organisation: OrganisationId,
    *,
    programme: str = QUALITY,
) -> tuple[Accreditation, ...]:
    """The decisions about one organisation in one programme, in the order in which they hold.

    Of two on one day the one with the later id holds, as in every figure.
    """
    asked = standard_programme(programme)
    kept = (
        each
        for each in firsts(accreditations)
        if each.organisation == organisation and standard_programme(each.programme) == asked
    )
    return tuple(sorted(kept, key=lambda each: (each.on, each.id)))


def decision_on(
    accreditations: Iterable[Accreditation],
    organisation: OrganisationId,
    day: date,
    *,
    programme: str = QUALITY,
) -> Accreditation | None:
    """The decision that holds on a day; None where there is none by then."""
    made = decisions(accreditations, organisation, programme=programme)
    by_then = [each for each in made if each.on <= day]
    return by_then[-1] if by_then else None


def accredited(
    accreditations: Iterable[Accreditation], day: date, *, programme: str = QUALITY
) -> frozenset[OrganisationId]:
    """The organisations whose last decision by a day, in one programme, is 通过."""
    about: defaultdict[OrganisationId, list[Accreditation]] = defaultdict(list)
    for each in firsts(accreditations):
        about[each.organisation].append(each)
    return frozenset(
        id_
        for id_, made in about.items()
        if (last := decision_on(made, id_, day, programme=programme))
        and last.outcome is Outcome.PASSED
    )
