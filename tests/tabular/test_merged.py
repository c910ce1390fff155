"""A cell merged over several rows is a cell of each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.errors import Cell, Problem
from guangongwei.model import Absence, Service
from guangongwei.tabular.grid import Area, Sheet
from guangongwei.tabular.read import records
from guangongwei.tabular.tally import Tally

if TYPE_CHECKING:
    from guangongwei.errors import Checked
    from guangongwei.tabular.grid import Row

HEAD = ["编号", "志愿者编号", "单位编号", "日期", "时长(小时)"]


def read(rows: list[Row | Problem], *merged: Area) -> Checked[tuple[Service, ...]]:
    """The services below the usual header in row 1."""
    problems = Tally()
    sheet = Sheet(file="f", name="表", rows=iter([(1, HEAD), *rows]), merged=merged)
    found = tuple(each for each in records(sheet, None, problems) if isinstance(each, Service))
    return problems.checked(found)


ROWS: list[Row | Problem] = [
    (2, ["F1", "V1", "S1", "2024-03-01", 3.0]),
    (3, ["F2", "V2", "", "", ""]),
    (4, ["F3", "V3", "", "", ""]),
    (5, ["F4", "V4", "S2", "2024-03-02", 1.0]),
]


def test_texts_and_days_are_said_of_every_row() -> None:
    """From the first row of the merged cell to its last, and no further."""
    checked = read(ROWS, Area(2, 3, 4, 3), Area(2, 4, 4, 4))
    assert checked.problems == ()
    assert [each.organisation for each in checked.value] == ["S1", "S1", "S1", "S2"]
    assert len({each.on for each in checked.value}) == 2


def test_a_number_is_not_counted_for_every_row() -> None:
    """It stays in the first, and a warning says that it stands for several."""
    merged = (Area(2, 3, 4, 3), Area(2, 4, 4, 4), Area(2, 5, 4, 5))
    checked = read(ROWS, *merged)
    assert [each.hours for each in checked.value] == [3, Absence.UNKNOWN, Absence.UNKNOWN, 1]
    assert [(each.code, str(each.place)) for each in checked.problems] == [("T211", "f!表!E2")]


def test_a_blank_merged_cell_says_nothing() -> None:
    """Neither do cells merged sideways, in the header or outside of the table."""
    rows: list[Row | Problem] = [(2, ["F1", "V1", "S1", "2024-03-01"]), (3, ["F2"])]
    merged = (Area(2, 5, 3, 5), Area(2, 1, 2, 2), Area(1, 1, 1, 2), Area(2, 9, 3, 9))
    checked = read(rows, *merged)
    assert len(checked.value) == 1
    assert {each.code for each in checked.problems} == {"T101"}


def test_what_is_broken_on_the_way_is_told() -> None:
    """Problems among the rows pass through."""
    broken = Problem("T203", Cell("f", 3, sheet="表"), "is broken")
    checked = read([ROWS[0], broken, *ROWS[1:]], Area(2, 3, 4, 3), Area(2, 4, 4, 4))
    assert len(checked.value) == 4
    assert checked.problems == (broken,)
