"""A plan that is a Word document is read as the same plan typed by hand."""

from __future__ import annotations

import importlib
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests import word
from tests.word import a_list, definition, level, paragraph, run

from guangongwei import plans
from guangongwei.errors import MissingExtra, NotReadable, Severity, Span
from guangongwei.plans import docx

ROOT = Path(__file__).parents[2]
TEXTS = [
    *sorted((ROOT / "tests" / "data" / "plans").glob("*.txt")),
    ROOT / "examples" / "wujin_2024" / "plan.txt",
]
#: A section, its points and their parts are the levels of one list, as Word offers it.
LEVELS = definition(
    1,
    level(0, "%1、", numbering="chineseCounting"),
    level(1, "%2.", more='<w:lvlRestart w:val="0"/>'),
    level(2, "（%3）"),
)
PLAN = """\
示例区教育局关工委2024年工作要点
一、建强队伍
1.动员更多的老教师加入关工队伍。
2.确保年底前发稿不少于200篇。
（1）每月一报。
（2）每季一评。
二、优化服务
3.把活动办到孩子们身边。
"""


def typed(text: str) -> str:
    """A text with the line ends of a document."""
    return "".join(f"{line}\n" for line in text.splitlines())


def save(folder: Path, content: bytes, name: str = "plan.docx") -> Path:
    """A file."""
    file = folder / name
    file.write_bytes(content)
    return file


def reason(file: Path) -> str:
    """Why a file is refused."""
    with pytest.raises(NotReadable) as caught:
        plans.read(file)
    assert caught.value.path == file.name
    return caught.value.reason


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_a_plan_with_automatic_numbers_is_the_plan_typed_by_hand(
    tmp_path: Path, file: Path
) -> None:
    """Every fact of it, every place and every problem."""
    text = typed(file.read_text(encoding="utf-8"))
    automatic = word.with_automatic_numbers(text)
    assert b"numbering" in automatic
    read = plans.read(save(tmp_path, automatic))
    assert read == plans.parse(text, name="plan.docx")


def test_the_levels_of_one_list_are_sections_points_and_parts(tmp_path: Path) -> None:
    """Points that run on through the sections, and parts that begin anew."""
    at = (None, 0, 1, 1, 2, 2, 0, 1)
    words = [line.lstrip("一二、123.（）") if level is not None else line for level, line in zip(at, PLAN.splitlines(), strict=True)]  # fmt: skip
    blocks = [
        paragraph(each, in_list=None if level is None else (1, level))
        for level, each in zip(at, words, strict=True)
    ]
    file = save(tmp_path, word.document(*blocks, numbering=LEVELS + a_list(1, 1)))
    assert plans.read(file).value == plans.parse(PLAN, name="plan.docx").value


def test_numbers_may_come_from_styles(tmp_path: Path) -> None:
    """Headings that are numbered by their style alone."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
        for name in ("标题1", "标题2")
    )
    numbering = definition(
        1,
        level(0, "%1、", numbering="chineseCounting", more='<w:pStyle w:val="标题1"/>'),
        level(1, "%2.", more='<w:pStyle w:val="标题2"/>'),
    )
    content = word.document(
        paragraph("2024年工作要点"),
        paragraph("建强队伍", style="标题1"),
        paragraph("动员更多的老教师。", style="标题2"),
        paragraph("优化服务", style="标题1"),
        paragraph("把活动办到身边。", style="标题2"),
        numbering=numbering + a_list(1, 1),
        styles=styles,
    )
    assert plans.read(save(tmp_path, content)).value.text == (
        "2024年工作要点\n一、建强队伍\n1.动员更多的老教师。\n二、优化服务\n1.把活动办到身边。\n"
    )


def test_what_is_left_out_is_said_once_with_its_first_place() -> None:
    """A code for each kind, and no word of what was left out."""
    hidden = run("内部", "<w:vanish/>")
    gone = "<w:del><w:r><w:delText>作废</w:delText></w:r></w:del>"
    content = word.document(
        paragraph("2024年工作要点"),
        paragraph(run("学习") + hidden),
        paragraph(run("活动") + hidden + gone),
    )
    checked = docx.text(io.BytesIO(content), "plan.docx")
    assert checked.value == "2024年工作要点\n学习\n活动\n"
    assert [(each.code, each.place, each.severity) for each in checked.problems] == [
        ("P111", Span("plan.docx", 13, 15), Severity.NOTE),
        ("P112", Span("plan.docx", 10, 12), Severity.WARNING),
    ]
    assert "2 places" in checked.problems[1].message
    assert not any(each in str(checked.problems) for each in ("内部", "作废"))


def test_text_beside_the_text_is_left_out_and_said() -> None:
    """Headers, footers, notes and comments; a page number is no text."""
    content = word.document(
        paragraph("学习"),
        header=paragraph("内部资料"),
        footer=paragraph("- 1 -"),
        footnotes=f'<w:footnote w:id="1">{paragraph("见附件")}</w:footnote>',
        comments=f'<w:comment w:id="1">{paragraph("")}</w:comment>',
    )
    (problem,) = docx.text(io.BytesIO(content), "plan.docx").problems
    assert (problem.code, problem.place) == ("P114", Span("plan.docx", 0, 3))
    assert problem.message == "headers, footnotes are left out"


def test_what_is_said_of_the_document_comes_before_what_is_said_of_the_plan(tmp_path: Path) -> None:
    """Both kinds of problems are told together."""
    content = word.document(paragraph(run("学习") + run("内部", "<w:vanish/>")))
    checked = plans.read(save(tmp_path, content))
    assert [each.code for each in checked.problems] == ["P112", "P104", "P204"]


def test_a_document_is_told_by_what_it_holds(tmp_path: Path) -> None:
    """Whatever the file is called."""
    content = word.document(paragraph("2024年工作要点"))
    for name in ("plan.docx", "plan.DOCX", "plan.doc", "plan.txt", "plan"):
        assert plans.read(save(tmp_path, content, name)).value.text == "2024年工作要点\n"


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1\\ansi}", ".docx"),
    ],
)
@pytest.mark.parametrize("name", ["plan.docx", "plan.txt", "plan.doc", "plan.pdf"])
def test_other_kinds_are_refused_by_what_they_hold(
    tmp_path: Path, content: bytes, advice: str, name: str
) -> None:
    """With a word on what to do, whatever the file is called."""
    assert advice in reason(save(tmp_path, content, name))


def other(main: str, kind: str, base: str = word.OFFICE) -> bytes:
    """A package that is something else than a document."""
    return word.package(
        {
            "[Content_Types].xml": f'<Types xmlns="{word.PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{main}" ContentType="{kind}"/></Types>',
            "_rels/.rels": word.relations({"officeDocument": main, "other": main}, base),
            main: "<a/>",
        }
    )


SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (other("xl/workbook.xml", SPREADSHEET), "workbook"),
        (other("ppt/presentation.xml", SLIDES), "presentation"),
        (other("w.xml", f"{word.WORD}.document.main+xml", "http://purl.oclc.org/ooxml"), "Strict"),
        (other("a.xml", "application/xml", "http://example.org"), "damaged"),
        (word.package({"mimetype": "application/vnd.oasis.opendocument.text"}), "damaged"),
        (word.package({"a.xml": "<!DOCTYPE a><a/>"}), "document type"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_archives_that_are_no_document_are_refused(
    tmp_path: Path, content: bytes, advice: str
) -> None:
    """Workbooks, slides, and whatever else is in an archive."""
    assert advice in reason(save(tmp_path, content))


def test_an_archive_without_a_main_part_is_refused(tmp_path: Path) -> None:
    """Nothing says which part is the document."""
    content = word.package(
        {
            "[Content_Types].xml": f'<Types xmlns="{word.PACKAGE}/content-types"><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
            "_rels/.rels": word.relations({}),
        }
    )
    assert "no Word document" in reason(save(tmp_path, content))


def test_what_a_reader_raises_does_not_go_on(tmp_path: Path) -> None:
    """The chain of the exception ends here: it could show what the file says."""
    content = other("word/document.xml", f"{word.WORD}.document.main+xml")
    with pytest.raises(NotReadable) as caught:
        plans.read(save(tmp_path, content))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_addresses_elsewhere_are_never_followed(tmp_path: Path) -> None:
    """A template on another machine stays there."""
    content = word.document(paragraph("学习", in_list=(1, 0)), away=("numbering", "header"))
    checked = plans.read(save(tmp_path, content))
    assert checked.value.text == "学习\n"
    assert [each.code for each in checked.problems] == ["P104", "P204"]


def test_without_its_extra_a_document_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exception names the extra; whoever has text files never meets it."""
    monkeypatch.setitem(sys.modules, "docx.opc.package", None)
    monkeypatch.delitem(sys.modules, "guangongwei.plans.docx")
    with pytest.raises(MissingExtra) as caught:
        importlib.import_module("guangongwei.plans.docx")
    assert caught.value.extra == "docx"


def test_a_document_written_by_libreoffice_is_the_plan_typed_by_hand(tmp_path: Path) -> None:
    """Another word processor writes the same numbers in its own way."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    first = tmp_path / "first"
    first.mkdir()
    text = typed(TEXTS[-1].read_text(encoding="utf-8"))
    save(first, word.with_automatic_numbers(text))
    command = [
        soffice,
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        *("--headless", "--convert-to", "docx", "--outdir", str(tmp_path)),
        str(first / "plan.docx"),
    ]
    process = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if not (tmp_path / "plan.docx").exists():
        pytest.skip(f"LibreOffice converts no documents here: {process.stderr[:200]}")
    read = plans.read(tmp_path / "plan.docx").value
    assert read == plans.parse(text, name="plan.docx").value
