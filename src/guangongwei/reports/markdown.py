"""A review as Markdown, for a repository, a mail or a converter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.reports.compose import compose
from guangongwei.reports.phrases import Language, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guangongwei.model.audience import Audience
    from guangongwei.reports.outline import Aim, Cell, Grid, Mistake, Outline, Point, Shown
    from guangongwei.reviewing import Review

#: What means something to Markdown within a line, and to HTML, which Markdown lets through.
_MARKS = re.compile(r"[\\`*_\[\]|~$]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
#: What makes a line a heading, a list, a quotation or a rule, or a text a link by itself.
_START = re.compile(r"^(?:[#+=-]|\d+(?=[.)]))")
_LINK = re.compile(r"(?<=[A-Za-z])(:(?=//)|\.)|@")


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is and makes nothing of it."""
    shown = "".join(_HTML.get(character, character) for character in text)
    shown = _MARKS.sub(r"\\\g<0>", shown)
    shown = _LINK.sub(r"\\\g<0>", shown)
    return _START.sub(_broken, shown)


def _broken(start: re.Match[str]) -> str:
    found = start.group()
    return f"{found}\\" if found.isdecimal() else f"\\{found}"


def render(
    review: Review,
    *,
    language: Language = Language.CHINESE,
    audience: Audience | None = None,
) -> str:
    """The review as a Markdown document."""
    review = review.published(audience)
    return "\n\n".join(_Page(language).blocks(compose(review, language))) + "\n"


@final
@frozen
class _Page:
    """What the parts of a page look like in one language."""

    language: Language

    def say(self, phrase: Phrase, **gaps: object) -> str:
        return phrase.say(self.language, **gaps)

    def blocks(self, outline: Outline) -> Iterator[str]:
        """Head, items, all figures, gaps and problems, each a block of lines."""
        yield f"# {escaped(outline.title)}"
        tallies = " · ".join(f"{each.mark} {each.text}" for each in outline.tallies)
        facts = [(each.label, each.text) for each in outline.facts]
        facts.append((self.say(Phrase.VERDICTS), tallies or self.say(Phrase.NO_TARGETS)))
        yield _list(f"**{escaped(label)}** {escaped(text)}" for label, text in facts)
        for chapter in outline.chapters:
            if chapter.heading:
                yield f"## {escaped(chapter.heading)}"
            for point in chapter.points:
                yield from self.point(point)
        if outline.further:
            yield f"## {self.say(Phrase.FURTHER)}"
            yield from map(self.aim, outline.further)
        yield f"## {self.say(Phrase.ALL_FIGURES)}"
        yield self.figures(outline.figures)
        if outline.gaps.rows:
            yield f"## {escaped(outline.gaps.title)}"
            yield _grid(outline.gaps)
        yield f"## {self.say(Phrase.PROBLEMS)}"
        yield escaped(outline.mistaken)
        if outline.mistakes:
            yield self.mistakes(outline.mistakes)
        yield _list(escaped(each) for each in outline.notes)

    def point(self, point: Point) -> Iterator[str]:
        """One item: what was asked, its figures, its targets, its tables and its activity."""
        yield f"### {escaped(f'{point.number} {point.title}'.strip())}"
        yield "\n".join(
            f"> {escaped(each)}" for each in (point.asked or (point.rest or point.title,))
        )
        if point.note:
            yield f"○ {escaped(point.note)}"
        if point.figures:
            yield self.figures(point.figures)
        for aim in point.aims:
            yield self.aim(aim)
        for grid in point.grids:
            yield f"**{escaped(grid.title)}**"
            yield _grid(grid)
        if point.activity:
            yield f"**{self.say(Phrase.ACTIVITY)}** {escaped(' · '.join(point.activity))}"

    def figures(self, figures: Iterable[Shown]) -> str:
        """Figures with who is in and what they can still become."""
        phrases = (Phrase.INDICATOR, Phrase.VALUE, Phrase.COVERAGE, Phrase.BOUNDS)
        return _table(
            [self.say(each) for each in phrases],
            ([each.name, each.value.text, each.coverage, each.bounds] for each in figures),
        )

    def aim(self, aim: Aim) -> str:
        """A target with its verdict, what is needed, and why."""
        lines = [f"**{aim.mark} {escaped(aim.word)}** {escaped(aim.asked)}"]
        lines += [escaped(each) for each in (aim.need, *aim.terms) if each]
        lines += [f"{escaped(each.label)}：{escaped(each.text)}" for each in aim.about]
        tables = [f"**{escaped(each.title)}**\n\n{_grid(each)}" for each in aim.shortfalls]
        return "\n\n".join([_list(lines), *tables])

    def mistakes(self, mistakes: Iterable[Mistake]) -> str:
        """The problems, one row a kind."""
        phrases = (Phrase.CODE, Phrase.WHAT, Phrase.TIMES, Phrase.SEVERITY, Phrase.PLACES)
        return _table(
            [self.say(each) for each in (*phrases, Phrase.HINT)],
            (
                [
                    each.code,
                    each.sentence,
                    f"{each.count:,}",
                    each.severity,
                    self.places(each),
                    each.hint,
                ]
                for each in mistakes
            ),
        )

    def places(self, mistake: Mistake) -> str:
        """Where a problem was found first."""
        places = self.say(Phrase.LISTING).join(mistake.places)
        return self.say(Phrase.AND_MORE, places=places) if mistake.has_more else places


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {each}" for each in lines)


def _grid(grid: Grid) -> str:
    rows = ([*row.labels, *map(_cell, row.cells)] for row in grid.rows)
    return _table([*grid.labels, *grid.columns], rows)


def _cell(cell: Cell) -> str:
    return f"{cell.text} ({cell.note})" if cell.note else cell.text


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    shown = [headers, *rows]
    head, *body = (f"| {' | '.join(map(escaped, each))} |" for each in shown)
    return "\n".join([head, f"|{' --- |' * len(headers)}", *body])
