"""A plan's text into a plan: every character placed, every fact with the words that say it."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.chinese import marks
from guangongwei.errors import Checked, Problem, Severity, Span
from guangongwei.model.plan import Plan, Role
from guangongwei.plans import blocks, deadlines
from guangongwei.plans.bodies import responsibilities
from guangongwei.plans.brands import brands
from guangongwei.plans.extent import Extent, Tail, extent, tail
from guangongwei.plans.lines import Line, lines
from guangongwei.plans.references import references, unclosed
from guangongwei.plans.running import below_furniture, committed, without_page_marks
from guangongwei.plans.sections import out_of_order, sections
from guangongwei.plans.structure import Node, place
from guangongwei.plans.title import head, printed_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guangongwei.chinese.marks import Mark
    from guangongwei.model.plan import Block, Reference, Section
    from guangongwei.plans.title import Head

#: What can be odd about a plan as a whole.
_ODDITIES = {
    "P102": (
        "the text holds several plans; only the first is read",
        "Give each plan a file of its own.",
        Severity.WARNING,
    ),
    "P103": ("a notice stands before the plan and is left aside", "", Severity.NOTE),
    "P104": ("no year is named", "Dates without a year stay open.", Severity.WARNING),
    "P204": (
        "no numbered part is found",
        "Number the parts 一、 and the points 1. to have them read.",
        Severity.WARNING,
    ),
    "P301": (
        "the year of the title is not the year of the text",
        "The title's year is used; a text of another year may have been reused.",
        Severity.WARNING,
    ),
}


@final
@frozen
class _Layout:
    """Where the parts of a plan stand in its text."""

    where: Extent
    title_lines: tuple[Line, ...]
    nodes: tuple[Node, ...]
    ending: Tail

    @property
    def body(self) -> int:
        """Where the numbered text begins."""
        return self.nodes[0].mark.front if self.nodes else self.ending.start


def parse(text: str, *, name: str = "plan") -> Checked[Plan]:
    """The first plan in a text, whatever the text is, and everything odd about it."""
    layout = _layout(text)
    where, start, stop = layout.where, layout.where.start, layout.ending.start
    told = head(text, where, layout.body, printed=layout.title_lines, tail=layout.ending)
    parts = sections(text, layout.nodes, name=name, stop=stop)
    tiles = _tiles(text, name, layout, parts)
    calendar = deadlines.calendar(text, document=name, title=told.title, year=told.year)
    found = committed(text, layout.nodes, tiles, start=start, stop=stop, calendar=calendar)
    plan = Plan(
        name=name,
        title=told.title,
        year=told.year,
        issuer=told.issuer,
        text=text,
        blocks=tiles,
        sections=parts,
        commitments=found.commitments,
        deadlines=found.deadlines,
        batches=found.batches,
        unread=found.unread,
        references=tuple(_of_the_plan(tiles, references(text, name), where.stop)),
        brands=brands(text, name, start=start, stop=stop),
        responsibilities=responsibilities(text, name, start=start, stop=stop),
    )
    return Checked(plan, tuple(_problems(plan, where, told)))


def _layout(text: str) -> _Layout:
    """The places of the plan, its title, its marks and its end."""
    where = extent(text)
    inside = [mark for mark in marks.find(text) if where.start <= mark.start < where.stop]
    proposed = below_furniture(text, without_page_marks(text, inside))
    printed = printed_title(text, where, _top(proposed, where.stop))
    begins = printed[-1].stop if printed else where.start
    proposed = _below_title(text, proposed, begins, where.stop)
    ending = tail(text, _first_leading(proposed, begins), where.stop)
    nodes = place(text, [mark for mark in proposed if mark.start < ending.start])
    return _Layout(where, printed, nodes, ending)


def _tiles(text: str, name: str, layout: _Layout, parts: Sequence[Section]) -> tuple[Block, ...]:
    """The stretches of the whole text with their roles."""
    above = lines(text, 0, layout.body)
    return blocks.blocks(
        text,
        name=name,
        starts=(
            *blocks.around(above, Role.PREAMBLE, titles=layout.title_lines),
            *blocks.numbered(layout.nodes, parts),
            *blocks.around(lines(text, layout.ending.start), Role.ATTACHMENT),
        ),
    )


def _top(proposed: Sequence[Mark], stop: int) -> int:
    """Where the first 一、 that leads its line stands, or else the first mark that leads one."""
    leading = [mark for mark in proposed if mark.leads and not mark.is_doubtful]
    first = next((mark for mark in leading if mark.family.is_wide), None)
    return (first or leading[0]).start if leading else stop


def _below_title(text: str, proposed: Sequence[Mark], start: int, stop: int) -> list[Mark]:
    """The marks below the title; headings of Markdown where no 一、 heads the sections."""
    below = [mark for mark in proposed if mark.start >= start]
    if any(mark.leads and mark.family.is_wide for mark in below):
        return below
    fronts = {mark.front for mark in below}
    headings = marks.unnumbered(text, start, stop)
    return sorted(
        [*below, *(each for each in headings if each.front not in fronts)],
        key=lambda mark: mark.start,
    )


def _first_leading(proposed: Sequence[Mark], otherwise: int) -> int:
    return next((mark.start for mark in proposed if mark.leads and not mark.is_doubtful), otherwise)


def _of_the_plan(
    tiles: Sequence[Block], found: Iterable[Reference], stop: int
) -> Iterator[Reference]:
    """The references; what a web page or another plan names is none of this one's documents."""
    starts = [tile.span.start for tile in tiles]
    for each in found:
        tile = tiles[bisect(starts, each.span.start) - 1]
        is_outside = tile.role is Role.NOISE or each.span.start >= stop
        yield evolve(each, is_document=False) if is_outside else each


def _problems(plan: Plan, where: Extent, told: Head) -> Iterator[Problem]:
    """Everything odd about a plan: first about the whole of it, then in the order of its text."""
    whole = Span(plan.name, 0, len(plan.text))
    holds = {
        "P102": where.has_others,
        "P103": where.cover is not None,
        "P104": plan.year is None,
        "P204": not plan.sections,
        "P301": told.is_year_doubtful,
    }
    for code, (message, hint, severity) in _ODDITIES.items():
        if holds[code]:
            yield Problem(code, whole, message, hint=hint, severity=severity)
    yield from unclosed(plan.text, plan.name)
    yield from out_of_order(plan.sections)
