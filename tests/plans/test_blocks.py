"""Every stretch of a text has a role."""

from __future__ import annotations

from guangongwei.model.plan import Role
from guangongwei.plans.parse import parse


def roles(text: str) -> list[tuple[Role, str]]:
    """The stretches of a text with their roles, blanks at their ends left out."""
    plan = parse(text).value
    return [(block.role, text[block.span.start : block.span.stop].strip()) for block in plan.blocks]


def test_each_part_of_a_plan_is_a_stretch_of_its_own() -> None:
    """Title, opening, headings, paragraphs, items and actions follow one another."""
    text = "\n工作要点\n各单位：\n为了学生。\n一、学习\n读书。\n二、活动\n1.征文。\n（1）写。①想。②改。\n（2）评。\n"
    assert roles(text) == [
        (Role.BLANK, ""),
        (Role.TITLE, "工作要点"),
        (Role.ISSUER, "各单位："),
        (Role.PREAMBLE, "为了学生。"),
        (Role.HEADING, "一、学习"),
        (Role.PARAGRAPH, "读书。"),
        (Role.HEADING, "二、活动"),
        (Role.ITEM, "1.征文。"),
        (Role.ACTION, "（1）写。①想。②改。"),
        (Role.ACTION, "（2）评。"),
    ]


def test_like_lines_around_a_plan_are_one_stretch() -> None:
    """Two opening paragraphs are one stretch, and so is a line of a divider with page furniture."""
    assert roles("导语：略\n【篇一】\n甲。\n乙。\n一、学习\n") == [
        (Role.NOISE, "导语：略\n【篇一】"),
        (Role.PREAMBLE, "甲。\n乙。"),
        (Role.HEADING, "一、学习"),
    ]


def test_far_lines_around_a_plan_are_taken_as_they_come() -> None:
    """After two hundred lines above the first mark nothing but text is looked for."""
    found = roles("来源：某站\n" * 250 + "一、学习\n")
    assert [role for role, _ in found] == [Role.NOISE, Role.PREAMBLE, Role.HEADING]
    assert found[1][1].count("来源") == 50
