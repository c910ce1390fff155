"""The tables of one file are found on whichever sheets they stand."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from guangongwei import tabular
from guangongwei.errors import BadArgument, NotReadable
from guangongwei.model import Organisation, Plan, Service, Volunteer

if TYPE_CHECKING:
    from pathlib import Path

    from guangongwei.errors import Checked

SERVICES = [["编号", "志愿者编号", "单位编号", "日期"], ["F1", "V1", "S1", "2024-03-01"]]
MORE = [SERVICES[0], ["F2", "V1", "S1", "2024-03-02"]]
VOLUNTEERS = [["编号", "姓名", "所属单位"], ["V1", "张三", "S1"]]
REMARKS = [["请认真填写"]]


def workbook(path: Path, **sheets: list[list[str]]) -> Path:
    """A workbook of these sheets; one whose name ends in _ is hidden."""
    made = Workbook()
    made.remove(made["Sheet"])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.rstrip("_"))
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name.endswith("_") else "visible"
    made.save(path)
    return path


def found(checked: Checked[Any]) -> list[str]:
    """The problems, each as its place and code."""
    return [f"{problem.place} {problem.code}" for problem in checked.problems]


def names(checked: Checked[tuple[tabular.Table, ...]]) -> list[tuple[str | None, str, int]]:
    """The tables, each as its sheet, its noun and how many records it gave."""
    return [(each.sheet, each.noun.__name__, each.good) for each in checked.value]


def test_every_sheet_that_holds_a_table_is_read(tmp_path: Path) -> None:
    """By the name of the sheet or by its headers, and then a note says so."""
    file = workbook(tmp_path / "a.xlsx", 服务记录=SERVICES, 五老名册=VOLUNTEERS, 三月=MORE)
    checked = tabular.read_tables(file)
    assert names(checked) == [
        ("服务记录", "Service", 1),
        ("五老名册", "Volunteer", 1),
        ("三月", "Service", 1),
    ]
    assert found(checked) == ["a.xlsx!三月 T016"]
    assert [type(each) for each in tabular.read(file).value] == [Service, Volunteer, Service]


def test_a_noun_is_read_from_its_sheets_alone(tmp_path: Path) -> None:
    """Tables of other nouns are named and left unread."""
    file = workbook(tmp_path / "a.xlsx", 服务=SERVICES, 名册=VOLUNTEERS, 三月=MORE, 说明=REMARKS)
    checked = tabular.read(file, Service)
    assert [each.id for each in checked.value] == ["F1", "F2"]
    assert found(checked) == ["a.xlsx!名册 T003", "a.xlsx!说明 T003"]


def test_one_sheet_can_be_asked_for(tmp_path: Path) -> None:
    """A hidden one too; the others are not even looked at."""
    file = workbook(tmp_path / "a.xlsx", 服务=SERVICES, 旧_=MORE, 说明=REMARKS)
    assert [each.id for each in tabular.read(file, Service, sheet="旧").unwrap()] == ["F2"]
    with pytest.raises(BadArgument) as caught:
        tabular.read(file, sheet="新")
    assert caught.value.expected == "one of 服务、旧、说明"


def test_a_hidden_sheet_is_left_unread_and_named(tmp_path: Path) -> None:
    """What nobody sees nobody has checked."""
    checked = tabular.read(workbook(tmp_path / "a.xlsx", 服务=SERVICES, 旧_=MORE))
    assert len(checked.value) == 1
    assert found(checked) == ["a.xlsx!旧 T020"]


def test_blank_sheets_and_our_own_are_passed_over(tmp_path: Path) -> None:
    """Neither is worth a word."""
    file = workbook(tmp_path / "a.xlsx", 服务=SERVICES, Sheet2=[], 填写说明=REMARKS)
    assert len(tabular.read(file).value) == 1
    assert tabular.read(file).problems == ()


def test_a_workbook_without_a_table_says_so_once(tmp_path: Path) -> None:
    """Each sheet is named, and the file is wrong; a single sheet says what it is most like."""
    several = workbook(tmp_path / "a.xlsx", 说明=REMARKS, 附录=REMARKS)
    assert found(tabular.read(several)) == ["a.xlsx!说明 T003", "a.xlsx!附录 T003", "a.xlsx T006"]
    assert found(tabular.read(workbook(tmp_path / "b.xlsx", 空=[]))) == ["b.xlsx T006"]
    one = workbook(tmp_path / "c.xlsx", 名=[["编号", "姓名", "性别", "联系电话"]])
    assert found(tabular.read(one)) == ["c.xlsx!名 T006"]
    assert found(tabular.read(one, Volunteer)) == ["c.xlsx!名!1 T007"]
    other = workbook(tmp_path / "d.xlsx", 名=VOLUNTEERS)
    assert found(tabular.read(other, Service)) == ["d.xlsx!名 T003", "d.xlsx T006"]


def test_the_name_of_the_file_tells_its_first_table(tmp_path: Path) -> None:
    """Where the sheet has a name that says nothing."""
    file = workbook(tmp_path / "服务记录.xlsx", Sheet1=SERVICES)
    assert tabular.read(file).problems == ()
    odd = workbook(tmp_path / "五老志愿者.xlsx", Sheet1=[["编号", "姓名"]])
    assert found(tabular.read(odd)) == ["五老志愿者.xlsx!Sheet1!1 T007"]


def test_a_table_below_a_good_one_that_lacks_a_column_is_an_error(tmp_path: Path) -> None:
    """Its sheet says what it should be, so it is not passed over."""
    file = workbook(tmp_path / "a.xlsx", 服务=SERVICES, 五老=[["编号", "姓名"], ["V1", "张三"]])
    assert found(tabular.read(file)) == ["a.xlsx!五老!1 T007"]


def test_a_file_that_is_one_table_has_no_sheets() -> None:
    """Asking for one is the caller's mistake."""
    with pytest.raises(BadArgument) as caught:
        tabular.read(BytesIO("编号,姓名,所属单位\n".encode()), sheet="表")
    assert caught.value.expected == "left out: the file is one table"


def test_tabs_part_cells_as_well(tmp_path: Path) -> None:
    """A .tsv is read as a .csv is."""
    file = tmp_path / "五老.tsv"
    file.write_text("\n".join("\t".join(row) for row in VOLUNTEERS), "utf-8")
    (volunteer,) = tabular.read(file, Volunteer).unwrap()
    assert volunteer.name == "张三"


def test_what_a_file_holds_is_said_without_its_records(tmp_path: Path) -> None:
    """Nobody's name is in the repr of a table."""
    (table,) = tabular.read_tables(workbook(tmp_path / "a.xlsx", 五老=VOLUNTEERS)).value
    assert "张三" not in repr(table)
    assert (table.file, table.rows, len(table.records)) == ("a.xlsx", 1, 1)


def test_a_noun_has_names() -> None:
    """English as in code, Chinese as in files; any other word is the caller's mistake."""
    assert tabular.noun_named("service") is Service
    assert tabular.noun_named("单位名单") is Organisation
    with pytest.raises(BadArgument) as caught:
        tabular.noun_named("x")
    assert "Service 服务记录" in caught.value.expected
    with pytest.raises(BadArgument):
        tabular.layout_of(Plan)  # type: ignore[arg-type]


def test_a_file_that_is_not_there_is_the_callers_mistake(tmp_path: Path) -> None:
    """As for one table, so for all of them."""
    with pytest.raises(NotReadable):
        tabular.read_tables(tmp_path / "nowhere.xlsx")
