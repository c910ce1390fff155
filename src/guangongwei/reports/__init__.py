"""Reviews shown: in a terminal, as Markdown, as a web page, as a workbook, and as plain data.

What is wrong with tables is shown as well: for reading, and in copies of the tables themselves.
"""

from __future__ import annotations

from guangongwei.reports.data import as_data
from guangongwei.reports.folder import write
from guangongwei.reports.phrases import Language
from guangongwei.reports.problem_folder import write_problems
from guangongwei.reports.terminal import colour_allowed, scorecard

__all__ = ["Language", "as_data", "colour_allowed", "scorecard", "write", "write_problems"]
