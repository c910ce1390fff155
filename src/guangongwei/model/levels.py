"""Levels (级别) that a work is sent to or an outlet belongs to, and the highest of several.

Source: DOMAIN sections 2, 5 and 6: 校, 乡镇街道, 县（市、区）, 设区市, 省, 国家.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from guangongwei.model.numbers import Absence
from guangongwei.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: From the lowest up, each with the other words it is found under.
LEVEL_WORDS = Vocabulary.of(
    {
        "校级": ("校", "园级", "学校"),
        "镇级": ("镇", "镇街级", "乡镇级", "街道级", "社区级"),
        "区级": ("区", "县级", "区县级", "县区级", "县（市、区）级"),
        "市级": ("市", "设区市级"),
        "省级": ("省",),
        "国家级": ("国家", "全国", "部级", "中央"),
    }
)


class Levelled(Protocol):
    """A record with a level that may be blank."""

    @property
    def level(self) -> str | None:
        """The word of its level."""
        ...


L = TypeVar("L", bound=Levelled)


def highest(records: Iterable[Levelled]) -> str | Absence:
    """The highest standard level among records; a blank or unmapped one has no place in the order.

    Not applicable where there is no record, unknown where none has a standard level.
    """
    words = tuple(each.level for each in records)
    standing = {LEVEL_WORDS.standard(word) for word in words if word in LEVEL_WORDS and word}
    if standing:
        return max(standing, key=LEVEL_WORDS.words.index)
    return Absence.UNKNOWN if words else Absence.NOT_APPLICABLE


def grouped(records: Iterable[L], key: Callable[[L], str | None]) -> tuple[tuple[L, ...], ...]:
    """The records that share a key together; one with a blank key is alone."""
    found: dict[str | int, list[L]] = {}
    for number, each in enumerate(records):
        said = key(each)
        found.setdefault(number if said is None else said, []).append(each)
    return tuple(map(tuple, found.values()))


def by_highest(groups: Iterable[Iterable[Levelled]]) -> tuple[tuple[str | Absence, int], ...]:
    """How many groups reached each standard level at most, then those of unknown level.

    Levels that none reached are there with 0; the numbers add up to the groups.
    """
    reached = [highest(each) for each in groups]
    places: tuple[str | Absence, ...] = (*LEVEL_WORDS.words, Absence.UNKNOWN)
    return tuple((place, reached.count(place)) for place in places)
