"""Names in quotation marks: care brands, activities, awards and slogans.

A closing mark written as an opening one (“青蓝工程“) closes all the same. Counted words such as
“五老” and “双减” are terms of the trade, not names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guangongwei.errors import Span
from guangongwei.model.plan import Brand

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 40
_INNER = rf"[^“”\"「」『』\r\n]{{2,{_LONGEST}}}"
_QUOTED = re.compile(
    rf"“(?P<curly>{_INNER})[”“]|「(?P<corner>{_INNER})」|\"(?P<straight>{_INNER})\""
)
_TERM = re.compile("[一二两双三四五六七八九十0-9]{1,2}[^，,、和与]{1,2}|十[一二三四五]五")


def brands(text: str, name: str, *, start: int = 0, stop: int | None = None) -> tuple[Brand, ...]:
    """Every name in quotation marks in a stretch of text, in order."""
    return tuple(_brands(text, name, start, len(text) if stop is None else stop))


def _brands(text: str, name: str, start: int, stop: int) -> Iterator[Brand]:
    for match in _QUOTED.finditer(text, start, stop):
        inner = match.lastgroup or ""
        if _TERM.fullmatch(match[inner]) is None:
            yield Brand(name=match[inner], span=Span(name, *match.span(inner)))
