"""Where a record came from."""

from __future__ import annotations

from typing import Any

from attrs import field

from guangongwei.errors import Place

#: Every record's last field: the place it was read from, outside equality and outside repr.
Source = Place | None


def source_field() -> Any:  # noqa: ANN401  (attrs declares its own field() so)
    """The `source` field of a record."""
    return field(default=None, eq=False, repr=False)
