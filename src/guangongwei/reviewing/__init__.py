"""A plan set against a year of records: what was asked, and what the records say of it."""

from __future__ import annotations

from guangongwei.reviewing.job import review
from guangongwei.reviewing.lines import Breakdown, Line, Review

__all__ = ["Breakdown", "Line", "Review", "review"]
