"""Records as plain data and back: JSON Lines that lose nothing and are read without guessing.

What JSON has no type for is written so that it cannot be taken for anything else: a `Decimal` as
the text of its digits, a day as 2024-03-01, a member of a vocabulary by its Chinese value. Where a
field may hold several types, and for periods, an object with one key names the type:
``{"absence": "不详"}``, ``{"month": {"year": 2024, "number": 3}}``. Defaults are left out.
"""

from __future__ import annotations

from guangongwei.codec.lines import (
    dumps,
    from_json,
    from_line,
    is_fast,
    loads,
    to_json,
    to_line,
)
from guangongwei.codec.plain import CAUSES, SCHEMA, from_plain, to_plain

__all__ = [
    "CAUSES",
    "SCHEMA",
    "dumps",
    "from_json",
    "from_line",
    "from_plain",
    "is_fast",
    "loads",
    "to_json",
    "to_line",
    "to_plain",
]
