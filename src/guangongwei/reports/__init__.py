"""Reviews shown: in a terminal, as Markdown, as a web page, and as plain data."""

from __future__ import annotations

from guangongwei.reports.data import as_data
from guangongwei.reports.folder import write
from guangongwei.reports.phrases import Language
from guangongwei.reports.terminal import colour_allowed, scorecard

__all__ = ["Language", "as_data", "colour_allowed", "scorecard", "write"]
