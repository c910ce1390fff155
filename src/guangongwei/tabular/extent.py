"""How far a sheet goes: its last row and column, and how much of it may be blank."""

from __future__ import annotations

from typing import final

from attrs import frozen

from guangongwei.tabular.grid import Broken

#: What a sheet can have at most.
ROWS = 1_048_576
COLUMNS = 16_384
#: What a cell holds that names a text which is not there.
LOST = Broken("#REF!")
#: Characters of a row.
LONGEST = 1_000_000
#: Blank cells between the cells of a sheet that nobody minds, and how many to each cell beyond.
_FREE_CELLS = 2_000_000
_CELLS_EACH = 64


@final
@frozen
class LeftOut:
    """A row that is not told, by the code of why, and perhaps all rows after it."""

    code: str
    row: int
    #: Counted from 1, where one cell is to blame.
    column: int | None = None
    is_last: bool = False


@final
class Spread:
    """How far apart the cells of a sheet lie, so that blank ones do not take all the time."""

    def __init__(self, *, free: int = _FREE_CELLS) -> None:
        self._free = free
        self._blank = 0
        self._filled = 0

    def grow(self, filled: int, width: int) -> bool:
        """Say whether what is blank is still in proportion, after one more row."""
        self._filled += filled
        self._blank += width - filled
        return self._blank <= self._free + _CELLS_EACH * self._filled


def column_of(letters: str) -> int:
    """The column that a spreadsheet letters so, counted from 1."""
    column = 0
    for sign in letters:
        column = 26 * column + ord(sign) - ord("A") + 1
    return column
