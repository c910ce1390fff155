"""Another program opens what is written, and what it saves is read again."""

from __future__ import annotations

import csv
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.reports.reviews import a_review

from guangongwei import reports, tabular
from guangongwei.errors import Cell
from guangongwei.model import OrganisationId, Volunteer, VolunteerId
from guangongwei.tabular.own_sheets import SUMMARY
from guangongwei.tabular.problems import problem
from guangongwei.testing import worlds

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

VOLUNTEERS = worlds.district(
    seed=7, schools=80, volunteers=40, services=0, history=0
).dataset.volunteers
AT = OrganisationId("D1")
ODD = (
    Volunteer(id=VolunteerId("007"), name="=1+1", organisation=AT, phone="013800000000"),
    Volunteer(id=VolunteerId("V2"), name="a\nb_x0041_ ", organisation=AT, roles=("甲、乙", "丙")),
)


def converted(files: list[Path], form: str, folder: Path) -> list[Path]:
    """The files as LibreOffice writes them in another form."""
    folder.mkdir()
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], capture_output=True, check=True, timeout=300)
    ending = form.partition(":")[0]
    return [folder / f"{file.stem}.{ending}" for file in files]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A table of volunteers, some of them with texts that programs have trouble with."""
    file = tmp_path / "五老志愿者.xlsx"
    tabular.write([*VOLUNTEERS, *ODD], file)
    return file


def test_a_table_is_shown_as_it_is_meant(workbook: Path, tmp_path: Path) -> None:
    """Texts are texts, days are days of four digits, and no formula is run."""
    (shown,) = converted([workbook], "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path / "out")
    with shown.open(encoding="utf-8", newline="") as opened:
        _, first, *_, zeros, _ = csv.reader(opened)
    known = VOLUNTEERS[0]
    assert first[:2] == [known.id, known.name]
    assert first[7] == (known.joined.isoformat() if known.joined else "")
    assert (zeros[0], zeros[1], zeros[6]) == ("007", "'=1+1", "013800000000")


def test_what_it_saves_is_read_as_the_same_records(workbook: Path, tmp_path: Path) -> None:
    """As a workbook of its own, and as an OpenDocument."""
    for form in ("xlsx", "ods"):
        (saved,) = converted([workbook], form, tmp_path / form)
        assert tabular.read(saved, Volunteer).value == (*VOLUNTEERS, *ODD)


def test_comments_are_shown_on_their_cells(workbook: Path, tmp_path: Path) -> None:
    """On a workbook of ours and on one that the program saved itself."""
    (own,) = converted([workbook], "xlsx", tmp_path / "own")
    place = Cell(workbook.name, 3, "加入日期", sheet="五老志愿者", letter="H")
    for source in (workbook, own):
        target = tmp_path / f"{source.parent.name}.xlsx"
        tabular.annotate(source, [problem("T105", place)], target)
        (shown,) = converted([target], "fods", tmp_path / f"{source.parent.name}.fods")
        content = shown.read_text("utf-8")
        assert content.count("<office:annotation ") == 1
        assert "错误 T105：不是日期" in content
        assert f'table:name="{SUMMARY}"' in content


def test_everything_is_printed(workbook: Path, tmp_path: Path) -> None:
    """Template, table, workbook with comments and review become pages."""
    tabular.write_templates(tmp_path / "t", format="xlsx")
    reports.write(a_review(), tmp_path / "r", workbook=True)
    annotated = tmp_path / "批注.xlsx"
    tabular.annotate(workbook, [], annotated)
    files = [tmp_path / "t" / "活动.xlsx", tmp_path / "r" / "review.xlsx", workbook, annotated]
    for page in converted(files, "pdf", tmp_path / "pdf"):
        assert page.read_bytes().startswith(b"%PDF")


def test_a_template_that_was_filled_in_there_is_read(tmp_path: Path) -> None:
    """Its guide is passed over in silence."""
    tabular.write_templates(tmp_path / "t", format="xlsx")
    file = tmp_path / "t" / "五老志愿者.xlsx"
    book: Any = openpyxl.load_workbook(file)
    book.worksheets[0].append(["V1", "张三", "男", None, "老教师", "D1"])
    book.save(file)
    (saved,) = converted([file], "xlsx", tmp_path / "saved")
    checked = tabular.read(saved, Volunteer)
    assert [each.id for each in checked.value] == ["V1"]
    assert checked.problems == ()
