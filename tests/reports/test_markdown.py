from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reports.reviews import LINES, a_review

from guangongwei.reports.markdown import escaped, render
from guangongwei.reports.phrases import Language

if TYPE_CHECKING:
    from guangongwei.reviewing import Review


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>", "&lt;script&gt;"),
        ("a|b", r"a\|b"),
        ("[x](javascript:alert)", r"\[x\](javascript:alert)"),
        ("`code` *b* _i_ ~s~ $m$", r"\`code\` \*b\* \_i\_ \~s\~ \$m\$"),
        ("# 标题", r"\# 标题"),
        ("- 项", r"\- 项"),
        ("1. 项", r"1\. 项"),
        ("12) 项", r"12\) 项"),
        ("2024年", "2024年"),
        ("&amp;", "&amp;amp;"),
        ("https://x.example a@b", r"https\://x\.example a\@b"),
        ("第7条", "第7条"),
    ],
)
def test_text_is_shown_as_it_is(text: str, shown: str) -> None:
    """Markdown and the HTML inside it make nothing of a name."""
    assert escaped(text) == shown


def test_an_item_has_its_figures_and_targets(made: Review) -> None:
    """A heading, the words of the plan, a table of figures, the verdict with its reasons."""
    assert """
### 7 年内将组织进行第三批学校的创建工作

> 力争全区有近70%的中小学、幼儿园达到关工委优质化建设标准（期限 2024-12-31）

| 指标 | 数值 | 报送情况 | 可能的范围 |
| --- | --- | --- | --- |
| 优质化建设达标率 | 103/147（70.1%） | 据教育局台账（147 校） |  |
| 新增优质化建设达标学校 | 31所 | 据教育局台账（147 校） |  |

- **✓ 已达到** 优质化建设达标率 近70%（按容差2个百分点，≥68%）
- 无需再增加
- 期限 2024-12-31
""" in render(made)


def test_breakdowns_are_tables(made: Review) -> None:
    """Each way of breaking down is titled."""
    assert """
**按镇街**

| 镇街 | 优质化建设达标率 | 新增优质化建设达标学校（所） |
| --- | --- | --- |
| 湖塘镇 | 40/50（80.0%） | 20 |
""" in render(made)


def test_problems_are_a_table(made: Review) -> None:
    """One row a kind, with the first places."""
    row = "| T105 | 不是日期 | 4 | 错误 | 服务记录.csv!17!日期、服务记录.csv!18!日期、服务记录.csv!19!日期 等 |"
    assert row in render(made)


def test_what_is_not_there_is_said_or_left_out() -> None:
    """No target and no problem are said; nobody missing needs no table."""
    text = render(a_review(lines=LINES[1:2], figures=(), problems=()))
    assert "- **目标** 没有可判定的目标" in text
    assert "没有发现数据问题" in text
    assert "未报全的单位" not in text


def test_it_speaks_english(made: Review) -> None:
    """The words around the plan's are English."""
    assert "○ Nothing measures this item" in render(made, language=Language.ENGLISH)
