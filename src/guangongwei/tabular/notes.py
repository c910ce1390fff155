"""What is told to those who fill a table: column by column, in a note and in a guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.tabular.cells import (
    AMOUNT,
    BATCH,
    CODE,
    CODES,
    COUNT,
    DAY,
    FLAG,
    ITEMS,
    NAMES,
    PERIOD,
    WORDS,
)
from guangongwei.tabular.meanings import meaning_of, words_of
from guangongwei.tabular.parts import SCORES, STEPS, TERM

if TYPE_CHECKING:
    from guangongwei.model.dataset import Record
    from guangongwei.tabular.layout import Column, Layout

_HOW = {
    DAY.name: "填年月日，如 2024-03-01",
    COUNT.name: "只填数字，为不小于0的整数；不清楚的留空",
    AMOUNT.name: "只填数字，不带单位；不清楚的留空",
    FLAG.name: "填“是”或“否”；不清楚的留空",
    CODE.name: "按文本填写",
    WORDS.name: "可填多个，以顿号分隔",
    NAMES.name: "可填多个，以顿号分隔",
    PERIOD.name: "如 2024年、2024年上半年、2023—2024学年",
    BATCH.name: "如 3 或 第三批",
    ITEMS.name: "填序号，多个以顿号分隔，如 4、5",
    TERM.name: "起止日期之间写“至”",
    STEPS.name: "每步写日期、事项，必要时在括号内补充，各步以分号分隔",
    SCORES.name: "条款编号:得分，各条以分号分隔",
}


@final
@frozen(kw_only=True)
class Note:
    """What there is to know about one column."""

    header: str
    required: bool
    #: The word of its unit; empty where it has none.
    unit: str
    meaning: str
    how: str
    example: str
    #: All words that it takes, or those that are usual.
    words: tuple[str, ...]
    #: Whether it takes no others.
    closed: bool

    @property
    def need(self) -> str:
        """必填 or 选填."""
        return "必填" if self.required else "选填"

    @property
    def text(self) -> str:
        """All of it, line by line."""
        words = "、".join(self.words)
        lines = (
            f"{self.header}（{self.need}）",
            self.meaning,
            f"填写：{self.how}",
            self.unit and f"单位：{self.unit}",
            words and f"{'可填' if self.closed else '常用'}：{words}",
            self.example and f"例如：{self.example}",
        )
        return "\n".join(each for each in lines if each)


def note(noun: type[Record], column: Column) -> Note:
    """What there is to know about a column."""
    closed = bool(column.kind.words)
    several = column.kind is CODES
    how = _HOW.get(column.kind.name) or ("从下拉列表中选填" if closed else "填文字")
    return Note(
        header=column.header,
        required=column.required,
        unit=column.unit.value if column.unit else "",
        meaning=meaning_of(noun, column),
        how=_HOW[WORDS.name] if several else how,
        example=column.example,
        words=words_of(noun, column),
        closed=closed,
    )


def notes(layout: Layout) -> tuple[Note, ...]:
    """What there is to know about the columns of a template."""
    return tuple(note(layout.noun, column) for column in layout.columns if column.offered)
