"""Tables are read under the headers that are used where they come from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from guangongwei import tabular
from guangongwei.errors import NotReadable
from guangongwei.errors import Path as InData
from guangongwei.model import Absence, Post, Service, Volunteer
from guangongwei.tabular.local import parse_columns

if TYPE_CHECKING:
    from pathlib import Path

SERVICES = """\
["服务记录".columns]
"流水号" = "编号"
"老师" = "志愿者编号"
"用时" = { column = "时长", unit = "分钟" }

["服务记录".fixed]
"单位编号" = "D021"
"项目" = "宣讲"
"""
TABLE = "流水号,老师,日期,用时\nF1,V1,2024-03-01,90\n"


def save(folder: Path, text: str, name: str = "台账.csv") -> Path:
    """A file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def wrong(text: str) -> list[tuple[str, str]]:
    """The codes and places of what is wrong with a document."""
    return [(each.code, str(each.place)) for each in parse_columns(text.encode()).problems]


def test_a_table_is_read_under_its_local_headers(tmp_path: Path) -> None:
    """With units converted, and with values for columns that are not there."""
    (tmp_path / "columns.toml").write_text(SERVICES, encoding="utf-8")
    columns = tabular.read_columns(tmp_path / "columns.toml").unwrap()
    (record,) = tabular.read(save(tmp_path, TABLE), columns=columns).unwrap()
    assert isinstance(record, Service)
    assert (record.id, record.volunteer, record.on) == ("F1", "V1", date(2024, 3, 1))
    assert (record.organisation, record.programme, record.hours) == ("D021", "宣讲", Decimal("1.5"))


def test_problems_name_the_local_header(tmp_path: Path) -> None:
    """Whoever mends the file finds it there."""
    columns = parse_columns(SERVICES.encode()).value
    checked = tabular.read(save(tmp_path, TABLE.replace("90", "很久")), Service, columns=columns)
    (problem,) = checked.errors
    assert (problem.code, str(problem.place)) == ("T102", "台账.csv!2!用时")


def test_a_unit_is_not_converted_twice(tmp_path: Path) -> None:
    """Also where the local header says it itself."""
    columns = parse_columns(SERVICES.replace('"用时"', '"用时(分钟)"').encode()).value
    file = save(tmp_path, TABLE.replace("用时", "用时(分钟)"))
    (record,) = tabular.read(file, Service, columns=columns).unwrap()
    assert record.hours == Decimal("1.5")


def test_a_column_of_the_file_goes_before_a_fixed_value(tmp_path: Path) -> None:
    """A fixed value stands for a column that is not there, not for a blank cell."""
    columns = parse_columns(SERVICES.encode()).value
    file = save(tmp_path, "流水号,老师,日期,项目,单位编号\nF1,V1,2024-03-01,,D005\n")
    (record,) = tabular.read(file, Service, columns=columns).unwrap()
    assert (record.organisation, record.programme) == ("D005", None)


def test_the_headers_of_the_template_stay_known(tmp_path: Path) -> None:
    """A folder may hold both kinds of files, and tables that the document does not name."""
    columns = parse_columns(SERVICES.encode()).value
    data = tmp_path / "data"
    data.mkdir()
    save(data, "编号,志愿者编号,日期\nF9,V1,2024-03-01\n", "服务记录.csv")
    save(data, "编号,名称,类别\nD021,示例小学,小学\n", "单位.csv")
    dataset = tabular.read_folder(data, columns=columns).value
    assert [(each.id, each.organisation) for each in dataset.services] == [("F9", "D021")]
    assert len(dataset.organisations) == 1
    checked = tabular.check(data / "服务记录.csv", columns=columns)
    assert [table.good for table in checked.value] == [1]


def test_of_several_tables_the_one_is_found_that_fits_best(tmp_path: Path) -> None:
    """By its local headers, where neither name nor noun tells."""
    text = SERVICES + '["五老志愿者".columns]\n"流水号" = "编号"\n"老师" = "姓名"\n'
    text += '["五老志愿者".fixed]\n"所属单位" = "D021"\n'
    columns = parse_columns(text.encode()).value
    records = tabular.read(save(tmp_path, TABLE), columns=columns).value
    assert [type(each) for each in records] == [Service]
    others = tabular.read(save(tmp_path, "流水号,老师,性别\nV1,张三,男\n"), columns=columns).value
    assert [type(each) for each in others] == [Volunteer]
    nothing = tabular.read(save(tmp_path, "甲,乙\n1,2\n"), columns=columns)
    assert [each.code for each in nothing.errors] == ["T006"]


@pytest.mark.parametrize(
    ("value", "field", "expected"),
    [
        ('"2024-03-01"', "on", date(2024, 3, 1)),
        ("2024-03-01", "on", date(2024, 3, 1)),
        ("3", "beneficiaries", 3),
        ("1.25", "hours", Decimal("1.25")),
        ('"不适用"', "hours", Absence.NOT_APPLICABLE),
    ],
)
def test_a_fixed_value_is_what_a_cell_would_mean(
    tmp_path: Path, value: str, field: str, expected: object
) -> None:
    """Texts, numbers and days of TOML."""
    header = {"on": "日期", "beneficiaries": "受益人数", "hours": "时长"}[field]
    columns = parse_columns(f'["服务记录".fixed]\n"{header}" = {value}\n'.encode()).unwrap()
    rest = {"on": "F1,V1,D1,"}.get(field, "F1,V1,D1,2024-03-01")
    head = "编号,志愿者编号,单位编号," + ("备注" if field == "on" else "日期")
    (record,) = tabular.read(save(tmp_path, f"{head}\n{rest}\n"), Service, columns=columns).value
    assert getattr(record, field) == expected


def test_a_fixed_value_may_fill_several_fields(tmp_path: Path) -> None:
    """A term has a first and a last day; true and false are 是 and 否."""
    text = '["任职".fixed]\n"任期" = "2022-01-01至2026-12-31"\n"老同志" = true\n'
    columns = parse_columns(text.encode()).unwrap()
    file = save(tmp_path, "编号,单位编号,职务\nZ1,D021,主任\n")
    (record,) = tabular.read(file, Post, columns=columns).unwrap()
    assert (record.since, record.until, record.retired) == (
        date(2022, 1, 1),
        date(2026, 12, 31),
        True,
    )


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[", [("T501", "columns.toml!$")]),
        ("服务记录 = 1", [("T501", "columns.toml!$")]),
        ('"服务记彔" = {}', [("T502", "columns.toml!$.服务记彔")]),
        ('"服务记录" = 1', [("T505", "columns.toml!$.服务记录")]),
        ('["服务记录".column]\n', [("T503", "columns.toml!$.服务记录.column")]),
        ('["服务记录"]\ncolumns = 1\nfixed = 2', [("T505", "columns.toml!$.服务记录.columns"), ("T505", "columns.toml!$.服务记录.fixed")]),
        ('["服务记录".columns]\n"用时" = "时常"', [("T504", "columns.toml!$.服务记录.columns.用时")]),
        ('["服务记录".columns]\n"用时" = 1', [("T505", "columns.toml!$.服务记录.columns.用时")]),
        ('["服务记录".columns]\n"用时" = { column = "时长", units = "分" }', [("T503", "columns.toml!$.服务记录.columns.用时.units")]),
        ('["服务记录".columns]\n"用时" = { column = "时长", unit = "公里" }', [("T506", "columns.toml!$.服务记录.columns.用时")]),
        ('["服务记录".columns]\n"用时" = { column = "时长", unit = 1 }', [("T505", "columns.toml!$.服务记录.columns.用时")]),
        ('["服务记录".columns]\n"甲" = "编号"\n"乙" = "编号"', [("T507", "columns.toml!$.服务记录.columns.乙")]),
        ('["服务记录".fixed]\n"编码" = "1"', [("T504", "columns.toml!$.服务记录.fixed.编码")]),
        ('["服务记录".fixed]\n"日期" = "昨天"', [("T508", "columns.toml!$.服务记录.fixed.日期")]),
        ('["服务记录".fixed]\n"日期" = 2024-03-01T08:00:00', [("T508", "columns.toml!$.服务记录.fixed.日期")]),
        ('["服务记录".columns]\n"13800000000" = "没有"', [("T504", "columns.toml!$.服务记录.columns.?")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(text: str, problems: list[tuple[str, str]]) -> None:
    """And what is meant, where that can be told; what looks like a number of somebody is not shown."""
    assert wrong(text) == problems


def test_what_may_be_meant_is_said() -> None:
    """A table, a column or a key that is nearly written."""
    near = ('"服务记禄" = {}', '["服务记录".columns]\n"用时" = "时长(小石)"', '["服务记录".fixd]')
    told = [parse_columns(each.encode()).problems[0].message for each in near]
    assert all("did you mean" in each for each in told)


def test_the_rest_of_a_document_is_used() -> None:
    """What is wrong is left out alone."""
    checked = parse_columns((SERVICES + '"没有" = "1"\n').encode())
    assert [each.code for each in checked.problems] == ["T504"]
    assert [each.name for each in checked.value.layouts] == ["服务记录"]
    assert checked.problems[0].place == InData("columns.toml!$.服务记录.fixed.没有")


def test_a_unit_of_its_own_needs_no_conversion(tmp_path: Path) -> None:
    """Hours stay hours."""
    text = '["服务记录".columns]\n"用时" = { column = "时长", unit = "小时" }'
    columns = parse_columns(text.encode()).unwrap()
    file = save(tmp_path, "编号,志愿者编号,单位编号,日期,用时\nF1,V1,D1,2024-03-01,2\n")
    assert tabular.read(file, Service, columns=columns).unwrap()[0].hours == 2


def test_a_document_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """As every file that a caller names."""
    with pytest.raises(NotReadable):
        tabular.read_columns(tmp_path / "none.toml")
