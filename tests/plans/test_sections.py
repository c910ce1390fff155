"""Sections, items and actions hold the words between their marks, and slips are reported."""

from __future__ import annotations

from guangongwei.errors import Severity
from guangongwei.plans.parse import parse


def test_a_section_holds_its_heading_items_and_paragraphs() -> None:
    """Everything under 一、 is its own: unnumbered paragraphs, then items with their actions."""
    plan = parse(
        "一、学习\n先说两句。\n再说一句。\n1.集中学习。\n每月一次。\n（1）读。\n（2）谈。\n"
    ).value
    (section,) = plan.sections
    assert (section.ordinal, section.mark, section.heading) == (1, "一、", "学习")
    assert [each.text for each in section.paragraphs] == ["先说两句。", "再说一句。"]
    (item,) = section.items
    assert (item.ordinal, item.mark) == (1, "1.")
    assert item.text == "集中学习。\n每月一次。\n（1）读。\n（2）谈。"
    assert [(each.ordinal, each.mark, each.text) for each in item.actions] == [
        (1, "（1）", "读。"),
        (2, "（2）", "谈。"),
    ]


def test_items_without_headings_share_a_section() -> None:
    """Where no 一、 stands, the section has neither number nor heading."""
    (section,) = parse("1.申报。\n2.评审。\n").value.sections
    assert (section.ordinal, section.heading, section.mark) == (None, None, "")
    assert [item.ordinal for item in section.items] == [1, 2]


def test_items_before_the_first_heading_are_kept() -> None:
    """Points that stand before 一、 come first, under no heading."""
    first, second = parse("（一）先行。\n一、学习\n").value.sections
    assert (first.heading, [item.text for item in first.items]) == (None, ["先行。"])
    assert second.heading == "学习"


def test_a_heading_that_is_a_whole_paragraph_is_kept_whole() -> None:
    """One sentence after 一、 is the heading, full stop included."""
    (section,) = parse("一、配合学校德育工作领导小组，开展集体活动。\n").value.sections
    assert section.heading == "配合学校德育工作领导小组，开展集体活动。"
    assert section.paragraphs == ()


def test_a_short_first_sentence_heads_the_rest_of_its_line() -> None:
    """一、抓好培训。… keeps the first sentence as heading and the rest as paragraph."""
    (section,) = parse("一、抓好培训。举办培训班。交流经验。\n").value.sections
    assert section.heading == "抓好培训"
    assert [each.text for each in section.paragraphs] == ["举办培训班。交流经验。"]


def test_a_full_stop_inside_a_heading_does_not_end_it() -> None:
    """二、抓好培训。进一步提升水平 is one heading: its line ends without punctuation."""
    (section,) = parse("一、抓好培训。进一步提升工作水平\n").value.sections
    assert section.heading == "抓好培训。进一步提升工作水平"


def test_markdown_signs_are_no_part_of_a_heading() -> None:
    """**一、学习** is headed 学习."""
    (section,) = parse("## **一、学习**\n1. 读书\n").value.sections
    assert section.heading == "学习"


def test_unnumbered_markdown_headings_are_sections() -> None:
    """## 学习 heads a section without number where no 一、 does; ### and titles head none."""
    text = "# 工作计划\n## 学习\n读书。\n### 写字\n## 1. 活动\n## 保障\n1. 经费\n"
    sections = parse(text).value.sections
    assert [(each.ordinal, each.mark, each.heading) for each in sections] == [
        (None, "##", "学习"),
        (None, "##", "保障"),
    ]
    assert [item.text for item in sections[0].items] == ["活动"]
    assert [section.ordinal for section in parse("## 一、学习\n## 略\n").value.sections] == [1]


def test_page_numbers_are_no_paragraphs() -> None:
    """A page number on a line of its own is left out of the section's paragraphs."""
    (section,) = parse("一、学习\n读书。\n- 2 -\n谈心。\n").value.sections
    assert [each.text for each in section.paragraphs] == ["读书。", "谈心。"]


def test_a_repeated_ordinal_is_reported_and_kept() -> None:
    """Two sections numbered 一 stay two sections, and one problem says so."""
    checked = parse("2024年要点\n一、加强学习\n一、开展活动\n")
    assert [section.heading for section in checked.value.sections] == ["加强学习", "开展活动"]
    (problem,) = checked.problems
    assert (problem.code, problem.severity) == ("P201", Severity.WARNING)
    assert str(problem.place) == "plan:15-17"


def test_gaps_and_steps_back_are_reported() -> None:
    """A number left out is P202, a number that comes too late is P203, at every level."""
    checked = parse("2024年要点\n一、甲\n1.子\n3.丑\n2.寅\n（1）卯\n（3）辰\n三、乙\n")
    assert [problem.code for problem in checked.problems] == ["P202", "P202", "P203", "P202"]


def test_numbers_that_run_on_are_no_slip() -> None:
    """Items may count from 1 in each section, or run on from the section before."""
    assert parse("2024年要点\n一、甲\n1.子\n2.丑\n二、乙\n3.寅\n三、丙\n4.卯\n").problems == ()
    assert parse("2024年要点\n一、甲\n1.子\n2.丑\n二、乙\n三、丙\n1.寅\n").problems == ()


def test_words_set_off_by_a_blank_head_whole_sentences() -> None:
    """一、指导思想 以…。 in one line is headed 指导思想; two phrases side by side stay one heading."""
    (section,) = parse("一、指导思想 以精神为指导，办好实事。\n").value.sections
    assert section.heading == "指导思想"
    assert [each.text for each in section.paragraphs] == ["以精神为指导，办好实事。"]
    (section,) = parse("一、加强领导 落实责任\n").value.sections
    assert section.heading == "加强领导 落实责任"
    text = "通知如下 一、活动主题 主题为快乐阅读放飞梦想 二、要求 1.甲 2.乙\n"
    assert [each.heading for each in parse(text).value.sections] == ["活动主题", "要求"]


def test_a_mark_may_stand_on_a_line_of_its_own() -> None:
    """The words of 一、 and of 1. are found on the line below."""
    (section,) = parse("一、\n学习\n1.\n读书。\n2.\n谈心。\n").value.sections
    assert section.heading == "学习"
    assert [item.text for item in section.items] == ["读书。", "谈心。"]
