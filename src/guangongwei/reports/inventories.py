"""The inventory of what is held about people, as an auditor reads it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from guangongwei.model.certificate import Certificate
from guangongwei.model.standard import Standard
from guangongwei.tabular.columns import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.privacy.inventory import Held, Retention

HEADERS = ("表", "字段", "标识符", "敏感程度", "信息主体", "法定敏感", "处理目的", "保存期限")

#: What no table holds has no header there.
_OTHERS = {Certificate: "志愿服务记录证明", Standard: "标准"}
_TABLES = _OTHERS | {each.noun: each.name for each in LAYOUTS}
_COLUMNS = {(layout.noun, each.field): each.header for layout in LAYOUTS for each in layout.columns}


def rows(inventory: Iterable[Held]) -> tuple[tuple[str, ...], ...]:
    """Each line of an inventory in words, in the order of `HEADERS`."""
    return tuple(
        (
            _TABLES[each.noun],
            _COLUMNS.get((each.noun, each.field), ""),
            f"{each.noun.__name__}.{each.field}",
            each.sensitivity.value,
            each.subject.value,
            "是" if each.is_sensitive_by_law else "否",
            each.purpose,
            _kept(each.retention),
        )
        for each in inventory
    )


def as_markdown(inventory: Iterable[Held]) -> str:
    """The inventory as a table of Markdown."""
    lines = (HEADERS, ("---",) * len(HEADERS), *rows(inventory))
    return "".join(f"| {' | '.join(each)} |\n" for each in lines)


def as_csv(inventory: Iterable[Held]) -> str:
    """The inventory as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((HEADERS, *rows(inventory)))
    return text.getvalue()


def _kept(retention: Retention | None) -> str:
    if retention is None:
        return "—"
    column = _COLUMNS.get((retention.noun, retention.runs_from), retention.runs_from)
    return f"{_TABLES[retention.noun]}{column}后{retention.years}年（{retention.authority}）"
