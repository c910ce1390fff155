"""A check of tables shown: which were read, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guangongwei.errors import printable
from guangongwei.reports.checks import problems_text
from guangongwei.reports.data import problem_data
from guangongwei.reports.phrases import Language
from guangongwei.tabular.tables import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.errors import Checked
    from guangongwei.tabular.tables import Table

    Data = dict[str, Any]

_ROWS = {
    Language.CHINESE: "{place}：{name}，共 {rows} 行，可用 {good} 行",
    Language.ENGLISH: "{place}: {name}, {rows} rows, {good} of them good",
}
_FURTHER = {
    Language.CHINESE: "以上为部分问题；各类问题总数：{totals}",
    Language.ENGLISH: "These are the first of them; in all there are: {totals}",
}


def check_data(checked: Checked[tuple[Table, ...]]) -> Data:
    """The tables that were read, the problems that are kept, and how many there are of each code."""
    return {
        "tables": [
            {
                "file": each.file,
                "sheet": each.sheet,
                "noun": each.noun.__name__,
                "rows": each.rows,
                "good": each.good,
            }
            for each in checked.value
        ],
        "problems": [problem_data(each) for each in checked.problems],
        "totals": checked.totals,
    }


def check_text(checked: Checked[tuple[Table, ...]], language: Language = Language.CHINESE) -> str:
    """The tables that were read, then the problems by code, for reading."""
    return "\n".join(_lines(checked, language))


def table_text(table: Table, language: Language = Language.CHINESE) -> str:
    """One table that was read, in a line."""
    place = table.file if table.sheet is None else f"{table.file}!{table.sheet}"
    name = layout_of(table.noun).name if language is Language.CHINESE else table.noun.__name__
    told = _ROWS[language].format(place=place, name=name, rows=table.rows, good=table.good)
    return printable(told)


def _lines(checked: Checked[tuple[Table, ...]], language: Language) -> Iterator[str]:
    for each in checked.value:
        yield table_text(each, language)
    yield problems_text(checked.problems, language)
    if checked.further:
        totals = "、".join(f"{code} ×{count}" for code, count in checked.totals.items())
        yield _FURTHER[language].format(totals=totals)
