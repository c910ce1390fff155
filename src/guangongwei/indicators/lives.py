"""When records happen, while they are in force, and which are about which, noun by noun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument
from guangongwei.model.care import (
    CareCase,
    CaseLevel,
    Child,
    Consent,
    Grant,
    Pairing,
    Programme,
)
from guangongwei.model.case_table import CaseState
from guangongwei.model.cases import moment_on, replay, state_on
from guangongwei.model.committee import Committee
from guangongwei.model.followup import follow_up
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


def _set_up(post: Post, day: date) -> bool:
    """A post is one of the committee's in its term, held or vacant; without days, always."""
    return (post.since is None or post.since <= day) and (post.until is None or post.until >= day)


def _listed(child: Child, day: date) -> bool:
    """A child is cared for as long as the school lists it; the table holds no first day."""
    return child.left is None or child.left > day


def _followed(case: CareCase, day: date) -> bool:
    return state_on(case, day).is_followed


#: Whether a record is in force on a day; a noun that is not listed only happens.
LIVES: dict[type[Record], Callable[[Any, date], bool]] = {
    Organisation: Organisation.in_operation,
    Committee: _standing,
    Post: _set_up,
    Volunteer: Volunteer.registered,
    Programme: Programme.running,
    Child: _listed,
    Consent: Consent.in_force,
    Pairing: Pairing.active,
    CareCase: _followed,
}


def _level(case: CareCase, day: date) -> CaseLevel | None:
    moment = moment_on(replay(case).value, day)
    return moment and moment.level


def _closed(case: CareCase, day: date) -> date | None:
    """The day on which it was closed, where it is closed on a day."""
    moment = moment_on(replay(case).value, day)
    return moment.on if moment and moment.state is CaseState.CLOSED else None


def _overdue(case: CareCase, day: date) -> bool:
    clock = follow_up(case, as_of=day)
    return clock is not None and clock.is_overdue


#: What no field of a record holds and its history tells for a day.
NOW: dict[tuple[type[Record], str], Callable[[Any, date], object]] = {
    (CareCase, "state"): state_on,
    (CareCase, "level"): _level,
    (CareCase, "closed"): _closed,
    (CareCase, "overdue"): _overdue,
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


def own_day(noun: type[Record]) -> str:
    """The field with a noun's own day."""
    return DAYS.get(noun, "on")


def in_force(record: Record, day: date) -> bool:
    """Say whether a record is in force on a day.

    Raises:
        BadArgument: The noun only happens and is never in force.
    """
    lives = LIVES.get(type(record))
    if lives is None:
        raise BadArgument("timing", f"not AT_END for {type(record).__name__}, which only happens")
    return lives(record, day)
