"""Dates and stretches of time are read as the days they mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.chinese import dates
from guangongwei.chinese.dates import Grain, Kind, parse
from guangongwei.chinese.numerals import write, write_year

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "grain"),
    [
        ("2024年3月", "2024-03-01", "2024-03-31", Grain.MONTH),
        ("２０２４年３月", "2024-03-01", "2024-03-31", Grain.MONTH),
        ("2024-03", "2024-03-01", "2024-03-31", Grain.MONTH),
        ("3月", "2024-03-01", "2024-03-31", Grain.MONTH),
        ("元月", "2024-01-01", "2024-01-31", Grain.MONTH),
        ("十二月份", "2024-12-01", "2024-12-31", Grain.MONTH),
        ("3—5月", "2024-03-01", "2024-05-31", Grain.MONTH),
        ("11月-3月", "2024-11-01", "2025-03-31", Grain.MONTH),
        ("2023年5月—2025年6月", "2023-05-01", "2025-06-30", Grain.MONTH),
        ("4月至6月中旬", "2024-04-01", "2024-06-20", Grain.MONTH),
        ("4月至6月底", "2024-04-01", "2024-06-30", Grain.MONTH),
        ("11月底", "2024-11-21", "2024-11-30", Grain.MONTH),
        ("11月上旬", "2024-11-01", "2024-11-10", Grain.TEN_DAYS),
        ("2月下旬", "2024-02-21", "2024-02-29", Grain.TEN_DAYS),
        ("当年11月中旬", "2024-11-11", "2024-11-20", Grain.TEN_DAYS),
        ("9月10日-12日", "2024-09-10", "2024-09-12", Grain.DAY),
        ("3月1日至5月10日", "2024-03-01", "2024-05-10", Grain.DAY),
        ("2024年9月1日至2025年1月10日", "2024-09-01", "2025-01-10", Grain.DAY),
        ("上半年", "2024-01-01", "2024-06-30", Grain.HALF),
        ("2023年下半年", "2023-07-01", "2023-12-31", Grain.HALF),
        ("一季度", "2024-01-01", "2024-03-31", Grain.QUARTER),
        ("第四季度", "2024-10-01", "2024-12-31", Grain.QUARTER),
        ("首季度", "2024-01-01", "2024-03-31", Grain.QUARTER),
        ("春季学期", "2024-02-01", "2024-08-31", Grain.TERM),
        ("2024年秋季学期", "2024-09-01", "2025-01-31", Grain.TERM),
        ("年内", "2024-01-01", "2024-12-31", Grain.YEAR),
        ("全年", "2024-01-01", "2024-12-31", Grain.YEAR),
        ("今年年底", "2024-12-01", "2024-12-31", Grain.YEAR),
        ("明年", "2025-01-01", "2025-12-31", Grain.YEAR),
        ("去年", "2023-01-01", "2023-12-31", Grain.YEAR),
        ("二〇二四年", "2024-01-01", "2024-12-31", Grain.YEAR),
        ("2012 年", "2012-01-01", "2012-12-31", Grain.YEAR),
        ("2024", "2024-01-01", "2024-12-31", Grain.YEAR),
        ("2016年——2018年", "2016-01-01", "2018-12-31", Grain.YEAR),
        ("2025-2026年", "2025-01-01", "2026-12-31", Grain.YEAR),
        ("十四五", "2021-01-01", "2025-12-31", Grain.YEAR),
        ("“十四五”末", "2025-01-01", "2025-12-31", Grain.YEAR),
        ("2023—2024学年", "2023-09-01", "2024-08-31", Grain.SCHOOL_YEAR),
        ("2019-20学年度", "2019-09-01", "2020-08-31", Grain.SCHOOL_YEAR),
        ("2023～2024学年度第一学期", "2023-09-01", "2024-01-31", Grain.SCHOOL_YEAR),
        ("2023至2024学年第二学期", "2024-02-01", "2024-08-31", Grain.SCHOOL_YEAR),
    ],
)
def test_a_period_is_read(text: str, first: str, last: str, grain: Grain) -> None:
    """A stretch of time has its first and last day, in the anchor year where none is named."""
    when = parse(text, year=2024)
    assert when is not None
    assert (str(when.first), str(when.last)) == (first, last)
    assert (when.kind, when.grain, when.text) == (Kind.PERIOD, grain, text)


@pytest.mark.parametrize(
    ("text", "first", "last", "bound", "inclusive"),
    [
        ("11月底前", None, date(2024, 11, 30), "前", None),
        ("4月10日前", None, date(2024, 4, 10), "前", None),
        ("11月底以前", None, date(2024, 11, 30), "以前", None),
        ("年底前", None, date(2024, 12, 31), "前", None),
        ("9月前", None, date(2024, 8, 31), "前", None),
        ("2025年之前", None, date(2024, 12, 31), "之前", None),
        ("“七一”前", None, date(2024, 7, 1), "前", None),
        ("今年国庆节以前", None, date(2024, 10, 1), "以前", None),
        ("6月20日截止", date(2024, 6, 20), date(2024, 6, 20), "截止", True),
        ("3月起", date(2024, 3, 1), None, "起", True),
        ("2024年后", date(2025, 1, 1), None, "后", True),
    ],
)
def test_a_bound_moves_the_days(
    text: str, first: date | None, last: date | None, bound: str, *, inclusive: bool | None
) -> None:
    """前 leaves the first day open and does not say whether the last one counts."""
    when = parse(text, year=2024)
    assert when is not None
    assert (when.first, when.last, when.bound, when.inclusive) == (first, last, bound, inclusive)


@given(DAYS)
def test_a_day_is_read_however_it_is_written(day: date) -> None:
    """Six ways to write a day mean the same day."""
    month, number = write(day.month), write(day.day)
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
        f"{write_year(day.year)}年{month}月{number}日",
        f"{day.month}月{day.day}号",
    ):
        when = parse(text, year=day.year)
        assert when is not None
        assert (when.first, when.last, when.kind) == (day, day, Kind.POINT)
        assert when.has_year == (not text.endswith("号"))


@given(DAYS, st.integers(1, 40))
def test_a_span_of_days_is_read(first: date, length: int) -> None:
    """Two days joined by a dash are the stretch between them."""
    last = first + timedelta(days=length)
    text = f"{first.year}年{first.month}月{first.day}日—{last.year}年{last.month}月{last.day}日"
    when = parse(text)
    assert when is not None
    assert (when.first, when.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "五老",
        "24年",
        "2024年2月30日",
        "2024-02-30",
        "2024-3/1",
        "2024-13",
        "2023-2025学年",
        "2018—2016年",
        "2024年5月3日至4月1日",
        "2024年9月至2023年3月",
        "3年内",
        "三年内",
        "青年内",
        "2024327",
        "3月和4月",
        "12个月",
        "七一",
        "“六一”前后",
        "国庆节前夕",
        "二十一前",
    ],
)
def test_what_is_no_time_is_not_read(text: str) -> None:
    """Days that do not exist, two-digit years and lengths of time are refused."""
    assert parse(text, year=2024) is None


@pytest.mark.parametrize("text", ["每学期", "每年", "每月", "每个学期"])
def test_what_comes_again_has_no_days(text: str) -> None:
    """A rhythm is recognised as one."""
    when = parse(text, year=2024)
    assert when is not None
    assert (when.kind, when.first, when.last) == (Kind.RECURRING, None, None)


@pytest.mark.parametrize("text", ["适时", "近期", "逐步", "持续", "今后一个时期"])
def test_an_open_time_has_no_days(text: str) -> None:
    """A time is meant and none is named."""
    when = parse(text, year=2024)
    assert when is not None
    assert (when.kind, when.grain, when.last) == (Kind.OPEN, Grain.OPEN, None)


@pytest.mark.parametrize("text", ["3月", "年底前", "当年11月上旬", "第一学期", "上半年"])
def test_without_an_anchor_the_days_stay_unknown(text: str) -> None:
    """A time without year has no days of its own."""
    when = parse(text)
    assert when is not None
    assert (when.first, when.last, when.has_year) == (None, None, False)


def test_times_are_found_in_a_sentence_with_their_places() -> None:
    """Every time of a sentence is told where it stands."""
    text = "到2025年底前完成，申报当年11月上旬评审，6月20日截止，初中三年，3年内，12.4宪法日，2024年初中招生"
    found = dates.find(text, year=2024)
    assert [each.text for each in found] == ["2025年底前", "当年11月上旬", "6月20日截止", "2024年"]
    assert all(text[each.start : each.stop] == each.text for each in found)


@given(
    st.text(
        st.sampled_from(
            "0123456789一二三十〇年月日号旬上中下初底末前内半季度学期第每至-—./今明“”五"
        )
    ),
    st.sampled_from([None, 1, 2024, 9999]),
)
def test_finding_never_fails(text: str, year: int | None) -> None:
    """Whatever the text and the anchor, every time lies inside the text and ends after it begins."""
    for each in dates.find(text, year=year):
        assert text[each.start : each.stop] == each.text
        assert each.first is None or each.last is None or each.first <= each.last
