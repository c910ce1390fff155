"""Which fields of which records point at people, and the same records with other keys in them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, final

from attrs import evolve

from guangongwei.model.care import CareCase, Child, Consent, Grant, Pairing, SubjectKind
from guangongwei.model.volunteer import Service, Volunteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")


@final
class PersonKind(Enum):
    """Whom a key stands for; keys of two kinds may read alike and say nothing of each other."""

    VOLUNTEER = "volunteer"
    CHILD = "child"
    YOUNG_TEACHER = "young teacher"


#: The fields that hold a key or several, and of which kind; None: the record says of which.
LINKS: dict[type[Any], tuple[tuple[str, PersonKind | None], ...]] = {
    Volunteer: (("id", PersonKind.VOLUNTEER),),
    Service: (("volunteer", PersonKind.VOLUNTEER),),
    Child: (("id", PersonKind.CHILD),),
    Consent: (("child", PersonKind.CHILD),),
    Pairing: (("volunteers", PersonKind.VOLUNTEER), ("subject", None)),
    CareCase: (("child", PersonKind.CHILD), ("volunteers", PersonKind.VOLUNTEER)),
    Grant: (("child", PersonKind.CHILD),),
}


def keys_in(record: object) -> Iterator[tuple[PersonKind, str]]:
    """Every key of a person in a record, and of which kind it is."""
    for name, kind in LINKS.get(type(record), ()):
        held = getattr(record, name)
        for key in (held,) if isinstance(held, str) else held:
            yield kind or _subject_kind(record), key


def renamed(record: T, rename: Callable[[PersonKind, str], str]) -> T:
    """The record with other keys for the people in it."""
    changes: dict[str, Any] = {}
    for name, kind in LINKS.get(type(record), ()):
        held, of = getattr(record, name), kind or _subject_kind(record)
        if isinstance(held, str):
            changes[name] = rename(of, held)
        else:
            changes[name] = tuple(rename(of, each) for each in held)
    return evolve(record, **changes) if changes else record  # type: ignore[misc]  # every noun is attrs'


def child_of(record: object) -> str | None:
    """The key of the child whom a record is about; None where it is about none."""
    return next((key for kind, key in keys_in(record) if kind is PersonKind.CHILD), None)


def _subject_kind(record: object) -> PersonKind:
    is_child = isinstance(record, Pairing) and record.subject_kind is SubjectKind.CHILD
    return PersonKind.CHILD if is_child else PersonKind.YOUNG_TEACHER
