"""Which indicators measure which item of a plan, found by the words of its text."""

from __future__ import annotations

from typing import final

from attrs import frozen

from guangongwei.errors import Span


@final
@frozen(kw_only=True)
class Binding:
    """One indicator bound to one item, and by which words."""

    indicator: str
    #: The words of the item that bound it; none where the caller said so.
    words: tuple[Span, ...] = ()
