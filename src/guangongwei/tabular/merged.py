"""Cells merged over several rows: what they say is said of each of the rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from guangongwei.errors import Problem
from guangongwei.tabular.problems import problem
from guangongwei.tabular.slots import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.tabular.grid import Area, Row, Value
    from guangongwei.tabular.heading import Heading


def unmerged(rows: Iterator[Row | Problem], heading: Heading) -> Iterator[Row | Problem]:
    """The rows of a table, with what a cell merged over several of them says in each.

    A number that stands for several rows is not theirs one by one: it is left in the first.
    """
    tall = defaultdict[int, list["Area"]](list)
    columns = {each.index: each for each in heading.columns}
    for area in heading.sheet.merged:
        if area.bottom > area.top > heading.row and area.left - 1 in columns:
            tall[area.top].append(area)
    return _filled(rows, heading, tall) if tall else rows


def _filled(
    rows: Iterator[Row | Problem], heading: Heading, tall: dict[int, list[Area]]
) -> Iterator[Row | Problem]:
    columns = {each.index: each for each in heading.columns}
    said: dict[int, tuple[int, Value]] = {}
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        number, cells = row[0], list(row[1])
        cells += [""] * (heading.width - len(cells))
        for index, (bottom, value) in list(said.items()):
            if number > bottom:
                del said[index]
            elif cells[index] == "":
                cells[index] = value
        for area in tall.get(number, ()):
            index = area.left - 1
            if columns[index].column.kind.name not in NUMBERS:
                said[index] = area.bottom, cells[index]
            elif cells[index] != "":
                yield problem("T211", heading.place(number, columns[index]))
        yield number, cells
