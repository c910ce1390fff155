"""Rows that are no records are known as what they are, and everything wrong is told in order."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from guangongwei import tabular
from guangongwei.errors import Cell, Checked, Severity
from guangongwei.model import Absence, Service
from guangongwei.tabular import read_rows
from guangongwei.tabular.grid import UNCALCULATED, Broken, Percent, Sheet, Truth
from guangongwei.tabular.read import begin, records
from guangongwei.tabular.tally import Tally
from guangongwei.tabular.work import SERVICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guangongwei.model import Record
    from guangongwei.tabular.grid import Value

HEAD = "编号,志愿者编号,单位编号,日期,时长(小时),受益人数\n"
FIRST = "F1,V1,S1,2024-03-01,1.5,10\n"
SECOND = "F2,V1,S1,2024-03-02,2,20\n"


def read(text: str) -> Checked[tuple[Record, ...]]:
    """The records of rows of cells, a line a row, commas between the cells."""
    rows = ((number, line.split(",")) for number, line in enumerate(text.splitlines(), 1))
    return read_rows(rows, file="f")


def of_sheet(
    *rows: Sequence[Value],
    hidden_rows: frozenset[int] = frozenset(),
    hidden_columns: frozenset[int] = frozenset(),
    from_1904: bool = False,
) -> Checked[list[Service]]:
    """The services on a sheet of a workbook, below the usual header."""
    head = HEAD.strip().split(",")
    sheet = Sheet(
        file="f.xlsx",
        name="表",
        rows=iter(list(enumerate([head, *rows], 1))),
        hidden_rows=hidden_rows,
        hidden_columns=hidden_columns,
        from_1904=from_1904,
    )
    problems = Tally()
    found = [each for each in records(sheet, SERVICES, problems) if isinstance(each, Service)]
    return problems.checked(found)


def found(checked: Checked[Any]) -> list[str]:
    """The problems, each as its place and code."""
    return [f"{problem.place} {problem.code}" for problem in checked.problems]


def test_a_row_of_totals_is_left_out() -> None:
    """Where it agrees with the rows above, a note says that it was there."""
    checked = read(f"{HEAD}{FIRST}{SECOND}合计,,,,3.5,30\n")
    assert len(checked.value) == 2
    assert found(checked) == ["f!4 T208"]
    assert checked.problems[0].severity is Severity.NOTE


@pytest.mark.parametrize(
    "label", ["合计", "小计", " 总 计 ", "合计：", "湖塘镇小计", "累计(人)", "本页合计"]
)
def test_totals_have_many_names(label: str) -> None:
    """Blanks inside, a colon behind, and whose totals they are do not matter."""
    assert found(read(f"{HEAD}{FIRST}{label},,,,1.5,10\n")) == ["f!3 T208"]


def test_a_total_that_differs_is_an_error_in_its_cell() -> None:
    """The rows stay; how far it differs is not shown."""
    checked = read(f"{HEAD}{FIRST}{SECOND}合计,,,,3.5,31\n")
    assert len(checked.value) == 2
    assert found(checked) == ["f!4!受益人数 T207", "f!4 T208"]
    assert "31" not in "".join(map(str, checked.problems))


@pytest.mark.parametrize(("minutes", "codes"), [("40", ["T208"]), ("41", ["T207", "T208"])])
def test_a_total_in_another_unit_is_compared_though_it_had_to_be_rounded(
    minutes: str, codes: list[str]
) -> None:
    """41 minutes are no finite number of hours, and not the sum of twice 20 either."""
    head = HEAD.replace("时长(小时)", "时长(分钟)")
    rows = "".join(f"F{n},V1,S1,2024-03-0{n},20,10\n" for n in (1, 2))
    checked = read(f"{head}{rows}合计,,,,{minutes},20\n")
    assert [each.code for each in checked.problems if str(each.place).startswith("f!4")] == codes


def test_totals_of_parts_and_of_the_whole_are_both_right() -> None:
    """小计 sums up what stands below the last one, 合计 everything."""
    assert found(read(f"{HEAD}{FIRST}小计,,,,1.5,10\n{SECOND}小计,,,,2,20\n合计,,,,3.5,30\n")) == [
        "f!3 T208",
        "f!5 T208",
        "f!6 T208",
    ]


def test_totals_are_not_held_against_what_cannot_be_read() -> None:
    """A cell that is no number is told once; a blank one counts nothing."""
    checked = read(f"{HEAD}{FIRST}F2,V1,S1,2024-03-02,约2,\n合计,,,,3.5,10\n")
    assert found(checked) == ["f!3!时长(小时) T102", "f!4 T208"]


def test_a_total_that_is_no_number_is_told() -> None:
    """An error of a formula among the totals says that something is wrong."""
    assert found(read(f"{HEAD}{FIRST}合计,,,,#REF!,10\n")) == ["f!3!时长(小时) T116", "f!3 T208"]


def test_the_rows_of_a_lost_record_count_in_the_total() -> None:
    """The total is of the rows, whether or not they are records."""
    checked = read(f"{HEAD}{FIRST},V1,S1,2024-03-02,2,20\n合计,,,,3.5,30\n")
    assert found(checked) == ["f!3!编号 T101", "f!4 T208"]


def test_averages_are_left_out_unchecked() -> None:
    """They are no sums."""
    assert found(read(f"{HEAD}{FIRST}平均,,,,9,9\n")) == ["f!3 T208"]


@pytest.mark.parametrize(
    "row",
    [
        "填表人：张三,,审核人：李四,,,",
        "注：时长按实际计算,,,,,",
        "二、湖塘镇,,,,,",
        "以上数据由各校报送，截至年底。,,,,,",
        ",,,,,本表一式两份，由各单位留存备查",
    ],
)
def test_remarks_between_and_below_the_rows_are_passed_over(row: str) -> None:
    """They lack what every row has, and look like words to the reader."""
    checked = read(f"{HEAD}{FIRST}{row}\n{SECOND}")
    assert len(checked.value) == 2
    assert found(checked) == ["f!3 T210"]


def test_a_row_that_is_merely_incomplete_is_no_remark() -> None:
    """A code alone, or cells without one, are faults as before."""
    assert found(read(f"{HEAD}F1,,,,,\n")) == [
        "f!2!志愿者编号 T101",
        "f!2!单位编号 T101",
        "f!2!日期 T101",
    ]


def test_the_header_may_stand_again() -> None:
    """As it does at the top of each printed page, in a table of texts alone too."""
    assert found(read(f"{HEAD}{FIRST}{HEAD}{SECOND}")) == ["f!3 T209"]
    volunteers = read("编号,姓名,所属单位\nV1,张三,S1\n编号,姓名,所属单位\nV2,李四,S1\n")
    assert len(volunteers.value) == 2
    assert found(volunteers) == ["f!3 T209"]


def test_a_second_table_is_refused_with_its_place() -> None:
    """What stands above it is kept, and nothing is said of the rows below."""
    other = "编号,姓名,所属单位\nV1,张三,S1\nV2,,,,,,,,\n"
    checked = read(f"{HEAD}{FIRST}{other}{SECOND}")
    assert [each.source for each in checked.value] == [Cell("f", 2)]
    assert found(checked) == ["f!3 T017"]
    assert checked.problems[0].severity is Severity.ERROR


def test_a_table_beside_another_is_refused_with_its_place() -> None:
    """The one on the left is read as if it stood alone."""
    checked = read("编号,姓名,所属单位,,编号,名称,类别\nV1,张三,S1,,S1,甲,小学\n,,,,S2,乙,小学\n")
    assert [type(each).__name__ for each in checked.value] == ["Volunteer"]
    assert found(checked) == ["f!1 T017"]


def test_values_of_a_workbook_are_read_as_what_they_are() -> None:
    """Numbers lose nothing that a spreadsheet shows, and days lose their time."""
    noon = datetime(2024, 3, 1, 12)  # noqa: DTZ001  (it is the cell's value)
    checked = of_sheet(["F1", 7.0, "S1", noon, 0.1 + 0.2, 40.0])
    (service,) = checked.value
    assert checked.problems == ()
    assert (service.volunteer, service.on) == ("7", date(2024, 3, 1))
    assert (service.hours, service.beneficiaries) == (Decimal("0.3"), 40)
    assert service.source == Cell("f.xlsx", 2, sheet="表")


@pytest.mark.parametrize(
    ("index", "value", "told"),
    [
        (1, 3.2041119480305e17, "f.xlsx!表!B2 T112"),
        (1, Broken("#N/A"), "f.xlsx!表!B2 T116"),
        (4, UNCALCULATED, "f.xlsx!表!E2 T124"),
        (4, Broken("#DIV/0!"), "f.xlsx!表!E2 T116"),
        (5, Truth(value=True), "f.xlsx!表!F2 T102"),
        (5, -1.0, "f.xlsx!表!F2 T102"),
        (5, 1e300, "f.xlsx!表!F2 T112"),
        (5, float("nan"), "f.xlsx!表!F2 T112"),
        (5, date(2024, 3, 1), "f.xlsx!表!F2 T102"),
        (3, 45352.0, "f.xlsx!表!D2 T126"),
        (3, datetime(1850, 3, 1, 8), "f.xlsx!表!D2 T106"),  # noqa: DTZ001  (it is the cell's value)
        (3, date(2150, 3, 1), "f.xlsx!表!D2 T106"),
        (3, 2024.0, "f.xlsx!表!D2 T105"),
        (3, Truth(value=False), "f.xlsx!表!D2 T105"),
    ],
)
def test_values_that_are_not_what_is_asked_for_are_told(
    index: int, value: Value, told: str
) -> None:
    """With the cell as a spreadsheet names it."""
    row: list[Value] = ["F1", "V1", "S1", date(2024, 3, 1), 1.0, 2.0]
    row[index] = value
    assert found(of_sheet(row)) == [told]


def test_the_number_of_a_day_is_read_by_the_calendar_of_the_workbook() -> None:
    """1900 or 1904, and a warning says so."""
    row: list[Value] = ["F1", "V1", "S1", 43890.0, "", ""]
    (late,) = of_sheet(row, from_1904=True).value
    (early,) = of_sheet(row).value
    assert (late.on, early.on) == (date(2024, 3, 1), date(2020, 2, 29))


def test_percentages_among_plain_numbers_are_told_with_both_readings() -> None:
    """Each in its cell, and the column because of its plain numbers."""
    checked = of_sheet(
        ["F1", "V1", "S1", date(2024, 3, 1), 0.7, ""],
        ["F2", "V1", "S1", date(2024, 3, 1), Percent(0.7), ""],
        ["F3", "V1", "S1", date(2024, 3, 1), "70％", ""],
    )
    assert [each.hours for each in checked.value] == [
        Decimal("0.7"),
        Absence.UNKNOWN,
        Absence.UNKNOWN,
    ]
    assert found(checked) == [
        "f.xlsx!表!E3 T128",
        "f.xlsx!表!E4 T128",
        "f.xlsx!表!E1 T212",
    ]
    assert "a hundredth of it" in checked.problems[0].message
    assert found(of_sheet(["F2", "V1", "S1", date(2024, 3, 1), Percent(0.7), ""])) == [
        "f.xlsx!表!E2 T128"
    ]


def test_hidden_rows_are_read_and_counted() -> None:
    """One warning for all of them; hidden rows without anything do not count."""
    day = date(2024, 3, 1)
    checked = of_sheet(
        ["F1", "V1", "S1", day, "", ""],
        ["F2", "V1", "S1", day, "", ""],
        ["", "", "", "", "", ""],
        hidden_rows=frozenset({3, 4, 9}),
    )
    assert len(checked.value) == 2
    assert found(checked) == ["f.xlsx!表 T021"]
    assert "(1 rows)" in checked.problems[0].message


def test_a_hidden_column_is_read_and_told() -> None:
    """Provided that it is one of the table."""
    row: list[Value] = ["F1", "V1", "S1", date(2024, 3, 1), 1.0, 2.0]
    checked = of_sheet(row, hidden_columns=frozenset({5, 20}))
    assert checked.value[0].hours == 1
    assert found(checked) == ["f.xlsx!表!E1 T022"]


def test_rows_of_a_workbook_may_be_shorter_or_longer() -> None:
    """Cells have their places there; what stands right of the table is told once."""
    day = date(2024, 3, 1)
    checked = of_sheet(
        ["F1", "V1", "S1", day],
        ["F2", "V1", "S1", day, "", "", "", "x"],
        ["F3", "V1", "S1", day, "", "", "y"],
    )
    assert len(checked.value) == 3
    assert found(checked) == ["f.xlsx!表!3 T009"]


def test_a_million_faults_are_counted_and_not_kept() -> None:
    """Here two thousand; the first thousand are kept, in order."""
    rows = [f"F{number},V1,S1,明天,1,1\n" for number in range(2000)]
    checked = read(HEAD + "".join(rows))
    assert checked.value == ()
    assert checked.totals == {"T105": 2000}
    assert [each.place for each in checked.problems] == [
        Cell("f", row, "日期") for row in range(2, 1002)
    ]


def test_a_table_knows_how_many_of_its_rows_are_good() -> None:
    """Totals, remarks and blank rows are no rows of data."""
    rows = [
        HEAD.strip().split(","),
        FIRST.strip().split(","),
        ["F2", "V1", "S1", "明天", "", ""],
        [""] * 6,
        ["F3", "V1", "S1", "2024-03-01", "", "", "x"],
        ["合计", "", "", "", "1.5", "10"],
    ]
    reading = begin(Sheet(file="f", rows=iter(list(enumerate(rows, 1)))), None, Tally())
    assert reading is not None
    assert len(list(reading)) == 1
    assert (reading.rows, reading.good) == (3, 1)


def test_a_total_whose_row_is_full_is_no_record() -> None:
    """Whatever else stands in the row, nobody's 编号 is 合计."""
    rows = "F1,V1,S1,2024-03-01,2\n全校合计,V1,S1,2024-03-01,2\nF会计1,V1,S1,2024-03-02,1\n"
    checked = tabular.read(BytesIO(f"编号,志愿者编号,单位编号,日期,时长\n{rows}".encode()), Service)
    assert [each.id for each in checked.value] == ["F1", "F会计1"]
    assert checked.totals == {"T208": 1}
