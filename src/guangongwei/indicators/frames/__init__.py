"""The same figures from the caller's own tables, in whichever dataframe engine they are."""

from __future__ import annotations

from guangongwei.indicators.frames.bare import count
from guangongwei.indicators.frames.evaluate import evaluate
from guangongwei.indicators.frames.explain import explain
from guangongwei.indicators.frames.records import from_records, to_records
from guangongwei.indicators.frames.result import figures
from guangongwei.indicators.frames.tableset import TableSet

__all__ = ["TableSet", "count", "evaluate", "explain", "figures", "from_records", "to_records"]
