"""Data and figures for the yearly work of an education bureau's 关工委.

A work plan becomes a typed `Plan`, the schools' tables become a checked `Dataset`, and `review`
computes every figure of the year-end review, explained down to the record and set against the
plan. What one can do with the nouns lives in the parts: `plans`, `tabular`, `indicators`,
`reports`, `codec`, `chinese`, `testing`.
"""

from __future__ import annotations

from guangongwei.errors import Checked, GuangongweiError, InvalidData, Problem, Severity
from guangongwei.indicators.catalogue import CATALOGUE
from guangongwei.indicators.explain import Explanation, explain
from guangongwei.indicators.objects import evaluate
from guangongwei.indicators.progress import judge, need
from guangongwei.indicators.targets import Judgement, Reading, Target, Verdict
from guangongwei.model import (
    Absence,
    Accreditation,
    Activity,
    Article,
    Bounds,
    Category,
    Committee,
    Coverage,
    Dataset,
    Days,
    Figure,
    Half,
    Month,
    Organisation,
    Period,
    Plan,
    Quantity,
    Quarter,
    Ratio,
    Return,
    Service,
    Term,
    Tree,
    Unit,
    Volunteer,
    Year,
)
from guangongwei.review import Line, Review, review

__all__ = [
    "CATALOGUE",
    "Absence",
    "Accreditation",
    "Activity",
    "Article",
    "Bounds",
    "Category",
    "Checked",
    "Committee",
    "Coverage",
    "Dataset",
    "Days",
    "Explanation",
    "Figure",
    "GuangongweiError",
    "Half",
    "InvalidData",
    "Judgement",
    "Line",
    "Month",
    "Organisation",
    "Period",
    "Plan",
    "Problem",
    "Quantity",
    "Quarter",
    "Ratio",
    "Reading",
    "Return",
    "Review",
    "Service",
    "Severity",
    "Target",
    "Term",
    "Tree",
    "Unit",
    "Verdict",
    "Volunteer",
    "Year",
    "evaluate",
    "explain",
    "judge",
    "need",
    "review",
]
