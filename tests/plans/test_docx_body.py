"""What a document shows becomes lines of text, and what is left out is said."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from tests import word
from tests.word import a_list, definition, level, paragraph, run

from guangongwei.plans.docx_body import (
    CONTENTS,
    DELETED,
    EMBEDDED,
    HIDDEN,
    PICTURE,
    UNKNOWN_FORMAT,
    Body,
    joined,
)

NUMBERING = definition(1, level(0, "%1、", numbering="chineseCounting")) + a_list(1, 1)
DELETED_MARK = '<w:del w:id="1"/>'
ONE = (1, 0)


def read(*blocks: str, numbering: str = NUMBERING) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text of a document, and where something is said of it."""
    body = ET.fromstring(word.xml("body", "".join(blocks)))
    return joined(Body(body, numbering=ET.fromstring(word.xml("numbering", numbering))).pieces())


def text(*blocks: str) -> str:
    """The text of a document of which nothing is to be said."""
    told, said = read(*blocks)
    assert said == {}
    return told


def deleted(words: str) -> str:
    """A tracked deletion."""
    return f'<w:del w:id="1"><w:r><w:delText>{words}</w:delText></w:r></w:del>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells, each with a paragraph or more."""
    told = "".join(
        f"<w:tr>{''.join(f'<w:tc>{each}</w:tc>' for each in cells)}</w:tr>" for cells in rows
    )
    return f"<w:tbl><w:tblPr/>{told}</w:tbl>"


def test_a_paragraph_is_a_line() -> None:
    """Numbered as it is shown; an empty one is an empty line."""
    assert (
        text(paragraph("要点"), paragraph(""), paragraph("学习", in_list=ONE))
        == "要点\n\n一、学习\n"
    )


def test_a_numbered_paragraph_without_words_shows_its_number() -> None:
    """As it does in the word processor."""
    assert text(paragraph("", in_list=ONE), paragraph("学习", in_list=ONE)) == "一、\n二、学习\n"


def test_signs_that_are_no_letters_are_kept() -> None:
    """Line breaks, tabs, hyphens that do not break, and symbols that have a number."""
    signs = (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:ptab/><w:t>丙</w:t><w:noBreakHyphen/>"
        '<w:br w:type="page"/><w:sym w:font="Symbol" w:char="2611"/>'
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="x"/><w:cr/><w:t>丁\n戊</w:t></w:r>'
    )
    assert text(paragraph(signs)) == "甲\n乙\t\t丙-☑\n丁 戊\n"


def test_words_in_links_fields_controls_and_formulas_are_kept() -> None:
    """What is around them is passed through."""
    around = (
        "<w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink>"
        '<w:fldSimple w:instr="DATE"><w:r><w:t>乙</w:t></w:r></w:fldSimple>'
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>丙</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:smartTag><w:ins w:id="1"><w:r><w:t>丁</w:t></w:r></w:ins></w:smartTag>'
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    )
    assert text(paragraph(around)) == "甲乙丙丁x\n"


def test_of_words_with_their_reading_the_words_are_kept() -> None:
    """拼音 above a word is not read into it."""
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>jiāo</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>教</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    assert text(paragraph(ruby)) == "教\n"


def test_tracked_insertions_are_kept_and_deletions_left_out() -> None:
    """The text is the one with all changes accepted."""
    changed = f'{run("全年")}{deleted("三")}<w:ins w:id="2">{run("四")}</w:ins>{run("次")}'
    assert read(paragraph("要点"), paragraph(changed)) == ("要点\n全年四次\n", {DELETED: [(3, 7)]})


def test_moved_words_stand_where_they_were_moved_to() -> None:
    """Where they were they are left out."""
    moved = f'<w:moveFrom w:id="1">{run("甲")}</w:moveFrom>{run("乙")}<w:moveTo w:id="1">{run("甲")}</w:moveTo>'
    assert read(paragraph(moved)) == ("乙甲\n", {DELETED: [(0, 2)]})


def test_deletions_between_paragraphs_are_said() -> None:
    """There they hold formulas."""
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    assert read(f'<w:del w:id="1">{formula}</w:del>', paragraph("甲")) == (
        "甲\n",
        {DELETED: [(0, 0)]},
    )


def test_a_deletion_of_nothing_is_not_said() -> None:
    """Word leaves empty deletions behind."""
    assert text(paragraph(run("学习") + deleted(""))) == "学习\n"


def test_a_deleted_paragraph_is_not_counted() -> None:
    """The numbers after it are those that are left when it is gone."""
    told, said = read(
        paragraph("学习", in_list=ONE),
        paragraph(deleted("旧"), in_list=ONE, mark=DELETED_MARK),
        paragraph("活动", in_list=ONE),
    )
    assert (told, list(said)) == ("一、学习\n二、活动\n", [DELETED])


def test_a_deleted_last_paragraph_leaves_no_line() -> None:
    """Nothing follows that it could run into."""
    told, _ = read(paragraph("学习"), paragraph(deleted("旧"), in_list=ONE, mark=DELETED_MARK))
    assert told == "学习\n"


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next() -> None:
    """One line, with the number of the part that has words."""
    told, _ = read(
        paragraph("加强", in_list=ONE, mark=DELETED_MARK),
        paragraph("学习", in_list=ONE),
        paragraph("活动", in_list=ONE),
    )
    assert told == "一、加强学习\n二、活动\n"


def test_a_table_ends_a_line_whose_end_is_deleted() -> None:
    """A paragraph cannot run into a table."""
    told, _ = read(paragraph("学习", mark=DELETED_MARK), table((paragraph("甲"),)))
    assert told == "学习\n甲\n"


def test_hidden_text_is_left_out() -> None:
    """And said; a paragraph that is hidden with its end leaves no line."""
    told, said = read(
        paragraph(run("学习") + run("内部", "<w:vanish/>") + run("", "<w:vanish/>")),
        paragraph(run("全部内部", "<w:vanish/>"), in_list=ONE, mark="<w:vanish/>"),
        paragraph("活动", in_list=ONE),
    )
    assert (told, said) == ("学习\n一、活动\n", {HIDDEN: [(0, 2), (3, 7)]})


def test_a_hidden_end_of_a_paragraph_lets_a_heading_run_into_its_text() -> None:
    """Word calls it a style separator."""
    told, said = read(
        paragraph("学习", in_list=ONE, mark="<w:vanish/><w:specVanish/>"), paragraph("。每月一次。")
    )
    assert (told, said) == ("一、学习。每月一次。\n", {})


def test_the_cells_of_a_row_stand_on_one_line() -> None:
    """With tabs between them, in the order of the document."""
    assert (
        text(
            paragraph("要点"),
            table((paragraph("1"), paragraph("学习"), paragraph("")), (paragraph("2"), paragraph("活动"), paragraph("办公室"))),
            paragraph("附"),
        )
        == "要点\n1\t学习\n2\t活动\t办公室\n附\n"
    )  # fmt: skip


def test_cells_of_several_lines_stand_below_each_other() -> None:
    """A plan that is laid out in one cell reads like a plan."""
    assert text(
        table((paragraph("学习", in_list=ONE) + paragraph("活动", in_list=ONE), paragraph("办公室")))
    ) == "一、学习\n二、活动\n办公室\n"  # fmt: skip


def test_a_table_in_a_cell_is_read_in_its_place() -> None:
    """As the lines of the cell."""
    inner = table((paragraph("甲"), paragraph("乙")))
    assert text(table((paragraph("外") + inner, paragraph("丙")))) == "外\n甲\t乙\n丙\n"


def test_cells_merged_downwards_are_read_once() -> None:
    """What lies below the first of them shows nothing."""
    top = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("德育")
    below = "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("德育")
    assert text(table((top, paragraph("甲")), (below, paragraph("乙")))) == "德育\t甲\n乙\n"


@pytest.mark.parametrize(
    ("properties", "code"), [('<w:del w:id="1"/>', DELETED), ("<w:hidden/>", HIDDEN)]
)
def test_rows_may_be_deleted_or_hidden(properties: str, code: str) -> None:
    """They are left out and said."""
    rows = f"<w:tr><w:trPr>{properties}</w:trPr><w:tc>{paragraph('旧')}</w:tc></w:tr>"
    told, said = read(f"<w:tbl>{rows}<w:tr><w:tc>{paragraph('新')}</w:tc></w:tr></w:tbl>")
    assert (told, list(said)) == ("新\n", [code])


def test_a_cell_may_be_deleted() -> None:
    """And what is said in a cell is said of its row."""
    gone = '<w:tcPr><w:cellDel w:id="1"/></w:tcPr>' + paragraph("旧")
    told, said = read(table((gone, paragraph(run("新") + run("内", "<w:vanish/>")))))
    assert (told, said) == ("新\n", {DELETED: [(0, 1)], HIDDEN: [(0, 1)]})


def test_rows_and_cells_in_controls_are_read() -> None:
    """Forms wrap them."""
    cell = f"<w:sdt><w:sdtContent><w:tc>{paragraph('甲')}</w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt>"
    assert text(f"<w:tbl><w:tblPr><w:tr/></w:tblPr>{row}</w:tbl>") == "甲\n"


def test_paragraphs_in_controls_are_read() -> None:
    """A control may hold whole parts of a plan."""
    control = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('学习', in_list=ONE)}</w:sdtContent></w:sdt>"
    )
    assert text(control, f"<w:customXml>{paragraph('附')}</w:customXml>") == "一、学习\n附\n"


def test_of_several_ways_to_say_the_same_one_is_read() -> None:
    """Between paragraphs as inside them."""
    told = [f"<mc:{way}>{paragraph('学习')}</mc:{way}>" for way in ("Choice", "Fallback")]
    choice = f"<mc:AlternateContent>{''.join(told)}</mc:AlternateContent>"
    assert text(choice, "<mc:AlternateContent/>") == "学习\n"


def test_a_text_box_follows_the_paragraph_it_hangs_on() -> None:
    """Once, though an older Word would find it a second time."""
    inner = f"<w:txbxContent>{paragraph('红头')}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{inner}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert (
        text(paragraph(box + run("要点")), paragraph("学习", in_list=ONE))
        == "要点\n红头\n一、学习\n"
    )


@pytest.mark.parametrize("picture", ["<a:blip/>", "<v:imagedata/>"])
def test_pictures_are_said(picture: str) -> None:
    """A scanned plan has no text, and its reader learns why."""
    told, said = read(paragraph(f"<w:r><w:drawing>{picture}</w:drawing></w:r>"))
    assert (told, said) == ("\n", {PICTURE: [(0, 0)]})


def test_documents_inside_a_document_are_said() -> None:
    """They are never opened."""
    assert read(paragraph("甲"), '<w:altChunk r:id="r1"/>') == ("甲\n", {EMBEDDED: [(2, 2)]})


def field(instruction: str, result: str) -> str:
    """A field in its long form, over one run each."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{run('不显示')}"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_of_a_field_the_result_is_read() -> None:
    """Its instruction is not shown."""
    assert text(paragraph(run("第") + field(" PAGE ", "1") + run("页"))) == "第1页\n"


def test_a_table_of_contents_is_left_out() -> None:
    """Its lines would be taken for headings; it is told by its field or by its control."""
    begin, end = field("TOC \\o", "一、学习 1").split(run("一、学习 1"))
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{paragraph('一、学习')}</w:sdtContent></w:sdt>"
    )
    inline = control.replace(paragraph("一、学习"), run("一、学习"))
    told, said = read(
        paragraph(begin + run("一、学习 1")),
        paragraph(run("二、活动 1") + end),
        control,
        paragraph(inline),
        paragraph("学习", in_list=ONE),
    )
    assert (told, list(said)) == ("一、学习\n", [CONTENTS])


def test_a_field_that_is_not_closed_hides_nothing() -> None:
    """Nobody loses a plan to a broken field."""
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    assert text(paragraph(begun + run("学习")), paragraph("活动")) == "学习\n活动\n"


def test_marks_of_fields_out_of_order_hide_nothing() -> None:
    """An end before any beginning closes nothing."""
    odd = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("end", "separate", "other")
    )
    odd += "<w:r><w:instrText>TOC</w:instrText></w:r>" + run("学习")
    assert text(paragraph(odd + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')) == "学习\n"


def test_a_number_in_a_format_that_is_not_known_is_said() -> None:
    """With the place of the line."""
    thai = definition(1, level(0, "%1.", numbering="thaiLetters")) + a_list(1, 1)
    assert read(paragraph("甲"), paragraph("乙", in_list=ONE), numbering=thai) == (
        "甲\n1.乙\n",
        {UNKNOWN_FORMAT: [(2, 5)]},
    )
