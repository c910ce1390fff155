"""Which records stand for people, so that a small number of them may point at somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.model.volunteer import Volunteer

if TYPE_CHECKING:
    from guangongwei.model.dataset import Record

#: What was found out about each noun.
_PEOPLE: dict[type[Record], tuple[str, ...]] = {}


def people_of(noun: type[Record]) -> tuple[str, ...]:
    """The fields of a noun that name the people it is about, whoever is cared for first.

    A record is about people where one of its fields is tagged as a pseudonym: children and all
    that is noted about them, services and pairs. A volunteer is one. Posts, titles of articles and
    works entered are not among them: they are public by what they are.
    """
    if noun not in _PEOPLE:
        _PEOPLE[noun] = _tagged(noun)
    return _PEOPLE[noun]


def _tagged(noun: type[Record]) -> tuple[str, ...]:
    if noun is Volunteer:
        return ("id",)
    tagged = (
        each.name for each in attrs.fields(noun) if sensitivity(each) is Sensitivity.PSEUDONYM
    )
    return tuple(sorted(tagged, key=lambda name: name == "volunteers"))
