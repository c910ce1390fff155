"""A sentence carries its time, its rhythm and its tense from clause to clause."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from guangongwei.plans import deadlines, stretches

if TYPE_CHECKING:
    from guangongwei.plans.stretches import Mood, Stretch

TITLE = "2024年工作要点"


def stretch(text: str) -> Stretch:
    """A paragraph of a yearly plan."""
    calendar = deadlines.calendar(TITLE, document="plan", title=TITLE, year=2024)
    times = deadlines.times(text, calendar)
    return stretches.cut_up(text, times, offset=0, calendar=calendar)


def moods(text: str) -> list[Mood]:
    """The mood of every clause."""
    cut_up = stretch(text)
    found = stretches.moods(cut_up, [clause.start for clause in cut_up.cut.outer])
    return [found[clause.start] for clause in cut_up.cut.outer]


@pytest.mark.parametrize(
    ("text", "narrated"),
    [
        ("去年建成5所，培训300人，今年再建2所。新建3所", [True, True, False, False]),
        ("现有20所，力争达到30所", [True, False]),
        ("2022年底达标率为31%，有差距", [True, True]),
        ("较2023年增长10%", [False]),
        ("比去年增长10%", [False]),
        ("过去一年，培训300人", [True, True]),
        ("本村有9个小组，人口2860人", [True, True]),
        ("全市共有组织1200个，五老1.5万名", [True, True]),
        ("本校有计划地培训300人", [False]),
        ("由去年的120人发展到150人", [False]),
        ("去年建成5所；培训300人；今年建6所。建7所", [True, True, False, False]),
        ("“十四五”期间，建成5所", [False, False]),
        ("“十二五”期间，建成5所", [True, True]),
        ("基本情况\n学生300人。教师20人", [True, True, True]),
        ("基本情况\n学生300人，今年招生50人", [True, True, False]),
        ("做好情况分析，学生300人", [False, False]),
    ],
)
def test_what_is_told_of_the_past_stays_past(text: str, narrated: list[bool]) -> None:
    """Until the sentence ends or turns to what is to come."""
    assert [mood.is_narrated for mood in moods(text)] == narrated


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("6月底前建站，培训教师。写总结", [None, date(2024, 6, 30), None]),
        ("6月底前建站，各校培训教师", [None, None]),
        ("到2025年，各校培训教师", [None, date(2025, 12, 31)]),
        ("预计到2025年，各校培训教师", [None, date(2025, 12, 31)]),
        ("到2025年，建站；各校培训教师。写总结", [None, *[date(2025, 12, 31)] * 2, None]),
        ("6月底前建站；培训教师", [None, None]),
        ("6月底前结对20对，转化率80%", [None, None]),
        ("6月底前结对20对，其中转化率80%", [None, date(2024, 6, 30)]),
        ("6月底前建站率90%，合格率80%", [None, date(2024, 6, 30)]),
        ("组织实施（5月—11月）。举办讲座，各校培训教师", [date(2024, 11, 30)] * 3),
        ("组织实施（5月—11月），举办讲座", [None, date(2024, 11, 30)]),
        ("开展调研（5月），写报告（6月）", [None, date(2024, 5, 31)]),
        ("去年小结（2023年）。举办讲座", [None, None]),
    ],
)
def test_a_time_holds_for_the_sentence(text: str, ends: list[date | None]) -> None:
    """Until another subject begins, unless the time opened the sentence."""
    assert [mood.when and mood.when.last for mood in moods(text)] == ends


def test_a_rhythm_goes_on_with_what_depends_on_it() -> None:
    """每年宣讲300场，覆盖… is still every year; another thing is not."""
    told = moods("每年宣讲不少于300场，覆盖青少年5万人次，培训教师80人")
    assert [mood.per for mood in told] == ["", "每年", ""]


@pytest.mark.parametrize(
    ("title", "text", "ends"),
    [
        ("申报通知", "推荐2名，于12月10日前交推荐表。写总结", {0: date(2024, 12, 10)}),
        ("申报通知", "推荐2名，12月10日前评审", {}),
        ("申报通知", "评审会12月10日前交", {}),
        ("申报通知", "推荐2名，每年12月10日前交", {}),
        ("申报通知", "12月10日。", {}),
        (TITLE, "推荐2名，于12月10日前交推荐表", {}),
    ],
)
def test_a_notice_says_when_a_sentence_is_to_be_handed_in(
    title: str, text: str, ends: dict[int, date]
) -> None:
    """A clause that begins with the date and hands something in holds for its whole sentence."""
    calendar = deadlines.calendar(title, document="plan", title=title, year=2024)
    times = deadlines.times(text, calendar)
    cut_up = stretches.cut_up(text, times, offset=0, calendar=calendar)
    assert {sentence: when.last for sentence, when in cut_up.handed_in.items()} == ends


def test_clauses_elsewhere_have_no_mood() -> None:
    """Only the sentences asked for are looked at."""
    cut_up = stretch("建站3个。培训80人")
    assert list(stretches.moods(cut_up, [0])) == [0]


@pytest.mark.parametrize(
    ("text", "position", "turn", "turns", "last"),
    [
        ("到2025年建30个", 8, 0, 0, date(2025, 12, 31)),
        ("建30个到2025年", 1, 0, 0, date(2025, 12, 31)),
        ("2024年、2025年分别达到60%、80%", 15, 0, 2, date(2024, 12, 31)),
        ("2024年、2025年分别达到60%、80%", 19, 1, 2, date(2025, 12, 31)),
        ("2024年达到60%、2025年达到80%", 7, 0, 0, date(2024, 12, 31)),
        ("建30个", 1, 0, 0, None),
    ],
)
def test_an_amount_is_due_by_the_time_before_it(
    text: str, position: int, turn: int, turns: int, last: date | None
) -> None:
    """The last time before it, else the first after it; told in turn, one for each."""
    cut_up = stretch(text)
    when = cut_up.time_for(cut_up.cut.outer[0], position, turn=turn, turns=turns)
    assert (when.last if when else None) == last
