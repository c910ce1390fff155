"""Which marks of a text count, and how deep each stands."""

from __future__ import annotations

from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from guangongwei.chinese import marks
from guangongwei.plans.structure import place


def placed(text: str) -> list[tuple[str, int]]:
    """The marks of a text that count, as printed, with their depths."""
    text = dedent(text)
    return [(node.mark.text, node.depth) for node in place(text, marks.find(text))]


def test_levels_follow_from_the_order_in_which_they_open() -> None:
    """一、 heads （一）, which heads 1., which heads ①."""
    assert placed("""\
        一、学习
        （一）集中学习
        1.读文件
        ①每月一次
        2.谈体会
        （二）自学
        二、活动
    """) == [
        ("一、", 0),
        ("（一）", 1),
        ("1.", 2),
        ("①", 3),
        ("2.", 2),
        ("（二）", 1),
        ("二、", 0),
    ]


def test_the_level_below_a_heading_may_differ_from_section_to_section() -> None:
    """One section counts with （一）, the next with 1., and both are items."""
    assert placed("一、甲\n（一）子\n1.丑\n二、乙\n1.寅\n（1）卯\n") == [
        ("一、", 0),
        ("（一）", 1),
        ("1.", 2),
        ("二、", 0),
        ("1.", 1),
        ("（1）", 2),
    ]


def test_without_a_heading_level_items_are_the_top() -> None:
    """A text that counts 1. 2. 3. alone has items and no headings."""
    assert placed("各单位：\n1.组织申报。\n2.交流互评。\n") == [("1.", 1), ("2.", 1)]


def test_a_lower_list_that_goes_on_keeps_a_higher_one_below_it() -> None:
    """1. may head （一） in a text that does it so from end to end."""
    assert placed("1.甲\n（一）子\n（二）丑\n2.乙\n（一）寅\n") == [
        ("1.", 1),
        ("（一）", 2),
        ("（二）", 2),
        ("2.", 1),
        ("（一）", 2),
    ]


def test_a_list_before_the_first_bracketed_heading_does_not_swallow_it() -> None:
    """A short list after 一、 ends where （一） begins a level of its own."""
    assert placed("一、甲\n1.子\n2.丑\n（一）寅\n1.卯\n（二）辰\n") == [
        ("一、", 0),
        ("1.", 1),
        ("2.", 1),
        ("（一）", 1),
        ("1.", 2),
        ("（二）", 1),
    ]


def test_the_same_numbers_with_another_sign_open_a_level() -> None:
    """1、 under 1. is a list of its own, and 2. goes on with the outer one."""
    assert placed("1.甲\n1、子\n2、丑\n2.乙\n") == [("1.", 1), ("1、", 2), ("2、", 2), ("2.", 1)]


def test_mixed_signs_in_one_list_stay_one_list() -> None:
    """1. 2、 3． were meant as one list."""
    assert placed("1.甲\n2、乙\n3．丙\n5、丁\n") == [("1.", 1), ("2、", 1), ("3．", 1), ("5、", 1)]


def test_marks_inside_a_line_count_where_a_list_goes_on() -> None:
    """一是…二是…, ①…② and 1.…2. inside an item are its parts."""
    assert placed("1.抓关爱。一是摸底。二是结对。\n2.分类：①甲；②乙。\n") == [
        ("1.", 1),
        ("一是", 2),
        ("二是", 2),
        ("2.", 1),
        ("①", 2),
        ("②", 2),
    ]
    assert placed("一、做法\n（一）三项：1.摸底；2.建档；3.走访。\n")[2:] == [
        ("1.", 2),
        ("2.", 2),
        ("3.", 2),
    ]


def test_two_lists_inside_one_item_stand_side_by_side() -> None:
    """①② for one thing and ①② for the next are four parts of one item."""
    assert placed("1.甲：①子；②丑。乙：①寅；②卯。\n")[1:] == [
        ("①", 2),
        ("②", 2),
        ("①", 2),
        ("②", 2),
    ]


def test_a_lone_number_inside_a_line_does_not_count() -> None:
    """（1） without （2）, 二是 without 一是 and 二要 without 一要 are prose."""
    assert placed("1.见附件，（1）略。二是好的，二要好。\n") == [("1.", 1)]


def test_a_first_part_that_is_cut_off_still_counts() -> None:
    """一是 after a full stop counts although the text ends before 二是."""
    assert placed("1.抓关爱。一是摸底") == [("1.", 1), ("一是", 2)]


def test_spoken_numbers_of_a_paragraph_are_no_items() -> None:
    """一是…二是… in a section without items are words of its paragraph."""
    assert placed("一、保障\n要做到：一是重视；二是落实。\n") == [("一、", 0)]


def test_spoken_numbers_that_lead_their_lines_are_items() -> None:
    """一是 and 二是 at the front of lines, under a heading, are its items."""
    assert placed("一、保障\n一是重视。\n二是落实。\n") == [("一、", 0), ("一是", 1), ("二是", 1)]


def test_items_glued_to_the_end_of_a_line_are_found() -> None:
    """A text without line breaks keeps its headings and items."""
    assert placed("通知如下：一、内容 1、甲 2、乙。二、要求。1、丙；2、丁。") == [
        ("一、", 0),
        ("1、", 1),
        ("2、", 1),
        ("二、", 0),
        ("1、", 1),
        ("2、", 1),
    ]


def test_a_number_glued_to_its_heading_is_an_item() -> None:
    """促进发展1、学前…: the first item stands on the heading's line, and counting runs on."""
    assert placed("一、促进学前教育发展1、学前三年\n2、早教\n二、健全网络3、管理\n4、投入\n") == [
        ("一、", 0),
        ("1、", 1),
        ("2、", 1),
        ("二、", 0),
        ("3、", 1),
        ("4、", 1),
    ]


def test_a_glued_number_elsewhere_is_a_page_number() -> None:
    """须为学生2、本人 is no item: no heading stands before it, or a sentence ends between."""
    assert placed("1.征文须为学生2、本人原创。\n2.展示\n") == [("1.", 1), ("2.", 1)]
    assert placed("一、征文。须为学生1、本人原创\n") == [("一、", 0)]
    assert placed("一、征文须为学生3、本人原创\n") == [("一、", 0)]


def test_doubtful_marks_count_where_the_sequence_wants_them() -> None:
    """6、10月 after 5. is an item; 2、3月 after nothing is not."""
    assert placed("4.甲\n5.乙\n6、10月份评选\n") == [("4.", 1), ("5.", 1), ("6、", 1)]
    assert placed("2、3月份走访\n") == []
    assert placed("一 学习\n二 活动\n") == [("一", 0), ("二", 0)]


def test_a_nested_list_of_headings_inside_a_line_stays_inside() -> None:
    """一、…二、… in the words of an item are its parts, not sections."""
    assert placed("一、甲\n1.三件事：一、学习；二、宣传。\n二、乙\n") == [
        ("一、", 0),
        ("1.", 1),
        ("一、", 2),
        ("二、", 2),
        ("二、", 0),
    ]


def test_a_short_list_inside_a_line_leaves_the_outer_list_alone() -> None:
    """An item that counts 1…2 inside goes on with 2 on the next line."""
    assert placed("1.分类。1.甲；2.乙。\n2.总结\n") == [("1.", 1), ("1.", 2), ("2.", 2), ("2.", 1)]


def test_repeated_and_skipped_numbers_stay_at_their_level() -> None:
    """A slip of the pen moves nothing up or down."""
    assert placed("一、甲\n一、乙\n（一）子\n（一）丑\n（四）寅\n") == [
        ("一、", 0),
        ("一、", 0),
        ("（一）", 1),
        ("（一）", 1),
        ("（四）", 1),
    ]


@given(st.text(alphabet="一二三（）12.、，。；：①②是要\n 好", max_size=120))
def test_depths_open_one_at_a_time(text: str) -> None:
    """Whatever the text, no mark stands more than one level below the mark before it."""
    depth = 0
    for node in place(text, marks.find(text)):
        assert 0 <= node.depth <= depth + 1
        depth = node.depth


def test_parts_hold_the_headings_that_come_after_them() -> None:
    """第一部分 and 壹、 head sections where they come before any 一、, which then heads items."""
    assert placed("第一部分 回顾\n一、学习\n二、活动\n第二部分 打算\n一、目标\n1.甲\n") == [
        ("第一部分", 0),
        ("一、", 1),
        ("二、", 1),
        ("第二部分", 0),
        ("一、", 1),
        ("1.", 2),
    ]
    assert placed("壹、依据\n贰、目标\n一、甲\n") == [("壹、", 0), ("贰、", 0), ("一、", 1)]


def test_chapters_of_a_book_are_no_parts() -> None:
    """第一章 below 一、, or at the front of a sentence, heads nothing."""
    assert placed("一、进度\n第一章 有理数\n二、措施\n") == [("一、", 0), ("二、", 0)]
    assert placed("第一章规定，学校要建立制度。\n一、学习\n") == [("一、", 0)]


def test_a_number_that_a_broken_sentence_leaves_at_the_front_is_no_mark() -> None:
    """2、 inside a sentence gives way to the 2、 that follows; so does a second 一、 in a clause."""
    assert placed(
        "一、学习\n1、每月学习，吸收身体好的老党员\n2、和老教师进入队伍。\n2、健全档案。\n"
    ) == [
        ("一、", 0),
        ("1、", 1),
        ("2、", 1),
    ]
    assert placed("一、学习\n读书。\n一、高二会考合格，保持前列；\n二、活动\n") == [
        ("一、", 0),
        ("二、", 0),
    ]


def test_a_list_that_lost_its_head_is_left_out() -> None:
    """2) and 3) right under a heading belong to a lost 1. or 2. where 3. comes after them."""
    assert placed("一、指标\n2)甲\n3)乙\n3.丙\n1)丁\n") == [
        ("一、", 0),
        ("3.", 1),
        ("1)", 2),
    ]


def test_a_text_cut_from_its_middle_begins_with_the_number_it_has() -> None:
    """A page that begins with 5、 has items 5 and 6."""
    assert placed("5、甲\n6、乙\n四、安排\n") == [("5、", 1), ("6、", 1), ("四、", 0)]


def test_headings_glued_to_the_words_before_them_count_in_order() -> None:
    """计划一、…。二、… and a heading that lost its line end are found; 统一、 and 三、四 are not."""
    assert placed("工作计划一、背景与目标随着发展。二、措施本计划分三步三、保障经费。") == [
        ("一、", 0),
        ("二、", 0),
        ("三、", 0),
    ]
    assert placed("一、学习\n读书活动二、宣传\n三、保障\n讲团结统一、讲奉献四、五次\n") == [
        ("一、", 0),
        ("二、", 0),
        ("三、", 0),
    ]
    assert placed("读书一、写字。二、画画。") == []
    assert placed("一、学习\n读书五、写字\n") == [("一、", 0)]


def test_an_item_glued_to_its_heading_may_run_on() -> None:
    """Items count on from the section before although the first is glued to its heading."""
    assert placed("一、目标1、甲。\n2、乙。\n二、体制3、丙。\n") == [
        ("一、", 0),
        ("1、", 1),
        ("2、", 1),
        ("二、", 0),
        ("3、", 1),
    ]


def test_a_wrong_stop_after_a_number_is_let_pass_in_a_sequence() -> None:
    """五： and 1。 count where the numbers before them or after them say so."""
    assert placed("四、宣传\n1。发稿。\n2。专栏。\n五：表彰\n三：略\n") == [
        ("四、", 0),
        ("1。", 1),
        ("2。", 1),
        ("五：", 0),
    ]


def test_items_run_on_inside_a_line() -> None:
    """In a text without line ends 3. goes on after 二、 where 1. and 2. stand before it."""
    text = "要点 一、学习 1.读书。 2.谈心。 二、活动 3.参观。 4.演讲。"
    assert placed(text) == [
        ("一、", 0),
        ("1.", 1),
        ("2.", 1),
        ("二、", 0),
        ("3.", 1),
        ("4.", 1),
    ]
    assert placed("一、学习 1.读书。 二、活动 3.参观。") == [("一、", 0), ("二、", 0)]


def test_an_only_heading_inside_a_line_has_a_list_below_it() -> None:
    """一、 without 二、 heads the 1. that comes right after its words."""
    assert placed("如下： 一、考评内容 1.领导。 2.队伍。") == [("一、", 0), ("1.", 1), ("2.", 1)]
    assert placed("如下： 一、考评内容很多。分为 1.领导。 2.队伍。") == [("1.", 1), ("2.", 1)]


def test_marks_in_brackets_may_be_glued_to_words() -> None:
    """重点任务(一)健全(1)…(2)…(二)…: they end a heading, or go on with their list."""
    assert placed("一、总体。二、重点任务(一)健全网络(1)建站(2)建档(二)抓好宣传(5)略") == [
        ("一、", 0),
        ("二、", 0),
        ("(一)", 1),
        ("(1)", 2),
        ("(2)", 2),
        ("(二)", 1),
    ]
    assert placed("见附件(1)和方案(2)。") == []
    assert placed("一、学习\n1、读书写字2、画画\n") == [("一、", 0), ("1、", 1)]
