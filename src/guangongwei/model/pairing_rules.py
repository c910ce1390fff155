"""What cannot be true of a pair: one small rule a finding, in a table.

Source: DOMAIN section 4: a 1+1 pair has one volunteer and a 2+1 pair two; 青蓝工程 pairs a retired
teacher with a young one, never with a child.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import Path, Problem, Severity
from guangongwei.model.care import BRANDS, Pairing, Programme, ProgrammeId, SubjectKind
from guangongwei.model.volunteer import Volunteer, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Sequence


_MASTER_AND_NOVICE = "青蓝工程"
_TEACHER = "老教师"


@final
@frozen(kw_only=True)
class PairingTables:
    """The tables that pairs point into, by id."""

    programmes: Mapping[ProgrammeId, Programme]
    volunteers: Mapping[VolunteerId, Volunteer]


@final
@frozen
class PairingRule:
    """One thing that is checked of a pair: when it is broken, and how that is said."""

    code: str
    message: str
    hint: str
    is_broken: Callable[[Pairing, PairingTables], bool]
    severity: Severity = Severity.ERROR


def pairing_problems(pairings: Sequence[Pairing], tables: PairingTables) -> tuple[Problem, ...]:
    """Every finding of every rule, in the order of the rules and of the pairs."""
    return tuple(
        Problem(
            rule.code,
            pairing.source or Path(f"$.pairings[{index}]"),
            rule.message,
            hint=rule.hint,
            severity=rule.severity,
        )
        for rule in PAIRING_RULES
        for index, pairing in enumerate(pairings)
        if rule.is_broken(pairing, tables)
    )


def _has_no_volunteer(pairing: Pairing, _: PairingTables) -> bool:
    return not pairing.volunteers


def _names_one_twice(pairing: Pairing, _: PairingTables) -> bool:
    return len(set(pairing.volunteers)) < len(pairing.volunteers)


def _ended_before_it_began(pairing: Pairing, _: PairingTables) -> bool:
    return pairing.ended is not None and pairing.ended < pairing.started


def _contact_outside(pairing: Pairing, _: PairingTables) -> bool:
    last = pairing.last_contact
    return last is not None and (
        last < pairing.started or (pairing.ended is not None and last > pairing.ended)
    )


def _subject_of_another_brand(pairing: Pairing, tables: PairingTables) -> bool:
    programme = tables.programmes.get(pairing.programme)
    if programme is None:
        return False
    brand = BRANDS.standard(programme.kind or programme.name)
    return (brand == _MASTER_AND_NOVICE) != (pairing.subject_kind is SubjectKind.YOUNG_TEACHER)


def _not_by_a_teacher(pairing: Pairing, tables: PairingTables) -> bool:
    known = [tables.volunteers[id_] for id_ in pairing.volunteers if id_ in tables.volunteers]
    return pairing.subject_kind is SubjectKind.YOUNG_TEACHER and any(
        _TEACHER not in each.standard_kinds for each in known
    )


PAIRING_RULES = (
    PairingRule("J101", "has no volunteer", "Fill 志愿者编号.", _has_no_volunteer),
    PairingRule(
        "J102",
        "names one volunteer twice",
        "Name each once.",
        _names_one_twice,
        Severity.WARNING,
    ),
    PairingRule("J103", "ended before it began", "Mend the two days.", _ended_before_it_began),
    PairingRule(
        "J104",
        "has its last contact before it began or after it ended",
        "Mend 最近联系日期.",
        _contact_outside,
        Severity.WARNING,
    ),
    PairingRule(
        "J105",
        "is of 青蓝工程 and not for a young teacher, or for one and of another brand",
        "Mend 对象类型, or the brand.",
        _subject_of_another_brand,
    ),
    PairingRule(
        "J106",
        "is for a young teacher, and not every volunteer in it is noted as 老教师",
        "Mend 类别 of the volunteer, or the pair.",
        _not_by_a_teacher,
        Severity.WARNING,
    ),
)
