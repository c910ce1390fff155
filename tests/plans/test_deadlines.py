"""A document's calendar says what its times mean and where its commitments end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import Span
from guangongwei.model.plan import Precision
from guangongwei.plans import deadlines

if TYPE_CHECKING:
    from guangongwei.chinese.dates import When
    from guangongwei.plans.deadlines import Calendar


def calendar(title: str | None, text: str = "", year: int | None = 2024) -> Calendar:
    """The calendar of a document with this title."""
    return deadlines.calendar(f"{title or ''}\n{text}", document="plan", title=title, year=year)


def the_time(text: str, *, of: Calendar) -> When:
    """The one time of a text."""
    (when,) = deadlines.times(text, of)
    return when


@pytest.mark.parametrize(
    ("title", "text", "ends"),
    [
        ("某局关工委2024年工作要点", "", True),
        ("2024年度考核意见", "", True),
        ("学院关工委二〇二四年工作计划", "", True),
        ("2023—2024学年度第一学期工作计划", "", False),
        ("2024年春学期工作计划", "", False),
        ("2024年法治教育实施方案", "", True),
        ("关于加快学前教育发展的若干意见", "2024年2月1日", False),
        ("2024年暑期活动方案", "", False),
        ("关于报送2024年总结的通知", "", False),
        ("工作计划", "没有年份", False),
        (None, "2024年全县工作的总体要求是", True),
        (None, "2024年开展申报工作", False),
    ],
)
def test_only_a_yearly_plan_ends_with_its_year(title: str | None, text: str, *, ends: bool) -> None:
    """The last day of the year is the default of a yearly plan, and of nothing else."""
    closes = calendar(title, text).closes
    assert (closes is not None) == ends
    if closes is not None:
        assert (closes.end, closes.precision) == (date(2024, 12, 31), Precision.YEAR)


@pytest.mark.parametrize(
    ("title", "text", "named", "ends"),
    [
        ("三年行动实施方案（2024—2026年）", "", "2024—2026年", date(2026, 12, 31)),
        ("家庭教育“十四五”规划", "", "十四五", date(2025, 12, 31)),
        ("2024至2025年度工作计划", "", "2024至2025年度", date(2025, 12, 31)),
    ],
)
def test_a_plan_for_several_years_ends_with_the_last(
    title: str, text: str, named: str, ends: date
) -> None:
    """What has no time of its own is due when the whole plan is over."""
    closes = calendar(title, text).closes
    assert closes is not None
    assert (closes.text, closes.end) == (named, ends)


def test_years_that_stand_in_the_title_alone_close_nothing() -> None:
    """A deadline has a place in the text; a title that is not in it gives none."""
    told = deadlines.calendar("无", document="plan", title="规划（2024—2026年）", year=2024)
    assert told.closes is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("二、活动时间\n2024年4月至10月", date(2024, 10, 31)),
        ("活动时间：4月1日至5月15日，分两步", date(2024, 5, 15)),
        ("活动时间：4月1日上午", None),
        ("征文时间：4月1日至5月15日", None),
    ],
)
def test_an_activity_ends_with_the_time_it_takes(text: str, ends: date | None) -> None:
    """A notice that tells the time of the whole activity says when it is over."""
    told = calendar("关于开展读书活动的通知", text)
    assert told.closes is None
    assert (told.ends and told.ends.end) == ends


def test_the_years_end_stands_where_the_text_names_the_year() -> None:
    """The default has a place in the text like everything else."""
    closes = calendar("某局2024年工作要点").closes
    assert closes is not None
    assert (closes.text, closes.span) == ("2024年", Span("plan", 2, 7))
    closes = calendar("2023年总结和2024年工作计划").closes
    assert closes is not None
    assert closes.span == Span("plan", 8, 13)
    closes = calendar("2024“春雨行动”工作计划").closes
    assert closes is not None
    assert (closes.text, closes.span) == ("2024", Span("plan", 0, 4))


@pytest.mark.parametrize("year", [None, 0, 99999])
def test_a_plan_without_a_real_year_has_no_end(year: int | None) -> None:
    """Years that no plan can be of are as good as none."""
    known = calendar("2024年工作要点", year=year)
    assert (known.year, known.closes) == (None, None)


@pytest.mark.parametrize(
    ("text", "title", "first", "last"),
    [
        ("11月底前", "2024年工作要点", None, date(2024, 11, 30)),
        ("三年内", "2024年工作要点", date(2024, 1, 1), date(2026, 12, 31)),
        ("每年11月底前", "2024年工作要点", None, None),
        ("1月底前", "2023—2024学年计划", None, date(2025, 1, 31)),
        ("10月起", "2023—2024学年计划", date(2024, 10, 1), None),
        ("2024年1月底前", "2023—2024学年计划", None, date(2024, 1, 31)),
    ],
)
def test_a_time_is_meant_in_the_documents_year(
    text: str, title: str, first: date | None, last: date | None
) -> None:
    """Months of a school year after New Year belong to the next year; rhythms have no days."""
    when = the_time(text, of=calendar(title))
    assert (when.first, when.last) == (first, last)


def test_a_length_of_time_without_a_year_has_no_days() -> None:
    """三年内 needs a year to count from."""
    when = the_time("三年内", of=calendar("工作计划", year=None))
    assert (when.first, when.last) == (None, None)


@pytest.mark.parametrize(
    ("text", "acted_on"),
    [
        ("11月上旬评审", True),
        ("适时启动", True),
        ("逐步完善", True),
        ("持续增强", False),
        ("本学期", False),
        ("2024年，全区工作", False),
        ("到2027年", True),
        ("2025-2026年实施方案", True),
        ("2024年内", True),
        ("2026年前", True),
    ],
)
def test_a_time_without_figure_may_be_a_deadline(text: str, *, acted_on: bool) -> None:
    """Bare years and manners of speech are no deadlines."""
    when = the_time(text, of=calendar("2024年工作要点"))
    assert deadlines.is_acted_on(text, when) == acted_on


def test_past_open_and_beginning_times_date_no_figure() -> None:
    """A figure is due by times that end, and not before the plan's year."""
    of = calendar("2024年工作要点")
    told = {
        text: deadlines.is_dated(the_time(text, of=of), of)
        for text in ("2023年底", "2025年底", "3月起", "适时", "本学期")
    }
    assert told == {
        "2023年底": False,
        "2025年底": True,
        "3月起": False,
        "适时": False,
        "本学期": True,
    }
