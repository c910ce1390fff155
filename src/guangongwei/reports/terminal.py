"""A review as a scorecard for a terminal."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.indicators.targets import Verdict
from guangongwei.reports.compose import compose
from guangongwei.reports.phrases import Language, Phrase
from guangongwei.reports.width import clipped, padded, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TextIO

    from guangongwei.model.audience import Audience
    from guangongwei.reports.outline import Aim, Bar, Fact, Mistake, Outline, Point, Shown
    from guangongwei.reviewing import Review

_LEAST = 40
_BAR = 24
_REST = 2

_BOLD, _DIM = "1", "2"
_COLOURS = {
    Verdict.MET: "32",
    Verdict.ON_TRACK: "34",
    Verdict.BEHIND: "33",
    Verdict.MISSED: "31",
    Verdict.CANNOT_JUDGE: "35",
    Verdict.NOTHING_TO_MEASURE: "2",
    Verdict.SUPPRESSED: "2",
}


def colour_allowed(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Say whether colour may be written: to a terminal that can, or where it is asked for."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return environ["FORCE_COLOR"] != "0"
    return environ.get("TERM") != "dumb" and stream.isatty()


def scorecard(
    review: Review,
    *,
    width: int = 88,
    colour: bool = False,
    language: Language = Language.CHINESE,
    audience: Audience | None = None,
) -> str:
    """The review for a terminal of that many columns, one block an item."""
    outline = compose(review.published(audience), language)
    page = _Page(columns=max(width, _LEAST), colour=colour, language=language)
    lines = [*page.head(outline)]
    for chapter in outline.chapters:
        if chapter.heading:
            lines += ["", *(page.paint(each, _BOLD) for each in page.fit(chapter.heading, 0))]
        for point in chapter.points:
            lines += ["", *page.point(point)]
    lines += page.further(outline)
    lines += ["", page.rule(), *page.tail(outline)]
    return "\n".join(each.rstrip() for each in lines) + "\n"


@final
@frozen(kw_only=True)
class _Page:
    """How wide it is, whether it has colour, and what stands where on it."""

    columns: int
    colour: bool
    language: Language

    def paint(self, text: str, *styles: str) -> str:
        """The text in a style, where there is colour."""
        return f"\x1b[{';'.join(styles)}m{text}\x1b[0m" if self.colour and styles else text

    def fit(self, text: str, indent: int) -> list[str]:
        """The text in as many lines as it needs, each indented."""
        return [" " * indent + each for each in wrapped(text, self.columns - indent)]

    def rule(self) -> str:
        return self.paint("─" * self.columns, _DIM)

    def labelled(self, label: str, lines: Iterable[str]) -> Iterator[str]:
        """Lines beside a label that stands before the first of them."""
        for number, line in enumerate(lines):
            shown = padded(label if number == 0 else "", self.label_width)
            yield f"    {self.paint(shown, _DIM)}{line}"

    @property
    def label_width(self) -> int:
        """The width of the labels before the lines of a block."""
        labels = (Phrase.ASKED, Phrase.FIGURES, Phrase.TARGET, Phrase.ACTIVITY)
        return max(width(each.say(self.language)) for each in labels) + 2

    @property
    def inner(self) -> int:
        """How many columns are left beside the labels."""
        return self.columns - 4 - self.label_width

    def head(self, outline: Outline) -> Iterator[str]:
        """Title, what the review covers, and how many targets got which verdict."""
        yield self.rule()
        yield from (self.paint(each, _BOLD) for each in self.fit(outline.title, 0))
        yield from self.facts(outline.facts)
        tallies = [
            self.paint(f"{each.mark} {each.text}", _COLOURS[each.verdict])
            for each in outline.tallies
        ]
        label = Phrase.VERDICTS.say(self.language)
        column = max(width(each.label) for each in outline.facts) + 2
        none = Phrase.NO_TARGETS.say(self.language)
        yield self.paint(padded(label, column), _DIM) + ("   ".join(tallies) or none)
        yield self.rule()

    def facts(self, facts: Iterable[Fact]) -> Iterator[str]:
        """Facts under one another, their labels in one column."""
        kept = tuple(facts)
        column = max(width(each.label) for each in kept) + 2
        for each in kept:
            lines = wrapped(each.text, self.columns - column)
            for label, line in zip_longest([each.label], lines, fillvalue=""):
                yield self.paint(padded(label, column), _DIM) + line

    def point(self, point: Point) -> Iterator[str]:
        """One item: what was asked, its figures, its targets, its activity."""
        number = padded(point.number, 2, right=True)
        first, *others = wrapped(point.title, self.columns - 4)
        yield self.paint(f"{number}  {first}", _BOLD)
        yield from (f"    {self.paint(each, _BOLD)}" for each in others)
        asked = [line for each in point.asked for line in wrapped(each, self.inner)]
        rest = wrapped(point.rest, self.inner) if point.rest else []
        if not asked and len(rest) > _REST:
            rest = [*rest[: _REST - 1], clipped("".join(rest[_REST - 1 :]), self.inner)]
        yield from self.labelled(Phrase.ASKED.say(self.language), asked or rest)
        if point.note:
            yield f"    {self.paint(f'○ {point.note}', _DIM)}"
        yield from self.labelled(Phrase.FIGURES.say(self.language), self.figures(point.figures))
        for each in point.aims:
            yield from self.labelled(Phrase.TARGET.say(self.language), self.aim(each))
        activity = wrapped(" · ".join(point.activity), self.inner) if point.activity else []
        yield from self.labelled(Phrase.ACTIVITY.say(self.language), activity)

    def further(self, outline: Outline) -> Iterator[str]:
        """The targets that belong to no item."""
        if outline.further:
            yield ""
            yield self.paint(Phrase.FURTHER.say(self.language), _BOLD)
        for each in outline.further:
            yield from self.labelled(Phrase.TARGET.say(self.language), self.aim(each))

    def figures(self, figures: tuple[Shown, ...]) -> Iterator[str]:
        """Names and values in columns, then who is in, the bar and the bounds."""
        values = max((width(each.value.text) for each in figures), default=0) + 2
        longest = max((width(each.name) for each in figures), default=0) + 2
        names = min(longest, max(self.inner - values, _LEAST // 4))
        for each in figures:
            name = padded(clipped(each.name, names - 2), names)
            line = name + self.paint(padded(each.value.text, values), _BOLD)
            remarks = self.remarks(each, self.inner - names - values)
            yield line + self.paint(remarks[0], _DIM)
            for remark in remarks[1:]:
                yield from self.dim(remark)
            if each.value.bar is not None:
                yield self.bar(each.value.bar)

    def remarks(self, figure: Shown, columns: int) -> list[str]:
        """Coverage and bounds: beside the value where they fit, else below it."""
        short = f"{figure.sent} · {figure.range}"
        if not figure.bounds:
            remarks = [figure.coverage]
        elif width(short) <= columns:
            remarks = [short]
        else:
            # The bounds name who is missing, so that once is enough.
            remarks = [figure.sent, figure.bounds]
        return remarks if width(remarks[0]) <= columns else ["", *remarks]

    def dim(self, text: str) -> Iterator[str]:
        """A lesser remark below a line."""
        for each in wrapped(text, self.inner - 2):
            yield f"  {self.paint(each, _DIM)}"

    def bar(self, bar: Bar) -> str:
        """A share as a bar: sure, reported, still possible, and where its targets begin."""
        filled = (("█", bar.low), ("▓", bar.value), ("▒", bar.high))
        cells = [
            next((mark for mark, end in filled if step < end * _BAR), "░") for step in range(_BAR)
        ]
        for line in bar.lines:
            cells[min(int(line * _BAR), _BAR - 1)] = "┃"
        return f"  {''.join(cells)}  {self.paint(bar.caption, _DIM)}"

    def aim(self, aim: Aim) -> Iterator[str]:
        """The verdict with what was asked, and what is still needed."""
        verdict = self.paint(f"{aim.mark} {aim.word}", _BOLD, _COLOURS[aim.verdict])
        indent = width(f"{aim.mark} {aim.word}") + 2
        first, *others = wrapped(aim.asked, self.inner - indent)
        yield f"{verdict}  {first}"
        yield from (" " * indent + each for each in others)
        terms = " · ".join(each for each in (aim.need, *aim.terms) if each)
        for text in (terms, aim.doubt):
            for each in wrapped(text, self.inner - indent) if text else []:
                yield " " * indent + each

    def tail(self, outline: Outline) -> Iterator[str]:
        """The problems by kind, and how the numbers are to be read."""
        title = Phrase.PROBLEMS.say(self.language)
        yield f"{self.paint(title, _BOLD)}  {outline.mistaken}"
        heads = [f"  {each.severity}  {each.code}  " for each in outline.mistakes]
        names = max(map(width, heads), default=0)
        counts = max((width(str(each.count)) for each in outline.mistakes), default=0)
        for head, each in zip(heads, outline.mistakes, strict=True):
            count = padded(str(each.count), counts, right=True)
            yield from self.mistake(f"{padded(head, names)}{count} × ", each)
        yield ""
        for note in outline.notes:
            yield from (self.paint(line, _DIM) for line in self.fit(note, 0))

    def mistake(self, head: str, mistake: Mistake) -> Iterator[str]:
        """One kind of problem with its first places."""
        indent = width(head)
        first, *others = wrapped(mistake.sentence, self.columns - indent)
        yield f"{self.paint(head, _DIM)}{first}"
        yield from (" " * indent + each for each in others)
        places = Phrase.LISTING.say(self.language).join(mistake.places)
        if mistake.has_more:
            places = Phrase.AND_MORE.say(self.language, places=places)
        yield from (self.paint(each, _DIM) for each in self.fit(places, indent))
