"""Volunteers who may be entered twice: told with both places, never merged, never named."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.errors import Problem
    from guangongwei.model.volunteer import Volunteer

#: With so many bearers of its name somebody is compared, the last ones before; no name has more.
_COMPARED = 50


def alike(volunteers: Iterable[Volunteer]) -> Iterator[Problem]:
    """Volunteers with one name whose other cells agree, or with one telephone and one birthday.

    A name alone says nothing: many bear it. Who differs in the day of birth is somebody else.
    """
    by_name: dict[str, list[Volunteer]] = defaultdict(list)
    for each in volunteers:
        by_name[_plain(each.name)].append(each)
    for bearers in by_name.values():
        for at, each in enumerate(bearers[1:], 1):
            before = bearers[max(0, at - _COMPARED) : at]
            first = next((other for other in before if _may_be_one(each, other)), None)
            if first is not None and each.source is not None:
                yield problem("T213", each.source, detail=f"see {first.source}")


def _may_be_one(one: Volunteer, other: Volunteer) -> bool:
    pairs = ((one.born, other.born), (_digits(one.phone), _digits(other.phone)))
    if any(left and right and left != right for left, right in pairs):
        return False
    agrees = any(left and left == right for left, right in pairs)
    if not agrees and one.organisation != other.organisation:
        return False
    # Where the records themselves are the same, that is said of them.
    return one.id != other.id and evolve(one, id=other.id) != other


def _plain(name: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", name) if each.isalnum())


def _digits(phone: str | None) -> str:
    return "".join(filter(str.isdecimal, phone or ""))
