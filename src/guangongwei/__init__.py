"""Data and figures for the yearly work of an education bureau's 关工委.

A work plan becomes a typed `Plan`, the schools' tables become a checked `Dataset`, and `review`
computes every figure of the year-end review, explained down to the record and set against the
plan. What one can do with the nouns lives in the parts: `plans`, `tabular`, `indicators`,
`privacy`, `storage`, `reports`, `codec`, `chinese`, `testing`.

A name is loaded when it is first asked for, so that who needs one noun does not wait for the rest.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
        Assessment,
        Bounds,
        CareCase,
        Category,
        Child,
        Clause,
        Committee,
        Consent,
        Coverage,
        Dataset,
        Days,
        Entry,
        Figure,
        Grant,
        Half,
        Month,
        Organisation,
        Pairing,
        Period,
        Plan,
        Post,
        Programme,
        Quantity,
        Quarter,
        Ratio,
        Return,
        Service,
        Standard,
        Term,
        Tree,
        Unit,
        Volunteer,
        Year,
    )
    from guangongwei.reviewing import Line, Review, review

__all__ = [
    "CATALOGUE",
    "Absence",
    "Accreditation",
    "Activity",
    "Article",
    "Assessment",
    "Bounds",
    "CareCase",
    "Category",
    "Checked",
    "Child",
    "Clause",
    "Committee",
    "Consent",
    "Coverage",
    "Dataset",
    "Days",
    "Entry",
    "Explanation",
    "Figure",
    "Grant",
    "GuangongweiError",
    "Half",
    "InvalidData",
    "Judgement",
    "Line",
    "Month",
    "Organisation",
    "Pairing",
    "Period",
    "Plan",
    "Post",
    "Problem",
    "Programme",
    "Quantity",
    "Quarter",
    "Ratio",
    "Reading",
    "Return",
    "Review",
    "Service",
    "Severity",
    "Standard",
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

#: Where the names stand, the module that loads least first.
_HOMES = (
    "errors",
    "model",
    "indicators.targets",
    "indicators.progress",
    "indicators.objects",
    "indicators.explain",
    "indicators.catalogue",
    "reviewing",
)
#: The parts that are there without an import of their own.
_PARTS = (
    "chinese",
    "codec",
    "errors",
    "indicators",
    "model",
    "plans",
    "privacy",
    "reports",
    "storage",
    "tabular",
    "targets",
)


def __getattr__(name: str) -> object:
    """Load what is asked for: a part, or one of the names in `__all__`."""
    if name in _PARTS:
        return import_module(f"{__name__}.{name}")
    if name in __all__:
        homes = (import_module(f"{__name__}.{home}") for home in _HOMES)
        found: object = next(vars(home)[name] for home in homes if name in vars(home))
        globals()[name] = found
        return found
    raise AttributeError(
        f"module {__name__!r} has no attribute {name!r}", name=name, obj=sys.modules[__name__]
    )


def __dir__() -> list[str]:
    """List what can be asked for, loaded or not."""
    return sorted({*globals(), *__all__, *_PARTS})
