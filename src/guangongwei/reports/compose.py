"""One review becomes one outline, which every format prints."""

from __future__ import annotations

from collections import Counter
from itertools import chain, groupby
from typing import TYPE_CHECKING

from guangongwei.indicators.targets import Verdict
from guangongwei.model.audience import Audience
from guangongwei.reports import wording
from guangongwei.reports.excerpts import after_title, title_of
from guangongwei.reports.figures import Desk, aim, grids, shown
from guangongwei.reports.findings import findings, published, severity_word
from guangongwei.reports.outline import (
    Cell,
    Chapter,
    Fact,
    Grid,
    Mistake,
    Outline,
    Point,
    Row,
    Tally,
)
from guangongwei.reports.phrases import MARKS, Language, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.model.organisation import OrganisationId
    from guangongwei.model.plan import Commitment
    from guangongwei.reviewing import Line, Review

#: How many places of one kind of problem are named.
_PLACES = 3


#: How numbers are to be read, in every report.
_READING = (Phrase.READING_VISITS, Phrase.READING_ABSENCE, Phrase.READING_BOUNDS)


def _hidden(review: Review) -> Iterator[Phrase]:
    """What is said of hidden numbers, where there may be any."""
    if review.audience is not Audience.DESK:
        yield Phrase.READING_SUPPRESSED


def _rounded(desk: Desk) -> Iterator[str]:
    """What is said of rounded numbers, where there are any."""
    release = desk.review.release
    if release is not None and release.rounding is not None:
        yield desk.say(Phrase.READING_ROUNDED, base=release.rounding.base)


def compose(review: Review, language: Language = Language.CHINESE) -> Outline:
    """What a report of this review shows."""
    desk = Desk(review, language)
    mistakes = tuple(_mistakes(desk))
    count = sum(each.count for each in mistakes)
    return Outline(
        language=language,
        title=review.plan.title or desk.say(Phrase.UNTITLED),
        facts=tuple(_facts(desk)),
        tallies=tuple(_tallies(desk)),
        chapters=tuple(_chapters(desk)),
        further=tuple(aim(desk, each) for each in review.further),
        figures=tuple(shown(desk, each) for each in review.figures),
        gaps=_gaps(desk),
        mistakes=mistakes,
        mistaken=desk.say(Phrase.PROBLEM_COUNT, count=count, kinds=len(mistakes))
        if mistakes
        else desk.say(Phrase.NO_PROBLEMS),
        notes=(*(desk.say(each) for each in (*_READING, *_hidden(review))), *_rounded(desk)),
    )


def _facts(desk: Desk) -> Iterator[Fact]:
    review = desk.review
    period = review.period
    about = review.organisation
    covers = desk.say(Phrase.EVERYTHING) if about is None else desk.organisation(about)
    measured = sum(each.is_measured for each in review.lines)
    counts = (
        desk.say(Phrase.ITEM_COUNT, count=len(review.lines)),
        desk.say(Phrase.MEASURED, count=measured),
        desk.say(Phrase.UNMEASURED, count=len(review.lines) - measured),
    )
    if review.plan.issuer:
        yield Fact(label=desk.say(Phrase.ISSUER), text=review.plan.issuer)
    yield Fact(
        label=desk.say(Phrase.PERIOD),
        text=desk.say(Phrase.DAYS, label=period.label, start=period.start, end=period.end),
    )
    yield Fact(label=desk.say(Phrase.AS_OF), text=review.as_of.isoformat())
    yield Fact(label=desk.say(Phrase.ORGANISATION), text=covers)
    if review.audience is not Audience.PUBLIC:
        yield Fact(label=desk.say(Phrase.AUDIENCE), text=_audience(desk, review.audience))
    yield Fact(label=desk.say(Phrase.RETURNS), text=_returns(desk))
    yield Fact(label=desk.say(Phrase.ITEMS), text=desk.say(Phrase.SEPARATOR).join(counts))


def _audience(desk: Desk, audience: Audience) -> str:
    return audience.value if desk.language is Language.CHINESE else audience.label


def _returns(desk: Desk) -> str:
    """Over all figures: how many schools have sent everything."""
    expected = max((each.coverage.expected for each in desk.review.figures), default=0)
    missing = {id_ for each in desk.review.figures for id_ in each.coverage.missing}
    if not expected:
        return desk.say(Phrase.NO_RETURNS)
    phrase = Phrase.SOME_MISSING if missing else Phrase.ALL_COMPLETE
    return desk.say(phrase, expected=expected, missing=len(missing))


def _tallies(desk: Desk) -> Iterator[Tally]:
    judged = (line.judgements for line in desk.review.lines)
    found = Counter(each.verdict for each in chain(*judged, desk.review.further))
    for verdict in Verdict:
        if found[verdict]:
            word = wording.verdict_word(verdict, desk.language)
            text = desk.say(Phrase.VERDICT_COUNT, verdict=word, count=found[verdict])
            yield Tally(verdict=verdict, mark=MARKS[verdict], text=text)


def _chapters(desk: Desk) -> Iterator[Chapter]:
    for section, lines in groupby(desk.review.lines, key=lambda line: line.section):
        points = tuple(_point(desk, line) for line in lines)
        # A section that stands for itself is headed by its one point.
        heading = f"{section.mark}{section.heading or ''}" if section.items else ""
        yield Chapter(heading=heading, points=points)


def _point(desk: Desk, line: Line) -> Point:
    text = text_of(line)
    title = title_of(text)
    asked = dict.fromkeys(_asked(desk, each) for each in line.commitments)
    activity = (
        f"{desk.name(each)} {wording.value_of(each, desk.language)}" for each in line.activity
    )
    return Point(
        number=line.label,
        title=title,
        text=text,
        rest=after_title(text),
        # What the title says already is not said again.
        asked=tuple(each for each in asked if each != title),
        figures=tuple(
            shown(desk, each, judgements=line.judgements, bindings=line.bindings)
            for each in line.figures
        ),
        aims=tuple(aim(desk, each) for each in line.judgements),
        activity=tuple(activity),
        grids=tuple(grids(desk, line.breakdowns)),
        note="" if line.is_measured else desk.say(Phrase.NOTHING_MEASURES),
    )


def text_of(line: Line) -> str:
    """The words of an item, or of a section that has none."""
    if line.item is not None:
        return line.item.text
    said = (line.section.heading or "", *(each.text for each in line.section.paragraphs))
    return "\n".join(each for each in said if each)


def _asked(desk: Desk, commitment: Commitment) -> str:
    """The clause as printed, with its day where the plan names one."""
    deadline = commitment.deadline
    if deadline is None or deadline.end is None:
        return commitment.text
    due = desk.say(Phrase.DUE, due=deadline.end.isoformat())
    return desk.say(Phrase.BECAUSE, bounds=commitment.text, reasons=due)


def _gaps(desk: Desk) -> Grid:
    """Who has not sent which tables in full, in the order in which they are found missing."""
    found: dict[OrganisationId, dict[str, None]] = {}
    for figure in desk.review.figures:
        indicator = desk.indicator(figure.indicator)
        tables = sorted(indicator.value.returns) if indicator else []
        for id_ in figure.coverage.missing:
            held = found.setdefault(id_, {})
            # A figure on several tables does not tell which of them is missing.
            if len(tables) == 1:
                partly = id_ in figure.coverage.partial
                held[desk.say(Phrase.PARTLY, name=tables[0]) if partly else tables[0]] = None
    return Grid(
        title=desk.say(Phrase.GAPS),
        labels=(desk.say(Phrase.NAME),),
        columns=(desk.say(Phrase.INCOMPLETE_TABLES),),
        rows=tuple(
            Row(
                labels=(desk.organisation(id_),),
                cells=(Cell(text=wording.listed(tables, desk.language)),),
            )
            for id_, tables in found.items()
        ),
    )


def _mistakes(desk: Desk) -> Iterator[Mistake]:
    for each in findings(map(published, desk.review.problems)):
        places = each.places(_PLACES)
        sentence, hint = each.told(desk.language)
        yield Mistake(
            code=each.code,
            severity=severity_word(each.severity, desk.language),
            sentence=sentence,
            hint=hint,
            count=len(each.problems),
            places=places,
            has_more=len(each.problems) > len(places),
        )
