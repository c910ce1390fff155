"""The header of a sheet is found wherever it stands, in one row or in several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import Cell, Problem
from guangongwei.tabular.grid import Area, Sheet
from guangongwei.tabular.header_rows import Search, find
from guangongwei.tabular.people import ORGANISATIONS
from guangongwei.tabular.tally import Tally
from guangongwei.tabular.work import SERVICES

if TYPE_CHECKING:
    from guangongwei.tabular.grid import Row
    from guangongwei.tabular.layout import Layout


def search(text: str, layout: Layout | None = None, *merged: Area) -> Search:
    """What is found at the top of a sheet: a line a row, commas between the cells."""
    rows = ((number, line.split(",")) for number, line in enumerate(text.splitlines(), 1))
    return find(Sheet(file="f", rows=rows, merged=merged), layout, Tally())


def headers(found: Search) -> tuple[str, ...]:
    """The headers that were chosen for the columns."""
    assert found.header is not None
    return found.header.headers


def place(found: Search) -> tuple[int, int, int]:
    """First and last row of the header, and how many rows above it hold something."""
    assert found.header is not None
    return found.header.first, found.header.last, found.header.passed_over


PLAIN = "编号,志愿者编号,单位编号,日期,时长(小时)\n"


def test_a_header_stands_below_titles_and_remarks() -> None:
    """Rows above are counted, blank ones are not, and the rows below follow."""
    found = search(f"2024年服务记录,,,,\n\n填表说明：每行一次,,,,\n{PLAIN}F1,V1,S1,2024-03-01,1\n")
    assert found.is_complete
    assert place(found) == (4, 4, 2)
    assert list(found.rows) == [(5, ["F1", "V1", "S1", "2024-03-01", "1"])]


def test_half_a_page_of_remarks_is_passed_over_and_no_more() -> None:
    """Twenty rows above the header do no harm; a whole page without a header is no table."""
    assert search("说明\n" * 20 + PLAIN).is_complete
    assert search("说明\n" * 24 + PLAIN).header is None


STACKED = (
    "编号,志愿者编号,单位编号,日期,服务情况,\n,,,,时长(小时),受益人数\nF1,V1,S1,2024-03-01,1,2\n"
)


def test_stacked_headers_are_joined() -> None:
    """A group above two headers belongs to both; what stands below is the column."""
    found = search(STACKED)
    assert place(found) == (1, 2, 0)
    assert headers(found) == ("编号", "志愿者编号", "单位编号", "日期", "时长(小时)", "受益人数")
    assert [row[0] for row in found.rows if not isinstance(row, Problem)] == [3]


def test_a_title_above_stacked_headers_is_none_of_them() -> None:
    """Of two readings that know the same columns the lower one is taken."""
    assert place(search(f"2024年服务记录,,,,,\n{STACKED}")) == (2, 3, 1)


def test_headers_are_stacked_in_three_rows_too() -> None:
    """Groups of groups are joined as groups are."""
    found = search(
        "编号,志愿者编号,单位编号,日期,2024年,\n,,,,服务情况,\n,,,,时长(小时),受益人数\n", None
    )
    assert place(found) == (1, 3, 0)
    assert headers(found)[4:] == ("时长(小时)", "受益人数")


def test_merged_cells_tell_what_stands_above_what() -> None:
    """A header merged downwards stands alone; a group covers the columns that it is merged over."""
    tall = [Area(2, column, 3, column) for column in range(1, 5)]
    found = search(
        "表,,,,,\n编号,志愿者编号,单位编号,日期,情况,\n,,,,时长(小时),受益人数\nF1,V1,S1,2024-03-01,1,2\n",
        None,
        Area(1, 1, 1, 6),
        *tall,
        Area(2, 5, 2, 6),
    )
    assert place(found) == (2, 3, 1)
    assert headers(found)[4:] == ("时长(小时)", "受益人数")


def test_a_unit_below_a_header_belongs_to_it() -> None:
    """时长 above (分钟) is 时长(分钟)."""
    found = search("编号,志愿者编号,单位编号,日期,时长\n,,,,(分钟)\n")
    assert place(found) == (1, 2, 0)
    assert headers(found)[4] == "时长(分钟)"


@pytest.mark.parametrize(
    "row", ["F1,V1,S1,2024-03-01,1", "编号,,,,", ",,,,受益人数", ",,,,13800000000"]
)
def test_a_row_of_data_is_never_part_of_the_header(row: str) -> None:
    """Below a header that misses nothing, only what adds a column belongs to it."""
    assert place(search(f"{PLAIN}{row}\n")) == (1, 1, 0)


def test_a_row_below_the_header_may_name_one_more_column() -> None:
    """Where the upper cell is blank, or is no header of the table."""
    found = search("编号,志愿者编号,单位编号,日期,\n,,,,受益人数\nF1,V1,S1,2024-03-01,3\n")
    assert place(found) == (1, 2, 0)


def test_rows_that_do_not_follow_each_other_are_not_stacked() -> None:
    """A blank row between two rows keeps them apart."""
    assert not search("编号,志愿者编号,单位编号\n\n,,,日期\n").is_complete


def test_two_tables_beside_each_other_are_parted() -> None:
    """At a blank column, or where the first header stands again."""
    left, right = "编号,姓名,所属单位", "编号,名称,类别"
    for between, index in ((",,", 4), (",", 3)):
        found = search(f"{left}{between}{right}\nV1,张三,S1{between}S1,甲,小学\n")
        assert found.header is not None
        assert found.header.beside == index
        assert [each for each in headers(found) if each] == ["编号", "姓名", "所属单位"]


def test_the_unit_of_a_whole_table_is_kept() -> None:
    """It stands in a row above."""
    found = search(f"情况表,,,,\n,,,单位：分钟,\n{PLAIN}")
    assert found.header is not None
    assert found.header.unit == "分钟"


def test_what_is_most_like_a_header_is_found_where_none_is() -> None:
    """Near misses decide between tables that have as many of the headers."""
    found = search("编号,志愿者编码,单位编号,日期,受益人次数\n")
    assert not found.is_complete
    assert found.header is not None
    assert found.header.layout is SERVICES
    assert search("你好,世界\n").header is None
    assert search("编号,单位编号\n").header is None


def test_of_several_incomplete_rows_the_best_is_taken() -> None:
    """With a table given, the row that has most of its headers."""
    found = search("名称,类别\n编号,名称,镇街,别名\n名称,别名\n", ORGANISATIONS)
    assert not found.is_complete
    assert place(found) == (2, 2, 1)
    assert search("你好,世界\n", ORGANISATIONS).header is None


def test_a_long_text_is_no_header() -> None:
    """Nor is a cell without a text."""
    row: Row = (1, ["编号", "志愿者编号", "单位编号", "日期", "长" * 61, 1.5])
    found = find(Sheet(file="f", rows=iter([row])), None, Tally())
    assert headers(found) == ("编号", "志愿者编号", "单位编号", "日期", "", "1.5")


def test_what_is_broken_above_the_header_is_told() -> None:
    """Problems among the first rows are kept, and the first rows too."""
    problems = Tally()
    broken = Problem("T203", Cell("f", 1), "is broken")
    sheet = Sheet(file="f", rows=iter([broken, (2, ["编号", "名称", "类别"])]))
    assert find(sheet, None, problems).top == ((2, ["编号", "名称", "类别"]),)
    assert problems.checked(None).problems == (broken,)
