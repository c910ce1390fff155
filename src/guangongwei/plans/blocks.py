"""The stretches of a text, each with its role; together they are the whole text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from guangongwei.errors import Span
from guangongwei.model.plan import Block, Role
from guangongwei.plans.extent import is_divider
from guangongwei.plans.lines import (
    is_address,
    is_attachment,
    is_body,
    is_date,
    is_furniture,
    signature,
)
from guangongwei.plans.structure import ACTION, ITEM, SECTION, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from guangongwei.model.plan import Section
    from guangongwei.plans.lines import Line

#: Signatures, dates and page furniture stand this near; further lines are not looked at.
_MOST_LINES = 200
_ROLES = {SECTION: Role.HEADING, ITEM: Role.ITEM, ACTION: Role.ACTION}
#: What a line above or below the plan's body is, tried from the top.
_AROUND: tuple[tuple[Callable[[str], bool], Role], ...] = (
    (lambda line: is_furniture(line) or is_divider(line), Role.NOISE),
    (is_attachment, Role.ATTACHMENT),
    (is_date, Role.DATE),
    (lambda line: is_body(line) or is_address(line) or signature(line) is not None, Role.ISSUER),
)


def _role(line: str, default: Role) -> Role:
    """What a line above or below the numbered text is."""
    return next((role for fits, role in _AROUND if fits(line)), default)


def around(
    found: Iterable[Line], default: Role, *, titles: Sequence[Line] = ()
) -> Iterator[tuple[int, Role]]:
    """Where the lines around the numbered text begin, and what each is; like ones together."""
    last: Role | None = None
    for at, line in enumerate(found):
        if at == _MOST_LINES:
            yield line.start, default
            break
        role = Role.TITLE if line in titles else _role(line.text, default)
        if role is not last:
            yield line.start, role
        last = role


def numbered(nodes: Iterable[Node], parts: Iterable[Section]) -> Iterator[tuple[int, Role]]:
    """Where the numbered parts and the paragraphs under headings begin."""
    for part in parts:
        if part.paragraphs:
            yield part.paragraphs[0].span.start, Role.PARAGRAPH
    for node in nodes:
        if node.depth in _ROLES:
            yield node.mark.front, _ROLES[node.depth]


def blocks(text: str, *, name: str, starts: Iterable[tuple[int, Role]]) -> tuple[Block, ...]:
    """The stretches that begin where they are said to begin; each runs on to the next."""
    begun = dict(starts)
    if text:
        begun.setdefault(0, Role.BLANK)
    ordered = sorted(begun)
    return tuple(
        Block(role=begun[start], span=Span(name, start, stop))
        for start, stop in pairwise([*ordered, len(text)])
    )
