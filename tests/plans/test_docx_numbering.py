"""Lists count as a word processor counts them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tests import word
from tests.word import a_list, definition, level

from guangongwei.plans.docx_numbering import Counter, lists

THREE = definition(
    1,
    level(0, "%1、", numbering="chineseCounting"),
    level(1, "（%2）", numbering="chineseCounting"),
    level(2, "%3."),
)


def labels(numbering: str, *at: tuple[int, int]) -> list[str | None]:
    """What paragraphs of these lists, at these levels, show."""
    counter = Counter(lists(ET.fromstring(word.xml("numbering", numbering))))
    told = [counter.label(str(of), level) for of, level in at]
    return [each and each.text for each in told]


def test_a_document_may_have_no_lists() -> None:
    """Without numbering.xml there are none."""
    assert lists(None) == {}


def test_a_level_begins_anew_below_the_next_one_above_it() -> None:
    """（一） follows each 一、, and 1. each （一）."""
    assert labels(
        THREE + a_list(1, 1), (1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)
    ) == ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）", "1."]


def test_a_level_that_never_restarts_runs_on() -> None:
    """The points of a plan may be numbered through all its sections."""
    through = definition(1, level(0, "%1、"), level(1, "%2.", more='<w:lvlRestart w:val="0"/>'))
    assert labels(through + a_list(1, 1), (1, 0), (1, 1), (1, 1), (1, 0), (1, 1)) == [
        "1、",
        "1.",
        "2.",
        "2、",
        "3.",
    ]


def test_a_level_restarts_after_the_level_it_names_and_those_above() -> None:
    """With lvlRestart 1, 1. runs on past （二） and begins anew after 二、."""
    some = definition(
        1, level(0, "%1、"), level(1, "(%2)"), level(2, "%3.", more='<w:lvlRestart w:val="1"/>')
    )
    assert labels(some + a_list(1, 1), (1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)) == [
        "1、",
        "(1)",
        "1.",
        "(2)",
        "2.",
        "2、",
        "1.",
    ]


def test_a_restart_below_itself_means_nothing() -> None:
    """A level that names a deeper one restarts as usual."""
    odd = definition(1, level(0, "%1、"), level(1, "%2.", more='<w:lvlRestart w:val="5"/>'))
    assert labels(odd + a_list(1, 1), (1, 0), (1, 1), (1, 0), (1, 1))[3] == "1."


def test_lists_of_one_definition_count_on() -> None:
    """Two lists without a start of their own are one."""
    both = a_list(1, 1) + a_list(2, 1)
    assert labels(THREE + both, (1, 0), (2, 0), (1, 0)) == ["一、", "二、", "三、"]


def test_a_list_with_a_start_begins_there_once() -> None:
    """Its first paragraph restarts the count, and every later one goes on."""
    both = a_list(1, 1) + a_list(2, 1, {0: 1}) + a_list(3, 1, {0: 7})
    assert labels(THREE + both, (1, 0), (1, 0), (2, 0), (2, 0), (3, 0), (1, 0)) == [
        "一、",
        "二、",
        "一、",
        "二、",
        "七、",
        "八、",
    ]


def test_a_start_for_a_level_that_is_not_there_means_nothing() -> None:
    """A list may tell more than its definition has."""
    assert labels(THREE + a_list(1, 1, {8: 3}), (1, 0), (1, 8)) == ["一、", None]


def test_a_list_may_define_a_level_itself() -> None:
    """The level of the list stands in place of the definition's."""
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "第%1章", numbering="chineseCounting")}</w:lvlOverride>'
    assert labels(THREE + a_list(1, 1, more=own), (1, 0), (1, 1)) == ["第一章", "（一）"]


def test_a_label_may_hold_the_numbers_of_the_levels_above() -> None:
    """1.2 and 1.2.1; with isLgl in plain digits, whatever the levels are written in."""
    nested = definition(
        1,
        level(0, "%1、", numbering="chineseCounting"),
        level(1, "%1.%2"),
        level(2, "%1.%2.%3", more="<w:isLgl/>"),
        level(3, "%1.%2.%4", more='<w:isLgl w:val="0"/>'),
    )
    assert labels(nested + a_list(1, 1), (1, 0), (1, 1), (1, 1), (1, 2), (1, 3)) == [
        "一、",
        "一.1",
        "一.2",
        "1.2.1",
        "一.2.1",
    ]


def test_a_level_that_is_passed_over_counts_as_begun() -> None:
    """A list that begins with its second level has shown the first number of the first."""
    nested = definition(1, level(0, "%1."), level(1, "%1.%2")) + a_list(1, 1)
    assert labels(nested, (1, 1), (1, 0), (1, 1)) == ["1.1", "2.", "2.1"]


def test_places_without_a_level_show_nothing() -> None:
    """%2 at the first level, and %1 where there is no first level."""
    odd = definition(1, level(0, "%1-%2"), level(2, "%1.%2.%3")) + a_list(1, 1)
    assert labels(odd, (1, 0), (1, 2)) == ["1-", "1..1"]


def test_a_bullet_is_no_number() -> None:
    """Bullets say nothing, also where a deeper level asks for theirs."""
    bullets = definition(1, level(0, "•", numbering="bullet"), level(1, "%1%2."))
    assert labels(bullets + a_list(1, 1), (1, 0), (1, 1)) == [None, "1."]


def test_what_follows_a_number_is_kept() -> None:
    """A tab, a blank or nothing; a level that does not say has a tab."""
    levels = definition(
        1,
        level(0, "%1.", suffix="tab"),
        level(1, "%2.", suffix="space"),
        level(2, "%3.", suffix="nothing"),
        '<w:lvl w:ilvl="3"><w:lvlText w:val="%4."/></w:lvl>',
    )
    assert labels(levels + a_list(1, 1), (1, 0), (1, 1), (1, 2), (1, 3)) == [
        "1.\t",
        "1. ",
        "1.",
        "1.\t",
    ]


def test_a_level_without_text_shows_nothing() -> None:
    """No blank stands for a number that is not shown."""
    assert labels(definition(1, level(0, "", suffix="tab")) + a_list(1, 1), (1, 0)) == [""]


def test_a_format_of_a_later_word_gives_way_to_the_one_beside_it() -> None:
    """What an earlier Word would show is shown."""
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="壹"/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="chineseCounting"/></mc:Fallback>'
        "</mc:AlternateContent>"
    )
    one = f'<w:lvl w:ilvl="0"><w:start w:val="3"/>{choice}<w:lvlText w:val="%1、"/><w:suff w:val="nothing"/></w:lvl>'
    assert labels(definition(1, one) + a_list(1, 1), (1, 0)) == ["三、"]


def test_a_format_that_is_not_known_is_shown_in_digits_and_said() -> None:
    """The number is kept, and that it was written otherwise is told."""
    thai = definition(1, level(0, "%1.", numbering="thaiLetters")) + a_list(1, 1)
    label = Counter(lists(ET.fromstring(word.xml("numbering", thai)))).label("1", 0)
    assert label is not None
    assert (label.text, label.is_known) == ("1.", False)


def test_a_definition_may_point_to_a_style_of_lists() -> None:
    """The definition that bears the style has the levels."""
    pointing = definition(2, more='<w:numStyleLink w:val="要点"/>')
    bearing = definition(
        3, level(0, "%1、", numbering="chineseCounting"), more='<w:styleLink w:val="要点"/>'
    )
    lost = definition(4, more='<w:numStyleLink w:val="无"/>')
    both = a_list(1, 2) + a_list(2, 3) + a_list(3, 4)
    assert labels(pointing + bearing + lost + both, (1, 0), (2, 0), (3, 0)) == [
        "一、",
        "二、",
        None,
    ]


def test_a_number_is_never_longer_than_a_line() -> None:
    """However often a level asks for it."""
    long = definition(1, level(0, "%1" * 100, numbering="upperLetter")) + a_list(1, 1, {0: 700})
    (label,) = labels(long, (1, 0))
    assert label is not None
    assert len(label) == 255


def test_what_is_broken_is_in_no_list() -> None:
    """Lists without definition or number, and levels without a number, are passed over."""
    broken = (
        '<w:num w:numId="1"/><w:num><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>'
    )
    levels = definition(1, '<w:lvl><w:lvlText w:val="%1"/></w:lvl>') + a_list(3, 1)
    assert labels(levels + broken, (1, 0), (2, 0), (3, 0), (4, 0)) == [None, None, None, None]
