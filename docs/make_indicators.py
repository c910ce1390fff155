"""Write the page of the indicators from the catalogue: `python docs/make_indicators.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guangongwei.indicators.catalogue import CATALOGUE, CHAPTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.indicators.definition import Indicator

PAGE = Path(__file__).parent / "indicators.md"

OPENING = f"""# Indicators

An indicator is data, closed and declarative: what is counted, under which condition, during the period
or at its end, and whose return it rests on. An engine only carries it out, so that nothing about a figure
is hidden in code. What a figure is, is said in [](concepts.md); how to write one of your own, in
[](guides/embedding.md).

The catalogue has {len(CATALOGUE)} of them. This page is written from it by `docs/make_indicators.py`, and a
test says that the two agree. 口径 is the definition in words; 报表 names the tables of the schools that a
figure rests on, and a dash means that it rests on the bureau's own register; 分列 names the categories that
it is also shown by; 要点 are the points of the 2024 plan that it serves. Each can be asked for the whole, for
an organisation with all below it, by 镇街 (`town`), 类别 (`category`), 城乡 (`setting`), 办学性质 (`ownership`) or
month (`month`), and by fields of its noun that tell of no person. `lint` says what cannot be right in
definitions of your own:

```pycon
>>> from guangongwei.indicators.catalogue import CATALOGUE
>>> from guangongwei.indicators.lint import lint
>>> lint(CATALOGUE)
()
```
"""
COLUMNS = ("编号 id", "名称 name", "口径", "单位", "方向", "报表", "分列", "依据", "要点")


def page() -> str:
    """The page as the catalogue has it today."""
    return "\n".join([OPENING, *_chapters()])


def _chapters() -> Iterator[str]:
    for name, chapter in CHAPTERS:
        yield f"## {name}\n"
        yield _row(COLUMNS)
        yield _row(["---"] * len(COLUMNS))
        yield from (_row(_cells(each)) for each in chapter)
        yield ""


def _cells(each: Indicator) -> list[str]:
    return [
        f"`{each.id}`",
        f"{each.name}<br>{each.label}",
        each.note,
        each.unit.value or "—",
        each.better.value,
        "、".join(sorted(each.value.returns)) or "—",
        "、".join(f"`{dimension}`" for dimension in each.by) or "—",
        each.source,
        "、".join(each.serves) or "—",
    ]


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
