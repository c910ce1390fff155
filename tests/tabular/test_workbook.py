"""Templates as workbooks: what may be filled in is offered, and what is meant is said."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from guangongwei import tabular
from guangongwei.errors import BadArgument, MissingExtra
from guangongwei.tabular.meanings import meaning_of, words_of
from guangongwei.tabular.own_sheets import GUIDE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every template, opened by another program."""
    files = tabular.write_templates(tmp_path_factory.mktemp("t"), format="xlsx")
    return {file.stem: openpyxl.load_workbook(file) for file in files if file.suffix == ".xlsx"}


def rules(sheet: Any) -> dict[str, Any]:  # noqa: ANN401  (openpyxl has no types)
    """The rule of each column that has one, by its header."""
    return {
        sheet.cell(1, area.min_col).value: rule
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
    }


def test_every_table_has_a_template(templates: dict[str, Any]) -> None:
    """Each has its header row, kept in sight, and no other row."""
    assert list(templates) == [layout.name for layout in tabular.LAYOUTS]
    for layout in tabular.LAYOUTS:
        sheet = templates[layout.name][layout.name]
        headers = tuple(cell.value for cell in sheet[1])
        assert headers == layout.headers
        assert sheet.freeze_panes == "A2"
        assert all(cell.value is None for cell in sheet[2])


def test_closed_words_are_offered_and_no_others_taken(templates: dict[str, Any]) -> None:
    """类别 is chosen from a list, and a word that is not in it is refused."""
    rule = rules(templates["单位"]["单位"])["类别"]
    assert rule.formula1.startswith('"教育局,乡镇教育办,幼儿园,')
    assert (rule.type, rule.errorStyle, rule.showErrorMessage) == ("list", None, True)
    assert str(rule.sqref) == "C2:C1048576"


def test_usual_words_are_offered_and_others_taken(templates: dict[str, Any]) -> None:
    """五老 kinds are a list to choose from, but a local word is none the less right."""
    rule = rules(templates["五老志愿者"]["五老志愿者"])["类别"]
    assert rule.formula1 == '"老干部,老战士,老专家,老教师,老模范"'
    assert not rule.showErrorMessage


def test_yes_and_no_may_be_said_in_other_words(templates: dict[str, Any]) -> None:
    """有 and 不详 are read as well, so nobody is stopped from writing them."""
    rule = rules(templates["关工委"]["关工委"])["办公室"]
    assert (rule.formula1, rule.errorStyle) == ('"是,否"', "warning")


def test_days_and_numbers_are_asked_for(templates: dict[str, Any]) -> None:
    """What is none is doubted, not refused: 不详 and 2024年3月1日 are read as well."""
    found = rules(templates["服务记录"]["服务记录"])
    assert [
        (found[each].type, found[each].errorStyle) for each in ("日期", "时长(小时)", "受益人数")
    ] == [
        ("date", "warning"),
        ("decimal", "warning"),
        ("whole", "warning"),
    ]


def test_a_column_has_the_format_of_what_it_holds(templates: dict[str, Any]) -> None:
    """A day that is typed is shown as one, and what looks like a number stays the text it is."""
    sheet = templates["服务记录"]["服务记录"]
    formats = {
        cell.value: sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]
    }
    assert formats == {
        "编号": "@",
        "志愿者编号": "@",
        "单位编号": "@",
        "日期": "yyyy-mm-dd",
        "项目": "@",
        "时长(小时)": "General",
        "受益人数": "General",
    }


def test_every_header_has_a_note(templates: dict[str, Any]) -> None:
    """It says what the column means, whether it is required, its unit and an example."""
    for book in templates.values():
        assert all(cell.comment for cell in book.worksheets[0][1])
    assert templates["服务记录"]["服务记录"]["F1"].comment.text == (
        "时长(小时)（选填）\n当天服务的时长\n填写：只填数字，不带单位；不清楚的留空\n单位：小时\n例如：1.5"
    )


def test_a_guide_tells_all_columns(templates: dict[str, Any]) -> None:
    """Its sheet stands behind the table and has a row for each column."""
    for layout in tabular.LAYOUTS:
        sheet = templates[layout.name].worksheets[1]
        assert sheet.title == GUIDE
        assert tuple(row[0].value for row in sheet.iter_rows(min_row=5)) == layout.headers


def test_columns_are_wide_enough_for_their_header(templates: dict[str, Any]) -> None:
    """A Chinese character takes the room of two."""
    for layout in tabular.LAYOUTS:
        sheet = templates[layout.name].worksheets[0]
        for cell in sheet[1]:
            width = sheet.column_dimensions[cell.column_letter].width
            assert width > len(cell.value.encode("gb18030"))


@pytest.mark.parametrize("layout", tabular.LAYOUTS, ids=lambda each: each.name)
def test_every_column_has_a_meaning(layout: tabular.Layout) -> None:
    """It is one sentence, and its words fit into the list that a spreadsheet keeps."""
    for column in layout.columns:
        assert meaning_of(layout.noun, column)
        assert len(",".join(words_of(layout.noun, column))) <= 255


def test_an_unknown_format_is_the_callers_mistake(tmp_path: Path) -> None:
    """So is a file whose name ends as no table's does."""
    form: Any = "pdf"
    with pytest.raises(BadArgument) as caught:
        tabular.write_templates(tmp_path, format=form)
    assert caught.value.name == "format"
    with pytest.raises(BadArgument) as caught:
        tabular.write([], tmp_path / "t.xls", noun=tabular.LAYOUTS[0].noun)
    assert caught.value.name == "target"
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before any file is made; text needs nothing."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "guangongwei.tabular.workbook", raising=False)
    with pytest.raises(MissingExtra) as caught:
        tabular.write([], tmp_path / "t.xlsx", noun=tabular.LAYOUTS[0].noun)
    assert caught.value.extra == "excel"
    with pytest.raises(MissingExtra):
        tabular.write_templates(tmp_path / "t", format="xlsx")
    assert list(tmp_path.iterdir()) == []
    tabular.write([], tmp_path / "t.csv", noun=tabular.LAYOUTS[0].noun)
