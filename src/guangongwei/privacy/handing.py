"""Records for others than those who keep them: field by field, as their tags say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from attrs import evolve

from guangongwei.model.audience import Audience
from guangongwei.model.dataset import TABLES
from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.privacy.inventory import Subject, subject_of
from guangongwei.privacy.releases import REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.model.dataset import Dataset

T = TypeVar("T")

#: What is left blank wherever others look.
_TELLING = (Sensitivity.PERSONAL, Sensitivity.SENSITIVE, Sensitivity.FREE)
#: Whose records no audience is given one by one, with or without their names.
_KEPT_BACK = {
    Audience.INTERNAL: frozenset({Subject.CHILD}),
    Audience.PUBLIC: frozenset({Subject.CHILD, Subject.VOLUNTEER, Subject.HOLDER}),
}

#: The mode of a file that tells of people: its owner's alone.
OWN = 0o600
#: The mode of any other file, of which the system takes away what it is set to.
ANYBODYS = 0o666


def handed_on(dataset: Dataset, audience: Audience) -> Dataset:
    """The dataset as an audience may have it, record by record; the desk has all of it.

    Another desk (internal) gets no record about a child, and everybody else's without names, days
    of birth, telephones and free words; the public gets no record about a person at all. For
    tokens in the place of people see `pseudonymise`, for numbers `publish`.
    """
    if audience is Audience.DESK:
        return dataset
    fields: dict[str, Any] = {
        name: tuple(records_for(dataset.records(noun), audience)) for noun, name in TABLES.items()
    }
    return evolve(dataset, **fields)


def records_for(records: Iterable[T], audience: Audience) -> Iterator[T]:
    """Those of the records that an audience may have, without what tells of a person.

    A field that has to be there says that it was taken away; see `handed_on`.
    """
    if audience is Audience.DESK:
        yield from records
        return
    for each in records:
        if subject_of(type(each)) not in _KEPT_BACK[audience]:
            yield _bare(each)


def mode_for(noun: type[Any]) -> int:
    """How a file of records of a noun is made: its owner's alone, where they tell of people."""
    return ANYBODYS if subject_of(noun) is Subject.NOBODY else OWN


def _bare(record: T) -> T:
    """The record without what tells of a person."""
    changes: dict[str, Any] = {
        field.name: REMOVED if field.default is attrs.NOTHING else field.default
        for field in attrs.fields(type(record))  # type: ignore[arg-type]  # every noun is attrs'
        if sensitivity(field) in _TELLING
    }
    # The place it was read from stands in a file that others do not have.
    return evolve(record, source=None, **changes)  # type: ignore[misc]  # as above
