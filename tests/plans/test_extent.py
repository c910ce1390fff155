"""A plan is told from what stands before, around and after it."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from guangongwei.model.plan import Plan, Role
from guangongwei.plans.parse import parse

if TYPE_CHECKING:
    from guangongwei.errors import Checked


def read(text: str) -> Checked[Plan]:
    """The plan in an indented text."""
    return parse(dedent(text))


def words(plan: Plan, role: Role) -> list[str]:
    """The stretches of a plan that have a role, without the blanks around them."""
    spans = [block.span for block in plan.blocks if block.role is role]
    return [plan.text[span.start : span.stop].strip() for span in spans]


def codes(checked: Checked[Plan]) -> list[str]:
    """The codes of the problems found."""
    return [problem.code for problem in checked.problems]


def test_a_notice_before_the_plan_is_left_aside() -> None:
    """The plan that a notice sends round begins at its own title."""
    checked = read("""\
        关于印发《某市教育局2024年工作要点》的通知
        各学校：
        现将《某市教育局2024年工作要点》印发给你们。
        1.请认真落实。
        某市教育局
        2024年3月1日

        某市教育局
        2024年工作要点
        一、学习
        1.读书。
    """)
    plan = checked.value
    assert plan.title == "某市教育局2024年工作要点"
    assert words(plan, Role.TITLE) == ["某市教育局\n2024年工作要点"]
    assert [item.text for item in plan.items] == ["读书。"]
    assert codes(checked) == ["P103"]


def test_a_notice_without_its_plan_is_read_itself() -> None:
    """Where the plan sent round is not in the text, the notice is what there is to read."""
    plan = read("""\
        各学校：
        现将《某市教育局2024年工作要点》印发给你们。
        1.认真学习。
        2.抓好落实。
    """).value
    assert plan.title == "某市教育局2024年工作要点"
    assert [item.text for item in plan.items] == ["认真学习。", "抓好落实。"]


def test_the_first_of_several_plans_is_read() -> None:
    """From 【篇一】 to 【篇二】, and a problem says that there are others."""
    checked = read("""\
        下面是小编整理的《关工委工作计划》，供参考。
        【篇一】关工委2021年工作计划
        一、学习
        【篇二】关工委工作计划
        一、活动
    """)
    assert checked.value.title == "关工委2021年工作计划"
    assert [section.heading for section in checked.value.sections] == ["学习"]
    assert codes(checked) == ["P102"]
    assert [each.is_document for each in checked.value.references] == [False]


def test_numbered_titles_divide_a_text_as_well() -> None:
    """工作计划1 and further down 工作计划2 are two plans."""
    checked = read("""\
        关工委工作计划1
        一、学习
        关工委工作计划2
        一、活动
    """)
    assert checked.value.title == "关工委工作计划"
    assert [section.heading for section in checked.value.sections] == ["学习"]


def test_a_lone_numbered_title_divides_nothing() -> None:
    """Without a second plan a title that ends in 1 is just the title."""
    plan = read("前言\n关工委工作计划1\n一、学习\n").value
    assert [section.heading for section in plan.sections] == ["学习"]
    assert read("前言\n【篇一】\n一、学习\n").value.sections[0].heading == "学习"


def test_signature_and_date_end_the_last_item() -> None:
    """What signs and dates a plan is no part of its last item."""
    plan = read("""\
        关于登记的通知
        1.填表。
        2.报送。
        附件：1.登记表
              2.汇总表
        某市某区教育局
        2017年10月23日
        附件1
        登记表
        一、姓名
    """).value
    assert [item.text for item in plan.items] == ["填表。", "报送。"]
    assert (plan.issuer, plan.year) == ("某市某区教育局", 2017)
    assert words(plan, Role.ISSUER) == ["某市某区教育局"]
    assert words(plan, Role.DATE) == ["2017年10月23日"]
    assert words(plan, Role.ATTACHMENT) == [
        "附件：1.登记表\n      2.汇总表",
        "附件1\n登记表\n一、姓名",
    ]


def test_a_date_that_nobody_signs_ends_the_plan_where_nothing_follows() -> None:
    """A bare date is the end only as the last line; furniture may stand below it."""
    plan = read("1.填表。\n2017年10月23日\n上一篇 下一篇\n").value
    assert (plan.year, [item.text for item in plan.items]) == (2017, ["填表。"])
    plan = read("1.填表。\n2017年10月23日\n2.报送。\n").value
    assert [item.text for item in plan.items] == ["填表。\n2017年10月23日", "报送。"]


def test_a_signature_may_stand_on_the_line_of_its_date() -> None:
    """南河小学关工委 2024年3月1日 signs and dates at once."""
    plan = read("1.填表。\n南河小学关工委  2024年3月1日\n").value
    assert (plan.issuer, plan.year) == ("南河小学关工委", 2024)
    assert plan.items[0].text == "填表。"


def test_an_undated_plan_ends_at_its_attachments_or_its_signature() -> None:
    """附件 and a body's name alone on a line end the last item."""
    assert read("1.填表。\n附件1：登记表\n").value.items[0].text == "填表。"
    plan = read("1.填表。\n南河小学关工委\n打印\n").value
    assert (plan.items[0].text, plan.issuer) == ("填表。", "南河小学关工委")


def test_a_last_line_with_a_verb_signs_nothing() -> None:
    """召开家长会 at the cut end of a text is still its last item's."""
    assert (
        read("1.家校共育。\n每学期召开家长会\n").value.items[0].text
        == "家校共育。\n每学期召开家长会"
    )


def test_attachments_far_above_the_signature_are_words_of_the_plan() -> None:
    """附件 in the middle of a long plan does not cut off what follows it."""
    middle = "".join(f"{number}.工作。\n" for number in range(2, 30))
    plan = read(f"1.填表。\n附：说明\n{middle}南河小学关工委\n2024年3月1日\n").value
    assert [item.ordinal for item in plan.items] == list(range(1, 30))


def test_page_furniture_around_a_plan_is_noise() -> None:
    """Breadcrumbs, times of publication and copyright lines belong to the web page."""
    plan = read("""\
        当前位置：首页 > 计划
        关工委2024年工作计划
        发布时间：2024-03-01 浏览次数：12
        一、学习
        1.读书。
        某校关工委
        2024年3月1日
        版权所有
    """).value
    assert words(plan, Role.NOISE) == [
        "当前位置：首页 > 计划",
        "发布时间：2024-03-01 浏览次数：12",
        "版权所有",
    ]
    assert words(plan, Role.TITLE) == ["关工委2024年工作计划"]


def test_marks_above_the_title_are_not_the_plans() -> None:
    """A numbered disclaimer over the title is left out."""
    plan = read("1、本文由网友上传。\n2、请勿转载。\n关工委工作计划\n一、学习\n1.读书。\n").value
    assert [(item.ordinal, item.text) for item in plan.items] == [(1, "读书。")]


def test_whom_a_notice_addresses_is_no_item() -> None:
    """各学校关工委： names who is addressed."""
    plan = read("关于登记的通知\n各学校关工委：\n现将有关事项通知如下：\n一、登记\n").value
    assert words(plan, Role.ISSUER) == ["各学校关工委："]
    assert words(plan, Role.PREAMBLE) == ["现将有关事项通知如下："]


def test_a_date_with_masked_figures_dates_no_year_but_is_signed() -> None:
    """二〇一*年三月二十日 below a body ends the plan; its year is not guessed."""
    plan = parse("通知\n一、学习\n读书。\n南河学院委员会\n二〇一*年三月二十日\n相关文章\n").value
    assert (plan.year, plan.issuer) == (None, "南河学院委员会")
    assert plan.sections[0].paragraphs[-1].text == "读书。"


def test_a_date_broken_after_its_year_is_read() -> None:
    """2021 and 年 2 月 23 日 on the next line are one date; 2021 and other words are none."""
    body = "一、学习\n附件:名单\n武进区教育局\n2021\n"
    assert parse(f"{body}年 2 月 23 日\n").value.year == 2021
    assert parse(f"{body}略\n").value.year is None
