"""Amounts are gathered by clause, judged, and given the words that are their own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from guangongwei.plans import deadlines, stretches, targets
from guangongwei.plans.judging import Verdict
from guangongwei.plans.stretches import Mood, Stretch


def stretch(text: str) -> Stretch:
    """A paragraph of a document without year."""
    calendar = deadlines.calendar("计划", document="plan", title="计划", year=None)
    times = deadlines.times(text, calendar)
    return stretches.cut_up(text, times, offset=0, calendar=calendar)


def words(text: str) -> list[str]:
    """The words of every target of a text, brackets last."""
    cut_up = stretch(text)
    found: list[str] = []
    for clause, group in targets.grouped(cut_up, targets.amounts(text)):
        judged = targets.judged(cut_up, clause, group, Mood())
        found += [text[each.start : each.stop] for each in targets.targets(cut_up, clause, judged)]
    return found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("全覆盖，70%", [1, Fraction(7, 10)]),
        ("一个不漏", [1]),
        ("所有学校100%达标", [1]),
        ("应纳尽纳，应该尽力", [1]),
        ("所有县全部建立关工委", [1]),
        ("所有学校要开展活动", []),
        ("所有社区实现规范化、制度化", [1]),
        ("新生家长全部参加培训", [1]),
    ],
)
def test_all_of_something_is_an_amount(text: str, values: list[Fraction]) -> None:
    """It stands in order among the numbers, and never beside its own number."""
    assert [each.values[0] for each in targets.amounts(text)] == values


def test_names_and_times_hold_no_amounts() -> None:
    """“五个一”, 《三百首》 and 2024年 are left out; brackets come last."""
    text = "“读5本书”，《唐诗3百首》，2024年，3月5日，（2页）3人"
    cut_up = stretch(text)
    groups = targets.grouped(cut_up, targets.amounts(text))
    assert [each.unit for _, group in groups for each in group] == ["人", "页"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("设一等奖10个、二等奖20个", ["设一等奖10个", "二等奖20个"]),
        ("上报2篇报告和3条信息", ["上报2篇报告", "3条信息"]),
        ("上报2篇报告、论文和3条信息", ["上报2篇报告、论文", "3条信息"]),
        ("招聘80名培训300人次", ["招聘80名", "培训300人次"]),
        ("建站3个（另见附件）", ["建站3个"]),
        ("建3个站（见附件）", ["建3个站"]),
        ("建3个站（所）并挂牌", ["建3个站（所）并挂牌"]),
        ("讲座20场，15分", ["讲座20场"]),
        ("讲座20场15分", ["讲座20场"]),
        ("由40名发展到83名", ["由40名发展到83名"]),
        ("发展到83名", ["发展到83名"]),
        ("实现8个辅导站全覆盖", ["实现8个辅导站全覆盖"]),
        ("建8个辅导站、实现全覆盖", ["建8个辅导站", "实现全覆盖"]),
        ("培训80名合格率100%", ["培训80名", "合格率100%"]),
        ("告家长书一户一份", ["告家长书一户一份"]),
        ("不低于40平方米的教室3间", ["不低于40平方米的教室3间"] * 2),
        ("怎么办?3所", []),
        ("分别建3个、5个", ["分别建3个、5个", "分别建3个、5个"]),
        ("分别建3个", ["分别建3个"]),
    ],
)
def test_every_target_has_its_own_words(text: str, expected: list[str]) -> None:
    """Two amounts in one clause part at the joint between them."""
    assert words(text) == expected


def test_a_long_list_told_in_turn_is_read_amount_by_amount() -> None:
    """Thirteen amounts after 分别 do not share one clause."""
    assert words("分别建" + "、".join(["3个"] * 13))[1:] == ["3个"] * 12


def test_a_refrain_is_seen_before_it_is_judged() -> None:
    """Three times one of something in a clause is a slogan."""
    text = "读一本好书、唱一首好歌、写一篇心得"
    cut_up = stretch(text)
    ((clause, group),) = targets.grouped(cut_up, targets.amounts(text))
    judged = targets.judged(cut_up, clause, group, Mood())
    assert {each.verdict for each in judged} == {Verdict.PLAIN}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正常活动（全年不少于20次）", "正常活动（全年不少于20次）"),
        ("正常活动（ 20次 ）好", "正常活动（ 20次 ）"),
        ("推荐书目（读本3套）", "读本3套"),
        ("推荐书目（每班3套，读本）", "每班3套"),
        ("推荐书目（3套读本）", "3套读本"),
        ("（不少于20次）", "不少于20次"),
    ],
)
def test_an_amount_alone_in_a_bracket_completes_the_clause_around(text: str, expected: str) -> None:
    """With words of its own, or without a clause around, it stays in its bracket."""
    cut_up = stretch(text)
    clause, group = targets.grouped(cut_up, targets.amounts(text))[-1]
    judged = targets.judged(cut_up, clause, group, Mood())
    (target,) = targets.targets(cut_up, clause, judged)
    whole = targets.completed(cut_up, clause, target)
    assert text[whole.start : whole.stop] == expected
