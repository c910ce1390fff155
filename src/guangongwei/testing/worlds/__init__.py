"""Made-up worlds with known answers; no person, school or number in them is real."""

from __future__ import annotations

from guangongwei.testing.worlds.answers import Answer
from guangongwei.testing.worlds.district import district
from guangongwei.testing.worlds.small import small
from guangongwei.testing.worlds.world import World

__all__ = ["Answer", "World", "district", "small"]
