"""Any text is read: blocks tile it, facts quote it, and nothing raises."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from guangongwei import plans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.errors import Span
    from guangongwei.model.plan import Plan

#: Pieces that the readers look for, so that random texts are rich in what could trip them.
PIECES = st.sampled_from(
    [
        *"一二三十、。；：，,.（）()《》“”①②1235 \n\r\t#*-[]",
        *(
            "一、",
            "（一）",
            "1.",
            "(1)",
            "一是",
            "二是",
            "第一，",
            "附件1",
            "附：",
            "\r\n",
            "\u2028",
        ),
        *(
            "关工委",
            "某区教育局",
            "2024年",
            "工作要点",
            "2024年3月1日",
            "【篇一】",
            "【篇二】",
            "各单位：",
        ),
        *(
            "力争",
            "不少于",
            "达到",
            "近70%",
            "3次",
            "全覆盖",
            "年底前",
            "每学期",
            "第三批",
            "46号文件",
        ),
        *(
            "责任单位：",
            "由局负责",
            "现将《",
            "》印发",
            "发布时间",
            "[bookmark: _x]",
            "苏教关委〔2025〕2号",
        ),
        *("更多的老教师参加", "位居前列", "第1页", "关于开展活动的通知", "学习", "落实", "登记表"),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
def test_blocks_tile_any_text(text: str) -> None:
    """Every character belongs to exactly one block, so that rendering gives the text back."""
    plan = plans.parse(text).value
    assert plans.render(plan) == text
    assert [block.span.start for block in plan.blocks[:1]] == [0] * bool(text)
    for before, after in pairwise(plan.blocks):
        assert before.span.start < before.span.stop == after.span.start


def quotations(plan: Plan) -> Iterator[tuple[Span, str]]:
    """The words of every fact of a plan, with the place they are said to stand at."""
    yield from ((each.span, each.text) for each in plan.commitments)
    yield from ((each.span, each.text) for each in plan.deadlines)
    yield from ((each.span, each.text) for each in plan.references)
    yield from ((each.span, each.text) for each in plan.responsibilities)
    yield from ((each.span, each.text) for each in plan.batches)
    yield from ((each.span, each.text) for each in plan.unread)
    yield from ((each.span, each.name) for each in plan.brands)
    for section in plan.sections:
        yield from ((each.span, each.text) for each in section.paragraphs)


@given(TEXTS)
def test_every_fact_quotes_its_text(text: str) -> None:
    """What a fact says is what stands at its place."""
    for span, words in quotations(plans.parse(text, name="p").value):
        assert span.document == "p"
        assert text[span.start : span.stop] == words


@given(TEXTS)
def test_parts_lie_inside_one_another(text: str) -> None:
    """Items lie in their section and actions in their item, each beginning with its mark."""
    for section in plans.parse(text).value.sections:
        for item in section.items:
            assert item.span in section.span
            assert all(action.span in item.span for action in item.actions)
            told = [(each.span, each.mark, each.text) for each in item.actions]
            for span, mark, words in [(item.span, item.mark, item.text), *told]:
                assert text[span.start : span.stop].startswith(mark)
                assert text[span.start : span.stop].endswith(words)


@given(TEXTS)
def test_an_outline_quotes_its_text(text: str) -> None:
    """Every string of an outline that quotes the text occurs in it."""
    outline = plans.outline(plans.parse(text).value)
    quoted = (*outline["documents"], *outline["responsible"])  # type: ignore[misc]
    assert all(each in text for each in quoted)


@given(TEXTS)
def test_problems_are_placed_in_the_text(text: str) -> None:
    """Every problem has a code of the plans' and a place inside the text."""
    for problem in plans.parse(text).problems:
        assert problem.code[:2] in {"P1", "P2", "P3"}
        assert problem.place.stop <= len(text)  # type: ignore[union-attr]


def test_an_empty_text_is_an_empty_plan() -> None:
    """Nothing is found in nothing, and the problems say so."""
    checked = plans.parse("")
    assert (checked.value.blocks, checked.value.sections) == ((), ())
    assert [problem.code for problem in checked.problems] == ["P104", "P204"]


def test_prose_without_marks_has_no_sections() -> None:
    """Running text alone is an opening paragraph."""
    checked = plans.parse("2024年工作要点\n全年组织学习不少于4次。\n")
    assert checked.value.sections == ()
    assert [problem.code for problem in checked.problems] == ["P204"]
    assert [each.text for each in checked.value.commitments] == ["全年组织学习不少于4次"]
