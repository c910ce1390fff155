"""What styles say about paragraphs holds along the chain they are based on."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from tests import word
from tests.word import a_list, definition, level, paragraph, run

from guangongwei.plans.docx_numbering import lists
from guangongwei.plans.docx_styles import Styles

NUMBERING = definition(
    1,
    level(0, "%1、", more='<w:pStyle w:val="一级"/>'),
    level(1, "（%2）", more='<w:pStyle w:val="二级"/>'),
) + a_list(1, 1)
LISTS = lists(ET.fromstring(word.xml("numbering", NUMBERING)))


def style(name: str, properties: str = "", *, based_on: str = "", attributes: str = "") -> str:
    """A paragraph style."""
    told = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}" {attributes}>{told}{properties}</w:style>'
    )


def numbered(list_id: int | None, at: int | None = None) -> str:
    """The properties of a style that is in a list."""
    told = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    told += "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
    return f"<w:pPr><w:numPr>{told}</w:numPr></w:pPr>"


def of(styles: str, block: str) -> tuple[str, int] | None:
    """The list that a paragraph is in."""
    root = ET.fromstring(word.xml("document", block))
    return Styles(ET.fromstring(word.xml("styles", styles))).list_of(root[0], LISTS)


def test_a_paragraph_is_in_the_list_that_it_names() -> None:
    """By itself, without any style."""
    assert of("", paragraph("学习", in_list=(1, 1))) == ("1", 1)


def test_a_paragraph_without_list_and_style_is_in_none() -> None:
    """Most paragraphs are not numbered."""
    assert of("", paragraph("学习")) is None
    assert Styles(None).list_of(ET.fromstring(word.xml("p", "")), LISTS) is None


def test_a_style_may_number_its_paragraphs() -> None:
    """At the level that its list gives to the style."""
    styles = style("一级", numbered(1)) + style("二级", numbered(1, 0))
    assert of(styles, paragraph("学习", style="一级")) == ("1", 0)
    assert of(styles, paragraph("学习", style="二级")) == ("1", 1)


def test_a_style_that_no_level_names_tells_its_level_itself() -> None:
    """The level stands in the style, or it is the first one."""
    styles = style("甲", numbered(1, 1)) + style("乙", numbered(1))
    assert of(styles, paragraph("学习", style="甲")) == ("1", 1)
    assert of(styles, paragraph("学习", style="乙")) == ("1", 0)


def test_a_style_takes_its_list_from_the_one_it_is_based_on() -> None:
    """However long the chain is."""
    styles = style("甲", numbered(1)) + style("乙", based_on="甲") + style("丙", based_on="乙")
    assert of(styles, paragraph("学习", style="丙")) == ("1", 0)
    styles += style("丁", numbered(None, 1), based_on="丙")
    assert of(styles, paragraph("学习", style="丁")) == ("1", 1)


def test_styles_in_a_circle_end() -> None:
    """A chain that comes back to its beginning says nothing more."""
    assert (
        of(style("甲", based_on="乙") + style("乙", based_on="甲"), paragraph("", style="甲"))
        is None
    )


def test_a_chain_without_end_ends() -> None:
    """Whoever makes one cannot make its reader walk it for each paragraph."""
    chain = "".join(style(f"S{step}", based_on=f"S{step + 1}") for step in range(30))
    styles = chain + style("S30", numbered(1))
    assert of(styles, paragraph("学习", style="S0")) is None
    assert of(styles, paragraph("学习", style="S15")) == ("1", 0)


def test_a_paragraph_may_leave_the_list_of_its_style() -> None:
    """The number 0 is no list."""
    styles = style("甲", numbered(1))
    assert of(styles, paragraph("学习", style="甲", in_list=(0, 0))) is None


def test_what_the_paragraph_says_goes_before_its_style() -> None:
    """The list and the level that it names itself."""
    styles = style("一级", numbered(1))
    assert of(styles, paragraph("学习", style="一级", in_list=(1, 1))) == ("1", 1)
    direct = (
        '<w:p><w:pPr><w:pStyle w:val="一级"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    )
    assert of(styles, direct) == ("1", 0)


def test_a_list_that_is_not_there_is_named_all_the_same() -> None:
    """Whoever counts finds out that there is none."""
    assert of(style("甲", numbered(9)), paragraph("学习", style="甲")) == ("9", 0)


def test_the_usual_style_is_that_of_paragraphs_without_one() -> None:
    """It may number them, too."""
    usual = style("正文", numbered(1), attributes='w:default="1"')
    assert of(style("甲") + usual, paragraph("学习")) == ("1", 0)


@pytest.mark.parametrize(
    ("properties", "styles", "shown"),
    [
        ("", "", "藏"),
        ("<w:vanish/>", "", ""),
        ('<w:vanish w:val="0"/>', style("藏", "<w:rPr><w:vanish/></w:rPr>"), "藏"),
        ('<w:rStyle w:val="藏"/>', style("藏", "<w:rPr><w:vanish/></w:rPr>"), ""),
        ('<w:rStyle w:val="显"/>', style("显", '<w:rPr><w:vanish w:val="false"/></w:rPr>'), "藏"),
        ('<w:rStyle w:val="乙"/>', style("藏", "<w:rPr><w:vanish/></w:rPr>") + style("乙", based_on="藏"), ""),
        ("", style("正", "<w:rPr><w:vanish/></w:rPr>", attributes='w:default="true"'), ""),
    ],
)  # fmt: skip
def test_text_is_hidden_by_itself_or_by_a_style(properties: str, styles: str, shown: str) -> None:
    """What stands nearest decides."""
    block = ET.fromstring(word.xml("document", paragraph(run("藏", properties))))[0]
    found = Styles(ET.fromstring(word.xml("styles", styles)))
    assert ("" if found.hides(block[1], block) else "藏") == shown
