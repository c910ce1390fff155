"""Editions of standards lie beside the tables, one JSON file each, and people edit them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from guangongwei import tabular
from guangongwei.errors import BadArgument, Checked, Path, Severity
from guangongwei.model import Dataset
from guangongwei.model.standard import StandardId
from guangongwei.model.standard_checks import check
from guangongwei.tabular.editions import EXAMPLE

if TYPE_CHECKING:
    import pathlib

STANDARD = """{
  "id": "省2023",
  "programme": "优质化建设",
  "edition": "2023年版",
  "clauses": [
    {"id": "1.1", "block": "组织建设", "text": "有人管", "points": 4.50, "mandatory": true},
    {"id": "1.2", "block": "组织建设", "text": "有事干", "points": "5.5", "evidence": ["看台账"]}
  ],
  "bands": [
    {"name": "合格", "low": 6, "passes": true},
    {"name": "不合格", "low": 0, "passes": false}
  ],
  "since": "2023-01-01"
}
"""
ORGANISATIONS = "编号,名称,类别\nD1,示例区教育局,教育局\n"


def folder(path: pathlib.Path, **files: str) -> pathlib.Path:
    """A folder of tables with files in its folder of standards."""
    (path / "标准").mkdir()
    (path / "单位.csv").write_text(ORGANISATIONS, "utf-8")
    for name, text in files.items():
        (path / "标准" / f"{name}.json").write_text(text, "utf-8")
    return path


def found(checked: Checked[object]) -> list[str]:
    """The problems, each as its place and code, without the note about absent tables."""
    return [f"{each.place} {each.code}" for each in checked.problems if each.code != "T002"]


def test_each_file_is_an_edition(tmp_path: pathlib.Path) -> None:
    """Read in the order of their names, numbers exact whether they stand as text or not."""
    later = STANDARD.replace("省2023", "市2024")
    checked = tabular.read_folder(folder(tmp_path, 省=STANDARD, 市="\ufeff" + later))
    city, province = checked.value.standards
    assert found(checked) == []
    assert (city.id, province.id) == ("市2024", "省2023")
    assert [repr(each.points) for each in province.clauses] == ["Decimal('4.50')", "Decimal('5.5')"]
    assert province.bands[0].low == Decimal(6)
    assert province.source == Path("标准/省.json:$")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"low": 0', '"low": 1', "标准/省.json:$.bands[1].low S112"),
        ('"points": 4.50', '"points": 0', "标准/省.json:$.clauses[0].points S103"),
        ('"points": 4.50', '"points": "很多"', "标准/省.json:$.clauses[0].points C102"),
        ('"since": "2023-01-01"', '"from": "2023-01-01"', "标准/省.json:$.? C104"),
        ('"id": "1.1"', '"id": "1.1", "id": "1.3"', "标准/省.json:$ C101"),
        ('"bands": [', '"bands": ', "标准/省.json:$ C101"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: pathlib.Path, old: str, new: str, problem: str
) -> None:
    """The file and the way to the field within it, never what stands there."""
    checked = tabular.read_folder(folder(tmp_path, 省=STANDARD.replace(old, new)))
    assert problem in found(checked)
    assert not any("很多" in str(each) for each in checked.problems)


def test_a_slip_in_the_json_is_found_by_its_line(tmp_path: pathlib.Path) -> None:
    """Whoever forgot a comma learns where."""
    checked = tabular.read_folder(folder(tmp_path, 省=STANDARD.replace('年版",', '年版"')))
    (slip,) = checked.errors
    assert "line 5, column 3" in slip.message


def test_other_files_are_left_unread(tmp_path: pathlib.Path) -> None:
    """Each with the reason; what systems leave behind is passed over."""
    data = folder(tmp_path)
    (data / "标准" / "说明.docx").write_bytes(b"x")
    (data / "标准" / "旧.json").write_bytes("标准".encode("gb18030"))
    (data / "标准" / "夹.json").mkdir()
    (data / "标准" / ".DS_Store").write_bytes(b"x")
    checked = tabular.read_folder(data)
    assert checked.value.standards == ()
    assert found(checked) == ["标准/夹.json T013", "标准/旧.json T015", "标准/说明.docx T003"]


def test_a_file_in_the_place_of_the_folder_is_no_standard(tmp_path: pathlib.Path) -> None:
    """It is left unread like any other."""
    (tmp_path / "单位.csv").write_text(ORGANISATIONS, "utf-8")
    (tmp_path / "标准").write_text(STANDARD, "utf-8")
    assert found(tabular.read_folder(tmp_path)) == ["标准 T003"]


def test_the_example_of_the_template_is_a_standard_but_not_the_districts(
    tmp_path: pathlib.Path,
) -> None:
    """Nothing is wrong with it; unchanged it is passed over, and read once somebody edits it."""
    assert check([EXAMPLE]) == ()
    tabular.write_templates(tmp_path)
    example = tmp_path / "标准" / "示例.json"
    assert tabular.read_folder(tmp_path) == Checked(Dataset())
    text = example.read_text("utf-8")
    assert '"text": "成立关工委，主任由学校负责人担任"' in text
    example.write_text(text.replace("2024年示例", "2024年区版"), "utf-8")
    (edited,) = tabular.read_folder(tmp_path).value.standards
    assert edited.edition == "2024年区版"


def test_editions_are_written_by_number_and_in_order(tmp_path: pathlib.Path) -> None:
    """No id becomes the name of a file, and the place a standard came from is not written."""
    standards = tuple(
        evolve(EXAMPLE, id=StandardId(f"../{number}"), source=Path("old.json:$"))
        for number in range(10)
    )
    files = tabular.write_folder(Dataset(standards=standards), tmp_path)
    assert [file.name for file in files[-2:]] == ["09.json", "10.json"]
    assert "source" not in json.loads(files[-1].read_text("utf-8"))
    assert tabular.read_folder(tmp_path).value.standards == standards


def test_an_edition_that_no_file_can_hold_is_the_callers_mistake(tmp_path: pathlib.Path) -> None:
    """No half of it is left, and nothing is shown of it."""
    for broken in (
        evolve(EXAMPLE, edition="省\ud800"),
        evolve(EXAMPLE, clauses=(evolve(EXAMPLE.clauses[0], points=Decimal("NaN")),)),
    ):
        path = tmp_path / str(id(broken))
        with pytest.raises(BadArgument) as caught:
            tabular.write_folder(Dataset(standards=(broken,)), path)
        assert "省" not in str(caught.value)
        assert list((path / "标准").iterdir()) == []


def test_an_edition_that_is_there_is_not_overwritten(tmp_path: pathlib.Path) -> None:
    """No table is written either."""
    (tmp_path / "标准").mkdir()
    (tmp_path / "标准" / "1.json").write_text("x", "utf-8")
    with pytest.raises(BadArgument) as caught:
        tabular.write_folder(Dataset(standards=(EXAMPLE,)), tmp_path)
    assert "标准/1.json" in str(caught.value)
    assert [each.name for each in tmp_path.iterdir()] == ["标准"]


def test_a_missing_folder_of_standards_is_not_mentioned(tmp_path: pathlib.Path) -> None:
    """Most districts take part in one programme or none."""
    (tmp_path / "单位.csv").write_text(ORGANISATIONS, "utf-8")
    checked = tabular.read_folder(tmp_path)
    assert all(each.severity is Severity.NOTE for each in checked.problems)
    assert "标准" not in checked.problems[0].message
