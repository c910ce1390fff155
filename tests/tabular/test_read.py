"""Rows become records, wherever they come from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import Cell, Checked, Problem, Severity
from guangongwei.model import (
    Absence,
    Category,
    Organisation,
    OrganisationId,
    Service,
    ServiceId,
    VolunteerId,
)
from guangongwei.model.care import Child, Pairing
from guangongwei.model.post import Post
from guangongwei.tabular import read_rows
from guangongwei.tabular.care import CHILDREN, PAIRINGS
from guangongwei.tabular.columns import LAYOUTS
from guangongwei.tabular.people import ORGANISATIONS, POSTS
from guangongwei.tabular.work import SERVICES

if TYPE_CHECKING:
    from guangongwei.model import Record
    from guangongwei.tabular.grid import Row
    from guangongwei.tabular.layout import Layout


def read(text: str, layout: Layout | None = None) -> Checked[tuple[Record, ...]]:
    """The records of rows of cells, a line a row, commas between the cells."""
    rows = ((number, line.split(",")) for number, line in enumerate(text.splitlines(), 1))
    return read_rows(rows, file="f", layout=layout)


def found(checked: Checked[object]) -> list[str]:
    """The problems, each as its place and code."""
    return [f"{problem.place} {problem.code}" for problem in checked.problems]


def test_a_row_becomes_a_record_that_knows_its_place() -> None:
    """Numbers are exact, days are days, and the source is file and row."""
    checked = read(
        "编号,志愿者编号,单位编号,日期,项目,时长(小时),受益人数\nF1,V1,D1,2024-03-01,宣讲,1.5,40\n"
    )
    service = Service(
        id=ServiceId("F1"),
        volunteer=VolunteerId("V1"),
        organisation=OrganisationId("D1"),
        on=date(2024, 3, 1),
        programme="宣讲",
        hours=Decimal("1.5"),
        beneficiaries=40,
    )
    assert checked == Checked((service,))
    assert checked.value[0].source == Cell("f", 2)


def test_the_order_of_the_columns_is_free_and_optional_ones_may_be_missing() -> None:
    """Columns are found by their headers; what is not there is unknown, never 0."""
    (service,) = read("日期,单位编号,编号,志愿者编号\n2024-03-01,D1,F1,V1\n").unwrap()
    assert isinstance(service, Service)
    assert (service.on, service.organisation) == (date(2024, 3, 1), "D1")
    assert (service.hours, service.beneficiaries) == (Absence.UNKNOWN, Absence.UNKNOWN)


def test_blank_rows_are_passed_over_and_counted() -> None:
    """The row after two blank ones keeps its number."""
    checked = read("编号,名称,类别\n,,\n \u3000,, \n \nD1,示例小学,小学\n")
    assert checked.problems == ()
    assert [record.source for record in checked.value] == [Cell("f", 5)]


def test_a_bad_cell_that_is_not_required_costs_only_itself() -> None:
    """The record is kept, the field is unknown, and the problem says where and what shape."""
    checked = read("编号,名称,类别,学生数,成立日期\nD1,示例小学,小学,张三,2024-02-30\n")
    (record,) = checked.value
    assert isinstance(record, Organisation)
    assert (record.pupils, record.founded) == (Absence.UNKNOWN, None)
    assert found(checked) == ["f!2!学生数 T102", "f!2!成立日期 T106"]
    assert "(2 characters, 2 Chinese characters)" in checked.problems[0].message


def test_a_bad_cell_that_is_required_costs_the_row() -> None:
    """The other rows are read, and every fault of the lost row is told."""
    checked = read("编号,名称,类别,学生数\nD1,示例小学,学校,x\n,某校,小学,\nD3,第三小学,小学,3\n")
    assert [record.source for record in checked.value] == [Cell("f", 4)]
    assert found(checked) == ["f!2!类别 T110", "f!2!学生数 T102", "f!3!编号 T101"]


def test_no_value_is_shown() -> None:
    """An identity number in a wrong place is described by its shape."""
    checked = read("编号,名称,类别\n320411194803051234,张三,李四\n")
    assert found(checked) == ["f!2!编号 T111", "f!2!类别 T110"]
    shown = "".join(map(str, checked.problems))
    assert not any(value in shown for value in ("320411", "张三", "李四"))


def test_a_doubtful_cell_is_kept_with_a_warning() -> None:
    """The name of a table nobody knows stands as it is written."""
    checked = read("单位编号,表名,时期\nD1,服务纪录,2024\n")
    assert len(checked.value) == 1
    assert found(checked) == ["f!2!表名 T118"]
    assert checked.problems[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("header", "described"),
    [
        ("张三13800000000", "column 4: 13 characters, 11 digits, 2 Chinese characters"),
        ("备注\n张三", "column 4: 5 characters, 4 Chinese characters, 1 blank"),
        ("备\u202e注", "column 4: 3 characters, 2 Chinese characters"),
        ("家" * 31, "column 4: 31 characters, 31 Chinese characters"),
    ],
)
def test_a_header_that_is_not_like_one_is_described(header: str, described: str) -> None:
    """Where a value stands among the headers, it is not shown."""
    (told,) = read_rows([(1, ["编号", "名称", "类别", header])], file="f").problems
    assert told.place == Cell("f", 1)
    assert described in told.message


def test_columns_that_are_not_read_are_named() -> None:
    """Unknown, in another unit, twice, or saying the same as another: each is told once."""
    checked = read(
        "编号,名称,类别,名称,备注,学生数(万人),,单位名称\nD1,甲,小学,乙,x,1,y,丙\n", ORGANISATIONS
    )
    (record,) = checked.value
    assert isinstance(record, Organisation)
    assert record.name == "甲"
    assert found(checked) == [
        "f!1!名称 T008",
        "f!1!备注 T009",
        "f!1!学生数(万人) T010",
        "f!1 T009",
        "f!1!单位名称 T011",
    ]
    assert [problem.severity.value for problem in checked.problems] == [
        "error",
        "note",
        "warning",
        "note",
        "note",
    ]


def test_a_column_under_its_own_header_is_preferred_to_a_synonym() -> None:
    """单位编号 is read and 单位名称 is not, whichever comes first."""
    checked = read("编号,志愿者编号,单位名称,单位编号,日期\nF1,V1,示例小学,D1,2024-03-01\n")
    (record,) = checked.value
    assert isinstance(record, Service)
    assert record.organisation == "D1"
    assert found(checked) == ["f!1!单位名称 T011"]


def test_required_columns_that_are_missing_are_one_problem() -> None:
    """All are named at once and no row is read."""
    checked = read("编号,镇街\nD1,某镇\n", ORGANISATIONS)
    assert checked.value == ()
    assert found(checked) == ["f!1 T007"]
    assert "(名称、类别)" in checked.problems[0].message


def test_rows_above_the_header_are_passed_over() -> None:
    """A title and remarks are tolerated and mentioned."""
    checked = read("某区单位情况,,\n\n填表日期：2024,,\n编号,名称,类别\nD1,甲,小学\n")
    assert [record.source for record in checked.value] == [Cell("f", 5)]
    assert found(checked) == ["f!4 T012"]


@pytest.mark.parametrize("layout", [None, SERVICES])
@pytest.mark.parametrize(
    "text", ["", "\n\n", "你好,世界\n1,2\n", "标题\n" * 30 + "编号,志愿者编号,单位编号,日期\n"]
)
def test_a_table_without_a_header_is_not_read(text: str, layout: Layout | None) -> None:
    """One problem says so, and which headers were expected where that is known."""
    checked = read(text, layout)
    assert checked.value == ()
    assert found(checked) == ["f T006"]
    assert ("expected: 编号、志愿者编号" in checked.problems[0].message) is (layout is SERVICES)


def test_a_longer_row_is_left_out_and_a_shorter_one_is_filled() -> None:
    """Cells of a longer row may stand under wrong headers; blank ones at the end do no harm."""
    checked = read("编号,名称,类别,镇街\nD1,甲,小学,镇,x\nD2,乙,小学\nD3,丙,小学,镇,,\nD4,丁\n")
    assert [record.source for record in checked.value] == [Cell("f", 3), Cell("f", 4)]
    assert found(checked) == ["f!2 T201", "f!3 T202", "f!5 T202", "f!5!类别 T101"]


def test_what_the_source_of_rows_found_is_kept_in_its_place() -> None:
    """Problems among the rows, above the header and below, are told in order."""
    broken = Problem("T203", Cell("f", 2), "broken")
    rows: list[Row | Problem] = [
        broken,
        (3, ["编号", "名称", "类别"]),
        broken,
        (5, ["D1", "甲", "小学"]),
    ]
    checked = read_rows(rows, file="f")
    assert len(checked.value) == 1
    assert checked.problems == (broken, broken)
    assert read_rows([broken], file="f") == Checked((), (broken,))


def test_what_tells_who_a_child_is_is_never_read() -> None:
    """Each such column is an error that says to remove it; the others are read."""
    checked = read(
        "编号,姓名,身份证号,学校,家庭住址,备注\nE1,张三,320411201503051234,D1,某路1号,x\n", CHILDREN
    )
    (child,) = checked.value
    assert isinstance(child, Child)
    assert (child.id, child.organisation) == ("E1", "D1")
    assert found(checked) == [
        "f!1!姓名 T014",
        "f!1!身份证号 T014",
        "f!1!家庭住址 T014",
        "f!1!备注 T009",
    ]
    assert [each.severity for each in checked.problems[:3]] == [Severity.ERROR] * 3
    shown = repr(checked) + "".join(map(str, checked.problems))
    assert not any(value in shown for value in ("张三", "3204", "某路"))


def test_a_list_of_names_is_refused_whole() -> None:
    """Whoever sends nothing but names is told so, and which columns there should be."""
    checked = read("学生姓名,身份证号\n张三,320411201503051234\n", CHILDREN)
    assert checked.value == ()
    assert found(checked) == ["f!1!学生姓名 T014", "f!1!身份证号 T014", "f!1 T007"]


def test_a_name_in_place_of_a_key_costs_the_row() -> None:
    """So does an identity number, in one cell with others too; none of them is shown."""
    header = "编号,品牌编号,志愿者编号,对象编号,开始日期\n"
    checked = read(
        header
        + "J1,B1,V1,张三,2024-03-01\n"
        + "J2,B1,V1、320411194803051234,E1,2024-03-01\n"
        + "J3,B1,320411 19480305 1234,E1,2024-03-01\n"
        + "J4,B1,、,E1,2024-03-01\n"
        + "J5,B1,V1、V2,E1,2024-03-01\n",
        PAIRINGS,
    )
    (pairing,) = checked.value
    assert isinstance(pairing, Pairing)
    assert pairing.volunteers == ("V1", "V2")
    assert found(checked) == [
        "f!2!对象编号 T120",
        "f!3!志愿者编号 T111",
        "f!4!志愿者编号 T111",
        "f!5!志愿者编号 T101",
    ]
    assert not any(value in "".join(map(str, checked.problems)) for value in ("张三", "3204"))


@pytest.mark.parametrize(
    ("headers", "cells", "since", "until", "problems"),
    [
        ("任期", "2022-01-01至2026-12-31", date(2022, 1, 1), date(2026, 12, 31), []),
        ("任期", "", None, None, []),
        ("任期", "五年", None, None, ["f!2!任期 T119"]),
        ("任期", "2022-02-30至", None, None, ["f!2!任期 T106"]),
        ("任期", "至2026-02-30", None, None, ["f!2!任期 T106"]),
        ("任期开始,任期结束", "2022-01-01,2026-12-31", date(2022, 1, 1), date(2026, 12, 31), []),
        ("任期开始", "2022-01-01", date(2022, 1, 1), None, []),
        (
            "任期,任期开始",
            "至2026-12-31,2022-01-01",
            None,
            date(2026, 12, 31),
            ["f!1!任期开始 T011"],
        ),
    ],
)
def test_a_term_is_one_column_or_two(
    headers: str, cells: str, since: date | None, until: date | None, problems: list[str]
) -> None:
    """Both ends stand in one cell or each in its own; where both are there, the one cell is read."""
    checked = read(f"编号,单位编号,职务,{headers}\nZ1,D1,主任,{cells}\n", POSTS)
    (post,) = checked.value
    assert isinstance(post, Post)
    assert (post.since, post.until) == (since, until)
    assert found(checked) == problems


@pytest.mark.parametrize(
    ("cell", "holder"), [("", None), ("空缺", None), ("暂缺", None), ("李四", "李四")]
)
def test_a_post_is_vacant_where_nobody_is_named(cell: str, holder: str | None) -> None:
    """A word that says so is not the name of somebody."""
    (post,) = read(f"编号,单位编号,职务,姓名\nZ1,D1,主任,{cell}\n", POSTS).unwrap()
    assert isinstance(post, Post)
    assert post.holder == holder


def test_a_post_without_a_number_is_not_given_one() -> None:
    """An id made of other cells would change with them; the hint says what to write."""
    checked = read("单位编号,职务,姓名\nD1,主任,李四\n", POSTS)
    assert checked.value == ()
    assert found(checked) == ["f!1 T007"]
    assert "Z001" in checked.problems[0].hint


def test_cells_that_come_again_mean_the_same_again() -> None:
    """Also where there are more different cells than are kept in mind."""
    lines = [f"D{number},甲,小学,{number}" for number in range(5000)]
    (*_, last) = read("\n".join(["编号,名称,类别,学生数", *lines])).unwrap()
    assert isinstance(last, Organisation)
    assert (last.category, last.pupils) == (Category.PRIMARY, 4999)


@given(
    rows=st.lists(st.lists(st.text(max_size=4), max_size=8), max_size=5),
    layout=st.sampled_from(LAYOUTS),
)
def test_no_rows_whatever_raise(rows: list[list[str]], layout: Layout) -> None:
    """Below a good header anything may follow."""
    numbered = enumerate([list(layout.headers), *rows], 1)
    checked = read_rows(numbered, file="f")
    assert all(isinstance(record, layout.noun) for record in checked.value)
