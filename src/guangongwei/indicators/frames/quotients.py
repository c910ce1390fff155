"""What a share is in the groups in which an engine has counted its part and its whole.

The formula is that of `guangongwei.indicators.formulas`, said once more in columns. Engines divide
each in their own way, so every quotient that there is is made here, once for all of its groups.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from guangongwei.indicators.definition import Count, Share
from guangongwei.indicators.frames.backend import Cells, Kind, collected, made, nw
from guangongwei.indicators.frames.native import distinct
from guangongwei.indicators.frames.result import decimal
from guangongwei.model.numbers import Absence

_PART, _WHOLE = "_part", "_whole"


def is_of_one_look(share: Share) -> bool:
    """Say whether both sides count records of one noun and time that rest on the same returns."""
    part, whole = share.part, share.whole
    return (
        isinstance(part.count, Count)
        and isinstance(whole.count, Count)
        and (
            (part.of, part.day, part.timing, part.rests_on, part.returns)
            == (whole.of, whole.day, whole.timing, whole.rests_on, whole.returns)
        )
    )


def shared(frame: Any, part: Any, whole: Any) -> tuple[Any, dict[str, Any]]:
    """The groups with their quotients, and the columns that say what the share is in each."""
    frame = _divided(frame.with_columns(part.alias(_PART), whole.alias(_WHOLE)))
    part, whole, quotient = nw.col(_PART), nw.col(_WHOLE), nw.col("_quotient")
    counts, some, sure = whole > 0, nw.col("_some") == 1, nw.col("_complete") == 1
    told = counts & ((part > 0) | some)
    silent = (nw.col("expected") > 0) & ~some
    absence = (
        nw.when(~told & silent)
        .then(nw.lit(Absence.NOT_REPORTED.value))
        .otherwise(nw.when(~told & ~silent).then(nw.lit(Absence.NOT_APPLICABLE.value)))
    )
    exact, is_open = told & sure, counts | ~sure

    def bound(far: str) -> Any:
        return nw.when(exact).then(quotient).otherwise(nw.when(is_open).then(nw.col(far)))

    return frame, {
        "part": nw.when(told).then(part),
        "whole": nw.when(told).then(whole),
        "value": nw.when(told).then(quotient),
        "absence": absence,
        "low": bound("_least"),
        "high": bound("_most"),
    }


def _divided(frame: Any) -> Any:
    """A frame with the quotient of its two numbers, and what a quotient is at least and at most."""
    pairs = collected(distinct(frame.select(_PART, _WHOLE)))
    values = [decimal(Fraction(part, whole)) if whole else None for part, whole in pairs]
    cells = {
        "_divided": Cells(Kind.WHOLE, [part for part, _ in pairs]),
        "_by": Cells(Kind.WHOLE, [whole for _, whole in pairs]),
        "_quotient": Cells(Kind.NUMBER, values),
        "_least": Cells(Kind.NUMBER, [decimal(Fraction(0)) for _ in pairs]),
        "_most": Cells(Kind.NUMBER, [decimal(Fraction(1)) for _ in pairs]),
    }
    keys = {"left_on": [_PART, _WHOLE], "right_on": ["_divided", "_by"]}
    return frame.join(made(frame, cells), how="inner", **keys)
