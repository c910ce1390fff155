"""Dated parameters: what a rule takes from a document or a local decision, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from guangongwei.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Dated(Protocol):
    """A set of parameters with the first day on which it holds."""

    @property
    def since(self) -> date:
        """The first day."""
        ...


D = TypeVar("D", bound=Dated)

#: What a parameter names as its authority where no document fixes it.
LOCAL = "地方自定，可设置"


def in_force(editions: Iterable[D], day: date) -> D:
    """The edition that holds on a day: the latest by then, of two with one day the last listed.

    Raises:
        BadArgument: None holds yet.
    """
    begun = [each for each in editions if each.since <= day]
    if not begun:
        raise BadArgument("day", "on or after the first day of some edition of the parameters")
    latest = max(each.since for each in begun)
    return [each for each in begun if each.since == latest][-1]
