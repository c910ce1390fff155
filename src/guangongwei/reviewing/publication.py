"""A review as others may see it: what is small is hidden, and whatever would tell it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.errors import BadArgument, Cell, Path
from guangongwei.indicators.definition import Indicator, Measure, Sum
from guangongwei.indicators.formulas import measures
from guangongwei.indicators.groups import OF_CHILDREN
from guangongwei.indicators.guarded import counts_places, is_guarded
from guangongwei.indicators.lives import LIVES
from guangongwei.indicators.progress import judge
from guangongwei.indicators.targets import Need, Verdict
from guangongwei.model.audience import Audience
from guangongwei.model.dataset import TABLES
from guangongwei.model.figure import Figure
from guangongwei.model.numbers import Absence, Ratio
from guangongwei.privacy.audience import threshold
from guangongwei.privacy.release import publish
from guangongwei.privacy.rounding import Rounding
from guangongwei.reviewing.exposure import Exposure, is_counted
from guangongwei.reviewing.presence import presences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.errors import Problem
    from guangongwei.indicators.targets import Judgement, Shortfall
    from guangongwei.privacy.ledger import Ledger
    from guangongwei.reviewing.lines import Breakdown, Line, Review


def published(
    review: Review,
    audience: Audience | None = None,
    *,
    least_people: int | None = None,
    ledger: Ledger | None = None,
    name: str = "",
    rounding: Rounding | None = None,
) -> Review:
    """A review for an audience: the public, unless it has been published for another.

    Args:
        review: The review as it is worked with.
        audience: Who is to see it.
        least_people: Another threshold than the audience's own.
        ledger: What the audience has been told before.
        name: What the release is called in the ledger; without one, after period and day.
        rounding: Tell numbers of people as multiples, where that protects them.

    Raises:
        BadArgument: The threshold is below 3, it was published otherwise, made from tables, or is
            to be rounded for the desk.
    """
    _check_rounding(review, audience, rounding)
    if review.audience is not Audience.DESK:
        if audience not in (None, review.audience):
            raise BadArgument("audience", f"{review.audience.label}; publish the desk's review")
        return review
    audience = audience or Audience.PUBLIC
    threshold(audience, least_people)
    if audience is Audience.DESK:
        return review
    if review.tables is not None:
        raise BadArgument(
            "review",
            "made from records, which tell who stands behind a number; make them with frames.to_records",
        )
    return _veiled(
        review,
        audience,
        least_people=least_people,
        ledger=ledger,
        name=name,
        rounding=rounding,
    )


def _check_rounding(review: Review, audience: Audience | None, rounding: Rounding | None) -> None:
    """Refuse to round what is the desk's, or was published otherwise."""
    if rounding is None:
        return
    release = review.release
    if audience is Audience.DESK or (release is not None and release.rounding != rounding):
        raise BadArgument(
            "rounding",
            "left out for the desk, and given as it was where a review is published already",
        )


def _veiled(
    review: Review,
    audience: Audience,
    *,
    least_people: int | None,
    ledger: Ledger | None,
    name: str,
    rounding: Rounding | None,
) -> Review:
    """The review without what the audience is not told."""
    least = threshold(audience, least_people)
    known = {each.id: each for each in review.catalogue if is_guarded(each.value)}
    exposure = Exposure(dataset=review.dataset, least=least, presences=presences(review.catalogue))
    told = _told(review, exposure, known, rounding)
    release = publish(
        name or f"{review.period.label} {review.as_of}",
        exposure.coupled(),
        within=exposure.within(known.values()),
        beside=exposure.beside(),
        audience=audience,
        least_people=least_people,
        ledger=ledger,
        rounding=rounding,
    )
    hidden = frozenset(
        figure
        for figure, keys in told.items()
        if keys is None
        or keys & release.hidden
        or (rounding is None and _is_small(figure, known[figure.indicator], least))
    )
    veil = _Veil(hidden, known, frozenset(told) - hidden, rounding)
    problems = tuple(_of_everybody(review))
    return evolve(veil.review(review), audience=audience, release=release, problems=problems)


def _of_everybody(review: Review) -> Iterator[Problem]:
    """The problems without those of records about children, whose rows and number tell of them."""
    tables = tuple(f"$.{TABLES[noun]}[" for noun in OF_CHILDREN)
    records = chain.from_iterable(review.dataset.records(noun) for noun in OF_CHILDREN)
    sources = (each.source for each in records)
    sheets = {(each.file, each.sheet) for each in sources if isinstance(each, Cell)}
    for each in review.problems:
        match each.place:
            case Cell(file=file, sheet=sheet, row=int()) if (file, sheet) in sheets:
                continue
            case Path(path) if path.startswith(tables):
                continue
            case _:
                yield each


def _told(
    review: Review, exposure: Exposure, known: dict[str, Indicator], rounding: Rounding | None
) -> dict[Figure, frozenset[str] | None]:
    """The guarded figures that may be told, each with the keys of the numbers in it."""
    return {
        figure: exposure.keys(figure, known[figure.indicator])
        for figure in dict.fromkeys(_figures(review))
        if figure.indicator in known
        and (rounding is None or is_counted(known[figure.indicator].value))
        and (figure.value is Absence.UNKNOWN or not isinstance(figure.value, Absence))
    }


def _figures(review: Review) -> Iterator[Figure]:
    """Every figure of a review, wherever it stands."""
    yield from review.figures
    judgements = [*review.further]
    for line in review.lines:
        yield from line.figures
        yield from line.activity
        for breakdown in line.breakdowns:
            yield from breakdown.figures
        judgements += line.judgements
    for each in judgements:
        yield each.figure
        if each.baseline is not None:
            yield each.baseline


def _is_small(figure: Figure, indicator: Indicator, least: int) -> bool:
    """Say whether the number itself is too small, whatever the records say of it."""
    value = figure.value
    if isinstance(value, Ratio):
        rest = value.whole - value.part
        return 0 < value.part < least or (value.whole > 0 and rest < least)
    counts = not any(
        isinstance(each.count, Sum) or counts_places(each) for each in measures(indicator.value)
    )
    return counts and isinstance(value, int) and 0 < value < least


def _unsettled(figure: Figure, indicator: Indicator) -> Figure:
    """The figure as if any school that has not sent its roll could change all of it.

    How much of a roll is settled is a number of people of its own: of the other schools.
    """
    bounds, formula = figure.bounds, indicator.value
    if bounds is None or bounds.is_exact or not isinstance(formula, Measure):
        return figure
    return evolve(figure, bounds=evolve(bounds, low=0)) if formula.of in LIVES else figure


@final
@frozen
class _Veil:
    """What of a review is hidden."""

    hidden: frozenset[Figure]
    #: The indicators that count people, by their ids.
    guarded: dict[str, Indicator]
    #: The guarded figures that are told.
    told: frozenset[Figure]
    rounding: Rounding | None

    def review(self, review: Review) -> Review:
        return evolve(
            review,
            lines=tuple(map(self.line, review.lines)),
            figures=tuple(map(self.figure, review.figures)),
            further=tuple(map(self.judgement, review.further)),
        )

    def line(self, line: Line) -> Line:
        return evolve(
            line,
            figures=tuple(map(self.figure, line.figures)),
            activity=tuple(map(self.figure, line.activity)),
            breakdowns=tuple(map(self.breakdown, line.breakdowns)),
            judgements=tuple(map(self.judgement, line.judgements)),
        )

    def breakdown(self, breakdown: Breakdown) -> Breakdown:
        return evolve(breakdown, figures=tuple(map(self.figure, breakdown.figures)))

    def figure(self, figure: Figure) -> Figure:
        """The figure without its number and without what it can still become, or with a rounded one."""
        if figure in self.hidden:
            return evolve(figure, value=Absence.SUPPRESSED, bounds=None)
        if figure.indicator not in self.guarded:
            return figure
        if self.rounding is None:
            return _unsettled(figure, self.guarded[figure.indicator])
        return self.rounded(figure, self.rounding)

    def rounded(self, figure: Figure, rounding: Rounding) -> Figure:
        """The figure made anew of rounded numbers; hidden where it would tell more than they do.

        An amount, an average, a change or a spread does, and so does that there is none of them.
        """
        value = figure.value
        if is_counted(self.guarded[figure.indicator].value):
            if isinstance(value, int):
                value = rounding.told(value)
                return evolve(figure, value=value, bounds=None, rounded_to=rounding.base)
            if isinstance(value, Ratio) and rounding.told(value.whole):
                value = Ratio(rounding.told(value.part), rounding.told(value.whole))
                return evolve(figure, value=value, bounds=None, rounded_to=rounding.base)
            if value is Absence.NOT_REPORTED:
                return evolve(figure, bounds=None)
        return evolve(figure, value=Absence.SUPPRESSED, bounds=None)

    def judgement(self, judgement: Judgement) -> Judgement:
        """The judgement without whatever would narrow a number that is hidden.

        A verdict does: a target of 3 that is met leaves no 1 and no 2.
        """
        baseline = judgement.baseline
        is_rounded = self.rounding is not None and judgement.figure.indicator in self.guarded
        if is_rounded or judgement.figure in self.hidden or baseline in self.hidden:
            return evolve(
                judgement,
                figure=self.figure(judgement.figure),
                verdict=Verdict.SUPPRESSED,
                reason=Absence.SUPPRESSED.value,
                progress=Absence.SUPPRESSED,
                need=Need(more=Absence.SUPPRESSED, to_printed=Absence.SUPPRESSED),
                baseline=None if baseline is None else self.figure(baseline),
            )
        if judgement.figure.indicator not in self.guarded:
            return judgement
        need = judgement.need
        kept = tuple(each for each in need.shortfalls if self.is_told(judgement, each))
        figure = self.figure(judgement.figure)
        before = None if baseline is None else self.figure(baseline)
        definition = self.guarded[figure.indicator]
        return evolve(
            judgement,
            figure=figure,
            baseline=before,
            verdict=judge(judgement.target, figure, definition, baseline=before).verdict,
            need=evolve(need, shortfalls=kept),
        )

    def is_told(self, judgement: Judgement, shortfall: Shortfall) -> bool:
        """Say whether the group that a shortfall is about is told elsewhere."""
        about = judgement.figure
        group = evolve(about.group, categories=((shortfall.dimension, shortfall.category),))
        return any(
            each.indicator == about.indicator
            and each.group == group
            and each.period == about.period
            for each in self.told
        )
