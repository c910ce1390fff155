"""Which records about children rest on no consent: one finding a record and reason.

Source: DOMAIN section 7; see `guangongwei.model.consent`. What goes on is judged by the day of
the question, what is over by the day on which it began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.errors import Path, Problem, Severity
from guangongwei.model.care import CareCase, Child, Consent, Grant, Pairing, SubjectKind
from guangongwei.model.cases import state_on
from guangongwei.model.consent import CONSENT_POLICIES, ConsentPolicy, Use, permission
from guangongwei.model.fit import Fit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

#: The words of `Consent.scope` for the kinds of records about a child.
PAIRING, CASE, GRANT = "结对", "关爱个案", "助学金"


@final
@frozen(kw_only=True)
class CareFiles:
    """The records about children, and what was agreed about them."""

    children: tuple[Child, ...] = field(default=(), repr=False)
    consents: tuple[Consent, ...] = field(default=(), repr=False)
    pairings: tuple[Pairing, ...] = field(default=(), repr=False)
    cases: tuple[CareCase, ...] = field(default=(), repr=False)
    grants: tuple[Grant, ...] = field(default=(), repr=False)
    policies: tuple[ConsentPolicy, ...] = field(default=CONSENT_POLICIES, repr=False)


def consent_problems(files: CareFiles, *, as_of: date) -> tuple[Problem, ...]:
    """Every reason why a record that had begun by a day may not be kept, with its place.

    A record of a child who is in no table is another problem. The ages are not on file, so every
    child is treated as under 14; a consent that is only ticked is a warning.
    """
    children: dict[str, Child] = {each.id: each for each in reversed(files.children)}
    consents: dict[str, list[Consent]] = {}
    for each in files.consents:
        consents.setdefault(each.child, []).append(each)
    return tuple(
        Problem(
            reason.code,
            record.source or Path(path),
            reason.message,
            hint="Ask the guardian, or delete the record.",
            severity=Severity.WARNING if reason.fit is Fit.CANNOT_TELL else Severity.ERROR,
        )
        for path, record, child, use in _uses(files, as_of)
        if use.day <= as_of and child in children
        for reason in permission(
            children[child], use, consents.get(child, ()), policies=files.policies
        ).reasons
    )


def _uses(
    files: CareFiles, as_of: date
) -> Iterator[tuple[str, Pairing | CareCase | Grant, str, Use]]:
    """Each record about a child: its path, itself, the child's key, and what it is used for."""
    for index, pairing in enumerate(files.pairings):
        if pairing.subject_kind is SubjectKind.CHILD:
            day = as_of if pairing.active(as_of) else pairing.started
            yield f"$.pairings[{index}]", pairing, pairing.subject, Use(record=PAIRING, day=day)
    for index, case in enumerate(files.cases):
        day = as_of if state_on(case, as_of).is_followed else case.started
        yield f"$.cases[{index}]", case, case.child, Use(record=CASE, day=day)
    for index, grant in enumerate(files.grants):
        yield f"$.grants[{index}]", grant, grant.child, Use(record=GRANT, day=grant.on)
