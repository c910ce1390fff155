"""A header says where each column stands, in which unit, and what nobody reads."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from guangongwei.model import Service
from guangongwei.model.care import Grant
from guangongwei.tabular.grid import Sheet
from guangongwei.tabular.read import records
from guangongwei.tabular.tally import Tally
from guangongwei.tabular.work import SERVICES

if TYPE_CHECKING:
    from guangongwei.errors import Checked
    from guangongwei.tabular.grid import Row
    from guangongwei.tabular.layout import Layout

HEAD = "编号,志愿者编号,单位编号,日期"
ROW = "F1,V1,S1,2024-03-01"


def read(
    text: str, layout: Layout | None = None, as_of: date | None = None
) -> Checked[tuple[Any, ...]]:
    """The records of rows of cells, a line a row, commas between the cells."""
    rows = ((number, line.split(",")) for number, line in enumerate(text.splitlines(), 1))
    problems = Tally()
    found = tuple(records(Sheet(file="f", rows=rows), layout, problems, as_of=as_of))
    return problems.checked(found)


def found(checked: Checked[Any]) -> list[str]:
    """The problems, each as its place and code."""
    return [f"{problem.place} {problem.code}" for problem in checked.problems]


@pytest.mark.parametrize(
    ("header", "cell", "hours"),
    [
        ("时长(分钟)", "90", "1.5"),
        ("时长（单位：分钟）", "45", "0.75"),
        ("服务时长/分钟", "30", "0.5"),
        ("时长(秒)", "3600", "1"),
    ],
)
def test_another_unit_in_a_header_is_converted_exactly(header: str, cell: str, hours: str) -> None:
    """And a note says from which to which."""
    checked = read(f"{HEAD},{header}\n{ROW},{cell}\n")
    (service,) = checked.value
    assert isinstance(service, Service)
    assert service.hours == Decimal(hours)
    assert [each.code for each in checked.problems] == ["T018"]
    assert "→ 小时" in checked.problems[0].message


@pytest.mark.parametrize("header", ["时长(小时)", "时长(h)", "时长", "服务时长（小时）"])
def test_the_unit_of_the_template_needs_no_word(header: str) -> None:
    """It is read as it stands."""
    checked = read(f"{HEAD},{header}\n{ROW},1.50\n")
    assert checked.problems == ()
    assert str(checked.value[0].hours) == "1.50"


def test_what_cannot_be_converted_exactly_is_rounded_and_told() -> None:
    """Fifty minutes are no finite decimal of hours."""
    checked = read(f"{HEAD},时长(分钟)\n{ROW},50\n{ROW},未报送\n{ROW},x\n")
    assert checked.value[0].hours == Decimal("0.833333333333333")
    assert found(checked)[1:] == ["f!2!时长(分钟) T125", "f!4!时长(分钟) T102"]


@pytest.mark.parametrize("header", ["时长(课时)", "时长(天)", "受益人数(万人)"])
def test_a_unit_without_a_fixed_amount_is_not_converted(header: str) -> None:
    """The column is left unread, and told."""
    checked = read(f"{HEAD},{header}\n{ROW},3\n")
    assert found(checked) == [f"f!1!{header} T010"]


GRANTS = "编号,品牌编号,对象编号,日期,{}\nG1,B1,E1,2024-03-01,0.25\n"


@pytest.mark.parametrize(
    ("above", "header", "yuan"),
    [
        ("", "金额(万元)", "2500"),
        ("", "资助金额（千元）", "250"),
        ("单位：万元\n", "金额", "2500"),
        ("单位：万元\n", "金额(元)", "0.25"),
        ("单位：分钟\n", "金额", "0.25"),
        ("单位：示例小学\n", "金额", "0.25"),
    ],
)
def test_money_is_converted_as_the_header_or_the_line_above_says(
    above: str, header: str, yuan: str
) -> None:
    """The header of the column itself comes first."""
    (grant,) = read(above + GRANTS.format(header)).value
    assert isinstance(grant, Grant)
    assert grant.amount == Decimal(yuan)


def test_a_header_that_is_almost_one_is_answered_with_it() -> None:
    """Where the column could be left out, and where it could not."""
    optional = read(f"{HEAD},受益学生人数\n{ROW},3\n")
    assert found(optional) == ["f!1!受益学生人数 T009"]
    assert optional.problems[0].hint == "Did you mean 受益人数? Then rename it so."
    required = read("编号,志愿者编码,单位编号,日期\n", SERVICES)
    assert found(required) == ["f!1 T007"]
    assert required.problems[0].hint.startswith(
        "Rename, if it is meant so: 志愿者编码 → 志愿者编号."
    )


def test_without_a_table_the_likeliest_is_named() -> None:
    """With what it lacks, and which header may be it."""
    checked = read("编号,志愿者编码,单位编号,日期,受益人次数\n")
    assert found(checked) == ["f T006"]
    assert "it is most like 服务记录, without 志愿者编号" in checked.problems[0].message
    assert "志愿者编码 → 志愿者编号" in checked.problems[0].hint
    lacking = read("编号,姓名,性别,联系电话\n")
    assert "it is most like 五老志愿者, without 所属单位" in lacking.problems[0].message
    assert "template" in lacking.problems[0].hint


def test_days_are_seen_from_the_day_asked_about() -> None:
    """Later ones are doubted where they tell what has happened; the year may be left out."""
    checked = read(
        f"{HEAD}\nF1,V1,S1,2024-07-01\nF2,V1,S1,9月1日\nF3,V1,S1,2024-06-30\nF4,V1,S1,明天\n",
        as_of=date(2024, 6, 30),
    )
    assert [each.on for each in checked.value] == [
        date(2024, 7, 1),
        date(2023, 9, 1),
        date(2024, 6, 30),
    ]
    assert found(checked) == ["f!2!日期 T129", "f!3!日期 T127", "f!5!日期 T105"]


def test_days_of_a_workbook_are_seen_from_the_day_asked_about() -> None:
    """A day with its time, and the number of a day, too."""
    noon = datetime(2024, 7, 1, 12)  # noqa: DTZ001  (it is the cell's value)
    rows: list[Row] = [
        (1, HEAD.split(",")),
        (2, ["F1", "V1", "S1", noon]),
        (3, ["F2", "V1", "S1", 45352.0]),
    ]
    problems = Tally()
    sheet = Sheet(file="f", name="表", rows=iter(rows))
    assert len(list(records(sheet, None, problems, as_of=date(2024, 6, 30)))) == 2
    assert found(problems.checked(None)) == ["f!表!D2 T129", "f!表!D3 T126"]


def test_days_that_may_lie_ahead_are_not_doubted() -> None:
    """A brand ends when it ends."""
    text = "编号,名称,类型,单位编号,开始日期,结束日期\nB1,春蕾,助学,S1,2024-01-01,2030-01-01\n"
    assert read(text, as_of=date(2024, 6, 30)).problems == ()
