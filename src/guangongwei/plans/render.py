"""A plan back to its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guangongwei.model.plan import Plan


def render(plan: Plan) -> str:
    """The text that was read, character for character, put together from the plan's blocks."""
    return "".join(plan.text[block.span.start : block.span.stop] for block in plan.blocks)
