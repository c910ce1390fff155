"""What can be wrong with a table.

T0 files and headers, T1 cells, T2 rows, T3 workbooks, T4 imports, T5 files of local columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.errors import Problem
from guangongwei.tabular.causes_of_cells import CELLS
from guangongwei.tabular.causes_of_columns import COLUMNS
from guangongwei.tabular.causes_of_files import FILES
from guangongwei.tabular.causes_of_imports import IMPORTS
from guangongwei.tabular.causes_of_rows import ROWS
from guangongwei.tabular.causes_of_workbooks import WORKBOOKS

if TYPE_CHECKING:
    from guangongwei.errors import Place
    from guangongwei.tabular.cause import Cause

#: Every cause under its code.
CAUSES: dict[str, Cause] = {
    cause.code: cause for cause in (*FILES, *CELLS, *ROWS, *WORKBOOKS, *IMPORTS, *COLUMNS)
}


def problem(code: str, place: Place, *, detail: str = "", hint: str = "") -> Problem:
    """The problem of this code at a place; a detail tells names or a shape, never a value."""
    cause = CAUSES[code]
    return Problem(
        code,
        place,
        f"{cause.english} ({detail})" if detail else cause.english,
        hint=hint or cause.hint,
        severity=cause.severity,
    )
