"""The catalogue: every indicator the library ships, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.errors import NotAFigure
from guangongwei.indicators.chapters.accreditation import ACCREDITATION
from guangongwei.indicators.chapters.activities import ACTIVITIES
from guangongwei.indicators.chapters.care import CARE_WORK
from guangongwei.indicators.chapters.committees import COMMITTEES
from guangongwei.indicators.chapters.entries import ENTRIES
from guangongwei.indicators.chapters.families import FAMILIES
from guangongwei.indicators.chapters.publicity import PUBLICITY
from guangongwei.indicators.chapters.volunteers import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.indicators.definition import Indicator

#: The chapters under their names, in the order in which they are shown.
CHAPTERS: tuple[tuple[str, tuple[Indicator, ...]], ...] = (
    ("优质化建设", ACCREDITATION),
    ("组织与条件", COMMITTEES),
    ("五老志愿者与服务", VOLUNTEERS),
    ("活动", ACTIVITIES),
    ("评选与参评作品", ENTRIES),
    ("家长学校与校外教育辅导站", FAMILIES),
    ("关爱工程", CARE_WORK),
    ("宣传", PUBLICITY),
)

CATALOGUE = tuple(each for _, chapter in CHAPTERS for each in chapter)


def indicator(id_: str, catalogue: Iterable[Indicator] = CATALOGUE) -> Indicator:
    """The indicator with this id.

    Raises:
        NotAFigure: There is none; the message names the nearest ids.
    """
    known = {each.id: each for each in catalogue}
    try:
        return known[id_]
    except KeyError:
        raise NotAFigure(id_, tuple(known)) from None
