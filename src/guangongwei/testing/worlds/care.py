"""The care brands of a made-up district, the children they reach, and what was agreed about them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.model.care import (
    Child,
    ChildId,
    Consent,
    ConsentId,
    Grant,
    GrantId,
    Programme,
    ProgrammeId,
)
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import Category
from guangongwei.testing.worlds import words
from guangongwei.testing.worlds.sending import BRANDS, CHILDREN, CONSENTS, GRANTS, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.testing.worlds.dice import Dice
    from guangongwei.testing.worlds.places import Places
    from guangongwei.testing.worlds.sending import Sending

_STAGES = {
    Category.KINDERGARTEN: ("学前",),
    Category.PRIMARY: ("小学",),
    Category.JUNIOR: ("初中",),
    Category.NINE_YEAR: ("小学", "初中"),
    Category.COMPLETE: ("初中", "高中"),
}
_OLDER = ("高中",)
_CONSENTS: tuple[tuple[bool | Absence, int], ...] = ((True, 82), (False, 6), (Absence.UNKNOWN, 12))
_SCOPES = (
    (("结对", "关爱个案", "助学金"), 70),
    (("结对", "关爱个案"), 14),
    (("助学金",), 12),
    ((), 4),
)
_AMOUNTS = (Decimal(300), Decimal(500), Decimal(800), Decimal(1000), Decimal("1250.50"))


@final
@frozen(kw_only=True)
class Cared:
    """Brands, children and consents of a district, and who may be written about when."""

    programmes: tuple[Programme, ...]
    children: tuple[Child, ...]
    consents: tuple[Consent, ...]

    @cached_property
    def _agreed(self) -> dict[ChildId, Consent]:
        return {each.child: each for each in self.consents}

    def agreed(
        self, child: Child, record: str, first: date, last: date
    ) -> tuple[date, date] | None:
        """The first and the last day on which a record of a child may be begun."""
        consent = self._agreed.get(child.id)
        if consent is None or record not in consent.scope:
            return None
        over = [each - timedelta(days=1) for each in (consent.withdrawn, child.left) if each]
        begins = max(first, consent.given)
        ends = min(last, consent.expires or last, *over)
        return (begins, ends) if begins <= ends else None

    def withdrawn(self, child: ChildId) -> date | None:
        """The day on which a child's consent was withdrawn; None where it holds."""
        consent = self._agreed.get(child)
        return consent and consent.withdrawn


def cared(dice: Dice, where: Places, sending: Sending) -> Cared:
    """What schools write down of their care; the bureau and its offices have brands as well."""
    children = tuple(_children(dice, where, sending))
    consents = tuple(_consents(dice, where, sending, children))
    return Cared(programmes=_programmes(dice, where, sending), children=children, consents=consents)


def _programmes(dice: Dice, where: Places, sending: Sending) -> tuple[Programme, ...]:
    """One to three brands of each school; some are over, some have just begun."""
    homes = [each for each, _, _ in spans(where, sending, BRANDS)]
    found: list[Programme] = []
    for each in (where.bureau, *where.offices[::4], *homes):
        for kind, name in dict(
            dice.weighted(words.BRANDS) for _ in range(dice.between(1, 3))
        ).items():
            opened = where.by_id[each].founded or date(1, 1, 1)
            started = max(opened, dice.day(date(sending.year - 8, 1, 1), date(sending.year, 6, 30)))
            ends = max(started, date(sending.year - 1, 3, 1))
            found.append(
                Programme(
                    id=ProgrammeId(f"G{len(found) + 1:04d}"),
                    name=name,
                    kind=kind,
                    organisation=each,
                    started=None if dice.chance(5) else started,
                    ended=dice.day(ends, date(sending.year, 12, 20)) if dice.chance(12) else None,
                )
            )
    return tuple(found)


def _children(dice: Dice, where: Places, sending: Sending) -> Iterator[Child]:
    """Up to eight children of each school, under keys that say nothing."""
    number = 0
    for school, first, last in spans(where, sending, CHILDREN):
        stages = _STAGES.get(where.by_id[school].category, _OLDER)
        for _ in range(dice.below(9)):
            number += 1
            yield Child(
                id=ChildId(f"K{number:05d}"),
                organisation=school,
                stage=None if dice.chance(3) else dice.pick(stages),
                groups=dice.weighted(words.CARE_GROUPS),
                consent=dice.weighted(_CONSENTS),
                left=dice.day(first, last) if dice.chance(7) else None,
            )


def _consents(
    dice: Dice, where: Places, sending: Sending, children: tuple[Child, ...]
) -> Iterator[Consent]:
    """The papers behind the ticks; some are lost, some have run out, some were taken back."""
    year = sending.year
    sent = {each for each, _, _ in spans(where, sending, CONSENTS)}
    number = 0
    for child in children:
        if child.consent is not True or child.organisation not in sent or dice.chance(6):
            continue
        number += 1
        opened = where.by_id[child.organisation].founded or date(1, 1, 1)
        given = max(opened, dice.day(date(year - 2, 3, 1), date(year, 4, 30)))
        yield Consent(
            id=ConsentId(f"N{number:05d}"),
            child=child.id,
            guardian=dice.weighted(words.GUARDIANS),
            purpose="关爱帮扶",
            scope=dice.weighted(_SCOPES),
            given=given,
            expires=None if dice.chance(8) else date(given.year + 3, 2, 28),
            withdrawn=dice.day(date(year, 5, 1), date(year, 12, 31)) if dice.chance(4) else None,
        )


def grants(dice: Dice, where: Places, sending: Sending, care: Cared) -> tuple[Grant, ...]:
    """Money of a year: to a school's own children, and from the bureau's brands to any."""
    open_to = {each: (first, last) for each, first, last in spans(where, sending, GRANTS)}
    year = (date(sending.year, 1, 1), date(sending.year, 12, 31))
    found: list[Grant] = []
    for brand in care.programmes:
        at_school = where.by_id[brand.organisation].category.is_school
        days = open_to.get(brand.organisation) if at_school else year
        if days is None or "助学" not in (brand.kind or ""):
            continue
        for child in care.children:
            if at_school and child.organisation != brand.organisation:
                continue
            agreed = care.agreed(child, "助学金", *days)
            if agreed and not care.withdrawn(child.id) and dice.chance(60 if at_school else 8):
                found.append(_grant(dice, brand, child, dice.day(*agreed)))
    kept = [each for each in found if _brand_runs(care, each)]
    kept.sort(key=lambda each: each.on)
    return tuple(
        evolve(each, id=GrantId(f"M{sending.year}-{number:04d}"))
        for number, each in enumerate(kept, 1)
    )


def _grant(dice: Dice, brand: Programme, child: Child, on: date) -> Grant:
    return Grant(
        id=GrantId(""),
        programme=brand.id,
        child=child.id,
        on=on,
        amount=Absence.UNKNOWN if dice.chance(6) else dice.pick(_AMOUNTS),
        origin=dice.weighted(words.ORIGINS),
    )


def _brand_runs(care: Cared, grant: Grant) -> bool:
    return next(each for each in care.programmes if each.id == grant.programme).running(grant.on)
