"""Shares drawn to scale, as pictures inside the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.markup import Markup, element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guangongwei.reports.outline import Bar


def bar(shown: Bar | None) -> Iterator[Markup]:
    """A share to scale: what is sure, what it can still become, and where its targets stand."""
    if shown is None:
        return
    low, value, high = (float(each * 100) for each in (shown.low, shown.value, shown.high))
    stretches = (("sure", 0.0, low), ("likely", low, value), ("maybe", value, high))
    lines = (("line", min(float(each) * 100, 99.0)) for each in shown.lines)
    yield element(
        "svg",
        _rect("track", 0, 100),
        *(_rect(name, start, end) for name, start, end in stretches),
        *(_rect(name, start, start + 1, tall=True) for name, start in lines),
        class_="bar",
        role="img",
        aria_label=shown.label,
        viewBox="0 0 100 12",
        preserveAspectRatio="none",
    )
    if shown.caption:
        yield element("p", shown.caption, class_="caption")


def _rect(class_: str, start: float, end: float, *, tall: bool = False) -> Markup:
    return element(
        "rect",
        class_=class_,
        x=f"{start:.2f}",
        y="0" if tall else "3",
        width=f"{end - start:.2f}",
        height="12" if tall else "6",
    )
