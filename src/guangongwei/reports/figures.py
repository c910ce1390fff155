"""Figures, their tables and their targets, worded for an outline."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.indicators.targets import Verdict
from guangongwei.model.numbers import Absence, Ratio, Unit
from guangongwei.reports import wording
from guangongwei.reports.outline import Aim, Bar, Cell, Fact, Grid, Row, Shown
from guangongwei.reports.phrases import MARKS, Language, Phrase
from guangongwei.reviewing import Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.indicators.definition import Indicator
    from guangongwei.indicators.targets import Judgement, Need, Target
    from guangongwei.model.figure import Figure
    from guangongwei.model.organisation import OrganisationId
    from guangongwei.plans.bind import Binding
    from guangongwei.reviewing import Breakdown


_UNJUDGED = (Verdict.CANNOT_JUDGE, Verdict.NOTHING_TO_MEASURE, Verdict.SUPPRESSED)


@final
@frozen
class Desk:
    """A review on the way into one language: what is looked up while it is worded."""

    review: Review
    language: Language

    def say(self, phrase: Phrase, **gaps: object) -> str:
        """A phrase in the report's language."""
        return phrase.say(self.language, **gaps)

    def indicator(self, id_: str) -> Indicator | None:
        """The definition of an indicator, where the review's catalogue has it."""
        return next((each for each in self.review.catalogue if each.id == id_), None)

    def name(self, figure: Figure) -> str:
        """What a figure is called."""
        known = self.indicator(figure.indicator)
        english = self.language is Language.ENGLISH and known is not None
        return known.label if english and known else figure.name

    def organisation(self, id_: OrganisationId) -> str:
        """What an organisation is called: its name, or its id where it is not known."""
        known = self.review.dataset.tree.by_id.get(id_)
        return known.name if known else id_


def shown(
    desk: Desk,
    figure: Figure,
    *,
    judgements: Iterable[Judgement] = (),
    bindings: Iterable[Binding] = (),
) -> Shown:
    """A figure with all that is said beside it."""
    coverage = figure.coverage
    indicator = desk.indicator(figure.indicator)
    return Shown(
        indicator=figure.indicator,
        name=desk.name(figure),
        value=cell(desk, figure, judgements=judgements),
        is_number=not isinstance(figure.exact, Absence),
        coverage=wording.coverage_of(figure, indicator, desk.language),
        sent=wording.sent_of(figure, indicator, desk.language),
        bounds=wording.bounds_of(figure, desk.language),
        range=wording.range_of(figure, desk.language),
        missing=[
            desk.say(Phrase.PARTLY, name=desk.organisation(each))
            if each in coverage.partial
            else desk.organisation(each)
            for each in coverage.missing
        ],
        about=tuple(_about(desk, figure, bindings)),
    )


def cell(
    desk: Desk, figure: Figure, *, judgements: Iterable[Judgement] = (), bare: bool = False
) -> Cell:
    """A figure's value; shares with their bar."""
    return Cell(
        text=wording.value_of(figure, desk.language, bare=bare),
        bar=_bar(desk, figure, judgements),
    )


def _bar(desk: Desk, figure: Figure, judgements: Iterable[Judgement]) -> Bar | None:
    value = figure.exact
    # A rate of growth is a percentage too, and no part of a whole.
    if isinstance(value, Absence) or not isinstance(figure.value, Ratio):
        return None
    low, high = value, value
    if figure.bounds is not None:
        low = Fraction(figure.bounds.low)
        high = Fraction(1 if figure.bounds.high is None else figure.bounds.high)
    intervals = [
        wording.interval_of(each, desk.indicator(figure.indicator))
        for each in judgements
        if each.figure.indicator == figure.indicator
        and each.target.organisation in (None, desk.review.organisation)
    ]
    ends = [end for each in intervals if each for end in (each.low, each.high) if end is not None]
    lines = wording.listed(
        (wording.asked_number(each, Unit.PERCENT, desk.language) for each in ends), desk.language
    )
    return Bar(
        value=value,
        low=max(low, Fraction(0)),
        high=min(high, Fraction(1)),
        lines=tuple(end for end in ends if 0 <= end <= 1),
        percent=wording.amount(value, Unit.PERCENT, desk.language, decimals=figure.decimals),
        caption=desk.say(Phrase.LINE, line=lines) if lines else "",
    )


def _about(desk: Desk, figure: Figure, bindings: Iterable[Binding]) -> Iterator[Fact]:
    indicator = desk.indicator(figure.indicator)
    if indicator is not None:
        yield Fact(label=desk.say(Phrase.DEFINITION), text=indicator.note)
        yield Fact(label=desk.say(Phrase.SOURCE), text=indicator.source)
        tables = wording.listed(sorted(indicator.value.returns), desk.language)
        if tables:
            yield Fact(label=desk.say(Phrase.TABLES), text=tables)
    for binding in bindings:
        if binding.indicator == figure.indicator:
            yield Fact(label=desk.say(Phrase.WORDS), text=_bound_by(desk, binding))
    yield Fact(label=desk.say(Phrase.IDENTIFIER), text=figure.indicator)
    yield Fact(label=desk.say(Phrase.HASH), text=figure.definition)


def _bound_by(desk: Desk, binding: Binding) -> str:
    words = dict.fromkeys(desk.review.plan.text[each.start : each.stop] for each in binding.words)
    quoted = (desk.say(Phrase.QUOTED, words=each) for each in words)
    return "".join(quoted) or desk.say(Phrase.BY_CALLER)


def aim(desk: Desk, judgement: Judgement) -> Aim:
    """A target with its verdict and what is still needed."""
    target, figure = judgement.target, judgement.figure
    indicator = desk.indicator(figure.indicator)
    about = list(_words(desk, target))
    # The reason is written in Chinese alone; in English the asked value carries the reading.
    reason = judgement.reason if desk.language is Language.CHINESE else ""
    if reason:
        about.append(Fact(label=desk.say(Phrase.REASON), text=reason))
    return Aim(
        verdict=judgement.verdict,
        mark=MARKS[judgement.verdict],
        word=wording.verdict_word(judgement.verdict, desk.language),
        asked=_asked(desk, judgement),
        need=wording.need_of(judgement, indicator, desk.language),
        terms=list(_terms(desk, judgement)),
        doubt=reason if judgement.verdict in _UNJUDGED else "",
        about=tuple(about),
        shortfalls=tuple(_shortfalls(desk, judgement.need, wording.needed_in(figure, indicator))),
    )


def _words(desk: Desk, target: Target) -> Iterator[Fact]:
    """The plan's words, or the caller's."""
    if target.text:
        in_plan = target.text in desk.review.plan.text
        label = Phrase.QUOTE if in_plan else Phrase.BY_CALLER
        yield Fact(label=desk.say(label), text=target.text)


def _asked(desk: Desk, judgement: Judgement) -> str:
    """Which figure is to be what, and whose it is where it is not that of the whole review."""
    target, figure = judgement.target, judgement.figure
    worded = wording.target_of(judgement, desk.indicator(figure.indicator), desk.language)
    asked = desk.say(Phrase.AIMED, figure=desk.name(figure), asked=worded)
    if target.organisation is None or target.organisation == desk.review.organisation:
        return asked
    whose = desk.organisation(target.organisation)
    return desk.say(Phrase.ABOUT_UNIT, organisation=whose, asked=asked)


def _terms(desk: Desk, judgement: Judgement) -> Iterator[str]:
    if judgement.target.due:
        yield desk.say(Phrase.DUE, due=judgement.target.due.isoformat())
    if judgement.baseline:
        value = wording.value_of(judgement.baseline, desk.language)
        yield desk.say(Phrase.BASELINE, value=value, period=judgement.baseline.period)
    if not isinstance(judgement.progress, Absence) and judgement.progress < 1:
        percent = wording.amount(judgement.progress, Unit.PERCENT, desk.language)
        yield desk.say(Phrase.PROGRESS, percent=percent)


def _shortfalls(desk: Desk, need: Need, unit: Unit) -> Iterator[Grid]:
    for dimension in dict.fromkeys(each.dimension for each in need.shortfalls):
        rows = [
            Row(
                labels=[wording.category_word(dimension, each.category, desk.language)],
                cells=(
                    Cell(text=str(Ratio(each.part, each.whole))),
                    Cell(text=wording.amount(each.more, unit, desk.language)),
                ),
            )
            for each in sorted(need.shortfalls, key=lambda each: -each.more)
            if each.dimension == dimension and each.more
        ]
        word = wording.dimension_word(dimension, desk.language)
        if rows:
            yield Grid(
                title=f"{desk.say(Phrase.SHORT)} · {desk.say(Phrase.BY, dimensions=word)}",
                labels=[word],
                columns=[desk.say(Phrase.NOW), desk.say(Phrase.STILL_SHORT)],
                rows=tuple(rows),
            )


def grids(desk: Desk, breakdowns: Iterable[Breakdown]) -> Iterator[Grid]:
    """The breakdowns as tables: indicators broken down alike share one."""
    alike: dict[tuple[str, ...], list[Breakdown]] = {}
    for each in breakdowns:
        if each.figures:
            alike.setdefault(each.dimensions, []).append(each)
    for dimensions, same in alike.items():
        words = [wording.dimension_word(each, desk.language) for each in dimensions]
        columns = [_column(desk, each) for each in same]
        rows = dict.fromkeys(labels for column in columns for labels in column)
        yield Grid(
            title=desk.say(Phrase.BY, dimensions=wording.listed(words, desk.language)),
            labels=words,
            columns=[_heading(desk, each.figures[0]) for each in same],
            rows=tuple(
                Row(
                    labels=labels,
                    cells=tuple(column.get(labels, Cell(text="")) for column in columns),
                )
                for labels in rows
            ),
        )


def _column(desk: Desk, breakdown: Breakdown) -> dict[tuple[str, ...], Cell]:
    """The values under their categories; who is in is told where it differs between them."""
    differ = len({each.coverage for each in breakdown.figures}) > 1
    return {
        _categories(desk, breakdown, each): evolve(
            cell(desk, each, bare=True),
            note=wording.sent_of(each, desk.indicator(each.indicator), desk.language)
            if differ and not each.coverage.is_complete
            else "",
        )
        for each in breakdown.figures
    }


def _categories(desk: Desk, breakdown: Breakdown, figure: Figure) -> tuple[str, ...]:
    held = dict(figure.group.categories)
    organisation = figure.group.organisation
    named = "" if organisation is None else desk.organisation(organisation)
    return tuple(
        wording.category_word(each, held[each], desk.language) if each in held else named
        for each in breakdown.dimensions
    )


def _heading(desk: Desk, figure: Figure) -> str:
    unit = wording.unit_word(figure.unit, desk.language)
    return (
        desk.say(Phrase.BECAUSE, bounds=desk.name(figure), reasons=unit)
        if unit
        else desk.name(figure)
    )
