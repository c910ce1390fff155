"""When records happen, while they are in force, and which are about which, noun by noun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument
from guangongwei.model.care import CareCase, Child, Consent, Grant, Pairing, Programme
from guangongwei.model.case_table import CaseState
from guangongwei.model.cases import state_on
from guangongwei.model.committee import Committee
from guangongwei.model.organisation import Organisation
from guangongwei.model.post import Post
from guangongwei.model.volunteer import Service, Volunteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from guangongwei.model.dataset import Record

#: The field with a noun's own day; every other noun calls it `on`.
DAYS: dict[type[Record], str] = {
    Organisation: "founded",
    Committee: "founded",
    Post: "since",
    Volunteer: "joined",
    Programme: "started",
    Consent: "given",
    Pairing: "started",
    CareCase: "started",
}


def _standing(committee: Committee, day: date) -> bool:
    return committee.founded is None or committee.founded <= day


def _known(_: Child, __: date) -> bool:
    """A child is cared for as long as the school lists it; the table holds no days."""
    return True


def _open(case: CareCase, day: date) -> bool:
    return state_on(case, day) not in (CaseState.UNOPENED, CaseState.HANDED_OVER, CaseState.CLOSED)


#: Whether a record is in force on a day; a noun that is not listed only happens.
LIVES: dict[type[Record], Callable[[Any, date], bool]] = {
    Organisation: Organisation.in_operation,
    Committee: _standing,
    Post: Post.held,
    Volunteer: Volunteer.registered,
    Programme: Programme.running,
    Child: _known,
    Consent: Consent.in_force,
    Pairing: Pairing.active,
    CareCase: _open,
}

#: The field by which records of one noun name those of another; others meet at the organisation.
LINKS: dict[tuple[type[Record], type[Record]], str] = {
    (Service, Volunteer): "volunteer",
    (Pairing, Volunteer): "volunteers",
    (Pairing, Child): "subject",
    (Pairing, Programme): "programme",
    (Grant, Child): "child",
    (Grant, Programme): "programme",
    (CareCase, Child): "child",
    (Consent, Child): "child",
}


def day_of(record: Record, field: str | None = None) -> date | None:
    """The day a record happened: in the field that is named, or in the noun's own.

    Raises:
        BadArgument: The noun has no such field.
    """
    name = field or DAYS.get(type(record), "on")
    try:
        day: date | None = getattr(record, name)
    except AttributeError:
        raise BadArgument(f"day {name!r}", f"a field of {type(record).__name__}") from None
    return day


def in_force(record: Record, day: date) -> bool:
    """Say whether a record is in force on a day.

    Raises:
        BadArgument: The noun only happens and is never in force.
    """
    lives = LIVES.get(type(record))
    if lives is None:
        raise BadArgument("timing", f"not AT_END for {type(record).__name__}, which only happens")
    return lives(record, day)
