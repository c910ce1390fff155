"""How numbers, absences, coverage, bounds, targets and verdicts are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.indicators.definition import Better, Share
from guangongwei.indicators.progress import accepted
from guangongwei.indicators.targets import Verdict
from guangongwei.model.numbers import (
    IN_HUNDREDTHS,
    Absence,
    Number,
    Ratio,
    Unit,
    digits,
    worded,
)
from guangongwei.model.plan import Comparator
from guangongwei.reports.phrases import COUNTED_IN, DIMENSIONS, Language, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from guangongwei.indicators.definition import Indicator
    from guangongwei.indicators.progress import Interval
    from guangongwei.indicators.targets import Judgement, Target
    from guangongwei.model.figure import Coverage, Figure


def amount(
    value: Number | Fraction,
    unit: Unit,
    language: Language,
    *,
    decimals: int = 0,
    trim: bool = False,
) -> str:
    """A number with its unit: 1,234人次, 70.1%."""
    if language is Language.CHINESE or unit in (Unit.PERCENT, Unit.NONE):
        return worded(value, unit, decimals, trim=trim)
    return f"{digits(value, unit, decimals, trim=trim)} {unit.label}"


def unit_word(unit: Unit, language: Language) -> str:
    """The unit by itself, for the head of a column; percentages and points carry their own."""
    if unit in (*IN_HUNDREDTHS, Unit.NONE):
        return ""
    return unit.value if language is Language.CHINESE else unit.label


def number(value: int) -> str:
    """A count with its thousands set apart."""
    return f"{value:,}"


def absence(value: Absence, language: Language) -> str:
    """Why there is no number: 未报送, never 0."""
    return value.value if language is Language.CHINESE else value.label


def value_of(figure: Figure, language: Language, *, bare: bool = False) -> str:
    """A figure's value: 103/147（70.1%）, 1,234人次, 约1,235人次, 未报送; bare: without the unit's word."""
    said = _value_of(figure, language, bare=bare)
    return said if figure.rounded_to is None else Phrase.ROUNDED.say(language, value=said)


def _value_of(figure: Figure, language: Language, *, bare: bool) -> str:
    value = figure.value
    match value:
        case Absence():
            return absence(value, language)
        case Ratio():
            quotient = value.fraction
            if isinstance(quotient, Absence):
                return absence(quotient, language)
            return Phrase.PART_OF.say(
                language,
                part=number(value.part),
                whole=number(value.whole),
                percent=amount(quotient, Unit.PERCENT, language, decimals=figure.decimals),
            )
        case _:
            unit = _beside(figure) if bare else figure.unit
            return amount(value, unit, language, decimals=figure.decimals)


def missing_of(coverage: Coverage, language: Language) -> list[str]:
    """How many have sent nothing, and how many a part: 3 校未报送, 2 校部分报送."""
    partly = len(coverage.partial)
    counts = ((Phrase.NOT_SENT, len(coverage.missing) - partly), (Phrase.PARTLY_SENT, partly))
    return [phrase.say(language, count=count) for phrase, count in counts if count]


def sent_of(figure: Figure, indicator: Indicator | None, language: Language) -> str:
    """How many are in: 144/147 校报全; or that nobody had to send anything for it."""
    coverage = figure.coverage
    if not coverage.expected:
        return Phrase.NOBODY_EXPECTED.say(language)
    if indicator is not None and not indicator.value.returns:
        return Phrase.REGISTER.say(language, expected=coverage.expected)
    return Phrase.SENT.say(language, reported=coverage.reported, expected=coverage.expected)


def coverage_of(figure: Figure, indicator: Indicator | None, language: Language) -> str:
    """How many are in, and how many are not: 144/147 校报全，3 校未报送."""
    sent = sent_of(figure, indicator, language)
    return Phrase.SEPARATOR.say(language).join([sent, *missing_of(figure.coverage, language)])


def range_of(figure: Figure, language: Language) -> str:
    """What the figure can still become: 不少于 1,234，上不封顶; empty where it is settled."""
    return Phrase.SEPARATOR.say(language).join(_range(figure, language))


def bounds_of(figure: Figure, language: Language) -> str:
    """The same with who is missing: 不少于 1,234（3 校未报送，上不封顶）."""
    said = _range(figure, language)
    if not said:
        return ""
    missing = missing_of(figure.coverage, language) or [Phrase.BLANKS.say(language)]
    reasons = Phrase.SEPARATOR.say(language).join([*missing, *said[1:]])
    return Phrase.BECAUSE.say(language, bounds=said[0], reasons=reasons)


def _range(figure: Figure, language: Language) -> list[str]:
    bounds = figure.bounds
    if bounds is None or bounds.is_exact or isinstance(figure.exact, Absence):
        return []
    unit = _beside(figure)
    low = amount(bounds.low, unit, language, decimals=figure.decimals)
    if bounds.high is None:
        return [Phrase.AT_LEAST_SO_FAR.say(language, low=low), Phrase.OPEN.say(language)]
    high = amount(bounds.high, unit, language, decimals=figure.decimals)
    return [Phrase.BETWEEN_SO_FAR.say(language, low=low, high=high)]


def _beside(figure: Figure) -> Unit:
    """The unit of a number where the figure's own stands beside it anyway."""
    return figure.unit if figure.unit in IN_HUNDREDTHS else Unit.NONE


def verdict_word(verdict: Verdict, language: Language) -> str:
    """The verdict in words."""
    return verdict.value if language is Language.CHINESE else verdict.label


def asked_number(value: Fraction, unit: Unit, language: Language) -> str:
    """A number of a target with no more decimals than it needs: 70%, 1,200人."""
    return amount(value, unit, language, decimals=2, trim=True)


_COMPARED = {
    Comparator.AT_LEAST: ("不少于{}", "at least {}"),
    Comparator.AT_MOST: ("不超过{}", "at most {}"),
    Comparator.EXACTLY: ("{}", "{}"),
    Comparator.BETWEEN: ("{}", "{}"),
    Comparator.INCREASE: ("增加{}", "{} more"),
    Comparator.DECREASE: ("减少{}", "{} fewer"),
}
_DIRECTIONS = {
    Comparator.INCREASE: ("有所增加", "more than before"),
    Comparator.DECREASE: ("有所减少", "less than before"),
}
#: Softening words that stand behind their number.
_BEHIND = ("左右", "上下")


def target_of(judgement: Judgement, indicator: Indicator | None, language: Language) -> str:
    """What is asked, with the reading where the number is softened: 近70%（按…，≥68%）."""
    target, unit = judgement.target, judgement.figure.unit
    grows = target.comparator in _DIRECTIONS and indicator and isinstance(indicator.value, Share)
    written = printed(target, Unit.PERCENTAGE_POINTS if grows else unit, language)
    interval = interval_of(judgement, indicator)
    if target.comparator is not Comparator.NEARLY or interval is None:
        return written
    ends = (("≥", interval.low), ("≤", interval.high))
    limits = [f"{sign}{asked_number(end, unit, language)}" for sign, end in ends if end is not None]
    return Phrase.READ_AS.say(
        language,
        target=written,
        reading=target.reading.name,
        limit=Phrase.SEPARATOR.say(language).join(limits),
    )


def printed(target: Target, unit: Unit, language: Language) -> str:
    """What is asked as it is written: 近70%, 不少于30篇, 有所增加."""
    chosen = 0 if language is Language.CHINESE else 1
    if not target.values:
        return _DIRECTIONS.get(target.comparator, ("", ""))[chosen]
    numbers = _numbers(target, unit, language)
    if target.comparator is not Comparator.NEARLY:
        return _COMPARED[target.comparator][chosen].format(numbers)
    if language is Language.ENGLISH:
        return f"nearly {numbers}"
    hedge = target.hedge or "约"
    return f"{numbers}{hedge}" if hedge in _BEHIND else f"{hedge}{numbers}"


def _numbers(target: Target, unit: Unit, language: Language) -> str:
    return "—".join(asked_number(each, unit, language) for each in target.values)


def interval_of(judgement: Judgement, indicator: Indicator | None) -> Interval | None:
    """The values that meet the target; None where it names no number or its start is unknown."""
    if not judgement.target.values:
        return None
    start = Absence.UNKNOWN if judgement.baseline is None else judgement.baseline.exact
    return accepted(
        judgement.target,
        Better.NEITHER if indicator is None else indicator.better,
        judgement.figure.unit,
        None if isinstance(start, Absence) else start,
    )


def need_of(judgement: Judgement, indicator: Indicator | None, language: Language) -> str:
    """How much more it takes: 还差 8所; empty where no number would do."""
    need, figure = judgement.need, judgement.figure
    if isinstance(need.more, Absence):
        return ""
    unit = needed_in(figure, indicator)
    more = amount(need.more, unit, language, decimals=2, trim=True)
    said = [Phrase.MORE.say(language, more=more) if need.more else Phrase.NO_MORE.say(language)]
    if not isinstance(need.to_printed, Absence) and need.to_printed not in (0, need.more):
        more = amount(need.to_printed, unit, language, decimals=2, trim=True)
        words = _numbers(judgement.target, figure.unit, language)
        said.append(Phrase.TO_PRINTED.say(language, printed=words, more=more))
    needed = Phrase.SEPARATOR.say(language).join(said)
    if judgement.verdict is Verdict.CANNOT_JUDGE:
        return Phrase.SO_FAR.say(language, need=needed)
    return needed


def needed_in(figure: Figure, indicator: Indicator | None) -> Unit:
    """In what a shortfall is counted: for a share, in what its part counts."""
    if not isinstance(figure.value, Ratio):
        return figure.unit
    if indicator is None or not isinstance(indicator.value, Share):
        return Unit.NONE
    return COUNTED_IN[indicator.value.part.of]


def dimension_word(dimension: str, language: Language) -> str:
    """The name of a dimension of a breakdown."""
    chosen = 0 if language is Language.CHINESE else 1
    return DIMENSIONS.get(dimension, (dimension, dimension))[chosen]


def category_word(dimension: str, category: str | Absence, language: Language) -> str:
    """One category of a breakdown, as the records word it."""
    if isinstance(category, Absence):
        return absence(category, language)
    if dimension == "batch" and category.isdecimal() and language is Language.CHINESE:
        return f"第{category}批"
    return category


def listed(names: Iterable[str], language: Language) -> str:
    """Several names in one line."""
    return Phrase.LISTING.say(language).join(names)
