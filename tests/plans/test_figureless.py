"""What is asked for without a figure: more of something, a batch, a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei.model.plan import Comparator, Precision
from guangongwei.plans import commitments, deadlines, figureless

if TYPE_CHECKING:
    from guangongwei.plans.commitments import Found


def found(text: str, *, year: int | None = 2024) -> Found:
    """What one paragraph of a yearly plan commits to."""
    calendar = deadlines.calendar(
        "2024年工作要点", document="plan", title="2024年工作要点", year=year
    )
    return commitments.find(text, offset=0, calendar=calendar)


@pytest.mark.parametrize(
    ("text", "clause", "comparator", "unit"),
    [
        (
            "组织动员更多的老教师参加工作，好。",
            "组织动员更多的老教师参加工作",
            Comparator.INCREASE,
            "人",
        ),
        (
            "引导更多的老教师走进社区，好。",
            "引导更多的老教师走进社区",
            Comparator.INCREASE,
            "人",
        ),
        ("吸引更多“年轻老人”，好。", "吸引更多“年轻老人”", Comparator.INCREASE, None),
        ("努力提高发稿数量、质量。", "努力提高发稿数量、质量", Comparator.INCREASE, "篇"),
        ("不断壮大五老队伍。", "不断壮大五老队伍", Comparator.INCREASE, "人"),
        ("扩大活动规模。", "扩大活动规模", Comparator.INCREASE, None),
        ("降低辍学人数。", "降低辍学人数", Comparator.DECREASE, "人"),
    ],
)
def test_a_change_without_a_number_is_kept(
    text: str, clause: str, comparator: Comparator, unit: str | None
) -> None:
    """It has a direction and a unit, and no value."""
    (told,) = found(text).commitments
    assert (told.text, told.comparator, told.unit, told.values) == (clause, comparator, unit, ())
    assert not told.is_quantified


@pytest.mark.parametrize(
    "text", ["壮大队伍300人。", "提高工作水平。", "“壮大队伍”行动", "壮大队伍，壮大"]
)
def test_a_change_is_told_once_and_not_beside_a_figure(text: str) -> None:
    """A clause with a figure needs no direction, and a name has none."""
    told = [each for each in found(text).commitments if not each.is_quantified]
    assert len(told) == text.startswith("壮大队伍，")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第一、二批学校", [(1, 2)]),
        ("第三批学校的创建", [(3,)]),
        ("首批基地", [(1,)]),
        ("第1批和第12批", [(1,), (12,)]),
        ("第十一批", [(11,)]),
        ("分三批创建", []),
    ],
)
def test_batches_are_read(text: str, numbers: list[tuple[int, ...]]) -> None:
    """A batch is told by its numbers."""
    told = figureless.batches(text, document="plan", offset=0)
    assert [each.numbers for each in told] == numbers


@pytest.mark.parametrize(
    ("text", "clause", "end", "precision"),
    [
        ("11月上旬组织互评，好。", "11月上旬组织互评", "2024-11-10", Precision.TEN_DAYS),
        ("年底前公布结果。", "年底前公布结果", "2024-12-31", Precision.YEAR),
        ("适时启动二级学院建设。", "适时启动二级学院建设", "None", Precision.OPEN),
        ("采访阶段（5月至6月中旬）。", "采访阶段（5月至6月中旬）", "2024-06-20", Precision.MONTH),
        ("3月部署，4月至5月、6月检查。", "4月至5月、6月检查", "2024-06-30", Precision.MONTH),
    ],
)
def test_a_day_without_a_figure_is_a_deadline(
    text: str, clause: str, end: str, precision: Precision
) -> None:
    """The last time of the clause counts, and the clause says what is due."""
    told = found(text).deadlines[-1]
    assert (told.text, str(told.end), told.precision) == (clause, end, precision)


@pytest.mark.parametrize(
    "text",
    [
        "到2025年，每个乡镇建有1所幼儿园。",
        "6月底前建站3个。",
        "去年11月上旬组织互评。",
        "2024年，全县工作。",
        "《2024年3月通知》",
    ],
)
def test_a_time_that_a_figure_has_taken_is_no_deadline_of_its_own(text: str) -> None:
    """Neither are the past, the bare year and the times in names."""
    assert found(text).deadlines == ()
