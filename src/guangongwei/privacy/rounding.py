"""Numbers of people told as multiples of a base, each of which stands for several numbers."""

from __future__ import annotations

from typing import final

from attrs import Attribute, field, frozen

from guangongwei.errors import BadArgument
from guangongwei.privacy.audience import LEAST


def _is_wide(_: object, __: Attribute[int], base: int) -> None:
    if base < LEAST:
        raise BadArgument("base", f"{LEAST} or more")


@final
@frozen
class Rounding:
    """To the nearest multiple of a base, halves upwards: the same number is always told the same.

    What is told depends on the number alone and not on chance, so that asking twice, or adding
    parts up, tells nothing more than the ranges that the multiples stand for.
    """

    #: 3 or more; 3, 5 and 10 are usual.
    base: int = field(default=5, validator=_is_wide)

    def told(self, value: int) -> int:
        """The multiple that a number is told as."""
        return (value + self.base // 2) // self.base * self.base

    def range(self, value: int) -> tuple[int, int]:
        """The least and the greatest number that are told as this one is."""
        low = self.told(value) - self.base // 2
        return max(low, 0), low + self.base - 1
