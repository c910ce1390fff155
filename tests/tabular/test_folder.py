"""Files and folders become records and datasets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from guangongwei import files, tabular
from guangongwei.errors import BadArgument, Cell, NotReadable
from guangongwei.model import Dataset, Organisation, Plan, Service

if TYPE_CHECKING:
    from typing import BinaryIO

    from guangongwei.errors import Checked

SCHOOLS = "编号,名称,类别,上级单位,并入单位,别名\nD1,示例区教育局,教育局,,,\nD2,示例小学,小学,D1,,老小学\n"
SERVICES = "编号,志愿者编号,单位编号,日期\nF1,V1,D2,2024-03-01\n"
VOLUNTEERS = "编号,姓名,所属单位,加入日期\nV1,张三,D2,2020-01-01\n"


def folder(path: Path, **tables: str) -> Path:
    """A folder of tables, a text each."""
    path.mkdir(exist_ok=True)
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text, "utf-8")
    return path


def found(checked: Checked[object], *but: str) -> list[str]:
    """The problems, each as its place and code, without those of some codes."""
    return [f"{each.place} {each.code}" for each in checked.problems if each.code not in but]


def test_a_folder_becomes_a_dataset(tmp_path: Path) -> None:
    """Each table is read; those that are not there are empty and mentioned."""
    data = folder(tmp_path, 单位=SCHOOLS, 服务记录=SERVICES, 五老志愿者=VOLUNTEERS)
    checked = tabular.read_folder(data)
    assert repr(checked.value) == (
        "Dataset(organisations=2, committees=0, posts=0, volunteers=1, services=1, activities=0, "
        "entries=0, programmes=0, children=0, consents=0, pairings=0, cases=0, grants=0, "
        "assessments=0, accreditations=0, articles=0, returns=0, standards=0)"
    )
    assert found(checked) == [f"{tmp_path.name} T002"]
    assert checked.problems[0].message.endswith("(关工委、活动、认定、稿件、报送情况)")
    assert tabular.read_folder(str(data)) == checked


def test_what_cannot_be_true_together_is_told_with_its_place(tmp_path: Path) -> None:
    """The checks of the dataset point at file and row."""
    volunteers = VOLUNTEERS.replace("V1", "V2")
    data = folder(tmp_path, 单位=SCHOOLS, 服务记录=SERVICES, 五老志愿者=volunteers)
    assert found(tabular.read_folder(data), "T002") == ["服务记录.csv!2 D201"]


def test_without_organisations_one_problem_says_so(tmp_path: Path) -> None:
    """Not every record is said to belong nowhere."""
    checked = tabular.read_folder(folder(tmp_path, 服务记录=SERVICES))
    assert found(checked, "T002") == ["单位.csv T001"]
    assert len(checked.value.services) == 1


def test_an_empty_table_of_organisations_is_not_a_missing_one(tmp_path: Path) -> None:
    """Its header is right, so the records that belong nowhere are told."""
    data = folder(tmp_path, 单位="编号,名称,类别\n", 服务记录=SERVICES, 五老志愿者=VOLUNTEERS)
    assert found(tabular.read_folder(data), "T002") == ["$.organisations D001"]


def test_an_organisation_may_be_referred_to_by_its_name(tmp_path: Path) -> None:
    """Names and former names that only one bears become its id; each column says so once."""
    schools = SCHOOLS + "D3,第二小学,小学,示例区教育局,老小学,\n"
    services = SERVICES + "F2,V1,示例小学,2024-03-02\nF3,V1,老小学,2024-03-03\n"
    data = folder(tmp_path, 单位=schools, 服务记录=services, 五老志愿者=VOLUNTEERS)
    checked = tabular.read_folder(data)
    assert [each.parent for each in checked.value.organisations] == [None, "D1", "D1"]
    assert checked.value.organisations[2].merged_into == "D2"
    assert [each.organisation for each in checked.value.services] == ["D2", "D2", "D2"]
    assert found(checked, "T002", "D106") == [
        "单位.csv!上级单位 T205",
        "单位.csv!并入单位 T205",
        "服务记录.csv!单位编号 T205",
    ]
    assert "(2 cells)" in checked.problems[-2].message


def test_a_name_of_several_stays_unresolved(tmp_path: Path) -> None:
    """Nothing is guessed, and the record is reported as belonging nowhere."""
    schools = SCHOOLS + "D3,示例小学,小学,D1,,\n"
    services = "编号,志愿者编号,单位编号,日期\nF1,V1,示例小学,2024-03-01\n"
    data = folder(tmp_path, 单位=schools, 服务记录=services, 五老志愿者=VOLUNTEERS)
    checked = tabular.read_folder(data)
    assert checked.value.services[0].organisation == "示例小学"
    assert found(checked, "T002") == ["服务记录.csv!单位编号 T206", "服务记录.csv!2 D102"]


def test_files_are_found_by_name(tmp_path: Path) -> None:
    """Other words around the name do no harm where the headers agree; other files stay unread."""
    data = folder(
        tmp_path,
        **{
            "01_单位": SCHOOLS,
            "五老": VOLUNTEERS,
            "服务记录2024": SERVICES,
            "活动照片": "名称,大小\n1.jpg,3\n",
        },
        说明="甲,乙\n",
    )
    (data / "说明.txt").write_text("x", "utf-8")
    (data / ".DS_Store").write_text("x", "utf-8")
    (data / "~$单位.csv").write_text("x", "utf-8")
    (data / "照片").mkdir()
    checked = tabular.read_folder(data)
    assert [len(checked.value.records(noun)) for noun in (Organisation, Service)] == [2, 1]
    assert found(checked, "T002") == [
        "活动照片.csv T003",
        "照片 T003",
        "说明.csv T003",
        "说明.txt T003",
    ]


def test_a_second_file_of_a_table_is_left_unread(tmp_path: Path) -> None:
    """The one that bears the table's own name is read, whatever the order of the files."""
    names = ("0单位", "单位", "单位2023", "单位表")
    roll = {"五老": VOLUNTEERS, "五老志愿者": VOLUNTEERS}
    checked = tabular.read_folder(folder(tmp_path, **dict.fromkeys(names, SCHOOLS), **roll))
    assert checked.value.organisations[0].source == Cell("单位.csv", 2)
    assert checked.value.volunteers[0].source == Cell("五老志愿者.csv", 2)
    assert found(checked, "T002") == [
        "五老.csv T004",
        "单位表.csv T004",
        "0单位.csv T004",
        "单位2023.csv T004",
    ]


def test_a_table_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    """A folder that is called like a table does not stop the reading of the others."""
    data = folder(tmp_path, 服务记录=SERVICES)
    (data / "单位.csv").mkdir()
    (data / "活动2024.csv").mkdir()
    (data / "认定2024.csv").symlink_to(data / "nowhere")
    checked = tabular.read_folder(data)
    assert found(checked, "T002") == ["活动2024.csv T003", "认定2024.csv T003", "单位.csv T013"]


def test_a_file_that_closes_on_the_way_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that another program locks is named."""
    data = folder(tmp_path, 单位=SCHOOLS, 活动2024="编号,单位编号,日期\n")
    usual = files.opened

    def refused(path: Path) -> BinaryIO:
        if path.name == "活动2024.csv":
            raise NotReadable(str(path), "Permission denied")
        return usual(path)

    monkeypatch.setattr("guangongwei.tabular.sheets.opened", refused)
    checked = tabular.read_folder(data)
    assert found(checked, "T002") == ["活动2024.csv T013"]
    (locked,) = (each for each in checked.problems if each.code == "T013")
    assert "(Permission denied)" in locked.message


def test_a_folder_that_is_not_there_is_the_callers_mistake(tmp_path: Path) -> None:
    """Neither is a file that is taken for one."""
    with pytest.raises(NotReadable) as caught:
        tabular.read_folder(tmp_path / "nowhere")
    assert caught.value.path == str(tmp_path / "nowhere")
    with pytest.raises(NotReadable):
        tabular.read_folder(folder(tmp_path, 单位=SCHOOLS) / "单位.csv")


def test_a_folder_that_cannot_be_listed_is_the_callers_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that is not there: one exception that names it."""

    def refused(_: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(NotReadable) as caught:
        tabular.read_folder(tmp_path)
    assert (caught.value.path, caught.value.reason) == (str(tmp_path), "Permission denied")


def test_one_file_is_read_as_what_its_name_or_its_headers_say(tmp_path: Path) -> None:
    """A noun that the caller names comes first."""
    data = folder(tmp_path, 单位=SCHOOLS, 表1=SERVICES, 表2="编号,单位编号\nC1,D1\n")
    assert len(tabular.read(data / "单位.csv").unwrap()) == 2
    assert isinstance(tabular.read(str(data / "表1.csv")).unwrap()[0], Service)
    (service,) = tabular.read(data / "表1.csv", Service).unwrap()
    assert service.id == "F1"
    assert found(tabular.read(data / "表1.csv", Organisation)) == ["表1.csv T006"]


def test_a_file_that_is_not_there_is_the_callers_mistake(tmp_path: Path) -> None:
    """So is a folder, and a noun without a table."""
    with pytest.raises(NotReadable) as caught:
        tabular.read(tmp_path / "单位.csv")
    assert caught.value.reason == "No such file or directory"
    with pytest.raises(NotReadable):
        tabular.read(tmp_path)
    with pytest.raises(BadArgument) as wrong:
        tabular.layout_of(Plan)  # type: ignore[arg-type]
    assert wrong.value.name == "noun"


def test_an_empty_folder_is_an_empty_dataset(tmp_path: Path) -> None:
    """Everything is missing, and that is all that is said."""
    checked = tabular.read_folder(tmp_path)
    assert checked.value == Dataset()
    assert {problem.code for problem in checked.problems} == {"T001", "T002"}


def workbook(path: Path, **sheets: str) -> Path:
    """A workbook of these sheets, each written like a CSV file."""
    made = Workbook()
    made.remove(made["Sheet"])
    for name, text in sheets.items():
        sheet = made.create_sheet(name)
        for line in text.splitlines():
            sheet.append(line.split(","))
    made.save(path)
    return path


def test_a_workbook_holds_several_tables_of_a_folder(tmp_path: Path) -> None:
    """Each on its sheet, beside files of one table; sheets of one noun are read together."""
    folder(tmp_path, 单位=SCHOOLS)
    more = SERVICES.replace("F1", "F2")
    workbook(tmp_path / "台账.xlsx", 五老=VOLUNTEERS, 春季服务记录=SERVICES, 秋季=more, 说明="x")
    checked = tabular.read_folder(tmp_path)
    assert [each.id for each in checked.value.services] == ["F1", "F2"]
    assert len(checked.value.volunteers) == 1
    assert found(checked, "T002") == ["台账.xlsx!秋季 T016", "台账.xlsx!说明 T003"]


def test_a_sheet_of_a_table_that_another_file_holds_is_left_unread(tmp_path: Path) -> None:
    """As a second file is; its faults are nobody's business then."""
    folder(tmp_path, 单位=SCHOOLS, 五老志愿者=VOLUNTEERS)
    bad = SERVICES.replace("2024-03-01", "明天")
    workbook(tmp_path / "台账.xlsx", 单位=SCHOOLS.replace("小学", "x"), 服务=bad)
    checked = tabular.read_folder(tmp_path)
    assert len(checked.value.organisations) == 2
    assert found(checked, "T002") == ["台账.xlsx!单位 T004", "台账.xlsx!服务!D2 T105"]


def test_a_file_is_recognised_by_its_headers_alone(tmp_path: Path) -> None:
    """And that is said; a workbook without a table is one more file that is none."""
    folder(tmp_path, 单位=SCHOOLS, 五老志愿者=VOLUNTEERS, 三月=SERVICES)
    workbook(tmp_path / "通知.xlsx", 通知="请报送")
    checked = tabular.read_folder(tmp_path)
    assert len(checked.value.services) == 1
    assert found(checked, "T002") == ["通知.xlsx T003", "三月.csv T016"]


def test_a_file_that_is_refused_is_not_passed_over(tmp_path: Path) -> None:
    """It may hold a table: what is wrong with it is told."""
    folder(tmp_path, 单位=SCHOOLS)
    (tmp_path / "台账.xlsx").write_bytes(b"PK\x03\x04 broken")
    assert found(tabular.read_folder(tmp_path), "T002") == ["台账.xlsx T302"]


def test_more_than_anybody_reads_is_counted(tmp_path: Path) -> None:
    """The totals stay exact, and the last problem says so wherever the list goes."""
    rows = "".join(f"F{number},V1,D2,明天\n" for number in range(1500))
    folder(tmp_path, 单位=SCHOOLS, 五老志愿者=VOLUNTEERS, 服务记录=SERVICES + rows)
    checked = tabular.read_folder(tmp_path)
    assert checked.totals["T105"] == 1500
    assert len(checked.problems) == 1001
    assert checked.problems[-1].code == "T019"
    assert "T105 x 501" in checked.problems[-1].message
