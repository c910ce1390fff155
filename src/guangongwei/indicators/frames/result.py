"""Figures as the rows of a tidy table in the caller's engine, and rows as figures again."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from guangongwei.indicators.frames.backend import PLACES, Cells, Kind, made
from guangongwei.indicators.groups import ORGANISATION
from guangongwei.model.numbers import Absence, Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.model.figure import Figure
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
_DIMENSIONS_AFTER = "period"
#: What stands between the ids of the organisations that are missing.
BETWEEN = "、"


def table(figures: Iterable[Figure], like: Any, tree: Tree, by: tuple[str, ...]) -> Any:  # noqa: ANN401
    """The figures as a tidy table of the engine of another one."""
    dimensions = tuple(each for each in by if each != ORGANISATION)
    kinds: dict[str, Kind] = {}
    for name, kind in COLUMNS.items():
        kinds[name] = kind
        if name == _DIMENSIONS_AFTER:
            kinds |= dict.fromkeys(map(column_of, dimensions), Kind.TEXT)
    rows = [_row(each, tree) for each in figures]
    cells = {name: Cells(kind, [row.get(name) for row in rows]) for name, kind in kinds.items()}
    return made(like, cells).to_native()


def column_of(dimension: str) -> str:
    """The column of a dimension: its name, unless every result has such a column."""
    return f"by_{dimension}" if dimension in COLUMNS else dimension


def _row(figure: Figure, tree: Tree) -> dict[str, Any]:
    organisation, value, bounds = figure.group.organisation, figure.exact, figure.bounds
    is_absent = isinstance(value, Absence)
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
        "level": None if organisation is None else tree.level(organisation).value,
        "period": figure.period.label,
        "part": ratio and ratio.part,
        "whole": ratio and ratio.whole,
        "value": None if is_absent else decimal(value),
        "fraction": None if is_absent or ratio else _fraction(value),
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
    scaled = round(value * 10**PLACES)
    return Decimal(scaled).scaleb(-PLACES)


def _fraction(value: Fraction) -> str | None:
    """A number that its digits do not tell exactly, as 12/7."""
    return None if Fraction(decimal(value)) == value else f"{value.numerator}/{value.denominator}"
