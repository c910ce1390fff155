"""The one table from noun and field to 中文 header, synonyms, kind, unit and example.

Reading, writing, templates and the page about tables are all made from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.errors import BadArgument
from guangongwei.model.reporting import Return
from guangongwei.tabular.care import CASES, CHILDREN, CONSENTS, GRANTS, PAIRINGS, PROGRAMMES
from guangongwei.tabular.cells import DAY, PERIOD, TEXT, Fault, Kind
from guangongwei.tabular.layout import Layout, column, normal, organisation_column
from guangongwei.tabular.people import COMMITTEES, ORGANISATIONS, POSTS, VOLUNTEERS
from guangongwei.tabular.work import (
    ACCREDITATIONS,
    ACTIVITIES,
    ARTICLES,
    ASSESSMENTS,
    ENTRIES,
    SERVICES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.model.dataset import Record

#: So many known headers make a row a header row.
_ENOUGH = 2


def named(name: str) -> Layout | None:
    """The table of this name, or of this other name of it."""
    return _BY_NAME.get(normal(name))


def noun_named(name: str) -> type[Record]:
    """The noun of this name, English or Chinese: Service, 服务记录.

    Raises:
        BadArgument: No noun that has a table is called so.
    """
    layout = named(name) or next(
        (each for each in LAYOUTS if each.noun.__name__.lower() == name.lower()), None
    )
    if layout is None:
        expected = "、".join(f"{each.noun.__name__} {each.name}" for each in LAYOUTS)
        raise BadArgument("noun", f"one of {expected}")
    return layout.noun


def recognise(
    headers: Iterable[str | tuple[str, ...]], layouts: Iterable[Layout] | None = None
) -> Layout | None:
    """The one table that has most of these headers and misses none that is required.

    Of a column that may be headed by several texts, each table takes the first that it knows.
    """
    kept = {(each,) if isinstance(each, str) else each for each in headers}
    found: dict[int, list[Layout]] = {}
    for layout in LAYOUTS if layouts is None else layouts:
        chosen = [layout.chosen(each) for each in kept]
        if not layout.missing(chosen):
            found.setdefault(len(layout.known(chosen)), []).append(layout)
    best = found[max(found)] if found else []
    return best[0] if len(best) == 1 else None


def is_header(cells: Iterable[str], layout: Layout | None = None) -> bool:
    """Say whether a row is the header row of a table, of the one given or of any.

    A header that a table refuses is one of a header row too, or nobody would be told.
    """
    kept = tuple(cells)
    return any(
        len(each.known(kept)) + sum(map(each.refuses, kept)) >= _ENOUGH
        for each in ([layout] if layout else LAYOUTS)
    )


def _table_name(text: str) -> str | Fault:
    """The name of a table as its layout has it; any other name stands and is doubted."""
    layout = named(text) or named(text.removesuffix("表"))
    if layout is not None:
        return layout.name
    meant = TEXT.parse(text)
    return meant if isinstance(meant, Fault) else Fault("T118", kept=text)


_TABLE = Kind(name="表名", parse=_table_name, write=str)

RETURNS = Layout(
    noun=Return,
    name="报送情况",
    synonyms=("报送", "报送记录", "报送登记"),
    columns=(
        organisation_column("单位编号", "报送单位"),
        column(
            "table", "表名", _TABLE, "报表名称 表格名称 报表", required=True, example="服务记录"
        ),
        column(
            "period",
            "时期",
            PERIOD,
            "报送时期 所属时期 期间 报告期",
            required=True,
            example="2024年",
        ),
        column("on", "报送日期", DAY, "报送时间 报送日 上报日期", example="2024-12-20"),
    ),
)

#: Every table, organisations first, because the others refer to them.
LAYOUTS = (
    ORGANISATIONS,
    COMMITTEES,
    POSTS,
    VOLUNTEERS,
    SERVICES,
    ACTIVITIES,
    ENTRIES,
    PROGRAMMES,
    CHILDREN,
    CONSENTS,
    PAIRINGS,
    CASES,
    GRANTS,
    ASSESSMENTS,
    ACCREDITATIONS,
    ARTICLES,
    RETURNS,
)
_BY_NAME = {normal(name): each for each in LAYOUTS for name in (each.name, *each.synonyms)}
