"""Running text is read across the line breaks and page numbers that converters leave."""

from __future__ import annotations

from guangongwei.plans.parse import parse


def asked(text: str) -> list[str]:
    """The clauses that commit to a number, as printed."""
    return [each.text for each in parse(text).value.commitments if each.is_quantified]


def test_a_sentence_broken_after_a_comma_is_one_sentence() -> None:
    """A comma never ends a line for good."""
    text = "一、目标\n1.由学校推荐,\n每校上报征文不少于\n3篇,年底评选。\n"
    assert asked("一、目标\n1.每校上报征文（\n不少于3篇）。\n") == ["每校上报征文（\n不少于3篇）"]
    assert asked(text) == ["3篇"]


def test_a_long_line_without_punctuation_goes_on_in_the_next() -> None:
    """A line of running text that ends inside a sentence is joined with the next."""
    text = (
        "一、目标\n1.办好讲座。\n全年在全镇中小学校和幼儿园组织举办家庭教育宣讲活动不\n"
        "少于20场，受教育家长5000人次以上。\n"
    )
    assert asked(text) == [
        "全年在全镇中小学校和幼儿园组织举办家庭教育宣讲活动不\n少于20场",
        "受教育家长5000人次以上",
    ]


def test_a_heading_is_never_joined_with_what_follows() -> None:
    """A heading has no punctuation, and a paragraph begins after it."""
    text = "一、坚持创建引领扎实推进学校关工委优质化建设均衡发展\n全年不少于4次。\n"
    assert asked(text) == ["全年不少于4次"]


def test_a_blank_line_or_an_indented_one_begins_anew() -> None:
    """Lines that stand apart are joined by nothing."""
    text = "一、目标\n推动全镇关工委工作在新的一年里再上台阶取得实效\n\n　　全年不少于4次。\n"
    assert asked(text) == ["全年不少于4次"]


def test_page_numbers_are_no_figures() -> None:
    """A page number between two lines is neither read nor left unread."""
    plan = parse("一、目标\n1.全年办班\n- 3 -\n第4页 共9页\n5\n不少于2次。\n").value
    assert [each.text for each in plan.commitments] == ["不少于2次"]
    assert plan.unread == ()


def test_page_marks_inside_sentences_are_no_items() -> None:
    """1、 2、 3、 in front of the pages of a converted text belong to no list."""
    text = (
        "1、某市关工委工作计划，各位同志，一、工作回顾过去一年是党和国\n"
        "2、家历史进程中重要的一年，各项工作都有新进展。（一）学习重要指\n"
        "3、示精神，提高站位。（二）开展活动，全年不少于4次。\n"
    )
    plan = parse(text).value
    assert [(item.mark, item.text[:4]) for item in plan.items] == [
        ("（一）", "学习重要"),
        ("（二）", "开展活动"),
    ]
    listed = "一、任务\n1、抓好学习，读书。\n2、抓好宣传，写稿。\n"
    assert [item.ordinal for item in parse(listed).value.items] == [1, 2]


def test_facts_are_told_in_the_words_of_the_text() -> None:
    """Deadlines and what is unread keep the line breaks of the text."""
    plan = parse(
        "2024年计划\n一、目标\n各学校要按照统一部署在今年11月底前组织完成第\n三批学校的创建。\n"
        "在全市教育系统各项考核评比工作中继续保持位居全市前列的\n好成绩。\n"
    ).value
    assert [each.text for each in plan.deadlines] == [
        "各学校要按照统一部署在今年11月底前组织完成第\n三批学校的创建"
    ]
    assert [each.text for each in plan.unread] == [
        "在全市教育系统各项考核评比工作中继续保持位居全市前列的\n好成绩"
    ]


def test_the_opening_commits_like_the_rest() -> None:
    """A figure before the first mark is read; one in an attachment is not."""
    text = "推荐不超过3个案例。\n1.填表。\n附件：申报表1份\n"
    assert asked(text) == ["推荐不超过3个案例"]
