"""A review as one web page that needs nothing else: no script, no font, no other file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.markup import Markup, element, joined, table
from guangongwei.reports.bars import bar
from guangongwei.reports.compose import compose
from guangongwei.reports.outline import Fact
from guangongwei.reports.phrases import Language, Phrase
from guangongwei.reports.style import STYLE, VERDICT_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.indicators.targets import Verdict
    from guangongwei.model.audience import Audience
    from guangongwei.reports.outline import (
        Aim,
        Cell,
        Chapter,
        Grid,
        Mistake,
        Outline,
        Point,
        Shown,
    )
    from guangongwei.reviewing import Review

#: Nothing is loaded, from anywhere; the style stands in the page.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

#: How many columns of values have room on a phone.
_NARROW = 2
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")


def render(
    review: Review,
    *,
    language: Language = Language.CHINESE,
    audience: Audience | None = None,
) -> str:
    """The review as a complete HTML document."""
    review = review.published(audience)
    outline = compose(review, language)
    return document(outline.title, *_Page(language).parts(outline), language=language)


def document(title: str, *parts: Markup, language: Language, style: str = STYLE) -> str:
    """A complete page that needs nothing else."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(style)),
    )
    body = element("body", element("div", *parts, class_="page"))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=language.value)}\n"


@final
@frozen
class _Page:
    """What the parts of a page look like in one language."""

    language: Language

    def say(self, phrase: Phrase, **gaps: object) -> str:
        return phrase.say(self.language, **gaps)

    def parts(self, outline: Outline) -> Iterator[Markup]:
        """Head, contents, items, all figures, gaps and problems."""
        anchors = {id(point): f"p{number}" for number, point in enumerate(outline.points, 1)}
        yield self.head(outline, anchors)
        chapters = (self.chapter(each, anchors) for each in outline.chapters)
        yield element(
            "main",
            *chapters,
            self.further(outline),
            self.all_figures(outline),
            self.gaps(outline.gaps),
        )
        yield self.problems(outline)
        notes = (element("p", each) for each in outline.notes)
        yield element("footer", *notes, class_="notes")

    def head(self, outline: Outline, anchors: dict[int, str]) -> Markup:
        """The title, what the review covers, the verdicts and the way to each item."""
        badges = [
            element("li", element("span", f"{each.mark} {each.text}", class_=_badge(each.verdict)))
            for each in outline.tallies
        ] or [element("li", self.say(Phrase.NO_TARGETS))]
        links = (element("li", self.link(point, anchors[id(point)])) for point in outline.points)
        return element(
            "header",
            element("h1", outline.title),
            facts(outline.facts, class_="facts"),
            element("ul", *badges, class_="tallies", aria_label=self.say(Phrase.VERDICTS)),
            element(
                "nav",
                element("ol", *links, class_="toc"),
                element("p", self.say(Phrase.LEGEND), class_="legend"),
                aria_label=self.say(Phrase.CONTENTS),
            ),
            class_="top",
        )

    def link(self, point: Point, anchor: str) -> Markup:
        """The way to an item, with the mark of its first target."""
        mark, verdict, said = self.status(point)
        return element(
            "a",
            f"{point.number} {mark}",
            href=f"#{anchor}",
            class_=VERDICT_CLASSES[verdict] if verdict else "none",
            title=point.title,
            aria_label=f"{self.say(Phrase.ITEM, number=point.number)} {point.title} {said}",
        )

    def status(self, point: Point) -> tuple[str, Verdict | None, str]:
        """An item in one mark: its first verdict, that nothing measures it, or its figures."""
        if point.aims:
            return point.aims[0].mark, point.aims[0].verdict, point.aims[0].word
        return ("○", None, point.note) if point.note else ("●", None, self.say(Phrase.FIGURES))

    def chapter(self, chapter: Chapter, anchors: dict[int, str]) -> Markup:
        """A section of the plan."""
        heading = [element("h2", chapter.heading)] if chapter.heading else []
        points = (self.point(each, anchors[id(each)]) for each in chapter.points)
        return element("section", *heading, *points)

    def point(self, point: Point, anchor: str) -> Markup:
        """One item of the plan."""
        badges = (
            element("span", f"{each.mark} {each.word}", class_=_badge(each.verdict))
            for each in point.aims
        )
        header = element(
            "header",
            element("span", point.number, class_="number"),
            element("h3", point.title, id=f"{anchor}-title"),
            *badges,
        )
        body = element("div", *self.body(point), class_="body")
        return element(
            "article", header, body, class_="point", id=anchor, aria_labelledby=f"{anchor}-title"
        )

    def body(self, point: Point) -> Iterator[Markup]:
        """What was asked, the figures, the targets, the tables and the activity."""
        if point.asked:
            asked = (element("li", dated(each)) for each in point.asked)
            yield element("ul", *asked, class_="asked", aria_label=self.say(Phrase.ASKED))
            if point.rest:
                yield fold(self.say(Phrase.WHOLE_TEXT), element("p", point.text, class_="rest"))
        elif point.rest:
            yield element("p", point.rest, class_="rest")
        if point.note:
            yield element("p", element("span", f"○ {point.note}", class_="badge none"))
        if point.figures:
            yield element("div", *map(self.figure, point.figures), class_="figures")
        yield from map(self.aim, point.aims)
        if point.grids:
            ways = self.say(Phrase.LISTING).join(each.title for each in point.grids)
            tables = joined(map(grid, point.grids))
            yield fold(self.say(Phrase.BREAKDOWNS, ways=ways), tables)
        if point.activity:
            activity = " · ".join(point.activity)
            label = self.say(Phrase.ACTIVITY)
            yield element("p", element("b", label), f" {activity}", class_="activity")

    def figure(self, figure: Shown) -> Markup:
        """One figure with its bar, its coverage and its bounds; its definition folded away."""
        absent = "" if figure.is_number else " absent"
        missing = self.say(Phrase.LISTING).join(figure.missing)
        about = [*figure.about]
        if missing:
            about.append(Fact(label=self.say(Phrase.MISSING_SCHOOLS), text=missing))
        return element(
            "div",
            element("p", figure.name, class_="name"),
            element("p", figure.value.text, class_=f"value{absent}"),
            *bar(figure.value.bar),
            element("p", figure.sent if figure.bounds else figure.coverage),
            *([element("p", figure.bounds, class_="bounds")] if figure.bounds else []),
            fold(self.say(Phrase.ABOUT), facts(about, class_="about")),
            class_="figure",
        )

    def aim(self, aim: Aim) -> Markup:
        """A target with its verdict, what is needed, and why."""
        terms = " · ".join(each for each in (aim.need, *aim.terms) if each)
        return element(
            "section",
            element(
                "p",
                element("b", f"{aim.mark} {aim.word}", class_=VERDICT_CLASSES[aim.verdict]),
                element("span", aim.asked),
                class_="verdict",
            ),
            *([element("p", dated(terms))] if terms else []),
            *([facts(aim.about, class_="about")] if aim.about else []),
            *(fold(each.title, grid(each, titled=False)) for each in aim.shortfalls),
            class_=f"aim {VERDICT_CLASSES[aim.verdict]}",
        )

    def further(self, outline: Outline) -> Markup:
        """The targets that belong to no item; nothing where there are none."""
        if not outline.further:
            return Markup("")
        aims = element("div", *map(self.aim, outline.further), class_="body")
        heading = element("h2", self.say(Phrase.FURTHER))
        return element("section", heading, element("article", aims, class_="point"))

    def all_figures(self, outline: Outline) -> Markup:
        """The whole catalogue as one table."""
        phrases = (Phrase.INDICATOR, Phrase.VALUE, Phrase.COVERAGE, Phrase.BOUNDS)
        rows = (
            (each.name, cell(each.value), each.sent if each.bounds else each.coverage, each.bounds)
            for each in outline.figures
        )
        shown = table([self.say(each) for each in phrases], rows, row_headers=1)
        return element(
            "section",
            element("h2", self.say(Phrase.ALL_FIGURES)),
            element("div", shown, class_="panel wide"),
        )

    def gaps(self, gaps: Grid) -> Markup:
        """Who has not reported in full; nothing where everybody has."""
        if not gaps.rows:
            return Markup("")
        panel = element("div", grid(gaps, titled=False), class_="panel")
        return element("section", element("h2", gaps.title), panel)

    def problems(self, outline: Outline) -> Markup:
        """The problems, one row a kind."""
        phrases = (Phrase.WHAT, Phrase.TIMES, Phrase.SEVERITY, Phrase.PLACES, Phrase.HINT)
        rows = (self.mistake(each) for each in outline.mistakes)
        found = table([self.say(each) for each in phrases], rows, row_headers=1)
        return element(
            "section",
            element("h2", self.say(Phrase.PROBLEMS)),
            element(
                "div",
                element("p", outline.mistaken),
                *([found] if outline.mistakes else []),
                class_="panel wide",
            ),
        )

    def mistake(self, mistake: Mistake) -> tuple[object, ...]:
        """One kind of problem as a row."""
        places = self.say(Phrase.LISTING).join(mistake.places)
        if mistake.has_more:
            places = self.say(Phrase.AND_MORE, places=places)
        code = element("span", mistake.code, class_="code")
        what = joined([mistake.sentence, " ", code])
        return (what, f"{mistake.count:,}", mistake.severity, places, mistake.hint)


def _badge(verdict: Verdict) -> str:
    return f"badge {VERDICT_CLASSES[verdict]}"


def dated(text: str) -> Markup:
    """The text, with its days kept from being broken over two lines."""
    parts = _DAY.split(text)
    return joined(
        element("span", each, class_="day") if number % 2 else each
        for number, each in enumerate(parts)
    )


def facts(shown: Iterable[Fact], *, class_: str) -> Markup:
    """Facts as a list of terms."""
    rows = (
        element("div", element("dt", each.label), element("dd", dated(each.text))) for each in shown
    )
    return element("dl", *rows, class_=class_)


def fold(summary: str, *inside: object) -> Markup:
    """Something to be opened where it is wanted."""
    return element("details", element("summary", summary), *inside)


def grid(shown: Grid, *, titled: bool = True) -> Markup:
    """A table of an outline; one of many columns becomes a list where there is no room."""
    rows = ([*row.labels, *map(cell, row.cells)] for row in shown.rows)
    whole = table(
        [*shown.labels, *shown.columns],
        rows,
        caption=shown.title if titled else "",
        row_headers=len(shown.labels),
    )
    return element("div", whole, class_="wide") if len(shown.columns) > _NARROW else whole


def cell(shown: Cell) -> Markup:
    """A value of a table, its bar and who is in below it."""
    note = [element("small", shown.note)] if shown.note else []
    return joined([shown.text, *bar(shown.bar), *note])
