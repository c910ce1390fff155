"""Somebody's own workbook comes back with comments, and with everything else as it was."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter

from guangongwei.archive import Refused
from guangongwei.errors import BadArgument, Cell, NotReadable, Problem
from guangongwei.tabular.annotate import annotate
from guangongwei.tabular.own_sheets import SUMMARY
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ROSTER, OTHER = "名册", "其他 'x' & y"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with nearly all that workbooks have."""
    file = tmp_path / "五老.xlsx"
    with xlsxwriter.Workbook(file) as book:
        red = book.add_format({"bg_color": "#FF0000"})
        sheet = book.add_worksheet(ROSTER)
        sheet.write_row(0, 0, ["编号", "姓名", "加入日期"], book.add_format({"bold": True}))
        for row in range(1, 20):
            sheet.write_row(row, 0, [f"V{row}", "张三", "2024-2-30"])
        sheet.write_formula("E2", "=SUM(1,1)", None, 2)
        sheet.write_url("E3", "https://example.org/")
        sheet.write_comment("B3", "我的批注", {"author": "李四"})
        sheet.set_row(5, 30, None, {"hidden": True})
        sheet.set_column(1, 1, 33)
        sheet.set_column(6, 6, 9, None, {"hidden": True})
        sheet.merge_range("H1:I2", "合并")
        sheet.data_validation("B2:B9", {"validate": "list", "source": ["张三"]})
        sheet.conditional_format("A1:B4", {"type": "duplicate", "format": red})
        sheet.autofilter("A1:C20")
        sheet.freeze_panes(1, 0)
        sheet.protect("secret")
        chart: Any = book.add_chart({"type": "bar"})
        chart.add_series({"values": f"={ROSTER}!$A$1:$A$3"})
        sheet.insert_chart("K2", chart)
        other = book.add_worksheet(OTHER)
        other.add_table("A1:B3")
        other.set_header("&L页眉")
        book.add_worksheet("藏").very_hidden()
        book.define_name("Mine", f"={ROSTER}!$A$1")
    return file


def at(
    row: int | None, letter: str | None, *, sheet: str | None = ROSTER, code: str = "T105"
) -> Problem:
    """A problem somewhere in the workbook."""
    return problem(code, Cell("五老.xlsx", row, "加入日期", sheet=sheet, letter=letter))


def annotated(file: Path, problems: Iterable[Problem], **given: Any) -> Path:  # noqa: ANN401
    """The workbook with comments."""
    target = file.with_name("批注.xlsx")
    target.unlink(missing_ok=True)
    annotate(file, problems, target, **given)
    return target


def parts(file: Path) -> dict[str, bytes]:
    """Every part of a package."""
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def comments(file: Path, sheet: str = ROSTER) -> dict[str, str]:
    """The comments of a sheet, as another program reads them."""
    rows = openpyxl.load_workbook(file)[sheet].iter_rows()
    return {cell.coordinate: cell.comment.text for row in rows for cell in row if cell.comment}


def test_each_wrong_cell_has_a_comment(workbook: Path) -> None:
    """Its code, what is wrong and what to do, in Chinese and in English; no value."""
    found = comments(annotated(workbook, [at(3, "C"), at(2, "A", sheet=OTHER)]))
    assert found["C3"] == (
        "错误 T105：不是日期\n请填写年月日，例如 2024-03-01；不详时留空。\nis not a day\n"
        "Write year, month and day, such as 2024-03-01; leave the cell blank where it is unknown."
    )
    assert set(comments(workbook.with_name("批注.xlsx"), OTHER)) == {"A2"}


def test_several_problems_of_a_cell_share_its_comment(workbook: Path) -> None:
    """Each is told once, and too many are counted."""
    many = [at(3, "C", code=f"T10{number}") for number in range(1, 10)]
    found = comments(annotated(workbook, [at(3, "C"), at(3, "C"), at(3, "C", code="T102")]))
    assert [found["C3"].count(code) for code in ("T105", "T102")] == [1, 1]
    assert comments(annotated(workbook, [*many, at(3, "C", code="T110")]))["C3"].endswith(
        "另有 2 个问题"
    )


def test_a_comment_that_is_there_is_kept(workbook: Path) -> None:
    """What is wrong follows it, under a mark."""
    text = comments(annotated(workbook, [at(3, "B")]))["B3"]
    assert text.startswith("我的批注\n〔核对〕错误 T105：不是日期")


def test_a_problem_of_a_row_stands_at_its_first_cell(workbook: Path) -> None:
    """One of a sheet or of the file is in the list alone, one of another file nowhere."""
    elsewhere = problem("T105", Cell("别的.xlsx", 2, None, sheet=ROSTER, letter="C"))
    found = [at(4, None), at(None, None), at(None, None, sheet=None), elsewhere]
    target = annotated(workbook, found)
    assert set(comments(target)) == {"A4", "B3"}
    rows = list(openpyxl.load_workbook(target)[SUMMARY].iter_rows(min_row=5, values_only=True))
    assert [row[2] for row in rows] == ["名册!4!加入日期", "名册!加入日期", "五老.xlsx!加入日期"]


def test_nothing_else_in_the_file_is_changed(workbook: Path) -> None:
    """Parts are copied byte for byte; a sheet has one reference more, and only where it needs it."""
    before = parts(workbook)
    after = parts(annotated(workbook, [at(3, "C"), at(2, "A", sheet=OTHER)]))
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/_rels/sheet2.xml.rels",
    }
    assert set(after) - set(before) == {
        "xl/worksheets/sheet4.xml",
        "xl/comments2.xml",
        "xl/drawings/vmlDrawing2.vml",
    }
    reference = after["xl/worksheets/sheet2.xml"].partition(b"<legacyDrawing")[2]
    added = b"<legacyDrawing" + reference[: reference.index(b"/>") + 2]
    assert (
        after["xl/worksheets/sheet2.xml"].replace(added, b"") == before["xl/worksheets/sheet2.xml"]
    )
    assert reference.index(b"<tableParts") > 0


def test_every_cell_is_as_it_was(workbook: Path) -> None:
    """Values, formulas, formats, hidden rows, widths, merged cells, dropdown lists, protection."""

    def told(file: Path) -> dict[str, object]:
        book: Any = openpyxl.load_workbook(file)
        return {
            sheet.title: (
                [(cell.coordinate, cell.value, cell.style_id) for row in sheet for cell in row],
                {row: (each.hidden, each.height) for row, each in sheet.row_dimensions.items()},
                {each.min: (each.hidden, each.width) for each in sheet.column_dimensions.values()},
                str(sheet.merged_cells),
                [
                    (str(each.sqref), each.formula1)
                    for each in sheet.data_validations.dataValidation
                ],
                (sheet.sheet_state, sheet.freeze_panes, sheet.protection.password),
                (sheet.auto_filter.ref, len(sheet._charts), list(sheet.tables)),  # noqa: SLF001
            )
            for sheet in book.worksheets
            if sheet.title != SUMMARY
        }

    assert told(annotated(workbook, [at(3, "C")])) == told(workbook)


def test_a_workbook_without_problems_says_so(workbook: Path) -> None:
    """It has the list, no new comment, and no sheet is touched."""
    target = annotated(workbook, [])
    before, after = parts(workbook), parts(target)
    assert all(after[name] == before[name] for name in before if "/worksheets/" in name)
    assert openpyxl.load_workbook(target)[SUMMARY]["A2"].value == "没有发现问题"


def test_what_was_said_before_is_taken_away(workbook: Path) -> None:
    """Whoever mends the copy and has it read again sees what is wrong now, once."""
    first = annotated(workbook, [at(3, "C"), at(3, "B"), at(2, "A", sheet=OTHER)])
    again = first.rename(workbook)
    target = annotated(again, [at(9, "C")])
    assert set(comments(target)) == {"C9", "B3"}
    assert comments(target)["B3"] == "我的批注"
    assert comments(target, OTHER) == {}
    assert openpyxl.load_workbook(target).sheetnames == [ROSTER, OTHER, "藏", SUMMARY]
    drawing = parts(target)["xl/drawings/vmlDrawing1.vml"]
    assert drawing.count(b"</v:shape>") == 2
    assert b"</v:shape>" not in parts(target)["xl/drawings/vmlDrawing2.vml"]


def test_the_list_leads_to_the_cells(workbook: Path) -> None:
    """What matters most comes first, and a click on a place goes there."""
    found = [at(2, "C", code="T009"), at(3, "B", sheet=OTHER), at(None, None, sheet=None)]
    sheet = openpyxl.load_workbook(annotated(workbook, found, further=[("T105", 7)]))[SUMMARY]
    assert [cell.value for cell in sheet["A"]] == [
        SUMMARY,
        "共列出 3 个问题：错误 2，说明 1",
        "另有 7 个未逐一列出：T105 ×7",
        "位置可点击；批注在相应单元格中。除批注和本页外，文件未作任何改动。",
        "程度",
        "错误",
        "错误",
        "说明",
    ]
    links = {cell.coordinate: cell.hyperlink.location for cell in sheet["C"] if cell.hyperlink}
    assert links == {"C6": "'其他 ''x'' & y'!B3", "C8": "'名册'!C2"}


def test_a_message_is_a_text_whatever_it_holds(workbook: Path) -> None:
    """A header that somebody made up stands in it, and is neither XML nor a formula."""
    place = Cell("五老.xlsx", 3, "=<b>&\"'\x07\u202e", sheet=ROSTER, letter="C")
    target = annotated(workbook, [Problem("X1", place, "=1+<b>&\x07\u202e", hint="]]>")])
    assert comments(target)["C3"] == "错误 X1：=1+<b>&\ufffd\ufffd\n]]>"
    cell = openpyxl.load_workbook(target)[SUMMARY]["F5"]
    assert (cell.data_type, cell.value) == ("s", "=1+<b>&\ufffd\ufffd")


def test_a_thousand_comments_have_a_box_each(workbook: Path) -> None:
    """The numbers of the boxes stay within the blocks that the sheet says are its own."""
    drawing = parts(annotated(workbook, [at(row, "C") for row in range(2, 1202)]))
    content = drawing["xl/drawings/vmlDrawing1.vml"]
    assert content.count(b"</v:shape>") == 1201
    assert b'data="1,2"' in content


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_sheet_in_another_encoding_gets_its_comments(workbook: Path, encoding: str) -> None:
    """Nobody's file is refused for how its parts are written."""
    whole = parts(workbook)
    with zipfile.ZipFile(workbook, "w") as package:
        for name, content in whole.items():
            if name == "xl/worksheets/sheet2.xml":
                text = content.decode().replace('encoding="UTF-8"', f'encoding="{encoding[:6]}"')
                package.writestr(name, text.replace("utf-8-", "utf-8").encode(encoding))
            else:
                package.writestr(name, content)
    assert set(comments(annotated(workbook, [at(2, "A", sheet=OTHER)]), OTHER)) == {"A2"}


def test_prefixes_are_kept(workbook: Path) -> None:
    """Some programs write every element with a prefix."""
    whole = parts(workbook)
    book: Any = openpyxl.Workbook()
    book.active.title = ROSTER
    book.active["A1"] = "x"
    book.save(workbook)
    whole = parts(workbook)
    sheet = whole["xl/worksheets/sheet1.xml"].decode().replace("<", "<m:").replace("<m:/", "</m:")
    whole["xl/worksheets/sheet1.xml"] = sheet.replace("xmlns=", "xmlns:m=").encode()
    with zipfile.ZipFile(workbook, "w") as package:
        for name, content in whole.items():
            package.writestr(name, content)
    target = annotated(workbook, [at(1, "A")])
    assert b"<m:legacyDrawing " in parts(target)["xl/worksheets/sheet1.xml"]
    assert set(comments(target)) == {"A1"}


def test_a_stream_serves_as_well_as_a_path(workbook: Path) -> None:
    """A stream without a name is the table that `read` calls so."""
    target = BytesIO()
    place = Cell("table", 3, None, sheet=ROSTER, letter="C")
    annotate(BytesIO(workbook.read_bytes()), [problem("T105", place)], target)
    assert openpyxl.load_workbook(target)[ROSTER]["C3"].comment


def test_what_is_no_workbook_is_the_callers_mistake(workbook: Path, tmp_path: Path) -> None:
    """So are a file that is not there, and one that is there already; nothing is left."""
    document = tmp_path / "要点.docx"
    with zipfile.ZipFile(document, "w") as package:
        package.writestr("word/document.xml", "<a/>")
    with pytest.raises(BadArgument) as caught:
        annotate(document, [], tmp_path / "new.xlsx")
    assert caught.value.name == "source"
    (tmp_path / "五老.csv").write_text("编号", "utf-8")
    with pytest.raises(Refused):
        annotate(tmp_path / "五老.csv", [], tmp_path / "new.xlsx")
    with pytest.raises(NotReadable):
        annotate(tmp_path / "无.xlsx", [], tmp_path / "new.xlsx")
    before = workbook.read_bytes()
    with pytest.raises(BadArgument) as caught:
        annotate(workbook, [], workbook)
    assert caught.value.name == "path"
    assert workbook.read_bytes() == before
    assert not (tmp_path / "new.xlsx").exists()


def test_a_document_type_is_refused(workbook: Path, tmp_path: Path) -> None:
    """What is somebody else's is opened as carefully here as where it is read."""
    whole = parts(workbook)
    whole["xl/workbook.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + whole["xl/workbook.xml"][56:]
    with zipfile.ZipFile(workbook, "w") as package:
        for name, content in whole.items():
            package.writestr(name, content)
    with pytest.raises(Refused):
        annotate(workbook, [at(3, "C")], tmp_path / "new.xlsx")
    assert not (tmp_path / "new.xlsx").exists()
