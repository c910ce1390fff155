from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from tests.reports.reviews import FIRST, LINES, SHARE, a_review

from guangongwei.indicators.targets import Verdict
from guangongwei.reports.phrases import Language
from guangongwei.reports.terminal import colour_allowed, scorecard
from guangongwei.reports.width import width

if TYPE_CHECKING:
    from guangongwei.reviewing import Review

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def test_an_item_is_a_block_of_what_was_asked_and_what_came_of_it(made: Review) -> None:
    """Number and title, what was asked, figures with coverage, target with verdict and need."""
    card = scorecard(made, width=88)
    assert (
        """
 7  年内将组织进行第三批学校的创建工作
    要求  力争全区有近70%的中小学、幼儿园达到关工委优质化建设标准（期限 2024-12-31）
    数据  优质化建设达标率        103/147（70.1%）  据教育局台账（147 校）
            ████████████████┃░░░░░░░  目标线 68%
          新增优质化建设达标学校  31所              据教育局台账（147 校）
    目标  ✓ 已达到  优质化建设达标率 近70%（按容差2个百分点，≥68%）
                    无需再增加 · 期限 2024-12-31

 8  要结合推进关工委优质化建设的实践和探索
    要求  加强调查研究，认真总结和反思。
    ○ 本条暂无可计量指标
"""
        in card
    )


def test_bounds_stand_beside_a_value_where_they_fit(made: Review) -> None:
    """On a narrow terminal they go below it, with who is missing."""
    assert """
          参与服务的五老志愿者  1,234人               144/147 校报全
            不少于 1,234（2 校未报送，1 校部分报送，上不封顶）
""" in scorecard(made, width=76)
    assert """
          参与服务的五老志愿者  1,234人
            144/147 校报全
            不少于 1,234（2 校未报送，1 校部分报送，上不封顶）
""" in scorecard(made, width=66)
    assert "1,234人               144/147 校报全 · 不少于 1,234，上不封顶\n" in scorecard(
        made, width=100
    )


def test_the_head_counts_the_verdicts(made: Review) -> None:
    """A reader sees first how many targets are met."""
    assert "目标      ✓ 已达到 2   ✗ 未达到 1\n" in scorecard(made)


def test_the_tail_sums_up_the_problems(made: Review) -> None:
    """Each kind with how often and where first."""
    assert """
数据问题  共 6 个，3 种
  错误  T105  4 × 不是日期
                  服务记录.csv!17!日期、服务记录.csv!18!日期、服务记录.csv!19!日期 等
  提醒  D206  1 × 同一张表同一时期报送了不止一次
                  $.returns[3]
  说明  X900  1 × speaks in riddles
                  plan.txt:3-8
""" in scorecard(made)


def test_a_review_without_targets_or_problems_says_so() -> None:
    """Nothing to judge and nothing wrong are said in words."""
    card = scorecard(a_review(lines=LINES[1:2], problems=()))
    assert "目标      没有可判定的目标\n" in card
    assert "数据问题  没有发现数据问题\n" in card


def test_a_text_without_measure_is_cut_to_two_lines(made: Review) -> None:
    """What nothing measures is recalled, not reprinted."""
    item = evolve(FIRST.items[1], text="开展工作。" + "一二三四五六七八九十" * 20)
    card = scorecard(evolve(made, lines=(evolve(LINES[1], item=item),)), width=60)
    asked = card.split("要求")[1].split("○")[0]
    assert asked.count("\n") == 2
    assert asked.rstrip().endswith("…")


@pytest.mark.parametrize("columns", [10, 40, 60, 80, 100, 200])
@pytest.mark.parametrize("language", list(Language))
def test_no_line_is_wider_than_the_terminal(made: Review, columns: int, language: Language) -> None:
    """At 60 columns and more everything fits; no terminal is taken to be under 40."""
    card = scorecard(made, width=columns, language=language)
    widest = max(width(each) for each in card.splitlines())
    assert widest <= max(columns, 60)


def test_colour_changes_nothing_but_colour(made: Review) -> None:
    """Without its colours the coloured scorecard is the plain one."""
    coloured = scorecard(made, colour=True)
    assert "\x1b[1;32m✓ 已达到\x1b[0m" in coloured
    plain = "\n".join(each.rstrip() for each in ESCAPE.sub("", coloured).split("\n"))
    assert plain == scorecard(made)


def test_names_cannot_steer_the_terminal(made: Review) -> None:
    """An escape code in a name is shown as a mark, not obeyed."""
    odd = evolve(SHARE, name="\x1b[2J\x07名称")
    assert "\x1b" not in scorecard(evolve(made, lines=(evolve(LINES[0], figures=(odd,)),)))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "allowed"),
    [
        (_Terminal(), {}, True),
        (io.StringIO(), {}, False),
        (_Terminal(), {"TERM": "dumb"}, False),
        (_Terminal(), {"NO_COLOR": "1"}, False),
        (_Terminal(), {"NO_COLOR": ""}, True),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (_Terminal(), {"FORCE_COLOR": "0"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    stream: io.StringIO, environ: dict[str, str], *, allowed: bool
) -> None:
    """NO_COLOR forbids, FORCE_COLOR asks, TERM=dumb cannot, a file does not want."""
    assert colour_allowed(stream, environ) is allowed


def test_a_target_that_cannot_be_judged_says_why(made: Review) -> None:
    """The doubt stands below the verdict."""
    unsure = evolve(LINES[0].judgements[0], verdict=Verdict.CANNOT_JUDGE, reason="有校未报")
    card = scorecard(evolve(made, lines=(evolve(LINES[0], judgements=(unsure,)),)))
    assert "按已报数据无需再增加 · 期限 2024-12-31\n                        有校未报\n" in card
