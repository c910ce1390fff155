"""A review as plain data: what review.json holds."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from guangongwei.errors import Cell
from guangongwei.model.numbers import Absence, Number, Ratio
from guangongwei.model.plan import Comparator
from guangongwei.reports.compose import text_of
from guangongwei.reports.excerpts import title_of
from guangongwei.reports.findings import published
from guangongwei.reports.phrases import Language, Phrase

if TYPE_CHECKING:
    from guangongwei.errors import Problem
    from guangongwei.indicators.targets import Judgement, Shortfall
    from guangongwei.model.audience import Audience
    from guangongwei.model.figure import Figure
    from guangongwei.plans.bind import Binding
    from guangongwei.reviewing import Breakdown, Line, Review

    Data = dict[str, Any]


#: What JSON lets stand and what could steer a terminal, or cannot be written at all.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(review: Review, *, audience: Audience | None = None) -> str:
    """The review as a JSON document."""
    return as_json(as_data(review, audience=audience)) + "\n"


def as_json(data: Data) -> str:
    """The data as JSON that can be printed anywhere and is read back as it was."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return _STEERING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def as_data(review: Review, *, audience: Audience | None = None) -> Data:
    """The review as dictionaries, lists, strings and numbers, as an audience may see it."""
    review = review.published(audience)
    plan, period = review.plan, review.period
    return {
        "plan": {"title": plan.title, "year": plan.year, "issuer": plan.issuer},
        "period": {
            "label": period.label,
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
        },
        "as_of": review.as_of.isoformat(),
        "organisation": review.organisation,
        "audience": review.audience.label,
        "lines": [_line(review, each) for each in review.lines],
        "further_targets": [
            {**_target(each), "figure": _figure(each.figure)} for each in review.further
        ],
        "figures": [_figure(each) for each in review.figures],
        "problems": [problem_data(published(each)) for each in review.problems],
    }


def _line(review: Review, line: Line) -> Data:
    text = text_of(line)
    targets = [_target(each) for each in line.judgements]
    nothing = Phrase.NOTHING_MEASURES.say(Language.ENGLISH)
    return {
        "item": line.item and line.item.ordinal,
        "section": line.section.heading,
        "title": title_of(text),
        "text": text,
        "measured": line.is_measured,
        "note": None if line.is_measured else nothing[0].lower() + nothing[1:],
        "figures": [_figure(each) for each in line.figures],
        "target": targets[0] if targets else None,
        "targets": targets,
        "breakdowns": [_breakdown(each) for each in line.breakdowns],
        "activity": [_figure(each) for each in line.activity],
        "bindings": [_binding(review, each) for each in line.bindings],
    }


def _figure(figure: Figure) -> Data:
    value, coverage, bounds = figure.value, figure.coverage, figure.bounds
    known = figure.exact
    ratio = value if isinstance(value, Ratio) else None
    return {
        "indicator": figure.indicator,
        "name": figure.name,
        "part": ratio.part if ratio else None,
        "whole": ratio.whole if ratio else None,
        "value": _value(known if isinstance(value, Ratio) else value),
        "unit": figure.unit.value,
        "decimals": figure.decimals,
        "rounded_to": figure.rounded_to,
        "absence": known.label if isinstance(known, Absence) else None,
        "coverage": {
            "reported": coverage.reported,
            "expected": coverage.expected,
            "missing": list(coverage.missing),
            "partial": list(coverage.partial),
        },
        "bounds": bounds
        and {
            "low": _number(bounds.low),
            "high": None if bounds.high is None else _number(bounds.high),
        },
    }


def _value(value: Number | Fraction | Absence) -> int | float | None:
    return None if isinstance(value, Absence) else _number(value)


def _number(value: Number | Fraction) -> int | float:
    """Counts as integers, decimals and fractions as decimals."""
    if isinstance(value, Decimal):
        return float(value)
    exactly = Fraction(value)
    return exactly.numerator if exactly.denominator == 1 else float(exactly)


def _target(judgement: Judgement) -> Data:
    target, need = judgement.target, judgement.need
    values = [_number(each) for each in target.values]
    is_hedged = target.comparator is Comparator.NEARLY
    return {
        "indicator": target.indicator,
        "organisation": target.organisation,
        "value": values if len(values) > 1 else next(iter(values), None),
        "comparator": target.comparator.value,
        "hedge": target.hedge,
        "modality": target.modality,
        "due": target.due and target.due.isoformat(),
        "reading": target.reading.name if is_hedged else None,
        "verdict": judgement.verdict.label,
        "need": _value(need.more),
        "shortfalls": [_shortfall(each) for each in judgement.need.shortfalls],
        "to_printed": _value(need.to_printed),
        "reason": judgement.reason,
        "text": target.text,
    }


def _shortfall(shortfall: Shortfall) -> Data:
    category = shortfall.category
    return {
        shortfall.dimension: category.label if isinstance(category, Absence) else category,
        "part": shortfall.part,
        "whole": shortfall.whole,
        "more": shortfall.more,
    }


def _breakdown(breakdown: Breakdown) -> Data:
    return {
        "indicator": breakdown.indicator,
        "dimensions": list(breakdown.dimensions),
        "figures": [
            {
                "organisation": each.group.organisation,
                "categories": {
                    dimension: category.label if isinstance(category, Absence) else category
                    for dimension, category in each.group.categories
                },
                **_figure(each),
            }
            for each in breakdown.figures
        ],
    }


def _binding(review: Review, binding: Binding) -> Data:
    words = [review.plan.text[each.start : each.stop] for each in binding.words]
    return {"indicator": binding.indicator, "words": words}


def problem_data(problem: Problem) -> Data:
    """A problem as plain data: its place in words and, in a table, by file, row and column."""
    place = problem.place
    cell = place if isinstance(place, Cell) else None
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "place": str(place),
        "file": cell and cell.file,
        "sheet": cell and cell.sheet,
        "row": cell and cell.row,
        "column": cell and (cell.column or cell.letter),
        "message": problem.message,
        "hint": problem.hint,
    }
