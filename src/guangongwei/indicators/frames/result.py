"""Figures as the rows of a tidy table in the caller's engine, and rows as figures again."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument
from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.definition import Measure
from guangongwei.indicators.frames.backend import PLACES, Cells, Kind, collected, made, nw, opened
from guangongwei.indicators.groups import ORGANISATION
from guangongwei.indicators.guarded import is_guarded
from guangongwei.model.audience import Audience
from guangongwei.model.figure import Coverage, Figure, Group
from guangongwei.model.numbers import Absence, Bounds, Number, Ratio, exact
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.indicators.definition import Indicator
    from guangongwei.model.organisation import Tree

#: The columns of every result, beside one for each dimension, which stand after the period.
COLUMNS: dict[str, Kind] = {
    "indicator": Kind.TEXT,
    "name": Kind.TEXT,
    "organisation": Kind.TEXT,
    "level": Kind.TEXT,
    "period": Kind.TEXT,
    "part": Kind.WHOLE,
    "whole": Kind.WHOLE,
    "value": Kind.NUMBER,
    "fraction": Kind.TEXT,
    "absence": Kind.TEXT,
    "unit": Kind.TEXT,
    "low": Kind.NUMBER,
    "high": Kind.NUMBER,
    "reported": Kind.WHOLE,
    "expected": Kind.WHOLE,
    "missing": Kind.TEXT,
    "partial": Kind.TEXT,
    "as_of": Kind.DAY,
    "definition": Kind.TEXT,
}
#: Those that tell a number, or narrow it.
_NUMBERS = ("part", "whole", "value", "fraction", "low", "high")
_DIMENSIONS_AFTER = "period"
#: What stands between the ids of the organisations that are missing.
BETWEEN = "、"


def table(figures: Iterable[Figure], like: Any, tree: Tree, by: tuple[str, ...]) -> Any:
    """The figures as a tidy table of the engine of another one."""
    kept = tuple(figures)
    units = dict.fromkeys(each.group.organisation for each in kept)
    levels = {id_: None if id_ is None else tree.level(id_).value for id_ in units}
    rows = [_row(each, levels[each.group.organisation]) for each in kept]
    cells = {
        name: Cells(kind, [row.get(name) for row in rows]) for name, kind in kinds_by(by).items()
    }
    return made(like, cells)


def veiled(parts: list[Any], definitions: Iterable[Indicator], audience: Audience) -> Any:
    """The parts as one result, without the figures that count people unless it is for the desk.

    A number that is small cannot be hidden alone, and what else would tell it is not known from
    numbers: it takes the records behind them.
    """
    result = nw.concat(parts, how="vertical") if len(parts) > 1 else parts[0]
    guarded = [each.id for each in definitions if is_guarded(each.value)]
    if audience is Audience.DESK or not guarded:
        return result
    is_told = ~nw.col("indicator").is_in(guarded)
    numbers = (nw.when(is_told).then(nw.col(each)).alias(each) for each in _NUMBERS)
    absence = nw.when(is_told).then(nw.col("absence")).otherwise(nw.lit(Absence.SUPPRESSED.value))
    return result.with_columns(*numbers, absence.alias("absence"))


def kinds_by(by: tuple[str, ...]) -> dict[str, Kind]:
    """The columns of a result, with those of its dimensions."""
    dimensions = tuple(each for each in by if each != ORGANISATION)
    kinds: dict[str, Kind] = {}
    for name, kind in COLUMNS.items():
        kinds[name] = kind
        if name == _DIMENSIONS_AFTER:
            kinds |= dict.fromkeys(map(column_of, dimensions), Kind.TEXT)
    return kinds


def column_of(dimension: str) -> str:
    """The column of a dimension: its name, unless every result has such a column."""
    return f"by_{dimension}" if dimension in COLUMNS else dimension


def _row(figure: Figure, level: str | None) -> dict[str, Any]:
    organisation, value, bounds = figure.group.organisation, figure.exact, figure.bounds
    ratio = figure.value if isinstance(figure.value, Ratio) else None
    coverage = figure.coverage
    return {
        **{
            column_of(name): None if isinstance(category, Absence) else category
            for name, category in figure.group.categories
        },
        "indicator": figure.indicator,
        "name": figure.name,
        "organisation": organisation,
        "level": level,
        "period": figure.period.label,
        "part": ratio and ratio.part,
        "whole": ratio and ratio.whole,
        "value": None if isinstance(value, Absence) else decimal(value),
        "fraction": None if isinstance(value, Absence) or ratio else _fraction(value),
        "absence": value.value if isinstance(value, Absence) else None,
        "unit": figure.unit.value,
        "low": None if bounds is None else decimal(Fraction(bounds.low)),
        "high": None if bounds is None or bounds.high is None else decimal(Fraction(bounds.high)),
        "reported": coverage.reported,
        "expected": coverage.expected,
        "missing": BETWEEN.join(coverage.missing),
        "partial": BETWEEN.join(coverage.partial),
        "as_of": figure.as_of,
        "definition": figure.definition,
    }


def decimal(value: Fraction) -> Decimal:
    """A number with the digits that a table keeps; exact wherever they suffice."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    scaled = round(value * 10**PLACES)
    return Decimal(scaled).scaleb(-PLACES)


def _fraction(value: Fraction) -> str | None:
    """A number that its digits do not tell exactly, as 12/7."""
    return None if Fraction(decimal(value)) == value else f"{value.numerator}/{value.denominator}"


def figures(result: Any, definitions: Iterable[Indicator] = CATALOGUE) -> Iterator[Figure]:
    """The rows of a result as figures, one by one, exactly those that the rows were made from.

    Args:
        result: What `evaluate` gave, or some of its rows.
        definitions: Where the definitions are found.

    Raises:
        BadArgument: A row was computed from another definition of that name, or is no row of a
            result.
        NotAFigure: A row is of an indicator that is not among the definitions.
    """
    kept = tuple(definitions)
    frame = opened(result, "result")
    names = frame.collect_schema().names()
    if not set(COLUMNS) <= set(names):
        raise BadArgument("result", f"with the columns {', '.join(COLUMNS)}")
    dimensions = [each for each in names if each not in COLUMNS]
    for cells in collected(frame.select(*names)):
        row = dict(zip(names, cells, strict=True))
        definition = indicator(row["indicator"], kept)
        if definition.hash != row["definition"]:
            raise BadArgument("result", f"computed with this {definition.id}")
        yield _figure(row, definition, dimensions)


def _figure(row: dict[str, Any], definition: Indicator, dimensions: Iterable[str]) -> Figure:
    period = parse_period(row["period"])
    if period is None:
        raise BadArgument("result", "with periods as labels, such as 2024年")
    value = _value(row, definition)
    categories = (
        (each.removeprefix("by_"), Absence.UNKNOWN if row[each] is None else row[each])
        for each in dimensions
    )
    return Figure(
        indicator=definition.id,
        name=definition.name,
        group=Group(organisation=row["organisation"], categories=tuple(categories)),
        period=period,
        value=value,
        unit=definition.unit,
        decimals=definition.decimals,
        coverage=Coverage(
            reported=row["reported"],
            expected=row["expected"],
            missing=_ids(row["missing"]),
            partial=_ids(row["partial"]),
        ),
        bounds=_bounds(row, value),
        as_of=row["as_of"],
        definition=definition.hash,
    )


def _ids(cell: str | None) -> tuple[OrganisationId, ...]:
    """The ids that a cell lists."""
    return tuple(OrganisationId(each) for each in (cell or "").split(BETWEEN) if each)


def _value(row: dict[str, Any], definition: Indicator) -> Number | Fraction | Ratio | Absence:
    if row["absence"] is not None:
        return Absence(row["absence"])
    if row["part"] is not None:
        return Ratio(row["part"], row["whole"])
    if row["fraction"] is not None:
        return Fraction(row["fraction"])
    if isinstance(definition.value, Measure):
        return _number(row["value"])
    return Fraction(row["value"])


def _number(value: Decimal) -> Number:
    return int(value) if value == int(value) else value


def _bounds(row: dict[str, Any], value: Number | Fraction | Ratio | Absence) -> Bounds | None:
    """The bounds of a row; one that is told by the same digits as the value is the value."""
    if row["low"] is None:
        return None
    quotient = exact(value)

    def bound(told: Decimal) -> Number | Fraction:
        if not isinstance(quotient, Absence) and told == row["value"]:
            return value if isinstance(value, int | Decimal | Fraction) else quotient
        return _number(told)

    high = row["high"]
    return Bounds(bound(row["low"]), None if high is None else bound(high))
