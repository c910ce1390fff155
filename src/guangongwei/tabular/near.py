"""Headers that are almost those of a table: what somebody may have meant."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from guangongwei.errors import suggestions
from guangongwei.tabular.layout import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guangongwei.tabular.layout import Column, Layout

#: What a header looks like: short, and without the digits of a telephone or an identity number.
_HEADER = re.compile(r"(?!.*[0-9０-９]{5}).{1,30}")

#: So many headers are compared; what stands behind so many unknown ones is no table of ours.
_MOST = 64


def is_like_header(text: str) -> bool:
    """Say whether a text may be shown as a header; a value in its place may not."""
    return text.isprintable() and _HEADER.fullmatch(text) is not None


def near(header: str, columns: Iterable[Column]) -> tuple[str, ...]:
    """The headers of the columns of which one may be a slip of the pen."""
    names = {normal(name): each.header for each in columns for name in each.names}
    return tuple(dict.fromkeys(names[each] for each in suggestions(normal(header), names)))


def meant(layout: Layout, headers: Sequence[str]) -> tuple[str, ...]:
    """What unknown headers may stand for, each as 志愿者编码 → 志愿者编号."""
    known = layout.known(headers)
    open_ = [each for each in layout.columns if each.field not in known]
    unknown = (each for each in dict.fromkeys(headers) if not layout.column_in_unit(each))
    spare = islice(filter(is_like_header, unknown), _MOST)
    return tuple(f"{each} → {found[0]}" for each in spare if (found := near(each, open_)))
