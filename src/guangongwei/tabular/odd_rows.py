"""Rows of a table that are no data: totals, remarks, the header once more, another table."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, final

from guangongwei.tabular.columns import LAYOUTS
from guangongwei.tabular.header_rows import NAMES, header_text
from guangongwei.tabular.layout import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guangongwei.tabular.grid import Value
    from guangongwei.tabular.heading import Heading

#: 合计, 湖塘镇小计, 总计(人): what a row of totals begins with.
_TOTAL = re.compile(r".{0,12}(?:合计|小计|总计|共计|累计|总和)(?:\(.{0,10}\))?[:：]?")
_AVERAGE = re.compile(r".{0,6}平均(?:值|数|分)?[:：]?")
_REMARK = re.compile(
    r"[(（【]?(?:备?注|说明|填表|制表|填报|报送|上报|审核|复核|校对|经办|负责人|联系人|联系电话"
    r"|单位[(（]?盖章|盖章|公章|以上|以下|※)"
    r"|[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|第[一二三四五六七八九十]{1,3}[部章节]"
)
#: A row of this many headers or more is a header.
_ENOUGH = 2


@final
class Odd(Enum):
    """What a row is that is no record."""

    TOTAL = "合计"
    AVERAGE = "平均"
    REMARK = "说明"
    HEADER_AGAIN = "表头"
    OTHER_TABLE = "另一张表"


def may_be_odd(cells: Iterable[Value]) -> bool:
    """Whether one of the first cells of some rows may say that its row is no record."""
    return any(isinstance(each, str) and ("计" in each or each in NAMES) for each in cells)


def is_label(cell: Value) -> bool:
    """Whether the first cell of a row is a header or names a total, though the row be full."""
    return cell in NAMES or (
        isinstance(cell, str) and _TOTAL.fullmatch(normal(header_text(cell))) is not None
    )


def odd(cells: Sequence[Value], heading: Heading) -> Odd | None:
    """What a row is that lacks what every record has; None where it is a record with faults."""
    first = next((each for each in cells if each != ""), "")
    label = normal(header_text(first))
    if _TOTAL.fullmatch(label):
        return Odd.TOTAL
    if _AVERAGE.fullmatch(label):
        return Odd.AVERAGE
    if _is_header(cells):
        again = sum(
            normal(header_text(cells[each.index])) == normal(each.header)
            for each in heading.columns
        )
        return Odd.HEADER_AGAIN if again >= _ENOUGH else Odd.OTHER_TABLE
    is_alone = sum(each != "" for each in cells) == 1
    if isinstance(first, str) and _REMARK.match(first.strip()):
        # 一、 alone begins a part of a table; beside other cells it is a cell.
        return Odd.REMARK
    return Odd.REMARK if is_alone and isinstance(first, str) and _is_sentence(first) else None


def _is_header(cells: Sequence[Value]) -> bool:
    # Most cells are numbers and codes: they are passed over at once, for there may be many rows.
    texts = [
        each for each in cells if isinstance(each, str) and len(each) < 30 and not each.isascii()
    ]
    names = [each for each in texts if normal(each) in NAMES]
    filled = sum(each != "" for each in cells)
    return len(names) >= max(_ENOUGH, filled / 2) and any(
        len(each.known(names)) >= _ENOUGH for each in LAYOUTS
    )


def _is_sentence(text: str) -> bool:
    return len(text) > 12 or any(sign in text for sign in "：:。，；")
