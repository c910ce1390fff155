"""Publicity (宣传): stories and pieces by level of the outlet, and correspondents by school.

Source: DOMAIN section 6: 发稿 and 用稿 by level of the medium; the year of the publicity contest
runs from August to July (合肥市关工委 通报); DOMAIN section 2 for 通讯员.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.levels import LEVEL_WORDS, by_highest, grouped
from guangongwei.model.numbers import Absence, Ratio
from guangongwei.model.period import PUBLICITY_YEAR, Year
from guangongwei.model.repeats import firsts
from guangongwei.model.volunteer import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from guangongwei.model.article import Article
    from guangongwei.model.organisation import OrganisationId, Tree
    from guangongwei.model.period import Period
    from guangongwei.model.post import Post

_CORRESPONDENT = "通讯员"


def publicity_year(day: date) -> Year:
    """The publicity year (宣传评比年度), August to July, that a day lies in."""
    return Year(day.year - (day.month < PUBLICITY_YEAR), start_month=PUBLICITY_YEAR)


@final
@frozen(kw_only=True)
class PublicityCount:
    """Stories and pieces of a period."""

    #: 稿源, each once; a piece without one is a story of its own.
    stories: int
    #: Every piece in every outlet.
    pieces: int
    #: Pieces at each level: standard levels from the lowest up, others, 不详; adds up to `pieces`.
    pieces_by_level: tuple[tuple[str | Absence, int], ...]
    #: Stories by the highest level that took each; adds up to `stories`.
    stories_by_highest: tuple[tuple[str | Absence, int], ...]
    #: Of the levels written, how many stand for no standard level.
    unmapped: Ratio


def publicity(articles: Iterable[Article], *, period: Period) -> PublicityCount:
    """Count what was published in a period."""
    stories = grouped(
        (each for each in firsts(articles) if each.on in period), lambda each: each.story
    )
    levels = [each.level for story in stories for each in story]
    said = [level for level in levels if level]
    counts = Counter(map(LEVEL_WORDS.standard, said))
    by_level = ((word, counts[word]) for word in LEVEL_WORDS.standards((*LEVEL_WORDS.words, *said)))
    return PublicityCount(
        stories=len(stories),
        pieces=len(levels),
        pieces_by_level=(*by_level, (Absence.UNKNOWN, len(levels) - len(said))),
        stories_by_highest=by_highest(stories),
        unmapped=LEVEL_WORDS.unmapped_share(said),
    )


def correspondents(posts: Iterable[Post], tree: Tree, day: date) -> Mapping[OrganisationId, int]:
    """How many posts of 通讯员 are held on a day, for each school in operation then."""
    held = Counter(
        each.organisation
        for each in firsts(posts)
        if ROLE_WORDS.standard(each.title) == _CORRESPONDENT and each.held(day)
    )
    schools = (each for each in tree.in_operation(day) if each.category.is_school)
    return {each.id: held[each.id] for each in schools}


def without_correspondent(
    posts: Iterable[Post], tree: Tree, day: date
) -> tuple[OrganisationId, ...]:
    """The schools in operation on a day for which no correspondent is recorded then."""
    return tuple(school for school, held in correspondents(posts, tree, day).items() if not held)
